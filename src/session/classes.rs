//! What the picture of two classes is given.

use super::{Probes, Session};
use crate::probe::{Answers, Field, SMALL, votes_for};
use crate::run::Model as _;
use crate::view::{self, Camera, Part, Parting, Pointer};

/// Two classes, and the model's answer everywhere.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn view(session: &Session) -> view::Classes<'_> {
    let (learner, field, points) = (session.run.model(), field(session), &session.board.points);
    let Probes { planes, .. } = &session.probes;
    let line = planes.line().filter(|_| session.display.best_line);
    view::Classes {
        samples: planes.samples(learner),
        selected: points.selected(),
        x: field.x,
        y: field.y,
        map: answer_map(session),
        exam: session.reading.exam,
        ghosts: session.pins.maps(points),
        before: session.before.map(&session.board),
        other: session.other.map(&session.board).map(|map| view::OtherMap {
            map,
            bends: !session.settings().bends(),
            trained: session.other.is_trained(),
        }),
        bends: if shows_votes(session) { votes_of(session) } else { &[] },
        held: held_vote(session),
        line: line.map(|line| Parting { across: line.across, offset: line.offset, right: line.share() }),
        asked: planes.asked(learner, &field),
        pointer: session.display.pointer,
        quantity: points.quantity(),
    }
}

/// The model's answer everywhere, as it is shown; `None` until it has been computed once.
pub fn answer_map(session: &Session) -> Option<view::AnswerMap<'_>> {
    session.probes.planes.map.view(&session.run, &field(session))
}

/// The part of the plane that is looked at, and what is asked of it.
pub fn field(session: &Session) -> Field {
    let points = &session.board.points;
    let (x, y) = points.frame();
    Field { x, y, asked: points.asked }
}

/// The activations of all neurons, where they are seen from.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn answers(session: &Session) -> Answers<'_> {
    let (learner, Probes { curves, planes, .. }) = (session.run.model(), &session.probes);
    match learner.tells_classes() {
        false => Answers::over_x(learner, curves, &session.ground()),
        true => Answers::over_plane(learner, planes, &field(session)),
    }
}

/// Computes at most this many places of the map of the answer, and at least a row; returns how many.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn fill_map(session: &mut Session, places: usize) -> usize {
    let field = field(session);
    session.probes.planes.map.fill(&session.run, &field, places)
}

/// Whether the map that is shown is not that of today's parameters.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn map_unfinished(session: &Session) -> bool {
    session.run.model().tells_classes() && session.probes.planes.map.is_unfinished(&session.run, &field(session))
}

/// The plane as the last hidden layer bends it.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn bent(session: &Session) -> view::Bent<'_> {
    let (learner, shown) = (session.run.model(), &session.standpoint);
    let sheet = session.probes.planes.bent(learner, &field(session), shown.bend.0);
    view::Bent {
        directions: sheet.bending.directions,
        samples: &sheet.puts,
        grid: &sheet.bending.grid,
        spans: sheet.bending.spans,
        cut: sheet.bending.cut,
        bend: shown.bend.0,
        straight: !session.settings().bends(),
        camera: shown.room,
        exam: session.reading.exam,
        best: session.probes.planes.line().map(|line| line.share()),
        in_hand: in_hand(session),
        quantity: session.board.points.quantity(),
    }
}

/// The last hidden layer shows at most so many neurons by what they say.
const MOST_VOTES: usize = 8;

/// What the neurons of the last hidden layer say of a class, where that is what is shown.
pub fn votes(session: &Session) -> Option<view::Votes<'_>> {
    shows_votes(session).then(|| voting(session))
}

fn shows_votes(session: &Session) -> bool {
    let settings = session.settings();
    let few = settings.layers.last().is_some_and(|neurons| *neurons <= MOST_VOTES);
    session.display.votes && few && settings.bends() && session.run.model().tells_classes()
}

fn votes_of(session: &Session) -> &[view::Vote] {
    let Probes { planes, votes, .. } = &session.probes;
    votes.of(session.run.model(), planes, &field(session), session.standpoint.bend.0)
}

#[inline(never)] // in the second part of the program (xtask/src/split)
fn voting(session: &Session) -> view::Votes<'_> {
    let (learner, field, planes) = (session.run.model(), field(session), &session.probes.planes);
    let bend = session.standpoint.bend.0;
    let samples = planes.samples(learner);
    let sample = in_hand(session).and_then(|at| Some((at, samples.get(at)?)));
    view::Votes {
        of: votes_of(session),
        side: SMALL,
        x: field.x,
        y: field.y,
        at: sample.map(|(_, sample)| (sample.x, sample.y)).or(field.asked),
        here: votes_for(learner, planes, &field, (bend, sample.map(|(at, _)| at))),
        in_hand: sample.map(|(_, sample)| sample.group),
        samples,
        held: held_vote(session),
        exam: session.reading.exam,
        quantity: session.board.points.quantity(),
        bias: learner.parameters().last().copied().unwrap_or(f32::NAN),
    }
}

/// The sample that the pointer or else the keyboard is on.
fn in_hand(session: &Session) -> Option<usize> {
    match session.display.pointer {
        Pointer::Over(Part::Point(at)) | Pointer::Holds(Part::Point(at)) => Some(at),
        Pointer::Away | Pointer::Over(_) | Pointer::Holds(_) => session.board.points.selected(),
    }
}

/// Which neuron of the last hidden layer the user holds.
fn held_vote(session: &Session) -> Option<usize> {
    let (column, row) = session.probes.neurons.held_place()?;
    (column == session.settings().layers.len()).then_some(row)
}

/// From where the bent plane is seen, and how far it is bent.
pub fn room(session: &Session) -> (Camera, f64) {
    (session.standpoint.room, session.standpoint.bend.0)
}
