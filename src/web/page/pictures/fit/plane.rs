//! Two classes on the plane of their measures: samples are dragged, added, flipped and removed; the question asks which class.

use super::grip::{STILL, frame, moved_point, point_at, pressed_ground};
use crate::data::Species;
use crate::scene::classes::reach;
use crate::scene::range::bounded;
use crate::session::{Msg, Session};
use crate::text::{classes, sentences};
use crate::view::{Asked, Part, Pointer, Span};
use crate::web::kit::elements::{disable, flag};
use crate::web::page::added;
use crate::web::page::announce;
use crate::web::page::app::{App, Held};
use crate::web::page::hold::{apart, inside};
use crate::web::page::ids::{Id, Page};
use crate::web::page::keys::{along, arrow};
use crate::web::page::numbers::plain;

/// What a pointer holds on the plane.
pub enum Grip {
    /// A sample, by index, and how far from its middle it was taken, in CSS px. Its index holds good as long as the list's
    /// edition is the same.
    Sample { index: usize, edition: u64, off: (f64, f64) },
    /// The question, or the empty ground once the pointer has moved: ask where the pointer is.
    Question { before: Option<(f64, f64)> },
    /// The empty ground, pressed here and at this millisecond.
    Ground { at: (f64, f64), since: f64 },
}

impl Held for Grip {
    fn is_firm(&self) -> bool {
        !matches!(self, Grip::Ground { .. })
    }

    fn stops_training(&self) -> bool {
        false
    }

    fn taken(&mut self, app: &mut App, _: (f64, f64)) {
        let part = match self {
            Grip::Sample { index, .. } => {
                app.send(Msg::SelectPoint(Some(*index)));
                Some(Part::Point(*index))
            }
            Grip::Question { .. } => Some(Part::Probe),
            Grip::Ground { .. } => None,
        };
        point_at(app, part.map_or(Pointer::Away, Pointer::Holds));
    }

    fn dragged(&mut self, app: &mut App, at: (f64, f64)) {
        if let Grip::Ground { at: from, .. } = self
            && apart(at, *from) > STILL
        {
            *self = Grip::Question { before: asked(&app.session) };
            point_at(app, Pointer::Holds(Part::Probe));
        }
        let Some(frame) = frame(app) else { return };
        match self {
            Grip::Sample { index, edition, off } if *edition == app.session.edition() => {
                app.send(Msg::MovePoint(*index, frame.from_px(at.0 + off.0, at.1 + off.1)));
            }
            Grip::Question { .. } => {
                let x = bounded(at.0, frame.left, frame.right());
                app.send(Msg::Ask(Some(frame.from_px(x, bounded(at.1, frame.top, frame.bottom())))));
            }
            Grip::Sample { .. } | Grip::Ground { .. } => {}
        }
    }

    fn let_go(&mut self, app: &mut App) {
        point_at(app, Pointer::Away);
        match self {
            Grip::Ground { at, since } => pressed_ground(app, *at, *since),
            Grip::Sample { .. } => moved_point(app),
            Grip::Question { .. } => announce_answer(app),
        }
    }

    fn cancelled(&mut self, app: &mut App) {
        point_at(app, Pointer::Away);
        match self {
            Grip::Question { before } => app.send(Msg::Ask(*before)),
            Grip::Ground { .. } => {}
            Grip::Sample { .. } => {
                if app.session.is_touched() {
                    app.send(Msg::Undo);
                }
            }
        }
    }
}

fn asked(session: &Session) -> Option<(f64, f64)> {
    session.classes().asked.map(|asked| (asked.x, asked.y))
}

/// What is held at a place by a pointer that reaches this far.
pub fn grip(app: &App, at: (f64, f64), reach: f64) -> Option<Grip> {
    let (plane, frame) = (app.session.classes(), frame(app)?);
    Some(match reach::part_at(&plane, &frame, at, reach) {
        Some(Part::Point(index)) => {
            let sample = plane.samples.get(index)?;
            let p = frame.to_px(sample.x, sample.y);
            Grip::Sample { index, edition: app.session.edition(), off: (p.0 - at.0, p.1 - at.1) }
        }
        Some(Part::Probe) => Grip::Question { before: asked(&app.session) },
        Some(Part::Handle(_) | Part::Line | Part::Kink(_) | Part::Slope(_) | Part::Base) | None => {
            match inside(&frame, at) {
                true => Grip::Ground { at, since: app.browser.clock.now() },
                false => return None,
            }
        }
    })
}

