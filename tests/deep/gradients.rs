//! Every gradient against central differences of the naive model.

use super::naive::{self, Layer, Picture};
use super::taught::{blocks, taught};
use deep::{Builder, Parameters, Plan, Sheet};
use kittengrad::learn::{Activation, Loss};

/// Numbers between −1 and 1, well mixed; enough for a test, and its own.
pub fn scatter(seed: u64) -> impl FnMut() -> f32 {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as f64 / f64::from(1_u32 << 30) - 1.0) as f32
    }
}

/// What goes in: channels, height and width.
type Shape = (usize, usize, usize);

/// A model in a row, made of the same layers as the naive one.
struct Case {
    parameters: Parameters,
    plan: Plan,
    input: Sheet,
    output: Sheet,
    pictures: Vec<(Picture, f64)>,
}

fn case(layers: &[Layer], loss: Loss, shape: Shape, count: usize) -> Case {
    let (channels, height, width) = shape;
    let (mut parameters, mut plan) = (Parameters::new(), Builder::new(count));
    let input = plan.input_with_gradient(channels, height, width);
    let mut x = input;
    for layer in layers {
        x = match *layer {
            Layer::Linear(units) => plan.linear(x, parameters.add("dense", units, x.rows)),
            Layer::Conv { filters, k } => plan.conv(x, parameters.add("conv", filters, x.rows * k * k), k),
            Layer::MaxPool(1) => plan.max_pool::<1>(x),
            Layer::MaxPool(2) => plan.max_pool::<2>(x),
            Layer::MaxPool(_) => plan.max_pool::<3>(x),
            Layer::MaxOver => plan.max_over(x),
            Layer::Act(activation) => plan.act(x, activation),
            Layer::Flatten => plan.flatten(x),
        };
    }
    let sheet = plan.loss(x, loss);
    let mut plan = plan.finish();
    let mut random = scatter(count as u64);
    let blocks = parameters.blocks().to_vec();
    for block in blocks {
        let size = 1.7 / (block.columns as f32).sqrt();
        let values = parameters.values_mut();
        values[block.weights()].fill_with(|| size * random());
        values[block.biases()].fill_with(|| 0.3 * random());
    }
    let mut pictures = Vec::new();
    for picture in 0..count {
        let pixels: Vec<Vec<f32>> = (0..channels).map(|_| (0..height * width).map(|_| random()).collect()).collect();
        for (row, pixels) in pixels.iter().enumerate() {
            plan.set_picture(input, row, picture, pixels);
        }
        let classes = if loss == Loss::Logistic { 2 } else { x.rows };
        let target = picture * 7 % classes;
        plan.targets_mut(sheet).expect("a loss").target_mut(0)[picture] = target as f32;
        let wide = |row: &[f32]| row.iter().map(|x| f64::from(*x)).collect();
        let picture = pixels.iter().map(|pixels| pixels.chunks(width).map(wide).collect()).collect();
        pictures.push((picture, target as f64));
    }
    Case { parameters, plan, input, output: x, pictures }
}

