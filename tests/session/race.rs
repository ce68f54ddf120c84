//! A race: each lane is to the bit what it would be alone, whatever is done in between; and what the chapter claims over twenty
//! seeds.

use crate::story::{self, tell};
use crate::{change, check, set};
use kittengrad::session::race::{END, cost, fill, is_unfinished, outcome, tally};
use kittengrad::session::story::{Chapter, Story, begun, settings};
use kittengrad::session::{Lanes, Msg, Session, Settings, State};
use kittengrad::text::Lang;
use kittengrad::text::story::headline;
use kittengrad::view::{FAINT, Lane, Picture, Race, View};

pub fn view(s: &Session) -> Race<'_> {
    let View::Race(race) = s.view(Picture::Race) else { panic!("the view of the race") };
    race.expect("a race")
}

/// Trains what is left beside the run.
pub fn finish(s: &mut Session) {
    while is_unfinished(s) {
        assert!(cost(s) > 0 && fill(s, 500) > 0);
    }
}

/// The wide lane alone: the settings of today with its layers.
fn alone(s: &Session) -> Session {
    Session::new(Settings { layers: vec![64], ..s.settings().clone() })
}

fn same(lane: &Lane, alone: &Session) {
    let errors = alone.status();
    assert_eq!((lane.own, lane.unseen), (errors.train_error, errors.held_out_error));
    assert_eq!(lane.parameters, alone.parameters().len());
    let (first, last) = (lane.curve[0], lane.curve[lane.curve.len() - 1]);
    assert_eq!([first.1, last.1].to_vec(), alone.predict(&[first.0, last.0]));
}

#[test]
fn each_lane_is_what_it_would_be_alone() {
    let mut s = begun(Chapter::Depth);
    let deep = s.settings().clone();
    assert_eq!(view(&s).lanes.iter().map(|lane| lane.parameters).collect::<Vec<_>>(), [196, 193]);
    let (mut wide, mut only) = (alone(&s), Session::new(deep));
    // By frames, by hand, and in one go.
    s.update(Msg::Play);
    for _ in 0..30 {
        s.tick(7);
    }
    s.update(Msg::Pause);
    s.update(Msg::Step(290));
    finish(&mut s);
    wide.update(Msg::Step(500));
    only.update(Msg::Step(500));
    assert_eq!(s.parameters(), only.parameters());
    same(&view(&s).lanes[1], &wide);
    assert_eq!(view(&s).step, 500);
    // Back on the timeline, from the start again, and on other points.
    s.update(Msg::Seek(200));
    while s.steps_to_go().is_some() {
        s.tick(100);
    }
    finish(&mut s);
    wide.update(Msg::Rewind);
    wide.update(Msg::Step(200));
    same(&view(&s).lanes[1], &wide);
    s.update(Msg::Rewind);
    wide.update(Msg::Rewind);
    same(&view(&s).lanes[1], &wide);
    s.update(Msg::Set(change("seed", "5")));
    s.update(Msg::Step(120));
    finish(&mut s);
    let mut wide = alone(&s);
    wide.update(Msg::Step(120));
    same(&view(&s).lanes[1], &wide);
    check(&s);
    s.update(Msg::Race(Lanes::Alone));
    assert!(matches!(s.view(Picture::Race), View::Race(None)) && !is_unfinished(&s));
}

#[test]
fn whoever_plays_stops_where_the_race_is_judged() {
    let mut s = begun(Chapter::Depth);
    assert_eq!(outcome(&s), None);
    s.update(Msg::Play);
    while s.state() == State::Running {
        s.tick(1_000_000);
        finish(&mut s);
    }
    assert_eq!(s.status().step, END);
    assert!(outcome(&s).is_some());
    // Also whoever starts again, or chooses other settings, or undoes that, while it runs.
    let ends = |s: &mut Session| {
        while s.state() == State::Running {
            s.tick(777);
            finish(s);
        }
        assert_eq!(s.status().step, END);
    };
    s.update(Msg::Again);
    s.tick(300);
    s.update(Msg::Set(change("activation", "relu")));
    s.update(Msg::Play);
    s.tick(300);
    s.update(Msg::Set(change("init", "he")));
    s.update(Msg::Play);
    ends(&mut s);
    s.update(Msg::Again);
    s.tick(300);
    s.update(Msg::Undo);
    ends(&mut s);
}

/// A race of the same settings is compared with none, nor is one on other points; and what was counted of others is forgotten.
#[test]
fn only_other_settings_on_the_same_points_are_compared() {
    let mut s = begun(Chapter::Depth);
    s.update(Msg::Step(END as u32));
    finish(&mut s);
    let before = |s: &Session| view(s).lanes.iter().any(|lane| lane.before.is_some());
    assert!(!before(&s));
    s.update(Msg::Set(change("activation", "relu")));
    s.update(Msg::Step(10));
    assert!(before(&s));
    s.update(Msg::Set(change("activation", "sigmoid")));
    s.update(Msg::Step(10));
    assert!(!before(&s), "with itself");
    s.update(Msg::Step(END as u32));
    finish(&mut s);
    s.update(Msg::Set(change("activation", "relu")));
    s.update(Msg::Step(10));
    s.update(Msg::Race(Lanes::Many(true)));
    fill(&mut s, 100_000);
    assert!(before(&s) && tally(&s).is_some());
    s.update(Msg::Set(change("noise", "0.3")));
    s.update(Msg::Step(10));
    assert!(!before(&s), "on other points");
    assert_eq!(tally(&s), None);
}

