//! What the neurons of the last hidden layer say of a class, and the boundaries of the runs beside today's.

use crate::timeline::run;
use crate::{change, check, session};
use kittengrad::session::story::{Chapter, begun, right_of_all};
use kittengrad::session::{Msg, Session, classes};
use kittengrad::text::Lang;
use kittengrad::view::{Group, Part, Picture, Pointer, View, Votes};

/// Chapter 6 with so many neurons, trained for so many steps.
fn trained(neurons: usize, seed: u32, steps: u32) -> Session {
    let mut s = begun(Chapter::Layers);
    s.update(Msg::Set(change("seed", &seed.to_string())));
    s.update(Msg::HaveNeurons(neurons));
    for _ in 0..steps / 100 {
        s.update(Msg::Step(100));
    }
    s
}

fn votes(s: &Session) -> Votes<'_> {
    classes::votes(s).expect("few neurons that vote")
}

/// The places of the small maps, row by row from the least x₂ up.
fn places(votes: &Votes) -> Vec<(f64, f64)> {
    let along = |lo: f64, hi: f64, i: usize| lo + (hi - lo) * i as f64 / (votes.side - 1) as f64;
    let (x, y, side) = (votes.x, votes.y, votes.side);
    (0..side * side).map(|i| (along(x.lo, x.hi, i % side), along(y.lo, y.hi, i / side))).collect()
}

fn logit(probability: f64) -> f64 {
    (probability / (1.0 - probability)).ln()
}

#[test]
fn the_votes_and_the_bias_add_up_to_the_answer() {
    for (activation, layers) in [("tanh", "3"), ("relu", "5"), ("sigmoid", "6,2"), ("gelu", "1")] {
        let mut s = trained(3, 13, 0);
        s.update(Msg::Set(change("layers", layers)));
        s.update(Msg::Set(change("activation", activation)));
        run(&mut s, 150);
        let at = (4.1, 5.3);
        s.update(Msg::Ask(Some(at)));
        let votes = votes(&s);
        let places = places(&votes);
        let answers = s.learner().predict_places(&places);
        for (i, answer) in answers.iter().enumerate().filter(|(_, answer)| (1e-4..1.0 - 1e-4).contains(*answer)) {
            let sum = f64::from(votes.bias) + votes.of.iter().map(|vote| f64::from(vote.votes[i])).sum::<f64>();
            assert!((sum - logit(*answer)).abs() < 2e-3 * (1.0 + sum.abs()), "{activation} {layers} at {i}: {sum}");
        }
        let here: f64 = votes.here.iter().map(|vote| f64::from(*vote)).sum();
        let answer = logit(s.learner().predict_places(&[at])[0]);
        assert!((here + f64::from(votes.bias) - answer).abs() < 2e-3 * (1.0 + answer.abs()), "{activation}: {here}");
        s.update(Msg::Ask(None));
        assert!(classes::votes(&s).expect("votes").here.is_empty());
        check(&s);
    }
}

/// With one hidden layer of x₁ and x₂ each neuron bends on a straight line: its weighted sum is linear along the plane.
#[test]
fn each_neuron_bends_on_a_straight_line() {
    let s = trained(4, 13, 300);
    for vote in votes(&s).of {
        let (side, z) = (votes(&s).side, |i: usize| f64::from(vote.sums[i]));
        let (right, up) = (z(1) - z(0), z(side) - z(0));
        for (i, sum) in vote.sums.iter().enumerate() {
            let flat = z(0) + right * (i % side) as f64 + up * (i / side) as f64;
            assert!((flat - f64::from(*sum)).abs() < 1e-3 * (1.0 + flat.abs()), "{i}: {sum} {flat}");
        }
        let vote_where = |positive: bool| vote.sums.iter().zip(&vote.votes).find(|(sum, _)| (**sum > 0.0) == positive);
        let (Some((_, high)), Some((_, low))) = (vote_where(true), vote_where(false)) else { continue };
        assert!(high * low < 0.0, "tanh changes its sign there: {high} {low}");
    }
}

/// Of each kind, how many lie where a neuron's weighted sum is above 0, and how many there are; by its own weights.
fn beyond(s: &Session, neuron: usize, group: Group) -> (usize, usize) {
    let votes = votes(s);
    let (side, sums) = (votes.side, &votes.of[neuron].sums);
    // It is linear along the plane.
    let at = |x: f64, y: f64| {
        let along = |at: f64, lo: f64, hi: f64| (at - lo) / (hi - lo) * (side - 1) as f64;
        let (right, up) = (sums[1] - sums[0], sums[side] - sums[0]);
        let (i, j) = (along(x, votes.x.lo, votes.x.hi), along(y, votes.y.lo, votes.y.hi));
        f64::from(sums[0]) + f64::from(right) * i + f64::from(up) * j
    };
    let of = || votes.samples.iter().filter(|sample| sample.group == group);
    (of().filter(|sample| at(sample.x, sample.y) > 0.0).count(), of().count())
}

