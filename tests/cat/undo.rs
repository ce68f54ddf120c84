//! What can be taken back, and taken again.

use super::Desk;
use cat::session::View;
use lab::{Message, Phase, Tell};

fn undone(desk: &mut Desk) -> (bool, bool) {
    let can = |desk: &mut Desk, role| desk.tells(role, "aria-disabled") == "false";
    (can(desk, "undo"), can(desk, "redo"))
}

#[test]
fn undo_leaves_the_tool_that_is_held() {
    let mut desk = Desk::trained(40);
    let whole = desk.session().hand.clone();
    desk.press("tool-rub");
    desk.stroke(&[(4.0, 14.0), (24.0, 14.0)]);
    desk.press("tool-off");
    desk.press("undo");
    assert_eq!(desk.session().hand, whole);
    assert_eq!(desk.tells("", "data-tool"), "off");
    // The pen goes with the empty paper.
    desk.press("blank");
    assert_eq!(desk.tells("", "data-tool"), "draw");
    desk.press("undo");
    assert_eq!(desk.tells("", "data-tool"), "off");
}

#[test]
fn a_stroke_is_taken_back_and_again() {
    let mut desk = Desk::default();
    let whole = desk.session().hand.clone();
    desk.press("tool-rub");
    desk.stroke(&[(4.0, 14.0), (14.0, 14.0), (20.0, 9.0)]);
    let rubbed = desk.session().hand.clone();
    assert!(rubbed != whole && desk.session().hand.is_drawn_on());
    desk.stroke(&[(4.0, 20.0), (24.0, 20.0)]);
    assert_eq!(undone(&mut desk), (true, false));
    desk.press("undo");
    assert_eq!(desk.session().hand, rubbed);
    desk.press("undo");
    assert_eq!(desk.session().hand, whole);
    assert_eq!(undone(&mut desk), (false, true));
    desk.press("undo");
    desk.press("redo");
    assert_eq!(desk.session().hand, rubbed);
    desk.press("redo");
    desk.press("redo");
    assert_eq!(undone(&mut desk), (true, false));
    // A new change leads elsewhere.
    desk.press("undo");
    desk.stroke(&[(9.0, 9.0), (10.0, 10.0)]);
    assert_eq!(undone(&mut desk), (true, false));
}

#[test]
fn a_slider_that_is_moved_is_one_change_until_it_rests() {
    let mut desk = Desk::default();
    desk.run_to(5);
    for value in 0..30 {
        desk.set("variety", value as f32 / 60.0);
        desk.frame(16.7);
    }
    assert_eq!(desk.tells("variety", "value"), (29.0_f32 / 60.0).to_string());
    // Much later it is moved again.
    desk.press("play");
    for _ in 0..70 {
        desk.frame(16.7);
    }
    desk.press("play");
    let (step, slider) = (desk.step(), desk.tells("variety", "value"));
    desk.set("variety", 0.9);
    desk.set("variety", 1.0);
    desk.press("undo");
    assert_eq!((desk.step(), desk.tells("variety", "value")), (step, slider));
    desk.press("undo");
    assert_eq!((desk.step(), desk.tells("variety", "value")), (5, "0.75".to_owned()));
    assert_eq!(undone(&mut desk), (false, true));
    desk.press("redo");
    desk.press("redo");
    assert_eq!(desk.tells("variety", "value"), "1");
}

#[test]
fn a_slider_that_was_let_go_of_is_another_change() {
    // Also where nothing trains, so that no frame tells how time passes.
    for between in ["let go", "tab-unit", "play", "seek", "pointer", "key", "script"] {
        let mut desk = Desk::default();
        desk.set("variety", 0.1);
        desk.set("variety", 0.2);
        match between {
            "let go" => desk.hear(Message::LetGo),
            "seek" => desk.set("timeline", 0.0),
            "pointer" => desk.tap(View::Chart, (9.0, 9.0)),
            "key" => desk.key(View::Ladder, "ArrowLeft"),
            "script" => drop(desk.ask("pause", &[])),
            _ => desk.press(between),
        }
        desk.hear(Message::Rest);
        desk.set("variety", 0.8);
        desk.set("variety", 0.9);
        for value in ["0.2", "0.75"] {
            desk.press("undo");
            assert_eq!(desk.tells("variety", "value"), value, "{between}");
        }
        assert_eq!(undone(&mut desk), (false, true));
    }
    // What only looks leaves it held.
    let mut desk = Desk::default();
    desk.set("variety", 0.1);
    desk.ask("status", &[]);
    desk.point(View::Hand, Phase::Over, (9.0, 9.0));
    desk.set("variety", 0.2);
    desk.press("undo");
    assert_eq!(desk.tells("variety", "value"), "0.75");
}

