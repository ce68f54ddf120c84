//! `globalThis.kittengrad`: the page driven by script. Documented in the README.

use super::app::{App, Shared};
use crate::data::{self, Point};
use crate::session::knobs::{self, KNOBS, Value};
use crate::session::{Msg, State};
use crate::text::sentences::{self, MOST_STEPS, Misuse};
use js_sys::{Array, Float32Array, Object, Reflect};
use wasm_bindgen::prelude::*;

/// The object that scripts see.
#[wasm_bindgen]
pub struct Kittengrad {
    shared: Shared,
}

/// Puts the object in place.
pub fn install(shared: &Shared) {
    let object = Kittengrad { shared: shared.clone() };
    let _ = Reflect::set(&js_sys::global(), &"kittengrad".into(), &object.into());
}

type Answer<T> = Result<T, JsError>;

impl Kittengrad {
    fn with<T>(&self, action: impl FnOnce(&mut App) -> Answer<T>) -> Answer<T> {
        match self.shared.try_borrow_mut() {
            Ok(mut app) => {
                app.settle();
                action(&mut app)
            }
            Err(_) => Err(JsError::new("kittengrad is busy with another call")),
        }
    }

    fn tell(&self, msg: Msg) -> Answer<()> {
        self.with(|app| {
            app.act_now(msg);
            Ok(())
        })
    }
}

fn refuse<T>(app: &App, misuse: Misuse) -> Answer<T> {
    Err(JsError::new(&sentences::misuse(misuse, app.session.settings().lang)))
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &(*name).into(), value);
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

#[wasm_bindgen]
impl Kittengrad {
    /// Every knob's value, by key.
    pub fn settings(&self) -> Result<JsValue, JsError> {
        self.with(|app| {
            let all: Vec<_> = KNOBS.iter().map(|knob| (knob.key, to_js((knob.get)(app.session.settings())))).collect();
            Ok(object(&all))
        })
    }

    /// Turns a knob.
    pub fn set(&self, key: JsValue, value: JsValue) -> Result<(), JsError> {
        self.with(|app| {
            let (Some(key), Some(value)) = (key.as_string(), from_js(&value)) else {
                return refuse(app, Misuse::Value);
            };
            match knobs::parse(&key, &value) {
                Ok(change) => {
                    app.act_now(Msg::Set(change));
                    Ok(())
                }
                Err(error) => Err(JsError::new(&sentences::knob_error(&error, app.session.settings().lang))),
            }
        })
    }

    /// The points as `[{x, y, heldOut}]`.
    pub fn points(&self) -> Result<Array, JsError> {
        self.with(|app| {
            let of = |p: &Point| object(&[("x", p.x.into()), ("y", p.y.into()), ("heldOut", p.held_out.into())]);
            Ok(app.session.points().iter().map(of).collect())
        })
    }

    /// Replaces the points and keeps the parameters. Where no `heldOut` is given, the split is drawn from the seed.
    #[wasm_bindgen(js_name = setPoints)]
    pub fn set_points(&self, points: JsValue) -> Result<(), JsError> {
        self.with(|app| {
            let Some((points, split)) = read_points(&points) else { return refuse(app, Misuse::Points) };
            let pairs: Vec<(f64, f64)> = points.iter().map(|p| (p.x, p.y)).collect();
            if let Err(fault) = data::check(&pairs) {
                return Err(JsError::new(&sentences::point_fault(&fault, app.session.settings().lang)));
            }
            app.act_now(Msg::ReplacePoints { points, split });
            Ok(())
        })
    }

    /// Trains at every frame.
    pub fn play(&self) -> Result<(), JsError> {
        self.tell(Msg::Play)
    }

    /// Stops training.
    pub fn pause(&self) -> Result<(), JsError> {
        self.tell(Msg::Pause)
    }

    /// Trains so many steps at once (1 if left out) and returns the status.
    pub fn step(&self, steps: JsValue) -> Result<JsValue, JsError> {
        self.with(|app| {
            let steps = if steps.is_undefined() { Some(1.0) } else { steps.as_f64() };
            match steps.filter(|n| n.fract() == 0.0 && (1.0..=f64::from(MOST_STEPS)).contains(n)) {
                Some(steps) => {
                    app.act_now(Msg::Step(steps as u32));
                    Ok(status(app))
                }
                None => refuse(app, Misuse::Steps),
            }
        })
    }

    /// Back to the run's own start.
    pub fn rewind(&self) -> Result<(), JsError> {
        self.tell(Msg::Rewind)
    }

    /// Draws another seed.
    #[wasm_bindgen(js_name = newSeed)]
    pub fn new_seed(&self) -> Result<(), JsError> {
        self.tell(Msg::NewSeed)
    }