#[test]
fn where_the_cats_are_told_from_the_others_somebody_keeps_each_of_them_out() {
    let (mut groups, mut kept) = (0, 0);
    for seed in 1..=12 {
        let s = trained(3, seed, 1200);
        let right = s.status().classes.as_ref().and_then(right_of_all).expect("animals");
        for (neuron, vote) in votes(&s).of.iter().enumerate() {
            let (cats, of_cats) = beyond(&s, neuron, Group::Positive);
            for group in &vote.keeps_out {
                let (others, of_others) = beyond(&s, neuron, *group);
                let share = |part: usize, of: usize| part as f64 / of as f64;
                let apart = (share(cats, of_cats) - share(others, of_others)).abs();
                assert!(apart >= 0.19, "seed {seed}: neuron {neuron} keeps out {group:?}: {cats} {others}");
            }
        }
        if right >= 0.95 {
            for group in [Group::First, Group::Second, Group::Third] {
                groups += 1;
                kept += usize::from(votes(&s).of.iter().any(|vote| vote.keeps_out.contains(&group)));
            }
        }
    }
    assert!(groups >= 30, "the cats are told apart on {} of 12 seeds", groups / 3);
    assert!(kept * 10 >= groups * 8, "{kept} of {groups} are kept out by a neuron alone");
}

#[test]
fn the_votes_are_told_for_the_animal_in_hand() {
    let mut s = trained(3, 13, 600);
    assert!(votes(&s).here.is_empty() && votes(&s).in_hand.is_none());
    for (at, message) in [(7, Msg::PointAt(Pointer::Over(Part::Point(7)))), (11, Msg::SelectPoint(Some(11)))] {
        s.update(Msg::PointAt(Pointer::Away));
        let _ = s.update(message);
        let sample = votes(&s).samples[at];
        assert_eq!((votes(&s).at, votes(&s).in_hand), (Some((sample.x, sample.y)), Some(sample.group)));
        let sum: f64 = f64::from(votes(&s).bias) + votes(&s).here.iter().map(|vote| f64::from(*vote)).sum::<f64>();
        assert!((sum - sample.logit).abs() < 1e-4 * (1.0 + sum.abs()), "{sum} {}", sample.logit);
        let View::Bent(bent) = s.view(Picture::Bent) else { panic!("a bent plane") };
        assert_eq!(bent.in_hand, Some(at));
        // What is said of it can be computed again.
        let said = kittengrad::text::votes::sum(&votes(&s), Lang::En);
        let (terms, total) = said.split_once("are ").and_then(|(_, rest)| rest.split_once(" = ")).expect("a sum");
        let number = |text: &str| text.replace('−', "-").replace(' ', "").parse::<f64>().expect("a number");
        let total = number(total.split(". ").next().unwrap_or_default());
        let terms = terms.replace("− ", "+ −");
        let added: f64 = terms.split(" + ").map(number).sum();
        assert!((added - total).abs() < 0.051, "{said}");
        assert!(said.ends_with(if sum > 0.0 { " 0: cat." } else { " 0: no cat." }), "{said}");
    }
}

#[test]
fn votes_are_shown_where_there_are_few_neurons_that_tell_classes() {
    let mut s = trained(2, 13, 0);
    assert_eq!(votes(&s).of.len(), 2);
    assert_eq!(s.classes().bends.len(), 2, "their lines are on the plane");
    s.update(Msg::SelectNeuron(Some((1, 1))));
    assert_eq!((votes(&s).held, s.classes().held), (Some(1), Some(1)));
    s.update(Msg::SelectNeuron(Some((0, 1))));
    assert_eq!((votes(&s).held, s.classes().held), (None, None), "an input votes for nothing");
    for (key, value) in
        [("layers", "9"), ("layers", ""), ("activation", "linear"), ("activation", "tanh"), ("layers", "3")]
    {
        s.update(Msg::Set(change(key, value)));
        assert_eq!(classes::votes(&s).is_some(), value == "3", "{value:?}");
    }
    s.update(Msg::ShowVotes(false));
    assert!(classes::votes(&s).is_none() && s.classes().bends.is_empty());
    s.update(Msg::ShowVotes(true));
    s.update(Msg::Set(change("dataset", "houses")));
    assert!(classes::votes(&s).is_none(), "a curve has no votes");
    let mut s = begun(Chapter::Layers);
    for _ in 0..s.points().len() {
        s.update(Msg::RemovePoint(0));
    }
    assert!(votes(&s).of.iter().all(|vote| vote.keeps_out.is_empty()), "nobody is there to be kept out");
}

