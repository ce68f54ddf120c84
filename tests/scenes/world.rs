//! What views made by hand are made of, and how it is filled.

use crate::sweeps::Swept;
use kittengrad::view::*;
use std::ops::Range;

/// Everything that the views borrow.
#[derive(Clone)]
pub struct World {
    pub points: Vec<Dot>,
    pub selected: Option<usize>,
    pub x: Span,
    pub y: Span,
    pub curve: Vec<(f64, f64)>,
    pub law: Vec<(f64, f64)>,
    pub ghosts: Vec<Ghost>,
    pub tried: Vec<Try>,
    pub exam: bool,
    pub before: Option<Vec<(f64, f64)>>,
    pub unseen: Option<(Span, Option<f64>)>,
    pub before_entries: Vec<LossEntry>,
    pub probe: Option<Probe>,
    pub handles: Option<[(f64, f64); 2]>,
    pub held_end: Option<End>,
    pub other: Option<(Vec<(f64, f64)>, bool)>,
    pub stack: Option<Stack>,
    pub held_neuron: bool,
    pub sum: Sum,
    pub factors: Vec<(usize, usize, Vec<f32>)>,
    pub pointer: Pointer,
    pub errors: ErrorMarks,
    pub errors_of_held_out: bool,
    pub quantity: Quantity<'static>,
    pub squared: bool,
    pub grid: Vec<f32>,
    pub side: usize,
    pub generation: u64,
    pub u: Span,
    pub v: Span,
    pub plane: Plane,
    pub trail: Vec<(f64, f64)>,
    pub here: Option<(f64, f64)>,
    pub best: Option<(f64, f64)>,
    pub numbered: usize,
    pub loss: f64,
    pub relief: Option<Camera>,
    pub descent: Option<Descent>,
    pub flags: Vec<(f64, f64)>,
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
    pub frozen: Vec<Range<usize>>,
    pub neuron: Option<(usize, usize)>,
    pub polynomial: bool,
    pub swept: Swept,
}

pub const SAMPLES: usize = 32;

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

pub fn sampled(x: Span, n: usize, f: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
    let at = |i: usize| x.lo + (x.hi - x.lo) * i as f64 / (n - 1) as f64;
    (0..n).map(|i| (at(i), f(at(i)))).collect()
}

pub fn law(x: f64) -> f64 {
    600.0 - 320.0 * ((x - 14.0) / 9.0).tanh() + 30.0 * (x / 6.0).sin()
}

