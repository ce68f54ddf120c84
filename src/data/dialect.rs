//! How a table is laid out: cutting a text into rows of cells with their line numbers, and guessing the delimiter.

use super::number;

/// What parts the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// One tab: what a spreadsheet puts on the clipboard.
    Tab,
    /// One semicolon: what a spreadsheet writes where the comma is the decimal mark.
    Semicolon,
    /// One comma.
    Comma,
    /// Any run of spaces and tabs. There is no quoting beyond a pair of quotes around a cell.
    Space,
}

impl Delimiter {
    /// Whether the character parts cells. Of spaces only plain ones do: a no-break space may stand inside a number.
    fn parts(self, c: char) -> bool {
        match self {
            Delimiter::Tab => c == '\t',
            Delimiter::Semicolon => c == ';',
            Delimiter::Comma => c == ',',
            Delimiter::Space => matches!(c, ' ' | '\t'),
        }
    }
}

/// One row of the text that is not blank.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'t> {
    /// The line it begins on; the first line of the text is 1.
    pub line: u64,
    /// The row as it stands in the text.
    pub raw: &'t str,
    /// Its cells without quotes and without spaces around them.
    pub cells: Vec<String>,
}

impl Row<'_> {
    /// How many cells there are up to the last that is not blank.
    pub fn width(&self) -> usize {
        self.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)
    }
}

/// Guesses the delimiter: the one under which most rows hold two numbers, then most rows hold two cells, then the
/// earlier of tab, semicolon, comma and space.
///
/// At most `most` rows are looked at.
pub fn sniff(text: &str, most: usize) -> Delimiter {
    let text = &without_quoted_line_ends(text);
    let score = |delimiter: Delimiter| {
        let rows: Vec<Row> = rows(text, delimiter).take(most).collect();
        let good = rows.iter().filter(|row| holds_two_numbers(row)).count();
        (good, rows.iter().filter(|row| row.cells.len() >= 2).count())
    };
    let mut best = (Delimiter::Tab, score(Delimiter::Tab));
    for delimiter in [Delimiter::Semicolon, Delimiter::Comma, Delimiter::Space] {
        let score = score(delimiter);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// Whether two of the cells are numbers and none is several numbers parted by a stronger delimiter: the comma parts
/// `3,5;420,7` into two numbers and a `5;420`, and so it is no delimiter.
fn holds_two_numbers(row: &Row) -> bool {
    let several = |cell: &String| cell.contains([';', '\t']) && cell.split([';', '\t']).all(number::is_numeric);
    row.cells.iter().filter(|cell| number::is_numeric(cell)).count() >= 2 && !row.cells.iter().any(several)
}

/// Follows the quotes of a text before its delimiter is known: one opens at the start of a line or behind any delimiter.
struct Quotes {
    open: bool,
    may_open: bool,
}

impl Quotes {
    fn new() -> Self {
        Self { open: false, may_open: true }
    }

    /// Whether `c`, the next character, stands inside quotes.
    fn inside(&mut self, c: char) -> bool {
        let was_open = self.open;
        self.open = if c == '"' { !was_open && self.may_open } else { was_open };
        // A quote right behind a closing one is a doubled quote: the cell goes on.
        self.may_open = matches!(c, '\n' | '\r' | '\t' | ';' | ',') || (was_open && !self.open);
        was_open
    }
}

/// Empties the lines whose first mark is `#`, but keeps their line ends, so that every row keeps its line.
pub fn without_comments(text: &str) -> String {
    let mut quotes = Quotes::new();
    let (mut margin, mut comment) = (true, false);
    text.chars()
        .filter(|&c| {
            let line_end = matches!(c, '\n' | '\r');
            comment = !line_end && (comment || (margin && c == '#'));
            if comment {
                return false;
            }
            let inside = quotes.inside(c);
            margin = !inside && (line_end || (margin && c.is_whitespace()));
            true
        })
        .collect()
}

/// Puts spaces for the line ends inside quotes, so that a name in several lines is not taken for several rows.
fn without_quoted_line_ends(text: &str) -> String {
    let mut quotes = Quotes::new();
    text.chars().map(|c| if quotes.inside(c) && matches!(c, '\n' | '\r') { ' ' } else { c }).collect()
}

/// The rows of `text`, without blank ones.
pub fn rows(text: &str, delimiter: Delimiter) -> Rows<'_> {
    Rows { rest: text, line: 1, delimiter }
}

/// What is left of a text to be cut into rows.
pub struct Rows<'t> {
    rest: &'t str,
    /// The line on which the rest begins.
    line: u64,
    delimiter: Delimiter,
}

