//! How many of the held-out drawings each of the three learners has right, or how large its loss is on them, over the steps.

use crate::exam::{DRAWINGS, Marks};
use crate::learners::Kind;
use crate::session::Session;
use crate::words::number::{fixed, percent, whole};
use crate::words::{joined, picture};
use lab::{Letters, Side, Sketch, Tone};

/// Room for the numbers at the left, and above and below, CSS px.
const LEFT: f32 = 28.0;
/// Room for the names of the learners.
const RIGHT: f32 = 72.0;
const TOP: f32 = 8.0;
const BELOW: f32 = 18.0;
/// The least that the axis of right answers shows, in percent, and the most that of losses does at least.
const LEAST: f32 = 45.0;
const MOST: f32 = 0.75;
/// The loss of who says one half of everything: ln 2.
const COIN: f32 = std::f32::consts::LN_2;
/// It is as long as this from the start, in steps.
const SHORT: u32 = 200;

/// Draws it.
pub fn draw(session: &mut Session, (width, height): (f32, f32), sketch: &mut Sketch) {
    let chinese = session.chinese;
    let (right, bottom) = (width - RIGHT, height - BELOW);
    let marks = session.run.marks();
    let losses = session.charts_loss;
    let share = |marks: &Marks, kind: Kind| match losses {
        true => marks.losses[kind as usize],
        false => 100.0 * marks.right[kind as usize] as f32 / DRAWINGS as f32,
    };
    let (mut least, mut most) = if losses { (0.0, MOST) } else { (LEAST, 100.0) };
    for marks in marks {
        for kind in Kind::ALL {
            least = share(marks, kind).min(least);
            most = share(marks, kind).max(most);
        }
    }
    let end = session.run.end().max(SHORT);
    let x = |step: u32| LEFT + (right - LEFT) * step as f32 / end as f32;
    let y = |value: f32| bottom - (bottom - TOP) * (value - least) / (most - least);
    let ticks = if losses { [0.0, 0.25, 0.5] } else { [50.0, 75.0, 100.0] };
    let coin = if losses { COIN } else { 50.0 };
    for tick in ticks {
        if tick != coin {
            sketch.line(&[(LEFT, y(tick)), (right, y(tick))], Tone::Hairline, 1.0);
        }
        let text = if losses { fixed(tick, 2) } else { whole(tick as u32) };
        sketch.text(text, (LEFT - 4.0, y(tick)), &(Side::End, Letters::SMALL), Tone::Soft);
    }
    sketch.dashed(&[(LEFT, y(coin)), (right, y(coin))], Tone::Soft, 1.0, 2.0);
    for step in session.run.changes() {
        sketch.dashed(&[(x(step), TOP), (x(step), bottom)], Tone::HeldOut.at(0.6), 1.0, 3.0);
    }
    if let Some(step) = session.run.changes().last().filter(|step| x(*step) > LEFT + 40.0) {
        let word = picture::changed(chinese);
        sketch.text(word, (x(step) - 3.0, TOP + 2.0), &(Side::End, Letters::SMALL), Tone::HeldOut);
    }
    let (axis, start) = (&(Side::End, Letters::SMALL), &(Side::Start, Letters::SMALL));
    sketch.text("0", (LEFT, height - 6.0), &(Side::Middle, Letters::SMALL), Tone::Soft);
    sketch.text(picture::steps(end, chinese), (right, height - 6.0), axis, Tone::Soft);
    let now = session.run.step();
    if now < session.run.end() {
        sketch.line(&[(x(now), TOP), (x(now), bottom)], Tone::Model, 1.0);
    }
    let Some(last) = session.run.latest_marks() else {
        sketch.text(picture::coin(losses, chinese), (LEFT + 4.0, y(coin) - 9.0), start, Tone::Soft);
        return;
    };
    for kind in Kind::ALL {
        let places: Vec<_> = marks.iter().map(|marks| (x(marks.step), y(share(marks, kind)))).collect();
        match kind {
            Kind::Line => sketch.dashed(&places, Tone::Model, 1.25, 5.0),
            Kind::Dense => sketch.line(&places, Tone::Model, 1.25),
            Kind::Cnn => sketch.line(&places, Tone::Model, 2.75),
        }
        if let [only] = places[..] {
            sketch.disc(only, 2.5, Tone::Model);
        }
    }
    let label = |kind: Kind| {
        let number = match losses {
            true => fixed(last.losses[kind as usize], 2),
            false => percent(last.right[kind as usize], DRAWINGS as u32),
        };
        joined(&[picture::learner(kind, chinese), " ", &number])
    };
    let ends = Kind::ALL.map(|kind| y(share(last, kind)));
    for (kind, at) in Kind::ALL.into_iter().zip(apart(ends, bottom)) {
        let letters = if kind == Kind::Cnn { Letters::SMALL_BOLD } else { Letters::SMALL };
        sketch.text(label(kind), (right + 4.0, at), &(Side::Start, letters), Tone::Model);
    }
    if right - LEFT < 100.0 {
        return;
    }
    let lowest = ends.into_iter().fold(0.0, f32::max);
    // Below the curves of right answers, above those of losses, where there is room for it.
    let at = if losses { y(coin) - 8.0 } else { y(coin) + 8.0 };
    if if losses { at > TOP + 4.0 } else { at < bottom + 4.0 && lowest < y(coin) } {
        sketch.text(picture::coin(losses, chinese), (right, at), axis, Tone::Soft);
    }
}

/// So far a label stands from the next.
const APART: f32 = 15.0;

/// Where the names of the three stand, so that none hides another: each at the end of its curve, the highest first.
fn apart(ends: [f32; 3], bottom: f32) -> [f32; 3] {
    let mut order = [0, 1, 2];
    // Three are sorted by three looks at two beside each other.
    for at in [0, 1, 0] {
        if ends[order[at + 1]] < ends[order[at]] {
            order.swap(at, at + 1);
        }
    }
    let mut places = ends;
    for pair in [[order[0], order[1]], [order[1], order[2]]] {
        places[pair[1]] = places[pair[1]].max(places[pair[0]] + APART);
    }
    // What would leave the chart below moves all up.
    let over = (places[order[2]] - (bottom - 6.0)).max(0.0);
    places.map(|place| place - over)
}
