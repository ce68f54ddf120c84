//! Learners on drawings: what the page does, without the page.

use cat::models::{Form, Model};
use deep::Network;
use drawings::{Drawing, Kind, PIXELS, Part, Picture, Series};
use learn::{Optimizer, OptimizerState};
use rand_core::SeedableRng;
use rand_pcg::Pcg32;

/// Drawings of a step.
pub const BATCH: usize = 32;
/// Drawings that are never learnt from.
pub const HELD_OUT: usize = 1024;
/// So many are looked at in one pass.
const AT_ONCE: usize = 64;

/// A model in training, and drawings to ask it about.
pub struct Learner {
    pub series: Series,
    pub held_out: Vec<Drawing>,
    pub model: Model,
    pub step: u64,
    rate: f32,
    state: OptimizerState,
    training: Network,
    looking: Network,
    pictures: Vec<Picture>,
}

/// What a model makes of a drawing.
pub struct Answer {
    /// The logarithm of the odds for a cat.
    pub logit: f32,
    /// What each of the last units sees, of models that have such.
    pub faces: Vec<f32>,
}

impl Learner {
    pub fn new(form: Form, series: Series) -> Learner {
        let model = Model::new(form, &mut Pcg32::seed_from_u64(series.seed.into()));
        let held_out: Vec<Drawing> = (0..HELD_OUT as u64).map(|number| series.held_out(number)).collect();
        let rate = match form {
            Form::Cat => 0.006,
            Form::Line => 0.004,
            Form::Dense { .. } => 0.002,
        };
        Learner {
            state: OptimizerState::new(model.parameters.values().len()),
            training: model.network(BATCH),
            looking: model.network(AT_ONCE),
            pictures: held_out.iter().map(|drawing| rendered(drawing, Drawing::render)).collect(),
            series,
            held_out,
            model,
            step: 0,
            rate,
        }
    }

    /// Trains up to a step.
    pub fn train_to(&mut self, step: u64) {
        let Network { plan, input, loss, .. } = &mut self.training;
        while self.step < step {
            for place in 0..BATCH {
                let drawing = self.series.training(self.step * BATCH as u64 + place as u64);
                plan.set_picture(*input, 0, place, &rendered(&drawing, Drawing::render));
                let targets = plan.targets_mut(*loss).expect("a loss");
                targets.target_mut(0)[place] = if drawing.kind.is_cat() { 1.0 } else { 0.0 };
            }
            plan.forward(&self.model.parameters);
            plan.backward(&mut self.model.parameters, 1.0);
            self.model.step(Optimizer::Adam, self.rate, &mut self.state);
            self.step += 1;
        }
    }

    /// What it makes of pictures.
    pub fn look(&mut self, pictures: &[Picture]) -> Vec<Answer> {
        let Network { plan, input, layers, logits, .. } = &mut self.looking;
        let mut answers = Vec::with_capacity(pictures.len());
        for some in pictures.chunks(AT_ONCE) {
            for (place, picture) in some.iter().enumerate() {
                plan.set_picture(*input, 0, place, picture);
            }
            plan.forward(&self.model.parameters);
            answers.extend((0..some.len()).map(|place| Answer {
                logit: plan.values(*logits)[place],
                faces: layers.last().map_or(Vec::new(), |last| {
                    (0..last.rows).flat_map(|row| plan.picture(*last, row, place).take(1)).collect()
                }),
            }));
        }
        answers
    }

    pub fn answers(&mut self) -> Vec<Answer> {
        let pictures = std::mem::take(&mut self.pictures);
        let answers = self.look(&pictures);
        self.pictures = pictures;
        answers
    }

    /// The share of the drawings held out that it gets right, in percent.
    pub fn right(&mut self) -> f64 {
        let answers = self.answers();
        share(self.held_out.iter().zip(&answers).map(|(drawing, answer)| drawing.kind.is_cat() == (answer.logit > 0.0)))
    }

    /// The share of each kind that it gets right.
    pub fn right_of_each(&mut self) -> [f64; Kind::ALL.len()] {
        let answers = self.answers();
        Kind::ALL.map(|kind| {
            let of = self.held_out.iter().zip(&answers).filter(|(drawing, _)| drawing.kind == kind);
            share(of.map(|(drawing, answer)| drawing.kind.is_cat() == (answer.logit > 0.0)))
        })
    }

    /// How many of the last units have nothing but cats among the 16 drawings that excite them most, and how many are dead.
    pub fn faces(&mut self) -> (usize, usize) {
        let answers = self.answers();
        let (mut cats_alone, mut dead) = (0, 0);
        for unit in 0..answers[0].faces.len() {
            let mut order: Vec<usize> = (0..answers.len()).filter(|&n| answers[n].faces[unit] > 0.0).collect();
            order.sort_by(|&a, &b| answers[b].faces[unit].total_cmp(&answers[a].faces[unit]));
            dead += usize::from(order.is_empty());
            cats_alone += usize::from(order.len() >= 16 && order[..16].iter().all(|&n| self.held_out[n].kind.is_cat()));
        }
        (cats_alone, dead)
    }

    /// Of the cats that it recognizes, the share that it no longer does when they are drawn like this.
    pub fn lost(&mut self, mut without: impl FnMut(&Drawing, &mut Picture)) -> f64 {
        let answers = self.answers();
        let known = self.held_out.iter().zip(&answers).filter(|(cat, answer)| cat.kind.is_cat() && answer.logit > 0.0);
        let pictures: Vec<Picture> = known.map(|(cat, _)| rendered(cat, &mut without)).collect();
        share(self.look(&pictures).iter().map(|answer| answer.logit <= 0.0))
    }

    pub fn lost_without(&mut self, part: Part) -> f64 {
        self.lost(|drawing, picture| drawing.render_without(Some(part), picture))
    }
}

fn rendered(drawing: &Drawing, render: impl FnOnce(&Drawing, &mut Picture)) -> Picture {
    let mut picture = [0.0; PIXELS];
    render(drawing, &mut picture);
    picture
}

fn share(all: impl Iterator<Item = bool>) -> f64 {
    let (mut yes, mut count) = (0.0, 0.0);
    for one in all {
        yes += f64::from(u8::from(one));
        count += 1.0;
    }
    100.0 * yes / f64::max(count, 1.0)
}
