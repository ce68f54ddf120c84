//! The words on the pictures: axes, marks and readouts.

use super::Lang;
use super::number::{fixed, grouped, short, ticked, without_zeros};
use crate::snapshot::{Plane, Probe, Quantity};

/// What x measures.
pub fn x_axis(quantity: &Quantity, lang: Lang) -> String {
    match quantity {
        Quantity::Houses => lang.pick("km from the centre", "距市中心（公里）").to_owned(),
        Quantity::Plain => "x".to_owned(),
        Quantity::Named(x, _) => (*x).to_owned(),
    }
}

/// What y measures, where the ticks do not say so.
pub fn y_axis(quantity: &Quantity) -> String {
    match quantity {
        Quantity::Houses => String::new(),
        Quantity::Plain => "y".to_owned(),
        Quantity::Named(_, y) => (*y).to_owned(),
    }
}

/// A tick of the y axis, with its unit.
pub fn y_tick(quantity: &Quantity, value: f64, step: f64, lang: Lang) -> String {
    match quantity {
        Quantity::Houses => format!("{} {}", ticked(value, step), thousand(lang)),
        _ => ticked(value, step),
    }
}

fn kilometres(x: f64) -> String {
    if x.abs() < 1e4 { fixed(x, 1) } else { short(x) }
}

fn thousand(lang: Lang) -> &'static str {
    lang.pick("k", "千")
}

/// The model's answer to the question; and what the law says to it or, for a table of the user's own, the question.
pub fn probe(quantity: &Quantity, probe: &Probe, lang: Lang) -> (String, Option<String>) {
    let none = lang.pick("no answer", "没有答案");
    let bare = |y: f64| {
        if y.is_finite() { short(y) } else { none.to_owned() }
    };
    let price = |y: f64| {
        let unit = if y.is_finite() { thousand(lang) } else { "" };
        format!("{} {unit}", bare(y)).trim_end().to_owned()
    };
    let x = plain(probe.x);
    let answer = match (quantity, lang) {
        (Quantity::Houses, Lang::En) => format!("A house at {} km: {}", kilometres(probe.x), price(probe.predicted)),
        (Quantity::Houses, Lang::ZhHans) => {
            format!("距市中心 {} 公里的房子：{}", kilometres(probe.x), price(probe.predicted))
        }
        (Quantity::Named(_, of), _) => format!("{} ≈ {}", brief(of), bare(probe.predicted)),
        (Quantity::Plain, _) => format!("x = {x}: ŷ = {}", bare(probe.predicted)),
    };
    let law = probe.law.filter(|l| l.is_finite()).map(|law| match (quantity, lang) {
        (Quantity::Houses, Lang::En) => format!("the law says {}", price(law)),
        (Quantity::Houses, Lang::ZhHans) => format!("真实规律：{}", price(law)),
        (_, Lang::En) => format!("the law says {}", short(law)),
        (_, Lang::ZhHans) => format!("真实规律：{}", short(law)),
    });
    // The names of columns may be long, so the question has a line of its own.
    let question = match quantity {
        Quantity::Named(name, _) => Some(format!("{} = {x}", brief(name))),
        _ => None,
    };
    (answer, question.or(law))
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
            let name = |i: &usize| format!("{} {}", lang.pick("weight", "权重"), i + 1);
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

/// Steps on the axis.
pub fn steps(lang: Lang) -> &'static str {
    lang.pick("steps", "步数")
}

/// The step, or the range of steps, of a readout.
pub fn step(from: u64, to: u64, lang: Lang) -> String {
    match (from == to, lang) {
        (true, Lang::En) => format!("step {}", grouped(from)),
        (true, Lang::ZhHans) => format!("第 {} 步", grouped(from)),
        (false, Lang::En) => format!("steps {}–{}", grouped(from), grouped(to)),
        (false, Lang::ZhHans) => format!("第 {}–{} 步", grouped(from), grouped(to)),
    }
}

/// The least held-out loss, and the step where it was, known to a range of steps once the losses are thinned.
pub fn best_step(from: u64, to: u64, lang: Lang) -> String {
    let (name, near) = (best(lang), lang.pick("near ", "约 "));
    let near = if from == to { "" } else { near };
    format!("{name}{}{near}{}", lang.pick(", ", "："), grouped(from / 2 + to / 2 + (from & to & 1)))
}

/// A readout's value: one number, or the range that thinned entries cover.
pub fn reading(min: f64, max: f64) -> String {
    if min.is_nan() || max.is_nan() || min > max {
        return short(f64::NAN);
    }
    let (a, b) = (short(min), short(max));
    if a == b { a } else { format!("{a}–{b}") }
}

/// The name of a column: the inputs, a hidden layer, the output.
pub fn column(index: usize, columns: usize, polynomial: bool, lang: Lang) -> String {
    if index + 1 == columns {
        return "ŷ".to_owned();
    }
    match (index, lang) {
        (0, _) => if polynomial { "φ(x)" } else { "x" }.to_owned(),
        (_, Lang::En) => format!("layer {index}"),
        (_, Lang::ZhHans) => format!("第 {index} 层"),
    }
}

/// One neuron of a hidden layer; both count from 1.
pub fn neuron(layer: &str, number: usize, lang: Lang) -> String {
    format!("{layer} · {} {number}", lang.pick("neuron", "神经元"))
}

/// One basis function of a polynomial, counted from 1.
pub fn basis(number: usize) -> String {
    let digit = |b: u8| char::from_u32(0x2080 + u32::from(b - b'0')).unwrap_or('_');
    let lowered: String = number.to_string().bytes().map(digit).collect();
    format!("φ{lowered}(x)")
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
    format!("{} → {}", plain(x), short(value))
}
