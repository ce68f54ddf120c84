//! `globalThis.kittengrad`: the page driven by script. Documented in the README.

use super::app::{App, Shared};
use super::pins;
use super::sweep;
use crate::data::{self, Point};
use crate::session::knobs::{self, KNOBS, Value};
use crate::session::{Fit, Msg, State};
use crate::text::capacity;
use crate::text::sentences::{self, MOST_STEPS, Misuse};
use crate::text::{labels, recipe};
use js_sys::{Array, Float32Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Window;

/// What a call gives back, or the sentence that says why not.
type Answer = Result<JsValue, String>;

/// The arguments of a call; one that was not given is undefined.
type Given<'a> = [&'a JsValue; 3];

/// What a call does.
type Call = fn(&mut App, Given) -> Answer;

/// Every call that scripts can make.
const CALLS: &[(&str, Call)] = &[
    ("settings", settings),
    ("set", set),
    ("points", points),
    ("setPoints", set_points),
    ("play", |app, _| tell(app, Msg::Play)),
    ("pause", |app, _| tell(app, Msg::Pause)),
    ("step", step),
    ("rewind", |app, _| tell(app, Msg::Rewind)),
    ("seek", seek),
    ("undo", |app, _| tell(app, Msg::Undo)),
    ("redo", |app, _| tell(app, Msg::Redo)),
    ("newSeed", |app, _| tell(app, Msg::NewSeed)),
    ("status", |app, _| Ok(status(app))),
    ("predict", predict),
    ("parameters", |app, _| Ok(floats(app.session.parameters()))),
    ("setParameters", set_parameters),
    ("pin", pin),
    ("unpin", unpin),
    ("pins", |app, _| Ok(all_pins(app))),
    ("gradients", |app, _| Ok(floats(app.session.gradients()))),
    ("lastFrame", last_frame),
    ("timeDrawing", time_drawing),
    ("timePasses", time_passes),
    ("measure", measure),
];

/// Puts the object in place.
pub fn install(shared: Shared, window: &Window) {
    let calls: Vec<_> = CALLS.iter().map(|&(name, call)| (name, function(shared, call))).collect();
    let _ = Reflect::set(window, &"kittengrad".into(), &object(&[], &calls));
}

fn function(shared: Shared, call: Call) -> JsValue {
    let closure = move |first: JsValue, second: JsValue, third: JsValue| {
        let answer = match shared.app.try_borrow_mut() {
            Ok(mut app) => {
                app.settle();
                call(&mut app, [&first, &second, &third])
            }
            Err(_) => Err("kittengrad is busy with another call".to_owned()),
        };
        answer.map_err(|why| JsValue::from(JsError::new(&why)))
    };
    Closure::<dyn Fn(JsValue, JsValue, JsValue) -> Result<JsValue, JsValue>>::new(closure).into_js_value()
}

fn tell(app: &mut App, msg: Msg) -> Answer {
    app.act_now(msg);
    app.act_now(Msg::LetGo);
    Ok(JsValue::UNDEFINED)
}

fn refuse(app: &App, misuse: Misuse) -> Answer {
    Err(sentences::misuse(misuse, app.session.settings().lang))
}

/// An object of these fields. A number that there is not is null.
fn object(numbers: &[(&str, Option<f64>)], more: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    let set = |name: &str, value: &JsValue| drop(Reflect::set(&object, &name.into(), value));
    for (name, number) in numbers {
        set(name, &number.map_or(JsValue::NULL, JsValue::from));
    }
    for (name, value) in more {
        set(name, value);
    }
    object.into()
}

fn to_js(value: Value) -> JsValue {
    match value {
        Value::Text(text) => text.into(),
        Value::Number(number) => number.into(),
        Value::Switch(on) => on.into(),
    }
}

fn from_js(value: &JsValue) -> Option<Value> {
    if let Some(text) = value.as_string() {
        return Some(Value::Text(text));
    }
    if let Some(number) = value.as_f64() {
        return Some(Value::Number(number));
    }
    value.as_bool().map(Value::Switch)
}

/// Every knob's value, by key.
fn settings(app: &mut App, _: Given) -> Answer {
    let all: Vec<_> = KNOBS.iter().map(|knob| (knob.key, to_js((knob.get)(app.session.settings())))).collect();
    Ok(object(&[], &all))
}

/// Turns a knob.
fn set(app: &mut App, [key, value, _]: Given) -> Answer {
    let (Some(key), Some(value)) = (key.as_string(), from_js(value)) else {
        return refuse(app, Misuse::Value);
    };
    match knobs::parse(&key, &value) {
        Ok(change) => tell(app, Msg::Set(change)),
        Err(error) => Err(sentences::knob_error(&error, app.session.settings().lang)),
    }
}

