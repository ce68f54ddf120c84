//! How a table is laid out: cutting a text into rows of cells with their line numbers.

use super::cell::is_missing;
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
    /// One bar, at the ends of a row as well or not, as in Markdown.
    Bar,
    /// A full-width comma or semicolon. There is no quoting beyond a pair of quotes around a cell.
    Wide,
    /// Any run of spaces and tabs, quoted as `Wide`.
    Space,
}

impl Delimiter {
    /// All of them; of equals the earlier one is more likely.
    pub const ALL: [Delimiter; 6] =
        [Delimiter::Tab, Delimiter::Semicolon, Delimiter::Comma, Delimiter::Bar, Delimiter::Wide, Delimiter::Space];

    /// The one byte that parts cells, if it is always one.
    fn byte(self) -> Option<u8> {
        match self {
            Delimiter::Tab => Some(b'\t'),
            Delimiter::Semicolon => Some(b';'),
            Delimiter::Comma => Some(b','),
            Delimiter::Bar => Some(b'|'),
            Delimiter::Wide | Delimiter::Space => None,
        }
    }

    /// The sign of it.
    pub fn sign(self) -> &'static str {
        match self {
            Delimiter::Tab => "\t",
            Delimiter::Semicolon => ";",
            Delimiter::Comma => ",",
            Delimiter::Bar => "|",
            Delimiter::Wide => "，",
            Delimiter::Space => " ",
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

/// Empties the lines whose first mark is `#`, but keeps their line ends, so that every row keeps its line. An error of a spreadsheet
/// begins with that mark as well, and a column of numbers may be called so.
pub fn without_comments(text: &str) -> String {
    let mut quotes = Quotes::new();
    let (mut margin, mut comment) = (true, false);
    let remark = |at: usize| {
        let behind = text.get(at + 1..).unwrap_or_default();
        let cell = behind.split([',', ';', '\t', '|', '\n', '\r']).next().unwrap_or_default();
        !(cell.is_empty() && behind.starts_with([',', ';', '\t', '|']) || is_missing(&["#", cell].concat()))
    };
    let kept = text.char_indices().filter(|&(at, c)| {
        let line_end = matches!(c, '\n' | '\r');
        comment = !line_end && (comment || (margin && c == '#' && remark(at)));
        if comment {
            return false;
        }
        let inside = quotes.inside(c);
        margin = !inside && (line_end || (margin && c.is_whitespace()));
        true
    });
    kept.map(|(_, c)| c).collect()
}

/// Puts spaces for the line ends inside quotes, so that a name in several lines is not taken for several rows.
pub fn without_quoted_line_ends(text: &str) -> String {
    let mut quotes = Quotes::new();
    text.chars().map(|c| if quotes.inside(c) && matches!(c, '\n' | '\r') { ' ' } else { c }).collect()
}

/// What a first line `sep=;` says, as one program writes it, and the text with that line emptied.
pub fn separator(text: &str) -> (Option<Delimiter>, &str) {
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    let said = line.trim_matches('"').strip_prefix("sep=");
    let delimiter = said.and_then(|sign| Delimiter::ALL.into_iter().find(|delimiter| delimiter.sign() == sign));
    match delimiter {
        Some(_) => (delimiter, text.get(line.len()..).unwrap_or_default()),
        None => (None, text),
    }
}

/// All rows. Where a quote is opened and swallows many lines, quotes are taken as they stand: inches, or a quote in a word.
pub fn all_rows(text: &str, delimiter: Delimiter) -> Vec<Row<'_>> {
    const MOST_LINES: usize = 20;
    let all: Vec<Row> = rows(text, delimiter).collect();
    let swallows = |row: &Row| row.raw.matches('\n').count() > MOST_LINES;
    // The last one is opened and never closed.
    let open = |row: &Row| row.raw.contains(['\n', '\r']) && row.raw.matches('"').count() % 2 == 1;
    match delimiter.byte() {
        Some(byte) if all.iter().any(swallows) || all.last().is_some_and(open) => {
            let reader = csv_core::ReaderBuilder::new().delimiter(byte).quoting(false).build();
            Rows { reader: Some(reader), ..rows(text, delimiter) }.collect()
        }
        Some(_) | None => all,
    }
}

/// The rows of `text`, without blank ones.
pub fn rows(text: &str, delimiter: Delimiter) -> Rows<'_> {
    let reader = delimiter.byte().map(|byte| csv_core::ReaderBuilder::new().delimiter(byte).build());
    Rows { text, delimiter, at: 0, line: 1, reader, cell: vec![0; text.len() + 1] }
}

/// A text that is being cut into rows.
pub struct Rows<'t> {
    text: &'t str,
    delimiter: Delimiter,
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
            if row.width() > 0 && !(self.delimiter == Delimiter::Bar && is_rule(&row)) {
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
        let (mut cells, length) = match &mut self.reader {
            Some(reader) => delimited(reader, rest, &mut self.cell),
            None => split(rest, self.delimiter),
        };
        let (whole, _) = rest.split_at_checked(length).unwrap_or((rest, ""));
        // A row may have line ends before it, of blank lines and of the row above.
        let raw = whole.trim_start_matches(['\r', '\n']);
        self.count_lines(whole.len() - raw.len());
        let line = self.line;
        self.count_lines(raw.len());
        if self.delimiter == Delimiter::Bar {
            strip_bars(number::trim(raw), &mut cells);
        }
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

/// The same for cells parted by runs of spaces, or by full-width commas.
fn split(rest: &str, delimiter: Delimiter) -> (Vec<String>, usize) {
    let line = rest.split(['\r', '\n']).next().unwrap_or_default();
    let unquoted =
        |cell: &str| number::trim(cell.strip_prefix('"').and_then(|c| c.strip_suffix('"')).unwrap_or(cell)).to_owned();
    // Only plain spaces part cells: a no-break space may stand inside a number.
    let cells = match delimiter == Delimiter::Wide {
        true => line.split(['，', '；']).map(|cell| unquoted(number::trim(cell))).collect(),
        false => line.split([' ', '\t']).filter(|cell| !cell.is_empty()).map(unquoted).collect(),
    };
    (cells, (line.len() + 1).min(rest.len()))
}

/// Takes the blank cells away that bars at the ends of a row make.
fn strip_bars(raw: &str, cells: &mut Vec<String>) {
    if raw.ends_with('|') && cells.len() > 1 {
        cells.pop();
    }
    if raw.starts_with('|') && !cells.is_empty() {
        cells.remove(0);
    }
}

/// Whether it is the line below the header of a Markdown table.
fn is_rule(row: &Row) -> bool {
    row.cells.iter().all(|cell| cell.contains('-') && cell.chars().all(|c| matches!(c, '-' | ':' | '+' | ' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, delimiter: Delimiter) -> Vec<(u64, Vec<String>)> {
        rows(&without_comments(text), delimiter).map(|row| (row.line, row.cells)).collect()
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