/// Compares values, gradients of all parameters and of all pixels. Returns how far the gradients are apart, as a share of
/// their length.
fn compare(layers: &[Layer], loss: Loss, shape: Shape, count: usize) -> [f64; 2] {
    let Case { mut parameters, mut plan, input, output, pictures } = case(layers, loss, shape, count);
    plan.forward(&parameters);
    plan.backward(&mut parameters, 1.0);
    let values: Vec<f64> = parameters.values().iter().map(|value| f64::from(*value)).collect();
    for (n, (picture, _)) in pictures.iter().enumerate() {
        let expected = naive::through(layers, &values, picture);
        let found = (0..output.rows).flat_map(|row| plan.picture(output, row, n));
        for (found, expected) in found.zip(expected) {
            assert!((f64::from(found) - expected).abs() < 1e-5, "{layers:?}: {found} for {expected}");
        }
    }
    let right = naive::loss(layers, loss, &values, &pictures);
    assert!((f64::from(plan.loss()) - right).abs() < 1e-6, "{layers:?}: {} for {right}", plan.loss());

    let step = 1e-5;
    let slope = |loss: &dyn Fn(f64) -> f64| (loss(step) - loss(-step)) / (2.0 * step);
    let of_parameter = |p: usize| {
        slope(&|by| {
            let mut moved = values.clone();
            moved[p] += by;
            naive::loss(layers, loss, &moved, &pictures)
        })
    };
    let expected: Vec<f64> = (0..values.len()).map(of_parameter).collect();
    let parameters_apart = apart(parameters.gradients(), &expected);

    let (channels, height, width) = shape;
    let (mut found, mut expected) = (Vec::new(), Vec::new());
    for n in 0..count {
        for channel in 0..channels {
            found.extend(plan.picture_gradient(input, channel, n));
            for at in 0..height * width {
                expected.push(slope(&|by| {
                    let mut moved = pictures.clone();
                    moved[n].0[channel][at / width][at % width] += by;
                    naive::loss(layers, loss, &values, &moved)
                }));
            }
        }
    }
    [parameters_apart, apart(&found, &expected)]
}

fn apart(found: &[f32], expected: &[f64]) -> f64 {
    assert_eq!(found.len(), expected.len());
    let square = |v: f64| v * v;
    let distance: f64 = found.iter().zip(expected).map(|(f, e)| square(f64::from(*f) - e)).sum();
    let length: f64 = expected.iter().map(|e| square(*e)).sum();
    if distance == 0.0 { 0.0 } else { (distance / length).sqrt() }
}

fn check(layers: &[Layer], loss: Loss, shape: Shape, count: usize) {
    let apart = compare(layers, loss, shape, count);
    assert!(apart.iter().all(|apart| *apart < 2e-5), "{layers:?} on {count} of {shape:?}: {apart:?}");
}

const RELU: Layer = Layer::Act(Activation::Relu);
const TANH: Layer = Layer::Act(Activation::Tanh);

/// Whole vectors and not, one block of pictures and several.
const COUNTS: [usize; 5] = [1, 3, 8, 12, 16];

#[test]
fn a_dense_layer() {
    for count in COUNTS {
        check(&[Layer::Linear(1)], Loss::Logistic, (5, 1, 1), count);
        check(&[Layer::Linear(7), TANH, Layer::Linear(3)], Loss::CrossEntropy, (6, 1, 1), count);
    }
}

#[test]
fn a_dense_layer_at_each_place() {
    for count in COUNTS {
        let layers = [Layer::Linear(5), TANH, Layer::Linear(3), Layer::MaxOver];
        check(&layers, Loss::CrossEntropy, (2, 3, 4), count);
    }
}

#[test]
fn a_convolution() {
    for count in COUNTS {
        for (shape, filters, k) in
            [((1, 5, 5), 1, 1), ((1, 6, 5), 3, 5), ((2, 4, 7), 5, 3), ((5, 3, 3), 4, 3), ((3, 5, 4), 10, 2)]
        {
            let layers = [Layer::Conv { filters, k }, Layer::Flatten, TANH, Layer::Linear(3)];
            check(&layers, Loss::CrossEntropy, shape, count);
        }
    }
}

#[test]
fn convolutions_over_convolutions() {
    for count in [1, 8] {
        let conv = |filters, k| Layer::Conv { filters, k };
        let layers = [conv(3, 3), TANH, conv(7, 2), TANH, conv(2, 3), Layer::Flatten, Layer::Linear(1)];
        check(&layers, Loss::Logistic, (2, 7, 8), count);
    }
}

#[test]
fn maxima() {
    for count in COUNTS {
        // 7 is no multiple of 2 nor 3: what is left over has no gradient.
        for k in [1, 2, 3] {
            let layers = [Layer::MaxPool(k), Layer::Flatten, Layer::Linear(1)];
            check(&layers, Loss::Logistic, (3, 7, 6), count);
        }
        check(&[Layer::MaxOver, Layer::Linear(1)], Loss::Logistic, (6, 4, 3), count);
    }
}

