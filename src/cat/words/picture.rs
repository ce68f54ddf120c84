//! The words that stand in pictures.

use super::number::{fixed, plain, whole};
use super::{pick, say};
use crate::hand::Tool;
use crate::learners::Kind as Whose;
use crate::others::Loss;

/// Who learns.
pub fn learner(kind: Whose, chinese: bool) -> &'static str {
    let (en, zh) = match kind {
        Whose::Line => ("a line", "直线"),
        Whose::Dense => ("dense", "稠密"),
        Whose::Cnn => ("CNN", "CNN"),
    };
    pick(chinese, en, zh)
}

/// What half is worth.
pub fn coin(loss: bool, chinese: bool) -> &'static str {
    match loss {
        true => pick(chinese, "0.69: always says one half", "0.69：什么都答一半"),
        false => pick(chinese, "50: as good as a coin", "50：抛硬币也一样"),
    }
}

/// The end of the steps' axis.
pub fn steps(end: u32, chinese: bool) -> String {
    say(chinese, "{0} steps", "{0} 步", &[&whole(end)])
}

/// How much is enough for a cat: minus the bias, which is learnt as the weights are.
pub fn enough(enough: f32, chinese: bool) -> String {
    say(chinese, "dashed: {0} is enough (learnt too)", "虚线：{0} 分就够（也是学来的）", &[&fixed(enough, 2)])
}

/// The head of the sum.
pub fn adds_up(chinese: bool) -> &'static str {
    pick(chinese, "What the faces add up to", "这些“脸”合计")
}

/// Two states beside each other.
pub fn before(chinese: bool) -> &'static str {
    pick(chinese, "before", "原来")
}

/// The state of now.
pub fn now(chinese: bool) -> &'static str {
    pick(chinese, "now", "现在")
}

/// A unit that fires no more, or hardly.
pub fn silent(hardly: bool, chinese: bool) -> &'static str {
    if hardly { pick(chinese, "weak", "很弱") } else { pick(chinese, "silent", "没反应") }
}

/// What a tool asks for, where that is not seen by itself.
pub fn how_to(tool: Tool, chinese: bool) -> Option<&'static str> {
    let (en, zh) = match tool {
        Tool::Look | Tool::Draw => return None,
        Tool::Rub => ("Rub on the drawing.", "在画上擦。"),
        Tool::Cover => ("Drag the square.", "拖动方块。"),
        Tool::SwitchOff => ("Press the drawing or a unit.", "点画面，或点一个单元。"),
    };
    Some(pick(chinese, en, zh))
}

/// A unit that still finds what it looks for, and how strong it is, as a share of before.
pub fn still(name: &str, share: f32, chinese: bool) -> String {
    say(chinese, "{0} {1} %", "{0} {1}%", &[name, &fixed(100.0 * share, 0)])
}

/// A unit that is switched off.
pub fn off(chinese: bool) -> &'static str {
    pick(chinese, "off", "已关")
}

/// What is taken from other cats.
pub fn loss(loss: Loss, chinese: bool) -> &'static str {
    let (en, zh) = match loss {
        Loss::Ears => ("ears", "耳朵"),
        Loss::Eyes => ("eyes", "眼睛"),
        Loss::Whiskers => ("whiskers", "胡须"),
        Loss::Corner => ("a blank corner", "空白一角"),
        Loss::Units => ("these units off", "关掉这些单元"),
    };
    pick(chinese, en, zh)
}

/// The names of what is multiplied and added.
pub fn window(narrow: bool, chinese: bool) -> [&'static str; 3] {
    match narrow {
        true => [
            pick(chinese, "it sees", "看到的"),
            pick(chinese, "× weights", "× 权重"),
            pick(chinese, "= products", "= 乘积"),
        ],
        false => [
            pick(chinese, "what the window sees", "小窗看到的"),
            pick(chinese, "× its weights", "× 它的权重"),
            pick(chinese, "= products", "= 乘积"),
        ],
    }
}

