//! The chapters as data: with which settings each begins, what its question asks, and when its goals are reached.

use super::chapter::Chapter;
use super::seen::{Seen, has_them_apart};
use super::starts::{
    FIRST_RATE, HOUSE, MILD_UNIT, SMALL_NETWORK, WIDE, animals, few_houses, line, one_house, one_neuron, railway,
    valley,
};
use crate::probe::best_flag;
use crate::session::classes::room;
use crate::session::knobs;
use crate::session::settings::Settings;
use crate::session::{
    Lanes, MOST_PACE, Move, Msg, Notice, PaceWord, Paces, PlainLine, Session, State, Status, Verdict, race, walk,
};
use crate::view::{ErrorMarks, FAINT, Picture};

/// What a goal and the answer to a question are told from.
pub struct Moment<'a> {
    /// What is going on.
    pub session: &'a Session,
    /// Its numbers.
    pub status: &'a Status,
    /// What has happened before.
    pub seen: &'a Seen,
}

/// Whether something holds at a moment.
type Holds = fn(&Moment) -> bool;

/// A chapter.
pub struct Row {
    /// Which it is.
    pub chapter: Chapter,
    /// Its large picture.
    pub picture: Picture,
    /// What its knobs are set to at the start, beside the defaults.
    pub start: fn(&mut Settings),
    /// How it is shown.
    pub stage: fn() -> Vec<Msg>,
    /// It trains from the start.
    pub plays: bool,
    /// How many answers its question has.
    pub answers: usize,
    /// The answer that the numbers give, by its place, once they do.
    pub right: fn(&Moment) -> Option<usize>,
    /// What it does by itself, once its time has come.
    pub conduct: fn(&Moment) -> Vec<Msg>,
    /// When its goals are reached.
    pub goals: &'static [Holds],
}

/// A line by hand this near to the best is as good as found, as a multiple of the typical error.
const NEAR_LINE: f64 = 1.05;
/// A place of the landscape this near to its lowest is as good as found, as a multiple of the loss.
const NEAR_LOSS: f64 = 1.02;
/// And this near in few steps: twice the first learning rate comes to 1.027.
const NEAR_IN_FEW_STEPS: f64 = 1.03;
/// A typical miss so small that the curve is followed, in thousands.
pub const NEAR_CURVE: f64 = 20.0;
/// The kilometre at which the neurons are asked.
const QUESTION: f64 = 5.0;
/// The line with which the descent begins: as if a house cost the same everywhere.
const LEVEL: Msg = Msg::PlaceLine { left: 850.0, right: 850.0 };
/// So few steps lead to the best line, where the learning rate is chosen well.
pub const FEW_STEPS: u64 = 30;

/// For so many steps it may be proud of knowing its own points by heart before it is examined: at the normal pace there are some
/// seconds to read of it and to guess.
const PROUD_STEPS: u64 = 2000;

