//! The gradient, layer by layer: how much of it arrives at the first layer, why no more, and what helps.

use super::join::joined;
use super::labels;
use super::lang::Lang;
use super::number::{fixed, grouped, short, without_zeros};
use super::race;
use crate::learn::{Activation, Init};
use crate::session::Settings;
use crate::view::{FAINT, Flow, Gradients, Idle, LeftModel, first_to_last};

/// Where the first layer gets a smaller share of the last one's gradient, it fades.
const FADES: f64 = 0.02;
/// A share beyond this has no digits that anyone would count.
const COUNTED: f64 = 1e9;
/// Within this of 1, two gradients are about as large.
const ABOUT: f64 = 0.05;

/// The head of the picture: the first layer's gradient beside the last one's.
pub fn head(view: &Gradients, lang: Lang) -> String {
    match first_to_last(view.now) {
        None => lang.pick("There is no gradient.", "没有梯度。").to_owned(),
        Some(0.0) => lang.pick("Layer 1 gets no gradient.", "第 1 层得不到梯度。").to_owned(),
        Some(share) if (share - 1.0).abs() <= ABOUT => lang
            .pick("Layer 1 gets as much gradient as the last layer.", "第 1 层的梯度和最后一层的差不多。")
            .to_owned(),
        Some(share) if share > 1.0 => lang.say(
            "Layer 1 gets {0} times the last layer's gradient.",
            "第 1 层的梯度是最后一层的 {0} 倍。",
            &[&times(share)],
        ),
        Some(share) => lang.say(
            "Layer 1 gets {0} of the last layer's gradient.",
            "第 1 层的梯度只有最后一层的 {0}。",
            &[&multiple(share)],
        ),
    }
}

/// What is drawn.
pub fn caption(lang: Lang) -> &'static str {
    lang.pick("mean |∂L/∂w| of each layer, on a log scale", "各层 |∂L/∂w| 的平均值，对数刻度")
}

/// The first layer's gradient as a multiple of the last one's: "1/91,000", "260".
fn multiple(share: f64) -> String {
    if share == 0.0 {
        return "0".to_owned();
    }
    match share {
        share if share >= 0.95 => times(share.max(1.0)),
        share if share * COUNTED <= 1.0 => ["< 1/", &grouped(COUNTED as u64)].concat(),
        share => ["1/", &times(1.0 / share)].concat(),
    }
}

/// A multiple to two digits.
fn times(multiple: f64) -> String {
    match multiple {
        m if m >= COUNTED => ["> ", &grouped(COUNTED as u64)].concat(),
        m if m >= 9.95 => {
            let unit = 10_f64.powi((libm::log10(m) + 1e-9).floor() as i32 - 1);
            grouped(((m / unit).round() * unit).round() as u64)
        }
        m => without_zeros(fixed(m, 1)),
    }
}

/// How the gradient comes through, in a word or two.
pub fn flow(flow: Flow, lang: Lang) -> &'static str {
    match flow {
        Flow::Unknown => lang.pick("Nothing to hand back.", "没有什么可往回传的。"),
        Flow::Vanishing => lang.pick("The gradient vanishes.", "梯度消失了。"),
        Flow::Exploding => lang.pick("The gradient explodes.", "梯度爆炸了。"),
        Flow::Healthy => lang.pick("The gradient comes through.", "梯度传得到。"),
    }
}

/// Of a model without hidden layers.
pub fn no_layers(lang: Lang) -> &'static str {
    lang.pick(
        "Only a network with hidden layers hands its gradient back from layer to layer. Press a button to see one.",
        "有隐藏层的网络，梯度才会一层层往回传。按一个按钮看看。",
    )
}

/// How the gradient comes through, why, and what helps.
pub fn verdict(view: &Gradients, settings: &Settings, lang: Lang) -> String {
    let told = match view.flow {
        Flow::Unknown => lang
            .pick(
                "Without an error, or with one that is no number, no layer is told anything.",
                "没有误差，或误差已不是数，各层都得不到指引。",
            )
            .to_owned(),
        Flow::Healthy => healthy(view, lang),
        Flow::Vanishing => joined(&[of_the_error(view, lang), vanishing(view, settings, lang)], lang.pick(" ", "")),
        Flow::Exploding => exploding(view, settings, lang),
    };
    joined(&[flow(view.flow, lang).to_owned(), told], lang.pick(" ", ""))
}

