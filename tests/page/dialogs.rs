//! Dialogs whose words come when they are first needed: held to what index.html is held to.

use super::{all, every_control_has_a_name, page};
use scraper::{ElementRef, Html};
use std::fs;
use std::path::Path;

/// The dialogs, by name: `www/NAME.html` holds one, whose id is the name.
const DIALOGS: [&str; 2] = ["home", "table"];

/// The dialogs, each with its name.
pub fn dialogs() -> Vec<(&'static str, Html)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
    let read = |name| fs::read_to_string(root.join(format!("{name}.html"))).expect("a text");
    DIALOGS.map(|name| (name, Html::parse_document(&read(name)))).into()
}

#[test]
fn ids_and_names_of_a_dialog_begin_with_its_own() {
    let page = page();
    for (name, dialog) in dialogs() {
        assert_eq!(all(&dialog, &format!("dialog[id=\"{name}\"][aria-labelledby]")).len(), 1, "{name}");
        for attribute in ["id", "name"] {
            for element in all(&dialog, &format!("[{attribute}]")) {
                let own = element.attr(attribute).expect("it has one");
                assert!(own == name || own.starts_with(&format!("{name}-")), "{name}.html: {own}");
                assert!(all(&page, &format!("[{attribute}=\"{own}\"]")).is_empty(), "{own} is in index.html too");
            }
        }
        let ids: Vec<&str> = all(&dialog, "[id]").iter().filter_map(|element| element.attr("id")).collect();
        for element in all(&dialog, "[aria-labelledby]") {
            for id in element.attr("aria-labelledby").unwrap_or_default().split(' ') {
                assert!(ids.contains(&id), "{name}.html: there is no #{id}");
            }
        }
        for what in ["script", "style", "link", "[style]", "[onclick]", "[data-slider]"] {
            let found: Vec<String> = all(&dialog, what).iter().map(ElementRef::html).collect();
            assert!(found.is_empty(), "{name}.html: {found:?}");
        }
    }
}

#[test]
fn every_control_of_a_dialog_has_a_name() {
    for (_, dialog) in dialogs() {
        every_control_has_a_name(&dialog, |_| false);
    }
}
