//! How a picture looks: its size, theme and language.

use super::palette::{DARK, LIGHT, Palette};
use super::range::bounded;
use crate::text::Lang;

/// Size, theme and language of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Width of the whole picture, CSS px.
    pub width: f64,
    /// Height of the whole picture, CSS px.
    pub height: f64,
    /// Backend units per CSS px. Backends count in integers, so 16 makes movement smooth to a sixteenth of a px.
    pub sub: f64,
    /// The dark theme.
    pub dark: bool,
    /// The language of the labels.
    pub lang: Lang,
    /// The part of the picture's width that can be seen, in CSS px from its left edge; what is wholly outside may be
    /// left out. Only a picture that is wider than its container has a use for it.
    pub visible: (f64, f64),
}

impl Look {
    /// A light, English look of this size in CSS px, all of it visible.
    pub fn new(width: f64, height: f64, sub: f64) -> Self {
        Look { width, height, sub, dark: false, lang: Lang::En, visible: (f64::NEG_INFINITY, f64::INFINITY) }
    }

    /// The colours of this theme.
    pub fn colors(&self) -> &'static Palette {
        if self.dark { &DARK } else { &LIGHT }
    }

    /// A length or a place in backend units; saturates, and NaN is 0.
    pub fn px(&self, css: f64) -> i32 {
        // A cast from f64 saturates and turns NaN into 0; the bound leaves plotters room for additions. In WebAssembly `floor`
        // is an instruction, while `round` is a call.
        bounded((css * self.sub + 0.5).floor(), -1e9, 1e9) as i32
    }
}
