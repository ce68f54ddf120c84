//! Whether a model fits too little, too much or well, told from its errors on the points and from nothing else.
//!
//! **Overfit** is a matter of the points held out. Least squares with p parameters makes the errors on its own n points of
//! noise smaller, and those on others larger, so that their typical errors stand as √((1 + p/n) / (1 − p/n)). That is 2 where
//! p/n is 0.6: from there on every new point costs the model more than its own errors show. Few held-out points tell little:
//! their errors are large by chance, too. So what is asked for is 2·(1 + 2/m) with m of them: 4 with 2, 2.3 with 12. A cubic
//! through 10 points of a cubic, with 2 held out, comes there by bad luck once in twenty times, and once in fifty with 5 beside 19.
//!
//! **Underfit** is a matter of the training points alone. What a straight line between the two neighbours along x does not tell
//! of an error measures the noise (Gasser, Sroka and Jennen-Steinmetz 1986; the same with one neighbour is von Neumann's ratio
//! of 1941, which Durbin and Watson test residuals by. It sees nothing of a curve that bends within few points). Where the
//! errors are larger than that noise, the rest is a pattern that the model has not followed.
//!
//! **Vanished** is a matter of the gradient: what arrives of the error at the first layer, on its way back from the output, is
//! too little to learn from. More layers would make it less. **Exploded**: it is so much more than at the output that a step in
//! the first layers throws the answer far off.

use crate::run::Trend;
use std::collections::BinaryHeap;

/// With many held-out points, a model overfits once its error on them is this many times that on its training points.
pub const OVERFIT: f64 = 2.0;
/// With fewer held-out points nothing is told of them.
pub const FEWEST_HELD_OUT: usize = 2;
/// Nor of a pattern with fewer different x to train on.
pub const FEWEST_PLACES: usize = 6;
/// R² on the training points below which a model has not learnt them by heart, however large its errors are elsewhere; and above
/// which whatever error reaches its first layers has been enough.
const REMEMBERED: f64 = 0.5;
/// With fewer parameters to a training point none can be learnt by heart: held-out points that are missed lie badly by chance.
pub(super) const LEAST_CAPACITY: f64 = 0.2;
/// An error below this share of the deviation of y is no harm: where R² is 0.9999, a model counts as going through all points.
const HARMLESS: f64 = 0.01;
/// R² from which on whatever is left of a pattern is too small to be missed.
const ENOUGH: f64 = 0.99;
/// An objective above this many times the best possible has not arrived, however slowly it falls.
const ARRIVED: f64 = 1.1;

/// Of the error at the output a smaller share is none: what a step changes in the first layer by it is lost in rounding. Over 20
/// seeds, 1 to 8 layers and every way to draw weights, networks that learn show 0.001 and more; eight sigmoid layers a millionth.
pub const REACHES: f64 = 1e-4;

/// A larger multiple of the error at the output has exploded. Over 10 seeds, 2 to 8 layers and 1,000 steps, networks whose first
/// weights suit them show at most 2; eight layers of 16 or more with weights of deviation 1 at least 13.
pub const EXPLODES: f64 = 10.0;

/// An objective that has fallen to this share has followed what there was of a pattern.
const FOLLOWED: f64 = 0.5;

/// What a model makes of its points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// It cannot be told.
    Unknown(Unjudged),
    /// What it misses is not chance.
    Underfit {
        /// The share of the mean squared error on the training points that is a pattern.
        pattern: f64,
    },
    /// It has learnt little, and the error does not reach its first layers: their gradient has vanished.
    Vanished {
        /// What arrives of the error at the first layer, as a share of that at the output.
        reach: f64,
    },
    /// It has learnt little, and the error is many times larger where it reaches the first layers: their gradient has exploded.
    Exploded {
        /// What arrives of the error at the first layer, as a multiple of that at the output.
        reach: f64,
    },
    /// It misses held-out points about as it misses its own, and by chance.
    Good {
        /// The error on the held-out points as a multiple of that on the training points.
        ratio: f64,
    },
    /// It has learnt its points by heart.
    Overfit {
        /// The error on the held-out points as a multiple of that on the training points; infinite where the latter is 0.
        ratio: f64,
    },
    /// Of two classes: it mixes up more than the samples' neighbours do.
    Mixes {
        /// The share of the training samples that it takes for what they are.
        right: f64,
        /// The share that a vote of the nearest others takes for what they are.
        possible: f64,
    },
    /// Of two classes: it tells those that it has not seen apart about as well as its own.
    Sorts {
        /// The share of the held-out samples that it takes for what they are.
        right: f64,
    },
    /// Of two classes: it has learnt its samples by heart.
    ByHeart {
        /// The share of the training samples that it takes for what they are.
        own: f64,
        /// The same of the held-out samples.
        unseen: f64,
    },
}

