//! The controls of each knob, looked up once, and what each of them shows.

use crate::data::decimal::shortest;
use crate::session::Settings;
use crate::session::knobs::{self, Change, KNOBS, Kind, Knob, Value};
use crate::web::kit::elements::{flag, say_fault, set};
use crate::web::kit::scale::{NOTCHES, Scale};
use crate::web::page::ids::{Id, Page};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// The form of the knobs.
pub struct Form {
    /// In the order of the table.
    pub controls: Vec<Control>,
    /// The buttons that turn several knobs at once.
    pub presets: Vec<Preset>,
    /// The settings that the form shows; `None` before it was first written.
    pub shown: Option<Settings>,
    /// The settings that are told in words, in free play only; `None` before.
    pub worded: Option<Settings>,
    /// Where the limit of the learning rate is marked, as a share of the slider.
    pub limit: Option<f64>,
}

/// A knob and its controls.
pub struct Control {
    /// Its row of the table.
    pub knob: &'static Knob,
    /// The elements with its key as their name: a field, a list, a switch, or a radio button for each word.
    pub fields: Vec<Element>,
    /// Its slider and the scale of that, if the knob is a number.
    pub slider: Option<(HtmlInputElement, Scale)>,
    /// The value that all of these show; `None` after the user has touched one of them.
    pub shown: Option<String>,
    /// What it was given is refused, and still stands there.
    pub refused: bool,
    fault: Option<HtmlElement>,
}

/// A button that turns several knobs at once: `data-set="key=value;key=value"`.
pub struct Preset {
    /// The button.
    pub button: Element,
    /// What it turns.
    pub changes: Vec<Change>,
    /// Whether it looks pressed.
    pub shown: Option<bool>,
}

impl Form {
    /// Looks everything up, and gives every control its range.
    pub fn new(page: &Page) -> Form {
        let (mut controls, mut presets) = (Vec::new(), Vec::new());
        for knob in KNOBS {
            controls.push(Control::new(page, knob));
        }
        for button in page.all("data-set", "") {
            presets.push(Preset { changes: changes(&button), button, shown: None });
        }
        Form { controls, presets, shown: None, worded: None, limit: None }
    }

    /// The controls of the knob of this key.
    pub fn control(&mut self, key: &str) -> Option<&mut Control> {
        self.controls.iter_mut().find(|control| control.knob.key == key)
    }

    /// Takes back every message about a refused value: something else has been asked for since.
    pub fn forget_faults(&mut self) {
        for control in self.controls.iter_mut().filter(|control| control.refused) {
            control.say("");
        }
    }
}

impl Control {
    fn new(page: &Page, knob: &'static Knob) -> Control {
        let place = page.document().get_element_by_id(&["fault-", knob.key].concat());
        let slider = page.all("data-slider", knob.key).pop().map(JsCast::unchecked_into);
        let control = Control {
            knob,
            fields: page.all("name", knob.key),
            slider: slider.zip(scale_of(knob.kind)),
            shown: None,
            fault: place.map(JsCast::unchecked_into),
            refused: false,
        };
        control.set_ranges(page);
        control
    }

    fn set_ranges(&self, page: &Page) {
        let step = match self.knob.kind {
            Kind::Widths { layers, .. } => {
                set(page.get(Id::LayerSlider), "max", &layers.to_string());
                return;
            }
            Kind::Real { step: Some(step), .. } => shortest(step),
            Kind::Whole { .. } => "1".to_owned(),
            Kind::Real { .. }
            | Kind::Choice(_)
            | Kind::Choices(..)
            | Kind::Set(_)
            | Kind::Switch
            | Kind::Ranges { .. }
            | Kind::Formula
            | Kind::Interval => "any".to_owned(),
        };
        let Some((slider, scale)) = &self.slider else { return };
        self.fields.iter().for_each(|field| set_range(field, scale.min, scale.max, &step));
        if scale.log {
            set_range(slider, 0.0, NOTCHES, "1");
        } else {
            set_range(slider, scale.min, scale.max, &step);
        }
    }

    /// Says what is wrong with the value that was asked for. An empty text: nothing is wrong.
    pub fn say(&mut self, fault: &str) {
        if fault.is_empty() && !self.refused {
            return;
        }
        if let Some(place) = &self.fault {
            say_fault(place, fault);
        }
        self.refused = !fault.is_empty();
        self.fields.iter().for_each(|field| flag(field, "aria-invalid", self.refused));
    }
}

fn set_range(control: &Element, min: f64, max: f64, step: &str) {
    set(control, "min", &shortest(min));
    set(control, "max", &shortest(max));
    set(control, "step", step);
}

/// The scale of a knob that is a number.
fn scale_of(kind: Kind) -> Option<Scale> {
    match kind {
        Kind::Whole { min, max, log } => Some(Scale { min, max, log, whole: true }),
        Kind::Real { min, max, step } => Some(Scale { min, max, log: step.is_none(), whole: false }),
        Kind::Choice(_)
        | Kind::Choices(..)
        | Kind::Set(_)
        | Kind::Switch
        | Kind::Widths { .. }
        | Kind::Ranges { .. }
        | Kind::Formula
        | Kind::Interval => None,
    }
}

fn changes(button: &Element) -> Vec<Change> {
    let change = |pair: &str| {
        let (key, value) = pair.split_once('=')?;
        knobs::parse(key, &Value::Text(value.to_owned())).ok()
    };
    button.get_attribute("data-set").unwrap_or_default().split(';').filter_map(change).collect()
}
