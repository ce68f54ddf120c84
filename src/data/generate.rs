//! Laws, and noisy points drawn from them: the same generator state gives the same points, bit for bit, everywhere.

use rand_core::Rng;

use super::draws::{between, normal_pair, sine, uniform};
use super::point::Point;

/// A true law y = f(x), from which points are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// Price of a house (thousands) over its distance from the centre (km): a plateau, then a fall that flattens.
    Houses,
    /// One and a half periods of a sine of amplitude 1.
    Sine,
    /// x³ − 2x: two bends.
    Cubic,
    /// |x|: what two rectified units draw exactly.
    Abs,
    /// 0 below zero, 1 from zero on: what no smooth curve draws.
    Step,
    /// The law of `Houses` seen only in a dense centre (3–8 km) and a suburb (20–26 km), with nothing between.
    Clusters,
    /// Price of a house (thousands) that falls by the same 24 with every km from the centre: what a line draws exactly.
    Town,
    /// Price of a house (thousands) along a railway (km): highest at each of three stations, and falling alike on both sides: what
    /// takes five bends to follow.
    Railway,
}

/// The part of the points of `Law::Clusters` that lies in the centre.
const CENTRE_SHARE: f64 = 0.6;
const CENTRE_KM: (f64, f64) = (3.0, 8.0);
const SUBURB_KM: (f64, f64) = (20.0, 26.0);

/// The first station of `Law::Railway`, and how far the next one is, km.
const STATIONS: (f64, f64) = (5.0, 10.0);

/// How many equal cells of the domain the law's standard deviation is summed over.
const DEVIATION_CELLS: u32 = 512;

impl Law {
    /// Every law, in the order in which it is offered.
    pub const ALL: [Law; 8] =
        [Law::Houses, Law::Sine, Law::Cubic, Law::Abs, Law::Step, Law::Clusters, Law::Town, Law::Railway];

    /// The true y at `x`, without noise; defined outside the domain too.
    pub fn value(self, x: f64) -> f64 {
        match self {
            // 900 in the centre, half of the fall by about 12 km, 207 at 30 km. The fall is the same on either side
            // of the centre, so a probe dragged below 0 km still sees a price.
            Law::Houses | Law::Clusters => 200.0 + 700.0 * libm::exp(-(x / 14.0) * (x / 14.0)),
            Law::Sine => sine(x),
            Law::Cubic => x * x * x - 2.0 * x,
            Law::Abs => x.abs(),
            Law::Step if x < 0.0 => 0.0,
            Law::Step => 1.0,
            // 180 at 30 km: within its domain no price is below nothing.
            Law::Town => 900.0 - 24.0 * x,
            // 765 at the station at 5 km, 665 at the one at 25 km; midway between two of them 400 less.
            Law::Railway => {
                let station = STATIONS.0 + STATIONS.1 * ((x - STATIONS.0) / STATIONS.1).round();
                790.0 - 5.0 * x - 80.0 * (x - station).abs()
            }
        }
    }

    /// The least and the greatest x that a generated point can have.
    pub fn domain(self) -> (f64, f64) {
        match self {
            Law::Houses | Law::Town | Law::Railway => (0.0, 30.0),
            Law::Sine => (-3.0, 3.0),
            Law::Cubic | Law::Abs | Law::Step => (-2.0, 2.0),
            Law::Clusters => (CENTRE_KM.0, SUBURB_KM.1),
        }
    }

    /// Draws `count` points in rising x, none of them held out.
    ///
    /// The domain is cut into `count` equal cells and each has one point at a uniformly random place, so that few
    /// points cover it too. `noise` is the standard deviation of the normal error in y, as a share of the standard
    /// deviation of the law itself over its domain. The draws do not depend on `noise`: from the same generator state,
    /// turning it up only scales the same deviations at the same x.
    pub fn generate(self, count: usize, noise: f64, rng: &mut impl Rng) -> Vec<Point> {
        let deviation = noise * self.deviation();
        drawn(count, deviation, rng, |t| {
            let x = self.place(t);
            (x, self.value(x))
        })
    }

    /// The x at the share `t` (0 to 1) of the points' density.
    fn place(self, t: f64) -> f64 {
        match self {
            Law::Clusters if t < CENTRE_SHARE => between(CENTRE_KM, t / CENTRE_SHARE),
            Law::Clusters => between(SUBURB_KM, (t - CENTRE_SHARE) / (1.0 - CENTRE_SHARE)),
            Law::Houses | Law::Sine | Law::Cubic | Law::Abs | Law::Step | Law::Town | Law::Railway => {
                between(self.domain(), t)
            }
        }
    }

    /// The standard deviation of the law's y over its domain, in the units of y.
    fn deviation(self) -> f64 {
        deviation(|t| self.value(between(self.domain(), t)))
    }
}

/// Points one to a cell of equal cells from 0 to 1, by the place and the law's value there, with normal errors of this deviation.
pub(super) fn drawn(count: usize, deviation: f64, rng: &mut impl Rng, law: impl Fn(f64) -> (f64, f64)) -> Vec<Point> {
    (0..count)
        .map(|cell| {
            let (x, y) = law((cell as f64 + uniform(rng)) / count as f64);
            Point::of_curve(x, y + deviation * normal_pair(rng).0, false)
        })
        .collect()
}