/// The points as `[{x, y, heldOut}]`.
fn points(app: &mut App, _: Given) -> Answer {
    let all = Array::new();
    for p in app.session.points() {
        all.push(&object(&[("x", Some(p.x)), ("y", Some(p.y))], &[("heldOut", p.held_out.into())]));
    }
    Ok(all.into())
}

/// Replaces the points and keeps the parameters. Where no `heldOut` is given, the split is drawn from the seed.
fn set_points(app: &mut App, [points, ..]: Given) -> Answer {
    let Some((points, split)) = read_points(points) else { return refuse(app, Misuse::Points) };
    match data::check(&points) {
        Ok(()) => tell(app, Msg::ReplacePoints { points, split }),
        Err(fault) => Err(sentences::point_fault(&fault, app.session.settings().lang)),
    }
}

/// Trains so many steps at once (1 if left out) and returns the status.
fn step(app: &mut App, [steps, ..]: Given) -> Answer {
    let steps = if steps.is_undefined() { Some(1.0) } else { steps.as_f64() };
    match steps.filter(|n| n.fract() == 0.0 && (1.0..=f64::from(MOST_STEPS)).contains(n)) {
        Some(steps) => {
            app.act_now(Msg::Step(steps as u32));
            Ok(arrived(app))
        }
        None => refuse(app, Misuse::Steps),
    }
}

/// The status, once a step that is being gone to has been reached.
fn arrived(app: &mut App) -> JsValue {
    while app.session.steps_to_go().is_some() && app.session.tick(u32::MAX) > 0 {}
    status(app)
}

/// Looks at a step of the run, or at the nearest that can be reached, and returns the status there.
fn seek(app: &mut App, [step, ..]: Given) -> Answer {
    match step.as_f64().filter(|n| n.fract() == 0.0 && *n >= 0.0) {
        Some(step) => {
            app.act_now(Msg::Seek(step as u64));
            Ok(arrived(app))
        }
        None => refuse(app, Misuse::Seek),
    }
}

/// Measures loss against capacity to its end: what is varied, for how many steps each is trained (2000 if left out), and
/// into how many folds the points are dealt (none if left out).
fn measure(app: &mut App, [vary, steps, folds]: Given) -> Answer {
    let number =
        |value: &JsValue, default: f64| if value.is_undefined() { default } else { value.as_f64().unwrap_or(f64::NAN) };
    let vary = vary.as_string().unwrap_or_default();
    if let Err(why) = sweep::measure(app, &vary, number(steps, 2000.0), number(folds, 0.0)) {
        return Err(capacity::refusal(why, app.session.settings().lang));
    }
    while app.session.is_measuring() {
        app.session.fill_sweep(u32::MAX);
    }
    let all = Array::new();
    for result in app.session.sweep().results {
        let (least, most) = result.folds.unzip();
        let told = [
            ("capacity", Some(result.capacity as f64)),
            ("parameters", Some(result.parameters as f64)),
            ("trainLoss", Some(result.train.loss)),
            ("heldOutLoss", result.held_out.map(|wrong| wrong.loss)),
            ("lawError", result.law.map(|wrong| wrong.error)),
            ("foldMin", least.map(|wrong| wrong.loss)),
            ("foldMax", most.map(|wrong| wrong.loss)),
        ];
        all.push(&object(&told.map(|(name, value)| (name, value.filter(|value| value.is_finite()))), &[]));
    }
    Ok(all.into())
}

/// ŷ at each x, in the units of y.
fn predict(app: &mut App, [xs, ..]: Given) -> Answer {
    let Some(xs) = numbers(xs) else { return refuse(app, Misuse::Xs) };
    Ok(floats(&app.session.predict(&xs).into_iter().map(|y| y as f32).collect::<Vec<_>>()))
}

/// A new run starts at these parameters: flat, in the model's own units, as `parameters` gives them.
fn set_parameters(app: &mut App, [parameters, ..]: Given) -> Answer {
    let wanted = app.session.parameters().len();
    let given: Vec<f32> = numbers(parameters).unwrap_or_default().into_iter().map(|p| p as f32).collect();
    let usable = given.iter().filter(|p| p.is_finite()).count();
    if given.len() != wanted || usable != wanted {
        return refuse(app, Misuse::Parameters { wanted, given: usable });
    }
    tell(app, Msg::SetParameters(given))
}

/// Pins today's curve; returns its letter.
fn pin(app: &mut App, _: Given) -> Answer {
    match pins::pin(app) {
        Some(letter) => Ok(labels::letter(letter).into()),
        None => Err(sentences::pin_hint(&app.session, app.session.settings().lang)),
    }
}

