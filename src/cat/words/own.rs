//! What is said of the visitor's own drawings.

use super::{number::plain, pick, say};

/// There is nothing to learn from yet.
pub fn no_ink(chinese: bool) -> &'static str {
    pick(chinese, "There is hardly any ink yet: draw something first.", "还没画什么呢，先画几笔吧。")
}

/// How many there are.
pub fn count(own: usize, chinese: bool) -> String {
    match own {
        0 => String::new(),
        1 => pick(chinese, "1 drawing of yours is among them.", "其中有你画的 1 张。").to_owned(),
        many => say(chinese, "{0} drawings of yours are among them.", "其中有你画的 {0} 张。", &[&plain(many)]),
    }
}
