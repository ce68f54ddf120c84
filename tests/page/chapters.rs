//! index.html against the chapters: what is shown where, and the answers and goals of each.

use super::fragments::fragments;
use super::{all, page};
use kittengrad::session::story::{Chapter, ROWS};

#[test]
fn what_is_shown_in_chapters_names_chapters_and_every_question_has_its_answers() {
    let page = page();
    let keys: Vec<&str> = Chapter::ALL.iter().map(|chapter| chapter.key()).collect();
    let shown = all(&page, "[data-in]");
    assert!(shown.len() > 20);
    for element in shown {
        let within = element.attr("data-in").expect("chapters");
        assert!(within.split(' ').all(|key| keys.contains(&key)), "{within}");
    }
    for row in &ROWS {
        let article = format!("article[data-in=\"{}\"]", row.chapter.key());
        if row.chapter == Chapter::Free {
            assert!(all(&page, &article).is_empty());
            continue;
        }
        // A laboratory's card comes with its own piece of the page.
        let labs = fragments();
        let own = labs.iter().find(|(lab, _)| row.chapter.is_in_a_laboratory() && lab == row.chapter.key());
        let page = own.map_or(&page, |(_, fragment)| fragment);
        assert_eq!(all(page, &format!("{article} .goals [data-goal]")).len(), row.goals.len(), "{article}");
        let asked = if row.chapter == Chapter::Map {
            ".map .ring > button".to_owned()
        } else {
            format!("{article} .question button")
        };
        let answers: Vec<String> =
            all(page, &asked).iter().filter_map(|answer| answer.attr("data-guess").map(str::to_owned)).collect();
        assert_eq!(answers.len(), row.answers, "{asked}");
        assert!((0..row.answers).all(|i| answers.contains(&i.to_string())), "{answers:?}");
    }
}
