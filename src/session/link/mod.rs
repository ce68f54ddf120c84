//! What a session is, as text, and back: for the browser's storage, and as a link that brings all of it elsewhere.
//!
//! What is written reads back the same. What cannot be read is passed over, and what was written once stays readable for ever.

mod address;
mod stored;

pub use self::address::{Link, Unread};
pub use self::stored::{read, read_points, read_settings, write_points, write_settings};
