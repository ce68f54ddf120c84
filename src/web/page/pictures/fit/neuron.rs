//! Neurons by the keyboard: N holds one after the other, the arrow keys lay it, Escape lets go.

use crate::session::{Laid, Msg};
use crate::text::stack as words;
use crate::view::Fit;
use crate::web::page::app::App;
use crate::web::page::keys::{along, arrow};

/// What a key does to a neuron, if it does anything.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn on_key(app: &mut App, key: &str, stride: f64) -> bool {
    let Fit { x, y, stack, held_neuron, .. } = app.session.fit();
    let Some(stack) = stack.filter(|stack| stack.by_hand) else { return false };
    if key == "n" || key == "N" {
        let count = app.session.settings().layers.first().copied().unwrap_or(0).max(1);
        let next = stack.held.map_or(0, |held| if held_neuron { (held + 1) % count } else { held });
        app.act_now(Msg::SelectNeuron(Some((1, next))));
        app.act_now(Msg::HoldNeuron(true));
        announce(app);
        return true;
    }
    let Some(neuron) = stack.held.filter(|_| held_neuron) else { return false };
    if key == "Escape" {
        app.act_now(Msg::HoldNeuron(false));
        app.act_now(Msg::LetGo);
        return true;
    }
    let (Some((right, up)), Some(hinge)) = (arrow(key), stack.band_of(neuron).and_then(|(_, band)| band.hinge)) else {
        return false;
    };
    let laid = match hinge.slope {
        _ if right != 0.0 => Laid::Kink(neuron, hinge.kink + along(x, right * stride)),
        // As if the open end were lifted at the far edge of the frame.
        Some(slope) => Laid::Slope(neuron, slope + along(y, up * stride) / (x.hi - x.lo)),
        None => return false,
    };
    app.act_now(Msg::LayNeuron(laid));
    announce(app);
    true
}

/// Tells where the neuron that is held bends, and how steep its part is.
fn announce(app: &App) {
    let lang = app.session.settings().lang;
    let Fit { stack, quantity, .. } = app.session.fit();
    if let Some(stack) = stack
        && let Some(neuron) = stack.held
        && let Some((_, band)) = stack.band_of(neuron)
    {
        app.page.announce(words::spoken(neuron, band, &quantity, lang));
    }
}
