//! Why something was refused, and what is allowed instead.

use crate::data::decimal::{scientific, shortest};
use crate::data::{CsvError, MOST_MAGNITUDE, MOST_POINTS, PointFault, RowFault};
use crate::session::knobs::{KNOBS, Kind, KnobError};
use crate::text::Lang;

/// Why a knob's value was refused.
pub fn knob_error(error: &KnobError, lang: Lang) -> String {
    match error {
        KnobError::UnknownKey(key) => {
            let keys: Vec<&str> = KNOBS.iter().map(|k| k.key).collect();
            match lang {
                Lang::En => format!("There is no setting “{key}”; the settings are {}.", keys.join(", ")),
                Lang::ZhHans => format!("没有“{key}”这个设置；可用的设置有 {}。", keys.join("、")),
            }
        }
        KnobError::NotAllowed { key, given, kind } => match lang {
            Lang::En => format!("{key}: “{given}” is not allowed; it takes {}.", allowed(*kind, lang)),
            Lang::ZhHans => format!("{key}：不能设为“{given}”，可取{}。", allowed(*kind, lang)),
        },
    }
}

fn allowed(kind: Kind, lang: Lang) -> String {
    match (kind, lang) {
        (Kind::Choice(words), Lang::En) => format!("one of {}", words.join(", ")),
        (Kind::Choice(words), Lang::ZhHans) => format!(" {} 之一", words.join("、")),
        (Kind::Whole { min, max, .. } | Kind::Real { min, max, .. }, _) => {
            let (min, max) = (shortest(min), shortest(max));
            let whole = matches!(kind, Kind::Whole { .. });
            match lang {
                Lang::En => format!("a {}number from {min} to {max}", if whole { "whole " } else { "" }),
                Lang::ZhHans => format!(" {min} 到 {max} 的{}数", if whole { "整" } else { "" }),
            }
        }
        (Kind::Switch, _) => lang.pick("true or false", " true 或 false").to_owned(),
        (Kind::Widths { layers, units }, Lang::En) => {
            format!("at most {layers} widths from 1 to {units}, separated by commas, such as 8,8")
        }
        (Kind::Widths { layers, units }, Lang::ZhHans) => {
            format!("最多 {layers} 个宽度，每个 1 到 {units}，用逗号分隔，例如 8,8")
        }
    }
}

/// Why points given by script were refused.
pub fn point_fault(fault: &PointFault, lang: Lang) -> String {
    match (*fault, lang) {
        (PointFault::TooMany { found }, _) => too_many(found, lang),
        (PointFault::NotFinite { index }, Lang::En) => format!("points[{index}]: x and y must be finite numbers."),
        (PointFault::NotFinite { index }, Lang::ZhHans) => format!("points[{index}]：x 和 y 必须是有限数。"),
        (PointFault::TooLarge { index }, Lang::En) => {
            format!("points[{index}]: x and y must lie within ±{}.", scientific(MOST_MAGNITUDE))
        }
        (PointFault::TooLarge { index }, Lang::ZhHans) => {
            format!("points[{index}]：x 和 y 必须在 ±{} 之内。", scientific(MOST_MAGNITUDE))
        }
    }
}

fn too_many(found: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{found} points are too many: at most {MOST_POINTS} fit."),
        Lang::ZhHans => format!("{found} 个点太多了：最多 {MOST_POINTS} 个。"),
    }
}

/// Why a table was refused.
pub fn csv_error(error: &CsvError, lang: Lang) -> String {
    let kept = lang.pick(" Your points are as they were.", "原来的数据点没有变。");
    let what = match error {
        CsvError::Empty => lang.pick("There is no row of numbers in it.", "里面没有一行数字。").to_owned(),
        CsvError::TooMany { found } => too_many(*found, lang),
        CsvError::BadRow { line, reason, text } => {
            let reason = row_fault(*reason, text, lang);
            match lang {
                Lang::En => format!("Line {line}: {reason}."),
                Lang::ZhHans => format!("第 {line} 行：{reason}。"),
            }
        }
    };
    what + kept
}

