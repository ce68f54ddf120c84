//! Chapter 8: one house goes forward through a small network, its error walks back, and one step is taken.

use super::told::Headline;
use crate::session::Session;
use crate::session::walk;
use crate::text::join::joined;
use crate::text::lang::Lang;
use crate::text::number::plain;
use crate::text::quantity::about;
use crate::text::terms::{enclosed, worked};
use crate::text::walk as words;
use crate::view::{Phase, Quantity, Walk};

/// What happens in the phase that the walk has come to.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn headline(session: &Session) -> Headline {
    let lang = session.settings().lang;
    let Some(walk) = walk::view(session) else {
        return Headline::plain(
            lang.pick("There is no house to send through.", "没有可以送进去的房子。"),
            String::new(),
        );
    };
    let layers = walk.layers.len();
    match walk.phase {
        Phase::Forward(0) => Headline::plain(
            &asks(&walk, lang),
            lang.pick(
                "Press “One layer on”: each neuron multiplies, adds its bias, and bends.",
                "按“走一层”：每个神经元先乘、再加偏置、再弯折。",
            )
            .to_owned(),
        ),
        Phase::Forward(done) if done < layers => Headline::plain(
            &lang.say("Forward through layer {0}.", "前向，算完第 {0} 层。", &[&done.to_string()]),
            lang.pick(
                "Each neuron has multiplied what comes in by its weights, added its bias, and bent: below 0 it says 0.",
                "每个神经元把输入乘以权重，加上偏置，再弯折：小于 0 就输出 0。",
            )
            .to_owned(),
        ),
        Phase::Forward(_) => {
            let wanted = words::wanted(&walk, lang);
            let (en, zh) = match &walk.quantity {
                Quantity::Houses => ("It was sold for {0}. How wrong is that?", "实际成交价是 {0}。差得多远？"),
                Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Animals | Quantity::Inputs => {
                    ("It should say {0}. How wrong is that?", "应该是 {0}。差得多远？")
                }
            };
            let beside = lang.say(en, zh, &[&wanted]);
            Headline::around(lang.pick("It says {0}.", "它说 {0}。"), words::answer(&walk, lang), beside)
        }
        Phase::Loss => Headline::around(
            lang.pick("The loss is {0}.", "损失是 {0}。"),
            plain(walk.loss),
            joined(
                &[squared(&walk).as_str(), lang.pick("Who is to blame, and by how much?", "该怪谁，各怪多少？")],
                lang.pick(" ", ""),
            ),
        ),
        Phase::Back(_) if walk.phase.knows_gradients(walk.chosen.layer, layers) => asked(&walk, lang),
        Phase::Back(back) => Headline::plain(
            &lang.say(
                "The error walks back: {0} of {1}.",
                "误差往回走：{0} / {1}。",
                &[&back.to_string(), &layers.to_string()],
            ),
            match back {
                1 => lang.say(
                    "It begins as the slope of the loss, {0}, and is multiplied by the weight of each edge.",
                    "它从损失的坡度 {0} 出发，每走一条边，就乘上那里的权重。",
                    &[&words::backward(&walk, layers - 1, 0).into_iter().next().unwrap_or_default()],
                ),
                _ => lang
                    .pick(
                        "On each edge it is multiplied by the weight there; where paths meet, it adds up.",
                        "每走一条边，就乘上那里的权重；几条路汇合处，就加起来。",
                    )
                    .to_owned(),
            },
        ),
        Phase::Stepped => stepped(&walk, lang),
    }
}

/// What the model is asked.
fn asks(walk: &Walk, lang: Lang) -> String {
    let zh = match walk.quantity {
        Quantity::Houses => "网络会给{0}报什么价？",
        Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Animals | Quantity::Inputs => {
            "{0}，网络会怎么回答？"
        }
    };
    lang.say("What does the network say of {0}?", zh, &[&sample(walk, lang)])
}

/// The sample by name: "a house at 12 km".
fn sample(walk: &Walk, lang: Lang) -> String {
    match (&walk.quantity, walk.class) {
        (Quantity::Houses, _) => lang.say("a house at {0} km", "距市中心 {0} 公里的房子", &[&plain(walk.sample.0)]),
        (_, Some(_)) => lang.pick("this sample", "这个样本").to_owned(),
        (Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Animals | Quantity::Inputs, None) => {
            lang.say("x = {0}", "x = {0}", &[&plain(walk.sample.0)])
        }
    }
}

/// "(4.9 − 6.1)² = 1.44", where the loss is that.
fn squared(walk: &Walk) -> String {
    let Some(answer) = walk.layers.last().and_then(|output| output.a.first()) else { return String::new() };
    let square = (answer - walk.target).powi(2);
    if walk.class.is_some() || (square - walk.loss).abs() > 1e-9 * (1.0 + square) {
        return String::new();
    }
    let (texts, sign, result) = worked(&[*answer, walk.target], walk.loss, |n| (n[0] - n[1]) * (n[0] - n[1]));
    ["(", &texts[0], " − ", &enclosed(&texts[1]), ")² ", sign, " ", &result, "."].concat()
}

/// What the chosen parameter does to the loss.
fn asked(walk: &Walk, lang: Lang) -> Headline {
    let letter = words::letter(walk.chosen);
    let size = plain(walk.gradient.abs());
    let (number, beside) = if walk.gradient == 0.0 {
        (
            lang.pick("stays", "不变"),
            lang.say(
                "∂L/∂{0} = 0: on its way a factor is 0, and lets nothing through.",
                "∂L/∂{0} = 0：路上有一个因数是 0，什么都传不过去。",
                &[letter],
            ),
        )
    } else if walk.gradient < 0.0 {
        (
            lang.pick("falls", "下降"),
            lang.say(
                "∂L/∂{0} = −{1}: when {0} grows by a little, the loss falls {1} times as much.",
                "∂L/∂{0} = −{1}：{0} 增加一点点，损失就下降它的 {1} 倍。",
                &[letter, &size],
            ),
        )
    } else {
        (
            lang.pick("grows", "上升"),
            lang.say(
                "∂L/∂{0} = {1}: when {0} grows by a little, the loss grows {1} times as much.",
                "∂L/∂{0} = {1}：{0} 增加一点点，损失就上升它的 {1} 倍。",
                &[letter, &size],
            ),
        )
    };
    let (en, zh) = match walk.chosen.input {
        Some(_) => ("If this weight grows, the loss {0}.", "这个权重增大，损失就{0}。"),
        None => ("If this bias grows, the loss {0}.", "这个偏置增大，损失就{0}。"),
    };
    Headline::around(lang.pick(en, zh), number.to_owned(), beside)
}

/// What one step has done.
fn stepped(walk: &Walk, lang: Lang) -> Headline {
    let before = walk.before.unwrap_or(f64::NAN);
    let (en, zh) = if walk.loss < before {
        ("One step: the loss fell from {1} to {0}.", "走了一步：损失从 {1} 降到 {0}。")
    } else {
        ("One step: the loss went from {1} to {0}.", "走了一步：损失从 {1} 变成 {0}。")
    };
    let says = match walk.class {
        Some(_) => words::answer(walk, lang),
        None => about(walk.answer, &walk.quantity, lang),
    };
    Headline::around(
        &lang.say(en, zh, &["{0}", &plain(before)]),
        plain(walk.loss),
        lang.say(
            "Every weight and bias went a little against its ∂L/∂w, all at once. Now it says {0}.",
            "每个权重和偏置都同时朝自己 ∂L/∂w 的反方向挪了一点。现在它说 {0}。",
            &[&says],
        ),
    )
}
