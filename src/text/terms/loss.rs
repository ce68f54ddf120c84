//! L = (82² + 37² + …) / 12 = 26,694 / 12 = 2,224, with today's misses.

use super::digits::{EQUAL, NEARLY, Printed, decimals, is_plain, rough};
use crate::session::{LossKind, Misses};
use crate::text::lang::Lang;
use crate::text::number::{grouped, superscript};
use crate::text::quantity::Scale;

/// With more points only the first few are written out, and the last.
const MOST: usize = 16;
const FIRST: usize = 5;
/// Decimals that may be added to the fewest until the printed misses give the printed loss.
const MORE: i32 = 5;

/// The loss, as printed: the sum of the terms, divided by their number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LossTerms {
    /// What each training point adds, in their order, without the square: as many as are written out.
    pub terms: Vec<String>,
    /// How many are left out before the last of them.
    pub left_out: usize,
    /// The terms are to be squared.
    pub squared: bool,
    /// The sum of all terms.
    pub sum: String,
    /// How many there are.
    pub count: usize,
    /// "=" where the printed numbers give the printed loss, "≈" where no digits were found that make it so.
    pub sign: &'static str,
    /// The loss.
    pub loss: String,
}

/// The loss of a model that misses its training points by so much, told on a scale; `None` without points, and where it is no
/// number.
pub fn loss_terms(misses: &Misses, kind: LossKind, told: Scale) -> Option<LossTerms> {
    let (loss, scale) = (told.loss(misses.loss), told.y(misses.scaling.y_scale));
    let misses: Vec<f64> = misses.all.iter().map(|miss| told.y(*miss)).collect();
    if misses.is_empty() || !loss.is_finite() || !misses.iter().all(|miss| miss.is_finite()) {
        return None;
    }
    let squared = kind == LossKind::MeanSquared;
    let term = |miss: &f64| match kind {
        LossKind::MeanSquared | LossKind::MeanAbsolute => miss.abs(),
        LossKind::Huber => {
            let (r, m) = (miss.abs() / scale, (miss.abs() / scale).min(1.0));
            scale * scale * m * (r - 0.5 * m)
        }
    };
    let (terms, count) = (misses.iter().map(term).collect::<Vec<f64>>(), misses.len());
    let n = count as f64;
    let typical = if squared { loss.sqrt() } else { loss };
    let fewest = decimals(typical, 2);
    let all = count <= MOST;
    if !is_plain(loss * n) {
        let shown = shown(&terms).map(|term| rough(*term)).collect();
        let (left_out, sum, loss) = (left_out(count), rough(loss * n), rough(loss));
        return Some(LossTerms { terms: shown, left_out, squared, sum, count, sign: NEARLY, loss });
    }
    let exact = Printed::new(loss, decimals(loss, 3));
    let mut found = LossTerms {
        terms: Vec::new(),
        left_out: left_out(count),
        squared,
        sum: Printed::new(loss * n, decimals(loss * n, 3)).text,
        count,
        sign: NEARLY,
        loss: exact.text.clone(),
    };
    for places in fewest..=fewest + MORE {
        let printed: Vec<Printed> = terms.iter().map(|term| Printed::new(*term, places)).collect();
        let value = |p: &Printed| if squared { p.value * p.value } else { p.value };
        // What is left out is not there to be added up.
        let sum = if all { printed.iter().map(value).sum() } else { loss * n };
        if found.terms.is_empty() {
            found.terms = shown(&printed).map(|p| p.text.clone()).collect();
        }
        if !exact.is_of(sum / n) {
            continue;
        }
        // The sum to its last decimal, where these are no more than two.
        let whole = if squared { 2 * places } else { places };
        let least = if all && whole <= 2 { whole } else { 0 };
        let sums = (least..=whole.max(least + MORE)).map(|places| Printed::new(sum, places));
        if let Some(sum) = sums.into_iter().find(|sum| exact.is_of(sum.value / n)) {
            found.terms = shown(&printed).map(|p| p.text.clone()).collect();
            (found.sum, found.sign) = (sum.text, EQUAL);
            break;
        }
    }
    Some(found)
}

fn left_out(count: usize) -> usize {
    if count > MOST { count - FIRST - 1 } else { 0 }
}

/// Those that are written out.
fn shown<T>(terms: &[T]) -> impl Iterator<Item = &T> {
    let left_out = left_out(terms.len());
    let (first, last) = if left_out > 0 { (FIRST, terms.len() - 1) } else { (terms.len(), terms.len()) };
    terms[..first].iter().chain(&terms[last..])
}

/// "L = (82² + 37² + …) / 12" and "= 26,694 / 12 = 2,224"
pub fn loss_line(loss: &LossTerms, lang: Lang) -> [String; 2] {
    let LossTerms { terms, left_out, squared, sum, count, sign, loss } = loss;
    let mut text = String::new();
    for (i, term) in terms.iter().enumerate() {
        if i > 0 {
            text += " + ";
        }
        if *left_out > 0 && i + 1 == terms.len() {
            text += &lang.say("… ({0} more) + ", "…（另 {0} 项）+ ", &[&grouped(*left_out as u64)]);
        }
        text += term;
        if *squared {
            text += &superscript(2);
        }
    }
    let n = grouped(*count as u64);
    match count {
        1 => [["L = ", &text].concat(), [sign, " ", loss].concat()],
        _ => [["L = (", &text, ") / ", &n].concat(), ["= ", sum, " / ", &n, " ", sign, " ", loss].concat()],
    }
}
