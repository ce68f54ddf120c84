//! The run in PyTorch: layers, losses and optimizers are the library's, as one would write it there.

use super::facts::Facts;
use super::lines::{filled, list};
use super::shared;
use crate::export::digits::{double, single};
use crate::learn::{Activation, Loss, Optimizer, OptimizerState, Penalty, Schedule};

/// The program.
pub fn program(facts: &Facts) -> String {
    let lang = facts.lang;
    let mut text = filled(HEAD, lang, &[("HEAD", &shared::head(facts))]);
    text += &shared::points(facts);
    text += &shared::coordinates(facts);
    text += &model(facts);
    text += &shared::schedule(facts, "math.sin(math.pi / 2 * left)").replace("f32(", "float(");
    text += &shared::chance(facts);
    text + &training(facts)
}

const HEAD: &str = "\"\"\"@HEAD@

‹This program comes to the same losses within some ten thousandths: PyTorch takes its sums in another order.

Run it with Python 3 and PyTorch.¦本程序得到相同的损失，相差不过万分之几：PyTorch 求和的次序不同。

运行需要 Python 3 和 PyTorch。›
\"\"\"

import math

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

f32 = np.float32

";

/// The layers, and the parameters with which it begins.
fn model(facts: &Facts) -> String {
    let (shape, parameters) = (&facts.plain.shape, facts.plain.parameters);
    let (mut layers, mut numbers) = (String::new(), String::new());
    let last = shape.layers().len().saturating_sub(1);
    for (at, (view, layer)) in shape.views().zip(shape.layers()).enumerate() {
        let [inputs, units] = [view.inputs, view.outputs].map(|count| count.to_string());
        layers += &["    nn.Linear(", &inputs, ", ", &units, "),\n"].concat();
        if at < last {
            layers += module(layer.activation);
            layers += if facts.drops() { "    Dropped(),\n" } else { "" };
        }
        numbers +=
            &filled(WEIGHTS, facts.lang, &[("AT", &(at + 1).to_string()), ("UNITS", &units), ("INPUTS", &inputs)]);
        numbers += &list(parameters[view.weights].iter().copied().map(single), 4);
        numbers += &filled("    # ‹its biases¦它的偏置›\n", facts.lang, &[]);
        numbers += &list(parameters[view.biases].iter().copied().map(single), 4);
    }
    let mut text = String::new();
    if facts.activations().contains(&Activation::Sine) {
        text += "\n\nclass Sine(nn.Module):\n    def forward(self, z):\n        return torch.sin(z)\n";
    }
    if facts.drops() {
        let (rate, place) = (facts.plain.spec.recipe.dropout.rate, facts.plain.dropping);
        text += &filled(
            DROPPED,
            facts.lang,
            &[
                ("RATE", &single(rate)),
                ("STATE", &place.state.to_string()),
                ("INCREMENT", &place.increment.to_string()),
            ],
        );
    }
    text + &filled(MODEL, facts.lang, &[("LAYERS", &layers), ("NUMBERS", &numbers)])
}

const WEIGHTS: &str = "    # ‹layer¦第› @AT@‹: weights¦ 层：权重› [@UNITS@][@INPUTS@]\n";

const MODEL: &str = "

model = nn.Sequential(
@LAYERS@)

# ‹The parameters with which it begins.¦起点处的参数。›
PARAMETERS = torch.tensor([
@NUMBERS@], dtype=torch.float32)
nn.utils.vector_to_parameters(PARAMETERS.clone(), model.parameters())
";

const DROPPED: &str = "

class Dropped(nn.Module):
    \"\"\"‹nn.Dropout, with the page's random numbers.¦nn.Dropout，但用页面的随机数。›\"\"\"

    rate = @RATE@

    def forward(self, a):
        if not self.training:
            return a
        limit = int(float(f32(self.rate)) * 2**32)
        mask = [[float(dropping.draw() >= limit) for _ in range(a.shape[0])] for _ in range(a.shape[1])]
        return a * torch.tensor(mask).T / (1 - self.rate)
";

fn module(activation: Activation) -> &'static str {
    match activation {
        // It does nothing.
        Activation::Linear => "",
        Activation::Relu => "    nn.ReLU(),\n",
        Activation::LeakyRelu => "    nn.LeakyReLU(0.01),\n",
        Activation::Tanh => "    nn.Tanh(),\n",
        Activation::Sigmoid => "    nn.Sigmoid(),\n",
        Activation::Elu => "    nn.ELU(),\n",
        Activation::Gelu => "    nn.GELU(),\n",
        Activation::Silu => "    nn.SiLU(),\n",
        Activation::Sine => "    Sine(),\n",
    }
}

