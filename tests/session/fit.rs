//! Underfit, good, overfit: what is said of real runs, and how often it is said over many seeds.

use crate::{put, session, set};
use kittengrad::data::Point;
use kittengrad::session::judgement::{self, Evidence, FEWEST_PLACES, noise_from, overfit_from};
use kittengrad::session::{Msg, Session, Trend, Unjudged, Verdict};

/// Enough for any polynomial on standardized points: its loss comes nearer to the best by a ninth at each step.
const STEPS: u32 = 400;

fn word(fit: Verdict) -> &'static str {
    match fit {
        Verdict::Unknown(_) => "unknown",
        Verdict::Underfit { .. } => "underfit",
        Verdict::Vanished { .. } => "vanished",
        Verdict::Exploded { .. } => "exploded",
        Verdict::Good { .. } => "good",
        Verdict::Overfit { .. } => "overfit",
        Verdict::Mixes { .. } | Verdict::Sorts { .. } | Verdict::ByHeart { .. } => "of classes",
    }
}

fn polynomial(dataset: &str, points: &str, noise: &str, seed: usize, degree: &str) -> Session {
    let seed = seed.to_string();
    let mut s = session(&[
        ("dataset", dataset),
        ("points", points),
        ("noise", noise),
        ("seed", &seed),
        ("model", "polynomial"),
        ("degree", degree),
    ]);
    s.update(Msg::Step(STEPS));
    s
}

/// Of so many seeds, the share of which this is said.
fn share(said: &str, seeds: usize, run: impl Fn(usize) -> Session) -> f64 {
    (0..seeds).filter(|seed| word(run(*seed).status().fit) == said).count() as f64 / seeds as f64
}

/// Numbers of mean 0 and deviation 1, twelve uniform ones to each.
fn noise() -> impl FnMut() -> f64 {
    let mut state = 1u64;
    move || {
        let mut uniform = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1u64 << 53) as f64
        };
        (0..12).map(|_| uniform()).sum::<f64>() - 6.0
    }
}

#[test]
fn twelve_points_of_a_cubic_are_underfit_then_fit_then_overfit() {
    // At the defaults, but for what is named.
    let mut s = session(&[("dataset", "cubic"), ("points", "12"), ("model", "polynomial")]);
    for (degree, expected) in [("1", "underfit"), ("3", "good"), ("12", "overfit")] {
        set(&mut s, "degree", degree);
        assert_eq!(word(s.status().fit), "unknown", "of this degree nothing has been learnt yet");
        s.update(Msg::Step(STEPS));
        let status = s.status();
        assert_eq!(word(status.fit), expected, "{status:?}");
        assert_eq!((status.training_points, status.points), (10, 12));
    }
    // And it is no luck of one seed.
    let run = |degree| move |seed| polynomial("cubic", "12", "0.15", seed, degree);
    assert!(share("underfit", 60, run("1")) >= 0.9);
    assert!(share("good", 60, run("3")) >= 0.9);
    assert!(share("overfit", 60, run("12")) >= 0.99);
}

#[test]
fn more_points_show_more_and_cure_more() {
    // A line through one and a half waves is seen through with any number of points, also under much noise.
    assert!(share("underfit", 40, |seed| polynomial("sine", "24", "0.3", seed, "1")) >= 0.95);
    // Three bends are too many for a cubic: with 60 points that can be told.
    assert!(share("underfit", 40, |seed| polynomial("sine", "60", "0.15", seed, "3")) >= 0.95);
    assert!(share("good", 40, |seed| polynomial("cubic", "60", "0.15", seed, "3")) >= 0.95);
    // Thirteen parameters are too many for 19 points more often than not, and seldom for 48.
    assert!(share("overfit", 40, |seed| polynomial("cubic", "24", "0.15", seed, "12")) >= 0.5);
    assert!(share("good", 40, |seed| polynomial("cubic", "60", "0.15", seed, "12")) >= 0.75);
}

