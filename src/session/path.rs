//! Where training has been: a thinned list of parameter vectors, and the two directions in which they spread most.

use crate::learn::vector::Vector;
use std::rc::Rc;

/// The most vectors kept.
const MOST: usize = 96;
/// A new vector is kept when it is farther from the last than this share of the path's reach.
const SPACING: f64 = 0.01;
/// A direction in which the path spreads less than this share of its whole square spread is one of rounding: the Gram
/// matrix is summed in f32.
const STRAIGHT: f64 = 1e-6;
/// The most products that the Gram matrix of the path may cost.
const GRAM_COST: usize = 4_000_000;

/// The path of one run through parameter space, oldest first.
#[derive(Clone, Default)]
pub struct Path {
    /// Shared with what is kept of the path, to go back to.
    vectors: Vec<Rc<Vec<f32>>>,
    /// The step of each.
    steps: Vec<u64>,
    /// Squared distance between each vector and the next.
    gaps: Vec<f64>,
    /// Greatest squared distance from the first vector so far.
    reach: f64,
}

impl Path {
    /// Starts anew at these parameters, at this step.
    pub fn restart(&mut self, step: u64, parameters: &[f32]) {
        self.vectors.clear();
        self.steps.clear();
        self.gaps.clear();
        self.reach = 0.0;
        if parameters.iter().all(|p| p.is_finite()) {
            self.vectors.push(Rc::new(parameters.to_vec()));
            self.steps.push(step);
        }
    }

    /// Forgets what came after this step; the first place stays.
    pub fn go_back(&mut self, step: u64) {
        let kept = self.steps.iter().take_while(|at| **at <= step).count().max(1);
        self.vectors.truncate(kept);
        self.steps.truncate(kept);
        self.gaps.truncate(kept - 1);
        let Some((first, rest)) = self.vectors.split_first() else { return };
        self.reach = rest.iter().map(|v| distance(first, v)).fold(0.0, f64::max);
    }

    /// Takes a further point of the path into account; keeps it only when it has moved. Non-finite points are no places.
    #[inline]
    pub fn record(&mut self, step: u64, parameters: &[f32]) {
        let Some(last) = self.vectors.last() else { return };
        let gap = distance(last, parameters);
        if gap > SPACING * SPACING * self.reach && gap.is_finite() {
            self.keep(step, parameters, gap);
        }
    }

    fn keep(&mut self, step: u64, parameters: &[f32], gap: f64) {
        let reach = distance(&self.vectors[0], parameters);
        if !reach.is_finite() {
            return;
        }
        self.reach = self.reach.max(reach);
        let mut room = if self.vectors.len() == MOST { self.drop_least() } else { Rc::default() };
        match Rc::get_mut(&mut room) {
            Some(room) => {
                room.clear();
                room.extend_from_slice(parameters);
            }
            None => room = Rc::new(parameters.to_vec()),
        }
        self.vectors.push(room);
        self.steps.push(step);
        self.gaps.push(gap);
    }

    /// Drops the vector whose two neighbours are nearest to each other, and hands its room on.
    fn drop_least(&mut self) -> Rc<Vec<f32>> {
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
        self.gaps[least.0 - 1] = distance(&self.vectors[least.0 - 1], &self.vectors[least.0]);
        room
    }

    /// Leaves out vectors until those that are left take no more than so many bytes; the first and the last stay.
    pub fn thin(&mut self, bytes: usize) {
        while self.vectors.len() > 2 && self.vectors.len() * 4 * self.vectors[0].len() > bytes {
            self.drop_least();
        }
    }

    /// The step at which it begins.
    pub fn begins(&self) -> u64 {
        self.steps.first().copied().unwrap_or(0)
    }

    /// The vectors kept, oldest first.
    pub fn vectors(&self) -> &[Rc<Vec<f32>>] {
        &self.vectors
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

/// Scalar product.
pub fn dot(a: &[f32], b: &[f32]) -> f64 {
    along(a, a, 0.0, b)
}

/// Scalar product of the way from `share` of an origin to a place, and an axis; anew in f64 where f32 has overflowed or
/// underflowed.
pub fn along(place: &[f32], origin: &[f32], share: f32, axis: &[f32]) -> f64 {
    let shares = Vector::splat(share);
    let sum = total(place, origin, axis, |p, o, a| (p - o * shares) * a);
    if (1e-30..1e30).contains(&sum.abs()) {
        return sum;
    }
    let at = |row: &[f32], i: usize| row.get(i).copied().map_or(0.0, f64::from);
    (0..axis.len()).map(|i| (at(place, i) - f64::from(share) * at(origin, i)) * at(axis, i)).sum()
}

/// Squared distance.
fn distance(a: &[f32], b: &[f32]) -> f64 {
    total(a, b, b, |a, b, _| (a - b) * (a - b))
}

/// The sum of a term of each three, in eight independent lanes, which are added in f64. The term of zeros is zero.
#[inline(always)]
fn total(a: &[f32], b: &[f32], c: &[f32], term: impl Fn(Vector, Vector, Vector) -> Vector) -> f64 {
    let mut lanes = [Vector::ZERO; 2];
    let mut add = |a: &[f32; 8], b: &[f32; 8], c: &[f32; 8]| {
        let ([a, d], [b, e], [c, f]) = (halves(a), halves(b), halves(c));
        lanes = [lanes[0] + term(a, b, c), lanes[1] + term(d, e, f)];
    };
    let ((a, a_rest), (b, b_rest), (c, c_rest)) = (a.as_chunks(), b.as_chunks(), c.as_chunks());
    for ((a, b), c) in a.iter().zip(b).zip(c) {
        add(a, b, c);
    }
    let [a, b, c] = [a_rest, b_rest, c_rest].map(|rest| {
        let mut padded = [0.0; 8];
        padded.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        padded
    });
    add(&a, &b, &c);
    let mut sum = 0.0;
    for lane in lanes {
        lane.to_array().into_iter().for_each(|value| sum += f64::from(value));
    }
    sum
}

#[inline(always)]
fn halves(&[a, b, c, d, e, f, g, h]: &[f32; 8]) -> [Vector; 2] {
    [Vector::from_array([a, b, c, d]), Vector::from_array([e, f, g, h])]
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

    fn kept(path: &Path) -> Vec<Vec<f32>> {
        path.vectors().iter().map(|v| v.to_vec()).collect()
    }

    #[test]
    fn what_is_undone_is_no_part_of_it() {
        let mut path = Path::default();
        path.restart(7, &[1.0, 0.0]);
        for step in 8..=30 {
            path.record(step, &[step as f32 - 6.0, 0.0]);
        }
        path.go_back(10);
        assert_eq!(kept(&path), [[1.0, 0.0], [2.0, 0.0], [3.0, 0.0], [4.0, 0.0]]);
        // What counts as having moved is measured by what is left.
        path.record(11, &[4.05, 0.0]);
        assert_eq!(path.vectors().len(), 5);
        path.go_back(0);
        assert_eq!(kept(&path), [[1.0, 0.0]]);
    }
}
