//! A run: it learns, rests, goes on and goes back, and what comes of it depends on neither clock nor hand.

use super::Desk;
use cat::exam::DRAWINGS;
use lab::{Message, Tell, Work};

#[test]
fn three_learn_and_the_run_rests_by_itself() {
    let mut desk = Desk::default();
    desk.press("tempo-fast");
    desk.press("play");
    while desk.session().playing {
        desk.frame(16.7);
    }
    assert_eq!(desk.step(), 1000);
    let said = desk.told().into_iter().any(|tell| matches!(tell, Tell::Say(text) if !text.is_empty()));
    assert!(said, "who cannot see it is told");
    desk.settle();
    let (last, right, _) = *desk.history().last().expect("an exam");
    assert_eq!(last, 992);
    let percent = right.map(|right| 100.0 * right as f32 / DRAWINGS as f32);
    println!("after 1,000 steps: line, dense, CNN {percent:?} %");
    assert!(percent[0] < 75.0 && percent[2] >= 96.0 && percent[1] < percent[2], "{percent:?}");
    assert!(desk.told().contains(&Tell::Right(2)), "the question is settled by the numbers");
    desk.press("play");
    desk.frame(16.7);
    assert!(desk.session().playing && desk.step() > 1000, "and goes on when it is asked to");
    desk.hear(Message::Rest);
    assert!(!desk.session().playing);
}

#[test]
fn at_a_slow_pace_steps_follow_the_clock() {
    for (pace, steps) in [("tempo-slow", 8), ("tempo-normal", 60)] {
        let mut desk = Desk::default();
        desk.press(pace);
        desk.press("play");
        for _ in 0..60 {
            assert_eq!(desk.frame(1000.0 / 60.0), Work::Waits);
        }
        assert!(desk.step().abs_diff(steps) <= 1, "{pace}: {} steps in a second", desk.step());
    }
}

#[test]
fn a_pause_changes_nothing() {
    let mut straight = Desk::default();
    straight.press("tempo-fast");
    straight.run_to(96);
    straight.settle();
    let mut paused = Desk::default();
    paused.run_to(37);
    paused.settle();
    paused.press("hurts");
    paused.settle();
    paused.run_in_frames(70, 16.7, 3);
    paused.work(20);
    paused.hear(Message::Rest);
    paused.press("step");
    assert_eq!(paused.step(), 71);
    paused.run_to(96);
    paused.settle();
    assert!(paused.bits() == straight.bits());
    assert_eq!(paused.history(), straight.history());
}

#[test]
fn frames_make_no_difference() {
    let run = |milliseconds: f32, slices: usize, pace: &str| {
        let mut desk = Desk::default();
        desk.press(pace);
        desk.run_in_frames(100, milliseconds, slices);
        (desk.bits(), desk.history())
    };
    let (bits, history) = run(16.7, 40, "tempo-fast");
    assert_eq!(history.iter().map(|(step, ..)| *step).collect::<Vec<_>>(), [0, 32, 64]);
    for (milliseconds, slices, pace) in [
        (1.0, 1, "tempo-fast"),
        (100.0, usize::MAX, "tempo-normal"),
        (100.0, 7, "tempo-fast"),
        (33.0, 300, "tempo-slow"),
    ] {
        let (other, its_history) = run(milliseconds, slices, pace);
        assert!(other == bits, "frames of {milliseconds} ms with {slices} slices");
        assert_eq!(its_history, history, "frames of {milliseconds} ms with {slices} slices");
    }
}

#[test]
fn looking_back_shows_the_same_bits_and_so_does_coming_back() {
    let mut desk = Desk::trained(110);
    let (end, history) = (desk.bits(), desk.history());
    for step in [0, 25, 61] {
        let mut fresh = Desk::default();
        if step > 0 {
            fresh.run_to(step);
        }
        desk.set("timeline", step as f32);
        assert!(!desk.session().playing);
        desk.settle();
        assert_eq!((desk.step(), desk.session().run.end()), (step, 110));
        assert!(desk.bits() == fresh.bits(), "step {step}");
    }
    // On the way to one step another one is asked for.
    desk.set("timeline", 90.0);
    desk.work(5);
    desk.set("timeline", 3.0);
    desk.work(5);
    desk.press("latest");
    desk.settle();
    assert!(desk.bits() == end);
    assert_eq!(desk.history(), history);
    assert_eq!(desk.ask("seek", &[40.0]), desk.ask("status", &[]));
    desk.run_to(110);
    desk.settle();
    assert!(desk.bits() == end, "played again");
    assert_eq!(desk.history(), history);
}

#[test]
fn an_exam_that_is_interrupted_is_not_lost() {
    let mut straight = Desk::default();
    straight.run_to(70);
    let mut desk = Desk::default();
    desk.run_to(40);
    assert_eq!(desk.session().exam.under_way(), Some(32));
    desk.set("timeline", 10.0);
    desk.press("latest");
    desk.settle();
    desk.run_to(70);
    assert_eq!(desk.history(), straight.history());
}

#[test]
fn a_new_start_is_the_same_run_and_a_new_seed_another() {
    let mut desk = Desk::default();
    desk.run_to(40);
    let first = desk.bits();
    desk.press("play");
    desk.press("again");
    assert_eq!((desk.step(), desk.session().playing), (0, false));
    desk.run_to(40);
    assert!(desk.bits() == first);
    let picture = desk.session().hand.original;
    desk.press("reseed");
    assert_eq!((desk.step(), desk.tells("seed", "text")), (0, "2".to_owned()));
    assert!(desk.session().hand.original != picture, "a cat of the new drawings");
    desk.run_to(40);
    assert!(desk.bits() != first);
}

#[test]
fn scripts_take_the_steps_that_the_page_takes() {
    let mut page = Desk::trained(45);
    let mut script = Desk::default();
    let status = script.ask("step", &[45.0]);
    assert_eq!(status, script.ask("status", &[]));
    script.ask("look", &[]);
    assert!(script.bits() == page.bits());
    assert_eq!(script.history(), page.history());
    assert_eq!(script.ask("look", &[]), page.ask("look", &[]));
    for (question, numbers) in [
        ("step", &[0.0][..]),
        ("step", &[1.5]),
        ("step", &[f32::NAN]),
        ("step", &[1e9]),
        ("seek", &[-1.0]),
        ("seek", &[f32::NAN]),
        ("sheet", &[5.0]),
        ("sheet", &[-1.0]),
        ("sheet", &[0.5]),
        ("mask", &[26.0, 1.0]),
        ("mask", &[-1.0, 1.0]),
        ("mask", &[0.5, 1.0]),
        ("draw", &[0.5; 783]),
        ("draw", &[1.5; 784]),
        ("draw", &[f32::NAN; 784]),
        ("variety", &[f32::NAN]),
        ("purr", &[]),
    ] {
        assert!(script.refuses(question, numbers), "{question}");
    }
}
