//! What the page shows of itself, which no session knows: the large picture, the open group of settings, what is unfolded.
//! `data-show="name=value"` on a button says which attribute of `<html>` it sets, for style sheets to look at.

use super::app::{App, Shared};
use super::ids::Page;
use super::{hold, home};
use crate::web::kit::elements::{flag, set};
use crate::web::kit::listen::{around, listen, listen_first};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// How a button tells that what it shows is shown: as a tab, as what unfolds something, or as one of several choices.
const TELLS: [&str; 3] = ["aria-selected", "aria-expanded", "aria-pressed"];

/// Listens at the whole document, since such buttons stand everywhere.
pub fn listen_all(app: &App, shared: Shared) {
    let document = app.page.document();
    listen(shared, document, "click", pressed);
    listen(shared, document, "keydown", on_key);
    // A ring round the picture is for those who work by keys.
    listen_first(shared, document, "pointerdown", |app, _| app.page.mark("data-hand", "pointer"));
    listen_first(shared, document, "keydown", |app, _| app.page.mark("data-hand", "keys"));
}

/// A click anywhere: on what shows something, or beside what has sprung open and closes by that.
fn pressed(app: &mut App, event: &Event) {
    close(&app.page, around(event, "[data-pop]").as_ref());
    if let Some(button) = around(event, "[data-take]") {
        home::pressed(app, event, &button);
    }
    let Some(button) = around(event, "[data-show]") else { return };
    let (name, value) = wish(&button);
    // What unfolds something folds it again.
    let folds = button.has_attribute("aria-expanded") && is_on(&app.page, &name, &value);
    app.page.mark(&name, if folds { "none" } else { &value });
    tell(&app.page);
    begin_at_its_top(&app.page, &button);
    app.redraw();
}

/// What a tab has opened beneath it is shown from its top: whoever has scrolled far down in another would not see it.
fn begin_at_its_top(page: &Page, tab: &Element) {
    let panel = tab.get_attribute("aria-controls").and_then(|id| page.document().get_element_by_id(&id));
    let (Some(panel), Some(tabs)) =
        (panel.filter(|panel| panel.matches(".topic").unwrap_or(false)), tab.parent_element())
    else {
        return;
    };
    if panel.get_bounding_client_rect().top() < tabs.get_bounding_client_rect().bottom() - 1.0 {
        panel.scroll_into_view();
    }
}

/// Arrows go from tab to tab; Escape closes what has sprung open.
fn on_key(app: &mut App, event: &Event) {
    let key = event.unchecked_ref::<KeyboardEvent>().key();
    if key == "Escape" {
        close(&app.page, None);
        hold::escaped(app);
    }
    let Some((tab, list)) = around(event, "[role=tab]").and_then(|tab| Some((tab.clone(), tab.parent_element()?)))
    else {
        return;
    };
    let (next, before) = (Element::next_element_sibling, Element::previous_element_sibling);
    let (first, last) = (list.first_element_child(), list.last_element_child());
    let beside = match key.as_str() {
        "ArrowRight" => seen(next(&tab), next).or_else(|| seen(first, next)),
        "ArrowLeft" => seen(before(&tab), before).or_else(|| seen(last, before)),
        "Home" => seen(first, next),
        "End" => seen(last, before),
        _ => None,
    };
    if let Some(beside) = beside {
        let beside: &HtmlElement = beside.unchecked_ref();
        event.prevent_default();
        let _ = beside.focus();
        beside.click();
    }
}

/// The first tab from here on, this way, that there is to see: some belong to some data only.
fn seen(mut tab: Option<Element>, way: fn(&Element) -> Option<Element>) -> Option<Element> {
    while let Some(hidden) = tab.as_ref().filter(|tab| tab.unchecked_ref::<HtmlElement>().offset_parent().is_none()) {
        tab = way(hidden);
    }
    tab
}

/// Closes what has sprung open over the page, but for one.
fn close(page: &Page, but: Option<&Element>) {
    for pop in page.all("data-pop", "") {
        if Some(&pop) != but && pop.has_attribute("open") {
            // The focus must not be lost in what is hidden.
            let within = page.document().active_element().is_some_and(|active| pop.contains(Some(&active)));
            if let Some(summary) = pop.first_element_child().filter(|_| within) {
                let _ = summary.unchecked_ref::<HtmlElement>().focus();
            }
            let _ = pop.remove_attribute("open");
        }
    }
}

/// The attribute that a button sets, and to what.
fn wish(button: &Element) -> (String, String) {
    let wish = button.get_attribute("data-show").unwrap_or_default();
    let (name, value) = wish.split_once('=').unwrap_or_default();
    (["data-", name].concat(), value.to_owned())
}

fn is_on(page: &Page, name: &str, value: &str) -> bool {
    page.root().get_attribute(name).as_deref() == Some(value)
}

/// The bent plane is large only where there is one.
pub fn close_bent(page: &Page, exists: bool) {
    if !exists && is_on(page, "data-large", "bent") {
        page.mark("data-large", "fit");
        tell(page);
    }
}

/// Tells on every such button whether what it shows is shown. What a tab belongs to is its panel while there are tabs to see.
pub fn tell(page: &Page) {
    for button in page.all("data-show", "") {
        let (name, value) = wish(&button);
        let on = is_on(page, &name, &value);
        if let Some(told) = TELLS.iter().find(|told| button.has_attribute(told)) {
            flag(&button, told, on);
        }
        let panel = button.get_attribute("aria-controls").and_then(|id| page.document().get_element_by_id(&id));
        if let Some(panel) = panel {
            set(&button, "tabindex", if on { "0" } else { "-1" });
            if button.unchecked_ref::<HtmlElement>().offset_parent().is_some() {
                set(&panel, "role", "tabpanel");
            } else {
                let _ = panel.remove_attribute("role");
            }
        }
    }
}
