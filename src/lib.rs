//! Kittengrad: a page on which anyone sees deep learning happen. The rooms, in reading order.

pub use learn;

pub mod data;

pub mod session;

pub mod snapshot;

pub mod scene;

pub mod text;

#[cfg(target_arch = "wasm32")]
mod web;
#[cfg(target_arch = "wasm32")]
pub use web::start;
