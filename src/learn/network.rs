//! All layers: forward through them, and backward through the same layers in the other order.

use rand_core::Rng;

use super::batch::Batch;
use super::dropout::Dropout;
use super::fast::layer as dense;
use super::fast::size::Size;
use super::loss::Loss;
use super::workspace::Workspace;

/// a_l = f_l(W_l a_{l−1} + b_l), layer by layer, with a_0 the batch's inputs.
///
/// The shape is the one that `ws` was made for. Preconditions, here and below: the batch has its inputs and targets, and
/// `parameters` and `gradients` have `shape.parameter_count()` values.
pub fn forward(parameters: &[f32], batch: &Batch, ws: &mut Workspace) {
    ws.resize_for(batch);
    ws.with_dropout = false;
    through_layers(parameters, batch, ws, |_, _, _| ());
}

/// [`forward`] with some of the hidden units dropped at each point: the layer above sees a · mask. Only for training; a model
/// is evaluated by [`forward`]. A rate of 0 is [`forward`] itself and draws nothing.
pub fn forward_dropping(parameters: &[f32], batch: &Batch, ws: &mut Workspace, dropout: Dropout, rng: &mut impl Rng) {
    if dropout.is_off() {
        return forward(parameters, batch, ws);
    }
    ws.resize_for_dropout(batch);
    ws.with_dropout = true;
    through_layers(parameters, batch, ws, |a, mask, dropped_out| {
        dropout.draw(rng, batch, mask);
        for ((dropped_out, a), mask) in dropped_out.iter_mut().zip(a).zip(mask) {
            *dropped_out = a * *mask;
        }
    });
}

/// The layers one after the other; `drop_out(a, mask, dropped_out)`, all `[units][stride]`, follows each hidden one in a pass
/// with dropout.
#[inline(always)]
fn through_layers(
    parameters: &[f32],
    batch: &Batch,
    ws: &mut Workspace,
    mut drop_out: impl FnMut(&[f32], &mut [f32], &mut [f32]),
) {
    let layers = ws.shape.layers();
    let mut inputs = ws.shape.inputs();
    let mut parameters = parameters;
    let mut below = 0..0; // where the layer below has its rows
    for (l, layer) in layers.iter().enumerate() {
        let rows = ws.rows(l);
        let (weights, rest) = parameters.split_at(layer.units * inputs); // [units][inputs]
        let (biases, rest) = rest.split_at(layer.units); // [units]
        let (activations, a) = ws.activations.split_at_mut(rows.start);
        let a = &mut a[..rows.len()]; // [units][stride]
        let x = match l {
            0 => batch.padded_inputs(),
            _ if ws.with_dropout => &ws.dropped_out[below],
            _ => &activations[below],
        }; // [inputs][stride]
        dense::forward(weights, biases, x, Size { inputs, count: batch.count() }, a);
        if layer.activation.needs_z() {
            ws.z[rows.clone()].copy_from_slice(a);
        }
        layer.activation.apply(a);
        if ws.with_dropout && l + 1 < layers.len() {
            drop_out(a, &mut ws.masks[rows.clone()], &mut ws.dropped_out[rows.clone()]);
        }
        (inputs, parameters, below) = (layer.units, rest, rows);
    }
}

/// The gradient of a loss with respect to every parameter, after `forward` or `forward_dropping` with the same arguments.
/// Overwrites `gradients`.
///
/// δ_l = ∂L/∂a_l ⊙ f′_l, then ∂L/∂W_l = δ_l a_{l−1}ᵀ, ∂L/∂b_l = Σ δ_l and ∂L/∂a_{l−1} = W_lᵀ δ_l, from the last layer down
/// (Rumelhart, Hinton and Williams 1986). What dropout multiplied on the way up is multiplied again on the way down.
pub fn backward(parameters: &[f32], batch: &Batch, loss: Loss, ws: &mut Workspace, gradients: &mut [f32]) {
    ws.resize_for(batch);
    let layers = ws.shape.layers();
    let Some(last) = layers.len().checked_sub(1) else { return };
    let mut end = gradients.len();
    let rows = ws.rows(last);
    loss.backward(batch, &ws.activations[rows.clone()], &mut ws.deltas[rows]);
    for (l, layer) in layers.iter().enumerate().rev() {
        let rows = ws.rows(l);
        let (inputs, below) = if l == 0 { (ws.shape.inputs(), 0..0) } else { (layers[l - 1].units, ws.rows(l - 1)) };
        let (deltas, delta) = ws.deltas.split_at_mut(rows.start);
        let delta = &mut delta[..rows.len()]; // [units][stride]: ∂L/∂a_l
        let z = if layer.activation.needs_z() { &ws.z[rows.clone()] } else { &[] };
        layer.activation.apply_derivative(z, &ws.activations[rows], delta); // now it is δ_l
        let size = Size { inputs, count: batch.count() };
        let biases = end - layer.units;
        let weights = biases - layer.units * inputs;
        let (dw, db) = gradients[weights..end].split_at_mut(biases - weights);
        end = weights;
        if l == 0 {
            dense::backward_parameters(delta, batch.padded_inputs(), size, dw, db);
            return;
        }
        let x = if ws.with_dropout { &ws.dropped_out[below.clone()] } else { &ws.activations[below.clone()] };
        dense::backward_parameters(delta, x, size, dw, db);
        let dx = &mut deltas[below.clone()]; // ∂L/∂a_{l−1}
        dense::backward_inputs(&parameters[weights..biases], delta, size, dx);
        if ws.with_dropout {
            dx.iter_mut().zip(&ws.masks[below]).for_each(|(d, mask)| *d *= mask);
        }
    }
}
