//! What is said where something is taken home.

use super::lang::Lang;
use super::number::grouped;
use crate::view::Picture;

/// What the program of a run does, in NumPy or Rust, whose digits are the page's, or in PyTorch. `from` and `to` are the steps of
/// the run between which it trains.
pub fn program(is_exact: bool, from: u64, to: u64, lang: Lang) -> String {
    let steps = steps(to.saturating_sub(from), lang);
    let mut text = match is_exact {
        _ if to <= from => lang
            .pick(
                "Your points, the weights and the training loop, which has no step to take yet: it prints the loss as it is.",
                "里面有你的数据点、权重和训练循环。还没有一步可走，所以打印的就是现在的损失。",
            )
            .to_owned(),
        true => lang.say(
            "Your points, the first weights and the training loop. It takes the {0} again and prints the page's loss, to the \
             digit.",
            "里面有你的数据点、最初的权重和训练循环。它重走这 {0}，打印出的损失与页面一字不差。",
            &[&steps],
        ),
        false => lang.say(
            "Your points, the first weights and the training loop. It takes the {0} again and prints the page's loss, within \
             some ten thousandths: PyTorch adds in another order.",
            "里面有你的数据点、最初的权重和训练循环。它重走这 {0}，打印出的损失与页面相差不过万分之几：PyTorch 求和的次序不同。",
            &[&steps],
        ),
    };
    if from > 0 {
        text += lang.pick(" ", "");
        text += &lang.say(
            "It begins at step {0}, where you last changed something.",
            "它从第 {0} 步开始，也就是你最后一次改动的地方。",
            &[&grouped(from)],
        );
    }
    text
}

/// So many steps.
pub fn steps(count: u64, lang: Lang) -> String {
    match count {
        1 => lang.pick("1 step", "1 步").to_owned(),
        _ => lang.say("{0} steps", "{0} 步", &[&grouped(count)]),
    }
}

/// Without a point to learn from.
pub fn no_program(lang: Lang) -> &'static str {
    lang.pick("There is no point to learn from, so there is no program.", "没有可供学习的数据点，所以写不出程序。")
}

/// After a text was copied, or could not be.
pub fn copied(is_copied: bool, lang: Lang) -> &'static str {
    match is_copied {
        true => lang.pick("Copied.", "已复制。"),
        false => lang.pick("The browser does not let it be copied.", "浏览器不允许复制。"),
    }
}

/// What a picture is called.
pub fn picture(picture: Picture, lang: Lang) -> &'static str {
    match picture {
        Picture::Fit => lang.pick("Data and fit", "数据与拟合"),
        Picture::Surface => lang.pick("Loss surface", "损失曲面"),
        Picture::Losses => lang.pick("Loss over steps", "损失随步数的变化"),
        Picture::Layers => lang.pick("Inside, layer by layer", "逐层看内部"),
        Picture::Sweep => lang.pick("Loss against capacity", "损失与模型容量"),
        Picture::Tries => lang.pick("How far off each was", "各差多少"),
        Picture::Sum => lang.pick("A neuron's sum", "神经元的加权和"),
        Picture::Chain => lang.pick("With the bend off", "关掉弯折"),
        Picture::Bent => lang.pick("The same plane, bent", "弯过的平面"),
        Picture::Walk => lang.pick("One step, slowly", "慢走一步"),
        Picture::Race => lang.pick("A race", "比赛"),
        Picture::Gradients => lang.pick("Gradients, layer by layer", "逐层看梯度"),
    }
}

/// A script asked for a program in another language.
pub fn no_language(lang: Lang) -> &'static str {
    lang.pick("code takes \"numpy\", \"pytorch\" or \"rust\".", "code 的参数为 \"numpy\"、\"pytorch\" 或 \"rust\"。")
}

/// A script asked for a picture that is not to be seen, or in another kind.
pub fn no_picture(names: &str, lang: Lang) -> String {
    lang.say(
        "picture takes the name of a picture that is shown ({0}), and \"svg\" or \"png\".",
        "picture 的参数为当前显示的图的名字（{0}），以及 \"svg\" 或 \"png\"。",
        &[names],
    )
}
