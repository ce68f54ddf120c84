//! Buttons that turn several knobs at once, as one change: `data-set="key=value;key=value"`.

use super::app::App;
use super::controls::announce_verdict;
use super::listen::around;
use super::page::{Page, disable, set};
use crate::session::knobs::{self, Change, Effect, Value};
use crate::session::{Dataset, Msg, Settings};
use web_sys::{Element, Event};

/// One was pressed, if it was one. What comes of it is seen at once: training runs.
pub fn chosen(app: &mut App, event: &Event) {
    if let Some(button) = around(event, "[data-set]") {
        app.act_now(Msg::SetAll(changes(&button)));
        app.act_now(Msg::Play);
        announce_verdict(app);
    }
}

/// Shows which of them change nothing today.
pub fn write(page: &Page, settings: &Settings) {
    for button in page.all("data-set", "") {
        let mut turned = settings.clone();
        changes(&button).iter().for_each(|change| change.apply(&mut turned));
        set(&button, "aria-pressed", if turned == *settings { "true" } else { "false" });
        // One's own points are neither made nor scattered anew.
        let makes = |change: &Change| change.knob().effect == Effect::Points;
        disable(&button, settings.dataset == Dataset::Own && changes(&button).iter().any(makes));
    }
}

fn changes(button: &Element) -> Vec<Change> {
    let change = |pair: &str| {
        let (key, value) = pair.split_once('=')?;
        knobs::parse(key, &Value::Text(value.to_owned())).ok()
    };
    button.get_attribute("data-set").unwrap_or_default().split(';').filter_map(change).collect()
}
