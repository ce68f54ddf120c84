//! How well a model tells two classes apart, and whether it does so too little, too much or well: told from its answers to the
//! samples and from nothing else.
//!
//! **Learnt by heart** is a matter of the samples held out. Of n training samples a share is right, and of m held out a smaller
//! one: by chance, where the two differ by less than twice the deviation of such a difference (the z-test of two proportions).
//! Or as many are right, but those that are wrong are so with certainty, and the held-out loss is far above the training loss and
//! above that of who knows only how frequent the classes are. With few parameters to a sample none can be learnt by heart.
//!
//! **Mixed up too much** is a matter of the training samples alone: more of them are wrong than a vote of the five nearest others
//! gets wrong (Fix and Hodges 1951; Cover and Hart 1967 show how near such a vote comes to the best that is possible).

use super::judgement::{FEWEST_HELD_OUT, LEAST_CAPACITY, Unjudged, Verdict, is_lost, is_settled, overfit_from};
use crate::data::Point;
use crate::run::Trend;

/// Of differences by chance alone one in forty is larger than so many deviations.
const DEVIATIONS: f64 = 2.0;
/// A smaller difference between the shares that are right is no harm, however sure it is.
const HARMLESS: f64 = 0.05;
/// Fewer wrong ones than this share are too few to be missed.
const FEW_WRONG: f64 = 0.02;
/// So many of the nearest others vote.
const VOTERS: usize = 5;
/// The vote is taken on about so many samples at most.
const ASKED: usize = 200;

/// How many of some samples of one class are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// The model takes them for what they are.
    pub right: usize,
    /// All of them.
    pub of: usize,
}

impl Count {
    /// The share that is right; `None` of none.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }
}

impl std::ops::Add for Count {
    type Output = Count;

    fn add(self, other: Count) -> Count {
        Count { right: self.right + other.right, of: self.of + other.of }
    }
}

/// How many samples are right, by class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those of the class that is asked for.
    pub positive: Count,
    /// Those of the other class.
    pub negative: Count,
}

impl Counts {
    /// Of samples with the model's log-odds. A sample whose log-odds are no number is wrong; at 0 the other class is said.
    pub fn of<'a>(answers: impl Iterator<Item = (&'a Point, f64)>) -> Counts {
        let mut counts = Counts::default();
        for (sample, logit) in answers {
            let positive = sample.kind.is_positive();
            let count = if positive { &mut counts.positive } else { &mut counts.negative };
            count.of += 1;
            count.right += usize::from(!logit.is_nan() && (logit > 0.0) == positive);
        }
        counts
    }

    /// Both classes.
    pub fn all(&self) -> Count {
        self.positive + self.negative
    }
}

/// What is known of how samples are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sorted {
    /// Of the training samples.
    pub train: Counts,
    /// Of those held out.
    pub held_out: Counts,
}

impl Sorted {
    /// The loss, in nats, of who knows no more than how frequent the classes are among all samples: their entropy. Of a few held
    /// out alone, which may all be of one class, it would be nothing.
    fn entropy(&self) -> f64 {
        let [positive, negative] =
            [self.train.positive + self.held_out.positive, self.train.negative + self.held_out.negative]
                .map(|count| count.of as f64);
        let part = |count: f64| {
            let share = count / (positive + negative);
            if share > 0.0 { -share * libm::log(share) } else { 0.0 }
        };
        part(positive) + part(negative)
    }
}

/// What the judgement is made from.
pub struct Evidence {
    /// At least one step has been taken, and all is still finite.
    pub trained: bool,
    /// Where training is heading.
    pub trend: Trend,
    /// What became of the objective beyond the least held-out loss, if that is here.
    pub beyond_best: Option<f64>,
    /// How many numbers it learns.
    pub parameters: usize,
    /// What is right.
    pub sorted: Sorted,
    /// The losses on the training samples and on those held out.
    pub losses: (f64, Option<f64>),
    /// R² of the probabilities on the training samples.
    pub r_squared: Option<f64>,
    /// What arrives of the error at the first layer, as a share of that at the output; `None` where the output is the only layer,
    /// or it need not be known.
    pub reach: Option<f64>,
    /// The share of the training samples that their neighbours take for what they are; `None` of too few.
    pub neighbours: Option<f64>,
}

