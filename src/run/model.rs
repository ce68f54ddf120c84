//! What a run needs of a model, so that whatever learns step by step can have one.

/// The losses of one moment, in the units of the model's task.
#[derive(Clone, Copy, Debug)]
pub struct Losses {
    /// Of the training samples, without the penalty.
    pub train: f32,
    /// Of the held-out samples; `None` when there are none.
    pub held_out: Option<f32>,
    /// What the weights cost on top; `None` without a penalty.
    pub penalty: Option<f32>,
}

impl Losses {
    /// What training makes small: loss and penalty.
    #[inline]
    pub fn objective(&self) -> f64 {
        f64::from(self.train) + self.penalty.map_or(0.0, f64::from)
    }
}

/// What is kept for later, and about how many bytes of memory it takes.
pub trait Kept {
    /// With all that it owns or shares.
    fn bytes(&self) -> usize;
}

/// A model on its samples, with all that its training depends on.
pub trait Model: Sized {
    /// All on which the next steps depend, but for the conditions: parameters, optimizer state, order, random streams.
    type Moment: Kept + Clone;
    /// What the steps depend on beside the moment: samples, recipe, coordinates of the parameters.
    type Conditions: Kept + Clone;
    /// Where a run begins: parameters, and the coordinates in which they are written.
    type Start: Kept + Clone;

    /// One step. Returns whether it has ended an epoch; then losses are up to date.
    fn step(&mut self) -> bool;
    /// Whether the losses are those of an earlier step, as within an epoch of mini-batches.
    fn is_behind(&self) -> bool;
    /// Brings losses and activations up to date.
    fn catch_up(&mut self);
    /// The losses, as of the last epoch or the last `catch_up`.
    fn losses(&self) -> Losses;
    /// The typical error on the training samples, in the units of the model's task.
    fn error(&self) -> f64;
    /// The loss of a model whose one answer to everything is the mean of what the samples ask for.
    fn spread(&self) -> f64;
    /// The least objective that training can come to, in the units of the losses, where it is known.
    fn least_objective(&self) -> Option<f64>;
    /// R² of the training samples, as of the last epoch or the last `catch_up`; `None` where what they ask for does not vary.
    fn explained(&self) -> Option<f64>;
    /// Whether the next step is so long that it leaps across the valley and comes down no lower than it was.
    fn leaps(&self) -> bool;
    /// Whether there is a sample to learn from.
    fn can_learn(&self) -> bool;
    /// All parameters, flat.
    fn parameters(&self) -> &[f32];
    /// About how many multiplications a step costs.
    fn step_cost(&self) -> usize;

    /// A run begins here: the optimizer remembers nothing, and the random streams begin anew.
    fn begin(&mut self);
    /// Today's parameters and coordinates, to return to.
    fn start(&self) -> Self::Start;
    /// The parameters of a start, and its coordinates as long as they suit today's samples. Returns whether the coordinates
    /// are others now.
    fn return_to(&mut self, start: &Self::Start) -> bool;
    /// This moment, to go back to.
    fn moment(&self) -> Self::Moment;
    /// Keeps this moment in the room of an earlier one of this model.
    fn keep(&self, moment: &mut Self::Moment);
    /// Back to a moment of this model.
    fn restore(&mut self, moment: &Self::Moment);
    /// Today's conditions.
    fn conditions(&self) -> Self::Conditions;
    /// The model under these conditions at this moment.
    fn made(conditions: &Self::Conditions, moment: &Self::Moment) -> Self;
    /// Whether the parameters of both mean the same: one shape, one choice of coordinates.
    fn is_like(&self, other: &Self) -> bool;
}
