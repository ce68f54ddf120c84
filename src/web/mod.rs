//! The edge: the browser. It decides nothing: it turns gestures into messages and views into pixels. `kit` is what any page
//! of this kind needs of the browser; `page` is this page, and stands on it.

mod kit;
mod page;

use wasm_bindgen::prelude::*;
use web_sys::Window;

#[wasm_bindgen]
extern "C" {
    /// The page's window.
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Window;

    /// The loader's own way to show a panic; it throws nothing.
    #[wasm_bindgen(js_name = kittengradPanic)]
    fn show_panic(message: &str);
}

/// Starts the page.
///
/// # Errors
/// Something that index.html or the browser does not have; the loader shows it.
// Not copied into the package that calls it, whose code is fast and large.
#[inline(never)]
pub fn start() -> Result<(), String> {
    std::panic::set_hook(Box::new(on_panic));
    page::start(WINDOW.with(Window::clone))
}

/// The console gets the whole story, the page a sentence; the loader knows how to show it.
fn on_panic(info: &std::panic::PanicHookInfo) {
    console_error_panic_hook::hook(info);
    show_panic(&info.to_string());
}
