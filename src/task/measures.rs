//! How good a model is: losses, what its weights cost, R², its answers, and the best that it could be.

use super::Task;
use super::classes::probability;
use super::curve::Powers;
use super::judgement::{Evidence, Verdict, is_stuck, judge};
use super::kept::Conditions;
use super::learner::Learner;
use super::optimum::Optimum;
use super::pass::Pass;
use super::sorted;
use super::sorting::Sorted;
use crate::data::{Point, Role};
use crate::learn::{self, LossUnit, Penalty, Shape};
use crate::run::{Model, Trend};
use std::rc::Rc;

/// How much a model calculates: in multiplications by weights, as [`Shape::multiplications`] counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// For one answer.
    pub answer: usize,
    /// For one step of training, on all samples that it sees.
    pub step: usize,
}

/// Typical errors, √ of the mean squared error, in the units of y, whatever the loss is. Where a class is asked for, errors are
/// those of its probability (√ of the score of Brier 1950).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Errors {
    /// Of the training samples; not finite without any.
    pub train: f64,
    /// Of the held-out samples; `None` without any.
    pub held_out: Option<f64>,
    /// Of the samples where training sees nothing; `None` without any.
    pub unseen: Option<f64>,
}

impl Learner {
    /// The gradient of the objective, loss and penalty, at the present parameters, in the model's own units.
    pub fn gradients(&mut self) -> &[f32] {
        // After a step with dropout the activations may be those of fewer neurons.
        self.refresh();
        let (recipe, Pass { batch, work }) = (&self.spec.recipe, &mut self.train);
        learn::backward(&self.parameters, batch, recipe.loss, work, &mut self.gradients);
        recipe.penalty.add_gradient(&self.shape, &self.parameters, &mut self.gradients);
        &self.gradients
    }

    /// Training loss, without the penalty, in the units of y: squared, unless errors are taken as they are.
    #[inline]
    pub fn train_loss(&self) -> f32 {
        self.in_units(self.loss_of(&self.train))
    }

    /// The loss of samples after a forward pass, in the model's own units.
    pub fn loss_of(&self, pass: &Pass) -> f32 {
        self.spec.recipe.loss.value(&pass.batch, &pass.work)
    }

    /// What the weights cost on top of the loss, in the same units; `None` without a penalty.
    #[inline]
    pub fn penalty(&self) -> Option<f32> {
        (self.spec.recipe.penalty != Penalty::None).then(|| self.in_units(self.penalty_of(&self.parameters)))
    }

    /// The same of any parameters, in the model's own units; 0 without a penalty.
    pub fn penalty_of(&self, parameters: &[f32]) -> f32 {
        self.spec.recipe.penalty.value(&self.shape, parameters)
    }

    /// Held-out loss in the same units; `None` when nothing is held out.
    #[inline]
    pub fn held_out_loss(&self) -> Option<f32> {
        (self.held_out.batch.count() > 0).then(|| self.in_units(self.loss_of(&self.held_out)))
    }

    /// How many samples lie where training sees nothing.
    pub fn unseen_count(&self) -> usize {
        self.unseen.batch.count()
    }

    /// How many samples are held out.
    pub fn held_out_count(&self) -> usize {
        self.held_out.batch.count()
    }

    /// How much the model calculates.
    pub fn cost(&self) -> Cost {
        let step = self.samples_of_a_step() * self.shape.multiplications_of_a_step();
        Cost { answer: self.shape.multiplications(), step }
    }

    /// About how many multiplications a forward pass of one sample costs.
    pub fn pass_cost(&self) -> usize {
        multiplications(&self.shape)
    }

    /// A loss of the model's own units in the units of y: squared, unless errors are taken as they are.
    #[inline]
    pub fn in_units(&self, loss: f32) -> f32 {
        loss * self.task.unit_of(self.spec.recipe.loss) as f32
    }

    /// About what the loss of errors of such a mean square is, in the loss's unit of y.
    pub fn as_loss(&self, mean_square: f64) -> f64 {
        match self.spec.recipe.loss.unit() {
            LossUnit::SquaredTarget => mean_square,
            LossUnit::Target => mean_square.sqrt(),
            // A probability that is off by r costs at least 2 r² nats more than the right one (Pinsker's inequality).
            LossUnit::Nats => 2.0 * mean_square,
        }
    }

    /// The variance of what the samples ask for, over all but those where training sees nothing: y, or 1 for one class and 0 for
    /// the other.
    pub fn variance(&self) -> f64 {
        let wanted = |p: &Point| if self.tells_classes() { p.kind.label() } else { p.y };
        let seen = || self.samples.iter().filter(|p| !p.unseen);
        let n = seen().count().max(1) as f64;
        let mean = seen().map(wanted).sum::<f64>() / n;
        seen().map(|p| (wanted(p) - mean).powi(2)).sum::<f64>() / n
    }

    /// The typical errors of today's samples.
    pub fn typical_errors(&self) -> Errors {
        self.errors_of(self.passes())
    }

