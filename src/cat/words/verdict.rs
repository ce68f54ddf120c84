//! What is to be seen now, in one sentence large enough for the back row, and one beside it.

use super::number::{fixed, percent, plain, whole};
use super::{enlist, joined, kinds, pick, say};
use crate::exam::{DRAWINGS, Marks};
use crate::hand::{Origin, Tool};
use crate::learners::Kind as Whose;
use crate::session::{REST, Session};
use crate::units::{UNITS, first};
use drawings::{Kind, PIXELS, Part};

/// A sentence with a number that stands out, and one beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    /// What comes before the number.
    pub before: String,
    /// The number, or the words that stand out.
    pub number: String,
    /// What comes after it.
    pub after: String,
    /// The sentence beside it.
    pub beside: String,
    /// Something is lost by what was done.
    pub lost: bool,
}

/// The headline of the moment.
pub fn headline(session: &mut Session) -> Headline {
    let chinese = session.chinese;
    if !session.playing && session.tool == Tool::Draw && !session.hand.has_ink() {
        return Headline {
            before: pick(chinese, "An empty paper: draw on it.", "一张白纸：画点什么。").to_owned(),
            beside: pick(
                chinese,
                "What the network makes of it shows with every stroke.",
                "网络怎么看它，每画一笔都看得见。",
            )
            .to_owned(),
            ..Headline::default()
        };
    }
    if session.hand.is_poked() && session.run.step() > 0 {
        return poked(session);
    }
    if session.playing || session.run.wanted().is_some() {
        return learning(session);
    }
    if session.run.step() == 0 {
        return Headline {
            before: pick(chinese, "It has not learnt anything yet.", "它还什么都没学。").to_owned(),
            beside: pick(
                chinese,
                "Press Play: three learners look at the same drawings, cats and others, 32 at a time.",
                "点“开始”：三个学习者看同样的画，有猫也有别的，一次 32 张。",
            )
            .to_owned(),
            ..Headline::default()
        };
    }
    verdict(session)
}

/// While it learns: how much it has right.
fn learning(session: &Session) -> Headline {
    let chinese = session.chinese;
    let step = whole(session.run.step());
    if let Some(wanted) = session.run.wanted() {
        return Headline {
            before: say(chinese, "On the way to step {0}.", "正在去第 {0} 步。", &[&whole(wanted)]),
            beside: say(chinese, "Step {0}.", "第 {0} 步。", &[&step]),
            ..Headline::default()
        };
    }
    let Some(Marks { right, .. }) = session.marks().filter(|marks| marks.step > 0) else {
        let before = match session.run.latest_marks().is_some_and(|marks| marks.step > 0) {
            true => pick(chinese, "The drawings are others now: it learns on.", "画变了，它接着学。"),
            false => pick(chinese, "It looks at its first drawings.", "它正在看最初的几张画。"),
        };
        return Headline {
            before: before.to_owned(),
            beside: say(chinese, "Step {0}.", "第 {0} 步。", &[&step]),
            ..Headline::default()
        };
    };
    let right = |kind: Whose| percent(right[kind as usize], DRAWINGS as u32);
    Headline {
        before: pick(chinese, "Cat or no cat: ", "是不是猫，认对 ").to_owned(),
        number: right(Whose::Cnn),
        after: pick(chinese, " of drawings it never saw.", "（没见过的画）。").to_owned(),
        beside: say(
            chinese,
            "A dense network {0}, a line {1}. Step {2}.",
            "稠密网络 {0}，直线 {1}。第 {2} 步。",
            &[&right(Whose::Dense), &right(Whose::Line), &step],
        ),
        lost: false,
    }
}

/// What it says of the drawing as it came.
fn verdict(session: &mut Session) -> Headline {
    let chinese = session.chinese;
    let (_, now) = session.traces();
    let (sum, enough) = (fixed(now.sum, 2), fixed(now.enough, 2));
    let held_out = matches!(session.hand.origin, Origin::HeldOut(..));
    let (cat, none) = match held_out {
        true => (pick(chinese, "A cat: ", "是猫：得 "), pick(chinese, "No cat: ", "不是猫：只得 ")),
        false => (
            pick(chinese, "Your drawing, a cat: ", "你画的是猫：得 "),
            pick(chinese, "Your drawing, no cat: ", "你画的不是猫：只得 "),
        ),
    };
    let headline = match now.is_cat() {
        true => Headline {
            before: cat.to_owned(),
            number: sum,
            after: say(chinese, " speaks for it, {0} is enough.", " 分，{0} 分就够。", &[&enough]),
            ..Headline::default()
        },
        false => Headline {
            before: none.to_owned(),
            number: sum,
            after: say(chinese, " speaks for one, {0} is needed.", " 分，要 {0} 分才够。", &[&enough]),
            ..Headline::default()
        },
    };
    Headline { beside: beside(session, now.is_cat()), ..headline }
}

