//! A neuron's terms one by one, 0.48 · 0.229 = 0.110, and what they come to.

use super::digits::{EQUAL, NEARLY, Printed, decimals, is_plain, rough};
use super::neuron::{Total, answers, input_name, names, told};
use crate::data::decimal::shortest;
use crate::learn::Activation;
use crate::session::{HeldNeuron, Listing, Term};
use crate::text::labels;
use crate::text::lang::Lang;
use crate::text::number::subscript;
use crate::text::quantity::{self, untold};
use crate::view::Quantity;

/// Digits that may be added until the printed parts give the printed sum.
const MORE: i32 = 5;
/// A small number has at most so many decimals more than the others of its column.
const FINER: i32 = 3;

/// The terms as they are listed.
#[derive(Clone, Debug, PartialEq)]
pub struct TermList {
    /// In their order.
    pub rows: Vec<TermRow>,
    /// "z = −0.168"; empty where nobody asks.
    pub sum: String,
    /// "a = tanh(z) = −0.166"; empty where nobody asks, and where it is the sum.
    pub answer: String,
}

/// One of them.
#[derive(Clone, Debug, PartialEq)]
pub struct TermRow {
    /// The place of its parameter.
    pub at: usize,
    /// What it is multiplied by, or that it is the bias.
    pub name: String,
    /// What it is called by those who listen.
    pub label: String,
    /// What its lock is called.
    pub freeze: String,
    /// Its weight as a field has it: "-0.48".
    pub field: String,
    /// The same as it is printed.
    pub weight: String,
    /// The same, where its slider stands.
    pub value: f64,
    /// How far its slider reaches.
    pub reach: f64,
    /// What it is multiplied by, as a number: "· 0.229"; empty where nobody asks, and of the bias.
    pub input: String,
    /// What it adds: "= 0.110"; empty where nobody asks.
    pub part: String,
}

/// A weight and an input, as printed, and what they make.
struct Part {
    weight: Printed,
    input: Option<Printed>,
    part: Option<Printed>,
}

/// The terms of the neuron that is held, as many digits of each as it takes for the parts to give the sum.
pub fn listed(listing: &Listing, polynomial: bool, quantity: &Quantity, lang: Lang) -> TermList {
    let held = told(&listing.neuron, quantity, lang);
    let total = held.value.map(|value| Total::of(&held, value.into()));
    let numbers = held.weights.iter().chain(&held.inputs).chain([&held.bias]);
    let plain = numbers.copied().all(|n| is_plain(n.into()));
    let (parts, sum, answer) = match &total {
        Some(total) if plain && is_plain(total.z) && held.inputs.len() == held.weights.len() => {
            summed(&held, listing.terms, total, lang)
        }
        Some(total) => (alone(&held, listing.terms), ["z = ", &rough(total.z)].concat(), String::new()),
        None => (alone(&held, listing.terms), String::new(), String::new()),
    };
    let size = if answers(&held) { quantity::told(1.0, quantity, lang) } else { 1.0 };
    let rows = listing.terms.iter().zip(parts).map(|(term, Part { weight, input, part })| {
        let Called { name, label, freeze } = called(*term, &held, names(&held, polynomial), lang);
        let value = weight_of(&held, *term);
        TermRow {
            at: term.place(&held),
            name,
            label,
            freeze,
            field: field(&weight, value),
            value,
            reach: size
                * match term {
                    Term::Bias => listing.reach.bias,
                    Term::Weight(_) => listing.reach.weights,
                },
            weight: weight.text,
            input: input.map_or_else(String::new, |input| ["· ", &super::enclosed(&input.text)].concat()),
            part: part.map_or_else(String::new, |part| ["= ", &part.text].concat()),
        }
    });
    TermList { rows: rows.collect(), sum, answer }
}

/// The number of the model's that is told as this one, for the field of a neuron's weight; `None` where it has none such.
pub fn model_value(told: f64, held: &HeldNeuron, quantity: &Quantity, lang: Lang) -> Option<f32> {
    let value = if answers(held) { untold(told, quantity, lang) } else { told } as f32;
    Some(value).filter(|value| value.is_finite())
}

/// What is said of a field in which no number stands that the model can have.
pub fn no_number(label: &str, lang: Lang) -> String {
    lang.say("Not set: {0} takes a number, such as -0.25.", "没有改动：{0}要填一个数，例如 -0.25。", &[label])
}

/// What a term, its weight and its lock are called.
struct Called {
    name: String,
    label: String,
    freeze: String,
}

