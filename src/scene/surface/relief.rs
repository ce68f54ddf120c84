//! The contours of the loss surface in its frame.

use super::contour::contours;
use super::heat::Scale;
use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect, distance, rounded};
use crate::scene::lettering::{Font, text_width};
use crate::scene::pen::{Pen, Side};
use crate::scene::range::bounded;
use crate::text::number::{plain, power_of};
use crate::text::quantity;
use crate::view::Surface;

/// Contours between the least and the greatest loss.
const CONTOURS: usize = 10;

/// Names of contours are at least this far apart, and from the least loss, CSS px.
const APART: f64 = 44.0;
/// In a lower picture names would be in the way of everything else, CSS px.
const ROOM: f64 = 180.0;
/// A contour that is named comes at least so near to the way along which names stand, CSS px.
const ASIDE: f64 = 12.0;

/// The losses of the contours between the least and the greatest: about as far apart in colour, at round numbers.
fn levels(scale: &Scale) -> [f64; CONTOURS] {
    let ideal = |k: usize| scale.loss(k as f64 / (CONTOURS + 1) as f64);
    std::array::from_fn(|k| {
        let (before, here, after) = (ideal(k), ideal(k + 1), ideal(k + 2));
        // Rounded by less than half of the way to either neighbour, so that they stay in order.
        let gap = 0.6 * (here - before).min(after - here);
        let power = 10f64.powi(power_of(gap));
        let steps = [5.0, 2.0, 1.0].map(|s| s * power).into_iter();
        let step = steps.filter(|step| *step > 0.0 && step.is_finite()).find(|step| *step <= gap);
        step.map_or(here, |step| (here / step).round() * step)
    })
}

/// Draws the contours of a whole grid.
pub(super) fn draw(pen: &Pen, view: &Surface, f: &Frame) {
    let Some(scale) = Scale::of(view.grid) else {
        return;
    };
    let (grid, side) = (padded(&scale.places(view.grid), view.side), view.side);
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
    let losses = levels(&scale);
    let places = losses.map(|loss| scale.place(loss) as f32);
    let mut lines: Vec<(f64, Vec<Px>)> = Vec::new();
    for (place, line) in contours(&grid, side + 2, side + 2, &places) {
        let line: Vec<Px> = line.into_iter().map(to_px).collect();
        pen.line(&line, pen.colors().contour.mix(0.32), 0.8);
        let level = places.iter().position(|own| *own == place);
        lines.extend(level.map(|level| (losses[level], line)));
    }
    draw_names(pen, view, f, &lines);
}

/// Names some of the contours, where they cross the way from the least loss to the farther of the two upper corners.
fn draw_names(pen: &Pen, view: &Surface, f: &Frame, lines: &[(f64, Vec<Px>)]) {
    let Some((_, least)) = lines.first().filter(|_| f.height >= ROOM) else { return };
    let n = least.len() as f64;
    let from = least.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.0 / n, sum.1 + p.1 / n));
    let right = from.0 < f.left + f.width / 2.0;
    let to = (if right { f.right() } else { f.left }, f.top);
    let scale = quantity::Scale::new(&view.units, pen.look.lang);
    let along = unit((to.0 - from.0, to.1 - from.1));
    let inside = Rect { left: f.left, top: f.top, width: f.width, height: f.height }.grown(-4.0);
    let mut last = from;
    for (loss, line) in lines {
        // How far a place is from the way; behind its beginning is nowhere.
        let aside = |p: &Px| {
            let (x, y) = (p.0 - from.0, p.1 - from.1);
            let far = (x * along.1 - y * along.0).abs();
            if x * along.0 + y * along.1 > 0.0 { far } else { f64::INFINITY }
        };
        let Some(at) = line.iter().copied().min_by(|p, q| aside(p).total_cmp(&aside(q))) else { continue };
        let name = plain(scale.loss(*loss));
        let width = text_width(&name, Font::SMALL) + 6.0;
        let place = Rect { left: at.0 - width / 2.0, top: at.1 - 7.0, width, height: 14.0 };
        let fits = inside.holds((place.left, place.top)) && inside.holds((place.right(), place.bottom()));
        if aside(&at) < ASIDE && distance(last, at) >= APART && fits {
            pen.fill(&rounded(place, 4.0), pen.colors().panel.mix(0.72));
            pen.label(&name, place.middle(), Side::Middle, pen.colors().ink);
            last = at;
        }
    }
}

/// A way of length 1.
fn unit((x, y): Px) -> Px {
    let length = distance((0.0, 0.0), (x, y)).max(1e-9);
    (x / length, y / length)
}

/// The grid with a rim half a cell further out, on the frame; its values continue the slope of the outermost cells.
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Rounded contours follow one another, each nearer to where colours would have it than to its neighbours.
        #[test]
        fn contours_stand_in_order_at_round_losses(
            (least, range, skew) in (-6.0..9.0f64, -3.0..12.0f64, 0.2..12.0f64),
        ) {
            let (least, range) = (10f64.powf(least), 10f64.powf(range));
            let grid: Vec<f32> = (0..400).map(|i| (least + range * (f64::from(i) / 399.0).powf(skew)) as f32).collect();
            let scale = Scale::of(&grid).expect("there are losses");
            let losses = levels(&scale);
            prop_assume!(range > 1e-3 * least);
            let places = losses.map(|loss| scale.place(loss));
            prop_assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{losses:?}");
            prop_assert!(places.iter().enumerate().all(|(k, p)| (p * (CONTOURS + 1) as f64 - (k + 1) as f64).abs() < 0.5), "{places:?}");
            prop_assert!(places[0] > 0.0 && places[CONTOURS - 1] < 1.0, "{places:?}");
        }
    }
}
