//! Why something was refused, and what is allowed instead.

use crate::data::decimal::{scientific, shortest};
use crate::data::{MOST_MAGNITUDE, MOST_POINTS, PointFault};
use crate::session::knobs::{KNOBS, Kind, KnobError};
use crate::session::story::Chapter;
use crate::text::join::joined;
use crate::text::lang::Lang;
use crate::text::typed::formula_fault;

/// Why a knob's value was refused.
pub fn knob_error(error: &KnobError, lang: Lang) -> String {
    match error {
        KnobError::UnknownKey(key) => {
            let keys: Vec<&str> = KNOBS.iter().map(|k| k.key).collect();
            lang.say(
                "There is no setting “{0}”; the settings are {1}.",
                "没有“{0}”这个设置；可用的设置有 {1}。",
                &[key, &joined(&keys, comma(lang))],
            )
        }
        KnobError::NotAllowed { given, kind: Kind::Formula, .. } => formula_fault(given, lang),
        KnobError::NotAllowed { key, given, kind } => lang.say(
            "{0}: “{1}” is not allowed; it takes {2}.",
            "{0}：不能设为“{1}”，可取{2}。",
            &[key, given, &allowed(*kind, lang)],
        ),
    }
}

/// What stands between the words of a list.
pub(super) fn comma(lang: Lang) -> &'static str {
    lang.pick(", ", "、")
}

fn allowed(kind: Kind, lang: Lang) -> String {
    match kind {
        Kind::Choice(words) => lang.say("one of {0}", " {0} 之一", &[&joined(words, comma(lang))]),
        Kind::Whole { min, max, .. } => {
            lang.say("a whole number from {0} to {1}", " {0} 到 {1} 的整数", &[&shortest(min), &shortest(max)])
        }
        Kind::Real { min, max, .. } => {
            lang.say("a number from {0} to {1}", " {0} 到 {1} 的数", &[&shortest(min), &shortest(max)])
        }
        Kind::Choices(words, most) => lang.say(
            "at most {1} words separated by commas, each one of {0} or empty",
            " 至多 {1} 个词，用逗号分隔，每个是 {0} 之一，或留空",
            &[&joined(words, comma(lang)), &most.to_string()],
        ),
        Kind::Set(words) => lang.say(
            "one or more of {0}, separated by commas",
            " {0} 中的一个或几个，用逗号分隔",
            &[&joined(words, comma(lang))],
        ),
        Kind::Switch => lang.pick("true or false", " true 或 false").to_owned(),
        Kind::Ranges { last } => lang.say(
            "places from 0 to {0} and ranges of them, separated by commas, such as 0-3,7",
            " 0 到 {0} 的序号和序号范围，用逗号分隔，例如 0-3,7",
            &[&last.to_string()],
        ),
        Kind::Formula => lang.pick("a formula of x, such as 900 - 24*x", " x 的公式，例如 900 - 24*x").to_owned(),
        Kind::Interval => {
            lang.pick("two numbers, such as 20 to 30, or nothing", "两个数，例如 20 到 30，或留空").to_owned()
        }
        Kind::Widths { layers, units } => lang.say(
            "at most {0} widths from 1 to {1}, separated by commas, such as 8,8",
            "最多 {0} 个宽度，每个 1 到 {1}，用逗号分隔，例如 8,8",
            &[&layers.to_string(), &units.to_string()],
        ),
    }
}

/// Why points given by script were refused.
pub fn point_fault(fault: &PointFault, lang: Lang) -> String {
    match *fault {
        PointFault::TooMany { found } => too_many(found, lang),
        PointFault::NotFinite { index } => lang.say(
            "points[{0}]: x and y must be finite numbers.",
            "points[{0}]：x 和 y 必须是有限数。",
            &[&index.to_string()],
        ),
        PointFault::TooLarge { index } => lang.say(
            "points[{0}]: x and y must lie within ±{1}.",
            "points[{0}]：x 和 y 必须在 ±{1} 之内。",
            &[&index.to_string(), &scientific(MOST_MAGNITUDE)],
        ),
    }
}

fn too_many(found: usize, lang: Lang) -> String {
    lang.say(
        "{0} points are too many: at most {1} fit.",
        "{0} 个点太多了：最多 {1} 个。",
        &[&found.to_string(), &MOST_POINTS.to_string()],
    )
}

/// Why a call of `globalThis.kittengrad` was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misuse {
    /// `setPoints` wants an array of `{x, y, heldOut}`.
    Points,
    /// `readTable` and `importTable` want a text or bytes, and options.
    Table,
    /// `step` wants a whole number of steps.
    Steps,
    /// `seek` wants a step.
    Seek,
    /// `predict` wants numbers.
    Xs,
    /// `predict` wants places, where a class is asked for.
    Places,
    /// `set` wants a string, a number or a boolean.
    Value,
    /// A call for a laboratory that is not open or not there yet, or not with these numbers.
    Laboratory,
    /// `unpin` wants the letter of a pin.
    Unpin,
    /// `setParameters` wants this many finite numbers.
    Parameters {
        /// How many the model has.
        wanted: usize,
        /// How many were given.
        given: usize,
    },
    /// `race` wants a list of settings.
    Race {
        /// How many at most.
        most: usize,
    },
    /// No lane of a race has this otherwise.
    NoLane {
        /// The knob's key.
        key: &'static str,
    },
    /// `explain` wants the index of a point.
    Explain {
        /// How many there are.
        points: usize,
    },
    /// `setParameter` wants the place of a parameter and a finite number.
    Parameter {
        /// The place of the model's last parameter.
        last: usize,
    },
    /// `freeze` wants the place of a parameter, and true or false.
    Freeze {
        /// The place of the model's last parameter.
        last: usize,
    },
    /// `open` wants the key of a chapter.
    Chapter,
    /// `guess` wants the place of an answer.
    Guess {
        /// How many answers the chapter's question has.
        answers: usize,
    },
}

