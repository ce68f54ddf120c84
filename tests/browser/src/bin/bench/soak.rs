//! A long stay: training, dragging and chapters in turn, and what the tab keeps of it.

use std::time::{Duration, Instant};

use kittengrad_browser::{Failure, Options, Outcome, Page};
use serde_json::{Value, json};

use crate::number;

/// Runs in the page before its own scripts, and remembers the memories of its modules.
const BEFORE: &str = include_str!("soak.js");
/// How long one trains and drags in each place.
const PLACE: Duration = Duration::from_secs(6);
/// What comes in the first minutes is not counted: parts that are loaded once, and memories that are filled once.
const SETTLING: f64 = 5.0;
/// Megabytes a minute that are allowed after that.
const BAR: f64 = 0.1;
/// Where a picture lies that can be dragged; null where there is none.
const PICTURE: &str = "(turn) => {
    const all = [...document.querySelectorAll('[role=application]')].filter((one) => one.checkVisibility());
    const one = all[turn % all.length];
    one?.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = one?.getBoundingClientRect();
    return box ? [box.x, box.y, box.width, Math.min(box.height, innerHeight)] : null;
}";

/// What the tab has at a time, in megabytes and numbers.
struct Sample {
    minute: f64,
    heap: f64,
    modules: f64,
    nodes: f64,
    listeners: f64,
}

/// Stays for so many minutes; thirty where none are said.
pub async fn soak(arguments: &[String]) -> Outcome {
    let minutes = f64::from(number(arguments, 0, 30)?);
    let page = Page::ready(Options { before: Some(BEFORE.to_owned()), ..Options::default() }).await?;
    page.cdp("Performance.enable", json!({})).await?;
    fill(&page).await?;
    let start = Instant::now();
    let minute = || start.elapsed().as_secs_f64() / 60.0;
    let mut samples = Vec::new();
    println!("{:>8} {:>12} {:>12} {:>9} {:>10}", "minute", "heap, MB", "modules, MB", "nodes", "listeners");
    while samples.is_empty() || minute() < minutes {
        round(&page).await?;
        let sample = sample(&page, minute()).await?;
        let Sample { minute, heap, modules, nodes, listeners } = &sample;
        println!("{minute:8.1} {heap:12.3} {modules:12.3} {nodes:9} {listeners:10}");
        samples.push(sample);
        page.console_is_clean().await?;
    }
    let settled: Vec<&Sample> = samples.iter().filter(|sample| sample.minute >= SETTLING.min(minutes / 2.0)).collect();
    let growth = slope(&settled, |sample| sample.heap) + slope(&settled, |sample| sample.modules);
    let reached = if growth < BAR { "reached" } else { "missed" };
    println!("{reached}: {growth:.3} MB a minute after the first {SETTLING} minutes, where {BAR} is the bar");
    Ok(())
}

/// Changes so much in each place that undo keeps as many changes as it ever does: what it keeps of later ones takes the place of
/// earlier ones.
async fn fill(page: &Page) -> Outcome {
    for place in places(page).await? {
        page.script(&format!("kittengrad.open({})", json!(place))).await?;
        page.drawn().await?;
        for at in 0..60 {
            // A laboratory has no parameter that could be set, but another seed.
            let change = format!("try {{ kittengrad.setParameter(0, {at} / 60) }} catch {{ kittengrad.newSeed() }}");
            page.script(&format!("{change}; kittengrad.step(20)")).await?;
        }
    }
    Ok(())
}

/// The chapters, and free play.
async fn places(page: &Page) -> Outcome<Vec<String>> {
    let chapters = page.value("[...kittengrad.chapters(), 'free']").await?;
    Ok(chapters.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// Once through free play and all chapters; then free play at rest.
async fn round(page: &Page) -> Outcome {
    let mut turn = 0;
    for place in places(page).await? {
        page.script(&format!("kittengrad.open({})", json!(place))).await?;
        page.drawn().await?;
        if place == "free" {
            page.script("kittengrad.set('model', 'network'); kittengrad.again()").await?;
        }
        let start = Instant::now();
        page.script("kittengrad.play()").await?;
        while start.elapsed() < PLACE {
            drag(page, turn).await?;
            turn += 1;
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        page.script("kittengrad.pause()").await?;
    }
    page.drawn().await
}

/// Drags across one of the pictures, from place to place as time goes by.
async fn drag(page: &Page, turn: usize) -> Outcome {
    let box_of = page.value(&format!("({PICTURE})({turn})")).await?;
    let side = |at: usize| box_of[at].as_f64();
    let (Some(x), Some(y), Some(width), Some(height)) = (side(0), side(1), side(2), side(3)) else { return Ok(()) };
    let part = |by: usize| (by * turn % 17) as f64 / 17.0;
    let place = |across: f64, down: f64| (x + width * across, y + height * down);
    page.drag(place(part(3), part(5)), place(part(7), part(11))).await
}

async fn sample(page: &Page, minute: f64) -> Outcome<Sample> {
    for _ in 0..2 {
        page.cdp("HeapProfiler.collectGarbage", json!({})).await?;
    }
    let told = page.cdp("Performance.getMetrics", json!({})).await?;
    let metric = |name: &str| {
        let mut all = told["metrics"].as_array().into_iter().flatten();
        all.find(|metric| metric["name"] == name).and_then(|metric| metric["value"].as_f64()).unwrap_or(f64::NAN)
    };
    let modules = page.value("moduleBytes()").await?.as_f64().unwrap_or(f64::NAN);
    if modules.is_nan() || modules <= 0.0 {
        return Err(Failure::new("no module's memory was found"));
    }
    let (heap, nodes, listeners) = (metric("JSHeapUsedSize"), metric("Nodes"), metric("JSEventListeners"));
    Ok(Sample { minute, heap: heap / 1e6, modules: modules / 1e6, nodes, listeners })
}

/// By the least squares of a line, a minute.
fn slope(samples: &[&Sample], of: fn(&Sample) -> f64) -> f64 {
    let count = samples.len() as f64;
    let mean = |of: &dyn Fn(&Sample) -> f64| samples.iter().map(|sample| of(sample)).sum::<f64>() / count;
    let (minute, value) = (mean(&|sample| sample.minute), mean(&|sample| of(sample)));
    let both: f64 = samples.iter().map(|sample| (sample.minute - minute) * (of(sample) - value)).sum();
    both / samples.iter().map(|sample| (sample.minute - minute).powi(2)).sum::<f64>()
}
