//! The two languages, and how a text is given in both at once, so that none can be missing.

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
    /// The one of the two texts that this language reads.
    pub fn pick<'a>(self, en: &'a str, zh: &'a str) -> &'a str {
        match self {
            Lang::En => en,
            Lang::ZhHans => zh,
        }
    }

    /// The one of two sentences that this language reads, with the parts where it says `{0}`, `{1}` and so on.
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
