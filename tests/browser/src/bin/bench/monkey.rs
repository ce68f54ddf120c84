//! A monkey at the page: a hundred thousand gestures, what was wrong, and whether the page is as quick after them as before.

use std::time::Instant;

use kittengrad_browser::{
    Browser, Failure, Options, Outcome, Page,
    monkey::{Monkey, frames},
};

use crate::number;

/// So many gestures, unless others are asked for.
const MANY: u32 = 100_000;

/// `SEED COUNT --firefox`, each of which may be missing from the end on.
pub async fn monkey(arguments: &[String]) -> Outcome {
    let firefox = arguments.iter().any(|argument| argument == "--firefox");
    let numbers: Vec<String> = arguments.iter().filter(|argument| !argument.starts_with("--")).cloned().collect();
    let (seed, gestures) = (number(&numbers, 0, 1)?, number(&numbers, 1, MANY)?);
    let browser = if firefox { Browser::Firefox } else { Browser::Chromium };
    let page = Page::ready(Options { browser, ..Options::default() }).await?;
    let before = frames(&page).await?;
    println!("{before:.1} frames a second before; {gestures} gestures of seed {seed} in {browser:?}");
    let start = Instant::now();
    let monkey = Monkey { seed, gestures: gestures.into(), still: false };
    let ended = monkey.run(&page).await?;
    let seconds = start.elapsed().as_secs_f64();
    println!("{seconds:.0} s; {} calls of a canvas; {} things were wrong", ended.drawn, ended.wrong.len());
    let after = frames(&page).await?;
    println!("{after:.1} frames a second after, {:.2} times as many as before", after / before);
    if ended.wrong.is_empty() { Ok(()) } else { Err(Failure::new(ended.wrong.join("\n"))) }
}
