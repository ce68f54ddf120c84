//! What a sample is, where it is asked to which of two classes it belongs.

/// What a sample is: of the class that is asked for, or of one of the groups of the other class. In points of a curve, where no
/// class is asked for, it is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Species {
    /// Of the other class: the first group, or the only one. Its label is 0.
    #[default]
    First,
    /// Of the class that is asked for: a cat. Its label is 1.
    Positive,
    /// Of the other class: the second group.
    Second,
    /// Of the other class: the third group.
    Third,
}

impl Species {
    /// Every kind.
    pub const ALL: [Species; 4] = [Species::First, Species::Positive, Species::Second, Species::Third];

    /// Whether it is of the class that is asked for.
    pub fn is_positive(self) -> bool {
        self == Species::Positive
    }

    /// 1 for the class that is asked for, 0 for the other: what a model should answer, as a probability.
    pub fn label(self) -> f64 {
        if self.is_positive() { 1.0 } else { 0.0 }
    }

    /// How tables and links write it: 0 for the first group of the other class, 1 for the class that is asked for, and 2 and 3 for
    /// the other groups. So where there is one group only, it is the label.
    pub fn number(self) -> u8 {
        match self {
            Species::First => 0,
            Species::Positive => 1,
            Species::Second => 2,
            Species::Third => 3,
        }
    }

    /// Of this class; the other class by its first group.
    pub fn of(positive: bool) -> Species {
        if positive { Species::Positive } else { Species::First }
    }
}
