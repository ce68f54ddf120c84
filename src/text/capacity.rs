//! The words about loss against capacity: on the picture, under it, and spoken.

use super::Lang;
use super::labels::{held_out, law, listed, reading, training};
use super::number::{grouped, short};
use super::sentences::amount;
use crate::session::{MOST_FOLDS, MOST_SWEEP_STEPS, VARIES};
use crate::view::{Errors, Measured, Quantity, Sweep, Vary};

/// Losses that differ by less than this part are alike: what is worse is worse by more.
const ALIKE: f64 = 1.1;
/// An error that is less than this part of the least on points not seen is next to nothing.
const NOTHING: f64 = 1e-3;

/// A capacity, or several: `number` may be a list of them.
pub fn capacity(vary: Vary, number: &str, lang: Lang) -> String {
    let (en, zh) = match vary {
        Vary::Degree => ("degree {0}", "{0} 次"),
        Vary::Layers => ("depth {0}", "{0} 个隐藏层"),
        Vary::Width => ("width {0}", "每层 {0} 个神经元"),
        Vary::Nothing => ("this model", "这个模型"),
    };
    lang.say(en, zh, &[number])
}

/// The name of a capacity on the axis.
pub fn tick(vary: Vary, number: usize, lang: Lang) -> String {
    let number = number.to_string();
    if vary == Vary::Nothing { capacity(vary, &number, lang) } else { number }
}

/// What the axis of capacity counts, and what stands below it.
pub fn axis(vary: Vary, fixed: usize, lang: Lang) -> String {
    let (en, zh) = match (vary, fixed) {
        (Vary::Degree, _) => ("degree · below: parameters", "次数 · 下方：参数个数"),
        (Vary::Layers, _) => ("hidden layers of {0} · below: parameters", "隐藏层数（每层 {0} 个）· 下方：参数个数"),
        (Vary::Width, 1) => ("width of the hidden layer · below: parameters", "隐藏层的宽度 · 下方：参数个数"),
        (Vary::Width, _) => ("width of {0} hidden layers · below: parameters", "{0} 个隐藏层的宽度 · 下方：参数个数"),
        (Vary::Nothing, _) => return String::new(),
    };
    lang.say(en, zh, &[&fixed.to_string()])
}

/// The number of parameters below a capacity.
pub fn parameters(vary: Vary, count: usize, lang: Lang) -> String {
    let count = grouped(count as u64);
    if vary == Vary::Nothing { lang.say("{0} parameters", "{0} 个参数", &[&count]) } else { count }
}

/// The capacity of the least held-out loss.
pub fn best(vary: Vary, number: usize, lang: Lang) -> String {
    lang.say("best: {0}", "最优：{0}", &[&capacity(vary, &number.to_string(), lang)])
}

/// What was measured of a capacity, line by line.
pub struct Told {
    /// Which it is.
    pub head: String,
    /// Its training loss.
    pub train: Option<String>,
    /// Its held-out loss.
    pub held_out: Option<String>,
    /// How far it is from the true law.
    pub law: Option<String>,
    /// What the folds spread over.
    pub folds: Option<String>,
    /// That it has no value.
    pub diverged: Option<String>,
}

/// What was measured of a capacity, by its place.
pub fn measured(sweep: &Sweep, index: usize, lang: Lang) -> Option<Told> {
    let result = sweep.results.get(index)?;
    let name = capacity(sweep.vary, &result.capacity.to_string(), lang);
    let parameters = lang.say("{0} parameters", "{0} 个参数", &[&grouped(result.parameters as u64)]);
    let there = result.diverged.is_none();
    let row = |name: &str, wrong: Errors| [name, " ", &short(wrong.loss), " (±", &short(wrong.error), ")"].concat();
    let now = if sweep.today == Some(index) { lang.pick(" · now", " · 当前") } else { "" };
    Some(Told {
        head: [&name, " · ", &parameters, now].concat(),
        train: there.then(|| row(training(lang), result.train)),
        held_out: result.held_out.filter(|_| there).map(|wrong| row(held_out(lang), wrong)),
        law: result.law.filter(|_| there).map(|wrong| [law(lang), " ±", &short(wrong.error)].concat()),
        folds: result.folds.filter(|_| there).map(|(least, most)| {
            let (folds, range) = (sweep.folds.to_string(), reading(least.loss, most.loss));
            lang.say("{0} folds: {1}", "{0} 折：{1}", &[&folds, &range])
        }),
        diverged: result
            .diverged
            .map(|step| lang.say("diverged at step {0}: no value", "第 {0} 步发散，没有数值", &[&grouped(step)])),
    })
}

