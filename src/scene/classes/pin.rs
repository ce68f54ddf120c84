//! The question that the user asks: a pin at its place, and a tip that says the answer.

use super::room::Room;
use super::samples::LOW;
use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect, distance};
use crate::scene::lettering::Font;
use crate::scene::pen::Pen;
use crate::scene::range::bounded;
use crate::scene::tip::{Row, Tip};
use crate::text::classes as words;
use crate::view::{Classes, Part, Pointer};

/// Around the pin in which directions its tip may stand, the best first.
const WAYS: [Px; 16] = [
    (0.0, -1.0),
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, 1.0),
    (0.5, -1.0),
    (-0.5, -1.0),
    (1.0, -1.0),
    (-1.0, -1.0),
    (1.0, -0.5),
    (-1.0, -0.5),
    (1.0, 0.5),
    (-1.0, 0.5),
    (0.5, 1.0),
    (-0.5, 1.0),
    (1.0, 1.0),
    (-1.0, 1.0),
];
/// How far the middle of the pin is kept free, CSS px.
const FREE: f64 = 13.0;
/// A tip that is farther from the middle of the pin hangs on a thread, CSS px.
const AWAY: f64 = 26.0;

/// The pin with its tip.
pub(super) struct Pin {
    at: Px,
    /// `None` while something else is dragged, which has the picture to itself, and in an overview.
    tip: Option<(Tip, Rect)>,
}

impl Pin {
    /// The question that is asked, if its place is in the frame; takes its room.
    pub fn of(pen: &Pen, view: &Classes, f: &Frame, room: &mut Room) -> Option<Pin> {
        let look = pen.look;
        let asked = view.asked?;
        let at = f.to_px(asked.x, asked.y);
        if !f.holds(at, 0.5) {
            return None;
        }
        let around = Rect { left: at.0, top: at.1, width: 0.0, height: 0.0 }.grown(FREE);
        let narrow = look.width < 420.0;
        let dragged = matches!(view.pointer, Pointer::Holds(Part::Point(_)));
        let mut tip = (!dragged && f.height >= LOW).then(|| {
            let mut rows = vec![Row::head(words::answer(asked.logit, &view.quantity, look.lang))];
            rows.extend(words::place(&asked, &view.quantity, look.lang).filter(|_| !narrow).map(Row::body));
            let tip = Tip { rows, head: if narrow { Font::HEAD_NARROW } else { Font::HEAD } };
            let place = free_place(room, at, tip.size(pen), f);
            (tip, place)
        });
        // In a picture that is lower than the tip there is no room for it.
        tip = tip.filter(|(_, place)| place.width <= look.width && place.height <= f.height);
        room.keep_free(around);
        if let Some((_, place)) = &tip {
            room.keep_free(place.grown(3.0));
        }
        let pin = Pin { at, tip };
        if let Some(thread) = pin.thread() {
            room.keep_line_free(&thread);
        }
        Some(pin)
    }

    /// What ties a tip that stands away from its pin to it.
    fn thread(&self) -> Option<[Px; 2]> {
        let (at, (_, tip)) = (self.at, self.tip.as_ref()?);
        let near = (bounded(at.0, tip.left + 8.0, tip.right() - 8.0), bounded(at.1, tip.top, tip.bottom()));
        (distance(near, at) > AWAY).then_some([at, near])
    }

    /// Draws pin and tip.
    pub fn draw(&self, pen: &Pen, pointer: Pointer, f: &Frame) {
        let (c, (x, y)) = (pen.colors(), self.at);
        let glow = match pointer {
            Pointer::Holds(Part::Probe) => 0.2,
            Pointer::Over(Part::Probe) => 0.1,
            Pointer::Away
            | Pointer::Over(
                Part::Point(_) | Part::Handle(_) | Part::Line | Part::Kink(_) | Part::Slope(_) | Part::Base,
            )
            | Pointer::Holds(
                Part::Point(_) | Part::Handle(_) | Part::Line | Part::Kink(_) | Part::Slope(_) | Part::Base,
            ) => 0.0,
        };
        if glow > 0.0 {
            pen.disc(self.at, 18.0, c.model.mix(glow));
        }
        if let Some(thread) = self.thread() {
            pen.line(&thread, c.panel.mix(0.7), 3.5);
            pen.line(&thread, c.ink, 1.25);
        }
        // Arms that would leave the frame would be on the words beside it.
        let arms = [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)];
        let arms = arms.into_iter().filter(|(dx, dy)| f.holds((x + 10.0 * dx, y + 10.0 * dy), 1.0));
        for (width, color) in [(4.5, c.panel), (2.0, c.model)] {
            for (dx, dy) in arms.clone() {
                pen.line(&[(x + 5.0 * dx, y + 5.0 * dy), (x + 10.0 * dx, y + 10.0 * dy)], color, width);
            }
            pen.ring(self.at, 5.0, color, width);
        }
        pen.disc(self.at, 1.6, c.model);
        if let Some((tip, place)) = &self.tip {
            tip.draw(pen, *place);
        }
    }
}

/// Where a tip of this size covers the fewest samples, in the frame and off the pin; of equal places the nearest.
fn free_place(room: &mut Room, at: Px, (width, height): (f64, f64), f: &Frame) -> Rect {
    let mut best: Option<(u32, Rect)> = None;
    let pin = Rect { left: at.0, top: at.1, width: 0.0, height: 0.0 }.grown(FREE - 2.0);
    for gap in [14.0, 22.0, 34.0, 50.0, 70.0, 96.0] {
        for (dx, dy) in WAYS {
            let middle = (at.0 + dx * (gap + width / 2.0), at.1 + dy * (gap + height / 2.0));
            let left = bounded(middle.0 - width / 2.0, f.left + 3.0, (f.right() - width - 3.0).max(f.left + 3.0));
            let top = bounded(middle.1 - height / 2.0, f.top + 3.0, (f.bottom() - height - 3.0).max(f.top + 3.0));
            let rect = Rect { left, top, width, height };
            let hidden = if rect.overlaps(&pin) { 1_000_000 } else { 0 };
            let cost = room.covered(&rect.grown(2.0)).saturating_add(hidden);
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, rect));
            }
        }
    }
    best.map_or(Rect { left: f.left, top: f.top, width, height }, |(_, rect)| rect)
}