/// Of a gradient that arrives at every layer: whether it fades, and where neurons do not hand it on.
fn healthy(view: &Gradients, lang: Lang) -> String {
    let fades = first_to_last(view.now).is_some_and(|share| share < FADES);
    let idle = view.idle.iter().zip(&view.units).any(|(idle, units)| match *idle {
        Idle::None => false,
        Idle::Dead { units: dead } => 4 * dead >= *units,
        Idle::Saturated { share } => share >= 0.25,
    });
    let (en, zh) = match (fades, idle) {
        (true, _) => (
            "But it fades on its way: the first layers are told much less than the last, and learn slowly.",
            "但一路变弱：前面的层得到的指引少得多，学得慢。",
        ),
        (false, true) => (
            "Every layer is told what to change; neurons that are dead or saturated, below, hand little of it on.",
            "每一层都知道该怎么改；只是下方标出的失活或饱和的神经元，几乎不往回传。",
        ),
        (false, false) => ("Every layer is told what to change.", "每一层都知道该怎么改。"),
    };
    lang.pick(en, zh).to_owned()
}

/// What arrives of the error, where the last layer gets next to nothing either, so that its share of the first does not tell.
fn of_the_error(view: &Gradients, lang: Lang) -> String {
    let tells = first_to_last(view.now).is_some_and(|share| share < FAINT);
    view.reach.filter(|reach| !tells && *reach > 0.0).map_or_else(String::new, |reach| {
        lang.say(
            "Of the error at the output {0} arrives at layer 1.",
            "输出处的误差只有 {0} 传到第 1 层。",
            &[&multiple(reach)],
        )
    })
}

/// Why next to nothing arrives, and what helps: the likeliest cause first.
fn vanishing(view: &Gradients, settings: &Settings, lang: Lang) -> String {
    let any = |activation| settings.hidden_layers().any(|layer| layer.activation == activation);
    let all_dead = view.idle.iter().zip(&view.units).position(|(idle, units)| *idle == Idle::Dead { units: *units });
    let (en, zh) = match settings.init {
        Init::Zero => (
            "All first weights are 0, and what is handed back through a weight is multiplied by it. Draw them at random.",
            "初始权重全是 0，而误差往回传时要乘以权重。请随机初始化。",
        ),
        Init::Small => (
            "What is handed back is multiplied by the weights, and they are about 0.01 at first. Draw larger ones.",
            "误差往回传时要乘以权重，而初始权重只有 0.01 左右。初始权重取大一些就好。",
        ),
        Init::Xavier | Init::He | Init::LeCun | Init::Large | Init::Suited => {
            if let Some(at) = all_dead {
                return lang.say(
                    "All neurons of layer {0} are dead: 0 at every point, with slope 0. Another seed helps, or leaky ReLU.",
                    "第 {0} 层的神经元全部失活：在每个点上都是 0，坡度也是 0。换个种子，或用带泄漏的 ReLU。",
                    &[&(at + 1).to_string()],
                );
            }
            match any(Activation::Sigmoid) {
                true => (
                    "Each layer multiplies it by the slope of sigmoid, which is 1/4 at most. ReLU or tanh help, or fewer layers.",
                    "每往回传一层，都要乘以 sigmoid 的坡度，而它最多只有 1/4。换成 ReLU 或 tanh，或减少层数。",
                ),
                false => (
                    "Each layer multiplies it by weights and slopes that make it smaller. Fewer layers help.",
                    "每往回传一层，都要乘以权重和坡度，越乘越小。可以减少层数。",
                ),
            }
        }
    };
    lang.pick(en, zh).to_owned()
}

/// Why too much arrives, and what helps.
fn exploding(view: &Gradients, settings: &Settings, lang: Lang) -> String {
    let arrives = view.reach.map_or_else(String::new, |reach| {
        lang.say(
            "The error is {0} times as large at layer 1 as at the output.",
            "第 1 层的误差是输出处的 {0} 倍。",
            &[&times(reach)],
        )
    });
    let widest = settings.layers.iter().max().map_or_else(String::new, ToString::to_string);
    let cause = match settings.init {
        Init::Large => lang.say(
            "First weights of deviation 1 multiply it by about √{0} times the slope in each layer. First weights that suit help.",
            "初始权重的标准差是 1，每往回传一层，就乘以约 √{0} 倍的坡度。用相配的初始权重就好。",
            &[&widest],
        ),
        Init::Xavier | Init::He | Init::LeCun | Init::Small | Init::Zero | Init::Suited => lang
            .pick(
                "The weights have grown, and each layer multiplies by them. A smaller learning rate helps, or fewer layers.",
                "权重变大了，每往回传一层都要乘以它们。调小学习率，或减少层数。",
            )
            .to_owned(),
    };
    joined(&[arrives, cause], lang.pick(" ", ""))
}

