//! Whole numbers of any length, with as much of arithmetic as decimals need.

use std::cmp::Ordering;

/// A whole number of any length.
#[derive(Clone)]
pub struct Natural(Vec<u32>); // least word first; the last is not zero

impl Natural {
    /// A number.
    pub fn new(n: u64) -> Self {
        let mut natural = Natural(vec![n as u32, (n >> 32) as u32]);
        natural.trim();
        natural
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    /// Multiplies, and then adds `plus`.
    pub fn times(&mut self, factor: u32, plus: u32) {
        let mut carry = u64::from(plus);
        for word in &mut self.0 {
            carry += u64::from(*word) * u64::from(factor);
            *word = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// Multiplies by 10^power; a negative power does nothing.
    pub fn times_power_of_ten(&mut self, power: i32) {
        for _ in 0..power {
            self.times(10, 0);
        }
    }

    /// Multiplies by 2^bits; not for zero.
    pub fn shift(&mut self, bits: u32) {
        self.times(1 << (bits % 32), 0);
        for _ in 0..bits / 32 {
            self.0.insert(0, 0);
        }
    }

    /// How many binary digits it has; none for zero.
    pub fn bits(&self) -> u32 {
        self.0.last().map_or(0, |last| self.0.len() as u32 * 32 - last.leading_zeros())
    }

    /// Less, equal or greater.
    pub fn compare(&self, other: &Natural) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// Takes away what is not greater.
    pub fn subtract(&mut self, other: &Natural) {
        let mut borrowed = false;
        for (i, word) in self.0.iter_mut().enumerate() {
            let (less, first) = word.overflowing_sub(other.0.get(i).copied().unwrap_or(0));
            let (less, second) = less.overflowing_sub(borrowed.into());
            (*word, borrowed) = (less, first || second);
        }
        self.trim();
    }
}
