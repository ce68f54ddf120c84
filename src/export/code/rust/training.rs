//! The steps, in Rust: the learning rate, what is drawn, the loop.

use crate::export::code::facts::{Facts, rust_double, rust_single};
use crate::export::code::lines::{filled, list};
use crate::learn::{Optimizer, Penalty, Schedule};

/// The learning rate's factor at a step; empty where it stays.
pub fn schedule(facts: &Facts) -> String {
    let places = |over: u32, from: f32| (over.to_string(), rust_double(from.into()));
    let (body, (over, from)) = match facts.plain.spec.recipe.schedule {
        Schedule::Constant => return String::new(),
        Schedule::Step { every, factor } => {
            ("(@FROM@_f64).powi((step / @OVER@) as i32) as f32", places(every.max(1), factor))
        }
        Schedule::Cosine { over } => (COSINE, places(over.max(1), 0.0)),
        Schedule::WarmUp { over, from } => (WARM_UP, places(over, from)),
    };
    let text = [FACTOR, "    ", body, "\n}\n"].concat();
    filled(&text, facts.lang, &[("OVER", &over), ("FROM", &from)])
}

const FACTOR: &str = "
/// ‹What the learning rate is multiplied by at a step.¦某一步时学习率要乘的系数。›
fn factor(step: u64) -> f32 {
";
const COSINE: &str = "let left = @OVER@_u64.saturating_sub(step) as f64 / @OVER@.0;
    let half_wave = sine((std::f64::consts::FRAC_PI_2 * left) as f32);
    half_wave * half_wave";
const WARM_UP: &str = "if step < @OVER@ { (@FROM@ + (1.0 - @FROM@) * (step as f64 / @OVER@.0)) as f32 } else { 1.0 }";

/// A generator of chance, which points each step sees, and which neurons it drops.
pub fn chance(facts: &Facts) -> String {
    let mut text = String::new();
    if facts.draws() {
        text += GENERATOR;
    }
    if facts.plain.batch().is_some() {
        text += BATCHES;
    }
    if facts.drops() {
        text += DROPOUT;
    }
    filled(&text, facts.lang, &[("RATE", &rust_single(facts.plain.spec.recipe.dropout.rate))])
}

const GENERATOR: &str = "
/// ‹The page's random numbers (PCG32, O'Neill 2014): 32 bits at a time.¦页面所用的随机数（PCG32，O'Neill 2014）：每次 32 位。›
struct Pcg32 {
    state: u64,
    increment: u64,
}

impl Pcg32 {
    fn draw(&mut self) -> u32 {
        let old = self.state;
        self.state = old.wrapping_mul(6364136223846793005).wrapping_add(self.increment);
        (((old >> 18 ^ old) >> 27) as u32).rotate_right((old >> 59) as u32)
    }
}
";

const BATCHES: &str = "
/// ‹Which points a step sees. Once all have been seen they are shuffled anew.¦一步看哪些点；全部看过一遍后重新打乱顺序。›
struct Batches {
    order: Vec<usize>,
    next: usize,
    size: usize,
    chance: Pcg32,
}

impl Batches {
    fn next(&mut self) -> Vec<usize> {
        if self.next == self.order.len() {
            for last in (1..self.order.len()).rev() {
                let other = (u64::from(self.chance.draw()) * (last as u64 + 1)) >> 32;
                self.order.swap(last, other as usize);
            }
            self.next = 0;
        }
        let begin = self.next;
        self.next = self.order.len().min(begin + self.size);
        self.order[begin..self.next].to_vec()
    }
}
";

const DROPOUT: &str = "
/// ‹The share of the hidden neurons that each step drops, for each point anew.¦每一步随机关掉的隐藏神经元比例，每个点各自抽取。›
const DROPOUT: f32 = @RATE@;

fn new_masks(points: usize, chance: &mut Pcg32) -> Vec<Rows> {
    let limit = (f64::from(DROPOUT) * 4294967296.0) as u64;
    let mut draw = || if u64::from(chance.draw()) < limit { 0.0 } else { 1.0 / (1.0 - DROPOUT) };
    let hidden = &LAYERS[..LAYERS.len() - 1];
    hidden.iter().map(|layer| (0..layer.units).map(|_| (0..points).map(|_| draw()).collect()).collect()).collect()
}
";

/// The loop, and what it prints.
pub fn training(facts: &Facts) -> String {
    let recipe = &facts.plain.spec.recipe;
    let mut text = "\nfn main() {\n    let (x, y) = (inputs(&TRAINING), targets(&TRAINING));\n".to_owned();
    text += "    let mut parameters = PARAMETERS.to_vec();\n";
    text += &remembered(facts);
    text += &streams(facts);
    let frozen = facts.frozen();
    if !frozen.is_empty() {
        let places = list(frozen.iter().map(usize::to_string), 8);
        let told = "    // ‹Parameters that training leaves as they are.¦训练时保持不变的参数。›\n    let frozen = [\n@PLACES@    ];\n";
        text += &filled(told, facts.lang, &[("PLACES", &places)]);
    }
    let begin = facts.plain.steps;
    let end = (begin + facts.to.saturating_sub(facts.from)).to_string();
    let scheduled = recipe.schedule != Schedule::Constant;
    let step = if scheduled { "step" } else { "_" };
    text += &["    for ", step, " in ", &begin.to_string(), "..", &end, " {\n"].concat();
    let factor = if scheduled { " * factor(step)" } else { "" };
    text += &["        let rate: f32 = ", &rust_single(recipe.learning_rate), factor, ";\n"].concat();
    let (seen_x, seen_y) = match facts.plain.batch() {
        Some(_) => {
            text += BATCH;
            ("seen_x", "&seen_y")
        }
        None => ("x.clone()", "&y"),
    };
    let masks = if facts.drops() {
        let points = if facts.plain.batch().is_some() { "seen_y" } else { "y" };
        text += &["        let masks = new_masks(", points, ".len(), &mut dropping);\n"].concat();
        ", &masks"
    } else {
        ""
    };
    text += &["        let passes = forward(&parameters, ", seen_x, masks, ");\n"].concat();
    let pull = match recipe.penalty {
        Penalty::L1 { strength } if strength != 0.0 => filled(L1, facts.lang, &[("STRENGTH", &rust_single(strength))]),
        Penalty::L2 { strength } if strength != 0.0 => filled(L2, facts.lang, &[("STRENGTH", &rust_single(strength))]),
        Penalty::None | Penalty::L1 { .. } | Penalty::L2 { .. } => String::new(),
    };
    let mutable = if pull.is_empty() { "" } else { "mut " };
    text += &["        let ", mutable, "gradient = backward(&parameters, &passes, ", seen_y, masks, ");\n"].concat();
    text += &pull;
    let (before, change) = match recipe.optimizer {
        Optimizer::Descent => ("", "rate * g"),
        Optimizer::Momentum { .. } => (VELOCITY, "rate * v[k]"),
        Optimizer::Nesterov { .. } => (VELOCITY, "rate * (g + MOMENTUM * v[k])"),
        Optimizer::RmsProp => {
            ("            s[k] = 0.99 * s[k] + 0.01 * (g * g);\n", "rate * (g / (s[k].sqrt() + 1e-8))")
        }
        Optimizer::Adam => {
            text += POWERS;
            (MOMENTS, "size * (m[k] / (s[k].sqrt() * root + 1e-8))")
        }
    };
    text += "        for (k, g) in gradient.into_iter().enumerate() {\n";
    if !frozen.is_empty() {
        text += "            if frozen.contains(&k) {\n                continue;\n            }\n";
    }
    text += &[before, "            parameters[k] -= ", change, ";\n        }\n    }\n"].concat();
    text +=
        &filled("    println!(\"‹training loss¦训练损失›: {}\", loss_of(&parameters, &TRAINING));\n", facts.lang, &[]);
    if facts.holds_out() {
        text += &filled(
            "    println!(\"‹held-out loss¦留出损失›: {}\", loss_of(&parameters, &HELD_OUT));\n",
            facts.lang,
            &[],
        );
    }
    text + "}\n"
}

const BATCH: &str = "        let batch = batches.next();
        let seen_x = x.iter().map(|row| batch.iter().map(|p| row[*p]).collect()).collect();
        let seen_y: Vec<f32> = batch.iter().map(|p| y[*p]).collect();
";
const L1: &str = "        for (layer, begin) in LAYERS.iter().zip(begins()) {
            for k in begin..begin + layer.units * layer.inputs {
                gradient[k] += @STRENGTH@ * if parameters[k] == 0.0 { 0.0 } else { parameters[k].signum() };
            }
        }
