//! Two classes: what is asked, what is right, what a hand does to samples, and what is said of it.

use crate::timeline::{run, seek};
use crate::{bits, change, check, session, set};
use kittengrad::data::{Pattern, Point, Species};
use kittengrad::session::{Dataset, Msg, OwnPoints, Session, Source, Verdict, link};
use kittengrad::task::{best_line, probability};
use kittengrad::text::{Lang, sentences};

fn cats(knobs: &[(&str, &str)]) -> Session {
    let all: Vec<(&str, &str)> = [("dataset", "cats"), ("points", "120"), ("model", "network"), ("layers", "4")]
        .iter()
        .chain(knobs)
        .copied()
        .collect();
    session(&all)
}

/// How many samples are on the right side, counted one by one by the model's own probabilities.
fn counted(s: &Session, held_out: bool) -> usize {
    let asked: Vec<&Point> = s.points().iter().filter(|p| p.held_out == held_out).collect();
    let places: Vec<(f64, f64)> = asked.iter().map(|p| (p.x, p.y)).collect();
    let answers = s.learner().predict_places(&places);
    asked.iter().zip(answers).filter(|(p, answer)| (*answer > 0.5) == p.kind.is_positive()).count()
}

#[test]
fn what_is_right_is_what_the_model_answers() {
    for dataset in ["cats", "blobs", "circle", "xor", "moons", "spiral"] {
        let mut s = cats(&[("dataset", dataset)]);
        assert!(s.settings().dataset.tells_classes());
        run(&mut s, 150);
        let sorted = s.status().classes.expect("classes").sorted;
        for (counts, held_out) in [(sorted.train, false), (sorted.held_out, true)] {
            assert_eq!(counts.all().right, counted(&s, held_out), "{dataset}");
            let of = s.points().iter().filter(|p| p.held_out == held_out);
            assert_eq!(counts.all().of, of.clone().count());
            assert_eq!(counts.positive.of, of.filter(|p| p.kind.is_positive()).count());
        }
        check(&s);
    }
}

/// The loss is the mean of −ln of the probability of what each sample is.
#[test]
fn the_loss_is_the_cross_entropy() {
    let mut s = cats(&[]);
    run(&mut s, 90);
    for held_out in [false, true] {
        let asked: Vec<&Point> = s.points().iter().filter(|p| p.held_out == held_out).collect();
        let answers = s.learner().predict_places(&asked.iter().map(|p| (p.x, p.y)).collect::<Vec<_>>());
        let of = |(p, answer): (&&Point, f64)| -(if p.kind.is_positive() { answer } else { 1.0 - answer }).ln();
        let loss = asked.iter().zip(answers).map(of).sum::<f64>() / asked.len() as f64;
        let status = s.status();
        let told = if held_out { status.held_out_loss.expect("held out") } else { status.train_loss };
        assert!((told - loss).abs() < 1e-5 * (1.0 + loss), "{told} {loss}");
    }
    assert_eq!(probability(0.0), 0.5);
    assert!((probability(2.0) + probability(-2.0) - 1.0).abs() < 1e-15 && probability(-800.0) >= 0.0);
}

/// Every direction through every pair of samples, each at every place between two: no line is better.
#[test]
fn no_straight_line_is_better_than_the_best_by_more_than_a_sample() {
    for (dataset, seed) in [("cats", "1"), ("cats", "2"), ("blobs", "3"), ("xor", "4"), ("moons", "5"), ("spiral", "6")]
    {
        let s = cats(&[("dataset", dataset), ("points", "60"), ("seed", seed)]);
        let training: Vec<Point> = s.points().iter().filter(|p| !p.held_out).copied().collect();
        let mut most = 0;
        for p in &training {
            for q in &training {
                for turn in [1e-7, -1e-7] {
                    let (dx, dy) = (q.x - p.x, q.y - p.y);
                    let across = (-dy - turn * dx, dx - turn * dy);
                    for sign in [1.0, -1.0] {
                        for shift in [1e-7, -1e-7] {
                            let at = across.0 * p.x + across.1 * p.y + shift;
                            let above = |r: &&Point| sign * (across.0 * r.x + across.1 * r.y - at) > 0.0;
                            let right = training.iter().filter(|r| above(r) == r.kind.is_positive()).count();
                            most = most.max(right);
                        }
                    }
                }
            }
        }
        let best = best_line(s.points()).expect("a line");
        let above = |p: &&Point| best.across.0 * p.x + best.across.1 * p.y + best.offset > 0.0;
        assert_eq!(best.right, training.iter().filter(|p| above(p) == p.kind.is_positive()).count(), "{dataset}");
        assert!(best.right + 1 >= most && best.right <= most, "{dataset}: {} of {most}", best.right);
    }
}

