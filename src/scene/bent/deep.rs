//! Three axes: the bent plane in a room that turns, and the flat cut through it.

use super::clip::{self, Place};
use super::marks::{self, is_overview};
use super::room::Room;
use crate::scene::geometry::{Px, Rect, closed};
use crate::scene::labels::Labels;
use crate::scene::lettering::{Font, fitted, text_width};
use crate::scene::pen::{Pen, Side};
use crate::text::bent as words;
use crate::view::{Bent, Cut, Directions, Put};

/// Where the sentence stands, from the left edge and from the bottom, CSS px.
const SENTENCE: Px = (12.0, 11.0);
/// What many neurons' directions are is said above the room, in this height, CSS px.
pub(super) const HEAD: f64 = 14.0;
/// How far from its edge an axis has its name, CSS px.
const APART: f64 = 6.0;

/// Floor, far walls, and the names of the axes.
pub(super) fn draw_base(pen: &Pen, view: &Bent, room: &Room) {
    let c = pen.colors();
    let near = room.nearest();
    for axis in [2, 0, 1] {
        // The side of the room that is farther from the eye.
        let (a, b) = ((axis + 1) % 3, (axis + 2) % 3);
        let outline = [(false, false), (true, false), (true, true), (false, true)].map(|(on_a, on_b)| {
            let mut upper = [!near[axis]; 3];
            (upper[a], upper[b]) = (on_a, on_b);
            room.to_px(room.corner(upper))
        });
        pen.fill(&outline, c.hairline.mix(if axis == 2 { 0.5 } else { 0.25 }));
        pen.line(&closed(outline.to_vec()), c.soft.mix(0.28), 1.0);
    }
    if is_overview(pen.look) {
        return;
    }
    for Name { text, place } in names(pen, view, room) {
        pen.label(&text, (place.left + 2.0, place.top + 7.0), Side::Start, c.soft);
    }
}

/// The plane, the cut and the samples, what is far before what is near.
pub(super) fn draw_marks(pen: &Pen, view: &Bent, room: &Room) {
    let c = pen.colors();
    let radius = marks::radius(pen, view);
    let mut samples: Vec<(f64, usize, &Put)> = marks::shown(view)
        .enumerate()
        .filter(|(_, put)| room.holds(put.at))
        .map(|(i, put)| (room.near(put.at), i, put))
        .collect();
    samples.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let samples: Vec<(&Put, Px)> = samples.into_iter().map(|(_, _, put)| (put, room.to_px(put.at))).collect();
    for (put, _) in &samples {
        pen.disc(room.to_px(room.floor(put.at)), 1.6, c.soft.mix(0.3));
    }
    let section = view.cut.as_ref().map(|cut| (cut, room.section(cut)));
    match &section {
        None => {
            draw_plane(pen, view, room, None);
            samples.iter().for_each(|(put, at)| marks::draw_sample(pen, put, *at, radius));
        }
        Some((cut, outline)) => {
            let before = room.sees_from_above(cut);
            for side in [!before, before] {
                draw_plane(pen, view, room, Some((cut, side)));
                let here = samples.iter().filter(|(put, _)| (clip::value(cut, put.at) > 0.0) == side);
                here.for_each(|(put, at)| marks::draw_sample(pen, put, *at, radius));
                if side != before {
                    draw_cut(pen, room, outline);
                }
            }
        }
    }
    if is_overview(pen.look) {
        return marks::draw_in_hand(pen, view, &samples, radius);
    }
    let mut taken =
        Labels::within(Rect { left: 0.0, top: 20.0, width: pen.look.width, height: pen.look.height - 42.0 });
    names(pen, view, room).into_iter().for_each(|name| taken.keep_free(name.place));
    marks::keep_free(&mut taken, &samples, radius);
    if let Some((cut, outline)) = &section {
        name_sides(pen, view, (room, cut), outline, &mut taken);
    }
    marks::draw_wrong(pen, &samples, radius, &mut taken);
    marks::draw_in_hand(pen, view, &samples, radius);
    marks::draw_sentence(pen, view, (SENTENCE.0, pen.look.height - SENTENCE.1));
    if let Directions::Main { neurons, share } = view.directions
        && share.is_finite()
    {
        let text = words::main_directions(neurons, share, pen.look.lang);
        pen.label(&fitted(&text, pen.look.width - 2.0 * SENTENCE.0), (SENTENCE.0, 10.0), Side::Start, c.soft);
    }
}

fn px(room: &Room, places: &[Place]) -> Vec<Px> {
    places.iter().map(|at| room.to_px(*at)).collect()
}

