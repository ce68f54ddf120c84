//! What has been seen in a chapter so far: from this, and from the numbers of the moment, goals are recognized.

use crate::data::Point;
use crate::session::classes::room;
use crate::session::{ClassNumbers, Notice, Session, State, Status, Trend, Verdict, race, walk};
use crate::view::FAINT;

/// The most tries by hand that are remembered.
const MOST_TRIES: usize = 8;

/// From this R² on, a model knows its own points by heart: it misses them by less than a tenth of their deviation.
const BY_HEART: f64 = 0.99;

/// So many of the animals have to be right for the cats to be apart from the others.
pub const NEARLY_ALL: f64 = 0.95;
/// Where one line gets more right than this, no more lines are needed.
const BEST_OF_A_LINE: f64 = 0.85;

/// The share of all samples that are right, those among them that training has not seen.
pub fn right_of_all(numbers: &ClassNumbers) -> Option<f64> {
    (numbers.sorted.train.all() + numbers.sorted.held_out.all()).share()
}

/// Whether a model that bends has nearly all samples right, where no line alone could.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn has_them_apart(session: &Session, status: &Status) -> bool {
    let Some(numbers) = &status.classes else { return false };
    let needs_more = numbers.line.is_some_and(|line| line.share() <= BEST_OF_A_LINE);
    needs_more && session.settings().bends() && right_of_all(numbers).is_some_and(|share| share >= NEARLY_ALL)
}

/// Bent by so little, the plane is as good as flat.
const FLAT: f64 = 0.05;

/// What has happened in a chapter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// The answer that was guessed, by its place.
    pub guess: Option<usize>,
    /// The goals that were reached: a bit for each, by its place.
    pub reached: u8,
    /// The typical errors of the lines that were laid by hand, oldest first, in the units of y.
    pub tries: Vec<f64>,
    /// The step at which the run first was at the best that there is, and the typical error there.
    pub found: Option<(u64, f64)>,
    /// Training has diverged once.
    pub diverged: bool,
    /// The step at which the run first knew its own points by heart.
    pub learnt: Option<u64>,
    /// It was once seen to know its own points by heart, and no others.
    pub overfit: bool,
    /// The fewest neurons of one hidden layer with which the cats were apart from the others.
    pub fewest: Option<usize>,
    /// Whether the deep network won the first race with sigmoid.
    pub deep_won: Option<bool>,
    /// In a race that was judged, the error did not reach the first layer.
    pub faded: bool,
    /// Whether the loss grows with the first parameter that was walked back to.
    pub grows: Option<bool>,
    /// The bent plane was once laid flat.
    pub flattened: bool,
    /// The answer to its question that a laboratory has told.
    pub told_answer: Option<usize>,
    /// The parameters were laid by hand, and the hand has not let go yet.
    held: bool,
    /// The points on which the tries were made.
    points: Vec<Point>,
}

impl Seen {
    /// Whether a goal was reached.
    pub fn has_reached(&self, goal: usize) -> bool {
        self.reached >> goal & 1 == 1
    }

    /// Takes note of the moment.
    pub(super) fn note(&mut self, session: &Session, status: &Status) {
        self.diverged |= matches!(status.state, State::Diverged(_));
        self.overfit |= session.tells_held_out() && matches!(status.fit, Verdict::Overfit { .. });
        // On other points an error means something else.
        if session.points() != self.points {
            self.points = session.points().to_vec();
            self.tries.clear();
            self.learnt = None;
        }
        // Gradient descent may well stumble now and then; another run begins anew.
        self.learnt = self.learnt.filter(|step| *step <= status.step);
        if self.learnt.is_none() && status.train_r_squared.is_some_and(|r| r >= BY_HEART) {
            self.learnt = Some(status.step);
        }
        let lines = session.settings().layers.len() == 1 && has_them_apart(session, status);
        if let Some(count) = session.settings().layers.first().filter(|_| lines) {
            self.fewest = Some(self.fewest.map_or(*count, |least| least.min(*count)));
        }
        self.flattened |= session.settings().dataset.tells_classes() && room(session).1 <= FLAT;
        if race::is_on(session)
            && let Some((won, arrives)) = race::outcome(session)
        {
            let first = self.deep_won.is_none() && race::is_of_sigmoid(session);
            self.deep_won = self.deep_won.or(first.then_some(won));
            self.faded |= arrives < FAINT;
        }
        if self.grows.is_none() && walk::is_under_way(session) {
            self.grows = walk::found(session).map(|gradient| gradient > 0.0);
        }
        let by_hand = status.step == 0 && status.notice == Notice::Placed;
        if by_hand && session.is_laying() {
            self.held = true;
        } else if by_hand && std::mem::take(&mut self.held) {
            if self.tries.len() == MOST_TRIES {
                self.tries.remove(0);
            }
            self.tries.push(status.train_error);
        }
        if status.step == 0 {
            self.found = None;
        } else if self.found.is_none() && status.trend == Trend::Best {
            self.found = Some((status.step, status.train_error));
        }
    }
}
