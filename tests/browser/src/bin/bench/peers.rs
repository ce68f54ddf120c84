//! Kittengrad beside its peers: the same networks, starts and points in the same page, each loss checked before its speed
//! is quoted.

use std::{fs, time::Duration};

use kittengrad_browser::{Failure, Options, Outcome, Page, root};
use serde_json::Value;

/// The page's script as `cargo xtask bench` bundles it.
const SCRIPT: &str = "target/peers/peers.js";

/// Kittengrad stands in a frame: of the same origin, and so in the same thread.
const PAGE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Peers</title><link rel=\"icon\" href=\"data:,\">
<iframe src=\"index.html\" width=\"1200\" height=\"700\"></iframe>
<script type=\"module\" src=\"peers.js\"></script>";

/// A case takes half a minute at most where nothing else is at work.
const PATIENCE: Duration = Duration::from_secs(300);

/// Prints a table for each case.
pub async fn compare() -> Outcome {
    let script = fs::read_to_string(root().join(SCRIPT))?;
    let pages = vec![("/peers.html".into(), PAGE.into()), ("/peers.js".into(), script)];
    let page = Page::open(Options { path: "peers.html".into(), pages, ..Options::default() }).await?;
    page.wait_at_most(PATIENCE, "document.documentElement.dataset.boot === 'ready'").await?;
    page.set_script_timeout(PATIENCE).await?;
    let cases = page.value("peers.cases").await?;
    let mut peaks = Vec::new();
    for case in cases.as_array().into_iter().flatten().filter_map(Value::as_str) {
        peaks.push(number(&ask(&page, "peers.peak()").await?));
        let told = ask(&page, &format!("peers.compare('{case}')")).await?;
        print(&told, peaks.iter().copied().fold(0.0, f64::max));
    }
    page.console_is_clean().await
}

/// Begins something in the page and waits for what it tells.
async fn ask(page: &Page, call: &str) -> Outcome<Value> {
    page.script(call).await?;
    page.wait_at_most(PATIENCE, "told !== null").await?;
    let told = page.value("told").await?;
    match told["error"].as_str() {
        Some(error) => Err(Failure::new(format!("{call}: {error}"))),
        None => Ok(told["value"].clone()),
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

fn print(case: &Value, peak: f64) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let batch = number(&case["batch"]);
    println!(
        "\n{} {}: {} points, {} parameters; loss after {} steps {:.7}",
        text(&case["name"]),
        text(&case["net"]),
        case["points"],
        case["parameters"],
        case["steps"],
        number(&case["right"]),
    );
    println!("{:22} {:>10} {:>9} {:>9} {:>7} {:>8}  loss", "", "steps/s", "us/step", "GFLOP/s", "peak", "times");
    for row in case["rows"].as_array().into_iter().flatten() {
        let (name, loss) = (text(&row["name"]), number(&row["loss"]));
        if row["fine"] != Value::Bool(true) {
            println!("{name:22} {:>47}  {loss:.7}: not timed, its loss is another", "");
            continue;
        }
        let seconds = number(&row["seconds"]);
        let flops = number(&case["flop"]) / seconds;
        let _ = batch;
        println!(
            "{name:22} {:10.0} {:9.2} {:9.2} {:5.1} % {:8.2}  {loss:.7}",
            1.0 / seconds,
            1e6 * seconds,
            flops / 1e9,
            100.0 * flops / peak,
            number(&row["ratio"]),
        );
    }
}
