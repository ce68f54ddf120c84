//! What every chart needs: safe ranges, ticks, a frame with its two transforms, and clipping; all in f64.

use super::pen::Px;
use crate::text::number::power_of;
use crate::view::Span;

/// The greatest magnitude that an axis shows.
const BOUND: f64 = 1e30;

/// The value, or the bound that it is beyond; NaN stays NaN. `f64::clamp` can panic, and says so with all that it takes to
/// print a float.
pub fn bounded(value: f64, lo: f64, hi: f64) -> f64 {
    if value < lo {
        lo
    } else if value > hi {
        hi
    } else {
        value
    }
}

/// A range that an axis can have: finite, `lo < hi` with room for ticks between, and bounded. What is not so is mended.
pub fn safe_range(span: Span) -> Span {
    let (a, b) = match (span.lo.is_finite(), span.hi.is_finite()) {
        (true, true) => (bounded(span.lo, -BOUND, BOUND), bounded(span.hi, -BOUND, BOUND)),
        (true, false) => (bounded(span.lo, -BOUND, BOUND), bounded(span.lo, -BOUND, BOUND)),
        (false, true) => (bounded(span.hi, -BOUND, BOUND), bounded(span.hi, -BOUND, BOUND)),
        (false, false) => (0.0, 1.0),
    };
    let (lo, hi) = (a.min(b), a.max(b));
    // Below a billionth of its magnitude a range has no digits left to put on ticks.
    let least = lo.abs().max(hi.abs()).max(1e-21) * 1e-9;
    if hi - lo >= least {
        return Span { lo, hi };
    }
    let pad = if lo.abs() < 1e-20 { 0.5 } else { lo.abs() * 0.5 };
    Span { lo: lo - pad, hi: hi + pad }
}

/// At most this many ticks stand on an axis.
pub const MOST_TICKS: usize = 12;

/// Nice places (1, 2 or 5 times a power of ten apart) inside a range, about `want` of them, and how far apart they are.
pub fn ticks(span: Span, want: usize) -> (Vec<f64>, f64) {
    let span = safe_range(span);
    let want = want.clamp(2, MOST_TICKS - 2);
    let rough = (span.hi - span.lo) / want as f64;
    let power = 10f64.powi(power_of(rough));
    let near = match rough / power {
        r if r < 1.5 => power,
        r if r < 3.5 => 2.0 * power,
        r if r < 7.5 => 5.0 * power,
        _ => 10.0 * power,
    };
    // The nearest round step may still set too many.
    let fits = |step: &f64| *step >= near && (span.hi - span.lo) / step < (MOST_TICKS - 1) as f64;
    let step = [1.0, 2.0, 5.0].map(|s| s * power).into_iter().find(fits).unwrap_or(10.0 * power);
    let first = (span.lo / step).ceil();
    let places =
        (0..MOST_TICKS).map(|i| (first + i as f64) * step).filter(|t| (span.lo..=span.hi).contains(t)).collect();
    (places, step)
}

/// Ticks at whole numbers only.
pub fn whole_ticks(span: Span, want: usize) -> (Vec<f64>, f64) {
    let (places, step) = ticks(span, want);
    if step >= 1.0 {
        return (places, step);
    }
    let span = safe_range(span);
    let first = span.lo.ceil();
    (((0..MOST_TICKS).map(|i| first + i as f64)).take_while(|t| *t <= span.hi).collect(), 1.0)
}

/// Ticks of a logarithmic axis: powers of ten, thinned when there are many, with 2 and 5 between when there are few.
pub fn log_ticks(span: Span, want: usize) -> Vec<f64> {
    let want = want.clamp(2, MOST_TICKS - 2);
    if !(span.lo > 0.0 && span.lo < span.hi && span.hi.is_finite()) {
        return Vec::new();
    }
    let (low, high) = ((libm::log10(span.lo) - 1e-9).ceil() as i32, (libm::log10(span.hi) + 1e-9).floor() as i32);
    let inside = |t: &f64| *t >= span.lo * (1.0 - 1e-9) && *t <= span.hi * (1.0 + 1e-9);
    let mut places: Vec<f64> = if high - low >= 2 {
        let stride = ((high - low) as usize / want + 1) as i32;
        (low..=high).filter(|e| e.rem_euclid(stride) == 0).map(|e| 10f64.powi(e)).collect()
    } else {
        (low - 1..=high).flat_map(|e| [1.0, 2.0, 5.0].map(|m| m * 10f64.powi(e))).filter(inside).collect()
    };
    if places.len() < 2 {
        places = ticks(span, want.min(4)).0;
        places.retain(|t| *t > 0.0);
    }
    places.truncate(MOST_TICKS);
    places
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
    /// What the width shows.
    pub x: Span,
    /// What the height shows, upward.
    pub y: Span,
    /// The natural logarithms of `y`'s ends, where y goes by its logarithm.
    pub log_y: Option<Span>,
}

