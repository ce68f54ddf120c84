//! The model's answer everywhere: as an image, from the ground's colour to a soft tint of the model's, and as lines.

use super::room::Room;
use crate::scene::frame::Frame;
use crate::scene::geometry::Px;
use crate::scene::look::Look;
use crate::scene::palette::rgb;
use crate::scene::pen::Pen;
use crate::scene::range::bounded;
use crate::scene::shading::{Area, Grid, between, opaque, shade};
use crate::scene::surface::contour::contours;
use crate::view::{AnswerMap, Classes, Parting};

/// The image has this many pixels along a side: what the browser makes of fewer is not smooth.
const RASTER: usize = 192;
/// How much of the model's colour there is where it surely says no, and where it surely says yes.
const TINTS: (f64, f64) = (0.025, 0.46);
/// Where it says no there is this share of it: who hardly says no is not to look as if it said yes.
const NO: f64 = 0.45;
/// Beyond these log-odds all is equally sure.
const SURE: f32 = 8.0;
/// ln 9: the log-odds of 90 %.
const NINE_TO_ONE: f32 = 2.197_224_6;

/// The colour of each log-odds.
pub(in crate::scene) struct Tones([[u8; 4]; 512]);

impl Tones {
    /// By the probability that they stand for.
    pub fn new(look: &Look) -> Self {
        let c = look.colors();
        let of = |i: usize| {
            let logit = (i as f64 / 255.5 - 1.0) * f64::from(SURE);
            let yes = 1.0 / (1.0 + libm::exp(-logit));
            let tint = if yes > 0.5 { yes } else { NO * yes };
            opaque(between(rgb(c.panel.rgb), rgb(c.model.rgb), TINTS.0 + (TINTS.1 - TINTS.0) * tint))
        };
        Tones(std::array::from_fn(of))
    }

    /// Of finite log-odds.
    pub fn of(&self, logit: f32) -> [u8; 4] {
        // A cast saturates.
        let at = ((logit / SURE + 1.0) * 255.5 + 0.5) as usize;
        self.0[at.min(511)]
    }
}

/// The map, if there is a whole one.
fn whole<'a>(view: &Classes<'a>) -> Option<AnswerMap<'a>> {
    view.map.filter(|map| map.side >= 2 && map.side.checked_mul(map.side) == Some(map.logits.len()))
}

/// The shade as RGBA, row by row from the top, for the rectangle of the frame; returns its width and height. `None` when there
/// is no map. Where the model has no answer there is a hatch.
pub fn raster(view: &Classes, look: &Look, rgba: &mut Vec<u8>) -> Option<(usize, usize)> {
    let map = whole(view)?;
    // All of it is written.
    rgba.resize(RASTER * RASTER * 4, 0);
    let tones = Tones::new(look);
    let grid = Grid { values: map.logits, side: map.side, to_the_edges: true };
    let mut area = Area { rgba, stride: RASTER, at: (0, 0), size: (RASTER, RASTER) };
    shade(&grid, &mut area, &|logit| tones.of(logit), look.colors().no_value);
    Some((RASTER, RASTER))
}

/// The lines of the picture, CSS px.
pub(super) struct Lines<'a> {
    map: Option<AnswerMap<'a>>,
    f: Frame,
    /// Where the model is of two minds.
    pub boundary: Vec<Vec<Px>>,
    /// Where it is sure to nine parts of ten, that it is not and that it is.
    pub sure: [Vec<Vec<Px>>; 2],
    /// The best straight line, with the share that it has right.
    pub best: Option<([Px; 2], f64)>,
}

impl<'a> Lines<'a> {
    pub fn of(view: &Classes<'a>, f: &Frame) -> Self {
        let map = whole(view);
        let best = view.line.and_then(|line| Some((across(&line, f)?, line.right)));
        let mut lines = Lines { map, f: *f, boundary: Vec::new(), sure: [Vec::new(), Vec::new()], best };
        let Some(map) = map else { return lines };
        for (level, line) in contours_of(map, f, &[-NINE_TO_ONE, 0.0, NINE_TO_ONE]) {
            if level == 0.0 {
                lines.boundary.push(line);
            } else {
                lines.sure[usize::from(level > 0.0)].push(line);
            }
        }
        lines
    }

    pub fn draw(&self, pen: &Pen) {
        let c = pen.colors();
        for line in self.sure.iter().flatten() {
            pen.line(line, c.model.mix(0.7), 0.9);
        }
        if let Some((ends, _)) = self.best {
            pen.dashed(&ends, c.ink, 1.75, &[7.0, 5.0]);
        }
        for line in &self.boundary {
            pen.line(line, c.model, if pen.look.width < 480.0 { 2.5 } else { 3.0 });
        }
    }

