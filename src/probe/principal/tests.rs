//! The three directions against a search that shares nothing with theirs, and how they follow a cloud that turns.

use super::*;
use proptest::prelude::*;

/// A cloud whose neurons are mixed of as many independent numbers, of less and less spread.
fn cloud(neurons: usize, count: usize, seed: u64) -> Vec<f32> {
    let mut state = seed | 1;
    let mut next = move || {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        (state >> 33) as f64 / f64::from(1u32 << 30) - 1.0
    };
    let mixing: Vec<f64> = (0..neurons * neurons).map(|_| next()).collect();
    let mut values = vec![0.0; neurons * count];
    for i in 0..count {
        let hidden: Vec<f64> = (0..neurons).map(|k| next() * 3.0 / (1 + k * k) as f64).collect();
        for neuron in 0..neurons {
            values[neuron * count + i] = (0.7 + dot(&mixing[neuron * neurons..][..neurons], &hidden)) as f32;
        }
    }
    values
}

fn rows(values: &[f32], count: usize) -> Rows<'_> {
    Rows { values, stride: count, count }
}

/// The covariance times the number of places, straight from its definition.
fn naive_covariance(cloud: Rows) -> Vec<Vec<f64>> {
    let rows: Vec<&[f32]> = cloud.rows().collect();
    let mean = |row: &[f32]| row.iter().map(|v| f64::from(*v)).sum::<f64>() / row.len() as f64;
    let pair = |a: &[f32], b: &[f32]| -> f64 {
        let (of_a, of_b) = (mean(a), mean(b));
        a.iter().zip(b).map(|(a, b)| (f64::from(*a) - of_a) * (f64::from(*b) - of_b)).sum()
    };
    rows.iter().map(|a| rows.iter().map(|b| pair(a, b)).collect()).collect()
}

/// The eigenpairs of a symmetric matrix one after the other: by squaring it until one is left, which is then taken away.
fn naive_eigen(mut matrix: Vec<Vec<f64>>, count: usize) -> Vec<(f64, Vec<f64>)> {
    let n = matrix.len();
    let product = |a: &[Vec<f64>]| -> Vec<Vec<f64>> {
        (0..n).map(|i| (0..n).map(|j| (0..n).map(|k| a[i][k] * a[k][j]).sum()).collect()).collect()
    };
    let mut all = Vec::new();
    for _ in 0..count {
        let mut power = matrix.clone();
        for _ in 0..40 {
            let trace: f64 = (0..n).map(|i| power[i][i]).sum();
            power.iter_mut().flatten().for_each(|value| *value /= trace);
            power = product(&power);
        }
        let column = (0..n).max_by(|a, b| power[*a][*a].total_cmp(&power[*b][*b])).expect("there are some");
        let length = power.iter().map(|row| row[column] * row[column]).sum::<f64>().sqrt();
        let vector: Vec<f64> = power.iter().map(|row| row[column] / length).collect();
        let value = dot(&vector, &times(&matrix, &vector));
        for (i, j) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))) {
            matrix[i][j] -= value * vector[i] * vector[j];
        }
        all.push((value, vector));
    }
    all
}

/// How far one direction reaches out of the space of others.
fn outside(direction: &[f64], space: &[Vec<f64>]) -> f64 {
    let mut left = direction.to_vec();
    space.iter().for_each(|axis| take_away(&mut left, axis));
    dot(&left, &left).sqrt()
}

