//! One dense layer, as a textbook writes it: forward, and backward directly under it, with the same loops and names.
//!
//! This file is for reading, and for the tests to compare with. Training takes the same sums in [`super::fast::layer`].
//!
//! A layer has `units` rows of weights and sees `inputs` values of each of `points` points. Values lie row by row, one row for
//! each input or unit, with all points in it: `x[i][p]`. A gradient has the name of what it belongs to with a d before it:
//! `dw` is ∂L/∂w. δ is ∂L/∂z.

/// The three sizes of a layer at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Values that come in for each point.
    pub inputs: usize,
    /// Values that go out for each point.
    pub units: usize,
    /// How many points.
    pub points: usize,
}

/// What [`backward`] fills.
#[derive(Debug)]
pub struct Gradients<'a> {
    /// ∂L/∂w, `[units][inputs]`.
    pub dw: &'a mut [f32],
    /// ∂L/∂b, `[units]`.
    pub db: &'a mut [f32],
    /// ∂L/∂x, `[inputs][points]`: the ∂L/∂a of the layer below.
    pub dx: &'a mut [f32],
}

/// The weighted sums `z[o][p] = b[o] + Σ_i w[o][i] · x[i][p]`.
///
/// Shapes: w `[units][inputs]`, b `[units]`, x `[inputs][points]`, z `[units][points]`.
pub fn forward(size: Size, w: &[f32], b: &[f32], x: &[f32], z: &mut [f32]) {
    let Size { inputs, units, points } = size;
    for o in 0..units {
        for p in 0..points {
            let mut sum = b[o];
            for i in 0..inputs {
                sum += w[o * inputs + i] * x[i * points + p];
            }
            z[o * points + p] = sum;
        }
    }
}

/// The chain rule through [`forward`] (Rumelhart, Hinton and Williams 1986): each sum hands its δ on to everything that it
/// was made of.
///
/// `dw[o][i] = Σ_p δ[o][p] · x[i][p]`, `db[o] = Σ_p δ[o][p]`, `dx[i][p] = Σ_o δ[o][p] · w[o][i]`.
///
/// Shapes: w `[units][inputs]`, x `[inputs][points]`, delta `[units][points]`.
pub fn backward(size: Size, w: &[f32], x: &[f32], delta: &[f32], gradients: Gradients) {
    let Size { inputs, units, points } = size;
    let Gradients { dw, db, dx } = gradients;
    dw.fill(0.0);
    db.fill(0.0);
    dx.fill(0.0);
    for o in 0..units {
        for p in 0..points {
            let d = delta[o * points + p];
            db[o] += d;
            for i in 0..inputs {
                dw[o * inputs + i] += d * x[i * points + p];
                dx[i * points + p] += w[o * inputs + i] * d;
            }
        }
    }
}
