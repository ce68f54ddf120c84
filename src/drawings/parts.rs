//! Ears, eyes, noses and whiskers, in both manners.

use std::f32::consts::PI;

use super::hand::{Hand, circle};
use super::head::Outline;
use super::kind::{Manner, Place};
use super::pen::Point;

/// The shares of an outline's width that features and whiskers are drawn with.
const FEATURE: f32 = 0.8;
const WHISKER: f32 = 0.62;

/// Pointed ears on a head: the angles of their feet from above, and how they rise.
pub struct Ears {
    /// The foot towards the middle, and the one towards the side.
    pub feet: (f32, f32),
    /// The angle of the tip, and how many times as far out as the outline it lies.
    pub tip: (f32, f32),
}

impl Ears {
    /// A cat's.
    pub fn of_a_cat(hand: &mut Hand, manner: Manner) -> Ears {
        let chance = &mut hand.chance;
        let inner = chance.within(0.2, 0.38);
        let outer = inner + chance.within(0.62, 0.8);
        let lean = chance.within(0.4, 0.62);
        let far = match manner {
            Manner::Code => chance.within(1.5, 1.78),
            Manner::Human => chance.within(1.6, 2.0),
        };
        Ears { feet: (inner, outer), tip: (inner + lean * (outer - inner), far) }
    }

    /// Draws the right one for a `side` of 1, and the left one for −1.
    pub fn draw(&self, hand: &mut Hand, head: &Outline, side: f32) {
        let far = self.tip.1 + 0.06 * hand.chance.sway();
        let foot = |angle: f32| head.at(side * angle, 1.0);
        hand.stroke(Place::Ear, 1.0, &[foot(self.feet.0), head.at(side * self.tip.0, far), foot(self.feet.1)]);
    }
}

/// Round ears, as a bear has them.
pub fn round_ears(hand: &mut Hand, head: &Outline) {
    let angle = hand.chance.within(0.62, 0.85);
    let radius = hand.chance.within(0.3, 0.42);
    for side in [-1.0, 1.0] {
        let (x, y) = head.at(side * angle, 1.0 + 0.5 * radius);
        let points: [Point; 9] = std::array::from_fn(|i| {
            let (sine, cosine) = circle(side * angle + 2.1 * (i as f32 / 4.0 - 1.0));
            (x + radius * sine, y - radius * cosine)
        });
        hand.stroke(Place::Ear, 1.0, &points);
    }
}

/// Long ears, as a rabbit has them.
pub fn long_ears(hand: &mut Hand, head: &Outline) {
    let angle = hand.chance.within(0.32, 0.5);
    let lean = hand.chance.within(0.0, 0.22);
    let long = hand.chance.within(1.15, 1.5);
    let wide = hand.chance.within(0.2, 0.27);
    for side in [-1.0, 1.0] {
        let (x, y) = head.at(side * angle, 0.95);
        let at = |across: f32, up: f32| (x + side * lean * up + wide * across, y - long * up);
        let points =
            [at(-0.8, 0.0), at(-1.0, 0.45), at(-0.75, 0.85), at(0.0, 1.0), at(0.75, 0.85), at(1.0, 0.45), at(0.8, 0.0)];
        hand.stroke(Place::Ear, 1.0, &points);
    }
}

/// Hanging ears, as a dog has them.
pub fn hanging_ears(hand: &mut Hand, head: &Outline) {
    let angle = hand.chance.within(0.6, 0.85);
    let long = hand.chance.within(0.75, 1.05);
    let wide = hand.chance.within(0.32, 0.46);
    for side in [-1.0, 1.0] {
        let (x, y) = head.at(side * angle, 1.0);
        let edge = head.radii.0;
        let at = |out: f32, down: f32| (side * (edge + wide * out), y + long * down);
        let points = [(x, y), at(0.35, 0.05), at(1.0, 0.35), at(0.95, 0.8), at(0.4, 1.0), at(-0.05, 0.7)];
        hand.stroke(Place::Ear, 1.0, &points);
    }
}

/// Two eyes at these distances from the middle, to the side and down.
pub fn eyes(hand: &mut Hand, manner: Manner) {
    let aside = hand.chance.within(0.34, 0.48);
    let down = hand.chance.within(-0.28, -0.08);
    let form = hand.chance.share();
    let size = hand.chance.within(0.12, 0.19);
    for side in [-1.0, 1.0] {
        eye(hand, manner, (form, size), (side * aside, down));
    }
}

/// One eye: its form is a share of all forms of the manner.
pub fn eye(hand: &mut Hand, manner: Manner, (form, size): (f32, f32), (x, y): Point) {
    let line = |hand: &mut Hand| hand.stroke(Place::Eye, 1.0, &[(x, y - 1.2 * size), (x, y + 1.2 * size)]);
    match manner {
        Manner::Code if form < 0.75 => hand.dot(Place::Eye, size, (x, y)),
        Manner::Code => line(hand),
        Manner::Human if form < 0.35 => line(hand),
        Manner::Human if form < 0.65 => ring(hand, 1.3 * size, (x, y)),
        Manner::Human => hand.dot(Place::Eye, size, (x, y)),
    }
}

fn ring(hand: &mut Hand, radius: f32, (x, y): Point) {
    let points: [Point; 8] = std::array::from_fn(|i| {
        let (sine, cosine) = circle(2.0 * PI * i as f32 / 7.0);
        (x + radius * sine, y - radius * cosine)
    });
    hand.stroke(Place::Eye, FEATURE, &points);
}

/// A nose and a mouth below it; `at` is moved by these.
pub fn nose(hand: &mut Hand, manner: Manner, (x, y): Point) {
    let down = y + hand.chance.within(0.16, 0.3);
    let form = hand.chance.share();
    let wide = hand.chance.within(0.2, 0.3);
    let mouth = down + 0.2;
    let smile = [
        (x - wide, mouth),
        (x - 0.5 * wide, mouth + 0.1),
        (x, mouth),
        (x + 0.5 * wide, mouth + 0.1),
        (x + wide, mouth),
    ];
    match manner {
        Manner::Human if form < 0.5 => {
            // A triangle and a line down.
            hand.stroke(
                Place::Nose,
                FEATURE,
                &[(x, down + 0.14), (x - 0.13, down - 0.03), (x + 0.13, down - 0.03), (x, down + 0.14)],
            );
            hand.stroke(Place::Nose, FEATURE, &[(x, down + 0.14), (x, mouth + 0.1)]);
        }
        Manner::Code | Manner::Human => {
            hand.dot(Place::Nose, 0.1, (x, down));
            hand.stroke(Place::Nose, FEATURE, &smile);
        }
    }
}

/// Whiskers on both sides.
pub fn whiskers(hand: &mut Hand, manner: Manner) {
    let least = match manner {
        Manner::Code => 0.5,
        Manner::Human => 0.4,
    };
    let count = if hand.chance.holds(least) { 2 } else { 3 };
    let down = hand.chance.within(0.15, 0.35);
    let inner = hand.chance.within(0.5, 0.7);
    let outer = inner + hand.chance.within(0.6, 0.85);
    let spread = hand.chance.within(0.14, 0.24);
    for side in [-1.0, 1.0] {
        for i in 0..count {
            let off = i as f32 - 0.5 * (count - 1) as f32;
            let points = [(side * inner, down + 0.6 * spread * off), (side * outer, down - 0.08 + 2.0 * spread * off)];
            hand.stroke(Place::Whisker, WHISKER, &points);
        }
    }
}