    /// `{step, epoch, trainLoss, heldOutLoss, state}`.
    pub fn status(&self) -> Result<JsValue, JsError> {
        self.with(|app| Ok(status(app)))
    }

    /// ŷ at each x, in the units of y.
    pub fn predict(&self, xs: JsValue) -> Result<Float32Array, JsError> {
        self.with(|app| {
            let Some(xs) = numbers(&xs) else { return refuse(app, Misuse::Xs) };
            let answers: Vec<f32> = app.session.predict(&xs).into_iter().map(|y| y as f32).collect();
            Ok(Float32Array::from(&answers[..]))
        })
    }

    /// The parameters, flat, in the model's own units.
    pub fn parameters(&self) -> Result<Float32Array, JsError> {
        self.with(|app| Ok(Float32Array::from(app.session.parameters())))
    }

    /// A new run starts at these parameters.
    #[wasm_bindgen(js_name = setParameters)]
    pub fn set_parameters(&self, parameters: JsValue) -> Result<(), JsError> {
        self.with(|app| {
            let wanted = app.session.parameters().len();
            let given: Vec<f32> = numbers(&parameters).unwrap_or_default().into_iter().map(|p| p as f32).collect();
            if given.len() != wanted || !given.iter().all(|p| p.is_finite()) {
                let usable = given.iter().filter(|p| p.is_finite()).count();
                return refuse(app, Misuse::Parameters { wanted, given: usable });
            }
            app.act_now(Msg::SetParameters(given));
            Ok(())
        })
    }

    /// The gradient of the objective at the present parameters, flat, in the model's own units.
    pub fn gradients(&self) -> Result<Float32Array, JsError> {
        self.with(|app| Ok(Float32Array::from(app.session.gradients())))
    }

    /// Where the milliseconds of the last frame went; for the benchmark.
    #[wasm_bindgen(js_name = lastFrame)]
    pub fn last_frame(&self) -> Result<JsValue, JsError> {
        self.with(|app| {
            let spent = app.spent;
            let [fit, surface, losses, layers] = spent.pictures;
            Ok(object(&[
                ("training", spent.training.into()),
                ("cells", spent.cells.into()),
                ("fit", fit.into()),
                ("surface", surface.into()),
                ("losses", losses.into()),
                ("layers", layers.into()),
                ("words", spent.words.into()),
                ("whole", spent.whole.into()),
            ]))
        })
    }

    /// Milliseconds that drawing each picture takes, averaged over so many times: `{fit: [marks, all], …}`; for the
    /// benchmark.
    #[wasm_bindgen(js_name = timeDrawing)]
    pub fn time_drawing(&self, times: JsValue) -> Result<JsValue, JsError> {
        self.with(|app| {
            let all = app.time_drawing(times.as_f64().map_or(1, |n| n as u32));
            let pair = |(marks, whole): (f64, f64)| Array::of2(&marks.into(), &whole.into()).into();
            let names = ["fit", "surface", "losses", "layers"];
            let fields: Vec<(&str, JsValue)> = names.into_iter().zip(all.into_iter().map(pair)).collect();
            Ok(object(&fields))
        })
    }
}

fn status(app: &App) -> JsValue {
    let status = app.session.status();
    object(&[
        ("step", (status.step as f64).into()),
        ("epoch", (status.epoch as f64).into()),
        ("trainLoss", status.train_loss.into()),
        ("heldOutLoss", status.held_out_loss.map_or(JsValue::NULL, JsValue::from)),
        (
            "state",
            match status.state {
                State::Running => "running",
                State::Paused => "paused",
                State::Diverged(_) => "diverged",
            }
            .into(),
        ),
    ])
}

fn numbers(value: &JsValue) -> Option<Vec<f64>> {
    if !Array::is_array(value) && !js_sys::ArrayBuffer::is_view(value) {
        return None;
    }
    Array::from(value).iter().map(|v| v.as_f64().filter(|n| n.is_finite())).collect()
}

/// The points, and whether any of them says if it is held out.
fn read_points(value: &JsValue) -> Option<(Vec<Point>, bool)> {
    if !Array::is_array(value) {
        return None;
    }
    let mut split = false;
    let mut read = |item: JsValue| {
        let field = |name: &str| Reflect::get(&item, &name.into()).ok();
        let held_out = field("heldOut")?;
        split |= !held_out.is_undefined();
        let held_out = if held_out.is_undefined() { false } else { held_out.as_bool()? };
        Some(Point { x: field("x")?.as_f64()?, y: field("y")?.as_f64()?, held_out })
    };
    let points = Array::from(value).iter().map(&mut read).collect::<Option<Vec<_>>>()?;
    Some((points, split))
}
