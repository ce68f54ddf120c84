//! Parameters set by hand, and neurons laid by hand: where they bend, how steep they are, how many there are; and the bend taken
//! away and given back.

use super::Session;
use super::frozen;
use super::knobs::{self, Effect};
use super::msg::{Laid, Msg};
use super::news::Notice;
use super::settings::{Model, PenaltyKind, Settings};
use super::status::Stale;
use crate::learn::Activation;
use crate::run::Model as _;
use crate::task::by_hand;
use std::rc::Rc;

/// The hidden layers of the network without a bend, to show that they bend nothing.
const STRAIGHT: [usize; 3] = [8, 8, 8];
/// The neurons of the one with a bend, where none was left.
const BENT: usize = 3;

/// A neuron is laid by hand. Nothing happens where there is no such neuron, or it cannot be laid so.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn lay(session: &mut Session, laid: Laid) -> Stale {
    session.recover();
    let learner = session.run.model();
    let changes = match laid {
        Laid::Kink(neuron, x) => by_hand::with_kink(learner, neuron, x),
        Laid::Slope(neuron, slope) => by_hand::with_slope(learner, neuron, slope),
        Laid::Base(y) => by_hand::with_base(learner, y),
    };
    match changes {
        Some(changes) => edit(session, &changes),
        None => Stale::NOTHING,
    }
}

/// All neurons of the one hidden layer are laid side by side, and a new run starts there. Nothing happens where the model is
/// another.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn lay_all(session: &mut Session) -> Stale {
    let (x, _) = session.board.points.frame();
    match by_hand::laid(session.run.model(), (x.lo, x.hi)) {
        Some(parameters) => start_at(session, &parameters),
        None => Stale::NOTHING,
    }
}

/// The one hidden layer has this many neurons from now on; those that stay keep their numbers, and the run goes on. Nothing
/// happens where the model is another, and beyond `MOST_BY_HAND`.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn have_neurons(session: &mut Session, count: usize) -> Stale {
    let settings = &session.board.settings;
    let own = settings.layers.as_slice();
    if settings.model != Model::Network || own.len() != 1 || own == [count] || !(1..=by_hand::MOST).contains(&count) {
        return Stale::NOTHING;
    }
    if settings.dataset.tells_classes() {
        // A line of another direction is not laid beside those that there are: all are drawn anew.
        let change = knobs::layers(&[count]);
        return session.set(change.as_slice());
    }
    session.recover();
    let before = &session.board.settings;
    let frozen = frozen::regrown(&before.frozen, before.layers[0], count);
    let settings = Settings { layers: vec![count], frozen, ..before.clone() };
    let (x, _) = session.board.points.frame();
    let Some((grown, start)) = by_hand::grown(session.run.model(), settings.spec(), (x.lo, x.hi)) else {
        return Stale::NOTHING;
    };
    session.board_mut().settings = settings;
    session.run.grow(Rc::clone(&session.board), session.continued, |learner| {
        *learner = grown;
        start
    });
    session.news.tell(Notice::Regrown);
    Stale::ALL
}

/// The bend is taken away, or given back: the run of the other kind goes on where it was left, on today's points. Where there is
/// none, one begins and trains.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn bend(session: &mut Session, on: bool) -> Stale {
    if on == session.board.settings.bends() {
        return Stale::NOTHING;
    }
    session.recover();
    let now = session.run.put_aside();
    let held = session.probes.neurons.held_place();
    let points = session.board.points.clone();
    match session.other.take() {
        Some(other) => {
            let today = session.board.settings.clone();
            session.run.resume(other);
            session.reading.step = None;
            session.hear();
            if session.board.points.all() != points.all() {
                let board = session.board_mut();
                let of_points = [Effect::Data, Effect::Points, Effect::Law, Effect::Split, Effect::Unseen];
                board.settings = knobs::with_knobs(&today, &of_points, board.settings.clone());
                board.points = points;
                let samples = session.board.points.shared();
                session.run.change_samples(Rc::clone(&session.board), false, |learner| learner.follow(samples));
            }
        }
        None => {
            let before = session.board.settings.clone();
            let settings = &mut session.board_mut().settings;
            settings.model = Model::Network;
            settings.activations.clear();
            (settings.layers, settings.activation) =
                if on { (vec![BENT], Activation::Relu) } else { (STRAIGHT.to_vec(), Activation::Linear) };
            if !on {
                // Of layers that are only multiplied, weight decay may leave nothing at all.
                settings.penalty = PenaltyKind::None;
            }
            frozen::follow(settings, &before, false);
            session.restart_model(Notice::NewModel);
            if on {
                lay_all(session);
            }
        }
    }
    session.other.put(now);
    session.probes.neurons.hold(held, session.run.model());
    session.act(Msg::Play)
}

/// A new run starts at these parameters. Nothing happens where their number is wrong or one is not finite.
pub fn start_at(session: &mut Session, parameters: &[f32]) -> Stale {
    let wanted = session.run.model().parameters().len();
    if parameters.len() != wanted || !parameters.iter().all(|p| p.is_finite()) {
        return Stale::NOTHING;
    }
    session.run.restart(|learner| learner.set_parameters(parameters));
    session.reading.step = None;
    session.news.tell(Notice::Placed);
    Stale::ALL
}

/// The parameters in these places take these values, and the run goes on. Nothing happens where a place or a value is none, or
/// nothing changes.
pub fn edit(session: &mut Session, edits: &[(usize, f32)]) -> Stale {
    let now = session.run.model().parameters();
    let allowed = edits.iter().all(|(at, value)| *at < now.len() && value.is_finite());
    if !allowed || edits.iter().all(|(at, value)| now[*at].to_bits() == value.to_bits()) {
        return Stale::NOTHING;
    }
    session.recover();
    session.run.edit(Rc::clone(&session.board), session.continued, |learner| learner.edit(edits));
    session.news.tell(if session.run.step() == 0 { Notice::Placed } else { Notice::Edited });
    Stale::ALL
}
