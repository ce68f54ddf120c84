//! The four lanes of a vector: in the browser a register of its own type, so that sums surely stay in registers; elsewhere
//! an array. Each lane is rounded as a lone f32 would be, so the bits are the same.

pub use four::*;

/// 1.5 · 2^23: a float below 2^22 that has it added is rounded to an integer, which then stands in the low bits.
pub const ROUND: f32 = 12_582_912.0;

/// In the browser: one v128.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod four {
    use std::arch::wasm32::{f32x4, f32x4_extract_lane, f32x4_gt, f32x4_le, f32x4_lt, f32x4_pmax, f32x4_pmin};
    pub use std::arch::wasm32::{
        f32x4_abs as abs, f32x4_add as add, f32x4_div as div, f32x4_mul as mul, f32x4_neg as neg, f32x4_sqrt as sqrt,
        f32x4_sub as sub, v128_and as and,
    };
    use std::arch::wasm32::{i32x4_add, i32x4_shl, i32x4_shr, i32x4_splat, i32x4_sub};
    use std::arch::wasm32::{i32x4_shuffle, v128, v128_any_true, v128_bitselect, v128_or};

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

    /// (a + c) + (b + d), the first two sums in one instruction.
    #[inline(always)]
    pub fn total(v: Four) -> f32 {
        let pairs = add(v, high_halves(v, v));
        f32x4_extract_lane::<0>(pairs) + f32x4_extract_lane::<1>(pairs)
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

    /// v_0, w_0, v_1, w_1
    #[inline(always)]
    pub fn low_pairs(v: Four, w: Four) -> Four {
        i32x4_shuffle::<0, 4, 1, 5>(v, w)
    }

    /// v_2, w_2, v_3, w_3
    #[inline(always)]
    pub fn high_pairs(v: Four, w: Four) -> Four {
        i32x4_shuffle::<2, 6, 3, 7>(v, w)
    }

    /// v_0, v_1, w_0, w_1
    #[inline(always)]
    pub fn low_halves(v: Four, w: Four) -> Four {
        i32x4_shuffle::<0, 1, 4, 5>(v, w)
    }

    /// v_2, v_3, w_2, w_3
    #[inline(always)]
    pub fn high_halves(v: Four, w: Four) -> Four {
        i32x4_shuffle::<2, 3, 6, 7>(v, w)
    }

    #[inline(always)]
    pub fn to_array(v: Four) -> [f32; 4] {
        [f32x4_extract_lane::<0>(v), f32x4_extract_lane::<1>(v), f32x4_extract_lane::<2>(v), f32x4_extract_lane::<3>(v)]
    }
}

/// Elsewhere: an array.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod four {
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
    pub fn and(v: Four, mask: Four) -> Four {
        std::array::from_fn(|lane| f32::from_bits(v[lane].to_bits() & mask[lane].to_bits()))
    }

    #[inline(always)]
    pub fn total([a, b, c, d]: Four) -> f32 {
        (a + c) + (b + d)
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

    #[inline(always)]
    pub fn low_pairs(v: Four, w: Four) -> Four {
        [v[0], w[0], v[1], w[1]]
    }

    #[inline(always)]
    pub fn high_pairs(v: Four, w: Four) -> Four {
        [v[2], w[2], v[3], w[3]]
    }

    #[inline(always)]
    pub fn low_halves(v: Four, w: Four) -> Four {
        [v[0], v[1], w[0], w[1]]
    }

    #[inline(always)]
    pub fn high_halves(v: Four, w: Four) -> Four {
        [v[2], v[3], w[2], w[3]]
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
