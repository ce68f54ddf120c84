//! The question that the user asks: a line at x, the answers on it, and a tip that says them.

use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect};
use crate::scene::lettering::Font;
use crate::scene::pen::Pen;
use crate::scene::range::bounded;
use crate::scene::tip::{Row, Sample, Tip};
use crate::text::question;
use crate::view::{Fit, Probe};

/// The probe with its tip.
pub(super) struct Question {
    probe: Probe,
    tip: Tip,
    /// Where the tip stands.
    pub place: Rect,
}

impl Question {
    /// The question that is asked, if its x is in the frame.
    pub fn of(pen: &Pen, view: &Fit, f: &Frame) -> Option<Question> {
        let look = pen.look;
        let probe = view.probe.filter(|p| p.x.is_finite())?;
        let (x, _) = f.to_px(probe.x, f.y.lo);
        if !f.holds((x, f.top), 0.5) {
            return None;
        }
        let (first, second) = question::question(&view.quantity, probe.x, look.lang);
        let mut rows = vec![Row::head(first)];
        rows.extend(second.map(Row::body));
        let samples = [Sample::Training, Sample::Law, Sample::Penalty];
        for (sample, answer) in samples.into_iter().zip(question::answers(&view.quantity, &probe, look.lang)) {
            rows.extend(answer.map(|answer| Row::of(sample, answer)));
        }
        let tip = Tip { rows, head: if look.width < 420.0 { Font::HEAD_NARROW } else { Font::HEAD } };
        let (width, height) = tip.size(pen);
        let most = (f.right() - width).max(0.0);
        let left = bounded(x - width / 2.0, f.left.min(f.right() - width).max(0.0), most);
        let at = |top: f64| Rect { left, top, width, height };
        // At the top or at the bottom, wherever it hides fewer points; by the points alone, so that it does not jump about
        // with the curve.
        let hidden = |place: Rect| {
            let near = place.grown(6.0);
            view.points.iter().filter(|dot| near.holds(f.to_px(dot.x, dot.y))).count()
        };
        let (high, low) = (at(f.top + 6.0), at(f.bottom() - height - 8.0));
        let place = if hidden(low) < hidden(high) { low } else { high };
        Some(Question { probe, tip, place })
    }

    /// The line at x, what answers on it, and the tip.
    pub fn draw(&self, pen: &Pen, f: &Frame) {
        let (c, probe) = (pen.colors(), &self.probe);
        let at = f.to_px(probe.x, probe.predicted);
        let to = if f.holds(at, 0.0) { at.1.min(self.place.bottom()) } else { f.top };
        pen.dashed(&[(at.0, f.bottom()), (at.0, to)], c.model, 1.5, &[3.0, 3.5]);
        // The answers of line and law lie under the model's.
        let place = |y: Option<f64>| -> Option<Px> { y.map(|y| f.to_px(probe.x, y)).filter(|at| f.holds(*at, 0.5)) };
        if let Some(on) = place(probe.line) {
            pen.disc(on, 4.0, c.panel);
            pen.dashed(&[(on.0 - 12.0, on.1), (on.0 + 12.0, on.1)], c.soft, 1.5, &[1.5, 3.0]);
            pen.disc(on, 2.0, c.soft);
        }
        if let Some(on) = place(probe.law) {
            pen.disc(on, 5.0, c.panel);
            pen.ring(on, 3.5, c.soft, 1.5);
        }
        if f.holds(at, 0.5) {
            pen.disc(at, 6.0, c.panel);
            pen.disc(at, 4.5, c.model);
            pen.disc(at, 2.0, c.panel);
        }
        self.tip.draw(pen, self.place)
    }
}
