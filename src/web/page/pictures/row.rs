//! What the page has to know of a picture.

use crate::session::{Session, Stale};
use crate::view::Picture;
use crate::web::page::app::Act;
use crate::web::page::ids::{Id, Page};

/// A picture.
pub struct Row {
    /// Which it is.
    pub picture: Picture,
    /// Its name for scripts.
    pub name: &'static str,
    /// The element that holds its canvases, and gets pointer and keys.
    pub place: Id,
    /// What scrolls, where the picture may be larger than its room.
    pub scroller: Option<Id>,
    /// What makes it stale.
    pub stale: Stale,
    /// While training runs, it is drawn at most once in so many frames.
    pub every: u32,
    /// What pointer and keys do on it.
    pub on_picture: &'static [(&'static str, Act)],
    /// What the other controls of its panel do, knobs apart.
    pub in_panel: &'static [(Id, &'static str, Act)],
    /// Writes the words of its panel; only while that is in sight.
    pub words: fn(&Page, &Session),
    /// Writes what the picture says too: in the frame in which it is drawn, so that both say the same.
    pub echo: fn(&Page, &Session),
}
