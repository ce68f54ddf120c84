//! A moment of training in few bytes, exactly, for a model that is made of the same spec and samples elsewhere: only what differs
//! from a fresh start of it is written.

use super::Task;
use super::curve::Curve;
use super::kept::{Conditions, Moment, Start};
use super::learner::{Learner, streams};
use super::spec::Spec;
use crate::data::bytes::{Reader, Writer};
use crate::data::{Point, Stream};
use crate::learn::{OptimizerState, Order, Progress, RngStreams, Scaling};
use crate::run::Model;
use std::mem::discriminant;
use std::rc::Rc;

/// The scaling is not the one that the samples suggest.
const SCALING: u64 = 1;
/// The start has another scaling than the moment.
const START_SCALING: u64 = 2;
/// The start has other parameters than the seed gives.
const START: u64 = 4;
/// The moment has other parameters than the start.
const PARAMETERS: u64 = 8;
/// Steps have been taken.
const STEPS: u64 = 16;
/// The optimizer has a v.
const VELOCITY: u64 = 32;
/// The optimizer has an s.
const SQUARES: u64 = 64;
/// Adam has begun.
const BETA_POWERS: u64 = 128;
/// An epoch of mini-batches has begun.
const ORDER: u64 = 256;
/// Something has been drawn.
const STREAMS: u64 = 512;

/// Writes a moment, and where its run began. Says whether there is anything to write: a fresh start is one without it.
pub fn write(conditions: &Conditions, start: &Start, moment: &Moment, out: &mut Writer) -> bool {
    let fresh = Learner::new((*conditions.spec).clone(), Rc::clone(&conditions.samples));
    let Moment { parameters, progress, streams, optimizer } = moment;
    let (now, suited) = (scales(&conditions.task), scales(&fresh.task));
    // A rewind takes over the scaling of the start only where its basis suits the samples too.
    let suits = match &start.task {
        Task::Curve(then) => then.with_basis_for(&conditions.spec, &conditions.samples) == *then,
        Task::Classes(_) => true,
    };
    let then = if suits { scales(&start.task) } else { suited.clone() };
    // What another optimizer remembers is forgotten, as where the moment is gone back to.
    let kin = discriminant(optimizer) == discriminant(&conditions.spec.recipe.optimizer);
    let optimizer = if kin { progress } else { fresh.training.progress() }.optimizer_state();
    let (order, next) = progress.order().place();
    // An order of another number of points is never gone on with.
    let shuffled = order.len() == fresh.train.batch.count() && *progress.order() != Order::new(order.len());
    let is_zero = |numbers: &[f32]| numbers.iter().all(|number| number.to_bits() == 0);
    let at = [Stream::Order.state_of(&streams.order), Stream::Dropout.state_of(&streams.dropout)];
    let flag = |on: bool, flag: u64| if on { flag } else { 0 };
    let flags = flag(now != suited, SCALING)
        | flag(then != now, START_SCALING)
        | flag(!equal(&start.parameters, &fresh.parameters), START)
        | flag(!equal(parameters, &start.parameters), PARAMETERS)
        | flag(progress.steps() > 0, STEPS)
        | flag(!is_zero(optimizer.velocity()), VELOCITY)
        | flag(!is_zero(optimizer.squares()), SQUARES)
        | flag(optimizer.beta_powers() != [1.0; 2], BETA_POWERS)
        | flag(shuffled, ORDER)
        | flag(streams.order != fresh.streams.order || streams.dropout != fresh.streams.dropout, STREAMS);
    let mut when = |flag: u64, write: &dyn Fn(&mut Writer)| {
        if flags & flag != 0 {
            write(out);
        }
    };
    when(u64::MAX, &|out| out.whole(flags));
    when(u64::MAX, &|out| out.whole(parameters.len() as u64));
    when(SCALING, &|out| write_scales(&now, out));
    when(START_SCALING, &|out| write_scales(&then, out));
    when(START, &|out| out.singles(&start.parameters));
    when(PARAMETERS, &|out| out.singles(parameters));
    when(STEPS, &|out| out.whole(progress.steps()));
    when(STEPS, &|out| out.whole(progress.epochs()));
    when(VELOCITY, &|out| out.singles(optimizer.velocity()));
    when(SQUARES, &|out| out.singles(optimizer.squares()));
    when(BETA_POWERS, &|out| optimizer.beta_powers().iter().for_each(|power| out.double(*power)));
    when(ORDER, &|out| out.whole(order.len() as u64));
    when(ORDER, &|out| out.whole(next as u64));
    when(ORDER, &|out| order.iter().for_each(|index| out.whole((*index).into())));
    when(STREAMS, &|out| at.iter().for_each(|state| out.whole(*state)));
    flags != 0
}

