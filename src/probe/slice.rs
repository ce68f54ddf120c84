//! A plane in parameter space: which two directions of it are looked at, and how far.

use super::directions::{principal_directions, straighten};
use crate::learn::{
    self,
    flat::{dot, offset_dot},
};
use crate::run::{Model, Path};
use crate::task::Learner;
use crate::view::{Plane, Span};
use rand_core::Rng;
use rand_pcg::Pcg32;

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
pub struct Slice {
    /// What u and v are.
    pub kind: Plane,
    anchor: Vec<f32>,
    at: (f64, f64),
    along_u: Vec<f32>,
    along_v: Vec<f32>,
    /// The squared lengths of the two.
    squares: (f64, f64),
    /// What is shown of u.
    pub u: Span,
    /// What is shown of v.
    pub v: Span,
}

impl Slice {
    /// How many parameters a place has.
    pub fn dimensions(&self) -> usize {
        self.anchor.len()
    }

    /// The parameters at a place.
    pub fn parameters(&self, (u, v): (f64, f64), out: &mut [f32]) {
        let (du, dv) = ((u - self.at.0) as f32, (v - self.at.1) as f32);
        for (((out, a), p), q) in out.iter_mut().zip(&self.anchor).zip(&self.along_u).zip(&self.along_v) {
            *out = a + du * p + dv * q;
        }
    }

    /// The place of parameters, projected onto the plane. The two directions are orthogonal.
    pub fn place(&self, parameters: &[f32]) -> (f64, f64) {
        let along = |axis: &[f32], square| offset_dot(parameters, &self.anchor, 1.0, axis) / square;
        (self.at.0 + along(&self.along_u, self.squares.0), self.at.1 + along(&self.along_v, self.squares.1))
    }

    /// How fast something grows along u and along v whose gradient by the parameters is this.
    pub fn slopes(&self, gradient: &[f32]) -> (f64, f64) {
        (dot(gradient, &self.along_u), dot(gradient, &self.along_v))
    }

    /// All of a line's parameters, in the user's units, those of data that are not standardized as they are; wide enough for the optimum, the path and today's place.
    pub fn whole(learner: &Learner, path: &Path) -> Slice {
        let s = learner.scaling();
        let standardized = learner.spec().standardize && *s != learn::Scaling::identity();
        let (slope, height) = if standardized { (s.y_scale / s.x_scale, s.y_scale) } else { (1.0, 1.0) };
        let mut slice = Slice {
            kind: if standardized { Plane::Centred } else { Plane::Exact { x_unit: learner.spec().x_unit } },
            anchor: vec![0.0, 0.0],
            at: (0.0, s.y_mean),
            along_u: vec![(1.0 / slope) as f32, 0.0],
            along_v: vec![0.0, (1.0 / height) as f32],
            squares: (0.0, 0.0),
            u: Span { lo: 0.0, hi: 0.0 },
            v: Span { lo: 0.0, hi: 0.0 },
        };
        slice.squares = (dot(&slice.along_u, &slice.along_u), dot(&slice.along_v, &slice.along_v));
        let best = learner.optimum().best.as_ref().filter(|b| b.iter().all(|p| p.is_finite()));
        let best = best.map(|b| (b[0] * slope, s.y_mean + b[1] * height));
        // A window in which the loss rises by about the variance of y, whatever the units.
        let spread = spread_of(learner);
        let least = (1.5 * spread.1 * slope / spread.0, 1.5 * spread.1 * height);
        let middle = best.unwrap_or(slice.at);
        let far = |p: &(f64, f64)| (p.0 - middle.0).abs() < 40.0 * least.0 && (p.1 - middle.1).abs() < 40.0 * least.1;
        let mut places: Vec<(f64, f64)> = path.vectors().iter().map(|v| slice.place(v)).collect();
        places.push(slice.place(learner.parameters()));
        places.retain(far);
        slice.u = window(middle.0, least.0, places.len(), &|i| places[i].0);
        slice.v = window(middle.1, least.1, places.len(), &|i| places[i].1);
        slice.anchor = vec![((middle.0) / slope) as f32, ((middle.1 - s.y_mean) / height) as f32];
        slice.at = middle;
        slice
    }

    /// A plane through today's parameters.
    pub fn cut(learner: &Learner, path: &Path, axes: Axes, shown: Option<&Slice>, mut rng: Pcg32) -> Slice {
        let anchor = learner.parameters().to_vec();
        let n = anchor.len();
        if let Axes::Weights(i, j) = axes
            && i < n
            && j < n
            && i != j
        {
            let unit = |at: usize| (0..n).map(|k| if k == at { 1.0 } else { 0.0 }).collect::<Vec<f32>>();
            let at = (f64::from(anchor[i]), f64::from(anchor[j]));
            let around = |at: f64, k: usize| {
                let vectors = path.vectors();
                window(at, 1.0_f64.max(0.5 * at.abs()), vectors.len(), &|i| f64::from(vectors[i][k]))
            };
            return Slice {
                kind: Plane::Weights { u: i, v: j, dimensions: n },
                u: around(at.0, i),
                v: around(at.1, j),
                at,
                along_u: unit(i),
                along_v: unit(j),
                squares: (1.0, 1.0),
                anchor,
            };
        }
        let mut axes = principal_directions(path, &anchor);
        while axes.len() < 2 {
            axes.push(random_direction(n, &mut rng, &axes));
        }
        // The eigenvectors' signs are free: keep them as they were, so that the picture does not flip.
        if let Some(Slice { kind: Plane::Path { .. }, along_u, along_v, .. }) = shown {
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
            squares: (dot(&along_u, &along_u), dot(&along_v, &along_v)),
            along_u,
            along_v,
        };
        let places: Vec<(f64, f64)> = path.vectors().iter().map(|v| slice.place(v)).collect();
        let size = dot(&slice.anchor, &slice.anchor).sqrt();
        let least = (0.3 * size).max(0.3);
        slice.u = window(0.0, least, places.len(), &|i| places[i].0);
        slice.v = window(0.0, least, places.len(), &|i| places[i].1);
        slice
    }
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
fn window(middle: f64, least: f64, count: usize, place: &dyn Fn(usize) -> f64) -> Span {
    let (mut lo, mut hi) = (middle - least / MARGIN, middle + least / MARGIN);
    for p in (0..count).map(place).filter(|p| p.is_finite()) {
        (lo, hi) = (lo.min(p), hi.max(p));
    }
    let margin = (MARGIN - 1.0) / 2.0 * (hi - lo);
    Span { lo: lo - margin, hi: hi + margin }
}

/// A random unit direction, orthogonal to the others.
fn random_direction(n: usize, rng: &mut Pcg32, others: &[Vec<f32>]) -> Vec<f32> {
    // The sum of four uniforms is close enough to normal for a direction.
    let mut draw = || (0..4).map(|_| f64::from(rng.next_u32()) / f64::from(u32::MAX) - 0.5).sum::<f64>() as f32;
    let mut axis: Vec<f32> = (0..n).map(|_| draw()).collect();
    straighten(&mut axis, others);
    axis
}
