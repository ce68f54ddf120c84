//! Each kind, put together of its parts.

use std::f32::consts::{PI, TAU};

use super::hand::{Hand, circle};
use super::head::Outline;
use super::kind::{Kind, Manner, Place};
use super::parts::{Ears, eye, eyes, hanging_ears, long_ears, nose, round_ears, whiskers};
use super::pen::Point;

/// The share of cats and of others that have whiskers.
const WHISKERS: (f32, f32) = (0.6, 0.5);

/// Draws one of a kind.
pub fn sketch(hand: &mut Hand, kind: Kind, manner: Manner) {
    match kind {
        Kind::Cat => cat(hand, manner, true),
        Kind::Faceless => cat(hand, manner, false),
        Kind::Rabbit => {
            hand.move_down(0.35);
            let head = head(hand, manner, 0.8);
            long_ears(hand, &head);
            face(hand, manner);
        }
        Kind::Bear => {
            let head = head(hand, manner, 1.0);
            round_ears(hand, &head);
            face(hand, manner);
        }
        Kind::Dog => {
            let head = head(hand, manner, 0.95);
            hanging_ears(hand, &head);
            face(hand, manner);
        }
        Kind::Bald => {
            head(hand, manner, 1.0);
            face(hand, manner);
        }
        Kind::House => house(hand, manner),
        Kind::Blob => blob(hand, manner),
        Kind::Scatter => scatter(hand, manner),
    }
    let share = if kind.is_cat() { WHISKERS.0 } else { WHISKERS.1 };
    if hand.chance.holds(share) {
        whiskers(hand, manner);
    }
}

/// The proportions of a head.
fn outline(hand: &mut Hand, manner: Manner, size: f32) -> Outline {
    let radii = (size * hand.chance.within(0.94, 1.12), size * hand.chance.within(0.82, 0.98));
    let box_like = hand.chance.share();
    let box_like = match manner {
        Manner::Code => 0.25 * box_like,
        Manner::Human if box_like < 0.3 => 0.9,
        Manner::Human => 0.4 * box_like,
    };
    Outline { radii, box_like }
}

/// A whole head without ears. A hand that draws as people do does not always meet its beginning.
fn head(hand: &mut Hand, manner: Manner, size: f32) -> Outline {
    let head = outline(hand, manner, size);
    let begin = hand.chance.within(-PI, PI);
    let open = hand.chance.within(-0.5, 0.4);
    let open = match manner {
        Manner::Code => 0.0,
        Manner::Human => open.max(0.0),
    };
    head.draw(hand, begin, begin + TAU - open);
    head
}

fn face(hand: &mut Hand, manner: Manner) {
    eyes(hand, manner);
    nose(hand, manner, (0.0, 0.0));
}

/// A cat, or all of it but a face.
fn cat(hand: &mut Hand, manner: Manner, with_face: bool) {
    match manner {
        Manner::Code => {
            let head = head(hand, manner, 1.0);
            let ears = Ears::of_a_cat(hand, manner);
            ears.draw(hand, &head, -1.0);
            ears.draw(hand, &head, 1.0);
        }
        Manner::Human => {
            let head = outline(hand, manner, 0.92);
            let ears = Ears::of_a_cat(hand, manner);
            let (inner, outer) = ears.feet;
            // The outline goes over into the ears, and may stay open between them or below.
            let (crown, chin) = (hand.chance.holds(0.85), hand.chance.within(-0.5, 0.35).max(0.0));
            head.draw(hand, outer, PI - chin);
            head.draw(hand, PI + chin, TAU - outer);
            if crown {
                head.draw(hand, -inner, inner);
            }
            for side in [-1.0, 1.0] {
                ears.draw(hand, &head, side);
                head.close(hand, side * if crown { inner } else { 0.0 }, side * outer);
            }
        }
    }
    if with_face {
        face(hand, manner);
    } else if hand.chance.holds(0.5) {
        nose(hand, manner, (0.0, 0.0));
    }
}

fn house(hand: &mut Hand, manner: Manner) {
    let wide = hand.chance.within(0.8, 1.0);
    let (top, ridge) = (hand.chance.within(-0.5, -0.3), hand.chance.within(-1.6, -1.3));
    let eaves = wide + hand.chance.within(0.05, 0.3);
    let low = 0.92;
    hand.stretch(Place::Crown, &[(-wide, top), (wide, top)]);
    hand.stretch(Place::Cheek, &[(-wide, top), (-wide, low)]);
    hand.stretch(Place::Cheek, &[(wide, top), (wide, low)]);
    hand.stretch(Place::Chin, &[(-wide, low), (wide, low)]);
    hand.stretch(Place::Crown, &[(-eaves, top), (0.0, ridge), (eaves, top)]);
    eyes(hand, manner);
    if hand.chance.holds(0.5) {
        let door = hand.chance.within(0.15, 0.25);
        hand.stroke(Place::Nose, 0.8, &[(-door, low), (-door, 0.35), (door, 0.35), (door, low)]);
    } else {
        nose(hand, manner, (0.0, 0.0));
    }
}

fn blob(hand: &mut Hand, manner: Manner) {
    const STEPS: usize = 26;
    let lumps: [(f32, f32); 4] =
        std::array::from_fn(|_| (hand.chance.within(0.03, 0.13), hand.chance.within(0.0, TAU)));
    let points: [Point; STEPS] = std::array::from_fn(|i| {
        let angle = TAU * i as f32 / (STEPS - 1) as f32;
        let lump = |(k, (high, phase)): (usize, &(f32, f32))| high * circle((k + 2) as f32 * angle + phase).0;
        let radius = 0.95 + lumps.iter().enumerate().map(lump).sum::<f32>();
        let (sine, cosine) = circle(angle);
        (radius * sine, -radius * cosine)
    });
    hand.stretch(Place::Crown, &points);
    if hand.chance.holds(0.5) {
        face(hand, manner);
    }
}

/// Ears below or aside, eyes and nose anywhere.
fn scatter(hand: &mut Hand, manner: Manner) {
    let head = head(hand, manner, 0.95);
    let mut ears = Ears::of_a_cat(hand, manner);
    ears.tip.1 -= 0.1;
    for side in [-1.0, 1.0] {
        let by = hand.chance.within(1.0, 2.6);
        let feet = (ears.feet.0 + by, ears.feet.1 + by);
        Ears { feet, tip: (ears.tip.0 + by, ears.tip.1) }.draw(hand, &head, side);
    }
    let (form, size) = (hand.chance.share(), hand.chance.within(0.12, 0.19));
    for _ in 0..2 {
        let angle = hand.chance.within(-PI, PI);
        let at = head.at(angle, hand.chance.within(0.3, 1.5));
        eye(hand, manner, (form, size), at);
    }
    let at = head.at(hand.chance.within(-1.6, 1.6), hand.chance.within(0.3, 0.9));
    nose(hand, manner, at);
}
