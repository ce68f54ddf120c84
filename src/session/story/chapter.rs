//! The chapters of the story, in the order of the article that they follow, and free play after them.

/// A place of the page: a chapter, or the whole board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chapter {
    /// Where deep learning lies, and how large its models are.
    Map,
    /// A line through houses, by hand and by the machine.
    Line,
    /// How wrong a line is: squares, their mean, and the landscape of it.
    Loss,
    /// Which way is down, and how far a step goes.
    Descent,
    /// Too much freedom for few houses.
    Overfit,
    /// What one neuron does, and what is left of many without their bend.
    Neuron,
    /// Two classes, and what layers make of their plane.
    Layers,
    /// A deep network against a wide one of the same size, and how much of the error reaches the first layer.
    Depth,
    /// One training step, slowly: forward, the loss, the chain rule backward, the step.
    Backprop,
    /// A network that learns to see cats, in a laboratory of its own.
    Cat,
    /// Everything at once, with all controls.
    Free,
}

impl Chapter {
    /// All of them, in their order.
    pub const ALL: [Chapter; 11] = [
        Chapter::Map,
        Chapter::Line,
        Chapter::Loss,
        Chapter::Descent,
        Chapter::Overfit,
        Chapter::Neuron,
        Chapter::Layers,
        Chapter::Depth,
        Chapter::Backprop,
        Chapter::Cat,
        Chapter::Free,
    ];

    /// Its name in addresses, in the storage and for scripts.
    pub fn key(self) -> &'static str {
        match self {
            Chapter::Map => "map",
            Chapter::Line => "line",
            Chapter::Loss => "loss",
            Chapter::Descent => "descent",
            Chapter::Overfit => "overfit",
            Chapter::Neuron => "neuron",
            Chapter::Layers => "layers",
            Chapter::Depth => "depth",
            Chapter::Backprop => "backprop",
            Chapter::Cat => "cat",
            Chapter::Free => "free",
        }
    }

    /// Whether it is told by a laboratory, and not by a session.
    pub fn is_in_a_laboratory(self) -> bool {
        matches!(self, Chapter::Cat)
    }

    /// The one with this name.
    pub fn read(key: &str) -> Option<Chapter> {
        Chapter::ALL.into_iter().find(|chapter| chapter.key() == key)
    }
}
