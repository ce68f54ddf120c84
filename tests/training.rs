//! Training as a whole: it finds the closed form, it moves no buffer, and it survives every input. That it is the same
//! on every machine, tests/pinned.rs holds.

use kittengrad::learn::activation::Activation;
use kittengrad::learn::basis::{Basis, in_user_units};
use kittengrad::learn::batch::Batch;
use kittengrad::learn::closed_form::solve;
use kittengrad::learn::descent::gradient_descent;
use kittengrad::learn::init::{Init, initialize};
use kittengrad::learn::loss::Loss;
use kittengrad::learn::scaling::Scaling;
use kittengrad::learn::shape::Shape;
use kittengrad::learn::{Workspace, mse, network};
use rand_core::SeedableRng;
use rand_pcg::Pcg64Mcg;

struct Run {
    shape: Shape,
    batch: Batch,
    ws: Workspace,
    parameters: Vec<f32>,
    gradients: Vec<f32>,
}

impl Run {
    fn new(shape: Shape, inputs: &[Vec<f64>], targets: &[f64]) -> Run {
        let mut batch = Batch::new(shape.inputs(), shape.outputs(), targets.len());
        for (p, (x, &y)) in inputs.iter().zip(targets).enumerate() {
            for (i, &x) in x.iter().enumerate() {
                batch.input_mut(i)[p] = x as f32;
            }
            batch.target_mut(0)[p] = y as f32;
        }
        let ws = Workspace::new(&shape, &batch);
        let parameters = vec![0.0; shape.parameter_count()];
        Run { gradients: parameters.clone(), parameters, ws, batch, shape }
    }

    fn steps(&mut self, steps: usize, learning_rate: f32) -> f32 {
        for _ in 0..steps {
            network::forward(&self.parameters, &self.batch, &mut self.ws);
            network::backward(&self.parameters, &self.batch, Loss::MeanSquared, &mut self.ws, &mut self.gradients);
            gradient_descent(&mut self.parameters, &self.gradients, learning_rate);
        }
        network::forward(&self.parameters, &self.batch, &mut self.ws);
        mse(&self.batch, &self.ws)
    }

    /// A network on a wave, at its random start.
    fn network(inputs: usize, hidden: &[usize], activation: Activation, count: usize) -> Run {
        let x = |p: usize, i: usize| ((p * (37 + 11 * i) + 5) % 101) as f64 / 50.0 - 1.0;
        let points: Vec<Vec<f64>> = (0..count).map(|p| (0..inputs).map(|i| x(p, i)).collect()).collect();
        let targets: Vec<f64> = points.iter().map(|x| libm::sin(3.0 * x[0])).collect();
        let mut run = Run::new(Shape::network(inputs, hidden, activation, 1), &points, &targets);
        initialize(&run.shape, Init::Xavier, &mut Pcg64Mcg::seed_from_u64(7), &mut run.parameters);
        run
    }

    fn polynomial(basis: &Basis, xs: &[f64], ys: &[f64]) -> Run {
        let inputs: Vec<Vec<f64>> = xs
            .iter()
            .map(|&x| {
                let mut phi = vec![0.0; basis.degree()];
                basis.evaluate(x, &mut phi);
                phi
            })
            .collect();
        Run::new(Shape::linear(basis.degree()), &inputs, ys)
    }
}

/// The x of the fitting tests: even, random-looking, clustered, and with an outlier; standardized, as the page does.
fn sets_of_xs(count: usize) -> Vec<Vec<f64>> {
    let part = |p: usize| p as f64 / (count - 1) as f64;
    let even: Vec<f64> = (0..count).map(part).collect();
    let mixed: Vec<f64> = (0..count).map(|p| (part(p) + 0.37 * (p * p) as f64).fract()).collect();
    let clusters: Vec<f64> = (0..count).map(|p| (p % 3) as f64 + 0.02 * part(p)).collect();
    let mut outlier = even.clone();
    outlier[0] = 12.0;
    [even, mixed, clusters, outlier]
        .into_iter()
        .map(|xs| {
            let scaling = Scaling::fit(xs.iter().map(|&x| (x, x)));
            xs.iter().map(|&x| scaling.x_in(x)).collect()
        })
        .collect()
}

