//! Which points are allowed.

use super::point::Point;

/// The most points that are taken at once.
pub const MOST_POINTS: usize = 2000;

/// The greatest magnitude accepted, so that squares and sums of squares still fit the `f32` of training.
pub const MOST_MAGNITUDE: f64 = 1e15;

/// Why points given by script were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointFault {
    /// There are more than `MOST_POINTS`.
    TooMany {
        /// How many there are.
        found: usize,
    },
    /// A coordinate is not a finite number.
    NotFinite {
        /// The place of the point in the list; the first is 0.
        index: usize,
    },
    /// A coordinate is beyond ±`MOST_MAGNITUDE`.
    TooLarge {
        /// The place of the point in the list; the first is 0.
        index: usize,
    },
}

/// Checks points given by script.
///
/// # Errors
/// Too many points, or the first point that is not finite or too large.
pub fn check(points: &[Point]) -> Result<(), PointFault> {
    if points.len() > MOST_POINTS {
        return Err(PointFault::TooMany { found: points.len() });
    }
    for (index, &Point { x, y, .. }) in points.iter().enumerate() {
        if !(x.is_finite() && y.is_finite()) {
            return Err(PointFault::NotFinite { index });
        }
        if x.abs() > MOST_MAGNITUDE || y.abs() > MOST_MAGNITUDE {
            return Err(PointFault::TooLarge { index });
        }
    }
    Ok(())
}
