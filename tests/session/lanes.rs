//! Races of free play: lanes with models and training of their own, changes on the way, and a lane that is taken over.

use crate::race::{finish, view};
use crate::{change, check};
use kittengrad::data::Point;
use kittengrad::run::Model as _;
use kittengrad::session::race::{
    END, MOST_RIVALS, changed, costs, one_more, others, settings, tell_time, untimed, without,
};
use kittengrad::session::{Lanes, Msg, Session, State};
use kittengrad::text::Lang;
use kittengrad::text::race::{name, told};
use kittengrad::view::{Picture, View};

/// The lanes of a race in free play.
fn raced(settings: &[(&str, &str)], others: &[&[(&str, &str)]]) -> Session {
    let mut s = crate::session(settings);
    let lane = |knobs: &&[(&str, &str)]| knobs.iter().map(|(key, to)| change(key, to)).collect();
    s.update(Msg::Race(Lanes::Against(others.iter().map(lane).collect())));
    s
}

/// A session of its own with what a lane has otherwise.
fn apart(s: &Session, knobs: &[(&str, &str)]) -> Session {
    let mut settings = s.settings().clone();
    knobs.iter().for_each(|(key, to)| change(key, to).apply(&mut settings));
    Session::new(settings)
}

const LINE: &[(&str, &str)] = &[("model", "line")];
const OTHER: &[(&str, &str)] =
    &[("layers", "4,4,4"), ("activation", "tanh"), ("optimizer", "gd"), ("learning-rate", "0.1")];

#[test]
fn lanes_may_differ_in_all_of_the_model_and_its_training() {
    for data in ["sine", "cats"] {
        let mut s =
            raced(&[("dataset", data), ("model", "network"), ("layers", "8,8"), ("batch", "4")], &[OTHER, LINE]);
        s.update(Msg::Play);
        while s.status().step < 300 {
            s.tick(11);
        }
        s.update(Msg::Pause);
        finish(&mut s);
        let steps = s.status().step as u32;
        for (at, knobs) in [(1, OTHER), (2, LINE)] {
            let mut alone = apart(&s, knobs);
            alone.update(Msg::Step(steps));
            let (race, status) = (view(&s), alone.status());
            let lane = &race.lanes[at];
            assert_eq!(
                (lane.own, lane.unseen, lane.parameters),
                (status.train_error, status.held_out_error, status.parameters)
            );
            assert_eq!(lane.right.is_some(), data == "cats");
            if let Some((own, unseen)) = lane.right {
                let sorted = status.classes.expect("classes").sorted;
                assert_eq!((Some(own), unseen), (sorted.train.all().share(), sorted.held_out.all().share()));
            }
            assert_eq!(lane.map.is_some(), data == "cats");
        }
    }
}

/// What is changed while they race changes all of them, at the same step; and looking back and forth shows the same again.
#[test]
fn a_change_on_the_way_changes_every_lane_there() {
    let mut s = raced(&[("dataset", "sine"), ("model", "network"), ("layers", "8")], &[OTHER, LINE]);
    let mut alone = apart(&s, LINE);
    let both = |s: &mut Session, alone: &mut Session, msg: Msg| {
        s.update(msg.clone());
        alone.update(msg);
    };
    both(&mut s, &mut alone, Msg::Step(100));
    both(&mut s, &mut alone, Msg::Set(change("learning-rate", "0.005")));
    both(&mut s, &mut alone, Msg::LetGo);
    both(&mut s, &mut alone, Msg::Step(50));
    both(&mut s, &mut alone, Msg::MovePoint(2, (1.0, 3.0)));
    both(&mut s, &mut alone, Msg::MovePoint(2, (1.0, 2.0)));
    both(&mut s, &mut alone, Msg::LetGo);
    both(&mut s, &mut alone, Msg::Step(50));
    both(&mut s, &mut alone, Msg::Set(change("penalty", "l2")));
    both(&mut s, &mut alone, Msg::Step(30));
    let is_same = |s: &mut Session, alone: &mut Session| {
        finish(s);
        let (race, status) = (view(s), alone.status());
        assert_eq!(
            (race.lanes[2].own, race.lanes[2].unseen),
            (status.train_error, status.held_out_error),
            "{}",
            race.step
        );
    };
    is_same(&mut s, &mut alone);
    for step in [120, 180, 40, 230] {
        for each in [&mut s, &mut alone] {
            each.update(Msg::Seek(step));
            while each.steps_to_go().is_some() {
                each.tick(13);
            }
        }
        assert_eq!(s.status().step, step);
        is_same(&mut s, &mut alone);
    }
    both(&mut s, &mut alone, Msg::Undo);
    both(&mut s, &mut alone, Msg::Step(25));
    is_same(&mut s, &mut alone);
}

