//! Everything that is said, in both languages and in every state.

use super::Desk;
use cat::exam::DRAWINGS;
use cat::learners::Kind as Whose;
use cat::session::View;
use cat::words::number::{fixed, percent};
use lab::{Message, Shape, Tell};

/// Calls `check` with a desk in one state after another.
pub fn each_state(mut check: impl FnMut(&str, &mut Desk)) {
    let mut desk = Desk::default();
    check("new", &mut desk);
    desk.press("switch");
    check("new, with a unit off", &mut desk);
    desk.press("undo");
    desk.press("tempo-fast");
    desk.press("play");
    check("about to learn", &mut desk);
    desk.run_to(3);
    desk.press("play");
    check("at its first drawings", &mut desk);
    desk.run_to(70);
    desk.press("play");
    check("learning", &mut desk);
    desk.press("switch");
    check("learning, with a unit off", &mut desk);
    desk.press("undo");
    desk.run_to(300);
    check("paused, before its exam", &mut desk);
    desk.settle();
    check("trained", &mut desk);
    for kind in 0..9 {
        desk.press(&format!("kind-{kind}"));
        check(&format!("trained, kind {kind}"), &mut desk);
    }
    desk.press("kind-0");
    desk.key(View::Hand, "ArrowLeft");
    check("with a cursor", &mut desk);
    desk.key(View::Hand, "Escape");
    desk.press("hurts");
    desk.settle();
    check("what hurts", &mut desk);
    desk.rub_out_ears();
    check("without ears", &mut desk);
    desk.settle();
    check("without ears, asked of others", &mut desk);
    desk.press("hurts");
    desk.press("restore");
    desk.press("tool-cover");
    check("covered", &mut desk);
    desk.press("restore");
    desk.press("switch");
    check("one unit off", &mut desk);
    desk.settle();
    check("one unit off, asked of others", &mut desk);
    for unit in 0..26 {
        desk.ask("mask", &[unit as f32, 0.0]);
    }
    desk.settle();
    check("all units off", &mut desk);
    desk.press("restore");
    desk.press("blank");
    check("blank", &mut desk);
    desk.stroke(&[(3.0, 3.0), (24.0, 3.0), (24.0, 24.0)]);
    check("own", &mut desk);
    desk.press("teach-cat");
    desk.run_to(305);
    check("taught", &mut desk);
    desk.press("again");
    check("again", &mut desk);
    desk.press("undo");
    desk.set("timeline", 260.0);
    check("on the way back", &mut desk);
    desk.settle();
    check("looking back", &mut desk);
    desk.press("kind-0");
    desk.set("variety", 1.0);
    check("before other drawings", &mut desk);
    desk.settle();
    check("inverted", &mut desk);
    for _ in 0..4 {
        desk.press("another");
    }
    check("inverted, another", &mut desk);
    // Some units have died by then, or were never alive on paper that is black.
    desk.press("tool-rub");
    desk.stroke(&[(3.0, 3.0), (24.0, 3.0), (24.0, 24.0)]);
    check("inverted, rubbed", &mut desk);
}

/// All words that are told, drawn and spoken, each with where it stands.
fn said(desk: &mut Desk) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for tell in desk.told() {
        match tell {
            Tell::Text { role, text } => all.push((role, text)),
            Tell::Mark { role, name, value } if name == "aria-label" => all.push((role, value)),
            Tell::Say(text) => all.push(("said".to_owned(), text)),
            Tell::Mark { .. }
            | Tell::Value { .. }
            | Tell::Goal(_)
            | Tell::Right(_)
            | Tell::Keep(_)
            | Tell::Focus(_) => {}
        }
    }
    for unit in [None, Some(1), Some(10), Some(19)] {
        let chosen = desk.session().chosen;
        if unit.is_some() {
            desk.session().chosen = unit;
            desk.session().place = None;
        }
        for view in View::ALL {
            for size in [(600.0, 500.0), (358.0, 420.0)] {
                for shape in desk.draw(view, size).shapes {
                    if let Shape::Text { text, .. } = shape {
                        all.push((format!("{view:?}"), text));
                    }
                }
            }
            all.push((format!("{view:?}, spoken"), cat::draw::spoken(desk.session(), view)));
        }
        desk.session().chosen = chosen;
    }
    all
}

