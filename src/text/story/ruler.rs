//! The ruler of chapter 1: how far off each line was that was laid by hand, and the machine's.

use crate::session::Session;
use crate::session::story::Story;
use crate::text::quantity::amount;

/// Whose line a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// One laid by hand.
    Earlier,
    /// The last one laid by hand.
    Last,
    /// The best, which the machine has found.
    Machine,
}

impl Whose {
    /// Its word in the document.
    pub fn word(self) -> &'static str {
        match self {
            Whose::Earlier => "earlier",
            Whose::Last => "last",
            Whose::Machine => "machine",
        }
    }
}

/// A mark on the ruler.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Whose line.
    pub whose: Whose,
    /// Its typical error as a share of the ruler, which begins at no error.
    pub at: f64,
    /// What is written beside it; nothing at earlier ones.
    pub name: String,
}

/// The ruler is longer than the largest error by this factor.
const ROOM: f64 = 1.08;

/// The marks of the lines that were tried in the chapter that is open: none until one was laid by hand.
pub fn ruler(story: &Story, session: &Session) -> Vec<Mark> {
    let seen = story.seen(story.at());
    let Some(last) = seen.tries.len().checked_sub(1) else { return Vec::new() };
    let (lang, quantity) = (session.settings().lang, session.quantity());
    let most = ROOM * seen.tries.iter().copied().fold(0.0, f64::max);
    let mark = |whose: Whose, error: f64| {
        let name = match whose {
            Whose::Earlier => String::new(),
            Whose::Last => amount(error, &quantity, lang),
            Whose::Machine => lang.say("machine {0}", "机器 {0}", &[&amount(error, &quantity, lang)]),
        };
        Mark { whose, at: if most > 0.0 { error / most } else { 0.0 }, name }
    };
    let whose = |i: usize| if i == last { Whose::Last } else { Whose::Earlier };
    let mut marks: Vec<Mark> = seen.tries.iter().enumerate().map(|(i, error)| mark(whose(i), *error)).collect();
    // A run from another start, or on other houses, has found something else.
    marks.extend(seen.found.map(|(_, error)| mark(Whose::Machine, error)).filter(|mark| mark.at <= 1.0));
    marks
}
