//! Snapshots made by hand: the ordinary, the crowded, the empty and the diverged. No session, no training, no chance.

use crate::sweeps::{self, Swept};
use kittengrad::snapshot::*;

/// Everything that a snapshot borrows.
#[derive(Clone)]
pub struct World {
    pub points: Vec<Dot>,
    pub selected: Option<usize>,
    pub x: Span,
    pub y: Span,
    pub curve: Vec<(f64, f64)>,
    pub law: Vec<(f64, f64)>,
    pub ghosts: Vec<Ghost>,
    pub probe: Option<Probe>,
    pub quantity: Quantity<'static>,
    pub grid: Vec<f32>,
    pub side: usize,
    pub u: Span,
    pub v: Span,
    pub plane: Plane,
    pub trail: Vec<(f64, f64)>,
    pub here: Option<(f64, f64)>,
    pub best: Option<(f64, f64)>,
    pub entries: Vec<LossEntry>,
    pub log: bool,
    pub readout: Option<u64>,
    pub best_step: Option<u64>,
    pub now: Option<u64>,
    pub widths: Vec<usize>,
    pub responses: Vec<f32>,
    pub at_probe: Vec<f32>,
    pub dead: Vec<bool>,
    pub parameters: Vec<f32>,
    pub neuron: Option<(usize, usize)>,
    pub polynomial: bool,
    pub swept: Swept,
}

pub const SAMPLES: usize = 48;

pub fn span(lo: f64, hi: f64) -> Span {
    Span { lo, hi }
}

/// The `i`-th of a fixed row of numbers in -1..1.
pub fn noise(i: usize) -> f64 {
    let mut z = (i as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 52) as f64 - 1.0
}

fn sampled(x: Span, n: usize, f: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
    let at = |i: usize| x.lo + (x.hi - x.lo) * i as f64 / (n - 1) as f64;
    (0..n).map(|i| (at(i), f(at(i)))).collect()
}

fn law(x: f64) -> f64 {
    600.0 - 320.0 * ((x - 14.0) / 9.0).tanh() + 30.0 * (x / 6.0).sin()
}

