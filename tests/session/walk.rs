//! A walk through one training step: it changes nothing, its numbers are those of the step, and what it claims can be computed
//! again.

use crate::story::{self, tell};
use crate::timeline::run;
use crate::{change, check, session};
use kittengrad::session::story::{Chapter, begun};
use kittengrad::session::{Move, Msg, Session, walk};
use kittengrad::text::Lang;
use kittengrad::text::story::headline;
use kittengrad::view::{Factor, Phase, Picture, View, Walk};

fn view(s: &Session) -> Walk<'_> {
    let View::Walk(walk) = s.view(Picture::Walk) else { panic!("the view of the walk") };
    walk.expect("a sample to walk with")
}

fn onward(s: &mut Session) {
    let msg = walk::onward(s);
    s.update(msg);
}

/// Back by one phase, with the steps that lead there.
fn back(s: &mut Session) {
    let msg = walk::backward(s).expect("a phase before");
    s.update(msg);
    while s.steps_to_go().is_some() {
        s.tick(100);
    }
}

fn near(found: f64, right: f64) {
    assert!((found - right).abs() <= 1e-6 * (1.0 + right.abs()), "{found} for {right}");
}

#[test]
fn the_chapter_shows_what_a_calculator_finds() {
    let mut s = begun(Chapter::Backprop);
    let walk = view(&s);
    assert_eq!((walk.phase, walk.inputs.len(), walk.layers.len()), (Phase::Forward(0), 1, 3));
    near(walk.inputs[0], 1.2);
    near(walk.layers[0].a[0], 1.0);
    near(walk.layers[0].a[1], 1.4);
    near(walk.layers[1].a[0], 3.0);
    near(walk.layers[1].a[1], 1.0);
    near(walk.layers[2].a[0], 4.9);
    near(walk.target, 6.1);
    near(walk.loss, 1.44);
    near(walk.answer, 490.0);
    near(walk.gradient, -2.592);
    assert_eq!((walk.mean, walk.before, walk.class), (None, None, None));
    assert_eq!(walk.paths.shown.len(), 2);
    near(walk.paths.shown[0].product, -3.456);
    near(walk.paths.shown[1].product, 0.864);
    let (next, rate) = walk.next.expect("plain descent");
    near(rate, 0.004);
    near(next, 0.5 + 0.004 * 2.592);
    s.update(Msg::Walk(Move::Try(0.001)));
    let trial = view(&s).trial.expect("tried out");
    assert!((trial.quotient() - -2.592).abs() < 2e-3 && !trial.kink, "{trial:?}");
    s.update(Msg::Walk(Move::Check));
    let checked = view(&s).checked.expect("checked");
    assert!(checked.count == 13 && checked.of == 13 && checked.worst < 1e-7, "{checked:?}");
    check(&s);
}

