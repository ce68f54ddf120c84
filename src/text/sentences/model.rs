//! What a model is called in a sentence.

use crate::session::{Model, Settings};
use crate::text::lang::Lang;

/// "A network of 2 hidden layers", at the beginning of a sentence.
pub(super) fn a_model(settings: &Settings, lang: Lang) -> String {
    let (en, zh, number) = match (settings.model, settings.layers.len()) {
        (Model::Line, _) => ("A line", "直线", 0),
        (Model::Polynomial, _) => ("A polynomial of degree {0}", "{0} 次多项式", settings.degree),
        (Model::Network, 0) => ("A network without a hidden layer", "没有隐藏层的网络", 0),
        (Model::Network, 1) => ("A network of 1 hidden layer", "有 1 个隐藏层的网络", 0),
        (Model::Network, n) => ("A network of {0} hidden layers", "有 {0} 个隐藏层的网络", n),
    };
    lang.say(en, zh, &[&number.to_string()])
}

/// "The network", at the beginning of a sentence.
pub(super) fn the_model(settings: &Settings, lang: Lang) -> &'static str {
    let (en, zh) = match settings.model {
        Model::Line => ("The line", "这条直线"),
        Model::Polynomial => ("The polynomial", "这个多项式"),
        Model::Network => ("The network", "这个网络"),
    };
    lang.pick(en, zh)
}

/// The same within a sentence.
pub(super) fn lower(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    text
}
