//! exp, tanh, sigmoid, erf, the sine and a logarithm, made of additions, multiplications, divisions and selections.
//!
//! Each of these operations is correctly rounded on every machine, so that a link gives the same run everywhere, which the
//! platform's own functions do not. All but the sine of a very large number are free of branches, so that they run on whole
//! vectors. Polynomials and quotients of them were fitted to the least greatest relative error by Lawson's reweighted
//! least squares (Lawson 1961); the errors stated here are the greatest over all floats, and are tested.

use std::f32::consts::{FRAC_1_PI, FRAC_2_SQRT_PI, LN_2, LOG2_E};
use std::hint::black_box;

use super::vector::{ROUND, Vector};

/// c_0 + x (c_1 + x (c_2 + …)) in each lane (Horner's rule).
#[inline(always)]
fn polynomial<const N: usize>(x: Vector, c: [f32; N]) -> Vector {
    let mut sum = Vector::splat(c[N - 1]);
    for c in c.into_iter().rev().skip(1) {
        sum = Vector::splat(c) + x * sum;
    }
    sum
}

/// Hyperbolic tangent, absolute error below 8e-7, never beyond ±1; tanh(±∞) = ±1 to that error, NaN stays NaN.
///
/// z·P(z²)/Q(z²) on |z| ≤ 7.5, where 1 − tanh z has fallen to 6.1e-7, and constant beyond.
#[inline(always)]
pub fn tanh(z: Vector) -> Vector {
    tanh_over_many()(z)
}

/// [`tanh`], for a loop over many vectors.
///
/// The coefficients come from memory, behind a `black_box`. As constants in the program they would be more than there are
/// registers, and a browser would put each together anew for each vector, which takes a tenth longer.
#[inline(always)]
pub fn tanh_over_many() -> impl Fn(Vector) -> Vector {
    static P: [f32; 4] = [0.999_999_9, 0.129_688_63, 2.997_916e-3, 1.194_993_8e-5];
    static Q: [f32; 5] = [1.0, 0.463_021_26, 2.400_6e-2, 2.453_774e-4, 2.629_378_3e-7];
    let (p, q) = (black_box(&P), black_box(&Q));
    move |z| {
        let z = z.clamp(-7.5, 7.5);
        let s = z * z;
        z * polynomial(s, *p) / polynomial(s, *q)
    }
}

/// 1 / (1 + e^−z), absolute error below 2e-7; sigmoid(−∞) = 0, sigmoid(∞) = 1, NaN stays NaN.
#[inline(always)]
pub fn sigmoid(z: Vector) -> Vector {
    let one = Vector::splat(1.0);
    one / (one + exp(-z))
}

/// e^z, relative error below 2e-7 where the result is a normal number; ∞ above 88.73, 0 below −103.98, NaN stays NaN.
#[inline(always)]
pub fn exp(z: Vector) -> Vector {
    let (e_r_minus_1, [p, q]) = exp_parts(z);
    (Vector::splat(1.0) + e_r_minus_1) * p * q
}

/// e^z − 1, absolute error below 2e-7 and relative error below 4e-7 for z ≤ 0; −1 at −∞, NaN stays NaN.
///
/// 2^n e^r − 1 = 2^n (e^r − 1) + (2^n − 1): near 0, where n is 0, nothing is lost by the subtraction.
#[inline(always)]
pub fn exp_minus_1(z: Vector) -> Vector {
    let (e_r_minus_1, [p, q]) = exp_parts(z);
    e_r_minus_1 * p * q + (p * q - Vector::splat(1.0))
}

/// e^r − 1, and two factors of 2^n, with n the integer next to z/ln 2 and r = z − n ln 2, so that e^z = 2^n · e^r and
/// |r| ≤ ln 2 / 2 (Cody and Waite 1980); e^r by a polynomial of degree 6, relative error 3e-9.
#[inline(always)]
fn exp_parts(z: Vector) -> (Vector, [Vector; 2]) {
    const LN_2_HIGH: f32 = 355.0 / 512.0; // few bits, so that n · LN_2_HIGH is exact
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    let z = z.clamp(-104.0, 89.0);
    let round = Vector::splat(ROUND);
    let shifted = z * Vector::splat(LOG2_E) + round;
    let n = shifted - round;
    let r = (z - n * Vector::splat(LN_2_HIGH)) - n * Vector::splat(LN_2_LOW);
    let square = polynomial(r, [0.499_999_94, 0.166_665_2, 0.041_668_4, 8.368_8e-3, 1.381_44e-3]);
    (r + r * r * square, Vector::powers_of_two(shifted))
}

/// ln(1 + t) for t from 0 to 1, relative error below 3e-7; NaN stays NaN.
#[inline(always)]
pub fn ln_1_plus(t: Vector) -> Vector {
    twice_atanh(t / (Vector::splat(2.0) + t))
}

/// ln v for a normal v > 0, absolute error below 2e-7 near 1 and relative error below 3e-7 elsewhere; NaN stays NaN.
///
/// v = 2^n · m with m from √½ to √2: ln v = n ln 2 + 2 atanh((m − 1)/(m + 1)). Not copied into its callers, who take it lane
/// by lane: four copies would weigh a kilobyte.
#[inline(never)]
pub fn ln(v: f32) -> f32 {
    const SQRT_HALF: i32 = 0x3f35_04f3; // its bits
    if !v.is_finite() {
        return v;
    }
    let bits = v.to_bits() as i32;
    let n = bits.wrapping_sub(SQRT_HALF) >> 23;
    let m = f32::from_bits(bits.wrapping_sub(n << 23) as u32);
    let [part, ..] = twice_atanh(Vector::splat((m - 1.0) / (m + 1.0))).to_array();
    n as f32 * LN_2 + part
}