impl World {
    pub fn snapshot(&self) -> Snapshot<'_> {
        Snapshot {
            fit: Fit {
                points: &self.points,
                selected: self.selected,
                x: self.x,
                y: self.y,
                curve: &self.curve,
                law: &self.law,
                ghosts: &self.ghosts,
                probe: self.probe,
                quantity: self.quantity.clone(),
            },
            surface: Surface {
                grid: &self.grid,
                side: self.side,
                u: self.u,
                v: self.v,
                plane: self.plane,
                trail: &self.trail,
                here: self.here,
                best: self.best,
                generation: 1,
            },
            losses: Losses {
                entries: &self.entries,
                log: self.log,
                readout: self.readout,
                best: self.best_step,
                now: self.now,
            },
            layers: Layers {
                widths: &self.widths,
                x: self.x,
                samples: SAMPLES,
                responses: &self.responses,
                at_probe: &self.at_probe,
                dead: &self.dead,
                parameters: &self.parameters,
                selected: self.neuron,
                polynomial: self.polynomial,
            },
            sweep: self.swept.snapshot(),
        }
    }

    /// Houses, and a model of them.
    fn houses(count: usize, model: impl Fn(f64) -> f64) -> World {
        let x = span(0.0, 30.0);
        let points = (0..count).map(|i| {
            let x = 30.0 * (i as f64 + 0.5 + 0.45 * noise(i)) / count as f64;
            let y = law(x) + 70.0 * noise(i + 1000);
            Dot { x, y, held_out: i % 4 == 2, predicted: model(x) }
        });
        World {
            points: points.collect(),
            selected: None,
            x,
            y: span(100.0, 1200.0),
            curve: sampled(x, 200, &model),
            law: sampled(x, 60, law),
            ghosts: Vec::new(),
            probe: Some(Probe { x: 16.9, predicted: model(16.9), law: Some(law(16.9)), line: None }),
            quantity: Quantity::Houses,
            grid: Vec::new(),
            side: 0,
            u: span(-1.0, 1.0),
            v: span(-1.0, 1.0),
            plane: Plane::Exact,
            trail: Vec::new(),
            here: None,
            best: None,
            entries: Vec::new(),
            log: true,
            readout: None,
            best_step: None,
            now: None,
            widths: Vec::new(),
            responses: Vec::new(),
            at_probe: Vec::new(),
            dead: Vec::new(),
            parameters: Vec::new(),
            neuron: None,
            polynomial: false,
            swept: Swept::default(),
        }
    }

    fn with_surface(mut self, side: usize, loss: impl Fn(f64, f64) -> f64) -> World {
        let at = |s: Span, i: usize| s.lo + (s.hi - s.lo) * (i as f64 + 0.5) / side as f64;
        let cell = |i: usize| loss(at(self.u, i % side), at(self.v, i / side)) as f32;
        self.grid = (0..side * side).map(cell).collect();
        self.side = side;
        self
    }

    /// `each` steps an entry; `held` is the held-out loss at a step.
    fn with_losses(
        mut self,
        count: u64,
        each: u64,
        train: impl Fn(f64) -> f64,
        held: impl Fn(f64) -> Option<f64>,
    ) -> World {
        let extent = |f: &dyn Fn(f64) -> f64, from: u64| {
            let values: Vec<f32> = (from..from + each).map(|s| f(s as f64) as f32).collect();
            Extent {
                first: values[0],
                min: values.iter().copied().fold(f32::INFINITY, f32::min),
                max: values.iter().copied().fold(f32::NEG_INFINITY, f32::max),
                last: values[values.len() - 1],
            }
        };
        let entry = |i: u64| LossEntry {
            from: i * each,
            to: (i + 1) * each - 1,
            train: extent(&train, i * each),
            held_out: held(0.0).map(|_| extent(&|s| held(s).unwrap_or(f64::NAN), i * each)),
            penalty: None,
        };
        self.entries = (0..count).map(entry).collect();
        self
    }

    fn with_layers(mut self, widths: &[usize], relu: bool) -> World {
        self.widths = widths.to_vec();
        for pair in widths.windows(2) {
            let from = self.parameters.len();
            let weight = |i: usize| (noise(from + i) * noise(from + i + 77) * 1.6) as f32;
            self.parameters.extend((0..pair[1] * (pair[0] + 1)).map(weight));
        }
        for (column, &width) in widths.iter().enumerate() {
            for neuron in 0..width {
                let k = column * 100 + neuron;
                let (slope, shift) = (5.0 * noise(k), noise(k + 500));
                let dead = relu && column > 0 && neuron % 7 == 5;
                let answer = |t: f64| match (column, relu) {
                    _ if dead => 0.0,
                    (0, _) => (2.0 * t - 1.0).powi(neuron as i32 + 1),
                    _ if column + 1 == widths.len() => {
                        let i = (t * 199.0) as usize;
                        self.curve.get(i).map_or(0.0, |p| p.1)
                    }
                    (_, true) => (slope * (t - 0.5 - 0.4 * shift)).max(0.0),
                    _ => (slope * (2.0 * t - 1.0 - shift) + column as f64 * (9.0 * t).sin() * shift).tanh(),
                };
                let at = |i: usize| answer(i as f64 / (SAMPLES - 1) as f64) as f32;
                self.responses.extend((0..SAMPLES).map(at));
                self.at_probe.push(answer((16.9 - self.x.lo) / (self.x.hi - self.x.lo)) as f32);
                self.dead.push(dead);
            }
        }
        self
    }
}

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
    w.with_surface(48, |u, v| {
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

/// A penalty that was switched on, off, and on again.
pub fn penalized() -> World {
    let mut w = network().clone();
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
    (w.readout, w.now) = (None, Some(1000));
    w
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
        .map(|x| Dot { x, y: 0.4 + x + 0.2 * noise((x * 9.0) as usize), held_out: x > 0.9, predicted: model(x) })
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
    let mut w = World::houses(900, law);
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
