//! A product and a sum with today's numbers in them: of a neuron's part, and of all parts.

use super::digits::{EQUAL, NEARLY, Printed, decimals, enclosed, is_plain, rough, signed};
use crate::text::lang::Lang;

/// Below this magnitude a number has too many zeros to be read.
const TINY: f64 = 1e-5;
/// Digits that may be added until the printed numbers give the printed result.
const MORE: i32 = 4;

/// A neuron's activation times its weight: "1.6 · 0.90 = 1.44".
pub fn product_line(weight: f64, activation: f64, lang: Lang) -> String {
    let product = weight * activation;
    let name = lang.pick("its part = ", "它的部分 = ");
    if ![weight, activation, product].into_iter().all(is_plain) {
        return [name, &rough(product)].concat();
    }
    let written = |more: i32| {
        let [w, a] = [weight, activation].map(|n| Printed::significant(n, 3 + more));
        let result = Printed::new(product, decimals(product, 3));
        let right = result.is_of(w.value * a.value);
        (right, [name, &w.text, " · ", &enclosed(&a.text), if right { " = " } else { " ≈ " }, &result.text].concat())
    };
    let mut tries = (0..=MORE).map(written);
    tries.clone().find(|(right, _)| *right).or_else(|| tries.next()).map_or_else(String::new, |found| found.1)
}

/// Numbers and what is computed of them, as many digits of each as it takes for the printed numbers to give the printed result; and
/// the sign between, which says whether they do.
pub fn worked(values: &[f64], result: f64, compute: impl Fn(&[f64]) -> f64) -> (Vec<String>, &'static str, String) {
    let tiny = |n: &f64| *n != 0.0 && n.abs() < TINY;
    if values.iter().chain([&result]).any(|n| !is_plain(*n) || tiny(n)) {
        return (values.iter().map(|n| rough(*n)).collect(), NEARLY, rough(result));
    }
    let written = |more: i32| {
        let all: Vec<Printed> = values.iter().map(|n| Printed::significant(*n, 3 + more)).collect();
        let numbers: Vec<f64> = all.iter().map(|n| n.value).collect();
        let right = Printed::new(result, decimals(result, 3)).is_of(compute(&numbers));
        let texts = all.into_iter().map(|n| n.text).collect();
        (right, (texts, if right { EQUAL } else { NEARLY }, Printed::significant(result, 3).text))
    };
    let (_, found) = (0..MORE).map(written).find(|(right, _)| *right).unwrap_or_else(|| written(MORE));
    found
}

/// A product of several factors: "−2.4 × 1.5 × 0.8 = −2.88".
pub fn times(factors: &[f64], product: f64) -> String {
    let (texts, sign, result) = worked(factors, product, |factors| factors.iter().product());
    let texts = texts.iter().enumerate().map(|(i, text)| if i == 0 { text.clone() } else { enclosed(text) });
    [&texts.collect::<Vec<_>>().join(" × "), " ", sign, " ", &result].concat()
}

/// A weighted sum and its bias: "0.5 × 1.2 + 0.4 = 1".
pub fn summed(products: &[(f64, f64)], bias: f64, sum: f64) -> String {
    if !products.iter().flat_map(|(w, a)| [*w, *a]).chain([bias, sum]).all(is_plain) {
        return rough(sum);
    }
    let written = |more: i32| {
        let digits = |n: f64| Printed::significant(n, 3 + more);
        let (mut text, mut value) = (String::new(), 0.0);
        for (i, (w, a)) in products.iter().enumerate() {
            let (w, a) = (digits(*w), digits(*a));
            value += w.value * a.value;
            text += &signed(i == 0, w.value, w.text.trim_start_matches('−'));
            text += &[" × ", &enclosed(&a.text)].concat();
        }
        let bias = digits(bias);
        text += &signed(products.is_empty(), bias.value, bias.text.trim_start_matches('−'));
        let right = Printed::new(sum, decimals(sum, 3)).is_of(value + bias.value);
        (right, [text.as_str(), if right { " = " } else { " ≈ " }, &Printed::significant(sum, 3).text].concat())
    };
    let mut tries = (0..=MORE).map(written);
    tries.clone().find(|(right, _)| *right).or_else(|| tries.next()).map_or_else(String::new, |found| found.1)
}

/// The bias and all parts: "2.45 + 2.59 + 1.44 − 0.12 = 6.36".
pub fn sum_line(base: f64, parts: &[f64], lang: Lang) -> String {
    lang.pick("all together = ", "合计 = ").to_owned() + &added(base, parts)
}

/// The same, without a name.
pub fn added(base: f64, parts: &[f64]) -> String {
    let sum = base + parts.iter().sum::<f64>();
    if !parts.iter().chain([&base, &sum]).copied().all(is_plain) {
        return rough(sum);
    }
    let largest = parts.iter().chain([&base]).fold(0.0f64, |most, n| most.max(n.abs()));
    let written = |more: i32| {
        let places = decimals(largest, 3) + more;
        let result = Printed::new(sum, decimals(largest, 3));
        let all: Vec<Printed> = [base].iter().chain(parts).map(|n| Printed::new(*n, places)).collect();
        let right = result.is_of(all.iter().map(|n| n.value).sum());
        let mut text = String::new();
        for (i, n) in all.iter().enumerate() {
            text += &signed(i == 0, n.value, n.text.trim_start_matches('−'));
        }
        text += if right { " = " } else { " ≈ " };
        (right, text + &result.text)
    };
    let mut tries = (0..=MORE).map(written);
    tries.clone().find(|(right, _)| *right).or_else(|| tries.next()).map_or_else(String::new, |found| found.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_can_be_computed_again() {
        assert_eq!(product_line(1.6, 0.9, Lang::En), "its part = 1.6 · 0.9 = 1.44");
        assert_eq!(product_line(-2.0, -0.5, Lang::ZhHans), "它的部分 = −2 · (−0.5) = 1.00");
        assert_eq!(sum_line(2.45, &[2.59, 1.44, 0.0], Lang::En), "all together = 2.45 + 2.59 + 1.44 + 0.00 = 6.48");
        assert_eq!(times(&[-2.4, 1.5, 0.8, 1.2], -3.456), "−2.4 × 1.5 × 0.8 × 1.2 = −3.46");
        assert_eq!(times(&[-2.4, 0.5, -0.6, 1.2], 0.864), "−2.4 × 0.5 × (−0.6) × 1.2 = 0.864");
        assert_eq!(times(&[1.0 / 3.0, 3.0], 1.0), "0.333 × 3 = 1");
        assert_eq!(summed(&[(0.5, 1.2)], 0.4, 1.0), "0.5 × 1.2 + 0.4 = 1");
        assert_eq!(summed(&[(-0.6, 1.0), (1.0, 1.4)], 0.2, 1.0), "−0.6 × 1 + 1 × 1.4 + 0.2 = 1");
        assert_eq!(sum_line(-0.5, &[-0.25], Lang::En), "all together = −0.500 − 0.250 = −0.750");
        assert!(sum_line(0.0, &[f64::NAN], Lang::En).ends_with('–'));
    }
}