#[test]
fn descent_on_a_line_finds_the_closed_form() {
    for xs in sets_of_xs(20) {
        let ys: Vec<f64> = xs.iter().map(|x| 0.7 * x - 0.3 + 0.2 * libm::sin(9.0 * x)).collect();
        let mut run = Run::new(Shape::linear(1), &xs.iter().map(|&x| vec![x]).collect::<Vec<_>>(), &ys);
        run.steps(200, 0.1);
        let best = solve(&run.batch, 0.0).unwrap().parameters;
        for (found, right) in run.parameters.iter().zip(&best) {
            assert!((f64::from(*found) - right).abs() < 1e-5, "{:?} for {best:?}", run.parameters);
        }
    }
}

#[test]
fn descent_on_a_polynomial_finds_the_closed_form() {
    for count in [12, 16, 30, 60] {
        for xs in sets_of_xs(count) {
            let ys: Vec<f64> = xs.iter().map(|x| libm::sin(2.0 * x) + 0.1 * libm::cos(31.0 * x)).collect();
            for degree in 1..=15 {
                let basis = Basis::orthonormal(degree, &xs);
                assert!(basis.rank() <= degree.min(count - 1));
                let mut run = Run::polynomial(&basis, &xs, &ys);
                run.steps(300, 0.1);
                let best = solve(&run.batch, 0.0).unwrap().parameters;
                let worst =
                    run.parameters.iter().zip(&best).map(|(a, b)| (f64::from(*a) - b).abs()).fold(0.0, f64::max);
                assert!(worst < 2e-5, "{count} points, degree {degree}: off by {worst:e}");
            }
        }
    }
}

#[test]
fn the_basis_is_orthonormal_and_its_coefficients_are_right() {
    for xs in sets_of_xs(24) {
        for degree in 1..=15 {
            let basis = Basis::orthonormal(degree, &xs);
            let values: Vec<Vec<f64>> = xs
                .iter()
                .map(|&x| {
                    let mut phi = vec![1.0; degree + 1];
                    basis.evaluate(x, &mut phi[1..]);
                    phi
                })
                .collect();
            for j in 0..=basis.rank() {
                for k in 0..=basis.rank() {
                    let mean = values.iter().map(|v| v[j] * v[k]).sum::<f64>() / xs.len() as f64;
                    let right = if j == k { 1.0 } else { 0.0 };
                    assert!((mean - right).abs() < 1e-6, "degree {degree}: <{j}, {k}> = {mean}");
                }
            }
            assert!(values.iter().all(|v| v[basis.rank() + 1..].iter().all(|&phi| phi == 0.0)));
        }
        // The same curve by its coefficients, in the model's units and in the user's.
        let basis = Basis::orthonormal(5, &xs);
        let (weights, bias) = ([0.5, -0.25, 0.125, 0.3, -0.2], 0.75);
        let coefficients = basis.coefficients(&weights, bias);
        let scaling = Scaling { x_mean: 3.0, x_scale: 2.0, y_mean: 100.0, y_scale: 50.0 };
        let in_user = in_user_units(&coefficients, &scaling);
        let horner = |c: &[f64], x: f64| c.iter().rev().fold(0.0, |sum, c| sum * x + c);
        for &x in &xs {
            let mut phi = [0.0; 5];
            basis.evaluate(x, &mut phi);
            let y = phi.iter().zip(weights).map(|(p, w)| p * f64::from(w)).sum::<f64>() + f64::from(bias);
            let tolerance = 1e-7 * (1.0 + coefficients.iter().map(|c| c.abs()).fold(0.0, f64::max));
            assert!((horner(&coefficients, x) - y).abs() < tolerance);
            assert!(
                (horner(&in_user, scaling.x_mean + scaling.x_scale * x) - scaling.y_out(y)).abs() < 1e3 * tolerance
            );
        }
    }
    let mut powers = [0.0; 4];
    Basis::raw(4).evaluate(-2.0, &mut powers);
    assert_eq!(powers, [-2.0, 4.0, -8.0, 16.0]);
    assert_eq!(Basis::raw(3).coefficients(&[5.0, 6.0, 7.0], 4.0), [4.0, 5.0, 6.0, 7.0]);
}

#[test]
fn points_that_determine_nothing_leave_the_basis_empty() {
    for (xs, rank) in
        [(vec![], 0), (vec![2.0], 0), (vec![2.0; 9], 0), (vec![1.0, 2.0, 2.0], 1), (vec![f64::NAN, 1.0], 0)]
    {
        assert_eq!(Basis::orthonormal(3, &xs).rank(), rank, "{xs:?}");
    }
}

