//! Kittengrad beside its peers: the same networks, starts and points in the same page, each loss checked before its speed
//! is quoted.

use std::{fs, time::Duration};

use kittengrad_browser::{Failure, Options, Outcome, Page, root};
use serde_json::Value;

/// The page's script as `cargo xtask bench` bundles it.
const SCRIPT: &str = "target/peers/peers.js";

/// Kittengrad stands in a frame: of the same origin, and so in the same thread.
const PAGE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Peers</title>
<link rel=\"icon\" href=\"data:,\"><iframe src=\"index.html\" width=\"1200\" height=\"700\"></iframe>
<script type=\"module\" src=\"peers.js\"></script>";

/// A case takes half a minute where nothing else is at work.
const PATIENCE: Duration = Duration::from_secs(600);

/// Prints a table for each case.
pub async fn compare() -> Outcome {
    let script = fs::read_to_string(root().join(SCRIPT))?;
    let pages = vec![("/peers.html".into(), PAGE.into()), ("/peers.js".into(), script)];
    let page = Page::open(Options { path: "peers.html".into(), pages, ..Options::default() }).await?;
    page.set_script_timeout(PATIENCE).await?;
    page.wait_at_most(PATIENCE, "document.documentElement.dataset.boot === 'ready'").await?;
    println!("\n{CAPTION}");
    let cases = page.value("peers.cases").await?.as_u64().unwrap_or_default();
    for at in 0..cases {
        page.script(&format!("peers.compare({at})")).await?;
        page.wait_at_most(PATIENCE, "told !== null").await?;
        let told = page.value("told").await?;
        if let Some(error) = told["error"].as_str() {
            return Err(Failure::new(format!("case {at}: {error}")));
        }
        print(&told["value"]);
        // A peer may be wrong; the page may not.
        if told["value"]["rows"][0]["fine"] != Value::Bool(true) {
            return Err(Failure::new("the page's own loss is another than the right one"));
        }
    }
    page.console_is_clean().await
}

const CAPTION: &str = "Kittengrad and its peers: one page, one thread, in turn in the same rounds, on the same network,
start and points. W1 to W4 learn y from one x; P3 and P4 the class of a point of two inputs, by the
logistic loss, which ConvNetJS does not have: it has a softmax of two outputs there. W5 learns the
class of a picture, by a plan of src/deep as a module of its own. Medians.
times: how many times as long a step takes as the page's own step(n), which also records the losses
and checks them. peak: the share of what a loop of SIMD multiplications and additions reaches.
A step counts 6 operations for each parameter and point; of W5 two for each multiplication by a
weight, which the first layer does not do for what lies below. JavaScript by hand stands in for
TensorFlow Playground, which is in no registry.";

fn print(case: &Value) {
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let (points, batch) = (number(&case["points"]), number(&case["batch"]));
    println!(
        "\n{}: {}, {points} points{}, {} parameters; the right loss after {} steps is {:.7}; peak {:.0} GFLOP/s",
        text(&case["name"]),
        text(&case["net"]),
        if batch < points { format!(" in batches of {batch}") } else { String::new() },
        case["parameters"],
        case["check"],
        number(&case["right"]),
        number(&case["peak"]) / 1e9,
    );
    println!("{:20} {:>10} {:>9} {:>9} {:>7} {:>7}  loss", "", "steps/s", "us/step", "GFLOP/s", "peak", "times");
    let rows: Vec<&Value> = case["rows"].as_array().into_iter().flatten().collect();
    for row in &rows {
        let (name, loss) = (text(&row["name"]), number(&row["loss"]));
        if row["fine"] != Value::Bool(true) {
            println!("{name:20} {:46}  {loss:.7}: not timed, since its loss is another", "");
            continue;
        }
        let seconds = number(&row["seconds"]);
        println!(
            "{name:20} {:10.0} {:9.2} {:9.2} {:5.1} % {:7.2}  {loss:.7}",
            1.0 / seconds,
            1e6 * seconds,
            number(&case["flop"]) / seconds / 1e9,
            100.0 * number(&row["share"]),
            number(&row["times"]),
        );
    }
    let of = |name: &str, key: &str| rows.iter().find(|row| text(&row["name"]) == name).map(|row| number(&row[key]));
    let bar = &case["bar"];
    let peer = text(&bar["peer"]);
    verdict(&format!("times as fast as {peer}"), of(&peer, "times"), bar["times"].as_f64());
    verdict("of the peak", of("Kittengrad", "share"), bar["share"].as_f64());
}

/// Says whether a bar is reached, if there is one and it was measured.
fn verdict(what: &str, reached: Option<f64>, wanted: Option<f64>) {
    if let (Some(reached), Some(wanted)) = (reached, wanted) {
        let word = if reached >= wanted { "reached" } else { "missed" };
        println!("{word}: {reached:.2} {what}, where {wanted:.2} is the bar");
    }
}
