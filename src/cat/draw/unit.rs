//! One unit at one place: what its window sees times its weights, summed and bent; and the places that excite it most.

use super::ladder::draw_patch;
use crate::chain::{Link, Part, sum};
use crate::exam::STRONGEST;
use crate::learners::Kind;
use crate::session::{Session, View};
use crate::units::{LAYERS, first, unit_of};
use crate::words::number::fixed;
use crate::words::{joined, kinds, picture, units};
use drawings::SIDE;
use lab::{Letters, Rect, Scale, Side, Sketch, Tone};

/// Room for a head, CSS px.
const HEAD: f32 = 20.0;
/// What parts one thing from the next.
const GAP: f32 = 14.0;

/// Where everything stands.
struct Plan {
    width: f32,
    drawing: Rect,
    map: Rect,
    sums: Rect,
    line: f32,
    patches: Rect,
    per_row: usize,
}

impl Plan {
    fn new((width, height): (f32, f32)) -> Plan {
        let narrow = width < NARROW;
        let per_row = if narrow { 8 } else { 4 };
        let rows = (STRONGEST / per_row) as f32;
        // Beside drawing and map there is room for what excites the unit most, or else below all.
        let side = if narrow { (width - GAP) / 2.0 } else { ((width - 2.0 * GAP) / 3.0).min(0.42 * height) };
        let side = side.max(40.0).floor();
        let drawing = Rect { left: 0.0, top: HEAD, width: side, height: side };
        let map = Rect { left: side + GAP, ..drawing };
        let patch = if narrow { (width / per_row as f32).min(48.0) } else { side / rows };
        let patches = match narrow {
            true => Rect { left: 0.0, top: height - patch * rows, width: patch * per_row as f32, height: patch * rows },
            false => Rect { left: 2.0 * (side + GAP), top: HEAD, width: side, height: side },
        };
        let top = drawing.bottom() + GAP + HEAD;
        let line = if narrow { patches.top - HEAD - 16.0 } else { height - 12.0 };
        let sums = Rect { left: 0.0, top, width, height: (line - 14.0 - top).max(20.0) };
        Plan { width, drawing, map, sums, line, patches, per_row }
    }
}

/// Below this width everything stands below each other, CSS px.
const NARROW: f32 = 420.0;

/// The place of the unit's map at a place of the picture: on the drawing, the one whose window is there, or on the map itself.
pub fn place_at(session: &mut Session, at: (f32, f32)) -> Option<(usize, usize)> {
    let plan = Plan::new(session.sizes[View::Unit as usize]);
    let (layer, _) = unit_of(session.unit());
    let sort = LAYERS[layer];
    let last = sort.side as f32 - 1.0;
    let (column, row) = if plan.map.holds(at) {
        let cell = plan.map.width / sort.side as f32;
        ((at.0 - plan.map.left) / cell, (at.1 - plan.map.top) / cell)
    } else if plan.drawing.holds(at) {
        let pixel = plan.drawing.width / SIDE as f32;
        let corner = |at: f32| (at / pixel - sort.window as f32 / 2.0) / sort.stride as f32 + 0.5;
        (corner(at.0 - plan.drawing.left), corner(at.1 - plan.drawing.top))
    } else {
        return None;
    };
    Some((row.min(last).max(0.0) as usize, column.min(last).max(0.0) as usize))
}

