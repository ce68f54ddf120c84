//! What is said of a table before it is used.

use super::both;
use kittengrad::data::table::encoding::Other;
use kittengrad::data::table::{CellFault, Choices, Doubt, Reading, Unread, Why, read};
use kittengrad::text::{Lang, table};

fn reading(text: &str) -> Reading {
    read(text, &Choices { row_name: "row".to_owned(), ..Choices::default() }, 0).expect("a table")
}

#[test]
fn each_reason_and_each_doubt_is_said_once() {
    let faults = [
        CellFault::Missing,
        CellFault::NotANumber,
        CellFault::NotADate,
        CellFault::OtherUnit,
        CellFault::TooLarge,
        CellFault::Placeholder,
    ];
    let whys = [
        Why::Above,
        Why::Note,
        Why::Units,
        Why::Names,
        Why::Total,
        Why::Cells,
        Why::NoClass,
        Why::OtherClass,
        Why::HeldOut,
    ];
    let mut said: Vec<[String; 2]> = Vec::new();
    for why in whys.into_iter().chain(faults.map(Why::Cell)) {
        said.push(both(|lang| table::why(why, lang)));
    }
    for doubt in [Doubt::Header, Doubt::Decimal, Doubt::Joined, Doubt::Spaces, Doubt::DayOrder, Doubt::Sideways] {
        said.push(both(|lang| table::doubt(doubt, lang).0.to_owned()));
        let [first, second] = table::doubt(doubt, Lang::En).1;
        assert!(first.0 != second.0 && first.1 != second.1);
        assert_eq!([first.1, second.1], table::doubt(doubt, Lang::ZhHans).1.map(|answer| answer.1));
    }
    let kept: Vec<[String; 2]> = [Unread::NoNumbers, Unread::NoPoints]
        .map(|unread| both(|lang| table::unread(unread, lang)))
        .into_iter()
        .chain(
            [Other::Spreadsheet, Other::Pdf, Other::Picture, Other::WebPage, Other::Unknown]
                .map(|other| both(|lang| table::other(other, lang))),
        )
        .chain([both(table::too_large), both(table::unreadable)])
        .collect();
    assert!(kept.iter().all(|[en, zh]| en.contains("Your points are as they were.") && zh.contains("没有变")));
    said.extend(kept);
    for (i, words) in said.iter().enumerate() {
        assert!(said[..i].iter().all(|other| other[0] != words[0] && other[1] != words[1]), "{words:?} is said twice");
    }
}

#[test]
fn what_becomes_of_the_rows_is_counted() {
    let cases = [
        ("x,y\n1,2\n3,4", "All 2 rows become points."),
        ("x,y\n1,2", "1 row becomes a point."),
        ("x,y\n1,2\n3,NA\n5,6", "2 of 3 rows become points; 1 left out."),
    ];
    for (text, said) in cases {
        let [en, _] = both(|lang| table::summary(&reading(text), lang));
        assert_eq!(en, said);
    }
    // Of more than two columns it is said which are meant.
    let [en, zh] = both(|lang| table::summary(&reading("id,area,price,town\n1,50,300,A\n2,60,310,B"), lang));
    assert_eq!(en, "All 2 rows become points. x: area, y: price.");
    assert_eq!(zh, "共 2 行，全部成为数据点。x：area，y：price。");
    let long: String = (0..3000).map(|i| format!("{i},{}\n", i % 7)).collect();
    let [en, zh] = both(|lang| table::summary(&reading(&long), lang));
    assert!([en, zh].iter().all(|said| said.contains("2,000") && said.contains("3,000")));
}

#[test]
fn columns_and_classes_are_named() {
    let samples = reading("ear,whisker,animal\n3,5,cat\n8,2,rabbit");
    assert_eq!(table::classes(&samples, Lang::En), "The model is asked whether it is “cat”.");
    assert_eq!(table::classes(&reading("x,y\n1,2"), Lang::En), "");
    let dressed = reading("面积,总价,备注\n50平米,300万,新\n60平米,310万,旧");
    let kinds: Vec<String> = dressed.columns.iter().map(|column| table::kind(column, Lang::ZhHans)).collect();
    assert_eq!(kinds, ["数字，平米", "数字，万", "文字"]);
    let bare = reading("1,2\n3,4");
    assert_eq!(table::column(&bare.columns[1], 1, Lang::En), "column 2");
    let [en, zh] = both(|lang| table::no_column("size", &samples.columns, lang));
    assert!([en, zh].iter().all(|said| said.contains("size") && said.contains("whisker")));
}
