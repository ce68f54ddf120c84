//! How large the gradient is, layer by layer, now and at earlier steps, and what brings it back.

use crate::timeline::seek;
use crate::{change, session, set};
use kittengrad::probe::is_saturated;
use kittengrad::session::gradients::{Cure, cure, helps, in_numbers};
use kittengrad::session::{Msg, Session};
use kittengrad::view::{FAINT, Flow, Gradients, Idle, Picture, View, first_to_last};

fn view(s: &Session) -> Gradients<'_> {
    let View::Gradients(view) = s.view(Picture::Gradients) else { panic!("the view of the gradients") };
    view.expect("a network with hidden layers")
}

fn network(layers: &str, activation: &str, init: &str) -> Session {
    session(&[("model", "network"), ("layers", layers), ("activation", activation), ("init", init)])
}

fn deep(width: &str) -> String {
    [width; 8].join(",")
}

/// Several knobs at once, as a button of the panel turns them.
fn press(s: &mut Session, knobs: &[(&str, &str)]) {
    s.update(Msg::SetAll(knobs.iter().map(|(key, value)| change(key, value)).collect()));
}

fn sigmoid_in_eight_layers(s: &mut Session) {
    press(
        s,
        &[
            ("model", "network"),
            ("layers", &deep("8")),
            ("activation", "sigmoid"),
            ("activations", ""),
            ("init", "xavier"),
        ],
    );
}

fn relu_with_he(s: &mut Session) {
    press(s, &[("model", "network"), ("activation", "relu"), ("activations", ""), ("init", "he")]);
}

/// The mean |∂L/∂w| of each layer, from the gradient that a script gets.
fn naive(s: &mut Session) -> Vec<f64> {
    let gradients: Vec<f64> = s.gradients().iter().map(|g| f64::from(g.abs())).collect();
    let of = |view: kittengrad::learn::shape::View| {
        gradients[view.weights.clone()].iter().sum::<f64>() / view.weights.len() as f64
    };
    s.learner().shape().views().map(of).collect()
}

#[test]
fn what_is_shown_is_the_gradient_of_today() {
    for (activation, init) in [("tanh", "xavier"), ("relu", "he"), ("sigmoid", "he")] {
        let mut s = network("6,5", activation, init);
        s.update(Msg::Step(40));
        let wanted = naive(&mut s);
        assert_eq!(view(&s).now, wanted, "{activation}");
        let shown = view(&s);
        assert_eq!((shown.units, shown.step), (vec![6, 5, 1], 40));
    }
    for model in ["line", "polynomial"] {
        assert!(matches!(session(&[("model", model)]).view(Picture::Gradients), View::Gradients(None)));
    }
    assert!(matches!(network("", "tanh", "xavier").view(Picture::Gradients), View::Gradients(None)));
}

#[test]
fn earlier_steps_are_those_of_a_run_that_stopped_there() {
    let mut s = network("8,8", "tanh", "xavier");
    s.update(Msg::Step(1200));
    let shown = view(&s).earlier;
    let steps: Vec<u64> = shown.iter().map(|(step, _)| *step).collect();
    assert!(steps.len() >= 4 && steps[..2] == [0, 1] && steps.len() <= 6, "{steps:?}");
    assert!(steps.is_sorted() && steps.iter().all(|step| *step < 1200));
    for (step, profile) in &shown {
        let mut fresh = network("8,8", "tanh", "xavier");
        if *step > 0 {
            fresh.update(Msg::Step(*step as u32));
        }
        assert_eq!(view(&fresh).now, profile, "step {step}");
    }
    // However the same steps were taken, what is kept of both is the same.
    let mut slow = network("8,8", "tanh", "xavier");
    slow.update(Msg::Play);
    while slow.status().step < 1200 {
        let left = 1200 - slow.status().step;
        slow.tick(left.min(7) as u32);
        let _ = view(&slow);
    }
    for (step, profile) in &view(&slow).earlier {
        if let Some((_, other)) = shown.iter().find(|(other, _)| other == step) {
            assert_eq!(profile, other);
        }
    }
    assert_eq!(view(&slow).now, view(&s).now);
}

