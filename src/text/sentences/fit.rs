//! How well a model fits, in a sentence or two: the words for what `session::judgement` makes of the numbers.

use super::exploded::exploded;
use super::vanished::vanished;
use crate::learn::Activation;
use crate::session::judgement::OVERFIT;
use crate::session::{Model, PenaltyKind, Settings, Status, Unjudged, Verdict, offers_fewer};
use crate::text::lang::Lang;
use crate::text::number::{fixed, grouped};
use crate::text::quantity::{amount, things};
use crate::view::Quantity;

/// From this R² on, a model's errors on its own points are next to nothing: a hundredth of the deviation of y.
const THROUGH_ALL: f64 = 0.9999;
/// An error up to this many times as large is about the same.
pub const ABOUT: f64 = 1.25;
/// A larger multiple only tells how near to nothing the error on its own points has come.
const GREATEST_RATIO: f64 = 1e5;
/// Below this R² a model explains little, even if nothing could explain more.
const LITTLE: f64 = 0.5;

/// How well the model fits; `None` where it cannot be told.
pub fn fit(status: &Status, settings: &Settings, quantity: &Quantity, lang: Lang) -> Option<String> {
    if offers_fewer(status, settings) {
        return Some(too_many(status, quantity, lang));
    }
    match status.fit {
        Verdict::Mixes { .. } | Verdict::Sorts { .. } | Verdict::ByHeart { .. } => {
            super::sorting::sorts(status, settings, quantity, lang)
        }
        Verdict::Unknown(_) => None,
        Verdict::Underfit { pattern } => Some(underfit(pattern, settings, lang)),
        Verdict::Vanished { reach } => Some(vanished(reach, settings, lang)),
        Verdict::Exploded { reach } => Some(exploded(reach, settings, lang)),
        Verdict::Good { ratio } => {
            Some(well(ratio, status, lang) + lang.pick(" ", "") + &errors(ratio, status, quantity, lang))
        }
        Verdict::Overfit { ratio } => {
            let (parameters, points) = (grouped(status.parameters as u64), grouped(status.training_points as u64));
            let text = lang.say(
                "Overfits: with {0} parameters for {1} points it remembers them. ",
                "过拟合：{0} 个参数对 {1} 个点，它把点背了下来。",
                &[&parameters, &points],
            );
            Some(text + &errors(ratio, status, quantity, lang))
        }
    }
}

/// What is told of an unseen point, where there are enough to judge by: around its number, the number, and what is told of
/// the model's own points beside it.
pub fn unseen(status: &Status, quantity: &Quantity, lang: Lang) -> Option<(String, String, String)> {
    let (en, zh, own_en, own_zh) = match status.fit {
        Verdict::Good { ratio } if ratio < OVERFIT && status.train_r_squared.is_none_or(|r| r >= LITTLE) => (
            "It fits well: {0} off on {1} unseen {2}.",
            "拟合得好：没见过的 {1} {2}差 {0}。",
            "On the {0} {1} it learnt from it is {2} off.",
            "对学过的 {0} {1}差 {2}。",
        ),
        Verdict::Overfit { .. } => (
            "Learnt by heart: {0} off on {1} unseen {2}.",
            "背下来了：没见过的 {1} {2}差 {0}。",
            "It overfits: on the {0} {1} it learnt from it is {2} off.",
            "这就是过拟合：对学过的 {0} {1}只差 {2}。",
        ),
        Verdict::Unknown(_)
        | Verdict::Good { .. }
        | Verdict::Underfit { .. }
        | Verdict::Vanished { .. }
        | Verdict::Exploded { .. }
        | Verdict::Mixes { .. }
        | Verdict::Sorts { .. }
        | Verdict::ByHeart { .. } => {
            return None;
        }
    };
    let (own, unseen) = (status.training_points, status.held_out_points());
    let text = lang.say(en, zh, &["{0}", &grouped(unseen as u64), things(unseen, quantity, lang)]);
    let (count, error) = (grouped(own as u64), amount(status.train_error, quantity, lang));
    let beside = lang.say(own_en, own_zh, &[&count, things(own, quantity, lang), &error]);
    Some((text, amount(status.held_out_error?, quantity, lang), beside))
}

