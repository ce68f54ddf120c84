//! A curve as it is put together: what is given to draw the parts of a network's last hidden layer, one upon the other.

/// Whose part it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOf {
    /// That of one neuron, by its place in the layer.
    Neuron(usize),
    /// That of this many neurons together, of which each alone makes too little to be told apart.
    Others(usize),
}

/// What one neuron adds to the answers, or takes away from them, over x.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Whose part it is.
    pub of: PartOf,
    /// Its weighted activation in the units of y at each place of the curve, `[places]`; below 0 it takes away.
    pub part: Vec<f64>,
    /// The same where the user asks, if anywhere.
    pub at_probe: Option<f64>,
    /// A ReLU that is 0 at every training point.
    pub dead: bool,
    /// Where along x, in the user's units, its weighted sum passes 0: there it bends. Within the frame, from left to right.
    pub kinks: Vec<f64>,
    /// How it can be laid by hand; `None` where it cannot.
    pub hinge: Option<Hinge>,
}

/// A neuron of the one hidden layer, as a hand lays it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hinge {
    /// Where along x, in the user's units, its weighted sum is 0.
    pub kink: f64,
    /// How steep its part is far on its open side, in the units of y for one of x; `None` for one that becomes level there.
    pub slope: Option<f64>,
    /// Whether it opens to the right: to the other side it is cut off, or held small.
    pub opens_right: bool,
}

/// All parts, in the order in which they lie upon each other: those that add, then those that take away.
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// What they stand on, in the units of y: the bias of the output.
    pub base: f64,
    /// The parts. With the base they sum to the curve.
    pub bands: Vec<Band>,
    /// The neuron that is held, by its place in the layer.
    pub held: Option<usize>,
    /// Whether base and neurons can be laid by hand: the network has one hidden layer.
    pub by_hand: bool,
}

impl Stack {
    /// The band of a neuron, and its place in the stack.
    pub fn band_of(&self, neuron: usize) -> Option<(usize, &Band)> {
        self.bands.iter().enumerate().find(|(_, band)| band.of == PartOf::Neuron(neuron))
    }

    /// How high the stack is at a place of the curve, with this many of its bands.
    pub fn height(&self, bands: usize, place: usize) -> f64 {
        let parts = self.bands.iter().take(bands).filter_map(|band| band.part.get(place));
        self.base + parts.sum::<f64>()
    }
}
