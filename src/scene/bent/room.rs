//! The room of three axes: its camera, its corners, and the way from places to px.

use super::clip;
use super::clip::Place;
use super::marks::is_overview;
use crate::scene::geometry::Px;
use crate::scene::landscape::projection::Projection;
use crate::scene::look::Look;
use crate::scene::range::safe_range;
use crate::view::{Camera, Cut, Span};

/// Room around it, CSS px: on either side, above and below, for the names of axes and a sentence.
const MARGINS: (f64, f64, f64) = (16.0, 12.0, 42.0);
/// The same of an overview, which has neither.
const NARROW: (f64, f64, f64) = (4.0, 2.0, 4.0);

/// A room of three axes with one scale, as seen by a camera.
#[derive(Clone, Debug, PartialEq)]
pub struct Room {
    seen: Projection,
    spans: [Span; 3],
    /// Half of the widest axis, which is half the side of the projection's ground.
    half: f64,
}

impl Room {
    /// The third axis is upright. As it turns, the room stays inside and of one size; `head` CSS px above are left free.
    pub fn new(spans: [Span; 3], camera: Camera, head: f64, look: &Look) -> Self {
        let spans = spans.map(safe_range);
        let halves = spans.map(|span| (span.hi - span.lo) / 2.0);
        let half = halves.iter().fold(0.0, |most: f64, half| most.max(*half));
        let (wide, deep) = (halves[0] / half, halves[1] / half);
        let around = (wide * wide + deep * deep).sqrt();
        let tall = 2.0 * halves[2] / half;
        let finite = |length: f64| if length.is_finite() { length } else { 0.0 };
        let (side, above, below) = if is_overview(look) { NARROW } else { (MARGINS.0, MARGINS.1 + head, MARGINS.2) };
        let (width, height) = (finite(look.width), finite(look.height));
        let (free_x, free_y) = ((width - 2.0 * side).max(1.0), (height - above - below).max(1.0));
        // From the nearest corner of the ground that there may be to the farthest one of the ceiling.
        let unit = Projection::new(Camera { azimuth: 0.0, ..camera }, (0.0, 0.0), (1.0, tall));
        let (low, top) = (unit.to_px((0.0, -around, 0.0)).1, unit.to_px((0.0, around, 1.0)).1);
        let scale = (free_x / (2.0 * around)).min(free_y / (low - top)).max(0.1);
        let middle = (width / 2.0, above + free_y / 2.0 - scale * (low + top) / 2.0);
        Room { seen: Projection::new(camera, middle, (scale, tall)), spans, half }
    }

    /// Where a place is seen.
    pub fn to_px(&self, at: Place) -> Px {
        let along = |axis: usize| (at[axis] - (self.spans[axis].lo + self.spans[axis].hi) / 2.0) / self.half;
        self.seen.to_px((along(0), along(1), self.high(at)))
    }

    /// How high above the ground, as a share of the height of the room.
    fn high(&self, at: Place) -> f64 {
        (at[2] - self.spans[2].lo) / (self.spans[2].hi - self.spans[2].lo)
    }

    /// How near to the eye a place is, beside others.
    pub(super) fn near(&self, at: Place) -> f64 {
        let (x, y) = self.seen.toward_eye();
        let tall = self.seen.tall;
        at[0] / self.half * x + at[1] / self.half * y + self.high(at) * tall * tall
    }

    /// Whether a place is inside, or nearly.
    pub(super) fn holds(&self, at: Place) -> bool {
        let slack = 0.02 * self.half;
        self.spans.iter().zip(at).all(|(span, at)| at >= span.lo - slack && at <= span.hi + slack)
    }

    /// The end of an axis, the lower or the upper one.
    fn end(&self, axis: usize, upper: bool) -> f64 {
        if upper { self.spans[axis].hi } else { self.spans[axis].lo }
    }

    /// The corner with these ends.
    pub(super) fn corner(&self, upper: [bool; 3]) -> Place {
        [0, 1, 2].map(|axis| self.end(axis, upper[axis]))
    }

    /// All eight.
    pub fn corners(&self) -> [Place; 8] {
        std::array::from_fn(|i| self.corner([i & 1 > 0, i & 2 > 0, i & 4 > 0]))
    }

    /// Those six that are on the outline of what is seen: all but the nearest and the farthest one.
    pub fn rim(&self) -> [Place; 6] {
        let [x, y, z] = self.nearest();
        [[!x, y, z], [x, !y, z], [x, y, !z], [!x, !y, z], [!x, y, !z], [x, !y, !z]].map(|upper| self.corner(upper))
    }

    /// At which ends of the axes the corner nearest to the eye is. It is always one of the ceiling.
    pub(super) fn nearest(&self) -> [bool; 3] {
        let (x, y) = self.seen.toward_eye();
        [x > 0.0, y > 0.0, true]
    }

    /// The middle of a place's floor, on which its shadow falls.
    pub(super) fn floor(&self, at: Place) -> Place {
        [at[0], at[1], self.spans[2].lo]
    }

    /// Whether the eye is where the output says that it is the class that is asked for: what is there lies before the cut.
    pub(super) fn sees_from_above(&self, cut: &Cut) -> bool {
        let (x, y) = self.seen.toward_eye();
        let tall = self.spans[2].hi - self.spans[2].lo;
        self.half * (cut.across[0] * x + cut.across[1] * y) + tall * cut.across[2] > 0.0
    }

    /// The outline of the cut within the room; empty where it lies outside.
    pub(super) fn section(&self, cut: &Cut) -> Vec<Place> {
        // The axis along which it changes most has one place of the cut for each place of the other two.
        let change = |axis: usize| cut.across[axis].abs() * (self.spans[axis].hi - self.spans[axis].lo);
        let up = (1..3).fold(0, |best, axis| if change(axis) > change(best) { axis } else { best });
        if change(up) <= 0.0 || !change(up).is_finite() {
            return Vec::new();
        }
        let (a, b) = ((up + 1) % 3, (up + 2) % 3);
        let outline = [(false, false), (true, false), (true, true), (false, true)].map(|(on_a, on_b)| {
            let mut at = [0.0; 3];
            (at[a], at[b]) = (self.end(a, on_a), self.end(b, on_b));
            at[up] = -clip::value(cut, at) / cut.across[up];
            at
        });
        let (below, _) = clip::above(&outline, &|at| self.spans[up].hi - at[up]);
        clip::above(&below, &|at| at[up] - self.spans[up].lo).0
    }
}
