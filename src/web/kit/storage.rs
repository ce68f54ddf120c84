//! The browser's storage. A browser may forbid it; then nothing is kept, and nothing else breaks.

use wasm_bindgen::JsValue;
use web_sys::Storage;

/// A storage, if there is one.
pub struct Store(Option<Storage>);

impl Store {
    /// What the window answers when it is asked for one.
    pub fn new(answer: Result<Option<Storage>, JsValue>) -> Store {
        Store(answer.ok().flatten())
    }

    /// An entry.
    pub fn read(&self, key: &str) -> Option<String> {
        self.0.as_ref()?.get_item(key).ok()?
    }

    /// Writes an entry, if there is room for it.
    pub fn write(&self, key: &str, text: &str) {
        let _ = self.0.as_ref().map(|storage| storage.set_item(key, text));
    }

    /// Takes every entry away whose key begins so.
    pub fn clear(&self, start: &str) {
        let Some(storage) = &self.0 else { return };
        let count = storage.length().unwrap_or(0);
        let keys: Vec<String> = (0..count).filter_map(|at| storage.key(at).ok()?).collect();
        keys.iter().filter(|key| key.starts_with(start)).for_each(|key| self.remove(key));
    }

    /// Takes an entry away.
    pub fn remove(&self, key: &str) {
        let _ = self.0.as_ref().map(|storage| storage.remove_item(key));
    }
}
