//! Models that learn the same points: to look at, to be made by hand in free play, and to be run over many seeds.

mod lanes;

use crate::session::{Lanes, Msg, Session, Stale, State, race};
use crate::text::race::{nobody, told};
use crate::text::story::depth;
use crate::view::Picture;
use crate::web::kit::elements::{flag, set};
use crate::web::page::app::App;
use crate::web::page::ids::{Id, Page};
use crate::web::page::pictures::row::Row;
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
    in_panel: &[
        (Id::RaceMany, "click", many),
        (Id::RaceLanes, "click", lanes::pressed),
        (Id::RaceLanes, "change", lanes::turned),
    ],
    words,
    echo: |_, _| {},
};

/// Runs many races, or stops that.
fn many(app: &mut App, _: &Event) {
    app.settle();
    let wanted = !race::is_counting(&app.session);
    app.act_now(Msg::Race(Lanes::Many(wanted)));
}

/// What the picture shows, in words, and whether many races are under way.
#[inline(never)] // in the second part of the program (xtask/src/split)
fn words(page: &Page, session: &Session) {
    let lang = session.settings().lang;
    // What happens on the way is too much to be read out; how it began and what came of it is not.
    let rests = session.state() != State::Running;
    set(page.get(Id::RaceTold), "aria-live", if rests { "polite" } else { "off" });
    flag(page.get(Id::RaceMany), "aria-pressed", race::is_counting(session));
    page.mark("data-race", if race::is_on(session) { "on" } else { "none" });
    if page.root().get_attribute("data-place").as_deref() == Some("free") {
        let view = race::view(session);
        page.write(Id::RaceTold, view.as_ref().map_or_else(|| nobody(lang).to_owned(), |view| told(view, lang)));
        lanes::write(page, session, view.as_ref());
    } else {
        page.write(Id::RaceTold, depth::headline(session).spoken(lang));
    }
}
