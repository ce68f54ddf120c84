//! One sample on its way through a model and back: what stands at its neurons, and the arithmetic beside it. All numbers are in
//! the model's own units, with as many digits as it takes to compute them again.

mod sums;

pub use self::sums::{backward, checked, forward, gradient, mean, next, paths, trial};

use super::lang::Lang;
use super::number::{fixed, plain, short};
use super::quantity::{about, column_names};
use crate::view::{Phase, Quantity, Site, Walk};

/// The name of a column of the picture: the inputs, a hidden layer, the output; `columns` is how many there are.
pub fn column(walk: &Walk, column: usize, lang: Lang) -> String {
    let (x, y) = column_names(&walk.quantity, lang);
    let last = walk.layers.len();
    match column {
        0 if walk.inputs.len() == 1 => x.to_owned(),
        0 => lang.pick("inputs", "输入").to_owned(),
        _ if column == last => match walk.class {
            None => y.to_owned(),
            Some(_) => lang.pick("answer", "输出").to_owned(),
        },
        _ => lang.say("layer {0}", "第 {0} 层", &[&column.to_string()]),
    }
}

/// The head of the column of the loss.
pub fn loss(lang: Lang) -> &'static str {
    lang.pick("loss", "损失")
}

/// A number at a neuron.
pub fn value(value: f64) -> String {
    plain(value)
}

/// The same where there is little room: the longest text first.
pub fn values(value: f64) -> [String; 3] {
    [plain(value), fixed(value, 2), fixed(value, 1)]
}

/// A neuron's bias, in it: the longest text first.
pub fn bias(bias: f64, lang: Lang) -> [String; 3] {
    let told = plain(bias);
    [lang.say("bias {0}", "偏置 {0}", &[&told]), "b ".to_owned() + &told, "b ".to_owned() + &fixed(bias, 2)]
}

/// A weight that the error is multiplied by.
pub fn factor(weight: f64) -> String {
    "× ".to_owned() + &plain(weight)
}

/// A parameter that is looked at: "w = 0.5".
pub fn parameter(site: Site, value: f64) -> String {
    [letter(site), " = ", &plain(value)].concat()
}

/// w, or b.
pub fn letter(site: Site) -> &'static str {
    if site.input.is_some() { "w" } else { "b" }
}

/// Where a parameter stands: "from neuron 1 of layer 1 to neuron 2 of layer 2".
pub fn site(walk: &Walk, at: Site, lang: Lang) -> String {
    let unit = |layer: usize, unit: usize| {
        if layer + 1 == walk.layers.len() {
            return lang.pick("the output", "输出").to_owned();
        }
        let (layer, unit) = ((layer + 1).to_string(), (unit + 1).to_string());
        lang.say("neuron {1} of layer {0}", "第 {0} 层的神经元 {1}", &[&layer, &unit])
    };
    let to = unit(at.layer, at.unit);
    match at.input {
        None => lang.say("bias of {0}", "{0} 的偏置", &[&to]),
        Some(input) => {
            let from = match at.layer.checked_sub(1) {
                Some(below) => unit(below, input),
                None if walk.inputs.len() == 1 => column(walk, 0, lang),
                None => lang.say("input {0}", "输入 {0}", &[&(input + 1).to_string()]),
            };
            lang.say("weight from {0} to {1}", "从{0}到{1}的权重", &[&from, &to])
        }
    }
}

/// What is below the inputs, the answer and the loss: the sample in its own units.
pub fn captions(walk: &Walk, lang: Lang) -> [Option<String>; 3] {
    let (x, _) = walk.sample;
    let sold = wanted(walk, lang);
    let said = about(walk.answer, &walk.quantity, lang);
    match (&walk.quantity, walk.class) {
        (Quantity::Houses, _) => [
            Some(lang.say("{0} km", "{0} 公里", &[&plain(x)])),
            Some(said),
            Some(lang.say("sold for {0}", "成交价 {0}", &[&sold])),
        ],
        (_, Some(_)) => {
            let probability = ["p = ", &short(walk.answer)].concat();
            [None, Some(probability), Some(lang.say("it is a {0}", "应为 {0}", &[&sold]))]
        }
        (Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Animals | Quantity::Inputs, None) => {
            [Some(plain(x)), Some(said), Some(["y = ", &sold].concat())]
        }
    }
}

/// The user's number of y that the model's output is.
pub fn answer(walk: &Walk, lang: Lang) -> String {
    match walk.class {
        Some(_) => short(walk.answer),
        None => about(walk.answer, &walk.quantity, lang),
    }
}

/// What the answer should be, as it is told.
pub fn wanted(walk: &Walk, lang: Lang) -> String {
    match walk.class {
        Some(positive) => if positive { "1" } else { "0" }.to_owned(),
        None => about(walk.sample.1, &walk.quantity, lang),
    }
}

/// Above the curve of the activation: "layer 1, neuron 1: z = 1, slope f′ = 1".
pub fn on_curve(walk: &Walk, z: f64, slope: f64, lang: Lang) -> String {
    let [layer, neuron] = [walk.chosen.layer + 1, walk.chosen.unit + 1].map(|n| n.to_string());
    lang.say(
        "layer {0}, neuron {1}: z = {2}, slope f′ = {3}",
        "第 {0} 层神经元 {1}：z = {2}，坡度 f′ = {3}",
        &[&layer, &neuron, &plain(z), &plain(slope)],
    )
}

/// Which of the four groups of phases it is (forward, loss, back, step), and what the next move is called.
pub fn phases(phase: Phase, layers: usize, lang: Lang) -> (usize, &'static str) {
    match phase {
        Phase::Forward(done) if done < layers => (0, lang.pick("One layer on", "走一层")),
        Phase::Forward(_) => (0, lang.pick("How wrong?", "差多少？")),
        Phase::Loss => (1, lang.pick("Walk back", "往回走")),
        Phase::Back(back) if back < layers => (2, lang.pick("Farther back", "继续往回")),
        Phase::Back(_) => (2, lang.pick("Take the step", "走这一步")),
        Phase::Stepped => (3, lang.pick("Once more", "再来一遍")),
    }
}

/// How far it is within a group of phases: "3 of 3".
pub fn count(phase: Phase, layers: usize, lang: Lang) -> String {
    let done = match phase {
        Phase::Forward(done) => done,
        Phase::Back(back) => back,
        Phase::Loss | Phase::Stepped => return String::new(),
    };
    lang.say("{0} of {1}", "{0}/{1}", &[&done.to_string(), &layers.to_string()])
}

/// Which of the training samples walks: "3 of 48".
pub fn which(walk: &Walk, lang: Lang) -> String {
    let (place, of) = walk.place;
    lang.say("{0} of {1}", "第 {0} 个，共 {1} 个", &[&(place + 1).to_string(), &of.to_string()])
}
