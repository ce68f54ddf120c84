//! A race: beside today's run other models learn the same points, step for step. Each of them is to the bit what it would be
//! alone.

use super::Session;
use super::board::Run;
use super::classes;
use super::knobs::Change;
use super::msg::{Lanes, Msg};
use super::news::Notice;
use super::racing::{Looked, Many, Otherwise, Race, Rival, activation, another, fault, more};
use super::settings::{Model, Settings};
use super::status::Stale;

pub use super::racing::{END, MOST_RIVALS, may_differ, with};

use crate::data::Role;
use crate::learn::{Activation, Init, Optimizer};
use crate::probe::{curve, map_of, profile_now};
use crate::run::Model as _;
use crate::task::{Cost, Counts, Learner};
use crate::view::{self, AnswerMap, Lane, LaneForm, LaneRecipe, Tally};

/// What is asked for of a race happens.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub(super) fn race(session: &mut Session, lanes: Lanes) -> Stale {
    match lanes {
        Lanes::Against(others) => {
            let allowed = |other: Otherwise| other.into_iter().filter(|change| may_differ(change.knob())).collect();
            let others = others.into_iter().take(MOST_RIVALS).map(allowed).collect();
            session.race = std::mem::take(&mut session.race).with(others, &session.run);
        }
        Lanes::Alone => session.race = Race::default(),
        Lanes::Many(on) => {
            let others = session.race.rivals.iter().map(Rival::otherwise);
            let wanted = on && session.race.is_on();
            session.race.many = wanted.then(|| Many::new(&session.board, others));
        }
        Lanes::Guess(lane) if session.run.step() == 0 && lane <= session.race.rivals.len() => {
            session.race.guess = Some(lane);
        }
        Lanes::Guess(_) => return Stale::NOTHING,
        Lanes::TakeOver(lane) => {
            let rival = lane.checked_sub(1).and_then(|at| session.race.rivals.get(at));
            let rival = rival.filter(|rival| rival.is_level(session.run.step()));
            let Some(aside) = rival.map(|rival| rival.run().put_aside()) else { return Stale::NOTHING };
            session.race = Race::default();
            session.before.keep(session.run.put_aside());
            session.run.resume(aside);
            session.hear();
            session.reading.step = None;
            session.news.tell(Notice::Paused);
            return Stale::ALL;
        }
    }
    Stale::RUN | Stale::FORM
}

/// Whether anybody races.
pub fn is_on(session: &Session) -> bool {
    session.race.is_on()
}

/// Whether something of a race is left to be trained beside the run.
pub fn is_unfinished(session: &Session) -> bool {
    let many = session.race.many.as_ref();
    many.is_some_and(|many| !many.is_over()) || !session.race.is_level(session.run.step())
}

/// About how many multiplications a step of what is left costs at most.
pub fn cost(session: &Session) -> usize {
    let Race { rivals, many, .. } = &session.race;
    let behind = rivals.iter().filter(|rival| !rival.is_level(session.run.step())).map(Rival::step_cost).max();
    behind.or_else(|| many.as_ref().map(Many::step_cost)).unwrap_or(0).max(1)
}

/// Trains what is left by at most this many steps; returns how many were taken.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn fill(session: &mut Session, steps: u32) -> u32 {
    let Session { race, run, .. } = session;
    if !race.is_level(run.step()) {
        return race.catch_up(run, steps);
    }
    race.many.as_mut().map_or(0, |many| many.train(steps))
}

/// Everything that takes a pass through a model, of all lanes.
fn looked(session: &Session) -> &Looked {
    session.race.looked.get(|_| {
        let (field, classes) = (classes::field(session), session.run.model().tells_classes());
        let models: Vec<&Learner> = runs(session).map(Run::model).collect();
        Looked {
            curves: models.iter().filter(|_| !classes).map(|model| curve(model, field.x)).collect(),
            maps: models.iter().filter(|_| classes).map(|model| map_of(model, &field)).collect(),
            now: models.iter().map(|model| profile_now(model, session.run.state())).collect(),
        }
    })
}

