//! The ladder: for the drawing in hand the maps of all units, layer by layer, and below each what excites it most; and from the faces
//! what they add up to. After something was done to it, each map of before stands above that of now.

use super::columns::{HEAD, Plan, WORD};
use super::stairs;
use crate::exam::{Exciting, patch};
use crate::session::Session;
use crate::trace::Trace;
use crate::units::{LAYERS, first, unit_of};
use crate::words::{self, pick};
use lab::{Letters, Rect, Scale, Side, Sketch, Tone};
use std::rc::Rc;

/// The unit at a place of the picture.
pub fn unit_at(session: &mut Session, at: (f32, f32)) -> Option<usize> {
    Plan::new(session.sizes[crate::session::View::Ladder as usize], session.hand.is_poked()).unit_at(at)
}

/// Draws it.
pub fn draw(session: &mut Session, size: (f32, f32), sketch: &mut Sketch) {
    let plan = Plan::new(size, session.hand.is_poked());
    let traces = session.traces();
    let full = session.full();
    let chain = super::hand::looked_at(session);
    for (layer, head) in plan.heads.into_iter().enumerate() {
        draw_head(session, layer, head, (&plan, &traces), sketch);
    }
    for (unit, full) in full.into_iter().enumerate() {
        let lit = chain.iter().any(|link| link.unit == unit);
        draw_unit(session, unit, (&plan, &traces), (full, lit), sketch);
    }
    stairs::draw(session.chinese, &plan, (&traces.0, &traces.1), sketch);
}

/// The name of a layer, and what it sees or what has become of it.
fn draw_head(session: &Session, layer: usize, top: f32, (plan, traces): (&Plan, &Traces), sketch: &mut Sketch) {
    let chinese = session.chinese;
    let y = top + HEAD / 2.0 - 1.0;
    sketch.disc((8.0, y), 8.0, Tone::Model);
    sketch.text(words::number::plain(layer + 1), (8.0, y), &(Side::Middle, Letters::SMALL_BOLD), Tone::Panel);
    let learnt = crate::goals::knows_cats(session);
    sketch.text(words::units::layer(layer, learnt, chinese), (22.0, y), &(Side::Start, Letters::HEAD), Tone::Ink);
    let (text, tone) = match fallen(layer, traces).filter(|_| plan.pairs) {
        Some((all, still, _)) if still < all => (words::picture::fallen(all - still, all, chinese), Tone::HeldOut),
        Some((.., share)) => (words::picture::all_fire(share, chinese), Tone::Soft),
        None => (words::units::window(layer, plan.width < 420.0, chinese), Tone::Soft),
    };
    sketch.text(text, (plan.width, y), &(Side::End, Letters::SMALL), tone);
}

/// The drawing's way through, before and now.
type Traces = (Rc<Trace>, Rc<Trace>);

/// How many units of a layer had found something, how many of them still find it, and how strong they are together, as a share of
/// what they were.
fn fallen(layer: usize, (before, now): &Traces) -> Option<(usize, usize, f32)> {
    let units = (first(layer)..first(layer) + LAYERS[layer].units).filter(|unit| before.most(*unit) > 0.0);
    let (mut all, mut still, mut was, mut is) = (0, 0, 0.0, 0.0);
    for unit in units {
        all += 1;
        still += usize::from(!now.has_lost(unit, before));
        was += before.most(unit);
        is += now.still(unit, before);
    }
    (all > 0).then(|| (all, still, is / was))
}

