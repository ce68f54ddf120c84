//! Who might race: to a deep network a wide one of as many parameters, to a wide one a deep one, and then the plain line.

use super::rival::{Otherwise, with};
use crate::learn::{Activation, Shape};
use crate::session::knobs::{self, Change, MOST_UNITS};
use crate::session::settings::{Model, Settings};

/// So many models race beside today's run at most.
pub const MOST_RIVALS: usize = crate::view::MOST_LANES - 1;
/// So many layers may be proposed to a wide network, and so many neurons in each at least: fewer are not deep, more and narrower
/// ones seldom learn.
const DEEP: std::ops::RangeInclusive<usize> = 4..=8;
const NARROWEST: usize = 2;

/// How many parameters a network of these hidden layers has.
pub fn size(inputs: usize, layers: &[usize]) -> usize {
    Shape::network(inputs, layers, Activation::Linear, 1).parameter_count()
}

/// Layers of as nearly as many parameters as these, deep where these are one layer, and one layer where these are several. Of two
/// that come as near the deeper.
pub fn counterpart(inputs: usize, layers: &[usize]) -> Vec<usize> {
    let wanted = size(inputs, layers);
    let proposed: Vec<Vec<usize>> = match layers.len() {
        0 | 1 => DEEP.rev().flat_map(|deep| (NARROWEST..=MOST_UNITS).map(move |units| vec![units; deep])).collect(),
        _ => (1..=MOST_UNITS).map(|units| vec![units]).collect(),
    };
    proposed.into_iter().min_by_key(|layers| size(inputs, layers).abs_diff(wanted)).unwrap_or_default()
}

/// What one more lane has otherwise than these settings; `None` where there is room for no more.
pub fn another(settings: &Settings, inputs: usize, others: &[&[Change]]) -> Option<Otherwise> {
    if others.len() >= MOST_RIVALS {
        return None;
    }
    let model = |model| settings.model == model || others.iter().any(|other| with(settings, other).model == model);
    let change = match settings.model {
        Model::Network if others.is_empty() => knobs::layers(&counterpart(inputs, &settings.layers)),
        Model::Network if model(Model::Line) => knobs::activation(other_activation(settings)),
        Model::Line | Model::Polynomial if !model(Model::Network) => knobs::model(Model::Network),
        Model::Line => knobs::model(Model::Polynomial),
        Model::Polynomial | Model::Network => knobs::model(Model::Line),
    };
    change.map(|change| vec![change])
}

/// What a network's neurons might do instead.
fn other_activation(settings: &Settings) -> Activation {
    match settings.activation {
        Activation::Tanh => Activation::Relu,
        Activation::Linear
        | Activation::Relu
        | Activation::LeakyRelu
        | Activation::Sigmoid
        | Activation::Elu
        | Activation::Gelu
        | Activation::Silu
        | Activation::Sine => Activation::Tanh,
    }
}

/// What a lane has otherwise, with one knob more, or with another value of it; `None` as its value: as today's.
pub fn more(otherwise: &[Change], key: &str, change: Option<Change>) -> Otherwise {
    let others = otherwise.iter().filter(|other| other.knob().key != key);
    others.cloned().chain(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counterpart_is_as_large_as_can_be_proposed() {
        assert_eq!((size(1, &[5; 7]), size(1, &[64])), (196, 193));
        assert_eq!(counterpart(1, &[64]), [5; 7]);
        assert_eq!(counterpart(1, &[5; 7]), [64]);
        // Two layers of eight have 97 parameters, one of 32 too.
        assert_eq!(counterpart(1, &[8, 8]), [32]);
        // More than a layer can have: the widest.
        assert_eq!(counterpart(2, &[64; 8]), [64]);
        for units in 2..=64 {
            let deep = counterpart(1, &[units]);
            assert!(DEEP.contains(&deep.len()), "{deep:?}");
            let apart = size(1, &deep).abs_diff(size(1, &[units]));
            assert!(apart <= 12 || units < 8, "{units}: {deep:?}");
        }
    }

    #[test]
    fn lanes_are_proposed_until_there_is_no_room() {
        let settings = Settings { model: Model::Network, ..Settings::default() };
        let first = another(&settings, 1, &[]).expect("a wide one");
        assert_eq!(with(&settings, &first).layers, [32]);
        let second = another(&settings, 1, &[&first]).expect("the line");
        assert_eq!(with(&settings, &second).model, Model::Line);
        assert_eq!(another(&settings, 1, &[&first, &second]), None);
        for model in [Model::Line, Model::Polynomial] {
            let settings = Settings { model, ..Settings::default() };
            let first = another(&settings, 1, &[]).expect("a network");
            assert_eq!(with(&settings, &first).model, Model::Network);
            let second = another(&settings, 1, &[&first]).expect("one of the third kind");
            assert!(![model, Model::Network].contains(&with(&settings, &second).model));
        }
    }
}
