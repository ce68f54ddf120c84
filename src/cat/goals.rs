//! The chapter's goals, and the answer to its question, as the numbers give them.

use crate::exam::{DRAWINGS, EVERY};
use crate::hand::Origin;
use crate::learners::Kind as Whose;
use crate::session::Session;
use drawings::{Kind, Variety};

/// The bit of the goal that a known cat is lost by what was done to it.
const LOST: u32 = 1 << 0;
/// The bit of the goal that a line does no better than chance.
const CHANCE: u32 = 1 << 1;
/// How many goals there are.
pub const GOALS: usize = 2;

/// From this share on it knows what cats look like, in percent.
const KNOWS: u32 = 85;
/// The line is as good as a coin from here on, in percent.
const COIN: u32 = 55;
/// So much right is good, in percent.
const GOOD: u32 = 95;
/// At a loose hand no line has so much right, in percent.
const POOR: u32 = 80;

/// How many held-out drawings a learner has right, in whole percent.
fn percent(right: [u32; 3], kind: Whose) -> u32 {
    100 * right[kind as usize] / DRAWINGS as u32
}

/// Whether it knows what cats look like, as far as the latest exam says.
pub fn knows_cats(session: &Session) -> bool {
    session.run.latest_marks().is_some_and(|marks| percent(marks.right, Whose::Cnn) >= KNOWS)
}

/// What is done to the drawing or the network may lose a cat that it knew.
pub fn by_hand(session: &mut Session) {
    if session.goals & LOST == 0
        && matches!(session.hand.origin, Origin::HeldOut(_, Kind::Cat))
        && session.hand.is_poked()
        && session.run.step() > 0
        && knows_cats(session)
    {
        let (before, now) = session.traces();
        if before.is_cat() && !now.is_cat() {
            session.goals |= LOST;
        }
    }
}

/// What an exam says of the goals and of the question.
pub fn by_exam(session: &mut Session) {
    by_hand(session);
    let Some((step, right)) = session.right() else { return };
    let line = percent(right, Whose::Line);
    let inverted = session.conditions().series.variety.inversion >= Variety::INVERTED.inversion;
    if step >= EVERY && inverted && line <= COIN {
        session.goals |= CHANCE;
    }
    if session.right.is_none() && line < POOR && percent(right, Whose::Cnn) >= GOOD {
        session.right = Some(Whose::Cnn);
    }
}