/// Whose form changes with today's begins anew under what is now.
#[test]
fn a_lane_of_another_form_begins_anew() {
    let mut s =
        raced(&[("dataset", "sine"), ("model", "polynomial"), ("degree", "3")], &[&[("learning-rate", "0.01")]]);
    s.update(Msg::Step(60));
    s.update(Msg::Set(change("degree", "5")));
    s.update(Msg::Step(40));
    finish(&mut s);
    let mut alone = apart(&s, &[("learning-rate", "0.01")]);
    alone.update(Msg::Step(100));
    assert_eq!(view(&s).lanes[1].own, alone.status().train_error);
}

#[test]
fn a_lane_can_be_taken_over_and_given_back() {
    let mut s = raced(&[("dataset", "sine"), ("model", "network"), ("layers", "8")], &[LINE, OTHER]);
    s.update(Msg::Step(200));
    finish(&mut s);
    let (before, was, settled) = (s.parameters().to_vec(), s.settings().clone(), view(&s).lanes[2].own);
    let mut alone = apart(&s, OTHER);
    alone.update(Msg::Step(200));
    s.update(Msg::Race(Lanes::TakeOver(2)));
    assert_eq!((s.parameters(), s.status().step), (alone.parameters(), 200));
    assert_eq!(s.settings(), alone.settings());
    assert!(matches!(s.view(Picture::Race), View::Race(None)));
    s.update(Msg::Step(50));
    alone.update(Msg::Step(50));
    assert_eq!(s.parameters(), alone.parameters(), "it goes on as it would have alone");
    check(&s);
    s.update(Msg::Undo);
    assert_eq!((s.parameters(), s.settings()), (&before[..], &was));
    finish(&mut s);
    assert_eq!(view(&s).lanes[2].own, settled, "who raced races again");
    s.update(Msg::Redo);
    assert!(matches!(s.view(Picture::Race), View::Race(None)));
    s.update(Msg::Undo);
    for none in [0, 3] {
        let undo = s.status().undo;
        s.update(Msg::Race(Lanes::TakeOver(none)));
        assert_eq!(s.status().undo, undo, "there is no lane {none}");
    }
}

#[test]
fn lanes_are_added_changed_and_taken_away() {
    let mut s = crate::session(&[("model", "network"), ("layers", "8,8")]);
    let first = one_more(&s).expect("a lane");
    s.update(first);
    let second = one_more(&s).expect("another");
    s.update(second);
    assert_eq!((one_more(&s), others(&s).len()), (None, MOST_RIVALS));
    let forms: Vec<_> = settings(&s).iter().map(|of| of.spec().form).collect();
    assert!(forms[0] != forms[1] && forms[1] != forms[2] && forms[0] != forms[2], "{forms:?}");
    s.update(Msg::Step(30));
    finish(&mut s);
    let line = view(&s).lanes[2].own;
    s.update(changed(&s, 0, "optimizer", Some(change("optimizer", "gd"))));
    finish(&mut s);
    assert_eq!(view(&s).lanes[2].own, line);
    assert_eq!(others(&s)[0].len(), 2);
    s.update(changed(&s, 0, "optimizer", None));
    assert_eq!(others(&s)[0].len(), 1);
    // No lane has points of its own.
    s.update(changed(&s, 0, "seed", Some(change("seed", "9"))));
    assert_eq!(settings(&s)[1].seed, s.settings().seed);
    s.update(without(&s, 0));
    finish(&mut s);
    assert_eq!((others(&s).len(), view(&s).lanes[1].own), (1, line));
    s.update(without(&s, 0));
    assert!(matches!(s.view(Picture::Race), View::Race(None)));
}

