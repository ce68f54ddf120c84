//! The name of the true law: it stands where the points leave the most room along the law's line.

use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect};
use crate::scene::lettering::{Font, text_width};
use crate::scene::pen::{Pen, Side};
use crate::text::labels;
use crate::view::Fit;

/// Where the name may stand to a place on the line: above (−1) or below it, and how far away in CSS px.
const OFFSETS: [(f64, f64); 6] = [(-1.0, 12.0), (-1.0, 36.0), (-1.0, 60.0), (1.0, 12.0), (1.0, 36.0), (1.0, 60.0)];

/// What the name must not cover.
pub(super) struct Taken<'a> {
    /// The tip of the user's question.
    pub question: Option<Rect>,
    /// The letters of the pinned curves, and the name of the run before.
    pub letters: &'a [Option<Px>],
}

/// Draws the name. Its place does not depend on the model's curve, which moves while the name should not.
pub(super) fn draw(pen: &Pen, view: &Fit, f: &Frame, taken: &Taken) {
    let law: Vec<Px> = view.law.iter().map(|&(x, y)| f.to_px(x, y)).collect();
    let name = labels::law(pen.look.lang);
    let half = text_width(name, Font::SMALL) / 2.0;
    let mut dots: Vec<Px> = view.points.iter().map(|d| f.to_px(d.x, d.y)).collect();
    dots.extend(taken.letters.iter().flatten());
    let mut best: Option<(f64, Px, Px)> = None;
    // Along the law from left to right, but for its very beginning.
    for place in OFFSETS.len()..12 * OFFSETS.len() {
        let Some(&(x, y)) = law.get(law.len() * (place / OFFSETS.len()) / 12) else { continue };
        let (up, away) = OFFSETS[place % OFFSETS.len()];
        // Clear of the law over the whole width of the name; from left to right its places are in order.
        let from = law.partition_point(|p| p.0 < x - half - 2.0);
        let beside = law[from..].iter().take_while(|p| p.0 <= x + half + 2.0);
        let clear = beside.map(|p| up * (p.1 - y)).fold(0.0, f64::max);
        let at = (x, y + up * (clear + away));
        if !f.holds((at.0 - half, at.1), -8.0) || !f.holds((at.0 + half, at.1), -8.0) {
            continue;
        }
        let label = Rect { left: at.0 - half, top: at.1 - 8.0, width: 2.0 * half, height: 16.0 };
        if taken.question.is_some_and(|question| label.overlaps(&question)) {
            continue;
        }
        // Near to the line that it names, and where that line is level.
        let cost = clear * 0.5 + away * 0.2;
        if best.is_some_and(|(b, ..)| 24.0 - cost <= b + 2.0) {
            continue;
        }
        let room = dots.iter().fold(24.0 * 24.0, |room: f64, d| {
            let (dx, dy) = (((d.0 - at.0).abs() - half).max(0.0), d.1 - at.1);
            room.min(dx * dx + dy * dy)
        });
        let worth = room.sqrt() - cost;
        if best.is_none_or(|(b, ..)| worth > b + 2.0) {
            best = Some((worth, at, (x, y)));
        }
    }
    let Some((_, at, on)) = best else { return };
    let soft = pen.colors().soft;
    if (at.1 - on.1).abs() > 24.0 {
        let from = at.1 + 8.0 * (on.1 - at.1).signum();
        pen.line(&[(at.0, from), on], soft.mix(0.5), 1.0);
    }
    pen.label(name, at, Side::Middle, soft)
}
