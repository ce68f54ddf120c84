//! Where the cards of the neurons stand.

use crate::scene::geometry::{Px, Rect};
use crate::scene::look::Look;
use crate::scene::range::bounded;

/// Between cards, CSS px.
const GAP: f64 = 16.0;
/// Between a map and its words, CSS px.
const BESIDE: f64 = 12.0;
/// How wide a map is, as a multiple of its height.
const WIDE: f64 = 1.27;
/// The words beside a map have at least and at most this much room, CSS px.
const WORDS: (f64, f64) = (88.0, 136.0);
/// The rim of a map, CSS px.
const RIM: f64 = 1.0;

/// The cards in rows, all of one size. CSS px.
#[derive(Clone, Debug, PartialEq)]
pub struct Cards {
    /// How many there are.
    count: usize,
    /// How many stand in a row.
    columns: usize,
    /// Width and height of a card.
    card: (f64, f64),
    /// Width and height of its map.
    map: (f64, f64),
}

impl Cards {
    /// So many cards, in as many columns as leave their maps largest.
    pub(super) fn new(count: usize, look: &Look) -> Cards {
        let of = |columns: usize| {
            let rows = count.div_ceil(columns).max(1);
            let each = |all: f64, n: usize| ((all - (n - 1) as f64 * GAP) / n as f64).max(1.0);
            let (width, height) = (each(look.width, columns), each(look.height, rows));
            let across = bounded(width - BESIDE - WORDS.0, 8.0, width);
            let tall = (height - 2.0 * RIM).min(across / WIDE).max(4.0);
            Cards { count, columns, card: (width, height), map: (tall * WIDE, tall) }
        };
        let mut best = of(1);
        for next in (2..=count).map(of) {
            // Where it makes no difference, they stand in fewer rows.
            if next.map.1 >= best.map.1 - 1.0 {
                best = next;
            }
        }
        // Rows of one length look best.
        of(count.div_ceil(count.div_ceil(best.columns).max(1)).max(1))
    }

    /// Left end and top of a card.
    fn at(&self, neuron: usize) -> Px {
        let (column, row) = (neuron % self.columns, neuron / self.columns);
        (column as f64 * (self.card.0 + GAP), row as f64 * (self.card.1 + GAP))
    }

    /// The map of a neuron.
    pub(super) fn map(&self, neuron: usize) -> Rect {
        let (left, top) = self.at(neuron);
        let (width, height) = self.map;
        Rect { left: left + RIM, top: top + (self.card.1 - height) / 2.0, width, height }
    }

    /// Where its words begin, in the middle of their height, and how wide they may be.
    pub(super) fn words(&self, neuron: usize) -> (Px, f64) {
        let map = self.map(neuron);
        let left = map.right() + BESIDE;
        ((left, map.middle().1), (self.at(neuron).0 + self.card.0 - left).min(WORDS.1))
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The neuron whose card is at a place in CSS px.
    pub fn neuron_at(&self, (x, y): Px) -> Option<usize> {
        (0..self.count).find(|&neuron| {
            let (left, top) = self.at(neuron);
            Rect { left, top, width: self.card.0, height: self.card.1 }.holds((x, y))
        })
    }

    /// From a card by so many to the right and downward; at the ends it stays.
    pub fn beside(&self, neuron: usize, right: isize, down: isize) -> usize {
        let next = neuron.saturating_add_signed(right + down * self.columns as isize);
        if next < self.count { next } else { neuron }
    }
}
