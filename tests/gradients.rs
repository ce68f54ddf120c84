//! Every gradient against an independent oracle: finite differences of a naive model in f64, which shares no line with the
//! core and knows no batch layout.

#[path = "gradients/explained.rs"]
mod explained;
#[path = "gradients/naive.rs"]
mod naive;

use kittengrad::learn::{
    Activation, Basis, Batch, Dropout, Layer, Loss, Penalty, Shape, Workspace, backward, forward_dropping,
};
use naive::{Naive, Point};
use proptest::prelude::*;
use rand_core::SeedableRng;
use rand_pcg::Pcg32;

/// Numbers between −1 and 1, well mixed; enough for a test, and its own.
fn scatter(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / f64::from(1_u32 << 30) - 1.0
    }
}

/// What is to be differentiated.
#[derive(Clone, Debug)]
struct Case {
    widths: Vec<usize>,
    activations: Vec<Activation>,
    loss: Loss,
    penalty: Penalty,
    dropout: f32,
}

impl Case {
    /// Hidden layers of one kind, a linear output, and the squared error.
    fn plain(widths: &[usize], activation: Activation) -> Case {
        let mut activations = vec![activation; widths.len() - 1];
        activations[widths.len() - 2] = Activation::Linear;
        Case { widths: widths.to_vec(), activations, loss: Loss::MeanSquared, penalty: Penalty::None, dropout: 0.0 }
    }

    /// Compares, and asks that there was something to compare.
    fn check(&self, count: usize, seed: u64) -> f64 {
        self.compare(count, seed).unwrap_or_else(|| panic!("{self:?}: too many kinks to say anything"))
    }

    /// Fills core and oracle with the same rounded random numbers and compares up to 150 of their gradients. Returns how far
    /// they are apart, as a share of their length; `None` where half of them lie too near a kink to be compared.
    fn compare(&self, count: usize, seed: u64) -> Option<f64> {
        let mut random = scatter(seed);
        let mut points: Vec<Point> = Vec::new();
        for _ in 0..count {
            let mut values = |n: usize| (0..n).map(|_| f64::from((1.5 * random()) as f32)).collect::<Vec<_>>();
            let (x, mut y) = (values(self.widths[0]), values(self.widths[self.widths.len() - 1]));
            match self.loss {
                Loss::Logistic => y.iter_mut().for_each(|y| *y = if *y > 0.0 { 1.0 } else { 0.0 }),
                Loss::CrossEntropy => {
                    let class = (y[0].abs() * 1e3) as usize % y.len();
                    y.iter_mut().enumerate().for_each(|(k, y)| *y = if k == class { 1.0 } else { 0.0 });
                }
                Loss::MeanSquared | Loss::MeanAbsolute | Loss::Huber => {}
            }
            points.push((x, y));
        }
        self.compare_on(points, random)
    }

