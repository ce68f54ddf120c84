//! A gradient that has exploded: by how much it grows on its way back, and what keeps its size.

use crate::learn::{Activation, Init};
use crate::session::{Model, Settings};
use crate::text::lang::Lang;
use crate::text::number::grouped;

/// "The gradient has exploded: …", and what to do about it. `reach` is what arrives at the first layer, as a multiple of the error
/// at the output.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub(super) fn exploded(reach: f64, settings: &Settings, lang: Lang) -> String {
    let (en, zh) = remedy(settings);
    let times = if reach < 1e9 { grouped(reach as u64) } else { lang.pick("a billion", "十亿").to_owned() };
    lang.say(
        "The gradient has exploded: it reaches the first layers {0} times larger. Try {1}.",
        "往回传到前面的层，误差放大到 {0} 倍（梯度爆炸）。试试{1}。",
        &[&times, lang.pick(en, zh)],
    )
}

/// Whether weights that are too large at the start make the gradient grow from layer to layer: in few and narrow layers they do not.
pub(super) fn by_first_weights(settings: &Settings) -> bool {
    settings.model == Model::Network
        && settings.init == Init::Large
        && settings.layers.iter().filter(|units| **units >= 8).count() >= 2
}

/// What keeps the gradient's size, in both languages: the likeliest cause first.
fn remedy(settings: &Settings) -> (&'static str, &'static str) {
    let rectifies = settings.hidden_layers().any(|layer| layer.activation == Activation::Relu);
    if settings.init == Init::Large {
        return if rectifies {
            ("first weights by He", "用 He 初始化权重")
        } else {
            ("first weights by Xavier", "用 Xavier 初始化权重")
        };
    }
    ("a smaller learning rate, or fewer layers", "更小的学习率，或者减少层数")
}
