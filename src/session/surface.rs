//! The training loss over a plane of parameters, filled a few cells at a time so that no frame is blocked.

use super::learner::{Columns, Learner};
use super::path::{Path, dot};
use crate::learn::{self, Shape};
use crate::snapshot::{Plane, Span};
use rand_core::Rng;
use rand_pcg::Pcg32;

/// Cells along each side of the finished grid.
pub const SIDE: usize = 64;
/// Multiplications that a whole grid may cost while training runs; a dearer one is drawn coarser until the next pause.
const GRID_COST: usize = 60_000_000;
/// How much wider than what it has to show the plane is.
const MARGIN: f64 = 1.3;

/// What the user chose for the two axes of a network's or a polynomial's slice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Axes {
    /// The two principal directions of the path so far.
    #[default]
    Path,
    /// Two parameters, by their place in the flat order.
    Weights(usize, usize),
}

/// A plane in parameter space: `anchor + (u − at.0)·along_u + (v − at.1)·along_v`.
struct Slice {
    kind: Plane,
    anchor: Vec<f32>,
    at: (f64, f64),
    along_u: Vec<f32>,
    along_v: Vec<f32>,
    u: Span,
    v: Span,
}

impl Slice {
    /// The parameters at a place.
    fn parameters(&self, (u, v): (f64, f64), out: &mut [f32]) {
        let (du, dv) = ((u - self.at.0) as f32, (v - self.at.1) as f32);
        for (((out, a), p), q) in out.iter_mut().zip(&self.anchor).zip(&self.along_u).zip(&self.along_v) {
            *out = a + du * p + dv * q;
        }
    }

    /// The place of parameters, projected onto the plane. The two directions are orthogonal.
    fn place(&self, parameters: &[f32]) -> (f64, f64) {
        let apart: Vec<f32> = parameters.iter().zip(&self.anchor).map(|(p, a)| p - a).collect();
        let along = |axis: &[f32]| dot(&apart, axis) / dot(axis, axis);
        (self.at.0 + along(&self.along_u), self.at.1 + along(&self.along_v))
    }
}

/// The grid that is shown, and the one that is being filled.
pub struct Surface {
    slice: Option<Slice>,
    grid: Vec<f32>,
    side: usize,
    trail: Vec<(f64, f64)>,
    /// The grid is new: the trail has to be projected onto it.
    fresh: bool,
    here: Option<(f64, f64)>,
    best: Option<(f64, f64)>,
    generation: u64,
    next: Option<Filling>,
    /// What is shown no longer is what training descends on.
    outdated: bool,
    room: Option<Columns>,
    trial: Vec<f32>,
    axes: Axes,
}

struct Filling {
    slice: Slice,
    grid: Vec<f32>,
    side: usize,
    filled: usize,
}

impl Surface {
    /// Nothing to see yet.
    pub fn new() -> Self {
        Surface {
            slice: None,
            grid: Vec::new(),
            side: 0,
            trail: Vec::new(),
            fresh: true,
            here: None,
            best: None,
            generation: 0,
            next: None,
            outdated: true,
            room: None,
            trial: Vec::new(),
            axes: Axes::Path,
        }
    }

    /// Forgets what is shown: another model, or other coordinates.
    pub fn restart(&mut self) {
        *self = Surface { generation: self.generation + 1, axes: self.axes, ..Surface::new() };
    }

    /// The points have changed; what is shown stays until the new grid is ready.
    pub fn data_changed(&mut self) {
        self.room = None;
        self.next = None;
        self.outdated = true;
    }

    /// The parameters have changed. A slice through them has to follow; the line's whole plane stays.
    pub fn moved(&mut self, learner: &Learner, path: &Path) {
        if !exact(learner) {
            self.outdated = true;
        }
        self.locate(learner, path);
        if exact(learner) && self.next.is_none() && self.slice.as_ref().is_some_and(|s| self.outside(s)) {
            self.outdated = true;
        }
    }

    /// Chooses the axes of a slice.
    pub fn choose(&mut self, axes: Axes) {
        self.axes = axes;
        self.restart();
    }

    /// The chosen axes.
    pub fn axes(&self) -> Axes {
        self.axes
    }

    /// Something is left to be computed.
    pub fn unfinished(&self, running: bool) -> bool {
        self.next.is_some() || self.outdated || (!running && self.side < SIDE)
    }

    /// Computes at most `cells` cells; returns whether a new grid is shown.
    pub fn fill(&mut self, learner: &Learner, path: &Path, rng: Pcg32, running: bool, cells: usize) -> bool {
        if self.next.is_none() && !self.begin(learner, path, rng, running) {
            return false;
        }
        let Some(next) = &mut self.next else { return false };
        let room = self.room.get_or_insert_with(|| {
            let train = &learner.train().batch;
            let mut columns = Columns::new(learner.shape(), train.count());
            columns.batch = train.clone();
            columns
        });
        self.trial.resize(learner.parameters().len(), 0.0);
        let end = (next.filled + cells).min(next.grid.len());
        for cell in next.filled..end {
            let place = |span: Span, i: usize| span.lo + (span.hi - span.lo) * (i as f64 + 0.5) / next.side as f64;
            next.slice.parameters(
                (place(next.slice.u, cell % next.side), place(next.slice.v, cell / next.side)),
                &mut self.trial,
            );
            room.forward(learner.shape(), &self.trial);
            next.grid[cell] = learner.in_units(room.mse());
        }
        next.filled = end;
        if end < next.grid.len() {
            return false;
        }
        if let Some(done) = self.next.take() {
            self.slice = Some(done.slice);
            self.grid = done.grid;
            self.side = done.side;
            self.generation += 1;
            self.fresh = true;
        }
        self.locate(learner, path);
        true
    }

