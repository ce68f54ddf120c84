//! What goes in and out of scripts: knobs' values, points, the status.

use crate::data::{Point, Species};
use crate::session::knobs::Value;
use crate::session::story::Chapter;
use crate::text::{labels, recipe};
use crate::web::kit::objects::{numbers, object};
use crate::web::page::app::App;
use crate::web::page::words;
use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

/// A knob's value for a script.
pub fn to_js(value: Value) -> JsValue {
    match value {
        Value::Text(text) => text.into(),
        Value::Number(number) => number.into(),
        Value::Switch(on) => on.into(),
    }
}

/// A value from a script for a knob.
pub fn from_js(value: &JsValue) -> Option<Value> {
    if let Some(text) = value.as_string() {
        return Some(Value::Text(text));
    }
    if let Some(number) = value.as_f64() {
        return Some(Value::Number(number));
    }
    value.as_bool().map(Value::Switch)
}

/// Points as a script gives them.
pub struct Points {
    /// The points.
    pub points: Vec<Point>,
    /// Whether any of them says if it is held out.
    pub split: bool,
    /// Whether they are samples of two classes.
    pub classes: bool,
}

/// `[{x, y}, …]`, or `[{x1, x2, label}, …]` with a label of 0 or 1; each may have `heldOut`. None at all
/// are of classes where classes are asked for today.
pub fn read_points(value: &JsValue, today: bool) -> Option<Points> {
    if !Array::is_array(value) {
        return None;
    }
    let (mut points, mut split) = (Vec::new(), false);
    let has = |item: &JsValue, name: &str| Reflect::get(item, &name.into()).is_ok_and(|value| !value.is_undefined());
    let classes = if Array::from(value).length() == 0 { today } else { has(&Array::from(value).get(0), "label") };
    for item in Array::from(value).iter() {
        let field = |name: &str| Reflect::get(&item, &name.into()).ok();
        let held_out = field("heldOut")?;
        split |= !held_out.is_undefined();
        let held_out = if held_out.is_undefined() { false } else { held_out.as_bool()? };
        let number = |name: &str| field(name)?.as_f64();
        points.push(match classes {
            false => Point::of_curve(number("x")?, number("y")?, held_out),
            true => {
                let label = number("label").filter(|label| *label == 0.0 || *label == 1.0)?;
                Point { x: number("x1")?, y: number("x2")?, kind: Species::of(label == 1.0), held_out, unseen: false }
            }
        });
    }
    Some(Points { points, split, classes })
}

/// `[[x1, x2], …]`.
pub fn read_places(value: &JsValue) -> Option<Vec<(f64, f64)>> {
    if !Array::is_array(value) {
        return None;
    }
    let place = |item: JsValue| match numbers(&item)?[..] {
        [x, y] => Some((x, y)),
        _ => None,
    };
    Array::from(value).iter().map(place).collect()
}

/// The numbers of this moment.
pub fn status(app: &App) -> JsValue {
    let status = app.session.status();
    let told = [
        ("step", Some(status.step as f64)),
        ("lastStep", Some(status.last_step as f64)),
        ("bestStep", status.best_step.map(|step| step as f64)),
        ("epoch", Some(status.epoch as f64)),
        ("trainLoss", Some(status.train_loss)),
        ("heldOutLoss", status.held_out_loss),
        ("unseenError", status.unseen_error),
        ("lawError", status.law_error),
        ("accuracy", status.classes.and_then(|numbers| numbers.sorted.train.all().share())),
        ("heldOutAccuracy", status.classes.and_then(|numbers| numbers.sorted.held_out.all().share())),
        ("bestLineAccuracy", status.classes.and_then(|numbers| numbers.line).map(|line| line.share())),
    ];
    object(
        &told,
        &[
            ("task", words::task(app.session.settings()).into()),
            ("fit", words::fit(status.fit).into()),
            ("state", words::state(status.state).into()),
        ],
    )
}

/// The status, once a step that the run is on its way to has been reached.
pub fn arrived(app: &mut App) -> JsValue {
    while app.session.steps_to_go().is_some() && app.session.tick(u32::MAX) > 0 {}
    status(app)
}

/// The keys of the chapters, in their order; free play is none.
pub fn chapters() -> JsValue {
    let all = Array::new();
    for chapter in Chapter::ALL.into_iter().filter(|chapter| *chapter != Chapter::Free) {
        all.push(&chapter.key().into());
    }
    all.into()
}

/// The chapter that is open: its key, whether its goals are reached, and what was guessed.
pub fn chapter(app: &App) -> JsValue {
    let at = app.story.at();
    let goal = if app.story.is_reached(at) { "reached" } else { "open" };
    let guess = app.story.seen(at).guess.map_or(JsValue::NULL, |guess| (guess as f64).into());
    object(&[], &[("key", at.key().into()), ("goal", goal.into()), ("guess", guess)])
}

/// The pinned runs as `[{letter, what, step, trainError, heldOutError}]`.
pub fn pins(app: &App) -> JsValue {
    let all = Array::new();
    for pin in app.session.pins() {
        let what = recipe::in_words(&pin.settings, app.session.settings().lang);
        let numbers = [
            ("step", Some(pin.step as f64)),
            ("trainError", Some(pin.train_error)),
            ("heldOutError", pin.held_out_error),
            ("accuracy", pin.sorted.and_then(|sorted| sorted.train.all().share())),
            ("heldOutAccuracy", pin.sorted.and_then(|sorted| sorted.held_out.all().share())),
        ];
        all.push(&object(&numbers, &[("letter", labels::letter(pin.letter).into()), ("what", what.into())]));
    }
    all.into()
}
