//! Layers without a bend: one after the other they compute what a single one could.
//!
//! W₂ (W₁ x + b₁) + b₂ = (W₂ W₁) x + (W₂ b₁ + b₂), and so on for more of them (Goodfellow, Bengio and Courville 2016, section
//! 6.1): without a non-linearity between them no number of layers bends.

use super::activation::Activation;
use super::shape::Shape;

/// The one linear layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Collapsed {
    /// `[outputs][inputs]`, row by row.
    pub weights: Vec<f64>,
    /// `[outputs]`.
    pub biases: Vec<f64>,
}

/// The one linear layer that all layers of this shape come to, multiplied out in f64; `None` where any of them bends.
///
/// Precondition: `parameters` has `shape.parameter_count()` values.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn collapsed(shape: &Shape, parameters: &[f32]) -> Option<Collapsed> {
    if shape.layers().iter().any(|layer| layer.activation != Activation::Linear) {
        return None;
    }
    let inputs = shape.inputs();
    // So far: nothing but the inputs themselves.
    let mut weights: Vec<f64> = (0..inputs * inputs).map(|i| if i % (inputs + 1) == 0 { 1.0 } else { 0.0 }).collect();
    let mut biases = vec![0.0; inputs];
    for view in shape.views() {
        let (own, shift) = (&parameters[view.weights.clone()], &parameters[view.biases.clone()]);
        let rows = || own.chunks(view.inputs.max(1));
        let times = |row: &[f32], column: &dyn Fn(usize) -> f64| -> f64 {
            row.iter().enumerate().map(|(k, w)| f64::from(*w) * column(k)).sum()
        };
        let next = rows().flat_map(|row| (0..inputs).map(move |j| (row, j)));
        let next: Vec<f64> = next.map(|(row, j)| times(row, &|k| weights[k * inputs + j])).collect();
        biases = rows().zip(shift).map(|(row, b)| times(row, &|k| biases[k]) + f64::from(*b)).collect();
        weights = next;
    }
    Some(Collapsed { weights, biases })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_layers_come_to_their_product() {
        // 2 inputs, 2 hidden units, 1 output: W₁ = (1 2; 3 4), b₁ = (5, 6), W₂ = (7 8), b₂ = 9.
        let shape = Shape::network(2, &[2], Activation::Linear, 1);
        let found = collapsed(&shape, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]);
        // W₂ W₁ = (7 + 24, 14 + 32), W₂ b₁ + b₂ = 35 + 48 + 9.
        assert_eq!(found, Some(Collapsed { weights: vec![31.0, 46.0], biases: vec![92.0] }));
        assert_eq!(collapsed(&Shape::network(2, &[2], Activation::Relu, 1), &[0.0; 9]), None);
    }
}
