//! A landscape laid out: its heights and its camera.

use super::projection::{Place, Projection};
use crate::scene::look::Look;
use crate::scene::range::{bounded, safe_range};
use crate::scene::surface::heat::{Scale, quantiles};
use crate::view::{Camera, Plane, Span, Surface};

/// Room for the names around the ground, CSS px: on either side, above and below.
const ROOM: (f64, f64, f64) = (20.0, 20.0, 18.0);
/// The least and the greatest height of the cut, in halves of the ground's side: as high as fills the picture.
const TALL: (f64, f64) = (0.9, 1.7);

/// A landscape laid out.
#[derive(Clone, Debug)]
pub struct Terrain {
    /// Its camera.
    pub seen: Projection,
    /// Cells along each side.
    pub side: usize,
    /// Each cell's height above the least loss, as a share of the height of the cut; not finite where the loss is not.
    pub heights: Vec<f32>,
    /// The loss at the ground.
    pub least: f64,
    /// The loss at which the surface is cut.
    pub cut: f64,
    /// The range of x.
    pub u: Span,
    /// The range of y.
    pub v: Span,
    /// It is a bowl, of which nothing hides anything: see [`Terrain::is_seen`].
    pub bowl: bool,
}

impl Terrain {
    /// Lays out a surface whose grid is whole.
    pub fn new(view: &Surface, camera: Camera, look: &Look) -> Self {
        // Low enough that half of the ground is covered: a bowl's rim is then inside, and its valley is most of its height.
        let least = Scale::of(view.grid).map_or(0.0, |scale| scale.least());
        let [median, most] = quantiles(view.grid, [0.5, 0.8]).unwrap_or([0.0; 2]);
        let cut = (least + 2.6 * (median - least)).min(most);
        let range = if cut > least * (1.0 + 1e-6) { cut - least } else { f64::INFINITY };
        let height = |&loss: &f32| {
            if loss.is_finite() { ((f64::from(loss) - least) / range) as f32 } else { f32::NAN }
        };
        Terrain {
            seen: fitted(camera, look),
            side: view.side,
            heights: view.grid.iter().map(height).collect(),
            least,
            cut,
            u: safe_range(view.u),
            v: safe_range(view.v),
            bowl: is_bowl(&view.plane),
        }
    }

    /// Where a place of the plane lies on the ground.
    pub fn ground(&self, (u, v): (f64, f64)) -> (f64, f64) {
        let along = |span: Span, at: f64| 2.0 * (at - span.lo) / (span.hi - span.lo) - 1.0;
        (along(self.u, u), along(self.v, v))
    }

    /// The place of the plane at a place on the ground.
    pub fn plane(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let along = |span: Span, at: f64| span.lo + (span.hi - span.lo) * (at + 1.0) / 2.0;
        (along(self.u, x), along(self.v, y))
    }

    /// The height there as a share of that of the cut, between the cells around it; `None` in a hole. Beyond the outermost
    /// cells' centres it is theirs.
    pub fn height(&self, x: f64, y: f64) -> Option<f64> {
        let last = (self.side - 1) as f64;
        let along = |at: f64| bounded((at + 1.0) / 2.0 * self.side as f64 - 0.5, 0.0, last);
        let (column, row) = (along(x), along(y));
        let (i, j) = ((column as usize).min(self.side - 2), (row as usize).min(self.side - 2));
        let (right, up) = (column - i as f64, row - j as f64);
        let of = |i: usize, j: usize| f64::from(self.heights[j * self.side + i]);
        let low = of(i, j) * (1.0 - right) + of(i + 1, j) * right;
        let high = of(i, j + 1) * (1.0 - right) + of(i + 1, j + 1) * right;
        let height = low * (1.0 - up) + high * up;
        height.is_finite().then_some(height)
    }

    /// The place above the ground where something of the plane lies: on the surface; where that is cut, on the plane of the cut;
    /// in a hole, on the ground. What is outside is brought to the edge.
    pub fn lies(&self, at: (f64, f64)) -> Place {
        let (x, y) = self.ground(at);
        let (x, y) = (x.clamp(-1.0, 1.0), y.clamp(-1.0, 1.0));
        (x, y, self.height(x, y).unwrap_or(0.0).min(1.0))
    }

    /// Whether something of the plane lies above the cut, where there is no surface.
    pub fn is_above(&self, at: (f64, f64)) -> bool {
        let (x, y) = self.ground(at);
        self.height(x, y).is_some_and(|height| height > 1.0)
    }

