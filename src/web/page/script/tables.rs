//! Tables by script: what is understood of one, and its points in place of all.

use super::call::{Answer, Given, refuse, tell};
use crate::data::table::encoding::{self, Encoding};
use crate::data::table::{Choices, Doubt, Mark, Pick, Reading, read};
use crate::session::Msg;
use crate::text::sentences::Misuse;
use crate::text::table as words;
use crate::web::kit::files::decode;
use crate::web::kit::objects::object;
use crate::web::page::app::App;
use crate::web::page::table::kind_of;
use js_sys::{Array, ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

/// Says what is understood of a table and changes nothing.
pub fn read_table(app: &mut App, [table, options, _]: Given) -> Answer {
    let (reading, encoding) = understood(app, table, options)?;
    Ok(told(&reading, encoding, app))
}

/// The same, and its points take the place of all.
pub fn import_table(app: &mut App, [table, options, _]: Given) -> Answer {
    let (reading, encoding) = understood(app, table, options)?;
    let answer = told(&reading, encoding, app);
    let (split, classes) = (reading.has_split, reading.label.is_some());
    tell(app, Msg::Import { points: reading.points, names: reading.names, split, classes })?;
    Ok(answer)
}

/// Reads a text, or the bytes of a file, under the options.
fn understood(app: &App, table: &JsValue, options: &JsValue) -> Result<(Reading, Option<Encoding>), String> {
    let lang = app.lang();
    let option = |name: &str| match options.is_object() {
        true => Reflect::get(options, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null()),
        false => None,
    };
    let misused = || refuse(app, Misuse::Table).err().unwrap_or_default();
    let bytes = table.dyn_ref::<ArrayBuffer>().map(|buffer| Uint8Array::new(buffer).to_vec());
    let bytes = bytes.or_else(|| table.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec));
    let (text, encoding) = match (table.as_string(), bytes) {
        (Some(text), _) => (text, None),
        (None, Some(bytes)) => {
            let chosen = match option("encoding") {
                Some(label) => Some(read_encoding(&label).ok_or_else(misused)?),
                None => None,
            };
            let guess = || encoding::guess(&bytes).map_err(|other| words::other(other, lang));
            let encoding = chosen.map_or_else(guess, Ok)?;
            (decode(&bytes, encoding.label()).ok_or_else(|| words::unreadable(lang))?, Some(encoding))
        }
        (None, None) => return Err(misused()),
    };
    let mut choices = Choices {
        row_name: words::row(lang).to_owned(),
        date_name: words::date(lang).to_owned(),
        ..Choices::default()
    };
    if let Some(header) = option("header") {
        choices.header = Some(header.as_bool().ok_or_else(misused)?);
    }
    if let Some(mark) = option("decimal") {
        choices.decimal = Some(match mark.as_string().as_deref() {
            Some(".") => Mark::Point,
            Some(",") => Mark::Comma,
            _ => return Err(misused()),
        });
    }
    let seed = app.session.settings().seed;
    let fault = |unread| words::unread(unread, lang);
    let [x, y, label] = ["x", "y", "label"].map(option);
    if x.is_some() || y.is_some() || label.is_some() {
        // Names are those under the other choices.
        let first = read(&text, &choices, seed).map_err(fault)?;
        let find = |column: Option<JsValue>| match column {
            None => Ok(None),
            Some(column) => find(&first, &column).map(Some).ok_or_else(|| {
                let name = column.as_string().or_else(|| column.as_f64().map(|n| n.to_string())).unwrap_or_default();
                words::no_column(&name, &first.columns, lang)
            }),
        };
        (choices.x, choices.y) = (find(x)?, find(y)?);
        choices.label = find(label)?.map(Pick::column);
    }
    Ok((read(&text, &choices, seed).map_err(fault)?, encoding))
}

/// A column by its name, or by its place from 0; `"row"` is the number of the row unless a column is called so.
fn find(reading: &Reading, column: &JsValue) -> Option<Pick> {
    if let Some(place) = column.as_f64() {
        let place = Some(place).filter(|place| place.fract() == 0.0 && *place >= 0.0)? as usize;
        return (place < reading.columns.len()).then_some(Pick::Column(place));
    }
    let name = column.as_string()?;
    let by_name = reading.columns.iter().position(|column| column.name == name);
    let alike = || reading.columns.iter().position(|column| column.name.eq_ignore_ascii_case(name.trim()));
    let place = by_name.or_else(alike);
    place.map(Pick::Column).or((name == "row").then_some(Pick::Row))
}

fn read_encoding(label: &JsValue) -> Option<Encoding> {
    let label = label.as_string()?.to_ascii_lowercase();
    let known = match label.as_str() {
        "utf8" => "utf-8",
        "gbk" | "gb2312" => "gb18030",
        "latin1" | "iso-8859-1" => "windows-1252",
        "utf-16" => "utf-16le",
        "shift-jis" | "sjis" => "shift_jis",
        other => other,
    };
    Encoding::ALL.into_iter().find(|encoding| encoding.label() == known)
}

/// What is understood, for a script.
fn told(reading: &Reading, encoding: Option<Encoding>, app: &App) -> JsValue {
    let lang = app.lang();
    let columns = Array::new();
    for column in &reading.columns {
        let [name, kind, unit] = [&column.name, kind_of(column), &column.unit].map(JsValue::from);
        columns.push(&object(&[], &[("name", name), ("kind", kind), ("unit", unit)]));
    }
    let left = Array::new();
    for line in &reading.left {
        let (text, why) = (line.text.as_str().into(), words::why(line.why, lang).into());
        left.push(&object(&[("line", Some(line.line as f64))], &[("text", text), ("why", why)]));
    }
    let doubts = Array::new();
    for doubt in &reading.doubts {
        doubts.push(&doubt_word(*doubt).into());
    }
    let pick = |pick: Pick| pick.column().map_or("row".into(), |column| JsValue::from(column as f64));
    object(
        &[
            ("label", reading.label.map(|column| column as f64)),
            ("rows", Some(reading.rows as f64)),
            ("taken", Some(reading.points.len() as f64)),
        ],
        &[
            ("header", reading.header.into()),
            ("encoding", encoding.map_or(JsValue::NULL, |encoding| encoding.label().into())),
            ("delimiter", reading.delimiter.sign().into()),
            ("decimal", if reading.decimal == Mark::Point { "." } else { "," }.into()),
            ("columns", columns.into()),
            ("x", pick(reading.x)),
            ("y", pick(reading.y)),
            ("left", left.into()),
            ("sampled", reading.sampled.into()),
            ("sideways", reading.sideways.into()),
            ("doubts", doubts.into()),
        ],
    )
}

fn doubt_word(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Header => "header",
        Doubt::Decimal => "decimal",
        Doubt::Joined => "joined",
        Doubt::Spaces => "spaces",
        Doubt::DayOrder => "day-order",
        Doubt::Sideways => "sideways",
    }
}
