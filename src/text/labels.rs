//! The words on the pictures: axes, marks and readouts.

use super::lang::Lang;
use super::number::{finer, fixed, grouped, plain, short, subscript};
use crate::learn::{Activation, Init};
use crate::view::{Freedom, Input, Plane, Quantity};

/// The curve that the points were drawn from.
pub fn law(lang: Lang) -> &'static str {
    lang.pick("true law", "真实规律")
}

/// The stretch of x that training does not see, and how far off the model is there, where that is known.
pub fn never_trained(amount: Option<&str>, lang: Lang) -> [String; 2] {
    let off = amount.map_or_else(String::new, |amount| lang.say(": off by {0}", "：差 {0}", &[amount]));
    [lang.pick("never trained here", "这里没训练过").to_owned(), off]
}

/// Where a curve is that has left the picture.
pub fn away(amount: &str, lang: Lang) -> String {
    lang.say("out of the picture, near {0}", "在图外，约 {0}", &[amount])
}

/// The square of an amount.
pub fn squared(amount: &str) -> String {
    amount.to_owned() + "²"
}

/// The mean of the squares of all errors.
pub fn mean_square(lang: Lang) -> &'static str {
    lang.pick("the mean square:", "平均的正方形：")
}

/// How long the side of that square is.
pub fn side(amount: &str, lang: Lang) -> String {
    lang.say("side {0}", "边长 {0}", &[amount])
}

/// The best parameters.
pub fn best(lang: Lang) -> &'static str {
    lang.pick("best", "最优")
}

/// How fast the loss grows along an axis of a line's plane, 0 for u and 1 for v; `None` where axes have no letters.
pub fn slope(plane: &Plane, axis: usize, slope: f64) -> Option<String> {
    let letter = match (plane, axis) {
        (Plane::Exact { .. } | Plane::Centred, 0) => "w",
        (Plane::Exact { .. }, _) => "b",
        (Plane::Centred, _) => "h",
        (Plane::Path { .. } | Plane::Weights { .. }, _) => return None,
    };
    Some(["∂L/∂", letter, " = ", &finer(slope)].concat())
}

/// What the next step is. Where it is the gradient times one number, as in plain gradient descent in these very units, that.
pub fn next_step(by: (f64, f64), gradient: (f64, f64), lang: Lang) -> String {
    let rates = [(by.0, gradient.0), (by.1, gradient.1)].map(|(by, slope)| -by / slope);
    // The steeper one is more exact.
    let rate = if gradient.0.abs() > gradient.1.abs() { rates[0] } else { rates[1] };
    let same = |(by, slope): (f64, f64)| (by + rate * slope).abs() <= 0.01 * by.abs();
    if rate.is_finite() && rate > 0.0 && same((by.0, gradient.0)) && same((by.1, gradient.1)) {
        return lang.say("−{0} × both", "−{0} × 两者", &[&plain(rate)]);
    }
    lang.pick("next step", "下一步").to_owned()
}

/// How far a step leads along an axis.
pub fn change(by: f64) -> String {
    if by > 0.0 { "+".to_owned() + &finer(by) } else { finer(by) }
}

/// The place where training began.
pub fn start(lang: Lang) -> &'static str {
    lang.pick("start", "起点")
}

/// Stands where a surface is still to come.
pub fn no_surface(lang: Lang) -> &'static str {
    lang.pick("no surface yet", "尚无损失曲面")
}

/// The run before this one.
pub fn run_before(lang: Lang) -> &'static str {
    lang.pick("the run before", "上一次")
}

/// The training loss.
pub fn training(lang: Lang) -> &'static str {
    lang.pick("training", "训练")
}

/// The held-out loss.
pub fn held_out(lang: Lang) -> &'static str {
    lang.pick("held-out", "留出")
}

/// A larger multiple only tells how near to nothing the smaller number has come.
const GREATEST_GAP: f64 = 1000.0;

