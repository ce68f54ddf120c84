//! How training is going, in one or two sentences.

use super::fit::{fit, missing};
use crate::data::decimal::shortest;
use crate::session::knobs::LEAST_RATE;
use crate::session::{Divergence, Fit, Model, Notice, OptimizerKind, ScheduleKind, Settings, State, Status, Trend};
use crate::text::Lang;
use crate::text::number::{grouped, short};
use crate::view::Quantity;

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
    let tone = match (status.trend, status.state) {
        _ if status.step == 0 => Tone::Calm,
        (Trend::Oscillating { .. } | Trend::Rising, _) => Tone::Warn,
        _ if matches!(status.fit, Fit::Overfit { .. }) => Tone::Warn,
        _ if matches!(status.fit, Fit::Underfit { .. }) => Tone::Calm,
        _ if matches!(status.fit, Fit::Good { .. }) => Tone::Good,
        (Trend::Best | Trend::ThroughAll, _) => Tone::Good,
        (Trend::Unknown | Trend::Improving, State::Running) => Tone::Good,
        _ => Tone::Calm,
    };
    let body = if status.step == 0 {
        misses(status, settings, quantity, lang)
    } else {
        fit(status, settings, quantity, lang).unwrap_or_else(|| progress(status, settings, quantity, lang))
    };
    let undetermined = match status.one_place {
        true => lang.pick(
            " All training points have the same x, so nothing tells how y changes with it.",
            "所有训练点的 x 都相同，看不出 y 怎样随 x 变化。",
        ),
        false => "",
    };
    (tone, [&joined(opening, &body, lang), undetermined].concat())
}

/// Two sentences; either may be missing.
fn joined(first: String, second: &str, lang: Lang) -> String {
    let space = if first.is_empty() || second.is_empty() { "" } else { lang.pick(" ", "") };
    first + space + second
}

fn opening(status: &Status, settings: &Settings, lang: Lang) -> String {
    let (en, zh) = match (status.state, status.notice) {
        (State::Running, notice) if !is_news(notice) => return trend(status, settings, lang),
        (_, Notice::Ready) => ("Nothing has been learned yet. Press Play.", "还什么都没学。按“开始”试试。"),
        (_, Notice::Hidden) => {
            ("Paused, because the page was hidden. Press Play to go on.", "页面被隐藏，训练已暂停。按“开始”继续。")
        }
        (_, Notice::Rewound) => {
            ("Back at the same start. Play repeats the run exactly.", "回到了同一个起点。再按“开始”，过程会完全重现。")
        }
        (_, Notice::Recovered) => (
            "Back at the last good step. Try a smaller learning rate.",
            "已回到最后正常的一步。换一个更小的学习率试试。",
        ),
        (_, Notice::NewRun) => ("Other points: training starts anew.", "换了数据，训练从头开始。"),
        (_, Notice::NewModel) => {
            let parameters = grouped(status.parameters as u64);
            return lang.say(
                "{0} with {1} parameters: training starts anew.",
                "{0}，共 {1} 个参数，训练从头开始。",
                &[&a_model(settings, lang), &parameters],
            );
        }
        (_, Notice::Placed) => {
            ("You set the parameters. Training starts anew from here.", "参数由你设定，训练将从这里重新开始。")
        }
        (_, Notice::Points) => ("The points have been replaced.", "数据点已替换。"),
        (_, Notice::Imported) => {
            let points = grouped(status.points as u64);
            return lang.say("Read {0} points. Press Play.", "读入了 {0} 个点。按“开始”训练。", &[&points]);
        }
        (_, Notice::Regrown) => {
            let degree = settings.degree.to_string();
            return lang.say(
                "Degree {0} now; the curve goes on from where it was.",
                "现在是 {0} 次多项式，曲线从原处继续。",
                &[&degree],
            );
        }
        (_, Notice::LookingBack) => {
            return lang.say(
                "Looking back at step {0} of {1}. Play goes on from here.",
                "正在回看第 {0} 步（共 {1} 步）。按“开始”就从这里继续。",
                &[&grouped(status.sought_step), &grouped(status.last_step)],
            );
        }
        (_, Notice::StoppedEarly) => {
            return lang.say(
                "Stopped early: since step {0} the held-out loss has not come down, up to step {1}. This is step {0} again.",
                "提前停止：第 {0} 步以后，直到第 {1} 步，留出集损失再没有下降。现在回到了第 {0} 步。",
                &[&grouped(status.sought_step), &grouped(status.last_step)],
            );
        }
        (_, Notice::Undone) => ("Undone: all is as it was before.", "已撤销，一切恢复原样。"),
        (_, Notice::Redone) => ("Done again.", "已重做。"),
        (_, Notice::Playing | Notice::Paused) => {
            let paused = lang.pick("Paused.", "已暂停。").to_owned();
            if status.step == 0 || status.trend == Trend::Unknown {
                return paused;
            }
            return joined(paused, &trend(status, settings, lang), lang);
        }
    };
    lang.pick(en, zh).to_owned()
}

