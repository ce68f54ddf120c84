//! How training is going, in one or two sentences.

use crate::data::decimal::shortest;
use crate::session::{Divergence, Model, Notice, Settings, State, Status};
use crate::snapshot::Quantity;
use crate::text::Lang;
use crate::text::number::{grouped, short};

/// How the bar of the verdict looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to worry about.
    Calm,
    /// Well done.
    Good,
    /// Something is wrong.
    Warn,
}

impl Tone {
    /// The word of it in the page's attributes.
    pub fn word(self) -> &'static str {
        match self {
            Tone::Calm => "calm",
            Tone::Good => "good",
            Tone::Warn => "warn",
        }
    }
}

/// How training is going, in one or two sentences.
pub fn verdict(status: &Status, settings: &Settings, quantity: &Quantity, lang: Lang) -> (Tone, String) {
    if status.training_points == 0 {
        let text = lang.pick(
            "There is no point to learn from. Click the first picture to add one.",
            "没有可以学习的点。在第一幅图上点一下，添加一个吧。",
        );
        return (Tone::Warn, text.to_owned());
    }
    if let State::Diverged(why) = status.state {
        return (Tone::Warn, diverged(why, status, settings, lang));
    }
    let opening = opening(status, settings, lang);
    let tone = if status.state == State::Running { Tone::Good } else { Tone::Calm };
    let body = if status.step == 0 {
        misses(status, settings, quantity, lang)
    } else {
        progress(status, settings, quantity, lang)
    };
    let undetermined = match status.one_place {
        true => lang.pick(
            " All training points have the same x, so nothing tells how y changes with it.",
            "所有训练点的 x 都相同，看不出 y 怎样随 x 变化。",
        ),
        false => "",
    };
    (tone, format!("{opening}{}{body}{undetermined}", lang.pick(" ", "")))
}

fn opening(status: &Status, settings: &Settings, lang: Lang) -> String {
    let parameters = grouped(status.parameters as u64);
    match (status.state, status.notice) {
        (State::Running, _) => lang.pick("Training.", "正在训练。").to_owned(),
        (_, Notice::Ready) => {
            lang.pick("Nothing has been learned yet. Press Play.", "还什么都没学。按“开始”试试。").to_owned()
        }
        (_, Notice::Hidden) => lang
            .pick("Paused, because the page was hidden. Press Play to go on.", "页面被隐藏，训练已暂停。按“开始”继续。")
            .to_owned(),
        (_, Notice::Rewound) => lang
            .pick(
                "Back at the same start. Play repeats the run exactly.",
                "回到了同一个起点。再按“开始”，过程会完全重现。",
            )
            .to_owned(),
        (_, Notice::Recovered) => lang
            .pick(
                "Back at the last good step. Try a smaller learning rate.",
                "已回到最后正常的一步。换一个更小的学习率试试。",
            )
            .to_owned(),
        (_, Notice::NewRun) => lang.pick("Other points: training starts anew.", "换了数据，训练从头开始。").to_owned(),
        (_, Notice::NewModel) => match lang {
            Lang::En => format!("{} with {parameters} parameters: training starts anew.", a_model(settings)),
            Lang::ZhHans => format!("{}，共 {parameters} 个参数，训练从头开始。", a_model_zh(settings)),
        },
        (_, Notice::Placed) => lang
            .pick("You set the parameters. Training starts anew from here.", "参数由你设定，训练将从这里重新开始。")
            .to_owned(),
        (_, Notice::Points) => lang.pick("The points have been replaced.", "数据点已替换。").to_owned(),
        (_, Notice::Imported) => match lang {
            Lang::En => format!("Read {} points. Press Play.", grouped(status.points as u64)),
            Lang::ZhHans => format!("读入了 {} 个点。按“开始”训练。", grouped(status.points as u64)),
        },
        (_, Notice::Playing | Notice::Paused) => lang.pick("Paused.", "已暂停。").to_owned(),
    }
}

fn a_model(settings: &Settings) -> String {
    match settings.model {
        Model::Line => "A line".to_owned(),
        Model::Polynomial => format!("A polynomial of degree {}", settings.degree),
        Model::Network => match settings.layers.len() {
            0 => "A network without a hidden layer".to_owned(),
            1 => "A network of 1 hidden layer".to_owned(),
            n => format!("A network of {n} hidden layers"),
        },
    }
}

