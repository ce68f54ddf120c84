//! Numbers drawn from a generator, and what is needed to place a point by them: the same bits everywhere.

use std::f64::consts::FRAC_PI_2;

use rand_core::Rng;

/// The number at the share `t` (0 to 1) of the way, never past the end.
pub fn between((low, high): (f64, f64), t: f64) -> f64 {
    (low + (high - low) * t).min(high)
}

/// The sine of an angle in right angles, sin(π/2 · t), within 1e-15; not a number for what is not finite.
///
/// Taking off whole turns is exact, and so is folding what is left to [−1, 1], where Taylor's series is short.
pub fn sine(t: f64) -> f64 {
    let t = t - 4.0 * (t / 4.0).round_ties_even();
    let t = if t.abs() > 1.0 { 2.0_f64.copysign(t) - t } else { t };
    let angle = FRAC_PI_2 * t;
    // The terms θ^(2k+1) / (2k+1)! from the one that no longer counts up.
    let series = (1..=11).rev().map(|k| f64::from(2 * k * (2 * k + 1)));
    angle * series.fold(1.0, |sum, divisor| 1.0 - angle * angle / divisor * sum)
}

/// Uniform in [0, 1), with 53 random bits.
pub fn uniform(rng: &mut impl Rng) -> f64 {
    (rng.next_u64() >> 11) as f64 / (1u64 << 53) as f64
}

/// Two standard normals, by Box and Muller; always two draws, so that the next point's do not depend on this one's. The generator of
/// weights in `learn` differs in this and is pinned as it is; this room names nothing of that one.
pub fn normal_pair(rng: &mut impl Rng) -> (f64, f64) {
    // 1 − uniform lies in (0, 1], where the logarithm is finite.
    let radius = f64::sqrt(-2.0 * libm::log(1.0 - uniform(rng)));
    let turn = 4.0 * uniform(rng);
    (radius * sine(turn + 1.0), radius * sine(turn))
}

#[cfg(test)]
mod tests {
    use rand_pcg::Pcg64Mcg;

    use super::*;

    #[test]
    fn the_sine_is_within_its_stated_error() {
        for i in -400_000..=400_000 {
            let t = f64::from(i) / 50_000.0 + 1e-7;
            assert!((sine(t) - libm::sin(FRAC_PI_2 * t)).abs() < 1e-15 * (1.0 + t.abs()), "{t}");
            assert!((sine(t + 4096.0) - sine(t)).abs() < 1e-12 && sine(-t) == -sine(t));
        }
        for (t, right) in [(0.0, 0.0), (1.0, 1.0), (2.0, 0.0), (3.0, -1.0), (4.0, 0.0), (1e15, 0.0)] {
            assert!((sine(t) - right).abs() < 2e-16, "{t}");
        }
        assert!(sine(f64::INFINITY).is_nan() && sine(f64::NAN).is_nan());
    }

    #[test]
    fn normals_are_normal() {
        let mut rng = Pcg64Mcg::new(7);
        let pairs: Vec<(f64, f64)> = (0..20_000).map(|_| normal_pair(&mut rng)).collect();
        for one in [|pair: &(f64, f64)| pair.0, |pair: &(f64, f64)| pair.1] {
            let mut draws: Vec<f64> = pairs.iter().map(one).collect();
            draws.sort_by(f64::total_cmp);
            for (share, quantile) in [(0.0228, -2.0), (0.1587, -1.0), (0.5, 0.0), (0.8413, 1.0), (0.9772, 2.0)] {
                assert!((draws[(share * 20_000.0) as usize] - quantile).abs() < 0.07);
            }
        }
        // Neither tells anything of the other.
        let product = pairs.iter().map(|(x, y)| x * y).sum::<f64>() / 20_000.0;
        assert!(product.abs() < 0.03, "{product}");
    }
}
