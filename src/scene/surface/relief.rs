//! The contours of the loss surface in its frame.

use super::contour::contours;
use super::heat::Scale;
use crate::scene::frame::Frame;
use crate::scene::geometry::Px;
use crate::scene::pen::Pen;
use crate::scene::range::bounded;
use crate::view::Surface;

/// Contours between the least and the greatest loss.
const CONTOURS: usize = 10;

/// The places of the contours between the least loss and the greatest.
fn levels() -> [f32; CONTOURS] {
    std::array::from_fn(|k| (k + 1) as f32 / (CONTOURS + 1) as f32)
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
    for (_, line) in contours(&grid, side + 2, side + 2, &levels()) {
        let line: Vec<Px> = line.into_iter().map(to_px).collect();
        pen.line(&line, pen.colors().contour.mix(0.32), 0.8);
    }
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