/// Today's run, and those beside it.
fn runs(session: &Session) -> impl Iterator<Item = &Run> {
    std::iter::once(&session.run).chain(session.race.rivals.iter().map(Rival::run))
}

/// The settings of today's run, and of those beside it.
pub fn settings(session: &Session) -> Vec<Settings> {
    let today = session.settings();
    let others = session.race.rivals.iter().map(|rival| with(today, rival.otherwise()));
    std::iter::once(today.clone()).chain(others).collect()
}

/// The race; `None` where nobody races.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn view(session: &Session) -> Option<view::Race<'_>> {
    let Race { rivals, first, before, many, guess, .. } = &session.race;
    if rivals.is_empty() {
        return None;
    }
    let (points, (x, y)) = (&session.board.points, session.board.points.frame());
    let (looked, classes) = (looked(session), session.run.model().tells_classes());
    let firsts = std::iter::once(&first[..]).chain(rivals.iter().map(Rival::first));
    let lane =
        |(at, (run, first)): (usize, (_, _))| lane(run, first, (looked, at), before.as_ref().map(|of| &of.lanes));
    let lanes: Vec<Lane> = runs(session).zip(firsts).enumerate().map(lane).collect();
    let is_line = lanes.iter().any(|lane| lane.form == LaneForm::Line);
    let line = session.plain_line().filter(|_| !classes && !is_line).map(|line| {
        let at = |x: f64| line.height + line.slope * x;
        let misses = points.all().iter().filter(|p| p.role() == Role::HeldOut).map(|p| (at(p.x) - p.y).powi(2));
        let (sum, count) = misses.fold((0.0, 0), |(sum, count), miss| (sum + miss, count + 1));
        ((at(x.lo), at(x.hi)), if count > 0 { (sum / f64::from(count)).sqrt() } else { line.error })
    });
    Some(view::Race {
        lanes,
        step: session.run.step(),
        end: END,
        level: session.race.is_level(session.run.step()),
        points: if classes { &[] } else { session.probes.curves.dots(session.run.model()) },
        samples: if classes { session.probes.planes.samples(session.run.model()) } else { &[] },
        x,
        y,
        line,
        tally: many.as_ref().map(Many::tally),
        guess: *guess,
        quantity: points.quantity(),
    })
}

/// One of the lanes.
fn lane<'a>(
    run: &'a Run,
    first: &'a [f64],
    (looked, at): (&'a Looked, usize),
    before: Option<&'a Vec<view::LaneBefore>>,
) -> Lane<'a> {
    let (learner, settings, errors) = (run.model(), &run.context().settings, run.model().typical_errors());
    let right = learner.sorted().map(|sorted| {
        let share = |counts: Counts| counts.all().share();
        (share(sorted.train).unwrap_or(0.0), share(sorted.held_out))
    });
    Lane {
        form: match settings.model {
            Model::Polynomial if right.is_none() => LaneForm::Polynomial(settings.degree),
            Model::Line | Model::Polynomial => LaneForm::Line,
            Model::Network => LaneForm::Network,
        },
        layers: if settings.model == Model::Network { &settings.layers } else { &[] },
        recipe: recipe(settings),
        parameters: learner.parameters().len(),
        curve: looked.curves.get(at).map_or(&[], Vec::as_slice),
        map: looked.maps.get(at).map(|logits| AnswerMap { side: logits.len().isqrt(), logits }),
        own: errors.train,
        unseen: errors.held_out,
        right,
        fault: fault(learner),
        first,
        now: &looked.now[at],
        // Of the same activation there is nothing to tell, nor of other layers.
        before: before.and_then(|lanes| lanes.get(at)).filter(|of| {
            let same = of.activation == Some(recipe(settings).activation);
            of.activation.is_some() && !same && of.first.len() == first.len()
        }),
    }
}

