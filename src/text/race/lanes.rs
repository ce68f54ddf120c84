//! Models that learn the same points: what stands at their lanes.

use crate::data::decimal::shortest;
use crate::learn::{Activation, Init, Optimizer};
use crate::session::knobs::Word;
use crate::session::{Model, Settings};
use crate::task::Cost;
use crate::text::cost::rounded;
use crate::text::join::joined;
use crate::text::labels;
use crate::text::lang::Lang;
use crate::text::number::{grouped, power_of_ten, short, superscript};
use crate::text::quantity::{about, column_names};
use crate::text::recipe;
use crate::text::sentences::sorting::percent;
use crate::view::{Lane, LaneForm, LaneRecipe, Quantity, Race};

/// How deep a model is, and how wide: "seven layers of 5", and shorter.
pub fn layers(widths: &[usize], lang: Lang) -> [String; 2] {
    let same = widths.windows(2).all(|pair| pair[0] == pair[1]);
    let width = widths.first().map_or(0, |width| *width).to_string();
    let count = widths.len().to_string();
    match widths.len() {
        0 => [lang.pick("no hidden layer", "没有隐藏层").to_owned(), lang.pick("no layer", "没有层").to_owned()],
        1 => [lang.say("one layer of {0}", "一层 {0} 个", &[&width]), lang.say("1 × {0}", "1 × {0}", &[&width])],
        _ if same => {
            [lang.say("{0} layers of {1}", "{0} 层，每层 {1} 个", &[&count, &width]), [&count, " × ", &width].concat()]
        }
        _ => [lang.say("{0} layers", "{0} 层", &[&count]), lang.say("{0} layers", "{0} 层", &[&count])],
    }
}

/// What a lane is called beside the others: deep, or wide; by what kind of model it is; or by its number.
pub fn name(race: &Race, at: usize, lang: Lang) -> &'static str {
    let own = kind(race, at, lang);
    let alike = (0..race.lanes.len()).any(|other| other != at && kind(race, other, lang) == own);
    if alike { ordinal(at, lang) } else { own }
}

fn ordinal(at: usize, lang: Lang) -> &'static str {
    let names = [lang.pick("First", "甲"), lang.pick("Second", "乙"), lang.pick("Third", "丙")];
    names[at.min(names.len() - 1)]
}

/// Deep or wide, or the kind of model; the number of a lane that is none of these.
fn kind(race: &Race, at: usize, lang: Lang) -> &'static str {
    let networks: Vec<&Lane> = race.lanes.iter().filter(|lane| lane.form == LaneForm::Network).collect();
    match (race.lanes[at].form, &networks[..]) {
        (LaneForm::Line, _) => model_name(Model::Line, lang),
        (LaneForm::Polynomial(_), _) => model_name(Model::Polynomial, lang),
        (LaneForm::Network, [_]) => model_name(Model::Network, lang),
        (LaneForm::Network, [one, other]) if one.layers.len() != other.layers.len() => {
            let most = one.layers.len().max(other.layers.len());
            if race.lanes[at].layers.len() == most { lang.pick("Deep", "深") } else { lang.pick("Wide", "宽") }
        }
        (LaneForm::Network, _) => ordinal(at, lang),
    }
}

/// What a lane is made of: the longer text first.
pub fn made_of(lane: &Lane, lang: Lang) -> [String; 2] {
    match lane.form {
        LaneForm::Line => ["w·x + b".to_owned(), "w·x + b".to_owned()],
        LaneForm::Polynomial(degree) => {
            let degree = degree.to_string();
            [0, 1].map(|_| lang.say("degree {0}", "{0} 次", &[&degree]))
        }
        LaneForm::Network => layers(lane.layers, lang),
    }
}

