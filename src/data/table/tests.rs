//! Tables as people bring them, the smallest of each kind.

use super::*;
use crate::data::calendar::day;

/// A text, the names of its axes and its points.
type Named<'a> = (&'a str, (&'a str, &'a str), &'a [(f64, f64)]);
/// A text, and its lines that are left out.
type Lined<'a> = (&'a str, &'a [(u64, &'a str, Why)]);

fn reading(text: &str) -> Reading {
    read(text, &Choices { row_name: "row".to_owned(), ..Choices::default() }, 0)
        .unwrap_or_else(|unread| panic!("{unread:?}: {text:?}"))
}

fn pairs(text: &str) -> Vec<(f64, f64)> {
    reading(text).points.iter().map(|p| (p.x, p.y)).collect()
}

fn names(text: &str) -> (String, String) {
    reading(text).names.map(|names| (names.x, names.y)).unwrap_or_default()
}

fn left(text: &str) -> Vec<(u64, String, Why)> {
    reading(text).left.into_iter().map(|left| (left.line, left.text, left.why)).collect()
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
        "| km | price |\n|---|---|\n| 3.5 | 1200 |\n| -7 | 0.25 |",
        "距离，价格\n３．５，１２００\n－７，０．２５",
        "sep=;\nx;y\n3,5;1200\n-7;0,25",
        "=\"3.5\",=\"1200\"\n=\"-7\",=\"0.25\"",
    ];
    for text in spellings {
        assert_eq!(pairs(text), [(3.5, 1200.0), (-7.0, 0.25)], "{text:?}");
    }
}

#[test]
fn columns_are_found_by_what_they_are() {
    let cases: [Named; 14] = [
        (
            "id,area,price\n1,50,300\n2,80,410\n3,65,350",
            ("area", "price"),
            &[(50.0, 300.0), (80.0, 410.0), (65.0, 350.0)],
        ),
        (",area,price\n0,50,300\n1,80,410", ("area", "price"), &[(50.0, 300.0), (80.0, 410.0)]),
        ("price,area\n300,50\n410,80", ("area", "price"), &[(50.0, 300.0), (80.0, 410.0)]),
        ("总价,面积\n300,50\n410,80", ("面积", "总价"), &[(50.0, 300.0), (80.0, 410.0)]),
        ("序号,面积,总价\n1,50,300\n2,80,410", ("面积", "总价"), &[(50.0, 300.0), (80.0, 410.0)]),
        ("area,rooms,price\n50,2,300\n80,3,410", ("area", "price"), &[(50.0, 300.0), (80.0, 410.0)]),
        ("land,1990,2000\nA,3,4\nB,5,6", ("1990", "2000"), &[(3.0, 4.0), (5.0, 6.0)]),
        ("城市,1月,2月\n甲,3,4", ("1月", "2月"), &[(3.0, 4.0)]),
        ("60m,100m\n7.1,11.2", ("60m", "100m"), &[(7.1, 11.2)]),
        ("area price\n1 50 300\n2 80 410", ("area", "price"), &[(50.0, 300.0), (80.0, 410.0)]),
        ("#,area,price\n1,50,300\n2,80,410", ("area", "price"), &[(50.0, 300.0), (80.0, 410.0)]),
        ("city,price\nA,300\nB,410", ("row", "price"), &[(1.0, 300.0), (2.0, 410.0)]),
        ("area,50,80,65\nprice,300,410,350", ("area", "price"), &[(50.0, 300.0), (80.0, 410.0), (65.0, 350.0)]),
        ("year,sales\n2019,3\n2020,5", ("year", "sales"), &[(2019.0, 3.0), (2020.0, 5.0)]),
    ];
    for (text, (x, y), points) in cases {
        assert_eq!(names(text), (x.to_owned(), y.to_owned()), "{text:?}");
        assert_eq!(pairs(text), points, "{text:?}");
    }
    assert_eq!(pairs("1,50,300\n2,80,410\n3,65,350"), [(50.0, 300.0), (80.0, 410.0), (65.0, 350.0)]);
    assert_eq!(pairs("price\n300\n410"), [(1.0, 300.0), (2.0, 410.0)]);
}

