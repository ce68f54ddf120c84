//! Tables as people write them: what is read, what is refused, and why.

use super::*;

fn pairs(text: &str) -> Vec<(f64, f64)> {
    read(text).unwrap().points.iter().map(|p| (p.x, p.y)).collect()
}

fn fault(text: &str) -> (u64, RowFault, String) {
    match read(text) {
        Err(CsvError::BadRow { line, reason, text }) => (line, reason, text),
        other => panic!("{text:?} gave {other:?}"),
    }
}

#[test]
fn one_table_in_many_spellings() {
    let spellings = [
        "3.5,1200\n-7,0.25",
        "\u{feff}x,y\r\n3.5,1200\r\n-7,0.25\r\n",
        "x;y\r3,5;1200\r\u{2212}7;0,25\r",
        "3.5\t1,200\n-7\t0.25",
        "3,5;1.200\n-7;0,25",
        "3,5;1 200,0\n-7;0,25",
        "x,y\n\"3,5\",\"1.200\"\n-7,\"0,25\"",
        "3.5,\"1,200.0\"\n-7,.25",
        "distance,price\n3.5,1 200\n-7,0.25",
        "distance in km   price\n  3.5  1.2e3\n  -7   .25",
        "# comment\n\n3.5 , 1200\n,,\n  # another\n -7, 0.25",
        "city,km,when,price\nBerlin,3.5,monday,1200\n\"Bonn, am Rhein\",-7,friday,0.25",
    ];
    for text in spellings {
        assert_eq!(pairs(text), [(3.5, 1200.0), (-7.0, 0.25)], "{text:?}");
    }
}

#[test]
fn a_held_out_column_sets_the_split() {
    for name in ["held_out", "Held-Out", "heldOut", "held out", "保留"] {
        let table = read(&format!("距离,{name},价格\n1,TRUE,2\n3,0,4\n5,1,6\n7,false,8")).unwrap();
        assert_eq!(table.points.iter().map(|p| p.held_out).collect::<Vec<_>>(), [true, false, true, false]);
        assert_eq!(table.names, Some(("距离".to_owned(), "价格".to_owned())));
        assert!(table.has_split);
    }
    assert!(!read("1,2,1").unwrap().has_split);
}

#[test]
fn a_doubtful_cell_is_refused() {
    let cases = [
        ("1;1,234\n2;5", 1, RowFault::AmbiguousNumber, "1,234"),
        ("x\ty\n2\t5\n1\t1.234", 3, RowFault::AmbiguousNumber, "1.234"),
        ("3,\"420,000\"", 1, RowFault::AmbiguousNumber, "420,000"),
        ("3,5 420,7", 1, RowFault::AmbiguousSpace, "3,5 420,7"),
        ("1 200 3 400", 1, RowFault::AmbiguousSpace, "1 200 3 400"),
        ("1;2,5\n2;3,5\n3;4.55", 3, RowFault::DecimalMark, "4.55"),
    ];
    for (text, line, reason, cell) in cases {
        assert_eq!(fault(text), (line, reason, cell.to_owned()), "{text:?}");
    }
    // One cell that can only be read one way settles the others.
    assert_eq!(pairs("1;1,234\n2;5,5"), [(1.0, 1.234), (2.0, 5.5)]);
    assert_eq!(pairs("1.5;1,234"), [(1.5, 1234.0)]);
    assert_eq!(pairs("1.234,5.678"), [(1.234, 5.678)]);
    assert_eq!(pairs("x y held_out\n50 100 0"), [(50.0, 100.0)]);
}

#[test]
fn a_bad_row_is_named() {
    let cases = [
        ("x,y\n1,2\n3,€5", 3, RowFault::NotANumber, "€5"),
        ("€1,€2\n3,4", 1, RowFault::NotANumber, "€1"),
        ("1,2\n3,5 km", 2, RowFault::NotANumber, "5 km"),
        ("1,2\n\n# comment\n3,", 4, RowFault::Blank, "3,"),
        ("1,2\r\r3,NaN", 3, RowFault::NotFinite, "NaN"),
        ("1,2\r\n-inf,4", 2, RowFault::NotFinite, "-inf"),
        ("1,1e13\n3,4", 1, RowFault::TooLarge, "1e13"),
        ("x,y\n1,2,3", 2, RowFault::Cells { found: 3, expected: 2 }, "1,2,3"),
        ("1,2,3\n4,5,6\n7,8", 3, RowFault::Cells { found: 2, expected: 3 }, "7,8"),
        ("1\n2\n3", 1, RowFault::Cells { found: 1, expected: 2 }, "1"),
        ("x,y,held_out\n1,2,0\n3,4,maybe", 3, RowFault::HeldOut, "maybe"),
        ("name\nx,y\n1,2\n3,4", 2, RowFault::Cells { found: 2, expected: 1 }, "x,y"),
    ];
    for (text, line, reason, cell) in cases {
        assert_eq!(fault(text), (line, reason, cell.to_owned()), "{text:?}");
    }
    let long = fault(&format!("1,2\n3,{}", "长".repeat(100))).2;
    assert_eq!(long, "长".repeat(39) + "…");
}

#[test]
fn a_text_without_points_is_empty() {
    for text in ["", "\u{feff}", " \n\r\n", "# only a comment", ",,;\n", "x,y\n", &write(&[], ("x", "y"))] {
        assert_eq!(read(text), Err(CsvError::Empty), "{text:?}");
    }
}

#[test]
fn points_by_script_are_checked() {
    assert_eq!(check(&[]), Ok(()));
    let check =
        |points: &[(f64, f64)]| check(&points.iter().map(|&(x, y)| Point::of_curve(x, y, false)).collect::<Vec<_>>());
    assert_eq!(check(&[(0.0, -1e12); MOST_POINTS]), Ok(()));
    assert_eq!(check(&[(0.0, 0.0); MOST_POINTS + 1]), Err(PointFault::TooMany { found: 2001 }));
    assert_eq!(check(&[(0.0, 0.0), (0.0, f64::NAN)]), Err(PointFault::NotFinite { index: 1 }));
    assert_eq!(check(&[(f64::NEG_INFINITY, 0.0)]), Err(PointFault::NotFinite { index: 0 }));
    assert_eq!(check(&[(0.0, 0.0), (1.1e12, 0.0)]), Err(PointFault::TooLarge { index: 1 }));
}
