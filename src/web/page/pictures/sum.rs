//! A neuron's weighted sum: to look at, with its formulas beside it; and the switches of its chapter.

use super::row::Row;
use crate::session::{MOST_BY_HAND, Msg, Session, Stale};
use crate::text::story::neuron;
use crate::view::Picture;
use crate::web::kit::elements::{disable, flag};
use crate::web::page::app::{Act, App};
use crate::web::page::ids::{Id, Page};

/// The picture.
pub const ROW: Row = Row {
    picture: Picture::Sum,
    name: "sum",
    place: Id::Sum,
    scroller: None,
    stale: Stale::LAYERS,
    every: 1,
    on_picture: &[],
    in_panel: CONTROLS,
    words: |_, _| {},
    echo,
};

/// What its chapter can do.
const CONTROLS: &[(Id, &str, Act)] = &[
    (Id::NeuronsLess, "click", |app, _| have(app, -1)),
    (Id::NeuronsMore, "click", |app, _| have(app, 1)),
    (Id::BendOn, "click", |app, _| app.send(Msg::Bend(true))),
    (Id::BendOff, "click", |app, _| app.send(Msg::Bend(false))),
];

/// One neuron more or less; a new one is held.
fn have(app: &mut App, more: isize) {
    app.settle();
    let count = count(&app.session);
    let next = count.saturating_add_signed(more);
    app.act_now(Msg::HaveNeurons(next));
    let laid = !app.session.settings().dataset.tells_classes();
    if laid && self::count(&app.session) == next && next > 0 {
        app.act_now(Msg::SelectNeuron(Some((1, next - 1))));
    }
}

fn count(session: &Session) -> usize {
    session.settings().layers.first().copied().unwrap_or(0)
}

/// Its numbers, in the frame in which they are drawn.
fn echo(page: &Page, session: &Session) {
    let beside = neuron::beside(session).unwrap_or_default();
    for (id, text) in [
        (Id::NeuronName, beside.title),
        (Id::NeuronFormula, beside.formula),
        (Id::NeuronInput, beside.input),
        (Id::NeuronPart, beside.part),
        (Id::NeuronStack, beside.stack),
        (Id::NeuronDead, beside.dead),
    ] {
        page.write(id, text);
    }
}

/// The switches as they stand.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn write_controls(page: &Page, session: &Session) {
    let (bends, count) = (session.settings().bends(), count(session));
    page.write(Id::NeuronsCount, if bends { count.to_string() } else { "–".to_owned() });
    disable(page.get(Id::NeuronsLess), !bends || count <= 1);
    disable(page.get(Id::NeuronsMore), !bends || count >= MOST_BY_HAND);
    flag(page.get(Id::BendOn), "aria-pressed", bends);
    flag(page.get(Id::BendOff), "aria-pressed", !bends);
}
