//! Which points are held out: a draw over their places in the list, blind to where they lie.

use std::collections::BinaryHeap;

use rand_core::Rng;

use super::point::Point;

/// Marks round(`share` · n) of the n points as held out and the others as trained on; at least one is trained on.
///
/// `share` runs from 0 to 1 and is clamped to that (not a number counts as 0). Each place in the list draws a rank,
/// and the lowest ranks are held out. So from the same generator state a larger share only adds to the points a smaller
/// one holds out, and dragging a point never changes its side. No point moves in the list or in the plane.
pub fn split(points: &mut [Point], share: f64, rng: &mut impl Rng) {
    let ranks: Vec<u64> = points.iter().map(|_| rng.next_u64()).collect();
    // A heap is no slower for so few, and much less code to download than the sort of the standard library.
    let sorted = BinaryHeap::from(ranks.clone()).into_sorted_vec();

    // A float cast to an integer saturates, and takes NaN to 0.
    let wanted = libm::round(share * points.len() as f64) as usize;
    let held_out = wanted.min(points.len().saturating_sub(1));
    // Equal ranks, which 64 bits all but rule out, fall on one side.
    let limit = sorted.get(held_out).copied().unwrap_or(0);
    for (point, rank) in points.iter_mut().zip(ranks) {
        point.held_out = rank < limit;
    }
}

#[cfg(test)]
mod tests {
    use rand_pcg::Pcg64Mcg;

    use super::*;

    fn points(count: usize) -> Vec<Point> {
        (0..count).map(|i| Point::of_curve(i as f64, -(i as f64), i % 3 == 0)).collect()
    }

    fn sides(points: &mut [Point], share: f64) -> Vec<bool> {
        split(points, share, &mut Pcg64Mcg::new(11));
        points.iter().map(|p| p.held_out).collect()
    }

    #[test]
    fn the_share_is_rounded_and_one_point_is_left_to_train_on() {
        let cases = [(0, 0.5, 0), (1, 1.0, 0), (2, 0.5, 1), (10, 0.25, 3), (10, 0.24, 2), (10, 1.0, 9), (7, 0.0, 0)];
        let odd = [(5, -1.0, 0), (5, f64::NAN, 0), (5, f64::INFINITY, 4), (5, 2.0, 4)];
        for (count, share, expected) in cases.into_iter().chain(odd) {
            let held_out = sides(&mut points(count), share).into_iter().filter(|held| *held).count();
            assert_eq!(held_out, expected, "{share} of {count}");
        }
    }

    #[test]
    fn a_larger_share_only_adds() {
        let mut before = vec![false; 40];
        for share in [0.0, 0.1, 0.2, 0.35, 0.5, 0.9, 1.0] {
            let after = sides(&mut points(40), share);
            assert!(before.iter().zip(&after).all(|(before, after)| !before || *after));
            before = after;
        }
    }

    #[test]
    fn points_stay_in_place_and_dragging_them_changes_no_side() {
        let (mut here, mut dragged) = (points(30), points(30));
        dragged.iter_mut().for_each(|p| (p.x, p.y) = (-p.x * 3.0, f64::NAN));
        assert_eq!(sides(&mut here, 0.4), sides(&mut dragged, 0.4));
        assert!(here.iter().zip(points(30)).all(|(a, b)| (a.x, a.y) == (b.x, b.y)));
    }
}
