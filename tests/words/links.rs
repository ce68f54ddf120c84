//! What is said of links.

use crate::both;
use kittengrad::text::sentences::{replaying, unread_link};

#[test]
fn what_of_a_link_could_not_be_read_is_named() {
    let keys = ["points".to_owned(), "rate".to_owned()];
    let [en, zh] = both(|lang| unread_link(&keys, lang));
    assert!(en.contains(": points, rate.") && zh.contains("：points、rate。"), "{en} {zh}");
}

#[test]
fn a_replay_tells_how_far_it_has_come() {
    let [en, zh] = both(|lang| replaying(1200, 50_000, lang));
    assert_eq!(en, "Replaying step 1,200 of 50,000");
    assert!(zh.contains("1,200") && zh.contains("50,000"), "{zh}");
}
