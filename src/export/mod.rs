//! What one takes home, as text: the course of a run as CSV, what it has learnt as JSON, and the run itself as a program that
//! takes its steps again: in NumPy, in PyTorch, in Rust.

pub mod code;
pub mod history;
pub mod weights;

mod digits;
