//! A place on which a laboratory draws: one canvas for its grids of numbers, and one above it for all else.

use super::elements::set;
use super::layer::{Layer, SUB};
use super::listen::within;
use crate::lab::Sketch;
use crate::scene::look::Look;
use crate::scene::sketch;
use wasm_bindgen::Clamped;
use web_sys::{Document, HtmlElement, ImageData};

/// A place and its canvases.
pub struct Board {
    /// The element that holds the canvases, and gets pointer and keys.
    pub place: HtmlElement,
    rasters: Layer,
    shapes: Layer,
    /// Where the image of all rasters is made, a px to a number.
    plain: Layer,
    /// CSS px to a px of the picture: more than 1 where the page is written large.
    unit: f64,
    /// Width and height of the place, px of the picture.
    room: (f64, f64),
    look: Look,
    ratio: f64,
    rgba: Vec<u8>,
}

impl Board {
    /// Puts the canvases in place.
    pub fn new(document: &Document, place: HtmlElement) -> Option<Board> {
        let [rasters, shapes] = [Layer::new(document, "layer")?, Layer::new(document, "layer")?];
        for layer in [&rasters, &shapes] {
            set(&layer.canvas, "aria-hidden", "true");
            place.append_child(&layer.canvas).ok()?;
        }
        Some(Board {
            place,
            rasters,
            shapes,
            plain: Layer::new(document, "")?,
            unit: 1.0,
            room: (0.0, 0.0),
            look: Look::new(0.0, 0.0, SUB),
            ratio: 0.0,
            rgba: Vec::new(),
        })
    }

    /// Reads how much room there is, as `Canvas::measure` does; whether it is another than before.
    pub fn measure(&mut self, unit: f64) -> bool {
        let in_units = |css: i32| f64::from(css) / unit;
        let room = (in_units(self.place.client_width()), in_units(self.place.client_height()));
        let is_new = (self.unit, self.room) != (unit, room);
        (self.unit, self.room) = (unit, room);
        is_new
    }

    /// The browser has taken a context's memory and given it back empty: all is set and drawn again.
    pub fn restore(&mut self) {
        self.ratio = 0.0;
    }

    /// Width and height, px of the picture.
    pub fn size(&self) -> (f64, f64) {
        self.room
    }

    /// Whether there is room for it at all: what is hidden has none.
    pub fn has_room(&self) -> bool {
        self.room.0 >= 1.0 && self.room.1 >= 1.0
    }

    /// Where an event happened, in px of the picture.
    pub fn px(&self, client: (f64, f64)) -> (f64, f64) {
        let (x, y) = within(&self.place, client);
        (x / self.unit, y / self.unit)
    }

    /// Draws. A backend's failure leaves the picture as it is: there is nobody to tell.
    pub fn draw(&mut self, drawn: &Sketch, ratio: f64, dark: bool) {
        let (ratio, (width, height)) = (ratio * self.unit, self.room);
        let look = Look { dark, ..Look::new(width, height, SUB) };
        if (look.width, look.height, ratio) != (self.look.width, self.look.height, self.ratio) {
            for layer in [&mut self.rasters, &mut self.shapes] {
                layer.resize(&look, width, (ratio, self.unit));
                layer.show(&look, (0.0, width), self.unit);
            }
            self.ratio = ratio;
        }
        self.look = look;
        self.draw_rasters(drawn);
        if let Some(area) = self.shapes.cleared(&look) {
            let _ = sketch::draw(area, drawn, &look);
            let _ = area.present();
        }
    }

    /// All grids of numbers: made as one image, and each laid in its place, a square to a number.
    fn draw_rasters(&mut self, drawn: &Sketch) -> Option<()> {
        self.rasters.clear(&self.look);
        let (width, parts) = sketch::image(&drawn.rasters, &self.look, &mut self.rgba);
        let height = self.rgba.len() / (4 * width);
        if height == 0 {
            return None;
        }
        if (self.plain.canvas.width() as usize) < width || (self.plain.canvas.height() as usize) < height {
            self.plain.canvas.set_width(width as u32);
            self.plain.canvas.set_height(height as u32);
        }
        let image = ImageData::new_with_u8_clamped_array(Clamped(&self.rgba), width as u32).ok()?;
        self.plain.context.put_image_data(&image, 0.0, 0.0).ok()?;
        self.rasters.context.set_image_smoothing_enabled(false);
        for (raster, part) in drawn.rasters.iter().zip(parts) {
            let place = raster.place;
            let lay =
                self.rasters.context.draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                    &self.plain.canvas,
                    part.left as f64,
                    part.top as f64,
                    part.columns as f64,
                    part.rows as f64,
                    f64::from(place.left) * SUB,
                    f64::from(place.top) * SUB,
                    f64::from(place.width) * SUB,
                    f64::from(place.height) * SUB,
                );
            lay.ok()?;
        }
        Some(())
    }
}
