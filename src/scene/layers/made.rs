//! What a neuron over a plane is made of: a small map of each of its weighted inputs, and of what they come to.

use super::map::signed;
use crate::scene::palette::Palette;
use crate::scene::shading::{Area, Grid, shade};
use crate::view::Layers;

/// Shades of small maps, all of one scale, so that the eye can add them up: each a square of pixels as RGBA, row by row from the
/// top.
pub struct Made {
    /// Of the terms, in the order in which they were asked for.
    pub terms: Vec<Vec<u8>>,
    /// Of their sum, before it is bent.
    pub sum: Vec<u8>,
}

/// Maps, `side` px wide, of w·a of some weights of the neuron that is selected, or of its bias where there is `None`, and of the
/// sum of all its terms. `None` where responses are curves, or no neuron with weights is selected.
pub fn made(view: &Layers, terms: &[Option<usize>], side: usize, colors: &Palette) -> Option<Made> {
    let over = view.plane.as_ref()?;
    let (column, neuron) = view.selected?;
    let before = column.checked_sub(1)?;
    let (&inputs, &units) = (view.widths.get(before)?, view.widths.get(column)?);
    let layer: usize = view.widths.windows(2).take(before).map(|pair| (pair[0] + 1) * pair[1]).sum();
    let weights = view.parameters.get(layer + neuron * inputs..layer + (neuron + 1) * inputs)?;
    let bias = *view.parameters.get(layer + units * inputs + neuron)?;
    let first: usize = view.widths[..before].iter().sum();
    let below = view.responses.get(first * view.samples..(first + inputs) * view.samples)?;

    let term = |of: &Option<usize>| -> Vec<f32> {
        let product = |i: usize| Some((*weights.get(i)?, below.chunks_exact(view.samples).nth(i)?));
        match of.map(product) {
            None => vec![bias; view.samples],
            Some(Some((weight, values))) => values.iter().map(|value| weight * value).collect(),
            Some(None) => vec![f32::NAN; view.samples],
        }
    };
    let mut sum = vec![bias; view.samples];
    for (weight, values) in weights.iter().zip(below.chunks_exact(view.samples.max(1))) {
        sum.iter_mut().zip(values).for_each(|(sum, value)| *sum += weight * value);
    }
    let terms: Vec<Vec<f32>> = terms.iter().map(term).collect();
    let all = terms.iter().flatten().chain(&sum).filter(|value| value.is_finite());
    let most = all.fold(0.0_f32, |most, value| most.max(value.abs()));
    let shades = signed(colors);
    let picture = |values: &Vec<f32>| {
        let mut rgba = vec![0; side * side * 4];
        let grid = Grid { values, side: over.side, to_the_edges: true };
        let mut area = Area { rgba: &mut rgba, stride: side, at: (0, 0), size: (side, side) };
        shade(&grid, &mut area, &|value| shades.of(value, most), colors.no_value);
        rgba
    };
    Some(Made { terms: terms.iter().map(picture).collect(), sum: picture(&sum) })
}

#[cfg(test)]
mod tests {
    use super::made;
    use crate::scene::palette::{DARK, LIGHT};
    use crate::view::{Layers, Over, Span};

    const SPAN: Span = Span { lo: 0.0, hi: 1.0 };

    /// Two inputs, x₁ and x₂ over the unit square, and an output of these weights and this bias.
    fn view<'a>(responses: &'a [f32], parameters: &'a [f32], selected: (usize, usize)) -> Layers<'a> {
        Layers {
            widths: &[2, 1],
            x: SPAN,
            samples: 4,
            responses,
            probe: None,
            at_probe: &[],
            dead: &[false; 3],
            parameters,
            frozen: &[],
            selected: Some(selected),
            polynomial: false,
            output: None,
            plane: Some(Over { side: 2, x: SPAN, y: SPAN, at: None }),
            inputs: &[],
        }
    }

    /// x₁ and x₂ from the lower left row by row, and what the output says, which is not asked for.
    const RESPONSES: [f32; 12] = [0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 9.0, 9.0, 9.0, 9.0];

    #[test]
    fn maps_add_up() {
        let of = |parameters: &[f32]| {
            made(&view(&RESPONSES, parameters, (1, 0)), &[Some(0), Some(1), None], 8, &LIGHT).expect("a plane")
        };
        let one = of(&[2.0, 0.0, 0.0]);
        assert_eq!(one.sum, one.terms[0], "where the others are 0, the sum is the one term");
        assert_eq!(one.terms[1], one.terms[2]);
        assert_ne!(one.terms[0], one.terms[1]);
        // 1 − x₁ − x₂ is 1 at one corner, −1 at the other, and 0 between.
        let all = of(&[-1.0, -1.0, 1.0]);
        let pixel = |rgba: &[u8], x: usize, y: usize| rgba[(y * 8 + x) * 4..][..4].to_vec();
        let zero = pixel(&one.terms[1], 0, 0);
        let (above, below) = (pixel(&all.terms[2], 0, 7), pixel(&all.terms[0], 7, 0));
        let is_on_the_way = |px: Vec<u8>, to: &[u8]| {
            let far = |from: &[u8]| from.iter().zip(to).map(|(a, b)| a.abs_diff(*b)).map(u32::from).sum::<u32>();
            far(&px) < far(&zero) / 2
        };
        assert!(
            is_on_the_way(pixel(&all.sum, 0, 7), &above),
            "rows are from the top, so that the origin is at the bottom"
        );
        assert!(is_on_the_way(pixel(&all.sum, 7, 0), &below));
        assert_ne!(above, below);
        assert_eq!(pixel(&all.sum, 0, 0), zero);
    }

    #[test]
    fn what_is_no_number_is_no_colour_of_a_value() {
        let parameters = [f32::NAN, 1.0, 0.0];
        let of = |colors| made(&view(&RESPONSES, &parameters, (1, 0)), &[Some(0), Some(1), Some(7)], 8, colors);
        let seen = of(&LIGHT).expect("a plane");
        assert_eq!(seen.sum, seen.terms[0]);
        assert_eq!(seen.terms[2], seen.terms[0], "a weight that is not there");
        assert_ne!(seen.terms[1], seen.terms[0]);
        assert_ne!(of(&DARK).expect("a plane").terms[1], seen.terms[1]);
    }

    #[test]
    fn an_input_is_made_of_nothing() {
        assert!(made(&view(&RESPONSES, &[1.0; 3], (0, 1)), &[], 8, &LIGHT).is_none());
        assert!(made(&view(&RESPONSES, &[1.0; 3], (7, 1)), &[], 8, &LIGHT).is_none());
        assert!(made(&view(&RESPONSES, &[1.0], (1, 0)), &[], 8, &LIGHT).is_none(), "parameters are missing");
        assert!(made(&view(&[0.0; 3], &[1.0; 3], (1, 0)), &[], 8, &LIGHT).is_none(), "responses are missing");
    }
}
