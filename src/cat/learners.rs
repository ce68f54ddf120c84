//! Three learners of the same drawings in the same order: a line on the pixels, a dense network, and the convolutional one. They
//! take a step in slices, each short enough for several in a frame.

use crate::conditions::{BATCH, Conditions};
use crate::models::{Form, Model};
use deep::Network;
use drawings::{PIXELS, Picture};
use learn::{Optimizer, OptimizerState};
use rand_core::Rng;
use rand_pcg::Pcg32;

/// Drawings that pass through at once.
pub const SLICE: usize = 8;
/// Units of the dense network.
pub const DENSE_UNITS: usize = 32;

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One weighted sum of all pixels.
    Line,
    /// One hidden layer, each unit of which sees all pixels.
    Dense,
    /// Three layers of units that each look through a small window.
    Cnn,
}

impl Kind {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Kind; 3] = [Kind::Line, Kind::Dense, Kind::Cnn];

    /// Its form, and the learning rate of Adam that suits it.
    fn recipe(self) -> (Form, f32) {
        match self {
            Kind::Line => (Form::Line, 0.004),
            Kind::Dense => (Form::Dense { units: DENSE_UNITS }, 0.002),
            Kind::Cnn => (Form::Cat, 0.006),
        }
    }
}

/// One of them, with what its optimizer remembers.
#[derive(Clone, Debug)]
pub struct Learner {
    /// What it has learnt.
    pub model: Model,
    /// What Adam remembers.
    pub state: OptimizerState,
    rate: f32,
}

impl Learner {
    fn new(kind: Kind, seed: u32) -> Learner {
        let (form, rate) = kind.recipe();
        let mut rng = Pcg32::new(u64::from(seed), 100 + kind as u64);
        // Small seeds begin alike.
        rng.next_u32();
        let model = Model::new(form, &mut rng);
        let state = OptimizerState::new(model.parameters.values().len());
        Learner { model, state, rate }
    }
}

/// The three, and the drawings that pass through them.
#[derive(Clone, Debug)]
pub struct Learners {
    all: [Learner; 3],
    networks: [Network; 3], // for SLICE drawings
    pictures: Vec<Picture>, // [SLICE]
    cats: [bool; SLICE],
    at: Part,
}

/// How far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// These of the batch are drawn next.
    Draw { slice: usize },
    /// These are learnt from next, by one of the three.
    Learn { slice: usize, by: usize },
}

/// What can be kept of them, to go on from later.
#[derive(Clone, Debug)]
pub struct Kept {
    parameters: [Vec<f32>; 3],
    states: [OptimizerState; 3],
}

impl Learners {
    /// New ones, before the first step.
    pub fn new(seed: u32) -> Learners {
        let all = Kind::ALL.map(|kind| Learner::new(kind, seed));
        let networks = std::array::from_fn(|i| all[i].model.network(SLICE));
        Learners {
            all,
            networks,
            pictures: vec![[0.0; PIXELS]; SLICE],
            cats: [false; SLICE],
            at: Part::Draw { slice: 0 },
        }
    }

    /// One of them.
    pub fn get(&self, kind: Kind) -> &Learner {
        &self.all[kind as usize]
    }

    /// Does a slice of a step; whether the step is done by it.
    pub fn work(&mut self, step: u32, conditions: &Conditions) -> bool {
        match self.at {
            Part::Draw { slice } => {
                for (place, picture) in self.pictures.iter_mut().enumerate() {
                    self.cats[place] = conditions.draw(step, slice * SLICE + place, picture);
                }
                self.at = Part::Learn { slice, by: 0 };
                false
            }
            Part::Learn { slice, by } => {
                let (learner, network) = (&mut self.all[by], &mut self.networks[by]);
                show(network, &self.pictures);
                tell(network, self.cats.into_iter());
                network.plan.forward(&learner.model.parameters);
                network.plan.backward(&mut learner.model.parameters, SLICE as f32 / BATCH as f32);
                if by + 1 < self.all.len() {
                    self.at = Part::Learn { slice, by: by + 1 };
                    return false;
                }
                let slice = (slice + 1) % (BATCH / SLICE);
                self.at = Part::Draw { slice };
                if slice > 0 {
                    return false;
                }
                for learner in &mut self.all {
                    learner.model.step(Optimizer::Adam, learner.rate, &mut learner.state);
                }
                true
            }
        }
    }

    /// What they have learnt by the last whole step.
    pub fn keep(&self) -> Kept {
        Kept {
            parameters: std::array::from_fn(|i| self.all[i].model.parameters.values().to_vec()),
            states: std::array::from_fn(|i| self.all[i].state.clone()),
        }
    }

    /// Goes on from what was kept; a step that is begun is forgotten.
    pub fn resume(&mut self, kept: &Kept) {
        for ((learner, parameters), state) in self.all.iter_mut().zip(&kept.parameters).zip(&kept.states) {
            learner.model.parameters.values_mut().copy_from_slice(parameters);
            learner.state.copy_from(state);
        }
        self.begin_anew();
    }

    /// A step that is begun is forgotten: it is taken from its start.
    pub fn begin_anew(&mut self) {
        for learner in &mut self.all {
            learner.model.parameters.clear_gradients();
        }
        self.at = Part::Draw { slice: 0 };
    }
}

/// Shows drawings to a network that takes as many.
pub fn show(network: &mut Network, pictures: &[Picture]) {
    for (place, picture) in pictures.iter().enumerate() {
        network.plan.set_picture(network.input, 0, place, picture);
    }
}

/// Tells a network which of the drawings that it is shown are cats, as its loss needs to know.
pub fn tell(network: &mut Network, cats: impl Iterator<Item = bool>) {
    if let Some(targets) = network.plan.targets_mut(network.loss) {
        targets.target_mut(0).iter_mut().zip(cats).for_each(|(target, cat)| *target = f32::from(u8::from(cat)));
    }
}
