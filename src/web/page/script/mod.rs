//! `globalThis.kittengrad`: the page driven by script. Documented in the README.

mod bench;
mod call;
mod explain;
mod home;
mod laboratory;
mod race;
mod tables;
mod values;

use self::call::{Answer, Call, Given, refuse, tell};
use self::values::{arrived, from_js, read_points, status, to_js};
use super::app::{App, Shared};
use super::{chapters, entry, measuring, pins};
use crate::data;
use crate::session::Msg;
use crate::session::knobs::{self, KNOBS};
use crate::session::story::Chapter;
use crate::text::sentences::{self, MOST_STEPS, Misuse};
use crate::text::{capacity, labels};
use crate::web::kit::objects::{doubles, floats, numbers, object};
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Window;

/// For how many steps each model is trained that is measured, unless a script says otherwise.
const USUAL_STEPS: f64 = 2000.0;

/// Every call that scripts can make.
const CALLS: &[(&str, Call)] = &[
    ("settings", settings),
    ("set", set),
    ("points", points),
    ("setPoints", set_points),
    ("readTable", tables::read_table),
    ("importTable", tables::import_table),
    ("play", |app, _| tell(app, Msg::Play)),
    ("pause", |app, _| tell(app, Msg::Pause)),
    ("step", step),
    ("rewind", |app, _| tell(app, Msg::Rewind)),
    ("again", |app, _| tell(app, Msg::Again)),
    ("seek", seek),
    ("undo", |app, _| tell(app, Msg::Undo)),
    ("redo", |app, _| tell(app, Msg::Redo)),
    ("newSeed", |app, _| tell(app, Msg::NewSeed)),
    ("link", link),
    ("status", |app, _| Ok(status(app))),
    ("predict", predict),
    ("parameters", |app, _| Ok(floats(app.session.parameters()))),
    ("setParameters", set_parameters),
    ("setParameter", set_parameter),
    ("freeze", freeze),
    ("pin", pin),
    ("unpin", unpin),
    ("pins", |app, _| Ok(values::pins(app))),
    ("explain", explain),
    ("layers", |app, _| Ok(explain::layers(&app.session))),
    ("race", |app, [lanes, ..]| race::raced(app, lanes)),
    ("gradients", |app, _| Ok(floats(app.session.gradients()))),
    ("gradientFlow", |app, _| Ok(explain::flow(&app.session))),
    ("chapters", |_, _| Ok(values::chapters())),
    ("open", open),
    ("chapter", |app, _| Ok(values::chapter(app))),
    ("guess", guess),
    ("lastFrame", bench::last_frame),
    ("timeDrawing", bench::time_drawing),
    ("timePasses", bench::time_passes),
    ("measure", measure),
];

/// Puts the object in place.
pub fn install(shared: Shared, window: &Window) {
    let page = CALLS.iter().chain(home::CALLS).map(|&(name, call)| (name, Some(call)));
    let laboratories = laboratory::CALLS.iter().map(|&name| (name, None));
    let mut calls = Vec::new();
    // One loop, so that a call is made in one place: apart it would stand in the second part of the program (xtask/src/split).
    for (name, call) in page.chain(laboratories) {
        calls.push((name, function(shared, name, call)));
    }
    let _ = Reflect::set(window, &"kittengrad".into(), &object(&[], &calls));
}

/// A call; where a laboratory is open that knows one of this name, it is for that one.
fn function(shared: Shared, name: &'static str, call: Option<Call>) -> JsValue {
    let closure = move |first: JsValue, second: JsValue, third: JsValue| {
        let call = |app: &mut App| {
            app.settle();
            let given = [&first, &second, &third];
            match call {
                Some(call) if !(app.lab.open && laboratory::SHARED.contains(&name)) => call(app, given),
                Some(_) | None => {
                    laboratory::call(app, name, given).map_or_else(|| refuse(app, Misuse::Laboratory), Ok)
                }
            }
        };
        let answer = shared.work(call).unwrap_or_else(|| Err("kittengrad is busy with another call".to_owned()));
        answer.map_err(|why| JsValue::from(JsError::new(&why)))
    };
    Closure::<dyn Fn(JsValue, JsValue, JsValue) -> Result<JsValue, JsValue>>::new(closure).into_js_value()
}

/// Every knob's value, by key.
fn settings(app: &mut App, _: Given) -> Answer {
    let mut all = Vec::new();
    for knob in KNOBS {
        all.push((knob.key, to_js((knob.get)(app.session.settings()))));
    }
    Ok(object(&[], &all))
}

