//! Optimizers, batches, schedules, losses, penalties and dropout, as the knobs ask for them.

use crate::{bits, check, fill, session, set};
use kittengrad::session::{Msg, Session, State};

/// A recipe with all that has a memory, and one that draws by chance at every step.
const RICH: [(&str, &str); 8] = [
    ("model", "network"),
    ("layers", "6,5"),
    ("activations", "relu,sine"),
    ("optimizer", "adam"),
    ("batch", "10"),
    ("schedule", "cosine"),
    ("penalty", "l2"),
    ("dropout", "0.2"),
];

fn with(knobs: &[(&str, &str)]) -> Session {
    session(knobs)
}

/// Frames of a running session, of so many steps each.
fn frames(s: &mut Session, frames: u32, steps: u32) {
    s.update(Msg::Play);
    for _ in 0..frames {
        s.tick(steps);
        s.after_steps();
    }
    s.update(Msg::Pause);
}

#[test]
fn a_run_does_not_depend_on_how_its_steps_are_cut_into_frames() {
    for optimizer in ["gd", "momentum", "nesterov", "rmsprop", "adam"] {
        let mut knobs = RICH.to_vec();
        knobs[3].1 = optimizer;
        let mut at_once = with(&knobs);
        at_once.update(Msg::Step(120));
        let mut in_frames = with(&knobs);
        frames(&mut in_frames, 17, 7);
        in_frames.update(Msg::Step(1));
        assert_eq!(at_once.parameters(), in_frames.parameters(), "{optimizer}");
        assert_eq!(at_once.status().train_loss, in_frames.status().train_loss, "{optimizer}");
        check(&in_frames);
    }
}

#[test]
fn rewind_repeats_the_run_with_its_chances() {
    let mut s = with(&RICH);
    s.update(Msg::Step(73));
    let first = bits(&s);
    s.update(Msg::Rewind);
    assert_eq!((s.status().step, s.status().epoch), (0, 0));
    s.update(Msg::Step(73));
    assert_eq!(bits(&s), first);
}

#[test]
fn an_epoch_takes_as_many_steps_as_there_are_batches() {
    // 48 training points: four batches of ten and one of eight.
    let mut s = with(&[("batch", "10")]);
    let mut seen = Vec::new();
    for _ in 0..11 {
        s.update(Msg::Step(1));
        seen.push(s.status().epoch);
    }
    assert_eq!(seen, [0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2]);
    set(&mut s, "batch", "64");
    s.update(Msg::Step(3));
    assert_eq!(s.status().epoch, 5, "a batch of all points or more is an epoch by itself");
}

#[test]
fn of_batches_the_ends_of_epochs_and_of_frames_are_recorded_with_the_loss_of_all_points() {
    let mut s = with(&[("batch", "10")]);
    frames(&mut s, 2, 8);
    let recorded: Vec<u64> = s.losses().entries.iter().map(|e| e.from).collect();
    assert_eq!(recorded, [0, 5, 8, 10, 15, 16]);
    // The loss that is told is that of these parameters on all training points.
    let train: Vec<_> = s.points().iter().copied().filter(|p| !p.held_out).collect();
    let answers = s.predict(&train.iter().map(|p| p.x).collect::<Vec<_>>());
    let mse = answers.iter().zip(&train).map(|(a, p)| (a - p.y).powi(2)).sum::<f64>() / train.len() as f64;
    assert!((s.status().train_loss / mse - 1.0).abs() < 1e-4);
    assert!((s.status().train_error / mse.sqrt() - 1.0).abs() < 1e-4);
}

#[test]
fn another_optimizer_goes_on_from_here_and_remembers_nothing() {
    let mut s = with(&[("optimizer", "momentum")]);
    s.update(Msg::Step(5));
    let before = s.parameters().to_vec();
    set(&mut s, "optimizer", "gd");
    assert_eq!((s.parameters(), s.status().step), (&before[..], 5));
    set(&mut s, "optimizer", "momentum");
    let gradients = s.gradients().to_vec();
    s.update(Msg::Step(1));
    // Of a velocity of 0 the first step is that of plain descent.
    for ((now, before), g) in s.parameters().iter().zip(&before).zip(gradients) {
        assert_eq!(*now, before - 0.03 * g);
    }
}