#[test]
fn who_looks_back_sees_what_came_before() {
    let mut s = network("8,8", "tanh", "xavier");
    s.update(Msg::Step(900));
    let all = view(&s).earlier;
    seek(&mut s, 50);
    let then = view(&s);
    assert_eq!(then.step, 50);
    assert!(!then.earlier.is_empty() && then.earlier.iter().all(|(step, _)| *step < 50), "{:?}", then.earlier);
    assert!(then.earlier.iter().filter(|(step, _)| *step < 10).all(|each| all.contains(each)));
    seek(&mut s, 0);
    assert!(view(&s).earlier.is_empty());
    seek(&mut s, 900);
    assert_eq!(view(&s).earlier, all);
}

#[test]
fn after_a_change_the_steps_before_mean_something_else() {
    for (key, value) in [("learning-rate", "0.02"), ("batch", "8"), ("penalty", "l2")] {
        let mut s = network("8,8", "tanh", "xavier");
        s.update(Msg::Step(300));
        set(&mut s, key, value);
        s.update(Msg::Step(300));
        let earlier = view(&s).earlier;
        assert!(earlier.iter().all(|(step, _)| *step >= 300), "{key}: {earlier:?}");
        // And before it they do again.
        seek(&mut s, 200);
        assert_eq!(view(&s).earlier.first().map(|(step, _)| *step), Some(0), "{key}");
    }
    let mut s = network("8,8", "tanh", "xavier");
    s.update(Msg::Step(100));
    s.update(Msg::MovePoint(0, (1.0, 9.0)));
    assert!(view(&s).earlier.is_empty());
}

#[test]
fn sigmoid_hides_the_error_and_relu_with_he_brings_it_back_on_every_seed() {
    for seed in 0..10 {
        let mut s = Session::default();
        set(&mut s, "seed", &seed.to_string());
        sigmoid_in_eight_layers(&mut s);
        let faint = first_to_last(view(&s).now).expect("a number");
        assert!(faint < FAINT && view(&s).flow == Flow::Vanishing, "{seed}: {faint}");
        relu_with_he(&mut s);
        let shown = view(&s);
        let cured = first_to_last(shown.now).expect("a number");
        assert!(cured > 1e-2 && shown.flow == Flow::Healthy, "{seed}: {cured}");
        let left = shown.left.expect("sigmoid");
        assert_eq!((left.layers, first_to_last(&left.first)), (8, Some(faint)));
        assert_eq!(first_to_last(&shown.first), Some(cured));
        // Later it is still the first step that is compared.
        s.update(Msg::Step(60));
        assert_eq!(first_to_last(&view(&s).first), Some(cured));
        assert_eq!(first_to_last(&view(&s).left.expect("sigmoid").first), Some(faint));
    }
}

#[test]
fn weights_of_deviation_one_explode_and_each_cure_is_one_undo() {
    for seed in 0..10 {
        let mut s = Session::default();
        set(&mut s, "seed", &seed.to_string());
        let large = [("model", "network"), ("activation", "tanh"), ("activations", ""), ("init", "large")];
        press(&mut s, &[&large[..], &[("layers", &deep("32"))]].concat());
        assert_eq!(view(&s).flow, Flow::Exploding, "{seed}");
        assert!(helps(&s, Cure::Suited));
        let before = s.settings().clone();
        let msg = cure(&s, Cure::Suited).expect("a cure");
        s.update(msg);
        assert_eq!(view(&s).flow, Flow::Healthy, "{seed}");
        assert!(Cure::ALL.iter().all(|cure| !helps(&s, *cure)), "what is well needs no cure");
        s.update(Msg::Undo);
        assert_eq!((s.settings(), view(&s).flow), (&before, Flow::Exploding));
    }
}

