//! The chapter of the neuron: what is to be seen in it, over seeds, and that no layers without a bend reach its goal.

use crate::story::{self, tell};
use crate::{change, set};
use kittengrad::session::story::{Chapter, NEAR_CURVE, Story, opened as open_by_link, settings, settings_from};
use kittengrad::session::{Laid, Link, Msg, Session, Settings, State};
use kittengrad::text::story::headline;

fn opened() -> (Story, Session) {
    let (mut story, mut session) = story::opened(Chapter::Neuron);
    story.observe(&mut session);
    (story, session)
}

/// Trains as whoever presses Play and watches sees it.
fn train(story: &mut Story, session: &mut Session, steps: u32) {
    tell(story, session, Msg::Play);
    for _ in 0..steps / 10 {
        session.tick(10);
        session.after_steps();
        story.observe(session);
    }
    tell(story, session, Msg::Pause);
}

/// The chapter on the houses of another seed.
fn begun(seed: u32, neurons: usize) -> Session {
    let mut settings = settings(Chapter::Neuron);
    (settings.seed, settings.layers) = (seed, vec![neurons]);
    let mut session = Session::new(settings);
    session.update(Msg::LayNeurons);
    session
}

#[test]
fn three_hinges_follow_the_curve_within_eight_seconds_on_twenty_seeds() {
    for seed in 1..=20 {
        let mut s = begun(seed, 3);
        assert!(s.status().train_error > 2.0 * NEAR_CURVE, "{seed}: there is something to learn");
        // At the chapter's normal pace of 200 steps a second.
        s.update(Msg::Step(1600));
        let error = s.status().train_error;
        assert!(error <= NEAR_CURVE, "{seed}: {error}");
        // Likewise one after the other, each from where those before it have come to.
        let mut s = begun(seed, 1);
        let alone = s.status().train_error;
        for neurons in 1..=3 {
            s.update(Msg::HaveNeurons(neurons));
            s.update(Msg::Step(1600));
        }
        let error = s.status().train_error;
        assert!(error <= NEAR_CURVE && error < alone, "{seed}, grown: {error}");
        let line = s.plain_line().map(|line| line.error);
        assert!(line.is_some_and(|error| error > 2.0 * NEAR_CURVE), "{seed}: no line comes near: {line:?}");
    }
}

#[test]
fn the_goal_is_reached_by_neurons_that_bend() {
    let (mut story, mut s) = opened();
    assert!(s.status().step == 0 && s.state() == State::Paused && s.status().train_error > 2.0 * NEAR_CURVE);
    train(&mut story, &mut s, 1500);
    assert!(!story.seen(Chapter::Neuron).has_reached(0), "one hinge is not enough: {}", s.status().train_error);
    for neurons in 2..=3 {
        tell(&mut story, &mut s, Msg::HaveNeurons(neurons));
        train(&mut story, &mut s, 1600);
    }
    assert!(story.seen(Chapter::Neuron).has_reached(0), "{}", s.status().train_error);
    assert!(!story.is_reached(Chapter::Neuron) && story.right(&s).is_none());
    tell(&mut story, &mut s, Msg::Bend(false));
    train(&mut story, &mut s, 1200);
    assert!(story.is_reached(Chapter::Neuron));
    assert_eq!(story.right(&s), Some(1), "three layers of eight do not follow it");
}

#[test]
fn it_can_be_reached_by_hand() {
    let (mut story, mut s) = opened();
    tell(&mut story, &mut s, Msg::HaveNeurons(3));
    let far = s.status().train_error;
    // Level at first, then steep from 5 km on, less so from 17 km on, and level again from 24 km on.
    for laid in [
        Laid::Kink(0, 24.0),
        Laid::Slope(0, -17.0),
        Laid::Kink(2, 5.0),
        Laid::Slope(2, -18.0),
        Laid::Kink(1, 17.0),
        Laid::Slope(1, 20.0),
        Laid::Base(452.0),
    ] {
        tell(&mut story, &mut s, Msg::LayNeuron(laid));
    }
    assert!(s.status().train_error < far / 3.0);
    // Then as one tries: a handle is moved a little, and back where that was no better.
    for round in 0..40 {
        let by = 4.0 * 0.9_f64.powi(round);
        for (neuron, way) in [(0, by), (0, -by), (1, by), (1, -by), (2, by), (2, -by)] {
            for what in 0..3 {
                let stack = s.stack().expect("three neurons");
                let hinge = stack.band_of(neuron).and_then(|(_, band)| band.hinge).expect("it bends");
                let laid = match what {
                    0 => Laid::Base(stack.base + 5.0 * way),
                    1 => Laid::Kink(neuron, hinge.kink + way),
                    _ => Laid::Slope(neuron, hinge.slope.expect("a ReLU") + way),
                };
                let before = s.status().train_error;
                tell(&mut story, &mut s, Msg::LayNeuron(laid));
                if s.status().train_error > before {
                    tell(&mut story, &mut s, Msg::Undo);
                }
                s.update(Msg::LetGo);
            }
        }
    }
    assert!(story.seen(Chapter::Neuron).has_reached(0), "{}", s.status().train_error);
    assert_eq!(s.status().step, 0, "no step was trained");
}

