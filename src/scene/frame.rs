//! The frame of a chart: the rectangle and the ranges that it shows, and the way from values to px and back. All in f64.

use super::geometry::{Px, Rect};
use super::range::safe_range;
use crate::view::Span;

/// Room around a frame, CSS px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margins {
    /// To the left of the frame.
    pub left: f64,
    /// Above it.
    pub top: f64,
    /// To its right.
    pub right: f64,
    /// Below it.
    pub bottom: f64,
}

/// A rectangle in CSS px with the ranges that it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Left edge, CSS px.
    pub left: f64,
    /// Top edge, CSS px.
    pub top: f64,
    /// CSS px.
    pub width: f64,
    /// CSS px.
    pub height: f64,
    /// The values from the left edge to the right one.
    pub x: Span,
    /// The values from the bottom edge to the top one.
    pub y: Span,
    /// The natural logarithms of `y`'s ends, where the axis is logarithmic.
    pub log_y: Option<Span>,
}

impl Frame {
    /// A frame between margins in a picture of this size (width, height) in CSS px; the ranges are made safe.
    pub fn new(size: (f64, f64), margins: Margins, x: Span, y: Span) -> Self {
        let Margins { left, top, right, bottom } = margins;
        let room = |whole: f64, a: f64, b: f64| {
            if whole.is_finite() { (whole - a - b).max(1.0) } else { 1.0 }
        };
        Frame {
            left,
            top,
            width: room(size.0, left, right),
            height: room(size.1, top, bottom),
            x: safe_range(x),
            y: safe_range(y),
            log_y: None,
        }
    }

    /// The same frame with a logarithmic y axis, if all of y is above zero.
    pub fn logarithmic(self) -> Self {
        let Span { lo, hi } = self.y;
        Frame { log_y: (lo > 0.0).then(|| Span { lo: libm::log(lo), hi: libm::log(hi) }), ..self }
    }

    /// Right edge, CSS px.
    pub fn right(&self) -> f64 {
        self.left + self.width
    }

    /// Bottom edge, CSS px.
    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }

    /// The rectangle, CSS px.
    pub fn rect(&self) -> Rect {
        Rect { left: self.left, top: self.top, width: self.width, height: self.height }
    }

    /// Where a value stands, in CSS px; outside the frame for a value outside the ranges, not finite for one that has no
    /// place.
    pub fn to_px(&self, x: f64, y: f64) -> Px {
        let (y, span) = self.log_y.map_or((y, self.y), |logs| (libm::log(y), logs));
        let v = (y - span.lo) / (span.hi - span.lo);
        let u = (x - self.x.lo) / (self.x.hi - self.x.lo);
        (self.left + self.width * u, self.top + self.height * (1.0 - v))
    }

    /// Which value stands at a place in CSS px: the inverse of `to_px`.
    pub fn from_px(&self, px: f64, py: f64) -> (f64, f64) {
        let u = (px - self.left) / self.width;
        let v = 1.0 - (py - self.top) / self.height;
        let along = |span: Span| span.lo + v * (span.hi - span.lo);
        let y = self.log_y.map_or_else(|| along(self.y), |logs| libm::exp(along(logs)));
        (self.x.lo + u * (self.x.hi - self.x.lo), y)
    }

    /// Whether a place in CSS px is inside, to within `slack` px.
    pub fn holds(&self, p: Px, slack: f64) -> bool {
        p.0 >= self.left - slack
            && p.0 <= self.right() + slack
            && p.1 >= self.top - slack
            && p.1 <= self.bottom() + slack
    }
}
