//! The exam, counted again by plain loops.

use super::{Desk, naive};
use cat::exam::{DRAWINGS, STRONGEST};
use cat::units::{LAYERS, UNITS, unit_of};
use cat::words::units::label;
use drawings::{Kind, Place};
use std::collections::BTreeSet;

#[test]
fn an_exam_is_counted_right() {
    let mut desk = Desk::trained(200);
    let session = desk.session();
    let results = session.results().expect("an exam").clone();
    assert_eq!((results.step, results.verdicts.len()), (200, DRAWINGS));
    let (pictures, kinds) = (results.paper.pictures(), results.paper.kinds());
    let series = session.conditions().series;
    let mut right = [0; 3];
    let mut of_kinds = [(0, 0); 9];
    let mut all = Vec::new();
    for (number, (picture, kind)) in pictures.iter().zip(kinds).enumerate() {
        assert_eq!(series.held_out(number as u64).kind, *kind);
        let seen = naive::see(session, picture, 0);
        let [line, dense] = naive::line_and_dense(session, picture);
        for (right, logit) in right.iter_mut().zip([line, dense, seen.logit]) {
            assert!(logit.abs() > 1e-5, "drawing {number} is too near to call");
            *right += u32::from((logit > 0.0) == (*kind == Kind::Cat));
        }
        assert_eq!(results.verdicts[number], seen.logit > 0.0);
        let of_kind = &mut of_kinds[*kind as usize];
        of_kind.0 += 1;
        of_kind.1 += u32::from((seen.logit > 0.0) == (*kind == Kind::Cat));
        all.push(seen);
    }
    assert_eq!(results.right, right);
    assert_eq!(results.kinds, of_kinds);
    for unit in 0..UNITS {
        strongest(&results.strongest[unit], unit, &all);
    }
}

/// The strongest places of a unit are those that plain loops find.
fn strongest(known: &[cat::exam::Exciting], unit: usize, all: &[naive::Seen]) {
    let side = LAYERS[unit_of(unit).0].side;
    let mut most: Vec<f64> = all.iter().map(|seen| seen.most(unit)).filter(|most| *most > 0.0).collect();
    most.sort_by(|a, b| b.total_cmp(a));
    most.truncate(STRONGEST);
    assert_eq!(known.len(), most.len(), "unit {unit}");
    for (exciting, most) in known.iter().zip(&most) {
        let near = |value: f64| (value - f64::from(exciting.activation)).abs() < 1e-4 * most.max(1.0);
        assert!(near(*most), "unit {unit}: {exciting:?}, {most}");
        let map = &all[exciting.drawing].maps[unit];
        assert!(near(map[exciting.at.0 * side + exciting.at.1]), "unit {unit}: {exciting:?} is there");
        assert!(near(all[exciting.drawing].most(unit)), "unit {unit}: and nowhere more in that drawing");
    }
    assert!(known.windows(2).all(|pair| pair[0].activation >= pair[1].activation), "the strongest come first");
    let drawings: BTreeSet<_> = known.iter().map(|exciting| exciting.drawing).collect();
    assert_eq!(drawings.len(), known.len(), "one in a drawing");
}

#[test]
fn a_name_needs_ten_of_sixteen() {
    let mut desk = Desk::trained(200);
    let session = desk.session();
    let results = session.results().expect("an exam").clone();
    let series = session.conditions().series;
    let mut named = 0;
    for unit in 0..UNITS {
        let layer = LAYERS[unit_of(unit).0];
        let count = |place: Place| {
            let there = results.strongest[unit].iter().filter(|exciting| {
                let half = layer.window as f32 / 2.0;
                let middle = |at: usize| (at * layer.stride) as f32 + half;
                let (row, column) = exciting.at;
                series.held_out(exciting.drawing as u64).place_at((middle(column), middle(row))) == Some(place)
            });
            there.count()
        };
        let most = Place::ALL.into_iter().max_by_key(|place| count(*place)).expect("a place");
        assert_eq!(session.exam.name(unit), (count(most) >= 10).then_some(most), "unit {unit}");
        named += usize::from(count(most) >= 10);
        let cats = results.strongest[unit].iter().filter(|e| results.paper.kinds()[e.drawing] == Kind::Cat).count();
        assert_eq!(session.exam.in_cats(unit), cats);
    }
    assert!(named > 0, "there are names");
}

#[test]
fn a_dead_unit_is_said_to_be_dead() {
    // Of some seeds a unit dies on the way.
    let mut desk = Desk::default();
    for _ in 0..12 {
        desk.press("tempo-fast");
        desk.run_to(60);
        desk.settle();
        let session = desk.session();
        let pictures = session.results().expect("an exam").paper.clone();
        let seen: Vec<_> = pictures.pictures().iter().map(|picture| naive::see(session, picture, 0)).collect();
        let mut dead = 0;
        for unit in 0..UNITS {
            let fires = seen.iter().any(|seen| seen.most(unit) > 0.0);
            assert_eq!(session.is_dead(unit), !fires, "unit {unit}");
            assert_eq!(label(session, unit) == "dead", !fires, "unit {unit}");
            dead += usize::from(!fires);
        }
        if dead > 0 {
            return;
        }
        desk.press("reseed");
    }
    panic!("no unit has died");
}
