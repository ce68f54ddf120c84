//! Tables as text, from outside: what is written reads back, every dialect says the same, and nothing that a text may hold makes the
//! reader panic, hang or lose a row in silence.

use kittengrad::data::table::encoding;
use kittengrad::data::table::{Choices, Reading, Unread, read};
use kittengrad::data::{MOST_MAGNITUDE, MOST_POINTS, Names, Point, Species, read_back, write, write_classes};
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

fn samples(most: usize) -> impl Strategy<Value = Vec<Point>> {
    let kinds = prop::collection::vec(prop::sample::select(Species::ALL.to_vec()), most);
    (points(most), kinds).prop_map(|(points, kinds)| {
        points.into_iter().zip(kinds).map(|(point, kind)| Point { kind, ..point }).collect()
    })
}

/// A name of any characters, but most often of those that could be mistaken for structure.
fn name() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        "[\"#,;\t\r\n 1.x离ß]{0,12}",
        ".{0,12}",
        prop::sample::select(vec!["held_out", "2020", "class", "类别"]).prop_map(str::to_owned),
    ];
    name.prop_map(|name: String| name.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned())
}

fn bits(points: &[Point]) -> Vec<(u64, u64, bool)> {
    points.iter().map(|p| (p.x.to_bits(), p.y.to_bits(), p.held_out)).collect()
}

fn kinds(points: &[Point]) -> Vec<Species> {
    points.iter().map(|p| p.kind).collect()
}

fn guessed(text: &str) -> Result<Reading, Unread> {
    read(text, &Choices::default(), 0)
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
    fn row<const CELLS: usize>(&self, cells: [String; CELLS]) -> String {
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
    fn what_is_kept_reads_back(points in points(40), x in name(), y in name()) {
        let text = write(&points, (&x, &y));
        let Some((read, names)) = read_back(&text, false) else { return Err(TestCaseError::fail(text)) };
        prop_assert_eq!(bits(&read), bits(&points), "{}", text);
        prop_assert_eq!(names, (x, y));
    }

    #[test]
    fn classes_that_are_kept_read_back(points in samples(40), x in name(), y in name()) {
        let text = write_classes(&points, (&x, &y));
        let Some((read, names)) = read_back(&text, true) else { return Err(TestCaseError::fail(text)) };
        prop_assert_eq!(bits(&read), bits(&points), "{}", text);
        prop_assert_eq!(kinds(&read), kinds(&points), "{}", text);
        prop_assert_eq!(names, (x, y));
    }

    #[test]
    fn what_is_taken_home_can_be_brought_again(points in points(40)) {
        let table = guessed(&write(&points, ("area", "rent"))).map_err(|unread| TestCaseError::fail(format!("{unread:?}")))?;
        prop_assert_eq!(bits(&table.points), bits(&points));
        prop_assert!(table.has_split && table.is_clean() && table.label.is_none());
        prop_assert_eq!(table.names, Some(Names::of("area", "rent")));
    }

    #[test]
    fn classes_that_are_taken_home_can_be_brought_again(points in samples(40)) {
        let table = guessed(&write_classes(&points, ("ears", "whiskers"))).map_err(|unread| TestCaseError::fail(format!("{unread:?}")))?;
        prop_assert_eq!(bits(&table.points), bits(&points));
        prop_assert_eq!(kinds(&table.points), kinds(&points));
        prop_assert!(table.has_split && table.is_clean() && table.label.is_some());
    }

    #[test]
    fn every_dialect_tells_the_same_classes(
        pairs in telling_pairs(),
        dialect in dialect(),
        cats in prop::collection::vec(any::<bool>(), 20),
        words in prop::sample::select(vec![["0", "1"], ["false", "TRUE"], ["no", "Yes"], ["否", "是"], ["dog", "cat"], ["a", "b"]]),
    ) {
        // The first is of the other class, so that the second of two words that say nothing comes second.
        let cats: Vec<bool> = [false, true].into_iter().chain(cats).collect();
        let pairs: Vec<_> = [(0.25, 0.5)].into_iter().chain(pairs).collect();
        let rows = pairs.iter().zip(&cats);
        let row = |((x, y), cat): (&(f64, f64), &bool)| {
            dialect.row([dialect.number(*x), dialect.number(*y), words[usize::from(*cat)].to_owned()])
        };
        let header = dialect.header.then(|| dialect.row(["ears".to_owned(), "whiskers".to_owned(), "animal".to_owned()]));
        let text = dialect.text(&header.into_iter().chain(rows.map(row)).collect::<Vec<_>>());
        let table = guessed(&text).map_err(|unread| TestCaseError::fail(format!("{unread:?} in {text}")))?;
        prop_assert!(table.label.is_some(), "{}", text);
        let told: Vec<_> = table.points.iter().map(|p| ((p.x, p.y), p.kind.is_positive())).collect();
        prop_assert_eq!(told, pairs.into_iter().zip(cats).collect::<Vec<_>>(), "{}", text);
    }

    #[test]
    fn every_dialect_says_the_same(pairs in telling_pairs(), dialect in dialect()) {
        let text = dialect.text(&dialect.lines(&pairs));
        let table = guessed(&text).map_err(|unread| TestCaseError::fail(format!("{unread:?} in {text}")))?;
        let read: Vec<_> = table.points.iter().map(|p| (p.x, p.y)).collect();
        prop_assert_eq!(read, pairs, "{}", text);
        prop_assert_eq!(table.names.is_some(), dialect.header);
    }

    #[test]
    fn a_bad_row_is_left_out_and_named_by_its_line(
        pairs in telling_pairs(),
        dialect in dialect(),
        place in any::<prop::sample::Index>(),
        blanks in 0usize..3,
        bad in prop::sample::select(vec!["NaN", "-inf", "1e16", "1,2,3", "word", "0x10", "12-34", "-"]),
    ) {
        let mut lines = dialect.lines(&pairs);
        // Behind the first two points, since a row of words before all others would be a header, or of units.
        let first = lines.len() - pairs.len() + pairs.len().min(2);
        let at = first + place.index(lines.len() - first + 1);
        lines.insert(at, dialect.row(["7.5".replace('.', if dialect.decimal_comma { "," } else { "." }), bad.to_owned()]));
        for _ in 0..blanks {
            lines.insert(at, String::new());
            lines.insert(at, "# a comment, \"with\" marks; of\tall kinds".to_owned());
        }
        let text = dialect.text(&lines);
        let expected = (at + 2 * blanks + 1) as u64;
        let table = guessed(&text).map_err(|unread| TestCaseError::fail(format!("{unread:?} in {text}")))?;
        prop_assert_eq!(table.left.iter().map(|left| left.line).collect::<Vec<_>>(), [expected], "{}", text);
        prop_assert!(table.left.iter().all(|left| left.text.chars().count() <= 40));
        prop_assert_eq!(table.points.iter().map(|p| (p.x, p.y)).collect::<Vec<_>>(), pairs, "{}", text);
        prop_assert!(!table.is_clean());
    }

    #[test]
    fn no_text_makes_it_panic(text in any_text()) {
        if let Ok(table) = guessed(&text) {
            prop_assert!(!table.points.is_empty() && table.points.len() <= MOST_POINTS);
            prop_assert!(table.points.iter().all(|p| p.x.abs() <= MOST_MAGNITUDE && p.y.abs() <= MOST_MAGNITUDE));
            prop_assert!(table.rows >= table.points.len());
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = encoding::guess(&bytes);
        let _ = guessed(&String::from_utf8_lossy(&bytes));
        let _ = read_back(&String::from_utf8_lossy(&bytes), bytes.len().is_multiple_of(2));
    }
}

/// Any text, but most often of what tables are made of.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\"#,;|\t\r\n 0-9.eE+x\u{a0}−年月:/-]{0,80}",
        "(x,y,(class|z|held_out)\n)?([0-9],[0-9],[0-2a-c]\n){0,8}",
        prop::collection::vec(
            prop::sample::select(vec![
                "3",
                "3,5",
                "1.234",
                "$300",
                "300万",
                "2024-01-01",
                "3/4/2024",
                "NA",
                "-999",
                "Total",
                "m²",
                "id",
                "price",
                "1:30",
                "(30)",
                "=\"5\"",
                "\"",
                "\n",
                ",",
                ";",
                "\t",
                "|",
                " ",
                "，",
                "sep=;",
                "202401",
                "Jan",
                "-",
            ]),
            0..60,
        )
        .prop_map(|pieces| pieces.concat()),
    ]
}

