//! What one thread can do at most with 128-bit SIMD: multiplications and additions that never leave the registers.

use std::arch::wasm32::{f32x4_add, f32x4_extract_lane, f32x4_mul, f32x4_splat};
use wasm_bindgen::prelude::*;

/// Sums that do not wait for one another: enough to hide how long one operation takes, and few enough for 16 registers
/// together with the two constants. Of 8 to 14, this many got the most out of the machine that it was written on.
const CHAINS: usize = 13;

/// Floating-point operations of one round: a multiplication and an addition in each of four lanes.
#[wasm_bindgen]
pub fn peak_operations() -> u32 {
    (CHAINS * 4 * 2) as u32
}

/// Works so many rounds; the answer only keeps the work from being left out.
#[wasm_bindgen]
pub fn peak_run(rounds: u32) -> f32 {
    // Every sum goes to 0.5: nothing overflows, and nothing becomes so small that the machine slows down.
    let (factor, addend) = (f32x4_splat(0.999), f32x4_splat(0.0005));
    let mut sums = [f32x4_splat(1.0); CHAINS];
    for (i, sum) in sums.iter_mut().enumerate() {
        *sum = f32x4_splat(i as f32);
    }
    for _ in 0..rounds {
        for sum in &mut sums {
            *sum = f32x4_add(f32x4_mul(*sum, factor), addend);
        }
    }
    sums.into_iter().map(|sum| f32x4_extract_lane::<0>(sum)).sum()
}
