//! The activation of the neuron that is looked at: where on its curve z lies, and how steep it is there.

use crate::scene::geometry::{Px, Rect};
use crate::scene::lettering::Font;
use crate::scene::pen::{Pen, Side};
use crate::scene::range::bounded;
use crate::text::walk as words;
use crate::view::Walk;

/// Room for the words above the curve, CSS px.
const HEAD: f64 = 18.0;

/// Draws it.
pub fn draw(pen: &Pen, view: &Walk, place: Rect) {
    let c = pen.colors();
    let Some(layer) = view.layers.get(view.chosen.layer) else { return };
    let (Some(z), Some(a), Some(slope)) =
        (layer.z.get(view.chosen.unit), layer.a.get(view.chosen.unit), layer.slope.get(view.chosen.unit))
    else {
        return;
    };
    let curve = Rect { top: place.top + HEAD, height: place.height - HEAD, ..place };
    let (lo, hi) = view.curve.iter().fold((0.0_f64, 0.0_f64), |(lo, hi), y| (lo.min(*y), hi.max(*y)));
    let tall = (hi - lo).max(1e-9);
    let (from, to) = view.reach;
    let px = |z: f64, y: f64| -> Px {
        let across = curve.left + curve.width * (z - from) / (to - from);
        (across, curve.bottom() - 3.0 - (curve.height - 6.0) * (y - lo) / tall)
    };
    pen.line(&[px(from, 0.0), px(to, 0.0)], c.hairline, 1.0);
    pen.line(&[px(0.0, lo), px(0.0, hi)], c.hairline, 1.0);
    let steps = (view.curve.len() - 1).max(1) as f64;
    let line: Vec<Px> =
        view.curve.iter().enumerate().map(|(i, y)| px(from + (to - from) * i as f64 / steps, *y)).collect();
    pen.line(&line, c.soft, 1.5);
    if [*z, *a, *slope].iter().all(|n| n.is_finite()) {
        // The tangent, as far as it stays in the picture.
        let most = 0.3 * (to - from);
        let reach = if slope.abs() > 1e-9 { most.min(0.35 * tall / slope.abs()) } else { most };
        let end = |way: f64| {
            let (x, y) = px(z + way * reach, a + way * reach * slope);
            (bounded(x, curve.left, curve.right()), bounded(y, curve.top - 4.0, curve.bottom() + 4.0))
        };
        pen.line(&[end(-1.0), end(1.0)], c.model, 2.5);
        pen.disc(px(*z, *a), 4.0, c.model);
    }
    let text = words::on_curve(view, *z, *slope, pen.look.lang);
    pen.text(&text, (place.left, place.top + 5.0), Side::Start, Font::SMALL, c.soft);
}
