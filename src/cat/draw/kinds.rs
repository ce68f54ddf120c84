//! Held-out drawings by their kind: which are taken for cats, and how many of each kind are right.

use crate::session::{Session, View};
use crate::words::kinds::several;
use crate::words::number::whole;
use crate::words::{joined, pick};
use drawings::{Kind, SIDE};
use lab::{Letters, Rect, Scale, Side, Sketch, Tone};

/// Room for the name of a kind and for its count, CSS px.
const NAME: f32 = 94.0;
const COUNT: f32 = 62.0;

/// Where the drawings stand: by row and column.
fn square((width, height): (f32, f32), row: usize, column: usize) -> Rect {
    let high = height / Kind::ALL.len() as f32;
    let columns = columns((width, height));
    let wide = (width - NAME - COUNT) / columns as f32;
    let side = (high - 3.0).min(wide - 3.0).max(1.0).floor();
    Rect {
        left: (NAME + wide * column as f32).floor(),
        top: (high * row as f32 + (high - side) / 2.0).floor(),
        width: side,
        height: side,
    }
}

fn columns((width, height): (f32, f32)) -> usize {
    let high = height / Kind::ALL.len() as f32;
    (((width - NAME - COUNT) / high.max(1.0)) as usize).clamp(1, 16)
}

/// The numbers of the held-out drawings that are shown of a kind.
fn shown(session: &Session, kind: Kind) -> Vec<usize> {
    let size = session.sizes[View::Kinds as usize];
    let Some(results) = session.results() else { return Vec::new() };
    let (mut wrong, mut right) = (Vec::new(), Vec::new());
    for (at, (known, verdict)) in results.paper.kinds().iter().zip(&results.verdicts).enumerate() {
        if *known == kind {
            let side = if *verdict == kind.is_cat() { &mut right } else { &mut wrong };
            side.push(at);
        }
    }
    // Those that are wrong are of interest, and a few that are right beside them.
    wrong.truncate(columns(size).div_ceil(2));
    right.truncate(columns(size) - wrong.len());
    wrong.extend(right);
    wrong
}

/// The held-out drawing at a place of the picture, by its number.
pub fn drawing_at(session: &Session, at: (f32, f32)) -> Option<usize> {
    let size = session.sizes[View::Kinds as usize];
    for (row, kind) in Kind::ALL.into_iter().enumerate() {
        let found = shown(session, kind);
        if let Some(number) = (0..found.len()).find(|column| square(size, row, *column).grown(1.5).holds(at)) {
            return Some(found[number]);
        }
    }
    None
}

/// The drawing that is so many rows and columns away from another, as far as there are any; the first one, where there was none.
pub fn beside(session: &Session, from: Option<usize>, (right, down): (i32, i32)) -> Option<usize> {
    let rows = Kind::ALL.map(|kind| shown(session, kind));
    let place = |row: usize| Some((row, rows[row].iter().position(|number| Some(*number) == from)?));
    let Some((row, column)) = (0..rows.len()).find_map(place) else { return rows[0].first().copied() };
    let moved = |at: usize, by: i32, count: usize| at.saturating_add_signed(by as isize).min(count.saturating_sub(1));
    let row = &rows[moved(row, down, rows.len())];
    row.get(moved(column, right, row.len())).copied()
}

/// Draws them.
pub fn draw(session: &mut Session, size: (f32, f32), sketch: &mut Sketch) {
    let chinese = session.chinese;
    for (row, kind) in Kind::ALL.into_iter().enumerate() {
        let middle = size.1 / Kind::ALL.len() as f32 * (row as f32 + 0.5);
        sketch.text(several(kind, chinese), (0.0, middle), &(Side::Start, Letters::SMALL), Tone::Ink);
        let Some(results) = session.results() else { continue };
        for (column, number) in shown(session, kind).into_iter().enumerate() {
            let place = square(size, row, column);
            sketch.raster(place, SIDE, Scale::Drawing, (&results.paper.pictures()[number], 1.0));
            match results.verdicts[number] == kind.is_cat() {
                true => sketch.frame(place, Tone::Hairline, 1.0),
                false => sketch.frame(place.grown(1.0), Tone::HeldOut, 2.0),
            }
            if session.keyed == Some((View::Kinds, number)) {
                sketch.frame(place.grown(-1.0), Tone::Model, 2.0);
            }
        }
        let (there_are, right) = results.kinds[kind as usize];
        let wrong = there_are - right;
        let parts = [&whole(right), pick(chinese, " of ", " / "), &whole(there_are)];
        let (tone, letters) =
            if 10 * wrong > there_are { (Tone::HeldOut, Letters::SMALL_BOLD) } else { (Tone::Soft, Letters::SMALL) };
        sketch.text(joined(&parts), (size.0, middle), &(Side::End, letters), tone);
    }
}