#[test]
fn it_goes_forth_and_back_and_changes_nothing_but_by_its_step() {
    let phases = [
        Phase::Forward(0),
        Phase::Forward(1),
        Phase::Forward(2),
        Phase::Forward(3),
        Phase::Loss,
        Phase::Back(1),
        Phase::Back(2),
        Phase::Back(3),
    ];
    let mut s = begun(Chapter::Backprop);
    let before = s.parameters().to_vec();
    assert!(walk::backward(&s).is_none());
    for phase in phases {
        assert_eq!(view(&s).phase, phase);
        assert_eq!((s.parameters(), s.status().step, s.status().undo), (&before[..], 0, (0, 0)));
        if phase != Phase::Back(3) {
            onward(&mut s);
        }
    }
    for phase in phases.into_iter().rev().skip(1) {
        back(&mut s);
        assert_eq!(view(&s).phase, phase);
    }
    s.update(Msg::Walk(Move::To(usize::MAX)));
    assert_eq!(view(&s).phase, Phase::Back(3), "a step is never taken by a jump");
    let promised: Vec<f64> = (0..13)
        .map(|at| {
            s.update(Msg::Walk(Move::Choose(at)));
            view(&s).next.expect("plain descent").0
        })
        .collect();
    onward(&mut s);
    // To the bit what one plain step does.
    let mut plain = begun(Chapter::Backprop);
    plain.update(Msg::Step(1));
    assert_eq!(s.parameters(), plain.parameters());
    assert_eq!((s.status().step, s.status().undo), (1, (0, 0)));
    for (promised, now) in promised.iter().zip(s.parameters()) {
        near(f64::from(*now), *promised);
    }
    let walk = view(&s);
    assert_eq!(walk.phase, Phase::Stepped);
    near(walk.before.expect("the loss before"), 1.44);
    assert!((walk.loss - 0.632).abs() < 1e-3, "{}", walk.loss);
    back(&mut s);
    assert_eq!((view(&s).phase, s.parameters()), (Phase::Back(3), &before[..]));
    onward(&mut s);
    assert_eq!(s.parameters(), plain.parameters());
    onward(&mut s);
    assert_eq!((view(&s).phase, s.status().step), (Phase::Forward(0), 1), "once more, from where it is now");
    // Where the run goes on otherwise, no step of the walk is told of any more.
    s.update(Msg::Walk(Move::To(7)));
    onward(&mut s);
    assert_eq!(view(&s).phase, Phase::Stepped);
    s.update(Msg::Step(5));
    assert_eq!((view(&s).phase, view(&s).before), (Phase::Forward(0), None));
    check(&s);
}

/// Any way from a parameter to the loss is a product, and all of them together are its gradient.
#[test]
fn all_paths_together_are_the_gradient() {
    for (layers, activation, dataset) in [
        ("2,2", "relu", "houses"),
        ("3,2,4", "tanh", "houses"),
        ("5", "sigmoid", "cats"),
        ("8,8,8", "gelu", "houses"),
        ("16,16,16,16", "sine", "houses"),
        ("4,3", "linear", "spiral"),
    ] {
        let mut s = session(&[("dataset", dataset), ("points", "20"), ("model", "network"), ("layers", layers)]);
        s.update(Msg::Set(change("activation", activation)));
        run(&mut s, 20);
        s.update(Msg::Walk(Move::To(usize::MAX)));
        let count = s.parameters().len();
        for at in (0..count).step_by(count.div_ceil(60)) {
            s.update(Msg::Walk(Move::Choose(at)));
            let walk = view(&s);
            assert_eq!(walk::place(&s, walk.chosen), Some(at));
            near(walk.value, f64::from(s.parameters()[at]));
            let sum: f64 = walk.paths.shown.iter().map(|path| path.product).sum();
            near(sum + walk.paths.rest, walk.gradient);
            let ways: usize = walk.layers[walk.chosen.layer + 1..].iter().map(|layer| layer.a.len()).product();
            assert_eq!(walk.paths.ways, ways as f64);
            for path in &walk.paths.shown {
                assert_eq!(path.units.len(), walk.layers.len() - walk.chosen.layer);
                near(path.factors.iter().map(|factor| factor.value()).product(), path.product);
                let weights = path.factors.iter().filter(|factor| matches!(factor, Factor::Weight(_))).count();
                assert_eq!(weights, path.units.len() - 1);
            }
        }
        check(&s);
    }
}

