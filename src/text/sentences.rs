//! The sentences with numbers in them: the verdict, formulas, what was wrong with an input.

use super::Lang;
use super::number::{fixed, grouped, short};
use crate::data::decimal::{scientific, shortest};
use crate::data::{CsvError, MOST_MAGNITUDE, MOST_POINTS, PointFault, RowFault};
use crate::learn::Activation;
use crate::session::knobs::{Kind, KnobError};
use crate::session::{Divergence, HeldNeuron, Model, Notice, Settings, State, Status};
use crate::snapshot::Quantity;

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
    (tone, format!("{opening}{}{body}", lang.pick(" ", "")))
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
    let [before, now] = [status.first_loss, status.train_loss].map(|loss| amount(loss.max(0.0).sqrt(), quantity, lang));
    let (model, thing) = (the_model(settings, lang), thing(quantity, lang));
    let mut text = match lang {
        Lang::En => {
            let plural = if status.step == 1 { "step" } else { "steps" };
            format!(
                "After {steps} {plural} {} misses a typical {thing} by {now}; it was {before} at the start.",
                lower(&model)
            )
        }
        Lang::ZhHans => format!("训练 {steps} 步后，{model}对每{thing}一般差 {now}；起初差 {before}。"),
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
    let advice = match lang {
        Lang::En => format!(
            "It diverged: with a learning rate of {rate}{} every step leaps farther across the valley than the last. Lower the learning rate, then go back or rewind.",
            if settings.standardize { "" } else { " and data that are not standardized" }
        ),
        Lang::ZhHans => format!(
            "训练发散了：学习率为 {rate}{}，每一步都比上一步跨得更远，越过谷底。请调小学习率，再退回或从头开始。",
            if settings.standardize { "" } else { "，数据又没有标准化" }
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
    letters
        .next()
        .map_or_else(String::new, |first| std::iter::once(first.to_ascii_lowercase()).chain(letters).collect())
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

/// "price = −23.4 · distance + 912", or the powers of x of a polynomial; empty for a network.
pub fn formula(status: &Status, quantity: &Quantity, lang: Lang) -> String {
    let Some(coefficients) = &status.coefficients else { return String::new() };
    let (x, y) = match quantity {
        Quantity::Houses => (lang.pick("distance", "距离"), lang.pick("price", "房价")),
        Quantity::Named(x, y) => (*x, *y),
        Quantity::Plain => ("x", "y"),
    };
    let mut text = format!("{y} =");
    for (power, c) in coefficients.iter().enumerate().rev() {
        let first = power + 1 == coefficients.len();
        let sign = match (first, *c < 0.0) {
            (true, true) => " −",
            (true, false) => " ",
            (false, true) => " − ",
            (false, false) => " + ",
        };
        text += sign;
        text += &short(c.abs());
        match power {
            0 => {}
            1 => text += &format!(" · {x}"),
            _ => text += &format!(" · {x}{}", superscript(power)),
        }
    }
    text
}

fn superscript(power: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    power.to_string().bytes().map(|d| DIGITS[usize::from(d - b'0')]).collect()
}

/// What a neuron computes, with today's numbers in it.
pub fn neuron(held: &HeldNeuron, polynomial: bool, lang: Lang) -> String {
    let number = held.neuron + 1;
    if held.column == 0 {
        return match (polynomial, lang) {
            (false, _) => lang.pick("The input x, as the model sees it.", "输入 x，模型看到的样子。").to_owned(),
            (true, Lang::En) => format!("Basis function φ{}: a polynomial of degree {number}.", subscript(number)),
            (true, Lang::ZhHans) => format!("基函数 φ{}：一个 {number} 次多项式。", subscript(number)),
        };
    }
    let name = match (held.column + 1 == held.columns, lang) {
        (true, _) => lang.pick("Output", "输出").to_owned(),
        (false, Lang::En) => format!("Layer {}, neuron {number}", held.column),
        (false, Lang::ZhHans) => format!("第 {} 层第 {number} 个神经元", held.column),
    };
    const SHOWN: usize = 4;
    let symbol = if held.column == 1 { if polynomial { 'φ' } else { 'x' } } else { 'a' };
    let one = held.weights.len() == 1;
    let mut sum = String::new();
    for (i, w) in held.weights.iter().take(SHOWN).enumerate() {
        sum += match (i, *w < 0.0) {
            (0, true) => "−",
            (0, false) => "",
            (_, true) => " − ",
            (_, false) => " + ",
        };
        let index = if one && symbol == 'x' { String::new() } else { subscript(i + 1) };
        sum += &format!("{}·{symbol}{index}", short(f64::from(w.abs())));
    }
    if held.weights.len() > SHOWN {
        sum += &match lang {
            Lang::En => format!(" + … ({} more)", held.weights.len() - SHOWN),
            Lang::ZhHans => format!(" + …（另 {} 项）", held.weights.len() - SHOWN),
        };
    }
    sum += &format!(" {} {}", if held.bias < 0.0 { "−" } else { "+" }, short(f64::from(held.bias.abs())));
    let value = held.value.map_or_else(String::new, |a| format!(" = {}", short(a.into())));
    let applied = match held.activation {
        Activation::Linear => sum,
        Activation::Relu => format!("ReLU({sum})"),
        Activation::LeakyRelu => format!("{}({sum})", lang.pick("leaky ReLU", "带泄漏的 ReLU")),
        Activation::Tanh => format!("tanh({sum})"),
        Activation::Sigmoid => format!("sigmoid({sum})"),
    };
    let dead = if held.dead {
        lang.pick(
            ". Dead: it answers 0 at every training point and cannot learn.",
            "。已死：对所有训练点都输出 0，不再学习。",
        )
    } else {
        ""
    };
    format!("{name}{}a = {applied}{value}{dead}", lang.pick(": ", "："))
}

fn subscript(index: usize) -> String {
    const DIGITS: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    index.to_string().bytes().map(|d| DIGITS[usize::from(d - b'0')]).collect()
}

/// What the loss surface shows.
pub fn surface_caption(plane: crate::snapshot::Plane, lang: Lang) -> String {
    use crate::snapshot::Plane;
    match (plane, lang) {
        (Plane::Exact | Plane::Centred, _) => {
            lang.pick("both parameters · drag the ball", "两个参数 · 可拖动圆点").to_owned()
        }
        (Plane::Path { dimensions } | Plane::Weights { dimensions, .. }, Lang::En) => {
            format!("a 2-D slice of {} dimensions", grouped(dimensions as u64))
        }
        (Plane::Path { dimensions } | Plane::Weights { dimensions, .. }, Lang::ZhHans) => {
            format!("{} 维空间的一个二维切片", grouped(dimensions as u64))
        }
    }
}

/// Where the point that was moved, added or removed is now.
pub fn point(index: usize, x: f64, y: f64, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Point {}: x {}, y {}", index + 1, fixed(x, 2), short(y)),
        Lang::ZhHans => format!("第 {} 个点：x {}，y {}", index + 1, fixed(x, 2), short(y)),
    }
}

/// Why a knob's value was refused.
pub fn knob_error(error: &KnobError, lang: Lang) -> String {
    match error {
        KnobError::UnknownKey(key) => {
            let keys: Vec<&str> = crate::session::knobs::KNOBS.iter().map(|k| k.key).collect();
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

/// The losses that were recorded at a step.
pub fn losses_at(step: u64, entry: &crate::snapshot::LossEntry, lang: Lang) -> String {
    let (step, train) = (grouped(step), short(entry.train.last.into()));
    let held_out = entry.held_out.map(|h| short(h.last.into()));
    match (lang, held_out) {
        (Lang::En, None) => format!("Step {step}: training loss {train}"),
        (Lang::En, Some(held)) => format!("Step {step}: training loss {train}, held-out loss {held}"),
        (Lang::ZhHans, None) => format!("第 {step} 步：训练损失 {train}"),
        (Lang::ZhHans, Some(held)) => format!("第 {step} 步：训练损失 {train}，留出集损失 {held}"),
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

/// The names of the two columns.
pub fn column_names(quantity: &Quantity, lang: Lang) -> (String, String) {
    let (x, y) = match quantity {
        Quantity::Houses => (lang.pick("distance", "距离"), lang.pick("price", "房价")),
        Quantity::Named(x, y) => (*x, *y),
        Quantity::Plain => ("x", "y"),
    };
    (x.to_owned(), y.to_owned())
}
