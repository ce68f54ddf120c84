//! The words on the pictures: axes, marks and readouts.

use super::Lang;
use super::number::{fixed, grouped, short, subscript, ticked, without_zeros};
use crate::learn::Activation;
use crate::view::{Plane, Probe, Quantity};

/// What x measures.
pub fn x_axis(quantity: &Quantity, lang: Lang) -> String {
    match quantity {
        Quantity::Houses => lang.pick("km from the centre", "距市中心（公里）").to_owned(),
        Quantity::Plain => "x".to_owned(),
        Quantity::Named(x, _) => (*x).to_owned(),
    }
}

/// What y measures; its unit stands at the ticks.
pub fn y_axis(quantity: &Quantity, lang: Lang) -> String {
    match quantity {
        Quantity::Houses => lang.pick("price", "房价").to_owned(),
        Quantity::Plain => "y".to_owned(),
        Quantity::Named(_, y) => (*y).to_owned(),
    }
}

/// A tick of the y axis, with its unit.
pub fn y_tick(quantity: &Quantity, value: f64, step: f64, lang: Lang) -> String {
    match quantity {
        Quantity::Houses => ticked(value, step) + thousand(lang),
        _ => ticked(value, step),
    }
}

fn kilometres(x: f64) -> String {
    if x.abs() < 1e4 { fixed(x, 1) } else { short(x) }
}

fn thousand(lang: Lang) -> &'static str {
    lang.pick(" k", " 千")
}

/// What is asked at the probe, in one line, or in two where the names of columns may be long.
pub fn question(quantity: &Quantity, x: f64, lang: Lang) -> (String, Option<String>) {
    match quantity {
        Quantity::Houses => {
            let (en, zh) = ("Price of a house at {0} km?", "距市中心 {0} 公里的房子多少钱？");
            (lang.say(en, zh, &[&kilometres(x)]), None)
        }
        Quantity::Plain => (lang.say("y at x = {0}?", "x = {0} 时 y 是多少？", &[&plain(x)]), None),
        Quantity::Named(name, of) => {
            let second = lang.say("at {0} = {1}", "当 {0} = {1}", &[&brief(name), &plain(x)]);
            (brief(of) + lang.pick("?", "？"), Some(second))
        }
    }
}

/// What is answered there: by the model, by the true law and by the best line, as far as they are known.
pub fn answers(quantity: &Quantity, probe: &Probe, lang: Lang) -> [Option<String>; 3] {
    let answer = |name: &str, y: f64| match y.is_finite() {
        true => [name, " ", &short(y), if *quantity == Quantity::Houses { thousand(lang) } else { "" }].concat(),
        false => [name, lang.pick(": no answer", "：没有答案")].concat(),
    };
    [
        Some(answer(lang.pick("this model", "这个模型"), probe.predicted)),
        probe.law.filter(|y| y.is_finite()).map(|y| answer(law(lang), y)),
        probe.line.filter(|y| y.is_finite()).map(|y| answer(lang.pick("best line", "最优直线"), y)),
    ]
}

/// What law and line answer, for the place beside the model's answer.
pub fn beside(quantity: &Quantity, probe: &Probe, lang: Lang) -> String {
    let [_, law, line] = answers(quantity, probe, lang);
    listed(law.unwrap_or_default(), " · ", &[line])
}

/// Question and answers for those who listen.
pub fn spoken(quantity: &Quantity, probe: &Probe, lang: Lang) -> String {
    let (first, second) = question(quantity, probe.x, lang);
    let between = lang.pick("; ", "；");
    listed(listed(first, between, &[second]), between, &answers(quantity, probe, lang))
}

/// Whatever there is, one after the other.
pub(super) fn listed(mut text: String, between: &str, more: &[Option<String>]) -> String {
    for part in more.iter().flatten() {
        if !text.is_empty() {
            text += between;
        }
        text += part;
    }
    text
}

/// The beginning of a name that somebody else chose, at whatever length.
fn brief(name: &str) -> String {
    const MOST: usize = 24;
    match (name.char_indices().nth(MOST - 1), name.chars().nth(MOST)) {
        (Some((end, _)), Some(_)) => [name.get(..end).unwrap_or_default().trim_end(), "…"].concat(),
        _ => name.to_owned(),
    }
}

/// A value without the zeros that end its decimals.
fn plain(value: f64) -> String {
    // What has a power of ten has no such zeros already.
    without_zeros(short(value))
}

/// The curve that the points were drawn from.
pub fn law(lang: Lang) -> &'static str {
    lang.pick("true law", "真实规律")
}

/// The best parameters.
pub fn best(lang: Lang) -> &'static str {
    lang.pick("best", "最优")
}

