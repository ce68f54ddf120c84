//! Loss over steps: what its picture is given.

/// Losses of a run of consecutive recorded steps, thinned without losing the shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The first value of the run.
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
    /// The last step that it covers; equal to `from` while nothing had to be thinned.
    pub to: u64,
    /// Training loss without the penalty, in the units of y: squared, unless errors are taken as they are.
    pub train: Extent,
    /// Held-out loss; `None` when nothing is held out.
    pub held_out: Option<Extent>,
    /// What the weights cost on top of the training loss; `None` without a penalty.
    pub penalty: Option<Extent>,
}

/// Loss over steps.
#[derive(Clone, Debug)]
pub struct Losses<'a> {
    /// Oldest first; the first entry holds step 0. Of mini-batches only the ends of epochs and of frames are recorded.
    pub entries: &'a [LossEntry],
    /// Logarithmic loss axis.
    pub log: bool,
    /// The step that the pointer or the keyboard reads, if any.
    pub readout: Option<u64>,
    /// The step of the least held-out loss of today's points, if any.
    pub best: Option<u64>,
    /// The step that is looked at, while that is not the last one.
    pub now: Option<u64>,
}
