//! A link brings all of a session elsewhere: knobs, points, and the run, bit for bit.

use crate::{MODELS, change, check, session, set};
use kittengrad::data::Point;
use kittengrad::session::knobs::{self, KNOBS, Kind, Value};
use kittengrad::session::story::{self, Chapter};
use kittengrad::session::{Dataset, Link, Msg, Session, Settings, State};
use kittengrad::text::Lang;
use proptest::prelude::*;

/// Two places beside free play, with other defaults.
pub(crate) fn begins(place: Option<&str>, defaults: Settings) -> Option<Settings> {
    let turned = |turns: &[(&str, &str)]| {
        let mut settings = defaults.clone();
        turns.iter().for_each(|(key, value)| change(key, value).apply(&mut settings));
        settings
    };
    match place {
        None => Some(defaults.clone()),
        Some("line") => Some(turned(&[("points", "12"), ("pace", "7")])),
        Some("overfit") => Some(turned(&[("model", "network"), ("layers", ""), ("optimizer", "adam")])),
        Some(_) => None,
    }
}

pub(crate) fn text(s: &Session, place: Option<&str>) -> String {
    s.link(place.map(str::to_owned)).write(&begins(place, Settings::default()).expect("a place"))
}

pub(crate) fn open(text: &str) -> (Session, Vec<String>) {
    let (link, mut unread) = Link::read(text, &begins);
    let (mut s, more) = story::opened(&link, &Settings::default(), Chapter::Free);
    unread.extend(more);
    while s.replay().is_some() && s.tick(97) > 0 {
        s.after_steps();
    }
    check(&s);
    (s, unread)
}

/// All that has to be equal, bit for bit.
#[derive(Debug, PartialEq)]
pub(crate) struct All {
    pub(crate) step: u64,
    epoch: u64,
    parameters: Vec<u32>,
    losses: (u64, Option<u64>),
    diverged: bool,
    points: Vec<(u64, u64, bool)>,
    settings: Settings,
}

pub(crate) fn all(s: &Session) -> All {
    let status = s.status();
    // A training error that is no number has more than one way to be none.
    let bits = |loss: f64| if loss.is_nan() { 0 } else { loss.to_bits() };
    All {
        step: status.step,
        epoch: status.epoch,
        parameters: s.parameters().iter().map(|p| if p.is_nan() { 0 } else { p.to_bits() }).collect(),
        losses: (bits(status.train_loss), status.held_out_loss.map(bits)),
        diverged: matches!(status.state, State::Diverged(_)),
        points: s.points().iter().map(|p| (p.x.to_bits(), p.y.to_bits(), p.held_out)).collect(),
        settings: knobs::with_shared(s.settings(), Settings::default()),
    }
}

/// A link of it opens as what it is, and goes on as it does.
fn holds(s: &mut Session, place: Option<&str>) {
    while s.steps_to_go().is_some() && s.tick(1000) > 0 {}
    s.update(Msg::Pause);
    let link = text(s, place);
    let (mut again, unread) = open(&link);
    assert_eq!(unread, [] as [&str; 0], "{link}");
    if !all(&again).diverged {
        // What was changed after a divergence cannot be taken again: the last good step is brought back.
        s.update(Msg::Recover);
    }
    assert_eq!(all(&again), all(s), "{link}");
    assert_eq!(text(&again, place), link, "the link of what a link has opened is the same");
    for s in [&mut *s, &mut again] {
        s.update(Msg::Recover);
        set(s, "early-stopping", "false");
        s.update(Msg::Step(100));
    }
    assert_eq!(all(&again), all(s), "{link}");
}

fn knob() -> impl Strategy<Value = Msg> {
    (0..KNOBS.len(), 0.0..1.0_f64).prop_map(|(at, share)| {
        let text = |t: &str| Value::Text(t.to_owned());
        let knob = &KNOBS[at];
        let value = match knob.kind {
            Kind::Choice(words) => text(words[(share * words.len() as f64) as usize]),
            Kind::Whole { min, max, .. } => Value::Number((min + share.powi(4) * (max.min(300.0) - min)).round()),
            Kind::Real { min, max, .. } => Value::Number(min + share.powi(3) * (max.min(1.0) - min)),
            Kind::Switch => Value::Switch(share > 0.5),
            Kind::Formula => text(["x*sin(x)", "900 - 24x", "1/x", "ln(x)", "5", "x^99"][(share * 6.0) as usize]),
            Kind::Interval => text(["", "20..30", "-1..1", "0..0.5", "-9..40", "3..3.01"][(share * 6.0) as usize]),
            Kind::Ranges { .. } => text(["", "0", "1-3", "0,2-5,9", "3-40", "0-29312"][(share * 6.0) as usize]),
            Kind::Set(words) => text(&words[..1 + (share * 6.0) as usize].join(",")),
            Kind::Choices(..) => text(["", "relu", ",tanh", "gelu,relu,sine"][(share * 4.0) as usize]),
            Kind::Widths { .. } => text(["", "1", "8,8", "4,1,3", "16,16", "2,2,2,2,2,2,2,2"][(share * 6.0) as usize]),
        };
        Msg::Set(knobs::parse(knob.key, &value).expect("allowed"))
    })
}

