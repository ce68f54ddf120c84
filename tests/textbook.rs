//! What is written for reading is what is computed for training: the textbook layer, activations and losses against those of
//! `learn::fast`, over shapes and numbers of points of every kind.

use kittengrad::learn::fast::layer as fast;
use kittengrad::learn::fast::size::Size;
use kittengrad::learn::layer as textbook;
use kittengrad::learn::{Activation, Batch, Layer, Loss, Shape, Workspace, backward, forward};
use proptest::prelude::*;
use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg32;

/// The most that one operation in f32 is off by, as a part of its result.
const ROUNDING: f64 = f32::EPSILON as f64 / 2.0;

/// Numbers of both signs and of sizes from 2⁻⁸ to 2⁴.
fn numbers(rng: &mut Pcg32, count: usize) -> Vec<f32> {
    let mut draw = || rng.next_u32() as f32 / 2_f32.powi(31) - 1.0;
    (0..count).map(|_| draw() * (8.0 * draw() - 4.0).exp2()).collect()
}

/// Rows of `count` values with padding after each, in which nothing but NaN stands.
fn padded(rows: &[f32], count: usize) -> Vec<f32> {
    let padding = count.next_multiple_of(4) - count;
    rows.chunks(count.max(1))
        .flat_map(|row| row.iter().copied().chain(std::iter::repeat_n(f32::NAN, padding)))
        .collect()
}

/// The same without their padding.
fn real(rows: &[f32], count: usize) -> Vec<f32> {
    rows.chunks(count.next_multiple_of(4).max(1)).flat_map(|row| row[..count].to_vec()).collect()
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|v| v.to_bits()).collect()
}

/// Asserts that two sums of the same terms, taken in any two orders, are as near as they have to be.
fn same_sum(found: f32, right: f32, terms: impl Iterator<Item = f64>) -> Result<(), TestCaseError> {
    let (count, size) = terms.fold((0.0, 0.0), |(count, size), term| (count + 1.0, size + term.abs()));
    let off = (f64::from(found) - f64::from(right)).abs();
    prop_assert!(off <= 2.0 * count * ROUNDING * size, "{found} for {right}");
    Ok(())
}

fn check_layer(inputs: usize, units: usize, points: usize, seed: u64) -> Result<(), TestCaseError> {
    let mut rng = Pcg32::seed_from_u64(seed);
    let [w, b, x, delta] =
        [units * inputs, units, inputs * points, units * points].map(|count| numbers(&mut rng, count));
    let (size, stride) = (textbook::Size { inputs, units, points }, points.next_multiple_of(4));
    let fast_size = Size { inputs, count: points };
    let (padded_x, padded_delta) = (padded(&x, points), padded(&delta, points));

    // Forward, and backward to the inputs: one order of terms, so the same bits.
    let (mut z, mut fast_z) = (vec![f32::NAN; units * points], vec![f32::NAN; units * stride]);
    textbook::forward(size, &w, &b, &x, &mut z);
    fast::forward(&w, &b, &padded_x, fast_size, &mut fast_z);
    prop_assert_eq!(bits(&real(&fast_z, points)), bits(&z));

    let (mut dw, mut db, mut dx) =
        (vec![f32::NAN; units * inputs], vec![f32::NAN; units], vec![f32::NAN; inputs * points]);
    textbook::backward(size, &w, &x, &delta, textbook::Gradients { dw: &mut dw, db: &mut db, dx: &mut dx });
    let mut fast_dx = vec![f32::NAN; inputs * stride];
    fast::backward_inputs(&w, &padded_delta, fast_size, &mut fast_dx);
    prop_assert_eq!(bits(&real(&fast_dx, points)), bits(&dx));

    // Sums over the points are taken in lanes: another order.
    let (mut fast_dw, mut fast_db) = (vec![f32::NAN; units * inputs], vec![f32::NAN; units]);
    fast::backward_parameters(&padded_delta, &padded_x, fast_size, &mut fast_dw, &mut fast_db);
    for o in 0..units {
        let d = |p: usize| f64::from(delta[o * points + p]);
        same_sum(fast_db[o], db[o], (0..points).map(d))?;
        for i in 0..inputs {
            let terms = (0..points).map(|p| d(p) * f64::from(x[i * points + p]));
            same_sum(fast_dw[o * inputs + i], dw[o * inputs + i], terms)?;
        }
    }
    Ok(())
}

