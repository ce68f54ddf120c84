//! Other points in the place of all: given by script, or from the user's own table.

use super::Session;
use super::board::Board;
use super::news::Notice;
use super::status::Stale;
use crate::data::{Names, Point};
use std::rc::Rc;

/// These points in place of all; the parameters stay, unless something else is asked of the model from now on. `split` says
/// that the points say which of them are held out, `classes` that they are samples of two classes.
pub fn replace(session: &mut Session, points: Vec<Point>, (split, classes): (bool, bool)) -> Stale {
    session.recover();
    let asks_the_same = classes == session.settings().dataset.tells_classes();
    let Board { settings, points: all, .. } = session.board_mut();
    all.replace(settings, points, None, (split, classes));
    if !asks_the_same {
        forget_others(session);
        session.restart_model(Notice::Points);
        return Stale::ALL;
    }
    let samples = session.board.points.shared();
    session.run.change_samples(Rc::clone(&session.board), session.continued, |learner| {
        learner.choose_coordinates(samples);
        true
    });
    session.news.tell(Notice::Points);
    Stale::ALL
}

/// The points of a table, with the names of its columns: a new run.
pub fn import(
    session: &mut Session,
    points: Vec<Point>,
    names: Option<Names>,
    (split, classes): (bool, bool),
) -> Stale {
    let Board { settings, points: all, .. } = session.board_mut();
    all.replace(settings, points, Some(names), (split, classes));
    forget_others(session);
    session.restart_model(Notice::Imported);
    Stale::ALL
}

/// Runs on other points are compared with nothing.
fn forget_others(session: &mut Session) {
    session.pins.clear();
    session.before.clear();
    session.other.clear();
}
