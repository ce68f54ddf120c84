//! A tip: a small box with a reading in it, in the colours of the other theme.

use super::frame::Frame;
use super::geometry::{Px, Rect, rounded};
use super::lettering::Font;
use super::look::Look;
use super::palette::Shade;
use super::pen::{Pen, Side};
use super::range::bounded;

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
pub(super) struct Row {
    text: String,
    /// The head line of the tip.
    head: bool,
    /// The line that it is about, shown before the text.
    sample: Option<Sample>,
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

/// What a tip says.
pub(super) struct Tip {
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// The font of the head line.
    pub head: Font,
}

impl Tip {
    fn font(&self, row: &Row) -> Font {
        if row.head { self.head } else { Font::SMALL }
    }

    /// Width and height, CSS px.
    pub fn size(&self, pen: &Pen) -> (f64, f64) {
        let width = self.rows.iter().fold(0.0f64, |w, row| {
            let sample = if row.sample.is_some() { SAMPLE } else { 0.0 };
            w.max(sample + pen.measure(&row.text, self.font(row)))
        });
        (width + 2.0 * PAD, self.rows.len() as f64 * LEADING + 2.0 * PAD - 7.0)
    }

    /// Draws it in a box of its own size.
    pub fn draw(&self, pen: &Pen, place: Rect) {
        let c = pen.colors();
        // The box has the other theme's ground, so its contents have that theme's colours.
        let ground = Look { dark: !pen.look.dark, ..*pen.look }.colors();
        pen.fill(&rounded(place, 6.0), c.ink.mix(0.96));
        // The head last: it is measured first in the next drawing, and a change of font is slow in a browser.
        for (i, row) in self.rows.iter().enumerate().rev() {
            let (mut x, y) = (place.left + PAD, place.top + PAD - 3.0 + LEADING * (i as f64 + 0.5));
            if let Some(sample) = row.sample {
                let color = match sample {
                    Sample::Training => ground.model,
                    Sample::HeldOut => ground.held_out,
                    Sample::Penalty | Sample::Law => ground.soft,
                };
                stroke(pen, sample, (x, y), color);
                x += SAMPLE;
            }
            pen.text(&row.text, (x, y), Side::Start, self.font(row), c.panel);
        }
    }

    /// Draws it on either side of a line at this x, CSS px: where it hides the fewest places of these lines, and not the
    /// line at x itself.
    pub fn draw_beside(&self, pen: &Pen, f: &Frame, x: f64, lines: &[Vec<Px>]) {
        let (width, height) = self.size(pen);
        let (high, low) = (f.top + 2.0, f.bottom() - height - 6.0);
        let most = (pen.look.width - width - 2.0).max(0.0);
        let mut at = (f.left, high);
        let mut least = usize::MAX;
        for i in 0..5 {
            let top = high + (low - high) * f64::from(i) / 4.0;
            for left in [x + 10.0, x - 10.0 - width] {
                let left = bounded(left, f.left.min(most), most);
                let across = (left - 4.0)..(left + width + 4.0);
                let mut hidden = if across.contains(&x) { 100 } else { 0 };
                for place in lines.iter().flatten() {
                    hidden +=
                        usize::from(across.contains(&place.0) && (top - 4.0..top + height + 4.0).contains(&place.1));
                }
                if hidden < least {
                    (at, least) = ((left, top), hidden);
                }
            }
        }
        self.draw(pen, Rect { left: at.0, top: at.1, width, height });
    }
}

/// A short piece of a line, from its left end.
pub(super) fn stroke(pen: &Pen, sample: Sample, (x, y): Px, color: Shade) {
    let stroke = [(x, y), (x + SAMPLE - 7.0, y)];
    match sample {
        Sample::Training => pen.line(&stroke, color, 2.0),
        Sample::HeldOut => pen.dashed(&stroke, color, 2.0, &[4.0, 2.0]),
        Sample::Penalty => pen.dashed(&stroke, color, 1.5, &[1.5, 3.0]),
        Sample::Law => pen.dashed(&stroke, color, 1.5, &[4.0, 2.0]),
    }
}