/// Where in a cell the next character stands.
#[derive(Clone, Copy, PartialEq)]
enum At {
    Start,
    Middle,
    InQuotes,
    /// Behind a quote that ends the quoted part, unless another one follows: two stand for one.
    BehindQuote,
}

impl<'t> Iterator for Rows<'t> {
    type Item = Row<'t>;

    fn next(&mut self) -> Option<Row<'t>> {
        while !self.rest.is_empty() {
            let row = self.row();
            if row.width() > 0 {
                return Some(row);
            }
        }
        None
    }
}

impl<'t> Rows<'t> {
    /// The next row, which may be blank: between CR and LF there is one.
    fn row(&mut self) -> Row<'t> {
        let line = self.line;
        let (mut cells, mut cell) = (Vec::new(), String::new());
        let mut at = At::Start;
        let mut letters = self.rest.char_indices();
        let mut end = self.rest.len();
        for (place, c) in letters.by_ref() {
            let line_end = match c {
                '\n' => true,
                // CR LF is one line end, which counts with its LF.
                '\r' => !self.rest.as_bytes()[place..].starts_with(b"\r\n"),
                _ => false,
            };
            self.line += u64::from(line_end);
            at = match (at, c) {
                (At::InQuotes, '"') => At::BehindQuote,
                (At::Start, '"') if self.delimiter != Delimiter::Space => At::InQuotes,
                (At::BehindQuote, '"') | (At::InQuotes, _) => {
                    cell.push(c);
                    At::InQuotes
                }
                (_, '\n' | '\r') => {
                    end = place;
                    break;
                }
                _ if self.delimiter.parts(c) => {
                    self.finish(&mut cells, &mut cell);
                    At::Start
                }
                _ => {
                    cell.push(c);
                    At::Middle
                }
            };
        }
        self.finish(&mut cells, &mut cell);
        let raw = self.rest.get(..end).unwrap_or_default();
        self.rest = letters.as_str();
        Row { line, raw, cells }
    }

    fn finish(&self, cells: &mut Vec<String>, cell: &mut String) {
        let mut text = cell.as_str();
        if self.delimiter == Delimiter::Space {
            // A run of spaces parts no empty cells.
            if text.is_empty() {
                return;
            }
            text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        }
        cells.push(number::trim(text).to_owned());
        cell.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, delimiter: Delimiter) -> Vec<(u64, Vec<String>)> {
        rows(&without_comments(text), delimiter).map(|row| (row.line, row.cells)).collect()
    }

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
            ("3,5\t420,7\n1\t2", Delimiter::Tab),
            ("1 200\t3", Delimiter::Tab),
            ("1   2\n 3\t4", Delimiter::Space),
            ("3,5   420\n4   7", Delimiter::Space),
        ];
        for (text, delimiter) in cases {
            assert_eq!(sniff(text, 100), delimiter, "{text:?}");
        }
    }

    #[test]
    fn rows_know_their_lines() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["", "# one, \"two", "", "1,2", "  # three", " , ", "\"a", "b\",3", "", "4,5"].join(end);
            let read = lines(&text, Delimiter::Comma);
            assert_eq!(read.iter().map(|row| row.0).collect::<Vec<_>>(), [4, 7, 10], "{end:?}");
            assert_eq!(read.get(1).map(|row| row.1.join("|")), Some(format!("a{end}b|3")));

            let text = ["", "# one", "1  2", "", "\t3 \t 4 "].join(end);
            let read = lines(&text, Delimiter::Space);
            assert_eq!(
                read.iter().map(|row| (row.0, row.1.join("|"))).collect::<Vec<_>>(),
                [(3, "1|2".to_owned()), (5, "3|4".to_owned())]
            );
        }
    }

    proptest! {
        #[test]
        fn rows_are_cut_as_the_csv_crate_cuts_them(text in "[\"#,;\t\r\n ax1é]{0,40}") {
            for (delimiter, byte) in [(Delimiter::Tab, b'\t'), (Delimiter::Semicolon, b';'), (Delimiter::Comma, b',')] {
                let mut reader = ::csv::ReaderBuilder::new();
                reader.delimiter(byte).has_headers(false).flexible(true);
                let theirs: Vec<Vec<String>> = reader
                    .from_reader(text.as_bytes())
                    .records()
                    .map(|record| record.expect("a row").iter().map(|cell| number::trim(cell).to_owned()).collect())
                    .filter(|cells: &Vec<String>| cells.iter().any(|cell| !cell.is_empty()))
                    .collect();
                prop_assert_eq!(rows(&text, delimiter).map(|row| row.cells).collect::<Vec<_>>(), theirs);
            }
        }
    }
}
