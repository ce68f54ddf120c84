//! What is changed in the middle of a run holds from there on, and looking back shows what held before.

use super::Desk;
use cat::exam::DRAWINGS;
use cat::hand::Origin;

#[test]
fn a_change_begins_a_segment_and_looking_back_shows_what_held_before() {
    let mut desk = Desk::default();
    // A drawing that the code has made would be made anew with the variety.
    desk.session().hand.origin = Origin::Given;
    desk.run_to(33);
    desk.settle();
    let before = desk.bits();
    desk.set("variety", 1.0);
    assert!(desk.bits() == before, "what was learnt is kept");
    desk.run_to(50);
    desk.settle();
    assert_eq!(desk.session().run.changes().collect::<Vec<_>>(), [33]);
    let (end, history) = (desk.bits(), desk.history());
    let settings = |desk: &mut Desk| {
        [("variety", "value"), ("inversion", "value"), ("value-turn", "text")]
            .map(|(role, what)| desk.tells(role, what))
    };
    assert_eq!(settings(&mut desk), ["1", "0.5", "± 20°"]);
    desk.set("timeline", 20.0);
    desk.settle();
    assert_eq!(settings(&mut desk), ["0.75", "0", "± 20°"]);
    assert_eq!(desk.session().results().expect("an exam").step, 20);
    assert!(desk.session().exam.paper().pictures().iter().all(|picture| drawings::paper_of(picture) == 0.0));
    desk.press("latest");
    desk.settle();
    assert!(desk.bits() == end);
    assert_eq!(settings(&mut desk), ["1", "0.5", "± 20°"]);
    let mut never = Desk::default();
    never.session().hand.origin = Origin::Given;
    never.run_to(50);
    assert!(never.bits() != end);
    // Played over the place where it was changed.
    desk.set("timeline", 20.0);
    desk.settle();
    desk.run_to(50);
    desk.settle();
    assert!(desk.bits() == end);
    assert_eq!(desk.history(), history);
    assert_eq!(settings(&mut desk), ["1", "0.5", "± 20°"]);
    let inverted = |desk: &mut Desk| {
        let paper = desk.session().results().expect("an exam").paper.clone();
        paper.pictures().iter().filter(|picture| drawings::paper_of(picture) == 1.0).count()
    };
    assert!(inverted(&mut desk) > DRAWINGS / 3, "the exam is of the drawings that are learnt from");
}

#[test]
fn a_change_forgets_what_lies_ahead_of_a_step_that_was_looked_at() {
    let mut desk = Desk::default();
    desk.run_to(40);
    desk.settle();
    desk.set("timeline", 30.0);
    desk.settle();
    desk.press("count-100");
    assert_eq!((desk.step(), desk.session().run.end()), (30, 30));
    assert_eq!(desk.tells("count-100", "aria-pressed"), "true");
    let mut other = Desk::default();
    other.run_to(30);
    other.press("count-100");
    for desk in [&mut desk, &mut other] {
        desk.run_to(40);
    }
    assert!(desk.bits() == other.bits());
    desk.press("undo");
    assert_eq!((desk.step(), desk.session().run.end()), (30, 40), "what lay ahead is there again");
}

#[test]
fn each_slider_and_button_of_the_drawings_says_what_it_does() {
    let mut desk = Desk::default();
    for (name, value, text) in [
        ("place", 2.0, "± 2.0 px"),
        ("size", 0.1, "± 10 %"),
        ("turn", 5.0, "± 5°"),
        ("wobble", 0.5, "50 %"),
        ("stroke", 0.25, "25 %"),
        ("inversion", 0.4, "40 %"),
    ] {
        desk.set(name, value);
        assert_eq!(desk.tells(name, "value"), value.to_string());
        assert_eq!(desk.tells(&format!("value-{name}"), "text"), text);
    }
    for name in ["count-100", "count-300", "count-1000", "count-endless", "human"] {
        desk.press(name);
        assert_eq!(desk.tells(name, "aria-pressed"), "true", "{name}");
    }
    desk.press("human");
    assert_eq!(desk.tells("human", "aria-pressed"), "false");
    // What is not a number is not heard.
    for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let before = desk.session().conditions().clone();
        for name in ["variety", "place", "turn", "timeline"] {
            desk.set(name, value);
        }
        assert_eq!(*desk.session().conditions(), before);
    }
}

#[test]
fn a_line_only_guesses_when_half_of_the_drawings_are_white_on_black() {
    let mut desk = Desk::default();
    desk.press("tempo-fast");
    desk.set("variety", 1.0);
    assert!(!desk.reached(1));
    desk.run_to(150);
    desk.settle();
    assert!(desk.reached(1), "{:?}", desk.history());
}