/// The same in one sentence, to be spoken.
pub fn spoken(sweep: &Sweep, index: usize, lang: Lang) -> String {
    let Some(told) = measured(sweep, index, lang) else { return String::new() };
    listed(told.head, lang.pick("; ", "；"), &[told.train, told.held_out, told.folds, told.law, told.diverged])
}

/// How far the measurement has come; once it has ended, what it is of.
pub fn progress(sweep: &Sweep, lang: Lang) -> String {
    if sweep.capacities.is_empty() {
        return String::new();
    }
    let [done, of, steps] = [sweep.trained, sweep.trainings, sweep.steps as usize].map(|n| grouped(n as u64));
    if sweep.trained < sweep.trainings {
        return lang.say("{0} of {1}", "{0} / {1}", &[&done, &of]);
    }
    let mut said = lang.say("each trained for {0} steps", "每个训练 {0} 步", &[&steps]);
    if sweep.folds > 0 {
        let folds = sweep.folds.to_string();
        said += &lang.say(" · bars: least to greatest of {0} folds", " · 竖线：{0} 折中的最小到最大", &[&folds]);
    }
    said
}

/// What was found, in words that come from the numbers.
pub fn found(sweep: &Sweep, quantity: &Quantity, lang: Lang) -> String {
    let outdated = lang.pick(
        "Outdated: the points or the recipe have changed since. Measure again.",
        "已过时：此后数据点或训练方法变了。请重新测量。",
    );
    let said = if sweep.outdated { outdated.to_owned() } else { String::new() };
    if sweep.measuring && sweep.results.len() < 2 {
        return said;
    }
    let unjudged = lang.pick(
        "Nothing is held out, so nothing tells how they do on points they have not seen. Hold points out, or judge by folds.",
        "没有留出的点，看不出它们在没见过的点上怎样。请留出一些点，或用交叉验证评判。",
    );
    let judged = match sweep.best().and_then(|best| sweep.results.get(best)) {
        Some(best) => judged(sweep, best, quantity, lang),
        None => {
            let any = sweep.results.iter().any(|result| result.diverged.is_none());
            [any.then(|| unjudged.to_owned()), None, None]
        }
    };
    let between = lang.pick(" ", "");
    listed(listed(said, between, &judged), between, &[diverged(sweep, lang)])
}

/// Which does best on points that it has not seen, and how others do.
fn judged(sweep: &Sweep, best: &Measured, quantity: &Quantity, lang: Lang) -> [Option<String>; 3] {
    let error = |wrong: Errors| amount(wrong.error, quantity, lang);
    let name = |result: &Measured| capital(capacity(sweep.vary, &result.capacity.to_string(), lang));
    let unseen = |result: &Measured| result.held_out.map_or_else(String::new, error);
    // A bare zero would say more than is known, and 0.0001 k less than is seen.
    let own = |result: &Measured| match best.held_out {
        Some(least) if result.train.error < NOTHING * least.error => lang.pick("next to nothing", "0 左右").to_owned(),
        _ => error(result.train),
    };
    let range = best.folds.map_or_else(String::new, |(least, most)| {
        let parts = [sweep.folds.to_string(), error(least), error(most)];
        lang.say(" ({0} folds, from {1} to {2})", "（{0} 折：{1}–{2}）", &[&parts[0], &parts[1], &parts[2]])
    });
    let off = [unseen(best), range].concat();
    let (en, zh) = if sweep.results.len() == 1 {
        (
            "{0} is off by {1} on points it has not seen, and by {2} on its own.",
            "{0}在没见过的点上一般差 {1}，在自己的训练点上差 {2}。",
        )
    } else if sweep.measuring {
        ("So far: {0} does best on points it has not seen: off by {1}.", "目前：{0}在没见过的点上最好：一般差 {1}。")
    } else {
        ("{0} does best on points it has not seen: off by {1}.", "{0}在没见过的点上最好：一般差 {1}。")
    };
    let first = lang.say(en, zh, &[&name(best), &off, &own(best)]);
    let law = best.law.map(|law| {
        let least =
            sweep.least(|result| result.law.map(|wrong| wrong.error)).and_then(|least| sweep.results.get(least));
        let nearest = least.filter(|least| least.capacity != best.capacity).and_then(|least| Some((least, least.law?)));
        let nearest = nearest.map(|(least, law)| {
            let name = capacity(sweep.vary, &least.capacity.to_string(), lang);
            lang.say("; {0} is nearest to it, off by {1}", "；离它最近的是 {0}，差 {1}", &[&name, &error(law)])
        });
        lang.say(
            "{0} is off the true law by {1}{2}.",
            "{0}与真实规律一般差 {1}{2}。",
            &[&name(best), &error(law), &nearest.unwrap_or_default()],
        )
    });
    let others = others(sweep, best, &|result| [name(result), unseen(result), own(result)], lang);
    [Some(first), others, law]
}