/// Where training is heading, and what to do where that is nowhere.
fn trend(status: &Status, settings: &Settings, lang: Lang) -> String {
    let percent = |share: f64| short(100.0 * share);
    match status.trend {
        // That it still improves on the points which it remembers is no praise.
        Trend::Unknown | Trend::Improving | Trend::Flat { .. } | Trend::Best | Trend::ThroughAll
            if matches!(status.fit, Fit::Overfit { .. }) =>
        {
            String::new()
        }
        Trend::Unknown => lang.pick("Training.", "正在训练。").to_owned(),
        Trend::Improving => lang.pick("Improving.", "还在进步。").to_owned(),
        Trend::Flat { .. }
            if settings.schedule == ScheduleKind::Cosine && status.step >= u64::from(settings.schedule_steps) =>
        {
            lang.pick(
                "At rest: the schedule has brought the learning rate down to 0.",
                "已停下：学习率已按调度降到 0。",
            )
            .to_owned()
        }
        // Beside the words on the fit there is no room for more.
        Trend::Flat { steps } if !matches!(status.fit, Fit::Unknown(_)) => {
            lang.say("Flat for {0} steps.", "已走平 {0} 步。", &[&grouped(steps)])
        }
        Trend::Flat { steps } => lang.say(
            "Flat: in {0} steps the loss has fallen by less than 1 %.",
            "已经走平：最近 {0} 步，损失下降不到 1%。",
            &[&grouped(steps)],
        ),
        Trend::Oscillating { swing } => {
            // Of batches, whole epochs or frames lie between one recorded loss and the next.
            let (en, zh) = if settings.batch.is_some_and(|batch| batch < status.training_points) {
                (
                    "Oscillating: the loss jumps by {0} % at a time. A smaller learning rate or larger batches calm it.",
                    "正在震荡：损失每次上下跳动约 {0}%。调小学习率，或加大批量，就会平稳。",
                )
            } else if matches!(settings.optimizer, OptimizerKind::Momentum | OptimizerKind::Nesterov) {
                (
                    "Oscillating: the loss jumps by {0} % a step. A smaller learning rate or less momentum calms it.",
                    "正在震荡：损失每步上下跳动约 {0}%。调小学习率，或减小动量系数，就会平稳。",
                )
            } else {
                (
                    "Oscillating: the loss jumps by {0} % a step. A smaller learning rate calms it.",
                    "正在震荡：损失每步上下跳动约 {0}%。调小学习率就会平稳。",
                )
            };
            lang.say(en, zh, &[&percent(swing)])
        }
        Trend::Rising => lang
            .pick("Getting worse: the loss rises. Lower the learning rate.", "越来越差：损失在上升。请调小学习率。")
            .to_owned(),
        Trend::Best => {
            let (en, zh) = match settings.model {
                Model::Line => ("Solved: no line fits these points better.", "已解出：对这些点，没有更好的直线了。"),
                Model::Polynomial => {
                    ("Solved: no polynomial of this degree fits better.", "已解出：对这些点，没有更好的同次多项式了。")
                }
                Model::Network => {
                    ("Solved: no such network fits these points better.", "已解出：对这些点，没有更好的同类网络了。")
                }
            };
            lang.pick(en, zh).to_owned()
        }
        Trend::ThroughAll => {
            lang.pick("Solved: it goes through every training point.", "已解出：它穿过了每一个训练点。").to_owned()
        }
    }
}

/// What may happen while training runs, and is told for a while before it is said again how training goes.
fn is_news(notice: Notice) -> bool {
    matches!(notice, Notice::NewRun | Notice::NewModel | Notice::Regrown | Notice::Undone | Notice::Redone)
}

