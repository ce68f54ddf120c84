//! The words that stand in pictures.

use super::number::{fixed, plain, whole};
use super::{pick, say};
use crate::learners::Kind as Whose;
use crate::others::Loss;

/// Who learns.
pub fn learner(kind: Whose, chinese: bool) -> &'static str {
    let (en, zh) = match kind {
        Whose::Line => ("a line", "直线"),
        Whose::Dense => ("dense", "稠密网络"),
        Whose::Cnn => ("CNN", "CNN"),
    };
    pick(chinese, en, zh)
}

/// What half is worth.
pub fn coin(loss: bool, chinese: bool) -> &'static str {
    match loss {
        true => pick(chinese, "0.69: one half, whatever it sees", "0.69：什么都答一半"),
        false => pick(chinese, "50: a coin would do as well", "50：抛硬币也一样"),
    }
}

/// The end of the steps' axis.
pub fn steps(end: u32, chinese: bool) -> String {
    say(chinese, "{0} steps", "{0} 步", &[&whole(end)])
}

/// How much is enough for a cat.
pub fn enough(enough: f32, chinese: bool) -> String {
    say(chinese, "{0} is enough for a cat", "{0} 分就算猫", &[&fixed(enough, 2)])
}

/// The head of the sum.
pub fn adds_up(chinese: bool) -> &'static str {
    pick(chinese, "What the faces add up to", "这些“脸”合计")
}

/// What the sum is for.
pub fn for_a_cat(chinese: bool) -> &'static str {
    pick(chinese, "for a cat", "说它是猫")
}

/// Two states beside each other.
pub fn before(chinese: bool) -> &'static str {
    pick(chinese, "before", "原来")
}

/// The state of now.
pub fn now(chinese: bool) -> &'static str {
    pick(chinese, "now", "现在")
}

/// A unit that fires no more.
pub fn silent(chinese: bool) -> &'static str {
    pick(chinese, "silent", "不作声")
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
pub fn window(chinese: bool) -> [&'static str; 3] {
    [
        pick(chinese, "what the window sees", "小窗看到的"),
        pick(chinese, "× its weights", "× 它的权重"),
        pick(chinese, "= products", "= 乘积"),
    ]
}

/// The sum, the bias and the bend.
pub fn sum(products: f32, bias: f32, chinese: bool) -> String {
    let (total, sign) = (products + bias, if bias < 0.0 { "−" } else { "+" });
    let parts = [&fixed(products, 2), sign, &fixed(bias.abs(), 2), &fixed(total, 2), &fixed(total.max(0.0), 2)];
    say(
        chinese,
        "sum {0} {1} bias {2} = {3}, bent by ReLU: {4}",
        "求和 {0} {1} 偏置 {2} = {3}，经 ReLU 弯折：{4}",
        &parts,
    )
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
        false => say(chinese, "what excites it most, unseen: {0}", "最能激活它的 {0} 处（没学过的画）", &count),
    }
}

/// How many units of a layer no longer find what they had found.
pub fn fallen(fallen: usize, all: usize, chinese: bool) -> String {
    let parts = [plain(fallen), plain(all)];
    say(chinese, "{0} of {1} no longer find theirs", "{1} 个里有 {0} 个找不到了", &parts)
}

/// None has.
pub fn all_fire(chinese: bool) -> &'static str {
    pick(chinese, "all still find theirs", "都还找得到")
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
pub fn parts(chinese: bool) -> &'static str {
    pick(
        chinese,
        "from each unit below: what it found there × weights = what that adds",
        "来自下一层的每个单元：它在那里找到的 × 权重 = 加上多少",
    )
}

/// A unit that nothing excites.
pub fn dead(chinese: bool) -> &'static str {
    pick(chinese, "Dead: fires on none of 1,024 drawings.", "失活：1,024 张画里没有一张能激活它。")
}

/// What a unit looks for is not there any more.
pub fn no(what: &str, chinese: bool) -> String {
    say(chinese, "no {0}", "没{0}", &[what])
}
