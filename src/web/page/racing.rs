//! What of a race is trained beside the run, in the frames: the way of the one beside to today's step, and many races.

use super::app::App;
use crate::session::race::{cost, fill, is_unfinished};
use crate::session::{Stale, State};

/// Milliseconds for it, while training runs and while it waits.
const BUDGET: (f64, f64) = (2.0, 9.0);

/// Trains what is left of a race.
pub fn go_on(app: &mut App, begin: f64) {
    if is_unfinished(&app.session) {
        train(app, begin);
    }
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