#[test]
fn no_layers_without_a_bend_reach_it() {
    for layers in ["", "1", "8", "8,8,8", "64,64"] {
        for (optimizer, rate) in [("adam", "0.02"), ("momentum", "0.01"), ("rmsprop", "0.003")] {
            let (mut story, mut s) = opened();
            let knobs =
                [("layers", layers), ("activation", "linear"), ("optimizer", optimizer), ("learning-rate", rate)];
            tell(&mut story, &mut s, Msg::SetAll(knobs.map(|(key, value)| change(key, value)).to_vec()));
            train(&mut story, &mut s, 800);
            assert!(!story.seen(Chapter::Neuron).has_reached(0), "{layers} {optimizer}");
            let line = s.plain_line().expect("twenty houses").error;
            assert!(s.status().train_error >= line * 0.999, "{layers}: {} {line}", s.status().train_error);
        }
    }
    // Nor do houses that were put on a line count.
    let (mut story, mut s) = opened();
    let on_a_line = (0..20).map(|i| (1.5 * f64::from(i), 900.0 - 24.0 * f64::from(i))).collect::<Vec<_>>();
    tell(&mut story, &mut s, Msg::ReplacePoints { points: crate::points(&on_a_line), split: true, classes: false });
    train(&mut story, &mut s, 1500);
    assert!(s.status().train_error < NEAR_CURVE && !story.seen(Chapter::Neuron).has_reached(0));
}

#[test]
fn the_sentence_says_what_is_seen() {
    let (mut story, mut s) = opened();
    let said = |story: &Story, s: &Session| {
        let (headline, ..) = headline(story, s, &s.status());
        headline.spoken(s.settings().lang)
    };
    assert!(said(&story, &s).starts_with("One neuron, one bend: "), "{}", said(&story, &s));
    train(&mut story, &mut s, 3000);
    assert!(said(&story, &s).contains("Add a neuron with +"), "{}", said(&story, &s));
    tell(&mut story, &mut s, Msg::HaveNeurons(3));
    tell(&mut story, &mut s, Msg::Pause);
    assert!(said(&story, &s).contains("Neuron 2 adds nothing yet"), "{}", said(&story, &s));
    tell(&mut story, &mut s, Msg::LayNeuron(Laid::Kink(0, -5.0)));
    assert!(said(&story, &s).contains("Neuron 1 is dead"), "{}", said(&story, &s));
    tell(&mut story, &mut s, Msg::Undo);
    train(&mut story, &mut s, 1500);
    let line = s.plain_line().map(|line| line.error).expect("a line");
    let three = said(&story, &s);
    assert!(
        three.starts_with("Three hinges make the curve: ") && three.contains(&format!("{line:.1} k off at best")),
        "{three}"
    );
    tell(&mut story, &mut s, Msg::Bend(false));
    assert!(said(&story, &s).starts_with("Three layers without a bend: "), "{}", said(&story, &s));
    train(&mut story, &mut s, 1500);
    let straight = said(&story, &s);
    assert!(straight.starts_with("Three layers without a bend are a plain line: ") && straight.contains("169 numbers"));
    set(&mut s, "lang", "zh-Hans");
    assert!(said(&story, &s).starts_with("三层都不弯折，就是一条直线：差 "), "{}", said(&story, &s));
}

#[test]
fn a_link_brings_what_was_laid_and_trained() {
    let begins = |place: Option<&str>, defaults: Settings| match place {
        Some("neuron") => Some(settings_from(Chapter::Neuron, defaults)),
        Some(_) | None => Some(defaults),
    };
    let (mut story, mut s) = opened();
    let ways: [&[Msg]; 4] = [
        &[Msg::Step(40)],
        &[Msg::HaveNeurons(3), Msg::Step(25)],
        &[Msg::LayNeuron(Laid::Kink(1, 12.0)), Msg::LayNeuron(Laid::Slope(2, -9.0))],
        &[Msg::Bend(false), Msg::Pause, Msg::Step(30)],
    ];
    for way in ways {
        way.iter().for_each(|msg| tell(&mut story, &mut s, msg.clone()));
        let text = s.link(Some("neuron".to_owned())).write(&settings(Chapter::Neuron));
        let (link, unread) = Link::read(&text, &begins);
        assert!(unread.is_empty(), "{unread:?}");
        let (mut other, unread) = open_by_link(&link, &Settings::default(), Chapter::Neuron);
        assert!(unread.is_empty(), "{unread:?}");
        while other.replay().is_some() && other.tick(97) > 0 {
            other.after_steps();
        }
        assert_eq!(other.parameters(), s.parameters(), "{way:?}");
        assert_eq!((other.status().step, other.settings()), (s.status().step, s.settings()), "{way:?}");
    }
}
