//! What the benchmark asks the page to time.

use super::app::App;
use crate::session::Msg;

/// Trains a step, and returns the average milliseconds of each of these: a forward pass of the training points, a cell of the
/// loss surface, and all that is computed over x for the pictures.
pub fn passes(app: &mut App, times: u32) -> [f64; 3] {
    let App { session, browser, .. } = app;
    let (clock, n) = (&browser.clock, f64::from(times.max(1)));
    // After a step another grid is due. It is chosen, which is done once for all of its cells.
    session.update(Msg::Step(1));
    session.after_steps();
    session.fill_surface(1);
    let begin = clock.now();
    (0..times).for_each(|_| session.forward_pass());
    let passed = clock.now();
    let cells = session.fill_surface(times as usize);
    let filled = clock.now();
    for _ in 0..times {
        session.after_steps();
        session.fit();
        session.layers();
    }
    [(passed - begin) / n, (filled - passed) / cells as f64, (clock.now() - filled) / n]
}

/// Milliseconds of script that one drawing of each picture takes, on average over many: (marks, all of it). Those that are out
/// of sight are drawn too.
pub fn drawing(app: &mut App, times: u32) -> Vec<(f64, f64)> {
    let (ratio, dark) = (app.browser.window.device_pixel_ratio(), app.is_dark());
    let App { session, browser, pictures, .. } = app;
    let mut all = Vec::new();
    for shown in pictures {
        let view = session.view(shown.canvas.picture);
        shown.canvas.fit(&view, ratio, dark, session.settings().lang);
        all.push(shown.canvas.time(&view, times, &browser.clock));
    }
    all
}