/// What the numbers say.
pub fn judge(e: &Evidence) -> Verdict {
    let (own, unseen) = (e.sorted.train.all(), e.sorted.held_out.all());
    let Some(own_share) = own.share().filter(|_| e.trained && e.losses.0.is_finite()) else {
        return Verdict::Unknown(Unjudged::Untrained);
    };
    let able = e.parameters as f64 >= LEAST_CAPACITY * own.of as f64;
    if let Some(share) = unseen.share().filter(|_| unseen.of >= FEWEST_HELD_OUT && able) {
        let both = (own + unseen).share().unwrap_or(share);
        let deviation = (both * (1.0 - both) * (1.0 / own.of as f64 + 1.0 / unseen.of as f64)).sqrt();
        let gap = own_share - share;
        let fewer = gap >= HARMLESS && gap >= DEVIATIONS * deviation;
        let sure = e.losses.1.is_some_and(|loss| {
            loss >= overfit_from(unseen.of) * e.losses.0 && loss >= e.sorted.entropy() && own_share >= 0.5
        });
        if fewer || sure {
            return Verdict::ByHeart { own: own_share, unseen: share };
        }
    }
    if let Some(verdict) = is_lost(e.trend, e.r_squared, e.reach) {
        return verdict;
    }
    if !is_settled(e.trend, e.beyond_best, None) && own_share < 1.0 {
        return Verdict::Unknown(Unjudged::Unfinished);
    }
    if let Some(possible) = e.neighbours.filter(|_| e.beyond_best.is_none() && 1.0 - own_share > FEW_WRONG) {
        let deviation = (2.0 * possible * (1.0 - possible) / own.of as f64).sqrt();
        if possible - own_share >= HARMLESS.min(DEVIATIONS * deviation.max(1.0 / own.of as f64)) {
            return Verdict::Mixes { right: own_share, possible };
        }
    }
    match unseen.share().filter(|_| unseen.of >= FEWEST_HELD_OUT) {
        Some(right) => Verdict::Sorts { right },
        None => Verdict::Unknown(Unjudged::FewHeldOut),
    }
}

/// The share of the training samples that a vote of their nearest others takes for what they are, where distances are counted in
/// the deviations of x₁ and x₂. `None` where there are too few of them, or one class only. Of many samples some are asked.
pub fn by_neighbours(samples: &[Point]) -> Option<f64> {
    let training: Vec<&Point> = samples.iter().filter(|sample| sample.is_trained_on()).collect();
    let positive = training.iter().filter(|sample| sample.kind.is_positive()).count();
    if training.len() <= 2 * VOTERS || positive == 0 || positive == training.len() {
        return None;
    }
    let deviation = |of: fn(&Point) -> f64| crate::learn::mean_and_deviation(training.iter().map(|p| of(p))).1;
    let (across, up) = (deviation(|p| p.x), deviation(|p| p.y));
    let every = training.len().div_ceil(ASKED);
    let (mut right, mut asked) = (0, 0);
    for (at, sample) in training.iter().enumerate().step_by(every) {
        // (distance, whether positive) of the nearest, the nearest first.
        let mut nearest = [(f64::INFINITY, false); VOTERS];
        for (_, other) in training.iter().enumerate().filter(|(other, _)| *other != at) {
            let (dx, dy) = ((other.x - sample.x) / across, (other.y - sample.y) / up);
            let mut next = (dx * dx + dy * dy, other.kind.is_positive());
            for place in &mut nearest {
                if next.0 < place.0 {
                    std::mem::swap(place, &mut next);
                }
            }
        }
        let votes = nearest.iter().filter(|(_, positive)| *positive).count();
        right += usize::from((2 * votes > VOTERS) == sample.kind.is_positive());
        asked += 1;
    }
    Some(right as f64 / f64::from(asked))
}
