//! What a neuron computes, with today's numbers in it.

use crate::data::decimal;
use crate::learn::Activation;
use crate::session::HeldNeuron;
use crate::task::probability;
use crate::text::labels;
use crate::text::lang::Lang;
use crate::text::number::{short, subscript};
use crate::text::terms;
use crate::view::Quantity;

/// The mean and the deviation of what is not standardized.
const UNSCALED: (f64, f64) = (0.0, 1.0);

/// What a neuron computes; at the probe, what comes of it, and in which units.
pub fn neuron(held: &HeldNeuron, polynomial: bool, quantity: &Quantity, lang: Lang) -> String {
    let number = (held.neuron + 1).to_string();
    if held.column == 0 {
        if let Some(feature) = held.features.get(held.neuron) {
            let scale = held.feature_scales.get(held.neuron).copied();
            return feature_as_seen(labels::input(*feature), scale.unwrap_or(UNSCALED), lang);
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
    if held.column == 1 && held.feature_scales.iter().any(|scale| *scale != UNSCALED) {
        text += lang.pick(" Its inputs are standardized.", "输入都已标准化。");
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

/// "The input x₁ as the model sees it: (x₁ − 2.13) / 0.871, standardized."
fn feature_as_seen(name: &str, (mean, deviation): (f64, f64), lang: Lang) -> String {
    if (mean, deviation) == UNSCALED {
        return lang.say("The input {0}, as it is.", "输入 {0}，原样。", &[name]);
    }
    let sign = if mean < 0.0 { "+" } else { "−" };
    lang.say(
        "The input {0} as the model sees it: ({0} {1} {2}) / {3}, standardized.",
        "模型看到的输入 {0}：({0} {1} {2}) / {3}，即标准化后的值。",
        &[name, sign, &short(mean.abs()), &short(deviation)],
    )
}

#[cfg(test)]
mod tests {
    use super::{UNSCALED, feature_as_seen};
    use crate::text::lang::Lang;

    #[test]
    fn an_input_of_a_plane_tells_how_it_is_standardized() {
        let told = |scale, lang| feature_as_seen("x₁", scale, lang);
        assert_eq!(
            told((2.134, 0.871), Lang::En),
            "The input x₁ as the model sees it: (x₁ − 2.13) / 0.871, standardized."
        );
        assert!(told((-2.134, 0.871), Lang::En).contains("(x₁ + 2.13)"));
        assert_eq!(told((2.134, 0.871), Lang::ZhHans), "模型看到的输入 x₁：(x₁ − 2.13) / 0.871，即标准化后的值。");
        assert_eq!(told(UNSCALED, Lang::En), "The input x₁, as it is.");
    }
}
