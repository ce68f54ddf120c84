//! The README's table of settings says what the knob table says.

use super::read;
use kittengrad::session::Settings;
use kittengrad::session::knobs::{KNOBS, Kind, show};

#[test]
fn the_readme_has_every_knob_with_its_values_and_its_default() {
    let text = read("README.md");
    let (_, table) = text.split_once("| key | values |").expect("the table of settings");
    let (table, _) = table.split_once("\n\n").expect("its end");
    // A bar within a cell is written with a backslash.
    let rows: Vec<Vec<String>> = table
        .lines()
        .skip(2)
        .map(|row| row.replace("\\|", "/").split('|').map(|cell| cell.trim().replace('`', "")).collect())
        .collect();
    let keys: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(keys, KNOBS.iter().map(|knob| knob.key).collect::<Vec<_>>());
    let defaults = Settings::default();
    for (row, knob) in rows.iter().zip(KNOBS) {
        let values = match knob.kind {
            Kind::Choice(words) => words.join(", "),
            Kind::Whole { min, max, .. } => format!("whole, {min} to {max}"),
            Kind::Real { min, max, .. } => format!("{min} to {max}"),
            Kind::Switch => "true, false".to_owned(),
            Kind::Widths { layers, units } => {
                format!("at most {layers} widths from 1 to {units}, such as 8,8; empty for none")
            }
            Kind::Ranges { .. } => "places and ranges of them, such as 0-3,7; empty for none".to_owned(),
            Kind::Formula => "a formula of x".to_owned(),
            Kind::Interval => "two numbers, such as 20..30; empty for none".to_owned(),
            Kind::Set(words) => format!("one or more of {}, separated by commas", words.join(", ")),
            Kind::Choices(..) => {
                "for each hidden layer, from the first, one of the words above or nothing, such as relu,,tanh"
                    .to_owned()
            }
        };
        assert_eq!(row[2], values, "{}", knob.key);
        let default = show(&(knob.get)(&defaults));
        assert_eq!(row[3], if default.is_empty() { "empty" } else { &default }, "{}", knob.key);
    }
}
