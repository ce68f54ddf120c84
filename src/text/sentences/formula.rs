//! What the model and its neurons compute, with today's numbers in it.

use crate::learn::Activation;
use crate::session::{HeldNeuron, Status};
use crate::snapshot::Quantity;
use crate::text::Lang;
use crate::text::number::short;

/// "price = −23.4 · distance + 912", or the powers of x of a polynomial; empty for a network.
pub fn formula(status: &Status, quantity: &Quantity, lang: Lang) -> String {
    let Some(coefficients) = &status.coefficients else { return String::new() };
    let (x, y) = match quantity {
        Quantity::Houses => (lang.pick("distance", "距离"), lang.pick("price", "房价")),
        Quantity::Named(x, y) => (*x, *y),
        Quantity::Plain => ("x", "y"),
    };
    let mut text = format!("{y} =");
    for (power, c) in coefficients.iter().enumerate().rev() {
        let first = power + 1 == coefficients.len();
        let sign = match (first, *c < 0.0) {
            (true, true) => " −",
            (true, false) => " ",
            (false, true) => " − ",
            (false, false) => " + ",
        };
        text += sign;
        text += &short(c.abs());
        match power {
            0 => {}
            1 => text += &format!(" · {x}"),
            _ => text += &format!(" · {x}{}", superscript(power)),
        }
    }
    text
}

fn superscript(power: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    power.to_string().bytes().map(|d| DIGITS[usize::from(d - b'0')]).collect()
}

/// What a neuron computes, with today's numbers in it.
pub fn neuron(held: &HeldNeuron, polynomial: bool, lang: Lang) -> String {
    let number = held.neuron + 1;
    if held.column == 0 {
        return match (polynomial, lang) {
            (false, _) => lang.pick("The input x, as the model sees it.", "输入 x，模型看到的样子。").to_owned(),
            (true, Lang::En) => format!("Basis function φ{}: a polynomial of degree {number}.", subscript(number)),
            (true, Lang::ZhHans) => format!("基函数 φ{}：一个 {number} 次多项式。", subscript(number)),
        };
    }
    let name = match (held.column + 1 == held.columns, lang) {
        (true, _) => lang.pick("Output", "输出").to_owned(),
        (false, Lang::En) => format!("Layer {}, neuron {number}", held.column),
        (false, Lang::ZhHans) => format!("第 {} 层第 {number} 个神经元", held.column),
    };
    const SHOWN: usize = 4;
    let symbol = if held.column == 1 { if polynomial { 'φ' } else { 'x' } } else { 'a' };
    let one = held.weights.len() == 1;
    let mut sum = String::new();
    for (i, w) in held.weights.iter().take(SHOWN).enumerate() {
        sum += match (i, *w < 0.0) {
            (0, true) => "−",
            (0, false) => "",
            (_, true) => " − ",
            (_, false) => " + ",
        };
        let index = if one && symbol == 'x' { String::new() } else { subscript(i + 1) };
        sum += &format!("{}·{symbol}{index}", short(f64::from(w.abs())));
    }
    if held.weights.len() > SHOWN {
        sum += &match lang {
            Lang::En => format!(" + … ({} more)", held.weights.len() - SHOWN),
            Lang::ZhHans => format!(" + …（另 {} 项）", held.weights.len() - SHOWN),
        };
    }
    sum += &format!(" {} {}", if held.bias < 0.0 { "−" } else { "+" }, short(f64::from(held.bias.abs())));
    let value = held.value.map_or_else(String::new, |a| format!(" = {}", short(a.into())));
    let applied = match held.activation {
        Activation::Linear => sum,
        Activation::Relu => format!("ReLU({sum})"),
        Activation::LeakyRelu => format!("{}({sum})", lang.pick("leaky ReLU", "带泄漏的 ReLU")),
        Activation::Tanh => format!("tanh({sum})"),
        Activation::Sigmoid => format!("sigmoid({sum})"),
        Activation::Elu => format!("ELU({sum})"),
        Activation::Gelu => format!("GELU({sum})"),
        Activation::Silu => format!("SiLU({sum})"),
        Activation::Sine => format!("sin({sum})"),
    };
    let dead = if held.dead {
        lang.pick(
            ". Dead: it answers 0 at every training point and cannot learn.",
            "。已死：对所有训练点都输出 0，不再学习。",
        )
    } else {
        ""
    };
    format!("{name}{}a = {applied}{value}{dead}", lang.pick(": ", "："))
}

fn subscript(index: usize) -> String {
    const DIGITS: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    index.to_string().bytes().map(|d| DIGITS[usize::from(d - b'0')]).collect()
}

/// The names of the two columns.
pub fn column_names(quantity: &Quantity, lang: Lang) -> (String, String) {
    let (x, y) = match quantity {
        Quantity::Houses => (lang.pick("distance", "距离"), lang.pick("price", "房价")),
        Quantity::Named(x, y) => (*x, *y),
        Quantity::Plain => ("x", "y"),
    };
    (x.to_owned(), y.to_owned())
}
