//! What the model and its neurons compute, with today's numbers in it.

use crate::learn::Activation;
use crate::session::{HeldNeuron, Status};
use crate::text::labels;
use crate::text::lang::Lang;
use crate::text::number::{short, subscript, superscript};
use crate::text::quantity::column_names;
use crate::view::Quantity;

/// "price = −23.4 · distance + 912", or the powers of x of a polynomial; empty for a network.
pub fn formula(status: &Status, quantity: &Quantity, lang: Lang) -> String {
    status.coefficients.as_ref().map_or_else(String::new, |own| polynomial(own, quantity, lang))
}

/// What is known of a line or a polynomial in closed form: its best fit, and the learning rate at which it diverges; empty
/// where nothing is known, as for a network.
pub fn closed_form(status: &Status, quantity: &Quantity, lang: Lang) -> String {
    let Some(best) = &status.best else { return String::new() };
    let mut text = lang.say(
        "best fit: {0}\nits loss: {1}",
        "最优拟合：{0}\n它的损失：{1}",
        &[&polynomial(&best.coefficients, quantity, lang), &short(best.loss)],
    );
    if let (Some(curvature), Some(limit)) = (best.curvature, status.rate_limit) {
        text += &lang.say(
            // Without a letter: λ is the penalty's strength on the same page.
            "\nsteepest curvature: {0}; it diverges from a learning rate of {1} on",
            "\n最陡处的曲率：{0}；学习率达到 {1} 就会发散",
            &[&short(curvature), &short(limit)],
        );
    }
    text
}

/// c₀ + c₁·x + …, from the highest power down, with its name.
fn polynomial(coefficients: &[f64], quantity: &Quantity, lang: Lang) -> String {
    let (x, y) = column_names(quantity, lang);
    let mut text = y.to_owned() + " =";
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
        if power > 0 {
            text += " · ";
            text += x;
        }
        if power > 1 {
            text += &superscript(power as i32);
        }
    }
    text
}

/// What a neuron computes, with today's numbers in it.
pub fn neuron(held: &HeldNeuron, polynomial: bool, lang: Lang) -> String {
    let number = (held.neuron + 1).to_string();
    if held.column == 0 {
        return if polynomial {
            lang.say(
                "Basis function φ{0}: a polynomial of degree {1}.",
                "基函数 φ{0}：一个 {1} 次多项式。",
                &[&subscript(held.neuron + 1), &number],
            )
        } else {
            lang.pick("The input x, as the model sees it.", "输入 x，模型看到的样子。").to_owned()
        };
    }
    let (en, zh) = if held.column + 1 == held.columns {
        ("Output: a = ", "输出：a = ")
    } else {
        ("Layer {0}, neuron {1}: a = ", "第 {0} 层第 {1} 个神经元：a = ")
    };
    let mut text = lang.say(en, zh, &[&held.column.to_string(), &number]);
    let bent = held.activation != Activation::Linear;
    if bent {
        text += labels::activation(held.activation, lang);
        text += "(";
    }
    sum(&mut text, held, polynomial, lang);
    if bent {
        text += ")";
    }
    if let Some(value) = held.value {
        text += " = ";
        text += &short(value.into());
    }
    if held.dead {
        text += lang.pick(
            ". Dead: it answers 0 at every training point and cannot learn.",
            "。已死：对所有训练点都输出 0，不再学习。",
        );
    }
    text
}

/// The weighted inputs, of which only the first few are written out, and the bias.
fn sum(text: &mut String, held: &HeldNeuron, polynomial: bool, lang: Lang) {
    const SHOWN: usize = 4;
    let symbol = match held.column {
        1 if polynomial => "·φ",
        1 => "·x",
        _ => "·a",
    };
    for (i, w) in held.weights.iter().take(SHOWN).enumerate() {
        *text += match (i, *w < 0.0) {
            (0, true) => "−",
            (0, false) => "",
            (_, true) => " − ",
            (_, false) => " + ",
        };
        *text += &short(f64::from(w.abs()));
        *text += symbol;
        if held.weights.len() > 1 || symbol != "·x" {
            *text += &subscript(i + 1);
        }
    }
    if held.weights.len() > SHOWN {
        let more = (held.weights.len() - SHOWN).to_string();
        *text += &lang.say(" + … ({0} more)", " + …（另 {0} 项）", &[&more]);
    }
    *text += if held.bias < 0.0 { " − " } else { " + " };
    *text += &short(f64::from(held.bias.abs()));
}
