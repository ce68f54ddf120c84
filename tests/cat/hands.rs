//! What pointer and keys do, and what they leave behind: nothing that cannot be taken back.

use super::{Desk, HELD};
use cat::session::View;
use cat::units::first;
use lab::Phase;

/// All that a press could change, and what could be taken back and again.
fn state(desk: &mut Desk) -> String {
    desk.told();
    let session = desk.session();
    let (back, forth) = (session.undo.count(), session.undo.can());
    format!("{:?} {:?} {:?} {:?} {back} {forth:?}", session.hand, session.chosen, session.place, session.tabs)
}

/// The size that each picture has here, and where in it something can be pressed.
fn pressed(view: View) -> ((f32, f32), (f32, f32)) {
    match view {
        View::Hand => (HELD, (90.0, 70.0)),
        View::Ladder => ((400.0, 500.0), (65.0, 30.0)),
        View::Chart | View::Cats => ((400.0, 300.0), (150.0, 150.0)),
        View::Unit => ((576.0, 500.0), (20.0, 300.0)),
        View::Kinds => ((400.0, 300.0), (110.0, 150.0)),
    }
}

#[test]
fn what_is_cancelled_changes_nothing_in_any_picture() {
    let mut desk = Desk::trained(40);
    desk.press("another");
    desk.press("undo");
    desk.session().chosen = Some(first(1));
    for tool in ["tool-look", "tool-off", "tool-rub"] {
        desk.press(tool);
        for view in View::ALL {
            let (size, at) = pressed(view);
            desk.draw(view, size);
            // In the picture of a unit also where its window slides.
            for at in [at, (50.0, 60.0)] {
                let before = state(&mut desk);
                desk.point(view, Phase::Down, at);
                desk.point(view, Phase::Drag, (at.0 + 9.0, at.1 + 40.0));
                desk.point(view, Phase::Cancel, (at.0 + 9.0, at.1 + 40.0));
                assert!(state(&mut desk) == before, "{tool}: {view:?} at {at:?}");
            }
        }
        desk.press(tool);
    }
    // Without the cancel something happens at these places.
    desk.press("tool-off");
    for view in [View::Hand, View::Ladder, View::Unit, View::Kinds] {
        let (size, at) = pressed(view);
        desk.draw(view, size);
        desk.session().chosen = Some(first(1));
        let before = state(&mut desk);
        desk.tap(view, at);
        assert!(state(&mut desk) != before, "{view:?}");
        // Pressed at one place and let go at another, it was not meant.
        if view == View::Ladder || view == View::Kinds {
            let before = state(&mut desk);
            desk.point(view, Phase::Down, at);
            desk.point(view, Phase::Up, (at.0 + 100.0, at.1 + 100.0));
            assert!(state(&mut desk) == before, "{view:?}, let go elsewhere");
        }
    }
}

#[test]
fn what_is_cancelled_leaves_nothing_to_take_back_however_much_there_was() {
    let mut desk = Desk::default();
    desk.draw(View::Hand, HELD);
    for _ in 0..45 {
        desk.press("another");
    }
    desk.press("undo");
    desk.press("another");
    desk.press("tool-rub");
    let before = state(&mut desk);
    desk.point(View::Hand, Phase::Down, (90.0, 70.0));
    desk.point(View::Hand, Phase::Drag, (150.0, 150.0));
    desk.point(View::Hand, Phase::Cancel, (150.0, 150.0));
    assert!(state(&mut desk) == before);
    let hand = desk.session().hand.clone();
    desk.press("undo");
    assert!(desk.session().hand != hand, "what is taken back was a change");
}

#[test]
fn what_goes_on_after_a_press_was_broken_into_draws_nothing() {
    for between in ["another", "undo", "blank"] {
        for tool in ["tool-rub", "tool-cover"] {
            let mut desk = Desk::default();
            desk.draw(View::Hand, HELD);
            desk.press("another");
            desk.press(tool);
            desk.point(View::Hand, Phase::Down, (90.0, 70.0));
            desk.press(between);
            let before = state(&mut desk);
            for phase in [Phase::Drag, Phase::Up, Phase::Cancel] {
                desk.point(View::Hand, phase, (150.0, 150.0));
                assert!(state(&mut desk) == before, "{tool}, {between}: {phase:?}");
            }
        }
    }
}

