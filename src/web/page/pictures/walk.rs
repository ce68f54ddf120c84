//! A walk through one training step: its phases, its sums, and what comes of trying a weight out.

use super::row::Row;
use crate::scene::Layout;
use crate::session::{Move, Msg, Session, Stale, walk};
use crate::text::story::backprop;
use crate::text::walk as words;
use crate::view::{Phase, Picture, Walk};
use crate::web::kit::elements::{disable, flag, set};
use crate::web::kit::listen::around;
use crate::web::kit::rows::{rows, write as write_part};
use crate::web::page::announce;
use crate::web::page::app::{Act, App};
use crate::web::page::hold::px;
use crate::web::page::ids::{Id, Page};
use crate::web::page::keys::{self, arrow};
use web_sys::Event;

/// By so much a weight is changed to try it out.
const NUDGE: f64 = 0.0001;

/// The picture.
pub const ROW: Row = Row {
    picture: Picture::Walk,
    name: "walk",
    place: Id::Walk,
    scroller: None,
    stale: Stale::LAYERS,
    every: 1,
    on_picture: &[("click", choose), ("keydown", |app, event| keys::pressed(app, event, on_key))],
    in_panel: CONTROLS,
    words: |_, _| {},
    echo,
};

/// What one can do beside it.
const CONTROLS: &[(Id, &str, Act)] = &[
    (Id::WalkOn, "click", |app, _| onward(app)),
    (Id::WalkBefore, "click", |app, _| back(app)),
    (Id::WalkForward, "click", |app, _| to(app, |layers| layers)),
    (Id::WalkLoss, "click", |app, _| to(app, |layers| layers + 1)),
    (Id::WalkBack, "click", |app, _| to(app, Phase::moves_back)),
    (Id::WalkAgain, "click", again),
    (Id::WalkStroll, "click", stroll),
    (Id::WalkWhich, "click", another),
    (Id::WalkTry, "click", |app, _| act(app, Msg::Walk(Move::Try(NUDGE)))),
    (Id::WalkCheck, "click", |app, _| act(app, Msg::Walk(Move::Check))),
];

fn act(app: &mut App, msg: Msg) {
    app.act_now(msg);
    announce::verdict(app);
}

/// One phase farther; at the end the step is taken.
fn onward(app: &mut App) {
    app.settle();
    let msg = walk::onward(&app.session);
    act(app, msg);
}

/// One phase back.
fn back(app: &mut App) {
    app.settle();
    if let Some(msg) = walk::backward(&app.session) {
        act(app, msg);
    }
}

/// To the end of a group of phases.
fn to(app: &mut App, moves: fn(usize) -> usize) {
    app.settle();
    let layers = app.session.learner().shape().layers().len();
    act(app, Msg::Walk(Move::To(moves(layers))));
}

/// Back to the start of the run, and of the walk.
fn again(app: &mut App, _: &Event) {
    app.settle();
    app.act_now(Msg::Rewind);
    act(app, Msg::Walk(Move::To(0)));
}

/// On by itself, or no more.
fn stroll(app: &mut App, _: &Event) {
    app.settle();
    let on = !walk::strolls(&app.session);
    if on && walk::view(&app.session).is_some_and(|walk| walk.phase == Phase::Stepped) {
        app.act_now(Msg::Walk(Move::To(0)));
    }
    app.act_now(Msg::Walk(Move::Stroll(on)));
}

/// Another sample walks.
fn another(app: &mut App, event: &Event) {
    let by = around(event, "[data-walk]").and_then(|button| button.get_attribute("data-walk")?.parse().ok());
    if let Some(by) = by {
        act(app, Msg::Walk(Move::Sample(by)));
    }
}

/// The weight or bias that is pressed.
fn choose(app: &mut App, event: &Event) {
    let at = px(app, Picture::Walk, event);
    let site = app.canvas(Picture::Walk).layout().and_then(Layout::nodes).and_then(|nodes| nodes.site_at(at));
    let place = site.and_then(|site| walk::place(&app.session, site));
    if let Some(place) = place {
        act(app, Msg::Walk(Move::Choose(place)));
    }
}

