//! Buttons that turn several knobs at once, as one change: `data-set="key=value;key=value"`.

use super::app::App;
use super::controls::announce_verdict;
use super::listen::around;
use super::page::{Page, set};
use crate::session::knobs::{self, Change, Value};
use crate::session::{Msg, Settings};
use web_sys::{Element, Event};

/// One was pressed, if it was one.
pub fn chosen(app: &mut App, event: &Event) {
    if let Some(button) = around(event, "[data-set]") {
        app.act_now(Msg::SetAll(changes(&button)));
        announce_verdict(app);
    }
}

/// Shows which of them change nothing today.
pub fn write(page: &Page, settings: &Settings) {
    for button in page.all("data-set", "") {
        let mut turned = settings.clone();
        changes(&button).iter().for_each(|change| change.apply(&mut turned));
        set(&button, "aria-pressed", if turned == *settings { "true" } else { "false" });
    }
}

fn changes(button: &Element) -> Vec<Change> {
    let change = |pair: &str| {
        let (key, value) = pair.split_once('=')?;
        knobs::parse(key, &Value::Text(value.to_owned())).ok()
    };
    button.get_attribute("data-set").unwrap_or_default().split(';').filter_map(change).collect()
}
