//! In which units the numbers of a model count.

use super::fit::Quantity;

/// What the numbers of a model measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Units<'a> {
    /// What x and y measure.
    pub quantity: Quantity<'a>,
    /// A loss counts in y², else in y.
    pub squared: bool,
}