#[test]
fn after_a_divergence_the_run_goes_on_as_if_nothing_had_been() {
    for optimizer in ["gd", "momentum", "nesterov"] {
        let mut knobs = RICH.to_vec();
        knobs[2].1 = "";
        knobs[3].1 = optimizer;
        knobs[5].1 = "constant";
        let mut s = with(&knobs);
        s.update(Msg::Step(32));
        set(&mut s, "learning-rate", "10");
        s.update(Msg::Step(100_000));
        assert!(matches!(s.status().state, State::Diverged(_)), "{optimizer}");
        s.update(Msg::Recover);
        assert_eq!((s.status().step, s.status().epoch), (32, 6));
        check(&s);
        // Velocity, order of the points and chance are those of step 32.
        set(&mut s, "learning-rate", "0.03");
        s.update(Msg::Step(20));
        let mut straight = with(&knobs);
        straight.update(Msg::Step(52));
        assert_eq!(s.parameters(), straight.parameters(), "{optimizer}");
    }
}

#[test]
fn an_optimizer_chosen_after_a_divergence_remembers_nothing_of_the_one_before() {
    let mut s = with(&[("optimizer", "momentum")]);
    s.update(Msg::Step(9));
    set(&mut s, "learning-rate", "10");
    s.update(Msg::Step(10_000));
    set(&mut s, "optimizer", "adam");
    set(&mut s, "learning-rate", "0.01");
    s.update(Msg::Recover);
    let (before, gradients) = (s.parameters().to_vec(), s.gradients().to_vec());
    s.update(Msg::Step(1));
    // Adam's first step is one learning rate long for each parameter, whatever the gradient's size.
    for ((now, before), g) in s.parameters().iter().zip(before).zip(gradients) {
        assert!((now - before + 0.01 * g.signum()).abs() < 1e-5, "{before} to {now}");
    }
}

#[test]
fn what_an_optimizer_remembers_is_forgotten_where_the_parameters_are_written_anew() {
    for model in ["line", "polynomial"] {
        let close = [(0.0, 0.1), (0.1, 0.2), (0.2, 0.15), (0.3, 0.3), (0.4, 0.25), (0.5, 0.4)];
        let six = [("points", "6"), ("held-out", "0")];
        let mut s = with(&[&[("model", model), ("optimizer", "momentum"), ("dataset", "sine")], &six[..]].concat());
        for (index, to) in close.into_iter().enumerate() {
            s.update(Msg::MovePoint(index, to));
        }
        s.update(Msg::Rewind);
        s.update(Msg::Step(9));
        // So far away that other coordinates are chosen.
        s.update(Msg::MovePoint(5, (-3.0, -1.0)));
        let (before, gradients) = (s.parameters().to_vec(), s.gradients().to_vec());
        s.update(Msg::Step(1));
        for ((now, before), g) in s.parameters().iter().zip(before).zip(gradients) {
            assert_eq!(*now, before - 0.03 * g, "{model}");
        }
    }
}

