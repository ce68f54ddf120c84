//! A table that is looked at before it is used: what was understood, what is doubtful, what is left out, and what cannot be read.

use super::lang::Lang;
use super::number::grouped;
use crate::data::MOST_MAGNITUDE;
use crate::data::decimal::scientific;
use crate::data::table::encoding::Other;
use crate::data::table::{CellFault, Column, Delimiter, Doubt, Kind, Mark, Pick, Reading, Unread, Why, positive};
use crate::session::brought::Correct;

/// How many rows become points, and of which columns, where there are more than two: not all of them may be in sight.
pub fn summary(reading: &Reading, lang: Lang) -> String {
    let counted = counted(reading, lang);
    if reading.columns.len() <= 2 {
        return counted;
    }
    let name = |pick: Pick| match pick {
        Pick::Row => row(lang).to_owned(),
        Pick::Column(at) => reading.columns.get(at).map_or_else(String::new, |named| column(named, at, lang)),
    };
    let columns = lang.say(" x: {0}, y: {1}.", "x：{0}，y：{1}。", &[&name(reading.x), &name(reading.y)]);
    counted + &columns
}

fn counted(reading: &Reading, lang: Lang) -> String {
    let (points, rows) = (grouped(reading.points.len() as u64), grouped(reading.rows as u64));
    if reading.sampled {
        return lang.say(
            "{0} of {1} rows become points: a sample, drawn by the seed.",
            "{1} 行中取 {0} 行作为数据点：按随机种子抽样。",
            &[&points, &rows],
        );
    }
    match (reading.points.len(), reading.rows) {
        (1, 1) => lang.pick("1 row becomes a point.", "1 行，成为 1 个点。").to_owned(),
        (taken, all) if taken == all => {
            lang.say("All {0} rows become points.", "共 {0} 行，全部成为数据点。", &[&rows])
        }
        (taken, all) => lang.say(
            "{0} of {1} rows become points; {2} left out.",
            "{1} 行中有 {0} 行成为数据点，{2} 行略去。",
            &[&points, &rows, &grouped((all - taken) as u64)],
        ),
    }
}

/// What the class is that is asked for, where a column tells it.
pub fn classes(reading: &Reading, lang: Lang) -> String {
    let Some(column) = reading.label.and_then(|at| reading.columns.get(at)) else { return String::new() };
    let values: Vec<&str> = column.values.iter().map(String::as_str).collect();
    let Some(asked) = values.get(positive(&values)) else { return String::new() };
    lang.say("The model is asked whether it is “{0}”.", "要模型判断的是：是不是“{0}”。", &[asked])
}

/// How many lines of a text are not among the points.
pub fn left_out(lines: usize, lang: Lang) -> String {
    let count = grouped(lines as u64);
    lang.say(if lines == 1 { "{0} line left out" } else { "{0} lines left out" }, "略去 {0} 行", &[&count])
}

/// A line that is not among the points, and why.
pub fn why(why: Why, lang: Lang) -> String {
    let (en, zh) = match why {
        Why::Above => ("stands above the table", "在表格上方"),
        Why::Note => ("a remark", "是备注"),
        Why::Units => ("the units", "是单位"),
        Why::Names => ("the names once more", "重复的列名"),
        Why::Total => ("a total or a mean", "是合计或平均"),
        Why::Cells => ("more cells than columns", "单元格比列多"),
        Why::NoClass => ("the class is missing", "缺少类别"),
        Why::OtherClass => ("one class too many", "类别太多"),
        Why::HeldOut => {
            ("does not say whether it is held out (0, 1, true, false)", "没有说明是否留出（0、1、true、false）")
        }
        Why::Cell(fault) => return cell_fault(fault, lang),
    };
    lang.pick(en, zh).to_owned()
}

fn cell_fault(fault: CellFault, lang: Lang) -> String {
    let (en, zh) = match fault {
        CellFault::Missing => ("nothing was measured", "没有数据"),
        CellFault::NotANumber => ("not a number", "不是数字"),
        CellFault::NotADate => ("not a date", "不是日期"),
        CellFault::OtherUnit => ("another unit than the others", "单位与其他行不同"),
        CellFault::TooLarge => ("beyond ±{0}", "超出 ±{0}"),
        CellFault::Placeholder => ("stands for a missing value, it seems", "看来是缺失值的代号"),
    };
    lang.say(en, zh, &[&scientific(MOST_MAGNITUDE)])
}

/// What a column holds.
pub fn kind(column: &Column, lang: Lang) -> String {
    let word = match column.kind {
        Kind::Number => lang.pick("numbers", "数字"),
        Kind::Date => lang.pick("dates", "日期"),
        Kind::Word => lang.pick("words", "文字"),
        Kind::Empty => lang.pick("empty", "空"),
    };
    let unit = if column.unit.is_empty() { String::new() } else { [lang.pick(", ", "，"), &column.unit].concat() };
    word.to_owned() + &unit
}

/// What a column is called: by its name, or by its place.
pub fn column(column: &Column, at: usize, lang: Lang) -> String {
    match column.name.is_empty() {
        true => lang.say("column {0}", "第 {0} 列", &[&(at + 1).to_string()]),
        false => column.name.clone(),
    }
}

