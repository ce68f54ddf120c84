//! What straight lines and networks make of the patterns of two classes.
//!
//! The numbers of every pattern and network: `cargo test --test patterns -- --ignored --nocapture`.

use kittengrad::data::{Pattern, Point, Stream, split};
use kittengrad::learn::training::RngStreams;
use kittengrad::learn::{
    Activation, Batch, Init, Loss, Optimizer, Recipe, Shape, Training, Workspace, forward, initialize,
};

/// The noise that the page begins with.
const NOISE: f64 = 0.3;

/// These samples as a batch, each measure less its mean over `all` and divided by its deviation there.
fn batch<'a>(samples: impl Iterator<Item = &'a Point>, all: &[Point]) -> Batch {
    let samples: Vec<&Point> = samples.collect();
    let mut batch = Batch::new(2, 1, samples.len());
    for (i, measure) in [|p: &Point| p.x, |p: &Point| p.y].into_iter().enumerate() {
        let mean = all.iter().map(measure).sum::<f64>() / all.len() as f64;
        let square = |p: &Point| (measure(p) - mean) * (measure(p) - mean);
        let deviation = (all.iter().map(square).sum::<f64>() / all.len() as f64).sqrt();
        let standard = samples.iter().map(|p| ((measure(p) - mean) / deviation) as f32);
        batch.input_mut(i).iter_mut().zip(standard).for_each(|(to, value)| *to = value);
    }
    batch.target_mut(0).iter_mut().zip(&samples).for_each(|(to, p)| *to = p.kind.label() as f32);
    batch
}

/// The share of a batch's samples that the model puts into their class.
fn right(shape: &Shape, parameters: &[f32], batch: &Batch) -> f64 {
    let mut ws = Workspace::new(shape, batch);
    forward(parameters, batch, &mut ws);
    let right = ws.output().iter().zip(batch.target(0)).filter(|(answer, y)| (**answer > 0.0) == (**y == 1.0)).count();
    right as f64 / batch.count() as f64
}

/// The share of held-out samples and of all others that is right after each of these numbers of full-batch Adam steps.
fn learned(points: &[Point], hidden: &[usize], activation: Activation, seed: u32, steps: &[u64]) -> Vec<(f64, f64)> {
    let learning: Vec<Point> = points.iter().filter(|p| !p.held_out).copied().collect();
    let (train, test) = (batch(learning.iter(), &learning), batch(points.iter().filter(|p| p.held_out), &learning));
    let shape = Shape::network(2, hidden, activation, 1);
    let mut parameters = vec![0.0; shape.parameter_count()];
    initialize(&shape, Init::Suited, &mut Stream::Weights.of(seed), &mut parameters);
    let recipe = Recipe { loss: Loss::Logistic, optimizer: Optimizer::Adam, learning_rate: 0.03, ..Recipe::default() };
    let (mut ws, mut training) = (Workspace::new(&shape, &train), Training::new(&shape, &train));
    let mut chance = RngStreams { order: Stream::Order.of(seed), dropout: Stream::Dropout.of(seed) };
    let mut shares = Vec::new();
    for &until in steps {
        while training.steps() < until {
            forward(&parameters, &train, &mut ws);
            training.step(&recipe, &mut parameters, &train, &mut ws, &mut chance);
        }
        shares.push((right(&shape, &parameters, &test), right(&shape, &parameters, &train)));
    }
    shares
}

/// Samples of a seed, of which a share is held out.
fn samples(pattern: Pattern, count: usize, seed: u32) -> Vec<Point> {
    let mut points = pattern.generate(count, NOISE, &mut Stream::Points.of(seed));
    split(&mut points, 0.2, &mut Stream::Split.of(seed));
    points
}

