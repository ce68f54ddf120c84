//! A model that was tried.

/// How much freedom a model has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freedom {
    /// A straight line.
    Line,
    /// A polynomial of this degree.
    Degree(usize),
    /// A network of this many hidden layers.
    Layers(usize),
}

impl Freedom {
    /// Whether it can only be a straight line.
    pub fn is_straight(self) -> bool {
        match self {
            Freedom::Line | Freedom::Degree(1) | Freedom::Layers(0) => true,
            Freedom::Degree(_) | Freedom::Layers(_) => false,
        }
    }
}

/// A model that was tried, or is being tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    /// How much freedom it has.
    pub freedom: Freedom,
    /// The typical error on the points that it learnt from, in the units of y; not finite after a divergence.
    pub own: f64,
    /// The same on points that it has not seen; `None` where there are none.
    pub unseen: Option<f64>,
    /// (x, ŷ) as in `Fit::curve`; empty for the present model, whose curve is that one.
    pub curve: Vec<(f64, f64)>,
}
