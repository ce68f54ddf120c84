//! The plain line beside which every other model stands: that of least squares.

use crate::data::Point;

/// y = height + slope · x, in the units of the samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlainLine {
    /// y at x = 0.
    pub height: f64,
    /// How much y grows with x.
    pub slope: f64,
    /// √ of its mean squared error on the training samples.
    pub error: f64,
}

/// The line of least squares through the training samples; `None` where they have fewer than two different x.
pub fn plain_line(samples: &[Point]) -> Option<PlainLine> {
    let training = || samples.iter().filter(|p| p.is_trained_on());
    let count = training().count() as f64;
    let mean = |of: &dyn Fn(&Point) -> f64| training().map(of).sum::<f64>() / count;
    let (mean_x, mean_y) = (mean(&|p| p.x), mean(&|p| p.y));
    let (mut across, mut along) = (0.0, 0.0);
    for p in training() {
        across += (p.x - mean_x) * (p.y - mean_y);
        along += (p.x - mean_x) * (p.x - mean_x);
    }
    let first = training().next()?;
    let one_place = training().all(|p| p.x == first.x);
    if one_place || along <= 0.0 || !along.is_finite() {
        return None;
    }
    let slope = across / along;
    let miss = |p: &Point| mean_y + slope * (p.x - mean_x) - p.y;
    let error = mean(&|p| miss(p) * miss(p)).sqrt();
    Some(PlainLine { height: mean_y - slope * mean_x, slope, error })
}
