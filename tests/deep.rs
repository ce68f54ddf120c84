//! Plans of operations: each operation and whole models against differences of a naive model in f64, and what hands may do.

#[path = "deep/bits.rs"]
mod bits;
#[path = "deep/gradients.rs"]
mod gradients;
#[path = "deep/naive.rs"]
mod naive;
#[path = "deep/pokes.rs"]
mod pokes;
#[path = "deep/pytorch.rs"]
mod pytorch;
#[path = "deep/taught.rs"]
mod taught;
