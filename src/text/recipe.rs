//! Model and training in few words: what a pinned run is called by.

use super::join::joined;
use super::labels;
use super::lang::Lang;
use crate::data::decimal::shortest;
use crate::learn::Optimizer;
use crate::session::knobs::widths_text;
use crate::session::{LossKind, Model, PenaltyKind, ScheduleKind, Settings};

/// How it is trained, in few words: the optimizer, and what else differs from the defaults.
pub fn brief(settings: &Settings, lang: Lang) -> String {
    let mut words = differences(settings, lang, &|word, _| word.to_owned());
    if settings.recipe().optimizer == Optimizer::Descent {
        words.insert(0, lang.pick("gradient descent", "梯度下降").to_owned());
    }
    if !settings.standardize {
        words.push(lang.pick("not standardized", "未标准化").to_owned());
    }
    if settings.early_stopping {
        words.push(lang.pick("stops early", "提前停止").to_owned());
    }
    joined(&words, " · ")
}

/// What was trained, in few words: the model, and how its training differs from plain gradient descent, the remedies for overfitting
/// first and with their strength.
pub fn in_words(settings: &Settings, lang: Lang) -> String {
    let mut settings = settings.clone();
    let hidden = match settings.model {
        Model::Line | Model::Polynomial => false,
        Model::Network => !settings.layers.is_empty(),
    };
    if !hidden {
        // Dropout acts on hidden neurons only.
        settings.dropout = 0.0;
    }
    let mut words = differences(&settings, lang, &|word, strength| [word, " ", &shortest(strength)].concat());
    words.push(match settings.model {
        Model::Line => lang.pick("line", "直线").to_owned(),
        Model::Polynomial => lang.say("degree {0}", "{0} 次多项式", &[&settings.degree.to_string()]),
        Model::Network if !hidden => lang.pick("no hidden layer", "没有隐藏层").to_owned(),
        Model::Network => {
            let names = settings.hidden_layers().map(|layer| labels::activation(layer.activation, lang));
            let mut names: Vec<&str> = names.collect();
            names.dedup();
            [&widths_text(&settings.layers), " ", &joined(&names, ", ")].concat()
        }
    });
    words.reverse();
    joined(&words, " · ")
}

/// How training differs from plain gradient descent, word by word. `remedy` says how a penalty or dropout of a strength is told.
fn differences(settings: &Settings, lang: Lang, remedy: &dyn Fn(&str, f64) -> String) -> Vec<String> {
    let word = |word: &str| word.to_owned();
    let mut words = vec![
        // What is the default stands for one or the other.
        word(match settings.recipe().optimizer {
            Optimizer::Descent => "",
            Optimizer::Momentum { .. } => lang.pick("momentum", "动量"),
            Optimizer::Nesterov { .. } => "Nesterov",
            Optimizer::RmsProp => "RMSProp",
            Optimizer::Adam => "Adam",
        }),
        match settings.frozen.count() {
            0 => String::new(),
            count => lang.say("{0} frozen", "冻结 {0} 个参数", &[&count.to_string()]),
        },
        settings.batch.map_or_else(String::new, |size| lang.say("batches of {0}", "每批 {0} 个", &[&size.to_string()])),
        word(match settings.schedule {
            ScheduleKind::Constant => "",
            ScheduleKind::Step => lang.pick("halved in steps", "逐级减半"),
            ScheduleKind::Cosine => lang.pick("cosine", "余弦退火"),
            ScheduleKind::WarmUp => lang.pick("warm-up", "预热"),
        }),
        word(match settings.loss {
            LossKind::MeanSquared => "",
            LossKind::MeanAbsolute => lang.pick("absolute error", "绝对误差"),
            LossKind::Huber => "Huber",
        }),
        match settings.penalty {
            PenaltyKind::None => String::new(),
            PenaltyKind::L1 => remedy("L1", settings.penalty_strength),
            PenaltyKind::L2 => remedy("L2", settings.penalty_strength),
        },
        if settings.dropout > 0.0 {
            remedy(lang.pick("dropout", "随机失活"), settings.dropout)
        } else {
            String::new()
        },
    ];
    words.retain(|word| !word.is_empty());
    words
}
