//! Every gradient against an independent oracle: finite differences of a naive model in f64, which shares no line with the
//! core and knows no batch layout.

use kittengrad::learn::activation::Activation;
use kittengrad::learn::basis::Basis;
use kittengrad::learn::batch::Batch;
use kittengrad::learn::network::{self, Workspace};
use kittengrad::learn::shape::Shape;
use proptest::prelude::*;

/// The oracle: widths from the inputs to the outputs, parameters in the documented order, one point at a time.
struct Naive {
    widths: Vec<usize>,
    activation: Activation,
}

impl Naive {
    fn parameter_count(&self) -> usize {
        self.widths.windows(2).map(|w| (w[0] + 1) * w[1]).sum()
    }

    /// The loss, and on which side of each kink every hidden unit stands at every point.
    fn loss(&self, theta: &[f64], points: &[(Vec<f64>, Vec<f64>)]) -> (f64, Vec<bool>) {
        let (mut total, mut sides) = (0.0, Vec::new());
        for (x, y) in points {
            let mut values = x.clone();
            let mut at = 0;
            for (l, pair) in self.widths.windows(2).enumerate() {
                let (n_in, n_out) = (pair[0], pair[1]);
                let mut next = Vec::new();
                for o in 0..n_out {
                    let mut z = theta[at + n_out * n_in + o];
                    for i in 0..n_in {
                        z += theta[at + o * n_in + i] * values[i];
                    }
                    let hidden = l + 2 < self.widths.len();
                    sides.push(hidden && z > 0.0);
                    next.push(if hidden { bend(self.activation, z) } else { z });
                }
                at += n_out * (n_in + 1);
                values = next;
            }
            total += values.iter().zip(y).map(|(a, b)| (a - b).powi(2)).sum::<f64>() / y.len() as f64;
        }
        (total / points.len() as f64, sides)
    }

    /// Central differences; None where a kink lies within the step.
    fn gradient(&self, theta: &[f64], points: &[(Vec<f64>, Vec<f64>)], only: &[usize]) -> Vec<Option<f64>> {
        const STEP: f64 = 1e-5;
        let kinked = matches!(self.activation, Activation::Relu | Activation::LeakyRelu);
        let mut theta = theta.to_vec();
        let at = |theta: &[f64]| self.loss(theta, points);
        only.iter()
            .map(|&k| {
                let here = theta[k];
                theta[k] = here + STEP;
                let (above, sides_above) = at(&theta);
                theta[k] = here - STEP;
                let (below, sides_below) = at(&theta);
                theta[k] = here;
                (!kinked || sides_above == sides_below).then_some((above - below) / (2.0 * STEP))
            })
            .collect()
    }
}

fn bend(activation: Activation, z: f64) -> f64 {
    match activation {
        Activation::Linear => z,
        Activation::Relu => z.max(0.0),
        Activation::LeakyRelu => z.max(0.01 * z),
        Activation::Tanh => libm::tanh(z),
        Activation::Sigmoid => 1.0 / (1.0 + libm::exp(-z)),
    }
}

/// Numbers between −1 and 1, well mixed; enough for a test, and its own.
fn scatter(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / f64::from(1_u32 << 30) - 1.0
    }
}

/// Fills core and oracle with the same rounded numbers and compares up to 150 of their gradients.
fn check(widths: &[usize], activation: Activation, count: usize, seed: u64) {
    let mut random = scatter(seed);
    let points: Vec<(Vec<f64>, Vec<f64>)> = (0..count)
        .map(|_| {
            let mut values = |n: usize| (0..n).map(|_| f64::from((1.5 * random()) as f32)).collect::<Vec<_>>();
            (values(widths[0]), values(widths[widths.len() - 1]))
        })
        .collect();
    check_points(widths, activation, &points, random);
}

