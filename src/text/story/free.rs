//! In free play the verdict is told: its first sentence large, the others beneath it.

use super::told::Headline;
use crate::text::lang::Lang;

/// The first sentence of several, and the rest.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn headline(sentences: &str, lang: Lang) -> Headline {
    let end = lang.pick(". ", "。");
    let (first, rest) = match sentences.split_once(end) {
        Some((first, rest)) => (first.to_owned() + end.trim_end(), rest),
        None => (sentences.to_owned(), ""),
    };
    Headline::plain(&first, rest.to_owned())
}
