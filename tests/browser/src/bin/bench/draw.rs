//! What a frame costs, part by part and picture by picture, and whether the largest network still runs smoothly.

use std::time::Duration;

use kittengrad_browser::{Outcome, Page};
use serde_json::Value;

const PARTS: [&str; 8] = ["training", "cells", "fit", "surface", "losses", "layers", "words", "whole"];

/// Milliseconds of script that each picture and a whole frame take at the defaults: 60 points, layers 8,8.
pub async fn frame(page: &Page) -> Outcome {
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
    for part in PARTS {
        let (median, most) = spread(&frames, part);
        println!("{part:20} {median:8.2} {most:8.2}");
    }
    page.script("kittengrad.pause()").await?;
    page.script("kittengrad.measure('degree', 100, 5)").await?;
    page.drawn().await?;
    let times = page.value("kittengrad.timeDrawing(200)").await?;
    println!("\n{:20} {:>8} {:>8}   (ms a drawing, 200 in a row)", "picture", "marks", "with base");
    for picture in ["fit", "surface", "losses", "layers", "sweep"] {
        let time = |i: usize| times[picture][i].as_f64().unwrap_or(f64::NAN);
        println!("{picture:20} {:8.3} {:8.3}", time(0), time(1));
    }
    Ok(())
}

/// The median of a part of the frames, and what 95 % of them do not exceed.
pub fn spread(frames: &Value, part: &str) -> (f64, f64) {
    let mut all: Vec<f64> = frames.as_array().into_iter().flatten().filter_map(|frame| frame[part].as_f64()).collect();
    all.sort_by(f64::total_cmp);
    let at = |share: f64| all.get((share * all.len() as f64) as usize).copied().unwrap_or(f64::NAN);
    (at(0.5), at(0.95))
}

/// Frames a second of the largest network that the page can have, on 500 points, while training takes what it is given.
pub async fn large(page: &Page) -> Outcome {
    page.script(
        "const k = kittengrad; k.pause(); k.set('dataset', 'sine'); k.set('points', 500); k.set('model', 'network'); \
                 k.set('layers', Array(8).fill(64).join()); k.set('activation', 'tanh'); k.set('init', 'xavier'); k.set('optimizer', 'gd'); \
                 k.set('learning-rate', 0.01); k.set('pace', 100000); k.rewind(); k.play()",
    )
    .await?;
    // The first half second goes by unseen: it holds the change of everything on the page.
    page.script(
        "globalThis.seen5 = null; const begin = performance.now() + 500, times = [], frames = []; \
                 const note = now => { if (now >= begin) { times.push(now); frames.push(kittengrad.lastFrame()) } \
                 if (now < begin + 5000) requestAnimationFrame(note); else globalThis.seen5 = { times, frames, \
                 step: kittengrad.status().step } }; requestAnimationFrame(note)",
    )
    .await?;
    page.wait_at_most(Duration::from_secs(30), "seen5 !== null").await?;
    let seen = page.value("seen5").await?;
    page.script("kittengrad.pause()").await?;
    let times: Vec<f64> = seen["times"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    let gaps = times.windows(2).map(|pair| pair[1] - pair[0]);
    let longest = gaps.fold(0.0, f64::max);
    let seconds = times.last().zip(times.first()).map_or(f64::NAN, |(last, first)| (last - first) / 1000.0);
    let (median, most) = spread(&seen["frames"], "whole");
    println!(
        "\n8 layers of 64, 500 points: {:.1} frames a second over {seconds:.1} s, the longest gap {longest:.0} ms; \
         {} steps; script a frame {median:.1} ms, 95 % within {most:.1} ms",
        (times.len() as f64 - 1.0) / seconds,
        seen["step"],
    );
    Ok(())
}
