//! What laboratories add to the page: fragments of HTML, which are held to what index.html is held to.

use super::{all, every_control_has_a_name, one, page};
use scraper::{ElementRef, Html};
use std::fs;
use std::path::Path;

/// The site's, and that of the tests' laboratory.
const FOLDERS: [&str; 2] = ["www/labs", "tests/browser/module"];

/// Attributes that name an element by its id. Only for these a fragment may have ids.
const NAMING: [&str; 4] = ["aria-labelledby", "aria-describedby", "aria-controls", "for"];

/// The fragment of each laboratory, with the laboratory's name.
pub fn fragments() -> Vec<(String, Html)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> =
        FOLDERS.iter().flat_map(|folder| fs::read_dir(root.join(folder)).into_iter().flatten().flatten()).collect();
    files.retain(|file| file.path().extension().is_some_and(|ending| ending == "html"));
    let read = |file: &fs::DirEntry| {
        let name = file.path().file_stem().expect("a name").to_string_lossy().into_owned();
        (name, Html::parse_document(&fs::read_to_string(file.path()).expect("a text")))
    };
    let all: Vec<_> = files.iter().map(read).collect();
    assert!(all.iter().any(|(name, _)| name == "test"), "at least that of the tests");
    all
}

/// The ids that elements name with these attributes.
fn named(page: &Html) -> Vec<String> {
    let of = |attribute: &str| {
        let elements = all(page, &format!("[{attribute}]")).into_iter();
        elements.filter_map(|e| e.attr(attribute).map(str::to_owned)).collect::<Vec<_>>()
    };
    NAMING
        .iter()
        .flat_map(|name| of(name))
        .flat_map(|v| v.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

#[test]
fn an_id_in_a_fragment_names_something_and_begins_with_its_laboratory() {
    for (lab, fragment) in fragments() {
        let named = named(&fragment);
        let mut ids: Vec<&str> = all(&fragment, "[id]").iter().filter_map(|e| e.attr("id")).collect();
        for id in &ids {
            assert!(id.starts_with(&format!("{lab}-")), "{lab}.html: #{id} has to begin with {lab}-");
            assert!(named.iter().any(|n| n == id), "{lab}.html: no element is named by #{id}; parts have a data-role");
            assert!(all(&page(), &format!("[id=\"{id}\"]")).is_empty(), "#{id} is in index.html too");
        }
        for id in &named {
            assert!(ids.contains(&id.as_str()), "{lab}.html: there is no #{id}");
        }
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{lab}.html has an id twice");
    }
}

#[test]
fn every_fragment_has_a_place_in_the_page() {
    // The tests' laboratory gets its place by them.
    let labs: Vec<String> = fragments().into_iter().map(|(lab, _)| lab).filter(|lab| lab != "test").collect();
    let page = page();
    for lab in &labs {
        one(&page, &format!("[data-lab=\"{lab}\"]"));
    }
    let places = all(&page, "[data-lab]").len();
    assert_eq!(places, labs.len(), "a place that no fragment comes to");
}

#[test]
fn every_control_of_a_fragment_has_a_name() {
    for (_, fragment) in fragments() {
        // Parts have a data-role here, so it says nothing of what is filled in: only what is in a template is.
        every_control_has_a_name(&fragment, |element| {
            element.ancestors().filter_map(ElementRef::wrap).any(|a| a.value().name() == "template")
        });
    }
}

#[test]
fn a_fragment_turns_no_knob_and_has_no_script_or_style() {
    for (lab, fragment) in fragments() {
        for what in ["script", "style", "link", "[style]", "[form]", "[data-slider]", "[data-lab]"] {
            let found: Vec<String> = all(&fragment, what).iter().map(ElementRef::html).collect();
            assert!(found.is_empty(), "{lab}.html: {found:?}");
        }
        for element in all(&fragment, "[name]") {
            let name = element.attr("name").expect("a name");
            assert!(
                name.starts_with(&format!("{lab}-")),
                "{lab}.html: {name} has to begin with {lab}-, as no knob does"
            );
        }
        for element in all(&fragment, "body *") {
            // A link to elsewhere loads nothing until it is pressed.
            let link = element.value().name() == "a";
            let mut attributes = element.value().attrs();
            let handler = attributes.find(|(name, value)| name.starts_with("on") || (value.contains("://") && !link));
            assert_eq!(handler, None, "{lab}.html");
        }
    }
}
