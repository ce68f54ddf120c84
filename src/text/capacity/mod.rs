//! The words about loss against capacity: on the picture, under it, and spoken.

mod found;
mod measured;
mod names;
mod refusal;

pub use found::found;
pub use measured::{Told, measured, progress, spoken};
pub use names::{axis, best, parameters, tick};
pub use refusal::{Unmeasured, refusal};
