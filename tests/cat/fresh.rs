//! Whatever is done, at whatever moment: what is learnt and shown is what a fresh run comes to that has learnt under the same
//! conditions.

use super::{Desk, HELD, page};
use cat::exam::{Exam, Marks};
use cat::learners::Kind as Whose;
use cat::run::Run;
use cat::session::View;
use cat::trace::Tracer;
use lab::{Message, Phase};
use rand_core::Rng;
use rand_pcg::Pcg32;

/// What the three have learnt.
fn bits(run: &Run) -> Vec<u32> {
    let learners = Whose::ALL.map(|kind| run.learners.get(kind));
    learners.iter().flat_map(|learner| learner.model.parameters.values()).map(|value| value.to_bits()).collect()
}

/// Works until the step is there that is looked at.
fn arrive(desk: &mut Desk) {
    while desk.session().run.wanted().is_some() {
        desk.work(1);
    }
}

/// A run that has never been looked back upon, at the desk's step and under its conditions.
fn fresh(desk: &mut Desk) -> Run {
    let step = desk.step();
    let changes: Vec<u32> = desk.session().run.changes().filter(|change| *change <= step).collect();
    let past = desk.session().run.past();
    let mut held = Vec::new();
    for at in std::iter::once(0).chain(changes) {
        desk.session().run.seek(at);
        while desk.session().run.wanted().is_some() {
            desk.session().run.work();
        }
        held.push((at, desk.session().conditions().clone()));
    }
    desk.session().run.return_to(past);
    let mut run = Run::new(held[0].1.clone());
    for (at, conditions) in &held[1..] {
        while run.step() < *at {
            run.work();
        }
        run.change(conditions.clone());
    }
    while run.step() < step {
        run.work();
    }
    run
}

/// The exam of what a run has learnt, with the drawings that it learns from now.
fn examined(run: &Run) -> Marks {
    let mut exam = Exam::new(run.conditions().series, &run.learners);
    while !exam.is_ready() {
        exam.prepare();
    }
    exam.begin(run.step(), &run.learners);
    loop {
        if let Some(marks) = exam.work() {
            return marks;
        }
    }
}

/// Compares what is known at rest with a fresh run.
#[track_caller]
fn is_as_fresh(desk: &mut Desk, what: &str) {
    desk.hear(Message::Rest);
    desk.settle();
    let fresh = fresh(desk);
    assert!(bits(&fresh) == bits(&desk.session().run), "other parameters after {what}");
    let (marks, results) = (examined(&fresh), desk.session().results().expect("an exam").clone());
    assert_eq!((results.step, results.right), (marks.step, marks.right), "another exam after {what}");
    let hand = desk.session().hand.clone();
    let model = &fresh.learners.get(Whose::Cnn).model;
    let (_, now) = desk.session().traces();
    assert_eq!(*now, Tracer::new(model).trace(model, &hand.shown(), hand.off), "another way through after {what}");
}

fn teach(desk: &mut Desk, row: f32) {
    desk.press("blank");
    desk.stroke(&[(1.0, row), (27.0, row)]);
    desk.press("teach-no");
    desk.hear(Message::Rest);
}

#[test]
fn a_change_in_the_middle_of_a_step_holds_for_all_of_it() {
    for slices in [1, 5, 9] {
        let mut desk = Desk::default();
        desk.run_to(3);
        desk.press("play");
        desk.pass(16.7);
        desk.work(slices);
        desk.set("variety", 1.0);
        desk.run_to(5);
        is_as_fresh(&mut desk, "a change in the middle of a step");
    }
}

