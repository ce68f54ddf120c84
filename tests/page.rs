//! index.html against the tables: every knob has its control, every id its use, every word its other language.

#[path = "page/chapters.rs"]
mod chapters;
#[path = "page/dialogs.rs"]
mod dialogs;
#[path = "page/fragments.rs"]
mod fragments;
#[path = "page/ranges.rs"]
mod ranges;
#[path = "page/readme.rs"]
mod readme;
#[path = "page/words.rs"]
mod words;

use fragments::fragments;
use kittengrad::session::knobs::{KNOBS, Kind, Value, show};
use kittengrad::session::story::Chapter;
use kittengrad::session::{Session, Settings};
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

fn page() -> Html {
    Html::parse_document(&read("index.html"))
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn one<'a>(page: &'a Html, selector: &str) -> ElementRef<'a> {
    let found = all(page, selector);
    assert_eq!(found.len(), 1, "{selector}");
    found[0]
}

fn text(element: ElementRef) -> String {
    element.text().collect::<String>().trim().to_owned()
}

fn has_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// What the page would hand on of a control as it stands in the file.
fn initial(page: &Html, key: &str) -> String {
    let controls = all(page, &format!("[name=\"{key}\"]"));
    let first = controls[0];
    match (first.value().name(), first.attr("type")) {
        ("select", _) => {
            let options = Selector::parse("option").expect("a selector");
            let selected = first.select(&options).find(|o| o.attr("selected").is_some());
            let chosen = selected.or_else(|| first.select(&options).next()).expect("an option");
            chosen.attr("value").expect("a value").to_owned()
        }
        (_, Some("radio")) => {
            let checked: Vec<_> = controls.iter().filter(|c| c.attr("checked").is_some()).collect();
            assert_eq!(checked.len(), 1, "{key}: one is checked");
            checked[0].attr("value").expect("a value").to_owned()
        }
        (_, Some("checkbox")) if controls.len() > 1 => {
            let chosen = controls.iter().filter(|c| c.attr("checked").is_some());
            chosen.filter_map(|c| c.attr("value")).collect::<Vec<_>>().join(",")
        }
        (_, Some("checkbox")) => first.attr("checked").is_some().to_string(),
        _ => first.attr("value").unwrap_or_default().to_owned(),
    }
}

#[test]
fn every_knob_has_its_control_and_every_control_its_knob() {
    let page = page();
    for knob in KNOBS {
        let controls = all(&page, &format!("[name=\"{}\"]", knob.key));
        let values: Vec<&str> = match knob.kind {
            // Three words or fewer that the reader should see at once stand as radios, the others in a list.
            Kind::Choice(_) if knob.key == "model" => {
                assert!(controls.iter().all(|c| c.attr("type") == Some("radio")));
                controls.iter().filter_map(|c| c.attr("value")).collect()
            }
            Kind::Choice(_) => {
                assert_eq!((controls.len(), controls[0].value().name()), (1, "select"), "{}", knob.key);
                let options = Selector::parse("option").expect("a selector");
                controls[0].select(&options).filter_map(|o| o.attr("value")).collect()
            }
            Kind::Set(_) => {
                assert!(controls.iter().all(|c| c.attr("type") == Some("checkbox")));
                controls.iter().filter_map(|c| c.attr("value")).collect()
            }
            kind => {
                let wanted = match kind {
                    Kind::Switch => "checkbox",
                    Kind::Widths { .. } | Kind::Ranges { .. } | Kind::Choices(..) | Kind::Formula | Kind::Interval => {
                        "text"
                    }
                    _ => "number",
                };
                assert_eq!((controls.len(), controls[0].attr("type")), (1, Some(wanted)), "{}", knob.key);
                vec![]
            }
        };
        let expected = if let Kind::Choice(words) | Kind::Set(words) = knob.kind { words } else { &[] };
        assert_eq!(values, expected, "{}", knob.key);
    }
    for control in all(&page, "input[name], select[name], textarea[name], button[name]") {
        let key = control.attr("name").expect("a name");
        assert!(KNOBS.iter().any(|k| k.key == key), "{key} is no knob");
        let form = control.ancestors().filter_map(ElementRef::wrap).any(|a| a.attr("id") == Some("knobs"));
        assert!(form || control.attr("form") == Some("knobs"), "{key} stands outside the form");
    }
    for control in all(&page, "#knobs input, #knobs select, #knobs textarea") {
        let known =
            control.attr("name").is_some() || control.attr("data-slider").is_some() || control.attr("id").is_some();
        assert!(known, "{}", control.html());
    }
}

#[test]
fn numbers_have_sliders_and_knobs_have_a_place_for_what_was_wrong() {
    let page = page();
    for knob in KNOBS {
        let number = matches!(knob.kind, Kind::Whole { .. } | Kind::Real { .. });
        let sliders = all(&page, &format!("[data-slider=\"{}\"]", knob.key));
        assert_eq!(sliders.len(), usize::from(number), "{}", knob.key);
        assert!(sliders.iter().all(|s| s.attr("type") == Some("range")));
        let faults = all(&page, &format!("#fault-{}", knob.key));
        assert_eq!(faults.len(), usize::from(!["lang", "theme"].contains(&knob.key)), "{}", knob.key);
        assert!(faults.iter().all(|f| f.attr("role") == Some("alert") && f.attr("hidden").is_some()));
    }
    let sliders = all(&page, "[data-slider]").into_iter().filter_map(|slider| slider.attr("data-slider"));
    let faults = all(&page, ".fault").into_iter().filter_map(|fault| fault.attr("id")?.strip_prefix("fault-"));
    for key in sliders.chain(faults) {
        assert!(KNOBS.iter().any(|k| k.key == key), "{key} is no knob");
    }
}

