//! The question that the user asks: a line at x, the answers on it, and a tip that says them.

use super::handles;
use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect};
use crate::scene::lettering::Font;
use crate::scene::pen::Pen;
use crate::scene::range::bounded;
use crate::scene::tip::{Row, Sample, Tip};
use crate::text::question;
use crate::view::{Fit, Part, Pointer, Probe};

/// The probe with its tip.
pub(super) struct Question {
    probe: Probe,
    tip: Tip,
    /// Where the tip stands.
    pub place: Rect,
    /// Whether the tip is shown.
    pub has_tip: bool,
    /// Whether the answers of law and line are marked beside the model's.
    beside: bool,
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
        let (tip, place) = match free_place(view, f, x, (width, height)) {
            Some(place) => (tip, place),
            None => at_axis(pen, view, f, &probe),
        };
        // What is dragged has the picture to itself, unless it is the question.
        let dragged = matches!(
            view.pointer,
            Pointer::Holds(Part::Point(_) | Part::Handle(_) | Part::Line | Part::Kink(_) | Part::Slope(_) | Part::Base)
        );
        // Where the curve is shown in its parts, what each makes stands on the line itself.
        let has_tip = !dragged && view.stack.is_none();
        Some(Question { probe, tip, place, has_tip, beside: view.stack.is_none() })
    }

    /// The line at x, what answers on it, and the tip.
    pub fn draw(&self, pen: &Pen, f: &Frame) {
        let (c, probe) = (pen.colors(), &self.probe);
        let at = f.to_px(probe.x, probe.predicted);
        let top = if self.has_tip { self.place.bottom() } else { f.bottom() };
        let to = if f.holds(at, 0.0) { at.1.min(top) } else { f.top };
        pen.dashed(&[(at.0, f.bottom()), (at.0, to)], c.model, 1.5, &[3.0, 3.5]);
        // The answers of line and law lie under the model's.
        let place = |y: Option<f64>| -> Option<Px> {
            y.filter(|_| self.beside).map(|y| f.to_px(probe.x, y)).filter(|at| f.holds(*at, 0.5))
        };
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
        if self.has_tip {
            self.tip.draw(pen, self.place);
        }
    }
}

/// A brief tip below the axis, where no point can be.
fn at_axis(pen: &Pen, view: &Fit, f: &Frame, probe: &Probe) -> (Tip, Rect) {
    let brief = question::brief_answer(&view.quantity, probe, pen.look.lang);
    let tip = Tip { rows: vec![Row::head(brief)], head: Font::HEAD_NARROW };
    let (width, height) = tip.size(pen);
    let most = (pen.look.width - width - 2.0).max(0.0);
    let left = bounded(f.to_px(probe.x, f.y.lo).0 - width / 2.0, 2.0f64.min(most), most);
    (tip, Rect { left, top: f.bottom() + 4.0, width, height })
}

/// Where a tip of this size stands about the line at x, CSS px: at the axis, or where the points leave room; `None` where they
/// leave none. By points and handles alone, so that it does not jump about with the curve.
fn free_place(view: &Fit, f: &Frame, x: f64, (width, height): (f64, f64)) -> Option<Rect> {
    const ROWS: u32 = 24;
    let most = (f.right() - width).max(0.0);
    let bounds = (f.left.min(most).max(0.0), most);
    let reach = (x - width - 32.0)..(x + width + 32.0);
    let places = view.points.iter().map(|dot| f.to_px(dot.x, dot.y));
    let dots: Vec<Px> = places.filter(|p| reach.contains(&p.0)).collect();
    let handles = handles::places(view, f);
    let (low, high) = (f.bottom() - height - 8.0, f.top + 6.0);
    // The nearest to the axis, and there the one on the line that it belongs to.
    for row in 0..=ROWS {
        for left in [x - width / 2.0, x + 12.0, x - 12.0 - width] {
            let top = low + (high - low) * f64::from(row) / f64::from(ROWS);
            let rect = Rect { left: bounded(left, bounds.0, bounds.1), top, width, height };
            let (near, wide) = (rect.grown(9.0), rect.grown(handles::RADIUS + 3.0));
            let free = !dots.iter().any(|p| near.holds(*p)) && !handles.iter().flatten().any(|p| wide.holds(*p));
            if free {
                return Some(rect);
            }
        }
    }
    None
}
