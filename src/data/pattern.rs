//! Samples of two classes in patterns: clouds, rings, quadrants and arms. The same generator state gives the same samples, bit
//! for bit, everywhere.

use rand_core::Rng;

use super::draws::{between, normal_pair, sine, uniform};
use super::point::Point;
use super::species::Species;

/// How samples of two classes lie in the plane of their two measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Animals by how pointed their ears are and how long their whiskers, from 0 to 10: cats in the middle, and around them dogs
    /// (`Species::First`), rabbits (`Species::Second`) and mice (`Species::Third`). Three straight lines fence the cats in.
    Cats,
    /// Two round clouds: what one straight line parts.
    Blobs,
    /// A disc inside a ring.
    Circle,
    /// Four quadrants, of which those across from each other are of one class.
    Xor,
    /// Two half circles, each of which reaches into the other.
    Moons,
    /// Two arms that turn around each other.
    Spiral,
}

/// By this share of a turn each sample lies behind the one before in its group: the golden section leaves no gap, however many
/// there are.
const GOLDEN: f64 = 0.618_033_988_749_895;

/// Of so many animals one strays so far that it is taken for another, and the first is this one; no number of groups divides it.
const STRAY_EVERY: usize = 67;
const FIRST_STRAY: usize = 40;
/// The noise at which it has come to lie among the others.
const NOISE_AMONG_OTHERS: f64 = 0.3;

/// What is told of a sample before the pattern gives it a place.
struct Sample {
    /// Its place in the list.
    index: usize,
    kind: Species,
    /// The group within its class, from 0.
    group: usize,
    /// How far along or around it lies, from 0 to 1: evenly spread within its group.
    along: f64,
    /// How far across, from 0 to 1.
    across: f64,
    /// Which way it strays: standard normal each.
    strays: (f64, f64),
}

/// An ellipse of animals.
struct Cloud {
    centre: (f64, f64),
    /// Two half axes; those of the others point away from the cats, and along the fence.
    axes: [(f64, f64); 2],
}

impl Pattern {
    /// Every pattern, in the order in which it is offered.
    pub const ALL: [Pattern; 6] =
        [Pattern::Cats, Pattern::Blobs, Pattern::Circle, Pattern::Xor, Pattern::Moons, Pattern::Spiral];

    /// The range of x₁ and that of x₂ which a picture shows. Every sample lies within.
    pub fn frame(self) -> ((f64, f64), (f64, f64)) {
        match self {
            Pattern::Cats => ((0.0, 10.0), (0.0, 10.0)),
            Pattern::Blobs | Pattern::Circle | Pattern::Xor | Pattern::Moons | Pattern::Spiral => {
                ((-6.0, 6.0), (-6.0, 6.0))
            }
        }
    }

