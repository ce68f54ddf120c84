//! The plane of two measures: the model's answer everywhere, its boundary, and the samples of both classes.

pub(in crate::scene) mod bends;
mod ghosts;
pub(super) mod map;
mod names;
mod pin;
pub mod reach;
mod room;
mod samples;

pub use map::raster;

use super::axes;
use super::chart::Chart;
use super::frame::{Frame, Margins};
use super::geometry::closed;
use super::key::Key;
use super::lettering::{Font, text_width};
use super::look::Look;
use super::pen::{Pen, Side};
use super::range::safe_range;
use super::ticks::{Tick, apart, ticks, y_ticks};
use crate::text::{classes as words, number, quantity};
use crate::view::{Classes, Part, Pointer};
use map::Lines;
use names::Names;
use pin::Pin;
use room::Room;
use samples::Samples;

/// Between the names of y's ticks and the frame, CSS px.
const GAP: f64 = 8.0;

/// The frame, with room for what stands at its left, and above it for the name of y.
pub(super) fn lay_out(view: &Classes, look: &Look) -> Chart {
    let y_ticks = match words::ends(&view.quantity, look.lang) {
        Some([_, (least, greatest)]) => {
            let y = safe_range(view.y);
            [(y.lo, least), (y.hi, greatest)].map(|(at, name)| Tick { at, name: name.to_owned() }).to_vec()
        }
        None => y_ticks(&view.quantity, view.y, (look.height / 64.0) as usize, look.lang),
    };
    let margins = Margins { left: axes::room(&y_ticks, look) + GAP + 2.0, top: 22.0, right: 10.0, bottom: 24.0 };
    Chart { frame: Frame::new((look.width, look.height), margins, view.x, view.y), y_ticks }
}

/// Adds what the base depends on, besides the frame.
pub(super) fn base_key(key: Key, view: &Classes) -> Key {
    // The same picture may be that of a curve, whose key begins with what would begin this one.
    ghosts::key(key.text("classes"), view).quantity(&view.quantity)
}

/// Adds what the image below depends on, besides the frame.
pub(super) fn image_key(key: Key, view: &Classes) -> Key {
    let key = key.text("classes");
    let Some(map) = view.map else { return key };
    map.logits.iter().fold(key.word(map.side as u64), |key, logit| key.word(u64::from(logit.to_bits())))
}

/// The rim, and the names of the axes and of their ends.
pub(super) fn draw_base(pen: &Pen, view: &Classes, chart: &Chart) {
    let (c, f, lang) = (pen.colors(), &chart.frame, pen.look.lang);
    let rim = [(f.left, f.top), (f.right(), f.top), (f.right(), f.bottom()), (f.left, f.bottom())];
    pen.line(&closed(rim.to_vec()), c.hairline, 1.0);
    ghosts::draw_lines(pen, view, f);
    for tick in &chart.y_ticks {
        let (_, y) = f.to_px(f.x.lo, tick.at);
        pen.label(&tick.name, (f.left - GAP, y.min(f.bottom() - 5.0).max(f.top + 5.0)), Side::End, c.soft);
    }
    let below = f.bottom() + 14.0;
    if let Some([(least, greatest), _]) = words::ends(&view.quantity, lang) {
        let (_, name) = quantity::column_names(&view.quantity, lang);
        pen.label(name, (2.0, 8.0), Side::Start, c.soft);
        pen.label(least, (f.left, below), Side::Start, c.soft);
        return pen.label(greatest, (f.right(), below), Side::End, c.soft);
    }
    let y_common = |common| quantity::y_common(&view.quantity, common, lang);
    let room = pen.look.width * 0.5;
    let name = axes::title(&quantity::y_axis(&view.quantity, lang), &chart.y_ticks, &y_common, room);
    pen.label(&name, (2.0, 8.0), Side::Start, c.soft);
    let (places, step) = ticks(f.x, (f.width / 72.0) as usize);
    let x_ticks = apart(places, step, &|t| number::ticked(t, step));
    let name = axes::title(&quantity::x_axis(&view.quantity, lang), &x_ticks, &quantity::x_common, f.width * 0.6);
    pen.label(&name, (f.right(), below), Side::End, c.soft);
    let free = f.right() - text_width(&name, Font::SMALL) - 10.0;
    axes::name_x(pen, f, &x_ticks, 14.0, free);
}

/// The best straight line, the boundary, the samples with their names, the question, and what is held.
pub(super) fn draw_marks(pen: &Pen, view: &Classes, f: &Frame) {
    let lines = Lines::of(view, f);
    bends::draw_lines(pen, view, f);
    lines.draw(pen);
    let samples = Samples::new(view, f, pen.look.width);
    samples.draw(pen);
    let mut room = Room::new(f.rect());
    samples.places().for_each(|at| room.keep_point_free(at, samples.radius + 2.0));
    lines.tell(&mut room);
    let unpinned = ghosts::unpinned(view, f, pen.look.lang);
    ghosts::keep_free(&mut room, &unpinned);
    ghosts::draw_letters(pen, view, f, &mut room);
    bends::draw_numbers(pen, view, f, &mut room);
    let pin = Pin::of(pen, view, f, &mut room);
    let mut names = Names { pen, view, f, room };
    names.write_best_line(&lines);
    names.write_wrong(&samples);
    names.write_groups();
    names.write_sides(&lines);
    names.write_shares(&lines);
    ghosts::write_names(&mut names, &unpinned);
    if let Some(pin) = &pin {
        pin.draw(pen, view.pointer, f);
    }
    draw_held(pen, view, &samples);
}

/// Rings around the sample that is held, and around that under the pointer. They lie on top, and so does the sample.
fn draw_held(pen: &Pen, view: &Classes, samples: &Samples) {
    let c = pen.colors();
    if let Some(at) = view.selected.and_then(|index| samples.draw_one(pen, index)) {
        pen.ring(at, 11.5, c.panel, 4.5);
        pen.ring(at, 11.5, c.model, 2.0);
    }
    match view.pointer {
        Pointer::Over(Part::Point(index)) => {
            if view.selected != Some(index)
                && let Some(at) = samples.draw_one(pen, index)
            {
                pen.ring(at, 10.0, c.panel, 4.0);
                pen.ring(at, 10.0, c.ink.mix(0.55), 1.5);
            }
        }
        Pointer::Holds(Part::Point(index)) => {
            if let Some(at) = samples.draw_one(pen, index) {
                pen.disc(at, 17.0, c.model.mix(0.16));
            }
        }
        Pointer::Away
        | Pointer::Over(Part::Handle(_) | Part::Line | Part::Probe | Part::Kink(_) | Part::Slope(_) | Part::Base)
        | Pointer::Holds(Part::Handle(_) | Part::Line | Part::Probe | Part::Kink(_) | Part::Slope(_) | Part::Base) => {}
    }
}