#[test]
fn only_pen_and_eraser_are_put_down_by_keys() {
    for tool in ["tool-look", "tool-cover", "tool-off"] {
        let mut desk = Desk::default();
        desk.press(tool);
        desk.key(View::Hand, " ");
        desk.press("tool-draw");
        desk.key(View::Hand, "ArrowRight");
        assert!(!desk.session().hand.is_drawn_on(), "{tool}");
    }
}

#[test]
fn whatever_else_is_done_takes_the_pen_up() {
    for other in ["undo", "redo", "restore", "tool-draw", "tool-rub", "switch", "script", "variety", "seek", "Delete"] {
        for tool in ["draw", "rub"] {
            let mut desk = Desk::default();
            desk.run_to(2);
            desk.press(&format!("tool-{tool}"));
            desk.key(View::Hand, " ");
            desk.key(View::Hand, "ArrowRight");
            match other {
                "script" => drop(desk.ask("draw", &[0.0; 784])),
                "variety" => desk.set("variety", 0.1),
                "seek" => desk.set("timeline", 1.0),
                "Delete" => desk.key(View::Ladder, "Delete"),
                _ => desk.press(other),
            }
            let (hand, can) = (desk.session().hand.clone(), desk.session().undo.can());
            desk.key(View::Hand, "ArrowDown");
            if desk.tells("", "data-tool") != tool {
                desk.press(&format!("tool-{tool}"));
            }
            desk.key(View::Hand, "ArrowDown");
            assert!(desk.session().hand == hand, "{other} with {tool}");
            assert_eq!(desk.session().undo.can(), can, "{other} with {tool}");
        }
    }
}

#[test]
fn keys_move_the_square_from_where_it_is_and_no_other_key_moves_it() {
    let mut desk = Desk::default();
    desk.draw(View::Hand, HELD);
    desk.press("tool-cover");
    let Some((left, top)) = desk.session().hand.cover else { panic!("it is covered") };
    for (key, x, y) in [("ArrowRight", 1, 0), ("ArrowRight", 2, 0), ("ArrowDown", 2, 1), ("ArrowUp", 2, 0)] {
        desk.key(View::Hand, key);
        assert_eq!(desk.session().hand.cover, Some((left + x, top + y)), "{key}");
    }
    desk.tap(View::Hand, (60.0, 60.0));
    let before = state(&mut desk);
    for key in ["Escape", " ", "Enter", "Delete", "PageDown", "x"] {
        desk.key(View::Hand, key);
        assert!(state(&mut desk) == before, "{key}");
    }
    for _ in 0..40 {
        desk.key(View::Hand, "ArrowLeft");
    }
    desk.key(View::Hand, "ArrowRight");
    assert_eq!(desk.session().hand.cover.map(|cover| cover.0), Some(1), "it stops at the edge");
}

#[test]
fn keys_that_are_for_nothing_do_nothing() {
    for tool in ["tool-look", "tool-draw", "tool-rub", "tool-cover", "tool-off"] {
        let mut desk = Desk::default();
        desk.run_to(2);
        desk.press(tool);
        let before = state(&mut desk);
        for view in View::ALL {
            for key in ["PageDown", "Home", "x", "Shift"] {
                desk.key(view, key);
            }
        }
        desk.key(View::Hand, "Escape");
        assert!(state(&mut desk) == before, "{tool}");
        assert_eq!(desk.session().cursor, None, "{tool}");
    }
}

#[test]
fn every_cover_can_be_taken_back() {
    // Laid on another drawing by a tap, and by a key.
    for by_key in [false, true] {
        let mut desk = Desk::default();
        desk.draw(View::Hand, HELD);
        desk.press("tool-cover");
        desk.press("another");
        let hand = desk.session().hand.clone();
        assert_eq!(hand.cover, None);
        if by_key {
            desk.key(View::Hand, "ArrowLeft")
        } else {
            desk.tap(View::Hand, (60.0, 60.0))
        }
        assert!(desk.session().hand.cover.is_some());
        desk.press("undo");
        assert!(desk.session().hand == hand, "the drawing stays, by key {by_key}");
    }
    // On and off: each is taken back by itself.
    let mut desk = Desk::default();
    let bare = desk.session().hand.clone();
    desk.press("tool-cover");
    let covered = desk.session().hand.clone();
    desk.press("tool-cover");
    assert!(desk.session().hand == bare);
    desk.press("undo");
    assert!(desk.session().hand == covered && desk.tells("", "data-tool") == "cover");
    desk.press("undo");
    assert!(desk.session().hand == bare && desk.tells("", "data-tool") == "look");
    assert_eq!(desk.session().undo.can(), (false, true));
    desk.press("redo");
    desk.press("redo");
    assert!(desk.session().hand == bare);
}

