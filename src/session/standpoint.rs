//! How the loss surface is looked at: as a map or as a landscape, from where, and with what drawn on it; and how the bent plane
//! is.

use super::status::Stale;
use crate::view::Camera;

/// How the loss surface is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standpoint {
    /// As a landscape.
    pub relief: bool,
    /// From where, also while it is a map: a landscape is found as it was left.
    pub camera: Camera,
    /// With the gradient and the next step.
    pub descent: bool,
    /// From where the bent plane is seen, where it has three axes.
    pub room: Camera,
    /// How far it is bent.
    pub bend: Bend,
}

/// How far a plane is bent: from 0, not at all, to 1, as the layer does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bend(pub f64);

impl Default for Bend {
    fn default() -> Self {
        Bend(1.0)
    }
}

impl Standpoint {
    pub fn show_relief(&mut self, on: bool) -> Stale {
        self.relief = on;
        Stale::SURFACE | Stale::FORM
    }

    pub fn turn(&mut self, azimuth: f64, elevation: f64) -> Stale {
        self.camera = self.camera.turned(azimuth, elevation);
        Stale::SURFACE
    }

    pub fn turn_room(&mut self, azimuth: f64, elevation: f64) -> Stale {
        self.room = self.room.turned(azimuth, elevation);
        Stale::LAYERS
    }

    pub fn bend(&mut self, share: f64) -> Stale {
        if share.is_finite() {
            let share = share.max(0.0);
            self.bend = Bend(if share < 1.0 { share } else { 1.0 });
        }
        Stale::LAYERS
    }

    pub fn show_descent(&mut self, on: bool) -> Stale {
        self.descent = on;
        Stale::SURFACE | Stale::FORM
    }

    /// From where it is seen, if it is a landscape.
    pub fn seen_from(&self) -> Option<Camera> {
        self.relief.then_some(self.camera)
    }
}
