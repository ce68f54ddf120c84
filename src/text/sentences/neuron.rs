//! What a neuron computes, with today's numbers in it.

use crate::data::decimal;
use crate::learn::Activation;
use crate::session::HeldNeuron;
use crate::task::probability;
use crate::text::labels;
use crate::text::lang::Lang;
use crate::text::number::subscript;
use crate::text::terms;
use crate::view::Quantity;

/// What a neuron computes; at the probe, what comes of it, and in which units.
pub fn neuron(held: &HeldNeuron, polynomial: bool, quantity: &Quantity, lang: Lang) -> String {
    let number = (held.neuron + 1).to_string();
    if held.column == 0 {
        if let Some(feature) = held.features.get(held.neuron) {
            return lang.say(
                "The input {0}, as the model sees it.",
                "输入 {0}，模型看到的样子。",
                &[labels::input(*feature)],
            );
        }
        return if polynomial {
            lang.say(
                "Basis function φ{0}: a polynomial of degree {1}.",
                "基函数 φ{0}：一个 {1} 次多项式。",
                &[&subscript(held.neuron + 1), &number],
            )
        } else {
            let seen = terms::input(held, 3, lang).map(|(seen, _)| lang.pick(" ", "").to_owned() + &seen);
            lang.pick("The input x, as the model sees it.", "输入 x，模型看到的样子。").to_owned()
                + &seen.unwrap_or_default()
        };
    }
    let output = held.column + 1 == held.columns;
    let (en, zh) = if output {
        ("Output: a = ", "输出：a = ")
    } else {
        ("Layer {0}, neuron {1}: a = ", "第 {0} 层第 {1} 个神经元：a = ")
    };
    let mut text = lang.say(en, zh, &[&held.column.to_string(), &number]);
    let bent = (held.activation != Activation::Linear).then(|| labels::activation(held.activation, lang));
    let names = terms::names(held, polynomial);
    let terms::Neuron { formula, inputs } = terms::neuron(&terms::told(held, quantity, lang), names, bent, lang);
    text += &formula;
    text += lang.pick(".", "。");
    if !inputs.is_empty() {
        text += &lang.say(" Here {0}", "这里 {0}", &[&inputs]);
    }
    if held.dead {
        text += lang.pick(
            " Dead: it answers 0 at every training point and cannot learn.",
            "已死：对所有训练点都输出 0，不再学习。",
        );
    }
    if output && !held.features.is_empty() {
        text += &held.value.map_or_else(String::new, |z| {
            let p = decimal::fixed(probability(z.into()), 3);
            lang.say(
                " These are the log-odds: the probability is 1 / (1 + e^(−a)) = {0}.",
                "这是对数几率：概率为 1 / (1 + e^(−a)) = {0}。",
                &[&p],
            )
        });
    } else if output {
        text += &terms::answer(held, quantity, lang)
            .map_or_else(String::new, |answer| lang.pick(" ", "").to_owned() + &answer);
    }
    text
}
