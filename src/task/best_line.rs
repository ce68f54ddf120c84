//! The best straight line between two classes: the one with the most training samples on their right side.

use crate::data::Point;
use crate::learn::mean_and_deviation;
use std::collections::BinaryHeap;

/// So many directions are tried, over half a turn; and then as many around the best of them.
const DIRECTIONS: usize = 180;
const FINER: usize = 64;

/// a₁·x₁ + a₂·x₂ + c = 0 parts the plane; the class that is asked for is said where it is above 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BestLine {
    /// (a₁, a₂), in the user's units; (0, 0) where one class everywhere is as good.
    pub across: (f64, f64),
    /// c.
    pub offset: f64,
    /// How many training samples are on their right side.
    pub right: usize,
    /// How many there are.
    pub of: usize,
}

impl BestLine {
    /// The share of the training samples on their right side.
    pub fn share(&self) -> f64 {
        self.right as f64 / self.of.max(1) as f64
    }
}

/// The best of 180 directions and of 64 finer ones around it, each with its best place: to find the very best in every direction
/// is a matter of n² log n. Directions are even where x₁ and x₂ count in their deviations. `None` without training samples.
pub fn best_line(samples: &[Point]) -> Option<BestLine> {
    let training: Vec<&Point> = samples.iter().filter(|sample| sample.is_trained_on()).collect();
    if training.is_empty() {
        return None;
    }
    let scale = |of: fn(&Point) -> f64| mean_and_deviation(training.iter().map(|p| of(p)));
    let ((x, across), (y, up)) = (scale(|p| p.x), scale(|p| p.y));
    let standard: Vec<(f64, f64, bool)> =
        training.iter().map(|p| ((p.x - x) / across, (p.y - y) / up, p.kind.is_positive())).collect();
    let mut best = (0, 0.0, 1.0, 0.0);
    let mut keys = Vec::with_capacity(standard.len());
    let mut attempt = |turn: f64, best: &mut (usize, f64, f64, f64)| {
        let direction = (libm::cos(turn), libm::sin(turn));
        let (right, sign, offset) = place(&standard, direction, &mut keys);
        if right > best.0 {
            *best = (right, turn, sign, offset);
        }
    };
    let step = std::f64::consts::PI / DIRECTIONS as f64;
    (0..DIRECTIONS).for_each(|i| attempt(i as f64 * step, &mut best));
    let around = best.1;
    (0..FINER).for_each(|i| attempt(around + ((i as f64 + 0.5) / FINER as f64 - 0.5) * 2.0 * step, &mut best));
    let (right, turn, sign, offset) = best;
    let (a, b) = (sign * libm::cos(turn) / across, sign * libm::sin(turn) / up);
    let (across, offset) = if offset.is_finite() {
        ((a, b), sign * offset - a * x - b * y)
    } else {
        ((0.0, 0.0), (sign * offset).signum())
    };
    Some(BestLine { across, offset, right, of: training.len() })
}

/// The best place of a line across a direction: how many are right, whether the class that is asked for is said along it (1) or
/// against it (−1), and c of direction · place + c = 0; infinite where one class is said everywhere.
fn place(samples: &[(f64, f64, bool)], (dx, dy): (f64, f64), keys: &mut Vec<(u64, bool)>) -> (usize, f64, f64) {
    keys.clear();
    keys.extend(samples.iter().map(|(x, y, positive)| (in_order(dx * x + dy * y), *positive)));
    let sorted = BinaryHeap::from(std::mem::take(keys)).into_sorted_vec();
    let all = sorted.iter().filter(|(_, positive)| *positive).count();
    let (n, mut passed) = (sorted.len(), 0);
    // Everything is above the line at first.
    let mut best = if 2 * all >= n { (all, 1.0, f64::INFINITY) } else { (n - all, -1.0, f64::INFINITY) };
    for (at, pair) in sorted.windows(2).enumerate() {
        passed += usize::from(pair[0].1);
        // No line passes between samples that stand at one place.
        if pair[0].0 == pair[1].0 {
            continue;
        }
        // Positive ones above, negative ones at or below.
        let right = (all - passed) + (at + 1 - passed);
        let offset = -f64::midpoint(number(pair[0].0), number(pair[1].0));
        if right > best.0 {
            best = (right, 1.0, offset);
        }
        if n - right > best.0 {
            best = (n - right, -1.0, offset);
        }
    }
    *keys = sorted;
    best
}

/// Bits in the order of the numbers, for the sort that `data::split` has brought along.
fn in_order(x: f64) -> u64 {
    let bits = (x + 0.0).to_bits();
    if bits >> 63 == 0 { bits ^ 1 << 63 } else { !bits }
}

/// The number of such bits.
fn number(key: u64) -> f64 {
    f64::from_bits(if key >> 63 == 1 { key ^ 1 << 63 } else { !key })
}