/// Why it cannot be told how well a model fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unjudged {
    /// Nothing has been learnt yet, or it has diverged.
    Untrained,
    /// Training still leads somewhere.
    Unfinished,
    /// Fewer than [`FEWEST_HELD_OUT`] points are held out.
    FewHeldOut,
    /// Fewer than [`FEWEST_PLACES`] different x are trained on.
    FewPlaces {
        /// How many there are.
        places: usize,
    },
}

/// What the judgement is made from; errors in the units of y.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// There was a step, and no divergence.
    pub trained: bool,
    /// Where training is heading.
    pub trend: Trend,
    /// Where the held-out loss was least, and has not come so low again for as long as early stopping waits: what has become of
    /// the objective by then, as a multiple of what it is here.
    pub beyond_best: Option<f64>,
    /// The objective as a multiple of the least that there can be; `None` where that is not known.
    pub above_best: Option<f64>,
    /// Parameters that training moves.
    pub parameters: usize,
    /// √ of the mean squared error on the training points.
    pub train_error: f64,
    /// R² on the training points.
    pub r_squared: Option<f64>,
    /// What arrives of the error at the first layer, as a share of that at the output; `None` where there is only one layer.
    pub reach: Option<f64>,
    /// How many points are held out.
    pub held_out: usize,
    /// √ of the mean squared error on them.
    pub held_out_error: Option<f64>,
    /// The standard deviation of y over all points.
    pub deviation: f64,
    /// (x, ŷ − y) of each training point, in any order.
    pub residuals: Vec<(f64, f64)>,
}

/// How a model fits.
pub fn judge(evidence: &Evidence) -> Verdict {
    let e = evidence;
    if !e.trained || e.residuals.is_empty() || !e.train_error.is_finite() {
        return Verdict::Unknown(Unjudged::Untrained);
    }
    let enough = e.held_out >= FEWEST_HELD_OUT;
    let held_out = e.held_out_error.filter(|error| enough && error.is_finite());
    // Nothing is no multiple of nothing.
    let ratio = held_out.map(|error| if error > 0.0 { error / e.train_error } else { 1.0 });
    let harmful = held_out.is_some_and(|error| error > HARMLESS * e.deviation);
    let remembered = e.r_squared.is_some_and(|r| r >= REMEMBERED)
        && e.parameters as f64 >= LEAST_CAPACITY * e.residuals.len() as f64;
    if let Some(ratio) = ratio.filter(|r| *r >= overfit_from(e.held_out) && harmful && remembered) {
        return Verdict::Overfit { ratio };
    }
    if let Some(verdict) = is_lost(e.trend, e.r_squared, e.reach) {
        return verdict;
    }
    if !is_settled(e.trend, e.beyond_best, e.above_best) {
        return Verdict::Unknown(Unjudged::Unfinished);
    }
    let places = by_place(&e.residuals);
    // Of a pattern that it has gone on to follow, and that told it nothing of the held-out points, there is nothing to miss.
    let followed = e.beyond_best.is_some_and(|times| times <= FOLLOWED);
    if !followed && places.len() >= FEWEST_PLACES && e.r_squared.is_some_and(|r| r < ENOUGH) {
        let noise = noise_share(&places);
        if noise < noise_from(places.len()) {
            return Verdict::Underfit { pattern: 1.0 - noise };
        }
    }
    match ratio {
        None => Verdict::Unknown(Unjudged::FewHeldOut),
        Some(_) if places.len() < FEWEST_PLACES => Verdict::Unknown(Unjudged::FewPlaces { places: places.len() }),
        Some(ratio) => Verdict::Good { ratio },
    }
}

