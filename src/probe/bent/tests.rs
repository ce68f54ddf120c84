//! The bent plane against a network that is computed place by place.

use super::*;
use proptest::prelude::*;

/// A network of one hidden layer, its inputs at some places, and what it says to them.
struct Net {
    hidden: Vec<(f64, f64, f64)>,
    weights: Vec<f32>,
    bias: f32,
}

impl Net {
    fn of(neurons: usize, seed: u64) -> Self {
        let at = |i: usize| libm::sin((seed % 1000) as f64 + 1.7 * i as f64 * (1.0 + (seed % 7) as f64));
        Net {
            hidden: (0..neurons).map(|k| (2.0 * at(3 * k), 2.0 * at(3 * k + 1), at(3 * k + 2))).collect(),
            weights: (0..neurons.max(2)).map(|k| 3.0 * at(100 + k) as f32).collect(),
            bias: at(200) as f32,
        }
    }

    fn layer(&self, places: &[(f64, f64)]) -> Vec<f32> {
        let one = |(w, v, b): &(f64, f64, f64), (x, y): &(f64, f64)| libm::tanh(w * x + v * y + b) as f32;
        self.hidden.iter().flat_map(|neuron| places.iter().map(move |place| one(neuron, place))).collect()
    }

    fn weights(&self) -> &[f32] {
        if self.hidden.is_empty() { &self.weights[..2] } else { &self.weights[..self.hidden.len()] }
    }

    /// The log-odds that it says to what these neurons, or inputs, are.
    fn log_odds(&self, of: &[f64]) -> f64 {
        f64::from(self.bias) + self.weights().iter().zip(of).map(|(w, a)| f64::from(*w) * a).sum::<f64>()
    }
}

struct World {
    net: Net,
    samples: Vec<(f64, f64)>,
    held_out: Vec<bool>,
}

impl World {
    fn of(neurons: usize, seed: u64) -> Self {
        let at = |i: usize| 1.6 * libm::sin(i as f64 * 12.9898 + (seed % 97) as f64);
        let samples = (0..40).map(|i| (at(2 * i), at(2 * i + 1))).collect();
        World { net: Net::of(neurons, seed), samples, held_out: (0..40).map(|i| i % 5 == 4).collect() }
    }

    fn bent(&self, bend: f64, before: Option<Directions3>) -> Bending {
        self.changed(bend, before, |_| {})
    }

    /// What is computed where the layer has become something else.
    fn changed(&self, bend: f64, before: Option<Directions3>, change: impl Fn(&mut [f32])) -> Bending {
        let lines: Vec<_> = lines().collect();
        let flat = |of: &[(f64, f64)]| -> Vec<f32> {
            of.iter().map(|p| p.0 as f32).chain(of.iter().map(|p| p.1 as f32)).collect()
        };
        let (mut hidden, mut grid) = (self.net.layer(&self.samples), self.net.layer(&lines));
        change(&mut hidden);
        change(&mut grid);
        let (inputs, grid_inputs) = (flat(&self.samples), flat(&lines));
        let rows = |values, count| Rows { values, stride: count, count };
        let seen = Seen {
            samples: rows(&hidden, self.samples.len()),
            grid: rows(&grid, lines.len()),
            sample_inputs: rows(&inputs, self.samples.len()),
            grid_inputs: rows(&grid_inputs, lines.len()),
            held_out: &self.held_out,
            weights: self.net.weights(),
            bias: self.net.bias,
        };
        bent(&seen, bend, before)
    }
}

fn lines() -> impl Iterator<Item = (f64, f64)> {
    grid_places(Span { lo: -2.0, hi: 2.0 }, Span { lo: -1.5, hi: 1.5 })
}

fn value(cut: &Cut, at: &[f64; 3]) -> f64 {
    cut.offset + cut.across.iter().zip(at).map(|(a, at)| a * at).sum::<f64>()
}

fn every(bending: &Bending) -> impl Iterator<Item = &[f64; 3]> {
    bending.samples.iter().chain(bending.grid.iter().flatten())
}