    /// Draws `count` samples, none of them held out.
    ///
    /// Classes and groups are dealt in turn and not drawn, so that few samples are some of each, and so is any part of the list. A
    /// smaller count gives the first of the same samples. `noise`, from 0 to 1, says how far they stray. The draws do not depend on
    /// it: turning it up moves each sample farther the same way, until it comes to the edge of the frame. There it is reflected:
    /// held at the edge, samples would come to lie on a line, which is none of the pattern's.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn generate(self, count: usize, noise: f64, rng: &mut impl Rng) -> Vec<Point> {
        let (horizontal, vertical) = self.frame();
        let starts = (uniform(rng), uniform(rng));
        (0..count)
            .map(|index| {
                let (kind, group, place) = self.dealt(index);
                let start = if kind.is_positive() { starts.0 } else { starts.1 };
                let along = (start + place as f64 * GOLDEN).fract();
                let sample = Sample { index, kind, group, along, across: uniform(rng), strays: normal_pair(rng) };
                let ((x, y), (dx, dy)) = self.place(&sample);
                let (x, y) = (reflected(x + noise * dx, horizontal), reflected(y + noise * dy, vertical));
                Point { x, y, kind, held_out: false, unseen: false }
            })
            .collect()
    }

    /// How many of the first `count` samples are of the class that is asked for: of the animals 45 %, of all others half.
    fn positives(self, count: usize) -> usize {
        match self {
            Pattern::Cats => (9 * count + 10) / 20,
            Pattern::Blobs | Pattern::Circle | Pattern::Xor | Pattern::Moons | Pattern::Spiral => count.div_ceil(2),
        }
    }

    /// What the sample at this place of the list is, its group within the class, and how many of that group come before it.
    fn dealt(self, index: usize) -> (Species, usize, usize) {
        let positives = self.positives(index);
        let positive = self.positives(index + 1) > positives;
        let before = if positive { positives } else { index - positives };
        let groups = match self {
            Pattern::Cats if positive => 1,
            Pattern::Cats => 3,
            Pattern::Xor => 2,
            Pattern::Blobs | Pattern::Circle | Pattern::Moons | Pattern::Spiral => 1,
        };
        let group = before % groups;
        let kind = if groups == 3 { other_animal(group) } else { Species::of(positive) };
        (kind, group, before / groups)
    }

    /// Where a sample lies without noise, and how far a noise of 1 moves it.
    fn place(self, sample: &Sample) -> ((f64, f64), (f64, f64)) {
        let Sample { along, across, strays, .. } = *sample;
        let side = if sample.kind.is_positive() { 1.0 } else { -1.0 };
        let (place, deviation) = match self {
            Pattern::Cats => return animal(sample),
            // A normal cloud has one deviation, which noise makes greater.
            Pattern::Blobs => ((2.0 * side + 0.7 * strays.0, 2.0 * side + 0.7 * strays.1), 1.6),
            Pattern::Circle => {
                let (inner, outer) = if sample.kind.is_positive() { (0.0, 2.5) } else { (3.5, 5.0) };
                // As many to each piece of area.
                let radius = f64::sqrt(between((inner * inner, outer * outer), across));
                (around(radius, along), 0.7)
            }
            Pattern::Xor => {
                let half = if sample.group == 0 { 1.0 } else { -1.0 };
                let from_axis = |share: f64| half * between((0.4, 5.4), share);
                ((from_axis(along), side * from_axis(across)), 0.7)
            }
            Pattern::Moons => {
                // The upper half of a circle whose middle lies half a radius to the left and a quarter of one below 0; and the same
                // turned by half.
                let (x, y) = around(3.2, along / 2.0);
                ((side * (x - 1.6), side * (y - 0.8)), 1.1)
            }
            Pattern::Spiral => {
                // Not from the very middle, where nobody could tell them apart.
                let share = between((0.08, 1.0), along);
                let (x, y) = around(5.0 * share, 1.75 * share);
                ((side * x, side * y), 0.45)
            }
        };
        (place, (deviation * strays.0, deviation * strays.1))
    }
}

/// The groups around the cats.
fn other_animal(group: usize) -> Species {
    match group % 3 {
        0 => Species::First,
        1 => Species::Second,
        _ => Species::Third,
    }
}

/// Where an animal lies, and how far a noise of 1 moves it. One that strays lies as far among the others as it would among its own.
fn animal(sample: &Sample) -> ((f64, f64), (f64, f64)) {
    let (a, b) = around(f64::sqrt(sample.across), sample.along);
    let among = |kind: Species| {
        let Cloud { centre, axes: [away, along] } = cloud(kind);
        (centre.0 + a * away.0 + b * along.0, centre.1 + a * away.1 + b * along.1)
    };
    let (x, y) = among(sample.kind);
    let (mut dx, mut dy) = (0.7 * sample.strays.0, 0.7 * sample.strays.1);
    if sample.index % STRAY_EVERY == FIRST_STRAY {
        let cat = sample.kind.is_positive();
        let (to_x, to_y) = among(if cat { other_animal(sample.index) } else { Species::Positive });
        dx += (to_x - x) / NOISE_AMONG_OTHERS;
        dy += (to_y - y) / NOISE_AMONG_OTHERS;
    }
    ((x, y), (dx, dy))
}

