//! What the picture of data and fit is given.

use super::settings::Model;
use super::{Probes, Session, unseen};
use crate::view::{self, Span};

/// Data and fit.
pub fn view(session: &Session) -> view::Fit<'_> {
    let (learner, ground, points) = (session.run.model(), session.ground(), &session.board.points);
    let Probes { curves, stacks, .. } = &session.probes;
    let (x, y) = points.frame();
    let curve = curves.curve(learner, &ground);
    let line = session.display.handles && session.settings().model == Model::Line && !session.run.has_diverged();
    let ends = curve.first().zip(curve.last()).filter(|(a, b)| line && a.1.is_finite() && b.1.is_finite());
    let held = session.probes.neurons.held_place();
    // Without a bend there is nothing to put together: each part is a line as their sum is.
    let stack = if session.display.stack && session.settings().bends() {
        stacks.stack(learner, curves, &ground, held)
    } else {
        None
    };
    // The ground that the parts stand on is seen.
    let y = if session.display.stack { Span { lo: y.lo.min(0.0), hi: y.hi.max(0.0) } } else { y };
    view::Fit {
        points: curves.dots(learner),
        selected: points.selected(),
        x,
        y,
        curve,
        law: curves.law(&ground),
        unseen: unseen::shown(session).map(|x| (x, learner.typical_errors().unseen)),
        ghosts: session.pins.ghosts(points),
        tried: session.tried.seen(points),
        exam: session.reading.exam,
        before: session.before.curve(&session.board),
        other: session.other.curve(&session.board).map(|curve| view::Other {
            curve,
            bends: !session.settings().bends(),
            trained: session.other.is_trained(),
        }),
        stack,
        probe: curves.probe(learner, &ground),
        handles: ends.map(|(left, right)| [*left, *right]),
        held_end: session.display.held_end.filter(|_| ends.is_some()),
        held_neuron: session.display.held_neuron && stack.is_some_and(|stack| stack.by_hand && stack.held.is_some()),
        pointer: session.display.pointer,
        errors: session.display.errors,
        errors_of_held_out: session.display.errors_of_held_out && session.reading.exam,
        quantity: points.quantity(),
    }
}
