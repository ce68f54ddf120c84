//! Curves that are shown as they are put together: of few hinges, of many neurons, flung far away, and without a bend.

use crate::world::{World, law, noise, sampled};
use kittengrad::view::*;

/// Places of a curve: so few that the golden files stay small.
const PLACES: usize = 61;

/// A neuron that opens from its kink on, in the units of the picture.
struct Bent {
    kink: f64,
    slope: f64,
    opens_right: bool,
}

impl Bent {
    fn part(&self, x: f64) -> f64 {
        let open = if self.opens_right { x > self.kink } else { x < self.kink };
        if open { self.slope * (x - self.kink) } else { 0.0 }
    }

    fn band(&self, neuron: usize, world: &World) -> Band {
        Band {
            of: PartOf::Neuron(neuron),
            part: sampled(world.x, PLACES, |x| self.part(x)).into_iter().map(|(_, y)| y).collect(),
            at_probe: world.probe.map(|probe| self.part(probe.x)),
            dead: false,
            kinks: if (world.x.lo..world.x.hi).contains(&self.kink) { vec![self.kink] } else { Vec::new() },
            hinge: Some(Hinge { kink: self.kink, slope: Some(self.slope), opens_right: self.opens_right }),
        }
    }
}

fn bent(kink: f64, slope: f64, opens_right: bool) -> Bent {
    Bent { kink, slope, opens_right }
}

/// A world in which the curve is that of these neurons on this base.
fn stacked(base: f64, neurons: &[Bent], held: Option<usize>) -> World {
    let curve = |x: f64| base + neurons.iter().map(|each| each.part(x)).sum::<f64>();
    let mut w = World::houses(12, curve);
    w.y.lo = 0.0;
    w.curve = sampled(w.x, PLACES, curve);
    w.law = Vec::new();
    let bands: Vec<Band> = neurons.iter().enumerate().map(|(i, each)| each.band(i, &w)).collect();
    let takes_away = |band: &Band| band.part.iter().sum::<f64>() < 0.0;
    let (less, more): (Vec<Band>, Vec<Band>) = bands.into_iter().partition(takes_away);
    w.stack = Some(Stack { base, bands: [more, less].concat(), held, by_hand: true });
    let parts = |bias: f64, values: &[f64]| SumParts {
        bias,
        products: values.iter().enumerate().map(|(i, value)| Product { input: Some(i), value: *value }).collect(),
        sum: bias + values.iter().sum::<f64>(),
    };
    w.sum = Sum { parts: Some(parts(2.4, &[-1.5])), cuts: true, of_x: true };
    w
}

/// Three hinges, one of which takes away; the second is held.
pub fn hinges() -> World {
    stacked(220.0, &[bent(22.0, -24.0, false), bent(15.0, -20.0, false), bent(6.0, 30.0, false)], Some(1))
}

/// One that a hand drags, as another run without a bend stands beside it.
pub fn dragged() -> World {
    let mut w = stacked(194.0, &[bent(10.0, -35.0, false)], Some(0));
    w.pointer = Pointer::Holds(Part::Kink(0));
    w.other = Some((sampled(w.x, PLACES, |x| 880.0 - 26.0 * x), false));
    w.sum.parts = w.sum.parts.map(|parts| SumParts { bias: -2.4, sum: -3.9, ..parts });
    w
}

/// Kinks and slopes flung beyond the frame, one neuron dead, one held by the keyboard.
pub fn flung() -> World {
    let mut w = stacked(
        -90_000.0,
        &[bent(-400.0, 900.0, true), bent(1e7, -1e-3, false), bent(12.0, 5000.0, true), bent(29.99, -1e6, true)],
        Some(3),
    );
    w.held_neuron = true;
    if let Some(band) = w.stack.as_mut().and_then(|stack| stack.bands.first_mut()) {
        (band.dead, band.hinge) = (true, None);
    }
    w.sum = Sum { parts: Some(SumParts { bias: 1e12, products: Vec::new(), sum: 1e12 }), cuts: false, of_x: false };
    w
}

/// Four neurons of a deep network, each of which bends more than once, and all others together.
pub fn many_parts() -> World {
    let mut w = World::houses(12, law);
    let part = |i: usize, x: f64| {
        let (slope, shift) = (0.3 * noise(i), 6.0 * noise(i + 50));
        60.0 * (slope * (x - 15.0) + shift).tanh() + 20.0
    };
    let parts = |i: usize| sampled(w.x, PLACES, |x| part(i, x)).into_iter().map(|(_, y)| y).collect::<Vec<f64>>();
    let bands: Vec<Band> = (0..5)
        .map(|i| Band {
            of: if i == 4 { PartOf::Others(60) } else { PartOf::Neuron(9 * i) },
            part: parts(i),
            at_probe: w.probe.map(|probe| part(i, probe.x)),
            dead: false,
            kinks: if i < 4 { vec![2.0 + 3.0 * i as f64, 20.0 + i as f64] } else { Vec::new() },
            hinge: None,
        })
        .collect();
    w.curve = (0..PLACES).map(|i| (w.curve[0].0 + 30.0 * i as f64 / (PLACES - 1) as f64, 0.0)).collect();
    let stack = Stack { base: 300.0, bands, held: Some(18), by_hand: false };
    for (i, place) in w.curve.iter_mut().enumerate() {
        place.1 = stack.height(stack.bands.len(), i);
    }
    w.y.lo = 0.0;
    w.stack = Some(stack);
    let product = |(i, value): (usize, &f64)| Product { input: (i < 3).then_some(9 * i), value: *value };
    let values = [-1.25, 0.8, 0.5, -0.02];
    let products: Vec<Product> = values.iter().enumerate().map(product).collect();
    w.sum = Sum {
        parts: Some(SumParts { bias: 0.3, products, sum: 0.3 + values.iter().sum::<f64>() }),
        cuts: false,
        of_x: false,
    };
    w
}

/// Three layers of four without a bend: a line, and the curve with the bend beside it.
pub fn straight() -> World {
    let mut w = World::houses(12, |x| 880.0 - 26.0 * x);
    w.other = Some((hinges().curve, true));
    let factor = |rows: usize, columns: usize| {
        let weight = |i: usize| (noise(i + 31 * rows + columns) * 0.8) as f32;
        (rows, columns, (0..rows * columns).map(weight).collect())
    };
    w.factors = vec![factor(1, 4), factor(4, 4), factor(4, 4), factor(4, 1)];
    w
}

/// Two layers, of which one has no number any more.
pub fn straight_without_numbers() -> World {
    let mut w = straight();
    w.factors = vec![(1, 2, vec![f32::NAN, 0.5]), (2, 1, vec![f32::INFINITY, 0.0])];
    w
}
