//! What a frame costs, part by part and picture by picture, and whether the largest network still runs smoothly.

use std::time::Duration;

use kittengrad_browser::{Failure, Outcome, Page};
use serde_json::Value;

const PARTS: [&str; 8] = ["training", "cells", "fit", "surface", "losses", "layers", "words", "whole"];

/// Milliseconds of script that each picture and a whole frame take at the defaults: 60 points, layers 8,8.
pub async fn frame(page: &Page) -> Outcome {
    page.script(
        "const k = kittengrad; k.pause(); k.set('dataset', 'houses'); k.set('model', 'network'); \
                 k.set('layers', '8,8'); k.set('activation', 'tanh'); k.rewind(); k.step(200); k.play()",
    )
    .await?;
    frames(page, "frame", &PARTS).await?;
    page.script("kittengrad.measure('degree', 100, 5)").await?;
    page.drawn().await?;
    drawings(page, &["fit", "surface", "losses", "layers", "sweep"]).await
}

/// What each part of a frame takes while training goes on; returns the median of the whole, and what 95 % of the frames do not
/// exceed.
pub async fn frames(page: &Page, name: &str, parts: &[&str]) -> Outcome<(f64, f64)> {
    page.script(
        "globalThis.frames300 = []; const note = () => { frames300.push(kittengrad.lastFrame()); \
                 if (frames300.length < 300) requestAnimationFrame(note) }; requestAnimationFrame(note)",
    )
    .await?;
    page.wait_at_most(Duration::from_secs(30), "frames300.length === 300").await?;
    let frames = page.value("frames300").await?;
    if page.value("kittengrad.status().state").await? != "running" {
        return Err(Failure::new("training ended before all frames were seen"));
    }
    page.script("kittengrad.pause()").await?;
    println!("\n{name:20} {:>8} {:>8}   (ms of script in 300 frames while training)", "median", "95 %");
    for part in parts {
        let (median, most) = spread(&frames, part);
        println!("{part:20} {median:8.2} {most:8.2}");
    }
    Ok(spread(&frames, "whole"))
}

/// What a drawing of each of these pictures takes, with and without what does not change.
pub async fn drawings(page: &Page, pictures: &[&str]) -> Outcome {
    let times = page.value("kittengrad.timeDrawing(200)").await?;
    println!("\n{:20} {:>8} {:>8}   (ms a drawing, 200 in a row)", "picture", "marks", "with base");
    for picture in pictures {
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

/// Frames a second of the largest network that the page can have, while training takes what it is given: of a curve on 500
/// points.
pub async fn large(page: &Page) -> Outcome {
    smooth(page, "sine", 500).await.map(drop)
}

/// The same on so many points of any data set; returns the frames a second.
pub async fn smooth(page: &Page, dataset: &str, points: u32) -> Outcome<f64> {
    page.script(&format!(
        "const k = kittengrad; k.pause(); k.set('dataset', '{dataset}'); k.set('points', {points}); k.set('model', 'network'); \
                 k.set('layers', Array(8).fill(64).join()); k.set('activation', 'tanh'); k.set('init', 'xavier'); k.set('optimizer', 'gd'); \
                 k.set('learning-rate', 0.01); k.set('pace', 100000); k.rewind(); k.play()",
    ))
    .await?;
    smooth_for_five_seconds(page, &format!("8 layers of 64, {points} points of {dataset}")).await
}

/// Frames a second while what was set going trains; returns them.
pub async fn smooth_for_five_seconds(page: &Page, what: &str) -> Outcome<f64> {
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
    let rate = (times.len() as f64 - 1.0) / seconds;
    println!(
        "\n{what}: {rate:.1} frames a second over {seconds:.1} s, the longest gap \
         {longest:.0} ms; {} steps; script a frame {median:.1} ms, 95 % within {most:.1} ms",
        seen["step"],
    );
    Ok(rate)
}
