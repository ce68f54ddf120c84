//! How training is going, in one or two sentences.

use super::divergence::diverged;
use super::fit::{ABOUT, fit, missing};
use super::model::{lower, the_model};
use super::opening::{nothing_to_gain, opening};
use super::sorting;
use crate::session::{Notice, Settings, State, Status, Trend, Verdict, offers_fewer};
use crate::text::join::joined;
use crate::text::lang::Lang;
use crate::text::number::{fixed, grouped};
use crate::text::quantity::{amount, thing};
use crate::view::Quantity;

/// A larger multiple tells little.
const MOST_TIMES: f64 = 1e4;

/// How the bar of the verdict looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to worry about.
    Calm,
    /// Well done.
    Good,
    /// Something is wrong.
    Warn,
}

impl Tone {
    /// The word for it in the page's attributes.
    pub fn word(self) -> &'static str {
        match self {
            Tone::Calm => "calm",
            Tone::Good => "good",
            Tone::Warn => "warn",
        }
    }
}

/// How training is going, in one or two sentences, and how they look.
pub fn verdict(status: &Status, settings: &Settings, quantity: &Quantity, lang: Lang) -> (Tone, String) {
    (tone(status), words(status, settings, quantity, lang))
}

fn words(status: &Status, settings: &Settings, quantity: &Quantity, lang: Lang) -> String {
    if status.training_points == 0 {
        let text = lang.pick(
            "There is no point to learn from. Click the first picture to add one.",
            "没有可以学习的点。在第一幅图上点一下，添加一个吧。",
        );
        return text.to_owned();
    }
    if let State::Diverged(why) = status.state {
        return diverged(why, status, settings, lang);
    }
    let body = if status.step == 0 {
        misses(status, settings, quantity, lang)
    } else {
        fit(status, settings, quantity, lang).unwrap_or_else(|| progress(status, settings, quantity, lang))
    };
    let one_class = status.classes.is_some_and(|numbers| {
        let counts = numbers.sorted.train;
        counts.positive.of == 0 || counts.negative.of == 0
    });
    let undetermined = match status.one_place {
        _ if one_class => lang.pick(
            " There is only one class to learn from, so there is nothing to tell apart.",
            "用来学的只有一类，没有什么可分的。",
        ),
        _ if status.classes.is_some() => "",
        true => lang.pick(
            " All training points have the same x, so nothing tells how y changes with it.",
            "所有训练点的 x 都相同，看不出 y 怎样随 x 变化。",
        ),
        false => "",
    };
    let sentences = match (offers_fewer(status, settings), status.state) {
        (false, _) => [opening(status, settings, quantity, lang), body],
        // Beside a button there is room for what it is offered for, and hardly for more.
        (true, State::Running) => [body, String::new()],
        (true, _) if status.notice == Notice::NothingToGain => [body, nothing_to_gain(lang)],
        (true, _) => [body, opening(status, settings, quantity, lang)],
    };
    let [first, second] = sentences;
    joined(&[first, second, never_trained(status, quantity, lang)], lang.pick(" ", "")) + undetermined
}

/// How far off the model is where training sees nothing; empty before the first step, and where there is no such place.
pub fn never_trained(status: &Status, quantity: &Quantity, lang: Lang) -> String {
    status.unseen_error.map_or_else(String::new, |error| unseen(error, status, quantity, lang))
}

#[inline(never)] // in the second part of the program (xtask/src/split)
fn unseen(error: f64, status: &Status, quantity: &Quantity, lang: Lang) -> String {
    if status.step == 0 || !error.is_finite() {
        return String::new();
    }
    let (told, ratio) = (amount(error, quantity, lang), error / status.train_error);
    let ratio_told = fixed(ratio, if ratio < 10.0 { 1 } else { 0 });
    let (en, zh) = match ratio {
        ratio if !(ABOUT..=MOST_TIMES).contains(&ratio) => {
            ("Where it never trained it is off by {0}.", "在没训练过的地方差 {0}。")
        }
        _ => (
            "Where it never trained it is off by {0}, {1} times as much as on its own points.",
            "在没训练过的地方差 {0}，是训练点的 {1} 倍。",
        ),
    };
    lang.say(en, zh, &[&told, &ratio_told])
}

/// How the verdict looks, whatever it says.
pub fn tone(status: &Status) -> Tone {
    match status.state {
        _ if status.training_points == 0 => return Tone::Warn,
        State::Diverged(_) => return Tone::Warn,
        State::Running | State::Paused if status.step == 0 => return Tone::Calm,
        State::Running | State::Paused => {}
    }
    match (status.trend, status.fit) {
        (Trend::Oscillating { .. } | Trend::Bouncing | Trend::Rising, _) => Tone::Warn,
        (
            _,
            Verdict::Overfit { .. } | Verdict::Vanished { .. } | Verdict::Exploded { .. } | Verdict::ByHeart { .. },
        ) => Tone::Warn,
        (_, Verdict::Underfit { .. } | Verdict::Mixes { .. }) => Tone::Calm,
        (_, Verdict::Good { .. } | Verdict::Sorts { .. }) => Tone::Good,
        (Trend::Best | Trend::ThroughAll, Verdict::Unknown(_)) => Tone::Good,
        (Trend::Unknown | Trend::Improving, Verdict::Unknown(_)) => match status.state {
            State::Running => Tone::Good,
            State::Paused | State::Diverged(_) => Tone::Calm,
        },
        (Trend::Flat { .. }, Verdict::Unknown(_)) => Tone::Calm,
    }
}

/// "The line misses a typical house by 38 k."
fn misses(status: &Status, settings: &Settings, quantity: &Quantity, lang: Lang) -> String {
    if let Some(numbers) = &status.classes {
        return sorting::before(numbers, settings, quantity, lang);
    }
    let error = amount(status.train_error, quantity, lang);
    let (model, thing) = (the_model(settings, lang), thing(quantity, lang));
    lang.say("{0} misses a typical {1} by {2}.", "{0}对每{1}一般差 {2}。", &[model, thing, &error])
}

/// "After 40 steps the line misses a typical house by 52 k; it was 300 k at the start."
fn progress(status: &Status, settings: &Settings, quantity: &Quantity, lang: Lang) -> String {
    if status.classes.is_some()
        && let Some(text) = sorting::progress(status, settings, quantity, lang)
    {
        return text + &missing(status, quantity, lang);
    }
    let steps = grouped(status.step);
    let error = |error: f64| amount(error, quantity, lang);
    let now = error(status.train_error);
    // How far it has come is only told as long as it goes well.
    let well = match status.trend {
        Trend::Unknown | Trend::Improving => true,
        Trend::Flat { .. }
        | Trend::Oscillating { .. }
        | Trend::Bouncing
        | Trend::Rising
        | Trend::Best
        | Trend::ThroughAll => false,
    };
    let before = status.first_error.filter(|_| well).map(error);
    let before = before.map(|error| lang.say("; it was {0} at the start", "；起初差 {0}", &[&error]));
    let mut text = lang.say(
        if status.step == 1 {
            "After {0} step {1} misses a typical {2} by {3}{4}."
        } else {
            "After {0} steps {1} misses a typical {2} by {3}{4}."
        },
        "训练 {0} 步后，{1}对每{2}一般差 {3}{4}。",
        &[&steps, &lower(the_model(settings, lang)), thing(quantity, lang), &now, &before.unwrap_or_default()],
    );
    if let Some(held_out) = status.held_out_error
        && held_out.is_finite()
    {
        text += &lang.say(" On those held out: {0}.", "对留出的点差 {0}。", &[&error(held_out)]);
    }
    text + &missing(status, quantity, lang)
}
