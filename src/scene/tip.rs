//! The small dark box with a reading in it, and where labels find room.

use super::chart::{Frame, bounded};
use super::look::{Look, Shade};
use super::pen::{MEDIUM, Pen, Px, SMALL, Side, rounded};

/// Where a tip stands: left, top, width, height, CSS px.
pub type Place = (f64, f64, f64, f64);

/// A kind of line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// Solid, in the model's colour.
    Training,
    /// Dashed, in the colour of what is held out.
    HeldOut,
    /// Dotted, quiet.
    Penalty,
    /// Dashed, quiet.
    Law,
}

/// A line of a tip.
pub struct Row {
    /// What it says.
    pub text: String,
    /// The head line of the tip.
    pub head: bool,
    /// The line that it is about, shown before the text.
    pub sample: Option<Sample>,
}

impl Row {
    /// The head line.
    pub fn head(text: String) -> Self {
        Row { text, head: true, sample: None }
    }

    /// A line below it.
    pub fn body(text: String) -> Self {
        Row { text, head: false, sample: None }
    }

    /// A line about one that is drawn.
    pub fn of(sample: Sample, text: String) -> Self {
        Row { text, head: false, sample: Some(sample) }
    }
}

const PAD: f64 = 10.0;
const LEADING: f64 = 17.0;
/// Room for a sample of a line before a text, CSS px.
pub(super) const SAMPLE: f64 = 22.0;

/// Width and height of a tip with these rows, CSS px.
pub fn size(pen: &Pen, rows: &[Row], head: f64) -> (f64, f64) {
    let width = rows.iter().fold(0.0f64, |w, row| {
        let size = if row.head { head } else { SMALL };
        let sample = if row.sample.is_some() { SAMPLE } else { 0.0 };
        w.max(sample + pen.measure(&row.text, size, row.head))
    });
    (width + 2.0 * PAD, rows.len() as f64 * LEADING + 2.0 * PAD - 7.0)
}

/// Draws a tip of this `size` with its top left corner at `at`.
pub fn draw(pen: &Pen, look: &Look, rows: &[Row], head: f64, (at, (w, h)): (Px, (f64, f64))) {
    let c = look.colors();
    // The box has the other theme's ground, so what stands on it has that theme's colours.
    let ground = Look { dark: !look.dark, ..*look }.colors();
    pen.fill(&rounded(at.0, at.1, w, h, 6.0), c.ink.mix(0.96));
    // The head last: it is measured first in the next drawing, and a change of font takes a browser long.
    for (i, row) in rows.iter().enumerate().rev() {
        let (mut x, y) = (at.0 + PAD, at.1 + PAD - 3.0 + LEADING * (i as f64 + 0.5));
        if let Some(sample) = row.sample {
            let color = match sample {
                Sample::Training => ground.model,
                Sample::HeldOut => ground.held_out,
                Sample::Penalty | Sample::Law => ground.soft,
            };
            stroke(pen, sample, (x, y), color);
            x += SAMPLE;
        }
        let size = if row.head { head } else { SMALL };
        pen.text(&row.text, (x, y), Side::Start, size, row.head, c.panel);
    }
}

/// A short piece of a line, from its left end.
pub(super) fn stroke(pen: &Pen, sample: Sample, (x, y): Px, color: Shade) {
    let stroke = [(x, y), (x + SAMPLE - 7.0, y)];
    match sample {
        Sample::Training => pen.line(&stroke, color, 2.0),
        Sample::HeldOut => pen.dashed(&stroke, color, 2.0, 4.0, 2.0),
        Sample::Penalty => pen.dashed(&stroke, color, 1.5, 1.5, 3.0),
        Sample::Law => pen.dashed(&stroke, color, 1.5, 4.0, 2.0),
    }
}

/// Draws a tip on either side of a line at this x, CSS px: where it hides the fewest of these places, and not that line.
pub(super) fn draw_beside(pen: &Pen, look: &Look, f: &Frame, x: f64, rows: &[Row], lines: &[Vec<Px>]) {
    let (w, h) = size(pen, rows, SMALL);
    let (high, low) = (f.top + 2.0, f.bottom() - h - 6.0);
    let most = (look.width - w - 2.0).max(0.0);
    let mut at = (f.left, high);
    let mut least = usize::MAX;
    for i in 0..5 {
        let top = high + (low - high) * f64::from(i) / 4.0;
        for left in [x + 10.0, x - 10.0 - w] {
            let left = bounded(left, f.left.min(most), most);
            let across = (left - 4.0)..(left + w + 4.0);
            let mut hidden = if across.contains(&x) { 100 } else { 0 };
            for place in lines.iter().flatten() {
                hidden += usize::from(across.contains(&place.0) && (top - 4.0..top + h + 4.0).contains(&place.1));
            }
            if hidden < least {
                (at, least) = ((left, top), hidden);
            }
        }
    }
    draw(pen, look, rows, SMALL, (at, (w, h)));
}

/// The size of a tip's head line in a picture of this width.
pub fn head_size(look: &Look) -> f64 {
    if look.width < 420.0 { 12.0 } else { MEDIUM }
}

/// Moves labels apart up and down: `want` are the centres they would like, and the result keeps them `apart` and between
/// `lo` and `hi` where there is room for all, in the same order.
pub fn spread(want: &[f64], apart: f64, lo: f64, hi: f64) -> Vec<f64> {
    // By insertion: there are a few only.
    let mut order: Vec<usize> = Vec::new();
    for (i, place) in want.iter().enumerate() {
        let before = order.iter().take_while(|&&other| want[other] <= *place).count();
        order.insert(before, i);
    }
    let mut placed = want.to_vec();
    let mut least = lo;
    for &i in &order {
        placed[i] = want[i].max(least);
        least = placed[i] + apart;
    }
    let mut most = hi;
    for &i in order.iter().rev() {
        placed[i] = placed[i].min(most);
        most = placed[i] - apart;
    }
    placed
}