    fn compare_on(&self, mut points: Vec<Point>, mut random: impl FnMut() -> f64) -> Option<f64> {
        let (inputs, outputs) = (self.widths[0], self.widths[self.widths.len() - 1]);
        let layers = self.widths[1..].iter().zip(&self.activations);
        let layers: Vec<Layer> = layers.map(|(&units, &activation)| Layer { units, activation }).collect();
        let shape = Shape::new(inputs, &layers);
        let mut parameters = vec![0.0_f32; shape.parameter_count()];
        for view in shape.views() {
            let size = 1.7 / (view.inputs as f64).sqrt();
            parameters[view.weights].fill_with(|| (size * random()) as f32);
            parameters[view.biases].fill_with(|| (0.5 * random()) as f32);
        }
        let theta: Vec<f64> = parameters.iter().map(|&v| f64::from(v)).collect();

        // Once forward, to learn what dropout silences: it is drawn the same again from the same seed.
        let pass = |batch: &Batch| {
            let mut ws = Workspace::new(&shape, batch);
            let mut rng = Pcg32::seed_from_u64(5);
            forward_dropping(&parameters, batch, &mut ws, Dropout { rate: self.dropout }, &mut rng);
            ws
        };
        let ws = pass(&batch_of(&points, outputs, false));
        let masks = (0..points.len()).map(|p| {
            let rows = (0..layers.len()).filter_map(|l| ws.mask(l)).flat_map(|mask| mask.chunks_exact(ws.stride()));
            rows.map(|row| f64::from(row[p])).collect()
        });
        let naive = Naive {
            widths: self.widths.clone(),
            activations: self.activations.clone(),
            loss: self.loss,
            penalty: self.penalty,
            masks: masks.collect(),
        };
        assert_eq!(shape.parameter_count(), naive.parameter_count());
        naive.keep_apart(&theta, &mut points);
        let (right_loss, right_penalty, _) = naive.loss(&theta, &points);
        let stride = parameters.len().div_ceil(150);
        let only: Vec<usize> = (0..parameters.len()).step_by(stride).chain([parameters.len() - 1]).collect();
        let right = naive.gradient(&theta, &points, &only);

        let mut worst = 0.0;
        // Classes may be told by their probabilities and by their numbers.
        for numbered in [false, true].into_iter().take(1 + usize::from(self.loss == Loss::CrossEntropy && outputs > 1))
        {
            let batch = batch_of(&points, outputs, numbered);
            let mut ws = pass(&batch);
            let mut gradients = vec![f32::NAN; parameters.len()]; // what stood there must not matter
            backward(&parameters, &batch, self.loss, &mut ws, &mut gradients);
            self.penalty.add_gradient(&shape, &parameters, &mut gradients);
            for (name, found, right) in [
                ("loss", self.loss.value(&batch, &ws), right_loss),
                ("penalty", self.penalty.value(&shape, &parameters), right_penalty),
            ] {
                assert!((f64::from(found) - right).abs() <= 2e-5 * right, "{self:?}: {name} {found} for {right}");
            }
            let (mut distance, mut size, mut compared) = (0.0, 0.0, 0);
            for (&k, right) in only.iter().zip(&right) {
                if let Some(right) = right {
                    distance += (f64::from(gradients[k]) - right).powi(2);
                    size += right.powi(2);
                    compared += 1;
                }
            }
            let relative = (distance / f64::max(size, 1e-12)).sqrt();
            assert!(relative < 2e-4, "{self:?} on {} points: {relative:e}", points.len());
            if 2 * compared <= only.len() {
                return None;
            }
            worst = f64::max(worst, relative);
        }
        Some(worst)
    }
}

fn batch_of(points: &[Point], outputs: usize, numbered: bool) -> Batch {
    let mut batch = Batch::new(points[0].0.len(), if numbered { 1 } else { outputs }, points.len());
    for (p, (x, y)) in points.iter().enumerate() {
        x.iter().enumerate().for_each(|(i, &x)| batch.input_mut(i)[p] = x as f32);
        if numbered {
            batch.target_mut(0)[p] = y.iter().position(|y| *y == 1.0).unwrap() as f32;
        } else {
            y.iter().enumerate().for_each(|(o, &y)| batch.target_mut(o)[p] = y as f32);
        }
    }
    batch
}

const PENALTIES: [Penalty; 3] = [Penalty::None, Penalty::L1 { strength: 0.07 }, Penalty::L2 { strength: 0.3 }];

#[test]
fn lines_and_planes() {
    for count in [1, 2, 3, 4, 5, 7, 8, 9, 50, 100] {
        for loss in Loss::ALL {
            for penalty in PENALTIES {
                let case = |widths: &[usize]| Case { loss, penalty, ..Case::plain(widths, Activation::Linear) };
                case(&[1, 1]).check(count, count as u64);
                case(&[2, 3]).check(count, 100 + count as u64);
            }
        }
    }
}

