//! Forward, backward, the loss and the steps, in NumPy.

use crate::export::code::facts::Facts;
use crate::export::code::lines::{filled, list};
use crate::export::digits::single;
use crate::learn::{Loss, Optimizer, Penalty};

/// Forward and backward, and the loss.
pub fn passes(facts: &Facts) -> String {
    let (masked, unmasked) = match facts.drops() {
        true => ("        x = a * masks[len(passed) - 1] if masks and len(passed) < len(layers()) else a\n", UNMASKED),
        false => ("        x = a\n", ""),
    };
    let given = if facts.drops() { ", masks=None" } else { "" };
    let mut text = filled(PASSES, facts.lang, &[("GIVEN", given), ("MASKED", masked), ("UNMASKED", unmasked)]);
    text += match facts.plain.spec.recipe.loss {
        Loss::MeanSquared => SQUARED,
        Loss::MeanAbsolute => ABSOLUTE,
        Loss::Huber => HUBER,
        // Two classes have one output.
        Loss::Logistic | Loss::CrossEntropy => LOGISTIC,
    };
    text + &filled(IN_UNITS, facts.lang, &[("UNIT", &single(facts.unit))])
}

const PASSES: &str = "

def forward(flat, x@GIVEN@):
    \"\"\"‹x [inputs][points] goes up through all layers. Keeps what each was given, its sums and its values.¦x [输入][点] 向前穿过各层；保留每层的输入、加权和与输出。›\"\"\"
    passed = []
    for (weights, biases), (inputs, _, activation, _) in zip(split(flat), layers()):
        z = np.repeat(biases[:, None], x.shape[1], axis=1)
        for i in range(inputs):
            z = z + weights[:, i:i + 1] * x[i]
        a = activation(z)
        passed.append((x, z, a))
@MASKED@    return passed


def backward(flat, passed, y@GIVEN@):
    \"\"\"‹The gradient of the loss: its slope at the answers comes down through all layers.¦损失的梯度：损失对输出的斜率向后穿过各层。›\"\"\"
    gradient = np.zeros_like(flat)
    delta = loss_slope(passed[-1][2], y)
    for l in reversed(range(len(passed))):
        (weights, _), (dw, db) = split(flat)[l], split(gradient)[l]
        x, z, a = passed[l]
        delta = delta * layers()[l][3](z, a)
        dw[:] = total(delta[:, None] * x[None])
        db[:] = total(delta)
        below = np.zeros_like(x)
        for unit in range(len(weights)):
            below = below + weights[unit][:, None] * delta[unit]
        delta = below
@UNMASKED@    return gradient
";

const UNMASKED: &str = "        if masks and l > 0:\n            delta = delta * masks[l - 1]\n";

const SQUARED: &str = "

def loss(answers, y):
    r = answers[0] - y
    return mean(r * r)


def loss_slope(answers, y):
    return f32(2) / f32(len(y)) * (answers - y)
";
const ABSOLUTE: &str = "

def loss(answers, y):
    return mean(np.abs(answers[0] - y))


def loss_slope(answers, y):
    return f32(1) / f32(len(y)) * np.sign(answers - y)
";
const HUBER: &str = "

def loss(answers, y):
    size = np.abs(answers[0] - y)
    return mean(np.where(size >= 1, size - f32(0.5), f32(0.5) * size * size))


def loss_slope(answers, y):
    return f32(1) / f32(len(y)) * np.clip(answers - y, f32(-1), f32(1))
";
const LOGISTIC: &str = "

def loss(answers, y):
    z = answers[0]
    return mean(np.where(z > 0, z, f32(0)) - z * y + ln_1_plus(exp(-np.abs(z))))


def loss_slope(answers, y):
    return f32(1) / f32(len(y)) * (sigmoid(answers) - y)
";

const IN_UNITS: &str = "

def loss_of(flat, points):
    \"\"\"‹The loss in the units of the points.¦以数据点的单位计的损失。›\"\"\"
    return loss(forward(flat, inputs(points))[-1][2], targets(points)) * f32(@UNIT@)
";

/// Which neurons each step drops.
pub fn dropout(facts: &Facts) -> String {
    if !facts.drops() {
        return String::new();
    }
    let (rate, place) = (facts.plain.spec.recipe.dropout.rate, facts.plain.dropping);
    filled(
        DROPOUT,
        facts.lang,
        &[("RATE", &single(rate)), ("STATE", &place.state.to_string()), ("INCREMENT", &place.increment.to_string())],
    )
}

const DROPOUT: &str = "

# ‹The share of the hidden neurons that each step drops, for each point anew.¦每一步随机关掉的隐藏神经元比例，每个点各自抽取。›
DROPOUT = f32(@RATE@)
dropping = Pcg32(@STATE@, @INCREMENT@)


def new_masks(points):
    kept, limit = f32(1) / (f32(1) - DROPOUT), int(float(DROPOUT) * 2**32)
    return [
        np.array([[0 if dropping.draw() < limit else kept for _ in range(points)] for _ in range(units)], f32)
        for _, units, _, _ in layers()[:-1]
    ]
