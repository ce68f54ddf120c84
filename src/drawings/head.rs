//! The outline of a head, and what lies on it: proportions, drawn once a drawing.

use super::hand::{Hand, circle};
use super::kind::Place;
use super::pen::Point;

/// The steps of a whole outline.
const STEPS: usize = 22;
/// Where the outline is no longer crown but cheek, and no longer cheek but chin: angles from above.
const CHEEK: (f32, f32) = (1.4, 2.65);

/// An outline: an ellipse, or one that is blown up towards its box.
pub struct Outline {
    /// Half of its width and of its height.
    pub radii: (f32, f32),
    /// From 0, an ellipse, to 1, a box.
    pub box_like: f32,
}

impl Outline {
    /// Where the outline lies at an angle from above, to the right where it is positive; `far` times as far out.
    pub fn at(&self, angle: f32, far: f32) -> Point {
        let (sine, cosine) = circle(angle);
        let blown = far / (1.0 - self.box_like + self.box_like * sine.abs().max(cosine.abs()));
        (blown * self.radii.0 * sine, -blown * self.radii.1 * cosine)
    }

    /// Draws it clockwise from one angle to another.
    pub fn draw(&self, hand: &mut Hand, from: f32, to: f32) {
        let count = ((to - from) / std::f32::consts::TAU * STEPS as f32) as usize + 2;
        let count = count.min(STEPS + 1);
        let angle = |i: usize| from + (to - from) * i as f32 / (count - 1) as f32;
        let mut points = [(0.0, 0.0); STEPS + 1];
        for (i, point) in points[..count].iter_mut().enumerate() {
            *point = self.at(angle(i), 1.0);
        }
        // One stroke for each stretch that has a name; the places on both sides of a border are in both.
        let place = |i: usize| place_at(0.5 * (angle(i) + angle(i + 1)));
        let mut start = 0;
        for i in 1..count {
            if i == count - 1 || place(i) != place(start) {
                hand.stretch(place(start), &points[start..=i]);
                start = i;
            }
        }
    }

    /// Draws where it would go below ears that are rubbed out.
    pub fn close(&self, hand: &mut Hand, from: f32, to: f32) {
        let points: [Point; 5] = std::array::from_fn(|i| self.at(from + (to - from) * i as f32 / 4.0, 1.0));
        hand.closing(&points);
    }
}

/// The name of the outline at an angle from above.
fn place_at(angle: f32) -> Place {
    let turns = angle / std::f32::consts::TAU;
    let off = (turns - turns.round()).abs() * std::f32::consts::TAU;
    if off < CHEEK.0 {
        Place::Crown
    } else if off < CHEEK.1 {
        Place::Cheek
    } else {
        Place::Chin
    }
}
