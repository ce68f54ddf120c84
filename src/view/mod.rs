//! What each picture is given to draw: one struct for each, of borrowed plain data with public fields. This room names no
//! other.

mod bent;
mod chain;
mod classes;
mod fit;
mod gradients;
mod layers;
mod losses;
mod race;
mod sample;
mod span;
mod stack;
mod sum;
mod surface;
mod sweep;
mod tried;
mod tries;
mod units;
mod votes;
mod walk;

pub use self::bent::{Bent, Cut, Directions, Put};
pub use self::chain::{Chain, Matrix};
pub use self::classes::{AnswerMap, Asked, Classes, GhostMap, OtherMap, Parting};
pub use self::fit::{Dot, End, ErrorMarks, Fit, Ghost, Other, Part, Pointer, Probe, Quantity};
pub use self::gradients::{Flow, Gradients, Idle, LeftModel, first_to_last};
pub use self::layers::{Input, Layers, Over};
pub use self::losses::{Extent, LossEntry, Losses};
pub use self::race::{FAINT, Lane, LaneBefore, LaneForm, LaneRecipe, MOST_LANES, Race, Tally, least};
pub use self::sample::{Group, Sample};
pub use self::span::Span;
pub use self::stack::{Band, Hinge, PartOf, Stack};
pub use self::sum::{Product, Sum, SumParts};
pub use self::surface::{Camera, Descent, NextStep, Plane, Surface};
pub use self::sweep::{Errors, Measured, Sweep, Vary};
pub use self::tried::{Freedom, Try};
pub use self::tries::Tries;
pub use self::units::Units;
pub use self::votes::{Vote, Votes};
pub use self::walk::{Checked, Factor, Path, Paths, Phase, Site, Trial, Walk, WalkLayer};

/// The pictures of the page. Whatever is done for each of them goes through `ALL`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Data and fit.
    Fit,
    /// The loss surface.
    Surface,
    /// Loss over steps.
    Losses,
    /// Inside, layer by layer.
    Layers,
    /// Loss against capacity.
    Sweep,
    /// The errors of one model after another.
    Tries,
    /// A neuron's weighted sum.
    Sum,
    /// Layers without a bend, multiplied out.
    Chain,
    /// The plane of two measures as the last hidden layer bends it.
    Bent,
    /// One sample on its way through the model and back.
    Walk,
    /// Models that learn the same points.
    Race,
    /// How large the gradient is, layer by layer.
    Gradients,
}

impl Picture {
    /// Every picture.
    pub const ALL: [Picture; 12] = [
        Picture::Fit,
        Picture::Surface,
        Picture::Losses,
        Picture::Layers,
        Picture::Sweep,
        Picture::Tries,
        Picture::Sum,
        Picture::Chain,
        Picture::Bent,
        Picture::Walk,
        Picture::Race,
        Picture::Gradients,
    ];
}

/// What one picture is given.
#[derive(Clone, Debug)]
pub enum View<'a> {
    /// Data and fit, of a curve.
    Fit(Fit<'a>),
    /// Data and fit, of two classes.
    Classes(Classes<'a>),
    /// The loss surface.
    Surface(Surface<'a>),
    /// Loss over steps.
    Losses(Losses<'a>),
    /// Inside, layer by layer.
    Layers(Layers<'a>),
    /// Inside, the last hidden layer alone: what its neurons say.
    Votes(Votes<'a>),
    /// Loss against capacity.
    Sweep(Sweep<'a>),
    /// The errors of one model after another.
    Tries(Tries<'a>),
    /// A neuron's weighted sum.
    Sum(Sum),
    /// Layers without a bend, multiplied out.
    Chain(Chain<'a>),
    /// The plane of two measures as the last hidden layer bends it.
    Bent(Bent<'a>),
    /// One sample on its way through the model and back; `None` where there is none to send.
    Walk(Option<Walk<'a>>),
    /// Models that learn the same points; `None` where nobody races.
    Race(Option<Race<'a>>),
    /// How large the gradient is, layer by layer; `None` of a model without hidden layers.
    Gradients(Option<Gradients<'a>>),
}

impl View<'_> {
    /// Which picture it is for.
    pub fn picture(&self) -> Picture {
        match self {
            View::Fit(_) | View::Classes(_) => Picture::Fit,
            View::Surface(_) => Picture::Surface,
            View::Losses(_) => Picture::Losses,
            View::Layers(_) | View::Votes(_) => Picture::Layers,
            View::Sweep(_) => Picture::Sweep,
            View::Tries(_) => Picture::Tries,
            View::Sum(_) => Picture::Sum,
            View::Chain(_) => Picture::Chain,
            View::Bent(_) => Picture::Bent,
            View::Walk(_) => Picture::Walk,
            View::Race(_) => Picture::Race,
            View::Gradients(_) => Picture::Gradients,
        }
    }
}
