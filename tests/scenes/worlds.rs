//! Snapshots made by hand: the ordinary, the crowded, the empty and the diverged. No session, no training, no chance.

pub use crate::lands::*;
use crate::sweeps;
use crate::world::{World, law, noise, sampled, span};
use kittengrad::view::*;

/// A line through twelve houses: an exact surface, a short run.
pub fn line() -> World {
    let mut w = World::houses(12, |x| 905.0 - 22.0 * x);
    (w.u, w.v) = (span(-60.0, 20.0), span(500.0, 1300.0));
    w.trail = (0..60).map(|i| 0.93f64.powi(i)).map(|d| (-22.0 + 34.0 * d * d, 905.0 - 330.0 * d)).collect();
    w.here = w.trail.last().copied();
    w.swept = sweeps::degrees();
    w.best = Some((-23.5, 925.0));
    w.with_surface(40, |u, v| {
        let (du, dv) = (u + 23.5, v - 925.0);
        4000.0 + 300.0 * du * du + 30.0 * du * dv + dv * dv
    })
    .with_losses(60, 1, |s| 4000.0 + 90_000.0 * (-s / 12.0).exp(), |s| Some(5200.0 + 80_000.0 * (-s / 12.0).exp()))
    .with_layers(&[1, 1], false)
}

fn overfit_curve(x: f64) -> f64 {
    law(x) + 55.0 * (x * 2.3).sin()
}

/// A line far above its houses.
pub fn away() -> World {
    let mut w = line();
    w.curve.iter_mut().for_each(|(_, y)| *y += 120_000.0);
    w
}

/// A curve that never saw the houses from 20 km on.
pub fn unseen() -> World {
    let model = |x: f64| law(x) + if x > 19.0 { 4.0 * (x - 19.0).powi(2) } else { 0.0 };
    let mut w = World::houses(24, model);
    w.points.iter_mut().for_each(|dot| dot.unseen = dot.x >= 20.0);
    w.unseen = Some((span(20.0, 30.0), Some(182.4)));
    w
}

/// Two layers of eight: the chapter on overfitting.
pub fn network() -> World {
    let mut w = World::houses(12, overfit_curve);
    w.probe = w.probe.map(|probe| Probe { line: Some(905.0 - 22.0 * probe.x), ..probe });
    w.plane = Plane::Path { dimensions: 97 };
    (w.u, w.v) = (span(-4.0, 3.0), span(-3.0, 4.0));
    w.trail = (0..90).map(|i| f64::from(i) / 90.0).map(|t| (-3.4 + 3.4 * t, 3.2 - 3.2 * t.powf(1.4))).collect();
    w.here = Some((0.0, 0.0));
    w.selected = Some(4);
    (w.readout, w.best_step) = (Some(3120), Some(830));
    w.swept = sweeps::widths();
    w.with_surface(36, |u, v| {
        let bent = v - 0.35 * u * u + 0.2;
        200.0
            + 900.0 * (0.35 * (u - 0.2).powi(2) + 2.2 * bent * bent + 0.4 * (2.0 * u).sin() * bent)
            + 40.0 * (u * u + v * v).powi(2)
    })
    .with_losses(
        400,
        12,
        |s| 90_000.0 * (-s / 180.0).exp() + 9000.0 * (-s / 1500.0).exp() + 300.0 + 40.0 * noise(s as usize),
        |s| {
            Some(
                80_000.0 * (-s / 150.0).exp()
                    + 4200.0
                    + 11_000.0 * (1.0 - (-s / 2500.0).exp())
                    + 3000.0 * (-s / 500.0).exp(),
            )
        },
    )
    .with_layers(&[1, 8, 8, 1], false)
}

/// One pinned curve.
pub fn pinned() -> World {
    let mut w = network();
    w.ghosts = vec![Ghost { letter: 1, curve: sampled(w.x, 201, |x| 905.0 - 22.0 * x) }];
    w
}

/// A run that has started again, with the one before as a ghost.
pub fn again() -> World {
    let mut w = network();
    w.before = Some(sampled(w.x, 201, overfit_curve));
    w.curve = sampled(w.x, 201, |x| 760.0 - 12.0 * x);
    w.before_entries = w.entries.clone();
    w.entries.truncate(90);
    (w.readout, w.best_step) = (None, None);
    w
}

