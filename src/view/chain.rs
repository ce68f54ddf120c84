//! Layers without a bend, multiplied out: what their picture is given.

/// The weights of one layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix<'a> {
    /// Rows: the units of the layer.
    pub rows: usize,
    /// Columns: its inputs.
    pub columns: usize,
    /// `[rows][columns]`, row by row; in the model's own units, may be non-finite.
    pub weights: &'a [f32],
}

/// The weights of all layers in the order in which they multiply an x, the output's first, and their product. Empty where the
/// model bends, or is no network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chain<'a> {
    /// The factors.
    pub factors: Vec<Matrix<'a>>,
    /// What they come to: one weight.
    pub product: f64,
}
