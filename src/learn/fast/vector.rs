//! Four floats that one instruction works on.
//!
//! Behind the operations stands a register or an array (`lanes`); the bits are the same.

use std::ops::{Add, Div, Mul, Neg, Sub};

use super::lanes;
pub use super::lanes::ROUND;

/// Floats in one 128-bit vector. Rows of points are padded to a multiple of it.
pub const LANES: usize = 4;

/// Four points' values; arithmetic is lane by lane.
#[derive(Clone, Copy)]
pub struct Vector(lanes::Four);

impl Vector {
    /// Zero in every lane.
    pub const ZERO: Vector = Vector(lanes::ZERO);

    /// The same value in every lane.
    #[inline(always)]
    pub fn splat(value: f32) -> Vector {
        Vector(lanes::from_array([value; LANES]))
    }

    /// One value for each lane.
    #[inline(always)]
    pub fn from_array(values: [f32; LANES]) -> Vector {
        Vector(lanes::from_array(values))
    }

    /// At most four values, and then zeros.
    #[inline(always)]
    pub fn from_rest(values: &[f32]) -> Vector {
        Vector::from_array(std::array::from_fn(|lane| values.get(lane).copied().unwrap_or_default()))
    }

    /// The lanes in order.
    #[inline(always)]
    pub fn to_array(self) -> [f32; LANES] {
        lanes::to_array(self.0)
    }

    /// The sum of the lanes, always in this order.
    #[inline(always)]
    pub fn total(self) -> f32 {
        lanes::total(self.0)
    }

    /// [`Vector::total`] of each of four, as lanes: the same additions in the same order, four at once.
    #[inline(always)]
    pub fn totals([a, b, c, d]: [Vector; 4]) -> Vector {
        // a_0 + a_2, b_0 + b_2, a_1 + a_3, b_1 + b_3, and likewise for c and d.
        let ab = lanes::add(lanes::low_pairs(a.0, b.0), lanes::high_pairs(a.0, b.0));
        let cd = lanes::add(lanes::low_pairs(c.0, d.0), lanes::high_pairs(c.0, d.0));
        Vector(lanes::add(lanes::low_halves(ab, cd), lanes::high_halves(ab, cd)))
    }

    /// Each lane, but not below `low` nor above `high`; a NaN stays NaN.
    #[inline(always)]
    pub fn clamp(self, low: f32, high: f32) -> Vector {
        let (low, high) = (Vector::splat(low), Vector::splat(high));
        Vector(lanes::at_most(lanes::at_least(self.0, low.0), high.0))
    }

    /// The greater of each pair of lanes; of a NaN in `self` it stays, one in `other` is passed over.
    #[inline(always)]
    pub fn max(self, other: Vector) -> Vector {
        Vector(lanes::at_least(self.0, other.0))
    }

    /// Each lane without its sign.
    #[inline(always)]
    pub fn abs(self) -> Vector {
        Vector(lanes::abs(self.0))
    }

    /// The square root of each lane, correctly rounded.
    #[inline(always)]
    pub fn sqrt(self) -> Vector {
        Vector(lanes::sqrt(self.0))
    }

    /// Lane by lane: `yes` where this is below `limit`, else `no`. A NaN is below nothing, and nothing is below it.
    #[inline(always)]
    pub fn if_below(self, limit: Vector, yes: Vector, no: Vector) -> Vector {
        Vector(lanes::if_below(self.0, limit.0, yes.0, no.0))
    }

    /// As [`Vector::if_below`], but `yes` where the two are equal, too.
    #[inline(always)]
    pub fn if_at_most(self, limit: Vector, yes: Vector, no: Vector) -> Vector {
        Vector(lanes::if_at_most(self.0, limit.0, yes.0, no.0))
    }

    /// Two factors in each lane whose product is 2^n, for an integer n from −252 to 254 and `shifted` = 1.5 · 2^23 + n.
    ///
    /// n stands in the low bits of such a float, and a float of power 2^n keeps n + 127 in its exponent. Two factors, since
    /// e^z reaches from 2^−150 to 2^128 and an exponent only from −126 to 127.
    #[inline(always)]
    pub fn powers_of_two(shifted: Vector) -> [Vector; 2] {
        lanes::powers_of_two(shifted.0).map(Vector)
    }

    /// 1 for an even integer n and −1 for an odd one, in each lane, for `shifted` = 1.5 · 2^23 + n.
    #[inline(always)]
    pub fn alternating(shifted: Vector) -> Vector {
        Vector(lanes::alternating(shifted.0))
    }

    /// A mask for [`Vector::and`] that keeps this many lanes, from the first on; all of them from 4 on.
    #[inline(always)]
    pub fn first_lanes(count: usize) -> Vector {
        let kept = Vector::splat(f32::from_bits(u32::MAX));
        Vector::from_array([0.0, 1.0, 2.0, 3.0]).if_below(Vector::splat(count as f32), kept, Vector::ZERO)
    }

    /// Each lane where the mask keeps it, else 0, whatever stood there.
    #[inline(always)]
    pub fn and(self, mask: Vector) -> Vector {
        Vector(lanes::and(self.0, mask.0))
    }

    /// Whether a lane lies outside of −limit … limit; a NaN does not.
    #[inline(always)]
    pub fn any_beyond(self, limit: f32) -> bool {
        lanes::any_above(lanes::abs(self.0), Vector::splat(limit).0)
    }
}

impl Sub for Vector {
    type Output = Vector;
    #[inline(always)]
    fn sub(self, other: Vector) -> Vector {
        Vector(lanes::sub(self.0, other.0))
    }
}

impl Neg for Vector {
    type Output = Vector;
    #[inline(always)]
    fn neg(self) -> Vector {
        Vector(lanes::neg(self.0))
    }
}

impl Div for Vector {
    type Output = Vector;
    #[inline(always)]
    fn div(self, other: Vector) -> Vector {
        Vector(lanes::div(self.0, other.0))
    }
}

impl Add for Vector {
    type Output = Vector;
    #[inline(always)]
    fn add(self, other: Vector) -> Vector {
        Vector(lanes::add(self.0, other.0))
    }
}

impl Mul for Vector {
    type Output = Vector;
    #[inline(always)]
    fn mul(self, other: Vector) -> Vector {
        Vector(lanes::mul(self.0, other.0))
    }
}