/// Keys: brackets choose a sample, arrows move it or the question, Enter adds one at the question, F flips the chosen one.
pub fn on_key(app: &mut App, key: &str, stride: f64) -> bool {
    let (field, selected) = (app.session.classes(), app.session.selected_point());
    let (x, y, count) = (field.x, field.y, field.samples.len());
    let step = |forward: bool| match (count, selected) {
        (0, _) => None,
        (n, None) => Some(if forward { 0 } else { n - 1 }),
        (n, Some(at)) => Some((at + if forward { 1 } else { n - 1 }) % n),
    };
    let middle = |span: Span| (span.lo + span.hi) / 2.0;
    let question = asked(&app.session).unwrap_or((middle(x), middle(y)));
    let msg = match (key, arrow(key), selected) {
        ("[", ..) => Msg::SelectPoint(step(false)),
        ("]", ..) => Msg::SelectPoint(step(true)),
        ("p" | "P", _, Some(_)) | ("Escape", _, Some(_)) => Msg::SelectPoint(None),
        ("p" | "P", _, None) => Msg::SelectPoint(step(true)),
        ("f" | "F", _, Some(at)) => Msg::FlipPoint(at),
        ("Delete" | "Backspace", _, Some(at)) => Msg::RemovePoint(at),
        ("Enter" | "Insert", ..) => Msg::AddPoint(question),
        (_, Some((right, up)), Some(at)) => {
            let point = app.session.points()[at];
            Msg::MovePoint(at, (point.x + along(x, right * stride), point.y + along(y, up * stride)))
        }
        (_, Some((right, up)), None) => {
            let to = (question.0 + along(x, right * stride), question.1 + along(y, up * stride));
            Msg::Ask(Some((bounded(to.0, x.lo, x.hi), bounded(to.1, y.lo, y.hi))))
        }
        _ => return false,
    };
    let (asks, adds) = (matches!(msg, Msg::Ask(_)), matches!(msg, Msg::AddPoint(_)));
    app.act_now(msg);
    if adds {
        added::offer_undo(app, sentences::undo_added);
    }
    if asks {
        announce_answer(app)
    } else {
        announce::point(app)
    }
    true
}

/// Tells what the model answers to the question.
fn announce_answer(app: &App) {
    let lang = app.session.settings().lang;
    if let Some(asked) = app.session.classes().asked {
        app.page.announce(classes::answer(asked.logit, &app.session.quantity(), lang));
    }
}

/// The exact place of the sample that is held, of which kind added ones are, and whether the best line is shown.
pub fn words(page: &Page, session: &Session) {
    let selected = session.selected_point().and_then(|index| session.points().get(index));
    let form = page.get(Id::PointForm);
    let held = selected.is_some();
    if held || form.get_attribute("data-held").as_deref() == Some("true") {
        for (id, value) in [(Id::PointX, selected.map(|p| p.x)), (Id::PointY, selected.map(|p| p.y))] {
            page.fill(page.input(id), &value.map_or_else(String::new, plain));
        }
        flag(form, "data-held", held);
    }
    disable(page.get(Id::PointRemove), !held);
    disable(page.get(Id::PointFlip), !held);
    let adds = session.display().adds.is_positive();
    for (id, positive) in [(Id::AddsPositive, true), (Id::AddsOther, false)] {
        flag(page.get(id), "aria-pressed", adds == positive);
        page.write(id, classes::class(positive, &session.quantity(), session.settings().lang).to_owned());
    }
    for (id, shown) in [(Id::BestLineHidden, false), (Id::BestLineShown, true)] {
        flag(page.get(id), "aria-pressed", session.display().best_line == shown);
    }
}

/// The answer to the question, as the picture says it.
pub fn echo(page: &Page, session: &Session) {
    let (asked, lang): (Option<Asked>, _) = (session.classes().asked, session.settings().lang);
    for (id, value) in [(Id::ProbeX, asked.map(|asked| asked.x)), (Id::ProbeX2, asked.map(|asked| asked.y))] {
        page.fill(page.input(id), &value.map_or_else(String::new, plain));
    }
    let answer = asked.map(|asked| classes::answer(asked.logit, &session.quantity(), lang));
    page.write(Id::ProbeY, answer.unwrap_or_else(|| "–".to_owned()));
    page.write(Id::ProbeBeside, String::new());
}

/// Of which kind added samples are from now on.
pub fn adds(positive: bool) -> Msg {
    Msg::AddsKind(Species::of(positive))
}
