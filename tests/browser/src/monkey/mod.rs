//! A monkey: gestures by chance on the page, from a seed, and what may never come of them.
//!
//! Most are events that a script in the page sends to whatever is seen there, many a second; some are those of the browser's
//! driver, by a real mouse, finger and keyboard; and between them windows change their size, systems their colours, and the page
//! is loaded anew.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{Browser, Failure, Outcome, Page};

const LISTEN: &str = include_str!("listen.js");
const HANDS: &str = include_str!("hands.js");
/// So many gestures are asked for at once.
const BATCH: u64 = 100;
/// The page is loaded anew after so many.
const RELOAD: u64 = 5_000;
/// A batch that takes longer hangs.
const LONGEST: Duration = Duration::from_secs(180);
/// After so many failures of their own it ends.
const MOST: usize = 40;
const SIZES: [(u32, u32); 6] = [(1280, 800), (390, 844), (800, 600), (1600, 1000), (320, 568), (1024, 1366)];

/// What a monkey does.
pub struct Monkey {
    pub seed: u32,
    pub gestures: u64,
    /// Nothing that goes by the clock: training only by steps that are asked for, and a wait until the page rests.
    pub still: bool,
}

/// What came of it.
#[derive(Default)]
pub struct Ended {
    /// Everything that was wrong, the first time that it was.
    pub wrong: Vec<String>,
    /// The numbers of some gestures, and the page's state after them.
    pub digests: Vec<Value>,
    /// How often the page has drawn something on a canvas.
    pub drawn: u64,
}

impl Monkey {
    /// Makes all gestures.
    pub async fn run(&self, page: &Page) -> Outcome<Ended> {
        page.set_script_timeout(LONGEST).await?;
        let mut ended = Ended::default();
        let mut at = 0;
        arrive(page).await?;
        page.script("sessionStorage.setItem('monkey', 0)").await?;
        while at < self.gestures && ended.wrong.len() < MOST {
            if !self.still {
                self.between(page, at).await?;
            }
            let to = (at + BATCH).min(self.gestures);
            let call = format!("await monkey.go({}, {at}, {to}, {})", self.seed, self.still);
            let went = page.value(&call).await;
            let boot = went.as_ref().map_or(Value::Null, |went| went["boot"].clone());
            let last = page.script("return globalThis.monkey?.last.slice(-4)").await.unwrap_or_default();
            for wrong in heard(page, &mut ended).await {
                note(&mut ended, format!("{wrong}; before it: {last}"));
            }
            match went {
                Ok(went) if boot == "ready" => {
                    ended.digests.extend(went["digests"].as_array().into_iter().flatten().cloned());
                    at = went["at"].as_u64().unwrap_or(to);
                }
                // A gesture has left the document; one that takes a minute does not come back.
                Ok(_) | Err(_) => {
                    if boot == "panic" {
                        let told = page.script("return document.body.innerText.slice(0, 600)").await?;
                        note(&mut ended, format!("panic: {told}; before it: {last}"));
                    }
                    if let Err(error) = &went
                        && format!("{error:?}").contains("timeout")
                    {
                        note(&mut ended, format!("a hang: {error:?}; before it: {last}"));
                    }
                    enter(page).await?;
                    let there = page.script("return Number(sessionStorage.getItem('monkey') ?? 0)").await?;
                    at = there.as_u64().unwrap_or(0).max(at + 1);
                }
            }
        }
        Ok(ended)
    }

    /// What only the driver can do, between two batches.
    async fn between(&self, page: &Page, at: u64) -> Outcome {
        let turn = at / BATCH;
        if at > 0 && at.is_multiple_of(RELOAD) {
            page.refresh().await?;
            arrive(page).await?;
        }
        if turn.is_multiple_of(4) {
            let size = SIZES[(turn / 4 + u64::from(self.seed)) as usize % SIZES.len()];
            page.resize(size).await?;
        }
        if turn % 4 == 1 && page.browser() == Browser::Chromium {
            page.colour_scheme(turn % 8 == 1, turn % 16 == 1).await?;
        }
        if turn % 2 == 1 {
            real_hands(page, turn).await?;
        }
        Ok(())
    }
}