/// In what the training of a lane differs from that of the others; empty where it does not.
pub fn recipe(race: &Race, at: usize, lang: Lang) -> String {
    let lane = &race.lanes[at];
    // A line has neither neurons nor hidden layers.
    let bends = lane.form == LaneForm::Network && !lane.layers.is_empty();
    let differs = |of: &dyn Fn(&LaneRecipe) -> f64, only: bool| {
        let others = race.lanes.iter().filter(|other| !only || other.form == LaneForm::Network);
        others.into_iter().any(|other| of(&other.recipe) != of(&lane.recipe))
    };
    let LaneRecipe { activation: place, init, optimizer, rate, batch } = lane.recipe;
    let mut words: Vec<String> = Vec::new();
    if bends && differs(&|recipe| recipe.activation as f64, true) {
        words.push(activation(place, lang).to_owned());
    }
    if bends && differs(&|recipe| recipe.init as f64, true) {
        words.push(first_weights(init, lang).to_owned());
    }
    if differs(&|recipe| recipe.optimizer as f64, false) {
        words.push(optimizer_name(optimizer, lang).to_owned());
    }
    if differs(&|recipe| recipe.rate, false) {
        words.push(lang.say("rate {0}", "学习率 {0}", &[&shortest(rate)]));
    }
    if differs(&|recipe| recipe.batch.map_or(0.0, |size| size as f64), false) {
        words.push(match batch {
            Some(size) => lang.say("batches of {0}", "每批 {0} 个", &[&size.to_string()]),
            None => lang.pick("all at once", "全部一起").to_owned(),
        });
    }
    joined(&words, " · ")
}

/// How first weights are drawn, by the place in the order in which that is taught.
fn first_weights(place: usize, lang: Lang) -> &'static str {
    match Init::ALL.get(place) {
        Some(Init::Xavier) => "Xavier",
        Some(Init::He) => "He",
        Some(Init::LeCun) => "LeCun",
        Some(Init::Small) => lang.pick("small weights", "小权重"),
        Some(Init::Zero) => lang.pick("zero weights", "零权重"),
        Some(Init::Large) => lang.pick("large weights", "大权重"),
        Some(Init::Suited) | None => lang.pick("suited weights", "合适的权重"),
    }
}

fn optimizer_name(place: usize, lang: Lang) -> &'static str {
    match place {
        0 => lang.pick("gradient descent", "梯度下降"),
        1 => lang.pick("momentum", "动量"),
        2 => "Nesterov",
        3 => "RMSProp",
        _ => "Adam",
    }
}

/// How large a model is.
pub fn parameters(lane: &Lane, lang: Lang) -> String {
    lang.say("{0} weights and biases", "{0} 个权重和偏置", &[&grouped(lane.parameters as u64)])
}

/// How well it does on points that it has not seen, and on its own: the longer text of each first.
pub fn errors(lane: &Lane, quantity: &Quantity, lang: Lang) -> [Option<[String; 2]>; 2] {
    let told = |amount: &str, en: [&str; 2], zh: [&str; 2]| [0, 1].map(|i| lang.say(en[i], zh[i], &[amount]));
    if let Some((own, unseen)) = lane.right {
        let unseen = unseen.map(|right| {
            let right = percent(right, lang);
            told(&right, ["unseen: {0} right", "unseen {0}"], ["没见过的：答对 {0}", "没见过的 {0}"])
        });
        let own = told(&percent(own, lang), ["own: {0} right", "own {0}"], ["自己的：答对 {0}", "自己的 {0}"]);
        return [unseen, Some(own)];
    }
    let unseen = lane.unseen.map(|error| {
        let amount = missed(error, quantity, lang);
        told(&amount, ["unseen: off by {0}", "unseen {0}"], ["没见过的：差 {0}", "没见过 {0}"])
    });
    let own = missed(lane.own, quantity, lang);
    [unseen, Some(told(&own, ["own: off by {0}", "own {0}"], ["自己的：差 {0}", "自己 {0}"]))]
}

/// By how much it misses; a dash where that is no number.
pub(super) fn missed(error: f64, quantity: &Quantity, lang: Lang) -> String {
    if error.is_finite() { about(error, quantity, lang) } else { "–".to_owned() }
}

