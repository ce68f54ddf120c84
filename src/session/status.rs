//! How training is going, in numbers; the sentences stand in `text`.

use super::board::Run;
use super::news::Notice;
use super::points::Points;
use crate::run::{Model as _, State, Trend};
use crate::task::{BestLine, Centred, Learner, Sorted, Verdict};

/// What is known of a model that is linear in its parameters, from its closed form.
#[derive(Clone, Debug, PartialEq)]
pub struct Best {
    /// c₀, c₁, … of the best parameters, in the user's units.
    pub coefficients: Vec<f64>,
    /// The same around the middle of the points.
    pub centred: Centred,
    /// The loss of the best parameters on the training points, without the penalty, in the units of the loss.
    pub loss: f64,
    /// The same with the penalty.
    pub objective: f64,
    /// The largest eigenvalue of the objective's Hessian, in the model's own units.
    pub curvature: Option<f64>,
}

impl Best {
    fn of(learner: &Learner) -> Option<Best> {
        let optimum = learner.optimum();
        let near: Vec<f32> = optimum.best.as_ref()?.iter().map(|p| *p as f32).collect();
        let (coefficients, centred) = learner.coefficients(&near)?;
        Some(Best {
            coefficients,
            centred,
            loss: learner.in_units(optimum.loss).into(),
            objective: learner.in_units(optimum.objective).into(),
            curvature: optimum.curvature,
        })
    }
}

/// How two classes are told apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassNumbers {
    /// How many samples are right, by class.
    pub sorted: Sorted,
    /// The best straight line between the training samples; `None` without any.
    pub line: Option<BestLine>,
}

/// The numbers of this moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// Whether training goes on.
    pub state: State,
    /// What happened last.
    pub notice: Notice,
    /// Updates of the parameters in this run.
    pub step: u64,
    /// The last step of this run: more than `step` while one looks back.
    pub last_step: u64,
    /// The step that is looked at, or that the run is on its way to.
    pub sought_step: u64,
    /// The earliest step of this run that one can go back to.
    pub first_step: u64,
    /// The step of the least held-out loss of this run, where one can go back to it.
    pub best_step: Option<u64>,
    /// How many changes can be undone, and how many done again.
    pub undo: (usize, usize),
    /// Whole passes over the training points in this run; equal to `step` while the batch is all of them.
    pub epoch: u64,
    /// The loss on the training points, without the penalty, in the units of y: squared, unless errors are taken as they are.
    pub train_loss: f64,
    /// The loss on the held-out points; `None` when there are none.
    pub held_out_loss: Option<f64>,
    /// What the weights cost on top of the training loss; `None` without a penalty.
    pub penalty: Option<f64>,
    /// √ of the mean squared error on the training points, in the units of y, whatever the loss is.
    pub train_error: f64,
    /// The same of the held-out points; `None` when there are none.
    pub held_out_error: Option<f64>,
    /// The typical error where training sees nothing; `None` without points there.
    pub unseen_error: Option<f64>,
    /// The training error at step 0; `None` once the points are no longer what they were then.
    pub first_error: Option<f64>,
    /// The part of the variance of y that the model explains on the training points; `None` where y does not vary.
    pub train_r_squared: Option<f64>,
    /// The same of the held-out points.
    pub held_out_r_squared: Option<f64>,
    /// Where training is heading.
    pub trend: Trend,
    /// The best that a line or a polynomial can do with all its parameters; `None` where it is not known.
    pub best: Option<Best>,
    /// Parameters of the model.
    pub parameters: usize,
    /// Points that training sees.
    pub training_points: usize,
    /// Points where training sees nothing.
    pub unseen_points: usize,
    /// All points.
    pub points: usize,
    /// All training points have the same x: nothing tells how y changes with it.
    pub one_place: bool,
    /// The learning rate from which on a line or a polynomial diverges on these points; `None` where there is no one limit, or
    /// something is frozen.
    pub rate_limit: Option<f64>,
    /// c₀, c₁, … of a line, a polynomial, or a network that does not bend, in the user's units; `None` for any other.
    pub coefficients: Option<Vec<f64>>,
    /// The same around the middle of the points.
    pub centred: Option<Centred>,
    /// Whether the model fits too little, too much or well.
    pub fit: Verdict,
    /// How two classes are told apart; `None` where none is asked for.
    pub classes: Option<ClassNumbers>,
    /// √ of the mean square of ŷ − y of the true law over the frame, in the units of y; `None` where no law is known, or ŷ is
    /// no number.
    pub law_error: Option<f64>,
}

