//! What a model has learnt, as JSON: its parameters layer by layer, and all that it takes to compute an answer with them.

use super::digits::{double, single};
use crate::learn::{Activation, Shape};
use crate::session::Session;
use crate::session::knobs::{KNOBS, Value, Word};
use crate::task::plain::{Coordinates, seen_by};
use crate::text::Lang;
use crate::text::quantity::saved_names;

/// The text. What is not finite is null.
pub fn json(session: &Session) -> String {
    let (learner, status, settings) = (session.learner(), session.status(), session.settings());
    let quantity = session.quantity();
    let (x_name, y_name) = saved_names(&quantity, settings.lang);
    let coordinates = seen_by(learner);
    let knobs = KNOBS.iter().map(|knob| [&text(knob.key), ": ", &value((knob.get)(settings))].concat());
    let scale = |name: &str, mean: f64, scale: f64| {
        object(&[("name", text(name)), ("mean", number(double(mean))), ("scale", number(double(scale)))])
    };
    let (inputs, basis, output) = match &coordinates {
        Coordinates::Curve { scaling, basis } => {
            let steps = basis.iter().flat_map(|basis| basis.recurrence()).map(|(earlier, size)| {
                object(&[("earlier", array(earlier.iter().copied().map(double))), ("size", double(size))])
            });
            let output = scale(y_name, scaling.y_mean, scaling.y_scale);
            (vec![scale(x_name, scaling.x_mean, scaling.x_scale)], basis.is_some().then(|| lines(steps, 4)), output)
        }
        Coordinates::Classes(columns) => {
            let inputs = columns.iter().map(|column| scale(column.feature.word(), column.mean, column.scale));
            let classes = array([x_name, y_name].into_iter().map(text));
            (inputs.collect(), None, object(&[("sigmoid", "true".to_owned()), ("measures", classes)]))
        }
    };
    let mut fields = vec![
        ("format", text("kittengrad weights 1")),
        ("how", text(how(&coordinates, settings.lang))),
        ("step", status.step.to_string()),
        ("epoch", status.epoch.to_string()),
        ("trainLoss", number(single(status.train_loss as f32))),
        ("heldOutLoss", status.held_out_loss.map_or_else(null, |loss| number(single(loss as f32)))),
        ("inputs", lines(inputs.into_iter(), 4)),
    ];
    fields.extend(basis.map(|basis| ("basis", basis)));
    fields.push(("layers", layers(learner.shape(), session.parameters())));
    fields.push(("output", output));
    fields.push(("settings", ["{\n    ", &knobs.collect::<Vec<_>>().join(",\n    "), "\n  }"].concat()));
    let fields = fields.into_iter().map(|(key, value)| ["  ", &text(key), ": ", &value].concat());
    ["{\n", &fields.collect::<Vec<_>>().join(",\n"), "\n}\n"].concat()
}

/// How an answer is computed.
fn how(coordinates: &Coordinates, lang: Lang) -> &'static str {
    match coordinates {
        Coordinates::Curve { basis: None, .. } => lang.pick(
            "a = (x - mean) / scale; in each layer a = activation(weights · a + biases); y = mean + scale · a by the output's",
            "a = (x - mean) / scale；每一层 a = activation(weights · a + biases)；y = mean + scale · a，取 output 的 mean 和 scale",
        ),
        Coordinates::Curve { basis: Some(_), .. } => lang.pick(
            "z = (x - mean) / scale; basis: phi[k] = (z · phi[k-1] - (earlier[0] + earlier[1] · phi[0] + …)) / size, where phi[-1] is \
             1, and what the basis lacks is 0; y = mean + scale · (weights · phi + bias) by the output's",
            "z = (x - mean) / scale；basis：phi[k] = (z · phi[k-1] - (earlier[0] + earlier[1] · phi[0] + …)) / size，phi[-1] 为 1，\
             basis 没有的为 0；y = mean + scale · (weights · phi + bias)，取 output 的 mean 和 scale",
        ),
        Coordinates::Classes(_) => lang.pick(
            "a = (input - mean) / scale for each input; in each layer a = activation(weights · a + biases); the probability of the \
             class is 1 / (1 + exp(-a))",
            "每个输入 a = (input - mean) / scale；每一层 a = activation(weights · a + biases)；属于该类的概率为 1 / (1 + exp(-a))",
        ),
    }
}

/// Each layer, weights `[units][inputs]`.
fn layers(shape: &Shape, parameters: &[f32]) -> String {
    let numbers = |numbers: &[f32]| array(numbers.iter().copied().map(|weight| number(single(weight))));
    let layer = shape.views().zip(shape.layers()).map(|(view, layer)| {
        let weights = parameters[view.weights].chunks(view.inputs.max(1)).map(numbers);
        let activation: Activation = layer.activation;
        object(&[
            ("inputs", view.inputs.to_string()),
            ("units", view.outputs.to_string()),
            ("activation", text(activation.word())),
            ("weights", array(weights)),
            ("biases", numbers(&parameters[view.biases])),
        ])
    });
    lines(layer, 4)
}

fn null() -> String {
    "null".to_owned()
}

/// JSON knows only finite numbers.
fn number(text: String) -> String {
    if text.ends_with(['N', 'f']) { null() } else { text }
}

fn value(value: Value) -> String {
    match value {
        Value::Text(word) => text(&word),
        Value::Number(n) => number(double(n)),
        Value::Switch(on) => on.to_string(),
    }
}

fn text(words: &str) -> String {
    let mut quoted = "\"".to_owned();
    for c in words.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn array(items: impl Iterator<Item = String>) -> String {
    ["[", &items.collect::<Vec<_>>().join(", "), "]"].concat()
}

/// An array with a line for each item.
fn lines(items: impl Iterator<Item = String>, indent: usize) -> String {
    let margin = ["\n", &" ".repeat(indent)].concat();
    let items: Vec<String> = items.map(|item| [&margin, &*item].concat()).collect();
    ["[", &items.join(","), "\n  ]"].concat()
}

fn object(fields: &[(&str, String)]) -> String {
    let fields = fields.iter().map(|(key, value)| [&text(key), ": ", value].concat());
    ["{", &fields.collect::<Vec<_>>().join(", "), "}"].concat()
}
