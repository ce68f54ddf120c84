//! Buttons that turn several knobs at once, as one change.

use super::controls::{Form, Preset};
use super::turn::turn;
use crate::session::knobs::{self, Change, Effect, Value};
use crate::session::{Dataset, Msg, Settings};
use crate::web::kit::elements::flag;
use crate::web::kit::listen::around;
use crate::web::page::app::App;
use crate::web::page::{announce, words};
use web_sys::Event;

/// A click anywhere: if it was on such a button, turns its knobs, or doubles the one that it names, or hides a third of x.
pub fn pressed(app: &mut App, event: &Event) {
    if let Some(key) = around(event, "[data-double]").and_then(|button| button.get_attribute("data-double")) {
        if let Some(next) = knobs::doubled(&key, app.session.settings()) {
            turn(app, &key, &Value::Number(next));
            app.send(Msg::LetGo);
        }
        return;
    }
    if let Some(word) = around(event, "[data-third]").and_then(|button| button.get_attribute("data-third")) {
        if let Some(third) = words::third(&word) {
            app.act_now(Msg::Unsee(third));
            announce::verdict(app);
        }
        return;
    }
    let Some(button) = around(event, "[data-set]") else { return };
    if let Some(preset) = app.form.presets.iter().find(|preset| preset.button == button) {
        let changes = preset.changes.clone();
        app.act_now(Msg::SetAll(changes));
        announce::verdict(app);
    }
}

/// Shows which of them would change nothing.
pub fn write(form: &mut Form, settings: &Settings) {
    for Preset { button, changes, shown } in &mut form.presets {
        let mut turned = settings.clone();
        changes.iter().for_each(|change| change.apply(&mut turned));
        // Instead of one's own points it would bring a generator's.
        let makes = |change: &Change| change.knob().effect == Effect::Points;
        let now = turned == *settings && !(settings.dataset == Dataset::Own && changes.iter().any(makes));
        if shown.replace(now) != Some(now) {
            flag(button, "aria-pressed", now);
        }
    }
}
