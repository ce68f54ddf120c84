//! Inside, layer by layer: a neuron is chosen, its formula is read, and its weights are turned.

pub mod made;
mod weighted;

use super::row::Row;
use crate::scene::Layout;
use crate::session::classes::votes;
use crate::session::{HeldNeuron, Lot, Msg, Session, Stale};
use crate::text::{sentences, votes as words};
use crate::view::Picture;
use crate::web::page::app::App;
use crate::web::page::hold::px;
use crate::web::page::ids::{Id, Page};
use crate::web::page::keys::{self, arrow};
use web_sys::Event;

/// The picture. It is as wide as it needs to be, and scrolls.
pub const ROW: Row = Row {
    picture: Picture::Layers,
    name: "layers",
    place: Id::Layers,
    scroller: Some(Id::LayersScroll),
    stale: Stale::LAYERS,
    every: 2,
    on_picture: &[("click", choose), ("keydown", |app, event| keys::pressed(app, event, on_key))],
    in_panel: &[
        (Id::LayersScroll, "scroll", |app, _| app.measure(Stale::LAYERS)),
        (Id::WeightedRows, "input", weighted::slid),
        (Id::WeightedRows, "change", weighted::typed),
        (Id::WeightedRows, "focusin", |app, _| app.send(Msg::HoldTerms(true))),
        (Id::WeightedRows, "focusout", weighted::left),
        (Id::WeightedRows, "click", weighted::frozen),
        (Id::WeightedNeuron, "click", |app, _| weighted::freeze(app, Lot::Neuron)),
        (Id::WeightedLayer, "click", |app, _| weighted::freeze(app, Lot::Layer)),
    ],
    words,
    echo: |_, _| {},
};

fn choose(app: &mut App, event: &Event) {
    let at = px(app, Picture::Layers, event);
    let layout = app.canvas(Picture::Layers).layout();
    let neuron = match (layout.and_then(Layout::tiles), layout.and_then(Layout::cards)) {
        (Some(plan), _) => plan.neuron_at(at),
        (None, Some(cards)) => cards.neuron_at(at).map(|card| on_card(app, card)),
        (None, None) => None,
    };
    // A card is let go by choosing it once more.
    let again =
        votes(&app.session).is_some_and(|votes| votes.held.is_some() && votes.held == neuron.map(|(_, row)| row));
    app.send(Msg::SelectNeuron(neuron.filter(|_| !again)));
}

/// The place of a neuron of the last hidden layer.
fn on_card(app: &App, card: usize) -> (usize, usize) {
    (app.session.settings().layers.len(), card)
}

fn on_key(app: &mut App, key: &str, stride: f64) -> bool {
    let Some((right, up)) = arrow(key) else { return false };
    if let Some(next) = beside(app, right as isize, -(up * stride) as isize) {
        app.act_now(Msg::SelectNeuron(Some(next)));
        if let Some(told) = votes(&app.session).and_then(|votes| words::held(&votes, app.session.settings().lang)) {
            app.page.announce(told);
        }
        return true;
    }
    let layers = app.session.layers();
    let widths = layers.widths;
    let next = match layers.selected {
        None => (usize::from(widths.len() > 1), 0),
        Some((column, row)) => {
            let column = column.saturating_add_signed(right as isize).min(widths.len() - 1);
            let row = row.saturating_add_signed((-up * stride) as isize).min(widths[column] - 1);
            (column, row)
        }
    };
    app.act_now(Msg::SelectNeuron(Some(next)));
    if let Some(held) = app.session.held_neuron() {
        app.page.announce(told(&app.session, &held));
    }
    true
}

/// Where cards are shown, the neuron of the card beside the one that is held.
fn beside(app: &App, right: isize, down: isize) -> Option<(usize, usize)> {
    let cards = app.canvas(Picture::Layers).layout().and_then(Layout::cards)?;
    let next = votes(&app.session)?.held.map_or(0, |held| cards.beside(held, right, down));
    Some(on_card(app, next))
}

fn told(session: &Session, held: &HeldNeuron) -> String {
    sentences::neuron(held, session.layers().polynomial, &session.quantity(), session.settings().lang)
}

/// The formula of the neuron that is chosen, and its terms one by one.
fn words(page: &Page, session: &Session) {
    let lang = session.settings().lang;
    if let Some(votes) = votes(session) {
        return page.write(Id::LayersReadout, words::sum(&votes, lang));
    }
    let formula = session.held_neuron().map(|held| told(session, &held));
    let hint = || lang.pick("Choose a neuron to read its formula.", "选一个神经元，看它的公式。").to_owned();
    page.write(Id::LayersReadout, formula.unwrap_or_else(hint));
    weighted::write(page, session);
}