#[test]
fn points_of_pure_noise_are_seldom_called_a_pattern_or_remembered_by_a_line() {
    for n in [12, 30, 100] {
        let mut draw = noise();
        let mut said = [0; 2];
        for _ in 0..400 {
            let mut s = session(&[]);
            let points = (0..n).map(|i| Point::of_curve(f64::from(i), draw(), i % 5 == 2)).collect();
            s.update(Msg::ReplacePoints { points, split: true, classes: false });
            s.update(Msg::Step(STEPS));
            match s.status().fit {
                Verdict::Underfit { .. } => said[0] += 1,
                Verdict::Overfit { .. } => said[1] += 1,
                other => assert!(matches!(other, Verdict::Good { .. }), "{other:?}"),
            }
        }
        assert!(said[0] <= 10 && said[1] <= 4, "of 400 sets of {n}: {said:?}");
    }
}

#[test]
fn a_perfect_fit_is_good_whatever_the_rounding() {
    for (points, degree) in [("12", "3"), ("12", "12"), ("60", "3"), ("60", "12")] {
        for seed in 0..20 {
            let s = polynomial("cubic", points, "0", seed, degree);
            assert_eq!(word(s.status().fit), "good", "{points} {degree} {seed}: {:?}", s.status());
        }
    }
}

#[test]
fn nothing_is_said_before_there_is_something_to_say() {
    let unknown = |s: &Session| match s.status().fit {
        Verdict::Unknown(why) => Some(why),
        _ => None,
    };
    let mut s = session(&[]);
    assert_eq!(unknown(&s), Some(Unjudged::Untrained));
    s.update(Msg::Step(30));
    assert_eq!((s.status().trend, unknown(&s)), (Trend::Improving, Some(Unjudged::Unfinished)));
    s.update(Msg::Step(STEPS));
    // The default: a line misses sixty houses where it cannot bend.
    assert_eq!(word(s.status().fit), "underfit");
    s.update(Msg::Rewind);
    assert_eq!(unknown(&s), Some(Unjudged::Untrained));

    for (share, why) in [("0", Unjudged::FewHeldOut), ("0.1", Unjudged::FewHeldOut)] {
        let mut s = session(&[("dataset", "cubic"), ("points", "12"), ("model", "polynomial"), ("held-out", share)]);
        s.update(Msg::Step(STEPS));
        assert_eq!(unknown(&s), Some(why));
    }
    let mut s = session(&[]);
    let points = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0].map(|x: f64| Point::of_curve(x, (x * 9.0).sin(), x > 3.5));
    s.update(Msg::ReplacePoints { points: points.to_vec(), split: true, classes: false });
    s.update(Msg::Step(STEPS));
    assert_eq!(unknown(&s), Some(Unjudged::FewPlaces { places: 4 }));

    let mut s = session(&[("learning-rate", "9")]);
    s.update(Msg::Step(STEPS));
    assert_eq!(unknown(&s), Some(Unjudged::Untrained), "it has diverged");

    // In the ravine of raw powers descent is flat long before it has arrived.
    let mut s = session(&[("standardize", "false"), ("learning-rate", "0.003")]);
    s.update(Msg::Step(500));
    assert_eq!(unknown(&s), Some(Unjudged::Unfinished), "{:?}", s.status().trend);
}

fn evidence(residuals: Vec<(f64, f64)>) -> Evidence {
    Evidence {
        trained: true,
        trend: Trend::Best,
        beyond_best: None,
        above_best: Some(1.0),
        parameters: 4,
        train_error: 1.0,
        r_squared: Some(0.8),
        reach: None,
        held_out: 4,
        held_out_error: Some(1.5),
        deviation: 3.0,
        residuals,
    }
}

