//! Kittengrad: a page on which anyone sees deep learning happen. The rooms, in reading order.

pub use lab;

pub use learn;

pub mod data;

pub mod run;

pub mod task;

pub mod probe;

pub mod session;

pub mod view;

pub mod scene;

pub mod text;

pub mod export;

#[cfg(target_arch = "wasm32")]
mod web;
#[cfg(target_arch = "wasm32")]
pub use web::start;
