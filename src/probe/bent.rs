//! The plane of two inputs as the last hidden layer sees it: where it puts each sample and each line of a grid, and where the
//! output's answer changes.

use super::principal::{Directions3, Rows};
use crate::view::{Cut, Directions, Span};

/// Lines of the grid, each way.
pub const LINES: usize = 9;
/// Places along each of them.
pub const PLACES: usize = 33;

/// Room around the places, as a share of their range.
const ROOM: f64 = 0.08;
/// An axis shows at least this share of what the widest one does: along it, what hardly varies is seen to hardly vary.
const NARROWEST: f64 = 0.4;

/// The places of the grid's lines over a range of the two inputs: first those along x₁, from the least x₂ up, then those along
/// x₂, from the least x₁ on; `PLACES` to a line.
pub fn grid_places(x: Span, y: Span) -> impl Iterator<Item = (f64, f64)> {
    let along = |span: Span, k: usize, of: usize| span.lo + (span.hi - span.lo) * k as f64 / (of - 1) as f64;
    let rows = (0..LINES).flat_map(move |i| (0..PLACES).map(move |j| (along(x, j, PLACES), along(y, i, LINES))));
    let columns = (0..LINES).flat_map(move |i| (0..PLACES).map(move |j| (along(x, i, LINES), along(y, j, PLACES))));
    rows.chain(columns)
}

/// What of a model is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// What the last hidden layer says to each sample; no rows where there is none.
    pub samples: Rows<'a>,
    /// The same to the places of the grid, as `grid_places` puts them.
    pub grid: Rows<'a>,
    /// x₁ and x₂ of the samples, as they lie on the plane that is not bent: two rows.
    pub sample_inputs: Rows<'a>,
    /// The same of the places of the grid.
    pub grid_inputs: Rows<'a>,
    /// Which samples are held out: the main directions are those of the others. As many as there are samples.
    pub held_out: &'a [bool],
    /// The output's weights, one to a neuron; where there is no hidden layer, of the places on the plane, or none where the answer
    /// does not change along a straight line of it.
    pub weights: &'a [f32],
    /// The output's bias.
    pub bias: f32,
}

/// The plane, bent.
#[derive(Clone, Debug)]
pub struct Bending {
    /// In which directions one looks.
    pub directions: Directions,
    /// Where each sample lies.
    pub samples: Vec<[f64; 3]>,
    /// The lines of the grid, `[lines][places]`.
    pub grid: Vec<Vec<[f64; 3]>>,
    /// The ranges of the axes. They are the same for every bend.
    pub spans: [Span; 3],
    /// Where the answer changes.
    pub cut: Option<Cut>,
    /// The directions, from which the next frame goes on; `None` where each neuron has an axis.
    pub kept: Option<Directions3>,
}

/// The plane at a bend from 0, where it is that of the inputs, to 1, where it is that of the layer: there three neurons or fewer
/// are the axes, with their own numbers. Of more the third axis is that of the output's weights, along which alone the answer
/// changes, and the others are the main directions beside it, which go on from those of the last frame.
pub fn bent(seen: &Seen, bend: f64, before: Option<Directions3>) -> Bending {
    let neurons = seen.samples.neurons().max(seen.grid.neurons());
    let trained = |i: usize| !seen.held_out.get(i).copied().unwrap_or(false);
    let kept = if neurons > 3 {
        Directions3::of(seen.samples, &trained, (seen.sample_inputs, seen.weights), before)
    } else {
        None
    };
    let directions = match neurons {
        0 => Directions::Inputs,
        1 => Directions::One,
        2 => Directions::Two,
        3 => Directions::Three,
        _ => Directions::Main { neurons, share: kept.as_ref().map_or(f64::NAN, Directions3::share) },
    };
    let layer = |hidden: Rows, inputs: Rows| match (&directions, &kept) {
        (Directions::Inputs, _) => own(inputs),
        (Directions::One | Directions::Two | Directions::Three, _) => own(hidden),
        (Directions::Main { .. }, Some(kept)) => kept.places(hidden),
        (Directions::Main { .. }, None) => vec![[f64::NAN; 3]; hidden.count],
    };
    let (mut samples, mut grid) = (layer(seen.samples, seen.sample_inputs), layer(seen.grid, seen.grid_inputs));
    let spans = spans(samples.iter().chain(&grid));
    let whole = bend >= 1.0 || directions == Directions::Inputs;
    if !whole {
        let onto = flat(seen.grid_inputs, spans);
        lay_down(&mut samples, seen.sample_inputs, bend.max(0.0), &onto);
        lay_down(&mut grid, seen.grid_inputs, bend.max(0.0), &onto);
    }
    let cut = if whole { cut(seen, kept.as_ref()) } else { None };
    Bending { directions, samples, grid: grid.chunks(PLACES).map(<[_]>::to_vec).collect(), spans, cut, kept }
}

