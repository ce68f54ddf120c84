//! Loss over steps: what its picture is given.

use super::units::Units;

/// Losses of consecutive recorded steps, reduced to four values that keep the shape of their line. May be non-finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The first value.
    pub first: f32,
    /// The least value.
    pub min: f32,
    /// The greatest value.
    pub max: f32,
    /// The last value.
    pub last: f32,
}

/// One entry of the loss chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LossEntry {
    /// The first step that it covers.
    pub from: u64,
    /// The last step that it covers; equal to `from` for an entry of one step.
    pub to: u64,
    /// Training loss without the penalty; in units of y², or of y if the loss is the mean absolute error.
    pub train: Extent,
    /// Held-out loss in the same units; `None` when nothing is held out.
    pub held_out: Option<Extent>,
    /// The penalty, in the same units; `None` without one.
    pub penalty: Option<Extent>,
}

/// Loss over steps.
#[derive(Clone, Debug)]
pub struct Losses<'a> {
    /// Oldest first; the first entry holds step 0. Of mini-batches only the ends of epochs and of frames are recorded.
    pub entries: &'a [LossEntry],
    /// Those of the run before this one; empty where there is none to compare with.
    pub before: &'a [LossEntry],
    /// The loss axis is logarithmic.
    pub log: bool,
    /// The step that the pointer or the keyboard reads, if any.
    pub readout: Option<u64>,
    /// The step of the least held-out loss on the present points, if any.
    pub best: Option<u64>,
    /// The step that is looked at, unless it is the last one.
    pub now: Option<u64>,
    /// In which units the losses count.
    pub units: Units<'a>,
}