#[test]
fn one_class_alone_needs_no_line() {
    let alike = |kind| {
        (0..7).map(|i| Point { x: f64::from(i), y: 2.0, kind, held_out: false, unseen: false }).collect::<Vec<_>>()
    };
    for kind in Species::ALL {
        let line = best_line(&alike(kind)).expect("samples");
        assert_eq!((line.right, line.across), (7, (0.0, 0.0)));
        assert_eq!(line.offset > 0.0, kind.is_positive());
    }
    assert_eq!(best_line(&[]), None);
}

/// Whatever the hand does to a sample is one change, and undo takes it back to the bit.
#[test]
fn samples_are_dragged_added_flipped_and_removed() {
    let mut s = cats(&[]);
    run(&mut s, 40);
    let (before, points) = (bits(&s), s.points().to_vec());
    let acts = [
        Msg::MovePoint(3, (5.5, 2.25)),
        Msg::AddPoint((1.0, 9.0)),
        Msg::FlipPoint(0),
        Msg::RemovePoint(5),
        Msg::ReplacePoints { points: points[..40].to_vec(), split: true, classes: true },
    ];
    for act in acts {
        s.update(act.clone());
        s.update(Msg::LetGo);
        assert_eq!(s.settings().dataset, Dataset::OwnClasses, "{act:?}");
        assert_ne!(s.points(), points, "{act:?}");
        check(&s);
        run(&mut s, 5);
        s.update(Msg::Undo);
        assert_eq!((bits(&s), s.points()), (before.clone(), &points[..]), "{act:?}");
        assert_eq!(s.settings().dataset, Dataset::Pattern(Pattern::Cats));
    }
    s.update(Msg::AddsKind(Species::First));
    s.update(Msg::AddPoint((1.0, 9.0)));
    assert_eq!(s.points().last().map(|p| p.kind), Some(Species::First));
    s.update(Msg::FlipPoint(s.points().len() - 1));
    assert_eq!(s.points().last().map(|p| p.kind), Some(Species::Positive));
    // A curve's points have no class to flip.
    let mut curve = session(&[]);
    let before = curve.points().to_vec();
    curve.update(Msg::FlipPoint(0));
    assert_eq!(curve.points(), before);
}

/// A run on the samples of then, seen again.
#[test]
fn looking_back_shows_the_classes_of_then() {
    let mut s = cats(&[]);
    run(&mut s, 30);
    let then = (bits(&s).clone(), s.points().to_vec());
    s.update(Msg::FlipPoint(2));
    s.update(Msg::LetGo);
    run(&mut s, 30);
    let now = s.points().to_vec();
    seek(&mut s, 30);
    assert_eq!(s.points(), now, "the change was made at this step");
    seek(&mut s, 29);
    assert_eq!(s.points(), then.1);
    seek(&mut s, 60);
    assert_eq!(s.points(), now);
}

/// Both kinds of one's own points are kept, each for itself.
#[test]
fn own_samples_and_own_points_do_not_push_each_other_out() {
    let mut s = session(&[]);
    s.update(Msg::MovePoint(0, (3.0, 500.0)));
    s.update(Msg::LetGo);
    let curve = s.points().to_vec();
    set(&mut s, "dataset", "cats");
    s.update(Msg::FlipPoint(1));
    s.update(Msg::LetGo);
    let samples = s.points().to_vec();
    set(&mut s, "dataset", "own");
    assert_eq!(s.points(), curve);
    set(&mut s, "dataset", "own-classes");
    assert_eq!(s.points(), samples);
    let (settings, own) = s.kept();
    let texts: Vec<String> = own.iter().map(link::write_points).collect();
    assert_eq!(texts.len(), 2);
    for order in [[0, 1], [1, 0]] {
        let texts = order.map(|i| texts[i].as_str());
        let (settings, own) = link::read(&link::write_settings(&settings), texts, Default::default());
        let mut again = Session::restored(settings, own);
        assert_eq!(again.points(), samples);
        set(&mut again, "dataset", "own");
        assert_eq!(again.points(), curve);
    }
    // Who has none of a kind yet begins with a pattern's.
    let mut fresh = session(&[]);
    set(&mut fresh, "dataset", "own-classes");
    assert!(fresh.learner().tells_classes() && !fresh.points().is_empty());
    check(&fresh);
}