#[test]
fn the_objective_is_the_loss_and_the_penalty_and_both_are_told_apart() {
    for (penalty, strength) in [("l1", 0.2), ("l2", 0.5)] {
        let mut s = with(&[
            ("model", "network"),
            ("layers", "3"),
            ("penalty", penalty),
            ("penalty-strength", &strength.to_string()),
        ]);
        s.update(Msg::Step(20));
        // [1 → 3]: weights 0..3, biases 3..6; [3 → 1]: weights 6..9, bias 9.
        let weights: Vec<f64> = [0, 1, 2, 6, 7, 8].iter().map(|&i| f64::from(s.parameters()[i])).collect();
        let cost = match penalty {
            "l1" => strength * weights.iter().map(|w| w.abs()).sum::<f64>(),
            _ => 0.5 * strength * weights.iter().map(|w| w * w).sum::<f64>(),
        };
        let ys: Vec<f64> = s.points().iter().filter(|p| !p.held_out).map(|p| p.y).collect();
        let mean = ys.iter().sum::<f64>() / ys.len() as f64;
        let variance = ys.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / ys.len() as f64;
        let told = s.status().penalty.expect("a penalty");
        assert!((told / (cost * variance) - 1.0).abs() < 1e-4, "{penalty}: {told} {}", cost * variance);
        let entry = *s.losses().entries.last().expect("an entry");
        assert_eq!(entry.penalty.map(|p| f64::from(p.last)), Some(told));
        assert_eq!(f64::from(entry.train.last), s.status().train_loss);

        // The gradient that scripts see is that of the sum: central differences through the same door.
        let at = vec![0.5, -0.4, 0.3, 0.1, 0.2, -0.1, 0.6, -0.7, 0.8, 0.05];
        s.update(Msg::SetParameters(at.clone()));
        let gradients = s.gradients().to_vec();
        let objective = |s: &mut Session, at: &[f32]| {
            s.update(Msg::SetParameters(at.to_vec()));
            (s.status().train_loss + s.status().penalty.unwrap_or(0.0)) / variance
        };
        for i in [0, 4, 7, 9] {
            let mut moved = at.clone();
            moved[i] += 1e-2;
            let up = objective(&mut s, &moved);
            moved[i] -= 2e-2;
            let slope = (up - objective(&mut s, &moved)) / 2e-2;
            assert!((slope - f64::from(gradients[i])).abs() < 2e-3, "{penalty} {i}: {slope} {}", gradients[i]);
        }
        set(&mut s, "penalty", "none");
        assert_eq!(s.status().penalty, None);
    }
}

#[test]
fn the_surface_is_that_of_the_objective_and_its_optimum_is_the_lowest() {
    let mut s = with(&[("penalty", "l2"), ("penalty-strength", "1")]);
    fill(&mut s);
    let surface = s.surface();
    let (grid, side, u, v) = (surface.grid.to_vec(), surface.side, surface.u, surface.v);
    let (bu, bv) = surface.best.expect("a ridge has a closed form");
    let lowest = grid.iter().copied().fold(f32::INFINITY, f32::min);
    let at = grid.iter().position(|c| *c == lowest).expect("a lowest cell");
    let centre =
        |span: kittengrad::view::Span, i: usize| span.lo + (span.hi - span.lo) * (i as f64 + 0.5) / side as f64;
    assert!((centre(u, at % side) - bu).abs() <= (u.hi - u.lo) / side as f64);
    assert!((centre(v, at / side) - bv).abs() <= (v.hi - v.lo) / side as f64);
    s.update(Msg::MoveTo((centre(u, at % side), centre(v, at / side))));
    let objective = s.status().train_loss + s.status().penalty.expect("a penalty");
    assert!((objective / f64::from(lowest) - 1.0).abs() < 1e-4);
    // Half as steep as without: the slope is pulled towards 0 by 1/(1 + λ/2) on standardized points.
    s.update(Msg::Step(400));
    let best = s.status().best.expect("known");
    let status = s.status();
    assert!((status.train_loss / best.loss - 1.0).abs() < 1e-3, "{} {}", status.train_loss, best.loss);
    let free = session(&[]).status().best.expect("known").coefficients[1];
    assert!((best.coefficients[1] / free - 1.0 / 1.5).abs() < 1e-3);
}