#[test]
fn two_sliders_are_two_changes() {
    let mut desk = Desk::default();
    desk.set("turn", 3.0);
    desk.set("size", 0.1);
    desk.set("turn", 4.0);
    for turn in ["3", "3", "20"] {
        desk.press("undo");
        assert_eq!(desk.tells("turn", "value"), turn);
    }
    assert_eq!(undone(&mut desk), (false, true));
}

#[test]
fn a_run_comes_back_as_it_was() {
    let mut desk = Desk::default();
    desk.run_to(40);
    desk.settle();
    let (bits, history) = (desk.bits(), desk.history());
    for change in ["again", "reseed", "human", "count-300", "teach-cat", "teach-no"] {
        desk.press(change);
        desk.press("undo");
        assert!(!desk.session().playing, "{change}");
        desk.settle();
        assert!(desk.bits() == bits, "{change}");
        assert_eq!(desk.history(), history, "{change}");
        assert_eq!(desk.tells("seed", "text"), "1", "{change}");
        assert_eq!(desk.tells("own", "text"), "", "{change}");
        desk.press("redo");
        desk.press("undo");
        assert!(desk.bits() == bits, "{change} twice");
    }
    desk.run_to(45);
    let mut straight = Desk::default();
    straight.run_to(45);
    assert!(desk.bits() == straight.bits(), "and goes on as it would have gone on");
}

#[test]
fn what_is_cancelled_leaves_everything_as_it_was() {
    let mut desk = Desk::default();
    desk.draw(View::Hand, super::HELD);
    desk.press("tool-rub");
    desk.stroke(&[(4.0, 14.0), (14.0, 14.0)]);
    desk.stroke(&[(4.0, 20.0), (14.0, 20.0)]);
    desk.press("undo");
    for tool in ["tool-rub", "tool-draw", "tool-cover", "tool-off"] {
        if tool != "tool-rub" {
            desk.press(tool);
        }
        desk.told();
        let (before, can) = (desk.session().hand.clone(), undone(&mut desk));
        desk.point(View::Hand, Phase::Down, (90.0, 70.0));
        desk.point(View::Hand, Phase::Drag, (150.0, 150.0));
        desk.point(View::Hand, Phase::Cancel, (150.0, 150.0));
        assert_eq!(desk.session().hand, before, "{tool}");
        assert_eq!(undone(&mut desk), can, "{tool}");
        // A pointer that goes on without being pressed does nothing.
        desk.point(View::Hand, Phase::Over, (10.0, 10.0));
        desk.point(View::Hand, Phase::Out, (10.0, 10.0));
        desk.point(View::Hand, Phase::Cancel, (10.0, 10.0));
        assert_eq!(desk.session().hand, before, "{tool}");
        assert_eq!(undone(&mut desk), can, "{tool}");
    }
}

#[test]
fn the_keyboard_draws_as_the_pointer_does() {
    let mut desk = Desk::default();
    desk.press("blank");
    assert_eq!(desk.tells("", "data-tool"), "draw");
    desk.key(View::Hand, " ");
    for _ in 0..5 {
        desk.key(View::Hand, "ArrowRight");
    }
    desk.key(View::Hand, " ");
    desk.key(View::Hand, "ArrowDown");
    let line = desk.session().hand.clone();
    assert!(line.has_ink());
    desk.press("undo");
    assert!(!desk.session().hand.has_ink(), "a stroke is one change");
    desk.press("redo");
    assert_eq!(desk.session().hand, line);
    // The pen is taken up where another drawing is taken in hand: arrows do not draw on it.
    desk.key(View::Hand, " ");
    desk.press("another");
    desk.key(View::Hand, "ArrowUp");
    assert!(!desk.session().hand.is_drawn_on());
}

#[test]
fn no_more_is_kept_than_can_be() {
    let mut desk = Desk::default();
    for change in 0..60 {
        desk.press(if change % 2 == 0 { "human" } else { "another" });
    }
    let mut back = 0;
    while undone(&mut desk).0 {
        desk.press("undo");
        back += 1;
    }
    assert!((8..=40).contains(&back), "{back}");
    assert!(desk.told().iter().all(|tell| !matches!(tell, Tell::Right(_))));
}