#[test]
fn own_samples_read_back_with_what_they_came_from() {
    let mut s = cats(&[]);
    s.update(Msg::FlipPoint(1));
    let points = s.points().to_vec();
    for source in [Source::Pattern(Pattern::Cats), Source::Pattern(Pattern::Spiral), Source::ClassTable] {
        for names in [None, Some(kittengrad::data::Names::of("ears, cm", "tail"))] {
            let own = OwnPoints { points: points.clone(), names, source };
            assert_eq!(link::read_points(&link::write_points(&own)), Some(own));
        }
    }
}

/// Other samples, far from those of before: the model goes on with the same answers in other coordinates.
#[test]
fn what_has_drifted_is_standardized_anew_and_answers_the_same() {
    let mut s = cats(&[("inputs", "x1,x2,x1-squared,x1-x2,sin-x2")]);
    run(&mut s, 200);
    let places: Vec<(f64, f64)> = (0..50).map(|i| (f64::from(i) / 5.0, f64::from(i % 7) * 1.4)).collect();
    let (before, parameters) = (s.learner().predict_places(&places), s.parameters().to_vec());
    // All are drawn into one corner, one after the other.
    for i in 0..s.points().len() {
        let p = s.points()[i];
        s.update(Msg::MovePoint(i, (p.x / 8.0, p.y / 8.0)));
    }
    let after = s.learner().predict_places(&places);
    assert_ne!(s.parameters(), parameters, "the columns have been outgrown");
    for (a, b) in before.iter().zip(&after) {
        assert!((a - b).abs() < 1e-3, "{a} {b}");
    }
    check(&s);
}

/// A linear network is a line, whatever its depth: it never gets more right than the best line, but for a sample or two, since
/// that is the best of the training samples alone.
#[test]
fn without_a_bend_no_number_of_layers_gets_more_right_than_a_line() {
    for layers in ["", "4", "8,8", "8,8,8"] {
        for optimizer in ["adam", "gd"] {
            let mut s = cats(&[("layers", layers), ("activation", "linear"), ("optimizer", optimizer)]);
            for _ in 0..8 {
                run(&mut s, 100);
                let numbers = s.status().classes.expect("classes");
                let best = numbers.line.expect("a line");
                assert!(numbers.sorted.train.all().right <= best.right, "{layers} {optimizer}");
                assert!(best.share() <= 0.8, "{}", best.share());
            }
        }
    }
}

/// The chapter's claim, over seeds: the best line gets at most 80 %, four neurons at least 95 % of what they have not seen.
#[test]
#[ignore = "a measurement of some seconds"]
fn four_neurons_fence_the_cats_in_over_seeds() {
    let mut good = 0;
    for seed in 1..=20 {
        let mut s = cats(&[("points", "200"), ("activation", "tanh"), ("seed", &seed.to_string())]);
        run(&mut s, 1200);
        let numbers = s.status().classes.expect("classes");
        let (line, unseen) = (numbers.line.expect("a line").share(), numbers.sorted.held_out.all().share());
        println!("{seed}: line {line:.3}, held out {unseen:.3?}, {:?}", s.status().fit);
        assert!(line <= 0.8);
        good += usize::from(unseen.is_some_and(|share| share >= 0.95));
    }
    assert!(good >= 18, "{good} of 20");
}

