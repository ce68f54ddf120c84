//! What is said of layers and units.

use super::{joined, kinds, number::plain, pick, say};
use crate::exam::STRONGEST;
use crate::session::Session;
use crate::units::{LAYERS, first, unit_of};

/// What a layer is called: before anything is learnt it is only one of three.
pub fn layer(layer: usize, learnt: bool, chinese: bool) -> &'static str {
    let (en, zh) = match (layer, learnt) {
        (0, true) => ("Strokes", "笔画"),
        (0, false) => ("First layer", "第一层"),
        (1, true) => ("Ears and other parts", "耳朵等部件"),
        (1, false) => ("Second layer", "第二层"),
        (_, true) => ("Faces", "整张脸"),
        (_, false) => ("Third layer", "第三层"),
    };
    pick(chinese, en, zh)
}

/// What it sees of the drawing.
pub fn window(layer: usize, narrow: bool, chinese: bool) -> String {
    let side = plain(LAYERS[layer].window);
    if layer == 0 && !narrow {
        return say(chinese, "seen through a window of {0} × {0} pixels", "透过 {0} × {0} 像素的小窗看", &[&side]);
    }
    say(chinese, "{0} × {0}", "{0} × {0}", &[&side])
}

/// The name of a unit: its layer and its number there.
pub fn name(unit: usize, chinese: bool) -> String {
    let (layer, row) = unit_of(unit);
    let number = plain(row + 1);
    match layer {
        0 => say(chinese, "stroke {0}", "笔画 {0}", &[&number]),
        1 => say(chinese, "part {0}", "部件 {0}", &[&number]),
        _ => say(chinese, "face {0}", "脸 {0}", &[&number]),
    }
}

/// What a unit looks for, in a word: named where most of its strongest places agree on it.
pub fn label(session: &Session, unit: usize) -> &'static str {
    let chinese = session.chinese;
    if session.is_dead(unit) {
        return pick(chinese, "dead", "失活");
    }
    let (layer, _) = unit_of(unit);
    match layer {
        // By chance it may look like something before anything is learnt.
        _ if session.run.step() == 0 => "",
        0 => "",
        1 => session.name(unit).map_or("", |place| kinds::place(place, chinese)),
        _ if session.results().is_some_and(|results| results.in_cats(unit) == STRONGEST) => {
            pick(chinese, "a cat", "猫脸")
        }
        _ => "",
    }
}

/// What a unit does on the drawing in hand, for who cannot see it.
pub fn spoken(session: &mut Session, unit: usize) -> String {
    let chinese = session.chinese;
    let (_, now) = session.traces();
    let full = session.full()[unit];
    let share = if full > 0.0 { 100.0 * now.most(unit) / full } else { 0.0 };
    let label = label(session, unit);
    let off = if session.hand.is_off(unit) { pick(chinese, ", switched off", "，已关掉") } else { "" };
    let label = if label.is_empty() { String::new() } else { joined(&[" (", label, ")"]) };
    let share = super::number::fixed(share, 0);
    let said = say(
        chinese,
        "{0}{1}: at {2} % of its strongest",
        "{0}{1}：激活到最强时的 {2}%",
        &[&name(unit, chinese), &label, &share],
    );
    said + off
}

/// How many units of a layer are dead.
pub fn dead(session: &Session, layer: usize) -> usize {
    (first(layer)..first(layer) + LAYERS[layer].units).filter(|unit| session.is_dead(*unit)).count()
}
