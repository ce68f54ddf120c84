//! What a neuron's weighted sum and layers without a bend are put together of.

use super::neurons::HeldNeuron;
use crate::learn::{Activation, collapsed};
use crate::run::Model as _;
use crate::task::Learner;
use crate::view::{Chain, Matrix, Product, Sum, SumParts};

/// So many products are told apart.
const MOST: usize = 4;

/// The weighted sum of the neuron that is held.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn sum(held: Option<&HeldNeuron>) -> Sum {
    let Some(held) = held.filter(|held| held.column > 0) else { return Sum::default() };
    let mut products: Vec<Product> = held
        .weights
        .iter()
        .zip(&held.inputs)
        .enumerate()
        .map(|(i, (w, a))| Product { input: Some(i), value: f64::from(*w) * f64::from(*a) })
        .collect();
    let bias = f64::from(held.bias);
    let sum = bias + products.iter().map(|product| product.value).sum::<f64>();
    let asked = held.inputs.len() == held.weights.len() && held.value.is_some();
    products.sort_unstable_by(|a, b| b.value.abs().total_cmp(&a.value.abs()).then(a.input.cmp(&b.input)));
    if products.len() > MOST {
        let rest = products.split_off(MOST - 1);
        products.push(Product { input: None, value: rest.iter().map(|product| product.value).sum() });
    }
    Sum {
        parts: (asked && sum.is_finite()).then_some(SumParts { bias, products, sum }),
        cuts: held.activation == Activation::Relu,
        of_x: held.column == 1 && held.weights.len() == 1,
    }
}

/// The layers of a network that bends nowhere.
#[inline(never)] // in the second part of the program
pub fn chain(learner: &Learner) -> Chain<'_> {
    let (shape, parameters) = (learner.shape(), learner.parameters());
    let Some(one) = collapsed(shape, parameters).filter(|_| shape.inputs() == 1 && shape.layers().len() > 1) else {
        return Chain::default();
    };
    let mut factors: Vec<Matrix> = shape
        .views()
        .map(|view| Matrix { rows: view.outputs, columns: view.inputs, weights: &parameters[view.weights] })
        .collect();
    factors.reverse();
    Chain { factors, product: one.weights.first().copied().unwrap_or(0.0) }
}