#[test]
fn the_page_opens_with_the_defaults() {
    let page = page();
    let defaults = Settings::default();
    let wrong: Vec<String> = KNOBS
        .iter()
        .map(|knob| (knob.key, initial(&page, knob.key), show(&(knob.get)(&defaults))))
        .filter(|(_, shown, expected)| shown != expected)
        .map(|(key, shown, expected)| format!("{key}: index.html has {shown}, the default is {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_axis_of_the_losses_opens_as_the_session_has_it() {
    let page = page();
    let pressed = |id: &str| one(&page, id).attr("aria-pressed") == Some("true");
    let log = Session::default().losses().log;
    assert_eq!((pressed("#losses-log"), pressed("#losses-linear")), (log, !log));
}

/// The ids of the table in src/web/page/ids.rs.
fn table() -> Vec<String> {
    let source = read("src/web/page/ids.rs");
    let (_, table) = source.split_once("ids! {").expect("the table");
    let (table, _) = table.split_once('}').expect("its end");
    let ids: Vec<String> = table.split('"').skip(1).step_by(2).map(str::to_owned).collect();
    assert!(ids.len() > 40 && table.matches('=').count() == ids.len());
    ids
}

#[test]
fn every_id_of_the_table_is_in_the_page_once() {
    let page = page();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for element in all(&page, "[id]") {
        *count.entry(element.attr("id").expect("an id")).or_default() += 1;
    }
    assert!(count.values().all(|n| *n == 1), "{count:?}");
    for id in table() {
        // What stands in a template is an element of the page too.
        assert_eq!(count.get(id.as_str()), Some(&1), "{id}");
    }
}

#[test]
fn every_id_in_the_page_is_used() {
    let page = page();
    let table = table();
    let mut named: Vec<String> = Vec::new();
    for attribute in ["aria-labelledby", "aria-describedby", "aria-controls", "for", "form", "href", "list"] {
        for element in all(&page, &format!("[{attribute}]")) {
            let words = element.attr(attribute).expect("a value").split_whitespace();
            named.extend(words.map(|word| word.trim_start_matches('#').to_owned()));
        }
    }
    let beside = format!("{}{}", read("www/style.css"), read("www/boot.js"));
    let used = |id: &str| {
        let styled = beside.match_indices(&format!("#{id}")).any(|(at, found)| {
            let next = beside[at + found.len()..].chars().next().unwrap_or(' ');
            !(next.is_alphanumeric() || next == '-' || next == '_')
        });
        table.iter().any(|t| t == id) || named.iter().any(|n| n == id) || styled
    };
    let idle: Vec<&str> = all(&page, "[id]").iter().filter_map(|e| e.attr("id")).filter(|id| !used(id)).collect();
    assert!(idle.is_empty(), "nothing uses {idle:?}");
}

#[test]
fn every_reference_leads_to_an_id() {
    let page = page();
    let ids: Vec<&str> = all(&page, "[id]").iter().filter_map(|e| e.attr("id")).collect();
    for attribute in ["aria-labelledby", "aria-describedby", "aria-controls", "for", "form"] {
        for element in all(&page, &format!("[{attribute}]")) {
            for id in element.attr(attribute).expect("a value").split_whitespace() {
                assert!(ids.contains(&id), "{attribute}=\"{id}\"");
            }
        }
    }
    let links = all(&page, "a[href^=\"#\"]");
    assert!(!links.is_empty());
    let mut chapters = 0;
    for link in links {
        let place = link.attr("href").expect("a place").trim_start_matches('#');
        match place.strip_prefix("at=") {
            Some(key) => {
                assert!(Chapter::read(key).is_some() && link.attr("data-open") == Some(key), "{place}");
                chapters += 1;
            }
            None => assert!(ids.contains(&place), "{place}"),
        }
    }
    assert!(chapters >= 2 * Chapter::ALL.len() - 2, "the list, and the ways onward");
}

#[test]
fn every_control_and_picture_has_a_name() {
    // Named when it is filled in.
    every_control_has_a_name(&page(), |element| element.attr("data-role").is_some());
}

fn every_control_has_a_name(page: &Html, later: fn(&ElementRef) -> bool) {
    for element in all(page, "button, input, select, textarea, .picture, [role=group], [role=radiogroup], section") {
        let labelled = element.attr("aria-label").is_some() || element.attr("aria-labelledby").is_some();
        let label = element.ancestors().filter_map(ElementRef::wrap).any(|a| a.value().name() == "label");
        let spoken = element.value().name() == "button" && !text(element).is_empty();
        assert!(labelled || label || spoken || later(&element), "{}", element.html());
    }
}

#[test]
fn what_a_button_turns_are_knobs_and_values_that_there_are() {
    let page = page();
    let buttons = all(&page, "[data-set]");
    assert!(buttons.len() > 8);
    for button in buttons {
        for pair in button.attr("data-set").expect("some").split(';') {
            let (key, value) = pair.split_once('=').expect(pair);
            let parsed = kittengrad::session::knobs::parse(key, &Value::Text(value.to_owned()));
            assert!(parsed.is_ok(), "{pair}: {parsed:?}");
        }
    }
}
