//! The languages of the page. A text is always given in all of them at once, so that none can be missing.

/// The languages of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    ZhHans,
}

impl Lang {
    /// The text in this language.
    pub fn pick<'a>(self, en: &'a str, zh: &'a str) -> &'a str {
        match self {
            Lang::En => en,
            Lang::ZhHans => zh,
        }
    }

    /// The sentence in this language, with the parts put in for `{0}`, `{1}` and so on.
    pub fn say(self, en: &str, zh: &str, parts: &[&str]) -> String {
        let mut pieces = self.pick(en, zh).split('{');
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (place, rest) = piece.split_once('}').unwrap_or_default();
            let at = place.bytes().fold(0, |n, digit| 10 * n + usize::from(digit) - usize::from(b'0'));
            text += parts.get(at).unwrap_or(&"");
            text += rest;
        }
        text
    }
}
