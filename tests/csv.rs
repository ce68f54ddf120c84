//! Tables as text, from outside: what is written reads back, every dialect says the same, and a bad row is found.

use kittengrad::data::Point;
use kittengrad::data::csv::{CsvError, MOST_MAGNITUDE, MOST_POINTS, RowFault, read, write};
use proptest::prelude::*;

/// Any coordinate that a table may hold, the very small and the negative zero among them.
fn coordinate() -> impl Strategy<Value = f64> {
    let any = any::<f64>().prop_filter("within bounds", |value| value.abs() <= MOST_MAGNITUDE);
    prop_oneof![any, -1000.0..1000.0, (-2000i32..2000).prop_map(|n| f64::from(n) / 8.0), Just(MOST_MAGNITUDE)]
}

fn points(most: usize) -> impl Strategy<Value = Vec<Point>> {
    let point =
        (coordinate(), coordinate(), any::<bool>()).prop_map(|(x, y, held_out)| Point::of_curve(x, y, held_out));
    prop::collection::vec(point, 1..most)
}

/// A name of any characters, but most often of those that could be mistaken for structure.
fn name() -> impl Strategy<Value = String> {
    let name =
        prop_oneof!["[\"#,;\t\r\n 1.x离ß]{0,12}", ".{0,12}", Just("held_out".to_owned()), Just("2020".to_owned())];
    name.prop_map(|name: String| name.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned())
}

fn bits(points: &[Point]) -> Vec<(u64, u64, bool)> {
    points.iter().map(|p| (p.x.to_bits(), p.y.to_bits(), p.held_out)).collect()
}

/// One way of writing a table, as programs and people do.
#[derive(Clone, Debug)]
struct Dialect {
    delimiter: char,
    decimal_comma: bool,
    header: bool,
    order_mark: bool,
    line_end: &'static str,
    quoted: bool,
    margin: bool,
}

fn dialect() -> impl Strategy<Value = Dialect> {
    let delimiter = prop::sample::select(vec![',', ';', '\t', ' ']);
    let line_end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    (delimiter, line_end, any::<[bool; 5]>()).prop_map(
        |(delimiter, line_end, [comma, header, order_mark, quoted, margin])| {
            // Between commas a decimal comma needs quotes, and between spaces it may be taken for one that parts cells.
            let decimal_comma = comma && delimiter != ' ';
            let quoted = quoted || (decimal_comma && delimiter == ',');
            // The quotes of the csv format stand at the very start of a cell.
            Dialect { delimiter, decimal_comma, header, order_mark, line_end, quoted, margin: margin && !quoted }
        },
    )
}

impl Dialect {
    fn row(&self, cells: [String; 2]) -> String {
        let dressed = cells.map(|cell| {
            let cell = if self.quoted { format!("\"{cell}\"") } else { cell };
            if self.margin { format!(" {cell} ") } else { cell }
        });
        dressed.join(&self.delimiter.to_string())
    }

    fn number(&self, value: f64) -> String {
        let text = format!("{value}");
        if self.decimal_comma { text.replace('.', ",") } else { text }
    }

    fn lines(&self, pairs: &[(f64, f64)]) -> Vec<String> {
        let header = self.header.then(|| self.row(["distance".to_owned(), "price".to_owned()]));
        let rows = pairs.iter().map(|(x, y)| self.row([self.number(*x), self.number(*y)]));
        header.into_iter().chain(rows).collect()
    }

    fn text(&self, lines: &[String]) -> String {
        format!("{}{}", if self.order_mark { "\u{feff}" } else { "" }, lines.join(self.line_end))
    }
}

/// Points of which the first shows the decimal mark, as nearly every real table does somewhere.
fn telling_pairs() -> impl Strategy<Value = Vec<(f64, f64)>> {
    let pair = (-1e6..1e6, prop_oneof![-1000.0..1000.0, (-9999i32..9999).prop_map(|n| f64::from(n) / 1000.0)]);
    prop::collection::vec(pair, 0..20).prop_map(|rest| [(0.5, 12.25)].into_iter().chain(rest).collect())
}