/// Every chapter, in the order of `Chapter::ALL`.
pub static ROWS: [Row; Chapter::ALL.len()] = [
    Row {
        chapter: Chapter::Map,
        picture: Picture::Fit,
        start: |_| {},
        stage: Vec::new,
        plays: false,
        answers: 4,
        right: |_| None,
        conduct: |_| Vec::new(),
        goals: &[|now| now.seen.guess.is_some()],
    },
    Row {
        chapter: Chapter::Line,
        picture: Picture::Fit,
        start: line,
        stage: || shown(Paces { slow: 4, normal: 10, fast: 60 }, vec![Msg::ShowErrors(ErrorMarks::Lines)]),
        plays: false,
        answers: 2,
        right: better_than_by_hand,
        conduct: |_| Vec::new(),
        goals: &[|now| is_laid_by_hand(now) && error_above_best(now) <= NEAR_LINE || now.seen.found.is_some()],
    },
    Row {
        chapter: Chapter::Loss,
        picture: Picture::Surface,
        start: valley,
        stage: || {
            let squares = vec![
                Msg::ShowErrors(ErrorMarks::Squares),
                Msg::PlantFlags(true),
                Msg::Relief(true),
                Msg::PlaceLine { left: 730.0, right: 430.0 },
            ];
            shown(Paces { slow: 2, normal: 6, fast: 60 }, squares)
        },
        plays: false,
        answers: 3,
        right: |now| now.seen.has_reached(0).then(|| best_flag(now.session.learner())),
        conduct: |_| Vec::new(),
        goals: &[|now| is_laid_by_hand(now) && loss_above_best(now) <= NEAR_LOSS],
    },
    Row {
        chapter: Chapter::Descent,
        picture: Picture::Surface,
        start: valley,
        stage: || {
            let arrows = vec![Msg::ShowHandles(false), Msg::ShowDescent(true), LEVEL];
            shown(Paces { slow: 2, normal: 6, fast: 60 }, arrows)
        },
        plays: false,
        answers: 2,
        right: twice_the_rate,
        conduct: level_again,
        goals: &[
            |now| (1..=FEW_STEPS).contains(&now.status.step) && loss_above_best(now) <= NEAR_IN_FEW_STEPS,
            |now| now.seen.diverged && !matches!(now.status.state, State::Diverged(_)) && holds_its_rate(now),
        ],
    },
    Row {
        chapter: Chapter::Overfit,
        picture: Picture::Fit,
        start: few_houses,
        stage: || {
            let exam =
                vec![Msg::ShowHandles(false), Msg::ShowHeldOutErrors(true), Msg::Compare(true), Msg::Exam(false)];
            shown(Paces { slow: 60, normal: 500, fast: MOST_PACE }, exam)
        },
        plays: true,
        answers: 2,
        right: better_on_the_unseen,
        conduct: exam,
        goals: &[|now| now.seen.overfit, |now| now.seen.overfit && matches!(now.status.fit, Verdict::Good { .. })],
    },
    Row {
        chapter: Chapter::Neuron,
        picture: Picture::Fit,
        start: one_neuron,
        stage: || {
            let stack = vec![
                Msg::LayNeurons,
                Msg::SelectNeuron(Some((1, 0))),
                Msg::ShowStack(true),
                Msg::Probe(Some(QUESTION)),
            ];
            shown(Paces { slow: 20, normal: 200, fast: 1000 }, stack)
        },
        plays: false,
        answers: 2,
        right: straight_layers_follow,
        conduct: |_| Vec::new(),
        goals: &[
            |now| now.session.settings().bends() && now.status.train_error <= NEAR_CURVE && is_of_many_houses(now),
            |now| !now.session.settings().bends() && is_the_plain_line(now),
        ],
    },
    Row {
        chapter: Chapter::Layers,
        picture: Picture::Fit,
        start: animals,
        stage: || {
            shown(
                Paces { slow: 20, normal: 120, fast: 1000 },
                vec![Msg::Ask(None), Msg::BendPlane(1.0), Msg::ShowVotes(true)],
            )
        },
        plays: false,
        answers: 3,
        right: fewest_lines,
        conduct: |_| Vec::new(),
        goals: &[
            |now| has_them_apart(now.session, now.status),
            |now| now.seen.flattened && room(now.session).1 >= 0.95,
        ],
    },
    Row {
        chapter: Chapter::Depth,
        picture: Picture::Race,
        start: railway,
        stage: || {
            let wide = knobs::layers(&[WIDE]).into_iter().collect();
            let against = Msg::Race(Lanes::Against(vec![wide]));
            shown(Paces { slow: 30, normal: 300, fast: MOST_PACE }, vec![against])
        },
        plays: false,
        answers: 2,
        right: |now| now.seen.deep_won.map(|won| usize::from(!won)),
        conduct: race_on,
        goals: &[
            |now| race::outcome(now.session).is_some(),
            |now| now.seen.faded && race::outcome(now.session).is_some_and(|(_, arrives)| arrives >= FAINT),
        ],
    },
    Row {
        chapter: Chapter::Backprop,
        picture: Picture::Walk,
        start: one_house,
        stage: || {
            let walk =
                vec![Msg::MovePoint(0, HOUSE), Msg::SetParameters(SMALL_NETWORK.to_vec()), Msg::Walk(Move::Choose(0))];
            shown(Paces { slow: 1, normal: 2, fast: 20 }, walk)
        },
        plays: false,
        answers: 2,
        right: |now| now.seen.grows.map(|grows| usize::from(!grows)),
        conduct: |_| Vec::new(),
        goals: &[|now| walk::is_tried(now.session), |now| walk::has_fallen(now.session)],
    },
    Row {
        chapter: Chapter::Cat,
        picture: Picture::Fit,
        start: |_| {},
        stage: Vec::new,
        plays: false,
        answers: 3,
        right: |now| now.seen.told_answer,
        conduct: |_| Vec::new(),
        // The laboratory tells when they are reached.
        goals: &[|_| false, |_| false],
    },
    Row {
        chapter: Chapter::Free,
        picture: Picture::Fit,
        start: |_| {},
        stage: Vec::new,
        plays: false,
        answers: 0,
        right: |_| None,
        conduct: |_| Vec::new(),
        goals: &[],
    },
];

