//! What moves on a landscape: the trail, the best place, flags, arrows, and the ball with its loss.

use super::floor;
use super::projection::Place;
use super::terrain::Terrain;
use crate::scene::descent::{self, Stage, ways};
use crate::scene::geometry::{Px, Rect, closed, distance};
use crate::scene::labels::Labels;
use crate::scene::pen::Pen;
use crate::text::{labels, quantity};
use crate::view::Surface;

/// Between two places of the trail there are points this far apart, CSS px, and no more of them than this.
const APART: f64 = 5.0;
const MOST: f64 = 12.0;

/// Draws all of it.
pub(super) fn draw(pen: &Pen, view: &Surface, land: &Terrain) {
    let mut taken = Labels::new(pen);
    floor::names(pen, view, land).into_iter().for_each(|name| taken.keep_free(name.place));
    draw_trail(pen, view, land);
    draw_best(pen, view, land, &mut taken);
    let side = 2.0 * land.seen.scale;
    let to_px = |at| land.seen.to_px(land.lies(at));
    let stage = Stage { to_px: &to_px, spans: (land.u, land.v), long: (side, side) };
    descent::draw_flags(pen, view.flags, &stage, &mut taken);
    descent::draw(pen, view, &stage, &mut taken, &|taken| draw_ball(pen, view, land, taken));
}

/// The trail as it lies on the surface: fainter where the surface hides it, dashed where it is above the cut.
fn draw_trail(pen: &Pen, view: &Surface, land: &Terrain) {
    let c = pen.colors();
    let mut points: Vec<(Px, Way)> = Vec::new();
    let inside = |at: &(f64, f64)| {
        let (x, y) = land.ground(*at);
        x.abs() <= 1.0 && y.abs() <= 1.0
    };
    let px = |at: (f64, f64)| -> (Px, Place) {
        let place = land.lies(at);
        (land.seen.to_px(place), place)
    };
    for pair in view.trail.windows(2) {
        if !(inside(&pair[0]) && inside(&pair[1])) {
            points.push(((0.0, 0.0), Way::None));
            continue;
        }
        let pieces = (distance(px(pair[0]).0, px(pair[1]).0) / APART).ceil().clamp(1.0, MOST) as u32;
        for k in 0..=pieces {
            let t = f64::from(k) / f64::from(pieces);
            let at = (pair[0].0 + (pair[1].0 - pair[0].0) * t, pair[0].1 + (pair[1].1 - pair[0].1) * t);
            let (p, place) = px(at);
            let way = if land.is_above(at) {
                Way::Above
            } else if land.is_seen(place) {
                Way::Seen
            } else {
                Way::Hidden
            };
            points.push((p, way));
        }
    }
    let mut pieces: Vec<(Way, Vec<Px>)> = Vec::new();
    for (p, way) in points {
        match pieces.last_mut() {
            Some((same, piece)) if *same == way => piece.push(p),
            last => {
                // A piece goes on where the one before ends.
                let joint =
                    last.filter(|(before, _)| *before != Way::None).and_then(|(_, piece)| piece.last().copied());
                pieces.push((way, joint.into_iter().chain([p]).collect()));
            }
        }
    }
    for (way, piece) in &pieces {
        match way {
            Way::Seen => pen.line(piece, c.casing.mix(0.9), 4.6),
            Way::None | Way::Hidden | Way::Above => {}
        }
    }
    for (way, piece) in &pieces {
        match way {
            Way::Seen => pen.line(piece, c.trail, 2.4),
            Way::Hidden => pen.line(piece, c.trail.mix(0.4), 2.0),
            Way::Above => pen.dashed(piece, c.model, 1.6, &[4.0, 3.0]),
            Way::None => {}
        }
    }
}

/// How a piece of the trail lies.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// Outside.
    None,
    /// In sight.
    Seen,
    /// Behind the surface.
    Hidden,
    /// Above the cut.
    Above,
}

/// A star at the best parameters, with its name. Flags ask where they are: then it is not shown.
fn draw_best(pen: &Pen, view: &Surface, land: &Terrain, taken: &mut Labels) {
    let c = pen.colors();
    let within = |at: &(f64, f64)| {
        let (x, y) = land.ground(*at);
        x.abs() <= 1.0 && y.abs() <= 1.0
    };
    let Some((x, y)) =
        view.best.filter(|_| view.flags.is_empty()).filter(within).map(|best| land.seen.to_px(land.lies(best)))
    else {
        return;
    };
    let star = [(x - 5.0, y), (x, y - 5.0), (x + 5.0, y), (x, y + 5.0)];
    pen.fill(&star, c.casing);
    pen.line(&closed(star.to_vec()), c.trail, 1.5);
    if let Some(here) = view.here {
        let ball = land.seen.to_px(land.lies(here));
        taken.keep_free(Rect { left: ball.0, top: ball.1, width: 0.0, height: 0.0 }.grown(17.0));
        taken.plain(pen, labels::best(pen.look.lang), ((x, y), 6.0), &ways((x - ball.0, y - ball.1)), c.ink);
    }
}

/// The ball, with a halo and its loss; hollow where it stands for one that is outside.
fn draw_ball(pen: &Pen, view: &Surface, land: &Terrain, taken: &mut Labels) {
    let c = pen.colors();
    let Some(here) = view.here else { return };
    let at = land.seen.to_px(land.lies(here));
    let (x, y) = land.ground(here);
    if x.abs() > 1.0 || y.abs() > 1.0 {
        pen.disc(at, 8.5, c.trail);
        pen.disc(at, 6.0, c.casing);
    } else {
        pen.disc(at, 20.0, c.model.mix(0.26));
        pen.disc(at, 11.0, c.casing);
        pen.disc(at, 8.8, c.trail);
    }
    if land.is_above(here) {
        // It stands on the plane of the cut: its own place is higher.
        let tip = (at.0, at.1 - 25.0);
        let sign = [(tip.0 - 5.0, tip.1 + 6.0), tip, (tip.0 + 5.0, tip.1 + 6.0)];
        pen.line(&[(at.0, at.1 - 12.0), tip], c.model, 2.0);
        pen.line(&sign, c.model, 2.0);
    }
    if view.loss.is_finite() {
        let text = quantity::loss(view.loss, &view.units, pen.look.lang);
        taken.loud(pen, &text, (at, 23.0), &ways((-1.0, -0.1)));
    }
}