fn called(term: Term, held: &HeldNeuron, names: &str, lang: Lang) -> Called {
    let freeze = |what: &str| lang.say("Freeze {0}", "冻结 {0}", &[what]);
    let Term::Weight(i) = term else {
        let [name, label] = [lang.pick("bias", "偏置"), lang.pick("b, the bias", "偏置 b")].map(str::to_owned);
        return Called { name, label, freeze: freeze("b") };
    };
    let index = match (names, lang) {
        ("x", _) => String::new(),
        // Whoever listens in English would hear of a subscript.
        (_, Lang::En) => (i + 1).to_string(),
        (_, Lang::ZhHans) => subscript(i + 1),
    };
    let name = input_name(held, names, i);
    let input = if names.is_empty() { name.clone() } else { [names, &index].concat() };
    let weight = ["w", &index].concat();
    Called {
        name,
        label: lang.say("{0}, the weight of {1}", "{1} 的权重 {0}", &[&weight, &input]),
        freeze: freeze(&weight),
    }
}

fn weight_of(held: &HeldNeuron, term: Term) -> f64 {
    match term {
        Term::Bias => held.bias,
        Term::Weight(i) => held.weights[i],
    }
    .into()
}

/// What a weight is multiplied by; the bias stands alone.
fn input_of(held: &HeldNeuron, term: Term) -> Option<f64> {
    match term {
        Term::Bias => None,
        Term::Weight(i) => held.inputs.get(i).copied().map(f64::from),
    }
}

/// A number as a field has it.
fn field(printed: &Printed, value: f64) -> String {
    match value {
        v if !v.is_finite() => String::new(),
        v if !is_plain(v) => shortest(v),
        _ => printed.text.replace('−', "-").replace(',', ""),
    }
}

/// How many decimals the numbers of a column have, where its largest has so many digits.
fn column(numbers: impl Iterator<Item = f64>, digits: i32) -> i32 {
    decimals(numbers.filter(|n| n.is_finite()).fold(0.0, |most, n| n.abs().max(most)), digits)
}

/// A number of a column with so many decimals; a small one has more, if not many.
fn printed(value: f64, places: i32, digits: i32) -> Printed {
    if !is_plain(value) {
        return Printed::rough(value);
    }
    Printed::new(value, places.max(decimals(value, digits).min(places + FINER)))
}

/// Weights without inputs.
fn alone(held: &HeldNeuron, terms: &[Term]) -> Vec<Part> {
    let places = column(terms.iter().map(|term| weight_of(held, *term)).filter(|w| is_plain(*w)), 3);
    let part = |term: &Term| Part { weight: printed(weight_of(held, *term), places, 3), input: None, part: None };
    terms.iter().map(part).collect()
}

/// Weights, inputs and products, and what they come to.
fn summed(held: &HeldNeuron, terms: &[Term], total: &Total, lang: Lang) -> (Vec<Part>, String, String) {
    let linear = held.activation == Activation::Linear;
    let (between, answer, known) = total.briefest(held.activation);
    let result = if linear { &answer } else { &between };
    let of_weights = column(terms.iter().map(|term| weight_of(held, *term)), 3);
    let of_inputs = column(terms.iter().filter_map(|term| input_of(held, *term)), 3);
    // So many digits more of weights and inputs, and so many decimals more of what they make.
    let written = |(more, finer): (i32, i32)| {
        let part = |term: &Term| {
            let weight = printed(weight_of(held, *term), of_weights + more, 3 + more);
            let input = input_of(held, *term).map(|a| printed(a, of_inputs + more, 3 + more));
            let made = weight.value * input.as_ref().map_or(1.0, |input| input.value);
            Part { weight, input, part: Some(Printed::new(made, result.places() + finer)) }
        };
        let parts: Vec<Part> = terms.iter().map(part).collect();
        let sum = parts.iter().filter_map(|part| part.part.as_ref()).map(|part| part.value).sum();
        (result.is_of(sum), parts)
    };
    let mut tries = (0..=MORE).flat_map(|more| [(more, more - 1), (more, more)]).skip(1).map(written);
    let found = tries.clone().find(|(right, _)| *right).or_else(|| tries.next());
    let (right, parts) = found.unwrap_or_default();
    let sign = |right: bool| if right { EQUAL } else { NEARLY };
    let sum = [if linear { "a" } else { "z" }, " ", sign(right), " ", &result.text].concat();
    let answer = match linear {
        true => String::new(),
        false => {
            let name = labels::activation(held.activation, lang);
            ["a = ", name, "(z) ", sign(known), " ", &answer.text].concat()
        }
    };
    (parts, sum, answer)
}
