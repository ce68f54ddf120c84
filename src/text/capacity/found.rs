//! What a measurement has found, in words that come from the numbers.

use super::names::capacity;
use crate::text::join::joined;
use crate::text::lang::Lang;
use crate::text::quantity::amount;
use crate::view::{Errors, Measured, Quantity, Sweep};

/// Losses within this factor of each other are called alike.
const ALIKE: f64 = 1.1;
/// An error below this share of the least error on points not seen is next to nothing.
const NOTHING: f64 = 1e-3;

/// What was found: which capacity is best, how others do, and which have diverged.
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
    let [first, second, third] = judged;
    let parts = [Some(said), first, second, third, diverged(sweep, lang)];
    joined(&parts.map(Option::unwrap_or_default), lang.pick(" ", ""))
}

/// Which capacity does best on points that it has not seen, how others do, and which is nearest to the true law.
fn judged(sweep: &Sweep, best: &Measured, quantity: &Quantity, lang: Lang) -> [Option<String>; 3] {
    let error = |errors: Errors| amount(errors.error, quantity, lang);
    let name = |result: &Measured| capital(capacity(sweep.vary, &result.capacity.to_string(), lang));
    let unseen = |result: &Measured| result.held_out.map_or_else(String::new, error);
    // "0" would claim too much, and "0.0001 k" would be read too closely.
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
            sweep.least(|result| result.law.map(|errors| errors.error)).and_then(|least| sweep.results.get(least));
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

/// How the worst of the larger capacities does, or the smallest one, if it is clearly worse. `tell` gives a result's name
/// and its errors on points not seen and on its own.
fn others(sweep: &Sweep, best: &Measured, tell: &dyn Fn(&Measured) -> [String; 3], lang: Lang) -> Option<String> {
    let loss = |result: &Measured| result.held_out.map(|errors| errors.loss).filter(|loss| loss.is_finite());
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

/// Which capacities have diverged; of neighbours only the first and the last are named.
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
