//! Chapter 5: one neuron bends once, a few of them make the curve, and without their bend all layers are a line.

use super::told::{Headline, Told, word};
use crate::learn::Activation;
use crate::session::story::NEAR_CURVE;
use crate::session::{HeldNeuron, MOST_BY_HAND, Session, State, Trend};
use crate::text::join::joined;
use crate::text::labels;
use crate::text::lang::Lang;
use crate::text::number::{grouped, short, without_zeros};
use crate::text::quantity::{about, amount};
use crate::text::terms;
use crate::view::{Band, PartOf};

/// So many hinges, as what makes the curve.
fn hinges(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En if count == 1 => "One hinge makes".to_owned(),
        Lang::En => word(count, lang) + " hinges make",
        Lang::ZhHans => word(count, lang) + "段折线",
    }
}

/// The neurons that are dead, whether the kinks of all of these are in the picture, and the first of the others that adds nothing
/// yet.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn silent(session: &Session) -> (Vec<usize>, bool, Option<usize>) {
    let Some(stack) = session.stack() else { return (Vec::new(), true, None) };
    let x = session.fit().x;
    let neurons = stack.bands.iter().filter_map(|band| match band.of {
        PartOf::Neuron(neuron) => Some((neuron, band)),
        PartOf::Others(_) => None,
    });
    let mut dead: Vec<usize> = neurons.clone().filter(|(_, band)| band.dead).map(|(neuron, _)| neuron).collect();
    dead.sort_unstable();
    let seen = |band: &Band| band.hinge.is_some_and(|hinge| (x.lo..=x.hi).contains(&hinge.kink));
    let within = neurons.clone().all(|(_, band)| !band.dead || seen(band));
    let idle = |band: &Band| !band.dead && band.part.iter().all(|y| *y == 0.0);
    (dead, within, neurons.filter(|(_, band)| idle(band)).map(|(neuron, _)| neuron).min())
}

/// What is to be said of neurons that are dead or add nothing yet; empty where there are none.
fn of_the_silent(told: &Told) -> String {
    let lang = told.lang;
    if let Some((last, others)) = told.dead.split_last() {
        let number = |neuron: &usize| (neuron + 1).to_string();
        let all: Vec<String> = others.iter().chain([last]).map(number).collect();
        let all = joined(&all, lang.pick(", ", "、"));
        let (en, zh) = match (others, told.within) {
            ([], true) => (
                "Neuron {0} is dead: it answers 0 at every house and cannot learn. Drag its kink back among them.",
                "神经元 {0} 已死：对每套房子都输出 0，学不了了。把它的拐点拖回房子中间。",
            ),
            (_, true) => (
                "Neurons {0} are dead: they answer 0 at every house and cannot learn. Drag their kinks back among them.",
                "神经元 {0} 已死：对每套房子都输出 0，学不了了。把它们的拐点拖回房子中间。",
            ),
            ([], false) => (
                "Neuron {0} is dead: its kink has left the picture, it answers 0 at every house and cannot learn.",
                "神经元 {0} 已死：拐点跑到了图外，对每套房子都输出 0，学不了了。",
            ),
            (_, false) => (
                "Neurons {0} are dead: kinks have left the picture, they answer 0 at every house and cannot learn.",
                "神经元 {0} 已死：拐点跑到了图外，对每套房子都输出 0，学不了了。",
            ),
        };
        return lang.say(en, zh, &[&all]);
    }
    told.idle.map_or_else(String::new, |neuron| {
        lang.say(
            "Neuron {0} adds nothing yet: drag its slope, or press Play.",
            "神经元 {0} 还没有贡献：拖动它的斜率，或按“开始”。",
            &[&(neuron + 1).to_string()],
        )
    })
}

/// How near the hinges come to the houses, or the line that is left of layers without a bend.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub(super) fn headline(told: &Told) -> Headline {
    let Told { status, quantity, lang, line, bends, .. } = told;
    let error = |error: f64| amount(error, quantity, *lang);
    let now = error(status.train_error);
    if !bends {
        return without_a_bend(told, now);
    }
    let line = line.filter(|line| line.error > NEAR_CURVE).map_or_else(String::new, |line| {
        lang.say(
            "Without the bend it would be a plain line: {0} off at best, however many layers.",
            "没有弯折，就只是一条直线：最好也差 {0}，层数再多也一样。",
            &[&error(line.error)],
        )
    });
    let count = told.settings.layers.first().copied().unwrap_or(0);
    let near = status.train_error <= NEAR_CURVE;
    let settled = matches!(status.trend, Trend::Best | Trend::ThroughAll | Trend::Flat { .. });
    let step = grouped(status.step);
    let (en, zh, beside) = match (status.state, status.step) {
        (State::Running, _) => (
            "It is laying the hinges: {0} off.",
            "它在摆折线：现在差 {0}。",
            lang.say(
                "Step {0}. Training moves each kink and each slope a little, to where the curve misses less.",
                "第 {0} 步。每一步都把各个拐点和斜率挪一点，让曲线差得更少。",
                &[&step],
            ),
        ),
        _ if near => ("{1} the curve: {0} off.", "{1}叠成了这条曲线：只差 {0}。", line),
        (State::Paused | State::Diverged(_), _) if settled && count == 1 && status.step > 0 => (
            "One hinge, laid as well as it can be: {0} off.",
            "一段折线，摆得再好也差 {0}。",
            lang.pick("It bends only once. Add a neuron with +.", "它只能弯一次。按 + 加一个神经元。").to_owned(),
        ),
        (State::Paused | State::Diverged(_), 0) if count == 1 => (
            "One neuron, one bend: {0} off. Drag its kink.",
            "一个神经元，弯一次：差 {0}。拖动它的拐点。",
            lang.pick(
                "Or let it find the best place by itself: press Play. k is a thousand.",
                "也可以让它自己找最好的位置：按“开始”。",
            )
            .to_owned(),
        ),
        (State::Paused | State::Diverged(_), _) => (
            "{1} a curve that misses by {0}.",
            "{1}叠成的曲线差 {0}。",
            match count {
                MOST_BY_HAND => {
                    lang.pick("Drag kinks and slopes, or let it try with Play.", "拖动拐点和斜率，或按“开始”让它试。")
                }
                _ => lang.pick(
                    "Drag kinks and slopes, let it try with Play, or add a neuron with +.",
                    "拖动拐点和斜率，按“开始”让它试，或按 + 加一个神经元。",
                ),
            }
            .to_owned(),
        ),
    };
    let text = lang.say(en, zh, &["{0}", &hinges(count, *lang)]);
    let silent = of_the_silent(told);
    let waits = told.dead.is_empty() && status.state == State::Running;
    Headline::around(&text, now, if silent.is_empty() || waits { beside } else { silent })
}

