//! What is said to those who listen instead of looking.

use super::app::App;
use crate::session::Msg;
use crate::text::sentences;
use crate::view::Span;

/// Says how training is going.
pub fn verdict(app: &App) {
    let settings = app.session.settings();
    let (_, sentence) = sentences::verdict(&app.session.status(), settings, &app.session.quantity(), settings.lang);
    app.page.announce(sentence);
}

/// Says where the point that is held stands, or how many there are when none is.
pub fn point(app: &App) {
    let (points, lang) = (app.session.points(), app.session.settings().lang);
    let held = app.session.selected_point().and_then(|index| Some((index, points.get(index)?)));
    app.page.announce(match held {
        Some((index, point)) => sentences::point(index, point.x, point.y, lang),
        None => sentences::points(points.len(), lang),
    });
}

/// Undoes, or does again, and says so.
pub fn take_back(app: &mut App, msg: Msg) {
    app.act_now(msg);
    verdict(app);
}

/// The probe and the model's answer there; the middle of the picture for what there is not.
pub fn at_probe(app: &App) -> (f64, f64) {
    let fit = app.session.fit();
    let middle = |span: Span| (span.lo + span.hi) / 2.0;
    let x = fit.probe.map_or(middle(fit.x), |p| p.x);
    (x, fit.probe.map(|p| p.predicted).filter(|y| y.is_finite()).unwrap_or(middle(fit.y)))
}