/// Draws it.
pub fn draw(session: &mut Session, size: (f32, f32), sketch: &mut Sketch) {
    let plan = Plan::new(size);
    let chinese = session.chinese;
    let link = Link { unit: session.unit(), at: session.place() };
    let (layer, _) = unit_of(link.unit);
    let sort = LAYERS[layer];
    let (_, now) = session.traces();
    let full = session.full()[link.unit].max(f32::MIN_POSITIVE);
    let shown = session.hand.shown();
    sketch.raster(plan.drawing, SIDE, Scale::Drawing, (&shown, 1.0));
    sketch.raster(plan.map, sort.side, Scale::Activation, (now.map(link.unit), full));
    sketch.frame(plan.drawing, Tone::Hairline, 1.0);
    sketch.frame(plan.map, Tone::Model.at(0.4), 1.0);
    let head = &(Side::Start, Letters::HEAD);
    let y = HEAD / 2.0 - 2.0;
    sketch.text(picture::slide(chinese), (0.0, y), &(Side::Start, Letters::SMALL), Tone::Soft);
    let mut name = units::name(link.unit, chinese);
    let label = units::label(session, link.unit);
    if !label.is_empty() {
        name += ": ";
        name += label;
    }
    sketch.text(name, (plan.map.left, y), head, Tone::Ink);
    let pixel = plan.drawing.width / SIDE as f32;
    let (top, left) = sort.corner(link.at);
    let window = Rect {
        left: plan.drawing.left + left as f32 * pixel,
        top: plan.drawing.top + top as f32 * pixel,
        width: sort.window as f32 * pixel,
        height: sort.window as f32 * pixel,
    };
    sketch.frame(window, Tone::Model, 2.0);
    let cell = plan.map.width / sort.side as f32;
    let (row, column) = link.at;
    let place = Rect {
        left: plan.map.left + column as f32 * cell,
        top: plan.map.top + row as f32 * cell,
        width: cell,
        height: cell,
    };
    sketch.frame(place.grown(1.0), Tone::Model, 2.0);
    let sum = sum(&session.run.learners.get(Kind::Cnn).model, &now, &shown, link);
    match &sum.parts[..] {
        [only] => draw_window(only, &plan, chinese, sketch),
        parts => draw_parts(session, parts, &plan, sketch),
    }
    let line = if session.hand.is_off(link.unit) {
        picture::switched_off(chinese).to_owned()
    } else {
        picture::sum(sum.total(), sum.bias, sum.evidence, chinese)
    };
    let letters = if plan.width < NARROW { Letters::SMALL_BOLD } else { Letters::HEAD };
    sketch.text(line, (0.0, plan.line), &(Side::Start, letters), Tone::Model);
    draw_strongest(session, link.unit, &plan, sketch);
}

/// How far any of these is from 0, and `least` at least.
fn most(values: &[f32], least: f32) -> f32 {
    values.iter().fold(least, |most, value| most.max(value.abs()))
}

/// Of the first layer: 25 numbers, 25 weights, 25 products.
fn draw_window(part: &Part, plan: &Plan, chinese: bool, sketch: &mut Sketch) {
    let k = 5;
    let wide = (plan.sums.width - 2.0 * GAP) / 3.0;
    let side = wide.min(plan.sums.height).floor();
    let products: Vec<f32> = part.inputs.iter().zip(&part.weights).map(|(input, weight)| input * weight).collect();
    let grids = [
        (&part.inputs, Scale::Drawing, 1.0),
        (&part.weights, Scale::Signed, most(&part.weights, 1e-6)),
        (&products, Scale::Signed, most(&part.weights, 1e-6)),
    ];
    for (at, (values, scale, full)) in grids.into_iter().enumerate() {
        let left = (at as f32 * (wide + GAP)).floor();
        let place = Rect { left, top: plan.sums.top, width: side, height: side };
        let head = (left, plan.sums.top - HEAD / 2.0);
        sketch.text(
            picture::window(plan.width < NARROW, chinese)[at],
            head,
            &(Side::Start, Letters::SMALL),
            Tone::Soft,
        );
        sketch.raster(place, k, scale, (values, full));
        sketch.frame(place, Tone::Hairline, 1.0);
        let cell = side / k as f32;
        if cell < 17.0 {
            continue;
        }
        for (spot, value) in values.iter().enumerate() {
            let middle = (place.left + cell * ((spot % k) as f32 + 0.5), place.top + cell * ((spot / k) as f32 + 0.5));
            // On a full colour the number is written in that of the ground.
            let strong = value.abs() > 0.55 * full;
            let letters = Letters { size: if cell < 28.0 { 8.0 } else { 11.0 }, bold: false };
            let text = fixed(*value, if cell < 28.0 { 1 } else { 2 });
            sketch.text(text, middle, &(Side::Middle, letters), if strong { Tone::Panel } else { Tone::Ink });
        }
    }
}

