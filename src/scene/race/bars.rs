//! How much of the error arrives: a bar for each layer, as high as its gradient was at the first step, a ring where it is now.

use super::plan::{Lanes, within};
use crate::scene::geometry::{Px, Rect};
use crate::scene::lettering::{Font, text_width};
use crate::scene::pen::{Pen, Side};
use crate::text::race as words;
use crate::view::{FAINT, Race};

/// A bar is at most this wide, CSS px.
const WIDEST: f64 = 26.0;

/// Draws the bars of a lane.
pub fn draw(pen: &Pen, view: &Race, lanes: &Lanes, at: usize) {
    let (c, lang, lane, ground) = (pen.colors(), pen.look.lang, &view.lanes[at], lanes.bars[at]);
    let (lo, hi) = lanes.decades;
    if at == 0 {
        let head = words::arrives(lang);
        let y = ground.top - 20.0;
        pen.text(head, (ground.left, y), Side::Start, if lanes.narrow { Font::HEAD_NARROW } else { Font::HEAD }, c.ink);
        let detail = words::arrives_in_detail(lang);
        let left = ground.left + text_width(head, Font::HEAD) + 14.0;
        if !lanes.narrow && left + text_width(detail, Font::SMALL) < pen.look.width {
            pen.label(detail, (left, y), Side::Start, c.soft);
        }
    }
    let decades = (hi - lo) as usize;
    let every = decades.div_ceil(3).max(1);
    for exponent in (lo..=hi).rev().step_by(every) {
        let y = ground.bottom() - ground.height * f64::from(exponent - lo) / f64::from((hi - lo).max(1));
        pen.line(&[(ground.left, y), (ground.right(), y)], c.hairline, 1.0);
        if at == 0 {
            pen.label(&words::tick(exponent), (ground.left - 8.0, y), Side::End, c.soft);
        }
    }
    pen.line(&[(ground.left, ground.bottom()), (ground.right(), ground.bottom())], c.soft, 1.0);
    let count = lane.first.len();
    if count == 0 {
        return;
    }
    let room = ground.width / count as f64;
    let width = (room * 0.6).min(WIDEST);
    let x = |layer: usize| ground.left + room * (layer as f64 + 0.5);
    let faint = lane.arrives() < FAINT;
    for (layer, value) in lane.first.iter().enumerate() {
        let height = lanes.height(at, *value);
        let bar = Rect { left: x(layer) - width / 2.0, top: ground.bottom() - height, width, height };
        pen.rect(bar, if layer == 0 && faint { c.held_out } else { c.model });
    }
    draw_before(pen, view, lanes, (at, &x));
    for (layer, value) in lane.now.iter().enumerate().filter(|(_, value)| value.is_finite() && **value > 0.0) {
        let place: Px = (x(layer), ground.bottom() - lanes.height(at, *value));
        pen.disc(place, 4.0, c.panel);
        pen.ring(place, 3.25, c.ink, 1.75);
    }
    // The first and the last bar have their numbers, the layers their names.
    let edges = (ground.left - if lanes.narrow { 0.0 } else { 30.0 }, ground.right() + 2.0);
    for layer in (0..count).filter(|layer| *layer == 0 || layer + 1 == count) {
        let text = words::gradient(lane.first[layer]);
        let [bar, ring] = [lane.first, lane.now].map(|of| of.get(layer).map_or(0.0, |value| lanes.height(at, *value)));
        // A ring that would lie on the number lifts it.
        let y = ground.bottom() - if (bar..bar + 24.0).contains(&ring) { ring + 14.0 } else { bar + 10.0 };
        let color = if layer == 0 && faint { c.held_out } else { c.model };
        let place = within(&text, (x(layer), y.max(ground.top - 6.0)), edges);
        let clear = !lanes.narrow || count > 2 || layer == 0;
        if clear && (layer > 0 || count == 1 || room * (count - 1) as f64 > text_width(&text, Font::SMALL_BOLD) * 1.6) {
            pen.text(&text, place, Side::Middle, Font::SMALL_BOLD, color);
        }
    }
    // What x₂ measures is what the model is given, not what it says.
    let quantity = lane.right.is_none().then_some(&view.quantity);
    let mut free = f64::INFINITY;
    for layer in (0..count).rev() {
        let [long, brief] = words::layer(layer, count - 1, quantity, lang);
        let text = if text_width(&long, Font::SMALL) <= room - 4.0 || layer == count - 1 { long } else { brief };
        let place = within(&text, (x(layer), ground.bottom() + 11.0), edges);
        let half = text_width(&text, Font::SMALL) / 2.0;
        // The output's name may be longer than its bar is wide.
        if place.0 + half + 3.0 <= free {
            pen.label(&text, place, Side::Middle, if layer == 0 && faint { c.held_out } else { c.soft });
            free = place.0 - half;
        }
    }
}

/// The gradients of the race before, as a line.
fn draw_before(pen: &Pen, view: &Race, lanes: &Lanes, (at, x): (usize, &dyn Fn(usize) -> f64)) {
    let (c, ground) = (pen.colors(), lanes.bars[at]);
    let Some((before, place)) = view.lanes[at].before.and_then(|of| Some((of, of.activation?))) else { return };
    let finite = before.first.iter().enumerate().filter(|(_, value)| value.is_finite() && **value > 0.0);
    let line: Vec<Px> = finite.map(|(layer, value)| (x(layer), ground.bottom() - lanes.height(at, *value))).collect();
    pen.line(&line, c.model.mix(0.55), 1.5);
    for place in &line {
        pen.disc(*place, 2.75, c.panel);
        pen.ring(*place, 2.25, c.model, 1.25);
    }
    let named = view.lanes.iter().position(|lane| lane.before.is_some()) == Some(at);
    if let Some((left, y)) = line.get(line.len() / 2).filter(|_| named) {
        let text = words::with_only(place, pen.look.lang);
        pen.text(&text, (*left, y - 12.0), Side::Middle, Font::SMALL, c.model);
    }
}