impl World {
    pub fn view(&self, picture: Picture) -> View<'_> {
        match picture {
            Picture::Fit => View::Fit(self.fit()),
            Picture::Surface => View::Surface(self.surface()),
            Picture::Losses => View::Losses(self.losses()),
            Picture::Layers => View::Layers(self.layers()),
            Picture::Sweep => View::Sweep(self.swept.view(self.units())),
            Picture::Tries => View::Tries(self.tries()),
            Picture::Sum => View::Sum(self.sum.clone()),
            Picture::Chain => View::Chain(self.chain()),
            Picture::Bent => View::Bent(super::planes::bare()),
            Picture::Walk => View::Walk(None),
            Picture::Race => View::Race(None),
            Picture::Gradients => View::Gradients(None),
        }
    }

    pub fn fit(&self) -> Fit<'_> {
        Fit {
            points: &self.points,
            selected: self.selected,
            x: self.x,
            y: self.y,
            curve: &self.curve,
            law: &self.law,
            unseen: self.unseen,
            ghosts: &self.ghosts,
            tried: &self.tried,
            exam: self.exam,
            before: self.before.as_deref(),
            probe: self.probe,
            handles: self.handles,
            held_end: self.held_end,
            other: self.other.as_ref().map(|(curve, bends)| Other { curve, bends: *bends, trained: true }),
            stack: self.stack.as_ref(),
            held_neuron: self.held_neuron,
            pointer: self.pointer,
            errors: self.errors,
            errors_of_held_out: self.errors_of_held_out,
            quantity: self.quantity.clone(),
        }
    }

    pub fn chain(&self) -> Chain<'_> {
        let factors = self.factors.iter();
        let factors = factors.map(|(rows, columns, weights)| Matrix { rows: *rows, columns: *columns, weights });
        Chain { factors: factors.collect(), product: -2.7 }
    }

    pub fn tries(&self) -> Tries<'_> {
        let error = |held_out: bool| {
            let squares: Vec<f64> =
                self.points.iter().filter(|p| p.held_out == held_out).map(|p| (p.predicted - p.y).powi(2)).collect();
            (squares.iter().sum::<f64>() / squares.len() as f64).sqrt()
        };
        let unseen = self.points.iter().any(|p| p.held_out).then(|| error(true));
        let now = Try {
            freedom: Freedom::Layers(self.widths.len().saturating_sub(2)),
            own: error(false),
            unseen,
            curve: Vec::new(),
        };
        Tries { before: &self.tried, now, at: self.tried.len(), exam: self.exam, quantity: self.quantity.clone() }
    }

    pub fn units(&self) -> Units<'_> {
        Units { quantity: self.quantity.clone(), squared: self.squared }
    }

    pub fn surface(&self) -> Surface<'_> {
        Surface {
            grid: &self.grid,
            side: self.side,
            u: self.u,
            v: self.v,
            plane: self.plane,
            units: self.units(),
            trail: &self.trail,
            here: self.here,
            best: self.best,
            numbered: self.numbered,
            loss: self.loss,
            relief: self.relief,
            descent: self.descent,
            flags: &self.flags,
            generation: self.generation,
        }
    }

    pub fn losses(&self) -> Losses<'_> {
        Losses {
            entries: &self.entries,
            before: &self.before_entries,
            log: self.log,
            readout: self.readout,
            best: self.best_step,
            now: self.now,
            units: self.units(),
        }
    }

    pub fn layers(&self) -> Layers<'_> {
        Layers {
            widths: &self.widths,
            x: self.x,
            samples: SAMPLES,
            responses: &self.responses,
            probe: self.probe.map(|probe| probe.x),
            at_probe: &self.at_probe,
            dead: &self.dead,
            parameters: &self.parameters,
            frozen: &self.frozen,
            selected: self.neuron,
            polynomial: self.polynomial,
            output: None,
            plane: None,
            inputs: &[],
        }
    }

    /// Houses, and a model of them.
    pub fn houses(count: usize, model: impl Fn(f64) -> f64) -> World {
        let x = span(0.0, 30.0);
        let points = (0..count).map(|i| {
            let x = 30.0 * (i as f64 + 0.5 + 0.45 * noise(i)) / count as f64;
            let y = law(x) + 70.0 * noise(i + 1000);
            Dot { x, y, held_out: i % 4 == 2, unseen: false, predicted: model(x) }
        });
        World {
            points: points.collect(),
            selected: None,
            x,
            y: span(100.0, 1200.0),
            curve: sampled(x, 200, &model),
            law: sampled(x, 60, law),
            unseen: None,
            ghosts: Vec::new(),
            tried: Vec::new(),
            exam: true,
            before: None,
            before_entries: Vec::new(),
            probe: Some(Probe { x: 16.9, predicted: model(16.9), law: Some(law(16.9)), line: None }),
            handles: None,
            held_end: None,
            other: None,
            stack: None,
            held_neuron: false,
            sum: Sum::default(),
            factors: Vec::new(),
            pointer: Pointer::Away,
            errors: ErrorMarks::Hidden,
            errors_of_held_out: false,
            quantity: Quantity::Houses,
            squared: true,
            grid: Vec::new(),
            side: 0,
            generation: 1,
            u: span(-1.0, 1.0),
            v: span(-1.0, 1.0),
            plane: Plane::Exact { x_unit: 1 },
            trail: Vec::new(),
            here: None,
            best: None,
            numbered: 0,
            loss: 2224.5,
            relief: None,
            descent: None,
            flags: Vec::new(),
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
            frozen: Vec::new(),
            neuron: None,
            polynomial: false,
            swept: Swept::default(),
        }
    }

    pub fn with_surface(mut self, side: usize, loss: impl Fn(f64, f64) -> f64) -> World {
        let at = |s: Span, i: usize| s.lo + (s.hi - s.lo) * (i as f64 + 0.5) / side as f64;
        let cell = |i: usize| loss(at(self.u, i % side), at(self.v, i / side)) as f32;
        self.grid = (0..side * side).map(cell).collect();
        self.side = side;
        self
    }

    /// Every other cell of every other row: a smaller golden file.
    pub fn coarser(mut self) -> World {
        let cells = self.grid.chunks(self.side).step_by(2).flat_map(|row| row.iter().step_by(2));
        self.grid = cells.copied().collect();
        self.side = self.side.div_ceil(2);
        self
    }

    /// `each` steps an entry; `held` is the held-out loss at a step.
    pub fn with_losses(
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

    pub fn with_layers(mut self, widths: &[usize], relu: bool) -> World {
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
