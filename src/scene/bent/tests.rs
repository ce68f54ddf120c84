//! The base and its key, and the room against places at random.

use super::clip::{self, Place};
use super::*;
use crate::scene::geometry::Px;
use crate::scene::pen;
use crate::view::{Camera, Cut, Quantity, Span};
use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;
use proptest::prelude::*;

fn view(directions: Directions, bend: f64, camera: Camera) -> Bent<'static> {
    let spans = [(-1.0, 1.0), (-0.5, 1.5), (0.0, 3.0)].map(|(lo, hi)| Span { lo, hi });
    Bent {
        directions,
        samples: &[],
        grid: &[],
        spans,
        cut: None,
        bend,
        straight: false,
        camera,
        exam: false,
        best: None,
        in_hand: None,
        quantity: Quantity::Animals,
    }
}

#[test]
fn a_base_that_looks_otherwise_has_another_key() {
    let look = Look::new(560.0, 420.0, 4.0);
    let many = Directions::Main { neurons: 5, share: 0.9 };
    let mut all: Vec<(String, u64)> = Vec::new();
    for directions in [Directions::Inputs, Directions::One, Directions::Two, Directions::Three, many] {
        for (bend, quantity) in [0.0, 0.4, 0.8, 1.0].into_iter().flat_map(|bend| {
            [Quantity::Animals, Quantity::Inputs, Quantity::Named("a", "b")].map(|quantity| (bend, quantity))
        }) {
            for (azimuth, elevation, far) in
                [(-30.0, 45.0, 1.0), (-30.0, 20.0, 1.0), (80.0, 45.0, 1.0), (80.0, 45.0, 3.0)]
            {
                let mut view = view(directions, bend, Camera { azimuth, elevation });
                view.quantity = quantity.clone();
                view.spans[0].hi = far;
                let space = lay_out(&view, &look);
                let mut drawn = String::new();
                {
                    let area = SVGBackend::with_string(&mut drawn, (2240, 1680)).into_drawing_area();
                    assert!(pen::draw(&area, &look, |pen| draw_base(pen, &view, &space)).is_ok());
                }
                all.push((drawn, base_key(Key::new(1), &view, &space).value()));
            }
        }
    }
    let mut different = 0;
    for (i, (drawn, key)) in all.iter().enumerate() {
        assert!(all[..i].iter().all(|(other, same)| key != same || drawn == other), "{i}: one key for two bases");
        different += usize::from(all[..i].iter().all(|(other, _)| drawn != other));
    }
    assert!(different > 40, "{different} bases");
    // What moves is no part of it.
    let key = |directions| {
        let view = view(directions, 1.0, Camera::default());
        base_key(Key::new(1), &view, &lay_out(&view, &look)).value()
    };
    assert_eq!(key(many), key(Directions::Main { neurons: 5, share: 0.8 }));
}

/// A room, and shares of its three axes as a place in it.
fn room((azimuth, elevation): (f64, f64)) -> Room {
    let view = view(Directions::Three, 1.0, Camera { azimuth, elevation });
    Room::new(view.spans, view.camera, 0.0, &Look::new(560.0, 420.0, 4.0))
}

fn place(shares: [f64; 3]) -> Place {
    [-1.0 + 2.0 * shares[0], -0.5 + 2.0 * shares[1], 3.0 * shares[2]]
}

fn is_inside(outline: &[Px], at: Px) -> bool {
    let turn = |a: Px, b: Px| (b.0 - a.0) * (at.1 - a.1) - (b.1 - a.1) * (at.0 - a.0);
    let sides: Vec<f64> = (0..outline.len()).map(|i| turn(outline[i], outline[(i + 1) % outline.len()])).collect();
    sides.iter().all(|side| *side > -1e-3) || sides.iter().all(|side| *side < 1e-3)
}

fn area(outline: &[Px]) -> f64 {
    let cross = |i: usize| {
        let (a, b) = (outline[i], outline[(i + 1) % outline.len()]);
        a.0 * b.1 - a.1 * b.0
    };
    ((0..outline.len()).map(cross).sum::<f64>() / 2.0).abs()
}

const SHARE: std::ops::Range<f64> = 0.0..1.0;