#[test]
fn the_run_before_and_the_one_without_a_bend_stay_on_the_plane() {
    let mut s = session(&[("dataset", "cats"), ("points", "120"), ("model", "network"), ("layers", "3")]);
    assert!(s.classes().before.is_none());
    run(&mut s, 400);
    let answer = |s: &Session| s.learner().predict_places(&[(5.0, 5.0), (2.0, 2.0), (8.0, 3.0)]);
    let then = answer(&s);
    s.update(Msg::Again);
    let before = s.classes().before.expect("the run before");
    assert!(before.side >= 2 && before.logits.len() == before.side * before.side);
    assert_ne!(answer(&s), then, "today's run starts anew");
    let kept = before.logits.to_vec();
    run(&mut s, 50);
    assert_eq!(s.classes().before.expect("the run before").logits, kept, "it stays as it was");
    // Its answer is the one that the run gave: at the corners of the frame, which are places of the map.
    let (x, y) = (s.classes().x, s.classes().y);
    s.update(Msg::Undo);
    s.update(Msg::Undo);
    assert!(s.classes().before.is_none(), "undone");
    let corners = s.learner().predict_places(&[(x.lo, y.lo), (x.hi, y.hi)]);
    for (corner, logits) in corners.iter().zip([kept[0], kept[kept.len() - 1]]) {
        assert!((corner - 1.0 / (1.0 + (-f64::from(logits)).exp())).abs() < 1e-6, "{corner} {logits}");
    }
    s.update(Msg::Bend(false));
    let other = s.classes().other.expect("the run that bends");
    assert!(other.bends && other.trained);
    s.update(Msg::Bend(true));
    let other = s.classes().other.expect("the run that does not bend");
    assert!(!other.bends);
    check(&s);
}

#[test]
fn one_vote_against_is_enough_where_it_is_said() {
    let s = trained(3, 13, 2400);
    let votes = votes(&s);
    let said = |votes: &Votes| kittengrad::text::votes::sum(votes, Lang::En);
    assert!(said(&votes).contains("only all 3 together reach above 0"), "{}", said(&votes));
    let least = |neuron: usize| votes.of[neuron].votes.iter().copied().fold(f32::INFINITY, f32::min);
    let mut cats = 0;
    for place in 0..votes.side * votes.side {
        let sum = votes.bias + votes.of.iter().map(|vote| vote.votes[place]).sum::<f32>();
        let against = (0..3).any(|neuron| votes.of[neuron].votes[place] <= least(neuron));
        cats += usize::from(sum > 0.0);
        assert!(sum <= 0.0 || !against, "no cat where one votes against it as much as it can");
    }
    assert!(cats > 0);
    // With a bias that is not so low, two can outvote one.
    let high = Votes { bias: 0.0, ..votes.clone() };
    assert!(said(&high).contains("all votes are added up"), "{}", said(&high));
    let none = Votes { bias: -100.0, ..votes };
    assert!(said(&none).contains("all votes are added up"), "nothing reaches above 0: {}", said(&none));
}

/// Without a hidden layer the plane is not bent, and the cut is where the answer changes on it: for inputs that are x₁ and x₂
/// themselves. Of squares and products there is no straight one.
#[test]
fn without_a_hidden_layer_the_cut_is_that_of_the_map() {
    for (inputs, straight) in
        [("x1,x2", true), ("x1", true), ("x2", true), ("x1-squared,x2-squared", false), ("x1,x1-x2", false)]
    {
        for standardize in ["true", "false"] {
            let mut s = session(&[("dataset", "blobs"), ("points", "90"), ("model", "line")]);
            s.update(Msg::Set(change("inputs", inputs)));
            s.update(Msg::Set(change("standardize", standardize)));
            s.update(Msg::Set(change("learning-rate", "0.1")));
            run(&mut s, 300);
            let View::Bent(bent) = s.view(Picture::Bent) else { panic!("a plane") };
            assert_eq!(bent.cut.is_some(), straight, "{inputs}");
            let Some(cut) = bent.cut else { continue };
            for (put, sample) in bent.samples.iter().zip(s.classes().samples) {
                let says = cut.offset + (0..3).map(|axis| cut.across[axis] * put.at[axis]).sum::<f64>();
                assert!((says - sample.logit).abs() < 1e-3 * (1.0 + says.abs()), "{inputs}: {says} {}", sample.logit);
            }
        }
    }
}
