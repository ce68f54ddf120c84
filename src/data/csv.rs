//! Points as text that is taken home or kept, and what was kept read back.

use super::decimal;
use super::limits::check;
use super::point::Point;
use super::species::Species;
use super::table::dialect::{Delimiter, rows};

/// Writes points as a table that `table::read` reads back to the same bits: a header, then x, y and 0 or 1 for held out.
///
/// Numbers are the shortest that read back the same. Spaces around the names are dropped.
pub fn write(points: &[Point], names: (&str, &str)) -> String {
    written(points, names, false)
}

/// Writes points of classes as a table that `table::read` reads back to the same bits and kinds: as `write`, with the class before
/// what is held out. It is 1 for the class that is asked for and 0 for the other; where that has more groups, 0, 2 and 3.
pub fn write_classes(points: &[Point], names: (&str, &str)) -> String {
    written(points, names, true)
}

fn written(points: &[Point], names: (&str, &str), with_classes: bool) -> String {
    let shortest = |value: f64| {
        // Below this the plain form is mostly zeros.
        if value != 0.0 && value.abs() < 1e-5 { decimal::scientific(value) } else { decimal::shortest(value) }
    };
    let class = if with_classes { ",class" } else { "" };
    let mut text = [&quoted(names.0.trim()), ",", &quoted(names.1.trim()), class, ",held_out\n"].concat();
    for p in points {
        text += &shortest(p.x);
        text.push(',');
        text += &shortest(p.y);
        if with_classes {
            text.push(',');
            text.push(char::from(b'0' + p.kind.number()));
        }
        text += if p.is_trained_on() { ",0\n" } else { ",1\n" };
    }
    text
}

/// A cell in quotes, if it has anything in it that could be taken for structure.
fn quoted(cell: &str) -> String {
    if !cell.contains([',', '"', '\r', '\n', '#']) {
        return cell.to_owned();
    }
    let mut text = "\"".to_owned();
    for c in cell.chars() {
        if c == '"' {
            text.push(c);
        }
        text.push(c);
    }
    text + "\""
}

/// Reads back what [`write`] wrote, or [`write_classes`] if `classes` says so: the points and the names. `None` if it is anything else.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn read_back(text: &str, classes: bool) -> Option<(Vec<Point>, (String, String))> {
    let mut rows = rows(text, Delimiter::Comma);
    let header = rows.next()?;
    let [x_name, y_name, ..] = header.cells.as_slice() else { return None };
    let names = (x_name.clone(), y_name.clone());
    let point = |cells: &[String]| {
        let (x, y, kind, held_out) = match (cells, classes) {
            ([x, y, held_out], false) => (x, y, Species::default(), held_out.as_str()),
            // As it was written once.
            ([x, y], false) => (x, y, Species::default(), "0"),
            ([x, y, kind, held_out], true) => {
                let kind = Species::ALL.into_iter().find(|known| known.number().to_string() == *kind)?;
                (x, y, kind, held_out.as_str())
            }
            _ => return None,
        };
        let held_out = match held_out {
            "0" => false,
            "1" => true,
            _ => return None,
        };
        Some(Point { x: decimal::read(x)?, y: decimal::read(y)?, kind, held_out, unseen: false })
    };
    let points: Vec<Point> = rows.map(|row| point(&row.cells)).collect::<Option<_>>()?;
    (!points.is_empty() && check(&points).is_ok()).then_some((points, names))
}
