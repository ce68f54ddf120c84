//! Whatever is asked, in whatever order: no panic, and a picture that can be drawn.

use crate::{check, session};
use kittengrad::data::{self, Point};
use kittengrad::session::knobs::{self, KNOBS, Kind, Value};
use kittengrad::session::{Axes, Laid, Move, Msg, PaceWord};
use kittengrad::view::{End, ErrorMarks, Part, Pointer, Vary};
use proptest::prelude::*;

fn wild() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => -50.0..50.0_f64,
        4 => -1000.0..1000.0_f64,
        1 => any::<f64>(),
        1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300, 1e12, 1e-300, 0.0]),
    ]
}

fn index() -> impl Strategy<Value = usize> {
    prop_oneof![8 => 0..80_usize, 1 => any::<usize>()]
}

fn walk() -> impl Strategy<Value = Move> {
    prop_oneof![
        4 => index().prop_map(Move::To),
        1 => (-9..9_isize).prop_map(Move::Sample),
        2 => index().prop_map(Move::Choose),
        2 => wild().prop_map(Move::Try),
        1 => Just(Move::Check),
    ]
}

fn many_points() -> impl Strategy<Value = Vec<Point>> {
    let point = |of: BoxedStrategy<f64>| {
        let kind = prop::sample::select(data::Species::ALL.to_vec());
        (of.clone(), of, any::<bool>(), kind).prop_map(|(x, y, held_out, kind)| Point {
            x,
            y,
            kind,
            held_out,
            unseen: false,
        })
    };
    prop_oneof![
        4 => prop::collection::vec(point((-1e6..1e6_f64).boxed()), 0..20),
        1 => prop::collection::vec(point((-1e-6..1e-6_f64).boxed()), 0..20),
        1 => prop::collection::vec(point(wild().boxed()), 0..6),
        1 => (point((-9.0..9.0_f64).boxed()), 1..9_usize).prop_map(|(p, n)| vec![p; n]),
    ]
}

fn knob() -> impl Strategy<Value = Msg> {
    (0..KNOBS.len(), 0.0..1.0_f64).prop_filter_map("refused", |(at, share)| {
        let text = |t: &str| Value::Text(t.to_owned());
        let knob = &KNOBS[at];
        let value = match knob.kind {
            Kind::Choice(words) => text(words[(share * words.len() as f64) as usize]),
            // Not the largest data sets: they are tested for themselves, and slow here.
            Kind::Whole { min, max, .. } => Value::Number((min + share.powi(4) * (max.min(300.0) - min)).round()),
            Kind::Real { min, max, .. } => Value::Number(min + share.powi(3) * (max - min)),
            Kind::Switch => Value::Switch(share > 0.5),
            Kind::Formula => text(["x*sin(x)", "900 - 24x", "1/x", "ln(x)", "5", "x^99"][(share * 6.0) as usize]),
            Kind::Interval => text(["", "20..30", "-1..1", "0..0.5", "-9..40", "3..3.01"][(share * 6.0) as usize]),
            Kind::Ranges { .. } => text(["", "0", "1-3", "0,2-5,9", "3-40", "0-29312"][(share * 6.0) as usize]),
            Kind::Set(words) => text(&words[..1 + (share * 6.0) as usize].join(",")),
            Kind::Choices(..) => text(["", "relu", ",tanh", "gelu,relu,sine"][(share * 4.0) as usize]),
            Kind::Widths { .. } => text(["", "1", "8,8", "4,1,3", "16,16", "2,2,2,2,2,2,2,2"][(share * 6.0) as usize]),
        };
        knobs::parse(knob.key, &value).ok().map(Msg::Set)
    })
}

fn marks() -> impl Strategy<Value = ErrorMarks> {
    prop::sample::select(vec![ErrorMarks::Hidden, ErrorMarks::Lines, ErrorMarks::Squares])
}

