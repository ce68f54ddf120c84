//! The loss surface: what its picture is given.

use super::span::Span;
use super::units::Units;

/// What the two axes of the loss surface are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plane {
    /// All of a line's parameters as the model has them, of data that are not standardized. u: slope w, v: intercept b, in
    /// the user's units of y; the slope for `x_unit` of x.
    Exact {
        /// How much of x the slope is for.
        x_unit: u32,
    },
    /// All of a line's parameters of standardized data: u is the slope w in the user's units, v the line's height at the mean x.
    Centred,
    /// A slice through the present parameters along the path's two principal directions (Li et al. 2018); u and v count
    /// distance in parameter space from the present parameters.
    Path {
        /// How many parameters the model has.
        dimensions: usize,
    },
    /// A slice through the present parameters along two of them; u and v are their values.
    Weights {
        /// Index of the parameter along u, in the flat order of `parameters()`.
        u: usize,
        /// Index of the parameter along v.
        v: usize,
        /// How many parameters the model has.
        dimensions: usize,
    },
}

/// From where a landscape is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// How far the ground is turned about its middle, in degrees, −180 to 180. At 0 one looks along v, with u to the right; a
    /// greater angle moves the near side to the right.
    pub azimuth: f64,
    /// How high one looks from, in degrees above the horizon: `Camera::LOWEST` to `Camera::HIGHEST`.
    pub elevation: f64,
}

impl Camera {
    /// The lowest elevation, degrees.
    pub const LOWEST: f64 = 10.0;
    /// The highest elevation, degrees.
    pub const HIGHEST: f64 = 85.0;

    /// The nearest that there is to these angles, in degrees; what is not finite stays as it was.
    #[must_use]
    pub fn turned(self, azimuth: f64, elevation: f64) -> Camera {
        let azimuth =
            if azimuth.is_finite() { azimuth - 360.0 * ((azimuth + 180.0) / 360.0).floor() } else { self.azimuth };
        let elevation = if elevation.is_finite() { elevation } else { self.elevation };
        Camera { azimuth, elevation: elevation.clamp(Camera::LOWEST, Camera::HIGHEST) }
    }
}

impl Default for Camera {
    fn default() -> Self {
        Camera { azimuth: -30.0, elevation: 45.0 }
    }
}

/// Which way is uphill at the present parameters of a line, and where the next step leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Descent {
    /// (∂L/∂u, ∂L/∂v) of the objective on all training points, in units of the loss per unit of each axis.
    pub gradient: (f64, f64),
    /// The next step; `None` where it is not known before it is taken: mini-batches are drawn.
    pub step: Option<NextStep>,
}

/// The step about to be taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NextStep {
    /// Where it leads, as (u, v).
    pub to: (f64, f64),
    /// `to` less the present place, (u, v). It is −α times the gradient only where plain gradient descent has these very axes.
    pub by: (f64, f64),
}

/// The objective, which training minimizes, over a plane of parameters.
#[derive(Clone, Debug)]
pub struct Surface<'a> {
    /// Loss and penalty together, in units of the loss, at the centres of `side * side` equal cells: row by row, the row of
    /// the least v first. Empty before the first surface is ready; non-finite where the loss is.
    pub grid: &'a [f32],
    /// Cells along each axis.
    pub side: usize,
    /// The range of the u axis.
    pub u: Span,
    /// The range of the v axis.
    pub v: Span,
    /// What u and v are.
    pub plane: Plane,
    /// In which units u, v and the loss count.
    pub units: Units<'a>,
    /// The (u, v) that training has been at, oldest first; projected, where the plane is a slice.
    pub trail: &'a [(f64, f64)],
    /// How many places of the trail, from its first, are those before and after the run's first steps, none left out; 0 where
    /// the trail does not begin with the run.
    pub numbered: usize,
    /// The present parameters as (u, v); `None` if they are not finite.
    pub here: Option<(f64, f64)>,
    /// The best parameters as (u, v), where they are known in closed form.
    pub best: Option<(f64, f64)>,
    /// Loss and penalty together at the present parameters, in units of the loss; may be non-finite.
    pub loss: f64,
    /// From where it is seen as a landscape; `None`: as a map.
    pub relief: Option<Camera>,
    /// Gradient and next step, where they are to be shown and known.
    pub descent: Option<Descent>,
    /// Places that are marked by a flag, A, B, C and so on, as (u, v).
    pub flags: &'a [(f64, f64)],
    /// Grows by one whenever `grid`, `u`, `v` or `plane` change.
    pub generation: u64,
}