/// What is shown as in every chapter, at these paces, and what is shown beside it.
fn shown(paces: Paces, more: Vec<Msg>) -> Vec<Msg> {
    let mut all = vec![Msg::Paces(paces), Msg::Pace(PaceWord::Normal), Msg::ShowLaw(false), Msg::Probe(None)];
    all.extend(more);
    all.push(Msg::LetGo);
    all
}

/// How many lines it took: told once as many as can be guessed have done it.
fn fewest_lines(now: &Moment) -> Option<usize> {
    now.seen.fewest.filter(|lines| *lines <= 3).and_then(|lines| lines.checked_sub(1))
}

/// On a handful of houses any line will do.
fn is_of_many_houses(now: &Moment) -> bool {
    now.status.training_points >= 10 && now.session.plain_line().is_some_and(|line| line.error > NEAR_CURVE)
}

/// Whether layers without a bend have come as close as any line does.
fn is_the_plain_line(now: &Moment) -> bool {
    let near = |line: PlainLine| now.status.train_error <= 1.01 * line.error;
    now.session.settings().layers.len() > 1 && now.status.step > 0 && now.session.plain_line().is_some_and(near)
}

/// Whether three layers of eight without a bend follow the curve: told once they have come as close as they can.
fn straight_layers_follow(now: &Moment) -> Option<usize> {
    let known = now.seen.has_reached(1) || !now.session.settings().bends() && is_the_plain_line(now);
    let line = now.session.plain_line().filter(|_| known)?;
    Some(usize::from(line.error > NEAR_CURVE))
}

/// The exam: the unseen houses drop in once the others are known by heart, at once for who has guessed, and a while later for
/// who has not, or once there is nothing more to learn. Who has seen them before sees them always.
fn exam(now: &Moment) -> Vec<Msg> {
    let ready = |learnt| now.seen.guess.is_some() || now.status.step >= learnt + PROUD_STEPS || now.session.rests();
    let due = (now.seen.learnt.is_some_and(ready) || now.seen.has_reached(0)) && !now.session.tells_held_out();
    if due { vec![Msg::Exam(true)] } else { Vec::new() }
}

/// In another unit of distance the descent begins where it began in the first.
fn level_again(now: &Moment) -> Vec<Msg> {
    let anew = now.status.step == 0 && now.status.notice == Notice::NewModel;
    if anew { vec![LEVEL, Msg::LetGo] } else { Vec::new() }
}

/// Other settings race at once.
fn race_on(now: &Moment) -> Vec<Msg> {
    let anew = now.status.step == 0 && now.status.notice == Notice::NewModel && now.status.state == State::Paused;
    if anew { vec![Msg::Play] } else { Vec::new() }
}

/// Which prices unseen houses better: the curve, or the plain line that was tried before it.
fn better_on_the_unseen(now: &Moment) -> Option<usize> {
    let tries = now.session.tries();
    let line = tries.before.iter().find(|each| each.freedom.is_straight())?;
    let known = now.seen.overfit && tries.exam;
    known.then(|| usize::from(tries.now.unseen >= line.unseen))
}

fn is_laid_by_hand(now: &Moment) -> bool {
    now.status.step == 0 && now.status.notice == Notice::Placed
}

fn loss_above_best(now: &Moment) -> f64 {
    now.status.best.as_ref().map_or(f64::INFINITY, |best| now.status.train_loss / best.loss)
}

fn error_above_best(now: &Moment) -> f64 {
    loss_above_best(now).sqrt()
}

/// Whether the machine's line is better than the best one laid by hand: told once it was found.
fn better_than_by_hand(now: &Moment) -> Option<usize> {
    let (_, found) = now.seen.found?;
    let by_hand = now.seen.tries.iter().copied().fold(f64::INFINITY, f64::min);
    // Told with three digits they are the same.
    Some(usize::from(by_hand <= found * 1.001))
}

/// Whether the learning rate is below the limit.
fn holds_its_rate(now: &Moment) -> bool {
    now.status.rate_limit.is_some_and(|limit| now.session.settings().learning_rate < limit)
}

/// Whether twice the first learning rate is twice as fast, or out of the valley: told once it, or a larger one, has led to the
/// bottom, or a goal is reached.
fn twice_the_rate(now: &Moment) -> Option<usize> {
    let limit = now.status.rate_limit.filter(|_| now.session.settings().x_unit == MILD_UNIT)?;
    let tried = now.seen.found.is_some() && now.session.settings().learning_rate >= 2.0 * FIRST_RATE;
    (tried || now.seen.reached > 0).then(|| usize::from(2.0 * FIRST_RATE >= limit))
}
