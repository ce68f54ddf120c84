//! Every sentence and number that Rust draws or speaks, in both languages.

pub mod labels;
pub mod number;
pub mod sentences;

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
}
