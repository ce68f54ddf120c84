//! In free play the verdict is told: how well it fits large, what has just happened beneath it.

use super::told::{Headline, Told};
use crate::session::State;
use crate::text::join::joined;
use crate::text::lang::Lang;
use crate::text::sentences::{self, fit, never_trained, opening, unseen};

/// How well it fits, as soon as that can be told; else the verdict.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn headline(told: &Told) -> Headline {
    let Told { status, settings, quantity, lang, .. } = told;
    let judged = match status.state {
        State::Running | State::Paused if status.step > 0 => fit(status, settings, quantity, *lang),
        State::Running | State::Paused | State::Diverged(_) => None,
    };
    let Some(judged) = judged else { return verdict(told) };
    let apart = lang.pick(" ", "");
    let opening = opening(status, settings, quantity, *lang);
    let elsewhere = never_trained(status, quantity, *lang);
    match unseen(status, quantity, *lang) {
        Some((text, number, own)) => Headline::around(&text, number, joined(&[own, elsewhere, opening], apart)),
        None => first(&joined(&[judged, elsewhere, opening], apart), *lang),
    }
}

/// The verdict, as it is told wherever there are no points.
#[inline(never)] // in the second part of the program
pub fn verdict(told: &Told) -> Headline {
    let (_, sentences) = sentences::verdict(told.status, told.settings, &told.quantity, told.lang);
    first(&sentences, told.lang)
}

/// The first sentence of several, and the rest.
fn first(sentences: &str, lang: Lang) -> Headline {
    let end = lang.pick(". ", "。");
    let (first, rest) = match sentences.split_once(end) {
        Some((first, rest)) => (first.to_owned() + end.trim_end(), rest),
        None => (sentences.to_owned(), ""),
    };
    Headline::plain(&first, rest.to_owned())
}
