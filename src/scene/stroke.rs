//! What is done to a line before it is drawn: points that make no visible difference are left out, and dashes are cut.

use super::geometry::{Px, distance};

/// A line's points less than this far from the straight way between their neighbours are left out, CSS px: nobody sees
/// them, and each costs the browser as much as any other.
const STRAIGHT: f64 = 0.08;

/// The same line with fewer points: none that is left out is further than `STRAIGHT` from it. One pass, in which the
/// directions that lead past all points since the last one kept narrow to a wedge (Williams 1978, "An efficient algorithm
/// for the piecewise linear approximation of planar curves").
pub(super) fn straightened(points: &[Px]) -> Vec<Px> {
    let cross = |a: Px, b: Px| a.0 * b.1 - a.1 * b.0;
    let mut kept: Vec<Px> = Vec::new();
    let mut last: Option<Px> = None;
    // How far the last point was, and the wedge's sides.
    let mut wedge: Option<(f64, Px, Px)> = None;
    for &p in points {
        let Some(from) = kept.last().copied() else {
            kept.push(p);
            continue;
        };
        let mut way = (p.0 - from.0, p.1 - from.1);
        if let (Some((far, left, right)), Some(before)) = (wedge, last) {
            let on = cross(right, way) >= 0.0 && cross(left, way) <= 0.0 && way.0 * way.0 + way.1 * way.1 >= far;
            if !on {
                kept.push(before);
                way = (p.0 - before.0, p.1 - before.1);
                wedge = None;
            }
        }
        let far = way.0 * way.0 + way.1 * way.1;
        let aside = STRAIGHT / far.sqrt().max(1e-9);
        let mut left = (way.0 - way.1 * aside, way.1 + way.0 * aside);
        let mut right = (way.0 + way.1 * aside, way.1 - way.0 * aside);
        if let Some((_, l, r)) = wedge {
            left = if cross(l, left) > 0.0 { l } else { left };
            right = if cross(r, right) < 0.0 { r } else { right };
        }
        // Nearer than the tolerance every direction will do, until one is further.
        wedge = (far > STRAIGHT * STRAIGHT || wedge.is_some()).then_some((far, left, right));
        last = Some(p);
    }
    kept.extend(last);
    kept
}

/// Cuts a line into dashes; `pattern` is dash, gap, dash, gap and so on, in CSS px.
pub(super) fn dashes(points: &[Px], pattern: &[f64]) -> Vec<Vec<Px>> {
    let mut all: Vec<Vec<Px>> = Vec::new();
    let mut lengths = pattern.iter().copied().cycle();
    let (mut on, mut left) = (true, lengths.next().unwrap_or(f64::INFINITY));
    let mut current: Vec<Px> = points.first().map(|&p| vec![p]).unwrap_or_default();
    for pair in points.windows(2) {
        let (mut a, b) = (pair[0], pair[1]);
        let mut length = distance(a, b);
        // A line longer than any canvas comes from a fault elsewhere; it is not drawn further.
        if length.is_nan() || length > 1e5 {
            return all;
        }
        while length > left {
            let t = left / length;
            a = (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
            length -= left;
            if on {
                current.push(a);
                all.push(std::mem::take(&mut current));
            } else {
                current.push(a);
            }
            on = !on;
            left = lengths.next().unwrap_or(f64::INFINITY);
        }
        left -= length;
        if on {
            current.push(b);
        }
    }
    if on && current.len() > 1 {
        all.push(current);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn from_segment(p: Px, a: Px, b: Px) -> f64 {
        let long = distance(a, b);
        let along =
            if long > 0.0 { ((p.0 - a.0) * (b.0 - a.0) + (p.1 - a.1) * (b.1 - a.1)) / (long * long) } else { 0.0 };
        let t = along.clamp(0.0, 1.0);
        distance(p, (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t))
    }

    proptest! {
        /// Steps small and large, there and back, so that bends of every size come up.
        #[test]
        fn no_point_is_left_out_that_could_be_seen(steps in prop::collection::vec((-1.0..1.0f64, -1.0..1.0f64, 0..3), 1..80)) {
            let mut at = (100.0, 100.0);
            let line: Vec<Px> = steps
                .iter()
                .map(|&(dx, dy, size)| {
                    let scale = [0.05, 0.5, 20.0][size as usize];
                    at = (at.0 + dx * scale, at.1 + dy * scale * 0.3);
                    at
                })
                .collect();
            let kept = straightened(&line);
            prop_assert_eq!(kept.first(), line.first());
            prop_assert_eq!(kept.last(), line.last());
            for &p in &line {
                let off = kept.windows(2).map(|w| from_segment(p, w[0], w[1])).fold(f64::INFINITY, f64::min);
                prop_assert!(kept.len() < 2 || off <= STRAIGHT * 1.01, "{p:?} is {off} px off {kept:?}");
            }
        }
    }

    #[test]
    fn a_straight_line_keeps_its_ends_and_a_gentle_arc_stays_an_arc() {
        let straight: Vec<Px> = (0..200).map(|i| (f64::from(i), 0.5 * f64::from(i))).collect();
        assert_eq!(straightened(&straight).len(), 2);
        let arc: Vec<Px> = (0..400).map(|i| (f64::from(i), 5e-5 * f64::from(i) * f64::from(i))).collect();
        let kept = straightened(&arc);
        assert!((4..40).contains(&kept.len()), "{}", kept.len());
    }
}
