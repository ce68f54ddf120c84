//! The pictures, at any size and in every state: of numbers, within their canvas, and with hits where things are drawn.

use super::{Desk, apart, words};
use cat::session::View;
use cat::units::UNITS;
use drawings::SIDE;
use lab::sketch::NO_VALUE;
use lab::{Message, Rect, Scale, Shape, Sketch};
use std::collections::BTreeMap;

/// Every place of a shape, with how far it reaches beyond.
fn places(shape: &Shape) -> (Vec<(f32, f32)>, f32) {
    let corners = |rect: &Rect| vec![(rect.left, rect.top), (rect.right(), rect.bottom())];
    match shape {
        Shape::Fill(rect, _) => (corners(rect), 0.0),
        Shape::Frame(rect, _, wide) => (corners(rect), wide / 2.0),
        Shape::Line { places, width, .. } => (places.clone(), width / 2.0),
        Shape::Disc(at, radius, _) => (vec![*at], *radius),
        Shape::Ring(at, radius, _, wide) => (vec![*at], radius + wide / 2.0),
        Shape::Text { at, .. } => (vec![*at], 0.0),
    }
}

/// Only numbers are drawn, sizes are none below 0, and rasters are full.
pub fn is_of_numbers(sketch: &Sketch, what: &str) {
    for raster in &sketch.rasters {
        let Rect { left, top, width, height } = raster.place;
        assert!([left, top, width, height].iter().all(|number| number.is_finite()), "{what}: {:?}", raster.place);
        assert!(width >= 0.0 && height >= 0.0, "{what}: {:?}", raster.place);
        assert!(raster.columns > 0 && raster.levels.len().is_multiple_of(raster.columns), "{what}");
        assert_eq!(raster.levels.len(), raster.columns * raster.columns, "{what}: all are squares");
        assert!(!raster.levels.contains(&NO_VALUE), "{what}: {:?} at {:?}", raster.scale, raster.place);
    }
    for shape in &sketch.shapes {
        let (places, reach) = places(shape);
        assert!(reach.is_finite() && reach >= 0.0, "{what}: {shape:?}");
        assert!(places.iter().all(|(x, y)| x.is_finite() && y.is_finite()), "{what}: {shape:?}");
        if let Shape::Fill(rect, paint) | Shape::Frame(rect, paint, _) = shape {
            assert!(rect.width >= 0.0 && rect.height >= 0.0, "{what}: {shape:?}");
            assert!((0.0..=1.0).contains(&paint.strength), "{what}");
        }
        if let Shape::Text { text, .. } = shape {
            assert!(!text.is_empty() && !text.contains("NaN") && !text.contains("inf"), "{what}: {text:?}");
        }
    }
}

/// How far what is drawn leaves the canvas, in px.
fn outside(sketch: &Sketch, (width, height): (f32, f32)) -> f32 {
    let out =
        |(x, y): (f32, f32), reach: f32| (reach - x).max(reach - y).max(x + reach - width).max(y + reach - height);
    let rasters = sketch.rasters.iter().flat_map(|raster| {
        [(raster.place.left, raster.place.top), (raster.place.right(), raster.place.bottom())].map(|at| out(at, 0.0))
    });
    let shapes = sketch.shapes.iter().flat_map(|shape| {
        let (places, reach) = places(shape);
        places.into_iter().map(move |at| out(at, reach)).collect::<Vec<_>>()
    });
    rasters.chain(shapes).fold(0.0, f32::max)
}

/// The sizes that a picture has on the page, on a desk and on a telephone, and larger.
pub fn sizes(view: View) -> &'static [(f32, f32)] {
    match view {
        View::Hand => &[(224.0, 224.0), (160.0, 160.0), (358.0, 420.0), (1000.0, 800.0)],
        View::Ladder | View::Unit => &[(576.0, 500.0), (358.0, 432.0), (576.0, 416.0), (1000.0, 800.0)],
        View::Chart | View::Kinds | View::Cats => &[(224.0, 180.0), (358.0, 128.0), (576.0, 500.0), (1000.0, 800.0)],
    }
}

/// Smaller than any of the page.
const TINY: [(f32, f32); 5] = [(60.0, 60.0), (0.0, 0.0), (1.0, 900.0), (900.0, 1.0), (224.0, 180.0)];