/// The number of the row.
pub fn row(lang: Lang) -> &'static str {
    lang.pick("row", "行号")
}

/// A date, where its column has no name.
pub fn date(lang: Lang) -> &'static str {
    lang.pick("date", "日期")
}

/// What is asked where nothing tells, and the two answers to it.
pub fn doubt(doubt: Doubt, lang: Lang) -> (&'static str, [(&'static str, Correct); 2]) {
    let (question, answers) = match doubt {
        Doubt::Header => (
            lang.pick("Does the first row hold names?", "第一行是列名吗？"),
            [
                (lang.pick("names", "是列名"), Correct::Header(true)),
                (lang.pick("data", "是数据"), Correct::Header(false)),
            ],
        ),
        Doubt::Decimal => (
            lang.pick("Which is the decimal mark? Nothing in the table tells.", "小数点用哪个符号？表中看不出来。"),
            [("1,234.5", Correct::Decimal(Mark::Point)), ("1.234,5", Correct::Decimal(Mark::Comma))],
        ),
        Doubt::Joined => (
            lang.pick(
                "Commas part the cells and may be decimal marks as well.",
                "逗号用来分隔单元格，也可能是小数点。",
            ),
            [
                (lang.pick("3,5,4,7 is 3.5 and 4.7", "3,5,4,7 是 3.5 和 4.7"), Correct::Decimal(Mark::Comma)),
                (lang.pick("four numbers", "四个数"), Correct::Decimal(Mark::Point)),
            ],
        ),
        Doubt::Spaces => (
            lang.pick("Spaces may part cells or thousands.", "空格可能分隔单元格，也可能分隔千位。"),
            [
                (lang.pick("cells", "单元格"), Correct::Delimiter(Delimiter::Space)),
                (lang.pick("thousands", "千位"), Correct::Delimiter(Delimiter::Comma)),
            ],
        ),
        Doubt::DayOrder => (
            lang.pick("3/4/2024: which comes first, the day or the month?", "3/4/2024：日在前还是月在前？"),
            [
                (lang.pick("day: 3 April", "日在前：4 月 3 日"), Correct::DayFirst(true)),
                (lang.pick("month: March 4", "月在前：3 月 4 日"), Correct::DayFirst(false)),
            ],
        ),
        Doubt::Sideways => (
            lang.pick("The table stands sideways, it seems.", "这张表看来是横着的。"),
            [
                (lang.pick("turn it", "转过来"), Correct::Sideways(true)),
                (lang.pick("leave it", "保持原样"), Correct::Sideways(false)),
            ],
        ),
    };
    (question, answers)
}

/// Why there is nothing to read in a text.
pub fn unread(unread: Unread, lang: Lang) -> String {
    let what = match unread {
        Unread::NoNumbers => lang.pick("There is no row of numbers in it.", "里面没有一行数字。"),
        Unread::NoPoints => lang.pick("No row has a number for both x and y.", "没有一行的 x 和 y 都是数字。"),
    };
    what.to_owned() + kept(lang)
}

fn kept(lang: Lang) -> &'static str {
    lang.pick(" Your points are as they were.", "原来的数据点没有变。")
}

/// Why a file was refused that is no text.
pub fn other(other: Other, lang: Lang) -> String {
    let what = match other {
        Other::Spreadsheet => lang.pick(
            "This is a spreadsheet, not text. In your spreadsheet program choose “Save as” and “CSV”, or copy the cells and paste them here.",
            "这是电子表格文件，不是文本。请在表格软件里“另存为”CSV，或者复制单元格后粘贴到这里。",
        ),
        Other::Pdf => lang.pick(
            "This is a PDF, not text. Copy the table out of it and paste it here.",
            "这是 PDF，不是文本。请把其中的表格复制后粘贴到这里。",
        ),
        Other::Picture => lang.pick(
            "This is a picture, not text. Type the numbers of the table here.",
            "这是图片，不是文本。请把表里的数字输入到这里。",
        ),
        Other::WebPage => lang.pick(
            "This is a web page, not a table. Copy the table out of it and paste it here.",
            "这是网页，不是表格。请把其中的表格复制后粘贴到这里。",
        ),
        Other::Unknown => lang.pick(
            "This is not text. Save the table as CSV and choose that file.",
            "这不是文本文件。请把表格存为 CSV 再选择。",
        ),
    };
    what.to_owned() + kept(lang)
}

/// That a file is too large to be read.
pub fn too_large(lang: Lang) -> String {
    lang.pick("The file is too large: at most 20 MB are read.", "文件太大：最多读取 20 MB。").to_owned() + kept(lang)
}

/// That the browser could not read a file.
pub fn unreadable(lang: Lang) -> String {
    lang.pick("The file could not be read.", "无法读取这个文件。").to_owned() + kept(lang)
}

/// That a table has no column of this name, and which it has.
pub fn no_column(name: &str, columns: &[Column], lang: Lang) -> String {
    let mut all = Vec::new();
    for (at, known) in columns.iter().enumerate() {
        all.push(column(known, at, lang));
    }
    lang.say(
        "There is no column “{0}”; the columns are {1}.",
        "没有“{0}”这一列；现有的列是 {1}。",
        &[name, &all.join(lang.pick(", ", "、"))],
    )
}