impl Frame {
    /// A frame between margins (left, top, right, bottom) in a picture of `size`; the ranges are made safe.
    pub fn new(size: (f64, f64), margins: [f64; 4], x: Span, y: Span) -> Self {
        let [left, top, right, bottom] = margins;
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

    /// The same frame with y by its logarithm, if all of y is above zero.
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

    /// Where a value stands, in CSS px; outside the frame for a value outside the ranges, not finite for one that has no
    /// place.
    pub fn to_px(&self, x: f64, y: f64) -> (f64, f64) {
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

    /// A line of values in CSS px, cut at the frame and broken where it is not finite.
    pub fn clip(&self, values: &[(f64, f64)]) -> Vec<Vec<Px>> {
        let line: Vec<Px> = values.iter().map(|&(x, y)| self.to_px(x, y)).collect();
        self.clip_px(&line)
    }

    /// A line in CSS px, cut at the frame and broken where it is not finite.
    pub fn clip_px(&self, line: &[Px]) -> Vec<Vec<Px>> {
        let mut pieces: Vec<Vec<Px>> = Vec::new();
        let mut before: Option<Px> = None;
        let mut open = false;
        for &p in line {
            if !(p.0.is_finite() && p.1.is_finite()) {
                (before, open) = (None, false);
                continue;
            }
            if let Some(q) = before {
                match self.clip_segment(q, p) {
                    Some((a, b)) => {
                        match pieces.last_mut() {
                            Some(piece) if open => piece.push(b),
                            _ => pieces.push(vec![a, b]),
                        }
                        open = b == p;
                    }
                    None => open = false,
                }
            }
            before = Some(p);
        }
        pieces
    }

    /// The part of a segment that is inside the frame (Liang–Barsky), if any. Finite CSS px in, CSS px out.
    pub fn clip_segment(&self, a: Px, b: Px) -> Option<(Px, Px)> {
        // From the nearer end: from one that is far away what is left inside would be lost in rounding.
        if a.0.abs().max(a.1.abs()) > b.0.abs().max(b.1.abs()) {
            return self.clip_from(b, a).map(|(b, a)| (a, b));
        }
        self.clip_from(a, b)
    }

    fn clip_from(&self, a: Px, b: Px) -> Option<(Px, Px)> {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let (mut enter, mut leave) = (0.0f64, 1.0f64);
        // Each edge: how far out `a` is (negative is outside), and how fast the segment runs toward that edge.
        for (toward, room) in
            [(-dx, a.0 - self.left), (dx, self.right() - a.0), (-dy, a.1 - self.top), (dy, self.bottom() - a.1)]
        {
            if toward == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else {
                let t = room / toward;
                if toward < 0.0 {
                    enter = enter.max(t);
                } else {
                    leave = leave.min(t);
                }
            }
        }
        if !(enter <= leave && dx.is_finite() && dy.is_finite()) {
            return None;
        }
        let cut = |t: f64| {
            let (x, y) = (a.0 + dx * t, a.1 + dy * t);
            (bounded(x, self.left, self.right()), bounded(y, self.top, self.bottom()))
        };
        // An end that was not cut is kept as it is, so that a joined line stays joined.
        let from = if enter == 0.0 { a } else { cut(enter) };
        let to = if leave == 1.0 && self.holds(b, 0.0) { b } else { cut(leave) };
        Some((from, to))
    }
}

/// Collects what a picture depends on into one number (FNV-1a over 64-bit words).
#[derive(Clone, Copy, Debug)]
pub struct Key(u64);

impl Key {
    /// Begins a key.
    pub fn new(tag: u64) -> Self {
        Key(0xcbf2_9ce4_8422_2325).word(tag)
    }

    /// Adds a word.
    pub fn word(self, w: u64) -> Self {
        let mixed = (self.0 ^ w).wrapping_mul(0x0000_0100_0000_01b3);
        Key(mixed ^ (mixed >> 29))
    }

    /// Adds a number.
    pub fn number(self, x: f64) -> Self {
        self.word(x.to_bits())
    }

    /// Adds a text.
    pub fn text(self, s: &str) -> Self {
        s.bytes().fold(self.word(s.len() as u64), |k, b| k.word(u64::from(b)))
    }

    /// Adds a frame.
    pub fn frame(self, f: &Frame) -> Self {
        [f.left, f.top, f.width, f.height, f.x.lo, f.x.hi, f.y.lo, f.y.hi]
            .into_iter()
            .fold(self.word(u64::from(f.log_y.is_some())), Key::number)
    }

    /// The number.
    pub fn value(self) -> u64 {
        self.0
    }
}
