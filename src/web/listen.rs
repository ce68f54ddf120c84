//! The one door for listeners: each is removed when its handle is dropped.

use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

/// A listener that listens as long as it lives.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens to events of a kind. The handler may prevent the event's default.
    pub fn new<E: JsCast>(target: &EventTarget, kind: &'static str, mut handler: impl FnMut(E) + 'static) -> Self {
        Self::listening(target, kind, Box::new(move |event: Event| handler(event.unchecked_into())))
    }

    fn listening(target: &EventTarget, kind: &'static str, handler: Box<dyn FnMut(Event)>) -> Self {
        let closure = Closure::wrap(handler);
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        // It fails only for a null callback.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            kind,
            closure.as_ref().unchecked_ref(),
            &options,
        );
        Listener { target: target.clone(), kind, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.kind, self.closure.as_ref().unchecked_ref());
    }
}
