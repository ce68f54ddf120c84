//! Networks of many kinds of layers, as one list of operations. It names only `learn`.
//!
//! A dense network is one loop over its layers, and `learn` has it. A network that looks at pictures, reads texts or is set
//! against another one has more kinds of layers, and not always in a row. Here a model is a **plan**: operations listed once,
//! and then taken forward, and backward in the other order, as often as wanted. In reading order: where the numbers lie
//! that pass through ([`sheet`]) and those that are learnt ([`parameters`]); what is done to them ([`ops`], one file for each
//! operation, its chain rule under its formula); how the list is written ([`builder`]) and taken ([`plan`]); what a hand may
//! change in it ([`poke`]); and a plan with a name for what goes in and comes out ([`network`]). The models themselves, of
//! some lines each, stand where they are trained.

pub mod sheet;

pub mod parameters;

pub mod ops;

pub mod poke;

pub mod plan;

pub mod builder;

pub mod network;

pub use builder::Builder;
pub use network::Network;
pub use parameters::{Block, Parameters};
pub use plan::Plan;
pub use poke::Poke;
pub use sheet::Sheet;
