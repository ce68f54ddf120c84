//! A run: one model in training, from its start on. It steps, stops by itself, goes back to any of its steps and goes on from
//! there, and keeps what is worth looking at: losses, path, timeline.
//!
//! It knows nothing of settings, words or a browser. What it needs of a model stands in [`Model`], so that a laboratory brings
//! its own. Whoever owns a run may give it a `context` along, to have it back when a moment of the run is looked at again.

mod aside;
mod gain;
mod history;
mod look_back;
mod model;
mod origin;
mod path;
mod record;
#[expect(clippy::module_inception, reason = "the room is named after what it is about")]
mod run;
mod state;
mod tally;
mod timeline;
mod train;
mod trend;

pub use self::aside::Aside;
pub use self::model::{Kept, Losses, Model};
pub use self::origin::Origin;
pub use self::path::Path;
pub use self::run::{Editions, Run};
pub use self::state::{Divergence, Event, State};
pub use self::tally::Tally;
pub use self::timeline::{Reference, SegmentConditions};
pub use self::trend::Trend;
