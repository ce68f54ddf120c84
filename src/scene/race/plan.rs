//! Where the lanes of a race stand.

use crate::scene::axes;
use crate::scene::frame::{Frame, Margins};
use crate::scene::geometry::{Px, Rect};
use crate::scene::lettering::{Font, text_width};
use crate::scene::look::Look;
use crate::scene::range::bounded;
use crate::scene::ticks::{Tick, named, ticks};
use crate::text::{quantity, race as words};
use crate::view::{Race, Span};

/// In a lane narrower than this, CSS px, words are short; in one still narrower they stand below each other.
const NARROW: f64 = 262.0;
const NARROWEST: f64 = 140.0;
/// From one line of a lane's head to the next, CSS px; and what else there is above the curves.
pub(super) const LINE: f64 = 18.0;
const ABOVE: f64 = 8.0;
/// Between the lanes, CSS px.
const BETWEEN: f64 = 24.0;
/// Beside the right lane, for the name of its last tick, CSS px.
const RIGHT: f64 = 10.0;
/// Of the height below the heads, what the curves take.
const CURVES: f64 = 0.6;
/// Between the curves and the bars: the names of x, and the head of the bars, CSS px.
const MIDDLE: f64 = 58.0;
/// Below the bars, for the names of layers, CSS px.
const FOOT: f64 = 18.0;

/// The lanes laid out. CSS px.
#[derive(Clone, Debug)]
pub struct Lanes {
    /// The frame of each curve.
    pub frames: Vec<Frame>,
    /// The ground of the bars of each.
    pub bars: Vec<Rect>,
    /// Ticks of y.
    pub y_ticks: Vec<Tick>,
    /// The decades that the bars stand for: the powers of ten at their foot and at their head.
    pub decades: (i32, i32),
    /// Words are short.
    pub narrow: bool,
    /// All words of a head stand below each other.
    pub stacked: bool,
}

impl Lanes {
    pub(super) fn new(view: &Race, look: &Look) -> Lanes {
        let count = view.lanes.len().max(1);
        let (places, step) = ticks(view.y, (look.height / 90.0).max(2.0) as usize);
        let y_ticks = named(places, &|t| quantity::y_tick(&view.quantity, t, step, look.lang));
        let decades = decades(view);
        let of_bars = (decades.0..=decades.1).map(|exponent| text_width(&words::tick(exponent), Font::SMALL) + 10.0);
        let left = of_bars.fold(axes::room(&y_ticks, look) + 8.0, f64::max);
        let wide = |between: f64| (look.width - left - RIGHT - between * (count - 1) as f64) / count as f64;
        let narrow = wide(BETWEEN) < NARROW;
        let between = if narrow { 12.0 } else { BETWEEN };
        let width = wide(between).max(10.0);
        let stacked = width < NARROWEST;
        let trained_apart = (0..view.lanes.len()).any(|at| !words::recipe(view, at, look.lang).is_empty());
        let lines = if stacked { 4.0 } else { 2.0 } + if trained_apart { 1.0 } else { 0.0 };
        let head = lines * LINE + ABOVE;
        let room = (look.height - head - MIDDLE - FOOT).max(20.0);
        let (tall, bars) = (room * CURVES, room * (1.0 - CURVES));
        let at = |lane: usize| left + lane as f64 * (width + between);
        let frame = |lane: usize| {
            let margins = Margins {
                left: at(lane),
                top: head,
                right: (look.width - at(lane) - width).max(0.0),
                bottom: (look.height - head - tall).max(0.0),
            };
            Frame::new((look.width, look.height), margins, view.x, view.y)
        };
        let bars = |lane: usize| Rect { left: at(lane), top: head + tall + MIDDLE, width, height: bars };
        Lanes {
            frames: (0..count).map(frame).collect(),
            bars: (0..count).map(bars).collect(),
            y_ticks,
            decades,
            narrow,
            stacked,
        }
    }

    /// Where a gradient stands in the bars of a lane: its height above their foot. At least a hair of what is above nothing.
    pub(super) fn height(&self, lane: usize, value: f64) -> f64 {
        let (lo, hi) = self.decades;
        let share = (libm::log10(value) - f64::from(lo)) / f64::from((hi - lo).max(1));
        if share.is_finite() { self.bars[lane].height * bounded(share, 0.0, 1.0) } else { 0.0 }
    }
}

/// The powers of ten between which all gradients lie, and at least three of them.
fn decades(view: &Race) -> (i32, i32) {
    let of_lane = |lane: &crate::view::Lane| {
        let before = lane.before.map_or(&[][..], |before| &before.first);
        [lane.first, lane.now, before].concat()
    };
    let all = view.lanes.iter().flat_map(of_lane).filter(|g| g.is_finite() && *g > 0.0);
    let span = all.fold(Span { lo: f64::INFINITY, hi: 0.0 }, |span, g| Span { lo: span.lo.min(g), hi: span.hi.max(g) });
    if span.lo > span.hi {
        return (-3, 0);
    }
    let hi = libm::ceil(libm::log10(span.hi)) as i32;
    let lo = libm::floor(libm::log10(span.lo)) as i32;
    (lo.max(hi - 40).min(hi - 3), hi)
}

/// Where a text stands that stays between two edges.
pub(super) fn within(text: &str, (x, y): Px, (left, right): (f64, f64)) -> Px {
    let half = text_width(text, Font::SMALL) / 2.0;
    (bounded(x, left + half, (right - half).max(left + half)), y)
}
