//! What a network costs: how much it calculates for an answer and for a step, and how long a step takes.

use super::lang::Lang;
use super::number::{self, fixed, grouped};
use crate::task::Cost;

/// "An answer takes 12 multiplications, a step 2,240: about 0.01 ms."; without the time, in milliseconds, as long as none is known.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn cost(cost: Cost, step_time: Option<f64>, lang: Lang) -> String {
    let (answer, step) = (grouped(cost.answer as u64), grouped(cost.step as u64));
    let answer = if cost.answer == 1 {
        lang.pick("1 multiplication", "1 次乘法").to_owned()
    } else {
        lang.say("{0} multiplications", "{0} 次乘法", &[&answer])
    };
    match step_time {
        Some(time) => lang.say(
            "An answer takes {0}, a step {1}: about {2} ms.",
            "回答一次要做 {0}，走一步要做 {1} 次，约 {2} 毫秒。",
            &[&answer, &step, &rounded(time)],
        ),
        None => {
            lang.say("An answer takes {0}, a step {1}.", "回答一次要做 {0}，走一步要做 {1} 次。", &[&answer, &step])
        }
    }
}

/// Of a measured time one digit means something.
pub(super) fn rounded(milliseconds: f64) -> String {
    if milliseconds >= 10.0 {
        return grouped(milliseconds.round() as u64);
    }
    number::without_zeros(fixed(milliseconds, usize::try_from(-number::power_of(milliseconds)).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::{cost, rounded};
    use crate::task::Cost;
    use crate::text::lang::Lang;

    #[test]
    fn a_cost_is_told_with_its_time_once_that_is_known() {
        let of = Cost { answer: 1_152, step: 267_520 };
        assert_eq!(cost(of, None, Lang::En), "An answer takes 1,152 multiplications, a step 267,520.");
        assert!(cost(of, Some(0.0734), Lang::En).ends_with("a step 267,520: about 0.07 ms."));
        assert!(cost(of, Some(0.0734), Lang::ZhHans).ends_with("267,520 次，约 0.07 毫秒。"));
    }

    #[test]
    fn a_time_has_one_digit_and_no_more() {
        for (time, told) in [
            (0.000_61, "0.0006"),
            (0.095, "0.1"),
            (0.96, "1"),
            (3.4, "3"),
            (12.6, "13"),
            (240.2, "240"),
            (2_400.0, "2,400"),
        ] {
            assert_eq!(rounded(time), told);
        }
    }
}