/// The loop, and what it prints.
fn training(facts: &Facts) -> String {
    let recipe = &facts.plain.spec.recipe;
    let loss = match recipe.loss {
        Loss::MeanSquared => "F.mse_loss",
        Loss::MeanAbsolute => "F.l1_loss",
        Loss::Huber => "F.huber_loss",
        // Two classes have one output.
        Loss::Logistic | Loss::CrossEntropy => "F.binary_cross_entropy_with_logits",
    };
    let rate = facts.rate();
    let momentum = facts.momentum();
    let optimizer = match recipe.optimizer {
        Optimizer::Descent => ["SGD(model.parameters(), lr=", &rate, ")"].concat(),
        Optimizer::Momentum { .. } => ["SGD(model.parameters(), lr=", &rate, ", momentum=", &momentum, ")"].concat(),
        Optimizer::Nesterov { .. } if momentum == "0" => ["SGD(model.parameters(), lr=", &rate, ")"].concat(),
        Optimizer::Nesterov { .. } => {
            ["SGD(model.parameters(), lr=", &rate, ", momentum=", &momentum, ", nesterov=True)"].concat()
        }
        Optimizer::RmsProp => ["RMSprop(model.parameters(), lr=", &rate, ", alpha=0.99, eps=1e-8)"].concat(),
        Optimizer::Adam => ["Adam(model.parameters(), lr=", &rate, ", betas=(0.9, 0.999), eps=1e-8)"].concat(),
    };
    let mut text =
        filled(TRAINING, facts.lang, &[("LOSS", loss), ("OPTIMIZER", &optimizer), ("UNIT", &single(facts.unit))]);
    if facts.drops() {
        let place = facts.plain.dropping;
        let (state, increment) = (place.state.to_string(), place.increment.to_string());
        text += &["dropping = Pcg32(", &state, ", ", &increment, ")\n"].concat();
    }
    text += &remembered(facts);
    let frozen = facts.frozen();
    if !frozen.is_empty() {
        let places = list(frozen.iter().map(usize::to_string), 4);
        text += &filled(FROZEN, facts.lang, &[("PLACES", &places)]);
    }
    let begin = facts.plain.steps;
    let range = if begin == 0 { String::new() } else { begin.to_string() + ", " };
    let end = (begin + facts.to.saturating_sub(facts.from)).to_string();
    text += &["\nfor step in range(", &range, &end, "):\n"].concat();
    if recipe.schedule != Schedule::Constant {
        text += &["    for group in optimizer.param_groups:\n        group[\"lr\"] = ", &rate, " * factor(step)\n"]
            .concat();
    }
    let seen = match facts.plain.batch() {
        Some(_) => {
            text += "    batch = next_batch()\n";
            "(model(x[batch]), y[batch])\n"
        }
        None => "(model(x), y)\n",
    };
    text += &["    optimizer.zero_grad()\n    objective = ", loss, seen].concat();
    text += &match recipe.penalty {
        Penalty::L1 { strength } if strength != 0.0 => {
            ["    objective = objective + ", &single(strength), " * sum(w.abs().sum() for w in weights)\n"].concat()
        }
        Penalty::L2 { strength } if strength != 0.0 => {
            ["    objective = objective + ", &single(strength), " / 2 * sum((w * w).sum() for w in weights)\n"].concat()
        }
        Penalty::None | Penalty::L1 { .. } | Penalty::L2 { .. } => String::new(),
    };
    text += "    objective.backward()\n    optimizer.step()\n";
    text += if frozen.is_empty() { "" } else { KEEP };
    text += "\nmodel.eval()\n";
    text += &filled("print(\"‹training loss¦训练损失›:\", loss_of(TRAINING))\n", facts.lang, &[]);
    if facts.holds_out() {
        text += &filled("print(\"‹held-out loss¦留出损失›:\", loss_of(HELD_OUT))\n", facts.lang, &[]);
    }
    text
}

const TRAINING: &str = "

def seen(points):
    return torch.tensor(inputs(points).T), torch.tensor(targets(points)[:, None])


def loss_of(points):
    \"\"\"‹The loss in the units of the points.¦以数据点的单位计的损失。›\"\"\"
    with torch.no_grad():
        x, y = seen(points)
        return @LOSS@(model(x), y).item() * @UNIT@


x, y = seen(TRAINING)
weights = [layer.weight for layer in model if isinstance(layer, nn.Linear)]
optimizer = torch.optim.@OPTIMIZER@
";

const FROZEN: &str = "
# ‹Parameters that training leaves as they are.¦训练时保持不变的参数。›
FROZEN = [
@PLACES@]
";

const KEEP: &str = "    parameters = nn.utils.parameters_to_vector(model.parameters()).detach()
    parameters[FROZEN] = PARAMETERS[FROZEN]
    nn.utils.vector_to_parameters(parameters, model.parameters())
";

/// What the optimizer remembers at the beginning.
fn remembered(facts: &Facts) -> String {
    if !facts.remembers() {
        return String::new();
    }
    let state: &OptimizerState = &facts.plain.optimizer;
    let array = |name: &str, numbers: &[f32]| {
        [name, " = torch.tensor([\n", &list(numbers.iter().copied().map(single), 4), "])\n"].concat()
    };
    // As many steps as β₂^t tells.
    let steps = (libm::log(state.beta_powers()[1]) / libm::log(0.999)).round();
    let (arrays, fields) = match facts.plain.spec.recipe.optimizer {
        Optimizer::Descent => return String::new(),
        Optimizer::Momentum { .. } | Optimizer::Nesterov { .. } => {
            (array("V", state.velocity()), "\"momentum_buffer\": part(V)".to_owned())
        }
        Optimizer::RmsProp => {
            (array("S", state.squares()), "\"step\": torch.tensor(1.0), \"square_avg\": part(S)".to_owned())
        }
        Optimizer::Adam => {
            let of_steps = ["\"step\": torch.tensor(", &double(steps), ".0), "].concat();
            let averages = "\"exp_avg\": part(M), \"exp_avg_sq\": part(S)";
            (array("M", state.velocity()) + &array("S", state.squares()), of_steps + averages)
        }
    };
    filled(REMEMBERED, facts.lang, &[("ARRAYS", &arrays), ("FIELDS", &fields)])
}

const REMEMBERED: &str = "
# ‹What the optimizer remembers of the steps before.¦优化器对此前各步的记忆。›
@ARRAYS@at = 0
for p in model.parameters():
    part = lambda numbers: numbers[at:at + p.numel()].reshape(p.shape).clone()
    optimizer.state[p] = {@FIELDS@}
    at += p.numel()
";
