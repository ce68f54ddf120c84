//! Whether what is drawn of the model is computed as fast as training's own forward pass.

use kittengrad_browser::{Outcome, Page};

/// Hidden layers, points, and how often each is computed.
const NETWORKS: [(&str, u32, u32); 2] = [("8,8", 100, 4000), ("64,64,64,64,64,64,64,64", 200, 60)];

/// Places of x at which the pictures' curves are computed.
const CURVE: f64 = 201.0;

/// Nanoseconds for each parameter and point of a forward pass, of a cell of the loss surface (a pass at other parameters,
/// and its loss), and of the curve together with every neuron's answers (a pass over other points) and all else that a frame
/// brings up to date. The least of many rounds, since whatever else the machine does only adds to them.
pub async fn grids(page: &Page) -> Outcome {
    println!(
        "\n{:32} {:>8} {:>8} {:>8}   (ns for each parameter and point)",
        "evaluation", "forward", "surface", "curves"
    );
    for (layers, points, times) in NETWORKS {
        let told = page
            .script(&format!(
                "const k = kittengrad; k.pause(); k.set('dataset', 'sine'); k.set('held-out', 0); k.set('points', {points}); \
                 k.set('model', 'network'); k.set('layers', '{layers}'); k.set('activation', 'tanh'); k.set('optimizer', 'gd'); k.setPoints(k.points()); k.step(20); \
                 const rounds = Array.from({{ length: 15 }}, () => [...k.timePasses({times})]); \
                 const least = i => Math.min(...rounds.map(round => round[i])); \
                 return [k.parameters().length, least(0), least(1), least(2)]"
            ))
            .await?;
        let number = |i: usize| told[i].as_f64().unwrap_or(f64::NAN);
        let each = |i: usize, places: f64| 1e6 * number(i) / (number(0) * places);
        let (forward, surface, curves) = (each(1, points.into()), each(2, points.into()), each(3, CURVE));
        let name = format!("tanh {layers}");
        println!("{name:32} {forward:8.4} {surface:8.4} {curves:8.4}");
        println!("{:32} {:8.2} {:8.2} {:8.2}   times the forward pass", "", 1.0, surface / forward, curves / forward);
    }
    Ok(())
}
