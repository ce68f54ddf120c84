//! How fast the page trains by itself, and how the cost of a step grows with points and with parameters.

use kittengrad_browser::{Failure, Outcome, Page};

/// The networks whose training is timed: what they are called, their settings, how many points they learn.
///
/// They are the four on which the libraries of the field have been compared. Those with two inputs have one here, since
/// the page learns y from x; the third learns from all points at once and not in batches of ten.
const NETWORKS: [(&str, &str, u32); 4] = [
    ("line", "{ model: 'line' }", 50),
    ("1-8-8-1 tanh", "{ model: 'network', layers: '8,8', activation: 'tanh' }", 100),
    ("1-4-2-1 tanh", "{ model: 'network', layers: '4,2', activation: 'tanh' }", 250),
    ("1-64-64-64-1 ReLU", "{ model: 'network', layers: '64,64,64', activation: 'relu' }", 200),
];

/// The points that one network learns, over three decades.
const POINTS: [u32; 7] = [2, 6, 20, 60, 200, 600, 2000];

/// The hidden layers of networks whose parameters span three decades: 10, 25, 97, 321, 1,153, 4,353, 12,673, 29,313.
const LAYERS: [&str; 8] = ["3", "8", "8,8", "16,16", "32,32", "64,64", "64,64,64,64", "64,64,64,64,64,64,64,64"];

/// What a network's training took.
struct Trained {
    /// Of one step.
    seconds: f64,
    parameters: f64,
    /// The training loss at the start and at the end.
    losses: (f64, f64),
}

/// Steps a second of the page's own `step(n)`: forward, backward, update, both losses recorded and checked.
pub async fn train(page: &Page) -> Outcome {
    println!("\n{:20} {:>6} {:>10} {:>9} {:>9}  training loss", "training", "points", "steps/s", "us/step", "GFLOP/s");
    for (name, settings, points) in NETWORKS {
        let Trained { seconds, parameters, losses: (before, after) } = time(page, settings, points).await?;
        if !(after.is_finite() && after < before) {
            return Err(Failure::new(format!("{name} does not learn: its loss went from {before} to {after}")));
        }
        // A multiplication and an addition for each parameter and point, forward, and twice that backward.
        let flops = 6.0 * parameters * f64::from(points) / seconds;
        println!(
            "{name:20} {points:6} {:10.0} {:9.2} {:9.1}  {before:.4} to {after:.4}",
            1.0 / seconds,
            1e6 * seconds,
            flops / 1e9
        );
    }
    Ok(())
}

/// The cost of a step over three decades of points and of parameters: it should grow as they do and no faster.
pub async fn grow(page: &Page) -> Outcome {
    println!("\n{:20} {:>10} {:>9}   (1-8-8-1 tanh)", "points", "us/step", "ns each");
    let mut measured = Vec::new();
    for points in POINTS {
        let settings = "{ model: 'network', layers: '8,8', activation: 'tanh' }";
        let Trained { seconds, parameters, .. } = time(page, settings, points).await?;
        let points = f64::from(points);
        println!("{points:<20} {:10.2} {:9.3}", 1e6 * seconds, 1e9 * seconds / (parameters * points));
        measured.push((points, seconds));
    }
    println!(
        "from {} points on, the time grows as their number to the power of {:.2}",
        POINTS[3],
        exponent(&measured[3..])
    );

    println!("\n{:20} {:>10} {:>9}   (ReLU, 200 points)", "parameters", "us/step", "ns each");
    let mut measured = Vec::new();
    for layers in LAYERS {
        let settings = format!("{{ model: 'network', layers: '{layers}', activation: 'relu' }}");
        let Trained { seconds, parameters, .. } = time(page, &settings, 200).await?;
        println!("{parameters:<20} {:10.2} {:9.4}", 1e6 * seconds, 1e9 * seconds / (parameters * 200.0));
        measured.push((parameters, seconds));
    }
    let larger = &measured[4..];
    println!(
        "from {} parameters on, the time grows as their number to the power of {:.2}",
        larger[0].0,
        exponent(larger)
    );
    println!("(each: a parameter for a point)");
    Ok(())
}

/// The slope of the line through the logarithms, by least squares.
fn exponent(measured: &[(f64, f64)]) -> f64 {
    let logarithms: Vec<(f64, f64)> = measured.iter().map(|(size, seconds)| (size.ln(), seconds.ln())).collect();
    let n = logarithms.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| logarithms.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let both: f64 = logarithms.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    both / logarithms.iter().map(|p| (p.0 - x) * (p.0 - x)).sum::<f64>()
}

async fn time(page: &Page, settings: &str, points: u32) -> Outcome<Trained> {
    let told = page.script(&format!("return ({TIME_STEPS})({settings}, {points})")).await?;
    let number = |key: &str| told[key].as_f64().unwrap_or(f64::NAN);
    let losses = (number("before"), number("after"));
    Ok(Trained { seconds: number("seconds"), parameters: number("parameters"), losses })
}

/// The median of nine rounds of about 60 ms each, after a warm-up.
const TIME_STEPS: &str = "(settings, count) => {
    const k = globalThis.kittengrad;
    const begins = { 'learning-rate': 0.01, optimizer: 'gd', activation: 'tanh', init: 'xavier' };
    for (const [key, value] of Object.entries(begins)) k.set(key, value);
    for (const [key, value] of Object.entries(settings)) k.set(key, value);
    const x = i => 6 * i / (count - 1) - 3;
    k.setPoints(Array.from({ length: count }, (_, i) => ({ x: x(i), y: Math.sin(2 * x(i)) + x(i), heldOut: false })));
    k.rewind();
    const before = k.status().trainLoss;
    const timed = n => { const t = performance.now(); k.step(n); return performance.now() - t };
    let n = 1;
    while (timed(n) < 60 && n < 500000) n *= 2;
    const rounds = Array.from({ length: 9 }, () => timed(n)).sort((a, b) => a - b);
    const after = k.status().trainLoss;
    return { seconds: rounds[4] / n / 1000, before, after, parameters: k.parameters().length };
}";