fn is_chinese(letter: char) -> bool {
    ('\u{3000}'..'\u{a000}').contains(&letter) || ('\u{ff00}'..'\u{fff0}').contains(&letter)
}

/// Words that are the same in both languages.
const BOTH: [&str; 5] = ["CNN", "ReLU", "px", "Delete", "×"];

#[test]
fn each_word_is_in_the_language_of_the_page() {
    each_state(|name, desk| {
        for chinese in [false, true] {
            desk.hear(Message::Chinese(chinese));
            for (place, text) in said(desk) {
                let what = format!("{name}, {place}: {text:?}");
                assert!(!text.contains(['{', '}']) && !text.contains("  "), "{what}");
                if chinese {
                    let rest = BOTH.iter().fold(text.clone(), |text, word| text.replace(word, ""));
                    assert!(!rest.contains(|letter: char| letter.is_ascii_alphabetic()), "{what}");
                } else {
                    assert!(!text.contains(is_chinese), "{what}");
                }
            }
        }
        desk.hear(Message::Chinese(false));
    });
}

#[test]
fn there_is_always_something_said() {
    each_state(|name, desk| {
        for chinese in [false, true] {
            desk.hear(Message::Chinese(chinese));
            let headline = desk.headline();
            assert!(headline.chars().count() > 4, "{name}: {headline:?}");
            assert!(!headline.starts_with(' ') && !headline.ends_with(' '), "{name}: {headline:?}");
            for view in View::ALL {
                let label = desk.tells(&format!("picture-{}", view.key()), "aria-label");
                assert!(label.chars().count() > 4, "{name}: {view:?} is called {label:?}");
            }
            for role in ["caption", "unit-name", "step-text", "seed"] {
                assert!(!desk.tells(role, "text").is_empty(), "{name}: {role}");
            }
        }
        desk.hear(Message::Chinese(false));
    });
}

#[test]
fn the_headline_has_the_numbers_of_the_moment() {
    each_state(|name, desk| {
        let headline = desk.headline();
        let playing = desk.session().playing;
        let (_, now) = desk.session().traces();
        let (sum, enough, cat) = (now.sum, now.enough, f32::from(u8::from(now.is_cat())));
        if desk.session().run.wanted().is_none() {
            assert_eq!([sum, enough, cat], ["sum", "enough", "cat"].map(|field| desk.status(field)[0]), "{name}");
        }
        if name == "blank" {
            assert_eq!(headline, "An empty paper: draw on it.", "nothing is judged before it is drawn");
        } else if desk.step() == 0 && !playing {
            assert_eq!(headline, "It has not learnt anything yet.", "{name}");
        } else if desk.session().hand.is_poked() {
            assert!(headline.contains(&fixed(sum, 2)), "{name}: {headline}, {sum}");
            assert_eq!(headline.contains("no cat"), cat == 0.0, "{name}: {headline}");
        } else if playing {
            if let Some((step, right)) = desk.session().right() {
                let right = percent(right[Whose::Cnn as usize], DRAWINGS as u32);
                assert!(step == 0 || headline.contains(&right), "{name}: {headline}, {right}");
            }
        } else if desk.session().run.wanted().is_none() {
            for number in [sum, enough] {
                assert!(headline.contains(&fixed(number, 2)), "{name}: {headline}, {number}");
            }
            let says = ["A cat: ", "Your drawing, a cat: "].iter().any(|start| headline.starts_with(start));
            assert_eq!(says, cat == 1.0, "{name}: {headline}");
        }
        let step = desk.session().run.wanted().unwrap_or(desk.step()).to_string();
        assert!(desk.tells("step-text", "text").contains(&step), "{name}");
    });
}
