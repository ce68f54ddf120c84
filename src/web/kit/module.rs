//! A laboratory's module: its functions, and its memory, which is read and written by copies.

use crate::lab::wire::{DeBin, read, write};
use crate::lab::{Answer, Message, Sketch, Told, Work};
use js_sys::{Function, Reflect, Uint8Array, WebAssembly};
use wasm_bindgen::{JsCast, JsValue};

/// The functions of a module, by the names under which it exports them.
pub struct Module {
    memory: WebAssembly::Memory,
    room: Function,
    length: Function,
    hear: Function,
    pass: Function,
    work: Function,
    stale: Function,
    draw: Function,
    tell: Function,
    answer: Function,
    bytes: Vec<u8>,
}

impl Module {
    /// What a loaded module exports; `None` if it is no laboratory.
    pub fn new(exports: &JsValue) -> Option<Module> {
        let get = |name: &str| Reflect::get(exports, &name.into()).ok();
        let function = |name: &str| get(name)?.dyn_into::<Function>().ok();
        Some(Module {
            memory: get("memory")?.dyn_into().ok()?,
            room: function("room")?,
            length: function("length")?,
            hear: function("hear")?,
            pass: function("pass")?,
            work: function("work")?,
            stale: function("stale")?,
            draw: function("draw")?,
            tell: function("tell")?,
            answer: function("answer")?,
            bytes: Vec::new(),
        })
    }

    /// Brings it a message.
    pub fn hear(&mut self, message: &Message) -> Option<()> {
        write(message, &mut self.bytes);
        let length = self.send(&self.bytes)?;
        self.hear.call1(&JsValue::NULL, &length).ok().map(drop)
    }

    /// Tells it that time has passed, in milliseconds.
    pub fn pass(&self, milliseconds: f64) -> Option<()> {
        self.pass.call1(&JsValue::NULL, &milliseconds.into()).ok().map(drop)
    }

    /// Lets it do a slice of its work; what is left to do.
    pub fn work(&self) -> Option<Work> {
        let left = self.work.call0(&JsValue::NULL).ok()?.as_f64()?;
        Work::ALL.into_iter().find(|work| f64::from(*work as u8) == left)
    }

    /// Which pictures are stale, and the words.
    pub fn stale(&self) -> Option<u32> {
        Some(self.stale.call0(&JsValue::NULL).ok()?.as_f64()? as i64 as u32)
    }

    /// What it draws as a picture of this size.
    pub fn draw(&mut self, picture: usize, (width, height): (f64, f64)) -> Option<Sketch> {
        let at = self.draw.call3(&JsValue::NULL, &(picture as f64).into(), &width.into(), &height.into()).ok()?;
        self.take(&at)
    }

    /// All that it tells.
    pub fn tell(&mut self) -> Option<Told> {
        let at = self.tell.call0(&JsValue::NULL).ok()?;
        self.take(&at)
    }

    /// Its answer to a script; `None` inside if it has none.
    pub fn answer(&mut self, question: &str, numbers: &[f32]) -> Option<Option<Answer>> {
        write(&(question.to_owned(), numbers.to_vec()), &mut self.bytes);
        let length = self.send(&self.bytes)?;
        let at = self.answer.call1(&JsValue::NULL, &length).ok()?;
        self.take(&at)
    }

    /// Copies bytes into its memory; how many they are.
    fn send(&self, bytes: &[u8]) -> Option<JsValue> {
        let length = JsValue::from(bytes.len() as f64);
        let at = self.room.call1(&JsValue::NULL, &length).ok()?;
        self.view(&at, &length)?.copy_from(bytes);
        Some(length)
    }

    /// Copies out of its memory what it has written there, and reads it.
    fn take<T: DeBin>(&mut self, at: &JsValue) -> Option<T> {
        let length = self.length.call0(&JsValue::NULL).ok()?;
        let view = self.view(at, &length)?;
        self.bytes.resize(view.length() as usize, 0);
        view.copy_to(&mut self.bytes);
        read(&self.bytes)
    }

    /// A part of its memory. It is another one whenever the memory has grown.
    fn view(&self, at: &JsValue, length: &JsValue) -> Option<Uint8Array> {
        let (at, length) = (at.as_f64()?, length.as_f64()?);
        Some(Uint8Array::new_with_byte_offset_and_length(&self.memory.buffer(), at as u32, length as u32))
    }
}