#[test]
fn lines_around_the_table_are_left_out_and_told() {
    let cases: [Lined; 10] = [
        ("Prices 2024\narea,price\n50,300", &[(1, "Prices 2024", Why::Above)]),
        (
            "Data,World\nUpdated,2024-05-01\na,b,c,d,price\n1,2,3,4,300\n5,6,7,8,410",
            &[(1, "Data,World", Why::Above), (2, "Updated,2024-05-01", Why::Above)],
        ),
        ("Prices,2024,\n\narea,price,rooms\n50,300,2", &[(1, "Prices,2024,", Why::Above)]),
        ("area,price\nm²,万元\n50,300\n80,410", &[(2, "m²,万元", Why::Units)]),
        ("area,price\n50,300\nTotal,300", &[(3, "Total,300", Why::Total)]),
        ("面积,总价\n50,300\n合计：,300", &[(3, "合计：,300", Why::Total)]),
        ("area,price\n50,300\nSource: own survey", &[(3, "Source: own survey", Why::Note)]),
        (
            "area,price\n50,300\nSource: my survey, 2024, by hand",
            &[(3, "Source: my survey", Why::Cell(CellFault::NotANumber))],
        ),
        ("area,price\n50,300\narea,price\n80,410", &[(3, "area,price", Why::Names)]),
        ("50,300\nNA,410\n65,350", &[(2, "NA", Why::Cell(CellFault::Missing))]),
    ];
    for (text, expected) in cases {
        let expected: Vec<_> = expected.iter().map(|(line, text, why)| (*line, (*text).to_owned(), *why)).collect();
        assert_eq!(left(text), expected, "{text:?}");
    }
    let reading = reading("50,300\nNA,410\n65,350");
    assert_eq!((reading.rows, reading.points.len()), (3, 2));
}

#[test]
fn what_is_missing_is_left_out() {
    for missing in ["", "NA", "N/A", "NaN", "null", "-", "–", "?", "暂无", "#DIV/0!"] {
        let text = format!("area,price\n50,300\n{missing},410\n65,{missing}\n70,380");
        assert_eq!(pairs(&text), [(50.0, 300.0), (70.0, 380.0)], "{text:?}");
        assert_eq!(reading(&text).rows, 4);
    }
    assert_eq!(
        left("hour,temperature\n1,12.5\n2,-999\n3,14"),
        [(3, "-999".to_owned(), Why::Cell(CellFault::Placeholder))]
    );
    assert!(left("year,balance\n1,-1200\n2,-999\n3,1400").is_empty());
}

#[test]
fn units_go_into_the_names() {
    let cases = [
        ("area,price\n50平米,300万元\n65平米,350万元", ("area (平米)", "price (万元)"), [(50.0, 300.0), (65.0, 350.0)]),
        ("area (m²),price\n50,$300\n65,$350", ("area (m²)", "price ($)"), [(50.0, 300.0), (65.0, 350.0)]),
        ("area,price\n50,9000万\n65,1.2亿", ("area", "price (万)"), [(50.0, 9000.0), (65.0, 12000.0)]),
        ("area,price\nm²,k€\n50,300\n65,350", ("area (m²)", "price (k€)"), [(50.0, 300.0), (65.0, 350.0)]),
        ("50,30%\n65,35%", ("x", "y (%)"), [(50.0, 30.0), (65.0, 35.0)]),
        ("area,price\n~50,(300)\n65,350", ("area", "price"), [(50.0, -300.0), (65.0, 350.0)]),
    ];
    for (text, (x, y), points) in cases {
        assert_eq!(names(text), (x.to_owned(), y.to_owned()), "{text:?}");
        assert_eq!(pairs(text), points, "{text:?}");
    }
    let other = left("weight,price\n5 kg,3\n400 g,1\n7 kg,4");
    assert_eq!(other, [(3, "400 g".to_owned(), Why::Cell(CellFault::OtherUnit))]);
}