/// What the first layer gets at the first step, before and now; `None` where no model was left, or one of them has no number.
pub fn became(view: &Gradients, lang: Lang) -> Option<String> {
    let before = first_to_last(&view.left.as_ref()?.first)?;
    let now = first_to_last(&view.first)?;
    Some(lang.say(
        "At the first step layer 1 got {0} of the last layer's before, and {1} with this model.",
        "第一步时，第 1 层得到最后一层的：之前 {0}，这个模型 {1}。",
        &[&multiple(before), &multiple(now)],
    ))
}

/// The name of a layer below its column, longer and shorter.
pub fn layer(view: &Gradients, at: usize, lang: Lang) -> [String; 2] {
    let quantity = (!view.tells_classes).then_some(&view.quantity);
    race::layer(at, view.now.len().saturating_sub(1), quantity, lang)
}

/// The model that was left, at its line.
pub fn left(left: &LeftModel, layers_now: usize, lang: Lang) -> String {
    let activation = Activation::ALL.get(left.activation).copied().unwrap_or(Activation::Linear);
    let init = Init::ALL.get(left.init).copied().unwrap_or(Init::Suited);
    let mut parts = vec![labels::activation(activation, lang).to_owned(), labels::init(init, lang).to_owned()];
    if left.layers + 1 != layers_now {
        let en = if left.layers == 1 { "{0} layer" } else { "{0} layers" };
        parts.push(lang.say(en, "{0} 层", &[&left.layers.to_string()]));
    }
    lang.say("before: {0}", "之前：{0}", &[&parts.join(lang.pick(", ", "，"))])
}

/// Which neurons of a layer hand next to nothing on: longer, and shorter; `None` where they all do.
pub fn idle(idle: Idle, units: usize, lang: Lang) -> Option<[String; 2]> {
    match idle {
        Idle::None | Idle::Dead { units: 0 } => None,
        Idle::Dead { units: dead } => {
            let [dead, units] = [dead, units].map(|count| count.to_string());
            Some([lang.say("{0} of {1} dead", "{1} 个中 {0} 个失活", &[&dead, &units]), [&dead, "/", &units].concat()])
        }
        Idle::Saturated { share } => {
            let percent = (100.0 * share).round();
            (percent > 0.0).then(|| {
                let percent = fixed(percent, 0) + lang.pick(" %", "%");
                [lang.say("{0} saturated", "{0} 饱和", &[&percent]), percent]
            })
        }
    }
}

/// The same above the picture.
pub fn idle_below(all: &[Idle], lang: Lang) -> String {
    lang.say("below: {0}", "下方：{0}", &[idle_in_short(all, lang)])
}

/// What the short numbers of [`idle`] count.
pub fn idle_in_short(all: &[Idle], lang: Lang) -> &'static str {
    let dead = all.iter().any(|idle| matches!(idle, Idle::Dead { units } if *units > 0));
    match (dead, all.iter().any(|idle| matches!(idle, Idle::Saturated { .. }))) {
        (true, false) => lang.pick("dead", "失活"),
        (false, _) => lang.pick("saturated", "饱和"),
        (true, true) => lang.pick("idle", "不动"),
    }
}

/// Every layer in words, for who does not see the picture.
pub fn spoken(view: &Gradients, lang: Lang) -> String {
    let of = |(at, value): (usize, &f64)| {
        let [name, _] = layer(view, at, lang);
        let idle = view.idle.get(at).and_then(|of| idle(*of, *view.units.get(at)?, lang));
        let number = [&name, lang.pick(": ", "："), &short(*value)].concat();
        joined(&[number, idle.map_or_else(String::new, |[long, _]| long)], lang.pick(", ", "，"))
    };
    let layers: Vec<String> = view.now.iter().enumerate().map(of).collect();
    let parts =
        [head(view, lang), [caption(lang), lang.pick(": ", "：")].concat() + &layers.join(lang.pick("; ", "；"))];
    joined(&parts, lang.pick(" ", "")) + lang.pick(".", "。")
}

/// At the line of an earlier step.
pub fn step(step: u64, lang: Lang) -> String {
    lang.say("step {0}", "第 {0} 步", &[&grouped(step)])
}