#[test]
fn the_exam_is_of_the_run_and_its_drawings_wherever_it_is_looked_at() {
    let mut desk = Desk::default();
    desk.run_to(33);
    desk.settle();
    desk.set("variety", 1.0);
    desk.run_to(45);
    desk.set("timeline", 20.0);
    desk.settle();
    desk.press("latest");
    is_as_fresh(&mut desk, "looking back over a change");
    desk.set("timeline", 32.0);
    desk.settle();
    desk.press("step");
    is_as_fresh(&mut desk, "one step over a change");
    let mut other = Desk::default();
    other.run_to(40);
    other.settle();
    other.press("again");
    other.press("count-100");
    other.run_to(40);
    other.settle();
    other.press("undo");
    other.press("undo");
    is_as_fresh(&mut other, "another run was at this step");
    other.set("timeline", 30.0);
    arrive(&mut other);
    other.press("count-100");
    other.run_to(40);
    is_as_fresh(&mut other, "the run was another one from a step before on");
    other.press("blank");
    other.stroke(&[(4.0, 14.0), (24.0, 14.0)]);
    other.press("again");
    other.told();
    other.press("reseed");
    is_as_fresh(&mut other, "a new seed");
}

#[test]
fn which_exams_a_run_has_does_not_hang_on_the_clock_nor_on_the_hand() {
    let steps = |desk: &mut Desk| desk.history().iter().map(|(step, ..)| *step).collect::<Vec<_>>();
    for (name, value) in [("variety", Some(0.5)), ("count-100", None)] {
        for at in [40, 64] {
            let [quick, slow] = [false, true].map(|waits| {
                let mut desk = Desk::default();
                desk.run_to(at);
                if waits {
                    desk.settle();
                }
                match value {
                    Some(value) => desk.set(name, value),
                    None => desk.press(name),
                }
                desk.run_to(97);
                desk.settle();
                (desk.history(), steps(&mut desk))
            });
            assert_eq!(quick.1, [0, 32, 64, 96], "{name} at {at}");
            assert_eq!(quick, slow, "{name} at {at}");
        }
    }
    let mut by_hand = Desk::default();
    for _ in 0..34 {
        by_hand.press("step");
    }
    by_hand.settle();
    assert_eq!(steps(&mut by_hand), [0, 32]);
}

#[test]
fn what_is_pressed_on_the_way_to_a_step_waits_until_that_is_there() {
    let mut desk = Desk::default();
    desk.run_to(45);
    desk.set("timeline", 20.0);
    desk.work(30);
    assert!(desk.step() < 20);
    assert_eq!(desk.tells("timeline", "value"), "20", "the step that was asked for, and not the one on the way");
    desk.press("human");
    assert_eq!(desk.session().run.end(), 45);
    desk.settle();
    assert_eq!(desk.session().run.changes().collect::<Vec<_>>(), [20]);
    is_as_fresh(&mut desk, "a change on the way to a step");
}

#[test]
fn of_later_exams_nothing_is_told() {
    let mut desk = Desk::trained(128);
    let known = desk.tells("line-right", "text");
    desk.set("timeline", 5.0);
    arrive(&mut desk);
    assert!(desk.session().results().is_none());
    assert_eq!(desk.tells("line-right", "text"), "", "at 5 the latest exam is that of step 0");
    desk.press("latest");
    arrive(&mut desk);
    assert_eq!(desk.tells("line-right", "text"), known);
    // Nor of an exam with other drawings, until there is one of these.
    desk.set("variety", 1.0);
    assert_eq!(desk.tells("line-right", "text"), "");
    desk.run_to(140);
    desk.press("play");
    assert_eq!(desk.headline(), "The drawings are others now: it learns on.");
    desk.run_to(161);
    assert_ne!(desk.tells("line-right", "text"), "");
    let spoken = desk.tells("picture-chart", "aria-label");
    assert!(spoken.contains("at step 128"), "{spoken}");
    desk.set("timeline", 40.0);
    arrive(&mut desk);
    let spoken = desk.tells("picture-chart", "aria-label");
    assert!(spoken.contains("at step 32"), "{spoken}");
}