";
const L2: &str = "        for (layer, begin) in LAYERS.iter().zip(begins()) {
            for k in begin..begin + layer.units * layer.inputs {
                gradient[k] += @STRENGTH@ * parameters[k];
            }
        }
";
const VELOCITY: &str = "            v[k] = MOMENTUM * v[k] + g;\n";
const POWERS: &str = "        beta_1 *= 0.9;
        beta_2 *= 0.999;
        let size = (f64::from(rate) / (1.0 - beta_1)) as f32;
        let root = (1.0 / (1.0 - beta_2).sqrt()) as f32;
";
const MOMENTS: &str = "            m[k] = 0.9 * m[k] + 0.1 * g;
            s[k] = 0.999 * s[k] + 0.001 * (g * g);
";

/// What the optimizer remembers at the beginning.
fn remembered(facts: &Facts) -> String {
    let state = &facts.plain.optimizer;
    let array = |name: &str, numbers: &[f32]| match facts.remembers() {
        true => {
            let numbers = list(numbers.iter().copied().map(rust_single), 8);
            ["    let mut ", name, ": Vec<f32> = vec![\n", &numbers, "    ];\n"].concat()
        }
        false => ["    let mut ", name, ": Vec<f32> = vec![0.0; parameters.len()];\n"].concat(),
    };
    match facts.plain.spec.recipe.optimizer {
        Optimizer::Descent => String::new(),
        Optimizer::Momentum { momentum } | Optimizer::Nesterov { momentum } => {
            ["    const MOMENTUM: f32 = ", &rust_single(momentum), ";\n"].concat() + &array("v", state.velocity())
        }
        Optimizer::RmsProp => array("s", state.squares()),
        Optimizer::Adam => {
            let [one, two] = state.beta_powers().map(rust_double);
            let powers = ["    let (mut beta_1, mut beta_2): (f64, f64) = (", &one, ", ", &two, ");\n"].concat();
            array("m", state.velocity()) + &array("s", state.squares()) + &powers
        }
    }
}

/// Where the streams of chance stand at the beginning.
fn streams(facts: &Facts) -> String {
    let generator = |place: crate::task::plain::Place| {
        ["Pcg32 { state: ", &place.state.to_string(), ", increment: ", &place.increment.to_string(), " }"].concat()
    };
    let mut text = String::new();
    if let Some(size) = facts.plain.batch() {
        let (order, next) = facts.plain.order.place();
        let untouched = order.iter().enumerate().all(|(at, index)| at as u32 == *index);
        let written = match untouched {
            true => ["(0..", &order.len().to_string(), ").collect()"].concat(),
            false => ["vec![\n", &list(order.iter().map(u32::to_string), 12), "        ]"].concat(),
        };
        let (next, size) = (next.to_string(), size.to_string());
        text += &["    let mut batches = Batches {\n        order: ", &written, ",\n        next: ", &next].concat();
        let chance = generator(facts.plain.shuffling);
        text += &[",\n        size: ", &size, ",\n        chance: ", &chance, ",\n    };\n"].concat();
    }
    if facts.drops() {
        text += &["    let mut dropping = ", &generator(facts.plain.dropping), ";\n"].concat();
    }
    text
}
