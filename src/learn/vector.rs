//! Four floats that one instruction works on.
//!
//! In the browser this is a register of its own type, so that sums surely stay in registers; elsewhere it is an array. Each
//! lane is rounded as a lone f32 would be, so the bits are the same.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// Floats in one 128-bit vector. Rows of points are padded to a multiple of it.
pub const LANES: usize = 4;

/// 1.5 · 2^23: a float below 2^22 that has it added is rounded to an integer, which then stands in the low bits.
pub const ROUND: f32 = 12_582_912.0;

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

    /// The lanes in order.
    #[inline(always)]
    pub fn to_array(self) -> [f32; LANES] {
        lanes::to_array(self.0)
    }

    /// The sum of the lanes, always in this order.
    #[inline(always)]
    pub fn total(self) -> f32 {
        let [a, b, c, d] = self.to_array();
        (a + c) + (b + d)
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

/// In the browser: one v128.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod lanes {
    use std::arch::wasm32::{f32x4, f32x4_extract_lane, f32x4_gt, f32x4_le, f32x4_lt, f32x4_pmax, f32x4_pmin};
    pub use std::arch::wasm32::{
        f32x4_abs as abs, f32x4_add as add, f32x4_div as div, f32x4_mul as mul, f32x4_neg as neg, f32x4_sqrt as sqrt,
        f32x4_sub as sub,
    };
    use std::arch::wasm32::{i32x4_add, i32x4_shl, i32x4_shr, i32x4_splat, i32x4_sub};
    use std::arch::wasm32::{v128, v128_any_true, v128_bitselect, v128_or};

    pub type Four = v128;
    pub const ZERO: Four = f32x4(0.0, 0.0, 0.0, 0.0);

    #[inline(always)]
    pub fn from_array([a, b, c, d]: [f32; 4]) -> Four {
        f32x4(a, b, c, d)
    }

    /// v < low ? low : v, one instruction.
    #[inline(always)]
    pub fn at_least(v: Four, low: Four) -> Four {
        f32x4_pmax(v, low)
    }

    /// v > high ? high : v, one instruction.
    #[inline(always)]
    pub fn at_most(v: Four, high: Four) -> Four {
        f32x4_pmin(v, high)
    }

    /// v < limit ? yes : no
    #[inline(always)]
    pub fn if_below(v: Four, limit: Four, yes: Four, no: Four) -> Four {
        v128_bitselect(yes, no, f32x4_lt(v, limit))
    }

    /// v <= limit ? yes : no
    #[inline(always)]
    pub fn if_at_most(v: Four, limit: Four, yes: Four, no: Four) -> Four {
        v128_bitselect(yes, no, f32x4_le(v, limit))
    }

    #[inline(always)]
    pub fn powers_of_two(shifted: Four) -> [Four; 2] {
        let n = i32x4_sub(shifted, i32x4_splat(super::ROUND.to_bits() as i32));
        let half = i32x4_shr(n, 1);
        [half, i32x4_sub(n, half)].map(|n| i32x4_shl(i32x4_add(n, i32x4_splat(127)), 23))
    }

    #[inline(always)]
    pub fn alternating(shifted: Four) -> Four {
        v128_or(i32x4_shl(shifted, 31), from_array([1.0; 4]))
    }

    #[inline(always)]
    pub fn any_above(v: Four, limit: Four) -> bool {
        v128_any_true(f32x4_gt(v, limit))
    }

    #[inline(always)]
    pub fn to_array(v: Four) -> [f32; 4] {
        [f32x4_extract_lane::<0>(v), f32x4_extract_lane::<1>(v), f32x4_extract_lane::<2>(v), f32x4_extract_lane::<3>(v)]
    }
}

/// Elsewhere: an array.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod lanes {
    pub type Four = [f32; 4];
    pub const ZERO: Four = [0.0; 4];

    #[inline(always)]
    pub fn from_array(values: [f32; 4]) -> Four {
        values
    }

    #[inline(always)]
    pub fn to_array(v: Four) -> [f32; 4] {
        v
    }

    #[inline(always)]
    pub fn add(v: Four, w: Four) -> Four {
        [v[0] + w[0], v[1] + w[1], v[2] + w[2], v[3] + w[3]]
    }

    #[inline(always)]
    pub fn mul(v: Four, w: Four) -> Four {
        [v[0] * w[0], v[1] * w[1], v[2] * w[2], v[3] * w[3]]
    }

    #[inline(always)]
    pub fn div(v: Four, w: Four) -> Four {
        [v[0] / w[0], v[1] / w[1], v[2] / w[2], v[3] / w[3]]
    }

    #[inline(always)]
    pub fn sub(v: Four, w: Four) -> Four {
        [v[0] - w[0], v[1] - w[1], v[2] - w[2], v[3] - w[3]]
    }

    #[inline(always)]
    pub fn neg(v: Four) -> Four {
        v.map(|v| -v)
    }

    #[inline(always)]
    pub fn abs(v: Four) -> Four {
        v.map(f32::abs)
    }

    #[inline(always)]
    pub fn sqrt(v: Four) -> Four {
        v.map(f32::sqrt)
    }

    /// v < limit ? yes : no
    #[inline(always)]
    pub fn if_below(v: Four, limit: Four, yes: Four, no: Four) -> Four {
        std::array::from_fn(|lane| if v[lane] < limit[lane] { yes[lane] } else { no[lane] })
    }

    /// v <= limit ? yes : no
    #[inline(always)]
    pub fn if_at_most(v: Four, limit: Four, yes: Four, no: Four) -> Four {
        std::array::from_fn(|lane| if v[lane] <= limit[lane] { yes[lane] } else { no[lane] })
    }

    #[inline(always)]
    pub fn powers_of_two(shifted: Four) -> [Four; 2] {
        let n = shifted.map(|s| (s.to_bits() as i32).wrapping_sub(super::ROUND.to_bits() as i32));
        let half = n.map(|n| n >> 1);
        let rest: [i32; 4] = std::array::from_fn(|lane| n[lane].wrapping_sub(half[lane]));
        [half, rest].map(|n| n.map(|n| f32::from_bits((n.wrapping_add(127) as u32) << 23)))
    }

    #[inline(always)]
    pub fn alternating(shifted: Four) -> Four {
        shifted.map(|s| f32::from_bits(s.to_bits() << 31 | 1.0_f32.to_bits()))
    }

    #[inline(always)]
    pub fn any_above(v: Four, limit: Four) -> bool {
        (0..4).fold(false, |any, lane| any | (v[lane] > limit[lane]))
    }

    /// v < low ? low : v
    #[inline(always)]
    pub fn at_least(v: Four, low: Four) -> Four {
        std::array::from_fn(|lane| if v[lane] < low[lane] { low[lane] } else { v[lane] })
    }

    /// v > high ? high : v
    #[inline(always)]
    pub fn at_most(v: Four, high: Four) -> Four {
        std::array::from_fn(|lane| if v[lane] > high[lane] { high[lane] } else { v[lane] })
    }
}
