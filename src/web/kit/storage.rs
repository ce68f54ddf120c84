//! The browser's storage. A browser may forbid it; then nothing is kept, and nothing else breaks.

use web_sys::{Storage, Window};

/// A storage, if there is one.
pub struct Store(Option<Storage>);

impl Store {
    /// What this browser keeps of the site.
    pub fn of_site(window: &Window) -> Store {
        Store(window.local_storage().ok().flatten())
    }

    /// What this tab alone keeps, until it is closed.
    pub fn of_tab(window: &Window) -> Store {
        Store(window.session_storage().ok().flatten())
    }

    /// An entry.
    pub fn read(&self, key: &str) -> Option<String> {
        self.0.as_ref()?.get_item(key).ok()?
    }

    /// Writes an entry, if there is room for it.
    pub fn write(&self, key: &str, text: &str) {
        let _ = self.0.as_ref().map(|storage| storage.set_item(key, text));
    }

    /// Takes an entry away.
    pub fn remove(&self, key: &str) {
        let _ = self.0.as_ref().map(|storage| storage.remove_item(key));
    }
}
