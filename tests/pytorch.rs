//! Whole runs against PyTorch's: the records that tests/fixtures/pytorch.py has written are trained again and compared.

use std::collections::HashMap;

use kittengrad::learn::{
    Activation, Batch, Layer, Loss, Optimizer, OptimizerState, Penalty, Schedule, Shape, Workspace, backward, forward,
};

/// A record: its name, its words, its rows of numbers, and the points that each step sees, if not all.
#[derive(Default)]
struct Record {
    name: String,
    choices: Vec<String>,
    numbers: HashMap<String, Vec<f32>>,
    batches: Vec<Vec<u32>>,
}

fn records() -> Vec<Record> {
    let (mut all, mut record) = (Vec::new(), Record::default());
    for line in include_str!("fixtures/pytorch.txt").lines() {
        let mut words = line.split(' ');
        match words.next().unwrap() {
            "run" => record.name = words.next().unwrap().to_owned(),
            "choices" => record.choices = words.map(str::to_owned).collect(),
            "batch" => record.batches.push(words.map(|w| w.parse().unwrap()).collect()),
            "end" => all.push(std::mem::take(&mut record)),
            key => drop(record.numbers.insert(key.to_owned(), words.map(|w| w.parse().unwrap()).collect())),
        }
    }
    all
}

impl Record {
    fn shape(&self) -> Shape {
        let activation = match self.choices[0].as_str() {
            "linear" => Activation::Linear,
            "relu" => Activation::Relu,
            "leaky-relu" => Activation::LeakyRelu,
            "tanh" => Activation::Tanh,
            "sigmoid" => Activation::Sigmoid,
            "elu" => Activation::Elu,
            "gelu" => Activation::Gelu,
            "silu" => Activation::Silu,
            other => panic!("{other}"),
        };
        let widths: Vec<usize> = self.numbers["widths"].iter().map(|&w| w as usize).collect();
        let mut layers: Vec<Layer> = widths[1..].iter().map(|&units| Layer { units, activation }).collect();
        layers.last_mut().unwrap().activation = Activation::Linear;
        Shape::new(widths[0], &layers)
    }

    fn loss(&self) -> Loss {
        match self.choices[1].as_str() {
            "mse" => Loss::MeanSquared,
            "mae" => Loss::MeanAbsolute,
            "huber" => Loss::Huber,
            "logistic" => Loss::Logistic,
            "cross-entropy" => Loss::CrossEntropy,
            other => panic!("{other}"),
        }
    }

    fn optimizer(&self) -> Optimizer {
        match self.choices[2].as_str() {
            "descent" => Optimizer::Descent,
            "momentum" => Optimizer::Momentum { momentum: 0.9 },
            "nesterov" => Optimizer::Nesterov { momentum: 0.9 },
            "rmsprop" => Optimizer::RmsProp,
            "adam" => Optimizer::Adam,
            other => panic!("{other}"),
        }
    }

    fn schedule(&self) -> Schedule {
        match self.choices[3].as_str() {
            "constant" => Schedule::Constant,
            "step" => Schedule::Step { every: 40, factor: 0.5 },
            "cosine" => Schedule::Cosine { over: 300 },
            "warm-up" => Schedule::WarmUp { over: 50, from: 1.0 / 3.0 },
            other => panic!("{other}"),
        }
    }

    /// All points; classes are told by their numbers.
    fn points(&self, shape: &Shape) -> Batch {
        let (x, y) = (&self.numbers["x"], &self.numbers["y"]);
        let count = x.len() / shape.inputs();
        let mut points = Batch::new(shape.inputs(), y.len() / count, count);
        for p in 0..count {
            (0..shape.inputs()).for_each(|i| points.input_mut(i)[p] = x[p * shape.inputs() + i]);
            (0..points.target_count()).for_each(|o| points.target_mut(o)[p] = y[p * points.target_count() + o]);
        }
        points
    }
}

/// |found − right| / |right|, as lengths of vectors.
fn distance(found: &[f32], right: &[f32]) -> f64 {
    assert_eq!(found.len(), right.len());
    let length = |values: &mut dyn Iterator<Item = f64>| values.map(|v| v * v).sum::<f64>().sqrt();
    let wide = |v: &f32| f64::from(*v);
    length(&mut found.iter().zip(right).map(|(a, b)| wide(a) - wide(b))) / length(&mut right.iter().map(wide))
}

#[test]
fn runs_are_those_of_pytorch() {
    let records = records();
    assert!(records.len() >= 40);
    println!(
        "\nRuns against PyTorch's: relative distance of the first gradient, of the parameters, and the worst of a loss"
    );
    for record in records {
        let shape = record.shape();
        let [learning_rate, l1, l2, _, steps] = record.numbers["numbers"][..] else { panic!("numbers") };
        let penalty = match (l1, l2) {
            (0.0, 0.0) => Penalty::None,
            (0.0, strength) => Penalty::L2 { strength },
            (strength, _) => Penalty::L1 { strength },
        };
        let (loss, optimizer, schedule) = (record.loss(), record.optimizer(), record.schedule());
        let points = record.points(&shape);
        let mut seen = points.clone();
        let mut ws = Workspace::new(&shape, &points);
        let mut parameters = record.numbers["start"].clone();
        let mut gradients = vec![0.0; parameters.len()];
        let mut memory = OptimizerState::new(parameters.len());
        let (mut losses, mut first) = (Vec::new(), 0.0);
        for step in 0..=steps as usize {
            if step % 50 == 0 {
                forward(&parameters, &points, &mut ws);
                losses.push(loss.value(&points, &ws));
            }
            if step == steps as usize {
                break;
            }
            if let Some(batch) = record.batches.get(step) {
                seen.gather(&points, batch);
            }
            forward(&parameters, &seen, &mut ws);
            backward(&parameters, &seen, loss, &mut ws, &mut gradients);
            penalty.add_gradient(&shape, &parameters, &mut gradients);
            if step == 0 {
                first = distance(&gradients, &record.numbers["gradient"]);
                assert!(first < 1e-4, "{}: the first gradient is off by {first:e}", record.name);
            }
            optimizer.step(&mut parameters, &gradients, learning_rate * schedule.factor(step as u64), &mut memory);
        }
        let off = distance(&parameters, &record.numbers["final"]);
        let worst = losses.iter().zip(&record.numbers["losses"]).map(|(a, b)| f64::from((a / b - 1.0).abs()));
        let worst = worst.fold(0.0, f64::max);
        println!("{:28} {first:10.1e} {off:10.1e} {worst:10.1e}", record.name);
        assert_eq!(losses.len(), record.numbers["losses"].len());
        assert!(off < 5e-3, "{}: the parameters are off by {off:e}", record.name);
        assert!(worst < 2e-3, "{}: a loss is off by {worst:e}", record.name);
    }
}