    fn begin(&mut self, learner: &Learner, path: &Path, rng: Pcg32, running: bool) -> bool {
        let refine = !self.outdated && !running && self.side < SIDE;
        if !self.outdated && !refine || !learner.parameters().iter().all(|p| p.is_finite()) {
            return false;
        }
        let cell = multiplications(learner.shape()) * learner.train().batch.count().max(1);
        let side = if refine {
            self.side * 2
        } else {
            [SIDE, SIDE / 2, SIDE / 4].into_iter().find(|side| side * side * cell <= GRID_COST).unwrap_or(SIDE / 8)
        };
        self.best = None;
        let slice = if exact(learner) { self.whole_plane(learner, path) } else { self.cut(learner, path, rng) };
        self.outdated = false;
        self.next = Some(Filling { slice, grid: vec![0.0; side * side], side, filled: 0 });
        true
    }

    /// All of a line's parameters, in the user's units, wide enough for the optimum, the path and today's place.
    fn whole_plane(&mut self, learner: &Learner, path: &Path) -> Slice {
        let s = learner.scaling();
        let (slope, height) = (s.y_scale / s.x_scale, s.y_scale);
        let standardized = *s != learn::Scaling::identity();
        let mut slice = Slice {
            kind: if standardized { Plane::Centred } else { Plane::Exact },
            anchor: vec![0.0, 0.0],
            at: (0.0, s.y_mean),
            along_u: vec![(1.0 / slope) as f32, 0.0],
            along_v: vec![0.0, (1.0 / height) as f32],
            u: Span { lo: 0.0, hi: 0.0 },
            v: Span { lo: 0.0, hi: 0.0 },
        };
        let best = learner.best().filter(|b| b.iter().all(|p| p.is_finite()));
        let best = best.map(|b| (b[0] * slope, s.y_mean + b[1] * height));
        // A window in which the loss rises by about the variance of y, whatever the units.
        let spread = spread_of(learner);
        let least = (1.5 * spread.1 * slope / spread.0, 1.5 * spread.1 * height);
        let middle = best.unwrap_or(slice.at);
        let far = |p: &(f64, f64)| (p.0 - middle.0).abs() < 40.0 * least.0 && (p.1 - middle.1).abs() < 40.0 * least.1;
        let places: Vec<(f64, f64)> = path
            .vectors()
            .iter()
            .map(|v| slice.place(v))
            .chain([slice.place(learner.parameters())])
            .filter(far)
            .collect();
        slice.u = window(middle.0, least.0, places.iter().map(|p| p.0));
        slice.v = window(middle.1, least.1, places.iter().map(|p| p.1));
        slice.anchor = vec![((middle.0) / slope) as f32, ((middle.1 - s.y_mean) / height) as f32];
        slice.at = middle;
        slice
    }

    /// A plane through today's parameters.
    fn cut(&mut self, learner: &Learner, path: &Path, mut rng: Pcg32) -> Slice {
        let anchor = learner.parameters().to_vec();
        let n = anchor.len();
        if let Axes::Weights(i, j) = self.axes
            && i < n
            && j < n
            && i != j
        {
            let unit = |at: usize| (0..n).map(|k| if k == at { 1.0 } else { 0.0 }).collect::<Vec<f32>>();
            let at = (f64::from(anchor[i]), f64::from(anchor[j]));
            let around = |at: f64, k: usize| {
                window(at, 1.0_f64.max(0.5 * at.abs()), path.vectors().iter().map(|v| f64::from(v[k])))
            };
            return Slice {
                kind: Plane::Weights { u: i, v: j, dimensions: n },
                u: around(at.0, i),
                v: around(at.1, j),
                at,
                along_u: unit(i),
                along_v: unit(j),
                anchor,
            };
        }
        let mut axes = path.principal_directions(&anchor);
        while axes.len() < 2 {
            axes.push(random_direction(n, &mut rng, axes.first()));
        }
        // The eigenvectors' signs are free: keep them as they were, so that the picture does not flip.
        if let Some(Slice { kind: Plane::Path { .. }, along_u, along_v, .. }) = &self.slice {
            for (axis, before) in axes.iter_mut().zip([along_u, along_v]) {
                if before.len() == n && dot(axis, before) < 0.0 {
                    axis.iter_mut().for_each(|a| *a = -*a);
                }
            }
        }
        let along_v = axes.pop().unwrap_or_default();
        let along_u = axes.pop().unwrap_or_default();
        let mut slice = Slice {
            kind: Plane::Path { dimensions: n },
            at: (0.0, 0.0),
            u: Span { lo: 0.0, hi: 0.0 },
            v: Span { lo: 0.0, hi: 0.0 },
            anchor,
            along_u,
            along_v,
        };
        let places: Vec<(f64, f64)> = path.vectors().iter().map(|v| slice.place(v)).collect();
        let size = dot(&slice.anchor, &slice.anchor).sqrt();
        let least = (0.3 * size).max(0.3);
        slice.u = window(0.0, least, places.iter().map(|p| p.0));
        slice.v = window(0.0, least, places.iter().map(|p| p.1));
        slice
    }

