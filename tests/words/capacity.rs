//! The words about loss against capacity: each claim is one of the numbers.

use crate::{QUANTITIES, both, units};
use kittengrad::session::{MOST_FOLDS, MOST_SWEEP_STEPS};
use kittengrad::text::capacity::{self, Unmeasured};
use kittengrad::text::number::{grouped, short};
use kittengrad::view::{Errors, Measured, Quantity, Sweep, Vary};

fn wrong(error: f64) -> Errors {
    Errors { loss: error * error, error }
}

/// Capacities from 1 on with these errors: on their own points, on points not seen, to the law.
fn results(errors: &[(f64, f64, f64)]) -> Vec<Measured> {
    let measured = |(i, &(train, held_out, law)): (usize, &(f64, f64, f64))| Measured {
        capacity: i + 1,
        parameters: 10 * (i + 1),
        train: wrong(train),
        held_out: Some(wrong(held_out)),
        folds: None,
        law: Some(wrong(law)),
        diverged: None,
    };
    errors.iter().enumerate().map(measured).collect()
}

fn sweep<'a>(vary: Vary, capacities: &'a [usize], results: &'a [Measured]) -> Sweep<'a> {
    Sweep {
        vary,
        fixed: 2,
        capacities,
        results,
        steps: 2_000,
        folds: 0,
        trained: results.len(),
        trainings: capacities.len(),
        measuring: results.len() < capacities.len(),
        outdated: false,
        today: None,
        reading: None,
        units: units(&Quantity::Houses),
    }
}

const ALL: [usize; 5] = [1, 2, 3, 4, 5];
/// Best is 2; 5 is worst and has learned by heart; the law is nearest to 3.
const VALLEY: [(f64, f64, f64); 5] =
    [(120.0, 130.0, 99.0), (25.0, 31.0, 12.0), (20.0, 44.0, 10.0), (9.0, 300.0, 80.0), (0.001, 410.0, 90.0)];

fn found(sweep: &Sweep, quantity: &Quantity) -> [String; 2] {
    both(|lang| capacity::found(sweep, quantity, lang))
}

#[test]
fn the_best_the_worst_and_the_nearest_to_the_law_are_those_of_the_numbers() {
    let valley = results(&VALLEY);
    let [en, zh] = found(&sweep(Vary::Degree, &ALL, &valley), &Quantity::Houses);
    assert_eq!(
        en,
        "Degree 2 does best on points it has not seen: off by 31.0 k. Degree 5 is off by 410 k there, and by next to nothing \
         on its own. Degree 2 is off the true law by 12.0 k; degree 3 is nearest to it, off by 10.0 k."
    );
    for number in ["2 次在没见过的点上最好：一般差 3.10 万。", "5 次在那里差 41.0 万", "3 次，差 1.00 万"]
    {
        assert!(zh.contains(number), "{zh}");
    }
    let [en, _] = found(&sweep(Vary::Degree, &ALL, &valley[..4]), &Quantity::Plain);
    assert!(en.starts_with("So far: Degree 2 does best on points it has not seen: off by 31.0. Degree 4 is off by 300 there, and by 9.00 on its own."), "{en}");

    let rises: Vec<_> = VALLEY.iter().map(|(train, held_out, _)| (*train, *train + held_out / 1e3, *train)).collect();
    let [en, _] = found(&sweep(Vary::Width, &ALL, &results(&rises)), &Quantity::Plain);
    assert!(
        en.contains("Width 5 does best") && en.contains("Width 1 is off by 120 there.") && !en.contains("nearest"),
        "{en}"
    );
    let level = results(&[(90.0, 95.0, 1.0), (20.0, 30.0, 1.0), (19.0, 31.0, 2.0)]);
    let [en, _] = found(&sweep(Vary::Layers, &ALL[..3], &level), &Quantity::Plain);
    assert!(en.contains("Depth 1 is off by 95.0 there; no larger one is worse by a tenth."), "{en}");
    let alike = results(&[(20.0, 30.5, 1.0), (20.0, 30.0, 1.0), (19.0, 31.0, 2.0)]);
    let [en, _] = found(&sweep(Vary::Layers, &ALL[..3], &alike), &Quantity::Plain);
    assert!(
        en.starts_with("Depth 2 does best on points it has not seen: off by 30.0. Depth 2 is off the true law"),
        "{en}"
    );
}

