//! The handles by which a network's neurons are laid by hand: one where each bends, and for the one that is held its slope and
//! what all of them stand on.

use crate::scene::fit::note::Obstacles;
use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect, distance};
use crate::scene::palette::Palette;
use crate::scene::pen::{Pen, Side};
use crate::scene::range::bounded;
use crate::text::stack as words;
use crate::view::{Fit, Part, PartOf, Pointer, Stack};

/// Radius of a handle of the neuron that is held, CSS px.
pub const RADIUS: f64 = 13.0;
/// Radius of the places where the others bend, and of the handle of what all stand on, CSS px.
const SMALL: f64 = 6.5;
const LOW: f64 = 9.0;
/// What glows around a handle under the pointer goes so far beyond it, CSS px.
const GLOW: f64 = 7.0;

/// A handle, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hand {
    /// What is held by it.
    pub part: Part,
    /// Its middle, CSS px.
    pub at: Px,
    /// Its radius, CSS px.
    pub radius: f64,
}

/// All handles: those that lie on top last.
#[inline(never)] // in the second part of the program
pub fn all(view: &Fit, f: &Frame) -> Vec<Hand> {
    let Some(stack) = view.stack.filter(|stack| stack.by_hand) else { return Vec::new() };
    let mut hands = Vec::new();
    let neurons = || {
        stack.bands.iter().filter_map(|band| match band.of {
            PartOf::Neuron(neuron) => Some((neuron, band)),
            PartOf::Others(_) => None,
        })
    };
    for (neuron, band) in neurons().filter(|(neuron, _)| stack.held != Some(*neuron)) {
        if let Some(hinge) = band.hinge.filter(|hinge| (f.x.lo..=f.x.hi).contains(&hinge.kink)) {
            hands.push(Hand { part: Part::Kink(neuron), at: on_curve(view, f, hinge.kink), radius: SMALL });
        }
    }
    let held = stack.held.and_then(|held| neurons().find(|(neuron, _)| *neuron == held));
    let slope = held.and_then(|(neuron, _)| slope(view, stack, f, neuron));
    // Opposite to the handle of the slope.
    let x = if slope.is_some_and(|hand| hand.at.0 > f.left + f.width / 2.0) { f.left } else { f.right() };
    let y = bounded(f.to_px(0.0, stack.base).1, f.top, f.bottom());
    hands.push(Hand { part: Part::Base, at: (x, y), radius: LOW });
    hands.extend(slope);
    if let Some((neuron, hinge)) = held.and_then(|(neuron, band)| Some((neuron, band.hinge?))) {
        let kink = bounded(hinge.kink, f.x.lo, f.x.hi);
        hands.push(Hand { part: Part::Kink(neuron), at: on_curve(view, f, kink), radius: RADIUS });
    }
    hands
}

/// The open end of a neuron's part within the frame.
fn slope(view: &Fit, stack: &Stack, f: &Frame, neuron: usize) -> Option<Hand> {
    let (below, band) = stack.band_of(neuron)?;
    let hinge = band.hinge.filter(|hinge| hinge.slope.is_some())?;
    let (place, x) = if hinge.opens_right { (view.curve.len().checked_sub(1)?, f.x.hi) } else { (0, f.x.lo) };
    let away = if hinge.opens_right { x - hinge.kink } else { hinge.kink - x };
    // Where it bends at the very edge or beyond it, there is no end to hold.
    (away > 0.02 * (f.x.hi - f.x.lo)).then(|| {
        let (x, y) = f.to_px(x, stack.height(below + 1, place));
        Hand { part: Part::Slope(neuron), at: (x, bounded(y, f.top, f.bottom())), radius: RADIUS }
    })
}

/// Where the neuron's part ends without it: the height in the units of y that its slope starts from, and how far from where it
/// bends, along x.
pub fn lever(view: &Fit, neuron: usize) -> Option<(f64, f64)> {
    let stack = view.stack?;
    let (below, band) = stack.band_of(neuron)?;
    let hinge = band.hinge?;
    let place = if hinge.opens_right { view.curve.len().checked_sub(1)? } else { 0 };
    let (x, _) = view.curve.get(place)?;
    Some((stack.height(below, place), x - hinge.kink))
}

