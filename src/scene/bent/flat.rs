//! Two axes: the bent plane in a frame, and the line where the answer changes.

use super::clip::{self, Place};
use super::marks::{self, is_overview};
use crate::scene::frame::{Frame, Margins};
use crate::scene::geometry::{Px, Rect, distance};
use crate::scene::labels::Labels;
use crate::scene::lettering::{Font, fitted, text_width};
use crate::scene::look::Look;
use crate::scene::pen::{Pen, Side};
use crate::text::bent as words;
use crate::view::{Bent, Cut, Directions, Group, Put};

/// Room around the frame, CSS px; below it there are two lines, one for the axis and one for the sentence.
const MARGINS: Margins = Margins { left: 12.0, top: 22.0, right: 12.0, bottom: 42.0 };
/// The same of an overview, which has neither.
const NARROW: Margins = Margins { left: 4.0, top: 2.0, right: 4.0, bottom: 4.0 };
/// How far below the frame the axis has its name and the sentence stands, CSS px.
const AXIS: f64 = 11.0;
const SENTENCE: f64 = 31.0;
/// How far a class is named from the line, CSS px, and where along it.
const CLEAR: f64 = 5.0;
const ALONG: [f64; 9] = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.93];
/// Of one neuron, each group of samples has a row of its own, at most so high, CSS px.
const ROW: f64 = 30.0;

/// The frame.
pub(super) fn frame(view: &Bent, look: &Look) -> Frame {
    let margins = if is_overview(look) { NARROW } else { MARGINS };
    Frame::new((look.width, look.height), margins, view.spans[0], view.spans[1])
}

/// The ground, and what the axes are called: the upright one above its upper end, the other below its right end.
pub(super) fn draw_base(pen: &Pen, view: &Bent, f: &Frame) {
    let c = pen.colors();
    pen.rect(whole(f), c.hairline.mix(0.3));
    if is_overview(pen.look) {
        return;
    }
    let name = |axis: usize| words::axis(&view.directions, view.bend, axis, &view.quantity, pen.look.lang);
    if let Some(y) = name(1) {
        pen.label(&fitted(&["↑ ", &y].concat(), f.width), (f.left, f.top - 10.0), Side::Start, c.soft);
    }
    if let Some(x) = name(0) {
        pen.label(&fitted(&[&x, " →"].concat(), f.width), (f.right(), f.bottom() + AXIS), Side::End, c.soft);
    }
}

/// The plane, the cut and the samples.
pub(super) fn draw_marks(pen: &Pen, view: &Bent, f: &Frame) {
    let line = view.cut.as_ref().and_then(|cut| draw_sides(pen, cut, f));
    draw_plane(pen, view, f);
    if let Some(line) = line {
        pen.line(&line, pen.colors().model, 3.0);
    }
    let rows = Rows::of(view, f);
    let placed = |put| (put, rows.moved(put, f.to_px(put.at[0], put.at[1])));
    let samples: Vec<(&Put, Px)> = marks::shown(view).map(placed).filter(|(_, at)| f.holds(*at, 1.0)).collect();
    let radius = marks::radius(pen, view);
    for (put, at) in &samples {
        marks::draw_sample(pen, put, *at, radius);
    }
    if is_overview(pen.look) {
        return marks::draw_in_hand(pen, view, &samples, radius);
    }
    let mut taken = Labels::within(whole(f).grown(-4.0));
    marks::keep_free(&mut taken, &samples, radius);
    name_sides(pen, view, (f, line), &mut taken);
    if let Some([a, b]) = line {
        taken.keep_line_free(&[a, b]);
    }
    marks::draw_wrong(pen, &samples, radius, &mut taken);
    marks::draw_in_hand(pen, view, &samples, radius);
    marks::draw_sentence(pen, view, (f.left, f.bottom() + SENTENCE));
}

fn whole(f: &Frame) -> Rect {
    Rect { left: f.left, top: f.top, width: f.width, height: f.height }
}

fn px(f: &Frame, places: &[Place]) -> Vec<Px> {
    places.iter().map(|at| f.to_px(at[0], at[1])).collect()
}

