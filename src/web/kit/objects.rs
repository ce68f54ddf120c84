//! Values of JavaScript: objects and arrays of numbers, made and read.

use js_sys::{Array, Float32Array, Float64Array, Object, Reflect};
use wasm_bindgen::JsValue;

/// An object of these fields. A missing number is null.
pub fn object(numbers: &[(&str, Option<f64>)], more: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    let set = |name: &str, value: &JsValue| drop(Reflect::set(&object, &name.into(), value));
    for (name, number) in numbers {
        set(name, &number.map_or(JsValue::NULL, JsValue::from));
    }
    for (name, value) in more {
        set(name, value);
    }
    object.into()
}

/// The numbers as a Float32Array.
pub fn floats(values: &[f32]) -> JsValue {
    Float32Array::from(values).into()
}

/// The numbers as a Float64Array.
pub fn doubles(values: &[f64]) -> JsValue {
    Float64Array::from(values).into()
}

/// The numbers of an array of any kind, if all of them are finite.
pub fn numbers(value: &JsValue) -> Option<Vec<f64>> {
    if !Array::is_array(value) && !js_sys::ArrayBuffer::is_view(value) {
        return None;
    }
    let mut all = Vec::new();
    for item in Array::from(value).iter() {
        all.push(item.as_f64().filter(|n| n.is_finite())?);
    }
    Some(all)
}