/// The place of the curve at this x, kept within the frame.
fn on_curve(view: &Fit, f: &Frame, x: f64) -> Px {
    let step = (f.x.hi - f.x.lo) / (view.curve.len().max(2) - 1) as f64;
    let at = bounded((x - f.x.lo) / step, 0.0, (view.curve.len().max(2) - 2) as f64);
    let i = at.floor() as usize;
    let height = |i: usize| view.curve.get(i).map_or(0.0, |(_, y)| *y);
    let y = height(i) + (height(i + 1) - height(i)) * bounded((x - f.x.lo) / step - i as f64, 0.0, 1.0);
    let (x, y) = f.to_px(x, y);
    (x, bounded(y, f.top, f.bottom()))
}

/// The handle at a place, CSS px, for a pointer that reaches this far.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn at(view: &Fit, f: &Frame, at: Px, reach: f64) -> Option<(f64, Part)> {
    let mut nearest: Option<(f64, Part)> = None;
    for hand in all(view, f).into_iter().rev() {
        let far = distance(hand.at, at);
        if far <= reach.max(hand.radius + 2.0) && nearest.is_none_or(|(least, _)| far < least) {
            nearest = Some((far, hand.part));
        }
    }
    nearest
}

/// Adds them to what must not be covered.
#[inline(never)] // in the second part of the program
pub(in crate::scene::fit) fn tell(obstacles: &mut Obstacles, view: &Fit, f: &Frame) {
    for Hand { at, radius, .. } in all(view, f) {
        let side = 2.0 * radius + 4.0;
        obstacles.rects.push(Rect { left: at.0 - side / 2.0, top: at.1 - side / 2.0, width: side, height: side });
    }
}

/// Draws them, and says what they do as long as none is dragged.
pub(super) fn draw(pen: &Pen, view: &Fit, f: &Frame, obstacles: &mut Obstacles) {
    let (c, lang) = (pen.colors(), pen.look.lang);
    for hand in all(view, f) {
        let Hand { part, at, radius } = hand;
        let by_keys = view.held_neuron && matches!(part, Part::Kink(_) if radius == RADIUS);
        let dragged = view.pointer == Pointer::Holds(part) || by_keys;
        if dragged || view.pointer == Pointer::Over(part) {
            pen.disc(at, radius + GLOW, c.model.mix(if dragged { 0.2 } else { 0.1 }));
        }
        pen.disc(at, radius, c.panel);
        let width = if radius >= LOW { 3.0 } else { 2.0 };
        pen.ring(at, radius - width / 2.0, c.model, width);
        if radius >= LOW {
            draw_arrows(pen, &hand, c);
        }
        let word = match part {
            Part::Kink(_) if radius == RADIUS => words::drag_kink(lang),
            Part::Slope(_) => words::drag_slope(lang),
            Part::Kink(_) | Part::Base | Part::Point(_) | Part::Handle(_) | Part::Line | Part::Probe => continue,
        };
        if !matches!(view.pointer, Pointer::Holds(_)) {
            let (x, y) = at;
            let places = [
                ((x + 20.0, y), Side::Start),
                ((x, y + 26.0), Side::Middle),
                ((x, y - 26.0), Side::Middle),
                ((x - 20.0, y), Side::End),
                ((x + 20.0, y + 16.0), Side::Start),
                ((x + 20.0, y - 16.0), Side::Start),
            ];
            obstacles.write(pen, f, (word, c.model), &places);
        }
    }
}

/// Which ways a handle goes: along x where a neuron bends, else up and down.
fn draw_arrows(pen: &Pen, hand: &Hand, c: &Palette) {
    let (x, y) = hand.at;
    let s = hand.radius / RADIUS;
    for way in [-1.0, 1.0] {
        let arrow = match hand.part {
            Part::Kink(_) => {
                [(x + 2.5 * way * s, y - 3.5 * s), (x + 6.0 * way * s, y), (x + 2.5 * way * s, y + 3.5 * s)]
            }
            Part::Slope(_) | Part::Base | Part::Point(_) | Part::Handle(_) | Part::Line | Part::Probe => {
                [(x - 3.5 * s, y + 2.5 * way * s), (x, y + 6.0 * way * s), (x + 3.5 * s, y + 2.5 * way * s)]
            }
        };
        pen.line(&arrow, c.model, 1.75);
    }
}