/// The worst of the larger ones, or the smallest, where they are worse by more than a little. `tell` gives a result's name
/// and its errors on points not seen and on its own.
fn others(sweep: &Sweep, best: &Measured, tell: &dyn Fn(&Measured) -> [String; 3], lang: Lang) -> Option<String> {
    let loss = |result: &Measured| result.held_out.map(|wrong| wrong.loss).filter(|loss| loss.is_finite());
    let least = loss(best)?;
    let worse = |result: &&Measured| loss(result).is_some_and(|loss| loss > ALIKE * least);
    let larger = sweep.results.iter().filter(|result| result.capacity > best.capacity).filter(worse);
    let worst = larger.reduce(|a, b| if loss(b) > loss(a) { b } else { a });
    let smallest = sweep.results.first().filter(worse);
    let (other, (en, zh)) = match (worst, smallest) {
        (Some(worst), _) => {
            (worst, ("{0} is off by {1} there, and by {2} on its own.", "{0}在那里差 {1}，在自己的训练点上差 {2}。"))
        }
        (None, Some(smallest)) if sweep.results.last().is_some_and(|last| last.capacity > best.capacity) => (
            smallest,
            ("{0} is off by {1} there; no larger one is worse by a tenth.", "{0}在那里差 {1}；更大的都没有差出一成。"),
        ),
        (None, Some(smallest)) => (smallest, ("{0} is off by {1} there.", "{0}在那里差 {1}。")),
        (None, None) => return None,
    };
    let [name, unseen, own] = tell(other);
    Some(lang.say(en, zh, &[&name, &unseen, &own]))
}

/// Those that have no value; of neighbours the first and the last.
fn diverged(sweep: &Sweep, lang: Lang) -> Option<String> {
    let mut names = String::new();
    for run in sweep.results.chunk_by(|a, b| a.diverged.is_some() == b.diverged.is_some()) {
        let (Some(first), Some(last)) = (run.first().filter(|first| first.diverged.is_some()), run.last()) else {
            continue;
        };
        if !names.is_empty() {
            names += lang.pick(", ", "、");
        }
        names += &first.capacity.to_string();
        if run.len() > 1 {
            names += &["–", &last.capacity.to_string()].concat();
        }
    }
    let name = capital(capacity(sweep.vary, &names, lang));
    (!names.is_empty()).then(|| lang.say("{0} diverged: no value.", "{0}发散了，没有数值。", &[&name]))
}

fn capital(text: String) -> String {
    let mut text = text;
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// Why nothing can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmeasured {
    /// No such thing can be varied.
    Vary,
    /// The number of steps.
    Steps,
    /// The number of folds.
    Folds,
    /// There are too few points to learn from and to judge by.
    Points,
}

/// The sentence for it.
pub fn refusal(why: Unmeasured, lang: Lang) -> String {
    match why {
        Unmeasured::Vary => {
            let words = VARIES.map(|(word, _)| Some(word.to_owned()));
            let words = listed(String::new(), lang.pick(", ", "、"), &words);
            lang.say("What is varied is one of {0}.", "可变的是 {0} 之一。", &[&words])
        }
        Unmeasured::Steps => {
            let most = grouped(MOST_SWEEP_STEPS.into());
            lang.say("Steps are a whole number from 1 to {0}.", "步数是 1 到 {0} 的整数。", &[&most])
        }
        Unmeasured::Folds => {
            let most = MOST_FOLDS.to_string();
            lang.say("Folds are 0, or a whole number from 2 to {0}.", "折数是 0，或 2 到 {0} 的整数。", &[&most])
        }
        Unmeasured::Points => lang
            .pick("There are too few points to measure with. Add some first.", "数据点太少，无法测量。请先添加一些。")
            .to_owned(),
    }
}
