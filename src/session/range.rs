//! How far values reach.

use crate::view::Span;

/// The least and the greatest of what was added.
#[derive(Default)]
pub struct Range(Option<(f64, f64)>);

impl Range {
    /// Takes a value in.
    pub fn add(&mut self, value: f64) {
        self.0 = Some(self.0.map_or((value, value), |(lo, hi)| (lo.min(value), hi.max(value))));
    }

    /// Both, with some room; about 0 to 1 where nothing was added.
    pub fn padded(&self, share: f64) -> Span {
        let (lo, hi) = self.0.unwrap_or((0.0, 1.0));
        let spread = hi - lo;
        let room = if spread > 0.0 { share * spread } else { (0.1 * lo.abs()).max(1.0) };
        Span { lo: lo - room, hi: hi + room }
    }
}