#[test]
fn each_bound_is_where_it_is_said_to_be() {
    let rough: Vec<_> = (0..12).map(|i| (f64::from(i), if i % 2 == 0 { 1.0 } else { -1.0 })).collect();
    let fair = evidence(rough.clone());
    assert_eq!(judgement::judge(&fair), Verdict::Good { ratio: 1.5 });
    assert_eq!([2, 4, 12].map(overfit_from), [4.0, 3.0, 2.0 * (1.0 + 2.0 / 12.0)]);
    let over = Evidence { held_out_error: Some(3.0), ..fair.clone() };
    assert_eq!(judgement::judge(&over), Verdict::Overfit { ratio: 3.0 });
    // While it still improves, too.
    let early = Evidence { trend: Trend::Improving, ..over.clone() };
    assert_eq!(judgement::judge(&early), Verdict::Overfit { ratio: 3.0 });
    for spared in [
        Evidence { held_out_error: Some(2.99), ..over.clone() },
        Evidence { held_out: 2, ..over.clone() },
        Evidence { r_squared: Some(0.49), ..over.clone() },
        Evidence { parameters: 2, ..over.clone() },
        Evidence { deviation: 301.0, ..over.clone() },
    ] {
        assert!(matches!(judgement::judge(&spared), Verdict::Good { .. }), "{spared:?}");
    }
    let still = Evidence { train_error: 0.0, r_squared: Some(1.0), ..over.clone() };
    assert_eq!(judgement::judge(&still), Verdict::Overfit { ratio: f64::INFINITY });
    let perfect = Evidence { train_error: 0.0, held_out_error: Some(0.0), ..fair.clone() };
    assert_eq!(judgement::judge(&perfect), Verdict::Good { ratio: 1.0 });
    assert_eq!(
        judgement::judge(&Evidence { held_out: 1, ..over.clone() }),
        Verdict::Unknown(Unjudged::FewHeldOut),
        "one point tells nothing, however far off it is"
    );
    for broken in [f64::NAN, f64::INFINITY] {
        let gone = Evidence { train_error: broken, ..fair.clone() };
        assert_eq!(judgement::judge(&gone), Verdict::Unknown(Unjudged::Untrained));
    }

    let bent = evidence((0..12).map(|i| (f64::from(i), (0.6 * f64::from(i)).sin())).collect());
    let Verdict::Underfit { pattern } = judgement::judge(&bent) else { panic!("a sine is no noise") };
    assert!(pattern > 0.9 && pattern <= 1.0, "{pattern}");
    assert!(matches!(judgement::judge(&Evidence { r_squared: Some(0.99), ..bent.clone() }), Verdict::Good { .. }));
    let crept = Evidence { trend: Trend::Flat { steps: 9 }, above_best: Some(1.2), ..bent.clone() };
    assert_eq!(judgement::judge(&crept), Verdict::Unknown(Unjudged::Unfinished));
    assert!(matches!(judgement::judge(&Evidence { above_best: None, ..crept }), Verdict::Underfit { .. }));
    // Where early stopping leads back to, it still improves; what it has followed beyond tells whether it misses a pattern.
    let early = |times| Evidence { trend: Trend::Improving, beyond_best: Some(times), ..bent.clone() };
    assert!(matches!(judgement::judge(&early(0.51)), Verdict::Underfit { .. }));
    assert_eq!(judgement::judge(&early(0.5)), Verdict::Good { ratio: 1.5 });
}

#[test]
fn neither_the_order_of_the_points_nor_equal_x_change_what_is_seen() {
    let mut draw = noise();
    // Thirty years of a table, three rows each, in the order of their y: neighbours in the list are alike, those in x are not.
    let mut rows: Vec<(f64, f64)> = (0..90).map(|i| (f64::from(i / 3), draw())).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let sorted = judgement::judge(&evidence(rows.clone()));
    assert!(matches!(sorted, Verdict::Good { .. }), "{sorted:?}");
    rows.sort_by(|a, b| a.1.total_cmp(&b.1));
    assert_eq!(judgement::judge(&evidence(rows)), sorted);

    let bent: Vec<(f64, f64)> = (0..40).map(|i| (f64::from(i / 2) - 7.0, (0.3 * f64::from(i / 2)).sin())).collect();
    let forwards = judgement::judge(&evidence(bent.clone()));
    assert!(matches!(forwards, Verdict::Underfit { .. }));
    assert_eq!(judgement::judge(&evidence(bent.into_iter().rev().collect())), forwards);
    // All in one place.
    let few: Vec<_> = (0..50).map(|i| (f64::from(i % (FEWEST_PLACES as i32 - 1)), 1.0)).collect();
    assert_eq!(judgement::judge(&evidence(few)), Verdict::Unknown(Unjudged::FewPlaces { places: 5 }));
    let mut s = session(&[]);
    put(&mut s, &[(1.0, 2.0), (1.0, 3.0), (1.0, 4.0)]);
    s.update(Msg::Step(50));
    assert_eq!(word(s.status().fit), "unknown");
}

