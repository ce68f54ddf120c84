//! Chance that is counted: what is drawn for a picture follows from its number, and not from the pictures before it.

use rand_core::Rng;
use rand_pcg::Pcg32;

/// The chance of one picture.
pub struct Chance(Pcg32);

impl Chance {
    /// That of a number in a stream of a seed.
    pub fn of(seed: u32, stream: u64, number: u64) -> Chance {
        Chance(Pcg32::new(mixed(mixed(number) ^ u64::from(seed)), stream))
    }

    /// From 0, and always below 1. Not copied into the eighty places that ask for it.
    #[inline(never)]
    pub fn share(&mut self) -> f32 {
        (self.0.next_u32() >> 8) as f32 / (1 << 24) as f32
    }

    /// Between two numbers.
    pub fn within(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.share()
    }

    /// Between −1 and 1.
    pub fn sway(&mut self) -> f32 {
        self.within(-1.0, 1.0)
    }

    /// True for this share of all.
    pub fn holds(&mut self, share: f32) -> bool {
        self.share() < share
    }

    /// One of the numbers below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        ((self.share() * count as f32) as usize).min(count.saturating_sub(1))
    }

    /// Four bytes.
    pub fn bytes(&mut self) -> [u8; 4] {
        self.0.next_u32().to_le_bytes()
    }

    /// A seed for what is drawn apart.
    pub fn seed(&mut self) -> u32 {
        self.0.next_u32()
    }
}

/// A number of which every bit hangs on every bit of this one (SplitMix64; Steele, Lea and Flood 2014).
pub fn mixed(number: u64) -> u64 {
    let z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
