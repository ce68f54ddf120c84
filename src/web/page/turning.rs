//! What is seen in space is turned by a drag, by one finger or two.

use super::app::{App, Held};
use super::hold::apart;
use crate::session::Msg;
use crate::view::Camera;

/// How far it turns and tilts with a px of a drag, and with an arrow key; degrees.
const TURN: f64 = 0.5;
const TILT: f64 = 0.35;
/// With an arrow key; degrees.
pub const KEY_TURN: f64 = 5.0;

/// What is seen in space is held by its ground, which turns and tilts it. Two fingers turn it as one turns a plate.
pub struct Turning {
    /// Where it is held, CSS px, by one pointer or two.
    at: (f64, f64),
    other: Option<(f64, f64)>,
    /// The camera of before, and of now.
    before: Camera,
    now: Camera,
    say: fn(f64, f64) -> Msg,
}

impl Turning {
    /// Held here, seen from there; `say` is what asks for another camera.
    pub fn new(at: (f64, f64), camera: Camera, say: fn(f64, f64) -> Msg) -> Turning {
        Turning { at, other: None, before: camera, now: camera, say }
    }

    /// One of its pointers has moved by this much, CSS px, and what they hold between them has turned by so many degrees.
    fn go(&mut self, app: &mut App, (right, down): (f64, f64), turned: f64) {
        let share = if self.other.is_some() { 0.5 } else { 1.0 };
        let azimuth = self.now.azimuth + TURN * share * right + turned;
        self.now = self.now.turned(azimuth, self.now.elevation + TILT * share * down);
        app.send((self.say)(self.now.azimuth, self.now.elevation));
    }
}

impl Held for Turning {
    fn dragged(&mut self, app: &mut App, at: (f64, f64)) {
        let by = (at.0 - self.at.0, at.1 - self.at.1);
        let turned = self.other.map_or(0.0, |other| turned(other, self.at, at));
        self.at = at;
        self.go(app, by, turned);
    }

    fn joined(&mut self, at: (f64, f64)) -> bool {
        self.other = Some(at);
        true
    }

    fn dragged_too(&mut self, app: &mut App, at: (f64, f64)) {
        let Some(other) = self.other.replace(at) else { return };
        self.go(app, (at.0 - other.0, at.1 - other.1), turned(self.at, other, at));
    }

    fn left(&mut self) {
        self.other = None;
    }

    fn cancelled(&mut self, app: &mut App) {
        app.send((self.say)(self.before.azimuth, self.before.elevation));
    }
}

/// By how many degrees the way from a place to a pointer turns counterclockwise, as seen, when the pointer moves a little.
fn turned(from: (f64, f64), before: (f64, f64), now: (f64, f64)) -> f64 {
    let (p, q) = ((before.0 - from.0, before.1 - from.1), (now.0 - from.0, now.1 - from.1));
    let long = (apart(from, before) * apart(from, now)).max(1.0);
    ((p.1 * q.0 - p.0 * q.1) / long).to_degrees()
}
