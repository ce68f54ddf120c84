//! How large the gradient is, layer by layer.

use crate::learn::Shape;
use crate::task::Learner;

/// For a pass through all samples that costs no more multiplications than this there is time in every frame.
const CHEAP: usize = 3_000_000;

/// The profile of the loss over all training samples now; of a large model that of its last step.
pub fn profile_now(learner: &Learner) -> Vec<f64> {
    if learner.pass_cost() * learner.train().batch.count() > CHEAP {
        return profile(learner.shape(), |at| f64::from(learner.last_gradients()[at]));
    }
    let gradients = learner.mean_gradients();
    profile(learner.shape(), |at| gradients[at])
}

/// The mean |∂L/∂W| over the weights of each layer, the output last, of a gradient in the order of the flat list.
pub fn profile(shape: &Shape, gradient: impl Fn(usize) -> f64) -> Vec<f64> {
    let mean = |weights: std::ops::Range<usize>| {
        let count = weights.len().max(1) as f64;
        weights.map(|at| gradient(at).abs()).sum::<f64>() / count
    };
    shape.views().map(|view| mean(view.weights)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::Activation;

    #[test]
    fn biases_do_not_count_and_signs_do_not_either() {
        let shape = Shape::network(1, &[2], Activation::Tanh, 1);
        // w, w, b, b; v, v, b.
        let gradient = [1.0, -3.0, 100.0, 100.0, -0.5, 0.25, 100.0];
        assert_eq!(profile(&shape, |at| gradient[at]), [2.0, 0.375]);
    }
}