#[test]
fn the_limit_of_the_learning_rate_parts_what_converges_from_what_does_not() {
    for (optimizer, penalty) in [("gd", "none"), ("gd", "l2"), ("momentum", "none"), ("nesterov", "l2")] {
        let knobs = [("optimizer", optimizer), ("penalty", penalty), ("penalty-strength", "0.7"), ("momentum", "0.5")];
        let limit = with(&knobs).rate_limit().expect("a line has one");
        for (share, converges) in [(0.98, true), (1.02, false)] {
            let mut s = with(&knobs);
            set(&mut s, "learning-rate", &(limit * share).to_string());
            s.update(Msg::Step(3_000));
            let arrived = s.status().best.is_some_and(|best| s.status().train_loss <= best.loss * 1.01);
            assert_eq!(arrived, converges, "{optimizer} {penalty} at {share} of {limit}");
            assert_eq!(matches!(s.status().state, State::Diverged(_)), !converges);
        }
    }
    for knobs in [("optimizer", "adam"), ("optimizer", "rmsprop"), ("batch", "10"), ("loss", "mae"), ("penalty", "l1")]
    {
        assert_eq!(with(&[knobs]).rate_limit(), None, "{knobs:?}");
    }
    assert!(with(&[("batch", "64")]).rate_limit().is_some(), "48 points fit into a batch of 64");
}

#[test]
fn losses_are_in_the_units_of_y_whatever_they_are() {
    let mut told = Vec::new();
    for loss in ["mse", "mae", "huber"] {
        let mut s = with(&[("loss", loss)]);
        s.update(Msg::Step(10));
        let train: Vec<_> = s.points().iter().copied().filter(|p| !p.held_out).collect();
        let answers = s.predict(&train.iter().map(|p| p.x).collect::<Vec<_>>());
        let ys: Vec<f64> = train.iter().map(|p| p.y).collect();
        let mean = ys.iter().sum::<f64>() / ys.len() as f64;
        let deviation = (ys.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / ys.len() as f64).sqrt();
        let term = |r: f64| match loss {
            "mse" => r * r,
            "mae" => r.abs(),
            // Its bend lies at one deviation of y, since the model's own unit is that.
            _ if r.abs() < deviation => 0.5 * r * r,
            _ => deviation * (r.abs() - 0.5 * deviation),
        };
        let expected = answers.iter().zip(&ys).map(|(a, y)| term(a - y)).sum::<f64>() / ys.len() as f64;
        let found = s.status().train_loss;
        assert!((found / expected - 1.0).abs() < 1e-4, "{loss}: {found} for {expected}");
        told.push(found);
    }
    assert!(told[1] < told[0] && told[2] < told[0]);
}

#[test]
fn dropout_is_for_training_only() {
    let knobs = [("model", "network"), ("dropout", "0.5")];
    let mut s = with(&knobs);
    s.update(Msg::Step(40));
    let (at, told) = (s.parameters().to_vec(), s.status().train_loss);
    let mut whole = with(&[("model", "network")]);
    whole.update(Msg::SetParameters(at));
    assert_eq!(whole.status().train_loss, told);
    assert_eq!(whole.gradients().to_vec(), s.gradients().to_vec());
    let mut without = with(&[("model", "network")]);
    without.update(Msg::Step(40));
    assert_ne!(without.parameters(), s.parameters());
}

#[test]
fn a_schedule_counts_the_steps_of_the_run() {
    // A cosine over twenty steps is at rest after them; a rewind wakes it.
    let mut s = with(&[("schedule", "cosine"), ("schedule-steps", "20")]);
    s.update(Msg::Step(20));
    let rest = s.parameters().to_vec();
    s.update(Msg::Step(50));
    assert_eq!(s.parameters(), rest);
    s.update(Msg::Rewind);
    s.update(Msg::Step(20));
    assert_eq!(s.parameters(), rest);
}

#[test]
fn each_layer_has_its_own_activation_and_those_left_out_the_common_one() {
    let mut s = with(&[("model", "network"), ("layers", "2,2,2"), ("activation", "sigmoid"), ("activations", ",relu")]);
    let found: Vec<_> = (1..=4)
        .map(|column| {
            s.update(Msg::SelectNeuron(Some((column, 0))));
            s.held_neuron().expect("a neuron").activation
        })
        .collect();
    use kittengrad::learn::Activation::{Linear, Relu, Sigmoid};
    assert_eq!(found, [Sigmoid, Relu, Sigmoid, Linear]);
}