/// What is said to who cannot see, since it was asked for last.
fn said(desk: &mut Desk) -> Vec<String> {
    let said = |tell| if let lab::Tell::Say(text) = tell { Some(text) } else { None };
    desk.told().into_iter().filter_map(said).collect()
}

#[test]
fn a_drawing_of_any_kind_is_taken_by_keys() {
    for chinese in [false, true] {
        let mut desk = Desk::trained(40);
        desk.hear(lab::Message::Chinese(chinese));
        desk.draw(View::Kinds, (400.0, 300.0));
        let hand = desk.session().hand.clone();
        said(&mut desk);
        desk.key(View::Kinds, "ArrowDown");
        let first_said = said(&mut desk);
        desk.key(View::Kinds, "ArrowDown");
        desk.key(View::Kinds, "ArrowRight");
        let second_said = said(&mut desk);
        assert!(first_said.len() == 1 && second_said.len() == 2 && first_said != second_said, "{second_said:?}");
        assert!(desk.session().hand == hand, "arrows only choose");
        let framed = desk.draw(View::Kinds, (400.0, 300.0));
        desk.key(View::Kinds, "Enter");
        let taken = desk.session().hand.clone();
        assert!(taken != hand && matches!(taken.origin, cat::hand::Origin::HeldOut(_, _)));
        desk.press("undo");
        assert!(desk.session().hand == hand);
        // The same one that the pointer takes there: second or third row, second column.
        desk.key(View::Kinds, "Escape");
        assert!(desk.draw(View::Kinds, (400.0, 300.0)).shapes.len() < framed.shapes.len(), "it was marked");
        // To the ends, and no farther.
        for key in ["ArrowUp", "ArrowLeft", "ArrowRight", "ArrowDown"] {
            for _ in 0..40 {
                desk.key(View::Kinds, key);
            }
            desk.key(View::Kinds, " ");
            desk.draw(View::Kinds, (400.0, 300.0));
        }
        let cat::hand::Origin::HeldOut(_, kind) = desk.session().hand.origin else { panic!("a held-out drawing") };
        assert_eq!(Some(&kind), drawings::Kind::ALL.last());
    }
}

#[test]
fn a_unit_below_is_opened_by_keys() {
    let mut desk = Desk::trained(40);
    desk.session().chosen = Some(first(2) + 3);
    desk.press("tab-unit");
    desk.draw(View::Unit, (576.0, 500.0));
    let place = desk.session().place();
    said(&mut desk);
    let plain = desk.draw(View::Unit, (576.0, 500.0)).shapes.len();
    desk.key(View::Unit, "Enter");
    desk.key(View::Unit, "ArrowRight");
    assert_eq!(said(&mut desk).len(), 2);
    assert_eq!(desk.session().place(), place, "the window stays");
    assert_eq!(desk.draw(View::Unit, (576.0, 500.0)).shapes.len(), plain + 1, "it is marked");
    // Let go, and begun again at the first.
    desk.key(View::Unit, "Escape");
    assert_eq!(desk.tells("", "data-front"), "unit");
    desk.key(View::Unit, "ArrowRight");
    assert!(desk.session().place() != place || place.1 + 1 == 3, "arrows slide the window");
    desk.key(View::Unit, "Enter");
    desk.key(View::Unit, "ArrowDown");
    desk.key(View::Unit, "Enter");
    assert_eq!(desk.session().chosen, Some(first(1) + 1));
    // And so on down to a stroke, below which there is none.
    desk.key(View::Unit, "Enter");
    desk.key(View::Unit, "Enter");
    assert_eq!(desk.session().chosen, Some(0));
    desk.key(View::Unit, "Enter");
    assert_eq!(cat::units::unit_of(desk.session().unit()), (0, 0));
    desk.key(View::Unit, "Escape");
    assert_eq!(desk.tells("", "data-front"), "ladder");
}

#[test]
fn a_picture_that_keys_lead_says_so() {
    let mut desk = Desk::trained(20);
    for chinese in [false, true] {
        desk.hear(lab::Message::Chinese(chinese));
        for view in [View::Hand, View::Ladder, View::Unit, View::Kinds] {
            let spoken = desk.tells(&format!("picture-{}", view.key()), "aria-label");
            assert!(spoken.contains(if chinese { "方向键" } else { "Arrow keys" }), "{spoken}");
        }
    }
}