/// A race with ReLU first does not answer what was asked of sigmoid.
#[test]
fn the_question_is_answered_by_sigmoid() {
    let (mut story, mut s) = story::opened(Chapter::Depth);
    tell(&mut story, &mut s, Msg::SetAll(vec![change("activation", "relu"), change("init", "he")]));
    story.observe(&mut s);
    judged(&mut story, &mut s);
    assert_eq!(story.right(&s), None);
    assert!(story.seen(Chapter::Depth).has_reached(0) && !story.seen(Chapter::Depth).has_reached(1));
    tell(&mut story, &mut s, Msg::SetAll(vec![change("activation", "sigmoid"), change("init", "xavier")]));
    story.observe(&mut s);
    judged(&mut story, &mut s);
    assert_eq!(story.right(&s), Some(1));
}

/// The gradients of the bars are those of the first step: before any, what a first step would have.
#[test]
fn the_bars_are_the_gradients_of_the_first_step() {
    let mut s = begun(Chapter::Depth);
    let before: Vec<Vec<f64>> = view(&s).lanes.iter().map(|lane| lane.first.to_vec()).collect();
    let gradients = s.gradients().to_vec();
    let shape = s.learner().shape().clone();
    for (layer, found) in shape.views().zip(&before[0]) {
        let count = layer.weights.len() as f64;
        let mean = gradients[layer.weights].iter().map(|g| f64::from(g.abs())).sum::<f64>() / count;
        assert!((mean - found).abs() <= 1e-5 * mean, "{mean} for {found}");
    }
    assert_eq!(view(&s).lanes[0].now, before[0], "nothing has been trained yet");
    s.update(Msg::Step(40));
    assert_eq!(view(&s).lanes[0].first, before[0]);
    assert_ne!(view(&s).lanes[0].now, before[0]);
    assert!(before[0][0] / before[0][7] < FAINT, "sigmoid lets nothing through: {:?}", before[0]);
}

fn judged(story: &mut Story, s: &mut Session) {
    while s.status().step < END {
        s.tick(500);
        finish(s);
        s.after_steps();
        story.observe(s);
    }
    story.observe(s);
}

#[test]
fn the_goals_are_reached_by_sigmoid_first_and_relu_then() {
    let (mut story, mut s) = story::opened(Chapter::Depth);
    let said = |story: &Story, s: &Session| headline(story, s, &s.status()).0.spoken(Lang::En);
    assert!(said(&story, &s).starts_with("Which wins: 7 layers of 5, or one layer of 64?"), "{}", said(&story, &s));
    assert!(story.guess(&s, 0));
    tell(&mut story, &mut s, Msg::Play);
    judged(&mut story, &mut s);
    assert_eq!(story.right(&s), Some(1), "with sigmoid the wide one wins");
    let seen = story.seen(Chapter::Depth);
    assert!(seen.has_reached(0) && !seen.has_reached(1));
    assert!(said(&story, &s).starts_with("The error does not reach layer 1."), "{}", said(&story, &s));
    assert!(view(&s).lanes.iter().all(|lane| lane.before.is_none()));
    let faint = view(&s).lanes[0].fault;
    tell(&mut story, &mut s, Msg::SetAll(vec![change("activation", "relu"), change("init", "he")]));
    story.observe(&mut s);
    assert_eq!(s.state(), State::Running, "other settings race at once");
    judged(&mut story, &mut s);
    assert!(story.is_reached(Chapter::Depth));
    assert!(said(&story, &s).starts_with("The error reaches layer 1"), "{}", said(&story, &s));
    let before = view(&s).lanes[0].before.expect("the race with sigmoid").error;
    assert_eq!(before, faint);
    assert_eq!(story.right(&s), Some(1), "the question was about sigmoid");
    check(&s);
}

/// With sigmoid the deep one hardly ever wins, with ReLU and He more often than not.
#[test]
fn over_twenty_seeds_relu_lets_the_deep_one_win() {
    let won = |changes: &[(&str, &str)]| {
        let mut s = begun(Chapter::Depth);
        changes.iter().for_each(|(key, to)| set(&mut s, key, to));
        s.update(Msg::Race(Lanes::Many(true)));
        finish(&mut s);
        let tally = tally(&s).expect("many races");
        assert_eq!((tally.done, tally.of), (20, 20));
        tally.won[0]
    };
    let (sigmoid, relu) = (won(&[]), won(&[("activation", "relu"), ("init", "he")]));
    println!("of 20 races the deep network wins {sigmoid} with sigmoid and {relu} with ReLU");
    assert!(sigmoid <= 2 && relu >= 11, "{sigmoid} and {relu}");
}

/// The first of many races is the one that is looked at.
#[test]
fn many_races_begin_with_this_one() {
    let mut s = begun(Chapter::Depth);
    s.update(Msg::Step(END as u32));
    finish(&mut s);
    let (won, _) = outcome(&s).expect("judged");
    s.update(Msg::Race(Lanes::Many(true)));
    while tally(&s).is_some_and(|tally| tally.done == 0) {
        fill(&mut s, 100);
    }
    assert_eq!(tally(&s).map(|tally| tally.won[0]), Some(usize::from(won)));
    s.update(Msg::Set(change("learning-rate", "0.02")));
    assert_eq!(tally(&s), None, "what was counted was of other settings");
    assert_eq!(settings(Chapter::Depth).layers, [5; 7]);
}
