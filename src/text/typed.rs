//! What is wrong with a formula that was typed, told at its place.

use super::lang::Lang;
use crate::data::formula::{Formula, FormulaFault, MOST_SIGNS, Why};

/// No more than so many signs before the place are repeated.
const MOST_REPEATED: usize = 16;

/// Why a text is no formula, in a sentence that names the place; empty for one that is.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn formula_fault(text: &str, lang: Lang) -> String {
    let Err(FormulaFault { at, why }) = Formula::read(text) else { return String::new() };
    let before: Vec<char> = text.chars().take(at).collect();
    let first = before.len().saturating_sub(MOST_REPEATED);
    let dots = if first > 0 { "…" } else { "" };
    let before = [dots, before[first..].iter().collect::<String>().trim()].concat();
    let (start, after) = (before.is_empty(), [before.as_str()]);
    let place = if start { String::new() } else { lang.say("After “{0}”: ", "在“{0}”之后：", &after) };
    let what = match why {
        Why::Missing if text.trim().is_empty() => {
            lang.pick("Type a formula of x, such as 900 - 24*x.", "写一个 x 的公式，例如 900 - 24*x。").to_owned()
        }
        Why::Missing => lang.pick("something is missing here: a number, x, or a bracket.", "这里缺了东西：一个数、x 或括号。").to_owned(),
        Why::Unknown(name) => lang.say(
            "“{0}” is not known. There are x, π, e, sin, cos, tan, exp, ln, sqrt, abs, min, max, tanh, relu, step and others.",
            "不认识“{0}”。可以用 x、π、e、sin、cos、tan、exp、ln、sqrt、abs、min、max、tanh、relu、step 等。",
            &[&name],
        ),
        Why::Strange(sign) => lang.say("“{0}” has no place here.", "“{0}”不该出现在这里。", &[sign.encode_utf8(&mut [0; 4])]),
        Why::NoBrackets(name) => lang.say("“{0}” needs brackets: {0}(x).", "“{0}”后面要加括号：{0}(x)。", &[&name]),
        Why::Open(sign) => lang.say("this “{0}” is never closed.", "这个“{0}”没有合上。", &[sign.encode_utf8(&mut [0; 4])]),
        Why::Closed(sign) => lang.say("this “{0}” closes nothing.", "这个“{0}”多余了。", &[sign.encode_utf8(&mut [0; 4])]),
        Why::Second(name) => lang.say("“{0}” takes two numbers: {0}(x, 0).", "“{0}”要两个数：{0}(x, 0)。", &[&name]),
        Why::TooLong => lang.say(
            "the formula is too long, or nested too deeply: at most {0} signs fit.",
            "公式太长，或嵌套太深：最多 {0} 个字符。",
            &[&MOST_SIGNS.to_string()],
        ),
    };
    let what = if start { capital(&what) } else { what };
    [place, what].concat()
}

/// The sentence as one begins.
fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}