#[test]
fn one_line_in_a_hundred_through_noise_comes_below_the_bound() {
    let mut draw = noise();
    for n in [6, 8, 10, 16, 48, 100] {
        let mut below = 0;
        for _ in 0..4_000 {
            let points: Vec<(f64, f64)> = (0..n).map(|i| (f64::from(i) - f64::from(n - 1) / 2.0, draw())).collect();
            let mean = points.iter().map(|p| p.1).sum::<f64>() / f64::from(n);
            let slope = points.iter().map(|p| p.0 * p.1).sum::<f64>() / points.iter().map(|p| p.0 * p.0).sum::<f64>();
            let residuals = points.iter().map(|(x, y)| (*x, y - mean - slope * x)).collect();
            below += usize::from(matches!(judgement::judge(&evidence(residuals)), Verdict::Underfit { .. }));
        }
        assert!((8..=72).contains(&below), "{n}: {below} of 4,000, where the bound is {}", noise_from(n as usize));
    }
}

#[test]
fn the_error_to_the_law_is_that_of_the_curves_that_are_drawn() {
    let s = polynomial("cubic", "12", "0.15", 1, "3");
    let seen = s.fit();
    let squares = seen.curve.iter().zip(seen.law).map(|(a, b)| (a.1 - b.1).powi(2));
    let error = (squares.sum::<f64>() / seen.law.len() as f64).sqrt();
    assert_eq!(seen.law.len(), 201);
    assert_eq!(s.status().law_error, Some(error));
    // Twelve noisy points tell of the law about as well as a point does, the degree that remembers them far worse.
    let over = polynomial("cubic", "12", "0.15", 1, "12").status().law_error;
    assert!(over > Some(3.0 * error), "{over:?} {error}");
    let mut own = session(&[]);
    put(&mut own, &[(1e6, 2.0), (2e6, 3.0), (3e6, 4.0)]);
    assert_eq!(own.status().law_error, None, "nobody knows the law of a user's own points");
}

#[test]
fn the_probe_hears_the_least_squares_line_of_the_training_points() {
    let line = |s: &Session| s.fit().probe.and_then(|probe| probe.line);
    let mut s = session(&[("model", "network"), ("seed", "3")]);
    s.update(Msg::Probe(Some(7.3)));
    // Against the best line that training knows in closed form, in the units of x and y.
    let best = session(&[("seed", "3")]).status().best.expect("a line has one").coefficients;
    let told = line(&s).expect("a network is no line");
    assert!((told - (best[0] + best[1] * 7.3)).abs() < 1e-3 * told.abs(), "{told} {best:?}");
    // It follows the training points and not those held out.
    let moved = |s: &mut Session, held_out: bool| {
        let before = line(s);
        let at = s.points().iter().position(|p| p.held_out == held_out).expect("one of each kind");
        s.update(Msg::MovePoint(at, (s.points()[at].x, 500.0)));
        line(s) != before
    };
    assert!(!moved(&mut s, true) && moved(&mut s, false));
    set(&mut s, "model", "line");
    assert_eq!(line(&s), None, "a line is the line");
    set(&mut s, "model", "network");
    set(&mut s, "layers", "");
    assert_eq!(line(&s), None, "so is a network without a hidden layer");
    set(&mut s, "model", "polynomial");
    assert!(line(&s).is_some());
    set(&mut s, "degree", "1");
    assert_eq!(line(&s), None, "a polynomial of degree 1 is one as well");
    set(&mut s, "degree", "3");
    put(&mut s, &[(2.0, 1.0), (2.0, 5.0)]);
    assert_eq!(line(&s), None, "no one line goes best through one place");
    put(&mut s, &[(2.0, 1.0), (2.0, 5.0), (4.0, 7.0)]);
    s.update(Msg::Probe(Some(3.0)));
    assert_eq!(line(&s), Some(5.0));
}
