//! Guessing what parts the cells of a table.

use super::cell::see;
use super::dialect::{Delimiter, Row, rows, without_quoted_line_ends};
use super::number;

/// Guesses the delimiter: the one under which most rows hold two values in as many cells as most rows, then one value beside another
/// cell, then the earlier one of [`Delimiter::ALL`].
///
/// At most `most` rows are looked at.
pub fn sniff(text: &str, most: usize) -> Delimiter {
    let text = &without_quoted_line_ends(text);
    let score = |delimiter: Delimiter| {
        let rows: Vec<(usize, usize)> =
            rows(text, delimiter).take(most).map(|row| (row.cells.len(), values(&row))).collect();
        let width = usual(rows.iter().filter(|row| row.1 > 0).map(|row| row.0));
        let with = |least: usize| rows.iter().filter(|row| row.0 == width && row.0 > 1 && row.1 >= least).count();
        (with(2), with(1))
    };
    let mut best = (Delimiter::Tab, score(Delimiter::Tab));
    for delimiter in Delimiter::ALL {
        let score = score(delimiter);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// How many cells of a row are values; none if one is several values parted by a stronger delimiter: the comma parts `3,5;420,7` into
/// two numbers and a `5;420`, and so it is no delimiter.
fn values(row: &Row) -> usize {
    let stronger = [';', '\t', '|'];
    let several =
        |cell: &String| cell.contains(stronger) && cell.split(stronger).all(|part| see(number::trim(part)).is_value());
    match row.cells.iter().any(several) {
        true => 0,
        false => row.cells.iter().filter(|cell| see(cell).is_value()).count(),
    }
}

/// The number that appears most often; of equals the largest, and 0 if there is none.
pub fn usual(numbers: impl Iterator<Item = usize>) -> usize {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match counts.iter_mut().find(|(_, known)| *known == number) {
            Some((count, _)) => *count += 1,
            None => counts.push((1, number)),
        }
    }
    counts.into_iter().max().map_or(0, |(_, number)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_guessed() {
        let cases = [
            ("x,y\n1,2\n", Delimiter::Comma),
            ("1, 2\n3, 4", Delimiter::Comma),
            ("1 ,2\n3 ,4", Delimiter::Comma),
            ("1,\t2\n3,\t4", Delimiter::Comma),
            ("\"3,5\",\"420,7\"", Delimiter::Comma),
            ("a; b,c\n1,2", Delimiter::Comma),
            ("a,\"1;2\n3;4\n5;6\"\n1,2", Delimiter::Comma),
            ("3,5;420,7", Delimiter::Semicolon),
            ("x;y\nwords;4\n", Delimiter::Semicolon),
            ("sum;50 m²\n3;$300", Delimiter::Semicolon),
            ("3,5\t420,7\n1\t2", Delimiter::Tab),
            ("1 200\t3", Delimiter::Tab),
            ("1   2\n 3\t4", Delimiter::Space),
            ("3,5   420\n4   7", Delimiter::Space),
            ("| area | price |\n|---|---:|\n| 50 | 300 |", Delimiter::Bar),
            ("面积，总价\n50，300", Delimiter::Wide),
            ("2024-01-01 12:30,5", Delimiter::Comma),
            ("city;price\nBerlin, Mitte;3,5", Delimiter::Semicolon),
        ];
        for (text, delimiter) in cases {
            assert_eq!(sniff(text, 100), delimiter, "{text:?}");
        }
    }
}