/// How far a learning rate goes on a bowl, against the limit 2 / λ from which on it diverges; λ is the largest curvature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateZone {
    /// Below a fifth of the limit: many small steps.
    Crawls,
    /// Up to half of the limit, 1 / λ: at its steepest the bottom is reached in one step, and nowhere leapt over.
    Good,
    /// Above that: each step leaps across the valley, and lands lower.
    Leaps,
    /// From the limit on: each step lands higher.
    Out,
}

impl RateZone {
    /// Where a rate lies.
    pub fn of(rate: f64, limit: f64) -> Self {
        match rate / limit {
            share if share >= 1.0 => RateZone::Out,
            share if share > 0.5 => RateZone::Leaps,
            share if share >= 0.2 => RateZone::Good,
            _ => RateZone::Crawls,
        }
    }
}

impl Status {
    /// How many points the split holds out, of those that training may see.
    pub fn held_out_points(&self) -> usize {
        self.points - self.training_points - self.unseen_points
    }

    /// The numbers of a run on these points.
    pub(super) fn of(
        run: &Run,
        points: &Points,
        (notice, undo): (Notice, (usize, usize)),
        (law_error, line): (Option<f64>, Option<BestLine>),
    ) -> Status {
        let learner = run.model();
        let (losses, errors) = (learner.losses(), learner.typical_errors());
        let (train_r_squared, held_out_r_squared) = learner.r_squared();
        let least = learner.least_objective();
        let trend = run.trend(least, train_r_squared);
        let trained = run.step() > 0 && !run.has_diverged();
        let (coefficients, centred) = learner.coefficients(learner.parameters()).unzip();
        Status {
            state: run.state(),
            notice,
            step: run.step(),
            last_step: run.last_step(),
            first_step: run.first_step(),
            best_step: run.best_step(),
            sought_step: run.sought_step(),
            undo,
            epoch: learner.epochs(),
            train_loss: losses.train.into(),
            held_out_loss: losses.held_out.map(f64::from),
            penalty: losses.penalty.map(f64::from),
            train_error: errors.train,
            held_out_error: errors.held_out,
            unseen_error: errors.unseen,
            first_error: run.first_error(),
            train_r_squared,
            held_out_r_squared,
            trend,
            best: Best::of(learner),
            parameters: learner.parameters().len(),
            training_points: points.all().iter().filter(|p| p.is_trained_on()).count(),
            unseen_points: learner.unseen_count(),
            points: points.all().len(),
            one_place: points.one_place(),
            coefficients,
            centred,
            rate_limit: learner.rate_limit(),
            fit: learner.verdict(trained, trend, run.beyond_best(), least),
            classes: learner.sorted().map(|sorted| ClassNumbers { sorted, line }),
            law_error,
        }
    }
}

/// What is no longer what it was, for the edge to draw anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stale(u8);

impl Stale {
    /// All is as before.
    pub const NOTHING: Stale = Stale(0);
    /// Data and fit.
    pub const FIT: Stale = Stale(1);
    /// Loss surface.
    pub const SURFACE: Stale = Stale(2);
    /// Loss over steps.
    pub const LOSSES: Stale = Stale(4);
    /// Inside, layer by layer.
    pub const LAYERS: Stale = Stale(8);
    /// The controls.
    pub const FORM: Stale = Stale(16);
    /// Loss against capacity.
    pub const SWEEP: Stale = Stale(32);
    /// What each step of training changes: the pictures of the run.
    pub const RUN: Stale = Stale(Stale::FIT.0 | Stale::SURFACE.0 | Stale::LOSSES.0 | Stale::LAYERS.0);
    /// Everything.
    pub const ALL: Stale = Stale(Stale::RUN.0 | Stale::FORM.0 | Stale::SWEEP.0);

    /// Whether anything is stale.
    pub fn is_anything(self) -> bool {
        self != Stale::NOTHING
    }

    /// Whether any of these is stale.
    pub fn has(self, any: Stale) -> bool {
        self.0 & any.0 != 0
    }
}

impl std::ops::BitOr for Stale {
    type Output = Stale;

    fn bitor(self, other: Stale) -> Stale {
        Stale(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for Stale {
    fn bitor_assign(&mut self, other: Stale) {
        self.0 |= other.0;
    }
}
