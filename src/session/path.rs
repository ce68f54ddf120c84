//! Where training has been: a thinned list of parameter vectors, and the two directions in which they spread most.

use crate::learn::flat::{dot, squared_distance};

/// The most vectors kept.
const MOST: usize = 96;
/// A new vector is kept when it is farther from the last than this share of the path's reach.
const SPACING: f64 = 0.01;
/// A direction in which the path spreads less than this share of its whole square spread is one of rounding: the Gram
/// matrix is summed in f32.
const STRAIGHT: f64 = 1e-6;
/// The most that a copy takes, in bytes.
const MOST_BYTES: usize = 1_000_000;
/// The most products that the Gram matrix of the path may cost.
const GRAM_COST: usize = 4_000_000;

/// The path of one run through parameter space, oldest first.
#[derive(Default)]
pub struct Path {
    vectors: Vec<Vec<f32>>,
    /// The step of each.
    steps: Vec<u64>,
    /// Squared distance between each vector and the next.
    gaps: Vec<f64>,
    /// Greatest squared distance from the first vector so far.
    reach: f64,
    /// While one looks back, how many of them are seen.
    seen: Option<usize>,
}

impl Clone for Path {
    /// A copy to be kept for undo: of a large model's it leaves out what takes more than a megabyte.
    fn clone(&self) -> Path {
        let mut path = Path { seen: None, ..Path::default() };
        let most = (MOST_BYTES / (4 * self.vectors.first().map_or(1, Vec::len).max(1))).max(2);
        let stride = self.vectors.len().div_ceil(most).max(1);
        for (vector, step) in self.vectors.iter().zip(&self.steps).step_by(stride) {
            if let Some(last) = path.vectors.last() {
                path.gaps.push(squared_distance(last, vector));
            }
            path.vectors.push(vector.clone());
            path.steps.push(*step);
        }
        path.reach = self.reach;
        path
    }
}

impl Path {
    /// Starts anew at these parameters, at this step.
    pub fn restart(&mut self, step: u64, parameters: &[f32]) {
        self.vectors.clear();
        self.steps.clear();
        self.gaps.clear();
        self.reach = 0.0;
        self.seen = None;
        if parameters.iter().all(|p| p.is_finite()) {
            self.vectors.push(parameters.to_vec());
            self.steps.push(step);
        }
    }

    /// Forgets what came after this step; the first place stays.
    pub fn go_back(&mut self, step: u64) {
        let kept = self.steps.iter().take_while(|at| **at <= step).count().max(1);
        self.seen = None;
        self.vectors.truncate(kept);
        self.steps.truncate(kept);
        self.gaps.truncate(kept - 1);
        let Some((first, rest)) = self.vectors.split_first() else { return };
        self.reach = rest.iter().map(|v| squared_distance(first, v)).fold(0.0, f64::max);
    }

    /// Takes a further point of the path into account; keeps it only when it has moved. Non-finite points are no places.
    #[inline]
    pub fn record(&mut self, step: u64, parameters: &[f32]) {
        let Some(last) = self.vectors.last() else { return };
        let gap = squared_distance(last, parameters);
        if gap > SPACING * SPACING * self.reach && gap.is_finite() {
            self.keep(step, parameters, gap);
        }
    }

    fn keep(&mut self, step: u64, parameters: &[f32], gap: f64) {
        let reach = squared_distance(&self.vectors[0], parameters);
        if !reach.is_finite() {
            return;
        }
        self.reach = self.reach.max(reach);
        let mut room = Vec::new();
        if self.vectors.len() == MOST {
            room = self.drop_least();
        }
        room.clear();
        room.extend_from_slice(parameters);
        self.vectors.push(room);
        self.steps.push(step);
        self.gaps.push(gap);
    }

