//! What the dialog shows of a table, as markup. All that comes from the table is escaped.

use crate::data::table::{Column, Kind, Pick, Reading};
use crate::session::brought::Correct;
use crate::text::Lang;
use crate::text::table as words;

/// How many of the lines that are left out are listed.
const MOST_LINES: usize = 200;

/// Text that stands for itself.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            _ => safe.push(c),
        }
    }
    safe
}

/// A button that corrects something: `name` and `at` say what, as `correction` reads them.
fn button((name, at): (&str, usize), text: &str, (label, pressed): (&str, bool)) -> String {
    let pressed = if pressed { "true" } else { "false" };
    let label = if label.is_empty() { String::new() } else { [" aria-label=\"", &escaped(label), "\""].concat() };
    let at = at.to_string();
    [
        "<button type=\"button\" data-table=\"",
        name,
        "\" data-at=\"",
        &at,
        "\" aria-pressed=\"",
        pressed,
        "\"",
        &label,
        ">",
        &escaped(text),
        "</button>",
    ]
    .concat()
}

/// The questions that nothing in the table answers, and the answers to each.
pub fn doubts(reading: &Reading, lang: Lang) -> String {
    let mut all = String::new();
    for (at, doubt) in reading.doubts.iter().enumerate() {
        let (question, answers) = words::doubt(*doubt, lang);
        all += &["<li><span>", question, "</span><span class=\"joined small\">"].concat();
        for (answer, (text, correct)) in answers.iter().enumerate() {
            all += &button(("doubt", 2 * at + answer), text, ("", holds(reading, *correct)));
        }
        all += "</span></li>";
    }
    all
}

/// Whether a table is read so already.
fn holds(reading: &Reading, correct: Correct) -> bool {
    match correct {
        Correct::X(pick) => reading.x == pick,
        Correct::Y(pick) => reading.y == pick,
        Correct::Label(column) => reading.label == Some(column),
        Correct::Header(header) => reading.header == header,
        Correct::Decimal(mark) => reading.decimal == mark,
        Correct::Delimiter(delimiter) => reading.delimiter == delimiter,
        Correct::DayFirst(day_first) => reading.day_first == day_first,
        Correct::Sideways(sideways) => reading.sideways == sideways,
    }
}

/// The names of the columns, each with what it can be used for.
pub fn columns(reading: &Reading, lang: Lang) -> String {
    let class = lang.pick("class", "类别");
    let as_what = |name: &str, what: &str| lang.say("use {0} as {1}", "把{0}用作 {1}", &[name, what]);
    let row = words::row(lang);
    let x = button(("x-row", 0), "x", (&as_what(row, "x"), reading.x == Pick::Row));
    let mut all = [
        "<th scope=\"col\" class=\"number",
        used(reading.x == Pick::Row),
        "\"><b>",
        row,
        "</b><span class=\"joined small\">",
        &x,
        "</span></th>",
    ]
    .concat();
    for (at, column) in reading.columns.iter().enumerate() {
        let name = words::column(column, at, lang);
        let [is_x, is_y] = [reading.x, reading.y].map(|pick| pick == Pick::Column(at));
        let is_label = reading.label == Some(at);
        let mut buttons = String::new();
        if column.kind.is_value() {
            buttons += &button(("x", at), "x", (&as_what(&name, "x"), is_x));
            buttons += &button(("y", at), "y", (&as_what(&name, "y"), is_y));
        }
        if column.can_be_label() {
            buttons += &button(("label", at), class, (&as_what(&name, class), is_label));
        }
        let buttons =
            if buttons.is_empty() { buttons } else { ["<span class=\"joined small\">", &buttons, "</span>"].concat() };
        all += &[
            "<th scope=\"col\" data-kind=\"",
            kind_of(column),
            "\" class=\"",
            used(is_x || is_y || is_label).trim(),
            "\"><b>",
            &escaped(&name),
            "</b><small>",
            &escaped(&words::kind(column, lang)),
            "</small>",
            &buttons,
            "</th>",
        ]
        .concat();
    }
    all
}

fn used(used: bool) -> &'static str {
    if used { " used" } else { "" }
}

/// The word of what a column holds, for scripts and style sheets.
pub fn kind_of(column: &Column) -> &'static str {
    match column.kind {
        Kind::Number => "number",
        Kind::Date => "date",
        Kind::Word => "word",
        Kind::Empty => "empty",
    }
}

/// The first rows.
pub fn rows(reading: &Reading) -> String {
    let used_columns = [reading.x.column(), reading.y.column(), reading.label];
    let mut all = String::new();
    for (number, (row, is_taken)) in (1..).zip(&reading.head) {
        let number: usize = number;
        all += if *is_taken { "<tr>" } else { "<tr class=\"left\">" };
        all += &["<td class=\"number", used(reading.x == Pick::Row), "\">", &number.to_string(), "</td>"].concat();
        for (at, column) in reading.columns.iter().enumerate() {
            let cell = row.get(at).map_or("", String::as_str);
            let used = used(used_columns.contains(&Some(at))).trim();
            all += &["<td data-kind=\"", kind_of(column), "\" class=\"", used, "\">", &escaped(cell), "</td>"].concat();
        }
        all += "</tr>";
    }
    all
}

/// The lines that are left out, each with a button that leads to it in the text.
pub fn left(reading: &Reading, lang: Lang) -> String {
    let mut all = String::new();
    for left in reading.left.iter().take(MOST_LINES) {
        let line = left.line.to_string();
        let text = if left.text.is_empty() { String::new() } else { ["<q>", &escaped(&left.text), "</q>"].concat() };
        all += &[
            "<li><button type=\"button\" data-table=\"line\" data-at=\"",
            &line,
            "\">",
            &lang.say("line {0}", "第 {0} 行", &[&line]),
            "</button>",
            &text,
            "<span>",
            &words::why(left.why, lang),
            "</span></li>",
        ]
        .concat();
    }
    if reading.left.len() > MOST_LINES {
        all += "<li>…</li>";
    }
    all
}
