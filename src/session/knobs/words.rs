//! The words of choices: one for each case, and no case without one.

use crate::data::{Law, Pattern};
use crate::learn::{Activation, Init};
use crate::session::settings::{Dataset, LossKind, Model, OptimizerKind, PenaltyKind, ScheduleKind, Theme};
use crate::task::Feature;
use crate::text::Lang;

/// A choice that a knob offers, by its word.
pub trait Word: Copy + 'static {
    /// The word of this case.
    fn word(self) -> &'static str;

    /// The case of a word.
    fn read(word: &str) -> Option<Self>;
}

/// Lists each case with its word, once: in the order in which the words are offered. The list is a `match`, so that a case
/// that has no word does not compile.
macro_rules! words {
    ($all:ident of $type:ty: $($($case:ident)::+ $(($inner:path))? = $word:literal,)*) => {
        pub const $all: &[&str] = &[$($word),*];

        impl Word for $type {
            fn word(self) -> &'static str {
                match self {
                    $($($case)::+ $(($inner))? => $word,)*
                }
            }

            fn read(word: &str) -> Option<Self> {
                match word {
                    $($word => Some($($case)::+ $(($inner))?),)*
                    _ => None,
                }
            }
        }
    };
}

words! { DATASETS of Dataset:
    Dataset::Law(Law::Houses) = "houses",
    Dataset::Law(Law::Sine) = "sine",
    Dataset::Law(Law::Cubic) = "cubic",
    Dataset::Law(Law::Abs) = "abs",
    Dataset::Law(Law::Step) = "step",
    Dataset::Law(Law::Clusters) = "clusters",
    Dataset::Law(Law::Town) = "town",
    Dataset::Law(Law::Railway) = "railway",
    Dataset::Formula = "formula",
    Dataset::Own = "own",
    Dataset::Pattern(Pattern::Cats) = "cats",
    Dataset::Pattern(Pattern::Blobs) = "blobs",
    Dataset::Pattern(Pattern::Circle) = "circle",
    Dataset::Pattern(Pattern::Xor) = "xor",
    Dataset::Pattern(Pattern::Moons) = "moons",
    Dataset::Pattern(Pattern::Spiral) = "spiral",
    Dataset::OwnClasses = "own-classes",
}

words! { FEATURES of Feature:
    Feature::X1 = "x1",
    Feature::X2 = "x2",
    Feature::X1Squared = "x1-squared",
    Feature::X2Squared = "x2-squared",
    Feature::Product = "x1-x2",
    Feature::SinX1 = "sin-x1",
    Feature::SinX2 = "sin-x2",
}

words! { MODELS of Model:
    Model::Line = "line",
    Model::Polynomial = "polynomial",
    Model::Network = "network",
}

words! { ACTIVATIONS of Activation:
    Activation::Linear = "linear",
    Activation::Relu = "relu",
    Activation::LeakyRelu = "leaky-relu",
    Activation::Tanh = "tanh",
    Activation::Sigmoid = "sigmoid",
    Activation::Elu = "elu",
    Activation::Gelu = "gelu",
    Activation::Silu = "silu",
    Activation::Sine = "sine",
}

words! { INITS of Init:
    Init::Xavier = "xavier",
    Init::He = "he",
    Init::LeCun = "lecun",
    Init::Small = "small",
    Init::Large = "large",
    Init::Zero = "zero",
    Init::Suited = "suited",
}

words! { LOSSES of LossKind:
    LossKind::MeanSquared = "mse",
    LossKind::MeanAbsolute = "mae",
    LossKind::Huber = "huber",
}

words! { OPTIMIZERS of OptimizerKind:
    OptimizerKind::Suited = "suited",
    OptimizerKind::Descent = "gd",
    OptimizerKind::Momentum = "momentum",
    OptimizerKind::Nesterov = "nesterov",
    OptimizerKind::RmsProp = "rmsprop",
    OptimizerKind::Adam = "adam",
}

words! { SCHEDULES of ScheduleKind:
    ScheduleKind::Constant = "constant",
    ScheduleKind::Step = "step",
    ScheduleKind::Cosine = "cosine",
    ScheduleKind::WarmUp = "warm-up",
}

words! { PENALTIES of PenaltyKind:
    PenaltyKind::None = "none",
    PenaltyKind::L1 = "l1",
    PenaltyKind::L2 = "l2",
}

words! { LANGS of Lang:
    Lang::En = "en",
    Lang::ZhHans = "zh-Hans",
}

words! { THEMES of Theme:
    Theme::Auto = "auto",
    Theme::Light = "light",
    Theme::Dark = "dark",
}
