//! What belongs to the open chapter is shown; its card says what was guessed and reached.

use super::ids::Page;
use super::{pictures, shown};
use crate::session::Session;
use crate::session::story::{Chapter, Story};
use crate::web::kit::elements::{flag, set, style};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Puts what stands on a scale in its place: `data-at` says where, in percent.
pub fn place(page: &Page) {
    for mark in page.all("data-at", "") {
        let at = mark.get_attribute("data-at").unwrap_or_default();
        style(mark.unchecked_ref(), "--at", &(at + "%"));
    }
}

/// Shows what belongs to the chapter that is open, and hides what does not: `data-in` lists the chapters of an element.
pub fn show(page: &Page, story: &Story) {
    let here = story.at().key();
    page.mark("data-place", here);
    for element in page.all("data-in", "") {
        let within = element.get_attribute("data-in").unwrap_or_default();
        let element: &HtmlElement = element.unchecked_ref();
        element.set_hidden(!within.split(' ').any(|key| key == here));
    }
    for way in page.all("data-open", "") {
        let current = way.get_attribute("data-open").as_deref() == Some(here);
        set(&way, "aria-current", if current { "step" } else { "false" });
    }
    let large = pictures::ALL.iter().find(|row| row.picture == story.row().picture);
    page.mark("data-large", large.map_or("fit", |row| row.name));
    shown::tell(page);
}

/// Writes what was guessed and reached.
pub fn write(page: &Page, story: &Story, session: &Session) {
    for chapter in Chapter::ALL {
        for entry in page.all("data-chapter", chapter.key()) {
            flag(&entry, "data-reached", story.is_reached(chapter));
        }
    }
    let (seen, right) = (story.seen(story.at()), story.right(session));
    page.mark("data-goal", if story.is_reached(story.at()) { "reached" } else { "open" });
    let reached = (0..story.row().goals.len()).filter(|at| seen.has_reached(*at)).map(|at| at.to_string());
    page.mark("data-goals", &reached.collect::<Vec<_>>().join(" "));
    page.mark("data-guessed", if seen.guess.is_some() { "yes" } else { "no" });
    page.mark("data-guess", &seen.guess.map_or_else(|| "none".to_owned(), |guess| guess.to_string()));
    for article in page.all("data-in", story.at().key()) {
        for goal in within(&article, "[data-goal]") {
            let at = goal.get_attribute("data-goal").and_then(|n| n.parse().ok());
            flag(&goal, "data-reached", at.is_some_and(|at| seen.has_reached(at)));
        }
        for answer in within(&article, "button[data-guess]") {
            let at: Option<usize> = answer.get_attribute("data-guess").and_then(|n| n.parse().ok());
            flag(&answer, "aria-pressed", at.is_some() && at == seen.guess);
            flag(&answer, "data-right", at.is_some() && at == right && seen.guess.is_some());
        }
    }
}

fn within(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = element.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|i| list.item(i)).map(JsCast::unchecked_into).collect()
}