/// Drags by the driver's mouse or finger across whatever lies there, and presses keys.
async fn real_hands(page: &Page, turn: u64) -> Outcome {
    let size = page.value("[innerWidth, innerHeight]").await?;
    let side = |at: usize| size[at].as_f64().unwrap_or(300.0) - 2.0;
    let share = |by: u64| (turn * by % 101) as f64 / 101.0;
    let place = |x: u64, y: u64| (side(0) * share(x), side(1) * share(y));
    let kind = if turn.is_multiple_of(3) && page.browser() == Browser::Chromium { "touch" } else { "mouse" };
    page.pointer(kind, &[place(7, 13), place(29, 31), place(41, 43), place(3, 5)]).await?;
    let keys = ["\u{E004}", "\u{E014}", "\u{E013}", " ", "\u{E00C}", "5", "\u{E007}"];
    page.press_anywhere(keys[turn as usize % keys.len()]).await
}

/// Waits for the page and puts the scripts in.
async fn arrive(page: &Page) -> Outcome {
    page.wait_for_boot("ready").await?;
    page.script(LISTEN).await?;
    page.script(HANDS).await.map(drop)
}

/// The same, where the page may be gone or may have failed.
async fn enter(page: &Page) -> Outcome {
    let state = page.script("return document.documentElement.dataset.boot ?? null").await.unwrap_or_default();
    let ours = page.script("return location.href").await.unwrap_or_default();
    if state == "panic" || !ours.as_str().is_some_and(|at| at.starts_with(&page.url())) {
        page.visit(crate::FREE_PLAY).await?;
    }
    arrive(page).await
}

fn note(ended: &mut Ended, wrong: String) {
    // The number of the gesture and what came before it are not what it is.
    let what = |text: &str| {
        text.split("; before it").next().unwrap_or_default().trim_start_matches(|c: char| c.is_ascii_digit()).to_owned()
    };
    if ended.wrong.iter().all(|known| what(known) != what(&wrong)) {
        eprintln!("wrong: {wrong}");
        ended.wrong.push(wrong);
    }
}

/// What was heard since this was last asked.
async fn heard(page: &Page, ended: &mut Ended) -> Vec<String> {
    let take = "const { errors, drawn, calls } = heard; Object.assign(heard, { errors: [], drawn: [], calls: 0 });
        return { errors, drawn, calls }";
    let told = page.script(take).await.unwrap_or_else(|_| json!({}));
    ended.drawn += told["calls"].as_u64().unwrap_or(0);
    let texts = |list: &Value| {
        list.as_array().into_iter().flatten().map(|one| one.as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let mut wrong = texts(&told["errors"]);
    wrong.extend(texts(&told["drawn"]).into_iter().map(|what| format!("{what}: drawn")));
    let console = page.console().await.unwrap_or_default();
    // What a browser tells of itself is no warning.
    let console = console.into_iter().filter(|entry| entry.level != "INFO" && entry.level != "DEBUG");
    wrong.extend(console.map(|entry| format!("console, {}: {}", entry.level, entry.message)));
    wrong
}

/// Frames a second over three seconds, while the page trains the network of its defaults after a reset.
pub async fn frames(page: &Page) -> Outcome<f64> {
    page.resize(SIZES[0]).await?;
    page.script(
        "kittengrad.open('free'); document.getElementById('reset').click(); kittengrad.set('model', 'network');
        kittengrad.again(); kittengrad.play(); scrollTo(0, 0)",
    )
    .await?;
    page.drawn().await?;
    let seen = page
        .value(
            "await new Promise((done) => {
                const start = performance.now() + 500;
                let seen = 0;
                const note = (now) => {
                    if (now >= start) seen += 1;
                    if (now < start + 3000) requestAnimationFrame(note); else done((seen - 1) / 3);
                };
                requestAnimationFrame(note);
            })",
        )
        .await?;
    if page.value("kittengrad.status().state").await? != "running" {
        return Err(Failure::new("it no longer trains"));
    }
    page.script("kittengrad.pause()").await?;
    seen.as_f64().ok_or(Failure::new("no frames were seen"))
}
