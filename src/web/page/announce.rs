//! What screen readers are told.

use super::app::App;
use crate::session::Msg;
use crate::text::classes;
use crate::text::sentences;
use crate::text::story::headline;
use crate::view::{End, Span};

/// Tells how training is going.
pub fn verdict(app: &App) {
    let (headline, ..) = headline(&app.story, &app.session, &app.session.status());
    app.page.announce(headline.spoken(app.session.settings().lang));
}

/// Tells where the selected point is, or how many points there are if none is selected.
pub fn point(app: &App) {
    let (points, lang) = (app.session.points(), app.session.settings().lang);
    let held = app.session.selected_point().and_then(|index| Some((index, points.get(index)?)));
    app.page.announce(match held {
        Some((index, point)) if app.session.settings().dataset.tells_classes() => {
            let class = classes::class(point.kind.is_positive(), &app.session.quantity(), lang);
            [&sentences::point(index, (point.x, point.y), &app.session.quantity(), lang), lang.pick(", ", "，"), class]
                .concat()
        }
        Some((index, point)) => sentences::point(index, (point.x, point.y), &app.session.quantity(), lang),
        None => sentences::points(points.len(), lang),
    });
}

/// Tells which end of the line the keyboard holds and how high it is.
pub fn line_end(app: &App) {
    let (fit, lang) = (app.session.fit(), app.session.settings().lang);
    let held = fit.held_end.zip(fit.handles);
    app.page.announce(match held {
        Some((end, [left, right])) => {
            let (_, height) = match end {
                End::Left => left,
                End::Right => right,
            };
            sentences::line_end(end, height, &app.session.status(), &fit.quantity, lang)
        }
        None if fit.handles.is_some() => sentences::line_let_go(lang).to_owned(),
        None => sentences::no_line(lang).to_owned(),
    });
}

/// Undoes or redoes, and tells what came of it.
pub fn take_back(app: &mut App, msg: Msg) {
    app.act_now(msg);
    verdict(app);
}

/// Where the probe is and what the model answers there; the middle of the picture where one of them is missing.
pub fn at_probe(app: &App) -> (f64, f64) {
    let middle = |span: Span| (span.lo + span.hi) / 2.0;
    if app.session.settings().dataset.tells_classes() {
        let field = app.session.classes();
        return field.asked.map_or((middle(field.x), middle(field.y)), |asked| (asked.x, asked.y));
    }
    let fit = app.session.fit();
    let x = fit.probe.map_or(middle(fit.x), |p| p.x);
    (x, fit.probe.map(|p| p.predicted).filter(|y| y.is_finite()).unwrap_or(middle(fit.y)))
}
