//! What is said of a link that was opened.

use super::refusals::comma;
use crate::text::join::joined;
use crate::text::lang::Lang;
use crate::text::number::grouped;

/// What of a link was passed over.
pub fn unread_link(keys: &[String], lang: Lang) -> String {
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    lang.say(
        "Part of the link could not be read and was left out: {0}. The rest was opened.",
        "链接中有一部分无法识别，已略过：{0}。其余部分已打开。",
        &[&joined(&keys, comma(lang))],
    )
}

/// How far the steps of a link have been taken again.
pub fn replaying(step: u64, of: u64, lang: Lang) -> String {
    lang.say("Replaying step {0} of {1}", "正在重现训练：第 {0} 步，共 {1} 步", &[&grouped(step), &grouped(of)])
}
