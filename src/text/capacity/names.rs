//! What a capacity is called, on the picture and in sentences.

use crate::text::lang::Lang;
use crate::text::number::grouped;
use crate::view::Vary;

/// A capacity, or several: `number` may be a list of them.
pub(super) fn capacity(vary: Vary, number: &str, lang: Lang) -> String {
    let (en, zh) = match vary {
        Vary::Degree => ("degree {0}", "{0} 次"),
        Vary::Layers => ("depth {0}", "{0} 个隐藏层"),
        Vary::Width => ("width {0}", "每层 {0} 个神经元"),
        Vary::Nothing => ("this model", "这个模型"),
    };
    lang.say(en, zh, &[number])
}

/// The name of a capacity on the axis.
pub fn tick(vary: Vary, number: usize, lang: Lang) -> String {
    let number = number.to_string();
    match vary {
        Vary::Degree | Vary::Layers | Vary::Width => number,
        Vary::Nothing => capacity(vary, &number, lang),
    }
}

/// What the axis of capacity counts, and which numbers stand below it.
pub fn axis(vary: Vary, fixed: usize, lang: Lang) -> String {
    let (en, zh) = match (vary, fixed) {
        (Vary::Degree, _) => ("degree · below: parameters", "次数 · 下方：参数个数"),
        (Vary::Layers, _) => ("hidden layers of {0} · below: parameters", "隐藏层数（每层 {0} 个）· 下方：参数个数"),
        (Vary::Width, 1) => ("width of the hidden layer · below: parameters", "隐藏层的宽度 · 下方：参数个数"),
        (Vary::Width, _) => ("width of {0} hidden layers · below: parameters", "{0} 个隐藏层的宽度 · 下方：参数个数"),
        (Vary::Nothing, _) => return String::new(),
    };
    lang.say(en, zh, &[&fixed.to_string()])
}

/// The number of parameters below a capacity.
pub fn parameters(vary: Vary, count: usize, lang: Lang) -> String {
    let count = grouped(count as u64);
    match vary {
        // The axis says what these numbers are.
        Vary::Degree | Vary::Layers | Vary::Width => count,
        Vary::Nothing => lang.say("{0} parameters", "{0} 个参数", &[&count]),
    }
}

/// What is written at the capacity of the least held-out loss.
pub fn best(vary: Vary, number: usize, lang: Lang) -> String {
    lang.say("best: {0}", "最优：{0}", &[&capacity(vary, &number.to_string(), lang)])
}