#[test]
fn a_layer_is_what_the_textbook_says_whichever_way_its_sums_are_taken() {
    // Few points and many, one term to a sum and several, bands and panels that are full and that are not.
    for inputs in [0, 1, 2, 3, 5, 17] {
        for units in [0, 1, 2, 3, 4, 7, 9] {
            for points in (0..=40).chain([63, 64, 65, 100, 130]) {
                check_layer(inputs, units, points, (1000 * inputs + 100 * units + points) as u64).unwrap();
            }
        }
    }
}

/// How far a and δ·f′ may lie from the formulas, as a part of 1 or of z, and of δ: what `learn::fast::functions` states, and
/// the roundings of what is made of it. Where there is nothing but selection and one product, not at all.
fn tolerance(activation: Activation) -> [f64; 2] {
    match activation {
        Activation::Linear | Activation::Relu | Activation::LeakyRelu => [0.0, 0.0],
        Activation::Tanh => [8e-7, 1.8e-6],
        Activation::Sigmoid => [2e-7, 3e-7],
        Activation::Elu => [2e-7, 3e-7],
        Activation::Gelu | Activation::Silu => [4e-7, 5e-7],
        Activation::Sine => [3e-7, 4e-7],
    }
}

fn check_activation(activation: Activation, z: &[f32], delta: &[f32]) -> Result<(), TestCaseError> {
    let [of_value, of_slope] = tolerance(activation);
    let (mut a, mut chained) = (z.to_vec(), delta.to_vec());
    activation.apply(&mut a);
    activation.apply_derivative(if activation.needs_z() { z } else { &[] }, &a, &mut chained);
    for (k, (&z, &delta)) in z.iter().zip(delta).enumerate() {
        let (value, slope) = activation.value_and_slope(z.into());
        let size = f64::from(z.abs().max(1.0));
        let near = |found: f32, right: f64, by: f64| found == right as f32 || (f64::from(found) - right).abs() <= by;
        prop_assert!(near(a[k], value, of_value * size), "{activation:?}({z}) = {} for {value}", a[k]);
        let (right, by) = (f64::from(delta) * slope, of_slope * size * f64::from(delta.abs()));
        prop_assert!(near(chained[k], right, by), "{activation:?}'({z})·{delta} = {} for {right}", chained[k]);
    }
    Ok(())
}

#[test]
fn activations_are_their_formulas_at_kinks_and_far_out() {
    let z: [f32; 18] =
        [0.0, -0.0, 1e-30, -1e-30, 1e-4, -1e-4, 1.0, -1.0, 7.5, -7.5, 20.0, -20.0, 88.0, -88.0, 1e4, -1e4, 1e30, -1e30];
    for activation in Activation::ALL {
        // A sine of large numbers is right to the rounding of its argument, and is tested beside it.
        let z: Vec<f32> = z.into_iter().filter(|z| activation != Activation::Sine || z.abs() < 1e5).collect();
        check_activation(activation, &z, &vec![0.7; z.len()]).unwrap();
        let (value, slope) = activation.value_and_slope(f64::NAN);
        assert!(value.is_nan() && (slope.is_nan() || slope == 1.0), "{activation:?}");
    }
}

/// A batch of these answers and targets, `[rows][count]`; what a larger batch of NaN left stands in the padding.
fn batch_of(answers: &[f32], targets: &[f32], count: usize) -> Batch {
    let (inputs, outputs) = (answers.len() / count, targets.len() / count);
    let (mut clean, mut batch) =
        (Batch::new(inputs, outputs, count), Batch::new(inputs, outputs, count.next_multiple_of(4)));
    for i in 0..inputs {
        clean.input_mut(i).copy_from_slice(&answers[i * count..][..count]);
        batch.input_mut(i).fill(f32::NAN);
    }
    for o in 0..outputs {
        clean.target_mut(o).copy_from_slice(&targets[o * count..][..count]);
        batch.target_mut(o).fill(f32::NAN);
    }
    batch.gather(&clean, &(0..count as u32).collect::<Vec<_>>());
    batch
}

