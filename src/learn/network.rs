//! All layers: forward through them, and backward through the same layers in the other order.

use rand_core::Rng;

use super::batch::Batch;
use super::dense;
use super::dropout::Dropout;
use super::loss::Loss;
use super::shape::Shape;
pub use super::workspace::Workspace;

/// a_l = f_l(W_l a_{l−1} + b_l), layer by layer, with a_0 the batch's inputs.
///
/// Preconditions, here and below: `ws` was made for this shape, the batch has its inputs and targets, and `parameters` and
/// `gradients` have `shape.parameter_count()` values.
pub fn forward(shape: &Shape, parameters: &[f32], batch: &Batch, ws: &mut Workspace) {
    ws.fit(batch);
    ws.dropped = false;
    through_layers(shape, parameters, batch, ws, |_, _, _| ());
}

/// [`forward`] with a part of the hidden units silenced at each point: the layer above sees a · mask. Only for training; a
/// model is judged by [`forward`]. A rate of 0 is [`forward`] itself and draws nothing.
pub fn forward_dropping(
    shape: &Shape,
    parameters: &[f32],
    batch: &Batch,
    ws: &mut Workspace,
    dropout: Dropout,
    rng: &mut impl Rng,
) {
    if dropout.is_off() {
        return forward(shape, parameters, batch, ws);
    }
    ws.fit_dropout(batch);
    ws.dropped = true;
    through_layers(shape, parameters, batch, ws, |a, mask, thinned| {
        dropout.draw(rng, (batch.count(), batch.stride()), mask);
        for ((thinned, a), mask) in thinned.iter_mut().zip(a).zip(mask) {
            *thinned = a * *mask;
        }
    });
}

/// The layers one after the other; `thin(a, mask, thinned)`, all `[units][stride]`, follows each hidden one if `ws.dropped`.
#[inline(always)]
fn through_layers(
    shape: &Shape,
    parameters: &[f32],
    batch: &Batch,
    ws: &mut Workspace,
    mut thin: impl FnMut(&[f32], &mut [f32], &mut [f32]),
) {
    let stride = ws.stride;
    let mut inputs = shape.inputs();
    let mut parameters = parameters;
    let mut below = 0..0; // where the layer below has its rows
    for (l, layer) in shape.layers().iter().enumerate() {
        let rows = ws.rows(l);
        let (weights, rest) = parameters.split_at(layer.units * inputs); // [units][inputs]
        let (biases, rest) = rest.split_at(layer.units); // [units]
        let (activations, a) = ws.activations.split_at_mut(rows.start);
        let a = &mut a[..rows.len()]; // [units][stride]
        let x = match l {
            0 => batch.padded_inputs(),
            _ if ws.dropped => &ws.thinned[below],
            _ => &activations[below],
        }; // [inputs][stride]
        dense::forward(weights, inputs, biases, x, stride, a);
        if layer.activation.needs_sum() {
            ws.sums[rows.clone()].copy_from_slice(a);
        }
        layer.activation.apply(a);
        if ws.dropped && l + 1 < shape.layers().len() {
            thin(a, &mut ws.masks[rows.clone()], &mut ws.thinned[rows.clone()]);
        }
        (inputs, parameters, below) = (layer.units, rest, rows);
    }
}

/// The gradient of a loss with respect to every parameter, after `forward` or `forward_dropping` with the same arguments.
/// Overwrites `gradients`.
///
/// δ_l = ∂L/∂a_l ⊙ f′_l, then ∂L/∂W_l = δ_l a_{l−1}ᵀ, ∂L/∂b_l = Σ δ_l and ∂L/∂a_{l−1} = W_lᵀ δ_l, from the last layer down
/// (Rumelhart, Hinton and Williams 1986). What dropout multiplied on the way up is multiplied again on the way down.
pub fn backward(
    shape: &Shape,
    parameters: &[f32],
    batch: &Batch,
    loss: Loss,
    ws: &mut Workspace,
    gradients: &mut [f32],
) {
    ws.fit(batch);
    let stride = ws.stride;
    let layers = shape.layers();
    let Some(last) = layers.len().checked_sub(1) else { return };
    let mut end = gradients.len();
    let rows = ws.rows(last);
    loss.backward(batch, &ws.activations[rows.clone()], &mut ws.deltas[rows]);
    for (l, layer) in layers.iter().enumerate().rev() {
        let rows = ws.rows(l);
        let (inputs, below) = if l == 0 { (shape.inputs(), 0..0) } else { (layers[l - 1].units, ws.rows(l - 1)) };
        let (deltas, delta) = ws.deltas.split_at_mut(rows.start);
        let delta = &mut delta[..rows.len()]; // [units][stride]
        let z = if layer.activation.needs_sum() { &ws.sums[rows.clone()] } else { &[] };
        layer.activation.apply_derivative(z, &ws.activations[rows], delta); // now it is δ_l
        let biases = end - layer.units;
        let weights = biases - layer.units * inputs;
        let (dw, db) = gradients[weights..end].split_at_mut(biases - weights);
        end = weights;
        if l == 0 {
            dense::backward_parameters(delta, (batch.padded_inputs(), inputs), (batch.count(), stride), dw, db);
            return;
        }
        let x = if ws.dropped { &ws.thinned[below.clone()] } else { &ws.activations[below.clone()] };
        dense::backward_parameters(delta, (x, inputs), (batch.count(), stride), dw, db);
        let dx = &mut deltas[below.clone()];
        dense::backward_inputs(&parameters[weights..biases], inputs, delta, stride, dx);
        if ws.dropped {
            dx.iter_mut().zip(&ws.masks[below]).for_each(|(d, mask)| *d *= mask);
        }
    }
}
