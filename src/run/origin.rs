//! From where a run can be taken up again elsewhere, so that it comes to the same bits.

use super::model::Model;
use super::timeline::Reference;

/// A moment of a run, and the step to which it is trained from there under its conditions.
pub struct Origin<M: Model> {
    /// After how many steps the moment is.
    pub step: u64,
    /// The moment.
    pub moment: M::Moment,
    /// What the steps from there on depend on.
    pub conditions: M::Conditions,
    /// Where a rewind leads to.
    pub start: M::Start,
    /// What its losses are compared with.
    pub reference: Reference,
    /// The step that is looked at, or that the run is on its way to.
    pub to: u64,
}