/// The parameters and the training points; and whether there are at least as many parameters, where it
/// is not known that this does no harm.
pub fn capacity(status: &Status, lang: Lang) -> (bool, String) {
    let harmless = match status.fit {
        Verdict::Good { .. } | Verdict::Sorts { .. } => true,
        Verdict::Unknown(_)
        | Verdict::Underfit { .. }
        | Verdict::Overfit { .. }
        | Verdict::Vanished { .. }
        | Verdict::Exploded { .. }
        | Verdict::Mixes { .. }
        | Verdict::ByHeart { .. } => false,
    };
    let many = status.parameters >= status.training_points && !harmless;
    let (en, zh) = match (many, status.training_points) {
        (true, 1) => ("{0} parameters, only 1 point", "参数 {0} 个，训练点只有 1 个"),
        (true, _) => ("{0} parameters, only {1} points", "参数 {0} 个，训练点只有 {1} 个"),
        (false, _) => ("{0} parameters, {1} points", "参数 {0} 个，训练点 {1} 个"),
    };
    (many, lang.say(en, zh, &[&grouped(status.parameters as u64), &grouped(status.training_points as u64)]))
}

/// How many of the points are held out.
pub fn split(status: &Status, lang: Lang) -> String {
    if status.points == 0 {
        return lang.pick("There are no points.", "还没有点。").to_owned();
    }
    let [own, unseen] = [status.training_points, status.held_out_points()].map(|n| grouped(n as u64));
    // Those that the split holds out, and those where training sees nothing.
    let hidden =
        if status.unseen_points > 0 { [" + ", &grouped(status.unseen_points as u64)].concat() } else { String::new() };
    lang.say("{0} to learn from, {1} unseen", "{0} 个用来学，{1} 个没见过", &[&own, &(unseen + &hidden)])
}

/// What is missing to judge the fit of a finished training; empty where nothing is.
pub fn missing(status: &Status, quantity: &Quantity, lang: Lang) -> String {
    match status.fit {
        Verdict::Unknown(Unjudged::FewHeldOut) if status.held_out_points() > 0 => lang.say(
            " Only 1 {0} is held out: too few to tell whether it overfits.",
            "只留出 1 {0}，看不出是否过拟合。",
            &[things(1, quantity, lang)],
        ),
        Verdict::Unknown(Unjudged::FewHeldOut) => lang
            .pick(" Nothing is held out, so nothing tells whether it overfits.", "没有留出的点，看不出是否过拟合。")
            .to_owned(),
        Verdict::Unknown(Unjudged::FewPlaces { places }) if !status.one_place => lang.say(
            " Only {0} different x to learn from: too few to tell how well it fits.",
            "训练点只有 {0} 个不同的 x，看不出拟合得好不好。",
            &[&places.to_string()],
        ),
        Verdict::Unknown(Unjudged::Untrained | Unjudged::Unfinished | Unjudged::FewPlaces { .. })
        | Verdict::Underfit { .. }
        | Verdict::Vanished { .. }
        | Verdict::Exploded { .. }
        | Verdict::Good { .. }
        | Verdict::Overfit { .. }
        | Verdict::Mixes { .. }
        | Verdict::Sorts { .. }
        | Verdict::ByHeart { .. } => String::new(),
    }
}

/// "What it misses is 86 % pattern", and what to do about it.
fn underfit(pattern: f64, settings: &Settings, lang: Lang) -> String {
    // Never 100 %: so much cannot be known.
    let percent = (100.0 * pattern).round().min(99.0);
    if !settings.frozen.is_empty() {
        // What it could do if all of it learnt is not known.
        return lang.say(
            "Underfits: what it misses is {0} % pattern, and parts of it are frozen. Try to let them learn.",
            "欠拟合：它的误差里 {0}% 是规律，不是偶然，而且有参数被冻结了。试试解冻它们。",
            &[&fixed(percent, 0)],
        );
    }
    let (try_en, try_zh) = remedy(settings);
    let (en, zh) = match settings.model {
        Model::Line => ("a line", "直线"),
        Model::Polynomial => ("this degree", "这个次数"),
        Model::Network => ("this network", "这个网络"),
    };
    lang.say(
        "Underfits: what it misses is {0} % pattern, and {1} cannot bend to it. Try {2}.",
        "欠拟合：它的误差里 {0}% 是规律，不是偶然，{1}弯不过去。试试{2}。",
        &[&fixed(percent, 0), lang.pick(en, zh), lang.pick(try_en, try_zh)],
    )
}

