//! Data and fit: the points, the model's curve, the true law, the residuals, and the question that the user asks.

mod away;
mod before;
mod dots;
mod errors;
pub mod ghosts;
pub mod handles;
mod law_name;
mod note;
mod other;
mod question;
pub mod reach;
pub mod stack;
mod tried;
mod unseen;

use super::axes;
use super::chart::Chart;
use super::frame::{Frame, Margins};
use super::key::Key;
use super::look::Look;
use super::pen::{Pen, Side};
use super::ticks::{x_ticks, y_ticks};
use crate::text::quantity;
use crate::view::{Fit, Part, Pointer};
use dots::Dots;
use note::Obstacles;
use question::Question;

/// Between the names of y's ticks and the frame, CSS px: a handle has room there.
const GAP: f64 = 16.0;

/// The frame, with room for the names of the y ticks, and above it for the name of y, if it has one.
pub(super) fn lay_out(view: &Fit, look: &Look) -> Chart {
    let y_ticks = y_ticks(&view.quantity, view.y, (look.height / 64.0) as usize, look.lang);
    let has_name = !quantity::y_axis(&view.quantity, look.lang).is_empty();
    let top = if has_name { 24.0 } else { 8.0 };
    let margins = Margins { left: axes::room(&y_ticks, look) + GAP + 2.0, top, right: 20.0, bottom: 40.0 };
    Chart { frame: Frame::new((look.width, look.height), margins, view.x, view.y), y_ticks }
}

/// Adds what the base depends on, besides the frame.
pub(super) fn base_key(key: Key, view: &Fit) -> Key {
    let key = unseen::key(other::key(before::key(key, view), view), view);
    let key = tried::key(ghosts::key(key, view.ghosts), view.tried, view.points).quantity(&view.quantity);
    view.law.iter().fold(key, |k, &(x, y)| k.number(x).number(y))
}

/// Grid, axes, the true law, the curve of the run before and pinned ones.
pub(super) fn draw_base(pen: &Pen, view: &Fit, chart: &Chart) {
    let (c, f, lang) = (pen.colors(), &chart.frame, pen.look.lang);
    if view.unseen.is_some() {
        unseen::draw_band(pen, view, f);
    }
    axes::draw_y_apart(pen, f, &chart.y_ticks, GAP);
    let x_ticks = x_ticks(&view.quantity, f.x, f.width);
    axes::draw_x(pen, f, &x_ticks, f64::INFINITY);
    let name = axes::title(&quantity::x_axis(&view.quantity, lang), &x_ticks, &quantity::x_common, f.width * 0.8);
    pen.label(&name, (f.right(), f.bottom() + 31.0), Side::End, c.soft);
    let y_common = |common| quantity::y_common(&view.quantity, common, lang);
    let room = pen.look.width * 0.5;
    let name = axes::title(&quantity::y_axis(&view.quantity, lang), &chart.y_ticks, &y_common, room);
    pen.label(&name, (2.0, 8.0), Side::Start, c.soft);
    for piece in f.clip(view.law) {
        pen.dashed(&piece, c.soft, 1.25, &[5.0, 4.0]);
    }
    before::draw_line(pen, view, f);
    other::draw_line(pen, view, f);
    ghosts::draw_lines(pen, view.ghosts, f);
    tried::draw(pen, view.tried, view.points, f);
}

/// Errors, points, curve, handles, the question, and what is held.
pub(super) fn draw_marks(pen: &Pen, view: &Fit, f: &Frame) {
    let (c, narrow) = (pen.colors(), pen.look.width < 480.0);
    if let Some(parts) = view.stack {
        stack::draw_bands(pen, view, parts, f);
    }
    let question = Question::of(pen, view, f);
    let taken = question.as_ref().map(|question| question.place);
    let letters = ghosts::letters(f, view.ghosts, view.points, taken);
    let named = [letters.as_slice(), &[before::draw_name(pen, view, f, &letters)]].concat();
    law_name::draw(pen, view, f, &law_name::Taken { question: taken, letters: &named });
    let dots = Dots::new(view.points, view.exam, f, pen.look.width);
    errors::draw(pen, view, f, dots.radius);
    dots.draw(pen, true);
    let curve = f.clip(view.curve);
    if view.pointer == Pointer::Over(Part::Line) || view.pointer == Pointer::Holds(Part::Line) {
        curve.iter().for_each(|piece| pen.line(piece, c.model.mix(0.2), 11.0));
    }
    for piece in &curve {
        pen.line(piece, c.model, if narrow { 2.5 } else { 3.0 });
    }
    ghosts::draw_letters(pen, view.ghosts, &letters);
    dots.draw(pen, false);
    let mut obstacles = Obstacles {
        dots: view.points.iter().map(|dot| f.to_px(dot.x, dot.y)).collect(),
        curve: curve.concat(),
        rects: question.iter().filter(|question| question.has_tip).map(|question| question.place).collect(),
    };
    handles::tell(&mut obstacles, view, f);
    if view.stack.is_some() {
        stack::hands::tell(&mut obstacles, view, f);
    }
    if view.unseen.is_some() {
        unseen::write(pen, view, f, &mut obstacles);
    }
    errors::write(pen, view, f, (&mut obstacles, dots.radius));
    if let Some(question) = &question {
        question.draw(pen, f);
    }
    if let Some(parts) = view.stack {
        stack::draw_names(pen, view, parts, (f, &mut obstacles));
    }
    if let Some(line) = view.other {
        other::write(pen, &line, f, &mut obstacles);
    }
    handles::draw(pen, view, f);
    away::draw(pen, view, f);
    draw_held(pen, view, f, &dots);
}

/// Rings around the point that is held, and around that under the pointer. They lie on top, and so does a point that is dragged.
fn draw_held(pen: &Pen, view: &Fit, f: &Frame, dots: &Dots) {
    let c = pen.colors();
    let place = |index: usize| {
        let dot = view.points.get(index)?;
        Some((dot, f.to_px(dot.x, dot.y))).filter(|(_, at)| f.holds(*at, 6.0))
    };
    if let Some((dot, at)) = view.selected.and_then(place) {
        dots.draw_one(pen, dot);
        pen.ring(at, 10.5, c.panel, 4.5);
        pen.ring(at, 10.5, c.model, 2.0);
    }
    match view.pointer {
        Pointer::Over(Part::Point(index)) => {
            if let Some((dot, at)) = place(index).filter(|_| view.selected != Some(index)) {
                dots.draw_one(pen, dot);
                pen.ring(at, 9.0, c.panel, 4.0);
                pen.ring(at, 9.0, c.ink.mix(0.55), 1.5);
            }
        }
        Pointer::Holds(Part::Point(index)) => {
            if let Some((_, at)) = place(index) {
                pen.disc(at, 17.0, c.model.mix(0.16));
            }
        }
        Pointer::Away
        | Pointer::Over(Part::Handle(_) | Part::Line | Part::Probe | Part::Kink(_) | Part::Slope(_) | Part::Base)
        | Pointer::Holds(Part::Handle(_) | Part::Line | Part::Probe | Part::Kink(_) | Part::Slope(_) | Part::Base) => {}
    }
}
