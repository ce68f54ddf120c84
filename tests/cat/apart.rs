//! The network and the drawing taken apart, by hand.

use super::{Desk, HELD};
use cat::conditions::covered;
use cat::hand::COVER;
use cat::hurts::by_pixel;
use cat::learners::Kind as Whose;
use cat::others::Loss;
use cat::session::View;
use cat::trace::Tracer;
use cat::units::{LAYERS, UNITS, first, unit_of};
use drawings::{PIXELS, Part, Picture, SIDE};
use lab::{Phase, Rect, Scale, Shape};

/// The box of each unit's map on the ladder.
pub fn boxes(desk: &mut Desk, size: (f32, f32)) -> Vec<Rect> {
    let rasters = desk.draw(View::Ladder, size).rasters;
    let pairs = if desk.session().hand.is_poked() { 2 } else { 1 };
    let maps: Vec<_> = rasters.iter().filter(|raster| raster.scale == Scale::Activation).collect();
    assert_eq!(maps.len(), UNITS * pairs);
    maps.into_iter().step_by(pairs).map(|raster| raster.place).collect()
}

const LADDER: (f32, f32) = (576.0, 500.0);

#[test]
fn without_its_ears_the_cat_is_lost() {
    let mut desk = Desk::trained(400);
    assert!(desk.says_cat(), "{}", desk.headline());
    assert!(!desk.reached(0));
    desk.rub_out_ears();
    assert!(!desk.says_cat(), "{}", desk.headline());
    assert!(desk.headline().starts_with("Without its ears no cat: "), "{}", desk.headline());
    assert_eq!(desk.tells("headline", "data-tone"), "lost");
    assert_eq!(desk.tells("", "data-mood"), "puzzled");
    assert!(desk.reached(0));
    desk.press("restore");
    assert!(desk.says_cat() && !desk.session().hand.is_poked() && desk.reached(0), "what was reached stays so");
    // Other cats are lost by the same, and by a blank corner none.
    desk.settle();
    let losses = desk.session().losses.clone().expect("asked at rest").1;
    let lost = |loss: Loss| losses.lost[loss as usize];
    println!("of {} cats: {:?} are lost without {:?}", losses.known, losses.lost, Loss::ALL);
    assert!(losses.known > 105 && losses.known <= 125);
    assert!(lost(Loss::Ears) * 10 > losses.known * 9 && lost(Loss::Eyes) < lost(Loss::Ears));
    assert!(lost(Loss::Whiskers) * 20 < losses.known && lost(Loss::Corner) * 20 < losses.known);
    assert_eq!(lost(Loss::Units), 0);
}

#[test]
fn a_cat_that_is_lost_by_a_script_counts_before_anything_is_told() {
    let mut desk = Desk::trained(400);
    for unit in first(2)..UNITS {
        desk.ask("mask", &[unit as f32, 0.0]);
    }
    assert_eq!(desk.session().goals, 1);
}

#[test]
fn units_that_still_find_theirs_say_how_strong_they_are() {
    let mut desk = Desk::trained(400);
    let of_parts = |desk: &mut Desk| {
        let shapes = desk.draw(View::Ladder, LADDER).shapes;
        let texts = shapes.into_iter().filter_map(|shape| match shape {
            Shape::Text { text, .. } => text.strip_prefix("all still find theirs").map(str::to_owned),
            _ => None,
        });
        texts.collect::<Vec<_>>()
    };
    desk.press("tool-cover");
    assert!(desk.session().hand.is_poked());
    let said = of_parts(&mut desk);
    let (before, now) = desk.session().traces();
    for (layer, sort) in LAYERS.iter().enumerate() {
        let fired: Vec<_> = (first(layer)..first(layer) + sort.units).filter(|unit| before.most(*unit) > 0.0).collect();
        if fired.iter().any(|unit| now.has_lost(*unit, &before)) {
            continue;
        }
        let sum = |of: &dyn Fn(usize) -> f32| fired.iter().map(|unit| of(*unit)).sum::<f32>();
        let percent = 100.0 * sum(&|unit| now.still(unit, &before)) / sum(&|unit| before.most(unit));
        let expected = if percent < 95.0 { format!(", {percent:.0} % as strong") } else { String::new() };
        assert!(said.contains(&expected), "layer {layer}: {percent} of {said:?}");
    }
    assert!(!said.is_empty());
}

