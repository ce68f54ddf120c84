//! How the verdict begins: what has just happened, or where training is heading.

use super::model::a_model;
use super::trend::trend;
use crate::session::{Model, Notice, Settings, State, Status, Trend};
use crate::text::join::joined;
use crate::text::lang::Lang;
use crate::text::number::grouped;
use crate::text::quantity::amount;
use crate::view::Quantity;

/// What has just happened, if that is news; else where training is heading. May be empty.
pub fn opening(status: &Status, settings: &Settings, quantity: &Quantity, lang: Lang) -> String {
    let tells_notice = match status.state {
        State::Running => is_news(status.notice),
        State::Paused | State::Diverged(_) => true,
    };
    if !tells_notice {
        return trend(status, settings, lang);
    }
    let (en, zh) = match status.notice {
        // A run that was found as it was left.
        Notice::Ready if status.step > 0 => return trend(status, settings, lang),
        Notice::Ready => ("Nothing has been learned yet. Press Play.", "还什么都没学。按“开始”试试。"),
        Notice::Hidden => {
            ("Paused, because the page was hidden. Press Play to go on.", "页面被隐藏，训练已暂停。按“开始”继续。")
        }
        Notice::Rewound => {
            ("Back at the same start. Play repeats the run exactly.", "回到了同一个起点。再按“开始”，过程会完全重现。")
        }
        Notice::Recovered => (
            "Back at the last good step. Try a smaller learning rate.",
            "已回到最后正常的一步。换一个更小的学习率试试。",
        ),
        Notice::NewRun => ("Other points: training starts anew.", "换了数据，训练从头开始。"),
        Notice::NewModel => {
            let parameters = grouped(status.parameters as u64);
            return lang.say(
                "{0} with {1} parameters: training starts anew.",
                "{0}，共 {1} 个参数，训练从头开始。",
                &[&a_model(settings, lang), &parameters],
            );
        }
        Notice::Placed => {
            ("You set the parameters. Training starts anew from here.", "参数由你设定，训练将从这里重新开始。")
        }
        Notice::Edited => ("Parameters set by hand. Play goes on from here.", "已手动设定参数。按“开始”就从这里继续。"),
        Notice::Points => ("The points have been replaced.", "数据点已替换。"),
        Notice::Imported => {
            let points = grouped(status.points as u64);
            let (en, zh) = match status.state {
                State::Running if status.points == 1 => {
                    ("Read 1 point: training starts anew.", "读入了 1 个点，训练从头开始。")
                }
                State::Paused | State::Diverged(_) if status.points == 1 => {
                    ("Read 1 point. Press Play.", "读入了 1 个点。按“开始”训练。")
                }
                State::Running => ("Read {0} points: training starts anew.", "读入了 {0} 个点，训练从头开始。"),
                State::Paused | State::Diverged(_) => {
                    ("Read {0} points. Press Play.", "读入了 {0} 个点。按“开始”训练。")
                }
            };
            return lang.say(en, zh, &[&points]);
        }
        Notice::Regrown => {
            let degree = settings.degree.to_string();
            return lang.say(
                "Degree {0} now; the curve goes on from where it was.",
                "现在是 {0} 次多项式，曲线从原处继续。",
                &[&degree],
            );
        }
        Notice::LookingBack => {
            return lang.say(
                "Looking back at step {0} of {1}. Play goes on from here.",
                "正在回看第 {0} 步（共 {1} 步）。按“开始”就从这里继续。",
                &[&grouped(status.sought_step), &grouped(status.last_step)],
            );
        }
        Notice::StoppedEarly => {
            return lang.say(
                "Stopped early: since step {0} the held-out loss has not come down, up to step {1}. This is step {0} again.",
                "提前停止：第 {0} 步以后，直到第 {1} 步，留出集损失再没有下降。现在回到了第 {0} 步。",
                &[&grouped(status.sought_step), &grouped(status.last_step)],
            );
        }
        Notice::Solved => return solved(status, settings, quantity, lang),
        Notice::NothingToGain if status.trend == Trend::Bouncing => return trend(status, settings, lang),
        Notice::NothingToGain => {
            return joined(&[nothing_to_gain(lang), trend(status, settings, lang)], lang.pick(" ", ""));
        }
        Notice::Undone => ("Undone: all is as it was before.", "已撤销，一切恢复原样。"),
        Notice::Redone => ("Done again.", "已重做。"),
        Notice::Playing | Notice::Paused => {
            let paused = lang.pick("Paused.", "已暂停。").to_owned();
            if status.step == 0 || status.trend == Trend::Unknown {
                return paused;
            }
            return joined(&[paused, trend(status, settings, lang)], lang.pick(" ", ""));
        }
    };
    lang.pick(en, zh).to_owned()
}

/// That it has stopped because there is nothing more to gain.
pub(super) fn nothing_to_gain(lang: Lang) -> String {
    lang.pick("Nothing more to gain.", "再训练也没有进步了。").to_owned()
}

/// What has been found.
fn solved(status: &Status, settings: &Settings, quantity: &Quantity, lang: Lang) -> String {
    let (en, zh) = match (status.trend, settings.model) {
        (Trend::Best, Model::Line) => ("It found the best line: ±{0}.", "它找到了最好的直线：一般相差 {0}。"),
        (Trend::Best, Model::Polynomial) => {
            ("It found the best polynomial of degree {1}: ±{0}.", "它找到了最好的 {1} 次多项式：一般相差 {0}。")
        }
        (Trend::Best, Model::Network) => {
            ("It found the best that such a network can do: ±{0}.", "它找到了这种网络能给出的最好结果：一般相差 {0}。")
        }
        (Trend::ThroughAll, _) if status.classes.is_some() => {
            ("It gets every training sample right, and is sure of each.", "它分对了每一个训练样本，而且个个都有把握。")
        }
        (Trend::ThroughAll, _) => ("It goes through every training point.", "它穿过了每一个训练点。"),
        (
            Trend::Unknown
            | Trend::Improving
            | Trend::Flat { .. }
            | Trend::Oscillating { .. }
            | Trend::Bouncing
            | Trend::Rising,
            _,
        ) => return trend(status, settings, lang),
    };
    lang.say(en, zh, &[&amount(status.train_error, quantity, lang), &settings.degree.to_string()])
}

/// Whether a notice is told while training runs: for a while it takes the place of where training is heading.
fn is_news(notice: Notice) -> bool {
    match notice {
        Notice::NewRun | Notice::NewModel | Notice::Imported | Notice::Regrown | Notice::Undone | Notice::Redone => {
            true
        }
        Notice::Ready
        | Notice::Playing
        | Notice::Paused
        | Notice::Hidden
        | Notice::Rewound
        | Notice::Recovered
        | Notice::Placed
        | Notice::Edited
        | Notice::Points
        | Notice::LookingBack
        | Notice::StoppedEarly
        | Notice::Solved
        | Notice::NothingToGain => false,
    }
}
