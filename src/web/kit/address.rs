//! The address of the page, what stands behind its #, and giving it away.

use super::objects::object;
use crate::data::decimal;
use js_sys::Math::random;
use js_sys::{Date, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Window;

/// What stands behind the #.
pub fn fragment(window: &Window) -> String {
    let hash = window.location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// The address with this behind its #; without a # where that is empty.
pub fn whole(window: &Window, fragment: &str) -> String {
    let href = window.location().href().unwrap_or_default();
    let bare = href.split('#').next().unwrap_or_default();
    if fragment.is_empty() { bare.to_owned() } else { [bare, "#", fragment].concat() }
}

/// Whether the entry of the history that is shown was written by the page, and not by whoever has pasted an address.
pub fn is_ours(window: &Window) -> bool {
    name(window).is_some()
}

/// The name that the page gave to the entry of the history that is shown; `None` where it is none of the page's.
pub fn name(window: &Window) -> Option<String> {
    get(&get(window, "history"), "state").as_string()
}

/// Whether the page was loaded anew, and not come to.
pub fn is_reloaded(window: &Window) -> bool {
    let performance = get(window, "performance");
    let entries = get(&performance, "getEntriesByType").dyn_into::<Function>();
    let Ok(entries) = entries.and_then(|list| list.call1(&performance, &"navigation".into())) else { return false };
    get(&get(&entries, "0"), "type").as_string().as_deref() == Some("reload")
}

/// Another fragment: in the place of this one, or as a further entry of the history, from which the browser's Back leads here.
/// An entry keeps its name for as long as it lives.
pub fn go(window: &Window, fragment: &str, further: bool) {
    let (url, method) = (whole(window, fragment), if further { "pushState" } else { "replaceState" });
    let kept = name(window).filter(|_| !further);
    let named = kept.unwrap_or_else(|| decimal::shortest(Date::now() + random()));
    let history = get(window, "history");
    // Some browsers refuse very long addresses, or many in a short time; then the address stays behind.
    if let Ok(method) = get(&history, method).dyn_into::<Function>() {
        let _ = method.call3(&history, &named.into(), &"".into(), &url.into());
    }
}

fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// Gives an address to the system's own way of sharing, where there is one. The function is told that it has ended, however.
pub fn share(window: &Window, url: &str, ended: &Function) -> bool {
    let shared = object(&[], &[("title", "Kittengrad".into()), ("url", url.into())]);
    ask(&window.navigator(), "share", &shared, [ended, ended])
}

/// Copies a text; one of the functions is told how it went.
pub fn copy(window: &Window, text: &str, [copied, refused]: [&Function; 2]) -> bool {
    let clipboard = Reflect::get(&window.navigator(), &"clipboard".into()).unwrap_or_default();
    ask(&clipboard, "writeText", &text.into(), [copied, refused])
}

/// Calls a method that promises something. Whether there is one.
fn ask(of: &JsValue, method: &str, with: &JsValue, [done, failed]: [&Function; 2]) -> bool {
    let call = || -> Option<()> {
        let method: Function = Reflect::get(of, &method.into()).ok()?.dyn_into().ok()?;
        let promise = method.call1(of, with).ok()?;
        let then: Function = Reflect::get(&promise, &"then".into()).ok()?.dyn_into().ok()?;
        then.call2(&promise, done, failed).ok().map(drop)
    };
    call().is_some()
}