/// The most steps that one call may take.
pub const MOST_STEPS: u32 = 1_000_000;

/// Why a call was refused.
pub fn misuse(misuse: Misuse, lang: Lang) -> String {
    match misuse {
        Misuse::Points => lang.pick(
            "setPoints takes an array of objects {x, y} or {x1, x2, label}, each maybe with heldOut: numbers, label 0 or 1, heldOut true or false.",
            "setPoints 需要一个数组，元素形如 {x, y} 或 {x1, x2, label}，可以带 heldOut：x、y、x1、x2 是数字，label 是 0 或 1，heldOut 是 true 或 false。",
        ),
        Misuse::Table => lang.pick(
            "readTable and importTable take a text or bytes (Uint8Array or ArrayBuffer), and options {x, y, label, header, decimal, encoding} as README.md lists them.",
            "readTable 和 importTable 需要文本或字节（Uint8Array 或 ArrayBuffer），以及 README.md 所列的选项 {x, y, label, header, decimal, encoding}。",
        ),
        Misuse::Steps => {
            return lang.say(
                "step takes a whole number from 1 to {0}.",
                "step 需要 1 到 {0} 的整数。",
                &[&MOST_STEPS.to_string()],
            );
        }
        Misuse::Seek => lang.pick("seek takes a whole number, 0 or more.", "seek 需要 0 或更大的整数。"),
        Misuse::Xs => lang.pick("predict takes an array of finite numbers.", "predict 需要一个由有限数组成的数组。"),
        Misuse::Places => lang.pick(
            "Where a class is asked for, predict takes an array of pairs [x1, x2] of finite numbers.",
            "分类时，predict 需要一个数组，每个元素是一对有限数 [x1, x2]。",
        ),
        Misuse::Value => lang
            .pick("set takes a key and a string, a number or a boolean.", "set 需要一个键，以及字符串、数字或布尔值。"),
        Misuse::Unpin => lang.pick(
            "unpin takes the letter of a pinned curve, such as \"A\".",
            "unpin 需要一条已保留曲线的字母，例如 \"A\"。",
        ),
        Misuse::Parameters { wanted, given } => {
            return lang.say(
                "setParameters takes {0} finite numbers for this model; {1} usable ones were given.",
                "对当前模型，setParameters 需要 {0} 个有限数；给出的可用数字有 {1} 个。",
                &[&wanted.to_string(), &given.to_string()],
            );
        }
        Misuse::Race { most } => {
            return lang.say(
                "race takes a list of at most {0} settings, each an object as layers: \"64\" or model: \"line\"; an empty one ends it.",
                "race 需要一个列表，最多 {0} 项设置，每项是一个对象，如 layers: \"64\" 或 model: \"line\"；空列表结束比赛。",
                &[&most.to_string()],
            );
        }
        Misuse::NoLane { key } => {
            return lang.say(
                "All lanes of a race have the same {0}.",
                "比赛中各道的 {0} 相同，不能单独设置。",
                &[key],
            );
        }
        Misuse::Explain { points: 0 } => {
            lang.pick("explain needs a point, and there is none.", "explain 需要一个点，现在一个也没有。")
        }
        Misuse::Explain { points } => {
            return lang.say(
                "explain takes the index of a point, a whole number from 0 to {0}.",
                "explain 需要一个点的编号：0 到 {0} 的整数。",
                &[&(points - 1).to_string()],
            );
        }
        Misuse::Parameter { last } => {
            return lang.say(
                "setParameter takes the place of a parameter, a whole number from 0 to {0} for this model, and a finite number.",
                "setParameter 需要参数的序号（对当前模型是 0 到 {0} 的整数）和一个有限数。",
                &[&last.to_string()],
            );
        }
        Misuse::Freeze { last } => {
            return lang.say(
                "freeze takes the place of a parameter, a whole number from 0 to {0} for this model, and true or false.",
                "freeze 需要参数的序号（对当前模型是 0 到 {0} 的整数）和 true 或 false。",
                &[&last.to_string()],
            );
        }
        Misuse::Laboratory => lang.pick(
            "This is for a laboratory: open(\"cat\"), wait until status() answers, and give the numbers that README.md lists.",
            "这个调用属于实验室：先 open(\"cat\")，等 status() 有回答，再按 README.md 给出数值。",
        ),
        Misuse::Chapter => {
            let keys = Chapter::ALL.map(Chapter::key);
            return lang.say("open takes one of {0}.", "open 需要 {0} 之一。", &[&joined(&keys, comma(lang))]);
        }
        Misuse::Guess { answers } => {
            return lang.say(
                "guess takes the place of an answer, from 0 on; there are {0} here.",
                "guess 需要答案的序号，从 0 开始；这里有 {0} 个答案。",
                &[&answers.to_string()],
            );
        }
    }
    .to_owned()
}