/// Whether it is right about the drawing, or what it is worst at.
fn beside(session: &Session, says_cat: bool) -> String {
    let chinese = session.chinese;
    if let Origin::HeldOut(_, kind) = session.hand.origin
        && kind.is_cat() != says_cat
    {
        let what = kinds::several(kind, chinese);
        return match kind.is_cat() {
            true => pick(chinese, "Wrong: the drawing is of a cat.", "错了：这张画的就是猫。").to_owned(),
            false => say(chinese, "Wrong: this is one of the {0}.", "错了：这张画的是{0}。", &[what]),
        };
    }
    if !matches!(session.hand.origin, Origin::HeldOut(..)) {
        return pick(chinese, "If it is wrong, teach it.", "看错了，就教教它。").to_owned();
    }
    let worst = confusion(session).unwrap_or_else(|| {
        pick(
            chinese,
            "Strokes make ears, ears make faces. Nobody told it what an ear is.",
            "笔画拼成耳朵，耳朵拼成脸。没有人教过它什么是耳朵。",
        )
        .to_owned()
    });
    let step = session.run.step();
    let end = session.run.end();
    match () {
        () if step < end => {
            say(chinese, "{0} Looking back at step {1}.", "{0}这是回看第 {1} 步。", &[&worst, &whole(step)])
        }
        () if step.is_multiple_of(REST) => say(
            chinese,
            "{0} Training rests at step {1}; press Play to go on.",
            "{0}训练在第 {1} 步停下歇着，点“开始”接着学。",
            &[&worst, &whole(step)],
        ),
        () => worst,
    }
}

/// The kind that it gets wrong most, in numbers.
pub fn confusion(session: &Session) -> Option<String> {
    let (chinese, results) = (session.chinese, session.results().filter(|_| session.is_examined())?);
    let wrong = |kind: &Kind| {
        let (there_are, right) = results.kinds[*kind as usize];
        (there_are - right, there_are)
    };
    let worse = |kind: &Kind| {
        let (wrong, there_are) = wrong(kind);
        (u64::from(wrong) << 20) / u64::from(there_are.max(1))
    };
    let worst = Kind::ALL.into_iter().max_by_key(worse)?;
    let (wrong, there_are) = wrong(&worst);
    if wrong == 0 {
        return None;
    }
    let parts = [kinds::several(worst, chinese), &whole(wrong), &whole(there_are)];
    Some(match worst.is_cat() {
        true => say(chinese, "It misses {1} of {2} {0}.", "{2} 只{0}里有 {1} 只没认出来。", &parts),
        false => say(chinese, "It takes {0} for cats: {1} of {2}.", "会把{0}当成猫：{2} 张里有 {1} 张。", &parts),
    })
}

/// After something was done to the drawing or to the network.
fn poked(session: &mut Session) -> Headline {
    let chinese = session.chinese;
    let (before, now) = session.traces();
    let how = how(session);
    let parts = [fixed(now.sum, 2), fixed(now.enough, 2), fixed(before.sum, 2)];
    let (number, after, lost) = match (before.is_cat(), now.is_cat()) {
        (true, false) => (
            pick(chinese, "no cat", "就不是猫了"),
            say(chinese, ": {0} for it, {1} is needed.", "：只得 {0} 分，要 {1} 分才够。", &parts),
            true,
        ),
        (true, true) => (
            pick(chinese, "still a cat", "还是猫"),
            say(chinese, ": {0} for it, {2} before.", "：得 {0} 分，原来 {2} 分。", &parts),
            false,
        ),
        (false, true) => (
            pick(chinese, "a cat", "成了猫"),
            say(chinese, ": {0} for it, {1} is enough.", "：得 {0} 分，{1} 分就够。", &parts),
            false,
        ),
        (false, false) => (
            pick(chinese, "no cat", "不是猫"),
            say(chinese, ": {0} for it, {1} is needed.", "：只得 {0} 分，要 {1} 分才够。", &parts),
            false,
        ),
    };
    Headline { before: how, number: number.to_owned(), after, beside: silent(session), lost }
}