/// The activation with this place in the order in which they are taught.
pub fn activation(place: usize, lang: Lang) -> &'static str {
    labels::activation(Activation::ALL.get(place).copied().unwrap_or(Activation::Linear), lang)
}

/// At the curve of the race before: "with ReLU 24 k".
pub fn with(place: usize, error: f64, quantity: &Quantity, lang: Lang) -> String {
    lang.say("with {0} {1}", "用 {0}：{1}", &[activation(place, lang), &about(error, quantity, lang)])
}

/// At the gradients of the race before.
pub fn with_only(place: usize, lang: Lang) -> String {
    lang.say("with {0}", "用 {0}", &[activation(place, lang)])
}

/// At the plain line.
pub fn line(error: f64, quantity: &Quantity, lang: Lang) -> String {
    lang.say("plain line {0}", "直线 {0}", &[&about(error, quantity, lang)])
}

/// The head of the gradients.
pub fn arrives(lang: Lang) -> &'static str {
    lang.pick("How much of the error arrives", "有多少误差传到这里")
}

/// What is shown there.
pub fn arrives_in_detail(lang: Lang) -> &'static str {
    lang.pick("mean |∂L/∂w|: bars at the first step, rings now", "平均 |∂L/∂w|：条是第一步，圈是现在")
}

/// The name of a layer below its bar; `last` is the output, which is named by what it says of a quantity, where it does.
pub fn layer(at: usize, last: usize, quantity: Option<&Quantity>, lang: Lang) -> [String; 2] {
    if at == last {
        let Some(quantity) = quantity else { return [(); 2].map(|()| lang.pick("output", "输出").to_owned()) };
        let (_, y) = column_names(quantity, lang);
        return [y.to_owned(), y.to_owned()];
    }
    let number = (at + 1).to_string();
    [lang.say("layer {0}", "第 {0} 层", &[&number]), number]
}

/// A gradient at its bar.
pub fn gradient(value: f64) -> String {
    short(value)
}

/// A tick of its axis.
pub fn tick(exponent: i32) -> String {
    if exponent.abs() <= 2 { power_of_ten(exponent) } else { "10".to_owned() + &superscript(exponent) }
}

/// Above the picture while there is no race.
pub fn nobody(lang: Lang) -> &'static str {
    lang.pick(
        "Another model learns the same points beside yours, step for step. Which one?",
        "让另一个模型和你的一起学同样的点，一步对一步。和谁比？",
    )
}

/// How much a lane calculates, and how long a step takes, in milliseconds, once that is known.
pub fn cost((cost, time): (Cost, Option<f64>), lang: Lang) -> String {
    let step = grouped(cost.step as u64);
    match time {
        Some(time) => {
            lang.say("{0} multiplications, {1} ms a step", "每步 {0} 次乘法，约 {1} 毫秒", &[&step, &rounded(time)])
        }
        None => lang.say("{0} multiplications a step", "每步 {0} 次乘法", &[&step]),
    }
}

/// What a lane is and how it is trained, in few words.
pub fn what(settings: &Settings, lang: Lang) -> String {
    let descends = settings.recipe().optimizer == Optimizer::Descent && settings.model == Model::Network;
    let descent = if descends { lang.pick("gradient descent", "梯度下降") } else { "" };
    joined(&[recipe::in_words(settings, lang), descent.to_owned()], " · ")
}

/// The first choice of a lane's knob.
pub fn as_today(lang: Lang) -> &'static str {
    lang.pick("as yours", "和你的一样")
}

/// The kinds of models, each with the word for it.
pub fn kinds(lang: Lang) -> [(&'static str, &'static str); 3] {
    [Model::Line, Model::Polynomial, Model::Network].map(|model| (model.word(), model_name(model, lang)))
}

fn model_name(model: Model, lang: Lang) -> &'static str {
    match model {
        Model::Line => lang.pick("Line", "直线"),
        Model::Polynomial => lang.pick("Polynomial", "多项式"),
        Model::Network => lang.pick("Network", "网络"),
    }
}
