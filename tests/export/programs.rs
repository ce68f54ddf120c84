//! What holds of the programs in every language.

use crate::runs::{crooked, losses};
use kittengrad::data::Point;
use kittengrad::export::code::{Language, code};
use kittengrad::session::{Msg, Session};

#[test]
fn a_program_is_whole_and_says_from_where_it_goes_and_what_it_prints() {
    for run in crooked() {
        for language in Language::ALL {
            let text = code(&run.session, language).expect("there are points");
            let name = format!("{}, {}", run.name, language.word());
            for left in ["‹", "¦", "›"] {
                assert!(!text.contains(left), "{name}: {left} is left");
            }
            let unfilled = text.split('@').skip(1).step_by(2).find(|word| word.chars().all(|c| c.is_ascii_uppercase()));
            assert_eq!(unfilled, None, "{name}");
            assert!(text.lines().all(|line| line == line.trim_end()), "{name}: a line ends in blanks");
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{name}");
            assert_eq!(
                text.contains("something was changed last"),
                run.name.contains("changed-") || ["another-optimizer", "moved", "edited"].contains(&&*run.name),
                "{name}"
            );
            let (train, _) = losses(&run.session);
            let word = if run.name == "in-chinese" { "训练损失" } else { "training loss" };
            let told =
                text.lines().find_map(|line| line.trim_start_matches("//!").trim().strip_prefix(&format!("{word}: ")));
            assert_eq!(told.and_then(|told| told.parse().ok()), Some(train), "{name}");
        }
    }
}

#[test]
fn without_a_point_to_learn_from_there_is_no_program() {
    let mut session = Session::default();
    while !session.points().is_empty() {
        session.update(Msg::RemovePoint(0));
    }
    for language in Language::ALL {
        assert_eq!(code(&session, language), None, "{}", language.word());
    }
}

#[test]
fn names_of_columns_break_no_program() {
    let mut session = Session::default();
    let points = vec![Point::of_curve(1.0, 2.0, false), Point::of_curve(2.0, 5.0, false)];
    let names = Some(kittengrad::data::Names::of("a \"\"\"\n*/ b", "c\\\r// d"));
    session.update(Msg::Import { points, names, split: true, classes: false });
    for language in Language::ALL {
        let text = code(&session, language).expect("there are points");
        let line = text.lines().find(|line| line.contains("*/ b")).expect("the names are told");
        assert!(line.starts_with('#') || line.starts_with("///"), "{line}");
        assert!(line.contains("// d"), "{line}");
    }
}