#[test]
fn who_wins_can_be_guessed_before_the_first_step() {
    let mut s = raced(&[("dataset", "sine"), ("model", "network"), ("layers", "8")], &[LINE]);
    s.update(Msg::Race(Lanes::Guess(2)));
    assert_eq!(view(&s).guess, None, "there are two lanes");
    s.update(Msg::Race(Lanes::Guess(0)));
    s.update(Msg::Step(1));
    s.update(Msg::Race(Lanes::Guess(1)));
    assert_eq!(view(&s).guess, Some(0), "it is too late");
    s.update(Msg::Step(END as u32));
    finish(&mut s);
    assert_eq!(view(&s).leader(), Some(0), "no line follows a wave");
    // Past the end there is nothing to stop at.
    s.update(Msg::Play);
    s.tick(100);
    assert_eq!((s.state(), s.status().step), (State::Running, END + 101));
}

/// How long a step takes is told from outside, lane by lane, and is no more known once something else is trained.
#[test]
fn every_lane_is_timed_once_for_what_it_trains() {
    let mut s = raced(&[("dataset", "sine"), ("model", "network")], &[OTHER, LINE]);
    for at in 0..3 {
        let copy = untimed(&s).expect("one that has not been timed");
        assert_eq!(copy.parameters().len(), view(&s).lanes[at].parameters);
        tell_time(&mut s, at as f64);
    }
    let times = |s: &Session| costs(s).into_iter().map(|(_, time)| time).collect::<Vec<_>>();
    assert!(untimed(&s).is_none());
    assert_eq!(times(&s), [Some(0.0), Some(1.0), Some(2.0)]);
    s.update(Msg::Step(20));
    assert_eq!(times(&s).len(), 3);
    s.update(Msg::Set(change("batch", "4")));
    assert_eq!(times(&s), [None; 3]);
    s.update(Msg::Race(Lanes::Alone));
    assert!(untimed(&s).is_none());
}

/// A lane that has nothing otherwise is today's run, whatever is changed: before the first step, on the way, after a new start and
/// in a race that begins late.
#[test]
fn a_lane_without_a_difference_is_todays_run() {
    let points = |s: &Session, by: f64| {
        let points = s.points().iter().map(|p| Point { y: 3.0 * p.y + by, ..*p }).collect();
        Msg::ReplacePoints { points, split: true, classes: s.settings().dataset.tells_classes() }
    };
    for (data, model) in [("sine", "line"), ("houses", "network"), ("sine", "polynomial"), ("cats", "network")] {
        for early in [true, false] {
            let mut s =
                raced(&[("dataset", data), ("model", model), ("layers", "4")], if early { &[&[]] } else { &[] });
            let is_same = |s: &mut Session, what: &str| {
                finish(s);
                let (race, now) = (view(s), s.status());
                assert_eq!(race.lanes[0].first, race.lanes[1].first, "{data} {model} {what}");
                assert_eq!(race.lanes[0].now, race.lanes[1].now, "{data} {model} {what}");
                assert_eq!(race.lanes[1].own, now.train_error, "{data} {model} {what}");
                assert_eq!(race.lanes[1].unseen, now.held_out_error, "{data} {model} {what}");
            };
            for (key, to) in
                [("noise", "0.25"), ("held-out", "0.4"), ("points", "23"), ("batch", "4"), ("noise", "0.1")]
            {
                s.update(Msg::Set(change(key, to)));
                s.update(Msg::LetGo);
                s.update(Msg::Step(30));
                if early {
                    is_same(&mut s, key);
                }
            }
            s.update(Msg::MovePoint(3, (4.0, 2.0)));
            s.update(Msg::LetGo);
            if !early {
                s.update(Msg::Rewind);
                s.update(Msg::Race(Lanes::Against(vec![Vec::new()])));
            }
            s.update(Msg::Step(40));
            is_same(&mut s, "moved");
            s.update(Msg::Rewind);
            is_same(&mut s, "rewound");
            s.update(points(&s, 0.5));
            is_same(&mut s, "replaced");
            s.update(Msg::Step(40));
            is_same(&mut s, "replaced and trained");
            s.update(Msg::Undo);
            is_same(&mut s, "undone");
        }
    }
}