/// The first three rows as places.
fn own(rows: Rows) -> Vec<[f64; 3]> {
    let mut places = vec![[0.0; 3]; rows.count];
    for (axis, row) in rows.rows().enumerate().take(3) {
        places.iter_mut().zip(row).for_each(|(place, value)| place[axis] = f64::from(*value));
    }
    places
}

/// The ranges of the axes: of all that is finite, with some room.
fn spans<'a>(places: impl Iterator<Item = &'a [f64; 3]>) -> [Span; 3] {
    let mut ends = [(f64::INFINITY, f64::NEG_INFINITY); 3];
    for place in places {
        for (end, at) in ends.iter_mut().zip(place).filter(|(_, at)| at.is_finite()) {
            *end = (end.0.min(*at), end.1.max(*at));
        }
    }
    let ends = ends.map(|(lo, hi)| if lo <= hi { (lo, hi) } else { (0.0, 0.0) });
    let widest = ends.iter().fold(0.0f64, |most, (lo, hi)| most.max(hi - lo));
    let widest = if widest > 0.0 { widest } else { 2.0 };
    ends.map(|(lo, hi)| {
        let half = (hi - lo).max(NARROWEST * widest) * (0.5 + ROOM);
        let middle = lo + (hi - lo) / 2.0;
        Span { lo: middle - half, hi: middle + half }
    })
}

/// How the plane of the inputs is laid into the space of the layer: x₁ and x₂ along its first two axes, as wide as the layer is
/// along each, and in the middle of the third. For each axis: what is added, and how much one of the input is.
fn flat(grid_inputs: Rows, spans: [Span; 3]) -> [(f64, f64); 3] {
    let mut inputs = grid_inputs.rows();
    spans.map(|span| {
        let (middle, half) = ((span.lo + span.hi) / 2.0, (span.hi - span.lo) / 2.0 / (1.0 + 2.0 * ROOM));
        let row = inputs.next().unwrap_or(&[]);
        let (lo, hi) = row.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(lo, hi), x| (lo.min(*x), hi.max(*x)));
        if lo < hi {
            let scale = 2.0 * half / (f64::from(hi) - f64::from(lo));
            (middle - scale * (f64::from(hi) + f64::from(lo)) / 2.0, scale)
        } else {
            (middle, 0.0)
        }
    })
}

/// Moves places toward those of the inputs, as far as the plane is not bent.
fn lay_down(places: &mut [[f64; 3]], inputs: Rows, bend: f64, onto: &[(f64, f64); 3]) {
    let flat = own(inputs);
    for (place, input) in places.iter_mut().zip(flat) {
        for (axis, (add, scale)) in onto.iter().enumerate() {
            let at = add + scale * input[axis];
            // Not bent at all, it is seen whatever has become of the layer.
            place[axis] = if bend > 0.0 { bend * place[axis] + (1.0 - bend) * at } else { at };
        }
    }
}

/// Where the log-odds w·a + b are 0: exact where each neuron is an axis, and where the third axis goes along with the weights.
fn cut(seen: &Seen, kept: Option<&Directions3>) -> Option<Cut> {
    let weight = |i: usize| seen.weights.get(i).map_or(0.0, |w| f64::from(*w));
    let bias = f64::from(seen.bias);
    let cut = match kept {
        None if !seen.weights.is_empty() && seen.weights.len() <= 3 => {
            Cut { across: [0, 1, 2].map(weight), offset: bias }
        }
        None => return None,
        Some(kept) => {
            let along = |axis: &[f64]| axis.iter().enumerate().map(|(i, a)| a * weight(i)).sum::<f64>();
            // Across the first two it is 0, but for rounding.
            Cut { across: [0.0, 0.0, along(&kept.axes()[2])], offset: bias + along(kept.mean()) }
        }
    };
    (cut.across.iter().all(|a| a.is_finite()) && cut.offset.is_finite()).then_some(cut)
}

#[cfg(test)]
mod tests;
