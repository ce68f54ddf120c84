//! What of the picture is near enough to a pointer to be held.

use super::{handles, stack};
use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, distance};
use crate::view::{End, Fit, Part};

/// What is held by a pointer at a place, CSS px, that reaches this far, CSS px. The nearest point or handle; then the line of
/// the question and the model's line, which have to be nearer. `None` on empty ground.
pub fn part_at(view: &Fit, f: &Frame, at: Px, reach: f64) -> Option<Part> {
    let mut nearest: Option<(f64, Part)> = None;
    for (index, dot) in view.points.iter().enumerate() {
        let far = distance(f.to_px(dot.x, dot.y), at);
        if far <= reach && nearest.is_none_or(|(least, _)| far < least) {
            nearest = Some((far, Part::Point(index)));
        }
    }
    let places = handles::places(view, f);
    for (end, place) in [End::Left, End::Right].into_iter().zip(places.into_iter().flatten()) {
        let far = distance(place, at);
        if far <= reach.max(handles::RADIUS + 2.0) && nearest.is_none_or(|(least, _)| far <= least) {
            nearest = Some((far, Part::Handle(end)));
        }
    }
    if view.stack.is_some()
        && let Some((far, part)) = stack::hands::at(view, f, at, reach)
        && nearest.is_none_or(|(least, _)| far <= least)
    {
        nearest = Some((far, part));
    }
    if let Some((_, part)) = nearest {
        return Some(part);
    }
    if !f.holds(at, 0.0) {
        return None;
    }
    if view.probe.is_some_and(|probe| (f.to_px(probe.x, 0.0).0 - at.0).abs() <= reach / 3.0) {
        return Some(Part::Probe);
    }
    let [a, b] = places?;
    // Nothing of the line is seen where both its handles stand beyond it.
    let seen = view.handles?.map(|(x, y)| f.to_px(x, y));
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let along = ((at.0 - a.0) * dx + (at.1 - a.1) * dy) / (dx * dx + dy * dy).max(1e-9);
    let foot = (a.0 + along.clamp(0.0, 1.0) * dx, a.1 + along.clamp(0.0, 1.0) * dy);
    (f.clip_segment(seen[0], seen[1]).is_some() && distance(foot, at) <= reach / 2.0).then_some(Part::Line)
}