#[test]
fn the_grid_is_lines_along_one_input_and_then_along_the_other() {
    let places: Vec<_> = lines().collect();
    assert_eq!(places.len(), 2 * LINES * PLACES);
    assert_eq!((places[0], places[PLACES - 1], places[PLACES]), ((-2.0, -1.5), (2.0, -1.5), (-2.0, -1.125)));
    assert_eq!((places[LINES * PLACES], places[LINES * PLACES + 1].0), ((-2.0, -1.5), -2.0));
    assert_eq!(places.last(), Some(&(2.0, 1.5)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Up to three neurons are the axes to the bit, and the cut is where the output says 0, anywhere in their space.
    #[test]
    fn up_to_three_neurons_are_the_axes(neurons in 0usize..4, seed: u64, at in prop::array::uniform3(-1.0..1.0f64)) {
        let world = World::of(neurons, seed);
        let bending = world.bent(1.0, None);
        let hidden = world.net.layer(&world.samples);
        for (i, place) in bending.samples.iter().enumerate() {
            for (axis, along) in place.iter().enumerate() {
                let own = match (neurons, axis) {
                    (0, 0) => f64::from(world.samples[i].0 as f32),
                    (0, 1) => f64::from(world.samples[i].1 as f32),
                    _ => hidden.get(axis * world.samples.len() + i).map_or(0.0, |a| f64::from(*a)),
                };
                prop_assert_eq!(*along, own);
            }
        }
        prop_assert_eq!((bending.grid.len(), bending.grid[0].len()), (2 * LINES, PLACES));
        let cut = bending.cut.expect("it can be shown");
        let used = if neurons == 0 { 2 } else { neurons };
        prop_assert!((value(&cut, &at) - world.net.log_odds(&at[..used])).abs() < 1e-9);
    }

    /// Of more neurons, the cut is flat and exact: what it says of a sample is what the output says.
    #[test]
    fn of_more_neurons_the_cut_says_what_the_output_says(neurons in 4usize..10, seed: u64) {
        let world = World::of(neurons, seed);
        let bending = world.bent(1.0, None);
        let cut = bending.cut.expect("it can be shown");
        prop_assert!(cut.across[2] > 0.0, "the class that is asked for is above");
        prop_assert_eq!(&cut.across[..2], &[0.0, 0.0]);
        let hidden = world.net.layer(&world.samples);
        for (i, at) in bending.samples.iter().enumerate() {
            let all: Vec<f64> = (0..neurons).map(|k| f64::from(hidden[k * world.samples.len() + i])).collect();
            let (said, seen) = (world.net.log_odds(&all), value(&cut, at));
            prop_assert!((said - seen).abs() < 1e-6 * (1.0 + said.abs()), "{} {}", said, seen);
        }
    }

    /// On the way every place goes straight, there is no cut, and the ranges stay.
    #[test]
    fn the_plane_bends_straight_on(neurons in 1usize..8, seed: u64, bend in 0.01..0.99f64) {
        let world = World::of(neurons, seed);
        let [flat, way, whole] = [0.0, bend, 1.0].map(|bend| world.bent(bend, None));
        prop_assert!(flat.cut.is_none() && way.cut.is_none());
        prop_assert_eq!((flat.spans, way.spans), (whole.spans, whole.spans));
        for ((from, at), to) in every(&flat).zip(every(&way)).zip(every(&whole)) {
            for axis in 0..3 {
                prop_assert!((at[axis] - (1.0 - bend) * from[axis] - bend * to[axis]).abs() < 1e-12);
            }
        }
        for place in every(&flat).chain(every(&whole)) {
            let inside = |axis: usize| (flat.spans[axis].lo..=flat.spans[axis].hi).contains(&place[axis]);
            prop_assert!((0..3).all(inside), "{place:?}");
        }
        // Flat, the lines are straight and even, and the plane is as wide as the layer.
        for line in &flat.grid {
            let step = |axis: usize| (line[PLACES - 1][axis] - line[0][axis]) / (PLACES - 1) as f64;
            for (j, place) in line.iter().enumerate() {
                for axis in 0..3 {
                    prop_assert!((place[axis] - line[0][axis] - step(axis) * j as f64).abs() < 1e-5);
                }
            }
        }
        let widest = flat.grid.iter().flatten().fold((0.0f64, 0.0f64), |(x, y), place| {
            (x.max((place[0] - flat.grid[0][0][0]).abs()), y.max((place[1] - flat.grid[0][0][1]).abs()))
        });
        let room = |axis: usize| (flat.spans[axis].hi - flat.spans[axis].lo) / 1.16;
        prop_assert!((widest.0 / room(0) - 1.0).abs() < 1e-5 && (widest.1 / room(1) - 1.0).abs() < 1e-5);
    }
}

#[test]
fn without_a_hidden_layer_there_is_nothing_to_bend() {
    let world = World::of(0, 5);
    let [flat, whole] = [0.0, 1.0].map(|bend| world.bent(bend, None));
    assert_eq!((flat.directions, flat.samples), (Directions::Inputs, whole.samples));
    assert!(flat.cut.is_some() && flat.cut == whole.cut);
}

#[test]
fn after_a_divergence_there_is_no_cut_and_the_flat_plane_is_still_seen() {
    for neurons in [1, 2, 3, 6] {
        let world = World::of(neurons, 3);
        for bad in [f32::NAN, f32::INFINITY] {
            let broken = |bend: f64| world.changed(bend, None, |layer| layer.fill(bad));
            for bend in [0.0, 0.4, 1.0] {
                let bending = broken(bend);
                assert!(bending.spans.iter().all(|span| span.lo < span.hi && (span.hi - span.lo).is_finite()));
                assert!(bending.kept.is_none());
            }
            assert!(every(&broken(0.0)).flatten().all(|at| at.is_finite()));
            assert!(every(&broken(1.0)).all(|place| !place[0].is_finite()));
        }
        let mut world = world;
        world.net.bias = f32::NAN;
        assert!(world.bent(1.0, None).cut.is_none());
    }
}

#[test]
fn the_main_directions_go_on_from_those_of_the_last_frame() {
    let (mut world, mut before): (World, Option<Bending>) = (World::of(7, 21), None);
    for _ in 0..200 {
        world.net.hidden.iter_mut().for_each(|neuron| {
            let (w, v, b) = *neuron;
            *neuron = (w + 0.004 * v, v - 0.006 * w, b + 0.003);
        });
        let now = world.bent(1.0, before.as_ref().and_then(|before| before.kept.clone()));
        if let Some(before) = before {
            for (from, to) in every(&before).zip(every(&now)) {
                assert!((0..3).all(|axis| (from[axis] - to[axis]).abs() < 0.08), "{from:?} {to:?}");
            }
        }
        before = Some(now);
    }
}