/// What was done.
fn how(session: &Session) -> String {
    let (chinese, hand) = (session.chinese, &session.hand);
    let mut names = String::new();
    for part in rubbed(session) {
        enlist(&mut names, pick(chinese, " and ", "和"), without(part, chinese));
    }
    let drawing = match () {
        () if hand.cover.is_some() => Some(pick(chinese, "With this covered", "盖住这里").to_owned()),
        () if !names.is_empty() => Some(say(chinese, "Without its {0}", "没了{0}", &[&names])),
        () if hand.is_drawn_on() => Some(pick(chinese, "As it is drawn now", "改成这样").to_owned()),
        () => None,
    };
    let off = hand.off.count_ones();
    let units = (off > 0).then(|| match (off, drawing.is_some()) {
        (1, false) => pick(chinese, "With one unit off", "关掉一个单元").to_owned(),
        (1, true) => pick(chinese, " and with one unit off", "，再关掉一个单元").to_owned(),
        (_, false) => say(chinese, "With {0} units off", "关掉 {0} 个单元", &[&plain(off as usize)]),
        (_, true) => say(chinese, " and with {0} units off", "，再关掉 {0} 个单元", &[&plain(off as usize)]),
    });
    joined(&[&drawing.unwrap_or_default(), &units.unwrap_or_default(), pick(chinese, " ", "，")])
}

fn without(part: Part, chinese: bool) -> &'static str {
    let (en, zh) = match part {
        Part::Head => ("outline", "轮廓"),
        Part::Ears => ("ears", "耳朵"),
        Part::Eyes => ("eyes", "眼睛"),
        Part::Nose => ("nose", "鼻子"),
        Part::Whiskers => ("whiskers", "胡须"),
    };
    pick(chinese, en, zh)
}

/// So much of a part's ink has to be gone for it to be rubbed out.
const GONE: f32 = 0.7;

/// The parts of the drawing that are rubbed out.
pub fn rubbed(session: &Session) -> Vec<Part> {
    let Origin::HeldOut(number, _) = session.hand.origin else { return Vec::new() };
    let drawing = session.conditions().series.held_out(number.into());
    let paper = drawings::paper_of(&session.hand.original);
    let mut without = [0.0; PIXELS];
    drawing.render(&mut without);
    if without != session.hand.original {
        // It was taken in hand when drawings were made in another way, and its parts are no longer known.
        return Vec::new();
    }
    let mut all = Vec::new();
    for part in Part::ALL {
        drawing.render_without(Some(part), &mut without);
        let (mut ink, mut gone) = (0.0, 0.0);
        for ((was, is), other) in session.hand.original.iter().zip(&session.hand.drawn).zip(&without) {
            let (own, left, had) = ((was - other).abs(), (is - paper).abs(), (was - paper).abs());
            if own > 0.3 && had > 0.3 {
                ink += had;
                gone += (had - left).max(0.0);
            }
        }
        if ink > 0.0 && gone >= GONE * ink {
            all.push(part);
        }
    }
    all
}

/// How many units fall silent by it, and what it does to other cats.
fn silent(session: &mut Session) -> String {
    let chinese = session.chinese;
    if let Some(((step, off), losses)) = &session.losses
        && *off == session.hand.off
        && *off != 0
        && !session.hand.is_drawn_on()
        && session.hand.cover.is_none()
        && *step == session.run.step()
    {
        let lost = losses.lost[crate::others::Loss::Units as usize];
        return say(
            chinese,
            "Of {1} other cats that loses {0}.",
            "同样这么做，{1} 只别的猫里有 {0} 只认不出。",
            &[&whole(lost), &whole(losses.known)],
        );
    }
    let (before, now) = session.traces();
    let (mut silent, mut weak, mut still) = (0, 0, 0);
    for unit in (first(2)..UNITS).filter(|unit| before.most(*unit) > 0.0) {
        let (lost, fires) = (now.has_lost(unit, &before), now.most(unit) > 0.0);
        silent += usize::from(lost && !fires);
        weak += usize::from(lost && fires);
        still += usize::from(!lost);
    }
    let parts = [plain(still), plain(silent), plain(silent + weak + still)];
    match (silent, weak, still) {
        (0, 0, 0) => String::new(),
        (_, 0, 0) => say(chinese, "All of its {2} faces have fallen silent.", "{2} 个“脸”单元全都没反应了。", &parts),
        (.., 0) => say(
            chinese,
            "All of its {2} faces are weak now, {1} of them silent.",
            "{2} 个“脸”单元反应都弱了，其中 {1} 个没反应。",
            &parts,
        ),
        _ => say(
            chinese,
            "Faces that still speak up: {0} of {2}.",
            "“脸”单元里反应还够强的：{2} 个中的 {0} 个。",
            &parts,
        ),
    }
}

/// The whole headline, to be said.
pub fn spoken(session: &mut Session) -> String {
    let Headline { before, number, after, beside, .. } = headline(session);
    joined(&[&before, &number, &after, " ", &beside])
}
