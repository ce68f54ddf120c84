//! A plan with a name for what goes in and comes out, as whoever trains a model on pictures needs it.

use super::plan::Plan;
use super::sheet::Sheet;

/// A model's plan for a number of pictures at once.
#[derive(Clone, Debug)]
pub struct Network {
    /// All operations.
    pub plan: Plan,
    /// The input, `[1][height · width · stride]`.
    pub input: Sheet,
    /// What each layer makes of it, from below: activations, and maxima of them.
    pub layers: Vec<Sheet>,
    /// ŷ: `[1][stride]` the logarithm of the odds of a yes, or `[classes][stride]` those of the classes.
    pub logits: Sheet,
    /// Has the targets.
    pub loss: Sheet,
}
