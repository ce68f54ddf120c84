//! What a knob is made of.

use crate::session::settings::Settings;

/// What a knob can be set to. A value that comes from outside may be of any of these kinds; see `parse`.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words: a choice, widths such as `8,8`, or a number as typed.
    Text(String),
    /// A number.
    Number(f64),
    /// On or off.
    Switch(bool),
}

/// Which values a knob takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A whole number from `min` to `max`.
    Whole {
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
        /// The slider runs over the logarithm.
        log: bool,
    },
    /// A number from `min` to `max`.
    Real {
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
        /// The step of the slider; `None` for any, on a logarithmic slider.
        step: Option<f64>,
    },
    /// On or off.
    Switch,
    /// Widths of the hidden layers, separated by commas; empty for none.
    Widths {
        /// The most hidden layers.
        layers: usize,
        /// The most neurons in a layer.
        units: usize,
    },
    /// Places from 0 to `last` and ranges of them, separated by commas; empty for none.
    Ranges {
        /// The greatest place.
        last: usize,
    },
    /// For each of at most this many layers one of these words or nothing, separated by commas.
    Choices(&'static [&'static str], usize),
    /// One or more of these words, separated by commas.
    Set(&'static [&'static str]),
    /// A formula of x, as [`crate::data::Formula`] reads it.
    Formula,
    /// Two numbers, such as `20..30`; empty for none.
    Interval,
}

/// What a change of a knob touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The points are made anew and a new run starts.
    Data,
    /// The points are made anew; the run goes on.
    Points,
    /// Where the points are drawn from a formula they are made anew and a new run starts; else nothing happens.
    Law,
    /// Other points are held out; the run goes on.
    Split,
    /// Points in another stretch of x are kept from training; the run goes on.
    Unseen,
    /// The model is made anew: a new run starts.
    Model,
    /// A polynomial goes on from the powers that both have; before its first step the model is made anew.
    Degree,
    /// Training goes on with the new value; nothing is reset.
    Training,
    /// What training makes small is another; the run goes on.
    Objective,
    /// When training stops, or how fast it goes; not what a step does.
    Pace,
    /// Only what is seen.
    View,
}

/// One knob.
pub struct Knob {
    /// Its key: the control's `name`, the key for script.
    pub key: &'static str,
    /// Which values it takes.
    pub kind: Kind,
    /// What a change touches.
    pub effect: Effect,
    /// Reads it.
    pub get: fn(&Settings) -> Value,
    /// Writes it. The value has passed `parse` for this knob.
    pub(super) set: fn(&mut Settings, &Value),
}
