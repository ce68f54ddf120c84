//! What the sentences of a chapter are, and what they are made from.

use crate::session::story::Story;
use crate::session::{PlainLine, Settings, Status};
use crate::text::lang::Lang;
use crate::view::{Quantity, Units};

/// Where on the plane that is seen the answer is cat.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Fence {
    /// Nowhere.
    None,
    /// At its edge too, or nobody has asked yet.
    #[default]
    Open,
    /// Only within it.
    Closed,
}

/// A sentence with its deciding number apart, so that it can be coloured, and a softer one beneath it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    /// What stands before the number.
    pub before: String,
    /// The number, with its unit; may be empty.
    pub number: String,
    /// What stands behind it.
    pub after: String,
    /// The softer sentence; may be empty.
    pub beside: String,
}

impl Headline {
    /// The sentence `text`, in which `{0}` is where the number stands.
    pub(super) fn around(text: &str, number: String, beside: String) -> Headline {
        // By one character: to look for a text takes much code, which the first screens would wait for.
        let (before, after) = text.split_once('{').unwrap_or((text, ""));
        let after = after.strip_prefix("0}").unwrap_or(after);
        Headline { before: before.to_owned(), number, after: after.to_owned(), beside }
    }

    /// Without a number.
    pub(super) fn plain(text: &str, beside: String) -> Headline {
        Headline { before: text.to_owned(), beside, ..Headline::default() }
    }

    /// What it says first, without what stands beneath it.
    pub fn sentence(&self) -> String {
        [self.before.as_str(), &self.number, &self.after].concat()
    }

    /// All of it, to be spoken.
    pub fn spoken(&self, lang: Lang) -> String {
        let apart = lang.pick(" ", "");
        [self.before.as_str(), &self.number, &self.after, apart, &self.beside].concat()
    }
}

/// What the sentences of a chapter are made from.
pub(super) struct Told<'a> {
    pub story: &'a Story,
    pub status: &'a Status,
    pub settings: &'a Settings,
    pub quantity: Quantity<'a>,
    pub units: Units<'a>,
    /// The typical error of the plain line that was tried, on the held-out points.
    pub plain: Option<f64>,
    /// The line of least squares through the training points.
    pub line: Option<PlainLine>,
    /// The model bends anywhere.
    pub bends: bool,
    /// Neurons of the last hidden layer that answer 0 at every training point, by their places; only in the chapter on neurons.
    pub dead: Vec<usize>,
    /// In the chapter of the cats, where the answer is cat.
    pub fence: Fence,
    /// The kinks of all of these are in the picture, where the hand can reach them.
    pub within: bool,
    /// One that adds nothing yet, since its weight in the output is 0; likewise.
    pub idle: Option<usize>,
    /// The held-out points may be told of.
    pub exam: bool,
    pub lang: Lang,
}

/// A small number as a word, in English with a capital letter.
pub(super) fn word(count: usize, lang: Lang) -> String {
    let words = match lang {
        Lang::En => ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"],
        Lang::ZhHans => ["一", "两", "三", "四", "五", "六", "七", "八"],
    };
    words.get(count.wrapping_sub(1)).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