/// The whole address of all that is shown.
fn link(app: &mut App, _: Given) -> Answer {
    // What is on its way to a step is brought there, as for the status.
    arrived(app);
    Ok(entry::link(app).into())
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

/// The points as `[{x, y, heldOut}]`, with `unseen` where they lie in the stretch that training does not see; samples of two
/// classes as `[{x1, x2, label, heldOut}]`.
fn points(app: &mut App, _: Given) -> Answer {
    let classes = app.session.settings().dataset.tells_classes();
    let all = Array::new();
    for p in app.session.points() {
        let roles = [("heldOut", p.held_out.into()), ("unseen", p.unseen.into())];
        let roles = if p.unseen { &roles[..] } else { &roles[..1] };
        all.push(&match classes {
            false => object(&[("x", Some(p.x)), ("y", Some(p.y))], roles),
            true => object(&[("x1", Some(p.x)), ("x2", Some(p.y)), ("label", Some(p.kind.label()))], roles),
        });
    }
    Ok(all.into())
}

/// Replaces the points and keeps the parameters. Where no `heldOut` is given, the split is drawn from the seed.
fn set_points(app: &mut App, [points, ..]: Given) -> Answer {
    let Some(values::Points { points, split, classes }) =
        read_points(points, app.session.settings().dataset.tells_classes())
    else {
        return refuse(app, Misuse::Points);
    };
    match data::check(&points) {
        Ok(()) => tell(app, Msg::ReplacePoints { points, split, classes }),
        Err(fault) => Err(sentences::point_fault(&fault, app.session.settings().lang)),
    }
}

/// Trains this many steps at once (1 if left out) and returns the status.
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
    if let Err(why) = measuring::measure(app, &vary, number(steps, USUAL_STEPS), number(folds, 0.0)) {
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

/// ŷ at each x, in the units of y; or the probability at each [x1, x2].
fn predict(app: &mut App, [xs, ..]: Given) -> Answer {
    if app.session.settings().dataset.tells_classes() {
        let Some(places) = values::read_places(xs) else { return refuse(app, Misuse::Places) };
        let answers = app.session.learner().predict_places(&places);
        return Ok(doubles(&answers));
    }
    let Some(xs) = numbers(xs) else { return refuse(app, Misuse::Xs) };
    Ok(doubles(&app.session.predict(&xs)))
}

/// One training step on one point alone, number by number.
fn explain(app: &mut App, [index, ..]: Given) -> Answer {
    let points = app.session.points().len();
    let index = index.as_f64().filter(|n| n.fract() == 0.0 && (0.0..points as f64).contains(n));
    match index.and_then(|index| explain::explained(&app.session, index as usize)) {
        Some(explained) => Ok(explained),
        None => refuse(app, Misuse::Explain { points }),
    }
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

/// One parameter takes a value, by its place in `parameters`; the run goes on.
fn set_parameter(app: &mut App, [place, value, _]: Given) -> Answer {
    // Beyond the numbers of the model there is none, and neither is one that is infinite there.
    let value = value.as_f64().map(|value| value as f32).filter(|value| value.is_finite());
    match place_of(app, place).zip(value) {
        Some(edit) => tell(app, Msg::EditParameters(vec![edit])),
        None => refuse(app, Misuse::Parameter { last: last_place(app) }),
    }
}

/// Freezes a parameter, by its place in `parameters`, or lets it learn again.
fn freeze(app: &mut App, [place, on, _]: Given) -> Answer {
    let asked = place_of(app, place).zip(on.as_bool());
    match asked.and_then(|(place, on)| knobs::freeze(app.session.settings(), place, on)) {
        Some(change) => tell(app, Msg::Set(change)),
        None => refuse(app, Misuse::Freeze { last: last_place(app) }),
    }
}

/// The place of the model's last parameter.
fn last_place(app: &App) -> usize {
    app.session.parameters().len().saturating_sub(1)
}

/// The place of a parameter, where that is one.
fn place_of(app: &App, place: &JsValue) -> Option<usize> {
    let last = last_place(app) as f64;
    place.as_f64().filter(|n| n.fract() == 0.0 && (0.0..=last).contains(n)).map(|n| n as usize)
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

/// Opens a chapter, or free play, by its key.
fn open(app: &mut App, [key, ..]: Given) -> Answer {
    match key.as_string().and_then(|key| Chapter::read(&key)) {
        Some(chapter) => {
            chapters::open(app, chapter);
            Ok(JsValue::UNDEFINED)
        }
        None => refuse(app, Misuse::Chapter),
    }
}

/// Answers the chapter's question, by the answer's place.
fn guess(app: &mut App, [answer, ..]: Given) -> Answer {
    let answers = app.story.row().answers;
    let answer = answer.as_f64().filter(|n| n.fract() == 0.0 && *n >= 0.0).map(|n| n as usize);
    match answer.is_some_and(|answer| chapters::guess(app, answer)) {
        true => Ok(JsValue::UNDEFINED),
        false => refuse(app, Misuse::Guess { answers }),
    }
}
