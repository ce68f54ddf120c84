//! A dense layer at each column: `learn`'s, on whole rows.

use learn::fast::layer;
use learn::fast::size::Size;

/// `z[o][p] = b[o] + Σ_i w[o][i] · x[i][p]`.
#[derive(Clone, Copy, Debug)]
pub struct Linear {
    /// Rows of x.
    pub inputs: usize,
    /// Of x and z.
    pub columns: usize,
}

impl Linear {
    /// Padding counts as columns: its gradients are 0 and add nothing.
    fn size(&self) -> Size {
        Size { inputs: self.inputs, count: self.columns }
    }

    /// Shapes: w `[units][inputs]`, b `[units]`, x `[inputs][columns]`, z `[units][columns]`.
    pub fn forward(&self, w: &[f32], b: &[f32], x: &[f32], z: &mut [f32]) {
        layer::forward(w, b, x, self.size(), z);
    }

    /// `dx[i][p] = Σ_o w[o][i] · dz[o][p]`. Shapes as in [`Linear::forward`].
    pub fn backward_inputs(&self, w: &[f32], dz: &[f32], dx: &mut [f32]) {
        layer::backward_inputs(w, dz, self.size(), dx);
    }

    /// `dw[o][i] = Σ_p dz[o][p] · x[i][p]` and `db[o] = Σ_p dz[o][p]`. Shapes as in [`Linear::forward`].
    pub fn backward_parameters(&self, dz: &[f32], x: &[f32], dw: &mut [f32], db: &mut [f32]) {
        layer::backward_parameters(dz, x, self.size(), dw, db);
    }
}
