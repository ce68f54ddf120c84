//! What the page knows of a laboratory: its place, its pictures, its module once that has come.

use crate::text::Lang;
use crate::web::kit::board::Board;
use crate::web::kit::module::Module;
use js_sys::Function;
use web_sys::Element;

/// The entry of the storage in which a laboratory's own is kept has its name after this.
const KEPT: &str = "kittengrad.lab.";

/// A picture of a laboratory.
pub struct Picture {
    /// Where it is drawn.
    pub board: Board,
    /// It has to be drawn anew.
    pub due: bool,
    /// Frames for which it waits, because its last drawing was slow.
    pub waits: u32,
}

/// The functions that the browser calls.
pub struct Calls {
    /// The module has come.
    pub came: Function,
    /// It has not.
    pub failed: Function,
    /// It is on its way; it is told what share of it has come.
    pub told: Function,
}

/// The laboratory that was opened last.
#[derive(Default)]
pub struct Lab {
    /// Its name.
    pub name: String,
    /// Its place in the page.
    pub place: Option<Element>,
    /// Its pictures, by their number.
    pub pictures: Vec<Picture>,
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
    /// Its module, once it has come.
    pub module: Option<Module>,
    /// Its chapter is open, whether its module is there or not.
    pub open: bool,
    /// It is on its way.
    pub asked: bool,
}

impl Lab {
    /// The module, while its chapter is open.
    pub fn open_module(&mut self) -> Option<&mut Module> {
        self.module.as_mut().filter(|_| self.open)
    }

    /// The module, while its chapter is open, and the pictures.
    pub fn parts(&mut self) -> (Option<&mut Module>, &mut [Picture]) {
        (self.module.as_mut().filter(|_| self.open), &mut self.pictures)
    }

    /// Size, theme or language have changed: everything is measured, written and drawn again.
    pub fn redraw(&mut self) {
        (self.unmeasured, self.unwritten) = (true, true);
        self.pictures.iter_mut().for_each(|shown| shown.due = true);
    }

    /// The entry of the storage in which its own is kept.
    pub fn entry(&self) -> String {
        [KEPT, &self.name].concat()
    }
}
