//! Tables as people and programs write them, and whatever resembles one.

use crate::Kind;
use crate::chance::Chance;
use kittengrad::data::table::{Choices, Delimiter, Mark, Pick, encoding, read};
use kittengrad::data::{MOST_MAGNITUDE, MOST_POINTS, read_back};
use kittengrad::session::{Msg, Session, Settings};

/// What cells, and what stands between them, are made of.
pub const PIECES: &[&str] = &[
    "3",
    "0",
    "-7",
    "3.5",
    "3,5",
    "1.234",
    "1,234",
    "1.234.567",
    "1e5",
    "1E400",
    "-1e-400",
    ".5",
    "5.",
    "+.",
    "--3",
    "1e",
    "0x1F",
    "99999999999999999999",
    "0.1234567890123456789012345",
    "$300",
    "300万",
    "¥5亿",
    "12%",
    "±3",
    "3±0.2",
    "½",
    "１２",
    "٣",
    "−4",
    "2024-01-01",
    "3/4/2024",
    "31.12.1999",
    "2024年5月6日",
    "12:30",
    "1:30:00",
    "2024-01-01T00:00:00Z",
    "202401",
    "Jan",
    "Q3 2020",
    "0000-00-00",
    "9999-99-99",
    "NA",
    "-999",
    "Total",
    "合计",
    "m²",
    "㎡",
    "℃",
    "id",
    "price",
    "held_out",
    "class",
    "类别",
    "label",
    "x",
    "y",
    "cat",
    "dog",
    "yes",
    "no",
    "1",
    "(30)",
    "=\"5\"",
    "\"",
    "\"\"",
    "'",
    "\"a,b\"",
    "\"a\nb\"",
    "\n",
    "\n",
    "\r\n",
    "\r",
    ",",
    ",",
    ";",
    "\t",
    "|",
    " ",
    "   ",
    "，",
    "；",
    "、",
    "\u{a0}",
    "\u{202f}",
    "\u{feff}",
    "sep=;",
    "sep=,\n",
    "#",
    "# a",
    "//",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "|---|---|",
    ":--",
    "<td>",
    "[1, 2], [3, 4]",
    "{\"x\": 1}",
    "array([",
    "dtype=float64)",
    "Unnamed: 0",
    "\u{0}",
    "\u{200b}",
    "離",
    "😀",
    "-",
    "e",
    "_",
    "...",
    "NaN",
    "inf",
    "null",
    "None",
    "#N/A",
];

const BETWEEN: [&str; 8] = [",", ";", "\t", " ", "  ", "|", "，", ", "];
const ENDS: [&str; 3] = ["\n", "\r\n", "\r"];

pub struct Tables;

impl Kind for Tables {
    fn text(&mut self, chance: &mut Chance) -> String {
        match chance.below(4) {
            0 => chance.row_of(PIECES, 60),
            1 => (0..chance.below(60)).map(|_| chance.character()).collect(),
            2 => grid(chance),
            _ => {
                let whole = grid(chance);
                chance.damaged(&whole, PIECES)
            }
        }
    }

    fn take(&self, text: &str, chance: &mut Chance) {
        let _ = encoding::guess(text.as_bytes());
        let _ = read_back(text, chance.once_in(2));
        let choices = if chance.once_in(2) { Choices::default() } else { chosen(chance) };
        let Ok(table) = read(text, &choices, 1) else { return };
        assert!(!table.points.is_empty() && table.points.len() <= MOST_POINTS && table.rows >= table.points.len());
        assert!(table.points.iter().all(|p| p.x.abs() <= MOST_MAGNITUDE && p.y.abs() <= MOST_MAGNITUDE));
        if chance.once_in(500) {
            let mut session = Session::new(Settings::default());
            let (split, classes) = (table.has_split, table.label.is_some());
            session.update(Msg::Import { points: table.points, names: table.names, split, classes });
            session.update(Msg::Step(2));
        }
    }
}

/// Rows of as many cells each, most columns of one kind.
fn grid(chance: &mut Chance) -> String {
    let between = chance.of_all(&BETWEEN);
    let end = chance.of_all(&ENDS);
    let columns: Vec<usize> = (0..1 + chance.below(4)).map(|_| chance.below(8)).collect();
    let quoted = chance.once_in(5);
    let mut text = String::new();
    if chance.once_in(6) {
        text += "\u{feff}";
    }
    for row in 0..chance.below(9) {
        for (at, kind) in columns.iter().enumerate() {
            if at > 0 {
                text += between;
            }
            let cell = match kind {
                _ if row == 0 && quoted || chance.once_in(12) => chance.of_all(PIECES).to_owned(),
                0 => format!("{}", chance.below(100)),
                1 => format!("{}.{}", chance.below(30), chance.below(1000)),
                2 => format!("{},{}", chance.below(30), chance.below(1000)),
                3 => format!("20{:02}-{:02}-{:02}", chance.below(40), chance.below(14), chance.below(33)),
                4 => format!("{}/{}/{}", chance.below(33), chance.below(14), 1990 + chance.below(50)),
                5 => chance.of_all(&["cat", "dog", "0", "1", "yes", "no"]).to_owned(),
                6 => f64::from_bits(chance.bits()).to_string(),
                _ => chance.row_of(PIECES, 3),
            };
            text += &if quoted { format!("\"{cell}\"") } else { cell };
        }
        text += end;
    }
    text
}

/// What a hand corrects, fitting or not.
fn chosen(chance: &mut Chance) -> Choices {
    let pick = |chance: &mut Chance| match chance.below(4) {
        0 => None,
        1 => Some(Pick::Row),
        _ => Some(Pick::Column(chance.below(6))),
    };
    let switch = |chance: &mut Chance| [None, Some(true), Some(false)][chance.below(3)];
    let delimiters =
        [Delimiter::Tab, Delimiter::Semicolon, Delimiter::Comma, Delimiter::Bar, Delimiter::Wide, Delimiter::Space];
    Choices {
        x: pick(chance),
        y: pick(chance),
        label: [None, Some(None), Some(Some(chance.below(6)))][chance.below(3)],
        header: switch(chance),
        decimal: [None, Some(Mark::Point), Some(Mark::Comma)][chance.below(3)],
        delimiter: if chance.once_in(2) { None } else { Some(delimiters[chance.below(delimiters.len())]) },
        day_first: switch(chance),
        sideways: switch(chance),
        row_name: "row".to_owned(),
        date_name: "date".to_owned(),
    }
}
