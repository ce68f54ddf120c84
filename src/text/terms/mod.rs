//! Formulas with today's numbers in them, for a reader with a pocket calculator: as many digits are printed as it takes for
//! what is computed from them to be what stands behind the equals sign.

mod digits;
mod listed;
mod loss;
mod neuron;
mod parts;
mod units;
mod update;

pub use digits::enclosed;
pub use listed::{TermList, TermRow, listed, model_value, no_number};
pub use loss::{LossTerms, loss_line, loss_terms};
pub use neuron::{Neuron, answer, input, names, neuron, told};
pub use parts::{added, product_line, sum_line, summed, times, worked};
pub use units::{plane, scale, units};
pub use update::{UpdateRow, no_update, update_line, update_note, update_rows};
