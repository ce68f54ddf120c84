//! The neurons of the last hidden layer as those who vote on a class: the words beside the map of each.

use super::classes::{class, group};
use super::lang::Lang;
use super::number::fixed;
use crate::view::{Group, Quantity, Vote, Votes};

/// What one neuron's words are.
pub struct Words {
    /// Which it is.
    pub name: String,
    /// Whom it keeps out, or that it is dead; `None` where samples have no names.
    pub deed: Option<String>,
    /// What its vote weighs, or what it says at the user's question.
    pub vote: String,
    /// The same in few characters.
    pub brief: String,
}

/// The words of the neuron in this place.
pub fn words(neuron: usize, vote: &Vote, quantity: &Quantity, lang: Lang) -> Words {
    let name = lang.say("neuron {0}", "神经元 {0}", &[&(neuron + 1).to_string()]);
    let deed = if vote.dead {
        Some(lang.pick("dead: always 0", "失活：总是 0").to_owned())
    } else {
        (*quantity == Quantity::Animals).then(|| keeps_out(&vote.keeps_out, lang))
    };
    let brief = match vote.asked {
        Some(asked) => signed(asked.into()),
        None => "× ".to_owned() + &told(vote.weight.into()),
    };
    let (en, zh) = match vote.asked {
        Some(_) => ("its vote here: {0}", "这里它投：{0}"),
        None => ("its vote {0}", "它的票 {0}"),
    };
    Words { name, deed, vote: lang.say(en, zh, &[&brief]), brief }
}

/// What is said of the neuron that is held.
pub fn held(votes: &Votes, lang: Lang) -> Option<String> {
    let held = votes.held?;
    let Words { name, deed, vote, .. } = words(held, votes.of.get(held)?, &votes.quantity, lang);
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

/// What the votes come to.
pub fn sum(bias: f32, quantity: &Quantity, lang: Lang) -> String {
    let (en, zh) = (
        "Violet votes for {0}, orange against it. All votes and the bias {1} are added up: above 0 the answer is {0}.",
        "紫色投“{0}”，橙色反对。所有的票加上偏置 {1}，大于 0 就{2}。",
    );
    let yes = match quantity {
        Quantity::Animals => "是猫",
        Quantity::Houses | Quantity::Plain | Quantity::Named(..) | Quantity::Inputs => "属于类别 1",
    };
    lang.say(en, zh, &[class(true, quantity, lang), &signed(bias.into()), yes])
}

fn told(value: f64) -> String {
    if value.is_finite() { fixed(value, 1) } else { "–".to_owned() }
}

/// With its sign.
fn signed(value: f64) -> String {
    let told = told(value);
    if value >= 0.05 && value.is_finite() { "+".to_owned() + &told } else { told }
}
