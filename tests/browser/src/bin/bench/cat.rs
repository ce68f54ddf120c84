//! The laboratory of the cat: what a step of its three learners takes, and frames a second while it plays, also on a slow device.

use std::time::Duration;

use kittengrad_browser::{Options, Outcome, Page};
use serde_json::{Value, json};

use crate::draw::spread;

/// Milliseconds of a step of all three learners, with its share of the exam.
const STEP: f64 = 10.0;
/// Seconds of a run after which it knows cats.
const RUN: (u32, f64) = (600, 6.0);
/// Frames a second, and on a device that takes so many times as long. A clock that ticks in tenths of a millisecond may see a
/// little less.
const FRAMES: [(f64, f64); 2] = [(1.0, 59.0), (4.0, 30.0)];

/// All of it, in a page of its own.
pub async fn cat() -> Outcome {
    let page = Page::ready(Options { path: "#at=cat".to_owned(), ..Options::default() }).await?;
    page.wait("kittengrad.sheets().picture.length === 2").await?;
    step(&page).await?;
    for (slower, bar) in FRAMES {
        page.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": slower })).await?;
        let rate = frames(&page, slower).await?;
        let reached = if rate >= bar { "reached" } else { "missed" };
        println!("{reached}: {rate:.1} frames a second, where {bar} is the bar");
    }
    page.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": 1 })).await?;
    page.console_is_clean().await
}

/// Milliseconds of a step, in rounds of 200; and of a whole run, from its start.
async fn step(page: &Page) -> Outcome {
    let timed = |steps: u32| {
        format!(
            "(() => {{ const begin = performance.now(); kittengrad.step({steps}); return performance.now() - begin }})()"
        )
    };
    let time = |value: Value| value.as_f64().unwrap_or(f64::NAN);
    let mut rounds = Vec::new();
    for _ in 0..RUN.0 / 200 {
        rounds.push(time(page.value(&timed(200)).await?));
    }
    let whole = rounds.iter().sum::<f64>() / 1000.0;
    rounds.sort_by(f64::total_cmp);
    let step = rounds[rounds.len() / 2] / 200.0;
    let told = page.value("kittengrad.look()").await?;
    println!("\nlaboratory of the cat: {} steps in {whole:.2} s, right: {}", RUN.0, told["right"]);
    verdict("ms a step", step, STEP);
    verdict(&format!("s for {} steps", RUN.0), whole, RUN.1);
    Ok(())
}

/// Frames a second while it plays at the normal pace, of five seconds.
async fn frames(page: &Page, slower: f64) -> Outcome<f64> {
    page.script("kittengrad.pause(); kittengrad.rewind(); kittengrad.play()").await?;
    page.script(
        "globalThis.seen5 = null; const begin = performance.now() + 1000, times = [], frames = []; \
                 const note = now => { if (now >= begin) { times.push(now); frames.push(kittengrad.lastFrame()) } \
                 if (now < begin + 5000) requestAnimationFrame(note); else globalThis.seen5 = { times, frames, \
                 step: kittengrad.status().step } }; requestAnimationFrame(note)",
    )
    .await?;
    page.wait_at_most(Duration::from_secs(60), "seen5 !== null").await?;
    let seen = page.value("seen5").await?;
    page.script("kittengrad.pause()").await?;
    let times: Vec<f64> = seen["times"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    let longest = times.windows(2).map(|pair| pair[1] - pair[0]).fold(0.0, f64::max);
    let seconds = times.last().zip(times.first()).map_or(f64::NAN, |(last, first)| (last - first) / 1000.0);
    let rate = (times.len() as f64 - 1.0) / seconds;
    let (median, most) = spread(&seen["frames"], "whole");
    println!(
        "\nlaboratory of the cat, processor slowed {slower} times: the longest gap {longest:.0} ms; {} steps; script a frame \
         {median:.1} ms, 95 % within {most:.1} ms",
        seen["step"],
    );
    Ok(rate)
}

/// Says whether something took less than it may.
fn verdict(what: &str, took: f64, most: f64) {
    println!("{}: {took:.2} {what}, where {most:.2} is the bar", if took <= most { "reached" } else { "missed" });
}
