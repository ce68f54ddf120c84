//! The hidden layers, a row for each: widths and activations.

use super::turn::turn;
use crate::session::knobs::{self, MOST_LAYERS, MOST_UNITS, Value};
use crate::session::{Msg, Settings};
use crate::text::Lang;
use crate::web::kit::elements::{choose, disable, fill, set};
use crate::web::kit::listen::{around, target};
use crate::web::kit::rows::{self, part, row_of, rows};
use crate::web::page::app::{Act, App};
use crate::web::page::ids::{Id, Page};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};

/// Neurons of the first layer that is added: enough to learn a dozen points by heart.
const FIRST_WIDTH: usize = 24;

/// Where each control is, the event, and what it does.
pub const CONTROLS: &[(Id, &str, Act)] = &[
    (Id::LayerAdd, "click", |app, _| {
        change_widths(app, |layers| layers.push(layers.last().copied().unwrap_or(FIRST_WIDTH)));
        app.send(Msg::LetGo);
    }),
    (Id::LayerRemove, "click", |app, _| {
        change_widths(app, |layers| {
            layers.pop();
        });
        app.send(Msg::LetGo);
    }),
    (Id::LayerSlider, "input", |app, _| {
        let count = app.page.input(Id::LayerSlider).value_as_number() as usize;
        change_widths(app, |layers| layers.resize(count, layers.last().copied().unwrap_or(FIRST_WIDTH)));
    }),
    (Id::LayerWidths, "click", widen),
    (Id::UnitsLess, "click", |app, _| widen_all(app, |units| units - 1)),
    (Id::UnitsMore, "click", |app, _| widen_all(app, |units| units + 1)),
    (Id::LayerActivations, "change", choose_activation),
];

/// The key of the knob that a list of rows belongs to.
fn key(page: &Page, list: Id) -> String {
    page.get(list).get_attribute("data-rows-of").unwrap_or_default()
}

fn change_widths(app: &mut App, change: impl FnOnce(&mut Vec<usize>)) {
    // Several presses within one frame add up.
    app.settle();
    let mut layers = app.session.settings().layers.clone();
    change(&mut layers);
    if let Ok(change) = knobs::parse(&key(&app.page, Id::LayerWidths), &Value::Text(knobs::widths_text(&layers))) {
        app.send(Msg::Set(change));
    }
}

/// A button of a layer's row was pressed.
fn widen(app: &mut App, event: &Event) {
    let button = around(event, "[data-role]");
    let Some(role) = button.as_ref().and_then(|button| button.get_attribute("data-role")) else { return };
    let at = button.as_ref().map_or(0, row_of);
    change_widths(app, |layers| match (layers.get_mut(at), role.as_str()) {
        (Some(units), "more") => *units += 1,
        (Some(units), "less") => *units -= 1,
        _ => {}
    });
    app.send(Msg::LetGo);
}

/// All layers get more neurons, or fewer.
fn widen_all(app: &mut App, change: fn(usize) -> usize) {
    change_widths(app, |layers| {
        for units in layers {
            *units = change(*units).clamp(1, MOST_UNITS);
        }
    });
    app.send(Msg::LetGo);
}

/// Another activation was chosen in a layer's row.
fn choose_activation(app: &mut App, event: &Event) {
    let Some(control) = target(event) else { return };
    let (key, at) = (key(&app.page, Id::LayerActivations), row_of(&control));
    let all = knobs::value(&key, app.session.settings());
    let mut all: Vec<&str> = all.split(',').collect();
    if all.len() <= at {
        all.resize(at + 1, "");
    }
    let word = control.unchecked_ref::<HtmlInputElement>().value();
    all[at] = &word;
    turn(app, &key, &Value::Text(all.join(",")));
}

/// One row for each hidden layer, with its width.
pub fn write_widths(page: &Page, settings: &Settings) {
    let (layers, lang) = (&settings.layers, settings.lang);
    page.write(Id::LayerCount, layers.len().to_string());
    let slider = page.input(Id::LayerSlider);
    slider.set_value(&layers.len().to_string());
    fill(slider, layers.len() as f64 / MOST_LAYERS as f64);
    disable(page.get(Id::LayerAdd), layers.len() == MOST_LAYERS);
    disable(page.get(Id::LayerRemove), layers.is_empty());
    let (least, most) = layers.iter().fold((MOST_UNITS, 0), |(lo, hi), &units| (lo.min(units), hi.max(units)));
    disable(page.get(Id::UnitsLess), most <= 1);
    disable(page.get(Id::UnitsMore), least == MOST_UNITS);
    page.write(
        Id::Units,
        match most {
            0 => "–".to_owned(),
            _ if least == most => most.to_string(),
            _ => [&least.to_string(), "–", &most.to_string()].concat(),
        },
    );
    let rows = rows(page.get(Id::LayerWidths), page.get(Id::LayerWidth), layers.len());
    for ((i, units), row) in layers.iter().enumerate().zip(rows) {
        let name = name(i, lang);
        let fewer = lang.say("{0}: fewer neurons", "{0}：减少神经元", &[&name]);
        let more = lang.say("{0}: more neurons", "{0}：增加神经元", &[&name]);
        for (role, text, end) in [("less", fewer, 1), ("more", more, MOST_UNITS)] {
            if let Some(button) = part(&row, role) {
                set(&button, "aria-label", &text);
                disable(&button, *units == end);
            }
        }
        rows::write(&row, "name", &name);
        rows::write(&row, "width", &units.to_string());
    }
}

fn name(layer: usize, lang: Lang) -> String {
    lang.say("Layer {0}", "第 {0} 层", &[&(layer + 1).to_string()])
}

/// One row for each hidden layer, with the options of the list for all layers and one more, “as above”.
pub fn write_activations(page: &Page, settings: &Settings) {
    let lang = settings.lang;
    let list_of_all = page.get(Id::LayerActivations).get_attribute("data-options-of").unwrap_or_default();
    let words = page.all("name", &list_of_all).first().map(Element::inner_html).unwrap_or_default();
    let options = ["<option value=\"\">", lang.pick("as above", "同上"), "</option>", &words].concat();
    let all = knobs::value(&key(page, Id::LayerActivations), settings);
    let mut chosen = all.split(',');
    let rows = rows(page.get(Id::LayerActivations), page.get(Id::LayerActivation), settings.layers.len());
    for (i, row) in rows.iter().enumerate() {
        let name = name(i, lang);
        let chosen = chosen.next().unwrap_or_default();
        rows::write(row, "name", &name);
        if let Some(list) = part(row, "activation") {
            set(&list, "aria-label", &lang.say("{0}: activation", "{0}：激活函数", &[&name]));
            let code = lang.pick("en", "zh-Hans");
            if list.get_attribute("lang").as_deref() != Some(code) {
                set(&list, "lang", code);
                list.set_inner_html(&options);
            }
            choose(list.unchecked_ref(), chosen);
        }
    }
}
