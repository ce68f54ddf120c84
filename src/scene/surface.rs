//! The loss surface: a heat map for the bottom layer, contours above it, and the way that training has taken.

use super::axes::{self, Tick};
use super::chart::{Frame, Key, bounded, ticks};
use super::contour::contours;
use super::heat::{Scale, has_grid};
use super::look::Look;
use super::pen::{Pen, Px, SMALL, Side, closed, distance, fitted, text_width};
use crate::text::{labels, number};
use crate::view::{Plane, Surface};

pub use super::heat::raster;

/// Contours between the least and the greatest loss.
const CONTOURS: usize = 10;

/// Where u and v stand; the heat map belongs exactly into its rectangle. Also maps a pointer back to (u, v).
pub fn frame(s: &Surface, look: &Look) -> Frame {
    let left = axes::room(&v_ticks(s, look), look) + 8.0;
    Frame::new((look.width, look.height), [left, 18.0, 8.0, 22.0], s.u, s.v)
}

fn v_ticks(s: &Surface, look: &Look) -> Vec<Tick> {
    let (places, step) = ticks(s.v, (look.height / 56.0) as usize);
    axes::named(places, &|t| number::ticked(t, step))
}

/// Adds what the base depends on.
pub fn base_key(key: Key, s: &Surface, look: &Look) -> Key {
    let plane = match s.plane {
        Plane::Exact => [1, 0, 0],
        Plane::Centred => [2, 0, 0],
        Plane::Path { dimensions } => [3, dimensions, 0],
        Plane::Weights { u, v, .. } => [4, u, v],
    };
    plane.iter().fold(key.frame(&frame(s, look)).word(s.generation).word(s.grid.len() as u64), |k, &w| k.word(w as u64))
}

/// Axes and contours.
pub fn draw_base(pen: &Pen, s: &Surface, look: &Look) {
    let (c, f) = (look.colors(), frame(s, look));
    if !has_grid(s) {
        let edge = [(f.left, f.top), (f.right(), f.top), (f.right(), f.bottom()), (f.left, f.bottom())];
        pen.line(&closed(edge.to_vec()), c.hairline, 1.0);
        let middle = (f.left + f.width / 2.0, f.top + f.height / 2.0);
        return pen.label(labels::no_surface(look.lang), middle, Side::Middle, c.soft);
    }
    let (u_name, v_name) = labels::plane(&s.plane, look.lang);
    pen.label(&v_name, (f.left, 8.0), Side::Start, c.soft);
    for (t, name) in v_ticks(s, look) {
        let (_, y) = f.to_px(f.x.lo, t);
        pen.label(&name, (f.left - 6.0, y.max(f.top + 5.0)), Side::End, c.soft);
    }
    let u_name = fitted(&u_name, SMALL, f.width * 0.6);
    pen.label(&u_name, (f.right(), f.bottom() + 13.0), Side::End, c.soft);
    let (places, step) = ticks(f.x, (f.width / 80.0) as usize);
    let places = axes::named(places, &|t| number::ticked(t, step));
    axes::name_x(pen, look, &f, &places, 13.0, f.right() - text_width(&u_name, SMALL, false) - 10.0);
    let Some(scale) = Scale::of(s.grid) else {
        return;
    };
    let (grid, side) = (padded(&scale.places(s.grid), s.side), s.side);
    // The samples are the cells' centres; the padding stands on the frame.
    let along = |g: f64| bounded((g - 0.5) / side as f64, 0.0, 1.0);
    let to_px = |(i, j): (f64, f64)| {
        let edge = |g: f64| {
            let last = (side + 1) as f64;
            match g {
                g if g < 1.0 => g * 0.5 + 0.5,
                g if g > last - 1.0 => (g + last) / 2.0 - 0.5,
                g => g,
            }
        };
        (f.left + f.width * along(edge(i)), f.bottom() - f.height * along(edge(j)))
    };
    let levels = (1..=CONTOURS).map(|level| level as f32 / (CONTOURS + 1) as f32);
    for line in contours(&grid, side + 2, side + 2, levels) {
        let line: Vec<Px> = line.into_iter().map(to_px).collect();
        pen.line(&line, c.contour.mix(0.32), 0.8);
    }
}

