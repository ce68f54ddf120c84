//! The one place through which all that the browser calls reaches the app.

use super::app::App;
use super::listen::Act;
use std::cell::RefCell;
use web_sys::Event;

/// How handlers reach the app, which lives as long as the page.
pub type Shared = &'static Desk;

/// The app, and the calls that wait for it: no handler runs inside a handler.
pub struct Desk {
    /// The app itself, borrowed while a handler is at work.
    pub app: RefCell<App>,
    waiting: RefCell<Vec<(Act, Event)>>,
}

impl Desk {
    /// Nothing waits yet.
    pub fn new(app: RefCell<App>) -> Desk {
        Desk { app, waiting: RefCell::default() }
    }

    /// Calls a handler, or lets it wait for the end of the one that is at work: one that moves the focus makes the browser
    /// tell at once of a change in the field that has lost it.
    pub fn call(&self, act: Act, event: Event) {
        self.waiting.borrow_mut().push((act, event));
        let Ok(mut app) = self.app.try_borrow_mut() else { return };
        while let Some((act, event)) = self.next() {
            act(&mut app, &event);
        }
    }

    fn next(&self) -> Option<(Act, Event)> {
        let mut waiting = self.waiting.borrow_mut();
        (!waiting.is_empty()).then(|| waiting.remove(0))
    }
}
