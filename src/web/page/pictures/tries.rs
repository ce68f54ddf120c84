//! The errors of one model after another: to look at only.

use super::row::Row;
use crate::session::Stale;
use crate::view::Picture;
use crate::web::page::ids::Id;

/// The picture.
pub const ROW: Row = Row {
    picture: Picture::Tries,
    name: "tries",
    place: Id::Tries,
    scroller: None,
    stale: Stale::FIT,
    every: 2,
    on_picture: &[],
    in_panel: &[],
    words: |_, _| {},
    echo: |_, _| {},
};
