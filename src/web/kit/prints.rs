//! Pictures that are taken away: as an image of so many px, or as lines and letters.

use super::elements::set;
use super::layer::{Layer, SUB};
use crate::scene::{self, look::Look};
use crate::view::View;
use wasm_bindgen::JsCast;
use wasm_bindgen::{Clamped, JsValue};
use web_sys::{Document, HtmlElement, ImageData};

/// The least sharpness of an image: px to one of the page.
const SHARPNESS: f64 = 2.0;

/// The picture as an SVG; what is shaded in it is an image within.
pub fn svg(document: &Document, view: &View, look: &Look) -> Option<String> {
    scene::vector::svg(view, look, &|rgba, size| address(&shaded(document, rgba, size)?))
}

/// The picture as a PNG, in an address that holds all of it, at least twice as sharp as the page counts.
pub fn png(document: &Document, view: &View, look: &Look, ratio: f64) -> Option<String> {
    let mut layer = Layer::new(document, "")?;
    layer.resize(look, look.width, (ratio.max(SHARPNESS), 1.0));
    layer.show(look, (0.0, look.width), 1.0);
    let layout = scene::lay_out(view, look);
    let area = layer.cleared(look)?;
    layer.context.set_fill_style_str(&scene::vector::ground(look));
    layer.context.fill_rect(0.0, 0.0, look.width * SUB, look.height * SUB);
    let mut rgba = Vec::new();
    if let Some(scene::Image { size, place }) = scene::image(view, &layout, look, &mut rgba) {
        let image = shaded(document, &rgba, size)?;
        let [x, y, width, height] = [place.left, place.top, place.width, place.height].map(|length| length * SUB);
        let lay = layer.context.draw_image_with_html_canvas_element_and_dw_and_dh(&image.canvas, x, y, width, height);
        lay.ok()?;
    }
    scene::draw_base(area, view, &layout, look).ok()?;
    scene::draw_marks(area, view, &layout, look).ok()?;
    area.present().ok()?;
    address(&layer)
}

/// An image on a canvas of its own size.
fn shaded(document: &Document, rgba: &[u8], (width, height): (usize, usize)) -> Option<Layer> {
    let plain = Layer::new(document, "")?;
    plain.canvas.set_width(width as u32);
    plain.canvas.set_height(height as u32);
    let image = ImageData::new_with_u8_clamped_array(Clamped(rgba), width as u32).ok()?;
    plain.context.put_image_data(&image, 0.0, 0.0).ok()?;
    Some(plain)
}

fn address(layer: &Layer) -> Option<String> {
    let address: Result<String, JsValue> = layer.canvas.to_data_url();
    address.ok().filter(|address| address.starts_with("data:image/png"))
}

/// Offers what an address holds as a file.
pub fn offer(document: &Document, name: &str, address: &str) -> Option<()> {
    let link = document.create_element("a").ok()?;
    set(&link, "href", address);
    set(&link, "download", name);
    link.unchecked_ref::<HtmlElement>().click();
    Some(())
}