/// The model at a moment that was written, and where its run began. `None` where it is none of this spec and these samples.
pub fn read(spec: Spec, samples: Rc<Vec<Point>>, from: &mut Reader) -> Option<(Learner, Start)> {
    let mut fresh = Learner::new(spec, Rc::clone(&samples));
    let count = fresh.parameters.len();
    let flags = from.whole()?;
    if from.whole()? != count as u64 {
        return None;
    }
    let has = |flag: u64| flags & flag != 0;
    let suited = scales(&fresh.task);
    let now = if has(SCALING) { read_scales(suited.len(), from)? } else { suited };
    let then = if has(START_SCALING) { read_scales(now.len(), from)? } else { now.clone() };
    let (task, start) = (with_scales(&fresh, &samples, &now)?, with_scales(&fresh, &samples, &then)?);
    if has(START) {
        fresh.parameters = from.singles(count)?;
    }
    let start = Start { parameters: fresh.parameters.clone(), task: start };
    let parameters = if has(PARAMETERS) { from.singles(count)? } else { start.parameters.clone() };
    let steps = if has(STEPS) { (from.whole()?, from.whole()?) } else { (0, 0) };
    let velocity = if has(VELOCITY) { from.singles(count)? } else { vec![0.0; count] };
    // The mean of squares overflows long before anything else does; a parameter whose mean has is at rest.
    let squares = if has(SQUARES) { from.unbounded_singles(count)? } else { vec![0.0; count] };
    let powers = if has(BETA_POWERS) { [from.double()?, from.double()?] } else { [1.0; 2] };
    let order = if has(ORDER) { read_order(from, samples.len())? } else { Order::new(fresh.train.batch.count()) };
    let streams = match has(STREAMS) {
        true => RngStreams { order: Stream::Order.at(from.whole()?), dropout: Stream::Dropout.at(from.whole()?) },
        false => streams(&fresh.spec),
    };
    let progress = Progress::new(OptimizerState::of(velocity, squares, powers), order, steps.0, steps.1);
    let moment = Moment { parameters, progress, streams, optimizer: fresh.spec.recipe.optimizer };
    let conditions = Conditions { spec: Rc::clone(&fresh.spec), samples, task };
    Some((Learner::made(&conditions, &moment), start))
}

fn equal(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits())
}

/// (mean, scale) of x and y of a curve, or of each input where a class is asked for.
fn scales(task: &Task) -> Vec<(f64, f64)> {
    match task {
        Task::Curve(Curve { scaling: s, .. }) => vec![(s.x_mean, s.x_scale), (s.y_mean, s.y_scale)],
        Task::Classes(classes) => classes.columns.iter().map(|column| (column.mean, column.scale)).collect(),
    }
}

/// The task of a fresh model on these samples, in these scales. `None` where their number is another.
fn with_scales(fresh: &Learner, samples: &[Point], scales: &[(f64, f64)]) -> Option<Task> {
    match (&fresh.task, scales) {
        (Task::Curve(_), &[(x_mean, x_scale), (y_mean, y_scale)]) => {
            let scaling = Scaling { x_mean, x_scale, y_mean, y_scale };
            Some(Task::Curve(Curve { scaling, basis: None }.with_basis_for(&fresh.spec, samples)))
        }
        (Task::Curve(_), _) => None,
        (Task::Classes(classes), scales) => {
            let mut classes = classes.clone();
            for (column, scale) in classes.columns.iter_mut().zip(scales) {
                (column.mean, column.scale) = *scale;
            }
            Some(Task::Classes(classes))
        }
    }
}

fn write_scales(scales: &[(f64, f64)], out: &mut Writer) {
    scales.iter().for_each(|(mean, scale)| {
        out.double(*mean);
        out.double(*scale);
    });
}

fn read_scales(count: usize, from: &mut Reader) -> Option<Vec<(f64, f64)>> {
    (0..count).map(|_| Some((from.double()?, from.double().filter(|scale| *scale > 0.0)?))).collect()
}

fn read_order(from: &mut Reader, most: usize) -> Option<Order> {
    let count = usize::try_from(from.whole()?).ok().filter(|count| *count <= most)?;
    let next = usize::try_from(from.whole()?).ok()?;
    let mut indices = Vec::new();
    for _ in 0..count {
        indices.push(u32::try_from(from.whole()?).ok()?);
    }
    Order::at(indices, next)
}
