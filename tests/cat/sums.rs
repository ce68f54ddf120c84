//! The sums that are shown are those that the network takes.

use super::{Desk, naive};
use cat::chain::{Link, chain, sum};
use cat::learners::Kind;
use cat::units::{LAYERS, UNITS, first, unit_of};
use drawings::PIXELS;
use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg32;

fn near(a: f64, b: f64, scale: f64) -> bool {
    (a - b).abs() <= 1e-4 * scale.max(1.0)
}

#[test]
fn a_sum_that_is_shown_is_what_the_unit_does() {
    let mut desk = Desk::trained(150);
    let mut chance = Pcg32::seed_from_u64(1);
    for poke in ["", "tool-cover", "switch", "another", "kind-5"] {
        if !poke.is_empty() {
            desk.press(poke);
        }
        let (_, trace) = desk.session().traces();
        let session = desk.session();
        let (shown, off) = (session.hand.shown(), session.hand.off);
        let model = &session.run.learners.get(Kind::Cnn).model;
        for unit in (0..UNITS).filter(|unit| off >> unit & 1 == 0) {
            let side = LAYERS[unit_of(unit).0].side;
            for _ in 0..12 {
                let at = (chance.next_u32() as usize % side, chance.next_u32() as usize % side);
                let sum = sum(model, &trace, &shown, Link { unit, at });
                let bent = f64::from(sum.total().max(0.0));
                let is = f64::from(trace.map(unit)[at.0 * side + at.1]);
                assert!(near(bent, is, is), "{poke} unit {unit} at {at:?}: {bent} and {is}");
                for part in &sum.parts {
                    let products: f32 =
                        part.inputs.iter().zip(&part.weights).map(|(input, weight)| input * weight).sum();
                    assert!(near(products.into(), part.sum.into(), 1.0));
                    if let Some(below) = part.from {
                        let side = LAYERS[unit_of(below).0].side;
                        assert!(part.at.0 < side && part.at.1 < side);
                        let there = trace.map(below)[part.at.0 * side + part.at.1];
                        assert!(part.sum <= 0.0 || part.inputs.contains(&there), "it comes from where it is said to");
                    }
                }
            }
        }
    }
}

#[test]
fn the_trace_is_what_plain_loops_make_of_the_drawing() {
    let mut desk = Desk::trained(60);
    for poke in ["", "switch", "kind-1", "kind-6"] {
        if !poke.is_empty() {
            desk.press(poke);
        }
        let (_, now) = desk.session().traces();
        let session = desk.session();
        let seen = naive::see(session, &session.hand.shown(), session.hand.off);
        for unit in 0..UNITS {
            for (is, should) in now.map(unit).iter().zip(&seen.maps[unit]) {
                assert!(near(f64::from(*is), *should, *should), "{poke} unit {unit}: {is} and {should}");
            }
        }
        assert!(near(f64::from(now.sum - now.enough), seen.logit, seen.logit.abs()));
    }
}

#[test]
fn the_stairs_add_up_and_reach_the_line_exactly_for_a_cat() {
    let mut desk = Desk::trained(150);
    let results = desk.session().results().expect("an exam").clone();
    assert_eq!(results.step, 150);
    for number in (0..1024).step_by(3) {
        let pixels: [f32; PIXELS] = results.paper.pictures()[number];
        desk.ask("draw", &pixels);
        let (_, now) = desk.session().traces();
        let total: f32 = now.evidence.iter().sum();
        assert_eq!(total, now.sum);
        assert!(now.evidence.iter().all(|evidence| *evidence >= 0.0), "nothing speaks against");
        let logit = naive::see(desk.session(), &pixels, 0).logit;
        assert!(near(f64::from(now.sum - now.enough), logit, logit.abs()));
        assert_eq!(now.is_cat(), results.verdicts[number], "drawing {number}: {logit}");
        assert_eq!(now.is_cat(), desk.says_cat());
    }
}

#[test]
fn a_chain_goes_down_to_a_stroke_by_what_speaks_most() {
    let mut desk = Desk::trained(150);
    let (_, trace) = desk.session().traces();
    let session = desk.session();
    let shown = session.hand.shown();
    let model = &session.run.learners.get(Kind::Cnn).model;
    for unit in (first(1)..UNITS).filter(|unit| trace.most(*unit) > 0.0) {
        let all = chain(model, &trace, &shown, Link { unit, at: trace.strongest[unit] });
        let layers: Vec<_> = all.iter().map(|link| unit_of(link.unit).0).collect();
        let down: Vec<_> = (0..=unit_of(unit).0).rev().collect();
        assert_eq!(layers, down[..layers.len()]);
        for pair in all.windows(2) {
            let sum = sum(model, &trace, &shown, pair[0]);
            let most = sum.parts.iter().map(|part| part.sum).fold(f32::NEG_INFINITY, f32::max);
            let part = sum.parts.iter().find(|part| part.from == Some(pair[1].unit)).expect("a part");
            assert!(part.sum == most && part.sum > 0.0);
            let side = LAYERS[unit_of(pair[1].unit).0].side;
            let there = trace.map(pair[1].unit)[pair[1].at.0 * side + pair[1].at.1];
            assert!(there > 0.0, "it fires at the place that is pointed to");
        }
    }
}