    /// The typical errors of other samples, which changes nothing.
    pub fn errors_on(&self, samples: &[Point]) -> Errors {
        let passes = [Role::Training, Role::HeldOut, Role::Unseen].map(|role| {
            let mut pass = Pass::new(&self.shape, 0);
            pass.write(&self.shape, &self.task, samples, role);
            pass.forward(&self.parameters);
            pass
        });
        self.errors_of(passes.each_ref())
    }

    fn errors_of(&self, [train, held_out, unseen]: [&Pass; 3]) -> Errors {
        let scale = self.task.unit_of_errors();
        let error = |pass: &Pass| match &self.task {
            Task::Curve(_) => f64::from(pass.mse()).sqrt() * scale,
            Task::Classes(_) => brier(pass).sqrt(),
        };
        let any = |pass: &Pass| (pass.batch.count() > 0).then(|| error(pass));
        Errors { train: error(train), held_out: any(held_out), unseen: any(unseen) }
    }

    /// The samples of each role, in the order of its cases.
    fn passes(&self) -> [&Pass; 3] {
        [&self.train, &self.held_out, &self.unseen]
    }

    /// R² of the training samples and of those held out: of the answers in the units of y, or of probabilities.
    pub fn r_squared(&self) -> (Option<f64>, Option<f64>) {
        let of = |pass: &Pass| match &self.task {
            Task::Curve(_) => learn::r_squared(&pass.batch, &pass.work),
            Task::Classes(_) => {
                let positive = pass.batch.target(0).iter().map(|label| f64::from(*label)).sum::<f64>();
                let share = positive / pass.batch.count() as f64;
                let variance = share * (1.0 - share);
                (variance > 0.0).then(|| 1.0 - brier(pass) / variance)
            }
        };
        (of(&self.train), of(&self.held_out))
    }

    /// The output for each sample, in their order, as it is: the log-odds, where a class is asked for.
    pub fn outputs(&self) -> impl Iterator<Item = f64> {
        let mut of = self.passes().map(|pass| pass.work.output()[..pass.batch.count()].iter());
        let next = move |p: &Point| of[p.role() as usize].next();
        self.samples.iter().map(next).map(|output| output.map_or(f64::NAN, |output| f64::from(*output)))
    }

    /// How many samples are told apart, by class; `None` where no class is asked for.
    pub fn sorted(&self) -> Option<Sorted> {
        self.tells_classes().then(|| sorted::counted(self))
    }

    /// How many of other samples are told apart, by class, which changes nothing; `None` where no class is asked for.
    pub fn sorted_on(&self, samples: &[Point]) -> Option<Sorted> {
        self.tells_classes().then(|| sorted::counted_on(self, samples))
    }

    /// The model's answer to each sample, in their order, in the units of y.
    pub fn answers(&self) -> impl Iterator<Item = f64> {
        let mut of = self.passes().map(|pass| self.answers_of(pass));
        let next = move |p: &Point| of[p.role() as usize].next();
        self.samples.iter().map(next).map(|answer| answer.unwrap_or(f64::NAN))
    }

    /// The answers to what has just gone through the model, in the units of y.
    pub fn answers_of<'a>(&'a self, pass: &'a Pass) -> impl Iterator<Item = f64> + 'a {
        pass.work.output()[..pass.batch.count()].iter().map(|output| self.task.answer(*output))
    }

