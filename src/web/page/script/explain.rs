//! `explain(i)`: one training step on one point alone, number by number; `layers()` and `gradientFlow()`: each layer in numbers.

use crate::learn::LayerPass;
use crate::session::Session;
use crate::session::gradients::{self, GradientFlow, LayerGradient};
use crate::session::walk::{self, LayerNumbers, OneStep, one_step};
use crate::web::kit::objects::object;
use js_sys::Array;
use wasm_bindgen::JsValue;

/// The numbers of one training step on the point with this index alone, which changes nothing; `None` where there is none such.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn explained(session: &Session, index: usize) -> Option<JsValue> {
    let OneStep { explained, loss_after, update } = one_step(session, index)?;
    let layers: Array = explained.layers.iter().map(layer).collect();
    let numbers = [("loss", Some(explained.loss)), ("lossAfter", Some(loss_after))];
    Some(object(&numbers, &[("layers", layers.into()), ("update", list(&update))]))
}

/// Every layer in numbers, the output last.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn layers(session: &Session) -> JsValue {
    let each = |of: LayerNumbers| {
        let LayerNumbers { units, gradient_norm, weight_norm, dead } = of;
        let numbers = [
            ("units", Some(units as f64)),
            ("gradientNorm", Some(gradient_norm)),
            ("weightNorm", Some(weight_norm)),
            ("dead", Some(dead as f64)),
        ];
        object(&numbers, &[])
    };
    walk::layers(session).into_iter().map(each).collect::<Array>().into()
}

/// How the gradient comes through: each layer's, the output last, now and at the first step, and the first one's share of the last.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn flow(session: &Session) -> JsValue {
    let each = |of: LayerGradient| {
        let LayerGradient { mean, dead, saturated } = of;
        object(&[("mean", Some(mean)), ("dead", dead.map(|dead| dead as f64)), ("saturated", saturated)], &[])
    };
    let GradientFlow { layers, first, ratio } = gradients::in_numbers(session);
    let layers: Array = layers.into_iter().map(each).collect();
    object(&[("ratio", ratio)], &[("layers", layers.into()), ("first", list(&first))])
}

fn layer(layer: &LayerPass) -> JsValue {
    let rows: Array = layer.dw.chunks(layer.inputs.len().max(1)).map(list).collect();
    object(
        &[],
        &[
            ("inputs", list(&layer.inputs)),
            ("z", list(&layer.z)),
            ("a", list(&layer.a)),
            ("dA", list(&layer.da)),
            ("delta", list(&layer.delta)),
            ("dW", rows.into()),
            ("dB", list(&layer.db)),
        ],
    )
}

fn list(values: &[f64]) -> JsValue {
    values.iter().map(|value| JsValue::from(*value)).collect::<Array>().into()
}
