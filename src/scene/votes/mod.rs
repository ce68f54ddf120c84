//! Inside, the last hidden layer alone: a card for each neuron, with the map of its votes, the line on which it bends, the
//! samples, and what it does in words.

pub mod plan;

use super::classes::bends::{BEAD, bend, draw_number};
use super::geometry::{Px, Rect, closed, rounded};
use super::key::Key;
use super::layers::signed;
use super::layout::Image;
use super::lettering::{Font, text_width, wrapped};
use super::look::Look;
use super::pen::{Pen, Side};
use super::shading::{Grid, shade_all};
use crate::text::votes::{Words, words};
use crate::view::{Sample, Span, Vote, Votes};
use plan::Cards;

/// Below this height of a map, CSS px, the samples are not drawn on it.
const LOW: f64 = 44.0;
/// More samples are not drawn one by one.
const MANY: usize = 400;
/// From one line of words to the next, CSS px.
const LINE: f64 = 15.0;

/// A card for each neuron.
pub(super) fn lay_out(view: &Votes, look: &Look) -> Cards {
    Cards::new(view.of.len(), look)
}

/// Adds what the base depends on.
pub(super) fn base_key(key: Key, view: &Votes) -> Key {
    let key = view.of.iter().fold(key.word(view.of.len() as u64), |key, vote| key.word(u64::from(vote.dead)));
    let key = [view.x.lo, view.x.hi, view.y.lo, view.y.hi].into_iter().fold(key, Key::number);
    let sample = |key: Key, s: &Sample| key.number(s.x).number(s.y).word(u64::from(s.group.is_positive()));
    shown(view).fold(key, sample)
}

/// Adds what the image below depends on, besides the look.
pub(super) fn image_key(key: Key, view: &Votes, look: &Look) -> Key {
    let key = key.number(look.width).number(look.height).word(view.side as u64);
    let votes = view.of.iter().flat_map(|vote| &vote.votes);
    votes.fold(key.word(view.of.len() as u64), |key, value| key.word(u64::from(value.to_bits())))
}

/// The shades of all maps, of one scale, so that the eye can add them up; a pixel for each CSS px, all else clear.
pub(super) fn raster(view: &Votes, cards: &Cards, look: &Look, rgba: &mut Vec<u8>) -> Option<Image> {
    let (c, most) = (look.colors(), greatest(view));
    let shades = signed(c);
    let mut maps = Vec::with_capacity(view.of.len());
    for (neuron, vote) in view.of.iter().enumerate() {
        maps.push((cards.map(neuron), Grid { values: &vote.votes, side: view.side, to_the_edges: true }));
    }
    let color = |value| shades.of(value, most);
    let place = Rect { left: 0.0, top: 0.0, width: look.width.ceil(), height: look.height.ceil() };
    Some(Image { size: shade_all(&maps, place, rgba, (&color, c.no_value))?, place })
}

/// The greatest vote of all, without its sign.
fn greatest(view: &Votes) -> f32 {
    let all = view.of.iter().flat_map(|vote| &vote.votes).filter(|value| value.is_finite());
    all.fold(0.0, |most, value| most.max(value.abs()))
}

/// Those that are drawn one by one.
fn shown<'a>(view: &'a Votes) -> impl Iterator<Item = &'a Sample> + Clone {
    let few = view.samples.len() <= MANY;
    view.samples.iter().filter(move |sample| few && (view.exam || !sample.held_out))
}

/// The rims of the maps, and the samples on them.
pub(super) fn draw_base(pen: &Pen, view: &Votes, cards: &Cards) {
    let c = pen.colors();
    let maps: Vec<Rect> = (0..cards.count()).map(|neuron| cards.map(neuron)).collect();
    for (map, vote) in maps.iter().zip(view.of) {
        let outline = closed(rounded(map.grown(0.5), 3.0));
        match vote.dead {
            true => pen.dashed(&outline, c.soft, 1.25, &[4.0, 3.0]),
            false => pen.line(&outline, c.hairline, 1.0),
        }
    }
    let on = |map: &Rect, sample: &Sample| place(view, *map, (sample.x, sample.y));
    for map in maps.iter().filter(|map| map.height >= LOW) {
        let radius = if map.height < 80.0 { 1.4 } else { 1.9 };
        let others = || shown(view).filter(|s| !s.group.is_positive()).filter_map(|s| on(map, s));
        others().for_each(|at| pen.disc(at, radius, c.soft));
        others().for_each(|at| pen.disc(at, radius - 0.8, c.panel));
        let own = shown(view).filter(|s| s.group.is_positive()).filter_map(|s| on(map, s));
        own.for_each(|at| pen.disc(at, radius, c.ink));
    }
}

/// Where a place of the plane is in a map, if it is.
fn place(view: &Votes, map: Rect, (x, y): (f64, f64)) -> Option<Px> {
    let along = |span: Span, at: f64| (at - span.lo) / (span.hi - span.lo);
    let (on, up) = (along(view.x, x), along(view.y, y));
    let inside = (0.0..=1.0).contains(&on) && (0.0..=1.0).contains(&up);
    inside.then(|| (map.left + map.width * on, map.bottom() - map.height * up))
}

/// The lines on which neurons bend, the place of the question, and the words.
pub(super) fn draw_marks(pen: &Pen, view: &Votes, cards: &Cards) {
    let c = pen.colors();
    for (neuron, vote) in view.of.iter().enumerate() {
        let map = cards.map(neuron);
        for line in bend(vote, map) {
            pen.line(&line, c.model, 2.0);
        }
        if view.held == Some(neuron) {
            pen.line(&closed(rounded(map.grown(1.5), 4.0)), c.ink, 2.0);
        }
        if let Some(at) = view.at.and_then(|at| place(view, map, at)) {
            pen.disc(at, 4.5, c.panel);
            pen.disc(at, 3.0, c.ink);
        }
        if map.height >= LOW {
            draw_number(pen, neuron, (map.left + BEAD + 3.0, map.top + BEAD + 3.0), view.held == Some(neuron));
        }
        draw_words(pen, view, vote, neuron, cards);
    }
}

/// Writes a neuron's words beside its map: its name, what it does, what its vote weighs.
fn draw_words(pen: &Pen, view: &Votes, vote: &Vote, neuron: usize, cards: &Cards) {
    let (c, lang, height) = (pen.colors(), pen.look.lang, cards.map(neuron).height);
    let Words { name, deed, vote: told, brief } =
        words(neuron, vote, view.here.get(neuron).copied(), &view.quantity, lang);
    let ((left, middle), width) = cards.words(neuron);
    let room = ((height / LINE) as usize).max(1);
    let mut lines: Vec<(String, Font, _)> = Vec::new();
    let named = room >= 4;
    if named {
        lines.push((name, Font::SMALL, c.soft));
    }
    let left_over = room.saturating_sub(1 + usize::from(named)).max(1);
    let deed = deed.map(|deed| wrapped(&deed, Font::HEAD_NARROW, width, left_over));
    lines.extend(deed.into_iter().flatten().map(|line| (line, Font::HEAD_NARROW, c.ink)));
    if room >= 2 {
        let told = if text_width(&told, Font::SMALL) <= width { told } else { brief };
        lines.push((told, Font::SMALL, c.soft));
    }
    let mut y = middle - LINE * (lines.len() as f64 - 1.0) / 2.0;
    for (line, font, color) in lines {
        pen.text(&line, (left, y), Side::Start, font, color);
        y += LINE;
    }
}