    /// A sample as the model sees it: what it is given and what it should answer, in its own units, rounded as in a batch.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn seen(&self, sample: &Point) -> (Vec<f64>, f64) {
        let mut inputs = vec![0.0; self.shape.inputs()];
        let target = self.task.encode(sample, &mut inputs);
        let rounded = |value: f64| f64::from(value as f32);
        (inputs.into_iter().map(rounded).collect(), rounded(target))
    }

    /// An output of the model's own as an answer: in the units of y, or as the probability of a class.
    pub fn answer_of(&self, output: f64) -> f64 {
        self.task.answer(output as f32)
    }

    /// The learning rate of the next step, as the schedule has it.
    pub fn rate(&self) -> f64 {
        self.training.rate(&self.spec.recipe)
    }

    /// The gradient of the loss over all training samples, without the penalty: the mean of what each of them asks for.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn mean_gradients(&self) -> Vec<f64> {
        self.there_and_back(&self.parameters).1.into_iter().map(f64::from).collect()
    }

    /// All training samples on their way forward and back at any parameters, and the gradient of the loss there, without the penalty.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn there_and_back(&self, parameters: &[f32]) -> (Pass, Vec<f32>) {
        let mut pass = Pass::new(&self.shape, self.train.batch.count());
        pass.batch.clone_from(&self.train.batch);
        pass.forward(parameters);
        let mut gradients = vec![0.0; parameters.len()];
        learn::backward(parameters, &pass.batch, self.spec.recipe.loss, &mut pass.work, &mut gradients);
        (pass, gradients)
    }

    /// The gradient of the last step, of what it saw, with the penalty; of the model's own units. Zeros before the first step.
    pub fn last_gradients(&self) -> &[f32] {
        self.training.gradients()
    }

    /// The samples, shared.
    pub fn shared_samples(&self) -> Rc<Vec<Point>> {
        Rc::clone(&self.samples)
    }

    /// The parameters after a step that sees this sample alone, with all that the optimizer remembers.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn after_a_step_on(&self, sample: &Point) -> Vec<f32> {
        let alone = Point { held_out: false, unseen: false, ..*sample };
        let mut copy =
            Learner::made(&Conditions { samples: Rc::new(vec![alone]), ..self.conditions() }, &self.moment());
        copy.step();
        copy.parameters
    }

    /// What arrives of the error at the first layer: |∂L/∂z| there, the mean over its neurons, as a share of |∂L/∂ŷ|, each summed
    /// over the training samples. `None` where the output is the only layer, or nothing is missed.
    pub fn reach(&self) -> Option<f64> {
        let Pass { batch, work } = &self.train;
        let mut work = work.clone();
        let mut gradients = vec![0.0; self.parameters.len()];
        learn::backward(&self.parameters, batch, self.spec.recipe.loss, &mut work, &mut gradients);
        self.reach_of(&Pass { batch: batch.clone(), work })
    }

    /// The same of samples that have been there and back.
    pub fn reach_of(&self, Pass { batch, work }: &Pass) -> Option<f64> {
        let layers = self.shape.layers();
        let last = layers.len().checked_sub(1).filter(|last| *last > 0)?;
        let error = |layer: usize| {
            let rows = work.deltas(layer).chunks(work.stride().max(1));
            let sum = |row: &[f32]| row[..batch.count()].iter().map(|delta| f64::from(delta.abs())).sum::<f64>();
            rows.map(sum).sum::<f64>() / layers[layer].units as f64
        };
        let (first, output) = (error(0), error(last));
        (output > 0.0).then(|| first / output)
    }

    /// How the model fits its samples, if it is trained at all; with where training is heading, what became of the
    /// objective beyond the least held-out loss, if that is here, and the least objective that there can be, where that is known.
    pub fn verdict(&self, trained: bool, trend: Trend, beyond_best: Option<f64>, least: Option<f64>) -> Verdict {
        match &self.task {
            Task::Curve(_) => {
                let errors = self.typical_errors();
                let (r_squared, _) = self.r_squared();
                let residual = |(p, answer): (&Point, f64)| p.is_trained_on().then_some((p.x, answer - p.y));
                judge(&Evidence {
                    trained,
                    trend,
                    beyond_best,
                    above_best: least.map(|least| self.losses().objective() / least),
                    parameters: self.spec.frozen.free(self.parameters.len()).map(|free| free.len()).sum(),
                    train_error: errors.train,
                    r_squared,
                    // A pass backward, which only a model that is stuck needs.
                    reach: is_stuck(trend, r_squared).then(|| self.reach()).flatten(),
                    held_out: self.held_out_count(),
                    held_out_error: errors.held_out,
                    deviation: self.variance().sqrt(),
                    residuals: self.samples.iter().zip(self.answers()).filter_map(residual).collect(),
                })
            }
            Task::Classes(_) => sorted::verdict(self, trained, trend, beyond_best),
        }
    }

    /// The powers of x that add up to the answer of a line, a polynomial, or a network none of whose layers bends; `None` for any
    /// other.
    pub fn coefficients(&self, parameters: &[f32]) -> Option<Powers> {
        let Task::Curve(curve) = &self.task else { return None };
        if self.is_line() || self.is_polynomial() {
            let view = self.shape.view(0);
            return Some(curve.coefficients(&parameters[view.weights], parameters[view.biases.start]));
        }
        let line = learn::collapsed(&self.shape, parameters)?;
        Some(curve.line(*line.weights.first()?, *line.biases.first()?))
    }

    /// What is known of the objective in closed form. Computed when it is asked for first.
    pub fn optimum(&self) -> &Optimum {
        self.optimum.get_or_init(|| Optimum::of(&self.shape, &self.spec.recipe, &self.train.batch))
    }

    /// The learning rate from which on descent diverges; `None` where there is no one limit: for a network with hidden layers,
    /// for an objective that is no sum of squares, for batches that each have a limit of their own, for RMSProp and Adam, and
    /// where something is frozen: along what is free the valley may be less steep.
    pub fn rate_limit(&self) -> Option<f64> {
        if self.is_held() {
            return None;
        }
        let recipe = &self.spec.recipe;
        let batches = recipe.batch_size.is_some_and(|size| size < self.train.batch.count());
        let curvature = self.optimum().curvature.filter(|_| !batches)?;
        recipe.optimizer.rate_limit(curvature)
    }
}

/// The mean of (p − label)² after a forward pass of samples of two classes (Brier 1950).
fn brier(pass: &Pass) -> f64 {
    let logits = pass.work.output().iter();
    let square = |(logit, label): (&f32, &f32)| {
        let miss = probability(f64::from(*logit)) - f64::from(*label);
        miss * miss
    };
    logits.zip(pass.batch.target(0)).map(square).sum::<f64>() / pass.batch.count() as f64
}

/// Multiplications of one forward pass for one sample.
fn multiplications(shape: &Shape) -> usize {
    shape.parameter_count() + 12 * shape.layers().iter().map(|l| l.units).sum::<usize>()
}
