//! The page on paper: light whatever the theme, with every picture drawn, and sharper than a screen needs it. The rest is a matter
//! of style and of www/elsewhere.js.

use super::app::App;
use super::{frame, laboratory};
use crate::session::knobs::Word;

/// Before it is printed.
#[inline(never)] // in the second part
pub fn begin(app: &mut App) {
    app.browser.printing = true;
    app.page.mark("data-theme", "light");
    frame::draw_everything(app);
    laboratory::draw_everything(app);
}

/// Afterwards all is as it was.
#[inline(never)] // in the second part
pub fn end(app: &mut App) {
    app.browser.printing = false;
    app.page.mark("data-theme", app.session.settings().theme.word());
    app.redraw();
}
