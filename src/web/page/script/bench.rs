//! What the benchmark asks of the page: where the time goes.

use super::call::{Answer, Given};
use crate::web::kit::objects::{floats, object};
use crate::web::page::app::App;
use crate::web::page::{pictures, timing};
use js_sys::Array;

/// Where the milliseconds of the last frame went; for the benchmark.
pub fn last_frame(app: &mut App, _: Given) -> Answer {
    let spent = app.frame.spent;
    let mut fields = vec![
        ("training", Some(spent.training)),
        ("cells", Some(spent.cells)),
        ("words", Some(spent.words)),
        ("whole", Some(spent.whole)),
    ];
    for (row, ms) in pictures::ALL.iter().zip(spent.pictures) {
        fields.push((row.name, Some(ms)));
    }
    Ok(object(&fields, &[]))
}

/// Milliseconds that drawing each picture takes, averaged over this many times: `{fit: [marks, all], …}`; for the
/// benchmark.
pub fn time_drawing(app: &mut App, [times, ..]: Given) -> Answer {
    let all = timing::drawing(app, times.as_f64().map_or(1, |n| n as u32));
    let mut fields = Vec::new();
    for (row, (marks, whole)) in pictures::ALL.iter().zip(all) {
        fields.push((row.name, Array::of2(&marks.into(), &whole.into()).into()));
    }
    Ok(object(&[], &fields))
}

/// Milliseconds that a forward pass, a cell of the surface and the pictures' answers take: `[pass, cell, answers]`; for the
/// benchmark.
pub fn time_passes(app: &mut App, [times, ..]: Given) -> Answer {
    Ok(floats(&timing::passes(app, times.as_f64().map_or(1, |n| n as u32)).map(|ms| ms as f32)))
}