fn row_fault(fault: RowFault, text: &str, lang: Lang) -> String {
    match (fault, lang) {
        (RowFault::Cells { found, expected }, Lang::En) => format!("“{text}” has {found} cells instead of {expected}"),
        (RowFault::Cells { found, expected }, Lang::ZhHans) => format!("“{text}”有 {found} 格，应为 {expected} 格"),
        (RowFault::Blank, _) => lang.pick("x or y is missing", "缺少 x 或 y").to_owned(),
        (RowFault::NotANumber, Lang::En) => format!("“{text}” is not a number"),
        (RowFault::NotANumber, Lang::ZhHans) => format!("“{text}”不是数字"),
        (RowFault::NotFinite, Lang::En) => format!("“{text}” is not a finite number"),
        (RowFault::NotFinite, Lang::ZhHans) => format!("“{text}”不是有限数"),
        (RowFault::TooLarge, Lang::En) => format!("“{text}” is beyond ±{}", scientific(MOST_MAGNITUDE)),
        (RowFault::TooLarge, Lang::ZhHans) => format!("“{text}”超出了 ±{}", scientific(MOST_MAGNITUDE)),
        (RowFault::DecimalMark, Lang::En) => format!("“{text}” has another decimal mark than the other rows"),
        (RowFault::DecimalMark, Lang::ZhHans) => format!("“{text}”的小数点与其他行不同"),
        (RowFault::AmbiguousNumber, Lang::En) => {
            format!("“{text}” may have a decimal mark or part thousands; write it without")
        }
        (RowFault::AmbiguousNumber, Lang::ZhHans) => {
            format!("“{text}”中的符号可能是小数点，也可能是千位分隔；请去掉它")
        }
        (RowFault::AmbiguousSpace, Lang::En) => format!("a space in “{text}” may part two columns or thousands"),
        (RowFault::AmbiguousSpace, Lang::ZhHans) => format!("“{text}”中的空格可能分隔两列，也可能分隔千位"),
        (RowFault::HeldOut, Lang::En) => {
            format!("“{text}” does not say whether the point is held out (0, 1, true, false)")
        }
        (RowFault::HeldOut, Lang::ZhHans) => format!("“{text}”没有说明该点是否留出（0、1、true、false）"),
    }
}

/// Why a call of `globalThis.kittengrad` was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misuse {
    /// `setPoints` wants an array of `{x, y, heldOut}`.
    Points,
    /// `step` wants a whole number of steps.
    Steps,
    /// `predict` wants numbers.
    Xs,
    /// `set` wants a string, a number or a boolean.
    Value,
    /// `setParameters` wants so many finite numbers.
    Parameters {
        /// How many the model has.
        wanted: usize,
        /// How many were given.
        given: usize,
    },
}

/// The most steps that one call may take.
pub const MOST_STEPS: u32 = 1_000_000;

/// The sentence for it.
pub fn misuse(misuse: Misuse, lang: Lang) -> String {
    match (misuse, lang) {
        (Misuse::Points, Lang::En) => {
            "setPoints takes an array of objects {x, y} or {x, y, heldOut}: x and y numbers, heldOut true or false."
                .to_owned()
        }
        (Misuse::Points, Lang::ZhHans) => {
            "setPoints 需要一个数组，元素形如 {x, y} 或 {x, y, heldOut}：x、y 是数字，heldOut 是 true 或 false。"
                .to_owned()
        }
        (Misuse::Steps, Lang::En) => format!("step takes a whole number from 1 to {MOST_STEPS}."),
        (Misuse::Steps, Lang::ZhHans) => format!("step 需要 1 到 {MOST_STEPS} 的整数。"),
        (Misuse::Xs, Lang::En) => "predict takes an array of finite numbers.".to_owned(),
        (Misuse::Xs, Lang::ZhHans) => "predict 需要一个由有限数组成的数组。".to_owned(),
        (Misuse::Value, Lang::En) => "set takes a key and a string, a number or a boolean.".to_owned(),
        (Misuse::Value, Lang::ZhHans) => "set 需要一个键，以及字符串、数字或布尔值。".to_owned(),
        (Misuse::Parameters { wanted, given }, Lang::En) => {
            format!("setParameters takes {wanted} finite numbers for this model; {given} usable ones were given.")
        }
        (Misuse::Parameters { wanted, given }, Lang::ZhHans) => {
            format!("对当前模型，setParameters 需要 {wanted} 个有限数；给出的可用数字有 {given} 个。")
        }
    }
}

/// A file that cannot be a table of points.
pub fn file_too_large(lang: Lang) -> String {
    lang.pick("The file is too large: at most 4 MB are read.", "文件太大：最多读取 4 MB。").to_owned()
}

/// A file that the browser could not read.
pub fn file_unreadable(lang: Lang) -> String {
    lang.pick("The file could not be read.", "无法读取这个文件。").to_owned()
}
