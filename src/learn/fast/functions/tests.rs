//! Each function over all floats against the standard library in f64, within the error that is stated above it.

use super::*;

/// Every 1009th bit pattern of the floats: all signs and exponents, 8,000 mantissas each.
fn sampled() -> impl Iterator<Item = f32> {
    (0..=u32::MAX).step_by(1009).map(f32::from_bits).filter(|z| z.is_finite())
}

fn at(f: impl Fn(Vector) -> Vector, z: f32) -> f32 {
    f(Vector::splat(z)).to_array()[0]
}

/// Asserts that f lies within `absolute` of the right value, and, where that is asked, within `relative` times it.
fn check(
    f: impl Fn(Vector) -> Vector,
    right: impl Fn(f64) -> f64,
    absolute: f64,
    relative: impl Fn(f32) -> Option<f64>,
) {
    for z in sampled() {
        let (found, right) = (f64::from(at(&f, z)), right(f64::from(z)));
        let error = (found - right).abs();
        assert!(error < absolute, "at {z:e}: {found:e} is off by {error:e}");
        if let Some(relative) = relative(z) {
            assert!(
                error <= relative * right.abs() + 3e-45,
                "at {z:e}: {found:e} is off by {error:e}, too much for {right:e}"
            );
        }
    }
}

#[test]
fn tanh_is_within_its_stated_error() {
    check(tanh, f64::tanh, 8e-7, |_| Some(8e-7));
    for z in sampled() {
        assert!(at(tanh, z).abs() <= 1.0, "tanh({z:e}) lies beyond 1");
        assert_eq!(at(tanh, -z), -at(tanh, z));
    }
}

#[test]
fn sigmoid_is_within_its_stated_error() {
    check(sigmoid, |z| 1.0 / (1.0 + (-z).exp()), 2e-7, |_| None);
    assert!(sampled().all(|z| (0.0..=1.0).contains(&at(sigmoid, z))));
}

#[test]
fn exp_is_within_its_stated_error() {
    for z in sampled() {
        let (found, right) = (at(exp, z), f64::from(z).exp());
        if right < f64::from(f32::MIN_POSITIVE) {
            assert!((f64::from(found) - right).abs() < 2e-45, "exp({z:e})");
        } else if right < f64::from(f32::MAX) {
            let error = (f64::from(found) / right - 1.0).abs();
            assert!(error < 2e-7, "exp({z:e}) is off by {error:e}, relatively");
        } else if z > 88.73 {
            assert_eq!(found, f32::INFINITY);
        }
    }
    check(|z| exp_minus_1(z.clamp(f32::NEG_INFINITY, 0.0)), |z| z.min(0.0).exp_m1(), 2e-7, |_| Some(4e-7));
}

#[test]
fn logarithms_are_within_their_stated_errors() {
    check(|t| ln_1_plus(t.abs().clamp(0.0, 1.0)), |t| t.abs().min(1.0).ln_1p(), 3e-7, |_| Some(3e-7));
    for v in sampled().filter(|v| *v >= f32::MIN_POSITIVE) {
        let right = f64::from(v).ln();
        let error = (f64::from(ln(v)) - right).abs();
        assert!(error < 2e-7 * right.abs().max(1.0) * 1.5, "ln({v:e}) is off by {error:e}");
    }
    assert_eq!(ln(1.0), 0.0);
}

/// By its Taylor series in f64 where that loses few digits, else from the continued fraction of 1 − erf.
fn erf_right(z: f64) -> f64 {
    let x = z.abs();
    let size = if x > 6.0 {
        1.0
    } else if x < 2.5 {
        let (mut term, mut sum) = (x, x);
        for n in 1..80 {
            term *= -x * x / f64::from(n);
            sum += term / f64::from(2 * n + 1);
        }
        2.0 / std::f64::consts::PI.sqrt() * sum
    } else {
        let fraction = (1..=200).rev().fold(x, |below, k| x + 0.5 * f64::from(k) / below);
        1.0 - (-x * x).exp() / std::f64::consts::PI.sqrt() / fraction
    };
    size.copysign(z)
}

#[test]
fn erf_is_within_its_stated_error() {
    assert!(
        (erf_right(0.5) - 0.520_499_877_813_046_5).abs() < 1e-15
            && (erf_right(3.0) - 0.999_977_909_503_001_4).abs() < 1e-15
    );
    check(erf, erf_right, 4e-7, |_| Some(4e-7));
    for z in sampled() {
        assert!(at(erf, z).abs() <= 1.0 && (z.abs() <= 3.85 || at(erf, z).abs() == 1.0), "erf({z:e})");
    }
}

#[test]
fn sine_and_cosine_are_within_their_stated_errors() {
    check(sine, f64::sin, 3e-7, |z| (z.abs() <= 1.0).then_some(3e-7));
    check(cosine, f64::cos, 3e-7, |_| None);
    // Every float of a few turns, and those next to where the reduction changes.
    for bits in (0x3f00_0000..0x4200_0000_u32).step_by(7).chain(0x45ff_f000..0x4600_1000) {
        let z = f32::from_bits(bits);
        let error = (f64::from(at(sine, z)) - f64::from(z).sin()).abs();
        assert!(error < 3e-7, "sin({z:e}) is off by {error:e}");
    }
}

#[test]
fn infinities_and_nan_are_right() {
    for f in
        [tanh, sigmoid, exp, exp_minus_1, ln_1_plus, erf, sine, cosine, |v: Vector| Vector::splat(ln(v.to_array()[0]))]
    {
        assert!(at(f, f32::NAN).is_nan());
    }
    let ends = |f: fn(Vector) -> Vector| (at(f, f32::NEG_INFINITY), at(f, f32::INFINITY));
    assert!((ends(tanh).1 - 1.0).abs() < 8e-7 && (ends(tanh).0 + 1.0).abs() < 8e-7);
    assert_eq!(ends(sigmoid), (0.0, 1.0));
    assert_eq!(ends(exp), (0.0, f32::INFINITY));
    assert_eq!(ends(exp_minus_1), (-1.0, f32::INFINITY));
    assert_eq!(ends(erf), (-1.0, 1.0));
    assert!(ends(sine).0.is_nan() && ends(cosine).1.is_nan());
    assert_eq!((at(exp, 0.0), at(exp_minus_1, 0.0), at(sine, 0.0), at(cosine, 0.0)), (1.0, 0.0, 0.0, 1.0));
}
