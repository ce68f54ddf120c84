//! What was tried of one model after another: what its picture is given.

use super::fit::Quantity;
use super::tried::Try;

/// The errors of one model after another.
#[derive(Clone, Debug)]
pub struct Tries<'a> {
    /// What was tried before, from little freedom to much; nothing of the present freedom.
    pub before: &'a [Try],
    /// The present model.
    pub now: Try,
    /// Its place among the others: so many come before it.
    pub at: usize,
    /// Whether the unseen points may be told of.
    pub exam: bool,
    /// What y measures.
    pub quantity: Quantity<'a>,
}