/// Also past so many changes that the oldest are forgotten.
#[test]
fn very_many_changes_leave_the_lanes_alike() {
    let mut s = raced(&[("dataset", "sine"), ("model", "network"), ("layers", "3")], &[&[]]);
    for i in 0..90 {
        s.update(Msg::Step(3));
        s.update(Msg::Set(change("learning-rate", if i % 2 == 0 { "0.01" } else { "0.02" })));
        s.update(Msg::LetGo);
    }
    s.update(Msg::Step(30));
    finish(&mut s);
    assert_eq!(view(&s).lanes[1].own, s.status().train_error);
}

/// While a lane catches up nobody is ahead, and it cannot be taken over; two alike models have numbers for names; and what is large
/// has its gradients before the first step and after looking back.
#[test]
fn nothing_false_is_said_of_a_lane_that_is_behind() {
    let eight = &[("layers", "64,64,64,64,64,64,64,64")][..];
    let mut s =
        raced(&[("dataset", "sine"), ("points", "300"), ("model", "network")], &[eight, &[("learning-rate", "0.001")]]);
    let large = view(&s).lanes[1].now.to_vec();
    assert!(large.iter().all(|mean| *mean > 0.0), "{large:?}");
    s.update(Msg::Step(30));
    let race = view(&s);
    assert_eq!((race.level, race.leader()), (false, None));
    assert!(told(&race, Lang::En).contains("the others are catching up"));
    assert_eq!([0, 2].map(|at| name(&race, at, Lang::En)), ["First", "Third"]);
    let before = s.parameters().to_vec();
    s.update(Msg::Race(Lanes::TakeOver(1)));
    assert_eq!(s.parameters(), before);
    finish(&mut s);
    assert_ne!(view(&s).lanes[1].now, large);
    s.update(Msg::Seek(0));
    while s.steps_to_go().is_some() {
        s.tick(100);
    }
    finish(&mut s);
    assert_eq!(view(&s).lanes[1].now, large);
}

/// The bars are those of where a run began, also where a hand has set that.
#[test]
fn the_first_gradients_are_those_of_the_runs_own_start() {
    let mut s = raced(&[("dataset", "sine"), ("model", "network"), ("layers", "4,4")], &[LINE]);
    let drawn = view(&s).lanes[0].first.to_vec();
    let smaller = s.parameters().iter().map(|p| 0.1 * p).collect();
    s.update(Msg::SetParameters(smaller));
    let (set, now) = (view(&s).lanes[0].first.to_vec(), view(&s).lanes[0].now.to_vec());
    assert!(set != drawn && set == now, "{set:?} {now:?}");
    s.update(Msg::Step(50));
    assert_eq!(view(&s).lanes[0].first, set);
}

/// Who plays on past the end is not stopped by a lane that is added there; a guess outlasts a change of the other lanes; and no race
/// ends because one of its lanes has nothing more to gain.
#[test]
fn a_race_goes_on_as_it_was_asked_to() {
    let mut s = raced(&[("dataset", "cats"), ("model", "network"), ("layers", "8,8"), ("points", "100")], &[LINE]);
    s.update(Msg::Race(Lanes::Guess(0)));
    s.update(Msg::Play);
    while s.state() == State::Running {
        s.tick(50);
        s.update(Msg::LetGo);
    }
    finish(&mut s);
    assert_eq!(s.status().step, END);
    s.update(Msg::Play);
    s.tick(10);
    let added = one_more(&s).expect("room");
    s.update(added);
    s.tick(10);
    assert_eq!((s.state(), view(&s).guess), (State::Running, Some(0)));
}
