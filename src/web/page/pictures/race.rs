//! Two models that learn the same points: to look at, and to be run over many seeds.

use super::row::Row;
use crate::session::{Lanes, Msg, Session, Stale, race};
use crate::text::story::depth;
use crate::view::Picture;
use crate::web::kit::elements::flag;
use crate::web::page::app::App;
use crate::web::page::ids::{Id, Page};
use web_sys::Event;

/// The picture.
pub const ROW: Row = Row {
    picture: Picture::Race,
    name: "race",
    place: Id::Race,
    scroller: None,
    stale: Stale::RUN,
    every: 1,
    on_picture: &[],
    in_panel: &[(Id::RaceMany, "click", many)],
    words,
    echo: |_, _| {},
};

/// Runs many races, or stops that.
fn many(app: &mut App, _: &Event) {
    app.settle();
    let under_way = race::tally(&app.session).is_some_and(|tally| tally.done < tally.of);
    app.act_now(Msg::Race(Lanes::Many(!under_way)));
}

/// What the picture shows, in words, and whether many races are under way.
#[inline(never)] // in the second part of the program (xtask/src/split)
fn words(page: &Page, session: &Session) {
    let under_way = race::tally(session).is_some_and(|tally| tally.done < tally.of);
    flag(page.get(Id::RaceMany), "aria-pressed", under_way);
    page.write(Id::RaceTold, depth::headline(session).spoken(session.settings().lang));
}