#[test]
fn half_as_many_layers_let_more_through() {
    let mut s = Session::default();
    sigmoid_in_eight_layers(&mut s);
    assert!(helps(&s, Cure::Half) && !helps(&s, Cure::Suited), "Xavier suits sigmoid already");
    let before = view(&s).now.to_vec();
    let msg = cure(&s, Cure::Half).expect("more than one layer");
    s.update(msg);
    assert_eq!(s.settings().layers, [8; 4]);
    assert!(first_to_last(view(&s).now) > first_to_last(&before));
    s.update(Msg::Undo);
    assert_eq!((s.settings().layers.len(), view(&s).now), (8, &before[..]));
    set(&mut s, "layers", "8");
    assert!(cure(&s, Cure::Half).is_none() && !helps(&s, Cure::Half));
}

#[test]
fn the_model_before_is_compared_only_where_it_can_be() {
    let mut s = network(&deep("8"), "sigmoid", "xavier");
    assert!(view(&s).left.is_none());
    set(&mut s, "activation", "relu");
    assert!(view(&s).left.is_some());
    // What only trains otherwise leaves it there, as do steps, a rewind and a look back.
    set(&mut s, "learning-rate", "0.005");
    s.update(Msg::Step(20));
    s.update(Msg::Rewind);
    assert!(view(&s).left.is_some());
    // The same model again is no other.
    set(&mut s, "activation", "sigmoid");
    s.update(Msg::LetGo);
    let left = view(&s).left.map(|left| left.activation);
    set(&mut s, "activation", "relu");
    assert_ne!(view(&s).left.map(|left| left.activation), left);
    s.update(Msg::Undo);
    assert_eq!(view(&s).left.map(|left| left.activation), left);
    for (key, value) in [("seed", "77"), ("dataset", "sine"), ("dataset", "cats")] {
        let mut other = network("8,8", "sigmoid", "xavier");
        set(&mut other, "activation", "relu");
        set(&mut other, key, value);
        assert!(view(&other).left.is_none(), "{key}");
    }
    let mut line = session(&[("model", "line")]);
    set(&mut line, "model", "network");
    assert!(view(&line).left.is_none(), "a line has no layers to compare");
}

#[test]
fn what_is_dead_or_saturated_is_counted_as_one_would_by_hand() {
    for (activation, init) in [("relu", "large"), ("tanh", "large"), ("sigmoid", "large"), ("gelu", "he")] {
        let mut s = network("7,6", activation, init);
        s.update(Msg::Step(30));
        let train = s.learner().train();
        let count = train.batch.count();
        let shown = view(&s);
        for (layer, units) in [7, 6].into_iter().enumerate() {
            let of = s.learner().shape().layers()[layer].activation;
            let rows: Vec<&[f32]> = train.work.activations(layer).chunks(train.work.stride()).take(units).collect();
            let dead = rows.iter().filter(|row| row[..count].iter().all(|a| *a == 0.0)).count();
            let flat =
                rows.iter().flat_map(|row| &row[..count]).filter(|a| is_saturated(of, **a) == Some(true)).count();
            match shown.idle[layer] {
                Idle::Dead { units } => assert_eq!((activation, units), ("relu", dead)),
                Idle::Saturated { share } => {
                    assert_eq!(share, flat as f64 / (count * units) as f64);
                    assert!(activation != "tanh" || share > 0.05, "{share}");
                }
                Idle::None => assert_eq!(activation, "gelu"),
            }
        }
        assert_eq!(shown.idle[2], Idle::None, "the output is linear");
        let told = in_numbers(&s);
        assert_eq!(told.layers.iter().map(|layer| layer.mean).collect::<Vec<_>>(), shown.now);
        assert_eq!(told.ratio, first_to_last(shown.now));
    }
}

#[test]
fn without_an_error_there_is_nothing_to_hand_back() {
    let mut s = network("8,8", "tanh", "xavier");
    while !s.points().is_empty() {
        s.update(Msg::RemovePoint(0));
    }
    assert_eq!(view(&s).flow, Flow::Unknown);
    // All weights zero, and an error: nothing arrives.
    assert_eq!(view(&network("8,8", "tanh", "zero")).flow, Flow::Vanishing);
}