/// The loss of these answers and ∂L/∂ŷ, `[outputs][count]`, as training takes them: the answers go as inputs through a layer
/// that changes nothing.
fn trained(loss: Loss, answers: &[f32], targets: &[f32], count: usize) -> (f32, Vec<f32>) {
    let units = answers.len() / count;
    let shape = Shape::new(units, &[Layer { units, activation: Activation::Linear }]);
    let mut parameters = vec![0.0; shape.parameter_count()];
    (0..units).for_each(|k| parameters[k * units + k] = 1.0);
    let batch = batch_of(answers, targets, count);
    let mut ws = Workspace::new(&shape, &batch);
    let mut gradients = vec![0.0; parameters.len()];
    forward(&parameters, &batch, &mut ws);
    let value = loss.value(&batch, &ws);
    backward(&parameters, &batch, loss, &mut ws, &mut gradients);
    (value, real(ws.deltas(0), count))
}

fn check_loss(loss: Loss, outputs: usize, count: usize, seed: u64) -> Result<(), TestCaseError> {
    let mut rng = Pcg32::seed_from_u64(seed);
    let answers = numbers(&mut rng, outputs * count);
    let classes: Vec<usize> = (0..count).map(|_| rng.next_u32() as usize % outputs).collect();
    let targets: Vec<f32> = match loss {
        Loss::MeanSquared | Loss::MeanAbsolute | Loss::Huber => numbers(&mut rng, outputs * count),
        Loss::Logistic => (0..outputs * count).map(|_| rng.next_u32() as f32 / 2_f32.powi(32)).collect(),
        Loss::CrossEntropy => {
            (0..outputs).flat_map(|k| classes.iter().map(move |class| if *class == k { 1.0 } else { 0.0 })).collect()
        }
    };
    let (value, slopes) = trained(loss, &answers, &targets, count);
    let column = |rows: &[f32], p: usize| (0..outputs).map(|k| f64::from(rows[k * count + p])).collect::<Vec<f64>>();
    let (mut sum, mut size, mut slope) = (0.0, 0.0, vec![0.0; outputs]);
    for p in 0..count {
        let (prediction, target) = (column(&answers, p), column(&targets, p));
        let of_point = loss.value_and_slope(&prediction, &target, &mut slope);
        sum += of_point;
        let largest = prediction.iter().fold(1.0, |largest: f64, z| largest.max(z.abs()));
        // What is rounded on the way: nothing but the terms themselves, or parts as large as the logits.
        let of_logits = matches!(loss, Loss::Logistic | Loss::CrossEntropy);
        size += if of_logits { 2.0 * largest } else { of_point };
        for (k, right) in slope.iter().enumerate() {
            let (found, right) = (f64::from(slopes[k * count + p]), right / count as f64);
            // The slope of the last two is a probability less another: no smaller than 1 as far as rounding goes.
            let scale = if of_logits { 1.0 / count as f64 } else { right.abs() };
            prop_assert!(
                (found - right).abs() <= 8.0 * ROUNDING * scale * largest_of(loss, largest),
                "{loss:?}: {found} for {right}"
            );
        }
    }
    let (right, by) = (sum / count as f64, (8.0 + count as f64 / 4.0) * ROUNDING * size / count as f64);
    prop_assert!((f64::from(value) - right).abs() <= by, "{loss:?}: {value} for {right}");

    if loss == Loss::CrossEntropy && outputs > 1 {
        // Classes told by their numbers are the same bits.
        let numbered: Vec<f32> = classes.iter().map(|class| *class as f32).collect();
        let found = trained(loss, &answers, &numbered, count);
        prop_assert_eq!((found.0.to_bits(), bits(&found.1)), (value.to_bits(), bits(&slopes)));
    }
    Ok(())
}

/// By how much e^z is the less exact the larger z is.
fn largest_of(loss: Loss, largest: f64) -> f64 {
    if loss == Loss::CrossEntropy { largest } else { 1.0 }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_layer(
        inputs in 0_usize..30,
        units in 0_usize..20,
        points in prop_oneof![0_usize..20, 0_usize..400, 1000_usize..1100],
        seed in any::<u64>(),
    ) {
        check_layer(inputs, units, points, seed)?;
    }

    #[test]
    fn any_activation(
        activation in prop::sample::select(Activation::ALL.to_vec()),
        (z, delta) in (0_usize..40)
            .prop_flat_map(|n| (prop::collection::vec(-30_f32..30.0, n), prop::collection::vec(-5_f32..5.0, n))),
    ) {
        check_activation(activation, &z, &delta)?;
    }

    #[test]
    fn any_loss(
        loss in prop::sample::select(Loss::ALL.to_vec()),
        outputs in 1_usize..7,
        count in 1_usize..80,
        seed in any::<u64>(),
    ) {
        check_loss(loss, outputs, count, seed)?;
    }
}
