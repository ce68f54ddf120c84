//! A run as a program that takes its steps again and prints its loss. It stands alone, with the points, the first parameters
//! and the training loop in it, and is written to be read.
//!
//! NumPy and Rust end in the page's own digits: they take all sums in f32 and in the page's order, and what goes beyond
//! + − × ÷ √ by the page's own formulas. PyTorch has orders and formulas of its own and ends within some ten thousandths.

mod facts;
mod lines;
mod numpy;
mod pytorch;
mod rust;
mod shared;

use self::facts::Facts;
use crate::session::{Session, taken};
use crate::task::plain::plain;
use crate::text::quantity::saved_names;

/// In what a program is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Python with NumPy: every sum is written out.
    NumPy,
    /// Python with PyTorch: layers, losses and optimizers are the library's.
    PyTorch,
    /// Rust, without a library.
    Rust,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 3] = [Language::NumPy, Language::PyTorch, Language::Rust];

    /// The word for script, and the value of its control.
    pub fn word(self) -> &'static str {
        match self {
            Language::NumPy => "numpy",
            Language::PyTorch => "pytorch",
            Language::Rust => "rust",
        }
    }

    /// The language of a word.
    pub fn read(word: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.word() == word)
    }

    /// What a file in it is called.
    pub fn file(self) -> &'static str {
        match self {
            Language::NumPy => "kittengrad_numpy.py",
            Language::PyTorch => "kittengrad_pytorch.py",
            Language::Rust => "kittengrad.rs",
        }
    }
}

/// The run of a session, up to the step that is looked at, as a program, with comments in the language of the page. `None`
/// where there is no point to learn from.
pub fn code(session: &Session, language: Language) -> Option<String> {
    let origin = taken::origin(session);
    let (settings, status) = (session.settings(), session.status());
    let plain = plain(&origin.conditions, &origin.moment);
    if plain.training_samples() == 0 {
        return None;
    }
    let quantity = session.quantity();
    let facts = Facts {
        plain: &plain,
        lang: settings.lang,
        names: saved_names(&quantity, settings.lang),
        from: origin.step,
        to: origin.to,
        losses: (status.train_loss as f32, status.held_out_loss.map(|loss| loss as f32)),
        unit: session.learner().in_units(1.0),
    };
    Some(match language {
        Language::NumPy => numpy::program(&facts),
        Language::PyTorch => pytorch::program(&facts),
        Language::Rust => rust::program(&facts),
    })
}