#[test]
fn pictures_are_of_numbers_and_stay_within_their_canvas() {
    let mut beyond: BTreeMap<String, f32> = BTreeMap::new();
    words::each_state(|name, desk| {
        for chinese in [false, true] {
            desk.hear(Message::Chinese(chinese));
            for view in View::ALL {
                for unit in if view == View::Unit { &[0, 9, 22][..] } else { &[22] } {
                    desk.session().chosen = Some(*unit);
                    desk.session().place = None;
                    for size in TINY {
                        is_of_numbers(&desk.draw(view, size), &format!("{name}: {view:?} at {size:?}"));
                    }
                    for size in sizes(view) {
                        let sketch = desk.draw(view, *size);
                        is_of_numbers(&sketch, &format!("{name}: {view:?} at {size:?}"));
                        let out = outside(&sketch, *size);
                        if out > 2.0 {
                            let most = beyond.entry(format!("{view:?} at {size:?}, as in {name}")).or_default();
                            *most = most.max(out);
                        }
                    }
                }
            }
        }
        desk.session().chosen = None;
    });
    assert!(beyond.is_empty(), "px outside of the canvas: {beyond:#?}");
}

#[test]
fn the_unit_that_is_drawn_at_a_place_is_found_there() {
    let mut desk = Desk::trained(20);
    for poke in ["", "switch"] {
        desk.press(poke);
        for size in sizes(View::Ladder) {
            for (unit, place) in apart::boxes(&mut desk, *size).into_iter().enumerate() {
                let (left, top, right, bottom) = (place.left, place.top, place.right(), place.bottom());
                for at in [place.middle(), (left + 1.0, top + 1.0), (right - 1.0, bottom - 1.0)] {
                    desk.session().chosen = None;
                    desk.tap(View::Ladder, at);
                    assert_eq!(desk.session().chosen, Some(unit), "{poke} {size:?}");
                }
            }
        }
    }
    // A second tap looks more closely.
    let place = apart::boxes(&mut desk, (576.0, 500.0))[UNITS - 1].middle();
    desk.session().chosen = None;
    desk.tap(View::Ladder, place);
    assert_eq!(desk.tells("", "data-front"), "ladder");
    desk.tap(View::Ladder, place);
    assert_eq!(desk.tells("", "data-front"), "unit");
}

#[test]
fn the_window_slides_to_where_it_is_drawn() {
    let mut desk = Desk::trained(20);
    for (unit, side) in [(3, 24), (12, 10), (20, 3)] {
        for size in sizes(View::Unit) {
            (desk.session().chosen, desk.session().place) = (Some(unit), None);
            let sketch = desk.draw(View::Unit, *size);
            let maps = |scale: Scale, columns: usize| {
                let all = sketch.rasters.iter().filter(|raster| raster.scale == scale && raster.columns == columns);
                all.map(|raster| raster.place).next().expect("a raster")
            };
            let (drawing, map) = (maps(Scale::Drawing, SIDE), maps(Scale::Activation, side));
            let cell = map.width / side as f32;
            for (row, column) in [(0, 0), (1, 2), (side - 1, side - 1)] {
                let at = (map.left + cell * (column as f32 + 0.5), map.top + cell * (row as f32 + 0.5));
                desk.tap(View::Unit, at);
                assert_eq!(desk.session().place, Some((row, column)));
            }
            desk.tap(View::Unit, (drawing.left + 1.0, drawing.top + 1.0));
            assert_eq!(desk.session().place, Some((0, 0)));
            desk.tap(View::Unit, (drawing.right() - 1.0, drawing.bottom() - 1.0));
            assert_eq!(desk.session().place, Some((side - 1, side - 1)));
            desk.tap(View::Unit, (drawing.left - 9.0, drawing.bottom() + 9.0));
            assert_eq!(desk.session().place, Some((side - 1, side - 1)), "nothing is there");
            desk.key(View::Unit, "ArrowLeft");
            desk.key(View::Unit, "ArrowUp");
            desk.key(View::Unit, "ArrowUp");
            assert_eq!(desk.session().place, Some((side - 3, side - 2)));
        }
    }
}

#[test]
fn a_picture_is_stale_when_it_would_look_otherwise() {
    use lab::Laboratory;
    let mut cat = cat::Cat::default();
    assert_eq!(cat.stale(), cat::session::ALL);
    assert_eq!(cat.stale(), 0);
    for message in [
        Message::Press("another".to_owned()),
        Message::Set("variety".to_owned(), 0.5),
        Message::Chinese(true),
        Message::Kept(vec![1; 786]),
    ] {
        cat.hear(message);
        assert_eq!(cat.stale(), cat::session::ALL);
    }
}