/// Where the animals of a kind lie without noise. The others are farther along the fence than across, so that it has three sides: a
/// line that leaves two groups out cuts through the cats.
fn cloud(kind: Species) -> Cloud {
    match kind {
        Species::Positive => Cloud { centre: (4.7, 5.2), axes: [(1.5, 0.0), (0.0, 1.5)] },
        Species::First => Cloud { centre: (2.2, 2.7), axes: [(-0.46, -0.46), (1.42, -1.42)] },
        Species::Second => Cloud { centre: (8.1, 4.4), axes: [(0.63, -0.15), (0.46, 1.95)] },
        Species::Third => Cloud { centre: (3.9, 8.6), axes: [(-0.15, 0.63), (1.95, 0.46)] },
    }
}

/// The point at this distance from 0, so many turns from the right, against the clock.
fn around(radius: f64, turns: f64) -> (f64, f64) {
    (radius * sine(4.0 * turns + 1.0), radius * sine(4.0 * turns))
}

/// A value beyond an end comes back by as much, but no farther than to the other end.
fn reflected(value: f64, (low, high): (f64, f64)) -> f64 {
    let inside = if value < low {
        low + (low - value)
    } else if value > high {
        high - (value - high)
    } else {
        value
    };
    inside.max(low).min(high)
}

#[cfg(test)]
mod tests {
    use rand_pcg::Pcg64Mcg;

    use super::*;

    fn points(pattern: Pattern, count: usize, noise: f64) -> Vec<Point> {
        pattern.generate(count, noise, &mut Pcg64Mcg::new(7))
    }

    fn count(points: &[Point], kind: Species) -> usize {
        points.iter().filter(|p| p.kind == kind).count()
    }

