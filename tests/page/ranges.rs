//! Ranges that index.html writes: none of a knob, and those of other controls as the session has them.

use super::{all, one, page};
use kittengrad::session::knobs::KNOBS;
use kittengrad::session::{MOST_FOLDS, VARIES};

/// Controls that are no knobs and have a range all the same: what they are, and from where to where.
const RANGES: [(&str, &str, &str); 6] = [
    // Its end is the last step of the run.
    ("#timeline", "0", "0"),
    // Their end is the number of parameters.
    ("#surface-u", "0", ""),
    ("#surface-v", "0", ""),
    // Their end is set at the start.
    ("#sweep-steps", "1", ""),
    ("#layer-slider", "0", ""),
    ("#bend-plane", "0", "1"),
];

#[test]
fn ranges_in_the_page_are_those_of_the_table() {
    let page = page();
    // A knob gets its range from the table when the page starts, and has no other.
    for knob in KNOBS {
        for place in [format!("[name=\"{}\"]", knob.key), format!("[data-slider=\"{}\"]", knob.key)] {
            for control in all(&page, &place) {
                let own = ["min", "max", "step"].map(|attribute| control.attr(attribute));
                assert_eq!(own, [None; 3], "{}", control.html());
            }
        }
    }
    for (id, least, most) in RANGES {
        let control = one(&page, id);
        let written = ["min", "max"].map(|attribute| control.attr(attribute).unwrap_or_default());
        assert_eq!(written, [least, most], "{id}");
    }
    assert_eq!(all(&page, "[min], [max]").len(), RANGES.len(), "a range that no test knows");
    let folds: Vec<usize> =
        all(&page, "#sweep-folds option").iter().filter_map(|o| o.attr("value")?.parse().ok()).collect();
    assert!(folds.len() > 1 && folds.iter().all(|count| *count != 1 && *count <= MOST_FOLDS), "{folds:?}");
}

#[test]
fn a_sweep_varies_what_the_session_can_vary() {
    let page = page();
    let offered = all(&page, "#sweep-vary option").into_iter().filter_map(|option| option.attr("value"));
    assert!(offered.eq(VARIES.map(|(word, _)| word)));
}
