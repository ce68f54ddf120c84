//! The one way in which the browser's calls reach the app.

use std::cell::RefCell;
use web_sys::Event;

/// What to do with the app when the browser calls.
pub type Act<A> = fn(&mut A, &Event);

/// The app, and the calls that wait for it: no handler runs inside another.
pub struct Desk<A> {
    app: RefCell<A>,
    waiting: RefCell<Vec<(Act<A>, Event)>>,
}

impl<A> Desk<A> {
    /// Nothing waits yet.
    pub fn new(app: A) -> Self {
        Desk { app: RefCell::new(app), waiting: RefCell::default() }
    }

    /// Calls a handler, or lets it wait until the present one has ended: a handler that moves the focus makes the browser
    /// report at once that the field which lost it has changed.
    pub fn call(&self, act: Act<A>, event: Event) {
        self.waiting.borrow_mut().push((act, event));
        let _ = self.work(|_| ());
    }

    /// Works on the app, then does what the work made the browser call; `None` while the app is at work already.
    pub fn work<T>(&self, work: impl FnOnce(&mut A) -> T) -> Option<T> {
        let mut app = self.app.try_borrow_mut().ok()?;
        let answer = work(&mut app);
        self.drain(&mut app);
        Some(answer)
    }

    fn drain(&self, app: &mut A) {
        loop {
            // What is called may add to them.
            let waiting = std::mem::take(&mut *self.waiting.borrow_mut());
            if waiting.is_empty() {
                return;
            }
            waiting.into_iter().for_each(|(act, event)| act(app, &event));
        }
    }
}
