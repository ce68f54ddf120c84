//! What a laboratory has drawn, in the colours of the page's theme.

use super::geometry::{Px, Rect, closed, rounded};
use super::lettering::Font;
use super::look::Look;
use super::palette::{Palette, Shade};
use super::pen::{self, Pen, Side};
use super::sheet::Drawn;
use crate::lab::sketch::{self, MOST, NO_VALUE};
use crate::lab::{Paint, Raster, Scale, Shape, Sketch, Tone};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::DrawingBackend;

/// How much of a drawing a loss hides at most.
const HIDES: f64 = 0.8;

/// Draws all shapes.
pub fn draw<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, sketch: &Sketch, look: &Look) -> Drawn<DB> {
    pen::draw(area, look, |pen| sketch.shapes.iter().for_each(|shape| draw_shape(pen, shape)))
}

fn draw_shape(pen: &Pen, shape: &Shape) {
    let shade = |paint: &Paint| tone(pen.colors(), paint.tone).mix(paint.strength.into());
    match shape {
        Shape::Fill(place, paint) => pen.rect(rect(*place), shade(paint)),
        Shape::Frame(place, paint, width) => {
            pen.line(&closed(rounded(rect(*place), 0.0)), shade(paint), (*width).into());
        }
        Shape::Line { places, paint, width, dash } => {
            let (places, width, dash) = (all_px(places), f64::from(*width), f64::from(*dash));
            if dash > 0.0 {
                pen.dashed(&places, shade(paint), width, &[dash, dash]);
            } else {
                pen.line(&places, shade(paint), width);
            }
        }
        Shape::Disc(at, radius, paint) => pen.disc(px(*at), (*radius).into(), shade(paint)),
        Shape::Ring(at, radius, paint, width) => {
            pen.ring(px(*at), (*radius).into(), shade(paint), (*width).into());
        }
        Shape::Text { text, at, side, letters, paint } => {
            let side = match side {
                sketch::Side::Start => Side::Start,
                sketch::Side::Middle => Side::Middle,
                sketch::Side::End => Side::End,
            };
            let font = Font { size: letters.size.into(), bold: letters.bold };
            pen.text(text, px(*at), side, font, shade(paint));
        }
    }
}

fn px((x, y): (f32, f32)) -> Px {
    (x.into(), y.into())
}

fn all_px(places: &[(f32, f32)]) -> Vec<Px> {
    places.iter().copied().map(px).collect()
}

fn rect(place: sketch::Rect) -> Rect {
    let sketch::Rect { left, top, width, height } = place;
    Rect { left: left.into(), top: top.into(), width: width.into(), height: height.into() }
}

fn tone(colors: &Palette, tone: Tone) -> Shade {
    match tone {
        Tone::Panel => colors.panel,
        Tone::Hairline => colors.hairline,
        Tone::Ink => colors.ink,
        Tone::Soft => colors.soft,
        Tone::Model => colors.model,
        Tone::HeldOut => colors.held_out,
        Tone::Positive => colors.positive,
        Tone::Negative => colors.negative,
    }
}

/// Where a raster stands in the image of all of them: left, top, columns and rows, in px of the image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its left column.
    pub left: usize,
    /// Its top row.
    pub top: usize,
    /// How many columns it has.
    pub columns: usize,
    /// How many rows.
    pub rows: usize,
}

/// At least so wide is the image of all rasters, px.
const WIDE: usize = 256;

/// Makes one image of all rasters, a px to a number, side by side in lines as high as their highest: fills `rgba` row by row from
/// the top. Returns its width, and where each raster stands in it.
pub fn image(rasters: &[Raster], look: &Look, rgba: &mut Vec<u8>) -> (usize, Vec<Part>) {
    let wide = rasters.iter().map(|raster| raster.columns).max().unwrap_or(0).max(WIDE);
    let (mut left, mut top, mut high) = (0, 0, 0);
    let mut parts = Vec::new();
    for raster in rasters {
        let (columns, rows) = (raster.columns, raster.levels.len() / raster.columns.max(1));
        if left + columns > wide {
            (left, top, high) = (0, top + high, 0);
        }
        parts.push(Part { left, top, columns, rows });
        left += columns;
        high = high.max(rows);
    }
    rgba.clear();
    rgba.resize(4 * wide * (top + high), 0);
    let scales = Scale::ALL.map(|scale| ramp(scale, look));
    for (raster, part) in rasters.iter().zip(&parts) {
        let ramp = &scales[raster.scale as usize];
        for (row, levels) in raster.levels.chunks_exact(part.columns.max(1)).enumerate() {
            let line = &mut rgba[4 * (wide * (part.top + row) + part.left)..];
            for (column, (level, px)) in levels.iter().zip(line.as_chunks_mut::<4>().0).enumerate() {
                let stripe = &look.colors().no_value[(row + column) % 2];
                *px = if *level == NO_VALUE { [stripe.0, stripe.1, stripe.2, 255] } else { ramp[usize::from(*level)] };
            }
        }
    }
    (wide, parts)
}

/// The colour of each level of a scale.
fn ramp(scale: Scale, look: &Look) -> [[u8; 4]; MOST as usize + 1] {
    let c = look.colors();
    std::array::from_fn(|level| {
        let share = level as f64 / f64::from(MOST);
        match scale {
            Scale::Drawing => opaque(c.panel, c.ink, share),
            Scale::Activation => opaque(ground(look), c.model, share),
            Scale::Signed if share < 0.5 => opaque(c.panel, c.negative, 1.0 - 2.0 * share),
            Scale::Signed => opaque(c.panel, c.positive, 2.0 * share - 1.0),
            Scale::Loss => {
                let [r, g, b, _] = opaque(c.held_out, c.held_out, 1.0);
                [r, g, b, (255.0 * HIDES * share + 0.5) as u8]
            }
        }
    })
}

/// What an activation of 0 looks like: a breath of the colour, so that the map is seen to be one.
fn ground(look: &Look) -> Shade {
    let c = look.colors();
    let [r, g, b, _] = opaque(c.panel, c.model, if look.dark { 0.12 } else { 0.04 });
    Shade { rgb: u32::from_be_bytes([0, r, g, b]), alpha: 1.0 }
}

/// A share of the way from a colour to another.
fn opaque(from: Shade, to: Shade, share: f64) -> [u8; 4] {
    let [_, r0, g0, b0] = from.rgb.to_be_bytes();
    let [_, r1, g1, b1] = to.rgb.to_be_bytes();
    let between = |a: u8, b: u8| (f64::from(a) + share * (f64::from(b) - f64::from(a)) + 0.5) as u8;
    [between(r0, r1), between(g0, g1), between(b0, b1), 255]
}