/// Left and right walk, up and down choose another parameter.
fn on_key(app: &mut App, key: &str, _: f64) -> bool {
    match arrow(key) {
        Some((right, _)) if right > 0.0 => onward(app),
        Some((right, _)) if right < 0.0 => back(app),
        Some((_, up)) => {
            app.settle();
            let next = walk::beside(&app.session, -(up as isize));
            app.act_now(Msg::Walk(Move::Choose(next)));
            if let Some(walk) = walk::view(&app.session) {
                let lang = app.session.settings().lang;
                app.page.announce(words::site(&walk, walk.chosen, lang) + ": " + &words::value(walk.value));
            }
        }
        None => return false,
    }
    true
}

/// The sums beside the picture, in the frame in which it is drawn.
fn echo(page: &Page, session: &Session) {
    let lang = session.settings().lang;
    page.write(Id::WalkTold, backprop::headline(session).sentence());
    let Some(view) = walk::view(session) else { return clear(page) };
    write_phases(page, &view, lang);
    flag(page.get(Id::WalkStroll), "aria-pressed", walk::strolls(session));
    let layers = view.layers.len();
    let known = view.phase.knows_gradients(view.chosen.layer, layers);
    page.mark("data-walked", if known { "yes" } else { "no" });
    let (paths, lines, sum) = if known { words::paths(&view, lang) } else { Default::default() };
    write_lines(page, Id::WalkPaths, &lines);
    let trial = view.trial.filter(|_| known);
    page.mark("data-tried", if trial.is_some() { "yes" } else { "no" });
    let (tried, lines, divided) = trial.map_or_else(Default::default, |trial| words::trial(&view, &trial, lang));
    write_lines(page, Id::WalkTrial, &lines);
    let when = |text: Option<String>| text.filter(|_| known).unwrap_or_default();
    for (role, text) in [
        ("paths-head", paths),
        ("sum", sum),
        ("gradient", when(Some(words::value(view.gradient)))),
        ("mean", when(words::mean(&view, lang))),
        ("trial-head", tried),
        ("divided", divided),
        ("quotient", trial.map_or_else(String::new, |trial| words::value(trial.quotient()))),
        ("next-step", when(Some(words::next(&view, lang).join("\n").trim_end().to_owned()))),
        ("checked", words::checked(&view, lang).unwrap_or_default()),
    ] {
        write_part(page.get(Id::WalkSums), role, &text);
    }
}

/// Nothing is told where no sample walks.
fn clear(page: &Page) {
    page.mark("data-walked", "no");
    page.mark("data-tried", "no");
}

fn write_lines(page: &Page, id: Id, lines: &[String]) {
    let places = rows(page.get(id), page.get(Id::WalkLine), lines.len());
    for (line, place) in lines.iter().zip(places) {
        write_part(&place, "line", line);
    }
}

/// Which phase it is, and what the next press does.
fn write_phases(page: &Page, view: &Walk, lang: crate::text::Lang) {
    let layers = view.layers.len();
    let (phase, next) = words::phases(view.phase, layers, lang);
    page.mark("data-phase", if phase == 3 { "step" } else { "walk" });
    for (at, id) in [Id::WalkForward, Id::WalkLoss, Id::WalkBack].into_iter().enumerate() {
        set(page.get(id), "aria-current", if at == phase { "step" } else { "false" });
        flag(page.get(id), "data-done", at < phase);
    }
    page.write(Id::WalkCount, words::count(view.phase, layers, lang));
    write_part(page.get(Id::WalkOn), "next", next);
    write_part(page.get(Id::WalkWhich), "which", &words::which(view, lang));
    page.get(Id::WalkWhich).set_hidden(view.place.1 < 2);
    disable(page.get(Id::WalkBefore), view.phase == Phase::Forward(0));
}