/// What the axes of the surface are: (u, v).
pub fn plane(plane: &Plane, lang: Lang) -> (String, String) {
    match plane {
        Plane::Exact => (lang.pick("slope w", "斜率 w").to_owned(), lang.pick("intercept b", "截距 b").to_owned()),
        Plane::Centred => (
            lang.pick("slope w", "斜率 w").to_owned(),
            lang.pick("height at the mean x", "在平均 x 处的高度").to_owned(),
        ),
        Plane::Path { .. } => (
            lang.pick("along the path, 1st direction", "沿路径，第 1 方向").to_owned(),
            lang.pick("along the path, 2nd direction", "沿路径，第 2 方向").to_owned(),
        ),
        Plane::Weights { u, v, .. } => {
            let name = |i: &usize| lang.say("weight {0}", "权重 {0}", &[&(i + 1).to_string()]);
            (name(u), name(v))
        }
    }
}

/// The place of a surface that is still to come.
pub fn no_surface(lang: Lang) -> &'static str {
    lang.pick("no surface yet", "尚无损失曲面")
}

/// The loss of training.
pub fn training(lang: Lang) -> &'static str {
    lang.pick("training", "训练")
}

/// The loss of what was held out.
pub fn held_out(lang: Lang) -> &'static str {
    lang.pick("held-out", "留出")
}

/// How many times the loss of training the loss of what was held out is.
pub fn gap(times: f64, lang: Lang) -> String {
    let times = match times {
        t if t < 10.0 => fixed(t, 1),
        t if t < 1e6 => fixed(t, 0),
        t => short(t),
    };
    lang.say("gap ×{0}", "差距 ×{0}", &[&times])
}

/// What the weights cost on top of the loss of training.
pub fn penalty(lang: Lang) -> &'static str {
    lang.pick("penalty", "惩罚")
}

/// Steps on the axis.
pub fn steps(lang: Lang) -> &'static str {
    lang.pick("steps", "步数")
}

/// The step, or the range of steps, of a readout.
pub fn step(from: u64, to: u64, lang: Lang) -> String {
    let (en, zh) = if from == to { ("step {0}", "第 {0} 步") } else { ("steps {0}–{1}", "第 {0}–{1} 步") };
    lang.say(en, zh, &[&grouped(from), &grouped(to)])
}

/// The step of the least held-out loss.
pub fn best_step(step: u64, lang: Lang) -> String {
    lang.say("best, {0}", "最优：{0}", &[&grouped(step)])
}

/// A readout's value: one number, or the range that thinned entries cover.
pub fn reading(min: f64, max: f64) -> String {
    if min.is_nan() || max.is_nan() || min > max {
        return short(f64::NAN);
    }
    let (a, b) = (short(min), short(max));
    if a == b { a } else { a + "–" + &b }
}

/// The name of a column: the inputs, a hidden layer, the output.
pub fn column(index: usize, columns: usize, polynomial: bool, lang: Lang) -> String {
    if index + 1 == columns {
        return "ŷ".to_owned();
    }
    match index {
        0 => if polynomial { "φ(x)" } else { "x" }.to_owned(),
        _ => lang.say("layer {0}", "第 {0} 层", &[&index.to_string()]),
    }
}

/// One neuron of a hidden layer; both count from 1.
pub fn neuron(layer: &str, number: usize, lang: Lang) -> String {
    lang.say("{0} · neuron {1}", "{0} · 神经元 {1}", &[layer, &number.to_string()])
}

/// One basis function of a polynomial, counted from 1.
pub fn basis(number: usize) -> String {
    ["φ", &subscript(number), "(x)"].concat()
}

/// A ReLU that is zero at every point.
pub fn dead(lang: Lang) -> &'static str {
    lang.pick("dead", "已死")
}

/// Weights above zero.
pub fn positive(lang: Lang) -> &'static str {
    lang.pick("positive weight", "正权重")
}

/// Weights below zero.
pub fn negative(lang: Lang) -> &'static str {
    lang.pick("negative weight", "负权重")
}

/// The name of a bend, as it is said of a neuron.
pub fn activation(activation: Activation, lang: Lang) -> &'static str {
    match activation {
        Activation::Linear => lang.pick("linear", "线性"),
        Activation::Relu => "ReLU",
        Activation::LeakyRelu => lang.pick("leaky ReLU", "带泄漏的 ReLU"),
        Activation::Tanh => "tanh",
        Activation::Sigmoid => "sigmoid",
        Activation::Elu => "ELU",
        Activation::Gelu => "GELU",
        Activation::Silu => "SiLU",
        Activation::Sine => "sin",
    }
}

/// The letter of a pinned run: 0 is A.
pub fn letter(pin: usize) -> &'static str {
    ["A", "B", "C", "D"].get(pin).copied().unwrap_or_default()
}

/// A neuron's answer to the question of the user.
pub fn at(x: f64, value: f64) -> String {
    plain(x) + " → " + &short(value)
}