";

/// The loop, and what it prints.
pub fn training(facts: &Facts) -> String {
    let lang = facts.lang;
    let recipe = &facts.plain.spec.recipe;
    let mut text = "\n\nx, y = inputs(TRAINING), targets(TRAINING)\nparameters = PARAMETERS.copy()\n".to_owned();
    text += &remembered(facts);
    let frozen = facts.frozen();
    if !frozen.is_empty() {
        let places = list(frozen.iter().map(usize::to_string), 4);
        text += &filled(FROZEN, lang, &[("PLACES", &places)]);
    }
    let begin = facts.plain.steps;
    let range = if begin == 0 { String::new() } else { begin.to_string() + ", " };
    let end = (begin + facts.to.saturating_sub(facts.from)).to_string();
    text += &["\nfor step in range(", &range, &end, "):\n"].concat();
    let rate = ["    rate = f32(", &facts.rate(), ")"].concat();
    text += &rate;
    text += if crate::export::code::shared::schedule(facts, "").is_empty() { "\n" } else { " * factor(step)\n" };
    let (seen_x, seen_y) = match facts.plain.batch() {
        Some(_) => {
            text += "    batch = next_batch()\n";
            ("x[:, batch]", "y[batch]")
        }
        None => ("x", "y"),
    };
    let masks = if facts.drops() {
        text += &["    masks = new_masks(", seen_x, ".shape[1])\n"].concat();
        ", masks"
    } else {
        ""
    };
    text += &["    passed = forward(parameters, ", seen_x, masks, ")\n"].concat();
    text += &["    g = backward(parameters, passed, ", seen_y, masks, ")\n"].concat();
    let pull = |what: &str, strength: f32| {
        let strength = single(strength);
        [
            "    for (weights, _), (dw, _) in zip(split(parameters), split(g)):\n        dw += f32(",
            &strength,
            ") * ",
            what,
        ]
        .concat()
            + "\n"
    };
    match recipe.penalty {
        Penalty::L1 { strength } if strength != 0.0 => text += &pull("np.sign(weights)", strength),
        Penalty::L2 { strength } if strength != 0.0 => text += &pull("weights", strength),
        Penalty::None | Penalty::L1 { .. } | Penalty::L2 { .. } => {}
    }
    let update = match recipe.optimizer {
        Optimizer::Descent => "    change = rate * g\n",
        Optimizer::Momentum { .. } => "    v = MOMENTUM * v + g\n    change = rate * v\n",
        Optimizer::Nesterov { .. } => "    v = MOMENTUM * v + g\n    change = rate * (g + MOMENTUM * v)\n",
        Optimizer::RmsProp => RMSPROP,
        Optimizer::Adam => ADAM,
    };
    text += update;
    text += match frozen.is_empty() {
        true => "    parameters = parameters - change\n",
        false => "    parameters = np.where(free, parameters - change, parameters)\n",
    };
    text += &filled("\nprint(\"‹training loss¦训练损失›:\", loss_of(parameters, TRAINING))\n", lang, &[]);
    if facts.holds_out() {
        text += &filled("print(\"‹held-out loss¦留出损失›:\", loss_of(parameters, HELD_OUT))\n", lang, &[]);
    }
    text
}

const FROZEN: &str = "
# ‹Parameters that training leaves as they are.¦训练时保持不变的参数。›
free = np.ones(len(parameters), bool)
free[[
@PLACES@]] = False
";

const RMSPROP: &str = "    s = f32(0.99) * s + f32(0.01) * (g * g)
    change = rate * (g / (np.sqrt(s) + f32(1e-8)))
";
const ADAM: &str = "    beta_1 *= 0.9
    beta_2 *= 0.999
    m = f32(0.9) * m + f32(0.1) * g
    s = f32(0.999) * s + f32(0.001) * (g * g)
    size, root = f32(float(rate) / (1 - beta_1)), f32(1 / np.sqrt(1 - beta_2))
    change = size * (m / (np.sqrt(s) * root + f32(1e-8)))
";

/// What the optimizer remembers at the beginning.
fn remembered(facts: &Facts) -> String {
    let state = &facts.plain.optimizer;
    let array = |name: &str, numbers: &[f32]| match facts.remembers() {
        true => [name, " = np.array([\n", &list(numbers.iter().copied().map(single), 4), "], f32)\n"].concat(),
        false => [name, " = np.zeros_like(parameters)\n"].concat(),
    };
    match facts.plain.spec.recipe.optimizer {
        Optimizer::Descent => String::new(),
        Optimizer::Momentum { .. } | Optimizer::Nesterov { .. } => {
            ["MOMENTUM = f32(", &facts.momentum(), ")\n"].concat() + &array("v", state.velocity())
        }
        Optimizer::RmsProp => array("s", state.squares()),
        Optimizer::Adam => {
            let [one, two] = state.beta_powers().map(crate::export::digits::double);
            let powers = ["beta_1, beta_2 = ", &one, ", ", &two, "\n"].concat();
            array("m", state.velocity()) + &array("s", state.squares()) + &powers
        }
    }
}