#[test]
fn polynomials() {
    for degree in 1..=15 {
        let mut random = scatter(degree as u64);
        let xs: Vec<f64> = (0..30).map(|_| random()).collect();
        for basis in [Basis::raw(degree), Basis::orthonormal(degree, &xs)] {
            for (loss, penalty) in
                [(Loss::MeanSquared, PENALTIES[0]), (Loss::MeanAbsolute, PENALTIES[1]), (Loss::Huber, PENALTIES[2])]
            {
                let point = |&x: &f64| {
                    let mut inputs = vec![0.0; degree];
                    basis.evaluate(x, &mut inputs);
                    (inputs.iter().map(|&v| f64::from(v as f32)).collect(), vec![f64::from((2.0 * x).sin() as f32)])
                };
                let case = Case { loss, penalty, ..Case::plain(&[degree, 1], Activation::Linear) };
                let compared = case.compare_on(xs.iter().map(point).collect(), &mut random);
                assert!(compared.is_some(), "{case:?}: too many kinks to say anything");
            }
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
                Case::plain(&widths, activation).check(count, seed as u64);
            }
        }
    }
}

#[test]
fn every_activation_with_every_loss_and_penalty() {
    println!("\nThe gradient against central differences in f64: the worst relative distance of 18 cases each");
    print!("{:12}", "");
    // In the order of `Loss::ALL`.
    ["squared", "absolute", "Huber", "logistic", "cross-entropy"].iter().for_each(|loss| print!("{loss:>15}"));
    for (a, activation) in Activation::ALL.into_iter().enumerate() {
        print!("\n{:12}", format!("{activation:?}"));
        for (l, loss) in Loss::ALL.into_iter().enumerate() {
            let mut worst: f64 = 0.0;
            for (p, penalty) in PENALTIES.into_iter().enumerate() {
                for (dropout, widths) in [(0.0, &[1, 8, 8, 1][..]), (0.0, &[2, 8, 3]), (0.3, &[3, 6, 7, 2])] {
                    let case = Case { loss, penalty, dropout, ..Case::plain(widths, activation) };
                    worst = worst.max(case.check(11, (100 * a + 10 * l + p) as u64));
                    // The activation on the output, too.
                    let activations = vec![activation; widths.len() - 1];
                    worst = worst.max(Case { activations, ..case }.check(11, (100 * a + 10 * l + p) as u64));
                }
            }
            print!("{worst:15.1e}");
        }
    }
    println!();
}

#[test]
fn a_class_by_one_to_four_inputs() {
    let hidden: [&[usize]; 5] = [&[], &[6], &[4, 2], &[8, 8], &[17, 5]];
    for inputs in 1..=4 {
        for (h, hidden) in hidden.iter().enumerate() {
            let widths: Vec<usize> = [inputs].into_iter().chain(hidden.iter().copied()).chain([1]).collect();
            for activation in Activation::ALL {
                for (penalty, dropout) in PENALTIES.into_iter().zip([0.0, 0.3, 0.0]) {
                    for count in [10, 21] {
                        let plain = Case::plain(&widths, activation);
                        Case { loss: Loss::Logistic, penalty, dropout, ..plain }.check(count, (10 * inputs + h) as u64);
                    }
                }
            }
        }
    }
}

proptest! {
    // Of tens of thousands of networks drawn at random one lies too near its kinks; where several do, something is wrong.
    #![proptest_config(ProptestConfig { failure_persistence: None, max_global_rejects: 3, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn any_small_network(
        widths in prop::collection::vec(1_usize..10, 2..7),
        mut activations in prop::collection::vec(prop::sample::select(Activation::ALL.to_vec()), 6),
        loss in prop::sample::select(Loss::ALL.to_vec()),
        penalty in prop::sample::select(PENALTIES.to_vec()),
        dropout in prop::sample::select(vec![0.0, 0.0, 0.25, 0.5]),
        count in 1_usize..40,
        seed in any::<u64>(),
    ) {
        activations.truncate(widths.len() - 1);
        activations[widths.len() - 2] = Activation::Linear;
        prop_assume!(Case { widths, activations, loss, penalty, dropout }.compare(count, seed).is_some());
    }
}
