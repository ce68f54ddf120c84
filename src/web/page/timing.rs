//! What the benchmark asks the page to time.

use super::app::App;

/// The average milliseconds, over this many runs, of each of these: a forward pass of the training points, a cell of the loss surface,
/// and all that is computed over x for the pictures.
pub fn passes(app: &mut App, times: u32) -> [f64; 3] {
    let App { session, browser, .. } = app;
    let (clock, n) = (&browser.clock, f64::from(times.max(1)));
    // The grid is chosen, which is done once for all of its cells.
    session.after_steps();
    session.fill_surface(1);
    let begin = clock.now();
    (0..times).for_each(|_| session.forward_pass());
    let passed = clock.now();
    let cells = session.fill_surface(times as usize);
    let filled = clock.now();
    (0..times).for_each(|_| session.after_steps());
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
