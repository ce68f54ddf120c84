//! Values of knobs that are folded away, told beside the name of the fold: `data-values="KEY KEY%"` lists the knobs, `%` those
//! whose share is told in percent.

use super::controls::Control;
use crate::data::decimal::shortest;
use crate::session::Settings;
use crate::session::knobs::{Kind, Value, show};
use crate::web::page::ids::Page;

/// Tells the values as the controls show them.
pub fn write(controls: &[Control], page: &Page, settings: &Settings) {
    for place in page.all("data-values", "") {
        let keys = place.get_attribute("data-values").unwrap_or_default();
        let mut told = String::new();
        for key in keys.split(' ') {
            let name = key.trim_end_matches('%');
            if let Some(control) = controls.iter().find(|control| control.knob.key == name) {
                let word = word(control, settings, key != name);
                if !told.is_empty() && !word.is_empty() {
                    told += settings.lang.pick(", ", "、");
                }
                told += &word;
            }
        }
        place.set_text_content(Some(&told));
    }
}

/// A value as its control shows it: of a list the words of what is chosen.
fn word(control: &Control, settings: &Settings, percent: bool) -> String {
    let value = (control.knob.get)(settings);
    match value {
        Value::Switch(on) => {
            if on { settings.lang.pick("on", "开") } else { settings.lang.pick("off", "关") }.to_owned()
        }
        // To a tenth, without the dust of a multiplication.
        Value::Number(share) if percent => shortest((1000.0 * share).round() / 10.0) + settings.lang.pick(" %", "%"),
        Value::Text(words) if !words.is_empty() && matches!(control.knob.kind, Kind::Choices(..)) => {
            // Word by word, as the lists beside its field say them.
            let fold = control.fields.first().and_then(|field| field.closest("details").ok()?);
            let option = |word: &str| fold.as_ref()?.query_selector(&["option[value=", word, "]"].concat()).ok()?;
            let said =
                |word: &str| option(word).and_then(|option| option.text_content()).unwrap_or_else(|| "–".to_owned());
            words.split(',').map(said).collect::<Vec<_>>().join(" / ")
        }
        Value::Number(_) | Value::Text(_) => {
            let chosen = control.fields.first().and_then(|field| field.query_selector(":checked").ok()?);
            chosen.and_then(|option| option.text_content()).unwrap_or_else(|| show(&(control.knob.get)(settings)))
        }
    }
}