/// 2 atanh s = 2 s + 2 s³/3 + … for |s| ≤ 1/3, by a polynomial of degree 9, relative error 4e-9.
#[inline(always)]
fn twice_atanh(s: Vector) -> Vector {
    s * polynomial(s * s, [2.0, 0.666_663_15, 0.400_249_1, 0.279_606_1, 0.281_783])
}

/// The error function 2/√π ∫₀^z e^−t² dt, absolute error below 4e-7, exactly ±1 from ±3.85 on; NaN stays NaN.
///
/// z·P(z²)/Q(z²) on |z| ≤ 3.85, where 1 − erf z has fallen to 5.2e-8.
#[inline(always)]
pub fn erf(z: Vector) -> Vector {
    const P: [f32; 6] = [FRAC_2_SQRT_PI, 0.187_900_07, 5.248_001e-2, 3.674_029e-3, 2.856_765e-4, 2.108_256_3e-6];
    const Q: [f32; 6] = [1.0, 0.499_854_97, 0.113_129_93, 1.478_509_1e-2, 1.145_523_8e-3, 3.873_176e-5];
    const END: f32 = 3.85;
    let one = Vector::splat(1.0);
    let s = z * z;
    let inside = (z * polynomial(s, P) / polynomial(s, Q)).clamp(-1.0, 1.0);
    let inside = z.if_below(Vector::splat(-END), -one, inside);
    Vector::splat(END).if_below(z, one, inside)
}

/// sin z, absolute error below 3e-7, and relative error below 3e-7 for |z| ≤ 1, never beyond ±1; NaN at ±∞.
#[inline(always)]
pub fn sine(z: Vector) -> Vector {
    sine_of_few_turns(near(z))
}

/// The same for |z| ≤ 8192, without the code for what lies farther away.
#[inline(always)]
pub fn sine_of_few_turns(z: Vector) -> Vector {
    let round = Vector::splat(ROUND);
    let shifted = z * Vector::splat(FRAC_1_PI) + round;
    alternate(beyond_multiple_of_pi(z, shifted - round), shifted)
}

/// cos z, absolute error below 3e-7; NaN at ±∞. cos z = sin(−r) for z = ½π + r, with the sign of sine from there on.
#[inline(always)]
pub fn cosine(z: Vector) -> Vector {
    cosine_of_few_turns(near(z))
}

/// The same for |z| ≤ 8192, without the code for what lies farther away.
#[inline(always)]
pub fn cosine_of_few_turns(z: Vector) -> Vector {
    let (round, half) = (Vector::splat(ROUND), Vector::splat(0.5));
    let shifted = (z * Vector::splat(FRAC_1_PI) - half) + round;
    alternate(-beyond_multiple_of_pi(z, (shifted - round) + half), shifted)
}

/// r = z − n π for |z| ≤ 8192 and n a multiple of ½: π in three parts, of which the first two have so few bits that their
/// products with n are exact (Cody and Waite 1980).
#[inline(always)]
fn beyond_multiple_of_pi(z: Vector, n: Vector) -> Vector {
    const PI_PARTS: [f32; 3] = [201.0 / 64.0, 2029.0 / 2_097_152.0, 1.509_958e-7];
    PI_PARTS.into_iter().fold(z, |r, part| r - n * Vector::splat(part))
}

/// sin r for |r| ≤ π/2, by a polynomial of degree 9 with relative error 5e-9; times −1 where n, in the low bits of
/// `shifted`, is odd.
#[inline(always)]
fn alternate(r: Vector, shifted: Vector) -> Vector {
    const P: [f32; 5] = [1.0, -0.166_666_56, 8.333_025e-3, -1.980_742e-4, 2.601_903_8e-6];
    (Vector::alternating(shifted) * r * polynomial(r * r, P)).clamp(-1.0, 1.0)
}

/// z, or in place of one beyond ±8192 a number between −π and π that lies full turns away from it.
#[inline(always)]
fn near(z: Vector) -> Vector {
    const FAR: f32 = 8192.0;
    if !z.any_beyond(FAR) {
        return z;
    }
    Vector::from_array(z.to_array().map(|z| if z.abs() > FAR { whole_turns_away(z) } else { z }))
}

/// What is left of a large |z| after full turns, from −π to π, to the rounding of an f32; NaN at ±∞.
///
/// z = m·2^e with an integer m, so that z/2π is m times the binary digits of 1/2π moved by e places, of which those before
/// the point count full turns and need not be known (Payne and Hanek 1983).
#[cold]
fn whole_turns_away(z: f32) -> f32 {
    // The digits of 2^−10/2π, so that moving them by e = −10, for the least z, is moving them by none.
    const DIGITS: [u128; 2] = [0x000a_2f98_36e4_e441_529f_c275_7d1f_534d, 0xdc0d_b629_5993_c439_041f_e516_3abd_ebbc];
    const TURN: f64 = std::f64::consts::TAU / 18_446_744_073_709_551_616.0; // 2^64 of them make one turn
    if !z.is_finite() {
        return f32::NAN;
    }
    let m = u128::from(z.to_bits() & 0x007f_ffff | 0x0080_0000);
    let places = (z.to_bits() >> 23 & 0xff).saturating_sub(127 + 23 - 10); // from 0 to 114
    let digits = DIGITS[0] << places | DIGITS[1] >> 1 >> (127 - places);
    let turned = ((m * (digits >> 32)) >> 32) as i64; // modulo 2^64: what is beyond a full turn is cut off
    let left = (turned as f64 * TURN) as f32;
    if z < 0.0 { -left } else { left }
}

#[cfg(test)]
mod tests;