/// What a step asks for is the mean of what each sample asks for.
#[test]
fn the_mean_over_all_samples_is_what_a_step_goes_by() {
    for dataset in ["houses", "cats"] {
        let mut s = session(&[("dataset", dataset), ("points", "12"), ("model", "network"), ("layers", "3")]);
        s.update(Msg::Set(change("held-out", "0.25")));
        s.update(Msg::Set(change("optimizer", "gd")));
        run(&mut s, 5);
        s.update(Msg::Walk(Move::Choose(4)));
        let (_, count) = view(&s).place;
        assert_eq!(count, s.status().training_points);
        let (mut sum, mean) = (0.0, view(&s).mean.expect("there are others"));
        for at in 0..count {
            assert_eq!(view(&s).place, (at, count));
            sum += view(&s).gradient;
            s.update(Msg::Walk(Move::Sample(1)));
        }
        assert_eq!(view(&s).place.0, 0, "round at the end");
        s.update(Msg::Walk(Move::Sample(-1)));
        assert_eq!(view(&s).place.0, count - 1);
        near(sum / count as f64, mean);
        let (next, _) = view(&s).next.expect("plain descent");
        s.update(Msg::Step(1));
        near(f64::from(s.parameters()[4]), next);
        s.update(Msg::Set(change("batch", "4")));
        assert_eq!(view(&s).next, None, "which samples a batch has is not known before");
        check(&s);
    }
}

#[test]
fn a_kink_between_the_two_is_told() {
    let mut s = begun(Chapter::Backprop);
    s.update(Msg::Walk(Move::To(usize::MAX)));
    // z of the first neuron is 1: a bias less by 1.5 cuts it off.
    s.update(Msg::Walk(Move::Choose(2)));
    s.update(Msg::Walk(Move::Try(-1.5)));
    assert!(view(&s).trial.is_some_and(|trial| trial.kink));
    s.update(Msg::Walk(Move::Try(-0.5)));
    assert!(view(&s).trial.is_some_and(|trial| !trial.kink));
    for none in [0.0, f64::NAN, f64::INFINITY] {
        s.update(Msg::Walk(Move::Try(none)));
        assert!(view(&s).trial.is_none());
    }
    // What was checked of other parameters is no more known.
    s.update(Msg::Walk(Move::Check));
    assert!(view(&s).checked.is_some());
    s.update(Msg::Step(1));
    assert!(view(&s).checked.is_none());
}

#[test]
fn its_goals_are_reached_by_walking_and_its_question_answered() {
    let (mut story, mut s) = story::opened(Chapter::Backprop);
    assert!(story.guess(&s, 0));
    assert_eq!(story.right(&s), None);
    let said =
        |story: &kittengrad::session::story::Story, s: &Session| headline(story, s, &s.status()).0.spoken(Lang::En);
    assert!(said(&story, &s).starts_with("What does the network say of a house at 12 km?"), "{}", said(&story, &s));
    for _ in 0..3 {
        let msg = walk::onward(&s);
        tell(&mut story, &mut s, msg);
    }
    assert_eq!(said(&story, &s), "It says 490 k. It was sold for 610 k. How wrong is that?");
    tell(&mut story, &mut s, Msg::Walk(Move::To(4)));
    assert!(said(&story, &s).starts_with("The loss is 1.44. (4.9 − 6.1)² = 1.44."), "{}", said(&story, &s));
    tell(&mut story, &mut s, Msg::Walk(Move::To(6)));
    assert!(said(&story, &s).starts_with("The error walks back: 2 of 3."));
    assert_eq!(story.right(&s), None, "the error has not come to the weight yet");
    tell(&mut story, &mut s, Msg::Walk(Move::To(7)));
    assert_eq!(
        said(&story, &s),
        "If this weight grows, the loss falls. ∂L/∂w = −2.59: when w grows by a little, the loss falls 2.59 times as much."
    );
    assert_eq!(story.right(&s), Some(1));
    assert!(!story.seen(Chapter::Backprop).has_reached(0));
    tell(&mut story, &mut s, Msg::Walk(Move::Try(0.001)));
    assert!(story.seen(Chapter::Backprop).has_reached(0) && !story.seen(Chapter::Backprop).has_reached(1));
    tell(&mut story, &mut s, Msg::Step(1));
    assert!(story.is_reached(Chapter::Backprop));
    assert!(said(&story, &s).starts_with("One step: the loss fell from 1.44 to 0.632."), "{}", said(&story, &s));
    // Whatever comes of it later, the question stays answered.
    tell(&mut story, &mut s, Msg::Step(500));
    assert_eq!(story.right(&s), Some(1));
}