/// How a lane begins and is trained.
fn recipe(settings: &Settings) -> LaneRecipe {
    fn place<T: PartialEq>(all: &[T], of: &T) -> usize {
        all.iter().position(|other| other == of).unwrap_or(0)
    }
    LaneRecipe {
        activation: place(&Activation::ALL, &settings.activation),
        init: place(&Init::ALL, &settings.init),
        optimizer: match settings.recipe().optimizer {
            Optimizer::Descent => 0,
            Optimizer::Momentum { .. } => 1,
            Optimizer::Nesterov { .. } => 2,
            Optimizer::RmsProp => 3,
            Optimizer::Adam => 4,
        },
        rate: settings.learning_rate,
        batch: settings.batch,
    }
}

/// What a race has come to, once it is judged: whether the first lane has won, and how much of the error arrives in its first
/// layer.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn outcome(session: &Session) -> Option<(bool, f64)> {
    if session.run.step() < END {
        return None;
    }
    let race = view(session).filter(|race| race.is_over())?;
    Some((race.leader() == Some(0), race.lanes[0].arrives()))
}

/// Whether what was judged is a race with sigmoid, at its end and not later.
pub fn is_of_sigmoid(session: &Session) -> bool {
    activation(session.run.model()) == Activation::Sigmoid && session.run.step() == END
}

/// Many races, if any were asked for.
pub fn tally(session: &Session) -> Option<Tally> {
    session.race.many.as_ref().map(Many::tally)
}

/// Whether many races are under way.
pub fn is_counting(session: &Session) -> bool {
    tally(session).is_some_and(|tally| tally.done < tally.of)
}

/// What the lanes beside today's run have otherwise than its settings.
pub fn others(session: &Session) -> Vec<&[Change]> {
    session.race.rivals.iter().map(|rival| &rival.otherwise()[..]).collect()
}

/// One lane more, by the page's proposal; `None` where there is room for no more.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn one_more(session: &Session) -> Option<Msg> {
    let next = another(session.settings(), session.learner().shape().inputs(), &others(session))?;
    one_more_of(session, next)
}

/// One lane more with this otherwise than today's settings; `None` where there is room for no more.
pub fn one_more_of(session: &Session, next: Vec<Change>) -> Option<Msg> {
    let others = others(session);
    let room = others.len() < MOST_RIVALS;
    room.then(|| Msg::Race(Lanes::Against(others.into_iter().map(<[Change]>::to_vec).chain([next]).collect())))
}

/// What an answer and a step of each lane cost, and how many milliseconds a step takes, where that has been told.
pub fn costs(session: &Session) -> Vec<(Cost, Option<f64>)> {
    let times = &session.race.times;
    runs(session).enumerate().map(|(at, run)| (run.model().cost(), times.get(at).copied())).collect()
}

/// A copy of the first lane of which it has not been told how long a step takes, at its start, to be timed.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn untimed(session: &Session) -> Option<Learner> {
    let run = runs(session).nth(session.race.times.len()).filter(|_| session.race.is_on())?;
    Some(Learner::new(run.model().spec().clone(), run.model().shared_samples()))
}

/// A step of that lane takes so many milliseconds.
pub fn tell_time(session: &mut Session, milliseconds: f64) {
    session.race.times.push(milliseconds);
}

/// The lanes beside today's run without this one, 0 for the first of them.
pub fn without(session: &Session, at: usize) -> Msg {
    let others = others(session).into_iter().enumerate().filter(|(place, _)| *place != at);
    let left: Vec<Otherwise> = others.map(|(_, other)| other.to_vec()).collect();
    Msg::Race(if left.is_empty() { Lanes::Alone } else { Lanes::Against(left) })
}

/// A lane beside today's run with another value of a knob; `None`: with that of today.
pub fn changed(session: &Session, at: usize, key: &str, change: Option<Change>) -> Msg {
    let others = others(session).into_iter().enumerate();
    let lane = |(place, other): (usize, &[Change])| {
        if place == at { more(other, key, change.clone()) } else { other.to_vec() }
    };
    Msg::Race(Lanes::Against(others.map(lane).collect()))
}