/// The grid with a rim half a cell further out, on the frame, by continuing the last step inside.
fn padded(places: &[f32], side: usize) -> Vec<f32> {
    let n = side + 2;
    let mut grid = vec![f32::NAN; n * n];
    for row in 0..side {
        grid[(row + 1) * n + 1..][..side].copy_from_slice(&places[row * side..][..side]);
    }
    let beyond = |a: f32, b: f32| a + 0.5 * (a - b);
    for row in 1..=side {
        grid[row * n] = beyond(grid[row * n + 1], grid[row * n + 2]);
        grid[row * n + side + 1] = beyond(grid[row * n + side], grid[row * n + side - 1]);
    }
    for i in 0..n {
        grid[i] = beyond(grid[n + i], grid[2 * n + i]);
        grid[(side + 1) * n + i] = beyond(grid[side * n + i], grid[(side - 1) * n + i]);
    }
    grid
}

/// Trail, best place and today's.
pub fn draw_marks(pen: &Pen, s: &Surface, look: &Look) {
    let (c, f) = (look.colors(), frame(s, look));
    draw_trail(pen, s, look, &f);
    if let Some(at) = s.best.map(|(u, v)| f.to_px(u, v)).filter(|p| f.holds(*p, 0.0)) {
        let (x, y) = at;
        let star = [(x - 5.0, y), (x, y - 5.0), (x + 5.0, y), (x, y + 5.0)];
        pen.fill(&star, c.casing);
        pen.line(&closed(star.to_vec()), c.trail, 1.5);
        let name = labels::best(look.lang);
        let wide = text_width(name, SMALL, false) + 12.0;
        // Away from where the trail comes from, and inside.
        let from_right = s.trail.first().is_some_and(|t| f.to_px(t.0, t.1).0 > x);
        let fits_left = x - wide - 11.0 > f.left;
        let fits_right = x + wide + 11.0 < f.right();
        let left = if fits_left && (from_right || !fits_right) { x - wide - 10.0 } else { x + 10.0 };
        let y = bounded(y, f.top + 10.0, f.bottom() - 10.0);
        let ground = super::pen::rounded(left, y - 8.0, wide, 16.0, 4.0);
        pen.fill(&ground, c.panel.mix(0.85));
        pen.label(name, (left + 6.0, y), Side::Start, c.ink);
    }
    match s.here.map(|(u, v)| f.to_px(u, v)) {
        Some(at) if f.holds(at, 0.5) => {
            pen.disc(at, 7.5, c.casing);
            pen.disc(at, 5.5, c.trail)
        }
        Some(at) if at.0.is_finite() && at.1.is_finite() => draw_outside(pen, look, &f, at),
        _ => {}
    }
}

/// An arrow at the edge, toward a place that the frame does not show.
fn draw_outside(pen: &Pen, look: &Look, f: &Frame, at: Px) {
    let c = look.colors();
    let middle = (f.left + f.width / 2.0, f.top + f.height / 2.0);
    let Some((_, edge)) = f.clip_segment(middle, at) else {
        return;
    };
    let length = distance(at, middle).max(1e-9);
    let (dx, dy) = ((at.0 - middle.0) / length, (at.1 - middle.1) / length);
    let tip = (edge.0 - 4.0 * dx, edge.1 - 4.0 * dy);
    let foot = (tip.0 - 11.0 * dx, tip.1 - 11.0 * dy);
    let arrow = vec![tip, (foot.0 - 6.0 * dy, foot.1 + 6.0 * dx), (foot.0 + 6.0 * dy, foot.1 - 6.0 * dx)];
    pen.fill(&arrow, c.trail);
    pen.line(&closed(arrow), c.casing, 1.5)
}

fn draw_trail(pen: &Pen, s: &Surface, look: &Look, f: &Frame) {
    let c = look.colors();
    let mut line: Vec<Px> = Vec::new();
    for &(u, v) in s.trail {
        let p = f.to_px(u, v);
        // Steps of less than a px are drawn with the next.
        let near = |q: &Px| distance(p, *q) < 0.75;
        if !line.last().is_some_and(near) {
            line.push(p);
        }
    }
    line.extend(s.here.map(|(u, v)| f.to_px(u, v)));
    let recent = line.len() * 2 / 3;
    let old = f.clip_px(line.get(..=recent).unwrap_or(&line));
    let new = f.clip_px(&line[recent..]);
    for (pieces, width) in [(&old, 2.5), (&new, 4.0)] {
        for piece in pieces {
            pen.line(piece, c.casing.mix(0.7), width);
        }
    }
    for (pieces, width) in [(&old, 1.0), (&new, 2.0)] {
        for piece in pieces {
            pen.line(piece, c.trail, width);
        }
    }
}