    /// Refreshes today's place, the optimum and the trail on the plane that is shown.
    fn locate(&mut self, learner: &Learner, path: &Path) {
        let Some(slice) = &self.slice else { return };
        let here = slice.place(learner.parameters());
        // Projecting the whole path of a large model is dear: its trail follows with each new grid.
        if self.fresh || exact(learner) {
            self.trail.clear();
            self.trail.extend(path.vectors().iter().map(|v| slice.place(v)));
            self.trail.push(here);
            self.fresh = false;
        } else if let Some(last) = self.trail.last_mut() {
            *last = here;
        }
        self.here = (here.0.is_finite() && here.1.is_finite()).then_some(here);
        if self.best.is_none() && exact(learner) {
            self.best = learner.best().map(|b| slice.place(&b.iter().map(|p| *p as f32).collect::<Vec<_>>()));
        }
    }

    fn outside(&self, slice: &Slice) -> bool {
        let inside = |span: Span, at: f64| (span.lo..=span.hi).contains(&at);
        self.here.is_some_and(|(u, v)| !inside(slice.u, u) || !inside(slice.v, v))
    }

    /// The parameters at a place of the plane that is shown.
    pub fn parameters_at(&self, place: (f64, f64)) -> Option<Vec<f32>> {
        let slice = self.slice.as_ref()?;
        let mut out = vec![0.0; slice.anchor.len()];
        slice.parameters(place, &mut out);
        Some(out)
    }

    /// What may be seen of it.
    pub fn snapshot(&self) -> crate::snapshot::Surface<'_> {
        let empty = Span { lo: 0.0, hi: 1.0 };
        crate::snapshot::Surface {
            grid: &self.grid,
            side: self.side,
            u: self.slice.as_ref().map_or(empty, |s| s.u),
            v: self.slice.as_ref().map_or(empty, |s| s.v),
            plane: self.slice.as_ref().map_or(Plane::Exact, |s| s.kind),
            trail: &self.trail,
            here: self.here,
            best: self.best,
            generation: self.generation,
        }
    }
}

/// A line, or a network that is one: its two parameters span the whole plane.
fn exact(learner: &Learner) -> bool {
    learner.parameters().len() == 2 && !learner.is_polynomial()
}

/// (root mean square of x, that of y) of the training points around the middle that the parameters turn about, in the
/// model's own units; 1 where there is no spread.
fn spread_of(learner: &Learner) -> (f64, f64) {
    let batch = &learner.train().batch;
    let n = batch.count().max(1) as f64;
    let rms = |v: &[f32], middle: f64| (v.iter().map(|x| (f64::from(*x) - middle).powi(2)).sum::<f64>() / n).sqrt();
    let y = batch.target(0);
    let mean = y.iter().map(|y| f64::from(*y)).sum::<f64>() / n;
    let one = |s: f64| if s > 0.0 && s.is_finite() { s } else { 1.0 };
    (one(rms(batch.input(0), 0.0)), one(rms(y, mean)))
}

/// A window around `middle`, at least `least` to each side, that holds all finite places with a margin.
fn window(middle: f64, least: f64, places: impl Iterator<Item = f64>) -> Span {
    let (lo, hi) = places
        .filter(|p| p.is_finite())
        .fold((middle - least / MARGIN, middle + least / MARGIN), |(lo, hi), p| (lo.min(p), hi.max(p)));
    let margin = (MARGIN - 1.0) / 2.0 * (hi - lo);
    Span { lo: lo - margin, hi: hi + margin }
}

/// A random unit direction, orthogonal to the other.
fn random_direction(n: usize, rng: &mut Pcg32, other: Option<&Vec<f32>>) -> Vec<f32> {
    // The sum of four uniforms is close enough to normal for a direction.
    let mut draw = || (0..4).map(|_| f64::from(rng.next_u32()) / f64::from(u32::MAX) - 0.5).sum::<f64>() as f32;
    let mut axis: Vec<f32> = (0..n).map(|_| draw()).collect();
    if let Some(other) = other {
        let along = dot(&axis, other) as f32;
        axis.iter_mut().zip(other).for_each(|(a, o)| *a -= along * o);
    }
    let length = dot(&axis, &axis).sqrt().max(1e-20) as f32;
    axis.iter_mut().for_each(|a| *a /= length);
    axis
}

/// Multiplications of one forward pass for one point.
fn multiplications(shape: &Shape) -> usize {
    shape.parameter_count() + 12 * shape.layers().iter().map(|l| l.units).sum::<usize>()
}