    /// Whether a place is seen past the surface's upper side. Its outer side is as of glass.
    pub fn is_seen(&self, (x, y, z): Place) -> bool {
        // Where a ray has dived beneath a convex surface, it comes up no more.
        if self.bowl {
            return true;
        }
        let (to_x, to_y) = self.seen.toward_eye();
        // A step is about as long as a cell, whether the ray is flat or steep.
        let rise = 2.0 / self.side as f64 / (to_x * to_x + to_y * to_y).sqrt().max(1.0);
        let mut under = false;
        let mut up = 0.02;
        loop {
            let (x, y, z) = (x + up * to_x, y + up * to_y, z + up);
            if z >= 1.0 || x.abs() > 1.0 || y.abs() > 1.0 {
                return true;
            }
            match self.height(x, y) {
                Some(height) if z < height => under = true,
                Some(_) if under => return false,
                Some(_) => {}
                None => under = false,
            }
            up += rise;
        }
    }

    /// Which way on the plane an arrow key leads that points to the right or up: along the axis that looks most like it. One of
    /// (±1, 0), (0, ±1), or nothing.
    pub fn way(&self, right: f64, up: f64) -> (f64, f64) {
        let (u, v) = (self.seen.turned(1.0, 0.0), self.seen.turned(0.0, 1.0));
        if u.0.abs() >= v.0.abs() {
            (right * u.0.signum(), up * v.1.signum())
        } else {
            (up * u.1.signum(), right * v.0.signum())
        }
    }
}

/// Whether the loss is convex there: each loss and each penalty is, in parameters that the answer is linear in.
fn is_bowl(plane: &Plane) -> bool {
    match plane {
        Plane::Exact { .. } | Plane::Centred => true,
        Plane::Path { .. } | Plane::Weights { .. } => false,
    }
}

