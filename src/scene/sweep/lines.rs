//! The lines of losses over capacity, the gap between two of them, and the range of the folds.

use crate::scene::frame::Frame;
use crate::scene::geometry::Px;
use crate::scene::palette::Shade;
use crate::scene::pen::Pen;
use crate::view::{Errors, Measured, Span, Sweep};

/// The places of a line, CSS px; not finite where there is no value, and infinitely far down for one of 0.
pub(super) fn places(view: &Sweep, f: &Frame, of: fn(&Measured) -> Option<Errors>) -> Vec<Px> {
    let mut line = Vec::with_capacity(view.results.len());
    for result in view.results {
        line.push(f.to_px(line.len() as f64, of(result).map_or(f64::NAN, |errors| errors.loss)));
    }
    line
}

/// Fills the gap between the two lines, where the held-out loss is the greater one.
pub(super) fn draw_gap(pen: &Pen, f: &Frame, train: &[Px], held: &[Px], color: Shade) {
    for (t, h) in train.windows(2).zip(held.windows(2)) {
        let [low, high] = [[t[0], t[1]], [h[0], h[1]]];
        if !(high[0].1 <= low[0].1 && high[1].1 <= low[1].1 && f.holds(high[0], 0.5) && f.holds(high[1], 0.5)) {
            continue;
        }
        // A training loss off the scale leaves through the bottom.
        let far = low.map(|(x, y)| (x, y.min(1e6)));
        let mut outline = vec![high[0], high[1]];
        if let Some((a, b)) = f.clip_segment(far[0], far[1]) {
            let foot = |corner: Px, cut: Px| (corner.0 != cut.0).then_some((corner.0, f.bottom()));
            outline.extend(foot(far[1], b).into_iter().chain([b, a]).chain(foot(far[0], a)));
        } else {
            outline.extend([(high[1].0, f.bottom()), (high[0].0, f.bottom())]);
        }
        pen.fill(&outline, color);
    }
}

/// Draws a whisker over a range of losses, at this x in CSS px.
pub(super) fn draw_whisker(pen: &Pen, f: &Frame, x: f64, losses: Span, color: Shade) {
    let [low, high] = [losses.lo, losses.hi].map(|loss| f.to_px(0.0, loss).1);
    if let Some((a, b)) = f.clip_segment((x, low.min(1e6)), (x, high)) {
        pen.line(&[a, b], color, 1.25);
    }
    for y in [low, high] {
        if f.holds((x, y), 0.5) {
            pen.line(&[(x - 4.0, y), (x + 4.0, y)], color, 1.25);
        }
    }
}
