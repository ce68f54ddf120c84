//! How well a model tells two classes apart, in a sentence or two.

use super::model::{lower, the_model};
use crate::learn::Activation;
use crate::session::{ClassNumbers, Model, PenaltyKind, Settings, Status, Verdict};
use crate::task::Count;
use crate::text::join::joined;
use crate::text::lang::Lang;
use crate::text::number::{fixed, grouped};
use crate::text::quantity::things;
use crate::view::Quantity;

/// A share as per cent, whole; 100 only of all, and 0 only of none.
pub fn percent(share: f64, lang: Lang) -> String {
    let whole = (100.0 * share).round();
    let shown = if share < 1.0 { whole.min(99.0) } else { whole };
    let shown = if share > 0.0 { shown.max(1.0) } else { shown };
    fixed(shown, 0) + lang.pick(" %", "%")
}

fn told(count: Count, lang: Lang) -> String {
    count.share().map_or_else(|| "–".to_owned(), |share| percent(share, lang))
}

/// How well the model tells the classes apart; `None` where it cannot be told.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn sorts(status: &Status, settings: &Settings, quantity: &Quantity, lang: Lang) -> Option<String> {
    let numbers = status.classes.as_ref()?;
    match status.fit {
        Verdict::Mixes { right, possible } => {
            let (try_en, try_zh) = remedy(settings);
            Some(lang.say(
                "Mixes them up: {0} of its own {1} right. A vote of the nearest neighbours would get {2}. Try {3}.",
                "分不清：学过的{1}只分对 {0}。光看最近的几个邻居，就能分对 {2}。试试{3}。",
                &[&percent(right, lang), named(quantity, lang), &percent(possible, lang), lang.pick(try_en, try_zh)],
            ))
        }
        Verdict::Sorts { right } => {
            let (unseen, (positive, other)) = (numbers.sorted.held_out, classes(quantity, lang));
            let text = lang.say(
                "Tells them apart: {0} of {1} unseen {2} right. Of {3} it gets {4} of {5}, of {6} {7} of {8}.",
                "分得清：没见过的 {1} {2}分对 {0}。其中{3} {5} 个对 {4} 个，{6} {8} 个对 {7} 个。",
                &[
                    &percent(right, lang),
                    &grouped(unseen.all().of as u64),
                    things(unseen.all().of, quantity, lang),
                    positive,
                    &grouped(unseen.positive.right as u64),
                    &grouped(unseen.positive.of as u64),
                    other,
                    &grouped(unseen.negative.right as u64),
                    &grouped(unseen.negative.of as u64),
                ],
            );
            Some(joined(&[text, beside_line(status, settings, lang)], lang.pick(" ", "")))
        }
        Verdict::ByHeart { own, unseen } => {
            let (parameters, points) = (grouped(status.parameters as u64), grouped(status.training_points as u64));
            Some(lang.say(
                "Overfits: with {0} parameters for {1} {2} it remembers them. Of its own it gets {3} right, of those it has not seen {4}.",
                "过拟合：{0} 个参数对 {1} {2}，它把它们背了下来。学过的分对 {3}，没见过的只分对 {4}。",
                &[
                    &parameters,
                    &points,
                    things(status.training_points, quantity, lang),
                    &percent(own, lang),
                    &percent(unseen, lang),
                ],
            ))
        }
        Verdict::Vanished { reach } => Some(super::vanished::vanished(reach, settings, lang)),
        Verdict::Exploded { reach } => Some(super::exploded::exploded(reach, settings, lang)),
        Verdict::Unknown(_) | Verdict::Underfit { .. } | Verdict::Good { .. } | Verdict::Overfit { .. } => None,
    }
}

/// The best straight line, to stand beside what the model does; empty where the model is one itself.
fn beside_line(status: &Status, settings: &Settings, lang: Lang) -> String {
    let line = status.classes.as_ref().and_then(|numbers| numbers.line).filter(|_| settings.bends());
    line.map_or_else(String::new, |line| {
        lang.say(
            "One straight line alone gets {0} right at best.",
            "单用一条直线，最多分对 {0}。",
            &[&percent(line.share(), lang)],
        )
    })
}

/// "Before training the network gets 52 % of the animals right."
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn before(numbers: &ClassNumbers, settings: &Settings, quantity: &Quantity, lang: Lang) -> String {
    lang.say(
        "Before training {0} gets {1} of the {2} right.",
        "训练前，{0}分对了 {1} 的{2}。",
        &[&lower(the_model(settings, lang)), &told(numbers.sorted.train.all(), lang), named(quantity, lang)],
    )
}

/// "After 40 steps the network gets 83 % of the animals right. Of those held out: 80 %."
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn progress(status: &Status, settings: &Settings, quantity: &Quantity, lang: Lang) -> Option<String> {
    let sorted = status.classes.as_ref()?.sorted;
    let mut text = lang.say(
        if status.step == 1 {
            "After {0} step {1} gets {2} of the {3} right."
        } else {
            "After {0} steps {1} gets {2} of the {3} right."
        },
        "训练 {0} 步后，{1}分对了 {2} 的{3}。",
        &[
            &grouped(status.step),
            &lower(the_model(settings, lang)),
            &told(sorted.train.all(), lang),
            named(quantity, lang),
        ],
    );
    if sorted.held_out.all().of > 0 {
        text += &lang.say(" Of those held out: {0}.", "留出的分对 {0}。", &[&told(sorted.held_out.all(), lang)]);
    }
    Some(text)
}

/// The class that is asked for, and the other.
fn classes(quantity: &Quantity, lang: Lang) -> (&'static str, &'static str) {
    match quantity {
        Quantity::Animals => (lang.pick("cats", "猫"), lang.pick("others", "其他")),
        Quantity::Houses | Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Inputs => {
            (lang.pick("class 1", "类别 1"), lang.pick("class 0", "类别 0"))
        }
    }
}

/// What all of them are, without a number.
fn named(quantity: &Quantity, lang: Lang) -> &'static str {
    match quantity {
        Quantity::Animals => lang.pick("animals", "动物"),
        Quantity::Houses => lang.pick("houses", "房子"),
        Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Inputs => lang.pick("points", "点"),
    }
}

/// What lets a model part the plane in more ways, in both languages.
fn remedy(settings: &Settings) -> (&'static str, &'static str) {
    let straight = settings.hidden_layers().all(|layer| layer.activation == Activation::Linear);
    match settings.penalty {
        _ if !settings.frozen.is_empty() => ("to let the frozen parameters learn", "解冻参数"),
        PenaltyKind::L1 | PenaltyKind::L2 => ("a weaker penalty", "更弱的惩罚"),
        PenaltyKind::None => match settings.model {
            Model::Line | Model::Polynomial => ("a network", "神经网络"),
            Model::Network if settings.layers.is_empty() => ("a hidden layer", "加一个隐藏层"),
            Model::Network if straight => ("neurons that bend", "会弯曲的激活函数"),
            Model::Network if settings.dropout > 0.0 => ("less dropout", "更少的随机失活"),
            Model::Network => ("more neurons or layers", "更多的神经元或层"),
        },
    }
}
