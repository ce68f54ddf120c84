//! Settings and points as text, and back.

use crate::timeline::{run, seek};
use crate::{change, points, session, set};
use kittengrad::data::{Law, Point};
use kittengrad::session::knobs::{KNOBS, Kind, Value, parse};
use kittengrad::session::{Dataset, Msg, OwnPoints, Session, Settings, Source, Theme, link};
use proptest::prelude::*;

/// Any settings that the knobs allow.
fn any_settings() -> impl Strategy<Value = Settings> {
    let turns: Vec<_> = KNOBS
        .iter()
        .map(|knob| {
            let values: Vec<Value> = match knob.kind {
                Kind::Choice(words) => words.iter().map(|word| Value::Text((*word).to_owned())).collect(),
                Kind::Whole { min, max, .. } => [min, max, (min + max) / 2.0].map(|n| Value::Number(n.floor())).into(),
                Kind::Real { min, max, .. } => [min, max, min + (max - min) / 3.0].map(Value::Number).into(),
                Kind::Switch => [true, false].map(Value::Switch).into(),
                Kind::Widths { .. } => ["", "1", "64,3,8"].map(|text| Value::Text(text.to_owned())).into(),
                Kind::Ranges { .. } => ["", "1", "0-3,7"].map(|text| Value::Text(text.to_owned())).into(),
                Kind::Formula => {
                    ["x*sin(x)", "2 % x + |π|", "max(x, 1)"].map(|text| Value::Text(text.to_owned())).into()
                }
                Kind::Interval => ["", "20..30", "-1.5..0.1"].map(|text| Value::Text(text.to_owned())).into(),
                Kind::Set(words) => vec![Value::Text(words[1].to_owned()), Value::Text(words.join(","))],
                Kind::Choices(words, _) => vec![Value::Text(String::new()), Value::Text(format!(",{}", words[1]))],
            };
            prop::sample::select(values).prop_map(|value| parse(knob.key, &value).expect("allowed"))
        })
        .collect();
    turns.prop_map(|changes| {
        let mut settings = Settings::default();
        changes.iter().for_each(|change| change.apply(&mut settings));
        settings
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back(settings in any_settings()) {
        prop_assert_eq!(link::read_settings(&link::write_settings(&settings), Settings::default()), settings);
    }

    #[test]
    fn points_read_back_with_their_law(
        all in prop::collection::vec((-1e12..1e12f64, -1e12..1e12f64, any::<bool>()), 1..40),
        law in prop::option::of(prop::sample::select(Law::ALL.to_vec())),
        (named, dated) in any::<(bool, bool)>(),
    ) {
        let points = all.iter().map(|&(x, y, held_out)| Point::of_curve(x, y, held_out)).collect();
        let names = named.then(|| kittengrad::data::Names { dated, ..kittengrad::data::Names::of("width, cm", "\"price\"") });
        let own = OwnPoints { points, names, source: law.map_or(Source::Table, Source::Law) };
        prop_assert_eq!(link::read_points(&link::write_points(&own)), Some(own));
    }

    /// Nothing that stands in a browser's storage keeps a session from starting.
    #[test]
    fn whatever_is_stored_a_session_starts(settings in ".{0,300}", points in ".{0,300}", cut in any::<prop::sample::Index>()) {
        let mut s = session(&[("model", "network")]);
        s.update(kittengrad::session::Msg::MovePoint(0, (3.0, 400.0)));
        let whole = [link::write_settings(s.settings()), link::write_points(&s.own_points().expect("own points"))];
        let half = whole.map(|text| {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            text[..places[cut.index(places.len())]].to_owned()
        });
        for (settings, points) in [(&settings, &points), (&half[0], &points), (&settings, &half[1]), (&half[0], &half[1])] {
            let (settings, own) = link::read(settings, [points, ""], Settings::default());
            crate::check(&Session::restored(settings, own));
        }
    }
}

#[test]
fn junk_is_passed_over_and_the_rest_is_read() {
    let text = "degree=7\nnothing\npace=fast\n=3\nrate=1\nseed=-1\nmodel=polynomial\nnoise=NaN\nlayers=9999";
    let mut expected = Settings::default();
    change("degree", "7").apply(&mut expected);
    change("model", "polynomial").apply(&mut expected);
    assert_eq!(link::read_settings(text, Settings::default()), expected);
    for text in ["", "houses", "houses,\n", "houses,\nx,y\n", ",\n1;2\nthree;4\n"] {
        assert_eq!(link::read_points(text), None, "{text}");
    }
}

/// What earlier versions left in a browser.
#[test]
fn a_law_by_its_place_is_still_read() {
    let own = link::read_points("2,\nx,y,held_out\n1,2,0\n3,4,1\n").expect("points");
    assert_eq!((own.source, own.names), (Source::Law(Law::Cubic), None));
    assert_eq!(link::read_points("99,named\na,b\n1,2\n").map(|own| own.source), Some(Source::Table));
    assert!(
        link::write_points(&OwnPoints { points: points(&[(1.0, 2.0)]), names: None, source: Source::Law(Law::Cubic) })
            .starts_with("cubic,\n")
    );
}

#[test]
fn own_points_that_are_not_there_are_not_asked_for() {
    let (settings, own) = link::read("dataset=own\nseed=4", ["", ""], Settings::default());
    assert_eq!((settings.dataset, settings.seed, own), (Dataset::Law(Law::Houses), 4, Vec::new()));
}

#[test]
fn what_is_kept_for_the_next_visit_is_the_end_of_the_run_also_while_one_looks_back() {
    let mut s = session(&[("model", "line")]);
    set(&mut s, "dataset", "sine");
    set(&mut s, "optimizer", "adam");
    run(&mut s, 30);
    s.update(Msg::MovePoint(3, (1.25, -4.5)));
    s.update(Msg::LetGo);
    run(&mut s, 30);
    // No step of a line depends on this, so no segment of the timeline begins.
    set(&mut s, "degree", "7");
    let (settings, own) = s.kept();
    assert_eq!((settings.dataset, settings.degree), (Dataset::Own, 7));
    for step in [10, 45, 5, 60] {
        seek(&mut s, step);
        assert_eq!(s.kept(), (settings.clone(), own.clone()), "{step}");
    }
    assert_eq!(s.settings().degree, 7, "back at the end all is as it was left");

    seek(&mut s, 10);
    assert_eq!(s.settings().dataset, Dataset::Law(Law::Sine));
    set(&mut s, "theme", "dark");
    set(&mut s, "pace", "9");
    let (later, own_later) = s.kept();
    assert_eq!((later.theme, later.pace, later.dataset, own_later), (Theme::Dark, 9, Dataset::Own, own));
    // To train on from here is to leave what lay ahead.
    s.update(Msg::Play);
    assert_eq!(s.kept().0.dataset, Dataset::Law(Law::Sine));
}
