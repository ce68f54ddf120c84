//! The words on the plane, each where it covers no sample, no line and no other word, or not at all.

use super::map::Lines;
use super::room::Room;
use super::samples::{Samples, is_shown};
use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect, distance, rounded};
use crate::scene::lettering::{Font, text_width};
use crate::scene::palette::Shade;
use crate::scene::pen::{Pen, Side};
use crate::text::classes as words;
use crate::view::{Classes, Group, Quantity};

/// For the sides of the boundary, and for what is wrong.
const BOLD: Font = Font { size: 12.0, bold: true };
/// Height of a text of this size, CSS px.
const TALL: f64 = 15.0;
/// Around a cloud of samples in which directions its name may stand.
const WAYS: [Px; 12] = [
    (0.0, -1.0),
    (0.0, 1.0),
    (0.6, -0.8),
    (0.6, 0.8),
    (-0.6, -0.8),
    (-0.6, 0.8),
    (0.9, -0.4),
    (0.9, 0.4),
    (-0.9, -0.4),
    (-0.9, 0.4),
    (1.0, 0.0),
    (-1.0, 0.0),
];

/// Along a straight line at which shares of it its name may stand.
const SHARES: [f64; 13] = [0.9, 0.1, 0.84, 0.16, 0.78, 0.22, 0.7, 0.3, 0.6, 0.4, 0.5, 0.94, 0.06];
/// How far words keep from each other, CSS px: those that touch are read as one.
const BETWEEN: f64 = 6.0;
/// How far other words keep from the name of a kind, CSS px.
const APART: f64 = 20.0;

/// Writes the words, in the room that there is.
pub(super) struct Names<'a> {
    pub pen: &'a Pen<'a>,
    pub view: &'a Classes<'a>,
    pub f: &'a Frame,
    pub room: Room,
}

