//! Models that learn the same points, in words.

mod lanes;
mod told;

pub use self::lanes::{
    activation, arrives, arrives_in_detail, as_today, cost, errors, gradient, kinds, layer, layers, line, made_of,
    name, nobody, parameters, recipe, tick, what, with, with_only,
};
pub use self::told::told;
