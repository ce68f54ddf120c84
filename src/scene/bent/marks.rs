//! What both pictures have: the samples, the wrong ones ringed, and the sentence below.

use crate::scene::geometry::{Px, Rect};
use crate::scene::labels::Labels;
use crate::scene::lettering::{Font, fitted, text_width};
use crate::scene::look::Look;
use crate::scene::pen::{Pen, Side};
use crate::scene::shapes::{self, Coat};
use crate::text::Lang;
use crate::text::bent as words;
use crate::view::{Bent, Directions, Put};

/// Up to this many samples they are drawn large, and above this many small.
const FEW: usize = 80;
const MANY: usize = 200;
/// How far a ring is around a wrong sample, CSS px.
const RING: f64 = 4.5;
/// The font of the sentence, where it has room.
const SENTENCE: Font = Font { size: 13.0, bold: false };

/// Lower than this, CSS px, a picture is an overview, with small samples and without words.
const LOW: f64 = 120.0;

/// Whether a picture is an overview.
pub(super) fn is_overview(look: &Look) -> bool {
    look.height < LOW
}

/// The samples that are shown: before the exam, those held out are not.
pub(super) fn shown<'a>(view: &'a Bent) -> impl Iterator<Item = &'a Put> + Clone {
    let exam = view.exam;
    view.samples.iter().filter(move |put| exam || !put.held_out)
}

/// The radius of a sample, CSS px.
pub(super) fn radius(pen: &Pen, view: &Bent) -> f64 {
    if is_overview(pen.look) {
        return 2.2;
    }
    let count = view.samples.len();
    let large = if pen.look.width < 480.0 { 5.0 } else { 5.8 };
    if count <= FEW {
        large
    } else if count <= MANY {
        large - 1.0
    } else {
        3.4
    }
}

/// Draws one sample.
pub(super) fn draw_sample(pen: &Pen, put: &Put, at: Px, radius: f64) {
    let c = pen.colors();
    let color = if put.held_out { c.held_out } else { c.ink };
    shapes::draw(pen, put.group, at, radius, Coat { color, ground: c.panel, held_out: put.held_out });
}

/// Rings those of the samples that the model takes for what they are not, and says at one of them what a ring is.
pub(super) fn draw_wrong(pen: &Pen, samples: &[(&Put, Px)], radius: f64, taken: &mut Labels) {
    let c = pen.colors();
    let wrong = || samples.iter().filter(|(put, _)| put.wrong == Some(true)).map(|(_, at)| *at);
    for at in wrong() {
        pen.ring(at, radius + RING, c.panel.mix(0.8), 3.6);
        pen.ring(at, radius + RING, c.held_out, 2.0);
    }
    // Not so many that nothing else is seen.
    if wrong().count() <= samples.len() / 2 {
        let ways = [(-1.0, 0.0), (1.0, 0.0), (0.0, 1.0), (0.0, -1.0)];
        // The one that has the most room around it.
        let room =
            |at: Px| samples.iter().filter(|(_, p)| (p.0 - at.0).abs() < 60.0 && (p.1 - at.1).abs() < 16.0).count();
        if let Some(at) = wrong().min_by_key(|at| room(*at)) {
            taken.beside(pen, words::wrong(pen.look.lang), (at, radius + RING + 1.6), &ways, c.held_out);
        }
    }
}

/// Rings the sample in hand, as the picture beside this one does.
pub(super) fn draw_in_hand(pen: &Pen, view: &Bent, samples: &[(&Put, Px)], radius: f64) {
    let in_hand = view.in_hand.and_then(|at| view.samples.get(at));
    let Some((put, at)) = samples.iter().find(|(put, _)| in_hand.is_some_and(|held| std::ptr::eq(*put, held))) else {
        return;
    };
    pen.ring(*at, radius + RING, pen.colors().panel, 4.5);
    draw_sample(pen, put, *at, radius);
    pen.ring(*at, radius + RING, pen.colors().model, 2.0);
}

/// Keeps names off the samples and their rings.
pub(super) fn keep_free(taken: &mut Labels, samples: &[(&Put, Px)], radius: f64) {
    for (put, at) in samples {
        let reach = if put.wrong == Some(true) { radius + RING } else { radius };
        taken.keep_free(Rect { left: at.0, top: at.1, width: 0.0, height: 0.0 }.grown(reach));
    }
}

/// The share of the samples that the model takes for what they are; `None` where there are none, and where it has no answer.
fn right(view: &Bent) -> Option<f64> {
    let (mut all, mut right) = (0usize, 0usize);
    for put in shown(view) {
        all += 1;
        right += usize::from(!put.wrong?);
    }
    (all > 0).then(|| right as f64 / all as f64)
}

/// Whether the layer is no longer anything that can be seen.
pub(super) fn is_gone(view: &Bent) -> bool {
    shown(view).any(|put| put.wrong.is_none() && view.bend >= 1.0 || !put.at.iter().all(|at| at.is_finite()))
}

/// What is said below the picture, and whether it is about the model's cut.
pub(super) fn sentence(view: &Bent, lang: Lang) -> Option<(String, bool)> {
    if is_gone(view) {
        return Some((words::diverged(lang).to_owned(), false));
    }
    if view.bend < 1.0 && view.directions != Directions::Inputs {
        return Some((words::on_the_way(view.bend, view.best, lang), false));
    }
    let right = right(view)?;
    if view.straight && view.directions != Directions::Inputs {
        return Some((words::straight(right, lang), false));
    }
    view.cut.map(|_| (words::cut(&view.directions, right, &view.quantity, lang), true))
}

/// Writes it, from this place on.
pub(super) fn draw_sentence(pen: &Pen, view: &Bent, at: Px) {
    let c = pen.colors();
    let Some((text, of_model)) = sentence(view, pen.look.lang) else { return };
    let room = pen.look.width - at.0;
    let font = if text_width(&text, SENTENCE) <= room { SENTENCE } else { Font::SMALL };
    let text = if font == Font::SMALL { fitted(&text, room) } else { text };
    pen.text(&text, at, Side::Start, font, if of_model { c.model } else { c.soft });
}
