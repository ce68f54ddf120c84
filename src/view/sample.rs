//! A sample of two classes, as it is drawn.

/// What a sample is, as it is drawn: each has a shape of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Of the class that is asked for: a cat.
    Positive,
    /// Of the other class: its first group, or the only one.
    First,
    /// Of the other class: its second group.
    Second,
    /// Of the other class: its third group.
    Third,
}

impl Group {
    /// Whether it is of the class that is asked for.
    pub fn is_positive(self) -> bool {
        self == Group::Positive
    }
}

/// A sample as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// x₁, in the user's units.
    pub x: f64,
    /// x₂, in the user's units.
    pub y: f64,
    /// What it is.
    pub group: Group,
    /// Held out: not trained on.
    pub held_out: bool,
    /// The model's log-odds that it is of the class that is asked for: the model says so where they are above 0. Not finite
    /// after a divergence.
    pub logit: f64,
}

impl Sample {
    /// Whether the model takes it for what it is not; `None` where the model has no answer.
    pub fn is_wrong(&self) -> Option<bool> {
        self.logit.is_finite().then(|| (self.logit > 0.0) != self.group.is_positive())
    }
}