#[test]
fn what_nothing_tells_is_asked() {
    let cases: [(&str, &[Doubt], (f64, f64)); 12] = [
        ("50\t450,000\n60\t460,000", &[Doubt::Decimal], (50.0, 450_000.0)),
        ("50\t450.000\n60\t460.000", &[Doubt::Decimal], (50.0, 450_000.0)),
        ("50\t1.234\n60\t1.345", &[Doubt::Decimal], (50.0, 1.234)),
        ("3,5,420,7\n4,5,500,1", &[Doubt::Joined], (3.5, 420.7)),
        ("3,5 420,7\n4,5 500,1", &[Doubt::Spaces], (3.5, 420.7)),
        ("3/4/2024,5\n4/4/2024,6", &[Doubt::DayOrder], (19_786.0, 5.0)),
        ("area,50,80,65\nprice,300,410,350", &[Doubt::Sideways], (50.0, 300.0)),
        ("land,1990,2000\nA,3,4\nB,5,6", &[Doubt::Header], (3.0, 4.0)),
        ("x,y\n3,5,420,7\n4,5,500,1", &[], (3.5, 420.7)),
        ("name,age,weight\nAnn,12,40,5\nBob,13,45,1", &[Doubt::Joined], (12.0, 40.5)),
        ("name,weight\nAnn,40,5\nBob,45,1", &[], (1.0, 40.5)),
        ("Prices\n50,300\n80,410", &[Doubt::Joined], (50.0, 300.0)),
    ];
    for (text, doubts, first) in cases {
        let reading = reading(text);
        assert_eq!(reading.doubts, doubts, "{text:?}");
        assert_eq!(reading.points.first().map(|p| (p.x, p.y)), Some(first), "{text:?}");
    }
    // The other rows tell.
    assert_eq!(pairs("50\t450,000\n60.5\t460,000"), [(50.0, 450_000.0), (60.5, 460_000.0)]);
    assert_eq!(pairs("50\t450,000\n60,5\t460,000"), [(50.0, 450.0), (60.5, 460.0)]);
}

#[test]
fn lists_of_programs_are_read() {
    for text in ["(1, 2)\n(3, 4)\n(5, 6)", "[[1,2],[3,4],[5,6]]", "points = [\n  (1, 2),\n  (3, 4),\n  (5, 6),\n]"] {
        assert_eq!(pairs(text), [(1.0, 2.0), (3.0, 4.0), (5.0, 6.0)], "{text:?}");
    }
}

#[test]
fn choices_overrule_guesses() {
    let with = |text: &str, choices: Choices| {
        let read = read(text, &choices, 0).unwrap_or_else(|unread| panic!("{unread:?}: {text:?}"));
        (read.points.iter().map(|p| (p.x, p.y)).collect::<Vec<_>>(), read.doubts)
    };
    let decimal = |mark| Choices { decimal: Some(mark), ..Choices::default() };
    assert_eq!(with("50\t450,000", decimal(Mark::Comma)), (vec![(50.0, 450.0)], vec![]));
    assert_eq!(with("50\t450,000", decimal(Mark::Point)), (vec![(50.0, 450_000.0)], vec![]));
    assert_eq!(with("3,5,420,7\n4,5,500,1", decimal(Mark::Point)).0, [(3.0, 7.0), (4.0, 1.0)]);
    let header = |header| Choices { header: Some(header), ..Choices::default() };
    assert_eq!(with("a,b,c\n2019,1,2\n2020,3,4", header(false)).0.len(), 2);
    assert_eq!(with("2019,2020\n1,2\n3,4", header(false)).0.len(), 3);
    assert_eq!(with("1,2\n3,4", header(true)).0, [(3.0, 4.0)]);
    let pick = |x, y| Choices { x: Some(x), y: Some(y), ..Choices::default() };
    assert_eq!(with("a,b,c\n1,2,3", pick(Pick::Column(2), Pick::Column(0))).0, [(3.0, 1.0)]);
    assert_eq!(with("a,b\n5,6\n7,8", pick(Pick::Row, Pick::Column(0))).0, [(1.0, 5.0), (2.0, 7.0)]);
    let upright = Choices { sideways: Some(false), header: Some(true), ..Choices::default() };
    assert_eq!(with("area,50,80,65\nprice,300,410,350", upright).0, [(300.0, 350.0)]);
}