#[test]
fn without_a_sample_there_is_no_walk() {
    let mut s = begun(Chapter::Backprop);
    s.update(Msg::RemovePoint(0));
    assert!(matches!(s.view(Picture::Walk), View::Walk(None)));
    for to in [Move::To(3), Move::Sample(1), Move::Choose(2), Move::Choose(999), Move::Try(0.1), Move::Check] {
        s.update(Msg::Walk(to));
        check(&s);
    }
    s.update(Msg::AddPoint((3.0, 700.0)));
    assert_eq!(view(&s).place, (0, 1));
}

/// Each layer in numbers: lengths are those of the flat lists, and what is dead answers 0 at every point.
#[test]
fn every_layer_is_told_in_numbers() {
    let mut s = session(&[("dataset", "houses"), ("points", "20"), ("model", "network"), ("layers", "6,4")]);
    s.update(Msg::Set(change("activation", "relu")));
    run(&mut s, 30);
    let views: Vec<_> = s.learner().shape().views().collect();
    // Biases this low leave the first layer without a single living unit.
    let dead: Vec<(usize, f32)> = views[0].biases.clone().map(|at| (at, -100.0)).collect();
    let gradients = s.gradients().to_vec();
    let length = |values: &[f32]| values.iter().map(|v| f64::from(*v).powi(2)).sum::<f64>().sqrt();
    let layers = walk::layers(&s);
    assert_eq!(layers.iter().map(|layer| layer.units).collect::<Vec<_>>(), [6, 4, 1]);
    for (layer, view) in layers.iter().zip(&views) {
        near(layer.weight_norm, length(&s.parameters()[view.weights.clone()]));
        let gradient = length(&gradients[view.weights.clone()]);
        assert!((layer.gradient_norm - gradient).abs() <= 1e-4 * gradient, "{layer:?} for {gradient}");
    }
    s.update(Msg::EditParameters(dead));
    let layers = walk::layers(&s);
    assert_eq!((layers[0].dead, layers[0].gradient_norm, layers[2].dead), (6, 0.0, 0));
}

/// Of a large model a part of the gradients is checked, and so it is said.
#[test]
fn a_check_of_a_large_model_takes_its_sample() {
    let layers = "64,64,64,64,64,64,64,64";
    let mut s = session(&[("dataset", "houses"), ("points", "20"), ("model", "network"), ("layers", layers)]);
    s.update(Msg::Walk(Move::Check));
    let found = view(&s).checked.expect("checked");
    assert!(found.count > 300 && found.count < found.of && found.of == s.parameters().len(), "{found:?}");
    assert!(found.worst < 1e-5, "{found:?}");
}

/// A walk that goes on by itself ends where something else is asked for, at its step, and without a sample.
#[test]
fn a_stroll_ends_with_its_step_and_with_whatever_else_is_asked_for() {
    let stroll = |s: &mut Session| s.update(Msg::Walk(Move::Stroll(true)));
    let mut s = begun(Chapter::Backprop);
    stroll(&mut s);
    let mut moves = 0;
    while walk::strolls(&s) {
        let next = walk::strolling(&s);
        s.update(next);
        moves += 1;
    }
    assert_eq!((moves, s.status().step), (9, 1), "seven moves, the step, and the end");
    for msg in [Msg::Play, Msg::Pause, Msg::Again, Msg::Rewind, Msg::Seek(0), Msg::Reset] {
        stroll(&mut s);
        assert!(walk::strolls(&s));
        s.update(msg);
        assert!(!walk::strolls(&s));
    }
    let mut s = begun(Chapter::Backprop);
    s.update(Msg::RemovePoint(0));
    stroll(&mut s);
    let next = walk::strolling(&s);
    s.update(next);
    assert!(!walk::strolls(&s));
}
