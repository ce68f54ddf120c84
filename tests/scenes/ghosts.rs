//! Pinned curves: their colours and patterns are told apart by everybody, and their letters stand clear.

use super::bases::base_key;
use super::world::World;
use super::worlds;
use super::{Look, Picture, look, svg};
use kittengrad::scene;
use kittengrad::scene::fit::ghosts::{PATTERNS, letters};
use kittengrad::scene::frame::Frame;
use kittengrad::scene::palette::Shade;
use kittengrad::view::Ghost;

type Vector = [f64; 3];

/// How colours look to people: to most, and without the cones for green, for red and for blue (Machado, Oliveira and Fernandes
/// 2009, at full severity), as matrices of linear light.
const EYES: [[Vector; 3]; 4] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
];

fn times(matrix: &[Vector; 3], v: Vector) -> Vector {
    matrix.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum())
}

fn linear(c: Shade) -> Vector {
    [c.rgb >> 16, c.rgb >> 8, c.rgb].map(|byte| {
        let share = f64::from(byte & 255) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    })
}

/// Oklab (Ottosson 2020), in which distances are about as large as they look.
fn oklab(light: Vector) -> Vector {
    let cones = times(
        &[
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ],
        light.map(|c| c.clamp(0.0, 1.0)),
    );
    times(
        &[
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ],
        cones.map(f64::cbrt),
    )
}

fn contrast(a: Shade, b: Shade) -> f64 {
    let [a, b] = [a, b].map(|c| linear(c).iter().zip([0.2126, 0.7152, 0.0722]).map(|(c, w)| c * w).sum::<f64>() + 0.05);
    a.max(b) / a.min(b)
}

#[test]
fn colours_are_told_apart_by_every_kind_of_eye() {
    for dark in [false, true] {
        let c = Look { dark, ..Look::new(400.0, 300.0, 1.0) }.colors();
        let others = [c.model, c.held_out, c.soft];
        for (i, ghost) in c.ghosts.into_iter().enumerate() {
            assert!(contrast(ghost, c.panel) >= 3.0, "{i}: {}", contrast(ghost, c.panel));
            for other in c.ghosts.into_iter().take(i).chain(others) {
                for eye in &EYES {
                    let [a, b] = [ghost, other].map(|color| oklab(times(eye, linear(color))));
                    let apart = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                    // Two colours side by side differ for most people from about 0.02 on.
                    assert!(apart > 0.08, "{i}, dark {dark}: {ghost:?} and {other:?} are {apart} apart");
                }
            }
        }
    }
}

#[test]
fn the_legend_has_the_colours_and_patterns_of_the_picture() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("www/style.css");
    let style = std::fs::read_to_string(path).expect("the style sheet");
    let [light, dark] = [false, true].map(|dark| Look { dark, ..Look::new(1.0, 1.0, 1.0) }.colors().ghosts);
    for (i, letter) in ["a", "b", "c", "d"].into_iter().enumerate() {
        let [light, dark] = [light[i], dark[i]].map(|c| format!("#{:06x}", c.rgb));
        assert!(style.contains(&format!("--ghost-{letter}: var(--light, {light}) var(--dark, {dark});")), "{letter}");
        let dashes = PATTERNS[i].iter().map(f64::to_string).collect::<Vec<_>>().join(" ");
        let stroke = format!("stroke: var(--ghost-{letter}); stroke-width: 1.75; stroke-dasharray: {dashes};");
        assert!(style.contains(&stroke), "{stroke}");
    }
    // Neither those of one another, nor that of the true law.
    for (i, pattern) in PATTERNS.iter().enumerate() {
        assert!(pattern.len() % 2 == 0 && !PATTERNS[..i].contains(pattern) && **pattern != [5.0, 4.0]);
    }
}

fn frame(world: &World, phone: bool) -> Frame {
    *scene::lay_out(&world.view(Picture::Fit), &look(Picture::Fit, phone)).frame().expect("a chart has a frame")
}

/// The places of the letters.
fn placed(world: &World, phone: bool) -> Vec<Option<(f64, f64)>> {
    letters(&frame(world, phone), &world.ghosts, &world.points, None)
}

#[test]
fn letters_stand_on_their_curves_in_the_frame_and_clear_of_each_other() {
    let one = worlds::pinned();
    let mut same = worlds::pinned_four();
    for ghost in &mut same.ghosts {
        ghost.curve.clone_from(&one.ghosts[0].curve);
    }
    for world in [one, worlds::pinned_four(), same] {
        for phone in [false, true] {
            let frame = frame(&world, phone);
            let all: Vec<_> = placed(&world, phone).into_iter().flatten().collect();
            assert_eq!(all.len(), world.ghosts.len());
            for (i, (at, ghost)) in all.iter().zip(&world.ghosts).enumerate() {
                assert!(frame.holds(*at, -7.0), "{at:?}");
                let far = |p: &(f64, f64)| (p.0 - at.0).hypot(p.1 - at.1);
                let on = ghost.curve.iter().map(|&(x, y)| frame.to_px(x, y)).filter(|p| p.1.is_finite());
                assert!(on.map(|p| far(&p)).fold(f64::INFINITY, f64::min) < 1e-9, "{i}");
                assert!(all[..i].iter().all(|other| far(other) >= 17.0), "{i}: {all:?}");
                let dots = world.points.iter().map(|d| frame.to_px(d.x, d.y));
                assert!(dots.map(|p| far(&p)).fold(f64::INFINITY, f64::min) >= 11.0, "{i}: on a point");
            }
        }
    }
}

#[test]
fn a_curve_that_is_nowhere_to_be_seen_has_no_letter() {
    let mut world = worlds::pinned_four();
    world.ghosts = [f64::NAN, f64::INFINITY, 1e30, 500.0]
        .into_iter()
        .enumerate()
        .map(|(letter, y)| Ghost { letter, curve: world.curve.iter().map(|p| (p.0, y)).collect() })
        .collect();
    let seen: Vec<bool> = placed(&world, false).iter().map(Option::is_some).collect();
    assert_eq!(seen, [false, false, false, true]);
    let drawn = svg::render(&world.view(Picture::Fit), &look(Picture::Fit, false), 2);
    for (letter, seen) in ["A", "B", "C", "D"].into_iter().zip(seen) {
        assert_eq!(
            drawn.lines().any(|line| line.trim() == letter || line.contains(&format!(">{letter}<"))),
            seen,
            "{letter}"
        );
    }
}

#[test]
fn the_base_is_drawn_again_for_other_pins_only() {
    let mut world = worlds::pinned();
    let key = |w: &World| base_key(&w.view(Picture::Fit), &look(Picture::Fit, false));
    let before = key(&world);
    world.curve.reverse();
    assert_eq!(key(&world), before, "training moves today's curve only");
    world.ghosts[0].letter = 2;
    let other = key(&world);
    world.ghosts.clear();
    assert!(other != before && key(&world) != before && key(&world) != other);
}
