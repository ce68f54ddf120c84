//! Two models that learn the same points: what stands at their lanes.

use super::labels;
use super::lang::Lang;
use super::number::{grouped, power_of_ten, short, superscript};
use super::quantity::{about, column_names};
use crate::learn::Activation;
use crate::view::{Lane, Quantity, Race};

/// How deep a model is, and how wide: "seven layers of 5", and shorter.
pub fn layers(widths: &[usize], lang: Lang) -> [String; 2] {
    let same = widths.windows(2).all(|pair| pair[0] == pair[1]);
    let width = widths.first().map_or(0, |width| *width).to_string();
    let count = widths.len().to_string();
    match widths.len() {
        0 => [lang.pick("no hidden layer", "没有隐藏层").to_owned(), lang.pick("no layer", "没有层").to_owned()],
        1 => [lang.say("one layer of {0}", "一层 {0} 个", &[&width]), lang.say("1 × {0}", "1 × {0}", &[&width])],
        _ if same => {
            [lang.say("{0} layers of {1}", "{0} 层，每层 {1} 个", &[&count, &width]), [&count, " × ", &width].concat()]
        }
        _ => [lang.say("{0} layers", "{0} 层", &[&count]), lang.say("{0} layers", "{0} 层", &[&count])],
    }
}

/// What a lane is called beside the other: deep, or wide; `None` where they are alike.
pub fn name(race: &Race, lane: usize, lang: Lang) -> &'static str {
    let depth = |at: usize| race.lanes[at].layers.len();
    match depth(lane).cmp(&depth(1 - lane)) {
        std::cmp::Ordering::Greater => lang.pick("Deep", "深"),
        std::cmp::Ordering::Less => lang.pick("Wide", "宽"),
        std::cmp::Ordering::Equal => [lang.pick("First", "甲"), lang.pick("Second", "乙")][lane],
    }
}

/// How large a model is.
pub fn parameters(lane: &Lane, lang: Lang) -> String {
    lang.say("{0} weights and biases", "{0} 个权重和偏置", &[&grouped(lane.parameters as u64)])
}

/// By how much it misses points that it has not seen, and its own: the longer text first.
pub fn errors(lane: &Lane, quantity: &Quantity, lang: Lang) -> [Option<[String; 2]>; 2] {
    let told = |error: f64, en: [&str; 2], zh: [&str; 2]| {
        let amount = if error.is_finite() { about(error, quantity, lang) } else { "–".to_owned() };
        [0, 1].map(|i| lang.say(en[i], zh[i], &[&amount]))
    };
    let unseen =
        lane.unseen.map(|error| told(error, ["unseen: off by {0}", "unseen {0}"], ["没见过的：差 {0}", "没见过 {0}"]));
    [unseen, Some(told(lane.own, ["own: off by {0}", "own {0}"], ["自己的：差 {0}", "自己 {0}"]))]
}

/// The activation with this place in the order in which they are taught.
pub fn activation(place: usize, lang: Lang) -> &'static str {
    labels::activation(Activation::ALL.get(place).copied().unwrap_or(Activation::Linear), lang)
}

/// At the curve of the race before: "with ReLU 24 k".
pub fn with(place: usize, error: f64, quantity: &Quantity, lang: Lang) -> String {
    lang.say("with {0} {1}", "用 {0}：{1}", &[activation(place, lang), &about(error, quantity, lang)])
}

/// At the gradients of the race before.
pub fn with_only(place: usize, lang: Lang) -> String {
    lang.say("with {0}", "用 {0}", &[activation(place, lang)])
}

/// At the plain line.
pub fn line(error: f64, quantity: &Quantity, lang: Lang) -> String {
    lang.say("plain line {0}", "直线 {0}", &[&about(error, quantity, lang)])
}

/// The head of the gradients.
pub fn arrives(lang: Lang) -> &'static str {
    lang.pick("How much of the error arrives", "有多少误差传到这里")
}

/// What is shown there.
pub fn arrives_in_detail(lang: Lang) -> &'static str {
    lang.pick("mean |∂L/∂w|: bars at the first step, rings now", "平均 |∂L/∂w|：条是第一步，圈是现在")
}

/// The name of a layer below its bar; `last` is the output.
pub fn layer(at: usize, last: usize, quantity: &Quantity, lang: Lang) -> [String; 2] {
    if at == last {
        let (_, y) = column_names(quantity, lang);
        return [y.to_owned(), y.to_owned()];
    }
    let number = (at + 1).to_string();
    [lang.say("layer {0}", "第 {0} 层", &[&number]), number]
}

/// A gradient at its bar.
pub fn gradient(value: f64) -> String {
    short(value)
}

/// A tick of its axis.
pub fn tick(exponent: i32) -> String {
    if exponent.abs() <= 2 { power_of_ten(exponent) } else { "10".to_owned() + &superscript(exponent) }
}

/// Above the picture while there is no race.
pub fn nobody(lang: Lang) -> &'static str {
    lang.pick("nobody races", "没有比赛")
}