/// What lets a model bend more, in both languages.
fn remedy(settings: &Settings) -> (&'static str, &'static str) {
    let straight = settings.hidden_layers().all(|layer| layer.activation == Activation::Linear);
    match settings.penalty {
        PenaltyKind::L1 | PenaltyKind::L2 => ("a weaker penalty", "更弱的惩罚"),
        PenaltyKind::None => match settings.model {
            Model::Network if straight => ("hidden layers that bend", "会弯曲的激活函数"),
            Model::Network if settings.dropout > 0.0 => ("less dropout", "更少的随机失活"),
            Model::Line => ("a polynomial or a network", "多项式或神经网络"),
            Model::Polynomial => ("a higher degree", "更高的次数"),
            Model::Network => ("more neurons or layers", "更多的神经元或层"),
        },
    }
}

/// "Fits well.", or that it explains little.
fn well(ratio: f64, status: &Status, lang: Lang) -> String {
    match status.train_r_squared.filter(|r| *r < LITTLE) {
        Some(_) => lang
            .pick("Explains little, but what it misses looks like chance.", "解释得不多，但误差看来只是偶然。")
            .to_owned(),
        // With more points held out such a ratio would mean that it overfits.
        None if ratio >= OVERFIT => {
            lang.pick("Too few unseen points to judge by.", "没见过的点太少，还说不准。").to_owned()
        }
        None => lang.pick("Fits well.", "拟合得好。").to_owned(),
    }
}

/// "Fits well: 160 houses are too many to learn by heart.", and how far it is off, in few words: a button stands beside them.
fn too_many(status: &Status, quantity: &Quantity, lang: Lang) -> String {
    let (own, held_out) = (status.training_points, status.held_out_points());
    let error = |error: f64| amount(error, quantity, lang);
    let well = match status.fit {
        Verdict::Good { .. } => lang.pick("Fits well: ", "拟合得好："),
        Verdict::Unknown(_)
        | Verdict::Underfit { .. }
        | Verdict::Vanished { .. }
        | Verdict::Exploded { .. }
        | Verdict::Overfit { .. }
        | Verdict::Mixes { .. }
        | Verdict::Sorts { .. }
        | Verdict::ByHeart { .. } => "",
    };
    let words = lang.say(
        "{0} {1} are too many to learn by heart. Off by {2} on the {3} held out, by {4} on its own.",
        "{0} {1}太多，背不下来。对留出的 {3} {1}差 {2}，对训练点差 {4}。",
        &[
            &grouped(own as u64),
            things(own, quantity, lang),
            &error(status.held_out_error.unwrap_or(f64::NAN)),
            &grouped(held_out as u64),
            &error(status.train_error),
        ],
    );
    well.to_owned() + &words
}

/// "On the 2 houses held out it is off by 80 k, 40 times as much as on its own (2 k)."
fn errors(ratio: f64, status: &Status, quantity: &Quantity, lang: Lang) -> String {
    let held_out = status.held_out_points();
    let through_all = status.train_r_squared.is_some_and(|r| r >= THROUGH_ALL);
    let (en, zh) = match ratio {
        _ if ratio > ABOUT && through_all || ratio.is_infinite() => (
            "On the {0} {1} held out it is off by {2}, on its own by next to nothing.",
            "对留出的 {0} {1}差 {2}，对训练点却几乎不差。",
        ),
        _ if ratio > GREATEST_RATIO => (
            "On the {0} {1} held out it is off by {2}, more than {3} times as much as on its own ({4}).",
            "对留出的 {0} {1}差 {2}，超过训练点（{4}）的 {3} 倍。",
        ),
        _ if ratio > ABOUT => (
            "On the {0} {1} held out it is off by {2}, {3} times as much as on its own ({4}).",
            "对留出的 {0} {1}差 {2}，是训练点（{4}）的 {3} 倍。",
        ),
        _ if ratio >= 1.0 => (
            "On the {0} {1} held out it is off by {2}, hardly more than on its own ({4}).",
            "对留出的 {0} {1}差 {2}，只比训练点（{4}）略多。",
        ),
        _ => (
            "On the {0} {1} held out it is off by {2}, no more than on its own ({4}).",
            "对留出的 {0} {1}差 {2}，不比训练点（{4}）多。",
        ),
    };
    lang.say(
        en,
        zh,
        &[
            &grouped(held_out as u64),
            things(held_out, quantity, lang),
            &amount(status.held_out_error.unwrap_or(f64::NAN), quantity, lang),
            &fixed(ratio.min(GREATEST_RATIO), if ratio < 10.0 { 1 } else { 0 }),
            &amount(status.train_error, quantity, lang),
        ],
    )
}