/// Normal equations by Gauss and Jordan: another way to the same answer where it is unique.
fn normal_equations(columns: &[Vec<f64>], y: &[f64]) -> Vec<f64> {
    let n = columns.len();
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let mut rows: Vec<Vec<f64>> =
        (0..n).map(|i| columns.iter().map(|c| dot(&columns[i], c)).chain([dot(&columns[i], y)]).collect()).collect();
    for i in 0..n {
        let pivot = (i..n).max_by(|&a, &b| rows[a][i].abs().total_cmp(&rows[b][i].abs())).unwrap();
        rows.swap(i, pivot);
        for j in (0..n).filter(|&j| j != i) {
            let factor = rows[j][i] / rows[i][i];
            let pivot = rows[i].clone();
            rows[j].iter_mut().zip(pivot).for_each(|(v, p)| *v -= factor * p);
        }
    }
    (0..n).map(|i| rows[i][n] / rows[i][i]).collect()
}

#[test]
fn the_closed_form_agrees_with_the_normal_equations() {
    for degree in 1..=6 {
        for xs in [&sets_of_xs(30)[0], &sets_of_xs(30)[1]] {
            let ys: Vec<f64> = xs.iter().map(|x| libm::sin(3.0 * x)).collect();
            let run = Run::polynomial(&Basis::raw(degree), xs, &ys);
            let wide = |row: &[f32]| row.iter().map(|&v| f64::from(v)).collect::<Vec<_>>();
            let mut columns: Vec<_> = (0..degree).map(|i| wide(run.batch.input(i))).collect();
            columns.push(vec![1.0; xs.len()]);
            let right = normal_equations(&columns, &wide(run.batch.target(0)));
            for (a, b) in solve(&run.batch, 0.0).unwrap().parameters.iter().zip(&right) {
                assert!((a - b).abs() < 1e-7 * (1.0 + b.abs()), "degree {degree}: {a} for {b}");
            }
        }
    }
}

#[test]
fn the_closed_form_of_a_singular_problem_is_the_shortest() {
    // All points at x = 2, y = 10: 2 w + b = 10, and the nearest such (w, b) to the origin is (4, 2).
    let run = Run::new(Shape::linear(1), &vec![vec![2.0]; 5], &[10.0; 5]);
    let best = solve(&run.batch, 0.0).unwrap().parameters;
    assert!((best[0] - 4.0).abs() < 1e-12 && (best[1] - 2.0).abs() < 1e-12, "{best:?}");
    let mut run = run;
    run.steps(500, 0.05);
    assert!((run.parameters[0] - 4.0).abs() < 1e-4 && (run.parameters[1] - 2.0).abs() < 1e-4);
}

/// Where every buffer of a step stands. That nothing else is allocated, tests/allocations.rs holds.
fn addresses(run: &Run) -> [*const f32; 5] {
    let (ws, batch) = (&run.ws, &run.batch);
    [
        ws.activations(0).as_ptr(),
        ws.deltas(0).as_ptr(),
        batch.padded_inputs().as_ptr(),
        batch.padded_targets().as_ptr(),
        run.gradients.as_ptr(),
    ]
}

#[test]
fn a_step_moves_no_buffer() {
    for mut run in [Run::network(1, &[8, 8], Activation::Tanh, 100), Run::network(2, &[], Activation::Linear, 50)] {
        let before = addresses(&run);
        for count in [run.batch.count(), 10, 7, 0, 10, run.batch.count()] {
            run.batch.resize(count); // the last, smaller batch of an epoch, too
            run.steps(3, 0.01);
            assert_eq!(addresses(&run), before);
        }
    }
}

