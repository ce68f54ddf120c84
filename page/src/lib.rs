//! What the browser loads. The start stands in `web`; this package is only where everything is linked together.
//!
//! A `cdylib` that is also an `rlib` gets no link-time optimization, so it is a package of its own. And the profile that it
//! has is the one by which all is optimized at the end: it is fast code, of all that was asked to be small.

extern crate kittengrad as _;

/// Where all memory comes from: as quick as the standard library's allocator, and 2 KB less to download. Here it is compiled
/// for speed, and is not copied into whatever gives memory back.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
