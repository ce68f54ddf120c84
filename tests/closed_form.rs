//! The largest curvature of a linear model's objective, on which the limit of the learning rate depends, against the inertia
//! of its Hessian: an oracle that finds no eigenvalue and shares no line with the core.

use kittengrad::learn::closed_form::solve;
use kittengrad::learn::{Basis, Batch, Optimizer};
use proptest::prelude::*;
use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg32;

/// Points with these inputs, `[columns][count]`, and targets that do not matter.
fn batch_of(columns: &[Vec<f32>]) -> Batch {
    let mut batch = Batch::new(columns.len(), 1, columns[0].len());
    for (i, column) in columns.iter().enumerate() {
        batch.input_mut(i).copy_from_slice(column);
    }
    batch
}

fn curvature(columns: &[Vec<f32>], strength: f64) -> f64 {
    solve(&batch_of(columns), strength).expect("points of finite values").curvature
}

/// H = 2/n AᵀA, where a row of A holds a point's inputs and a final 1; plus λ on the diagonal for each weight.
fn hessian(columns: &[Vec<f32>], strength: f64) -> Vec<Vec<f64>> {
    let (d, n) = (columns.len(), columns[0].len());
    let value = |i: usize, p: usize| if i == d { 1.0 } else { f64::from(columns[i][p]) };
    let entry = |i: usize, j: usize| {
        let penalty = if i == j && i < d { strength } else { 0.0 };
        2.0 / n as f64 * (0..n).map(|p| value(i, p) * value(j, p)).sum::<f64>() + penalty
    };
    (0..=d).map(|i| (0..=d).map(|j| entry(i, j)).collect()).collect()
}

/// Whether `shift`·I − H is positive definite, which is whether Cholesky's pivots are all positive: so by Sylvester's law of
/// inertia, whether every eigenvalue of H is below `shift`.
fn all_eigenvalues_are_below(shift: f64, hessian: &[Vec<f64>]) -> bool {
    let n = hessian.len();
    let mut l = vec![vec![0.0; n]; n];
    for j in 0..n {
        for i in j..n {
            let whole = if i == j { shift } else { 0.0 } - hessian[i][j];
            let rest = whole - (0..j).map(|k| l[i][k] * l[j][k]).sum::<f64>();
            if i == j && rest <= 0.0 {
                return false;
            }
            l[i][j] = if i == j { rest.sqrt() } else { rest / l[j][j] };
        }
    }
    true
}

fn check(columns: &[Vec<f32>], strength: f64) -> Result<(), TestCaseError> {
    let (found, hessian) = (curvature(columns, strength), hessian(columns, strength));
    prop_assert!(all_eigenvalues_are_below(found * (1.0 + 1e-6), &hessian), "{found} is too small");
    prop_assert!(!all_eigenvalues_are_below(found * (1.0 - 1e-6), &hessian), "{found} is too large");
    Ok(())
}

#[test]
fn all_ones_may_be_at_right_angles_to_the_steepest_direction() {
    // H is [[2, −1], [−1, 2]], of eigenvalues 1 along (1, 1) and 3 along (1, −1).
    let found = curvature(&[vec![-1.0, -1.0, -1.0, 1.0]], 0.0);
    assert!((found - 3.0).abs() < 1e-12, "{found}");
    assert!((Optimizer::Descent.rate_limit(found).unwrap() - 2.0 / 3.0).abs() < 1e-12);
}

#[test]
fn the_penalty_adds_to_the_weights_and_not_to_the_bias() {
    // Inputs of mean 0 leave H diagonal: 2 mean(x²) + λ for the weight, and 2 for the bias.
    for (size, strength, right) in [(1.0, 0.5, 2.5), (0.5, 0.25, 2.0), (0.5, 3.0, 3.5), (0.0, 0.0, 2.0)] {
        let found = curvature(&[vec![-size, size]], strength);
        assert!((found - right).abs() < 1e-12, "{found} for {right}");
    }
}

#[test]
fn what_has_no_curvature_has_no_solution() {
    assert!(solve(&Batch::new(1, 1, 0), 0.0).is_none());
    assert!(solve(&Batch::new(1, 2, 3), 0.0).is_none());
    for bad in [f32::NAN, f32::INFINITY] {
        let mut batch = batch_of(&[vec![1.0, 2.0, bad]]);
        assert!(solve(&batch, 0.0).is_none());
        batch.input_mut(0)[2] = 3.0;
        assert!(solve(&batch, 0.0).is_some());
        batch.target_mut(0)[2] = bad;
        assert!(solve(&batch, 0.0).is_none());
    }
}

const STRENGTHS: [f64; 5] = [0.0, 0.0, 1e-4, 0.3, 10.0];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    /// Where the start of a power iteration is at right angles to the answer, or nearly.
    #[test]
    fn sets_of_plus_and_minus_one(
        signs in prop::collection::vec(prop::collection::vec(any::<bool>(), 12), 1..16),
        count in 1_usize..=12,
        strength in prop::sample::select(STRENGTHS.to_vec()),
    ) {
        let column = |signs: &Vec<bool>| signs[..count].iter().map(|&s| if s { 1.0 } else { -1.0 }).collect();
        check(&signs.iter().map(column).collect::<Vec<_>>(), strength)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn random_sets_of_any_size(
        count in prop_oneof![1_usize..40, 1_usize..=2000],
        powers in prop::collection::vec(-4_i32..=4, 1..=15),
        seed in any::<u64>(),
        offset in prop::sample::select(vec![0.0_f32, 1.0, 100.0]),
        strength in prop::sample::select(STRENGTHS.to_vec()),
    ) {
        let mut rng = Pcg32::seed_from_u64(seed);
        let mut number = || rng.next_u32() as f32 / 2_f32.powi(31) - 1.0;
        let mut column = |power: &i32| (0..count).map(|_| (number() + offset) * 10_f32.powi(*power)).collect();
        check(&powers.iter().map(&mut column).collect::<Vec<_>>(), strength)?;
    }

    /// What the page can ask for: up to 2,000 points and degree 15, as plain powers and on the orthonormal basis.
    #[test]
    fn polynomials_of_every_degree(
        xs in prop_oneof![1_usize..40, 1_usize..=2000].prop_flat_map(|n| prop::collection::vec(-1.0_f64..1.0, n)),
        degree in 1_usize..=15,
        reach in prop::sample::select(vec![0.1, 1.0, 3.0, 30.0]),
        strength in prop::sample::select(STRENGTHS.to_vec()),
    ) {
        let xs: Vec<f64> = xs.iter().map(|x| reach * x).collect();
        for basis in [Basis::raw(degree), Basis::orthonormal(degree, &xs)] {
            let mut columns = vec![Vec::new(); degree];
            for &x in &xs {
                let mut inputs = vec![0.0; degree];
                basis.evaluate(x, &mut inputs);
                columns.iter_mut().zip(inputs).for_each(|(column, input)| column.push(input as f32));
            }
            check(&columns, strength)?;
        }
    }
}
