//! The words of the story: what is to be seen in a chapter, in one sentence large enough for the back row, and one beside it.

pub mod backprop;
pub mod depth;
mod descent;
mod free;
mod layers;
mod line;
mod loss;
pub mod neuron;
mod overfit;
mod ruler;
mod scale;
mod told;

pub use self::ruler::{Mark, Whose, ruler};
pub use self::scale::{parameters_of, rice, share_of_scale};
pub use self::told::Headline;

use self::told::Told;

use super::sentences::{Tone, tone};
use crate::session::story::{Chapter, Story};
use crate::session::{Session, State, Status, Trend, Verdict};

/// How the kitten of the card looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Nothing has begun.
    Curious,
    /// Training runs.
    Watching,
    /// Training has diverged.
    Dizzy,
    /// The points were learnt by heart.
    Smug,
    /// It fits well.
    Purring,
    /// Nothing reaches the first layers, or nothing can be learnt.
    Puzzled,
}

impl Mood {
    /// The word for it in the page's attributes.
    pub fn word(self) -> &'static str {
        match self {
            Mood::Curious => "curious",
            Mood::Watching => "watching",
            Mood::Dizzy => "dizzy",
            Mood::Smug => "smug",
            Mood::Purring => "purring",
            Mood::Puzzled => "puzzled",
        }
    }
}

/// What is to be seen now, and how the kitten looks at it; the tone is that of the verdict.
pub fn headline(story: &Story, session: &Session, status: &Status) -> (Headline, Tone, Mood) {
    let settings = session.settings();
    let (quantity, units, exam) = (session.quantity(), session.units(), session.tells_held_out());
    let plain = session.tries().before.iter().find(|each| each.freedom.is_straight()).and_then(|each| each.unseen);
    let (line, bends) = (session.plain_line(), session.settings().bends());
    let (dead, within, idle) = if story.at() == Chapter::Neuron { neuron::silent(session) } else { Default::default() };
    let lang = settings.lang;
    let fence = if story.at() == Chapter::Layers { layers::fence(session) } else { Default::default() };
    let told =
        Told { story, status, settings, quantity, units, plain, line, bends, dead, fence, within, idle, exam, lang };
    let diverged = matches!(status.state, State::Diverged(_));
    let headline = match story.at() {
        Chapter::Free => free::headline(&told),
        _ if status.training_points == 0 => free::verdict(&told),
        _ if diverged => descent::out_of_the_valley(&told),
        Chapter::Map => Headline::plain(
            told.lang.pick("Each of these is a part of the one around it.", "一环套一环：里面的都是外面的一部分。"),
            told.lang
                .pick(
                    "Touch a ring to see what it is, a number to go there.",
                    "点一个环，看它是什么；点数字，就去那一章。",
                )
                .to_owned(),
        ),
        Chapter::Line => line::headline(&told),
        Chapter::Loss => loss::headline(&told),
        Chapter::Descent => descent::headline(&told),
        Chapter::Overfit => overfit::headline(&told),
        Chapter::Neuron => neuron::headline(&told),
        Chapter::Layers => layers::headline(&told),
        Chapter::Depth => depth::headline(session),
        Chapter::Backprop => backprop::headline(session),
        // Its laboratory has words of its own.
        Chapter::Cat => Headline::plain("", String::new()),
    };
    match story.at() {
        Chapter::Depth => (headline, depth::tone(session), mood(status)),
        Chapter::Backprop => (headline, Tone::Calm, mood(status)),
        Chapter::Map
        | Chapter::Line
        | Chapter::Loss
        | Chapter::Descent
        | Chapter::Overfit
        | Chapter::Neuron
        | Chapter::Layers
        | Chapter::Cat
        | Chapter::Free => (headline, tone(status), mood(status)),
    }
}

fn mood(status: &Status) -> Mood {
    match (status.state, status.fit, status.trend) {
        (State::Diverged(_), ..) => Mood::Dizzy,
        _ if status.training_points == 0 => Mood::Puzzled,
        _ if status.step == 0 => Mood::Curious,
        (_, Verdict::Overfit { .. } | Verdict::ByHeart { .. }, _) => Mood::Smug,
        (
            _,
            Verdict::Underfit { .. } | Verdict::Vanished { .. } | Verdict::Exploded { .. } | Verdict::Mixes { .. },
            _,
        ) => Mood::Puzzled,
        (_, Verdict::Good { .. } | Verdict::Sorts { .. }, _)
        | (_, Verdict::Unknown(_), Trend::Best | Trend::ThroughAll) => Mood::Purring,
        (State::Running | State::Paused, Verdict::Unknown(_), _) => Mood::Watching,
    }
}
