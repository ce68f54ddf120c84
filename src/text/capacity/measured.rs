//! What was measured of one capacity, and how far the measurement has come.

use super::names::capacity;
use crate::text::join::joined;
use crate::text::labels::{held_out, law, reading, training};
use crate::text::lang::Lang;
use crate::text::number::{grouped, short};
use crate::text::quantity::Scale;
use crate::view::{Errors, Sweep};

/// What was measured of a capacity, line by line; `None` where there is nothing to say.
pub struct Told {
    /// Which capacity it is.
    pub head: String,
    /// Its training loss.
    pub train: Option<String>,
    /// Its held-out loss.
    pub held_out: Option<String>,
    /// How far it is from the true law.
    pub law: Option<String>,
    /// The range of the folds.
    pub folds: Option<String>,
    /// That training diverged, so that there is no value.
    pub diverged: Option<String>,
}

/// What was measured of a capacity, by its index in the results; `None` beyond them.
pub fn measured(sweep: &Sweep, index: usize, lang: Lang) -> Option<Told> {
    let result = sweep.results.get(index)?;
    let name = capacity(sweep.vary, &result.capacity.to_string(), lang);
    let parameters = lang.say("{0} parameters", "{0} 个参数", &[&grouped(result.parameters as u64)]);
    let there = result.diverged.is_none();
    let scale = Scale::new(&sweep.units, lang);
    let error = |errors: Errors| short(scale.y(errors.error));
    let row =
        |name: &str, errors: Errors| [name, " ", &short(scale.loss(errors.loss)), " (±", &error(errors), ")"].concat();
    let now = if sweep.today == Some(index) { lang.pick(" · now", " · 当前") } else { "" };
    Some(Told {
        head: [&name, " · ", &parameters, now].concat(),
        train: there.then(|| row(training(lang), result.train)),
        held_out: result.held_out.filter(|_| there).map(|errors| row(held_out(lang), errors)),
        law: result.law.filter(|_| there).map(|errors| [law(lang), " ±", &error(errors)].concat()),
        folds: result.folds.filter(|_| there).map(|(least, most)| {
            let (folds, range) = (sweep.folds.to_string(), reading(scale.loss(least.loss), scale.loss(most.loss)));
            lang.say("{0} folds: {1}", "{0} 折：{1}", &[&folds, &range])
        }),
        diverged: result
            .diverged
            .map(|step| lang.say("diverged at step {0}: no value", "第 {0} 步发散，没有数值", &[&grouped(step)])),
    })
}

/// What was measured of a capacity in one sentence, to be spoken.
pub fn spoken(sweep: &Sweep, index: usize, lang: Lang) -> String {
    let Some(told) = measured(sweep, index, lang) else { return String::new() };
    let parts = [Some(told.head), told.train, told.held_out, told.folds, told.law, told.diverged];
    joined(&parts.map(Option::unwrap_or_default), lang.pick("; ", "；"))
}

/// How far the measurement has come; once it has ended, what was measured.
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