#[test]
fn the_verdict_tells_a_line_from_a_fence() {
    let said = |s: &Session| {
        [Lang::En, Lang::ZhHans].map(|lang| sentences::verdict(&s.status(), s.settings(), &s.quantity(), lang).1)
    };
    let mut line = cats(&[("points", "200"), ("model", "line")]);
    run(&mut line, 6000);
    assert!(matches!(line.status().fit, Verdict::Mixes { .. }), "{:?}", line.status().fit);
    let [en, zh] = said(&line);
    assert!(en.contains("Mixes them up") && zh.contains("分不清"), "{en} {zh}");
    let mut fence =
        cats(&[("points", "200"), ("activation", "tanh"), ("penalty", "l2"), ("penalty-strength", "0.002")]);
    run(&mut fence, 3000);
    assert!(matches!(fence.status().fit, Verdict::Sorts { .. }), "{:?}", fence.status().fit);
    let [en, zh] = said(&fence);
    assert!(en.contains("Tells them apart") && en.contains("straight line") && zh.contains("分得清"), "{en} {zh}");
    // Thirty samples, a tenth of them flipped, and a large network.
    let mut heart = cats(&[("points", "60"), ("held-out", "0.5"), ("noise", "1"), ("layers", "32,32")]);
    run(&mut heart, 3000);
    assert!(matches!(heart.status().fit, Verdict::ByHeart { .. }), "{:?}", heart.status());
}

#[test]
fn a_link_brings_samples_run_and_inputs() {
    let mut s = cats(&[("inputs", "x1,x2,x1-squared")]);
    s.update(Msg::FlipPoint(4));
    s.update(Msg::LetGo);
    run(&mut s, 120);
    let text = s.link(None).write(&Default::default());
    let (link, unread) = kittengrad::session::Link::read(&text, &|_, settings| Some(settings));
    assert!(unread.is_empty(), "{unread:?} {text}");
    let mut again = Session::described(&link, s.settings());
    assert!(again.train_as(&link).is_empty());
    while again.steps_to_go().is_some() {
        again.tick(500);
    }
    assert_eq!((again.points(), again.parameters()), (s.points(), s.parameters()));
    assert_eq!(again.settings().features, s.settings().features);
}

#[test]
fn a_polynomial_of_two_measures_is_a_line() {
    let mut s = session(&[("model", "polynomial"), ("degree", "5")]);
    run(&mut s, 20);
    s.update(Msg::Set(change("dataset", "cats")));
    assert_eq!(s.learner().shape().parameter_count(), 3);
    run(&mut s, 50);
    check(&s);
    let before = s.parameters().to_vec();
    s.update(Msg::Set(change("degree", "7")));
    check(&s);
    assert_eq!(s.learner().shape().parameter_count(), 3);
    assert_eq!(s.parameters().len(), before.len());
}

#[test]
fn a_pinned_boundary_stays_and_is_judged_by_todays_samples() {
    let mut s = cats(&[]);
    run(&mut s, 60);
    let sorted = |s: &Session| s.status().classes.expect("classes").sorted;
    s.update(Msg::Pin);
    let (pinned, pin) = (sorted(&s), s.pins()[0].sorted.expect("classes"));
    assert_eq!((pin.train, pin.held_out), (pinned.train, pinned.held_out));
    let map = s.classes().ghosts[0].clone();
    assert_eq!((map.letter, map.logits.len()), (0, map.side * map.side));
    let learner = s.learner();
    let (x, y) = (s.classes().x, s.classes().y);
    let corner = learner.predict_places(&[(x.lo, y.lo), (x.hi, y.lo), (x.lo, y.hi)]);
    for (at, p) in [0, map.side - 1, map.side * (map.side - 1)].into_iter().zip(corner) {
        assert!((probability(map.logits[at].into()) - p).abs() < 1e-6, "{at}");
    }
    run(&mut s, 400);
    assert!(s.fit().ghosts.is_empty() && s.classes().ghosts == [map.clone()]);
    assert_eq!(s.pins()[0].sorted, Some(pin), "the run goes on, the pin does not");
    assert_ne!(sorted(&s).train, pin.train);
    // A cat among the mice counts for both.
    let cat = s.points().iter().position(|p| p.kind.is_positive() && !p.held_out).expect("a cat");
    let (_, negative) = (pin.train.positive, pin.train.negative);
    s.update(Msg::FlipPoint(cat));
    s.update(Msg::LetGo);
    assert_eq!(s.pins()[0].sorted.expect("classes").train.negative.of, negative.of + 1);
    set(&mut s, "dataset", "moons");
    assert!(s.pins().is_empty(), "other samples measure something else");
}
