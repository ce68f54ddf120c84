//! The visitor's pen and eraser, and pictures that are moved.

use drawings::{Manners, PIXELS, Picture, SIDE, Series, Variety, paper_of, shifted, stroke_onto};

fn cat() -> Picture {
    let series = Series { seed: 1, variety: Variety::LOOSE, manners: Manners::Code, first: None };
    let mut picture = [0.0; PIXELS];
    series.held_out(0).render(&mut picture);
    picture
}

#[test]
fn a_stroke_inks_as_much_as_it_covers() {
    let mut picture = [0.0; PIXELS];
    stroke_onto(&mut picture, (4.0, 10.5), (24.0, 10.5), 3.0, 1.0);
    for column in 6..22 {
        let inked: Vec<f32> = (8..14).map(|row| picture[row * SIDE + column]).collect();
        assert_eq!(inked, [0.0, 1.0, 1.0, 1.0, 0.0, 0.0]);
    }
    // Length times width, and a round end of half the width's radius at both sides.
    let area: f32 = picture.iter().sum();
    let right = 20.0 * 3.0 + std::f32::consts::PI * 1.5 * 1.5;
    assert!((area - right).abs() < 0.5, "{area} and {right}");
    // At an angle, too.
    let mut picture = [0.0; PIXELS];
    stroke_onto(&mut picture, (5.0, 5.0), (17.0, 21.0), 2.0, 1.0);
    let (area, right) = (picture.iter().sum::<f32>(), 20.0 * 2.0 + std::f32::consts::PI);
    assert!((area - right).abs() < 1.0, "{area} and {right}");
}

#[test]
fn to_go_over_it_twice_changes_nothing() {
    let before = cat();
    for ink in [0.0, 0.4, 1.0] {
        let mut once = before;
        stroke_onto(&mut once, (3.0, 20.0), (20.0, 7.0), 2.5, ink);
        assert_ne!(once, before);
        let mut twice = once;
        stroke_onto(&mut twice, (3.0, 20.0), (20.0, 7.0), 2.5, ink);
        assert_eq!(once, twice);
        assert!(once.iter().all(|v| (0.0..=1.0).contains(v)));
    }
}

#[test]
fn an_eraser_leaves_nothing_of_a_pen() {
    let mut picture = [0.0; PIXELS];
    stroke_onto(&mut picture, (3.0, 20.0), (20.0, 7.0), 2.0, 1.0);
    stroke_onto(&mut picture, (3.0, 20.0), (20.0, 7.0), 4.0, 0.0);
    assert_eq!(picture, [0.0; PIXELS]);
}

#[test]
fn strokes_beyond_the_paper_do_no_harm() {
    let mut picture = [0.0; PIXELS];
    let nowhere = [(-5.0, -9.0), (1e30, 3.0), (f32::NAN, 3.0), (f32::INFINITY, f32::NEG_INFINITY), (14.0, 14.0)];
    for from in nowhere {
        for to in nowhere {
            for width in [0.0, 2.0, 1e30, -1.0, f32::NAN] {
                stroke_onto(&mut picture, from, to, width, 1.0);
            }
        }
    }
    assert!(picture.iter().all(|ink| (0.0..=1.0).contains(ink)));
}

#[test]
fn a_shift_moves_every_pixel() {
    let picture = cat();
    assert_eq!(shifted(&picture, 0, 0), picture);
    let moved = shifted(&picture, 3, -2);
    for row in 0..SIDE {
        for column in 0..SIDE {
            let from = (row + 2 < SIDE && column >= 3).then(|| picture[(row + 2) * SIDE + column - 3]);
            assert_eq!(moved[row * SIDE + column], from.unwrap_or(0.0));
        }
    }
    assert_eq!(shifted(&picture, 40, 0), [0.0; PIXELS]);
    let negative = picture.map(|ink| 1.0 - ink);
    assert_eq!((paper_of(&picture), paper_of(&negative)), (0.0, 1.0));
    assert_eq!(shifted(&negative, i32::MAX, i32::MIN), [1.0; PIXELS]);
}
