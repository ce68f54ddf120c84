//! Words that stay within the picture.

use crate::scene::geometry::Px;
use crate::scene::lettering::{Font, text_width};
use crate::scene::palette::Shade;
use crate::scene::pen::{Pen, Side};
use crate::scene::range::bounded;

/// Writes a text in the middle of a place, as far within the picture as it goes.
pub fn centred(pen: &Pen, text: &str, at: Px, (font, color): (Font, Shade)) {
    let half = text_width(text, font) / 2.0 + 1.0;
    let x = bounded(at.0, half, (pen.look.width - half).max(half));
    pen.text(text, (x, at.1), Side::Middle, font, color);
}
