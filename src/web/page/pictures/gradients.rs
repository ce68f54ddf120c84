//! How large the gradient is, layer by layer: to look at, and to bring back where it has vanished or exploded.

use super::row::Row;
use crate::session::gradients::{self, Cure};
use crate::session::{Session, Stale};
use crate::text::gradients as words;
use crate::view::{Flow, Picture};
use crate::web::kit::listen::around;
use crate::web::kit::rows::write as write_part;
use crate::web::page::announce;
use crate::web::page::app::App;
use crate::web::page::ids::{Id, Page};
use web_sys::Event;

/// The picture.
pub const ROW: Row = Row {
    picture: Picture::Gradients,
    name: "gradients",
    place: Id::Gradients,
    scroller: None,
    stale: Stale::RUN,
    every: 2,
    on_picture: &[],
    in_panel: &[(Id::GradientsTold, "click", cure)],
    words: tell,
    echo: |_, _| {},
};

/// Takes the cure that is pressed.
fn cure(app: &mut App, event: &Event) {
    let named = around(event, "[data-cure]").and_then(|button| button.get_attribute("data-cure"));
    let Some(cure) = Cure::ALL.into_iter().find(|cure| named.as_deref() == Some(word(*cure))) else { return };
    app.settle();
    if let Some(msg) = gradients::cure(&app.session, cure) {
        app.act_now(msg);
        announce::verdict(app);
    }
}

/// The word for a cure in the page's attributes.
fn word(cure: Cure) -> &'static str {
    match cure {
        Cure::Suited => "suited",
        Cure::Half => "half",
    }
}

/// What is told below the picture, and which cures are offered.
#[inline(never)] // in the second part of the program (xtask/src/split)
fn tell(page: &Page, session: &Session) {
    let lang = session.settings().lang;
    let view = gradients::view(session);
    page.mark("data-flow", view.as_ref().map_or(Flow::Unknown, |view| view.flow).word());
    let cures: Vec<&str> = Cure::ALL.into_iter().filter(|cure| gradients::helps(session, *cure)).map(word).collect();
    page.mark("data-cures", &cures.join(" "));
    let told = view.as_ref().map(|view| words::verdict(view, session.settings(), lang));
    let spoken = view.as_ref().map_or_else(|| words::no_layers(lang).to_owned(), |view| words::spoken(view, lang));
    let became = view.as_ref().and_then(|view| words::became(view, lang));
    for (role, text) in
        [("verdict", told.unwrap_or_default()), ("became", became.unwrap_or_default()), ("spoken", spoken)]
    {
        write_part(page.get(Id::GradientsTold), role, &text);
    }
}