/// The largest share that one straight line has right, over 360 directions and every threshold.
fn best_line(points: &[Point]) -> f64 {
    let mut best = 0;
    for degree in 0..360 {
        let (sin, cos) = f64::from(degree).to_radians().sin_cos();
        let mut along: Vec<(f64, bool)> =
            points.iter().map(|p| (p.x * cos + p.y * sin, p.kind.is_positive())).collect();
        along.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Positive beyond the threshold, which rises past one sample after the other.
        let mut right = along.iter().filter(|(_, positive)| *positive).count();
        best = best.max(right);
        for (_, positive) in along {
            right = if positive { right - 1 } else { right + 1 };
            best = best.max(right);
        }
    }
    best as f64 / points.len() as f64
}

#[test]
fn one_straight_line_is_right_as_often_as_a_pattern_claims() {
    let claims = [
        (Pattern::Cats, 0.68, 0.80),
        (Pattern::Blobs, 0.95, 1.0),
        (Pattern::Circle, 0.60, 0.75),
        (Pattern::Xor, 0.65, 0.76),
        (Pattern::Moons, 0.84, 0.94),
        (Pattern::Spiral, 0.58, 0.72),
    ];
    assert_eq!(claims.map(|claim| claim.0), Pattern::ALL);
    for (pattern, least, most) in claims {
        for count in [60, 100, 180, 300] {
            for seed in 0..20 {
                let share = best_line(&samples(pattern, count, seed));
                assert!((least..=most).contains(&share), "{pattern:?}: {share} of {count}, seed {seed}");
            }
        }
    }
}

#[test]
fn three_or_four_neurons_fence_the_cats_in_and_two_seldom_do() {
    let good = |hidden: usize, count: usize| {
        let shares = (0..20).map(|seed| {
            let points = samples(Pattern::Cats, count, seed);
            learned(&points, &[hidden], Activation::Tanh, seed, &[1000])[0].0
        });
        shares.filter(|share| *share >= 0.95).count()
    };
    for (hidden, count, least, most) in
        [(2, 300, 0, 10), (3, 300, 18, 20), (4, 300, 18, 20), (4, 200, 18, 20), (4, 100, 18, 20)]
    {
        let good = good(hidden, count);
        assert!((least..=most).contains(&good), "{hidden} neurons, {count} samples: {good} of 20");
    }
}

#[test]
#[ignore = "a table for whoever changes a pattern"]
fn what_lines_and_networks_make_of_every_pattern() {
    use Activation::{Relu, Tanh};
    let networks: [&[usize]; 6] = [&[2], &[3], &[4], &[4, 2], &[8], &[8, 8]];
    let steps = [500, 1000, 2000, 5000];
    let percent = |shares: &[f64]| 100.0 * shares.iter().sum::<f64>() / shares.len() as f64;
    for (pattern, count) in Pattern::ALL.into_iter().flat_map(|pattern| [(pattern, 100), (pattern, 300)]) {
        let all: Vec<Vec<Point>> = (0..20).map(|seed| samples(pattern, count, seed)).collect();
        let lines: Vec<f64> = all.iter().map(|points| best_line(points)).collect();
        let most = lines.iter().copied().fold(0.0, f64::max);
        println!("{pattern:?}, {count} samples: best line {:.1} %, at most {:.1} %", percent(&lines), 100.0 * most);
        println!(
            "  after {steps:?} steps: % of held-out samples right (seeds of 20 with at least 95 %), % of the others"
        );
        for (hidden, activation) in networks.into_iter().flat_map(|hidden| [(hidden, Tanh), (hidden, Relu)]) {
            let runs: Vec<_> = (0..).zip(&all).map(|(seed, p)| learned(p, hidden, activation, seed, &steps)).collect();
            let told = (0..steps.len()).map(|at| {
                let (held_out, others): (Vec<f64>, Vec<f64>) = runs.iter().map(|run| run[at]).unzip();
                let good = held_out.iter().filter(|share| **share >= 0.95).count();
                format!("{:5.1} ({good:2}) {:5.1}", percent(&held_out), percent(&others))
            });
            let name = format!("{hidden:?} {activation:?}");
            println!("  {name:12} {}", told.collect::<Vec<_>>().join("   "));
        }
    }
}
