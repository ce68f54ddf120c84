//! Where in a picture there is room for a text: places of samples and lines on a fine grid, so that any rectangle is asked about
//! at once, however many there are.

use crate::scene::geometry::{Px, Rect, distance};

/// Side of a cell, CSS px.
const CELL: f64 = 3.0;

/// Cells on which something stands. The table has, for each corner of a cell, how many there are to the left of it and above.
struct Cells {
    taken: Vec<bool>,
    sums: Vec<u32>,
}

/// What stands where.
pub(super) struct Room {
    bounds: Rect,
    columns: usize,
    rows: usize,
    points: Cells,
    lines: Cells,
    /// Texts and tips.
    rects: Vec<Rect>,
}

impl Room {
    /// Nothing stands anywhere; texts stay within these bounds.
    pub fn new(bounds: Rect) -> Self {
        // A canvas has at most some thousand px.
        let count = |length: f64| ((length / CELL).ceil().max(1.0) as usize).min(4000);
        let (columns, rows) = (count(bounds.width), count(bounds.height));
        let none = || Cells { taken: vec![false; columns * rows], sums: Vec::new() };
        Room { bounds, columns, rows, points: none(), lines: none(), rects: Vec::new() }
    }

    /// Keeps what is around a point free.
    pub fn keep_point_free(&mut self, at: Px, radius: f64) {
        let cells = self.cells(&Rect { left: at.0, top: at.1, width: 0.0, height: 0.0 }.grown(radius));
        self.points.take(cells, self.columns);
    }

    /// Keeps the way along a line free.
    pub fn keep_line_free(&mut self, line: &[Px]) {
        for pair in line.windows(2) {
            let steps = (distance(pair[0], pair[1]) / CELL).ceil();
            // What is longer than any picture comes from a fault elsewhere.
            for k in 0..=(steps as usize).min(4000) {
                let t = k as f64 / steps.max(1.0);
                let at = (pair[0].0 + (pair[1].0 - pair[0].0) * t, pair[0].1 + (pair[1].1 - pair[0].1) * t);
                let cells = self.cells(&Rect { left: at.0, top: at.1, width: 0.0, height: 0.0 }.grown(1.5));
                self.lines.take(cells, self.columns);
            }
        }
    }

    /// Keeps a rectangle free of texts.
    pub fn keep_free(&mut self, rect: Rect) {
        self.rects.push(rect);
    }

    /// The cells that a rectangle touches: from the first column and row to behind the last.
    fn cells(&self, rect: &Rect) -> [usize; 4] {
        let cell = |at: f64, from: f64, most: usize| (((at - from) / CELL).max(0.0) as usize).min(most);
        let Rect { left, top, .. } = self.bounds;
        [
            cell(rect.left, left, self.columns),
            cell(rect.top, top, self.rows),
            cell(rect.right() + CELL, left, self.columns),
            cell(rect.bottom() + CELL, top, self.rows),
        ]
    }

    /// Whether all of a rectangle is within the bounds.
    fn is_inside(&self, rect: &Rect) -> bool {
        let inside = self.bounds.grown(-2.0);
        rect.left >= inside.left
            && rect.top >= inside.top
            && rect.right() <= inside.right()
            && rect.bottom() <= inside.bottom()
    }

    /// How much of the points a rectangle covers; other rectangles are more than any of them.
    pub fn covered(&mut self, rect: &Rect) -> u32 {
        let cells = self.cells(rect);
        let others = self.rects.iter().filter(|other| other.overlaps(rect)).count() as u32;
        self.points.count(cells, self.columns).saturating_add(others.saturating_mul(100_000))
    }

    /// Whether a rectangle is within the bounds and covers nothing but lines.
    pub fn is_clear(&mut self, rect: &Rect) -> bool {
        self.is_inside(rect) && self.covered(rect) == 0
    }

    /// Whether a rectangle is within the bounds and covers nothing.
    pub fn is_free(&mut self, rect: &Rect) -> bool {
        if !self.is_clear(rect) {
            return false;
        }
        let cells = self.cells(rect);
        self.lines.count(cells, self.columns) == 0
    }
}

impl Cells {
    fn take(&mut self, [left, top, right, bottom]: [usize; 4], columns: usize) {
        self.sums.clear();
        for row in top..bottom {
            self.taken[row * columns + left..row * columns + right].fill(true);
        }
    }

    /// How many are taken.
    fn count(&mut self, [left, top, right, bottom]: [usize; 4], columns: usize) -> u32 {
        if self.sums.is_empty() {
            self.add_up(columns);
        }
        let at = |row: usize, column: usize| self.sums[row * (columns + 1) + column];
        (at(bottom, right) + at(top, left)).saturating_sub(at(top, right) + at(bottom, left))
    }

    fn add_up(&mut self, columns: usize) {
        let wide = columns + 1;
        self.sums = vec![0; wide * (self.taken.len() / columns + 1)];
        for (row, taken) in self.taken.chunks_exact(columns).enumerate() {
            let (before, sums) = self.sums.split_at_mut((row + 1) * wide);
            let mut here = 0;
            for ((sum, before), taken) in sums[1..wide].iter_mut().zip(&before[row * wide + 1..]).zip(taken) {
                here += u32::from(*taken);
                *sum = before + here;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_is_free_where_nothing_is() {
        let mut room = Room::new(Rect { left: 40.0, top: 20.0, width: 300.0, height: 200.0 });
        room.keep_point_free((100.0, 100.0), 5.0);
        room.keep_line_free(&[(200.0, 20.0), (200.0, 220.0)]);
        let at = |left: f64, top: f64| Rect { left, top, width: 30.0, height: 12.0 };
        for (rect, free) in [
            (at(110.0, 94.0), true),
            (at(80.0, 94.0), false),
            (at(102.0, 94.0), false),
            (at(205.0, 150.0), true),
            (at(180.0, 150.0), false),
            (at(39.0, 50.0), false),
            (at(320.0, 50.0), false),
            (at(50.0, 214.0), false),
        ] {
            assert_eq!(room.is_free(&rect), free, "{rect:?}");
        }
        room.keep_free(at(110.0, 94.0));
        assert!(!room.is_free(&at(130.0, 100.0)));
        assert!(room.covered(&at(130.0, 100.0)) > room.covered(&at(78.0, 94.0)));
    }
}
