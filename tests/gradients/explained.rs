//! What is shown of one sample, number by number, against f64 differences of a model that shares no line with it, and against the
//! engine that trains.

use super::naive::{Naive, Point};
use kittengrad::learn::{
    Activation, Batch, Layer, Loss, Penalty, Shape, Workspace, backward, explained, forward, loss_of,
};
use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg32;

/// A model of any kind, with a sample that is its own.
struct Case {
    shape: Shape,
    loss: Loss,
    parameters: Vec<f32>,
    sample: Point,
}

impl Case {
    fn drawn(seed: u64) -> Case {
        let mut rng = Pcg32::seed_from_u64(seed);
        let below = |rng: &mut Pcg32, n: usize| rng.next_u32() as usize % n;
        let unit = |rng: &mut Pcg32| f64::from(rng.next_u32()) / f64::from(u32::MAX) * 2.0 - 1.0;
        let inputs = 1 + below(&mut rng, 3);
        let mut layers: Vec<Layer> = (0..below(&mut rng, 5))
            .map(|_| Layer { units: 1 + below(&mut rng, 8), activation: Activation::ALL[below(&mut rng, 9)] })
            .collect();
        layers.push(Layer { units: 1 + below(&mut rng, 3), activation: Activation::Linear });
        let (shape, loss) = (Shape::new(inputs, &layers), Loss::ALL[below(&mut rng, 5)]);
        let mut parameters = vec![0.0_f32; shape.parameter_count()];
        for view in shape.views() {
            let size = 1.7 / (view.inputs as f64).sqrt();
            parameters[view.weights].fill_with(|| (size * unit(&mut rng)) as f32);
            parameters[view.biases].fill_with(|| (0.5 * unit(&mut rng)) as f32);
        }
        let mut values = |n: usize| (0..n).map(|_| f64::from((1.5 * unit(&mut rng)) as f32)).collect::<Vec<_>>();
        let (x, mut y) = (values(inputs), values(shape.outputs()));
        match loss {
            Loss::Logistic => y.iter_mut().for_each(|y| *y = if *y > 0.0 { 1.0 } else { 0.0 }),
            Loss::CrossEntropy => {
                let class = seed as usize % y.len();
                y.iter_mut().enumerate().for_each(|(k, y)| *y = if k == class { 1.0 } else { 0.0 });
            }
            Loss::MeanSquared | Loss::MeanAbsolute | Loss::Huber => {}
        }
        Case { shape, loss, parameters, sample: (x, y) }
    }

    fn widths(&self) -> Vec<usize> {
        [self.shape.inputs()].into_iter().chain(self.shape.layers().iter().map(|layer| layer.units)).collect()
    }
}

fn apart(found: &[f64], right: &[f64]) -> f64 {
    let square = |value: f64| value * value;
    let distance: f64 = found.iter().zip(right).map(|(f, r)| square(f - r)).sum();
    (distance / right.iter().map(|r| square(*r)).sum::<f64>().max(1e-12)).sqrt()
}

#[test]
fn five_hundred_models_of_every_kind() {
    let (mut from_differences, mut from_engine, mut compared) = (0.0_f64, 0.0_f64, 0);
    for seed in 0..500 {
        let case = Case::drawn(seed);
        let Case { shape, loss, parameters, sample: (x, y) } = &case;
        let theta: Vec<f64> = parameters.iter().map(|p| f64::from(*p)).collect();
        let found = explained(shape, &theta, x, y, *loss);
        let gradient = found.gradient();

        let naive = Naive {
            widths: case.widths(),
            activations: shape.layers().iter().map(|layer| layer.activation).collect(),
            loss: *loss,
            penalty: Penalty::None,
            masks: Vec::new(),
        };
        let points = std::slice::from_ref(&case.sample);
        let (value, _, _) = naive.loss(&theta, points);
        assert!((found.loss - value).abs() <= 1e-9 * value.max(1.0), "seed {seed}: {} for {value}", found.loss);
        assert_eq!(found.loss, loss_of(shape, &theta, x, y, *loss));
        let all: Vec<usize> = (0..theta.len()).collect();
        let (found, right): (Vec<f64>, Vec<f64>) =
            naive.gradient(&theta, points, &all).iter().zip(&gradient).filter_map(|(r, g)| Some((*g, (*r)?))).unzip();
        compared += right.len();
        from_differences = from_differences.max(apart(&found, &right));

        let mut batch = Batch::new(shape.inputs(), shape.outputs(), 1);
        x.iter().enumerate().for_each(|(i, x)| batch.input_mut(i)[0] = *x as f32);
        y.iter().enumerate().for_each(|(o, y)| batch.target_mut(o)[0] = *y as f32);
        let mut ws = Workspace::new(shape, &batch);
        let mut engine = vec![f32::NAN; parameters.len()];
        forward(parameters, &batch, &mut ws);
        backward(parameters, &batch, *loss, &mut ws, &mut engine);
        let engine: Vec<f64> = engine.iter().map(|g| f64::from(*g)).collect();
        from_engine = from_engine.max(apart(&engine, &gradient));
    }
    println!("one sample explained: {from_differences:.1e} from differences, {from_engine:.1e} from the engine");
    assert!(compared > 20_000, "{compared} numbers were compared");
    assert!(from_differences < 1e-6, "{from_differences:e} from differences");
    assert!(from_engine < 1e-5, "{from_engine:e} from the engine");
}
