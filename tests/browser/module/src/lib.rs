//! What a laboratory is to the loader: plain functions and a memory of their own, and nothing of wasm-bindgen's.

use std::sync::atomic::{AtomicU32, Ordering};

static KEPT: AtomicU32 = AtomicU32::new(40);

/// The sum of two numbers.
#[unsafe(no_mangle)]
pub extern "C" fn add(a: f32, b: f32) -> f32 {
    a + b
}

/// Adds to what this module keeps in its memory, and returns what it keeps now.
#[unsafe(no_mangle)]
pub extern "C" fn keep(more: u32) -> u32 {
    KEPT.fetch_add(more, Ordering::Relaxed).wrapping_add(more)
}
