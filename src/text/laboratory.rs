//! What is said while a laboratory is on its way.

use super::Lang;
use crate::data::decimal::fixed;

/// How far it has come, as a share; `None` before anything has.
pub fn coming(share: Option<f64>, lang: Lang) -> String {
    match share.filter(|share| share.is_finite()) {
        Some(share) => {
            let percent = fixed(100.0 * share.clamp(0.0, 1.0), 0);
            lang.say("The laboratory is on its way: {0} %", "实验室正在路上：{0}%", &[&percent])
        }
        None => lang.pick("The laboratory is on its way …", "实验室正在路上……").to_owned(),
    }
}

/// It did not come.
pub fn failed(lang: Lang) -> String {
    lang.pick(
        "The laboratory did not arrive. The connection may be slow or broken.",
        "实验室没有送到，网络可能太慢或已断开。",
    )
    .to_owned()
}

/// It has stopped for good.
pub fn broke(lang: Lang) -> String {
    lang.pick(
        "Something broke in the laboratory, on our side. Reload the page to go on; your drawings are kept.",
        "实验室出错了，这是我们的问题。重新加载页面即可继续，你的画已经保存。",
    )
    .to_owned()
}
