//! The controls of the knobs: each gets its range and its value from the knob table, and what the user does with it goes back
//! as a message. Nothing here knows a knob by its key.

pub mod controls;
pub mod layers;
pub mod listen;
pub mod presets;
pub mod slides;
pub mod told;
pub mod turn;
pub mod write;