proptest! {
    // A failing case is printed whole; no file of seeds is kept.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back(points in points(40), x in name(), y in name()) {
        let text = write(&points, (&x, &y));
        let table = read(&text).map_err(|error| TestCaseError::fail(format!("{error:?} in {text}")))?;
        prop_assert_eq!(bits(&table.points), bits(&points), "{}", text);
        prop_assert_eq!(table.names, Some((x, y)));
        prop_assert!(table.has_split);
    }

    #[test]
    fn every_dialect_says_the_same(pairs in telling_pairs(), dialect in dialect()) {
        let text = dialect.text(&dialect.lines(&pairs));
        let table = read(&text).map_err(|error| TestCaseError::fail(format!("{error:?} in {text}")))?;
        let read: Vec<_> = table.points.iter().map(|p| (p.x, p.y)).collect();
        prop_assert_eq!(read, pairs, "{}", text);
        prop_assert_eq!(table.names.is_some(), dialect.header);
    }

    #[test]
    fn a_bad_row_is_named_by_its_line(
        pairs in telling_pairs(),
        dialect in dialect(),
        place in any::<prop::sample::Index>(),
        blanks in 0usize..3,
        bad in prop::sample::select(vec!["€5", "5km", "NaN", "-inf", "1e13", "1,2,3", "word", "0x10"]),
    ) {
        let mut lines = dialect.lines(&pairs);
        // Behind the first points, since a row of words before all others would be a header.
        let first = lines.len() - pairs.len() + 1;
        let at = first + place.index(lines.len() - first + 1);
        lines.insert(at, dialect.row(["7.5".replace('.', if dialect.decimal_comma { "," } else { "." }), bad.to_owned()]));
        for _ in 0..blanks {
            lines.insert(at, String::new());
            lines.insert(at, "# a comment, \"with\" marks; of\tall kinds".to_owned());
        }
        let text = dialect.text(&lines);
        let expected = (at + 2 * blanks + 1) as u64;
        match read(&text) {
            Err(CsvError::BadRow { line, text: cell, .. }) => {
                prop_assert_eq!(line, expected, "{}", text);
                prop_assert!(cell.chars().count() <= 40);
            }
            other => prop_assert!(false, "{:?} from {}", other, text),
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in prop_oneof![any::<String>(), "[\"#,;\t\r\n 0-9.eE+x\u{a0}−-]{0,80}"]) {
        if let Ok(table) = read(&text) {
            prop_assert!(!table.points.is_empty() && table.points.len() <= MOST_POINTS);
            prop_assert!(table.points.iter().all(|p| p.x.abs() <= MOST_MAGNITUDE && p.y.abs() <= MOST_MAGNITUDE));
        }
    }
}

#[test]
fn two_thousand_points_are_read_and_one_more_is_not() {
    let points: Vec<Point> = (0..=MOST_POINTS).map(|i| Point::of_curve(i as f64 / 7.0, 1.5, i % 5 == 0)).collect();
    let fitting = &points[..MOST_POINTS];
    assert_eq!(read(&write(fitting, ("x", "y"))).unwrap().points, fitting);
    assert_eq!(read(&write(&points, ("x", "y"))), Err(CsvError::TooMany { found: MOST_POINTS + 1 }));

    let bare = "1,2\n".repeat(MOST_POINTS);
    assert_eq!(read(&bare).unwrap().points.len(), MOST_POINTS);
    assert_eq!(read(&bare.repeat(3)), Err(CsvError::TooMany { found: 3 * MOST_POINTS }));
}

#[test]
fn a_text_with_endless_columns_or_quotes_is_refused_in_time() {
    let wide = format!("{}\n{}", "1,".repeat(300_000), "1,2\n".repeat(1500));
    assert!(matches!(read(&wide), Err(CsvError::BadRow { line: 1, reason: RowFault::Cells { .. }, .. })));
    assert!(read(&format!("1,2\n3,\"{}", "4,\n".repeat(100_000))).is_err());
}
