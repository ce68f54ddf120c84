//! Streams of chance: one seed, and for each purpose a stream of its own, so that none disturbs another.

use rand_core::Rng;
use rand_pcg::Pcg32;

/// What PCG multiplies its state by.
const MULTIPLIER: u64 = 6_364_136_223_846_793_005;
/// The lowest bits of the state, which no single number that is drawn tells anything of.
const LOW_BITS: u32 = 27;

/// What numbers are drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Where points lie.
    Points = 1,
    /// Which points are held out.
    Split = 2,
    /// Starting weights.
    Weights = 3,
    /// A direction of the loss surface that the path does not give.
    Slice = 4,
    /// The order of mini-batches.
    Order = 5,
    /// Which neurons dropout silences.
    Dropout = 6,
    /// The folds of a sweep.
    Folds = 7,
    /// Which rows of a long table are taken.
    Sample = 8,
}

impl Stream {
    /// The stream of a seed, from its beginning.
    pub fn of(self, seed: u32) -> Pcg32 {
        Pcg32::new(seed.into(), self as u64)
    }

    /// The stream where its generator has this state.
    pub fn at(self, state: u64) -> Pcg32 {
        // `new` adds the increment and takes a step.
        let increment = self.increment();
        let before = state.wrapping_sub(increment).wrapping_mul(inverse(MULTIPLIER));
        Pcg32::new(before.wrapping_sub(increment), self as u64)
    }

    /// The state of a generator of this stream, which it does not tell: found from what it would draw here and far ahead.
    pub fn state_of(self, rng: &Pcg32) -> u64 {
        // 2^35 steps ahead s is A s + C. Of A - 1 the lowest 37 bits are 0, so that the low bits of s come to stand at the top.
        const STEPS: u32 = 35;
        const ZEROS: u32 = STEPS + 2;
        let (mut a, mut c) = (MULTIPLIER, self.increment());
        for _ in 0..STEPS {
            (a, c) = (a.wrapping_mul(a), a.wrapping_add(1).wrapping_mul(c));
        }
        let mut ahead = rng.clone();
        ahead.advance(1 << STEPS);
        let high = high_bits(rng);
        let moved = high_bits(&ahead).wrapping_sub(high).wrapping_sub(c);
        // The low bits of both are missing in this difference, which is less than half of its last place.
        let rounded = moved.wrapping_add(1 << (ZEROS - 1)) >> ZEROS;
        high | rounded.wrapping_mul(inverse(a >> ZEROS)) & ((1 << LOW_BITS) - 1)
    }

    /// What is added at each step of its generator.
    pub fn increment(self) -> u64 {
        (self as u64) << 1 | 1
    }
}

/// The state of a generator without its `LOW_BITS`.
///
/// It draws bits 27 to 58 of s ⊕ (s ≫ 18), turned right by bits 59 to 63. Half of its period ahead only the highest bit of s is
/// another: that turns by 16 more, and changes one bit, whose place tells by how much was turned.
fn high_bits(rng: &Pcg32) -> u64 {
    let mut ahead = rng.clone();
    ahead.advance(1 << 63);
    let drawn = rng.clone().next_u32();
    let changed = (drawn ^ ahead.next_u32().rotate_left(16)).trailing_zeros();
    let turned = 18_u32.wrapping_sub(changed) % 32;
    let mixed = u64::from(drawn.rotate_left(turned)) << LOW_BITS;
    let top = u64::from(turned) << 59;
    let middle = top | (mixed ^ top >> 18) & (((1 << 18) - 1) << 41);
    middle | (mixed ^ middle >> 18) & (((1 << 14) - 1) << LOW_BITS)
}

/// The number by which an odd one has to be multiplied to make 1, in 64 bits (Newton).
fn inverse(odd: u64) -> u64 {
    // Three bits are right, and each time twice as many.
    (0..5).fold(odd, |inverse, _| inverse.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(inverse))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_stream_goes_on_from_its_state(seed: u32, drawn: u64, state: u64) {
            for stream in [Stream::Order, Stream::Dropout] {
                let mut rng = stream.of(seed);
                rng.advance(drawn);
                let again = stream.at(stream.state_of(&rng));
                prop_assert!(again == rng);
                prop_assert_eq!(stream.state_of(&stream.at(state)), state);
            }
        }
    }
}
