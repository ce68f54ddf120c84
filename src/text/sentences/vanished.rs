//! A gradient that has vanished: where the error does not reach, and what lets it through.

use crate::learn::{Activation, Init};
use crate::session::{PenaltyKind, Settings};
use crate::text::lang::Lang;
use crate::text::number::grouped;

/// "The gradient has vanished: …", and what to do about it. `reach` is what arrives at the first, as a share of
/// the error at the output.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub(super) fn vanished(reach: f64, settings: &Settings, lang: Lang) -> String {
    let (en, zh) = remedy(settings);
    let arrives = arrives(reach, lang);
    lang.say(
        "The gradient has vanished: {0} of the error reaches the first layers. Try {1}.",
        "误差传不到前面的层：往回传到第 1 层{0}（梯度消失）。试试{1}。",
        &[&arrives, lang.pick(en, zh)],
    )
}

/// "less than 1/1,000,000"
fn arrives(reach: f64, lang: Lang) -> String {
    // A share with no more zeros than anyone would count.
    let parts = (4..=9).rev().map(|zeros| 10_u64.pow(zeros)).find(|parts| reach * (*parts as f64) <= 1.0);
    match parts {
        Some(parts) if reach > 0.0 => lang.say("less than 1/{0}", "只剩不到 1/{0}", &[&grouped(parts)]),
        _ => lang.pick("nothing", "什么也不剩").to_owned(),
    }
}

/// What lets the error through, in both languages: the likeliest cause first.
fn remedy(settings: &Settings) -> (&'static str, &'static str) {
    let any = |activation| settings.hidden_layers().any(|layer| layer.activation == activation);
    let several = settings.layers.len() > 1;
    match (settings.penalty, settings.init) {
        _ if !settings.frozen.is_empty() => ("to let the frozen parameters learn", "解冻参数"),
        (PenaltyKind::L1 | PenaltyKind::L2, _) => ("a weaker penalty", "更弱的惩罚"),
        (PenaltyKind::None, Init::Zero | Init::Small | Init::Large) => {
            ("first weights by Xavier or He", "用 Xavier 或 He 初始化权重")
        }
        (PenaltyKind::None, Init::Xavier | Init::He | Init::LeCun | Init::Suited) => {
            match (any(Activation::Sigmoid), several) {
                (true, true) => {
                    ("ReLU or tanh instead of sigmoid, or fewer layers", "把 sigmoid 换成 ReLU 或 tanh，或者减少层数")
                }
                (true, false) => ("ReLU or tanh instead of sigmoid", "把 sigmoid 换成 ReLU 或 tanh"),
                (false, _) if any(Activation::Relu) => ("leaky ReLU or another seed", "leaky ReLU，或者换一个种子"),
                (false, true) => ("another activation or fewer layers", "别的激活函数，或者减少层数"),
                (false, false) => ("another activation or other first weights", "别的激活函数，或者别的初始权重"),
            }
        }
    }
}
