//! What a knob is: its key, the values that it takes, and what a change of it touches.
//!
//! A key is also the control's `name` in index.html and the key for script. Form, script, storage and validation loop
//! over [`KNOBS`]; none of them knows a knob by itself.

mod changes;
mod interval;
mod knob;
mod parse;
mod ranges;
mod table;
mod values;
mod widths;
mod words;

pub use self::changes::{
    activation, dataset, first_weights, freeze, freeze_just, layers, model, next_seed, pace, points, read, unseen,
};
pub use self::interval::{interval, interval_text};
pub use self::knob::{Effect, Kind, Knob, Value};
pub use self::parse::{Change, KnobError, doubled, number, parse, show, value, with_knobs, with_shared};
pub use self::table::{DATASET, FORMULA, FROZEN, KNOBS, LANG, LAYERS, LEAST_RATE, MOST_DEGREE, POINTS, is_shared};
pub use self::widths::{MOST_LAYERS, MOST_UNITS, widths_text};
pub use self::words::Word;
