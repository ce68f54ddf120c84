//! A race: beside today's run a second model with other layers learns the same points by the same settings, step for step. Each
//! of the two is to the bit what it would be alone.

use super::Session;
use super::msg::Lanes;
use super::racing::{Many, Race, Rival, activation, first_profile};
use super::status::Stale;

pub use super::racing::END;

use crate::learn::Activation;
use crate::probe::{curve, profile_now};
use crate::run::Model as _;
use crate::view::{self, Lane, Tally};

/// Begins or ends a race, or runs many.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub(super) fn race(session: &mut Session, lanes: Lanes) -> Stale {
    match lanes {
        Lanes::Against(layers) => {
            session.race = Race { rival: Some(Rival::new(layers, &session.board)), ..Race::default() };
            session.race.first = first_profile(session.run.model());
        }
        Lanes::Alone => session.race = Race::default(),
        Lanes::Many(on) => {
            let rival = session.race.rival.as_ref().filter(|_| on);
            session.race.many = rival.map(|rival| Many::new(&session.board, rival.layers()));
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
    let Race { rival, many, .. } = &session.race;
    many.as_ref().is_some_and(|many| !many.is_over())
        || rival.as_ref().is_some_and(|rival| !rival.is_level(session.run.step()))
}

/// About how many multiplications a step of what is left costs.
pub fn cost(session: &Session) -> usize {
    let Race { rival, many, .. } = &session.race;
    many.as_ref().map_or(0, Many::step_cost).max(rival.as_ref().map_or(0, Rival::step_cost)).max(1)
}

/// Trains what is left by at most this many steps; returns how many were taken.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn fill(session: &mut Session, steps: u32) -> u32 {
    let to = session.run.step();
    let Race { rival, many, .. } = &mut session.race;
    if let Some(rival) = rival.as_mut().filter(|rival| !rival.is_level(to)) {
        let taken = rival.catch_up(to, steps.into()) as u32;
        session.race.keep_judged(&session.run);
        return taken;
    }
    many.as_mut().map_or(0, |many| many.train(steps))
}

/// The race; `None` where nobody races.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn view(session: &Session) -> Option<view::Race<'_>> {
    let Race { rival, first, before, many, .. } = &session.race;
    let rival = rival.as_ref()?;
    let (points, (x, y)) = (&session.board.points, session.board.points.frame());
    let settings = session.settings();
    let today = (&settings.layers[..], &first[..]);
    let lanes = [(&session.run, today), (rival.run(), (rival.layers(), rival.first()))];
    let mut of_before = before.iter().flat_map(|(_, lanes)| lanes);
    let lanes = lanes.map(|(run, (layers, first))| {
        let (learner, errors) = (run.model(), run.model().typical_errors());
        Lane {
            layers,
            parameters: learner.parameters().len(),
            curve: curve(learner, x),
            own: errors.train,
            unseen: errors.held_out,
            first,
            now: if run.step() > 0 { profile_now(learner) } else { first.to_vec() },
            before: of_before.next(),
        }
    });
    let place = |activation: Activation| Activation::ALL.iter().position(|other| *other == activation).unwrap_or(0);
    let line = session.plain_line().map(|line| {
        let at = |x: f64| line.height + line.slope * x;
        let misses = points.all().iter().filter(|p| p.held_out).map(|p| (at(p.x) - p.y).powi(2));
        let (sum, count) = misses.fold((0.0, 0), |(sum, count), miss| (sum + miss, count + 1));
        ((at(x.lo), at(x.hi)), if count > 0 { (sum / f64::from(count)).sqrt() } else { line.error })
    });
    Some(view::Race {
        lanes,
        step: session.run.step(),
        end: END,
        level: rival.is_level(session.run.step()),
        before: before.as_ref().map(|(activation, _)| place(*activation)),
        points: session.probes.curves.dots(session.run.model()),
        x,
        y,
        line,
        tally: many.as_ref().map(Many::tally),
        quantity: points.quantity(),
    })
}

/// What a race has come to, once it is judged: whether the first lane has won, and how much of the error arrives in its first
/// layer.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn outcome(session: &Session) -> Option<(bool, f64)> {
    if session.run.step() < END {
        return None;
    }
    let race = view(session).filter(|race| race.level)?;
    Some((race.lanes[0].beats(&race.lanes[1]), race.lanes[0].arrives()))
}

/// Whether what was judged is a race with sigmoid, at its end and not later.
pub fn is_of_sigmoid(session: &Session) -> bool {
    activation(session.run.model()) == Activation::Sigmoid && session.run.step() == END
}

/// Many races, if any were asked for.
pub fn tally(session: &Session) -> Option<Tally> {
    session.race.many.as_ref().map(Many::tally)
}
