//! Losses reduced to one column for each px: the line through them, their ranges, and the gap between two lines.

use crate::scene::frame::Frame;
use crate::scene::geometry::Px;
use crate::scene::range::bounded;
use crate::scene::stroke::straightened;
use crate::view::{Extent, LossEntry};

/// The entries that fall on one column of px, in CSS px: where the line enters and leaves the column, and its range in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub x: f64,
    pub first: f64,
    pub top: f64,
    pub bottom: f64,
    pub last: f64,
}

/// At most one column per px. A value that has no place (not finite, or not above zero on a logarithmic axis) has a
/// column that is not finite, where the line breaks.
pub(super) fn columns(entries: &[LossEntry], f: &Frame, of: fn(&LossEntry) -> Option<Extent>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for entry in entries {
        let Some(e) = of(entry) else { continue };
        let middle = (entry.from as f64 + entry.to as f64) / 2.0;
        let y = |v: f32| f.to_px(0.0, f64::from(v)).1;
        let (x, first) = f.to_px(middle, e.first.into());
        // Mostly all four are the same, and a logarithm is slow.
        let last = if e.last == e.first { first } else { y(e.last) };
        let either = |v: f32| {
            if v == e.first {
                first
            } else if v == e.last {
                last
            } else {
                y(v)
            }
        };
        // A minimum of zero has no place on a logarithmic axis: the range reaches to the bottom then.
        let (top, bottom) = (either(e.max), either(e.min).min(f.bottom()));
        match columns.last_mut() {
            Some(c) if x.floor() == c.x.floor() && columns_join(c, first, last) => {
                (c.top, c.bottom) = (c.top.min(top), c.bottom.max(bottom));
                (c.x, c.last) = (x.floor() + 0.5, last);
            }
            _ => columns.push(Column { x, first, top, bottom, last }),
        }
    }
    columns
}

fn columns_join(c: &Column, first: f64, last: f64) -> bool {
    c.last.is_finite() && first.is_finite() && last.is_finite()
}

/// The line through the columns, with two points for a column in which it rises or falls.
pub(super) fn line(columns: &[Column]) -> Vec<Px> {
    let mut line = Vec::with_capacity(2 * columns.len());
    for c in columns {
        if (c.first - c.last).abs() < 0.25 {
            line.push((c.x, c.first));
        } else {
            line.push((c.x - 0.2, c.first));
            line.push((c.x + 0.2, c.last));
        }
    }
    line
}

/// The outlines of consecutive columns whose ranges are larger than the line shows.
pub(super) fn bands(f: &Frame, columns: &[Column]) -> Vec<Vec<Px>> {
    let shows = |c: &Column| c.top.is_finite() && c.bottom.is_finite() && c.first.is_finite();
    columns
        .chunk_by(|a, b| shows(a) && shows(b))
        .filter(|run| run.iter().all(shows) && run.len() > 1)
        .filter(|run| run.iter().any(|c| c.bottom - c.top > 1.5))
        .map(|run| {
            let hold = |y: f64| bounded(y, f.top, f.bottom());
            let upper: Vec<Px> = run.iter().map(|c| (c.x, hold(c.top))).collect();
            let lower: Vec<Px> = run.iter().rev().map(|c| (c.x, hold(c.bottom))).collect();
            [straightened(&upper), straightened(&lower)].concat()
        })
        .collect()
}

/// The outlines between the two lines where the held-out loss is the greater one: higher up, with the smaller y in px.
pub(super) fn gaps(f: &Frame, train: &[Column], held: &[Column]) -> Vec<Vec<Px>> {
    let mut outlines = Vec::new();
    let (mut upper, mut lower): (Vec<Px>, Vec<Px>) = (Vec::new(), Vec::new());
    let mut close = |upper: &mut Vec<Px>, lower: &mut Vec<Px>| {
        let mut outline = straightened(upper);
        lower.reverse();
        outline.append(&mut straightened(lower));
        if outline.len() > 2 {
            outlines.push(outline);
        }
        upper.clear();
        lower.clear();
    };
    let mut before: Option<(f64, f64, f64)> = None;
    for (t, h) in train.iter().zip(held) {
        let hold = |y: f64| bounded(y, f.top, f.bottom());
        let here = (t.x, hold(t.last), hold(h.last));
        if t.x != h.x || !(t.last.is_finite() && h.last.is_finite()) {
            close(&mut upper, &mut lower);
            before = None;
            continue;
        }
        if let Some(was) = before {
            let (a, b) = (was.1 - was.2, here.1 - here.2);
            if (a > 0.0) != (b > 0.0) {
                let on = a / (a - b);
                let cross = (was.0 + (here.0 - was.0) * on, was.1 + (here.1 - was.1) * on);
                upper.push(cross);
            }
            if a > 0.0 && b <= 0.0 {
                close(&mut upper, &mut lower);
            }
        }
        if here.1 - here.2 > 0.0 {
            upper.push((here.0, here.2));
            lower.push((here.0, here.1));
        }
        before = Some(here);
    }
    close(&mut upper, &mut lower);
    outlines
}
