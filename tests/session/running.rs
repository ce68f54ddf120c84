//! One rule: what runs goes on running, and what is paused stays paused, whatever is changed and by whichever way.

use crate::{change, check, points, session, set};
use kittengrad::data::Law;
use kittengrad::session::knobs::{KNOBS, Kind, Value, parse};
use kittengrad::session::{Dataset, FREE_PLAY, MOST_PACE, Msg, PaceWord, Session, Settings, State, link};

/// Every way of changing something.
fn changes() -> Vec<Msg> {
    let mut all: Vec<Msg> = KNOBS
        .iter()
        .flat_map(|knob| {
            let text = |text: &str| Value::Text(text.to_owned());
            let values = match knob.kind {
                Kind::Choice(words) => words.iter().map(|word| text(word)).collect(),
                Kind::Whole { min, max, .. } => vec![Value::Number(min), Value::Number(max.min(90.0))],
                // The greatest learning rate diverges.
                Kind::Real { min, max, .. } => vec![Value::Number(min), Value::Number(min + (max - min) / 100.0)],
                Kind::Switch => vec![Value::Switch(true), Value::Switch(false)],
                Kind::Widths { .. } => vec![text(""), text("4"), text("8,8,8")],
                Kind::Formula => vec![text("900 - 24*x"), text("|x|")],
                Kind::Interval => vec![text("20..30"), text("")],
                Kind::Ranges { .. } => vec![text("0"), text("")],
                Kind::Set(words) => vec![text(words[0]), text(&words.join(","))],
                Kind::Choices(..) => vec![text("relu"), text("")],
            };
            values.into_iter().map(|value| Msg::Set(parse(knob.key, &value).expect("allowed")))
        })
        .collect();
    let table = points(&[(1.0, 2.0), (2.0, 3.0), (4.0, 1.0), (5.0, 2.0)]);
    all.extend([
        Msg::SetAll(vec![change("points", "16"), change("held-out", "0.25")]),
        Msg::SetAll(vec![change("model", "polynomial"), change("degree", "12")]),
        Msg::SetAll(vec![change("model", "network"), change("layers", "32,32"), change("optimizer", "adam")]),
        Msg::NewSeed,
        Msg::MovePoint(2, (5.0, 300.0)),
        Msg::AddPoint((5.0, 300.0)),
        Msg::RemovePoint(2),
        Msg::EditParameters(vec![(0, 0.5)]),
        Msg::ReplacePoints { points: table.clone(), split: true, classes: false },
        Msg::Import { points: table, names: None, split: true, classes: false },
        Msg::Pace(PaceWord::Slow),
        Msg::Undo,
        Msg::Redo,
        Msg::Pin,
        Msg::LetGo,
    ]);
    all
}

#[test]
fn what_runs_goes_on_running_and_what_is_paused_stays_paused() {
    for model in ["line", "polynomial", "network"] {
        for running in [false, true] {
            for msg in changes() {
                let mut s = session(&[("model", model), ("noise", "0.3")]);
                set(&mut s, "learning-rate", "0.02");
                s.update(Msg::Step(5));
                if running {
                    s.update(Msg::Play);
                    s.tick(3);
                    s.after_steps();
                }
                s.update(msg.clone());
                let wanted = if running { State::Running } else { State::Paused };
                assert_eq!(s.state(), wanted, "{model} {msg:?}");
                // Powers of x as they are diverge at once.
                assert!(s.tick(2) > 0 || !running, "{model} {msg:?}");
                s.after_steps();
                check(&s);
            }
        }
    }
}

#[test]
fn with_ones_own_points_other_points_are_asked_of_the_law_they_came_from() {
    let table = points(&[(1.0, 2.0), (2.0, 3.0), (4.0, 1.0), (5.0, 2.0)]);
    let own: [(&[Msg], Law); 3] = [
        (&[Msg::MovePoint(1, (3.0, 300.0))], Law::Houses),
        (&[Msg::Set(change("dataset", "cubic")), Msg::MovePoint(1, (0.5, 0.5))], Law::Cubic),
        (&[Msg::Import { points: table, names: None, split: true, classes: false }], Law::Houses),
    ];
    for (msgs, law) in own {
        for preset in [vec![change("points", "16"), change("held-out", "0.25")], vec![change("noise", "0.02")]] {
            let mut s = session(&[]);
            msgs.iter().for_each(|msg| _ = s.update(msg.clone()));
            let mine = s.points().to_vec();
            assert_eq!(s.settings().dataset, Dataset::Own);
            s.update(Msg::SetAll(preset.clone()));
            let settings = s.settings().clone();
            assert_eq!(settings.dataset, Dataset::Law(law), "{preset:?}");
            let asked = preset[0].knob();
            let mut wanted = Settings::default();
            preset[0].apply(&mut wanted);
            assert_eq!((asked.get)(&settings), (asked.get)(&wanted));
            assert_eq!(s.points().len(), settings.points);
            assert_ne!(s.points(), mine);
            s.update(Msg::Undo);
            assert_eq!((s.settings().dataset, s.points()), (Dataset::Own, &mine[..]));
            s.update(Msg::Redo);
            set(&mut s, "dataset", "own");
            assert_eq!(s.points(), mine, "they are kept as well");
            check(&s);
        }
    }
    // A knob alone makes nothing anew of one's own.
    let mut s = session(&[]);
    s.update(Msg::MovePoint(1, (3.0, 300.0)));
    let mine = s.points().to_vec();
    set(&mut s, "points", "16");
    assert_eq!((s.settings().dataset, s.points()), (Dataset::Own, &mine[..]));
    // Nor do knobs that have nothing to do with points.
    s.update(Msg::SetAll(vec![change("model", "network"), change("layers", "4")]));
    assert_eq!(s.points(), mine);
}

#[test]
fn a_pace_is_chosen_by_its_word_and_changes_no_step() {
    let mut s = session(&[("model", "network")]);
    assert_eq!((s.pace(), s.settings().pace), (Some(PaceWord::Normal), FREE_PLAY.normal));
    s.update(Msg::Play);
    for word in PaceWord::ALL {
        s.update(Msg::Pace(word));
        assert_eq!((s.pace(), s.settings().pace), (Some(word), s.paces().of(word)));
        s.tick(10);
        s.after_steps();
    }
    set(&mut s, "pace", "77");
    assert_eq!((s.pace(), s.status().undo), (None, (0, 0)));
    let mut other = session(&[("model", "network"), ("pace", "2")]);
    other.update(Msg::Step(30));
    assert_eq!(crate::bits(&s), crate::bits(&other));
}

/// What earlier versions left in a browser: steps a frame.
#[test]
fn the_speed_of_an_earlier_version_is_read_as_a_pace() {
    let read = |text: &str| link::read_settings(text, Settings::default());
    let stored = include_str!("../fixtures/settings-0.1.txt");
    let settings = read(stored);
    assert_eq!((settings.pace, settings.degree, settings.noise), (1_200, 7, 0.3));
    for (text, pace) in
        [("speed=1", 60), ("speed=2", 120), ("speed=10000", MOST_PACE), ("speed=0", 120), ("speed=x", 120)]
    {
        assert_eq!(read(text).pace, pace, "{text}");
    }
    assert_eq!(Session::restored(settings, Vec::new()).pace(), None);
}
