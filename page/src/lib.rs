//! What the browser loads: everything linked together, and the call that starts it.
//!
//! A `cdylib` that is also an `rlib` gets no link-time optimization, so it is a package of its own. And the profile that it
//! has is the one by which all is optimized at the end: it is fast code, of all that was asked to be small.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen::prelude::*;

/// Where all memory comes from: as quick as the standard library's allocator, and 2 KB less to download. Here it is compiled
/// for speed, and is not copied into whatever gives memory back.
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// The loader calls this once, and shows an error in the page's place.
#[wasm_bindgen(start)]
fn start() -> Result<(), JsError> {
    kittengrad::start().map_err(|error| JsError::new(&error))
}