/// Tints the side of the class that is asked for, and returns the line between the sides, if it passes through the frame.
fn draw_sides(pen: &Pen, cut: &Cut, f: &Frame) -> Option<[Px; 2]> {
    let corners = [(f.x.lo, f.y.lo), (f.x.hi, f.y.lo), (f.x.hi, f.y.hi), (f.x.lo, f.y.hi)].map(|(x, y)| [x, y, 0.0]);
    let (part, passed) = clip::above(&corners, &|at| clip::value(cut, at));
    pen.fill(&px(f, &part), pen.colors().model.mix(0.16));
    match px(f, &passed)[..] {
        [a, b] => f.clip_segment(a, b).map(|(a, b)| [a, b]),
        _ => None,
    }
}

/// The bent plane as a thin sheet: where it lies upon itself it is darker.
fn draw_plane(pen: &Pen, view: &Bent, f: &Frame) {
    let c = pen.colors();
    let along = view.grid.len() / 2;
    for pair in view.grid[..along].windows(2) {
        for outline in clip::strips(&pair[0], &pair[1], None, true) {
            pen.fill(&px(f, &outline), c.soft.mix(0.12));
        }
    }
    for line in view.grid {
        for piece in f.clip_px(&px(f, line)) {
            pen.line(&piece, c.soft.mix(0.45), 0.9);
        }
    }
}

/// Says on which side of the line which class is; near its upper end, where it has one.
fn name_sides(pen: &Pen, view: &Bent, (f, line): (&Frame, Option<[Px; 2]>), taken: &mut Labels) {
    let (Some(cut), c) = (&view.cut, pen.colors()) else { return };
    let (yes, no) = words::classes(&view.quantity, pen.look.lang);
    let Some([a, b]) = line else {
        let (x, y) = f.from_px(f.left + f.width / 2.0, f.top + f.height / 2.0);
        let (name, color) = if clip::value(cut, [x, y, 0.0]) > 0.0 { (yes, c.model) } else { (no, c.ink) };
        return taken.plain(pen, name, ((f.right(), f.top), 8.0), &[(-1.0, 1.0)], color);
    };
    let (top, low) = if a.1 < b.1 { (a, b) } else { (b, a) };
    let long = distance(top, low).max(1.0);
    let (dx, dy) = ((low.0 - top.0) / long, (low.1 - top.1) / long);
    // Squarely off the line, to the side where the output says that it is.
    let (x, y) = (cut.across[0] / f.width * (f.x.hi - f.x.lo), -cut.across[1] / f.height * (f.y.hi - f.y.lo));
    let toward = if x * dy - y * dx < 0.0 { (-dy, dx) } else { (dy, -dx) };
    for (name, color, way) in [(yes, c.model, toward), (no, c.ink, (-toward.0, -toward.1))] {
        let (width, height) = (text_width(name, Font::SMALL_BOLD) + 6.0, 15.0);
        let off = CLEAR + (way.0 * width / 2.0).abs() + (way.1 * height / 2.0).abs();
        // Along the line from its upper end on; where it hides nothing, if there is such a place.
        let places = ALONG.iter().map(|share| {
            let (x, y) = (top.0 + dx * long * share + way.0 * off, top.1 + dy * long * share + way.1 * off);
            Rect { left: x - width / 2.0, top: y - height / 2.0, width, height }
        });
        let inside =
            |place: &Rect| f.holds((place.left, place.top), -2.0) && f.holds((place.right(), place.bottom()), -2.0);
        let mut places = places.filter(inside);
        let first = places.clone().next();
        if let Some(place) = places.find(|place| taken.is_free(place)).or(first) {
            taken.plain(pen, name, (place.middle(), 0.0), &[(0.0, 0.0)], color);
        }
    }
}

/// Of one neuron only the place along its axis counts: there each group of samples has a row of its own, so that it can be seen.
struct Rows {
    /// How high a row is, CSS px.
    high: f64,
    groups: Vec<Group>,
}

impl Rows {
    fn of(view: &Bent, f: &Frame) -> Self {
        let mut groups = Vec::new();
        if view.directions == Directions::One {
            for group in [Group::Positive, Group::First, Group::Second, Group::Third] {
                if marks::shown(view).any(|put| put.group == group) {
                    groups.push(group);
                }
            }
        }
        // They part as the plane becomes a line.
        let high = (f.height / (groups.len() as f64 + 1.0)).min(ROW) * view.bend.min(1.0);
        Rows { high, groups }
    }

    fn moved(&self, put: &Put, at: Px) -> Px {
        let Some(row) = self.groups.iter().position(|group| *group == put.group) else { return at };
        (at.0, at.1 + self.high * (row as f64 - (self.groups.len() as f64 - 1.0) / 2.0))
    }
}
