//! Lines of a program: pieces of text with places to be filled, and long lists of numbers.

use crate::text::Lang;

/// How long a line of numbers may be.
const WIDTH: usize = 100;

/// A piece of a program: of each `‹English¦中文›` what the language says, and each `@NAME@` filled.
pub fn filled(piece: &str, lang: Lang, places: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for part in piece.split('‹') {
        match part.split_once('›') {
            Some((both, rest)) => {
                let (en, zh) = both.split_once('¦').unwrap_or((both, both));
                text += lang.pick(en, zh);
                text += rest;
            }
            None => text += part,
        }
    }
    for (name, value) in places {
        text = text.replace(&["@", name, "@"].concat(), value);
    }
    text
}

/// Numbers in lines of such an indent, each with a comma behind it.
pub fn list(numbers: impl Iterator<Item = String>, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let (mut text, mut line) = (String::new(), margin.clone());
    for number in numbers {
        if line.len() > indent && line.len() + number.len() + 2 > WIDTH {
            text += line.trim_end();
            text.push('\n');
            line.clone_from(&margin);
        }
        line += &number;
        line += ", ";
    }
    if line.len() > indent {
        text += line.trim_end();
        text.push('\n');
    }
    text
}

/// One row a line: numbers parted by commas between these two, and a comma behind them.
pub fn rows(rows: impl Iterator<Item = Vec<String>>, (open, close): (&str, &str)) -> String {
    rows.map(|row| ["    ", open, &row.join(", "), close, ",\n"].concat()).collect()
}

/// A name that somebody gave, on one line.
pub fn on_one_line(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
