//! What a pointer means on a landscape: where the ray through it meets the surface.

use super::projection::Place;
use super::terrain::Terrain;
use crate::scene::geometry::Px;

/// How much farther a place counts as that a ray only comes near to, for each ground's half by which it misses it.
const MISSED: f64 = 10.0;
/// A ray that passes by so near touches the surface, CSS px.
const TOUCH: f64 = 1.0;
/// How much a place outside the ground counts: what is pressed is inside, if anything there is; what is dragged may be on its way
/// out.
const OUTSIDE: (f64, f64) = (1e9, 1e3);

impl Terrain {
    /// The place of the plane that a pointer means: on the surface or, where that is cut, on the plane of the cut. Of several
    /// the one nearest to `before`, so that what is dragged does not leap, even where the pointer leaves the outline of the
    /// surface; else the one nearest to the eye. Always inside.
    pub fn pointed(&self, at: Px, before: Option<(f64, f64)>) -> (f64, f64) {
        let ray = self.seen.ray(at);
        let inside = |(x, y, z): Place| (x.clamp(-1.0, 1.0), y.clamp(-1.0, 1.0), z);
        // How far above the surface the ray is at a height; outside the ground, above the surface at its edge.
        let above = |z: f64| {
            let (x, y, _) = inside(self.seen.at_height(ray, z));
            z - self.height(x, y).unwrap_or(1.0).min(1.0)
        };
        let square = |dx: f64, dy: f64| dx * dx + dy * dy;
        let (top, bottom) = (self.seen.at_height(ray, 1.0), self.seen.at_height(ray, 0.0));
        let from = before.map_or((top.0, top.1), |before| self.ground(before));
        let outside = if before.is_none() { OUTSIDE.0 } else { OUTSIDE.1 };
        let mut found = (f64::INFINITY, (0.0, 0.0));
        let mut meet = |z: f64, missed: f64| {
            let there = self.seen.at_height(ray, z);
            let (x, y, _) = inside(there);
            let (off, missed) = (square(x - there.0, y - there.1), MISSED * missed * missed);
            let far = square(x - from.0, y - from.1) + outside * off + missed;
            if far < found.0 {
                found = (far, (x, y));
            }
        };
        let mut high = (1.0, above(1.0));
        if high.1 <= 0.0 {
            meet(1.0, 0.0);
        }
        let mut higher = f64::INFINITY;
        for z in turns(&above, borders(self.side, top, bottom)) {
            let low = (z, above(z));
            if (high.1 > 0.0) != (low.1 > 0.0) {
                meet(crossing(&above, high.0, low.0), 0.0);
            } else if (higher > 0.0) == (high.1 > 0.0) && high.1.abs() <= higher.abs().min(low.1.abs()) {
                // It passes by. By less than can be seen, it touches the outline; and what is dragged beyond one waits there
                // rather than leap to what lies behind.
                let missed = high.1.abs() * self.seen.rise();
                if before.is_some() || missed * self.seen.scale < TOUCH {
                    meet(high.0, missed);
                }
            }
            (higher, high) = (high.1, low);
        }
        self.plane(found.1)
    }
}

/// The heights, from the top down, at which a ray from above one place of the ground to another crosses the lines between the
/// cells' centres: between two of them the surface is a quadratic along the ray.
fn borders(side: usize, top: Place, bottom: Place) -> Vec<f64> {
    let mut heights = vec![1.0, 0.0];
    for (from, to) in [(top.0, bottom.0), (top.1, bottom.1)] {
        let lines = (0..side).map(|i| 2.0 * (i as f64 + 0.5) / side as f64 - 1.0).chain([-1.0, 1.0]);
        heights.extend(lines.map(|at| 1.0 - (at - from) / (to - from)).filter(|z| *z > 0.0 && *z < 1.0));
    }
    heights.sort_unstable_by(|a, b| b.total_cmp(a));
    heights
}

/// These heights but the first, and between two of them that at which what is a quadratic there turns.
fn turns(of: &dyn Fn(f64) -> f64, heights: Vec<f64>) -> Vec<f64> {
    let mut all = Vec::with_capacity(2 * heights.len());
    for pair in heights.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let middle = (a + b) / 2.0;
        let (at_a, at_middle, at_b) = (of(a), of(middle), of(b));
        let turn = (at_a - at_b) / (2.0 * (at_a - 2.0 * at_middle + at_b));
        if turn.abs() < 1.0 {
            all.push(middle + turn * (b - a) / 2.0);
        }
        all.push(b);
    }
    all
}

/// Where a function that has one sign at `a` and another at `b` changes it.
fn crossing(of: &dyn Fn(f64) -> f64, mut a: f64, mut b: f64) -> f64 {
    let positive = of(a) > 0.0;
    for _ in 0..30 {
        let middle = (a + b) / 2.0;
        if (of(middle) > 0.0) == positive { a = middle } else { b = middle }
    }
    (a + b) / 2.0
}
