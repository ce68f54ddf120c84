//! A walk through one training step that goes on by itself, slowly enough to be read.

use super::announce;
use super::app::App;
use crate::session::walk::{strolling, strolls};
use crate::view::Picture;

/// Seconds from one move to the next.
const APART: f64 = 2.0;

/// Whether a walk goes on by itself, and is in sight.
pub fn is_on(app: &App) -> bool {
    strolls(&app.session) && app.sees(Picture::Walk)
}

/// Takes the move that is due in the frame that begins now, if one is.
pub fn go_on(app: &mut App, begin: f64) {
    if is_on(app) {
        stroll(app, begin);
    } else {
        app.frame.stroll.rest();
    }
}

#[inline(never)] // in the second part of the program (xtask/src/split)
fn stroll(app: &mut App, begin: f64) {
    let due = app.frame.stroll.at(begin / 1000.0 / APART, 1).min(1);
    app.frame.stroll.taken(due);
    if due > 0 {
        let next = strolling(&app.session);
        app.frame.stale |= app.session.update(next);
        app.frame.stale |= app.story.observe(&mut app.session);
        announce::verdict(app);
    }
}