#[derive(Clone, Debug)]
enum Act {
    Do(Msg),
    /// A drag while it trains.
    Drag(usize, (f64, f64)),
    /// Parameters set by hand.
    Place(f32),
    /// Some of them, while it trains.
    Edit(usize, f32),
}

fn act() -> impl Strategy<Value = Act> {
    let place = || (-40.0..40.0_f64, -1000.0..1000.0_f64);
    let point =
        (-40.0..40.0_f64, -5.0..5.0_f64, any::<bool>()).prop_map(|(x, y, held_out)| Point::of_curve(x, y, held_out));
    let doing = prop_oneof![
        8 => knob(),
        8 => (1..60_u32).prop_map(Msg::Step),
        1 => Just(Msg::Rewind),
        1 => Just(Msg::NewSeed),
        1 => Just(Msg::Recover),
        2 => place().prop_map(Msg::AddPoint),
        2 => (0..60_usize).prop_map(Msg::RemovePoint),
        2 => (0..60_usize, place()).prop_map(|(at, to)| Msg::MovePoint(at, to)),
        1 => (prop::collection::vec(point, 1..9), any::<bool>())
            .prop_map(|(points, split)| Msg::ReplacePoints { points, split, classes: false }),
        1 => place().prop_map(Msg::MoveTo),
        2 => (0..90_u64).prop_map(Msg::Seek),
        1 => Just(Msg::Undo),
        1 => Just(Msg::Redo),
    ];
    prop_oneof![
        12 => doing.prop_map(Act::Do),
        2 => (0..60_usize, place()).prop_map(|(at, to)| Act::Drag(at, to)),
        1 => (-2.0..2.0_f32).prop_map(Act::Place),
        3 => (0..99_usize, prop_oneof![8 => -3.0..3.0_f32, 1 => -1e15..1e15_f32]).prop_map(|(at, to)| Act::Edit(at, to)),
    ]
}