fn assert_orthonormal(axes: &[Vec<f64>; 3]) {
    for (i, j) in (0..3).flat_map(|i| (0..3).map(move |j| (i, j))) {
        let expected = if i == j { 1.0 } else { 0.0 };
        assert!((dot(&axes[i], &axes[j]) - expected).abs() < 1e-12, "{i} {j}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_directions_are_those_of_the_largest_variance(neurons in 4usize..20, count in 3usize..60, seed: u64) {
        let values = cloud(neurons, count, seed);
        let cloud = rows(&values, count);
        let covariance = naive_covariance(cloud);
        let naive = naive_eigen(covariance.clone(), 4);
        // Between directions of equal variance there is no choice to be compared.
        prop_assume!(naive.windows(2).all(|pair| pair[1].0 < 0.98 * pair[0].0) || count == 3);
        let found = Directions3::of(cloud, &|_| true, (Rows::NONE, &[]), None).expect("finite");
        assert_orthonormal(found.axes());
        let whole: f64 = (0..neurons).map(|i| covariance[i][i]).sum();
        let most: f64 = naive[..3].iter().map(|pair| pair.0).sum();
        prop_assert!((found.share() - most / whole).abs() < 1e-9, "{} {}", found.share(), most / whole);
        // Three places lie in a plane: the third direction is then any.
        for (axis, (value, vector)) in found.axes().iter().zip(&naive).take((count - 1).min(3)) {
            let same = dot(axis, vector).abs();
            prop_assert!((same - 1.0).abs() < 1e-6, "{same} {value}");
            let greatest = axis.iter().fold(0.0f64, |most, v| if v.abs() > most.abs() { *v } else { most });
            prop_assert!(greatest > 0.0, "its sign is nobody's choice");
        }
    }

    /// What is shown and what is not come to the whole; nothing moves if neurons change places or the cloud is elsewhere.
    #[test]
    fn places_are_made_of_the_axes_wherever_the_cloud_is(neurons in 4usize..12, count in 5usize..40, seed: u64) {
        let values = cloud(neurons, count, seed);
        let of = |values: &[f32]| Directions3::of(rows(values, count), &|_| true, (Rows::NONE, &[]), None).expect("finite");
        let found = of(&values);
        let places = found.places(rows(&values, count));
        let covariance = naive_covariance(rows(&values, count));
        let whole: f64 = (0..neurons).map(|i| covariance[i][i]).sum();
        let shown: f64 = places.iter().flatten().map(|at| at * at).sum();
        prop_assert!((shown / whole - found.share()).abs() < 1e-9);
        for (i, place) in places.iter().enumerate() {
            let off: Vec<f64> =
                (0..neurons).map(|neuron| f64::from(values[neuron * count + i]) - found.mean()[neuron]).collect();
            let mut rest = off.clone();
            for (at, axis) in place.iter().zip(found.axes()) {
                prop_assert!((dot(&off, axis) - at).abs() < 1e-9);
                rest.iter_mut().zip(axis).for_each(|(value, along)| *value -= at * along);
            }
            let square = dot(&rest, &rest) + place.iter().map(|at| at * at).sum::<f64>();
            prop_assert!((square - dot(&off, &off)).abs() < 1e-9 * (1.0 + dot(&off, &off)));
        }
        let mirrored: Vec<f32> = values.chunks(count).rev().flatten().copied().collect();
        let moved: Vec<f32> = values.iter().map(|value| value + 8.0).collect();
        for other in [of(&mirrored), of(&moved)] {
            prop_assert!((other.share() - found.share()).abs() < 1e-5);
        }
    }
}

/// Sixteen neurons that see a cloud of six dimensions turn: its two longest axes are of nearly one length and change places.
fn turning(angle: f64) -> (Vec<f32>, usize) {
    let (neurons, count) = (16, 80);
    let (sin, cos) = (libm::sin(angle), libm::cos(angle));
    let mut values = vec![0.0; neurons * count];
    for i in 0..count {
        let wave = |k: usize| libm::sin(((i + 1) * (2 * k + 3)) as f64 * 0.37 + k as f64);
        let long = [3.0 + 0.2 * sin, 3.0 + 0.2 * cos, 2.0, 0.4, 0.3, 0.2];
        let mut at: Vec<f64> = (0..6).map(|k| long[k] * wave(k)).collect();
        // It turns out of the space of its first three axes too.
        (at[0], at[3]) = (at[0] * cos - at[3] * sin, at[0] * sin + at[3] * cos);
        (at[1], at[2]) = (at[1] * cos - at[2] * sin, at[1] * sin + at[2] * cos);
        for neuron in 0..neurons {
            let mix = |k: usize| libm::cos(((neuron + 2) * (k + 1)) as f64 * 0.61);
            values[neuron * count + i] = (0..6).map(|k| mix(k) * at[k]).sum::<f64>() as f32;
        }
    }
    (values, count)
}

#[test]
fn axes_follow_a_cloud_that_turns_without_a_leap() {
    let (steps, mut before): (u32, Option<Directions3>) = (600, None);
    let mut alone = 0;
    for step in 0..=steps {
        let (values, count) = turning(std::f64::consts::TAU * f64::from(step) / f64::from(steps));
        let cloud = rows(&values, count);
        let fresh = Directions3::of(cloud, &|_| true, (Rows::NONE, &[]), None).expect("finite");
        let now = Directions3::of(cloud, &|_| true, (Rows::NONE, &[]), before.clone()).expect("finite");
        assert_orthonormal(now.axes());
        assert!((now.share() - fresh.share()).abs() < 1e-9, "{step}: what is shown is what is found from nothing");
        assert!(fresh.axes().iter().all(|axis| outside(axis, now.axes()) < 1e-4), "{step}: the same space");
        if let Some(before) = &before {
            let moved = |after: &Directions3| {
                let far = |k: usize| 1.0 - dot(&after.axes()[k], &before.axes()[k]);
                (0..3).map(far).fold(0.0, f64::max)
            };
            assert!(moved(&now) < 0.002, "{step}: it leaps by {}", moved(&now));
            alone += usize::from(moved(&fresh) > 0.1);
        }
        before = Some(now);
    }
    assert!(alone > 100, "components by themselves would leap: {alone}");
}

#[test]
fn an_axis_that_is_lost_is_another_one_and_all_stay_orthonormal() {
    let before = Directions3::of(rows(&cloud(12, 50, 3), 50), &|_| true, (Rows::NONE, &[]), None);
    for seed in 4..40 {
        let values = cloud(12, 50, seed);
        let after = Directions3::of(rows(&values, 50), &|_| true, (Rows::NONE, &[]), before.clone()).expect("finite");
        assert_orthonormal(after.axes());
    }
    // Another number of neurons is another layer.
    let values = cloud(9, 50, 5);
    let [fresh, other] =
        [None, before].map(|before| Directions3::of(rows(&values, 50), &|_| true, (Rows::NONE, &[]), before));
    assert_eq!(fresh.expect("finite").axes(), other.expect("finite").axes());
}

/// The first two axes turn so that places go the way of two numbers, as far as that can be, and the space stays.
#[test]
fn at_first_the_axes_go_along_with_the_inputs() {
    let (values, count) = turning(0.9);
    let number = |sign: f64, k: usize| {
        (0..count).map(move |i| (sign * libm::sin(((i + 1) * (2 * k + 3)) as f64 * 0.37 + k as f64)) as f32)
    };
    let plain = Directions3::of(rows(&values, count), &|_| true, (Rows::NONE, &[]), None).expect("finite");
    for sign in [1.0, -1.0] {
        let inputs: Vec<f32> = number(sign, 1).chain(number(sign, 2)).collect();
        let found =
            Directions3::of(rows(&values, count), &|_| true, (rows(&inputs, count), &[]), None).expect("finite");
        assert_orthonormal(found.axes());
        assert!(plain.axes().iter().all(|axis| outside(axis, found.axes()) < 1e-6));
        let places = found.places(rows(&values, count));
        let together = |axis: usize, row: usize| -> f64 {
            places.iter().zip(&inputs[row * count..]).map(|(place, x)| place[axis] * f64::from(*x)).sum()
        };
        assert!(together(0, 0) > 0.0 && together(1, 1) > 0.0);
        assert!(together(1, 0).abs() < 1e-6 * together(0, 0), "nothing of the first is left for the second");
        assert!(together(2, 0).abs() < 1e-6 * together(0, 0) && together(2, 1).abs() < 1e-6 * together(1, 1));
    }
}

#[test]
fn only_what_counts_is_looked_at() {
    let mut values = cloud(6, 40, 11);
    let half = |i: usize| i < 20;
    let before = Directions3::of(rows(&values, 40), &half, (Rows::NONE, &[]), None).expect("finite");
    values.chunks_mut(40).for_each(|row| row[20..].fill(f32::NAN));
    let after = Directions3::of(rows(&values, 40), &half, (Rows::NONE, &[]), None)
        .expect("what does not count may be anything");
    assert_eq!((before.axes(), before.mean()), (after.axes(), after.mean()));
}

#[test]
fn where_nothing_varies_there_are_three_axes_and_where_a_number_is_missing_none() {
    for count in [0, 1, 7] {
        let still = vec![0.5f32; 5 * count];
        let found =
            Directions3::of(Rows { values: &still, stride: count.max(1), count }, &|_| true, (Rows::NONE, &[]), None);
        if count > 0 {
            let found = found.expect("finite");
            assert_orthonormal(found.axes());
            assert_eq!(found.share(), 1.0);
        } else {
            assert!(found.is_none(), "no rows");
        }
    }
    for bad in [f32::NAN, f32::INFINITY] {
        let mut values = cloud(5, 9, 1);
        values[17] = bad;
        assert!(Directions3::of(rows(&values, 9), &|_| true, (Rows::NONE, &[]), None).is_none());
    }
}

/// With a third axis that is given, the others show most of what is beside it.
#[test]
fn the_third_axis_is_the_one_that_is_asked_for() {
    for seed in 1..30 {
        let (neurons, count) = (4 + seed as usize % 9, 40);
        let values = cloud(neurons, count, seed);
        let up: Vec<f32> = cloud(neurons, 1, seed + 100);
        let found = Directions3::of(rows(&values, count), &|_| true, (Rows::NONE, &up), None).expect("finite");
        assert_orthonormal(found.axes());
        let length = up.iter().map(|v| f64::from(*v) * f64::from(*v)).sum::<f64>().sqrt();
        assert!(found.axes()[2].iter().zip(&up).all(|(axis, up)| (axis - f64::from(*up) / length).abs() < 1e-9));
        // The same cloud, flattened along it, has these as its first two components.
        let mut flat = values.clone();
        for i in 0..count {
            let high: f64 = (0..neurons).map(|n| f64::from(values[n * count + i]) * found.axes()[2][n]).sum();
            (0..neurons).for_each(|n| flat[n * count + i] -= (high * found.axes()[2][n]) as f32);
        }
        let naive = naive_eigen(naive_covariance(rows(&flat, count)), 3);
        if naive[2].0 < 0.9 * naive[1].0 {
            let covariance = naive_covariance(rows(&values, count));
            let shown: f64 = found.axes()[..2].iter().map(|axis| dot(axis, &times(&covariance, axis))).sum();
            let most = naive[0].0 + naive[1].0;
            assert!((0.8 * most..1.001 * most).contains(&shown), "{seed}: {shown} of {most}");
        }
        let again = Directions3::of(rows(&values, count), &|_| true, (Rows::NONE, &up), Some(found.clone()));
        let again = again.expect("finite");
        assert!((0..3).all(|k| dot(&again.axes()[k], &found.axes()[k]) > 0.9999), "nothing has moved");
    }
    // Nothing that points anywhere: as if none were asked for.
    let values = cloud(5, 30, 2);
    let of = |up: &[f32]| Directions3::of(rows(&values, 30), &|_| true, (Rows::NONE, up), None).expect("finite");
    for none in [[0.0; 5], [f32::NAN; 5], [f32::INFINITY; 5]] {
        assert_eq!(of(&none).axes(), of(&[]).axes());
    }
    // A cloud that varies along it alone.
    let line: Vec<f32> = (0..5 * 30).map(|i| (i % 30) as f32 * [1.0, -2.0, 0.5, 3.0, 1.0][i / 30]).collect();
    let found = Directions3::of(rows(&line, 30), &|_| true, (Rows::NONE, &[1.0, -2.0, 0.5, 3.0, 1.0]), None);
    let found = found.expect("finite");
    assert_orthonormal(found.axes());
    assert!(found.share() > 0.999);
}