/// Where each unit below stands, of so many.
fn cells(plan: &Plan, count: usize) -> impl Iterator<Item = Rect> {
    let columns = if plan.width < NARROW { 2 } else { 5 };
    let (wide, high) = (plan.sums.width / columns as f32, plan.sums.height / count.div_ceil(columns) as f32);
    let (left, top) = (plan.sums.left, plan.sums.top);
    (0..count).map(move |at| Rect {
        left: (left + wide * (at % columns) as f32).floor(),
        top: (top + high * (at / columns) as f32).floor(),
        width: wide,
        height: high,
    })
}

/// The unit below at a place of the picture, counted through all.
pub fn unit_at(session: &mut Session, at: (f32, f32)) -> Option<usize> {
    let plan = Plan::new(session.sizes[View::Unit as usize]);
    let below = unit_of(session.unit()).0.checked_sub(1)?;
    let cell = cells(&plan, LAYERS[below].units).position(|cell| cell.holds(at))?;
    Some(first(below) + cell)
}

/// Of an upper layer: what each unit below brings, with its weights there, and what it adds.
fn draw_parts(session: &Session, parts: &[Part], plan: &Plan, sketch: &mut Sketch) {
    let chinese = session.chinese;
    let (mut heaviest, mut brightest, mut strongest) = (1e-6, 1e-6, 0.0_f32);
    for part in parts {
        heaviest = most(&part.weights, heaviest);
        brightest = most(&part.inputs, brightest);
        strongest = strongest.max(part.sum);
    }
    let head = (0.0, plan.sums.top - HEAD / 2.0);
    let text = picture::parts(plan.width < NARROW, chinese);
    sketch.text(text, head, &(Side::Start, Letters::SMALL), Tone::Soft);
    for (part, cell) in parts.iter().zip(cells(plan, parts.len())) {
        let Rect { left, top, width, height } = cell;
        if part.from.is_some_and(|unit| session.keyed == Some((View::Unit, unit))) {
            sketch.frame(cell.grown(-1.0), Tone::Model, 2.0);
        }
        let side = ((width - GAP) / 2.0 - 4.0).min(height - 30.0).clamp(9.0, 44.0).floor();
        let name = part.from.map_or_else(String::new, |unit| {
            let label = if unit_of(unit).0 == 1 { session.name(unit) } else { None };
            label.map_or_else(|| units::name(unit, chinese), |place| kinds::place(place, chinese).to_owned())
        });
        sketch.text(name, (left, top + 7.0), &(Side::Start, Letters::SMALL), Tone::Soft);
        let inputs = Rect { left, top: top + 14.0, width: side, height: side };
        let weights = Rect { left: left + side + 4.0, ..inputs };
        sketch.raster(inputs, 3, Scale::Activation, (&part.inputs, brightest));
        sketch.raster(weights, 3, Scale::Signed, (&part.weights, heaviest));
        sketch.frame(inputs, Tone::Model.at(0.4), 1.0);
        sketch.frame(weights, Tone::Hairline, 1.0);
        let tone = if part.sum == strongest && part.sum > 0.0 { Tone::Model } else { Tone::Ink };
        let number = (left, inputs.bottom() + 8.0);
        sketch.text(joined(&["= ", &fixed(part.sum, 2)]), number, &(Side::Start, Letters::SMALL_BOLD), tone);
    }
}

/// The places that excite the unit most, of drawings that nobody has learnt from.
fn draw_strongest(session: &Session, unit: usize, plan: &Plan, sketch: &mut Sketch) {
    let (layer, _) = unit_of(unit);
    let count = session.results().map_or(0, |results| results.strongest[unit].len());
    let head = (plan.patches.left, plan.patches.top - HEAD / 2.0 - 2.0);
    let text = match session.is_dead(unit) {
        true => picture::dead(session.chinese).to_owned(),
        false => picture::strongest(count, plan.width < NARROW, session.chinese),
    };
    sketch.text(text, head, &(Side::Start, Letters::SMALL), Tone::Soft);
    let Some(results) = session.results() else { return };
    let per_row = plan.per_row;
    let side = plan.patches.width / per_row as f32;
    for (at, exciting) in results.strongest[unit].iter().enumerate() {
        let square = Rect {
            left: plan.patches.left + side * (at % per_row) as f32,
            top: plan.patches.top + side * (at / per_row) as f32,
            width: side - 2.0,
            height: side - 2.0,
        };
        draw_patch(&results.paper.pictures()[exciting.drawing], layer, exciting, square, sketch);
    }
}
