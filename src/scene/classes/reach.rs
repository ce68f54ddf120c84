//! What of the plane is near enough to a pointer to be held.

use super::samples::is_shown;
use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, distance};
use crate::view::{Classes, Part};

/// What is held by a pointer at a place, CSS px, that reaches this far, CSS px: the nearest sample that is shown, else the
/// question. `None` on empty ground.
pub fn part_at(view: &Classes, f: &Frame, at: Px, reach: f64) -> Option<Part> {
    let mut nearest: Option<(f64, Part)> = None;
    for (index, sample) in view.samples.iter().enumerate().filter(|(_, sample)| is_shown(view, sample)) {
        let far = distance(f.to_px(sample.x, sample.y), at);
        if far <= reach && nearest.is_none_or(|(least, _)| far < least) {
            nearest = Some((far, Part::Point(index)));
        }
    }
    let question = || view.asked.filter(|asked| distance(f.to_px(asked.x, asked.y), at) <= reach);
    nearest.map(|(_, part)| part).or_else(|| question().map(|_| Part::Probe))
}