#[test]
fn activations() {
    for activation in [Activation::Linear, Activation::Relu, Activation::Tanh, Activation::Sigmoid, Activation::Silu] {
        let layers = [Layer::Linear(6), Layer::Act(activation), Layer::Linear(2)];
        check(&layers, Loss::CrossEntropy, (4, 1, 1), 7);
    }
}

#[test]
fn a_network_of_all_kinds() {
    for count in COUNTS {
        let conv = |filters, k| Layer::Conv { filters, k };
        let small = [conv(4, 3), RELU, Layer::MaxPool(2), conv(5, 2), RELU, Layer::MaxOver, Layer::Linear(1)];
        check(&small, Loss::Logistic, (1, 10, 10), count);
    }
}

/// The layers of the models that the page trains.
fn layers(name: &str, units: usize) -> (Vec<Layer>, Loss) {
    let conv = |filters, k| Layer::Conv { filters, k };
    match name {
        "cat" => (
            vec![
                conv(8, 5),
                RELU,
                Layer::MaxPool(2),
                conv(10, 3),
                RELU,
                Layer::MaxPool(2),
                conv(8, 3),
                RELU,
                Layer::MaxOver,
                Layer::Linear(1),
            ],
            Loss::Logistic,
        ),
        "dense" => (vec![Layer::Flatten, Layer::Linear(units), RELU, Layer::Linear(1)], Loss::Logistic),
        "line" => (vec![Layer::Flatten, Layer::Linear(1)], Loss::Logistic),
        "digits" => (
            vec![
                conv(8, 5),
                RELU,
                Layer::MaxPool(2),
                conv(16, 5),
                RELU,
                Layer::MaxPool(2),
                Layer::Flatten,
                Layer::Linear(10),
            ],
            Loss::CrossEntropy,
        ),
        other => panic!("no model {other}"),
    }
}

/// Along random directions: one parameter at a time would take minutes.
#[test]
fn the_models_of_the_page() {
    for (name, parameters) in [("cat", 1_675), ("dense", 784 * 12 + 25), ("line", 785), ("digits", 5_994)] {
        let (layers, loss) = layers(name, 12);
        let mut model = taught(name, 12, 5);
        assert_eq!(model.parameters().values().len(), parameters);
        let mut network = model.network(4);
        let mut random = scatter(9);
        let mut pictures = Vec::new();
        for picture in 0..4 {
            let pixels: Vec<f32> = (0..784).map(|_| random().abs()).collect();
            network.plan.set_picture(network.input, 0, picture, &pixels);
            network.plan.targets_mut(network.loss).expect("a loss").target_mut(0)[picture] = (picture % 2) as f32;
            let rows = pixels.chunks(28).map(|row| row.iter().map(|x| f64::from(*x)).collect()).collect();
            pictures.push((vec![rows], (picture % 2) as f64));
        }
        network.plan.forward(model.parameters());
        network.plan.backward(model.parameters(), 1.0);
        let values: Vec<f64> = model.parameters().values().iter().map(|value| f64::from(*value)).collect();
        let right = naive::loss(&layers, loss, &values, &pictures);
        assert!((f64::from(network.plan.loss()) - right).abs() < 1e-5 * right, "{name}");
        for block in blocks(&mut *model) {
            for _ in 0..6 {
                let direction: Vec<f64> = block.all().map(|_| f64::from(random())).collect();
                let moved = |by: f64| {
                    let mut moved = values.clone();
                    moved[block.all()].iter_mut().zip(&direction).for_each(|(value, along)| *value += by * along);
                    naive::loss(&layers, loss, &moved, &pictures)
                };
                let slope = (moved(1e-7) - moved(-1e-7)) / 2e-7;
                let gradient = &model.parameters().gradients()[block.all()];
                let found: f64 = gradient.iter().zip(&direction).map(|(g, along)| f64::from(*g) * along).sum();
                let length = gradient.iter().map(|g| f64::from(*g).powi(2)).sum::<f64>().sqrt();
                assert!((found - slope).abs() < 1e-4 * length, "{name} {}: {found} for {slope}", block.name);
            }
        }
    }
}
