//! Four floats that one instruction works on.
//!
//! In the browser this is a register of its own type, so that sums surely stay in registers; elsewhere it is an array. Each
//! lane is rounded as a lone f32 would be, so the bits are the same.

use std::ops::{Add, Div, Mul};

/// Floats in one 128-bit vector.
pub const LANES: usize = 4;

/// Vectors of points that a layer is computed for at once. Rows of points are padded to a multiple of so many.
pub const VECTORS: usize = 2;

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
    use std::arch::wasm32::{f32x4, f32x4_extract_lane, f32x4_pmax, f32x4_pmin, v128};
    pub use std::arch::wasm32::{f32x4_add as add, f32x4_div as div, f32x4_mul as mul};

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