fn run(s: &mut Session, acts: Vec<Act>) {
    for act in acts {
        match act {
            Act::Do(msg) => drop(s.update(msg)),
            Act::Drag(at, (x, y)) => {
                s.update(Msg::Play);
                for i in 0..5 {
                    s.update(Msg::MovePoint(at, (x + f64::from(i), y)));
                    s.tick(7);
                    s.after_steps();
                }
                s.update(Msg::Pause);
            }
            Act::Place(value) => {
                let parameters = s.parameters().iter().map(|p| p + value).collect();
                s.update(Msg::SetParameters(parameters));
            }
            Act::Edit(at, value) => {
                let count = s.parameters().len();
                s.update(Msg::EditParameters(vec![(at % count, value)]));
                s.update(Msg::Play);
                s.tick(7);
                s.after_steps();
                s.update(Msg::EditParameters(vec![(at % count, value + 0.5)]));
                s.update(Msg::Pause);
            }
        }
        s.update(Msg::LetGo);
        while s.steps_to_go().is_some() && s.tick(1000) > 0 {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_link_brings_all_of_it_back(
        acts in prop::collection::vec(act(), 1..14),
        place in prop::sample::select(vec![None, Some("line"), Some("overfit")]),
    ) {
        let mut s = Session::new(begins(place, Settings::default()).expect("a place"));
        run(&mut s, acts);
        holds(&mut s, place);
    }
}

#[test]
fn a_mean_of_squares_without_bounds_comes_along() {
    for optimizer in ["adam", "rmsprop"] {
        let mut s = session(&[("model", "network"), ("layers", "4"), ("optimizer", optimizer)]);
        s.update(Msg::Step(5));
        // The loss is not yet out of all use for a weight of the output, and the squares of its neighbours' slopes are.
        for value in [1e12, 3e13, 1e15] {
            s.update(Msg::EditParameters(vec![(8, value)]));
            s.update(Msg::LetGo);
            s.update(Msg::Step(3));
            holds(&mut s, None);
        }
    }
}

#[test]
fn each_model_goes_on_where_it_was_however_it_is_trained() {
    for (model, standardize) in MODELS {
        for (optimizer, batch, dropout) in
            [("gd", "all", "0"), ("adam", "8", "0.3"), ("momentum", "10", "0"), ("rmsprop", "all", "0.2")]
        {
            let mut s = session(&[
                ("dataset", "sine"),
                ("model", model),
                ("standardize", standardize),
                ("optimizer", optimizer),
                ("batch", batch),
                ("dropout", dropout),
                ("learning-rate", "0.002"),
            ]);
            s.update(Msg::Step(123));
            let plain = text(&s, None);
            assert!(plain.ends_with("&step=123") && !plain.contains("state="), "a plain run is its step: {plain}");
            holds(&mut s, None);
            s.update(Msg::MovePoint(3, (0.5, 0.25)));
            s.update(Msg::LetGo);
            s.update(Msg::Step(61));
            holds(&mut s, None);
            set(&mut s, "learning-rate", "0.004");
            set(&mut s, "dropout", "0.1");
            s.update(Msg::Step(50));
            holds(&mut s, None);
            s.update(Msg::Seek(130));
            holds(&mut s, None);
        }
    }
}

#[test]
fn a_link_is_short_and_can_be_read() {
    assert_eq!(text(&Session::default(), None), "");
    let mut s = Session::new(begins(Some("overfit"), Settings::default()).expect("a place"));
    assert_eq!(text(&s, Some("overfit")), "at=overfit");
    // Other points in a run leave its coordinates; a new model chooses them anew, and is plain again.
    set(&mut s, "noise", "0.4");
    set(&mut s, "layers", "16,16");
    set(&mut s, "lang", "zh-Hans");
    set(&mut s, "theme", "dark");
    set(&mut s, "pace", "9");
    s.update(Msg::Step(1200));
    set(&mut s, "early-stopping", "true");
    let link = text(&s, Some("overfit"));
    assert_eq!(link, "at=overfit&v=2&noise=0.4&layers=16,16&early-stopping=true&step=1200");
    let (opened, unread) = open(&format!("#{}", link.replace(',', "%2C")));
    assert_eq!((unread.len(), opened.settings().layers.clone()), (0, vec![16, 16]));
    assert_eq!((opened.settings().lang, opened.settings().pace), (Lang::En, Settings::default().pace));
}

#[test]
fn points_of_a_table_take_few_bytes_and_any_others_are_exact() {
    let mut s = session(&[]);
    let table = |n: usize| -> Vec<Point> {
        (0..n).map(|i| Point::of_curve(i as f64 / 4.0, 300.0 - 1.7 * i as f64, i % 5 == 1)).collect()
    };
    let names =
        Some(kittengrad::data::Names { dated: true, ..kittengrad::data::Names::of("面积, m²", "price & more") });
    let rounded = |n| table(n).iter().map(|p| Point { y: (10.0 * p.y).round() / 10.0, ..*p }).collect::<Vec<_>>();
    s.update(Msg::Import { points: rounded(60), names, split: true, classes: false });
    let link = text(&s, None);
    assert!(link.len() < 500, "{}: {link}", link.len());
    holds(&mut s, None);
    for numbers in [vec![(0.1 + 0.2, 1e-9), (-1e12, 5.0)], vec![(-0.0, 0.0), (1.0, -7.5)], vec![(1.0 / 3.0, 2.0); 3]] {
        crate::put(&mut s, &numbers);
        holds(&mut s, None);
    }
    let names = |s: &Session| s.own_points().and_then(|own| own.names);
    assert_eq!(names(&open(&text(&s, None)).0), names(&s));
    // Without any point at all.
    while !s.points().is_empty() {
        s.update(Msg::RemovePoint(0));
    }
    assert_eq!(open(&text(&s, None)).0.points(), []);
}

#[test]
fn a_run_that_diverged_diverges_again_and_can_be_recovered() {
    let mut s = session(&[("learning-rate", "2")]);
    s.update(Msg::Step(500));
    assert!(matches!(s.state(), State::Diverged(_)));
    holds(&mut s, None);
    let mut s = session(&[("model", "network")]);
    s.update(Msg::Step(50));
    set(&mut s, "learning-rate", "10");
    s.update(Msg::Step(500));
    if matches!(s.state(), State::Diverged(_)) {
        holds(&mut s, None);
    }
}

#[test]
fn a_long_replay_can_be_stopped_and_tells_how_far_it_has_come() {
    let (link, _) = Link::read("model=network&step=50000", &begins);
    let (mut s, _) = story::opened(&link, &Settings::default(), Chapter::Free);
    assert_eq!(s.replay(), Some((0, 50_000)));
    s.tick(1200);
    s.after_steps();
    assert_eq!((s.replay(), s.steps_to_go()), (Some((1200, 50_000)), Some(48_800)));
    s.update(Msg::Pause);
    assert_eq!((s.replay(), s.status().step, s.state()), (None, 1200, State::Paused));
    s.update(Msg::Play);
    assert_eq!(s.replay(), None, "this is no replay any more");
    assert_eq!(s.settings().dataset, Dataset::Law(kittengrad::data::Law::Houses));
}

#[test]
fn what_another_optimizer_remembers_is_no_part_of_a_link() {
    let mut s = session(&[("optimizer", "momentum")]);
    s.update(Msg::Play);
    s.tick(20);
    s.after_steps();
    set(&mut s, "learning-rate", "9");
    while s.state() == State::Running {
        s.tick(1);
        s.after_steps();
    }
    // Its last good step is of momentum, and the run goes on from there with another.
    assert!(matches!(s.state(), State::Diverged(_)));
    set(&mut s, "optimizer", "nesterov");
    set(&mut s, "learning-rate", "0.001");
    holds(&mut s, None);
}
