//! What stands on a curve that is shown as it is put together, and at its handles.

use super::lang::Lang;
use super::number::{fixed, plain, short, subscript};
use super::quantity::amount;
use crate::view::{Band, PartOf, Product, Quantity};

/// The part of a curve, by its name. Neurons count from 1.
pub fn part(of: PartOf, lang: Lang) -> String {
    match of {
        PartOf::Neuron(neuron) => neuron_name(neuron, lang),
        PartOf::Others(count) => lang.say("{0} others", "其余 {0} 个", &[&count.to_string()]),
    }
}

/// A neuron's name by its place in the layer.
pub fn neuron_name(neuron: usize, lang: Lang) -> String {
    lang.say("neuron {0}", "神经元 {0}", &[&(neuron + 1).to_string()])
}

/// A part that lowers the curve.
pub fn takes_away(of: PartOf, lang: Lang) -> String {
    lang.say("{0} takes this away", "{0} 减去这块", &[&part(of, lang)])
}

/// The weights of a layer as one factor, by its number from 1.
pub fn factor_name(layer: usize) -> String {
    "w".to_owned() + &subscript(layer)
}

/// What the parts stand on.
pub fn base(lang: Lang) -> &'static str {
    lang.pick("bias", "偏置")
}

/// At the handle by which a neuron bends elsewhere.
pub fn drag_kink(lang: Lang) -> &'static str {
    lang.pick("drag the kink", "拖动拐点")
}

/// At the handle by which a neuron is steeper.
pub fn drag_slope(lang: Lang) -> &'static str {
    lang.pick("drag the slope", "拖动斜率")
}

/// At the curve of the run with the bend, or without it.
pub fn other(bends: bool, trained: bool, lang: Lang) -> &'static str {
    match bends {
        true if trained => lang.pick("bend on", "弯折"),
        true => lang.pick("bend on, not trained yet", "弯折，还没训练"),
        false => lang.pick("bend off: a plain line", "不弯折：一条直线"),
    }
}

/// What all parts come to at a question: "at 5 km: 539 k".
pub fn sum(x: f64, quantity: &Quantity, amount: &str, lang: Lang) -> String {
    match quantity {
        Quantity::Houses => lang.say("{0} km: {1}", "{0} 公里：{1}", &[&plain(x), amount]),
        Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Animals | Quantity::Inputs => {
            [&plain(x), lang.pick(": ", "："), amount].concat()
        }
    }
}

/// The bias of a sum, at its bar.
pub fn bias_of(bias: f64) -> String {
    ["b = ", &amount_of(bias)].concat()
}

/// A product, at its bar: "w·x = −1.50".
pub fn product_of(product: &Product, of_x: bool, lang: Lang) -> String {
    let name = match product.input {
        Some(_) if of_x => "w·x".to_owned(),
        Some(input) => ["w", &subscript(input + 1), "·a", &subscript(input + 1)].concat(),
        None => lang.pick("the others", "其余").to_owned(),
    };
    [&name, " = ", &amount_of(product.value)].concat()
}

/// What a sum comes to, and what is left of it where all below 0 is cut off.
pub fn sum_of(sum: f64, cuts: bool, lang: Lang) -> String {
    let (en, zh) = match cuts && sum < 0.0 {
        true => ("sum {0}, cut off: 0", "和 {0}，截去后：0"),
        false => ("sum {0}", "和 {0}"),
    };
    lang.say(en, zh, &[&amount_of(sum)])
}

/// Where a ReLU answers 0.
pub fn cut_off(lang: Lang) -> &'static str {
    lang.pick("cut off", "截去")
}

/// With two decimals, as its neighbours have, unless there is more or less to see.
fn amount_of(value: f64) -> String {
    if (0.01..100.0).contains(&value.abs()) { fixed(value, 2) } else { short(value) }
}

/// A neuron as a hand lays it, to be spoken.
pub fn spoken(neuron: usize, band: &Band, quantity: &Quantity, lang: Lang) -> String {
    let name = neuron_name(neuron, lang);
    let Some(hinge) = band.hinge else {
        return lang.say("{0} bends nowhere.", "{0} 没有拐点。", &[&name]);
    };
    let kink = lang.say("{0} bends at {1}", "{0} 的拐点在 {1}", &[&name, &short(hinge.kink)]);
    let slope = hinge
        .slope
        .map_or_else(String::new, |slope| lang.say(", slope {0}", "，斜率 {0}", &[&amount(slope, quantity, lang)]));
    let dead = if band.dead { lang.pick(", dead", "，已死") } else { "" };
    [&kink, &slope, dead, lang.pick(".", "。")].concat()
}