/// Takes a pinned curve away.
fn unpin(app: &mut App, [letter, ..]: Given) -> Answer {
    match pins::unpin(app, &letter.as_string().unwrap_or_default()) {
        Some(_) => Ok(JsValue::UNDEFINED),
        None => refuse(app, Misuse::Unpin),
    }
}

/// The pinned runs as `[{letter, what, step, trainError, heldOutError}]`.
fn all_pins(app: &App) -> JsValue {
    let all = Array::new();
    for pin in app.session.pins() {
        let what = recipe::in_words(&pin.settings, app.session.settings().lang);
        let numbers = [
            ("step", Some(pin.step as f64)),
            ("trainError", Some(pin.train_error)),
            ("heldOutError", pin.held_out_error),
        ];
        all.push(&object(&numbers, &[("letter", labels::letter(pin.letter).into()), ("what", what.into())]));
    }
    all.into()
}

/// Where the milliseconds of the last frame went; for the benchmark.
fn last_frame(app: &mut App, _: Given) -> Answer {
    let spent = app.spent;
    let [fit, surface, losses, layers, sweep] = spent.pictures;
    let fields = [
        ("training", spent.training),
        ("cells", spent.cells),
        ("fit", fit),
        ("surface", surface),
        ("losses", losses),
        ("layers", layers),
        ("sweep", sweep),
        ("words", spent.words),
        ("whole", spent.whole),
    ];
    Ok(object(&fields.map(|(name, ms)| (name, Some(ms))), &[]))
}

/// Milliseconds that drawing each picture takes, averaged over so many times: `{fit: [marks, all], …}`; for the
/// benchmark.
fn time_drawing(app: &mut App, [times, ..]: Given) -> Answer {
    let all = app.time_drawing(times.as_f64().map_or(1, |n| n as u32));
    let pair = |(marks, whole): (f64, f64)| [marks, whole].map(JsValue::from).iter().collect::<Array>().into();
    let names = ["fit", "surface", "losses", "layers", "sweep"];
    Ok(object(&[], &names.into_iter().zip(all.into_iter().map(pair)).collect::<Vec<_>>()))
}

/// Milliseconds that a forward pass, a cell of the surface and the pictures' answers take: `[pass, cell, answers]`; for the
/// benchmark.
fn time_passes(app: &mut App, [times, ..]: Given) -> Answer {
    Ok(floats(&app.time_passes(times.as_f64().map_or(1, |n| n as u32)).map(|ms| ms as f32)))
}

fn floats(values: &[f32]) -> JsValue {
    Float32Array::from(values).into()
}

fn status(app: &App) -> JsValue {
    let status = app.session.status();
    let numbers = [
        ("step", Some(status.step as f64)),
        ("lastStep", Some(status.last_step as f64)),
        ("bestStep", status.best_step.map(|step| step as f64)),
        ("epoch", Some(status.epoch as f64)),
        ("trainLoss", Some(status.train_loss)),
        ("heldOutLoss", status.held_out_loss),
        ("lawError", status.law_error),
    ];
    let fit = match status.fit {
        Fit::Unknown(_) => "unknown",
        Fit::Underfit { .. } => "underfit",
        Fit::Good { .. } => "good",
        Fit::Overfit { .. } => "overfit",
    };
    object(&numbers, &[("fit", fit.into()), ("state", state(status.state).into())])
}

/// The word of a state.
pub fn state(state: State) -> &'static str {
    match state {
        State::Running => "running",
        State::Paused => "paused",
        State::Diverged(_) => "diverged",
    }
}

fn numbers(value: &JsValue) -> Option<Vec<f64>> {
    if !Array::is_array(value) && !js_sys::ArrayBuffer::is_view(value) {
        return None;
    }
    let mut all = Vec::new();
    for item in Array::from(value).iter() {
        all.push(item.as_f64().filter(|n| n.is_finite())?);
    }
    Some(all)
}

/// The points, and whether any of them says if it is held out.
fn read_points(value: &JsValue) -> Option<(Vec<Point>, bool)> {
    if !Array::is_array(value) {
        return None;
    }
    let (mut points, mut split) = (Vec::new(), false);
    for item in Array::from(value).iter() {
        let field = |name: &str| Reflect::get(&item, &name.into()).ok();
        let held_out = field("heldOut")?;
        split |= !held_out.is_undefined();
        let held_out = if held_out.is_undefined() { false } else { held_out.as_bool()? };
        points.push(Point { x: field("x")?.as_f64()?, y: field("y")?.as_f64()?, held_out });
    }
    Some((points, split))
}
