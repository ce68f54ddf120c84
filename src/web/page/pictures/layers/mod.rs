//! Inside, layer by layer: a neuron is chosen, its formula is read, and its weights are turned.

pub mod made;
mod weighted;

use super::row::Row;
use crate::scene::Layout;
use crate::session::{HeldNeuron, Lot, Msg, Session, Stale};
use crate::text::sentences;
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
    let plan = app.canvas(Picture::Layers).layout().and_then(Layout::tiles);
    let neuron = plan.and_then(|plan| plan.neuron_at(at));
    app.send(Msg::SelectNeuron(neuron));
}

fn on_key(app: &mut App, key: &str, stride: f64) -> bool {
    let Some((right, up)) = arrow(key) else { return false };
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

fn told(session: &Session, held: &HeldNeuron) -> String {
    sentences::neuron(held, session.layers().polynomial, &session.quantity(), session.settings().lang)
}

/// The formula of the neuron that is chosen, and its terms one by one.
fn words(page: &Page, session: &Session) {
    let lang = session.settings().lang;
    let formula = session.held_neuron().map(|held| told(session, &held));
    let hint = || lang.pick("Choose a neuron to read its formula.", "选一个神经元，看它的公式。").to_owned();
    page.write(Id::LayersReadout, formula.unwrap_or_else(hint));
    weighted::write(page, session);
}
