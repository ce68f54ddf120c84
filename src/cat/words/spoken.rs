//! What pictures show, for who cannot see them.

use super::number::{fixed, percent, plain, whole};
use super::{enlist, joined, pick, picture, say, units, verdict};
use crate::chain::{Link, sum};
use crate::exam::DRAWINGS;
use crate::learners::Kind as Whose;
use crate::others::Loss;
use crate::session::Session;
use drawings::Kind;

/// The drawing in hand and what is said of it.
pub fn hand(session: &mut Session) -> String {
    let headline = verdict::headline(session);
    let chinese = session.chinese;
    let text = joined(&[&headline.before, &headline.number, &headline.after]);
    say(
        chinese,
        "The drawing in hand, 28 by 28 pixels. {0} Arrow keys move the pen, the eraser or the square; Space puts pen or eraser down and takes it up.",
        "手上的画，28 × 28 像素。{0}方向键移动画笔、橡皮或方块，空格落笔、抬笔。",
        &[&text],
    )
}

/// All units, the strongest faces first.
pub fn ladder(session: &mut Session) -> String {
    let chinese = session.chinese;
    let unit = session.unit();
    let chosen = units::spoken(session, unit);
    let (_, now) = session.traces();
    let parts = [fixed(now.sum, 2), fixed(now.enough, 2), chosen];
    say(
        chinese,
        "Three layers of units: 8 for strokes, 10 for parts, 8 for faces. The faces add up to {0}; {1} is enough for a cat. {2}. Arrow keys go from unit to unit, Enter looks closer, Delete switches it off.",
        "三层单元：笔画 8 个，部件 10 个，脸 8 个。脸合计 {0} 分，{1} 分就算猫。{2}。方向键换单元，回车细看，Delete 键关掉它。",
        &parts,
    )
}

fn not_yet(chinese: bool) -> String {
    pick(chinese, "Nobody has been examined yet.", "还没有考过。").to_owned()
}

/// How much each learner has right.
pub fn chart(session: &mut Session) -> String {
    let chinese = session.chinese;
    let Some(marks) = session.marks().or(session.run.latest_marks().copied()) else {
        return not_yet(chinese);
    };
    let right = |kind: Whose| percent(marks.right[kind as usize], DRAWINGS as u32);
    if session.charts_loss {
        let loss = |kind: Whose| fixed(marks.losses[kind as usize], 2);
        let parts = [whole(marks.step), loss(Whose::Cnn), loss(Whose::Dense), loss(Whose::Line)];
        return say(
            chinese,
            "Loss on 1,024 drawings that nobody learnt from, at step {0}: CNN {1}, dense network {2}, a line {3}.",
            "第 {0} 步，1,024 张没学过的画上的损失：CNN {1}，稠密网络 {2}，直线 {3}。",
            &parts,
        );
    }
    let parts = [&whole(marks.step), &right(Whose::Cnn), &right(Whose::Dense), &right(Whose::Line)];
    say(
        chinese,
        "Right on 1,024 drawings that nobody learnt from, at step {0}: CNN {1}, dense network {2}, a line {3}.",
        "第 {0} 步，1,024 张没学过的画认对多少：CNN {1}，稠密网络 {2}，直线 {3}。",
        &parts,
    )
}

/// One unit at one place.
pub fn unit(session: &mut Session) -> String {
    let chinese = session.chinese;
    let link = Link { unit: session.unit(), at: session.place() };
    let (_, now) = session.traces();
    let sum = sum(&session.run.learners.get(Whose::Cnn).model, &now, &session.hand.shown(), link);
    let parts = [
        &units::name(link.unit, chinese),
        &plain(link.at.0 + 1),
        &plain(link.at.1 + 1),
        &picture::sum(sum.total(), sum.bias, sum.evidence, chinese),
    ];
    let said = say(
        chinese,
        "{0} at row {1}, column {2} of its map: {3}. Arrow keys slide its window.",
        "{0}，在它的图上第 {1} 行第 {2} 列：{3}。方向键移动小窗。",
        &parts,
    );
    match crate::units::unit_of(link.unit) {
        (0, _) => said,
        _ => said + pick(chinese, " Enter goes to the units below.", "按回车去看下一层的单元。"),
    }
}

/// How many of each kind are right.
pub fn kinds(session: &mut Session) -> String {
    let chinese = session.chinese;
    let Some(results) = session.results() else { return not_yet(chinese) };
    let mut kinds = String::new();
    for (kind, (there_are, right)) in Kind::ALL.into_iter().zip(results.kinds) {
        let parts = [super::kinds::several(kind, chinese), &whole(right), &whole(there_are)];
        let said = say(chinese, "{0}: {1} of {2} right", "{0}：{2} 张认对 {1} 张", &parts);
        enlist(&mut kinds, pick(chinese, "; ", "；"), &said);
    }
    kinds.push_str(pick(
        chinese,
        ". Arrow keys go from drawing to drawing, Enter takes it.",
        "。方向键换一张，回车拿来看。",
    ));
    kinds
}

/// One drawing of the exam, by its number.
pub fn drawing(session: &Session, number: usize) -> String {
    let chinese = session.chinese;
    let Some(results) = session.results() else { return not_yet(chinese) };
    let kind = results.paper.kinds()[number];
    let told = match results.verdicts[number] == kind.is_cat() {
        true => pick(chinese, "right", "认对了"),
        false => pick(chinese, "wrong", "认错了"),
    };
    let parts = [super::kinds::several(kind, chinese), &plain(number + 1), told];
    say(chinese, "One of the {0}, number {1}: {2}", "{0}，第 {1} 张：{2}", &parts)
}

/// How many cats are lost without what.
pub fn cats(session: &mut Session) -> String {
    let chinese = session.chinese;
    let Some((_, losses)) = &session.losses else {
        return pick(chinese, "Other cats have not been asked about yet.", "还没有问过别的猫。").to_owned();
    };
    let known = whole(losses.known);
    let mut listed = String::new();
    for loss in Loss::ALL.into_iter().filter(|loss| *loss != Loss::Units || session.hand.off != 0) {
        let said = joined(&[picture::loss(loss, chinese), " ", &whole(losses.lost[loss as usize])]);
        enlist(&mut listed, pick(chinese, ", ", "，"), &said);
    }
    say(
        chinese,
        "Of {0} cats that it knows, so many are lost when one rubs out: {1}.",
        "它认得的 {0} 只猫里，擦掉以下部分后认不出的有：{1}。",
        &[&known, &listed],
    )
}
