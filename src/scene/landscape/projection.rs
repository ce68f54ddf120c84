//! From the ground of a landscape to px and back: parallel rays, so that equal lengths stay equal wherever they lie.
//!
//! Places have three coordinates: x and y on the ground, −1 to 1 from edge to edge, and z upward, 0 to 1 from the ground to the
//! plane at which the surface is cut. That plane is `tall` halves of the ground's side above the ground.

use crate::scene::geometry::Px;
use crate::view::Camera;
use std::f64::consts::FRAC_PI_2;

/// A place: x, y on the ground, z above it.
pub type Place = (f64, f64, f64);

/// A camera in front of its landscape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    /// Sine and cosine of the azimuth.
    turn: (f64, f64),
    /// Sine and cosine of the elevation.
    tilt: (f64, f64),
    /// Where the middle of the ground is seen, CSS px.
    middle: Px,
    /// CSS px of half the ground's side.
    pub scale: f64,
    /// How high z = 1 is, in halves of the ground's side.
    pub tall: f64,
}

/// All that stands behind a px: the ray through it, from the eye onward.
#[derive(Clone, Copy, Debug)]
pub struct Ray {
    across: f64,
    up: f64,
}

impl Projection {
    /// A camera that sees the middle of the ground at this place, CSS px, half the ground's side as `scale` px, and z = 1 as
    /// `tall` times that.
    pub fn new(camera: Camera, middle: Px, (scale, tall): (f64, f64)) -> Self {
        Projection { turn: sin_cos(camera.azimuth), tilt: sin_cos(camera.elevation), middle, scale, tall }
    }

    /// Where a place is seen.
    pub fn to_px(&self, (x, y, z): Place) -> Px {
        let (across, deep) = self.turned(x, y);
        let up = deep * self.tilt.0 + z * self.tall * self.tilt.1;
        (self.middle.0 + self.scale * across, self.middle.1 - self.scale * up)
    }

    /// How far to the right a place on the ground lies, and how far away from the eye.
    pub fn turned(&self, x: f64, y: f64) -> (f64, f64) {
        let (sin, cos) = self.turn;
        (x * cos - y * sin, x * sin + y * cos)
    }

    /// The ray through a px.
    pub fn ray(&self, at: Px) -> Ray {
        Ray { across: (at.0 - self.middle.0) / self.scale, up: (self.middle.1 - at.1) / self.scale }
    }

    /// The place of a ray at this height.
    pub fn at_height(&self, ray: Ray, z: f64) -> Place {
        let deep = (ray.up - z * self.tall * self.tilt.1) / self.tilt.0;
        let (sin, cos) = self.turn;
        (ray.across * cos + deep * sin, deep * cos - ray.across * sin, z)
    }

    /// The way that a ray goes toward the eye while it rises by one: (x, y).
    pub fn toward_eye(&self) -> (f64, f64) {
        let run = self.tall * self.tilt.1 / self.tilt.0;
        (-run * self.turn.0, -run * self.turn.1)
    }

    /// How long a rise by one is seen, in halves of the ground's side.
    pub fn rise(&self) -> f64 {
        self.tall * self.tilt.1
    }

    /// How much of a surface's upper side is seen where it rises by this much along x and y: 1 from straight above, 0 from its
    /// edge, less from beneath.
    pub fn facing(&self, (rise_x, rise_y): (f64, f64)) -> f64 {
        let (rise_x, rise_y) = (rise_x * self.tall, rise_y * self.tall);
        let (_, deep) = self.turned(rise_x, rise_y);
        (deep * self.tilt.1 + self.tilt.0) / (1.0 + rise_x * rise_x + rise_y * rise_y).sqrt()
    }

    /// How much light from above and from the left falls on such a surface, 0 to 1. The light goes along with the eye.
    pub fn light(&self, (rise_x, rise_y): (f64, f64)) -> f64 {
        const LIGHT: (f64, f64, f64) = (-0.56, -0.2, 0.8);
        let (rise_x, rise_y) = (rise_x * self.tall, rise_y * self.tall);
        let (across, deep) = self.turned(rise_x, rise_y);
        let falls = LIGHT.2 - LIGHT.0 * across - LIGHT.1 * deep;
        (falls / (1.0 + rise_x * rise_x + rise_y * rise_y).sqrt()).clamp(0.0, 1.0)
    }
}

/// Sine and cosine of an angle in degrees, to 9 digits: the platform's own would bring their tables into the page.
fn sin_cos(degrees: f64) -> (f64, f64) {
    let quarters = (degrees / 90.0).round();
    let r = (degrees / 90.0 - quarters) * FRAC_PI_2;
    let q = r * r;
    let sin = r * (1.0 - q / 6.0 * (1.0 - q / 20.0 * (1.0 - q / 42.0 * (1.0 - q / 72.0))));
    let cos = 1.0 - q / 2.0 * (1.0 - q / 12.0 * (1.0 - q / 30.0 * (1.0 - q / 56.0 * (1.0 - q / 90.0))));
    match (quarters as i64).rem_euclid(4) {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sines_are_those_of_the_library() {
        for tenth in -3600..3600 {
            let degrees = f64::from(tenth) / 10.0;
            let (sin, cos) = sin_cos(degrees);
            let (s, c) = degrees.to_radians().sin_cos();
            assert!((sin - s).abs() < 1e-8 && (cos - c).abs() < 1e-8, "{degrees}: {sin} {cos}");
        }
    }

    proptest! {
        #[test]
        fn a_ray_leads_back_to_the_place(
            (azimuth, elevation) in (-180.0..180.0f64, 10.0..85.0f64),
            (x, y, z) in (-1.0..1.0f64, -1.0..1.0f64, 0.0..1.0f64),
        ) {
            let seen = Projection::new(Camera { azimuth, elevation }, (200.0, 150.0), (90.0, 1.6));
            let at = seen.to_px((x, y, z));
            let back = seen.at_height(seen.ray(at), z);
            prop_assert!((back.0 - x).abs() < 1e-6 && (back.1 - y).abs() < 1e-6, "{back:?}");
            // All along the ray one sees the same px.
            let (to_x, to_y) = seen.toward_eye();
            let nearer = seen.to_px((x + 0.3 * to_x, y + 0.3 * to_y, z + 0.3));
            prop_assert!((nearer.0 - at.0).abs() < 1e-6 && (nearer.1 - at.1).abs() < 1e-6);
        }

        #[test]
        fn the_upper_side_is_seen_where_the_ray_comes_from_above(
            (azimuth, elevation) in (-180.0..180.0f64, 10.0..85.0f64),
            rise in (-4.0..4.0f64, -4.0..4.0f64),
        ) {
            let seen = Projection::new(Camera { azimuth, elevation }, (0.0, 0.0), (1.0, 1.3));
            let (to_x, to_y) = seen.toward_eye();
            let above = 1.0 > rise.0 * to_x + rise.1 * to_y;
            prop_assert!(seen.facing(rise).abs() < 1e-9 || above == (seen.facing(rise) > 0.0));
        }
    }
}
