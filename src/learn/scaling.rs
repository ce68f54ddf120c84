//! Units: from those of the axes to those that training works best in, of mean 0 and deviation 1, and back.

/// x in the model's units is (x − x_mean) / x_scale, and y likewise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scaling {
    /// The user's x that the model sees as 0.
    pub x_mean: f64,
    /// How much of the user's x makes one unit of the model's; never 0.
    pub x_scale: f64,
    /// The user's y that the model sees as 0.
    pub y_mean: f64,
    /// How much of the user's y makes one unit of the model's; never 0.
    pub y_scale: f64,
}

impl Scaling {
    /// The model sees the user's own units.
    pub fn identity() -> Scaling {
        Scaling { x_mean: 0.0, x_scale: 1.0, y_mean: 0.0, y_scale: 1.0 }
    }

    /// The model counts x and y in units of so much; neither is 0.
    pub fn in_units_of(x: f64, y: f64) -> Scaling {
        Scaling { x_scale: x, y_scale: y, ..Scaling::identity() }
    }

    /// Mean and population standard deviation of the points.
    ///
    /// The scale is 1 where there is no spread or it is not finite, the mean 0 where that is not finite; so without points
    /// this is the identity.
    #[inline]
    pub fn fit(points: impl Iterator<Item = (f64, f64)> + Clone) -> Scaling {
        let along = |axis: fn((f64, f64)) -> f64| mean_and_deviation(points.clone().map(axis));
        let (x_mean, x_scale) = along(|(x, _)| x);
        let (y_mean, y_scale) = along(|(_, y)| y);
        Scaling { x_mean, x_scale, y_mean, y_scale }
    }

    /// Whether the model sees y as it is.
    pub fn keeps_y(&self) -> bool {
        self.y_mean == 0.0 && self.y_scale == 1.0
    }

    /// The user's x → the model's.
    #[inline]
    pub fn x_in(&self, x: f64) -> f64 {
        (x - self.x_mean) / self.x_scale
    }

    /// The user's y → the model's.
    #[inline]
    pub fn y_in(&self, y: f64) -> f64 {
        (y - self.y_mean) / self.y_scale
    }

    /// The model's y → the user's.
    #[inline]
    pub fn y_out(&self, y: f64) -> f64 {
        self.y_mean + self.y_scale * y
    }
}

/// Mean and population standard deviation; 0 and 1 as in [`Scaling::fit`] where there are none.
///
/// Sums are taken of distances to the first value, so that equal values have a spread of exactly 0.
#[inline]
pub fn mean_and_deviation(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let Some(first) = values.clone().next() else { return (0.0, 1.0) };
    let (count, sum) = values.clone().fold((0.0, 0.0), |(count, sum), v| (count + 1.0, sum + (v - first)));
    let mean = first + sum / count;
    if !mean.is_finite() {
        return (0.0, 1.0);
    }
    let spread = |v: f64| (v - first) - sum / count;
    let deviation = f64::sqrt(values.map(|v| spread(v) * spread(v)).sum::<f64>() / count);
    (mean, if deviation.is_finite() && deviation > 0.0 { deviation } else { 1.0 })
}