/// The standard deviation of a law's values over places from 0 to 1, where it has any.
pub(super) fn deviation(law: impl Fn(f64) -> f64) -> f64 {
    let middle = |cell: u32| law((f64::from(cell) + 0.5) / f64::from(DEVIATION_CELLS));
    let values = (0..DEVIATION_CELLS).map(middle).filter(|y| y.is_finite());
    let count = values.clone().count().max(1) as f64;
    let mean = values.clone().sum::<f64>() / count;
    f64::sqrt(values.map(|y| (y - mean) * (y - mean)).sum::<f64>() / count)
}

#[cfg(test)]
mod tests {
    use rand_pcg::Pcg64Mcg;

    use super::*;

    fn rng() -> Pcg64Mcg {
        Pcg64Mcg::new(7)
    }

    #[test]
    fn any_count_is_drawn_one_point_to_a_cell() {
        for law in Law::ALL {
            let (low, high) = law.domain();
            for count in [0, 1, 2, 17, 2000] {
                let points = law.generate(count, 0.3, &mut rng());
                assert_eq!(points.len(), count);
                assert!(points.iter().all(|p| (low..=high).contains(&p.x) && p.y.is_finite() && !p.held_out));
                assert!(points.is_sorted_by(|a, b| a.x <= b.x));
                if law != Law::Clusters {
                    let cell = |p: &Point| ((p.x - low) / (high - low) * count as f64 + 1e-9).floor();
                    assert!(points.iter().enumerate().all(|(i, p)| (cell(p) - i as f64).abs() <= 1.0));
                }
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_bits() {
        let bits = |points: Vec<Point>| points.iter().flat_map(|p| [p.x.to_bits(), p.y.to_bits()]).collect::<Vec<_>>();
        for law in Law::ALL {
            assert_eq!(bits(law.generate(40, 0.2, &mut rng())), bits(law.generate(40, 0.2, &mut rng())));
        }
    }

    #[test]
    fn more_noise_scales_the_same_deviations() {
        for law in Law::ALL {
            let [none, once, thrice] = [0.0, 0.1, 0.3].map(|noise| law.generate(50, noise, &mut rng()));
            for ((none, once), thrice) in none.iter().zip(&once).zip(&thrice) {
                assert_eq!(none.y, law.value(none.x));
                assert_eq!((none.x, none.x), (once.x, thrice.x));
                let (small, large) = (once.y - none.y, thrice.y - none.y);
                assert!((large - 3.0 * small).abs() <= 1e-12 * (1.0 + none.y.abs()), "{law:?}: {small} {large}");
            }
        }
    }

    #[test]
    fn noise_is_a_share_of_the_laws_own_deviation() {
        for law in Law::ALL {
            let points = law.generate(2000, 0.5, &mut rng());
            let square = |p: &Point| (p.y - law.value(p.x)) * (p.y - law.value(p.x));
            let error = (points.iter().map(square).sum::<f64>() / 2000.0).sqrt();
            assert!((error / law.deviation() - 0.5).abs() < 0.03, "{law:?}: {error}");
        }
        assert!((Law::Step.deviation() - 0.5).abs() < 1e-9);
        assert!((Law::Sine.deviation() - 0.5f64.sqrt()).abs() < 1e-9);
    }

    #[test]
    fn house_prices_fall_and_a_line_is_a_decent_first_answer() {
        let points = Law::Houses.generate(300, 0.0, &mut rng());
        assert!(points.is_sorted_by(|a, b| a.y > b.y));
        assert!(
            (890.0..=900.0).contains(&Law::Houses.value(1.0)) && (200.0..=215.0).contains(&Law::Houses.value(30.0))
        );

        let mean = |of: &dyn Fn(&Point) -> f64| points.iter().map(of).sum::<f64>() / 300.0;
        let (x, y) = (mean(&|p| p.x), mean(&|p| p.y));
        let (xy, xx, yy) =
            (mean(&|p| (p.x - x) * (p.y - y)), mean(&|p| (p.x - x) * (p.x - x)), mean(&|p| (p.y - y) * (p.y - y)));
        let explained = xy * xy / (xx * yy);
        assert!((0.88..0.97).contains(&explained), "{explained}");
    }

    #[test]
    fn along_the_railway_prices_are_highest_at_the_stations() {
        for station in [5.0, 15.0, 25.0] {
            let [before, at, after] = [-5.0, 0.0, 5.0].map(|away| Law::Railway.value(station + away));
            assert!((at - (790.0 - 5.0 * station)).abs() < 1e-9);
            assert!((at - before - 375.0).abs() < 1e-9 && (at - after - 425.0).abs() < 1e-9);
        }
        assert!(Law::Railway.generate(300, 0.0, &mut rng()).iter().all(|p| p.y > 200.0));
    }

    #[test]
    fn in_town_a_line_says_all_that_there_is() {
        let points = Law::Town.generate(300, 0.0, &mut rng());
        assert!(points.iter().all(|p| (p.y - (900.0 - 24.0 * p.x)).abs() < 1e-9 && p.y >= 180.0));
        // A tenth of noise strays by a tenth of the law's own deviation, 24 · 30 / √12 thousand.
        assert!((Law::Town.deviation() - 720.0 / 12f64.sqrt()).abs() < 1e-3);
    }

    #[test]
    fn clusters_leave_the_middle_empty_and_the_centre_dense() {
        let points = Law::Clusters.generate(100, 0.1, &mut rng());
        let centre = points.iter().filter(|p| (3.0..=8.0).contains(&p.x)).count();
        let suburb = points.iter().filter(|p| (20.0..=26.0).contains(&p.x)).count();
        assert_eq!((centre, suburb), (60, 40));
        assert_eq!(Law::Clusters.value(9.0), Law::Houses.value(9.0));
    }
}