#[test]
fn folds_are_told_with_what_they_spread_over() {
    let mut one = results(&[(20.0, 41.0, 5.0)]);
    one[0].folds = Some((wrong(33.0), wrong(52.0)));
    let swept = Sweep { folds: 5, trainings: 5, trained: 5, ..sweep(Vary::Nothing, &ALL[..1], &one) };
    let [en, zh] = found(&swept, &Quantity::Houses);
    assert!(en.starts_with("This model is off by 41.0 k (5 folds, from 33.0 k to 52.0 k) on points it has not seen, and by 20.0 k on its own."), "{en}");
    assert!(zh.contains("4.10 万（5 折：3.30 万–5.20 万）"), "{zh}");
    let [en, zh] = both(|lang| capacity::progress(&swept, lang));
    assert!(
        en.contains("2,000 steps") && en.contains("least to greatest of 5 folds") && zh.contains("5 折"),
        "{en} {zh}"
    );
    let [tip, _] = both(|lang| capacity::spoken(&swept, 0, lang));
    assert!(tip.contains(&format!("5 folds: {}–{}", short(33.0 * 33.0), short(52.0 * 52.0))), "{tip}");
}

#[test]
fn what_diverged_or_cannot_be_judged_is_named() {
    let mut broken = results(&VALLEY);
    for at in [3, 4] {
        broken[at] = Measured { diverged: Some(38), ..broken[at] }.without_values();
    }
    let swept = sweep(Vary::Degree, &ALL, &broken);
    let [en, zh] = found(&swept, &Quantity::Plain);
    assert!(en.contains("Degree 4–5 diverged: no value.") && zh.contains("4–5 次发散了"), "{en} {zh}");
    let [tip, _] = both(|lang| capacity::spoken(&swept, 4, lang));
    assert_eq!(tip, "degree 5 · 50 parameters; diverged at step 38: no value");

    let [en, _] = found(&Sweep { outdated: true, ..swept }, &Quantity::Plain);
    assert!(en.starts_with("Outdated:"), "{en}");
    let mut unjudged = results(&VALLEY);
    unjudged.iter_mut().for_each(|result| result.held_out = None);
    let [en, _] = found(&sweep(Vary::Degree, &ALL, &unjudged), &Quantity::Plain);
    assert!(en.starts_with("Nothing is held out"), "{en}");
}

#[test]
fn every_capacity_is_named_and_read() {
    let valley = results(&VALLEY);
    for vary in [Vary::Degree, Vary::Layers, Vary::Width, Vary::Nothing] {
        for quantity in &QUANTITIES {
            found(&sweep(vary, &ALL, &valley), quantity);
        }
        let swept = Sweep { today: Some(1), ..sweep(vary, &ALL, &valley) };
        let [en, zh] = both(|lang| capacity::spoken(&swept, 1, lang));
        let rest = "20 parameters · now; training 625 (±25.0); held-out 961 (±31.0); true law ±12.0";
        assert!(en.ends_with(rest), "{en}");
        assert!(zh.contains("20 个参数"), "{zh}");
    }
    for (vary, fixed) in [(Vary::Degree, 0), (Vary::Layers, 8), (Vary::Width, 1), (Vary::Width, 2)] {
        both(|lang| capacity::axis(vary, fixed, lang));
    }
}

#[test]
fn a_refusal_says_what_is_allowed() {
    for (why, allowed) in [
        (Unmeasured::Vary, "degree, layers, width, model".to_owned()),
        (Unmeasured::Steps, grouped(MOST_SWEEP_STEPS.into())),
        (Unmeasured::Folds, MOST_FOLDS.to_string()),
        (Unmeasured::Points, "points".to_owned()),
    ] {
        let [en, _] = both(|lang| capacity::refusal(why, lang));
        assert!(en.contains(&allowed), "{en}");
    }
}
