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

    /// Writes an entry, if there is room for it; whether there was.
    pub fn write(&self, key: &str, text: &str) -> bool {
        self.0.as_ref().is_some_and(|storage| storage.set_item(key, text).is_ok())
    }

    /// Writes an entry where it is another one; without a text there is none.
    pub fn put(&self, key: &str, text: &str) {
        if text.is_empty() {
            self.remove(key);
        } else if self.read(key).as_deref() != Some(text) {
            self.write(key, text);
        }
    }

    /// Whether the browser keeps anything of the site at all.
    pub fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// Whether there is any entry.
    pub fn has_any(&self) -> bool {
        self.0.as_ref().is_some_and(|storage| storage.length().is_ok_and(|length| length > 0))
    }

    /// Every key that begins so.
    pub fn keys(&self, start: &str) -> Vec<String> {
        let Some(storage) = &self.0 else { return Vec::new() };
        let keys = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?);
        keys.filter(|key| key.starts_with(start)).collect()
    }

    /// Takes every entry away whose key begins so.
    pub fn clear(&self, start: &str) {
        self.keys(start).iter().for_each(|key| self.remove(key));
    }

    /// Takes an entry away.
    pub fn remove(&self, key: &str) {
        let _ = self.0.as_ref().map(|storage| storage.remove_item(key));
    }
}