/// The camera at such a distance that whatever it turns to is inside the picture; turned, the ground stays of one size.
fn fitted(camera: Camera, look: &Look) -> Projection {
    let (side, above, below) = ROOM;
    let half = std::f64::consts::SQRT_2;
    let finite = |length: f64| if length.is_finite() { length } else { 0.0 };
    let (width, height) = (finite(look.width), finite(look.height));
    let (wide, high) = ((width / 2.0 - side).max(1.0) / half, (height - above - below).max(1.0));
    // From the nearest place that there may be to the farthest: from a corner of the ground to one of the plane of the cut.
    // The plane is as high as fills the picture from where it is seen first, and stays so whatever it is seen from.
    let length = |camera: Camera, tall: f64| {
        let unit = Projection::new(Camera { azimuth: 0.0, ..camera }, (0.0, 0.0), (1.0, tall));
        (unit.to_px((0.0, -half, 0.0)).1, unit.to_px((0.0, half, 1.0)).1)
    };
    let [flat, more] = [0.0, 1.0].map(|tall| length(Camera::default(), tall)).map(|(low, top)| low - top);
    let tall = ((high / wide - flat) / (more - flat)).clamp(TALL.0, TALL.1);
    let (low, top) = length(camera, tall);
    let scale = wide.min(high / (low - top)).max(1.0);
    let middle = above + high / 2.0 - scale * (low + top) / 2.0;
    Projection::new(camera, (width / 2.0, middle), (scale, tall))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::geometry::distance;
    use crate::view::{Quantity, Units};
    use proptest::prelude::*;

    const SIDE: usize = 32;

    /// A bowl, or hills, 400 by 300 px.
    fn land(bowl: bool, azimuth: f64, elevation: f64) -> Terrain {
        let at = |i: usize| 2.0 * (i as f64 + 0.5) / SIDE as f64 - 1.0;
        let loss = |x: f64, y: f64| {
            if bowl { 3.0 + 2.0 * x * x + x * y + y * y } else { 2.0 + (3.0 * x).cos() * (2.0 * y).cos() + 0.3 * x }
        };
        let grid: Vec<f32> = (0..SIDE * SIDE).map(|i| loss(at(i % SIDE), at(i / SIDE)) as f32).collect();
        let view = Surface {
            grid: &grid,
            side: SIDE,
            u: Span { lo: -40.0, hi: 20.0 },
            v: Span { lo: 300.0, hi: 900.0 },
            plane: if bowl { Plane::Exact { x_unit: 1 } } else { Plane::Path { dimensions: 2 } },
            units: Units { quantity: Quantity::Houses, squared: true },
            trail: &[],
            numbered: 0,
            here: None,
            best: None,
            loss: 3.0,
            relief: None,
            descent: None,
            flags: &[],
            generation: 1,
        };
        Terrain::new(&view, Camera { azimuth, elevation }, &Look::new(400.0, 300.0, 10.0))
    }

    fn apart(land: &Terrain, a: (f64, f64), b: (f64, f64)) -> f64 {
        let (a, b) = (land.ground(a), land.ground(b));
        (a.0 - b.0).hypot(a.1 - b.1)
    }

    proptest! {
        /// What is under the pointer is a place that is drawn there.
        #[test]
        fn a_pointer_on_the_landscape_means_what_is_drawn_there(
            (bowl, azimuth, elevation) in (any::<bool>(), -180.0..180.0f64, 10.0..85.0f64),
            (x, y) in (-0.97..0.97f64, -0.97..0.97f64),
            again in prop::option::of((-0.05..0.05f64, -0.05..0.05f64)),
        ) {
            let land = land(bowl, azimuth, elevation);
            let at = land.seen.to_px(land.lies(land.plane((x, y))));
            // Dragged there from nearby, or pressed.
            let found = land.pointed(at, again.map(|(by_x, by_y)| land.plane((x + by_x, y + by_y))));
            let drawn = land.seen.to_px(land.lies(found));
            prop_assert!(distance(at, drawn) < 2.0, "{at:?} {drawn:?}");
        }

        /// A ball that is taken where it lies stays there, and goes along with the pointer without leaping.
        #[test]
        fn a_ball_that_is_held_stays_where_it_is(
            (bowl, azimuth, elevation) in (any::<bool>(), -180.0..180.0f64, 25.0..85.0f64),
            (x, y) in (-0.9..0.9f64, -0.9..0.9f64),
        ) {
            let land = land(bowl, azimuth, elevation);
            let here = land.plane((x, y));
            let at = land.seen.to_px(land.lies(here));
            let found = land.pointed(at, Some(here));
            let size = land.seen.scale;
            prop_assert!(apart(&land, found, here) * size < 4.0, "{here:?} {found:?}");
        }

        #[test]
        fn wherever_a_pointer_is_it_means_a_place_inside(
            (azimuth, elevation) in (-180.0..180.0f64, 10.0..85.0f64),
            at in (-900.0..1300.0f64, -900.0..1200.0f64),
        ) {
            let land = land(true, azimuth, elevation);
            let (x, y) = land.ground(land.pointed(at, None));
            prop_assert!(x.abs() <= 1.0 + 1e-9 && y.abs() <= 1.0 + 1e-9, "{x} {y}");
        }

        /// Each arrow key has a way of its own, and it looks as the key points.
        #[test]
        fn arrow_keys_lead_where_they_point((azimuth, elevation) in (-180.0..180.0f64, 10.0..85.0f64)) {
            let land = land(true, azimuth, elevation);
            let (right, up) = (land.way(1.0, 0.0), land.way(0.0, 1.0));
            prop_assert_eq!((right.0 * up.0 + right.1 * up.1, right.0.abs() + right.1.abs()), (0.0, 1.0));
            prop_assert!(land.seen.turned(right.0, right.1).0 > 0.7 && land.seen.turned(up.0, up.1).1 > 0.7);
        }
    }

    /// A ray may touch the outline and nowhere go beneath.
    #[test]
    fn a_pointer_on_the_outline_means_the_outline() {
        let land = land(true, 55.887_162_023_819_56, 21.715_680_833_663_306);
        let lies = land.lies(land.plane((-0.031_133_185_570_951_4, -0.260_734_239_613_072)));
        let at = land.seen.to_px(lies);
        let found = land.lies(land.pointed(at, None));
        assert!(distance(at, land.seen.to_px(found)) < 1.5, "{lies:?} {found:?}");
    }

    #[test]
    fn the_valley_is_seen_through_the_wall_before_it_but_not_through_a_hill() {
        let bowl = land(true, 30.0, 30.0);
        assert!(bowl.is_seen(bowl.lies(bowl.plane((0.0, 0.0)))), "the wall is of glass");
        let mut ridge = land(false, 0.0, 20.0);
        for (i, height) in ridge.heights.iter_mut().enumerate() {
            *height = 0.9 - 0.1 * (i / SIDE).abs_diff(SIDE / 2).min(9) as f32;
        }
        let seen = [0.4, -0.4, 0.04].map(|y| ridge.is_seen(ridge.lies(ridge.plane((0.0, y)))));
        assert_eq!(seen, [false, true, true], "behind the ridge, before it, and on its crest");
    }
}
