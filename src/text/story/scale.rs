//! How large a model is: its parameters on a scale of powers of ten, and as rice.

use crate::text::lang::Lang;
use crate::text::number::{grouped, short};

/// The scale goes from one parameter to ten to this power.
const DECADES: f64 = 11.9;
/// What a grain of rice weighs, in grams.
const GRAIN: f64 = 0.025;
/// Fewer grains than this are counted and not weighed.
const FEW: u64 = 40;

/// Where so many parameters stand on the scale, from 0 to 1.
pub fn share_of_scale(parameters: u64) -> f64 {
    libm::log10(parameters.max(1) as f64) / DECADES
}

/// How many parameters a network of these hidden layers has, with one input and one output.
pub fn parameters_of(layers: &[usize]) -> u64 {
    let (mut inputs, mut all) = (1, 0);
    for &units in layers.iter().chain(&[1]) {
        all += (inputs + 1) * units as u64;
        inputs = units as u64;
    }
    all
}

/// So many grains of rice, one for each parameter.
pub fn rice(parameters: u64, lang: Lang) -> String {
    let grams = GRAIN * parameters as f64;
    if parameters < FEW {
        return lang.say(if parameters == 1 { "{0} grain" } else { "{0} grains" }, "{0} 粒", &[&grouped(parameters)]);
    }
    let (amount, en, zh) = match grams {
        _ if grams < 1e3 => (grams, "{0} g", "{0} 克"),
        _ if grams < 1e6 => (grams / 1e3, "{0} kg", "{0} 公斤"),
        _ => (grams / 1e6, "{0} t", "{0} 吨"),
    };
    lang.say(en, zh, &[&if amount < 10.0 { short(amount) } else { grouped(amount.round() as u64) }])
}
