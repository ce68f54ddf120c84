//! One canvas of a stack, as large as its place and as sharp as the screen.

use super::backend::FineCanvas;
use super::elements::{set, style};
use crate::data::decimal::shortest;
use crate::scene::look::Look;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Document, HtmlCanvasElement, HtmlElement};

/// Backend units per CSS px: plotters counts in integers, and a sixteenth of a px is finer than any screen.
pub const SUB: f64 = 16.0;

/// A canvas and its context.
pub struct Layer {
    /// The canvas.
    pub canvas: HtmlCanvasElement,
    /// Its context.
    pub context: CanvasRenderingContext2d,
    /// What plotters draws on; made anew with every size, since that resets the context.
    area: Option<DrawingArea<FineCanvas, Shift>>,
}

impl Layer {
    /// A canvas of this class, which stands nowhere yet.
    pub fn new(document: &Document, class: &str) -> Option<Self> {
        let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.unchecked_into();
        set(&canvas, "class", class);
        let context = canvas.get_context("2d").ok()??.unchecked_into();
        Some(Layer { canvas, context, area: None })
    }

    /// Sizes the canvas in screen px.
    pub fn resize(&mut self, look: &Look, width: f64, (ratio, unit): (f64, f64)) {
        let px = |picture: f64| (picture * ratio).round().max(1.0) as u32;
        self.canvas.set_width(px(width));
        self.canvas.set_height(px(look.height));
        set_size(&self.canvas, width * unit, look.height * unit);
        let size = (look.px(look.width) as u32, look.px(look.height) as u32);
        self.area = FineCanvas::new(&self.canvas, &self.context, size).map(IntoDrawingArea::into_drawing_area);
    }

    /// Lets the canvas show this part of the picture, and scales its context to fine units.
    pub fn show(&self, look: &Look, (left, width): (f64, f64), unit: f64) {
        let scale = |px: u32, css: f64| f64::from(px) / (css * SUB);
        let (across, down) = (scale(self.canvas.width(), width), scale(self.canvas.height(), look.height));
        let _ = self.context.set_transform(across, 0.0, 0.0, down, -left * SUB * across, 0.0);
        set_length(&self.canvas, "left", left * unit);
    }

    /// Takes away all that is drawn.
    pub fn clear(&self, look: &Look) {
        self.context.clear_rect(0.0, 0.0, look.width * SUB, look.height * SUB);
    }

    /// A clear area to draw on.
    pub fn cleared(&self, look: &Look) -> Option<&DrawingArea<FineCanvas, Shift>> {
        self.clear(look);
        self.area.as_ref()
    }
}

/// The size of an element, CSS px.
pub fn set_size(element: &HtmlElement, width: f64, height: f64) {
    set_length(element, "width", width);
    set_length(element, "height", height);
}

/// A property of style, in CSS px.
fn set_length(element: &HtmlElement, name: &str, length: f64) {
    style(element, name, &(shortest(length) + "px"));
}