#[test]
fn random_starts_have_the_stated_spread() {
    let wide = [(Init::Xavier, 200), (Init::He, 200)];
    for (init, hidden) in Init::ALL.into_iter().filter(|i| *i != Init::Zero).map(|init| (init, 60)).chain(wide) {
        let shape = Shape::network(80, &[hidden], Activation::Relu, 90);
        let mut parameters = vec![f32::NAN; shape.parameter_count()];
        initialize(&shape, init, &mut Pcg64Mcg::seed_from_u64(3), &mut parameters);
        for l in 0..2 {
            let view = shape.view(l);
            let weights = &parameters[view.weights];
            let moment =
                |power: i32| weights.iter().map(|&w| f64::from(w).powi(power)).sum::<f64>() / weights.len() as f64;
            let variance = match init {
                Init::Xavier => 2.0 / (view.inputs + view.outputs) as f64,
                Init::He => 2.0 / view.inputs as f64,
                Init::LeCun => 1.0 / view.inputs as f64,
                Init::Suited if l == 0 => 2.0 / view.inputs as f64, // ReLU
                Init::Suited => 2.0 / (view.inputs + view.outputs) as f64,
                Init::Small => 0.01 * 0.01,
                Init::Large => 1.0,
                Init::Zero => 0.0,
            };
            assert!(moment(1).abs() < 4.0 * (variance / weights.len() as f64).sqrt());
            assert!((moment(2) / variance - 1.0).abs() < 0.08);
            assert!((moment(4) / variance.powi(2) - 3.0).abs() < 0.4, "not normal");
            assert!(parameters[view.biases].iter().all(|&b| b == 0.0));
        }
    }
    let shape = Shape::network(3, &[4], Activation::Tanh, 2);
    let (mut parameters, mut rng) = (vec![f32::NAN; shape.parameter_count()], Pcg64Mcg::seed_from_u64(3));
    initialize(&shape, Init::Zero, &mut rng, &mut parameters);
    assert!(parameters.iter().all(|p| p.to_bits() == 0));
    assert_eq!(rng, Pcg64Mcg::seed_from_u64(3));
}

#[test]
fn no_points_one_point_and_equal_points() {
    for activation in Activation::ALL {
        let mut run = Run::network(2, &[5, 3], activation, 0);
        let start = run.parameters.clone();
        assert_eq!(run.steps(3, 0.1), 0.0);
        assert!(run.gradients.iter().all(|&g| g == 0.0));
        assert_eq!(run.parameters, start);
        assert!(Run::network(2, &[5, 3], activation, 1).steps(3000, 0.05) < 1e-4);
    }
    let mut equal = Run::new(Shape::linear(1), &vec![vec![0.5]; 7], &[2.0; 7]);
    assert!(equal.steps(500, 0.1) < 1e-6);
    assert_eq!(
        Run::new(Shape::network(0, &[0, 2], Activation::Tanh, 1), &[vec![], vec![]], &[1.0, 3.0]).steps(200, 0.1),
        1.0
    );
    assert_eq!(Scaling::fit([(0.1, 5.0), (0.1, 7.0), (0.1, 9.0)].into_iter()).x_scale, 1.0);
    assert_eq!(Scaling::fit(std::iter::empty()), Scaling::identity());
    assert_eq!(
        Scaling::fit([(f64::INFINITY, 1.0), (0.0, 1.0)].into_iter()),
        Scaling { y_mean: 1.0, ..Scaling::identity() }
    );
}

#[test]
fn a_diverged_run_says_so() {
    for activation in [Activation::Linear, Activation::Relu, Activation::LeakyRelu] {
        assert!(!Run::network(1, &[8, 8], activation, 20).steps(2000, 50.0).is_finite(), "{activation:?}");
    }
    for activation in Activation::ALL {
        for bad in [f32::NAN, f32::INFINITY] {
            let mut run = Run::network(1, &[3], activation, 9);
            *run.parameters.last_mut().unwrap() = bad;
            assert!(!run.steps(2, 0.1).is_finite(), "{activation:?} {bad}");
            let mut run = Run::network(1, &[3], activation, 9);
            run.batch.target_mut(0)[8] = bad;
            assert!(!run.steps(2, 0.1).is_finite(), "{activation:?} {bad}");
        }
    }
}

#[test]
fn padding_is_never_seen() {
    // The bias is near the greatest float, so a padded point, whose inputs are 0, overflows, and no real point does.
    let mut run = Run::new(Shape::network(1, &[1, 1], Activation::Linear, 1), &vec![vec![-1.0]; 5], &[0.0; 5]);
    run.parameters = vec![3e38, 3e38, 10.0, 0.0, 1.0, 0.5];
    assert_eq!(run.steps(0, 0.0), 0.25);
    run.steps(1, 0.0);
    assert!(run.gradients.iter().all(|g| g.is_finite()), "{:?}", run.gradients);
}
