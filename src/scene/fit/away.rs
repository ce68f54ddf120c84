//! A curve that has left the picture: an arrow at the edge beyond which it is, and how far away.

use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect};
use crate::scene::labels::Labels;
use crate::scene::pen::Pen;
use crate::text::{labels, quantity};
use crate::view::Fit;

/// Half the width of the arrow, CSS px.
const HALF: f64 = 8.0;

/// Where the curve is in the middle of the picture, if all of it is above or below.
fn level(view: &Fit) -> Option<f64> {
    let beyond = |y: f64| if y > view.y.hi { 1 } else { -i32::from(y < view.y.lo) };
    let (_, middle) = *view.curve.get(view.curve.len() / 2)?;
    let side = beyond(middle);
    let all = side != 0 && view.curve.iter().all(|(_, y)| y.is_finite() && beyond(*y) == side);
    all.then_some(middle)
}

/// Draws the arrow and its words.
pub(super) fn draw(pen: &Pen, view: &Fit, f: &Frame) {
    let Some(level) = level(view) else { return };
    let color = pen.colors().model;
    let up = level > view.y.hi;
    let (edge, way) = if up { (f.top, 1.0) } else { (f.bottom(), -1.0) };
    let x = f.left + f.width / 2.0;
    let arrow: [Px; 3] = [(x, edge + 3.0 * way), (x + HALF, edge + 15.0 * way), (x - HALF, edge + 15.0 * way)];
    pen.fill(&arrow, color);
    let text = labels::away(&quantity::amount(level, &view.quantity, pen.look.lang), pen.look.lang);
    let inside = Rect { left: f.left, top: f.top, width: f.width, height: f.height };
    Labels::within(inside).boxed(pen, &text, ((x, edge + 15.0 * way), 4.0), &[(0.0, way)], color);
}
