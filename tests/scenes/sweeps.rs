//! Sweeps made by hand: full, under way, of one capacity, with folds, outdated, and with what diverged.

use crate::world::noise;
use kittengrad::view::{Errors, Measured, Sweep, Units, Vary};

/// What the view of a sweep borrows.
#[derive(Clone)]
pub struct Swept {
    pub vary: Vary,
    pub fixed: usize,
    pub capacities: Vec<usize>,
    pub results: Vec<Measured>,
    pub folds: usize,
    pub outdated: bool,
    pub today: Option<usize>,
    pub reading: Option<usize>,
}

impl Default for Swept {
    fn default() -> Self {
        Swept {
            vary: Vary::Degree,
            fixed: 0,
            capacities: Vec::new(),
            results: Vec::new(),
            folds: 0,
            outdated: false,
            today: None,
            reading: None,
        }
    }
}

fn wrong(error: f64) -> Errors {
    Errors { loss: error * error, error }
}

impl Swept {
    pub fn view<'a>(&'a self, units: Units<'a>) -> Sweep<'a> {
        let each = self.folds.max(1);
        Sweep {
            vary: self.vary,
            fixed: self.fixed,
            capacities: &self.capacities,
            results: &self.results,
            steps: 2_000,
            folds: self.folds,
            trained: self.results.len() * each,
            trainings: self.capacities.len() * each,
            measuring: self.results.len() < self.capacities.len(),
            outdated: self.outdated,
            today: self.today,
            reading: self.reading,
            units,
        }
    }

    /// Typical errors by the place of a capacity: (training, held out, to the law).
    fn of(vary: Vary, capacities: &[usize], errors: impl Fn(usize) -> (f64, f64, f64)) -> Swept {
        let measured = |(i, &capacity): (usize, &usize)| {
            let (train, held_out, law) = errors(i);
            Measured {
                capacity,
                parameters: if vary == Vary::Degree { capacity + 1 } else { 1 + capacity * (capacity + 4) },
                train: wrong(train),
                held_out: Some(wrong(held_out)),
                folds: None,
                law: Some(wrong(law)),
                diverged: None,
            }
        };
        let results = capacities.iter().enumerate().map(measured).collect();
        Swept { vary, capacities: capacities.to_vec(), results, today: Some(2), ..Swept::default() }
    }

    fn with_folds(mut self, folds: usize) -> Swept {
        self.folds = folds;
        for (i, result) in self.results.iter_mut().enumerate() {
            let far = 1.3 + noise(i).abs();
            result.folds = result.held_out.map(|w| (wrong(w.error / far), wrong(w.error * far)));
        }
        self
    }

    fn without_a_law(mut self) -> Swept {
        self.results.iter_mut().for_each(|result| result.law = None);
        self
    }
}

/// Fifteen degrees on a dozen points: a valley, and a training loss that falls to nothing.
pub fn degrees() -> Swept {
    Swept::of(Vary::Degree, &(1..=15).collect::<Vec<_>>(), |i| {
        let (d, wobble) = (i as f64, 1.0 + 0.15 * noise(i));
        let train = if i < 10 { 120.0 * (-0.34 * d).exp() * wobble } else { 2e-5 };
        (
            train,
            (118.0 * (-0.8 * d).exp() + 30.0 + 3.0 * (0.42 * d).exp()) * wobble,
            105.0 * (-0.7 * d).exp() + 9.0 + (0.45 * d).exp(),
        )
    })
}

/// Seven widths judged by folds, one of them read.
pub fn widths() -> Swept {
    let widths = Swept::of(Vary::Width, &[1, 2, 4, 8, 16, 32, 64], |i| {
        let d = i as f64;
        (
            90.0 * (-0.4 * d).exp() + 8.0,
            95.0 * (-0.5 * d).exp() + 40.0 + 18.0 * (-(d - 4.0).powi(2)).exp(),
            40.0 - 3.0 * d,
        )
    });
    Swept { fixed: 2, reading: Some(4), ..widths.with_folds(5) }
}

/// One model, judged by folds; nothing is varied.
pub fn single() -> Swept {
    let one = Swept::of(Vary::Nothing, &[0], |_| (20.0, 41.0, 0.0));
    Swept { today: Some(0), ..one.with_folds(5).without_a_law() }
}

/// Under way, with what is left of fifteen still to come.
pub fn under_way() -> Swept {
    let mut swept = degrees().without_a_law();
    swept.results.truncate(4);
    Swept { today: None, ..swept }
}

/// Some have diverged, and the points are others by now.
pub fn diverged() -> Swept {
    let mut swept = degrees();
    for (i, result) in swept.results.iter_mut().enumerate() {
        if i > 9 || i == 3 {
            *result = Measured { diverged: Some(38), ..*result }.without_values();
        }
    }
    Swept { outdated: true, reading: Some(11), ..swept }
}
