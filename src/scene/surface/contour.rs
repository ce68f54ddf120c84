//! Contours of a grid by marching squares, chained into lines.

use crate::scene::range::bounded;

/// No neighbour.
const NONE: u32 = u32::MAX;

/// A line of equal value: the value, and the way of the line in grid coordinates: (column, row) of the samples, fractions
/// between them.
pub type Contour = (f32, Vec<(f64, f64)>);

/// The lines of each of these levels of a grid of `columns * rows`, row by row. Squares with a non-finite corner have no
/// contour.
pub fn contours(grid: &[f32], columns: usize, rows: usize, levels: &[f32]) -> Vec<Contour> {
    if columns < 2 || rows < 2 || grid.len() < columns * rows {
        return Vec::new();
    }
    let squares = squares(grid, columns, rows, levels);
    // An edge is named by its lower left sample: 2 i runs to the right of sample i, 2 i + 1 upward. A contour crosses an
    // edge at most once, and each edge has a square on either side, so it has at most two neighbours on its line. When a
    // level is chained, all its links are gone.
    let mut links = vec![[NONE; 2]; 2 * columns * rows];
    let mut crossed = Vec::new();
    let mut lines = Vec::new();
    for &level in levels {
        crossed.clear();
        for &i in &squares {
            let corners = corners(grid, columns, i);
            let [south, east] = [2 * i, 2 * (i + 1) + 1];
            let [north, west] = [2 * (i + columns), 2 * i + 1];
            let above = corners.map(|v| v > level);
            let case = above.iter().enumerate().fold(0, |bits, (k, &a)| bits | usize::from(a) << k);
            let high_middle = corners.iter().sum::<f32>() / 4.0 > level;
            let pairs: &[(usize, usize)] = match case {
                1 | 14 => &[(west, south)],
                2 | 13 => &[(south, east)],
                4 | 11 => &[(east, north)],
                8 | 7 => &[(north, west)],
                3 | 12 => &[(west, east)],
                6 | 9 => &[(south, north)],
                // A saddle: its middle says which corners hang together.
                5 if high_middle => &[(south, east), (north, west)],
                5 => &[(west, south), (east, north)],
                10 if high_middle => &[(west, south), (east, north)],
                10 => &[(south, east), (north, west)],
                _ => &[],
            };
            for &(a, b) in pairs {
                link(&mut links, a, b);
                link(&mut links, b, a);
                crossed.extend([a, b]);
            }
        }
        for line in chain(&mut links, &crossed) {
            lines.push((level, line.into_iter().map(|edge| place(grid, columns, edge, level)).collect()));
        }
    }
    lines
}

/// The squares that a contour crosses, by their lower left sample: below their corners there are not as many levels. Most have
/// none, so this is all that is asked of them.
fn squares(grid: &[f32], columns: usize, rows: usize, levels: &[f32]) -> Vec<usize> {
    let below = |value: &f32| levels.iter().fold(0u32, |count, level| count + u32::from(value > level));
    let heights: Vec<u32> = grid[..columns * rows].iter().map(below).collect();
    let mut squares = Vec::new();
    for row in 0..rows - 1 {
        let (low, high) = (&heights[row * columns..][..columns], &heights[(row + 1) * columns..][..columns]);
        for (column, (low, high)) in low.windows(2).zip(high.windows(2)).enumerate() {
            let height = low[0];
            if low[1] != height || high[0] != height || high[1] != height {
                squares.push(row * columns + column);
            }
        }
    }
    squares.retain(|&i| corners(grid, columns, i).iter().all(|v| v.is_finite()));
    squares
}

/// The corners of a square, counterclockwise from its lower left sample.
fn corners(grid: &[f32], columns: usize, i: usize) -> [f32; 4] {
    [grid[i], grid[i + 1], grid[i + columns + 1], grid[i + columns]]
}

fn link(links: &mut [[u32; 2]], from: usize, to: usize) {
    let slot = usize::from(links[from][0] != NONE);
    links[from][slot] = to as u32;
}

/// Follows the links: first the lines that have an end, then the closed ones.
fn chain(links: &mut [[u32; 2]], crossed: &[usize]) -> Vec<Vec<usize>> {
    let mut lines = Vec::new();
    for ends_only in [true, false] {
        for &start in crossed {
            let [a, b] = links[start];
            if a == NONE && b == NONE || ends_only && a != NONE && b != NONE {
                continue;
            }
            let mut line = vec![start];
            let mut here = start;
            loop {
                let [a, b] = links[here];
                let next = if a != NONE { a } else { b };
                if next == NONE {
                    break;
                }
                unlink(links, here, next as usize);
                unlink(links, next as usize, here);
                here = next as usize;
                line.push(here);
            }
            lines.push(line);
        }
    }
    lines
}

fn unlink(links: &mut [[u32; 2]], from: usize, to: usize) {
    for slot in &mut links[from] {
        if *slot == to as u32 {
            *slot = NONE;
            return;
        }
    }
}

/// Where the level crosses an edge.
fn place(grid: &[f32], columns: usize, edge: usize, level: f32) -> (f64, f64) {
    let i = edge / 2;
    let upward = edge % 2 == 1;
    let j = if upward { i + columns } else { i + 1 };
    let (a, b) = (f64::from(grid[i]), f64::from(grid[j]));
    let t = bounded((f64::from(level) - a) / (b - a), 0.0, 1.0);
    let (column, row) = ((i % columns) as f64, (i / columns) as f64);
    if upward { (column, row + t) } else { (column + t, row) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bowl_has_one_closed_round_contour() {
        let side = 21;
        let grid: Vec<f32> =
            (0..side * side).map(|i| ((i % side) as f32 - 10.0).powi(2) + ((i / side) as f32 - 10.0).powi(2)).collect();
        let lines = contours(&grid, side, side, &[36.5]);
        assert_eq!(lines.len(), 1);
        let line = &lines[0].1;
        assert_eq!(line.first(), line.last());
        for (x, y) in line {
            assert!(((x - 10.0).hypot(y - 10.0) - 36.5f64.sqrt()).abs() < 0.05);
        }
    }

    #[test]
    fn a_slope_has_one_open_contour_and_a_hole_breaks_it() {
        let mut grid: Vec<f32> = (0..100).map(|i| (i % 10) as f32).collect();
        assert_eq!(contours(&grid, 10, 10, &[4.5]).len(), 1);
        grid[54] = f32::NAN;
        assert_eq!(contours(&grid, 10, 10, &[4.5]).len(), 2);
    }
}