/// As many as there can be: two that end close together, one that leaves the frame and one that is not finite everywhere.
pub fn pinned_four() -> World {
    let mut w = network();
    let leaving = |x: f64| 500.0 + 0.6 * (x - 9.0).powi(3);
    let broken = |x: f64| if (8.0..11.0).contains(&x) { f64::NAN } else { (x - 16.0).powi(-2).min(9e9) * 3e3 + 250.0 };
    let curves: [&dyn Fn(f64) -> f64; 4] = [&|x| 905.0 - 22.0 * x, &|x| law(x) + 20.0, &leaving, &broken];
    let ghosts = curves.iter().enumerate();
    w.ghosts = ghosts.map(|(letter, curve)| Ghost { letter, curve: sampled(w.x, 201, curve) }).collect();
    w
}

/// One model after another, the last one learnt by heart.
pub fn tried() -> World {
    let mut w = network();
    let of = |layers: usize, own: f64, unseen: f64, model: &dyn Fn(f64) -> f64| Try {
        freedom: Freedom::Layers(layers),
        own,
        unseen: Some(unseen),
        curve: sampled(w.x, 201, model),
    };
    w.tried = vec![of(0, 39.0, 41.5, &|x| 905.0 - 22.0 * x), of(1, 26.8, 51.0, &|x| law(x) + 20.0)];
    w.points.iter_mut().filter(|p| !p.held_out).for_each(|p| p.predicted = p.y + 0.05);
    w
}

/// The same before the held-out points are told of.
pub fn before_the_exam() -> World {
    let mut w = tried();
    w.exam = false;
    w
}

/// A penalty that was switched on, off, and on again.
pub fn penalized() -> World {
    let mut w = network().clone();
    w.entries.truncate(160);
    let count = w.entries.len();
    for (i, entry) in w.entries.iter_mut().enumerate() {
        if (count / 6..count / 3).contains(&i) || i > count / 2 {
            let cost = 2_500.0 - 1_500.0 * i as f32 / count as f32;
            entry.penalty = Some(Extent { first: cost, min: cost - 20.0, max: cost, last: cost - 20.0 });
        }
    }
    w
}

/// An early step of a run that is looked at again.
pub fn looking_back() -> World {
    let mut w = network().clone();
    w.entries.truncate(160);
    (w.readout, w.now) = (None, Some(1000));
    w
}

/// Two layers of four: as many wires as a phone shows well.
pub fn narrow() -> World {
    let mut w = network();
    (w.widths, w.responses, w.at_probe, w.dead, w.parameters) = Default::default();
    w.with_layers(&[1, 4, 4, 1], false)
}

/// Eight layers of 64 with dead neurons.
pub fn deep() -> World {
    let mut w = network().clone();
    (w.parameters, w.responses, w.at_probe, w.dead) = Default::default();
    w.neuron = Some((3, 21));
    w.with_layers(&[1, 64, 64, 64, 64, 64, 64, 64, 64, 1], true)
}

/// A polynomial that leaves the frame, on columns with names of their own; no law, the best is known.
pub fn degree_twelve() -> World {
    let x = span(-1.5, 1.5);
    let model = |x: f64| 0.4 + x - 0.8 * x.powi(5) + 0.9 * x.powi(12) * (x + 1.1);
    let mut w = World::houses(8, |_| 0.0);
    w.points = (0..9)
        .map(|i| f64::from(i) * 0.33 - 1.3)
        .map(|x| Dot {
            x,
            y: 0.4 + x + 0.2 * noise((x * 9.0) as usize),
            held_out: x > 0.9,
            unseen: false,
            predicted: model(x),
        })
        .collect();
    (w.x, w.y) = (x, span(-2.0, 2.5));
    w.curve = sampled(x, 200, model);
    w.law.clear();
    w.quantity = Quantity::Named("temperature of the water, °C", "<growth> & \"yield\"");
    w.probe = Some(Probe { x: 1.2, predicted: model(1.2), law: None, line: Some(1.65) });
    w.plane = Plane::Weights { u: 3, v: 11, dimensions: 13 };
    w.here = Some((4.0, 0.4));
    w.polynomial = true;
    w.neuron = Some((0, 4));
    w.swept = sweeps::under_way();
    w.with_surface(24, |u, v| if u > 0.5 && v > 0.2 { f64::INFINITY } else { (40.0 * (u * u + v * v)).exp() })
        .with_losses(40, 1, |s| if s > 30.0 { 0.0 } else { 1e-7 * (-s).exp() }, |_| None)
        .with_layers(&[12, 1], false)
}

/// A line with handles, one of them held by the pointer; the errors as lines.
pub fn tilted() -> World {
    let line = |x: f64| 860.0 - 19.0 * x;
    let mut w = World::houses(12, line);
    w.points.iter_mut().for_each(|dot| dot.held_out = false);
    w.law.clear();
    w.handles = Some([0.0, 30.0].map(|x| (x, line(x))));
    w.pointer = Pointer::Holds(Part::Handle(End::Right));
    w.errors = ErrorMarks::Lines;
    w
}

