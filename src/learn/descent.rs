//! A step downhill: each way of descending is one loop over the flat slices.

/// Plain gradient descent: θ ← θ − η ∂L/∂θ. Both slices have one length.
#[inline]
pub fn gradient_descent(parameters: &mut [f32], gradients: &[f32], learning_rate: f32) {
    debug_assert_eq!(parameters.len(), gradients.len());
    for (parameter, gradient) in parameters.iter_mut().zip(gradients) {
        *parameter -= learning_rate * gradient;
    }
}
