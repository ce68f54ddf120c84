//! What the page weighs, how long it takes to start, and how fast it trains and draws.

mod peers;

use std::{fs, io::Write, path::Path};

use kittengrad_browser::{Failure, Options, Outcome, Page, root};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    if std::env::args().any(|argument| argument == "--peers") {
        return peers::compare().await;
    }
    weigh(&root().join("dist"))?;
    start().await?;
    let page = Page::ready(Options::default()).await?;
    train(&page).await?;
    draw(&page).await
}

/// The bytes of each file as it lies there, and as a server would send it with brotli at its best.
fn weigh(folder: &Path) -> Outcome {
    let mut files: Vec<_> =
        fs::read_dir(folder)?.flatten().map(|file| file.path()).filter(|path| path.is_file()).collect();
    files.sort();
    if files.is_empty() {
        return Err(Failure::new("dist/ holds no page; `cargo xtask build` makes it"));
    }
    println!("{:>10} {:>10}  file", "bytes", "brotli");
    let (mut raw, mut packed) = (0, 0);
    for path in files {
        let bytes = fs::read(&path)?;
        let small = brotli_bytes(&bytes)?;
        println!("{:10} {small:10}  {}", bytes.len(), path.file_name().unwrap_or_default().display());
        raw += bytes.len();
        packed += small;
    }
    println!("{raw:10} {packed:10}  in all");
    Ok(())
}

fn brotli_bytes(bytes: &[u8]) -> Outcome<usize> {
    let mut packed = Vec::new();
    let (quality, window) = (11, 22); // what a static host sends
    brotli::CompressorWriter::new(&mut packed, 4096, quality, window).write_all(bytes)?;
    Ok(packed.len())
}

/// From the browser's first request to a page that is ready, each time with an empty cache.
async fn start() -> Outcome {
    let mut times = Vec::new();
    for _ in 0..3 {
        let page = Page::open(Options { before: Some(NOTE_WHEN_READY.into()), ..Options::default() }).await?;
        page.wait_for_boot("ready").await?;
        times.push(page.value("globalThis.readyAfter").await?.as_f64().unwrap_or(f64::NAN));
    }
    times.sort_by(f64::total_cmp);
    println!("\nready after {:.0} ms (the middle of {} starts)", times[times.len() / 2], times.len());
    Ok(())
}

const NOTE_WHEN_READY: &str = "
    new MutationObserver(() => {
        if (document.documentElement?.dataset.boot === 'ready') globalThis.readyAfter ??= performance.now();
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-boot'] })";

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

/// Steps a second of the page's own `step(n)`: forward, backward, update, both losses recorded and checked.
async fn train(page: &Page) -> Outcome {
    println!("\n{:20} {:>6} {:>10} {:>9} {:>9}  training loss", "training", "points", "steps/s", "us/step", "GFLOP/s");
    for (name, settings, points) in NETWORKS {
        let body = format!("return ({TIME_STEPS})({settings}, {points})");
        let told = page.script(&body).await?;
        let number = |key: &str| told[key].as_f64().unwrap_or(f64::NAN);
        let (seconds, before, after) = (number("seconds"), number("before"), number("after"));
        if !(after.is_finite() && after < before) {
            return Err(Failure::new(format!("{name} does not learn: its loss went from {before} to {after}")));
        }
        // A multiplication and an addition for each parameter and point, forward, and twice that backward.
        let flops = 6.0 * number("parameters") * f64::from(points) / seconds;
        println!(
            "{name:20} {points:6} {:10.0} {:9.2} {:9.1}  {before:.4} to {after:.4}",
            1.0 / seconds,
            1e6 * seconds,
            flops / 1e9
        );
    }
    Ok(())
}

/// The median of nine rounds of about 60 ms each, after a warm-up.
const TIME_STEPS: &str = "(settings, count) => {
    const k = globalThis.kittengrad;
    k.set('learning-rate', 0.01);
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

/// Milliseconds of script that each picture and a whole frame take at the defaults: 60 points, layers 8,8.
async fn draw(page: &Page) -> Outcome {
    page.script(
        "const k = kittengrad; k.pause(); k.set('dataset', 'houses'); k.set('model', 'network'); \
                 k.set('layers', '8,8'); k.set('activation', 'tanh'); k.rewind(); k.step(200); k.play()",
    )
    .await?;
    page.script(
        "globalThis.frames300 = []; const note = () => { frames300.push(kittengrad.lastFrame()); \
                 if (frames300.length < 300) requestAnimationFrame(note) }; requestAnimationFrame(note)",
    )
    .await?;
    page.wait("frames300.length === 300").await?;
    let frames = page.value("frames300").await?;
    println!("\n{:20} {:>8} {:>8}   (ms of script in 300 frames while training)", "frame", "median", "95 %");
    for part in ["training", "cells", "fit", "surface", "losses", "layers", "words", "whole"] {
        let all = frames.as_array().into_iter().flatten();
        let mut all: Vec<f64> = all.filter_map(|frame| frame[part].as_f64()).collect();
        all.sort_by(f64::total_cmp);
        let at = |share: f64| all.get((share * all.len() as f64) as usize).copied().unwrap_or(f64::NAN);
        println!("{part:20} {:8.2} {:8.2}", at(0.5), at(0.95));
    }
    page.script("kittengrad.pause()").await?;
    let times = page.value("kittengrad.timeDrawing(200)").await?;
    println!("\n{:20} {:>8} {:>8}   (ms a drawing, 200 in a row)", "picture", "marks", "with base");
    for picture in ["fit", "surface", "losses", "layers"] {
        let time = |i: usize| times[picture][i].as_f64().unwrap_or(f64::NAN);
        println!("{picture:20} {:8.3} {:8.3}", time(0), time(1));
    }
    page.console_is_clean().await
}
