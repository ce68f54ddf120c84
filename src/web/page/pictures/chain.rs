//! Layers without a bend, multiplied out: to look at, with the line that they come to beside it.

use super::row::Row;
use crate::session::{Session, Stale};
use crate::text::story::neuron;
use crate::view::Picture;
use crate::web::page::ids::{Id, Page};

/// The picture.
pub const ROW: Row = Row {
    picture: Picture::Chain,
    name: "chain",
    place: Id::Chain,
    scroller: None,
    stale: Stale::LAYERS,
    every: 1,
    on_picture: &[],
    in_panel: &[],
    words: |_, _| {},
    echo,
};

/// What the layers come to, and the plain line beside it.
fn echo(page: &Page, session: &Session) {
    let [[w, b], [plain_w, plain_b]] = neuron::lines(session).unwrap_or_default();
    for (id, text) in [(Id::ChainW, w), (Id::ChainB, b), (Id::PlainW, plain_w), (Id::PlainB, plain_b)] {
        page.write(id, text);
    }
}
