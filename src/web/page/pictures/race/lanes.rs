//! The lanes of a race in free play: who races, with what otherwise than today's settings, and what can be done with each.

use crate::session::knobs::{self, Change, Value, Word};
use crate::session::{Lanes, Model, Msg, Session, race};
use crate::text::race as words;
use crate::text::{Lang, sentences};
use crate::view::Race;
use crate::web::kit::elements::{disable, flag, say_fault, set};
use crate::web::kit::listen::around;
use crate::web::kit::rows::{part, row_of, rows, write as write_part};
use crate::web::page::app::App;
use crate::web::page::ids::{Id, Page};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement};

/// A button of the lanes: one adds a lane, the others are a lane's own.
pub fn pressed(app: &mut App, event: &Event) {
    let Some(button) = around(event, "button") else { return };
    app.settle();
    let (session, lane) = (&app.session, row_of(&button));
    let msg = match button.get_attribute("data-role").unwrap_or_default().as_str() {
        "same-size" => race::one_more(session),
        "line" => race::one_more_of(session, knobs::model(Model::Line).into_iter().collect()),
        "alike" => race::one_more_of(session, Vec::new()),
        "guess" => Some(Msg::Race(Lanes::Guess(lane))),
        "take" => Some(Msg::Race(Lanes::TakeOver(lane))),
        "remove" => lane.checked_sub(1).map(|at| race::without(session, at)),
        "many" => Some(Msg::Race(Lanes::Many(!race::is_counting(session)))),
        _ => None,
    };
    if let Some(msg) = msg {
        app.act_now(msg);
        let view = race::view(&app.session);
        write(&app.page, &app.session, view.as_ref());
        // Whose button has gone with its lane, or rests now, goes on at the next one.
        if !button.is_connected() || button.has_attribute("disabled") {
            let next = app.page.get(Id::RaceLanes).query_selector("button:not(:disabled)").ok().flatten();
            let _ = next.map(|next| next.unchecked_into::<HtmlElement>().focus());
        }
    }
    say_fault(app.page.get(Id::RaceFault), "");
}

/// A control of a lane has another value; an empty one: as today's.
pub fn turned(app: &mut App, event: &Event) {
    let Some(control) = around(event, "[data-knob]") else { return };
    app.settle();
    let (key, value) = (control.get_attribute("data-knob").unwrap_or_default(), value_of(&control));
    let Some(at) = row_of(&control).checked_sub(1) else { return };
    let change = match value.trim() {
        "" => Ok(None),
        text => knobs::parse(&key, &Value::Text(text.to_owned())).map(Some),
    };
    let fault = match change {
        Ok(change) => {
            let msg = race::changed(&app.session, at, &key, change);
            app.act_now(msg);
            String::new()
        }
        Err(error) => sentences::knob_error(&error, app.session.settings().lang),
    };
    set(&control, "aria-invalid", if fault.is_empty() { "false" } else { "true" });
    say_fault(app.page.get(Id::RaceFault), &fault);
}

/// Shows who races.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn write(page: &Page, session: &Session, view: Option<&Race>) {
    let (lang, place) = (session.settings().lang, page.get(Id::RaceLanes));
    let room = race::others(session).len() < race::MOST_RIVALS;
    for role in ["same-size", "line", "alike"] {
        if let Some(button) = part(place, role) {
            disable(&button, !room);
        }
    }
    if let Some(button) = part(place, "many") {
        flag(&button, "aria-pressed", race::is_counting(session));
    }
    let Some(list) = part(place, "list") else { return };
    let count = view.map_or(0, |view| view.lanes.len());
    let (settings, costs) = (race::settings(session), race::costs(session));
    let all = rows(&list, page.get(Id::RaceLane), count);
    for (at, row) in all.into_iter().enumerate() {
        let Some(view) = view else { return };
        let name = words::name(view, at, lang);
        write_part(&row, "name", name);
        let what = words::what(&settings[at], lang);
        // That a line is a line needs no second word.
        write_part(&row, "what", if what.eq_ignore_ascii_case(name) { "" } else { &what });
        write_part(&row, "cost", &words::cost(costs[at], lang));
        set(&row, "data-form", settings[at].model.word());
        set(&row, "data-whose", if at == 0 { "today" } else { "other" });
        if let Some(lane) = part(&row, "lane") {
            set(&lane, "aria-label", name);
        }
        if let Some(button) = part(&row, "guess") {
            flag(&button, "aria-pressed", view.guess == Some(at));
            disable(&button, view.step > 0);
        }
        if let Some(button) = part(&row, "take") {
            disable(&button, !view.level);
        }
        if let Some(otherwise) = at.checked_sub(1).and_then(|at| race::others(session).get(at).copied()) {
            write_knobs(page, &row, otherwise, lang);
        }
    }
}

/// Shows what a lane has otherwise.
fn write_knobs(page: &Page, row: &Element, otherwise: &[Change], lang: Lang) {
    let Ok(controls) = row.query_selector_all("[data-knob]") else { return };
    for control in (0..controls.length()).filter_map(|at| controls.item(at)) {
        let control: &Element = control.unchecked_ref();
        let key = control.get_attribute("data-knob").unwrap_or_default();
        name_choices(page, control, &key, lang);
        let shown = otherwise.iter().find(|change| change.knob().key == key).map(Change::shown).unwrap_or_default();
        // What is being typed stays.
        if page.document().active_element().as_ref() != Some(control) && value_of(control) != shown {
            set_value(control, &shown);
        }
    }
}

/// The choices of a lane's knob are those of the knob itself, in the language of the page, and before them: as today's.
fn name_choices(page: &Page, control: &Element, key: &str, lang: Lang) {
    let spoken = lang.pick("en", "zh-Hans");
    if control.get_attribute("data-spoken").as_deref() == Some(spoken) {
        return;
    }
    set(control, "data-spoken", spoken);
    let as_today = words::as_today(lang);
    let Some(select) = control.dyn_ref::<HtmlSelectElement>() else { return set(control, "placeholder", as_today) };
    let original = page.document().query_selector(&["#knobs select[name=", key, "]"].concat()).ok().flatten();
    let kind = |(word, name): (&str, &str)| ["<option value=\"", word, "\">", name, "</option>"].concat();
    let choices = original.map_or_else(|| words::kinds(lang).map(kind).concat(), |original| original.inner_html());
    let shown = select.value();
    select.set_inner_html(&["<option value=\"\">", as_today, "</option>", &choices].concat());
    select.set_value(&shown);
}

fn value_of(control: &Element) -> String {
    match (control.dyn_ref::<HtmlSelectElement>(), control.dyn_ref::<HtmlInputElement>()) {
        (Some(select), _) => select.value(),
        (None, Some(input)) => input.value(),
        (None, None) => String::new(),
    }
}

fn set_value(control: &Element, value: &str) {
    match (control.dyn_ref::<HtmlSelectElement>(), control.dyn_ref::<HtmlInputElement>()) {
        (Some(select), _) => select.set_value(value),
        (None, Some(input)) => input.set_value(value),
        (None, None) => {}
    }
}
