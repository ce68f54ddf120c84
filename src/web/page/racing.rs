//! What of a race is done beside the run, in the frames: the way of those beside to today's step, many races, and how long a step
//! of each takes here.

use super::app::App;
use crate::run::Model as _;
use crate::session::race::{cost, fill, is_on, is_unfinished, tell_time, untimed};
use crate::session::{Stale, State};
use crate::task::Learner;

/// Milliseconds for it, while training runs and while it waits.
const BUDGET: (f64, f64) = (2.0, 9.0);

/// Less time than this is no measure, since the clock is coarse, milliseconds.
const LEAST: f64 = 2.0;

/// Trains what is left of a race; while nothing trains, takes the time of a lane.
pub fn go_on(app: &mut App, begin: f64) {
    if is_unfinished(&app.session) {
        train(app, begin);
    } else if is_on(&app.session) && app.session.state() != State::Running {
        take_time(app);
    }
}

/// Times the next lane that has not been timed, by steps of a copy.
#[inline(never)] // in the second part of the program (xtask/src/split)
fn take_time(app: &mut App) {
    let Some(mut copy) = untimed(&app.session).filter(Learner::can_learn) else { return };
    let mut steps = 1;
    let milliseconds = loop {
        let begin = app.browser.clock.now();
        for _ in 0..steps {
            copy.step();
        }
        let took = app.browser.clock.now() - begin;
        if took >= LEAST {
            break took / f64::from(steps);
        }
        steps *= 2;
    };
    tell_time(&mut app.session, milliseconds);
    app.frame.unwritten = true;
    app.ask_frame();
}

#[inline(never)] // in the second part of the program (xtask/src/split)
fn train(app: &mut App, begin: f64) {
    let App { session, frame, browser, story, .. } = app;
    let budget = if session.state() == State::Running { BUDGET.0 } else { BUDGET.1 };
    let mut now = begin;
    while now - begin < budget && is_unfinished(session) {
        let cost = cost(session) as f64;
        let done = fill(session, frame.race.amount(cost).max(1));
        let before = std::mem::replace(&mut now, browser.clock.now());
        frame.race.learn(f64::from(done) * cost, now - before);
    }
    frame.stale |= Stale::RUN | story.observe(session);
}