fn message() -> impl Strategy<Value = Msg> {
    let place = || (wild(), wild());
    let floats = prop::collection::vec(prop_oneof![4 => -3.0..3.0_f32, 1 => any::<f32>()], 0..4);
    let edits = prop::collection::vec((0..9_usize, prop_oneof![6 => -3.0..3.0_f32, 1 => any::<f32>()]), 0..3);
    let names = prop::option::of(any::<bool>().prop_map(|dated| data::Names { dated, ..data::Names::of("a", "b") }));
    prop_oneof![
        8 => knob(),
        3 => Just(Msg::Play),
        1 => Just(Msg::Pause),
        1 => Just(Msg::Hide),
        3 => (0..12_u32).prop_map(Msg::Step),
        1 => Just(Msg::Rewind),
        1 => Just(Msg::Again),
        1 => prop::sample::select(PaceWord::ALL.to_vec()).prop_map(Msg::Pace),
        1 => Just(Msg::NewSeed),
        2 => Just(Msg::Recover),
        4 => (index(), place()).prop_map(|(i, p)| Msg::MovePoint(i, p)),
        2 => place().prop_map(Msg::AddPoint),
        2 => index().prop_map(Msg::RemovePoint),
        1 => prop::option::of(index()).prop_map(Msg::SelectPoint),
        2 => (many_points(), any::<[bool; 2]>())
            .prop_map(|(points, [split, classes])| Msg::ReplacePoints { points, split, classes }),
        1 => (many_points(), names, any::<[bool; 2]>())
            .prop_map(|(points, names, [split, classes])| Msg::Import { points, names, split, classes }),
        1 => prop::option::of(place()).prop_map(Msg::Ask),
        1 => prop::sample::select(data::Species::ALL.to_vec()).prop_map(Msg::AddsKind),
        2 => index().prop_map(Msg::FlipPoint),
        1 => any::<bool>().prop_map(Msg::ShowBestLine),
        1 => prop::option::of(wild()).prop_map(Msg::Probe),
        3 => place().prop_map(Msg::MoveTo),
        2 => place().prop_map(|(left, right)| Msg::PlaceLine { left, right }),
        1 => marks().prop_map(Msg::ShowErrors),
        1 => any::<bool>().prop_map(Msg::ShowHeldOutErrors),
        1 => any::<bool>().prop_map(Msg::ShowHandles),
        1 => prop::sample::select(vec![None, Some(End::Left), Some(End::Right)]).prop_map(Msg::HoldEnd),
        1 => index().prop_map(|i| Msg::PointAt(Pointer::Holds(Part::Point(i)))),
        1 => floats.prop_map(Msg::SetParameters),
        3 => edits.prop_map(Msg::EditParameters),
        1 => any::<bool>().prop_map(Msg::HoldTerms),
        3 => (0..3_usize, index(), wild()).prop_map(|(what, neuron, to)| {
            Msg::LayNeuron([Laid::Kink(neuron, to), Laid::Slope(neuron, to), Laid::Base(to)][what])
        }),
        1 => Just(Msg::LayNeurons),
        2 => (0..10_usize).prop_map(Msg::HaveNeurons),
        2 => any::<bool>().prop_map(Msg::Bend),
        1 => any::<bool>().prop_map(Msg::ShowStack),
        1 => any::<bool>().prop_map(Msg::ShowVotes),
        1 => any::<bool>().prop_map(Msg::HoldNeuron),
        1 => prop_oneof![Just(Axes::Path), (index(), index()).prop_map(|(u, v)| Axes::Weights(u, v))]
            .prop_map(Msg::SurfaceAxes),
        1 => any::<bool>().prop_map(Msg::LogLosses),
        1 => any::<bool>().prop_map(Msg::Relief),
        1 => any::<bool>().prop_map(Msg::ShowDescent),
        1 => (any::<f64>(), any::<f64>()).prop_map(|(azimuth, elevation)| Msg::TurnLandscape(azimuth, elevation)),
        1 => prop::option::of(any::<u64>()).prop_map(Msg::ReadLosses),
        1 => prop::option::of((0..5_usize, index())).prop_map(Msg::SelectNeuron),
        3 => walk().prop_map(Msg::Walk),
        2 => Just(Msg::Pin),
        1 => (0..6_usize).prop_map(Msg::Unpin),
        1 => Just(Msg::Reset),
        3 => Just(Msg::Undo),
        2 => Just(Msg::Redo),
        1 => Just(Msg::LetGo),
        3 => prop_oneof![0..60_u64, any::<u64>()].prop_map(Msg::Seek),
        1 => (0..60_u64).prop_map(Msg::PlayUntil),
        1 => Just(Msg::SetAll([("model", "polynomial"), ("degree", "12")].map(|(k, v)| crate::change(k, v)).to_vec())),
        2 => (prop::sample::select(vec![Vary::Degree, Vary::Layers, Vary::Width, Vary::Nothing]), 0..20_u32, 0..7_usize)
            .prop_map(|(vary, steps, folds)| Msg::Measure { vary, steps, folds }),
        1 => Just(Msg::StopMeasuring),
        1 => prop::option::of(index()).prop_map(Msg::ReadCapacity),
        1 => (0..16_usize).prop_map(Msg::LoadCapacity),
    ]
}

#[derive(Clone, Debug)]
enum Act {
    Do(Msg),
    Tick(u32),
    AfterSteps,
    Fill(usize),
    Measure(u32),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => message().prop_map(Act::Do),
        2 => (0..6_u32).prop_map(Act::Tick),
        1 => Just(Act::AfterSteps),
        1 => (1..400_usize).prop_map(Act::Fill),
        2 => (0..60_u32).prop_map(Act::Measure),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_breaks_it(acts in prop::collection::vec(act(), 1..60)) {
        let mut s = session(&[]);
        for act in acts {
            let before = s.status().step;
            let stepped = match act {
                Act::Do(msg) => {
                    let steps = matches!(msg, Msg::Step(_) | Msg::Play | Msg::PlayUntil(_) | Msg::Recover | Msg::Undo | Msg::Redo | Msg::Seek(_) | Msg::LoadCapacity(_) | Msg::Bend(_));
                    s.update(msg);
                    let after = s.status().step;
                    prop_assert!(steps || after == before || after == 0 || after < before);
                    true
                }
                Act::Tick(steps) => {
                    let looked = s.looks_back();
                    let taken = s.tick(steps);
                    // Early stopping leads back.
                    prop_assert!(s.status().step == before + u64::from(taken) || s.looks_back() && !looked);
                    s.after_steps();
                    true
                }
                Act::AfterSteps => {
                    s.after_steps();
                    false
                }
                Act::Fill(cells) => {
                    s.fill_surface(cells);
                    false
                }
                Act::Measure(steps) => {
                    prop_assert!(s.fill_sweep(steps) <= steps);
                    false
                }
            };
            prop_assert!(stepped || s.status().step == before);
            check(&s);
        }
    }
}