    /// Drops the vector whose two neighbours are nearest to each other, and hands its room on.
    fn drop_least(&mut self) -> Vec<f32> {
        let mut least = (1, f64::INFINITY);
        for i in 1..self.gaps.len() {
            let around = self.gaps[i - 1] + self.gaps[i];
            if around < least.1 {
                least = (i, around);
            }
        }
        let room = self.vectors.remove(least.0);
        self.steps.remove(least.0);
        self.gaps.remove(least.0);
        self.gaps[least.0 - 1] = squared_distance(&self.vectors[least.0 - 1], &self.vectors[least.0]);
        room
    }

    /// Only what came until this step is seen; `None`: all of it. Nothing is forgotten.
    pub fn look(&mut self, step: Option<u64>) {
        self.seen = step.map(|step| self.steps.partition_point(|at| *at <= step).max(1));
    }

    /// The step at which it begins.
    pub fn begins(&self) -> u64 {
        self.steps.first().copied().unwrap_or(0)
    }

    /// The vectors kept, oldest first, as far as they are seen.
    pub fn vectors(&self) -> &[Vec<f32>] {
        let seen = self.seen.unwrap_or(usize::MAX).min(self.vectors.len());
        &self.vectors[..seen]
    }

    /// The two orthonormal directions in which the path spreads most around `centre`: the leading eigenvectors of its
    /// covariance, found in the small Gram matrix (Li et al. 2018, "Visualizing the Loss Landscape of Neural Nets", §7).
    /// Directions in which the path does not spread at all are left out.
    pub fn principal_directions(&self, centre: &[f32]) -> Vec<Vec<f32>> {
        // Few rows for a large model: the Gram matrix costs rows² × parameters, and must fit in a frame.
        let most = ((GRAM_COST / centre.len().max(1)) as f64).sqrt() as usize;
        let stride = self.vectors.len().div_ceil(most.clamp(8, 48)).max(1);
        let rows: Vec<Vec<f32>> =
            self.vectors.iter().step_by(stride).map(|v| v.iter().zip(centre).map(|(a, b)| a - b).collect()).collect();
        let m = rows.len();
        let mut gram = vec![0.0; m * m];
        for i in 0..m {
            for j in 0..=i {
                gram[i * m + j] = dot(&rows[i], &rows[j]);
                gram[j * m + i] = gram[i * m + j];
            }
        }
        let whole: f64 = (0..m).map(|i| gram[i * m + i]).sum();
        let mut found: Vec<(Vec<f64>, f64)> = Vec::new();
        for _ in 0..2.min(m) {
            let Some((vector, value)) = leading(&gram, m, &found) else { break };
            if value <= STRAIGHT * whole {
                break;
            }
            found.push((vector, value));
        }
        let mut directions: Vec<Vec<f32>> = Vec::new();
        for (mix, value) in found {
            let mut direction = vec![0.0_f32; centre.len()];
            for (share, row) in mix.iter().zip(&rows) {
                let share = (share / value.sqrt()) as f32;
                for (d, r) in direction.iter_mut().zip(row) {
                    *d += share * r;
                }
            }
            // Orthogonal and of length 1, also where rounding has bent them.
            let length = straighten(&mut direction, &directions);
            if !(length > 0.1 && length.is_finite()) {
                break;
            }
            directions.push(direction);
        }
        directions
    }
}

/// Makes a direction orthogonal to others, and of length 1; returns the length that it had before.
pub fn straighten(direction: &mut [f32], others: &[Vec<f32>]) -> f64 {
    for other in others {
        let along = dot(direction, other) as f32;
        direction.iter_mut().zip(other).for_each(|(d, o)| *d -= along * o);
    }
    let length = dot(direction, direction).sqrt().max(1e-20);
    direction.iter_mut().for_each(|d| *d /= length as f32);
    length
}

