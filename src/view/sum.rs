//! A neuron's weighted sum at the user's question: what its picture is given.

/// What one input adds to the sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Product {
    /// The input, by its place; `None` for several together.
    pub input: Option<usize>,
    /// Its activation times its weight; in the model's own units, as are all numbers here.
    pub value: f64,
}

/// A neuron's weighted sum z = b + Σ wᵢ aᵢ, put together of its products. Without a question, a neuron or finite numbers there
/// is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sum {
    /// Its bias, its products with the largest first, and what it comes to.
    pub parts: Option<SumParts>,
    /// What is below 0 is cut off: the neuron is a ReLU.
    pub cuts: bool,
    /// The inputs are the one x of the user.
    pub of_x: bool,
}

/// What a sum is put together of.
#[derive(Clone, Debug, PartialEq)]
pub struct SumParts {
    /// b.
    pub bias: f64,
    /// The products, largest first; the last may stand for several.
    pub products: Vec<Product>,
    /// z.
    pub sum: f64,
}
