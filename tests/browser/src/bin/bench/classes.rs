//! The same for two classes: what a frame costs, and whether the largest network still runs smoothly.

use kittengrad_browser::{Outcome, Page};

use crate::draw::{drawings, frames, smooth};

const PARTS: [&str; 9] = ["training", "cells", "fit", "surface", "losses", "layers", "bent", "words", "whole"];

/// Samples that are learnt from and held out, in all.
const SAMPLES: u32 = 300;

/// Milliseconds of script of a whole frame: the median, and what 95 % do not exceed.
const FRAME: (f64, f64) = (5.0, 9.0);
/// Frames a second of a screen. A clock that ticks in tenths of a millisecond may see a little less.
const RATE: f64 = 59.5;

/// What a frame takes at layers 8,8 with the map of the answer, the loss surface, the losses and the layers in sight: with the
/// map large, and with the layers large, where each neuron has a map of its own.
pub async fn frame(page: &Page) -> Outcome {
    for (dataset, large) in [("cats", "fit"), ("circle", "fit"), ("circle", "layers")] {
        page.script(&format!(
            "const k = kittengrad; k.pause(); document.querySelector('[data-show=\"large={large}\"]').click(); \
             k.set('dataset', '{dataset}'); k.set('points', {SAMPLES}); k.set('model', 'network'); k.set('layers', '8,8'); \
             k.set('activation', 'tanh'); k.set('optimizer', 'gd'); k.set('learning-rate', 0.01); k.rewind(); k.step(200); k.play()",
        ))
        .await?;
        page.drawn().await?;
        let (median, most) = frames(page, &format!("{dataset}, {large} large"), &PARTS).await?;
        verdict("ms of script in the middle frame", median, FRAME.0);
        verdict("ms of script in 95 % of the frames", most, FRAME.1);
    }
    drawings(page, &["fit", "surface", "losses", "layers", "bent"]).await
}

/// Frames a second of eight layers of 64 neurons.
pub async fn large(page: &Page) -> Outcome {
    let rate = smooth(page, "cats", SAMPLES).await?;
    println!("{}: {rate:.1} frames a second, where {RATE} is the bar", if rate >= RATE { "reached" } else { "missed" });
    Ok(())
}

/// Says whether something took less than it may.
fn verdict(what: &str, took: f64, most: f64) {
    println!("{}: {took:.2} {what}, where {most:.2} is the bar", if took < most { "reached" } else { "missed" });
}
