//! The words around pinned curves.

use crate::session::{MOST_PINS, Session, Settings};
use crate::text::lang::Lang;
use crate::text::{labels, recipe};

/// What the button that pins does now, or why it does nothing.
pub fn pin_hint(session: &Session, lang: Lang) -> String {
    let classes = session.settings().dataset.tells_classes();
    let (en, zh) = match session.pins().len() {
        MOST_PINS => ("{0} are the most. Remove one to pin another.", "最多保留 {0} 条。先移除一条，再留新的。"),
        _ if session.free_pin().is_none() && classes => {
            ("A run that has diverged has no boundary to pin.", "训练已发散，没有可以保留的边界。")
        }
        _ if session.free_pin().is_none() => {
            ("A run that has diverged has no curve to pin.", "训练已发散，没有可以保留的曲线。")
        }
        0 => ("It stays in the picture while you try something else.", "它会留在图中，方便你换个办法再比较。"),
        _ if classes => (
            "How many of today’s points are right; the most held-out ones are bold.",
            "在当前数据点上分对了多少，留出集上最多的用粗体。",
        ),
        _ => (
            "Typical errors on today’s points; the least held-out one is bold.",
            "在当前数据点上一般相差多少，留出集上最小的用粗体。",
        ),
    };
    lang.say(en, zh, &[&MOST_PINS.to_string()])
}

/// What has just been pinned, and under which letter.
pub fn pinned(letter: usize, settings: &Settings) -> String {
    let what = recipe::in_words(settings, settings.lang);
    settings.lang.say("Pinned as {0}: {1}.", "已留作对照 {0}：{1}。", &[labels::letter(letter), &what])
}

/// That a pin has been removed.
pub fn unpinned(letter: usize, lang: Lang) -> String {
    lang.say("Pin {0} is removed.", "对照 {0} 已移除。", &[labels::letter(letter)])
}

/// What the button at the end of a pin's row does.
pub fn remove_pin(letter: usize, lang: Lang) -> String {
    lang.say("Remove pin {0}", "移除对照 {0}", &[labels::letter(letter)])
}