/// The same with squares; a handle is held by the keyboard, and the pointer is over a point.
pub fn squared() -> World {
    let mut w = tilted();
    w.errors = ErrorMarks::Squares;
    w.held_end = Some(End::Left);
    w.pointer = Pointer::Over(Part::Point(5));
    w.probe = None;
    w
}

/// A curve through its own points, and how far it is off at those held out.
pub fn examined() -> World {
    let mut w = network();
    w.selected = None;
    w.errors_of_held_out = true;
    w.pointer = Pointer::Over(Part::Line);
    w
}

/// A line that is steeper than the frame, with squares that do not fit.
pub fn steep() -> World {
    let line = |x: f64| 3000.0 - 190.0 * x;
    let mut w = World::houses(40, line);
    w.handles = Some([0.0, 30.0].map(|x| (x, line(x))));
    w.errors = ErrorMarks::Squares;
    w.errors_of_held_out = true;
    w.pointer = Pointer::Over(Part::Handle(End::Left));
    w
}

/// Nothing yet.
pub fn empty() -> World {
    let mut w = World::houses(0, |_| 0.0);
    (w.curve, w.law, w.probe) = Default::default();
    w.quantity = Quantity::Plain;
    (w.x, w.y) = (span(f64::INFINITY, f64::NEG_INFINITY), span(0.0, 0.0));
    w
}

/// One point, one neuron, the loss of step 0.
pub fn one_point() -> World {
    let mut w = World::houses(1, |_| 700.0);
    (w.x, w.y) = (span(w.points[0].x, w.points[0].x), span(w.points[0].y, w.points[0].y));
    w.log = false;
    w.swept = sweeps::single();
    w.with_surface(12, |_, _| 5.0).with_losses(1, 1, |_| 640.0, |_| None).with_layers(&[1, 1, 1], true)
}

/// After a divergence nothing is finite any more.
pub fn diverged() -> World {
    let mut w = World::houses(12, |_| f64::NAN);
    w.trail = vec![(0.0, 0.0), (-0.4, 0.3), (4.0, -9.0), (f64::NAN, f64::INFINITY)];
    w.selected = Some(99);
    w.readout = Some(7);
    w.swept = sweeps::diverged();
    w.log = false;
    let mut w = w
        .with_surface(16, |_, _| f64::NAN)
        .with_losses(
            12,
            1,
            |s| {
                if s < 6.0 { 40.0 * 3f64.powf(s) } else { f64::INFINITY }
            },
            |s| Some(if s < 5.0 { 90.0 * 4f64.powf(s) } else { f64::NAN }),
        )
        .with_layers(&[1, 4, 1], false);
    for broken in [&mut w.responses, &mut w.at_probe, &mut w.parameters] {
        broken.fill(f32::NAN);
    }
    w
}

/// So many points that they are drawn smaller and lighter.
pub fn crowd() -> World {
    let mut w = World::houses(200, law);
    w.quantity = Quantity::Plain;
    w
}

/// Fifty thousand noisy steps and two losses that end close together.
pub fn long_run() -> World {
    let mut w = World::houses(12, law);
    w.readout = Some(20_000);
    let wobble = |s: f64| 1.0 + 0.25 * noise(s as usize);
    w.with_losses(
        1600,
        32,
        move |s| (0.9 * (-s / 3000.0).exp() + 0.011) * wobble(s),
        move |s| Some((0.8 * (-s / 3000.0).exp() + 0.012) * wobble(s + 0.5)),
    )
}

/// As many points as a file may bring.
pub fn throng() -> World {
    World::houses(2000, law)
}

/// Moments of a second that are counted since 1970, and prices of which only the last digits differ.
pub fn far() -> World {
    let mut w = World::houses(12, |x| 905.0 - 22.0 * x);
    let place = |x: f64, y: f64| (1e9 + x / 30.0, 300_000.0 + y / 400.0);
    for dot in &mut w.points {
        (dot.x, dot.y) = place(dot.x, dot.y);
    }
    for at in &mut w.curve {
        *at = place(at.0, at.1);
    }
    let (low, high) = (place(-1.0, 100.0), place(31.0, 1200.0));
    (w.x, w.y) = (span(low.0, high.0), span(low.1, high.1));
    (w.law, w.probe, w.quantity) = (Vec::new(), None, Quantity::Named("time", "price"));
    w
}
