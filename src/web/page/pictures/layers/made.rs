//! Beside each term of the neuron that is chosen, its map, and below them the map of their sum: where there is a plane.

use crate::scene::layers::{Made, made};
use crate::scene::look::Look;
use crate::session::{Session, Term};
use crate::web::kit::rows::part;
use crate::web::page::ids::{Id, Page};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageData};

/// Pixels along a side of a map, as its canvas has them.
const SIDE: usize = 48;

/// Draws the maps, if the terms are listed.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn draw(page: &Page, session: &Session, dark: bool) {
    if page.get(Id::Weighted).has_attribute("hidden") {
        return;
    }
    let Some(listing) = session.listing() else { return };
    let weight = |term: &Term| match term {
        Term::Weight(at) => Some(*at),
        Term::Bias => None,
    };
    let terms: Vec<Option<usize>> = listing.terms.iter().map(weight).collect();
    let look = Look { dark, ..Look::new(0.0, 0.0, 1.0) };
    let Some(Made { terms, sum }) = made(&session.layers(), &terms, SIDE, look.colors()) else { return };
    let rows = page.get(Id::WeightedRows).children();
    for (at, rgba) in terms.iter().enumerate() {
        if let Some(canvas) = rows.item(at as u32).and_then(|row| part(&row, "map")) {
            paint(&canvas, rgba);
        }
    }
    paint(page.get(Id::WeightedMap), &sum);
}

fn paint(canvas: &Element, rgba: &[u8]) {
    let Some(context) = canvas.dyn_ref().and_then(|canvas: &HtmlCanvasElement| canvas.get_context("2d").ok()?) else {
        return;
    };
    if let Ok(image) = ImageData::new_with_u8_clamped_array(Clamped(rgba), SIDE as u32) {
        // A canvas that is no more in the page keeps what it shows.
        let _ = context.unchecked_ref::<CanvasRenderingContext2d>().put_image_data(&image, 0.0, 0.0);
    }
}
