//! The shapes of samples: a cat's head for the class that is asked for, a circle, a diamond and a triangle for the others.

use super::geometry::{Px, closed};
use super::palette::Shade;
use super::pen::Pen;
use crate::view::Group;
use std::f64::consts::SQRT_2;

/// A cat's head of radius 1: an ear, the other one, and around the cheeks.
const HEAD: [Px; 10] = [
    (-0.95, -1.1),
    (-0.36, -0.68),
    (0.36, -0.68),
    (0.95, -1.1),
    (1.06, 0.1),
    (0.78, 0.66),
    (0.32, 0.94),
    (-0.32, 0.94),
    (-0.78, 0.66),
    (-1.06, 0.1),
];
/// Smaller than this, CSS px, a head has no eyes, and no shape a halo: so many are small that they would hide each other.
const EYES: f64 = 4.0;
/// How thick an outline is for a radius, and how far a halo reaches, CSS px.
const OUTLINE: f64 = 0.28;
const HALO: f64 = 1.6;

/// How a sample is drawn.
#[derive(Clone, Copy)]
pub(super) struct Coat {
    /// Outline and marks.
    pub color: Shade,
    /// What the shape stands on; a halo of it parts the shape from those below.
    pub ground: Shade,
    /// Held out: a head is hollow, and each of the others has a dot in it.
    pub held_out: bool,
}

/// Draws a sample; `radius` is about that of the circle, CSS px.
pub(super) fn draw(pen: &Pen, group: Group, at: Px, radius: f64, coat: Coat) {
    let Coat { color, ground, held_out } = coat;
    let outline = |radius: f64| match group {
        Group::Positive => HEAD.map(|(x, y)| (at.0 + radius * x, at.1 + radius * y)).to_vec(),
        Group::First => Vec::new(),
        Group::Second => {
            let (wide, high) = (0.92 * radius, 1.22 * radius);
            vec![(at.0, at.1 - high), (at.0 + wide, at.1), (at.0, at.1 + high), (at.0 - wide, at.1)]
        }
        Group::Third => {
            let (up, down, side) = (1.15 * radius, 0.78 * radius, 1.1 * radius);
            vec![(at.0, at.1 - up), (at.0 + side, at.1 + down), (at.0 - side, at.1 + down)]
        }
    };
    let thick = (OUTLINE * radius).max(1.0);
    let haloed = radius >= EYES;
    match group {
        Group::Positive => {
            if haloed {
                pen.fill(&outline(radius + HALO), ground);
            }
            let eyes = if held_out {
                pen.line(&closed(outline(radius - thick / 2.0)), color, thick);
                color
            } else {
                pen.fill(&outline(radius), color);
                ground
            };
            if radius >= EYES {
                for side in [-1.0, 1.0] {
                    pen.disc((at.0 + side * 0.42 * radius, at.1 + 0.08 * radius), 0.17 * radius, eyes);
                }
            }
        }
        Group::First => {
            pen.disc(at, if haloed { radius + HALO } else { radius - thick / 2.0 }, ground);
            pen.ring(at, radius - thick / 2.0, color, thick);
        }
        Group::Second | Group::Third => {
            pen.fill(&outline(if haloed { radius + HALO * SQRT_2 } else { radius }), ground);
            pen.line(&closed(outline(radius)), color, thick);
        }
    }
    if held_out && !group.is_positive() {
        pen.disc(at, 0.3 * radius, color);
    }
}