/// The held-out loss as a multiple of the training loss.
pub fn gap(times: f64, lang: Lang) -> String {
    if times > GREATEST_GAP {
        return lang.say("gap over ×{0}", "差距超过 ×{0}", &[&fixed(GREATEST_GAP, 0)]);
    }
    let times = fixed(times, if times < 10.0 { 1 } else { 0 });
    lang.say("gap ×{0}", "差距 ×{0}", &[&times])
}

/// The penalty, which is paid on top of the training loss.
pub fn penalty(lang: Lang) -> &'static str {
    lang.pick("penalty", "惩罚")
}

/// The name of the axis of steps.
pub fn steps(lang: Lang) -> &'static str {
    lang.pick("steps", "步数")
}

/// The step, or the range of steps, that is read.
pub fn step(from: u64, to: u64, lang: Lang) -> String {
    let (en, zh) = if from == to { ("step {0}", "第 {0} 步") } else { ("steps {0}–{1}", "第 {0}–{1} 步") };
    lang.say(en, zh, &[&grouped(from), &grouped(to)])
}

/// The step of the least held-out loss.
pub fn best_step(step: u64, lang: Lang) -> String {
    lang.say("best, {0}", "最优：{0}", &[&grouped(step)])
}

/// A value that is read: one number, or the range that several entries cover.
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

/// The column of what is given to a network of two inputs.
pub fn inputs(lang: Lang) -> &'static str {
    lang.pick("inputs", "输入")
}

/// What is given of two inputs.
pub fn input(input: Input) -> &'static str {
    match input {
        Input::X1 => "x₁",
        Input::X2 => "x₂",
        Input::X1Squared => "x₁²",
        Input::X2Squared => "x₂²",
        Input::Product => "x₁x₂",
        Input::Sin1 => "sin x₁",
        Input::Sin2 => "sin x₂",
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

/// The name of an activation, as it is said of a neuron.
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

/// How the first weights are drawn.
pub fn init(init: Init, lang: Lang) -> &'static str {
    match init {
        Init::Xavier => "Xavier",
        Init::He => "He",
        Init::LeCun => "LeCun",
        Init::Small => lang.pick("small weights", "很小的权重"),
        Init::Large => lang.pick("large weights", "很大的权重"),
        Init::Zero => lang.pick("zero weights", "全零权重"),
        Init::Suited => lang.pick("weights by activation", "按激活函数的权重"),
    }
}

/// The letter of a pinned run: 0 is A.
pub fn letter(pin: usize) -> &'static str {
    ["A", "B", "C", "D"].get(pin).copied().unwrap_or_default()
}

/// A neuron's activation at the probe.
pub fn at(x: f64, value: f64) -> String {
    plain(x) + " → " + &short(value)
}

/// A neuron's activation at a place of a plane.
pub fn at_place((x, y): (f64, f64), value: f64) -> String {
    ["(", &plain(x), ", ", &plain(y), ") → ", &short(value)].concat()
}

/// The name of the bars: by how much a model misses, and in what.
pub fn missed_by(quantity: &Quantity, lang: Lang) -> String {
    match quantity {
        Quantity::Houses => lang.pick("missed by, in k", "差多少（万）").to_owned(),
        Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Animals | Quantity::Inputs => {
            lang.pick("missed by", "差多少").to_owned()
        }
    }
}

/// The points that a model has learnt from.
pub fn own(lang: Lang) -> &'static str {
    lang.pick("own", "自己的")
}

/// The points that it has not seen.
pub fn unseen(lang: Lang) -> &'static str {
    lang.pick("unseen", "没见过的")
}

/// A model by its freedom.
pub fn freedom(freedom: Freedom, lang: Lang) -> String {
    match freedom {
        Freedom::Line => lang.pick("line", "直线").to_owned(),
        Freedom::Degree(degree) => lang.say("degree {0}", "{0} 次", &[&degree.to_string()]),
        Freedom::Layers(1) => lang.pick("1 layer", "1 层").to_owned(),
        Freedom::Layers(layers) => lang.say("{0} layers", "{0} 层", &[&layers.to_string()]),
    }
}
