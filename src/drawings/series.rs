//! Endless drawings of a seed, each of which can be had by its number.

use super::chance::Chance;
use super::drawing::Drawing;
use super::kind::{Kind, Manner};
use super::variety::Variety;

/// What drawings are for. None is in both streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// To learn from.
    Training = 1,
    /// To be asked about.
    HeldOut = 2,
}

/// The manners of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manners {
    /// All in the code's.
    Code,
    /// Half of them as people draw.
    Both,
}

/// Drawings of one seed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Series {
    /// Which drawings they are.
    pub seed: u32,
    /// How much they differ.
    pub variety: Variety,
    /// In which manners they are drawn.
    pub manners: Manners,
    /// How many there are to learn from, if not always fresh ones.
    pub first: Option<u32>,
}

/// So many drawings after one another have every kind in its right number.
const DECK: usize = 16;

impl Series {
    /// A drawing to learn from, counted on from step to step: a batch of 32 has at step s the numbers from 32 s.
    pub fn training(&self, number: u64) -> Drawing {
        let number = self.first.map_or(number, |first| number % u64::from(first.max(1)));
        self.drawing(Stream::Training, number)
    }

    /// A drawing that is never learnt from.
    pub fn held_out(&self, number: u64) -> Drawing {
        self.drawing(Stream::HeldOut, number)
    }

    fn drawing(&self, stream: Stream, number: u64) -> Drawing {
        let kind = self.kind(stream, number);
        let mut chance = Chance::of(self.seed, stream as u64, number);
        let human = chance.holds(0.5);
        let manner = match self.manners {
            Manners::Both if human => Manner::Human,
            Manners::Code | Manners::Both => Manner::Code,
        };
        Drawing::new(kind, manner, &self.variety, chance)
    }

    /// A shuffled deck at a time: eight cats and each of their look-alikes.
    fn kind(&self, stream: Stream, number: u64) -> Kind {
        // Streams of their own, beside those of the drawings.
        let mut chance = Chance::of(self.seed, stream as u64 + 2, number / DECK as u64);
        let mut deck: [Kind; DECK] = std::array::from_fn(|i| Kind::ALL[(i + 1) % DECK % Kind::ALL.len()]);
        deck[Kind::ALL.len() - 1..].fill(Kind::Cat);
        for i in (1..DECK).rev() {
            deck.swap(i, chance.below(i + 1));
        }
        deck[number as usize % DECK]
    }
}