/// Power iteration for the leading eigenpair of a symmetric positive semi-definite matrix, orthogonal to those found.
fn leading(matrix: &[f64], m: usize, found: &[(Vec<f64>, f64)]) -> Option<(Vec<f64>, f64)> {
    // A start that no symmetry of a path makes orthogonal to the answer.
    let mut vector: Vec<f64> = (0..m).map(|i| 1.0 + (i * i % 7) as f64).collect();
    let mut value = 0.0;
    for _ in 0..64 {
        let mut next: Vec<f64> =
            matrix.chunks_exact(m).map(|row| row.iter().zip(&vector).map(|(a, b)| a * b).sum()).collect();
        for (other, _) in found {
            let along: f64 = next.iter().zip(other).map(|(a, b)| a * b).sum();
            for (n, o) in next.iter_mut().zip(other) {
                *n -= along * o;
            }
        }
        value = next.iter().map(|v| v * v).sum::<f64>().sqrt();
        if value <= 0.0 || !value.is_finite() {
            return None;
        }
        vector = next.into_iter().map(|v| v / value).collect();
    }
    Some((vector, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_spiral_is_found_in_many_dimensions() {
        let mut path = Path::default();
        let at = |t: f32| {
            let mut v = vec![0.5_f32; 20];
            v[3] += 3.0 * t * libm::cosf(9.0 * t);
            v[11] += t * libm::sinf(9.0 * t);
            v
        };
        path.restart(0, &at(0.0));
        for i in 1..=400_u16 {
            path.record(i.into(), &at(f32::from(i) / 400.0));
        }
        assert!(path.vectors().len() <= MOST);
        let directions = path.principal_directions(&at(1.0));
        assert_eq!(directions.len(), 2);
        for (d, e) in [(0, 0), (0, 1), (1, 1)] {
            let expected = if d == e { 1.0 } else { 0.0 };
            assert!((dot(&directions[d], &directions[e]) - expected).abs() < 1e-3);
        }
        let inside: f32 = directions.iter().flat_map(|d| [d[3] * d[3], d[11] * d[11]]).sum();
        assert!((inside - 2.0).abs() < 1e-3, "the spiral's own plane");
    }

    #[test]
    fn a_straight_path_has_one_direction() {
        let at = |t: f32| (0..30).map(|i| 0.3 + t * (1.0 + 0.1 * i as f32)).collect::<Vec<f32>>();
        let mut path = Path::default();
        path.restart(0, &at(0.0));
        for step in 1..200 {
            path.record(step, &at(1.0 - libm::powf(0.94, step as f32)));
        }
        let directions = path.principal_directions(&at(1.0));
        assert_eq!(directions.len(), 1);
        assert!((dot(&directions[0], &directions[0]) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn the_early_descent_survives_a_long_run() {
        let mut path = Path::default();
        path.restart(0, &[1.0, 0.0]);
        for step in 1..100_000 {
            path.record(step, &[libm::expf(-0.01 * step as f32), 0.0]);
        }
        let kept = path.vectors();
        assert!(kept.iter().filter(|v| v[0] > 0.5).count() > 20);
        assert!(kept.last().is_some_and(|v| v[0] < 0.02));
    }

    #[test]
    fn standing_still_or_leaving_the_numbers_gives_no_direction() {
        let mut path = Path::default();
        path.restart(0, &[1.0, 2.0]);
        path.record(1, &[1.0, 2.0]);
        path.record(2, &[f32::NAN, 2.0]);
        path.record(3, &[f32::INFINITY, 2.0]);
        assert_eq!(path.vectors().len(), 1);
        assert!(path.principal_directions(&[1.0, 2.0]).is_empty());
    }

    #[test]
    fn what_is_undone_is_no_part_of_it() {
        let mut path = Path::default();
        path.restart(7, &[1.0, 0.0]);
        for step in 8..=30 {
            path.record(step, &[step as f32 - 6.0, 0.0]);
        }
        path.go_back(10);
        assert_eq!(path.vectors(), [[1.0, 0.0], [2.0, 0.0], [3.0, 0.0], [4.0, 0.0]]);
        // What counts as having moved is measured by what is left.
        path.record(11, &[4.05, 0.0]);
        assert_eq!(path.vectors().len(), 5);
        path.go_back(0);
        assert_eq!(path.vectors(), [[1.0, 0.0]]);
    }
}