#[test]
fn a_unit_that_is_tapped_is_switched_off_and_on() {
    let mut desk = Desk::trained(100);
    let (_, whole) = desk.session().traces();
    let bits = desk.bits();
    desk.press("tool-off");
    for unit in [2, 11, 20] {
        let at = boxes(&mut desk, LADDER)[unit].middle();
        desk.tap(View::Ladder, at);
        assert!(desk.session().hand.is_off(unit) && desk.session().hand.off.count_ones() == 1);
        let (before, now) = desk.session().traces();
        assert_eq!(before, whole);
        assert!(now.map(unit).iter().all(|value| *value == 0.0));
        let layer = unit_of(unit).0;
        for other in (0..UNITS).filter(|other| *other != unit && unit_of(*other).0 <= layer) {
            assert_eq!(now.map(other), whole.map(other), "unit {other} does not see {unit}");
        }
        if layer < 2 && whole.most(unit) > 0.0 {
            let above = first(layer + 1)..first(layer + 1) + LAYERS[layer + 1].units;
            assert!(above.clone().any(|unit| now.map(unit) != whole.map(unit)));
        }
        let at = boxes(&mut desk, LADDER)[unit].middle();
        desk.tap(View::Ladder, at);
        assert_eq!(desk.session().hand.off, 0);
    }
    assert!(desk.bits() == bits);
    // The button below the picture does the same, and so do the keys.
    desk.press("switch");
    let unit = desk.session().unit();
    assert!(desk.session().hand.is_off(unit));
    assert_eq!(desk.tells("switch", "aria-pressed"), "true");
    desk.key(View::Ladder, "Delete");
    assert_eq!(desk.session().hand.off, 0);
}

#[test]
fn each_bar_of_the_sum_points_at_its_place_in_the_drawing() {
    let mut desk = Desk::trained(100);
    let drawn = boxes(&mut desk, LADDER);
    let windows = |desk: &mut Desk| {
        let shapes = desk.draw(View::Hand, HELD).shapes;
        shapes.into_iter().filter(|shape| matches!(shape, Shape::Frame(..))).collect::<Vec<_>>()
    };
    let mut seen: Vec<Vec<Shape>> = Vec::new();
    for (unit, map) in drawn.iter().enumerate().skip(first(2)) {
        desk.tap(View::Ladder, (map.middle().0, LADDER.1 - 20.0));
        assert_eq!(desk.session().chosen, Some(unit));
        seen.push(windows(&mut desk));
    }
    assert!(seen.iter().any(|windows| *windows != seen[0]), "other faces have found something elsewhere");
}

#[test]
fn what_fired_at_a_place_is_switched_off_by_a_tap_there() {
    let mut desk = Desk::trained(200);
    let bounds = desk.drawing().bounds(Part::Ears).expect("ears");
    desk.draw(View::Hand, HELD);
    desk.press("tool-off");
    let mut switched = 0;
    for (x, y) in
        [(bounds.left + 2, bounds.top + 2), (bounds.right - 2, bounds.top + 2), (bounds.left + 3, bounds.bottom)]
    {
        let at = (10.0 * x as f32, 10.0 * y as f32);
        desk.tap(View::Hand, at);
        let off = desk.session().hand.off;
        switched |= off;
        let (before, now) = desk.session().traces();
        for unit in (0..UNITS).filter(|unit| off >> unit & 1 == 1) {
            assert_eq!(unit_of(unit).0, 1, "parts are switched off");
            assert!(before.most(unit) > 0.0 && now.most(unit) == 0.0);
        }
        desk.tap(View::Hand, at);
        assert_eq!(desk.session().hand.off, 0, "and on again by a second one");
    }
    assert_ne!(switched, 0, "something fires at ears");
    desk.tap(View::Hand, (5.0, 275.0));
    assert_eq!(desk.session().hand.off, 0, "nothing fires on blank paper");
}

#[test]
fn a_square_hides_what_lies_below_it() {
    let mut desk = Desk::trained(100);
    let whole = desk.session().hand.clone();
    desk.draw(View::Hand, HELD);
    desk.press("tool-cover");
    desk.point(View::Hand, Phase::Down, (60.0, 50.0));
    desk.point(View::Hand, Phase::Drag, (100.0, 80.0));
    desk.point(View::Hand, Phase::Up, (100.0, 80.0));
    assert_eq!(desk.session().hand.cover, Some((6, 4)));
    let shown = desk.session().hand.shown();
    for (pixel, value) in shown.iter().enumerate() {
        let covered = (6..14).contains(&(pixel % SIDE)) && (4..12).contains(&(pixel / SIDE));
        assert_eq!(*value, if covered { 0.0 } else { whole.drawn[pixel] });
    }
    for (at, corner) in [((0.0, 0.0), (0, 0)), ((2800.0, 2800.0), (20, 20)), ((-50.0, 140.0), (0, 10))] {
        desk.tap(View::Hand, at);
        assert_eq!(desk.session().hand.cover, Some(corner), "it stays on the drawing");
    }
    desk.key(View::Hand, "ArrowLeft");
    assert!(desk.session().hand.cover.is_some());
    desk.press("tool-cover");
    assert_eq!(desk.session().hand, whole);
    assert_eq!(desk.tells("", "data-tool"), "look");
}

