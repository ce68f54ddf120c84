//! A product and a sum with today's numbers in them: of a neuron's part, and of all parts.

use super::digits::{Printed, decimals, enclosed, is_plain, rough, signed};
use crate::text::lang::Lang;

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
        assert_eq!(sum_line(-0.5, &[-0.25], Lang::En), "all together = −0.500 − 0.250 = −0.750");
        assert!(sum_line(0.0, &[f64::NAN], Lang::En).ends_with('–'));
    }
}
