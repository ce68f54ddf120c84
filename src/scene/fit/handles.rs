//! The handles of a line: one at each end, by which it is tilted.

use super::note::Obstacles;
use crate::scene::frame::Frame;
use crate::scene::geometry::Px;
use crate::scene::pen::Pen;
use crate::scene::range::bounded;
use crate::view::{End, Fit, Part, Pointer};

/// Radius of a handle, CSS px.
pub const RADIUS: f64 = 13.0;
/// Radius of what glows around one that is held, CSS px.
const HALO: f64 = 20.0;

/// Where the handles stand, left and right: at the ends of what is seen of the line. Where the frame shows nothing of it, at
/// the edge above or below which the end is. `None` where there are none.
pub fn places(view: &Fit, f: &Frame) -> Option<[Px; 2]> {
    let [a, b] = view.handles?.map(|(x, y)| f.to_px(x, y));
    if !(a.1.is_finite() && b.1.is_finite()) {
        return None;
    }
    let at_edge = |p: Px| (p.0, bounded(p.1, f.top, f.bottom()));
    Some(f.clip_segment(a, b).map_or_else(|| [at_edge(a), at_edge(b)], |(a, b)| [a, b]))
}

/// Draws them.
pub(super) fn draw(pen: &Pen, view: &Fit, f: &Frame) {
    let Some(places) = places(view, f) else { return };
    let c = pen.colors();
    for (end, (x, y)) in [End::Left, End::Right].into_iter().zip(places) {
        let part = Part::Handle(end);
        let held = view.held_end == Some(end) || view.pointer == Pointer::Holds(part);
        if held || view.pointer == Pointer::Over(part) {
            pen.disc((x, y), HALO, c.model.mix(if held { 0.2 } else { 0.1 }));
        }
        pen.disc((x, y), RADIUS, c.panel);
        pen.ring((x, y), RADIUS - 1.5, c.model, 3.0);
        for up in [-1.0, 1.0] {
            pen.line(&[(x - 3.5, y + 2.5 * up), (x, y + 6.0 * up), (x + 3.5, y + 2.5 * up)], c.model, 1.75);
        }
    }
}

/// Adds them to what must not be covered.
pub(super) fn tell(obstacles: &mut Obstacles, view: &Fit, f: &Frame) {
    for (x, y) in places(view, f).into_iter().flatten() {
        let side = 2.0 * RADIUS + 4.0;
        obstacles.rects.push(crate::scene::geometry::Rect {
            left: x - side / 2.0,
            top: y - side / 2.0,
            width: side,
            height: side,
        });
    }
}