/// The sum, the bias and the bend; of a face at its strongest also what that adds for a cat: the weight and the evidence.
pub fn sum(total: f32, bias: f32, evidence: Option<(f32, f32)>, chinese: bool) -> String {
    let rounded = |value: f32| (100.0 * value).round() / 100.0;
    let (total, bias) = (rounded(total), rounded(bias));
    let sign = if bias < 0.0 { "−" } else { "+" };
    // As it is rounded, what is added up comes to what is written.
    let parts = [&fixed(total - bias, 2), sign, &fixed(bias.abs(), 2), &fixed(total, 2), &fixed(total.max(0.0), 2)];
    let bent = say(
        chinese,
        "sum {0} {1} bias {2} = {3}, bent by ReLU: {4}",
        "求和 {0} {1} 偏置 {2} = {3}，经 ReLU 弯折：{4}",
        &parts,
    );
    let Some((weight, evidence)) = evidence else { return bent };
    let parts = [&bent, &fixed(weight, 2), &fixed(evidence, 2)];
    say(chinese, "{0}; × {1} = {2} for a cat", "{0}；× {1} = {2} 分给猫", &parts)
}

/// What excites a unit most.
pub fn strongest(count: usize, long: bool, chinese: bool) -> String {
    let count = [plain(count)];
    match long {
        true => say(
            chinese,
            "what excites it most, of 1,024 drawings it never learnt from: {0}",
            "最能激活它的 {0} 处，来自 1,024 张没学过的画",
            &count,
        ),
        false => say(chinese, "its {0} strongest, unseen", "最能激活它的 {0} 处（没学过的画）", &count),
    }
}

/// How many units of a layer no longer find what they had found.
pub fn fallen(fallen: usize, all: usize, chinese: bool) -> String {
    let parts = [plain(fallen), plain(all)];
    say(chinese, "{0} of {1} no longer find theirs", "{1} 个里有 {0} 个找不到了", &parts)
}

/// None has; how strong they still are together, as a share.
pub fn all_fire(share: f32, chinese: bool) -> String {
    match 100.0 * share {
        percent if percent < 95.0 => {
            say(chinese, "all still find theirs, {0} % as strong", "都还找得到，强度剩 {0}%", &[&fixed(percent, 0)])
        }
        _ => pick(chinese, "all still find theirs", "都还找得到").to_owned(),
    }
}

/// What can be done in the picture of a unit.
pub fn slide(chinese: bool) -> &'static str {
    pick(chinese, "slide the window", "拖动小窗")
}

/// A unit that is off adds up nothing.
pub fn switched_off(chinese: bool) -> &'static str {
    pick(chinese, "switched off: 0, whatever it sees", "已关掉：看到什么都是 0")
}

/// What the parts of a sum are.
pub fn parts(narrow: bool, chinese: bool) -> &'static str {
    match narrow {
        true => pick(chinese, "each unit below: found × weights = adds", "下一层每个单元：找到的 × 权重 = 加上"),
        false => pick(
            chinese,
            "each unit below: what it found there × weights = what that adds; press one to open it",
            "下一层的每个单元：它在那里找到的 × 权重 = 加上多少；点一个就打开它",
        ),
    }
}

/// A unit that nothing excites.
pub fn dead(chinese: bool) -> &'static str {
    pick(chinese, "Dead: fires on none of 1,024 drawings.", "失活：1,024 张画里没有一张能激活它。")
}

/// What a unit looks for is not there any more.
pub fn no(what: &str, chinese: bool) -> String {
    say(chinese, "no {0}", "没{0}", &[what])
}

/// Something was changed on the way.
pub fn changed(chinese: bool) -> &'static str {
    pick(chinese, "changed", "有改动")
}

/// Of which cats it is told how many are lost.
pub fn cats_note(known: u32, chinese: bool) -> String {
    let known = [whole(known)];
    say(chinese, "of {0} cats that it knows, lost without", "它认得的 {0} 只猫，少了下面这些就认不出的", &known)
}

/// What the colour over the drawing says.
pub fn hurts_note(chinese: bool) -> &'static str {
    pick(chinese, "the deeper the orange, the more it costs to cover it", "橙色越深，盖住那里损失越大")
}