fn check_points(
    widths: &[usize],
    activation: Activation,
    points: &[(Vec<f64>, Vec<f64>)],
    mut random: impl FnMut() -> f64,
) {
    let (inputs, outputs) = (widths[0], widths[widths.len() - 1]);
    let naive = Naive { widths: widths.to_vec(), activation };
    let shape = Shape::network(inputs, &widths[1..widths.len() - 1], activation, outputs);
    assert_eq!(shape.parameter_count(), naive.parameter_count());

    let mut parameters = vec![0.0_f32; shape.parameter_count()];
    for l in 0..shape.layers().len() {
        let view = shape.view(l);
        let size = 1.7 / (view.inputs as f64).sqrt();
        parameters[view.weights].fill_with(|| (size * random()) as f32);
        parameters[view.biases].fill_with(|| (0.5 * random()) as f32);
    }
    let theta: Vec<f64> = parameters.iter().map(|&v| f64::from(v)).collect();
    // A random network may hit its targets to two digits or more; their difference has lost as many in f32. Then they are
    // moved away, so that every case is compared within the same bounds.
    let mut points = points.to_vec();
    if naive.loss(&theta, &points).0.sqrt() < 0.02 {
        points.iter_mut().flat_map(|(_, y)| y).for_each(|y| *y = f64::from((*y + 1.0) as f32));
    }
    let mut batch = Batch::new(inputs, outputs, points.len());
    for (p, (x, y)) in points.iter().enumerate() {
        for (i, &x) in x.iter().enumerate() {
            batch.input_mut(i)[p] = x as f32;
        }
        for (o, &y) in y.iter().enumerate() {
            batch.target_mut(o)[p] = y as f32;
        }
    }
    let mut ws = Workspace::new(&shape, &batch);
    let mut gradients = vec![f32::NAN; parameters.len()]; // what stood there must not matter
    network::forward(&shape, &parameters, &batch, &mut ws);
    network::backward(&shape, &parameters, &batch, &mut ws, &mut gradients);

    let loss = f64::from(kittengrad::learn::loss::mse(&batch, &ws));
    let right_loss = naive.loss(&theta, &points).0;
    assert!((loss - right_loss).abs() <= 2e-5 * right_loss, "loss {loss} for {right_loss}");

    let stride = parameters.len().div_ceil(150);
    let only: Vec<usize> = (0..parameters.len()).step_by(stride).chain([parameters.len() - 1]).collect();
    let right = naive.gradient(&theta, &points, &only);
    let (mut distance, mut size, mut compared) = (0.0, 0.0, 0);
    for (&k, right) in only.iter().zip(&right) {
        if let Some(right) = right {
            distance += (f64::from(gradients[k]) - right).powi(2);
            size += right.powi(2);
            compared += 1;
        }
    }
    let relative = (distance / f64::max(size, 1e-12)).sqrt();
    assert!(relative < 2e-4, "{widths:?} {activation:?} on {} points: {relative:e}", points.len());
    assert!(2 * compared > only.len(), "{widths:?} {activation:?}: too many kinks to say anything");
}

#[test]
fn lines_and_planes() {
    for count in [1, 2, 3, 4, 5, 7, 8, 9, 50, 100] {
        check(&[1, 1], Activation::Linear, count, count as u64);
        check(&[2, 1], Activation::Linear, count, 100 + count as u64);
    }
}

#[test]
fn polynomials() {
    for degree in 1..=15 {
        let mut random = scatter(degree as u64);
        let xs: Vec<f64> = (0..30).map(|_| random()).collect();
        for basis in [Basis::raw(degree), Basis::orthonormal(degree, &xs)] {
            let points: Vec<_> = xs
                .iter()
                .map(|&x| {
                    let mut inputs = vec![0.0; degree];
                    basis.evaluate(x, &mut inputs);
                    (inputs.iter().map(|&v| f64::from(v as f32)).collect(), vec![f64::from((2.0 * x).sin() as f32)])
                })
                .collect();
            check_points(&[degree, 1], Activation::Linear, &points, &mut random);
        }
    }
}

#[test]
fn networks_of_every_depth_and_activation() {
    let hidden: [&[usize]; 10] =
        [&[], &[1], &[3], &[8, 8], &[5, 3], &[4, 2], &[64, 5], &[64, 64], &[3, 5, 4], &[5, 3, 2, 4, 6, 1, 7, 3]];
    for activation in Activation::ALL {
        for (seed, hidden) in hidden.iter().enumerate() {
            for (inputs, outputs, count) in [(1, 1, 13), (2, 1, 10), (3, 2, 22)] {
                let widths: Vec<usize> = [inputs].into_iter().chain(hidden.iter().copied()).chain([outputs]).collect();
                check(&widths, activation, count, seed as u64);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn any_small_network(
        widths in prop::collection::vec(1_usize..10, 2..7),
        activation in prop::sample::select(Activation::ALL.to_vec()),
        count in 1_usize..40,
        seed in any::<u64>(),
    ) {
        check(&widths, activation, count, seed);
    }
}
