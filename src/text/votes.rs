//! The neurons of the last hidden layer as those who vote on a class: the words beside the map of each.

use super::classes::{class, group};
use super::lang::Lang;
use super::number::fixed;
use super::terms::added as added_up;
use crate::view::{Group, Quantity, Vote, Votes};

/// What one neuron's words are.
pub struct Words {
    /// Which it is.
    pub name: String,
    /// Whom it keeps out, or that it is dead; `None` where samples have no names.
    pub deed: Option<String>,
    /// What it votes everywhere, from the least to the most, or at the place that is asked for.
    pub vote: String,
    /// The same in few characters.
    pub brief: String,
}

/// The words of the neuron in this place; `here` is its vote at the place that is asked for.
pub fn words(neuron: usize, vote: &Vote, here: Option<f32>, quantity: &Quantity, lang: Lang) -> Words {
    let name = lang.say("neuron {0}", "神经元 {0}", &[&(neuron + 1).to_string()]);
    let deed = if vote.dead {
        Some(lang.pick("dead: always 0", "失活：总是 0").to_owned())
    } else {
        (*quantity == Quantity::Animals).then(|| keeps_out(&vote.keeps_out, lang))
    };
    let (told, brief) = match here {
        Some(here) => {
            let here = signed(here.into());
            (lang.say("its vote here: {0}", "这里它投：{0}", &[&here]), here)
        }
        None => {
            let finite = || vote.votes.iter().map(|vote| f64::from(*vote)).filter(|vote| vote.is_finite());
            let (low, high) = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
            let between = [&signed(low), lang.pick(" to ", " 到 "), &signed(high)].concat();
            (lang.say("votes {0}", "投票 {0}", &[&between]), between)
        }
    };
    Words { name, deed, vote: told, brief }
}

/// What is said of the neuron that is held.
pub fn held(votes: &Votes, lang: Lang) -> Option<String> {
    let held = votes.held?;
    let Words { name, deed, vote, .. } =
        words(held, votes.of.get(held)?, votes.here.get(held).copied(), &votes.quantity, lang);
    let between = lang.pick(", ", "，");
    Some([Some(name), deed, Some(vote)].into_iter().flatten().collect::<Vec<_>>().join(between))
}

/// Whom a neuron keeps out.
fn keeps_out(groups: &[Group], lang: Lang) -> String {
    let name = |at: usize| groups.get(at).map_or("", |of| group(*of, lang));
    match groups.len() {
        0 => lang.pick("keeps none out", "谁也没挡住").to_owned(),
        1 => lang.say("keeps out the {0}", "挡住{0}", &[name(0)]),
        2 => lang.say("keeps out {0} and {1}", "挡住{0}和{1}", &[name(0), name(1)]),
        _ => lang.pick("keeps out all the others", "挡住其他动物").to_owned(),
    }
}

/// What the votes come to: for what is in hand or asked for with today's numbers, which a calculator adds up to the same.
pub fn sum(votes: &Votes, lang: Lang) -> String {
    let Votes { bias, ref quantity, .. } = *votes;
    let yes = class(true, quantity, lang);
    if votes.here.is_empty() {
        let (en, zh) = match (votes.of.len(), needs_all(votes)) {
            (2.., true) => (
                "Violet votes for {0}, orange against. With the bias {1} only all {2} together reach above 0: one against is \
                 enough. Point at one to see its sum.",
                "紫色投“{0}”，橙色反对。偏置 {1} 很低，{2} 票都投才大于 0：有一票反对就不是。指着一个，看它的和。",
            ),
            _ => (
                "Violet votes for {0}, orange against it. The bias {1} and all votes are added up: above 0 the answer is {0}. \
                 Point at one to see its sum.",
                "紫色投“{0}”，橙色反对。偏置 {1} 加上所有的票，大于 0 就答“{0}”。指着一个，看它的和。",
            ),
        };
        return lang.say(en, zh, &[yes, &signed(bias.into()), &votes.of.len().to_string()]);
    }
    let here: Vec<f64> = votes.here.iter().map(|vote| f64::from(*vote)).collect();
    let added = added_up(bias.into(), &here);
    let logit = f64::from(bias) + here.iter().sum::<f64>();
    let answer = class(logit > 0.0, quantity, lang);
    let what = match votes.in_hand {
        Some(_) => lang.pick("This one", "这一个"),
        None => lang.pick("Here", "这里"),
    };
    if !logit.is_finite() {
        return lang.say("{0}: no answer any more.", "{0}：已经没有答案。", &[what]);
    }
    let (en, zh) = if logit > 0.0 {
        ("{0}: bias and votes are {1}. Above 0: {2}.", "{0}：偏置加上票数，{1}。大于 0：{2}。")
    } else {
        ("{0}: bias and votes are {1}. Not above 0: {2}.", "{0}：偏置加上票数，{1}。不大于 0：{2}。")
    };
    let wrong = votes.in_hand.is_some_and(|group| group.is_positive() != (logit > 0.0));
    lang.say(en, zh, &[what, &added, answer]) + if wrong { lang.pick(" Wrong.", "错了。") } else { "" }
}

/// Whether each neuron alone can prevent the answer yes, though all together reach it somewhere.
fn needs_all(votes: &Votes) -> bool {
    let least = |vote: &Vote| vote.votes.iter().copied().fold(f32::INFINITY, f32::min);
    let most = |vote: &Vote| vote.votes.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let all: f32 = votes.bias + votes.of.iter().map(most).sum::<f32>();
    let at = |place: usize| votes.bias + votes.of.iter().filter_map(|vote| vote.votes.get(place)).sum::<f32>();
    let reached = (0..votes.side * votes.side).any(|place| at(place) > 0.0);
    reached && votes.of.iter().all(|vote| all - most(vote) + least(vote) <= 0.0)
}

fn told(value: f64) -> String {
    if value.is_finite() { fixed(value, 1) } else { "–".to_owned() }
}

/// With its sign.
fn signed(value: f64) -> String {
    let told = told(value);
    if value >= 0.05 && value.is_finite() { "+".to_owned() + &told } else { told }
}