#[test]
fn dates_stand_on_the_x_axis() {
    let days = |dates: &[(i32, u8, u8)]| dates.iter().map(|(y, m, d)| day(*y, *m, *d).unwrap()).collect::<Vec<_>>();
    let cases = [
        ("2024-01-01,3\n2024-01-02,4", days(&[(2024, 1, 1), (2024, 1, 2)])),
        ("01.02.2024;3,5\n13.02.2024;4", days(&[(2024, 2, 1), (2024, 2, 13)])),
        ("2024年1月,3\n2024年2月,4", days(&[(2024, 1, 1), (2024, 2, 1)])),
        ("1949-01,112\n1949-02,118", days(&[(1949, 1, 1), (1949, 2, 1)])),
        ("202312,3\n202401,4", days(&[(2023, 12, 1), (2024, 1, 1)])),
        ("price,date\n3,2024-01-01\n4,2024-01-02", days(&[(2024, 1, 1), (2024, 1, 2)])),
        ("date,open,close\n1/13/2024,3,5\n2/1/2024,4,6", days(&[(2024, 1, 13), (2024, 2, 1)])),
        ("time,v\n1704067200000,3\n1704153600000,4", days(&[(2024, 1, 1), (2024, 1, 2)])),
    ];
    for (text, expected) in cases {
        let reading = reading(text);
        assert!(reading.names.is_some_and(|names| names.dated), "{text:?}");
        assert_eq!(reading.points.iter().map(|p| p.x).collect::<Vec<_>>(), expected, "{text:?}");
    }
    assert_eq!(pairs("year,v\n2023,3\n2024,4"), [(2023.0, 3.0), (2024.0, 4.0)]);
    assert_eq!(pairs("Jan,3\nFeb,4"), [(1.0, 3.0), (2.0, 4.0)]);
    assert_eq!(pairs("2020,21060000000000\n2021,23320000000000").last(), Some(&(2021.0, 2.332e13)));
}

#[test]
fn a_quote_that_nobody_closes_swallows_nothing() {
    let text = format!("size,price\n5\",3\n\"6,4\n{}", "7,5\n".repeat(60));
    assert_eq!(reading(&text).points.len(), 61);
    assert_eq!(reading("a;b\n1;\"2\n3;4\n5;6").rows, 3);
}

#[test]
fn a_long_table_is_sampled_from_the_seed() {
    let text: String = (0..5000).map(|i| format!("{i},{}\n", i % 7)).collect();
    let sample = |seed| read(&text, &Choices::default(), seed).unwrap();
    let first = sample(1);
    assert!(first.sampled && first.rows == 5000 && first.points.len() == 2000);
    assert!(first.points.windows(2).all(|pair| pair[0].x < pair[1].x));
    assert_eq!(sample(1).points, first.points);
    assert_ne!(sample(2).points, first.points);
}

#[test]
fn a_column_that_was_chosen_has_one_use_and_may_be_gone() {
    let label = |at| Choices { label: Some(Some(at)), ..Choices::default() };
    let table = |text: &str, at| read(text, &label(at), 0).map(|table| (table.label, table.has_split));
    // What is called so tells no points that are held out where it tells the class.
    assert_eq!(table("x,y,held_out\n1,2,0\n3,4,1", 2), Ok((Some(2), false)));
    assert_eq!(table("x,y,held_out\n1,2,0\n3,4,1", 5), Ok((None, true)));
    assert_eq!(table("held_out\n1\n2", 0), Err(Unread::NoNumbers));
    assert_eq!(table("held_out\n1\n2", 1), Err(Unread::NoNumbers));
}

#[test]
fn classes_are_told_by_a_third_column() {
    let kinds = |text: &str| {
        let reading = reading(text);
        assert!(reading.label.is_some(), "{text:?}");
        reading.points.iter().map(|p| (p.x, p.y, p.kind.number())).collect::<Vec<_>>()
    };
    assert_eq!(kinds("ear,whisker,animal\n3,5,cat\n8,2,rabbit"), [(3.0, 5.0, 1), (8.0, 2.0, 0)]);
    assert_eq!(kinds("1,2,1\n3,4,0"), [(1.0, 2.0, 1), (3.0, 4.0, 0)]);
    assert_eq!(kinds("id,a,b,class\n1,5,6,x\n2,7,8,y"), [(5.0, 6.0, 0), (7.0, 8.0, 1)]);
    let iris = "sl,sw,pl,pw,species\n5,3,1,0,setosa\n7,3,4,1,versicolor\n6,3,6,2,virginica";
    assert_eq!(kinds(iris), [(5.0, 3.0, 0), (7.0, 3.0, 2), (6.0, 3.0, 1)]);
    for curve in
        ["area,price,city\n50,300,A\n80,410,B", "type,area,price\nflat,50,300\nhouse,80,410", "x,y,z\n1,2,3\n3,4,5"]
    {
        assert_eq!(reading(curve).label, None, "{curve:?}");
    }
}

#[test]
fn nothing_is_found_in_words() {
    for text in ["", "\n\n", "cat", "a,b\nc,d", "x,y", "# 1,2"] {
        assert_eq!(read(text, &Choices::default(), 0), Err(Unread::NoNumbers), "{text:?}");
    }
}
