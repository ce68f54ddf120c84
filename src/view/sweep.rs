//! Loss against capacity: what its picture is given.

use super::units::Units;

/// What a sweep over capacity varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vary {
    /// The degree of a polynomial.
    Degree,
    /// The number of hidden layers, all of one width.
    Layers,
    /// The width of the hidden layers.
    Width,
    /// Nothing: one model is judged.
    Nothing,
}

/// The errors of a model on some points; finite, or NaN after a divergence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Errors {
    /// The loss without the penalty; in units of y², or of y if the loss is the mean absolute error.
    pub loss: f64,
    /// The root mean squared error, whatever the loss is; in units of y.
    pub error: f64,
}

/// What was measured of one capacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The degree, the number of hidden layers or their width; 0 where nothing is varied.
    pub capacity: usize,
    /// How many parameters the model has.
    pub parameters: usize,
    /// On the points that it learned from; with folds, their mean.
    pub train: Errors,
    /// On points that it has not seen; `None` when nothing is held out. With folds, the mean over all points.
    pub held_out: Option<Errors>,
    /// The least and the greatest error of a fold; `None` without folds.
    pub folds: Option<(Errors, Errors)>,
    /// Compared with the true law over the x axis of the fit; `None` where no law is known. With folds, their mean.
    pub law: Option<Errors>,
    /// The step at which training diverged; then all values are NaN.
    pub diverged: Option<u64>,
}

impl Measured {
    /// The same result with NaN in place of every value.
    #[must_use]
    pub fn without_values(self) -> Measured {
        let none = Errors { loss: f64::NAN, error: f64::NAN };
        Measured {
            train: none,
            held_out: self.held_out.map(|_| none),
            folds: self.folds.map(|_| (none, none)),
            law: self.law.map(|_| none),
            ..self
        }
    }
}

/// Loss against capacity.
#[derive(Clone, Debug)]
pub struct Sweep<'a> {
    /// What is varied.
    pub vary: Vary,
    /// While the number of layers varies, the neurons in each; while the width does, the number of layers.
    pub fixed: usize,
    /// All capacities that are or will be measured, from small to great; empty before the first sweep.
    pub capacities: &'a [usize],
    /// What was measured so far, in the order of `capacities`.
    pub results: &'a [Measured],
    /// For how many steps each model is trained.
    pub steps: u32,
    /// How many folds the points are dealt into; 0 where the held-out points judge.
    pub folds: usize,
    /// How many trainings are done.
    pub trained: usize,
    /// How many trainings there are in all: one for each capacity and fold.
    pub trainings: usize,
    /// The measurement is still under way.
    pub measuring: bool,
    /// Points or recipe have changed since it was measured.
    pub outdated: bool,
    /// Index into `capacities` of the present model, if it is among them.
    pub today: Option<usize>,
    /// Index into `results` of what the pointer or the keyboard reads.
    pub reading: Option<usize>,
    /// In which units losses and errors count.
    pub units: Units<'a>,
}

impl Sweep<'_> {
    /// The index of the result with the least of this value. Values that are not finite are passed over; of equal ones the
    /// first counts.
    pub fn least(&self, of: fn(&Measured) -> Option<f64>) -> Option<usize> {
        let mut least: Option<(usize, f64)> = None;
        for (i, result) in self.results.iter().enumerate() {
            if let Some(value) = of(result).filter(|value| value.is_finite())
                && least.is_none_or(|(_, before)| value < before)
            {
                least = Some((i, value));
            }
        }
        least.map(|(i, _)| i)
    }

    /// The index of the result with the least held-out loss.
    pub fn best(&self) -> Option<usize> {
        self.least(|result| result.held_out.map(|errors| errors.loss))
    }
}
