//! What was tried on the same points: whenever the model gets more freedom or less, the run that ends is kept under its freedom,
//! to be compared with. What has learnt from other points than today's is compared with nothing, until they are back.

use super::board::KeptRun;
use super::points::Points;
use super::settings::{Model, Settings};
use crate::data::Point;
use crate::probe::{self, Lazy};
use crate::task::Learner;
use crate::view::{Freedom, Span, Tries, Try};
use std::rc::Rc;

/// Runs of other freedom, at most one of each.
#[derive(Default)]
pub struct Tried {
    kept: Vec<(Freedom, KeptRun)>,
    seen: Lazy<Vec<Try>>,
    ground: Option<(Rc<Vec<Point>>, Span)>,
}

/// How much freedom the model of these settings has.
pub fn freedom(settings: &Settings) -> Freedom {
    match settings.model {
        Model::Line => Freedom::Line,
        Model::Polynomial => Freedom::Degree(settings.degree),
        Model::Network => Freedom::Layers(settings.layers.len()),
    }
}

/// From little freedom to much; the kinds of models apart.
fn rank(freedom: Freedom) -> (u8, usize) {
    match freedom {
        Freedom::Line => (0, 0),
        Freedom::Degree(degree) => (1, degree),
        Freedom::Layers(layers) => (2, layers),
    }
}

/// The points to learn from.
fn own(points: &Points) -> impl Iterator<Item = &Point> {
    points.all().iter().filter(|point| point.is_trained_on())
}

impl Tried {
    /// Keeps a run that has ended. One of the freedom that comes `next` is forgotten, as is an earlier one of its own.
    pub fn keep(&mut self, mut run: KeptRun, next: Freedom) {
        run.thin_out();
        let of = freedom(&run.context().settings);
        self.kept.retain(|(other, _)| *other != of && *other != next);
        if of != next && run.step() > 0 {
            let at = self.kept.partition_point(|(other, _)| rank(*other) < rank(of));
            self.kept.insert(at, (of, run));
        }
        self.seen.forget();
    }

    /// Nothing was tried: the points are others now.
    pub fn clear(&mut self) {
        *self = Tried::default();
    }

    /// Where the points or the frame have changed, what can be compared is found anew when it is read.
    pub fn follow(&mut self, points: &Points) {
        let ground = Some((points.shared(), points.frame().0));
        if self.ground != ground {
            self.ground = ground;
            self.seen.forget();
        }
    }

    /// What was tried on the points of today, but for the present freedom.
    pub fn seen(&self, points: &Points) -> &[Try] {
        self.seen.get(|_| {
            let judged = |(freedom, run): &(Freedom, KeptRun)| {
                let model = run.model();
                let errors = model.errors_on(points.all());
                let curve = probe::curve(&model, points.frame().0);
                Try { freedom: *freedom, own: errors.train, unseen: errors.held_out, curve }
            };
            let alike = |(_, run): &&(Freedom, KeptRun)| own(&run.context().points).eq(own(points));
            self.kept.iter().filter(alike).map(judged).collect()
        })
    }

    /// All of it, with the present model in its place; `exam` says whether the unseen points may be told of.
    pub fn view<'a>(&'a self, learner: &Learner, settings: &Settings, points: &'a Points, exam: bool) -> Tries<'a> {
        let (before, errors, freedom) = (self.seen(points), learner.typical_errors(), freedom(settings));
        let now = Try { freedom, own: errors.train, unseen: errors.held_out, curve: Vec::new() };
        let at = before.partition_point(|other| rank(other.freedom) < rank(freedom));
        Tries { before, now, at, exam, quantity: points.quantity() }
    }
}
