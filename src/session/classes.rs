//! What the picture of two classes is given.

use super::{Probes, Session};
use crate::view::{self, Parting};

/// Two classes, and the model's answer everywhere.
pub fn view(session: &Session) -> view::Classes<'_> {
    let (learner, field, points) = (session.run.model(), session.field(), &session.board.points);
    let Probes { planes, .. } = &session.probes;
    let line = planes.line().filter(|_| session.display.best_line);
    view::Classes {
        samples: planes.samples(learner),
        selected: points.selected(),
        x: field.x,
        y: field.y,
        map: planes.map.view(&session.run, &field),
        exam: session.reading.exam,
        line: line.map(|line| Parting { across: line.across, offset: line.offset, right: line.share() }),
        asked: planes.asked(learner, &field),
        pointer: session.display.pointer,
        quantity: points.quantity(),
    }
}