#[test]
fn what_hurts_most_lies_on_the_head() {
    let mut desk = Desk::trained(200);
    let part = |desk: &mut Desk, part| desk.drawing().bounds(part).expect("a part of a cat");
    let (head, ears) = (part(&mut desk, Part::Head), part(&mut desk, Part::Ears));
    desk.press("hurts");
    assert_eq!(desk.tells("hurts", "aria-pressed"), "true");
    desk.settle();
    let map = desk.session().hurts.clone().expect("asked at rest");
    assert!(map.len() == PIXELS && map.iter().all(|share| (0.0..=1.0).contains(share)));
    let worst = (0..map.len()).max_by(|a, b| map[*a].total_cmp(&map[*b])).expect("a pixel");
    let (row, column) = (worst / SIDE, worst % SIDE);
    assert!(map[worst] > 0.5);
    assert!((head.left..head.right).contains(&column), "column {column} of {head:?}");
    assert!((ears.top..head.bottom).contains(&row), "row {row} of {ears:?}, {head:?}");
    // Whatever is changed makes it another map.
    desk.rub_out_ears();
    assert_eq!(desk.session().hurts, None);
    desk.settle();
    assert!(desk.session().hurts.is_some());
    // It is measured against the same drawing with the same units off, also where a square lies on it.
    for unit in first(2)..first(2) + 4 {
        desk.ask("mask", &[unit as f32, 0.0]);
    }
    desk.press("tool-cover");
    desk.settle();
    let hand = desk.session().hand.clone();
    let model = &desk.session().run.learners.get(Whose::Cnn).model.clone();
    let mut tracer = Tracer::new(model);
    let mut logit = |picture: &Picture| {
        let trace = tracer.trace(model, picture, hand.off);
        trace.sum - trace.enough
    };
    let whole = logit(&hand.drawn);
    let corners = (0..11).flat_map(|row| (0..11).map(move |column| (2 * column, 2 * row)));
    let left: Vec<f32> = corners.map(|corner| logit(&covered(&hand.drawn, corner, COVER))).collect();
    let expected = by_pixel(&left, whole);
    let map = desk.session().hurts.clone().expect("asked at rest");
    assert!(map.iter().zip(&expected).all(|(is, should)| (is - should).abs() < 1e-4));
}

#[test]
fn all_comes_back_as_it_was() {
    let mut desk = Desk::trained(60);
    let bits = desk.bits();
    desk.press("switch");
    desk.press("tool-cover");
    desk.press("tool-rub");
    desk.stroke(&[(4.0, 14.0), (24.0, 14.0)]);
    assert_eq!(desk.tells("restore", "aria-disabled"), "false");
    desk.press("restore");
    assert!(desk.bits() == bits && !desk.session().hand.is_poked());
    assert_eq!(desk.tells("", "data-poked"), "no");
    assert_eq!(desk.tells("restore", "aria-disabled"), "true");
    desk.press("undo");
    assert!(desk.session().hand.is_poked());
}

#[test]
fn a_drawing_that_is_pressed_is_taken_in_hand() {
    let mut desk = Desk::trained(60);
    for change in ["", "human"] {
        // Also while the exam of other drawings is still to come, the ones that are seen are those that are taken.
        if !change.is_empty() {
            desk.press(change);
        }
        let sketch = desk.draw(View::Kinds, (576.0, 400.0));
        for raster in [&sketch.rasters[3], &sketch.rasters[20], sketch.rasters.last().expect("drawings")] {
            desk.tap(View::Kinds, raster.place.middle());
            let hand = desk.session().hand.shown();
            let mut again = lab::Sketch::default();
            again.raster(raster.place, SIDE, Scale::Drawing, (&hand, 1.0));
            assert!(again.rasters[0].levels == raster.levels, "after {change:?}");
        }
    }
}

#[test]
fn what_was_rubbed_out_is_known_by_the_drawing_itself() {
    let mut desk = Desk::trained(60);
    // Drawings are made in another way from here on, the one in hand among them.
    desk.set("variety", 0.25);
    let drawing = desk.drawing();
    desk.press("tool-rub");
    for mark in drawing.marks().iter().filter(|mark| mark.place == drawings::Place::Eye) {
        desk.stroke(&[mark.from, mark.to]);
    }
    let headline = desk.headline();
    assert!(headline.starts_with("Without its eyes "), "{headline}");
}