fn a_model_zh(settings: &Settings) -> String {
    match settings.model {
        Model::Line => "直线".to_owned(),
        Model::Polynomial => format!("{} 次多项式", settings.degree),
        Model::Network => match settings.layers.len() {
            0 => "没有隐藏层的网络".to_owned(),
            n => format!("有 {n} 个隐藏层的网络"),
        },
    }
}

/// "The line misses a typical house by 38 k."
fn misses(status: &Status, settings: &Settings, quantity: &Quantity, lang: Lang) -> String {
    let error = amount(status.train_loss.sqrt(), quantity, lang);
    let thing = thing(quantity, lang);
    match lang {
        Lang::En => format!("{} misses a typical {thing} by {error}.", the_model(settings, lang)),
        Lang::ZhHans => format!("{}对每{thing}一般差 {error}。", the_model(settings, lang)),
    }
}

fn progress(status: &Status, settings: &Settings, quantity: &Quantity, lang: Lang) -> String {
    let steps = grouped(status.step);
    let error = |loss: f64| amount(loss.max(0.0).sqrt(), quantity, lang);
    let (now, model, thing) = (error(status.train_loss), the_model(settings, lang), thing(quantity, lang));
    let mut text = match lang {
        Lang::En => {
            let plural = if status.step == 1 { "step" } else { "steps" };
            let before = status.first_loss.map(|loss| format!("; it was {} at the start", error(loss)));
            let before = before.unwrap_or_default();
            format!("After {steps} {plural} {} misses a typical {thing} by {now}{before}.", lower(&model))
        }
        Lang::ZhHans => {
            let before = status.first_loss.map(|loss| format!("；起初差 {}", error(loss))).unwrap_or_default();
            format!("训练 {steps} 步后，{model}对每{thing}一般差 {now}{before}。")
        }
    };
    if let Some(held_out) = status.held_out_loss
        && held_out.is_finite()
    {
        let unseen = amount(held_out.sqrt(), quantity, lang);
        text += &match lang {
            Lang::En => format!(" On those held out: {unseen}."),
            Lang::ZhHans => format!("对留出的点差 {unseen}。"),
        };
    }
    text
}

fn diverged(why: Divergence, status: &Status, settings: &Settings, lang: Lang) -> String {
    let rate = shortest(settings.learning_rate);
    let step = grouped(status.step);
    let cause = match (why, lang) {
        (Divergence::Exploded, Lang::En) => format!("The loss has grown past all use at step {step}."),
        (Divergence::Exploded, Lang::ZhHans) => format!("到第 {step} 步，损失已大得没有意义。"),
        (Divergence::NonFinite, Lang::En) => format!("The loss is no longer a number at step {step}."),
        (Divergence::NonFinite, Lang::ZhHans) => format!("到第 {step} 步，损失已经不再是一个数。"),
    };
    // For a line and a polynomial the limit is known: 2 over the largest eigenvalue of the Hessian.
    let limit = status.rate_limit.filter(|limit| *limit < settings.learning_rate).map(short);
    let advice = match lang {
        Lang::En => format!(
            "It diverged: with a learning rate of {rate}{} every step leaps farther across the valley than the last. Lower the learning rate{}, then go back or rewind.",
            if settings.standardize { "" } else { " and data that are not standardized" },
            limit.map_or_else(String::new, |limit| format!(" below {limit}, the limit for these points"))
        ),
        Lang::ZhHans => format!(
            "训练发散了：学习率为 {rate}{}，每一步都比上一步跨得更远，越过谷底。请调小学习率{}，再退回或从头开始。",
            if settings.standardize { "" } else { "，数据又没有标准化" },
            limit.map_or_else(String::new, |limit| format!("（对这些点，上限是 {limit}）"))
        ),
    };
    format!("{cause}{}{advice}", lang.pick(" ", ""))
}

fn the_model(settings: &Settings, lang: Lang) -> String {
    match settings.model {
        Model::Line => lang.pick("The line", "这条直线"),
        Model::Polynomial => lang.pick("The polynomial", "这个多项式"),
        Model::Network => lang.pick("The network", "这个网络"),
    }
    .to_owned()
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

fn thing(quantity: &Quantity, lang: Lang) -> &'static str {
    match quantity {
        Quantity::Houses => lang.pick("house", "套房子"),
        _ => lang.pick("point", "个点"),
    }
}

/// A number in the units of y.
pub fn amount(y: f64, quantity: &Quantity, lang: Lang) -> String {
    match quantity {
        Quantity::Houses => format!("{} {}", short(y), lang.pick("k", "千")),
        _ => short(y),
    }
}
