//! The stretch of x that training does not see: a band behind everything, and in it how far off the model is there.

use super::note::Obstacles;
use crate::scene::frame::Frame;
use crate::scene::geometry::Rect;
use crate::scene::key::Key;
use crate::scene::lettering::{Font, text_width};
use crate::scene::pen::{Pen, Side};
use crate::scene::range::bounded;
use crate::text::{labels, quantity};
use crate::view::Fit;

/// How far below the frame's upper edge the words stand, CSS px.
const BELOW: f64 = 12.0;
/// From one line of them to the next, CSS px.
const LINE: f64 = 16.0;
const FONT: Font = Font { size: 12.0, bold: true };

/// Adds where the band is.
pub(super) fn key(key: Key, view: &Fit) -> Key {
    view.unseen.map_or(key, |(x, _)| key.number(x.lo).number(x.hi))
}

/// The band and its two edges.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub(super) fn draw_band(pen: &Pen, view: &Fit, f: &Frame) {
    let Some(band) = band(view, f) else { return };
    let c = pen.colors();
    pen.rect(band, c.held_out.mix(if pen.look.dark { 0.12 } else { 0.08 }));
    for x in [band.left, band.right()] {
        // At the edge of the frame it would look as if the frame had another.
        if x > f.left + 1.0 && x < f.right() - 1.0 {
            pen.dashed(&[(x, f.top), (x, f.bottom())], c.held_out.mix(0.6), 1.0, &[2.0, 3.0]);
        }
    }
}

/// What the band is, and how far off the model is there.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub(super) fn write(pen: &Pen, view: &Fit, f: &Frame, obstacles: &mut Obstacles) {
    let Some((band, (_, error))) = band(view, f).zip(view.unseen) else { return };
    let lang = pen.look.lang;
    let amount = error.filter(|error| error.is_finite()).map(|error| quantity::about(error, &view.quantity, lang));
    let [what, off] = labels::never_trained(amount.as_deref(), lang);
    // In one line, or in two where the band is narrow.
    let whole = [what.as_str(), &off].concat();
    let fits = text_width(&whole, FONT) <= band.width - 8.0;
    let lines = if fits { vec![whole] } else { vec![what, off.trim_start_matches([':', '：', ' ']).to_owned()] };
    let lines: Vec<&String> = lines.iter().filter(|text| !text.is_empty()).collect();
    let half = lines.iter().map(|text| text_width(text, FONT) / 2.0 + 4.0).fold(0.0, f64::max);
    let middle = bounded(band.left + band.width / 2.0, f.left + half, f.right() - half);
    let top = free_row(obstacles, f, (middle - half, middle + half), LINE * lines.len() as f64);
    for (i, text) in lines.into_iter().enumerate() {
        let place = (middle, top + (i as f64 + 0.5) * LINE);
        obstacles.write(pen, f, (text, pen.colors().held_out), &[(place, Side::Middle)]);
    }
}

/// Where words between these two x have the fewest points behind them, of equal places the highest. The curve has no say: it moves
/// while they should not.
fn free_row(obstacles: &Obstacles, f: &Frame, (left, right): (f64, f64), height: f64) -> f64 {
    let first = f.top + BELOW - LINE / 2.0;
    let covered = |top: f64| {
        let words = Rect { left, top, width: right - left, height }.grown(5.0);
        obstacles.dots.iter().filter(|dot| words.holds(**dot)).count()
    };
    let rows = ((f.bottom() - height - first) / LINE).max(0.0) as usize;
    let places = (0..=rows).map(|row| first + row as f64 * LINE);
    places.min_by_key(|top| covered(*top)).unwrap_or(first)
}

fn band(view: &Fit, f: &Frame) -> Option<Rect> {
    let (x, _) = view.unseen?;
    let [left, right] = [x.lo, x.hi].map(|x| bounded(f.to_px(x, view.y.lo).0, f.left, f.right()));
    (left < right).then_some(Rect { left, top: f.top, width: right - left, height: f.height })
}