fn without_a_bend(told: &Told, now: String) -> Headline {
    let Told { status, settings, lang, line, .. } = told;
    let layers = settings.layers.len();
    let numbers = lang.say(
        "Its {0} numbers multiply out to one w and one b: layers without a bend are one line.",
        "{0} 个数乘到一起，只剩一个 w 和一个 b：没有弯折，再多层也只是一条直线。",
        &[&grouped(status.parameters as u64)],
    );
    let best = line.is_some_and(|line| status.train_error <= 1.01 * line.error);
    let (en, zh, beside) = match status.state {
        _ if best && status.step > 0 => {
            ("{1} layers without a bend are a plain line: {0} off.", "{1}层都不弯折，就是一条直线：差 {0}。", numbers)
        }
        State::Running => (
            "{1} layers without a bend: {0} off.",
            "{1}层，都不弯折：差 {0}。",
            lang.say(
                "Step {0}. See whether the line will bend.",
                "第 {0} 步。看它弯不弯得起来。",
                &[&grouped(status.step)],
            ),
        ),
        State::Paused | State::Diverged(_) => (
            "{1} layers without a bend: {0} off.",
            "{1}层，都不弯折：差 {0}。",
            lang.pick("Press Play, and see whether the line will bend.", "按“开始”，看它弯不弯得起来。").to_owned(),
        ),
    };
    Headline::around(&lang.say(en, zh, &["{0}", &word(layers, *lang)]), now, beside)
}

/// What stands beside the picture of a neuron.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Which neuron, and where it is asked.
    pub title: String,
    /// Its formula with its numbers.
    pub formula: String,
    /// What its input is there.
    pub input: String,
    /// Its activation times its weight.
    pub part: String,
    /// All parts, and what they come to.
    pub stack: String,
    /// It answers 0 everywhere; empty where it does not.
    pub dead: String,
}

/// What stands beside the picture of the neuron that is held; `None` where none of a hidden layer is, or nobody asks.
#[inline(never)] // in the second part of the program
pub fn beside(session: &Session) -> Option<Beside> {
    let (quantity, lang) = (session.quantity(), session.settings().lang);
    let held: HeldNeuron = session.held_neuron()?;
    let (x, value) = (held.question?, f64::from(held.value?));
    let stack = session.stack()?;
    let neuron = stack.held?;
    let number = (neuron + 1).to_string();
    let scale = held.scaling.y_scale;
    // The neuron's weight in the output: its band says what comes of it.
    let shape = session.settings().layers.last().copied()?;
    let parameters = session.parameters();
    let weight = f64::from(*parameters.get(parameters.len().checked_sub(shape + 1)? + neuron)?);
    let names = if held.column == 1 { "x" } else { "a" };
    let bent = (held.activation != Activation::Linear).then(|| labels::activation(held.activation, lang));
    let terms::Neuron { formula, inputs } = terms::neuron(&held, names, bent, lang);
    let parts: Vec<f64> = stack.bands.iter().map(|band| band.at_probe.unwrap_or(f64::NAN) / scale).collect();
    let base = held.scaling.y_in(stack.base);
    let sum = base + parts.iter().sum::<f64>();
    let dead = stack.band_of(neuron).is_some_and(|(_, band)| band.dead);
    Some(Beside {
        title: lang.say(
            "Neuron {0} at x = {1}",
            "神经元 {0}，x = {1} 处",
            &[&number, &without_zeros(short(held.scaling.x_in(x)))],
        ),
        formula: ["a = ", &formula].concat(),
        input: inputs,
        part: terms::product_line(weight, value, lang),
        stack: terms::sum_line(base, &parts, lang)
            + &lang.say(": {0}", "：{0}", &[&about(held.scaling.y_out(sum), &quantity, lang)]),
        dead: if dead {
            lang.pick(
                "It is dead: it answers 0 at every house and cannot learn.",
                "它已死：对每套房子都输出 0，学不了了。",
            )
            .to_owned()
        } else {
            String::new()
        },
    })
}

/// w and b of layers without a bend, multiplied out, and those of the plain line, in the model's own units; `None` where the model
/// bends.
#[inline(never)] // in the second part of the program
pub fn lines(session: &Session) -> Option<[[String; 2]; 2]> {
    let status = session.status();
    let own = status.coefficients.filter(|c| c.len() == 2)?;
    let best = session.plain_line()?;
    let settings = session.settings();
    let (x, y) = if settings.standardize { (1.0, 1.0) } else { (settings.x_unit.into(), f64::from(settings.y_unit)) };
    let told = |height: f64, slope: f64| [short(slope * x / y), short(height / y)];
    Some([told(own[0], own[1]), told(best.height, best.slope)])
}