/// The bent plane, or what of it lies on one side of the cut, as a thin sheet with its grid.
fn draw_plane(pen: &Pen, view: &Bent, room: &Room, side: Option<(&Cut, bool)>) {
    let c = pen.colors();
    let (cut, positive) = (side.map(|(cut, _)| cut), side.is_none_or(|(_, positive)| positive));
    let (sheet, grid) = match side {
        Some((_, true)) => (c.model.mix(0.26), c.model.mix(0.5)),
        Some((_, false)) | None => (c.soft.mix(0.14), c.soft.mix(0.45)),
    };
    for pair in view.grid[..view.grid.len() / 2].windows(2) {
        for outline in clip::strips(&pair[0], &pair[1], cut, positive) {
            pen.fill(&px(room, &outline), sheet);
        }
    }
    for line in view.grid {
        for piece in clip::pieces(line, cut, positive) {
            pen.line(&px(room, &piece), grid, 0.9);
        }
    }
}

/// The flat cut.
fn draw_cut(pen: &Pen, room: &Room, outline: &[Place]) {
    let c = pen.colors();
    let outline = px(room, outline);
    pen.fill(&outline, c.model.mix(0.13));
    pen.line(&closed(outline), c.model.mix(0.9), 1.6);
}

/// Says at the two corners on the room's outline that are farthest from the cut which class is there; at another one, where no
/// corner of the outline is on that side.
fn name_sides(pen: &Pen, view: &Bent, (room, cut): (&Room, &Cut), outline: &[Place], taken: &mut Labels) {
    let (c, middle) = (pen.colors(), (pen.look.width / 2.0, pen.look.height / 2.0));
    let (yes, no) = words::classes(&view.quantity, pen.look.lang);
    taken.keep_line_free(&closed(px(room, outline)));
    for (name, color, sign) in [(yes, c.model, 1.0), (no, c.ink, -1.0)] {
        let far = |at: &Place| sign * clip::value(cut, *at);
        let farthest = |corners: &[Place]| {
            let first = corners.first().copied();
            let best =
                corners.iter().copied().fold(first, |best, at| best.filter(|best| far(best) >= far(&at)).or(Some(at)));
            best.filter(|at| far(at) > 0.0)
        };
        let Some(corner) = farthest(&room.rim()).or_else(|| farthest(&room.corners())) else { continue };
        let at = room.to_px(corner);
        let out = if at.0 < middle.0 { -1.0 } else { 1.0 };
        taken.plain(pen, name, (at, 5.0), &[(out, 0.0), (0.0, -1.0), (0.0, 1.0), (-out, 0.0)], color);
    }
}

/// What an axis is called, and where.
struct Name {
    text: String,
    place: Rect,
}

/// The names of the axes: those of the ground beside the edges that are nearest to the eye, the upright one's beside the corner
/// farthest to the left.
fn names(pen: &Pen, view: &Bent, room: &Room) -> Vec<Name> {
    let near = room.nearest();
    let mut all: Vec<Name> = Vec::new();
    for axis in 0..3 {
        let Some(text) = words::axis(&view.directions, view.bend, axis, &view.quantity, pen.look.lang) else {
            continue;
        };
        let mut upper = [near[0], near[1], false];
        if axis == 2 {
            let sides = [(false, false), (true, false), (true, true), (false, true)];
            let left = sides.into_iter().fold((f64::INFINITY, (false, false)), |best, (x, y)| {
                let at = room.to_px(room.corner([x, y, false])).0;
                if at < best.0 { (at, (x, y)) } else { best }
            });
            (upper[0], upper[1]) = left.1;
        }
        let ends = [false, true].map(|end| {
            upper[axis] = end;
            room.to_px(room.corner(upper))
        });
        // Out of the room, squarely to the edge.
        let middle = ((ends[0].0 + ends[1].0) / 2.0, (ends[0].1 + ends[1].1) / 2.0);
        let (dx, dy) = (ends[1].0 - ends[0].0, ends[1].1 - ends[0].1);
        let long = (dx * dx + dy * dy).sqrt().max(1e-9);
        let (x, y) = (dy / long, -dx / long);
        let out = if (axis == 2 && x > 0.0) || (axis < 2 && y < 0.0) { (-x, -y) } else { (x, y) };
        let text = fitted(&text, pen.look.width * 0.45);
        let (width, height) = (text_width(&text, Font::SMALL) + 4.0, 14.0);
        let off = APART + (out.0 * width / 2.0).abs() + (out.1 * height / 2.0).abs();
        let at = (middle.0 + out.0 * off, middle.1 + out.1 * off);
        let left = (at.0 - width / 2.0).min(pen.look.width - width).max(0.0);
        let place = Rect { left, top: at.1 - height / 2.0, width, height };
        if all.iter().all(|other| !other.place.overlaps(&place)) {
            all.push(Name { text, place });
        }
    }
    all
}
