//! The laboratory and its piece of the page agree about the names of all parts.

use super::{Desk, HELD};
use cat::session::View;
use lab::{Message, Phase, Tell};
use scraper::{Html, Selector};
use std::collections::BTreeSet;
use std::path::Path;

fn fragment() -> Html {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/labs/cat.html");
    Html::parse_fragment(&std::fs::read_to_string(file).expect("the fragment is there"))
}

/// The values of an attribute of the elements that a selector finds.
fn all(selector: &str, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    fragment().select(&selector).filter_map(|element| element.attr(attribute).map(str::to_owned)).collect()
}

/// The names of all buttons.
pub fn acts() -> Vec<String> {
    all("button[data-act]", "data-act")
}

/// The names of all sliders.
pub fn sliders() -> Vec<String> {
    all("input[data-act]", "data-act")
}

fn roles() -> BTreeSet<String> {
    all("[data-role]", "data-role").into_iter().collect()
}

/// The roles that are told, those of whole page apart.
fn told(desk: &mut Desk) -> BTreeSet<String> {
    let role = |tell| match tell {
        Tell::Text { role, .. } | Tell::Value { role, .. } | Tell::Mark { role, .. } => Some(role),
        Tell::Goal(_) | Tell::Right(_) | Tell::Say(_) | Tell::Keep(_) | Tell::Focus(_) => None,
    };
    desk.told().into_iter().filter_map(role).filter(|role| !role.is_empty()).collect()
}

#[test]
fn what_is_told_has_a_place_and_every_place_is_told_of() {
    let roles = roles();
    assert_eq!(roles.len(), all("[data-role]", "data-role").len(), "a role is there twice");
    let mut desk = Desk::default();
    let told = told(&mut desk);
    let lost: Vec<_> = told.difference(&roles).collect();
    assert!(lost.is_empty(), "told, but without a place: {lost:?}");
    // Where nothing is told of a control, its role is its name, by which it is found.
    let acts: BTreeSet<_> = acts().into_iter().collect();
    let silent: Vec<_> = roles.difference(&told).filter(|role| !acts.contains(*role)).collect();
    assert!(silent.is_empty(), "places of which nothing is told: {silent:?}");
}

#[test]
fn each_picture_has_its_place() {
    let pictures: BTreeSet<_> = all("[data-picture]", "data-picture").into_iter().collect();
    assert_eq!(pictures, (0..View::ALL.len()).map(|number| number.to_string()).collect());
    for view in View::ALL {
        let selector = format!("[data-picture=\"{}\"]", view as usize);
        assert_eq!(all(&selector, "data-role"), [format!("picture-{}", view.key())]);
    }
    let goals = all("[data-goal]", "data-goal");
    assert_eq!(goals, ["0", "1"]);
    assert_eq!(all("[data-guess]", "data-guess"), ["0", "1", "2"], "one for each learner, in their order");
}

/// A desk at which every control has something to do: taught, with the run looked back upon, and with something to take back and
/// again.
fn busy() -> Desk {
    let mut desk = Desk::default();
    desk.run_to(6);
    desk.stroke(&[(3.0, 3.0), (24.0, 3.0)]);
    desk.press("teach-no");
    desk.run_to(9);
    desk.set("timeline", 8.0);
    while desk.step() != 8 {
        desk.work(1);
    }
    desk.press("switch");
    desk.press("switch");
    desk.press("undo");
    desk.draw(View::Hand, HELD);
    // What is said once is said.
    desk.told();
    desk
}

/// All that could be otherwise after a control is pressed.
fn state(desk: &mut Desk) -> String {
    let mut all = format!("{:?}", desk.told());
    let session = desk.session();
    all += &format!("{:?} {:?} {:?}", session.hand, session.conditions(), session.run.wanted());
    all
}

#[test]
fn every_control_does_something() {
    for act in acts() {
        let mut desk = busy();
        // What is on already is pressed again without an effect, so something else is chosen first.
        let first = match act.as_str() {
            "tab-ladder" => "tab-unit",
            "tab-chart" => "tab-kinds",
            "chart-right" => "chart-losses",
            "tempo-normal" => "tempo-slow",
            "count-endless" => "count-100",
            "own-next" => "another",
            _ => "",
        };
        desk.press(first);
        let before = state(&mut desk);
        desk.press(&act);
        assert!(state(&mut desk) != before, "{act} does nothing");
    }
    for act in sliders() {
        let mut desk = busy();
        let before = state(&mut desk);
        desk.set(&act, 0.35);
        assert!(state(&mut desk) != before, "{act} does nothing");
    }
}

#[test]
fn a_slider_has_the_range_of_what_it_sets() {
    for name in sliders().into_iter().filter(|name| name != "timeline") {
        let of = |attribute: &str| {
            let values = all(&format!("input[data-act=\"{name}\"]"), attribute);
            values[0].parse::<f32>().expect("a number")
        };
        let mut desk = Desk::default();
        for value in [of("min"), of("max")] {
            desk.set(&name, value);
            assert_eq!(desk.tells(&name, "value"), value.to_string(), "{name}");
        }
        desk.press("undo");
        let told: f32 = desk.tells(&name, "value").parse().expect("a number");
        assert!((of("min")..=of("max")).contains(&told), "{name} begins at {told}");
    }
}

#[test]
fn what_nobody_knows_does_nothing() {
    let mut desk = busy();
    let before = state(&mut desk);
    for name in ["purr", "", "tab-purr", "tempo-purr", "count-7", "own-99", "own-purr", "-", "PLAY"] {
        desk.press(name);
    }
    desk.set("purr", 0.5);
    desk.hear(Message::Key { picture: 99, key: "Enter".to_owned() });
    desk.hear(Message::Point { picture: 99, phase: Phase::Down, at: (1.0, 1.0), touch: true });
    for view in [View::Chart, View::Cats] {
        desk.tap(view, (10.0, 10.0));
        desk.key(view, "Enter");
    }
    assert_eq!(state(&mut desk), before);
}
