//! How a laboratory comes: asked for when its chapter is opened, told how far it has come, and asked for again if it did not.

use super::ask::hear;
use super::hands;
use crate::lab::Message;
use crate::text::Lang;
use crate::text::laboratory as words;
use crate::web::kit::board::Board;
use crate::web::kit::elements::all;
use crate::web::kit::listen::function;
use crate::web::kit::module::Module;
use crate::web::kit::other;
use crate::web::kit::rows::{part, write as write_part};
use crate::web::page::app::{App, Shared};
use crate::web::page::card;
use crate::web::page::experiment::{Calls, Picture};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

/// The loader's function that fetches a module.
const FETCH: &str = "kittengradLab";
/// What stands in the place where nothing else does, as in index.html.
const WAITING: &str = "<div class=\"stage\"><p data-role=\"waiting\" role=\"status\"></p></div>";

/// Makes the functions that the browser calls.
pub fn calls(shared: Shared) -> Option<Calls> {
    Some(Calls {
        came: Closure::<dyn Fn(JsValue)>::new(move |exports| {
            // No handler is at work when a promise calls.
            let _ = shared.work(|app| came(app, shared, &exports));
        })
        .into_js_value()
        .unchecked_into(),
        failed: function(shared, |app, _| {
            app.lab.asked = false;
            say(app, words::failed, true);
        }),
        told: function(shared, |app, share| {
            let share = share.unchecked_ref::<JsValue>().as_f64();
            say(app, |lang| words::coming(share, lang), false);
        }),
    })
}

/// A chapter was opened: its laboratory goes on, or is fetched; that of another one rests.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn arrived(app: &mut App) {
    let here = app.story.at().key();
    let within = |place: &Element| place.get_attribute("data-in").unwrap_or_default().split(' ').any(|key| key == here);
    let place = all(app.page.document(), "data-lab", "").into_iter().find(within);
    if app.lab.open && place.is_none() {
        hear(app, Message::Rest);
    }
    app.lab.open = place.is_some();
    let Some(place) = place else { return };
    app.lab.name = place.get_attribute("data-lab").unwrap_or_default();
    app.lab.place = Some(place);
    match &app.lab.module {
        Some(_) => app.redraw(),
        None => fetch(app),
    }
}

/// Asks for the module, unless it is on its way.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn fetch(app: &mut App) {
    if std::mem::replace(&mut app.lab.asked, true) {
        return;
    }
    say(app, |lang| words::coming(None, lang), false);
    let window = &app.browser.window;
    let asked = Reflect::get(window, &FETCH.into()).ok().and_then(|fetch| fetch.dyn_into::<Function>().ok());
    if let (Some(fetch), Some(calls)) = (asked, &app.lab.calls)
        && let Ok(promise) = fetch.call2(&JsValue::NULL, &app.lab.name.as_str().into(), &calls.told)
        // A promise's own functions, called by name: web-sys wants closures of its own.
        && let Ok(then) = Reflect::get(promise.unchecked_ref::<Promise>(), &"then".into())
    {
        let _ = then.unchecked_ref::<Function>().call2(&promise, &calls.came, &calls.failed);
    }
}

/// The module is there, and its piece of the page stands in its place.
#[inline(never)] // in the second part of the program (xtask/src/split)
fn came(app: &mut App, shared: Shared, exports: &JsValue) {
    app.lab.asked = false;
    let (Some(mut module), Some(place)) = (Module::new(exports), app.lab.place.clone()) else {
        return say(app, words::failed, true);
    };
    // Its chapter may have been left in the meantime.
    if let Some(kept) = app.keeping.site.read(&app.lab.entry()) {
        let _ = module.hear(&Message::Kept(bytes(&kept)));
    }
    app.lab.module = Some(module);
    let document = app.page.document();
    let mut pictures = all(document, "data-picture", "");
    pictures.retain(|picture| place.contains(Some(picture)));
    let number = |element: &Element| element.get_attribute("data-picture").and_then(|n| n.parse().ok()).unwrap_or(0u32);
    pictures.sort_by_key(number);
    let boards = pictures.into_iter().filter_map(|place| Board::new(document, place.unchecked_into::<HtmlElement>()));
    app.lab.pictures = boards.map(|board| Picture { board, due: true, waits: 0 }).collect();
    if app.session.settings().lang == Lang::ZhHans {
        other::swap(document, Some(&place));
    }
    hands::listen_all(&place, shared);
    card::show(&app.page, &app.story);
    app.redraw();
}

/// The module has panicked: nothing of it can go on, and its piece of the page makes room for a word about that. It counts as asked
/// for until the page is loaded anew, because whoever asked again would get the same broken one.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn broke(app: &mut App) {
    (app.lab.module, app.lab.asked) = (None, true);
    app.lab.pictures.clear();
    if let Some(place) = &app.lab.place {
        place.set_inner_html(WAITING);
    }
    say(app, words::broke, false);
}

/// Bytes from two letters each.
fn bytes(text: &str) -> Vec<u8> {
    let digit = |letter: u8| char::from(letter).to_digit(16).unwrap_or(0) as u8;
    text.as_bytes().as_chunks::<2>().0.iter().map(|[high, low]| 16 * digit(*high) + digit(*low)).collect()
}

/// Says in the place for it how far the laboratory has come, or that it has not.
#[inline(never)] // in the second part of the program (xtask/src/split)
fn say(app: &App, text: impl Fn(Lang) -> String, failed: bool) {
    if let Some(place) = &app.lab.place {
        write_part(place, "waiting", &text(app.session.settings().lang));
        if let Some(again) = part(place, "again") {
            again.unchecked_ref::<HtmlElement>().set_hidden(!failed);
        }
    }
}