/// Whether a model has learnt little and learns no more: only then it is asked how much of the error reaches its first layers.
pub(super) fn is_stuck(trend: Trend, r_squared: Option<f64>) -> bool {
    match trend {
        Trend::Flat { .. } | Trend::Oscillating { .. } | Trend::Bouncing | Trend::Rising => {
            r_squared.is_some_and(|r| r < REMEMBERED)
        }
        // A step is told apart from the gradient by Adam: it may come out of where the gradient is next to nothing.
        Trend::Unknown | Trend::Improving | Trend::Best | Trend::ThroughAll => false,
    }
}

/// Where the error does not reach the first layers of a model that is stuck, or is many times larger there: that. Of what rises,
/// nothing has vanished.
pub(super) fn is_lost(trend: Trend, r_squared: Option<f64>, reach: Option<f64>) -> Option<Verdict> {
    let reach = reach.filter(|_| is_stuck(trend, r_squared))?;
    if reach > EXPLODES {
        return Some(Verdict::Exploded { reach });
    }
    (reach < REACHES && trend != Trend::Rising).then_some(Verdict::Vanished { reach })
}

/// Whether there is little to gain by more training; `above_best` is the objective as a multiple of the least possible.
pub(super) fn is_settled(trend: Trend, beyond_best: Option<f64>, above_best: Option<f64>) -> bool {
    match trend {
        _ if beyond_best.is_some() => true,
        Trend::Best | Trend::ThroughAll => true,
        Trend::Flat { .. } => above_best.is_none_or(|times| times <= ARRIVED),
        Trend::Unknown | Trend::Improving | Trend::Oscillating { .. } | Trend::Bouncing | Trend::Rising => false,
    }
}

/// The ratio of held-out to training error from which on a model overfits, for this many held-out points.
pub fn overfit_from(held_out: usize) -> f64 {
    OVERFIT * (1.0 + 2.0 / held_out as f64)
}

/// The share of noise in the squared residuals, at this many different x, that one in a hundred lines through pure noise falls
/// below. Simulated for 6 to 100 of them, and met within 0.01 by this curve; with more parameters it happens less often.
pub fn noise_from(places: usize) -> f64 {
    let n = places as f64;
    libm::exp(-3.4 / n.sqrt() - 2.0 / n)
}

/// The mean residual at each different x, in rising x: what differs at one place says nothing of the neighbours.
fn by_place(residuals: &[(f64, f64)]) -> Vec<(f64, f64)> {
    // Bits in the order of the numbers, for the sort that `data::split` has brought along.
    let key = |x: f64| {
        let bits = (x + 0.0).to_bits();
        if bits >> 63 == 0 { bits ^ 1 << 63 } else { !bits }
    };
    let keys: Vec<u64> = residuals.iter().map(|(x, _)| key(*x)).collect();
    let mut keys = BinaryHeap::from(keys).into_sorted_vec();
    keys.dedup();
    let mut places = vec![(0.0, 0.0, 0.0); keys.len()];
    for (x, residual) in residuals {
        if let Some(place) = places.get_mut(keys.partition_point(|k| *k < key(*x))) {
            *place = (*x, place.1 + residual, place.2 + 1.0);
        }
    }
    places.into_iter().map(|(x, sum, count)| (x, sum / count)).collect()
}

/// The noise that neighbours tell of, as a share of the mean square of all residuals; about 1 of pure noise.
fn noise_share(places: &[(f64, f64)]) -> f64 {
    let square = places.iter().map(|(_, e)| e * e).sum::<f64>() / places.len() as f64;
    let of = |w: &[(f64, f64)]| {
        let [(x0, e0), (x, e), (x1, e1)] = [w[0], w[1], w[2]];
        let (before, after) = ((x1 - x) / (x1 - x0), (x - x0) / (x1 - x0));
        let miss = before * e0 + after * e1 - e;
        // Of equal and independent errors its square is on average as large as theirs.
        miss * miss / (1.0 + before * before + after * after)
    };
    places.windows(3).map(of).sum::<f64>() / (places.len() - 2) as f64 / square
}
