//! The words on the pictures: axes, marks and readouts.

use super::Lang;
use super::number::{fixed, grouped, short, subscript, ticked, without_zeros};
use crate::snapshot::{Plane, Probe, Quantity};

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

/// The model's answer to the question; and what the law says to it or, for a table of the user's own, the question.
pub fn probe(quantity: &Quantity, probe: &Probe, lang: Lang) -> (String, Option<String>) {
    let price = |y: f64| match y.is_finite() {
        true if *quantity == Quantity::Houses => short(y) + thousand(lang),
        true => short(y),
        false => lang.pick("no answer", "没有答案").to_owned(),
    };
    let (x, answer) = (plain(probe.x), price(probe.predicted));
    let answer = match quantity {
        Quantity::Houses => {
            lang.say("A house at {0} km: {1}", "距市中心 {0} 公里的房子：{1}", &[&kilometres(probe.x), &answer])
        }
        Quantity::Named(_, of) => [&brief(of), " ≈ ", &answer].concat(),
        Quantity::Plain => ["x = ", &x, ": ŷ = ", &answer].concat(),
    };
    let second = match (quantity, probe.law) {
        // The names of columns may be long, so the question has a line of its own.
        (Quantity::Named(name, _), _) => Some([&brief(name), " = ", &x].concat()),
        (_, Some(law)) if law.is_finite() => Some(lang.say("the law says {0}", "真实规律：{0}", &[&price(law)])),
        _ => None,
    };
    (answer, second)
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

/// The least held-out loss, and the step where it was, known to a range of steps once the losses are thinned.
pub fn best_step(from: u64, to: u64, lang: Lang) -> String {
    let (en, zh) = if from == to { ("best, {0}", "最优：{0}") } else { ("best, near {0}", "最优：约 {0}") };
    lang.say(en, zh, &[&grouped(from / 2 + to / 2 + (from & to & 1))])
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

/// A neuron's answer to the question of the user.
pub fn at(x: f64, value: f64) -> String {
    plain(x) + " → " + &short(value)
}