fn a_model(settings: &Settings, lang: Lang) -> String {
    let (en, zh, number) = match (settings.model, settings.layers.len()) {
        (Model::Line, _) => ("A line", "直线", 0),
        (Model::Polynomial, _) => ("A polynomial of degree {0}", "{0} 次多项式", settings.degree),
        (Model::Network, 0) => ("A network without a hidden layer", "没有隐藏层的网络", 0),
        (Model::Network, 1) => ("A network of 1 hidden layer", "有 1 个隐藏层的网络", 0),
        (Model::Network, n) => ("A network of {0} hidden layers", "有 {0} 个隐藏层的网络", n),
    };
    lang.say(en, zh, &[&number.to_string()])
}

/// "The line misses a typical house by 38 k."
fn misses(status: &Status, settings: &Settings, quantity: &Quantity, lang: Lang) -> String {
    let error = amount(status.train_error, quantity, lang);
    let (model, thing) = (the_model(settings, lang), thing(quantity, lang));
    lang.say("{0} misses a typical {1} by {2}.", "{0}对每{1}一般差 {2}。", &[model, thing, &error])
}

fn progress(status: &Status, settings: &Settings, quantity: &Quantity, lang: Lang) -> String {
    let steps = grouped(status.step);
    let error = |error: f64| amount(error, quantity, lang);
    let now = error(status.train_error);
    // Where it goes on well, how far it has come; else that is beside the point.
    let well = matches!(status.trend, Trend::Unknown | Trend::Improving);
    let before = status.first_error.filter(|_| well).map(error);
    let before = before.map(|error| lang.say("; it was {0} at the start", "；起初差 {0}", &[&error]));
    let mut text = lang.say(
        if status.step == 1 {
            "After {0} step {1} misses a typical {2} by {3}{4}."
        } else {
            "After {0} steps {1} misses a typical {2} by {3}{4}."
        },
        "训练 {0} 步后，{1}对每{2}一般差 {3}{4}。",
        &[&steps, &lower(the_model(settings, lang)), thing(quantity, lang), &now, &before.unwrap_or_default()],
    );
    if let Some(held_out) = status.held_out_error
        && held_out.is_finite()
    {
        text += &lang.say(" On those held out: {0}.", "对留出的点差 {0}。", &[&error(held_out)]);
    }
    text + &missing(status, quantity, lang)
}

fn diverged(why: Divergence, status: &Status, settings: &Settings, lang: Lang) -> String {
    let (en, zh) = match why {
        Divergence::Exploded => ("The loss has grown past all use at step {0}. ", "到第 {0} 步，损失已大得没有意义。"),
        Divergence::NonFinite => {
            ("The loss is no longer a number at step {0}. ", "到第 {0} 步，损失已经不再是一个数。")
        }
    };
    let cause = lang.say(en, zh, &[&grouped(status.step)]);
    if !settings.standardize && (status.step == 0 || status.rate_limit.is_some_and(|limit| limit < LEAST_RATE)) {
        // No rate that can be set would do.
        return cause
            + lang.pick(
                "The numbers are too large for training as they are. Switch Standardize on, or lower the degree of a polynomial.",
                "这些数太大，直接训练不了。请打开“标准化”，或降低多项式的次数。",
            );
    }
    // For a line and a polynomial the limit is known: 2 over the largest eigenvalue of the Hessian.
    let limit = status
        .rate_limit
        .filter(|limit| *limit < settings.learning_rate)
        .map(|limit| lang.say(" below {0}, the limit for these points", "（对这些点，上限是 {0}）", &[&short(limit)]));
    let raw = lang.pick(" and data that are not standardized", "，数据又没有标准化");
    let advice = lang.say(
        "It diverged: with a learning rate of {0}{1} every step leaps farther across the valley than the last. Lower the learning rate{2}, then go back or rewind.",
        "训练发散了：学习率为 {0}{1}，每一步都比上一步跨得更远，越过谷底。请调小学习率{2}，再退回或从头开始。",
        &[
            &shortest(settings.learning_rate),
            if settings.standardize { "" } else { raw },
            &limit.unwrap_or_default(),
        ],
    );
    cause + &advice
}

fn the_model(settings: &Settings, lang: Lang) -> &'static str {
    let (en, zh) = match settings.model {
        Model::Line => ("The line", "这条直线"),
        Model::Polynomial => ("The polynomial", "这个多项式"),
        Model::Network => ("The network", "这个网络"),
    };
    lang.pick(en, zh)
}

fn lower(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    text
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
        Quantity::Houses => short(y) + lang.pick(" k", " 千"),
        _ => short(y),
    }
}