#[test]
fn own_drawings_stay_until_they_are_forgotten() {
    let mut desk = Desk::default();
    desk.run_to(3);
    teach(&mut desk, 5.0);
    desk.run_to(5);
    teach(&mut desk, 9.0);
    desk.run_to(7);
    desk.set("timeline", 2.0);
    arrive(&mut desk);
    desk.press("human");
    assert_eq!(desk.session().own.len(), 2);
    assert_eq!(desk.session().conditions().own.len(), 2, "and are learnt from from here on");
    desk.press("undo");
    assert_eq!(desk.session().own.len(), 2);
    desk.press("latest");
    arrive(&mut desk);
    desk.set("timeline", 2.0);
    arrive(&mut desk);
    teach(&mut desk, 15.0);
    assert_eq!(desk.session().own.len(), 3);
    desk.set("timeline", 0.0);
    arrive(&mut desk);
    desk.press("again");
    assert_eq!((desk.session().own.len(), desk.session().conditions().own.len()), (3, 3));
    is_as_fresh(&mut desk, "again");
}

/// What somebody might do next.
fn act(desk: &mut Desk, dice: &mut Pcg32, (acts, sliders): (&[String], &[String])) -> String {
    let mut roll = |sides: usize| dice.next_u32() as usize % sides;
    let view = View::ALL[roll(View::ALL.len())];
    match roll(16) {
        0..=5 => {
            let name = acts[roll(acts.len())].clone();
            desk.press(&name);
            name
        }
        6 | 7 => {
            let (name, value) = (sliders[roll(sliders.len())].clone(), roll(100) as f32 / 50.0);
            desk.set(&name, value);
            format!("{name} {value}")
        }
        8 | 9 => {
            let step = roll(40);
            desk.set("timeline", step as f32);
            format!("timeline {step}")
        }
        10 => {
            let row = 2.0 + roll(24) as f32;
            desk.stroke(&[(3.0, row), (25.0, 14.0)]);
            format!("stroke {row}")
        }
        11 => {
            teach(desk, 2.0 + roll(24) as f32);
            "teach".to_owned()
        }
        12 => {
            let key = ["ArrowLeft", "ArrowDown", " ", "Enter", "Escape", "Delete"][roll(6)];
            desk.key(view, key);
            format!("{view:?} {key}")
        }
        13 => {
            let at = (roll(400) as f32, roll(300) as f32);
            for phase in [Phase::Down, Phase::Drag, [Phase::Up, Phase::Cancel][roll(2)]] {
                desk.point(view, phase, at);
            }
            format!("{view:?} {at:?}")
        }
        14 => {
            desk.hear(Message::Rest);
            "rest".to_owned()
        }
        _ => {
            let name = ["undo", "redo"][roll(2)];
            desk.press(name);
            name.to_owned()
        }
    }
}

#[test]
fn whatever_is_done_it_is_what_a_fresh_run_comes_to() {
    let (acts, sliders) = (page::acts(), page::sliders());
    for seed in 0..12 {
        let mut dice = Pcg32::new(seed, 7);
        let mut desk = Desk::default();
        for view in View::ALL {
            desk.draw(view, if view == View::Hand { HELD } else { (400.0, 300.0) });
        }
        desk.press("tempo-fast");
        let mut done = Vec::new();
        for _ in 0..30 {
            let step = desk.step();
            done.push(format!("at {step}: {}", act(&mut desk, &mut dice, (&acts, &sliders))));
            desk.pass(16.7);
            desk.work(dice.next_u32() as usize % 60);
        }
        let what = format!("seed {seed}: {}", done.join("; "));
        is_as_fresh(&mut desk, &what);
        let (step, end) = (desk.step(), desk.bits());
        desk.set("timeline", 0.0);
        desk.settle();
        desk.set("timeline", step as f32);
        desk.settle();
        assert!(desk.bits() == end, "there and back after {what}");
        let mut taken = 0;
        while desk.session().undo.can().0 {
            desk.press("undo");
            taken += 1;
        }
        for _ in 0..taken {
            desk.press("redo");
        }
        is_as_fresh(&mut desk, &format!("undo and redo of all after {what}"));
        assert!((desk.step(), desk.bits()) == (step, end), "undo and redo of all after {what}");
    }
}