    #[test]
    fn any_count_lies_in_the_frame() {
        for pattern in Pattern::ALL {
            let ((left, right), (low, high)) = pattern.frame();
            for count in [0, 1, 2, 17, 2000] {
                for noise in [0.0, 0.3, 1.0] {
                    let points = points(pattern, count, noise);
                    assert_eq!(points.len(), count);
                    assert!(points.iter().all(|p| (left..=right).contains(&p.x) && (low..=high).contains(&p.y)));
                    assert!(points.iter().all(|p| !p.held_out));
                }
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_bits_and_a_smaller_count_the_first_of_them() {
        let bits = |points: &[Point]| points.iter().map(|p| (p.x.to_bits(), p.y.to_bits())).collect::<Vec<_>>();
        for pattern in Pattern::ALL {
            let all = bits(&points(pattern, 90, 0.2));
            assert_eq!(all, bits(&points(pattern, 90, 0.2)));
            assert_eq!(all[..40], bits(&points(pattern, 40, 0.2)));
        }
    }

    #[test]
    fn more_noise_moves_each_sample_farther_the_same_way() {
        for pattern in Pattern::ALL {
            let [none, once, thrice] = [0.0, 0.1, 0.3].map(|noise| points(pattern, 300, noise));
            let mut along = 0;
            for ((none, once), thrice) in none.iter().zip(&once).zip(&thrice) {
                for (none, once, thrice) in [(none.x, once.x, thrice.x), (none.y, once.y, thrice.y)] {
                    along += usize::from((thrice - none - 3.0 * (once - none)).abs() < 1e-12);
                }
                assert_eq!((none.kind, none.kind), (once.kind, thrice.kind));
            }
            // The rest was reflected.
            assert!(along >= 590, "{pattern:?}: {along} of 600");
        }
    }

    #[test]
    fn classes_are_as_even_as_they_can_be_and_dealt_in_turn() {
        for pattern in Pattern::ALL {
            let all = points(pattern, 2000, 0.3);
            for n in 0..=2000 {
                let positives = count(&all[..n], Species::Positive) as f64;
                let share = if pattern == Pattern::Cats { 0.45 } else { 0.5 };
                assert!((positives - share * n as f64).abs() <= 0.5, "{pattern:?}: {positives} of {n}");
                let groups = [Species::First, Species::Second, Species::Third].map(|kind| count(&all[..n], kind));
                if pattern == Pattern::Cats {
                    assert!(groups.is_sorted_by(|a, b| a >= b) && groups[0] - groups[2] <= 1, "{groups:?}");
                } else {
                    assert_eq!(groups[1..], [0, 0]);
                }
            }
            assert!(all.windows(3).all(|three| (1..=2).contains(&count(three, Species::Positive))));
        }
    }

    #[test]
    fn without_noise_each_pattern_is_what_it_says() {
        let radius = |p: &Point| f64::sqrt(p.x * p.x + p.y * p.y);
        for p in points(Pattern::Circle, 500, 0.0) {
            assert!(if p.kind.is_positive() { radius(&p) <= 2.5 } else { (3.5..5.001).contains(&radius(&p)) });
        }
        for p in points(Pattern::Xor, 500, 0.0) {
            assert!(p.x.abs() >= 0.4 && p.y.abs() >= 0.4 && (p.x * p.y > 0.0) == p.kind.is_positive());
        }
        for p in points(Pattern::Blobs, 500, 0.0) {
            assert_eq!(p.x + p.y > 0.0, p.kind.is_positive());
        }
        for p in points(Pattern::Spiral, 500, 0.0) {
            let t = radius(&p) / 5.0;
            let (x, y) = around(5.0 * t, 1.75 * t + if p.kind.is_positive() { 0.0 } else { 0.5 });
            assert!((p.x - x).abs() < 1e-12 && (p.y - y).abs() < 1e-12);
        }
        // Each moon is nearest to the other at its own tip, where it is half a radius away.
        let (upper, lower): (Vec<_>, Vec<_>) =
            points(Pattern::Moons, 1000, 0.0).into_iter().partition(|p| p.kind.is_positive());
        let apart =
            |a: &Point| lower.iter().map(|b| radius(&Point { x: a.x - b.x, y: a.y - b.y, ..*a })).fold(9.0, f64::min);
        let gap = upper.iter().map(apart).fold(9.0, f64::min);
        assert!((1.59..1.62).contains(&gap), "{gap}");
        assert!(upper.iter().all(|p| p.y >= -0.801) && lower.iter().all(|p| p.y <= 0.801));
    }

    #[test]
    fn the_other_animals_lie_around_the_cats() {
        // Three lines that fence the cats in, as x₁, x₂ and where they begin to be outside.
        let outside = |p: &Point| {
            let (x, y) = (p.x - 4.7, p.y - 5.2);
            [(Species::First, -x - y), (Species::Second, 1.37 * x - 0.32 * y), (Species::Third, 1.37 * y - 0.32 * x)]
                .map(|(kind, along)| (kind, along > 3.25))
        };
        let taken_for =
            |p: &Point| outside(p).into_iter().find(|(_, out)| *out).map_or(Species::Positive, |(kind, _)| kind);
        assert!(points(Pattern::Cats, 2000, 0.0).iter().all(|p| taken_for(p) == p.kind));

        let wrong = |p: &&Point| taken_for(p).is_positive() != p.kind.is_positive();
        for (noise, least, most) in [(0.1, 0, 15), (0.3, 20, 60), (1.0, 80, 300)] {
            let wrong = points(Pattern::Cats, 2000, noise).iter().filter(wrong).count();
            assert!((least..=most).contains(&wrong), "{wrong} at {noise}");
        }
        // Few samples are some of each.
        let few = points(Pattern::Cats, 6, 0.3);
        assert!(Species::ALL.iter().all(|kind| count(&few, *kind) >= 1));
        let ears =
            |kind| points(Pattern::Cats, 900, 0.0).iter().filter(|p| p.kind == kind).map(|p| p.x).fold(0.0, f64::max);
        assert!(ears(Species::First) < 3.8 && ears(Species::Third) < 6.0 && ears(Species::Second) > 8.5);
    }
}
