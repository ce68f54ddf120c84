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
    /// The one byte that parts cells, if it is always one.
    fn byte(self) -> Option<u8> {
        match self {
            Delimiter::Tab => Some(b'\t'),
            Delimiter::Semicolon => Some(b';'),
            Delimiter::Comma => Some(b','),
            Delimiter::Space => None,
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
    let reader = delimiter.byte().map(|byte| csv_core::ReaderBuilder::new().delimiter(byte).build());
    Rows { text, at: 0, line: 1, reader, cell: vec![0; text.len() + 1] }
}

/// A text that is being cut into rows.
pub struct Rows<'t> {
    text: &'t str,
    /// The byte up to which lines have been counted, and the line it lies on.
    at: usize,
    line: u64,
    /// Cuts cells by the rules of RFC 4180; a text parted by spaces needs none.
    reader: Option<csv_core::Reader>,
    /// Where the reader puts a cell: longer than any.
    cell: Vec<u8>,
}

impl<'t> Iterator for Rows<'t> {
    type Item = Row<'t>;

    fn next(&mut self) -> Option<Row<'t>> {
        while self.at < self.text.len() {
            let row = self.row();
            if row.width() > 0 {
                return Some(row);
            }
        }
        None
    }
}

impl<'t> Rows<'t> {
    /// The next row, which may be blank.
    fn row(&mut self) -> Row<'t> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let (cells, length) = match &mut self.reader {
            Some(reader) => delimited(reader, rest, &mut self.cell),
            None => spaced(rest),
        };
        let (whole, _) = rest.split_at_checked(length).unwrap_or((rest, ""));
        // A row may have line ends before it, of blank lines and of the row above.
        let raw = whole.trim_start_matches(['\r', '\n']);
        self.count_lines(whole.len() - raw.len());
        let line = self.line;
        self.count_lines(raw.len());
        Row { line, raw: raw.trim_end_matches(['\r', '\n']), cells }
    }

    /// Goes on by this many bytes; CR LF, LF and a lone CR each end a line.
    fn count_lines(&mut self, bytes: usize) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        for i in 0..bytes {
            let ends = match rest.get(i..) {
                Some([b'\r', b'\n', ..]) => false, // it counts with its LF
                Some([b'\r' | b'\n', ..]) => true,
                _ => false,
            };
            self.line += u64::from(ends);
        }
        self.at += bytes;
    }
}

/// The cells of the first row of `rest`, and its length in bytes with its line end.
fn delimited(reader: &mut csv_core::Reader, rest: &str, cell: &mut [u8]) -> (Vec<String>, usize) {
    use csv_core::ReadFieldResult::{End, Field, InputEmpty, OutputFull};
    let (mut cells, mut at, mut length) = (Vec::new(), 0, 0);
    loop {
        let input = rest.as_bytes().get(at..).unwrap_or_default();
        let (result, read, written) = reader.read_field(input, cell.get_mut(length..).unwrap_or_default());
        at += read;
        length += written;
        match result {
            // Asked once more with nothing to read, it gives what it holds.
            InputEmpty => {}
            Field { record_end } => {
                let text = cell.get(..length).and_then(|bytes| str::from_utf8(bytes).ok());
                cells.push(number::trim(text.unwrap_or_default()).to_owned());
                length = 0;
                if record_end {
                    return (cells, at);
                }
            }
            // There is always room.
            OutputFull | End => return (cells, at),
        }
    }
}

/// The same for cells parted by runs of spaces.
fn spaced(rest: &str) -> (Vec<String>, usize) {
    let line = rest.split(['\r', '\n']).next().unwrap_or_default();
    let unquoted =
        |cell: &str| number::trim(cell.strip_prefix('"').and_then(|c| c.strip_suffix('"')).unwrap_or(cell)).to_owned();
    // Only plain spaces part cells: a no-break space may stand inside a number.
    let cells = line.split([' ', '\t']).filter(|cell| !cell.is_empty()).map(unquoted).collect();
    (cells, (line.len() + 1).min(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
