//! `race([settings, …])`: who races beside today's run, and how the race stands.

use super::values::{from_js, to_js};
use crate::session::knobs::{self, Change};
use crate::session::{Lanes, Msg, Session, race};
use crate::text::sentences::{self, Misuse};
use crate::view::Lane;
use crate::web::kit::objects::object;
use crate::web::page::app::App;
use js_sys::{Array, Object};
use wasm_bindgen::JsValue;

/// With a list of settings: these race, each with what is named otherwise than today; none, with an empty one. Returns how the race
/// stands.
///
/// # Errors
/// A sentence, where what is given is no such list, or a knob is refused.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn raced(app: &mut App, given: &JsValue) -> Result<JsValue, String> {
    let lang = app.session.settings().lang;
    let misuse = || sentences::misuse(Misuse::Race { most: race::MOST_RIVALS }, lang);
    if !given.is_undefined() {
        if !Array::is_array(given) || Array::from(given).length() as usize > race::MOST_RIVALS {
            return Err(misuse());
        }
        let mut lanes = Vec::new();
        for item in Array::from(given).iter() {
            if !item.is_object() || Array::is_array(&item) {
                return Err(misuse());
            }
            let mut lane: Vec<Change> = Vec::new();
            for entry in Object::entries(&Object::from(item)).iter() {
                let entry = Array::from(&entry);
                let key = entry.get(0).as_string().unwrap_or_default();
                let value = from_js(&entry.get(1)).ok_or_else(misuse)?;
                let change = knobs::parse(&key, &value).map_err(|error| sentences::knob_error(&error, lang))?;
                if !race::may_differ(change.knob()) {
                    return Err(sentences::misuse(Misuse::NoLane { key: change.knob().key }, lang));
                }
                lane.push(change);
            }
            lanes.push(lane);
        }
        app.act_now(Msg::Race(if lanes.is_empty() { Lanes::Alone } else { Lanes::Against(lanes) }));
        app.act_now(Msg::LetGo);
    }
    Ok(standing(&app.session))
}

/// How the race stands; `null` where nobody races.
fn standing(session: &Session) -> JsValue {
    let Some(view) = race::view(session) else { return JsValue::NULL };
    let otherwise = std::iter::once(&[][..]).chain(race::others(session));
    let lanes: Array = view.lanes.iter().zip(otherwise).map(|(each, otherwise)| lane(each, otherwise)).collect();
    let tally = view.tally.map_or(JsValue::NULL, |tally| {
        let won: Array = tally.won.iter().take(view.lanes.len()).map(|won| JsValue::from(*won as f64)).collect();
        object(&[("done", Some(tally.done as f64)), ("of", Some(tally.of as f64))], &[("won", won.into())])
    });
    object(
        &[
            ("step", Some(view.step as f64)),
            ("end", Some(view.end as f64)),
            ("leader", view.leader().map(|at| at as f64)),
            ("guess", view.guess.map(|at| at as f64)),
        ],
        &[("lanes", lanes.into()), ("level", view.level.into()), ("tally", tally)],
    )
}

fn lane(lane: &Lane, otherwise: &[Change]) -> JsValue {
    let settings: Vec<_> = otherwise.iter().map(|change| (change.knob().key, to_js(change.value().clone()))).collect();
    let list = |values: &[f64]| values.iter().map(|value| JsValue::from(*value)).collect::<Array>().into();
    let finite = |value: f64| Some(value).filter(|value| value.is_finite());
    object(
        &[
            ("parameters", Some(lane.parameters as f64)),
            ("trainError", finite(lane.own)),
            ("heldOutError", lane.unseen.and_then(finite)),
            ("trainRight", lane.right.map(|(own, _)| own)),
            ("heldOutRight", lane.right.and_then(|(_, unseen)| unseen)),
        ],
        &[("settings", object(&[], &settings)), ("firstGradients", list(lane.first)), ("gradients", list(lane.now))],
    )
}