impl Names<'_> {
    fn rect(&self, text: &str, font: Font, middle: Px) -> Rect {
        let width = text_width(text, font) + 4.0;
        Rect { left: middle.0 - width / 2.0, top: middle.1 - TALL / 2.0, width, height: TALL }
    }

    /// Writes a text around a place if all of that is free; returns whether it is written.
    pub fn write(&mut self, text: &str, middle: Px, (font, color): (Font, Shade)) -> bool {
        let rect = self.rect(text, font, middle);
        let free = self.room.is_free(&rect);
        if free {
            self.room.keep_free(rect.grown(BETWEEN));
            self.pen.text(text, middle, Side::Middle, font, color);
        }
        free
    }

    /// The same above a line, on a veil, where only lines are in the way.
    pub fn write_above_lines(&mut self, text: &str, middle: Px, (font, color): (Font, Shade)) -> bool {
        let rect = self.rect(text, font, middle);
        let clear = self.room.is_clear(&rect);
        if clear {
            self.room.keep_free(rect.grown(BETWEEN));
            self.pen.fill(&rounded(rect, 4.0), self.pen.colors().panel.mix(0.8));
            self.pen.text(text, middle, Side::Middle, font, color);
        }
        clear
    }

    /// The best straight line, beside it.
    pub fn write_best_line(&mut self, lines: &Lines) {
        let Some(([a, b], right)) = lines.best else { return };
        let text = words::best_line(right, self.pen.look.lang);
        let half = text_width(&text, BOLD) / 2.0 + 4.0;
        let long = distance(a, b).max(1.0);
        // Across the line, and how far from it the text clears it.
        let (nx, ny) = ((b.1 - a.1) / long, (a.0 - b.0) / long);
        let clear = half * nx.abs() + TALL / 2.0 * ny.abs() + 4.0;
        let ink = self.pen.colors().ink;
        for share in SHARES {
            for way in [1.0, -1.0] {
                let on = (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share);
                if self.write(&text, (on.0 + way * clear * nx, on.1 + way * clear * ny), (BOLD, ink)) {
                    return;
                }
            }
        }
        // Else on the line itself.
        let on = |share: f64| (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share);
        let _ = SHARES.into_iter().any(|share| self.write_above_lines(&text, on(share), (BOLD, ink)));
    }

    /// The kinds of animals, each at its cloud.
    pub fn write_groups(&mut self) {
        match self.view.quantity {
            Quantity::Animals => {}
            Quantity::Houses | Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Inputs => return,
        }
        let groups = [Group::First, Group::Second, Group::Third, Group::Positive];
        let clouds = groups.map(|group| self.cloud(group));
        let font = if self.pen.look.width < 480.0 { BOLD } else { Font::HEAD };
        let mut named = Vec::new();
        for (group, cloud) in groups.into_iter().zip(clouds) {
            let Some(from) = cloud else { continue };
            let text = words::group(group, self.pen.look.lang);
            let mut best: Option<(f64, Px)> = None;
            for (i, (dx, dy)) in WAYS.into_iter().enumerate() {
                for step in 2..24 {
                    let far = 8.0 * f64::from(step);
                    let at = (from.0 + dx * 1.3 * far, from.1 + dy * far);
                    if !self.room.is_free(&self.rect(text, font, at).grown(2.0)) {
                        continue;
                    }
                    // Where another cloud is nearer, it would be the name of that one.
                    if clouds.iter().flatten().any(|other| distance(*other, at) < distance(from, at)) {
                        break;
                    }
                    let cost = far + 3.0 * i as f64;
                    if best.is_none_or(|(least, _)| cost < least) {
                        best = Some((cost, at));
                    }
                    break;
                }
            }
            if let Some((_, at)) = best {
                self.write(text, at, (font, self.pen.colors().ink));
                named.push(self.rect(text, font, at));
            }
        }
        // What is written next would be read with them.
        named.into_iter().for_each(|rect| self.room.keep_free(rect.grown(APART)));
    }

    /// The middle of a group's samples.
    fn cloud(&self, group: Group) -> Option<Px> {
        let own = self.view.samples.iter().filter(|sample| sample.group == group && is_shown(self.view, sample));
        let places = own.map(|sample| self.f.to_px(sample.x, sample.y)).filter(|at| self.f.holds(*at, 0.0));
        let (sum, count) =
            places.fold(((0.0, 0.0), 0.0), |(sum, count), at| ((sum.0 + at.0, sum.1 + at.1), count + 1.0));
        (count > 0.0).then(|| (sum.0 / count, sum.1 / count))
    }

    /// One word, at the first sample that is wrong and has room beside it.
    pub fn write_wrong(&mut self, samples: &Samples) {
        let text = words::wrong(self.pen.look.lang);
        let half = text_width(text, BOLD) / 2.0 + 4.0;
        let away = samples.ring() + 3.0;
        let color = self.pen.colors().held_out;
        let wrong = samples.wrong();
        // Where nothing at all is in the way; else upon lines, since most of what is wrong is near to the boundary.
        for above_lines in [false, true] {
            for (x, y) in wrong.iter().take(60) {
                for (dx, dy) in [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)] {
                    let middle = (x + dx * (away + half), y + dy * (away + TALL / 2.0));
                    let written = if above_lines {
                        self.write_above_lines(text, middle, (BOLD, color))
                    } else {
                        self.write(text, middle, (BOLD, color))
                    };
                    if written {
                        return;
                    }
                }
            }
        }
    }

    /// What the model says on either side of its boundary; where there is none in sight, what it says everywhere.
    pub fn write_sides(&mut self, lines: &Lines) {
        if !lines.has_map() {
            return;
        }
        let longest =
            lines.boundary.iter().fold(&[][..], |most, line| if line.len() > most.len() { line } else { most });
        for positive in [true, false] {
            let (quantity, lang) = (&self.view.quantity, self.pen.look.lang);
            let all = longest.is_empty().then(|| words::everywhere(positive, quantity, lang));
            let text = all.as_deref().unwrap_or_else(|| words::class(positive, quantity, lang));
            let color = if positive { self.pen.colors().model } else { self.pen.colors().ink };
            let half = (text_width(text, BOLD) / 2.0 + 3.0, TALL / 2.0);
            let fits = |at: Px| {
                let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (0.0, 0.0)];
                let place = |(dx, dy): Px| (at.0 + dx * half.0, at.1 + dy * half.1);
                corners.into_iter().all(|way| lines.logit(place(way)).is_some_and(|logit| (logit > 0.0) == positive))
            };
            let places = beside(longest, half, &[5.0, 9.0, 16.0, 26.0, 38.0]);
            let places = if longest.is_empty() { everywhere(self.f) } else { places };
            let _ = places.into_iter().any(|at| fits(at) && self.write(text, at, (BOLD, color)));
        }
    }

    /// How sure the model is on the thin lines: the word stands in a gap beside its line.
    pub fn write_shares(&mut self, lines: &Lines) {
        if self.f.width < 300.0 {
            return;
        }
        for (line, share) in lines.sure.iter().zip([0.1, 0.9]) {
            let text = words::percent(share, self.pen.look.lang);
            let longest = line.iter().fold(&[][..], |most, line| if line.len() > most.len() { line } else { most });
            let half = (text_width(&text, Font::SMALL) / 2.0 + 1.0, TALL / 2.0);
            let places = beside(longest, half, &[4.0, 7.0]);
            let _ = places.into_iter().any(|at| self.write(&text, at, (Font::SMALL, self.pen.colors().model)));
        }
    }
}

/// Places for a text all over the frame.
fn everywhere(f: &Frame) -> Vec<Px> {
    let shares = [(0.8, 0.1), (0.2, 0.1), (0.8, 0.9), (0.2, 0.9), (0.5, 0.5), (0.5, 0.1), (0.5, 0.9)];
    shares.map(|(across, down)| (f.left + f.width * across, f.top + f.height * down)).to_vec()
}

/// Places for a text of this half width and height on either side of a line, with these gaps between; from its middle outwards.
fn beside(line: &[Px], half: Px, gaps: &[f64]) -> Vec<Px> {
    const PLACES: usize = 48;
    let mut places = Vec::new();
    let Some(last) = line.len().checked_sub(1).filter(|last| *last > 0) else { return places };
    for k in 1..PLACES {
        let step = if k % 2 == 0 { PLACES / 2 - k / 2 } else { PLACES / 2 + k / 2 };
        let at = step * last / PLACES;
        let (from, to) = (line[at.saturating_sub(1)], line[(at + 1).min(last)]);
        let long = distance(from, to).max(1e-9);
        let (nx, ny) = ((to.1 - from.1) / long, (from.0 - to.0) / long);
        for gap in gaps {
            let clear = half.0 * nx.abs() + half.1 * ny.abs() + gap;
            for way in [1.0, -1.0] {
                places.push((line[at].0 + way * clear * nx, line[at].1 + way * clear * ny));
            }
        }
    }
    places
}