proptest! {
    /// Whatever it turns to, all of the room is inside of the picture.
    #[test]
    fn the_room_stays_in_the_picture(camera in (-180.0..180.0f64, 10.0..85.0f64)) {
        let room = room(camera);
        for corner in room.corners() {
            let (x, y) = room.to_px(corner);
            prop_assert!((15.9..544.1).contains(&x) && (11.9..378.1).contains(&y), "{x} {y}");
            let nearest = room.near(room.corner(room.nearest()));
            prop_assert!(room.near(corner) <= nearest + 1e-9, "no corner is nearer than the nearest");
        }
    }

    /// A cut through any place of the room has its section there, and reaches no farther than the room.
    #[test]
    fn the_section_is_all_of_the_cut_within_the_room(
        camera in (-180.0..180.0f64, 10.0..85.0f64),
        across in prop::array::uniform3(-1.0..1.0f64),
        shares in prop::array::uniform3(SHARE),
        others in prop::collection::vec(prop::array::uniform3(SHARE), 20),
    ) {
        prop_assume!(across.iter().any(|a| a.abs() > 0.1));
        let room = room(camera);
        let mut cut = Cut { across, offset: 0.0 };
        cut.offset = -clip::value(&cut, place(shares));
        let section = room.section(&cut);
        let outline: Vec<Px> = section.iter().map(|at| room.to_px(*at)).collect();
        for at in &section {
            prop_assert!(clip::value(&cut, *at).abs() < 1e-9 && room.holds(*at));
            let on_a_wall = (0..3).any(|axis| {
                let (lo, hi) = (room.corner([false; 3])[axis], room.corner([true; 3])[axis]);
                (at[axis] - lo).abs() < 1e-9 || (at[axis] - hi).abs() < 1e-9
            });
            prop_assert!(on_a_wall, "{at:?} is where the section could go on");
        }
        prop_assert!(is_inside(&outline, room.to_px(place(shares))));
        // Every other place of the cut that is in the room: along the line between two on different sides.
        for pair in others.windows(2) {
            let (a, b) = (place(pair[0]), place(pair[1]));
            let values = (clip::value(&cut, a), clip::value(&cut, b));
            if (values.0 > 0.0) != (values.1 > 0.0) {
                prop_assert!(is_inside(&outline, room.to_px(clip::between(a, b, values))));
            }
        }
    }

    /// Toward the eye one comes to the side on which the eye is.
    #[test]
    fn the_eye_is_on_the_side_to_which_a_ray_leads(
        camera in (-180.0..180.0f64, 10.0..85.0f64),
        across in prop::array::uniform3(-1.0..1.0f64),
        shares in prop::array::uniform3(SHARE),
    ) {
        let room = room(camera);
        let cut = Cut { across, offset: 0.3 };
        // Two places that are seen as one: up by a little, and back until it is seen there again, by Newton's rule.
        let from = place(shares);
        let mut to = [from[0], from[1], from[2] + 0.1];
        for _ in 0..3 {
            let seen = |at: Place| room.to_px(at);
            let (want, now) = (seen(from), seen(to));
            let (x, y) = (seen([to[0] + 1.0, to[1], to[2]]), seen([to[0], to[1] + 1.0, to[2]]));
            let (a, b, c, d) = (x.0 - now.0, y.0 - now.0, x.1 - now.1, y.1 - now.1);
            let (off_x, off_y) = (want.0 - now.0, want.1 - now.1);
            to[0] += (off_x * d - off_y * b) / (a * d - b * c);
            to[1] += (off_y * a - off_x * c) / (a * d - b * c);
        }
        prop_assert!(room.near(to) > room.near(from), "what is higher and seen there is nearer");
        let rises = clip::value(&cut, to) - clip::value(&cut, from);
        prop_assume!(rises.abs() > 1e-9);
        prop_assert_eq!(room.sees_from_above(&cut), rises > 0.0);
    }

    /// What lies on the two sides of the cut comes to the whole, of lines and of the strips between them.
    #[test]
    fn the_two_sides_come_to_the_whole(
        across in prop::array::uniform2(-1.0..1.0f64), offset in -0.6..0.6f64, bumps in prop::array::uniform16(-0.03..0.03f64),
    ) {
        let cut = Cut { across: [across[0], across[1], 0.0], offset };
        let line = |y: f64, k: usize| -> Vec<Place> {
            (0..8).map(|i| [f64::from(i as u32) / 4.0 - 0.9 + bumps[2 * (i % 4) + k], y + bumps[8 + 2 * (i % 4) + k], 0.0]).collect()
        };
        let (one, other) = (line(-0.2, 0), line(0.2, 1));
        let flat = |outlines: Vec<Vec<Place>>| -> f64 {
            outlines.iter().map(|outline| area(&outline.iter().map(|at| (at[0], at[1])).collect::<Vec<_>>())).sum()
        };
        let whole = flat(clip::strips(&one, &other, None, true));
        let sides = [true, false].map(|side| clip::strips(&one, &other, Some(&cut), side));
        for (outlines, sign) in sides.iter().zip([1.0, -1.0]) {
            for at in outlines.iter().flatten() {
                prop_assert!(sign * clip::value(&cut, *at) > -1e-9);
            }
        }
        let [above, below] = sides.map(flat);
        prop_assert!((above + below - whole).abs() < 1e-9, "{above} {below} {whole}");
        let long = |pieces: Vec<Vec<Place>>| -> f64 {
            let piece = |piece: &Vec<Place>| -> f64 {
                piece.windows(2).map(|w| ((w[0][0] - w[1][0]).powi(2) + (w[0][1] - w[1][1]).powi(2)).sqrt()).sum()
            };
            pieces.iter().map(piece).sum()
        };
        let whole = long(clip::pieces(&one, None, true));
        let [above, below] = [true, false].map(|side| long(clip::pieces(&one, Some(&cut), side)));
        prop_assert!((above + below - whole).abs() < 1e-9, "{above} {below} {whole}");
    }
}

#[test]
fn lines_and_strips_break_where_they_are_not_finite() {
    let line =
        |y: f64| -> Vec<Place> { (0..7).map(|i| [f64::from(i), if i == 3 { f64::NAN } else { y }, 0.0]).collect() };
    let (one, other) = (line(0.0), line(1.0));
    assert_eq!(clip::pieces(&one, None, true).iter().map(Vec::len).collect::<Vec<_>>(), [3, 3]);
    assert_eq!(clip::strips(&one, &other, None, true).iter().map(Vec::len).collect::<Vec<_>>(), [6, 6]);
}