    /// Keeps names off them.
    pub fn tell(&self, room: &mut Room) {
        self.boundary.iter().chain(self.sure.iter().flatten()).for_each(|line| room.keep_line_free(line));
        if let Some((ends, _)) = &self.best {
            room.keep_line_free(ends);
        }
    }

    /// The log-odds at a place in CSS px, between the samples of the map around it; `None` outside the frame or without an
    /// answer.
    pub fn logit(&self, at: Px) -> Option<f32> {
        let AnswerMap { side, logits } = self.map?;
        if !self.f.holds(at, 0.0) {
            return None;
        }
        let along = |share: f64| {
            let place = bounded(share * (side - 1) as f64, 0.0, (side - 1) as f64);
            let cell = (place as usize).min(side - 2);
            (cell, (place - cell as f64) as f32)
        };
        let (column, on) = along((at.0 - self.f.left) / self.f.width);
        let (row, up) = along((self.f.bottom() - at.1) / self.f.height);
        let of = |row: usize, column: usize| logits.get(row * side + column).copied().unwrap_or(f32::NAN);
        let mix = |row: usize| of(row, column) * (1.0 - on) + of(row, column + 1) * on;
        let logit = mix(row) * (1.0 - up) + mix(row + 1) * up;
        logit.is_finite().then_some(logit)
    }

    /// Whether there is a map.
    pub fn has_map(&self) -> bool {
        self.map.is_some()
    }
}

/// Where the answer is of two minds, CSS px.
pub(in crate::scene) fn boundary(map: AnswerMap, f: &Frame) -> Vec<Vec<Px>> {
    contours_of(map, f, &[0.0]).map(|(_, line)| line).collect()
}

/// Where the log-odds have these values, CSS px, smooth.
fn contours_of(
    AnswerMap { side, logits }: AnswerMap,
    f: &Frame,
    levels: &[f32],
) -> impl Iterator<Item = (f32, Vec<Px>)> {
    let (f, last) = (*f, (side - 1) as f64);
    let to_px = move |(i, j): (f64, f64)| (f.left + f.width * i / last, f.bottom() - f.height * j / last);
    let smooth = move |line: Vec<(f64, f64)>| rounded_off(rounded_off(line.into_iter().map(to_px).collect()));
    contours(logits, side, side, levels).into_iter().map(move |(level, line)| (level, smooth(line)))
}

/// The same line with its corners cut (Chaikin): a grid's contour has one at each of its lines.
fn rounded_off(line: Vec<Px>) -> Vec<Px> {
    let (Some(first), Some(last)) = (line.first().copied(), line.last().copied()) else { return line };
    let mut round = Vec::with_capacity(2 * line.len() + 1);
    for pair in line.windows(2) {
        let at = |t: f64| (pair[0].0 + (pair[1].0 - pair[0].0) * t, pair[0].1 + (pair[1].1 - pair[0].1) * t);
        round.extend([at(0.25), at(0.75)]);
    }
    if first == last {
        round.extend(round.first().copied());
        return round;
    }
    // An open line ends where it did, at the edge of the frame or of a hole.
    round.insert(0, first);
    round.push(last);
    round
}

/// Where a straight line enters and leaves the frame, CSS px; `None` if it does not cross it.
fn across(line: &Parting, f: &Frame) -> Option<[Px; 2]> {
    // In shares of the frame's sides.
    let a = (line.across.0 * (f.x.hi - f.x.lo), line.across.1 * (f.y.hi - f.y.lo));
    let c = line.offset + line.across.0 * f.x.lo + line.across.1 * f.y.lo;
    // The place on the line that is nearest to the corner, and from there far to both sides.
    let square = a.0 * a.0 + a.1 * a.1;
    let foot = (-c * a.0 / square, -c * a.1 / square);
    let length = square.sqrt();
    let along = (-a.1 / length, a.0 / length);
    let far = 4.0 + foot.0.abs() + foot.1.abs();
    let end = |way: f64| {
        let (u, v) = (foot.0 + way * far * along.0, foot.1 + way * far * along.1);
        (f.left + f.width * u, f.bottom() - f.height * v)
    };
    let (from, to) = (end(-1.0), end(1.0));
    let finite = [from.0, from.1, to.0, to.1].iter().all(|at| at.is_finite());
    let (from, to) = finite.then(|| f.clip_segment(from, to))??;
    Some([from, to])
}
