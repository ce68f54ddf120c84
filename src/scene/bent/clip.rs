//! What of an outline or a line lies on either side of the cut.

use crate::view::Cut;

/// A place along the three axes.
pub type Place = [f64; 3];

/// What the output says at a place.
pub(super) fn value(cut: &Cut, at: Place) -> f64 {
    cut.offset + cut.across[0] * at[0] + cut.across[1] * at[1] + cut.across[2] * at[2]
}

/// Where a value that is on two sides of 0 at two places is 0 between them.
pub(super) fn between(a: Place, b: Place, (of_a, of_b): (f64, f64)) -> Place {
    let t = of_a / (of_a - of_b);
    [0, 1, 2].map(|axis| a[axis] + (b[axis] - a[axis]) * t)
}

/// The part of a convex outline where the value is above 0, and the places where the outline passes 0 (Sutherland and Hodgman
/// 1974, for one edge).
pub(super) fn above(outline: &[Place], value: &dyn Fn(Place) -> f64) -> (Vec<Place>, Vec<Place>) {
    let (mut part, mut passed) = (Vec::new(), Vec::new());
    for (i, &to) in outline.iter().enumerate() {
        let from = outline[(i + outline.len() - 1) % outline.len()];
        let values = (value(from), value(to));
        if (values.0 > 0.0) != (values.1 > 0.0) {
            let at = between(from, to, values);
            part.push(at);
            passed.push(at);
        }
        if values.1 > 0.0 {
            part.push(to);
        }
    }
    (part, passed)
}

/// The pieces of a line that lie on one side of the cut; all of it where there is none. It breaks where it is not finite.
pub(super) fn pieces(line: &[Place], cut: Option<&Cut>, positive: bool) -> Vec<Vec<Place>> {
    let side = |at: Place| cut.map_or(1.0, |cut| if positive { value(cut, at) } else { -value(cut, at) });
    let mut pieces: Vec<Vec<Place>> = Vec::new();
    let mut piece: Vec<Place> = Vec::new();
    let mut before: Option<(Place, f64)> = None;
    for &at in line {
        let here = (at, side(at));
        if !(is_finite(at) && here.1.is_finite()) {
            pieces.push(std::mem::take(&mut piece));
            before = None;
            continue;
        }
        if let Some((from, was)) = before
            && (was > 0.0) != (here.1 > 0.0)
        {
            piece.push(between(from, at, (was, here.1)));
            if was > 0.0 {
                pieces.push(std::mem::take(&mut piece));
            }
        }
        if here.1 > 0.0 {
            piece.push(at);
        }
        before = Some(here);
    }
    pieces.push(piece);
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

/// The outlines of what lies on one side of the cut of the strip between two lines of equally many places. Cells that are whole
/// are put together, so that no seams are seen between them.
pub(super) fn strips(one: &[Place], other: &[Place], cut: Option<&Cut>, positive: bool) -> Vec<Vec<Place>> {
    let side = |at: Place| cut.map_or(1.0, |cut| if positive { value(cut, at) } else { -value(cut, at) });
    let mut outlines: Vec<Vec<Place>> = Vec::new();
    let (mut there, mut back): (Vec<Place>, Vec<Place>) = (Vec::new(), Vec::new());
    let mut end = |there: &mut Vec<Place>, back: &mut Vec<Place>| {
        there.extend(back.drain(..).rev());
        outlines.push(std::mem::take(there));
    };
    let mut parted = Vec::new();
    for (a, b) in one.windows(2).zip(other.windows(2)) {
        let cell = [a[0], a[1], b[1], b[0]];
        let values = cell.map(side);
        let whole = cell.iter().all(|at| is_finite(*at)) && values.iter().all(|value| *value > 0.0);
        if whole {
            if there.is_empty() {
                there.push(a[0]);
                back.push(b[0]);
            }
            there.push(a[1]);
            back.push(b[1]);
            continue;
        }
        end(&mut there, &mut back);
        if cell.iter().all(|at| is_finite(*at)) && values.iter().any(|value| *value > 0.0) {
            parted.push(above(&cell, &side).0);
        }
    }
    end(&mut there, &mut back);
    outlines.extend(parted);
    outlines.retain(|outline| outline.len() > 2);
    outlines
}

/// Whether all of it is a number.
pub(super) fn is_finite(at: Place) -> bool {
    at.iter().all(|along| along.is_finite())
}
