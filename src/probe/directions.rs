//! The two directions in which a path through parameter space spreads most.

use crate::learn::flat::dot;
use crate::run::Path;

/// A direction in which the path spreads less than this share of its whole square spread is one of rounding: the Gram
/// matrix is summed in f32.
const STRAIGHT: f64 = 1e-6;
/// The most products that the Gram matrix of the path may cost.
const GRAM_COST: usize = 4_000_000;

/// The two orthonormal directions in which the path spreads most around `centre`: the leading eigenvectors of its
/// covariance, found in the small Gram matrix (Li et al. 2018, "Visualizing the Loss Landscape of Neural Nets", §7).
/// Directions in which the path does not spread at all are left out.
pub fn principal_directions(path: &Path, centre: &[f32]) -> Vec<Vec<f32>> {
    let vectors = path.all();
    // Few rows for a large model: the Gram matrix costs rows² × parameters, and must fit in a frame.
    let most = ((GRAM_COST / centre.len().max(1)) as f64).sqrt() as usize;
    let stride = vectors.len().div_ceil(most.clamp(8, 48)).max(1);
    let rows: Vec<Vec<f32>> =
        vectors.iter().step_by(stride).map(|v| v.iter().zip(centre).map(|(a, b)| a - b).collect()).collect();
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

    const MOST: usize = 96;

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
        let directions = principal_directions(&path, &at(1.0));
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
        let directions = principal_directions(&path, &at(1.0));
        assert_eq!(directions.len(), 1);
        assert!((dot(&directions[0], &directions[0]) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn standing_still_or_leaving_the_numbers_gives_no_direction() {
        let mut path = Path::default();
        path.restart(0, &[1.0, 2.0]);
        path.record(1, &[1.0, 2.0]);
        path.record(2, &[f32::NAN, 2.0]);
        path.record(3, &[f32::INFINITY, 2.0]);
        assert_eq!(path.vectors().len(), 1);
        assert!(principal_directions(&path, &[1.0, 2.0]).is_empty());
    }
}
