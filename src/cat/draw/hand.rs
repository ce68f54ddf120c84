//! The drawing in hand: its pixels, the windows of the units that are looked at, and what is laid over it.

use crate::chain::{Link, chain};
use crate::hand::{COVER, Tool};
use crate::learners::Kind;
use crate::session::Session;
use crate::units::{LAYERS, unit_of};
use crate::words::number::plain;
use drawings::SIDE;
use lab::{Letters, Rect, Scale, Side, Sketch, Tone};

/// The units that are looked at, from the one that was chosen down to a stroke.
pub fn looked_at(session: &mut Session) -> Vec<Link> {
    let top = Link { unit: session.unit(), at: session.place() };
    let (_, now) = session.traces();
    let picture = session.hand.shown();
    chain(&session.run.learners.get(Kind::Cnn).model, &now, &picture, top)
}

/// Draws it.
pub fn draw(session: &mut Session, (width, height): (f32, f32), sketch: &mut Sketch) {
    let side = width.min(height);
    let pixel = side / SIDE as f32;
    let place = Rect { left: 0.0, top: 0.0, width: side, height: side };
    let shown = session.hand.shown();
    sketch.raster(place, SIDE, Scale::Drawing, (&shown, 1.0));
    rubbed_out(session, place, sketch);
    if let Some(map) = session.hurts.as_ref().filter(|_| session.shows_hurts) {
        sketch.raster(place, SIDE, Scale::Loss, (map, 1.0));
    }
    sketch.frame(place.grown(-0.5), Tone::Hairline, 1.0);
    let square = |(row, column): (usize, usize), side: usize| Rect {
        left: column as f32 * pixel,
        top: row as f32 * pixel,
        width: side as f32 * pixel,
        height: side as f32 * pixel,
    };
    if let Some((left, top)) = session.hand.cover {
        let cover = square((top as usize, left as usize), COVER);
        sketch.frame(cover, Tone::HeldOut, 2.0);
    }
    if session.run.step() > 0 && matches!(session.tool, Tool::Look | Tool::SwitchOff) {
        for Link { unit, at } in looked_at(session) {
            let (layer, _) = unit_of(unit);
            let window = square(LAYERS[layer].corner(at), LAYERS[layer].window);
            sketch.frame(window.grown(-0.75), Tone::Model, 1.5);
            number(layer, window, place, sketch);
        }
    }
    if let Some((at, down)) = session.cursor
        && session.tool != Tool::Cover
    {
        let at = (at.0 * pixel, at.1 * pixel);
        sketch.ring(at, 6.0, Tone::Model, if down { 3.0 } else { 1.5 });
    }
}

/// The number of a layer at a corner of its window, which differs from layer to layer so that they do not hide each other.
fn number(layer: usize, window: Rect, place: Rect, sketch: &mut Sketch) {
    let (x, y) = match layer {
        0 => (window.right(), window.bottom()),
        1 => (window.left, window.bottom()),
        _ => (window.right(), window.top),
    };
    let radius = 7.5;
    let inside = |at: f32, end: f32| at.min(end - radius).max(radius);
    let at = (inside(x, place.right()), inside(y, place.bottom()));
    sketch.disc(at, radius, Tone::Model);
    sketch.text(plain(layer + 1), at, &(Side::Middle, Letters::SMALL_BOLD), Tone::Panel);
}

/// What was rubbed out stays to be seen, faintly.
fn rubbed_out(session: &Session, place: Rect, sketch: &mut Sketch) {
    let hand = &session.hand;
    if !hand.is_drawn_on() {
        return;
    }
    let paper = drawings::paper_of(&hand.original);
    let gone = hand.original.iter().zip(&hand.drawn).map(|(was, is)| {
        let (was, is) = ((was - paper).abs(), (is - paper).abs());
        if was > 0.3 { 0.45 * (was - is).max(0.0) } else { 0.0 }
    });
    sketch.raster(place, SIDE, Scale::Loss, (&gone.collect::<Vec<_>>(), 1.0));
}
