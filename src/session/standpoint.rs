//! How the loss surface is looked at: as a map or as a landscape, from where, and with what drawn on it.

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

    pub fn show_descent(&mut self, on: bool) -> Stale {
        self.descent = on;
        Stale::SURFACE | Stale::FORM
    }

    /// From where it is seen, if it is a landscape.
    pub fn seen_from(&self) -> Option<Camera> {
        self.relief.then_some(self.camera)
    }
}
