//! A chart laid out: its frame, and the ticks for whose names the frame has left room.

use super::frame::Frame;
use super::ticks::Tick;

/// A chart laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The frame.
    pub frame: Frame,
    /// The ticks of the y axis.
    pub y_ticks: Vec<Tick>,
}
