//! A model that tells two classes apart, as a run wants one: what `task::Learner` is to a curve.

use std::rc::Rc;

use kittengrad::data::Stream;
use kittengrad::learn::{self, Batch, Progress, Recipe, RngStreams, Shape, Training, Workspace};
use kittengrad::run::{Kept, Losses, Model};
use rand_pcg::Pcg32;

/// What the run is told of its owner.
pub struct Nothing;

impl Kept for Nothing {
    fn bytes(&self) -> usize {
        0
    }
}

/// What stays as it is in a run.
pub struct Told {
    pub shape: Shape,
    pub recipe: Recipe,
    pub points: Batch,
}

/// The same, shared with whatever the run keeps.
#[derive(Clone)]
pub struct Shared(Rc<Told>);

impl Kept for Shared {
    fn bytes(&self) -> usize {
        size_of::<Told>() + size_of_val(self.0.points.padded_inputs()) + size_of_val(self.0.points.padded_targets())
    }
}

/// A moment of training, to go back to.
#[derive(Clone)]
pub struct Moment {
    parameters: Vec<f32>,
    progress: Progress,
    streams: RngStreams<Pcg32>,
}

impl Kept for Moment {
    fn bytes(&self) -> usize {
        4 * (3 * self.parameters.len() + self.progress.points()) + size_of::<Moment>()
    }
}

/// Where a run begins.
#[derive(Clone)]
pub struct Start(Vec<f32>);

impl Kept for Start {
    fn bytes(&self) -> usize {
        size_of::<Start>() + size_of_val(&self.0[..])
    }
}

/// The network and how far it has come.
pub struct Classifier {
    told: Rc<Told>,
    parameters: Vec<f32>,
    work: Workspace,
    training: Training,
    streams: RngStreams<Pcg32>,
    /// Mini-batches have moved on since the last pass over all points.
    behind: bool,
}

impl Classifier {
    /// At these parameters.
    pub fn new(told: Rc<Told>, parameters: Vec<f32>) -> Classifier {
        let mut model = Classifier {
            work: Workspace::new(&told.shape, &told.points),
            training: Training::new(&told.shape, &told.points),
            streams: streams(),
            behind: false,
            parameters,
            told,
        };
        model.refresh();
        model
    }

    fn refresh(&mut self) {
        self.behind = false;
        learn::forward(&self.parameters, &self.told.points, &mut self.work);
    }
}

fn streams() -> RngStreams<Pcg32> {
    RngStreams { order: Stream::Order.of(1), dropout: Stream::Dropout.of(1) }
}

impl Model for Classifier {
    type Moment = Moment;
    type Conditions = Shared;
    type Start = Start;

    #[inline]
    fn step(&mut self) -> bool {
        let epochs = self.training.epochs();
        let Classifier { told, parameters, work, training, streams, .. } = self;
        training.step(&told.recipe, parameters, &told.points, work, streams);
        self.behind = true;
        let ended = self.training.epochs() != epochs;
        if ended {
            self.refresh();
        }
        ended
    }

    fn is_behind(&self) -> bool {
        self.behind
    }

    fn catch_up(&mut self) {
        if self.behind {
            self.refresh();
        }
    }

    #[inline]
    fn losses(&self) -> Losses {
        Losses { train: self.told.recipe.loss.value(&self.told.points, &self.work), held_out: None, penalty: None }
    }

    fn error(&self) -> f64 {
        f64::from(learn::mse(&self.told.points, &self.work)).sqrt()
    }

    fn spread(&self) -> f64 {
        // Twice the variance, as `Learner` takes it for nats.
        let y = self.told.points.target(0);
        let mean = y.iter().map(|y| f64::from(*y)).sum::<f64>() / y.len().max(1) as f64;
        2.0 * mean * (1.0 - mean)
    }

    fn least_objective(&self) -> Option<f64> {
        None
    }

    fn explained(&self) -> Option<f64> {
        learn::r_squared(&self.told.points, &self.work)
    }

    fn leaps(&self) -> bool {
        false
    }

    fn can_learn(&self) -> bool {
        self.told.points.count() > 0
    }

    fn parameters(&self) -> &[f32] {
        &self.parameters
    }

    fn step_cost(&self) -> usize {
        let all = self.told.points.count().max(1);
        let (seen, passes) = self.told.recipe.batch_size.filter(|size| *size < all).map_or((all, 3), |size| (size, 4));
        let units: usize = self.told.shape.layers().iter().map(|layer| layer.units).sum();
        passes * seen * (self.parameters.len() + 12 * units)
    }

    fn begin(&mut self) {
        self.training = Training::new(&self.told.shape, &self.told.points);
        self.streams = streams();
    }

    fn start(&self) -> Start {
        Start(self.parameters.clone())
    }

    fn return_to(&mut self, start: &Start) -> bool {
        self.parameters.clone_from(&start.0);
        self.refresh();
        false
    }

    fn moment(&self) -> Moment {
        Moment {
            parameters: self.parameters.clone(),
            progress: self.training.progress().clone(),
            streams: self.streams.clone(),
        }
    }

    fn keep(&self, moment: &mut Moment) {
        moment.parameters.clone_from(&self.parameters);
        moment.progress.copy_from(self.training.progress());
        moment.streams.clone_from(&self.streams);
    }

    fn restore(&mut self, moment: &Moment) {
        self.training.resume(&moment.progress);
        self.streams.clone_from(&moment.streams);
        self.parameters.clone_from(&moment.parameters);
        self.refresh();
    }

    fn conditions(&self) -> Shared {
        Shared(Rc::clone(&self.told))
    }

    fn made(conditions: &Shared, moment: &Moment) -> Self {
        let mut model = Classifier::new(Rc::clone(&conditions.0), moment.parameters.clone());
        model.restore(moment);
        model
    }

    fn is_like(&self, other: &Self) -> bool {
        self.told.shape == other.told.shape
    }
}