/// A unit: its map, and below it what excites it most, or its map of now.
fn draw_unit(
    session: &Session,
    unit: usize,
    (plan, (before, now)): (&Plan, &Traces),
    (full, lit): (f32, bool),
    sketch: &mut Sketch,
) {
    let (layer, _) = unit_of(unit);
    let side = LAYERS[layer].side;
    let (map, below) = (plan.maps[unit], plan.below[unit]);
    let chinese = session.chinese;
    let scale = if full > 0.0 { full } else { 1.0 };
    let off = session.hand.is_off(unit);
    let frame = if lit { Tone::Model.into() } else { Tone::Model.at(0.35) };
    let wide = if lit { 2.0 } else { 1.0 };
    let mut word = (words::units::label(session, unit).to_owned(), Tone::Soft);
    if plan.pairs {
        sketch.raster(map, side, Scale::Activation, (before.map(unit), scale));
        sketch.raster(below, side, Scale::Activation, (now.map(unit), scale));
        sketch.frame(map, frame, wide);
        sketch.frame(below, if off { Tone::HeldOut.into() } else { frame }, if off { 2.0 } else { wide });
        let lost = now.has_lost(unit, before);
        if lost && layer == 1 {
            ring(before.strongest[unit], (map, below), side, sketch);
        }
        word = match (off, lost, layer) {
            (true, ..) => (words::picture::off(chinese).to_owned(), Tone::HeldOut),
            (_, true, 1) if !word.0.is_empty() => (words::picture::no(&word.0, chinese), Tone::HeldOut),
            (_, true, 2) => (words::picture::silent(now.most(unit) > 0.0, chinese).to_owned(), Tone::HeldOut),
            (_, _, 1) => {
                let share = now.still(unit, before) / before.most(unit);
                let told = words::picture::still(&word.0, share, chinese);
                let fits = share < 0.95 && words_fit(&told, plan.width / LAYERS[1].units as f32);
                if fits && !word.0.is_empty() { (told, word.1) } else { word }
            }
            _ => (String::new(), Tone::Soft),
        };
    } else {
        sketch.raster(map, side, Scale::Activation, (now.map(unit), scale));
        sketch.frame(map, frame, wide);
        draw_patches(session, unit, below, sketch);
        if layer == 2 && session.is_dead(unit) {
            word.0.clear(); // It stands in the place of its patch.
        }
    }
    let room = plan.width / LAYERS[layer].units as f32;
    if !word.0.is_empty() && (words_fit(&word.0, room) || chinese) {
        let letters = if word.1 == Tone::HeldOut { Letters::SMALL_BOLD } else { Letters::SMALL };
        sketch.text(word.0, (map.middle().0, below.bottom() + WORD / 2.0 + 1.0), &(Side::Middle, letters), word.1);
    }
    if plan.pairs && unit == first(layer) {
        let (before, now) = (words::picture::before(chinese), words::picture::now(chinese));
        for (text, rect) in [(before, map), (now, below)] {
            let letters = Letters { size: 10.0, bold: false };
            sketch.text(text, (0.0, rect.middle().1), &(Side::Start, letters), Tone::Soft);
        }
    }
}

/// Where a unit had found what excited it most: a ring there before, and a dashed one now.
fn ring((row, column): (usize, usize), (map, below): (Rect, Rect), side: usize, sketch: &mut Sketch) {
    let cell = map.width / side as f32;
    let off = ((column as f32 + 0.5) * cell, (row as f32 + 0.5) * cell);
    let radius = 0.17 * map.width;
    sketch.ring((map.left + off.0, map.top + off.1), radius, Tone::HeldOut, 1.75);
    let at = (below.left + off.0, below.top + off.1);
    // Eight dashes round the place.
    for turn in [(1.0, 0.0), (0.7, 0.7), (0.0, 1.0), (-0.7, 0.7), (-1.0, 0.0), (-0.7, -0.7), (0.0, -1.0), (0.7, -0.7)] {
        let (x, y) = (at.0 + radius * turn.0, at.1 + radius * turn.1);
        let half = (-0.22 * radius * turn.1, 0.22 * radius * turn.0);
        sketch.line(&[(x - half.0, y - half.1), (x + half.0, y + half.1)], Tone::HeldOut, 1.75);
    }
}

/// About how wide letters of the small size are: enough to see whether a word fits.
fn words_fit(word: &str, room: f32) -> bool {
    // `count` is many times longer: it is made for long texts.
    let letters = word.chars().fold(0, |count, _| count + 1);
    letters as f32 * 6.2 <= room
}

/// What excites a unit most, of drawings that nobody has learnt from.
fn draw_patches(session: &Session, unit: usize, place: Rect, sketch: &mut Sketch) {
    let (layer, _) = unit_of(unit);
    let Some(results) = session.results() else { return };
    let strongest = &results.strongest[unit];
    if strongest.is_empty() {
        dead(session, place, sketch);
        return;
    }
    let count = if layer == 2 { 1 } else { 2 };
    let side = place.width / count as f32;
    for (at, exciting) in strongest.iter().take(count).enumerate() {
        let square =
            Rect { left: place.left + side * at as f32, top: place.top, width: side - 1.0, height: place.height };
        draw_patch(&results.paper.pictures()[exciting.drawing], layer, exciting, square, sketch);
    }
}

/// One place that excites a unit: as much of the drawing as it sees.
pub fn draw_patch(picture: &drawings::Picture, layer: usize, exciting: &Exciting, square: Rect, sketch: &mut Sketch) {
    let window = LAYERS[layer].window;
    let pixels = patch(picture, LAYERS[layer].corner(exciting.at), window);
    sketch.raster(square, window, Scale::Drawing, (&pixels, 1.0));
    sketch.frame(square, Tone::Hairline, 1.0);
}

/// A unit that fires nowhere.
fn dead(session: &Session, place: Rect, sketch: &mut Sketch) {
    let (l, t, r, b) = (place.left, place.top, place.right(), place.bottom());
    sketch.dashed(&[(l, t), (r, t), (r, b), (l, b), (l, t)], Tone::Soft.at(0.6), 1.0, 3.0);
    if place.height > 24.0 {
        let word = pick(session.chinese, "dead", "失活");
        sketch.text(word, place.middle(), &(Side::Middle, Letters::SMALL), Tone::Soft);
    }
}