#[test]
fn a_text_with_endless_columns_or_quotes_is_read_in_time() {
    let wide = format!("{}\n{}", "1,".repeat(300_000), "1,2\n".repeat(1500));
    assert!(guessed(&wide).is_ok());
    assert!(guessed(&format!("1,2\n3,\"{}", "4,\n".repeat(100_000))).is_ok());
}

#[test]
fn a_class_is_told_by_its_name_or_by_a_third_column_of_two_values() {
    use Species::{First, Positive, Second, Third};
    let tables: [(&str, &[Species]); 18] = [
        ("x,y,class\n1,2,0\n3,4,1\n5,6,2\n7,8,3", &[First, Positive, Second, Third]),
        ("x,y,Label\n1,2,1.0\n3,4,0.0", &[Positive, First]),
        ("x;y;LABEL\n1,0;2;1,0\n3;4;0,0", &[Positive, First]),
        ("类别,胡须,耳朵\n猫,1,2\n狗,3,4\n猫,5,6", &[Positive, First, Positive]),
        ("type,held_out,x,z\n1,0,1,2\n0,1,3,4", &[Positive, First]),
        ("kind,x,z\nyes,1,2\nno,3,4", &[Positive, First]),
        ("x,z,group\n1,2,sick\n3,4,well\n5,6,Sick", &[First, Positive, First]),
        ("x,y,标签\n1,2,-1\n3,4,1", &[First, Positive]),
        ("x,y,class\n1,2,cat\n3,4,Cat", &[Positive, Positive]),
        ("x,y,class\n1,2,dog", &[First]),
        ("x,y,class\n1,2,2\n3,4,0", &[Second, First]),
        ("1,2,1\n3,4,0", &[Positive, First]),
        ("x,z,w\n1,2,true\n3,4,false", &[Positive, First]),
        ("1 2 cat\n3 4 kind", &[Positive, First]),
        ("1,2,cat\n3,4,kind", &[Positive, First]),
        ("x,z,held_out,w\n1,2,0,a\n3,4,1,b", &[First, Positive]),
        ("ears in cm   whiskers in cm   type of animal\n1 2 dog\n3 4 cat", &[First, Positive]),
        ("name,x,z,animal\nTom,1,2,cat\nRex,3,4,dog", &[Positive, First]),
    ];
    for (text, expected) in tables {
        let table = guessed(text).unwrap_or_else(|unread| panic!("{unread:?} in {text}"));
        assert!(table.label.is_some(), "{text:?}");
        assert_eq!(kinds(&table.points), expected, "{text:?}");
        assert_eq!(table.has_split, text.contains("held_out"));
        let read: Vec<_> = table.points.iter().map(|p| (p.x, p.y)).collect();
        assert_eq!(read, [(1.0, 2.0), (3.0, 4.0), (5.0, 6.0), (7.0, 8.0)][..read.len()], "{text:?}");
    }
}
