//! How a laboratory comes: asked for when its chapter is opened, told how far it has come, and asked for again if it did not.

use super::{hands, redraw};
use crate::lab::Message;
use crate::text::Lang;
use crate::text::laboratory as words;
use crate::web::kit::board::Board;
use crate::web::kit::elements::all;
use crate::web::kit::listen::function;
use crate::web::kit::module::Module;
use crate::web::kit::other;
use crate::web::kit::rows::write as write_part;
use crate::web::page::app::{App, Shared};
use crate::web::page::chapters;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// The loader's function that fetches a module.
const FETCH: &str = "kittengradLab";
/// The entry of the storage in which a laboratory's own is kept has its name after this.
const KEPT: &str = "kittengrad.lab.";

/// A picture of a laboratory.
pub struct Shown {
    /// Where it is drawn.
    pub board: Board,
    /// It has to be drawn anew.
    pub due: bool,
    /// Frames for which it waits, because its last drawing was slow.
    pub waits: u32,
}

/// The functions that the browser calls.
pub struct Calls {
    came: Function,
    failed: Function,
    told: Function,
    shared: Shared,
}

/// The laboratory that was opened last.
#[derive(Default)]
pub struct Lab {
    /// Its name.
    pub name: String,
    /// Its place in the page.
    pub place: Option<Element>,
    /// Its pictures, by their number.
    pub pictures: Vec<Shown>,
    /// When the last frame began, ms.
    pub last: f64,
    /// Something that it tells is not written yet.
    pub unwritten: bool,
    /// Frames since that was written.
    pub since_written: u32,
    /// The pictures' room may have changed.
    pub unmeasured: bool,
    /// The language in which it was told to speak, and whether it was drawn dark.
    pub looks: Option<(Lang, bool)>,
    /// The pointer that is pressed on a picture.
    pub pointer: Option<(i32, usize)>,
    /// What the browser calls.
    pub calls: Option<Calls>,
    module: Option<Module>,
    /// Its chapter is open.
    open: bool,
    /// It is on its way.
    asked: bool,
}

impl Lab {
    /// Whether the chapter of a laboratory is open, whether its module is there or not.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The module, while its chapter is open.
    pub fn open_module(&mut self) -> Option<&mut Module> {
        self.module.as_mut().filter(|_| self.open)
    }

    /// The module, while its chapter is open, and the pictures.
    pub fn parts(&mut self) -> (Option<&mut Module>, &mut [Shown]) {
        (self.module.as_mut().filter(|_| self.open), &mut self.pictures)
    }

    /// The entry of the storage in which its own is kept.
    pub fn entry(&self) -> String {
        [KEPT, &self.name].concat()
    }
}

/// Makes the functions that the browser calls.
pub fn calls(shared: Shared) -> Option<Calls> {
    Some(Calls {
        came: function(shared, |app, exports| came(app, exports.as_ref())),
        failed: function(shared, |app, _| {
            app.lab.asked = false;
            say(app, |lang| words::failed(lang), true);
        }),
        told: function(shared, |app, share| {
            let share = share.unchecked_ref::<JsValue>().as_f64();
            say(app, |lang| words::coming(share, lang), false);
        }),
        shared,
    })
}

/// A chapter was opened: its laboratory goes on, or is fetched; that of another one rests.
pub fn arrived(app: &mut App) {
    let here = app.story.at().key();
    let within = |place: &Element| place.get_attribute("data-in").unwrap_or_default().split(' ').any(|key| key == here);
    let place = all(app.page.document(), "data-lab", "").into_iter().find(within);
    if app.lab.open && place.is_none() {
        super::hear(app, Message::Rest);
    }
    app.lab.open = place.is_some();
    let Some(place) = place else { return };
    app.lab.name = place.get_attribute("data-lab").unwrap_or_default();
    app.lab.place = Some(place);
    match &app.lab.module {
        Some(_) => redraw(app),
        None => fetch(app),
    }
}

/// Asks for the module, unless it is on its way.
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
fn came(app: &mut App, exports: &JsValue) {
    app.lab.asked = false;
    let (Some(module), Some(place)) = (Module::new(exports), app.lab.place.clone()) else {
        return say(app, |lang| words::failed(lang), true);
    };
    app.lab.module = Some(module);
    let document = app.page.document();
    let mut pictures = all(document, "data-picture", "");
    pictures.retain(|picture| place.contains(Some(picture)));
    let number = |element: &Element| element.get_attribute("data-picture").and_then(|n| n.parse().ok()).unwrap_or(0u32);
    pictures.sort_by_key(number);
    let boards = pictures.into_iter().filter_map(|place| Board::new(document, place.unchecked_into::<HtmlElement>()));
    app.lab.pictures = boards.map(|board| Shown { board, due: true, waits: 0 }).collect();
    if let Some(calls) = &app.lab.calls {
        hands::listen_all(app, calls.shared);
    }
    if app.session.settings().lang == Lang::ZhHans {
        other::swap(document, Some(&place));
    }
    if let Some(kept) = app.keeping.site.read(&app.lab.entry()) {
        super::hear(app, Message::Kept(bytes(&kept)));
    }
    chapters::show(&app.page, &app.story);
    redraw(app);
    app.redraw();
}

/// Bytes from two letters each.
fn bytes(text: &str) -> Vec<u8> {
    let digit = |letter: u8| char::from(letter).to_digit(16).unwrap_or(0) as u8;
    text.as_bytes().as_chunks::<2>().0.iter().map(|[high, low]| 16 * digit(*high) + digit(*low)).collect()
}

/// Says in the place for it how far the laboratory has come, or that it has not.
fn say(app: &App, text: impl Fn(Lang) -> String, failed: bool) {
    if let Some(place) = &app.lab.place {
        write_part(place, "waiting", &text(app.session.settings().lang));
        app.page.mark("data-waits", if failed { "failed" } else { "coming" });
    }
}
