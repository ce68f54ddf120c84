//! One picture on the page: a stack of canvases, kept as large as their place and as sharp as the screen.

use super::elements::set;
use super::layer::{Layer, SUB, set_size};
use super::listen::within;
use crate::scene::frame::Frame;
use crate::scene::look::Look;
use crate::scene::{self, Layout};
use crate::text::Lang;
use crate::view::{Picture, View};
use wasm_bindgen::Clamped;
use web_sys::{Document, HtmlElement, ImageData, Performance};

/// Of a picture that scrolls, the canvases hold what is in sight and this much to either side, CSS px: whole, it may be ten
/// times as wide as its room. A multiple of 16, as is each end, so that screens of any sharpness see whole pixels move.
const MARGIN: f64 = 160.0;

/// A picture and where it stands.
pub struct Canvas {
    /// Which picture.
    pub picture: Picture,
    /// The element that holds the canvases, and gets pointer and keys.
    pub place: HtmlElement,
    /// What scrolls, where the picture may be larger than its room.
    scroller: Option<HtmlElement>,
    /// An image below the base, and the canvas on which it is made; only of a picture that has shown one.
    under: Option<[Layer; 2]>,
    base: Layer,
    marks: Layer,
    /// CSS px to a px of the picture: more than 1 where the page is written large.
    unit: f64,
    /// Width, height and how far it is scrolled, of the room that the picture has; px of the picture.
    room: (f64, f64, f64),
    /// The part of the picture that the canvases hold: left edge and width, CSS px.
    part: (f64, f64),
    look: Look,
    /// Where everything stood at the last drawing; `None` before the first.
    layout: Option<Layout>,
    ratio: f64,
    base_key: Option<u64>,
    /// What the image below shows; `None` where it is clear, or has to be drawn again.
    image_key: Option<u64>,
    rgba: Vec<u8>,
}

impl Canvas {
    /// Puts the canvases in place.
    pub fn new(
        document: &Document,
        picture: Picture,
        place: HtmlElement,
        scroller: Option<HtmlElement>,
    ) -> Option<Self> {
        let base = Layer::new(document, "layer")?;
        let marks = Layer::new(document, "layer")?;
        for layer in [&base, &marks] {
            set(&layer.canvas, "aria-hidden", "true");
            place.append_child(&layer.canvas).ok()?;
        }
        Some(Canvas {
            picture,
            place,
            scroller,
            under: None,
            base,
            marks,
            unit: 1.0,
            room: (0.0, 0.0, 0.0),
            part: (0.0, 0.0),
            look: Look::new(0.0, 0.0, SUB),
            layout: None,
            ratio: 0.0,
            base_key: None,
            image_key: None,
            rgba: Vec::new(),
        })
    }

    /// The browser has taken a context's memory and given it back empty: all is set and drawn again.
    pub fn restore(&mut self) {
        self.ratio = 0.0;
    }

    /// Where everything stands in the picture that is seen; `None` before the first drawing.
    pub fn layout(&self) -> Option<&Layout> {
        self.layout.as_ref()
    }

    /// The frame of the chart that is seen; `None` before the first drawing, and of a picture that is no chart.
    pub fn frame(&self) -> Option<Frame> {
        self.layout()?.frame().copied()
    }

    /// Where an event happened, in px of the picture.
    pub fn px(&self, client_x: f64, client_y: f64) -> (f64, f64) {
        let (x, y) = within(&self.place, (client_x, client_y));
        (x / self.unit, y / self.unit)
    }

    /// Reads how much room there is. This makes the browser lay out the page, so it is done only when something may have
    /// changed. Type and marks grow with the page's letters: `unit` is what a px of the picture is in CSS px.
    pub fn measure(&mut self, unit: f64) {
        let room = self.scroller.as_ref().unwrap_or(&self.place);
        let in_units = |css: i32| f64::from(css) / unit;
        self.unit = unit;
        self.room = (in_units(room.client_width()), in_units(room.client_height()), in_units(room.scroll_left()));
    }

    /// Whether there is room for it at all: what is hidden has none.
    pub fn has_room(&self) -> bool {
        self.room.0 > 0.0
    }

    /// How the whole picture looks, and not only what is in sight.
    pub fn whole(&self) -> Look {
        Look { visible: (f64::NEG_INFINITY, f64::INFINITY), ..self.look }
    }

    /// Takes over size, sharpness, theme and language; returns whether any has changed.
    pub fn fit(&mut self, view: &View, ratio: f64, dark: bool, lang: Lang) -> bool {
        let (ratio, unit) = (ratio * self.unit, self.unit);
        let (width, height, left) = self.room;
        let visible = (f64::NEG_INFINITY, f64::INFINITY);
        let mut look = Look { width, height, sub: SUB, dark, lang, visible };
        (look.width, look.height) = scene::size(view, &look);
        let mut part = (0.0, look.width);
        if self.scroller.is_some() && look.width > width + 2.0 * MARGIN {
            part = (self.part.0, width + 2.0 * MARGIN);
            if left < part.0 || left + width > part.0 + part.1 {
                part.0 = ((left - MARGIN) / 16.0).floor() * 16.0;
            }
            part.0 = part.0.min(look.width - part.1).max(0.0);
            look.visible = (part.0, part.0 + part.1);
        }
        if look == self.look && ratio == self.ratio && part == self.part {
            return false;
        }
        let resized = (look.height, part.1, ratio) != (self.look.height, self.part.1, self.ratio);
        if self.scroller.is_some() && (look.width, look.height) != (self.look.width, self.look.height) {
            set_size(&self.place, look.width * unit, look.height * unit);
        }
        (self.look, self.ratio, self.part) = (look, ratio, part);
        if !self.has_size() {
            return true;
        }
        let under = self.under.as_mut().map(|[raster, _]| raster);
        for layer in [under, Some(&mut self.base), Some(&mut self.marks)].into_iter().flatten() {
            if resized {
                layer.resize(&look, part.1, (ratio, unit));
            }
            layer.show(&look, part, unit);
        }
        self.invalidate();
        true
    }

    /// Whether there is a px to draw on; else nothing could be scaled to it.
    fn has_size(&self) -> bool {
        self.look.width >= 1.0 && self.look.height >= 1.0
    }

    /// Draws what has changed. A backend's failure leaves the picture as it is: there is nobody to tell.
    pub fn draw(&mut self, view: &View) {
        if !self.has_size() {
            return;
        }
        let layout = scene::lay_out(view, &self.look);
        if scene::has_image(view) {
            self.draw_raster(view, &layout);
        } else if let Some([raster, _]) = self.under.take() {
            raster.canvas.remove();
            self.image_key = None;
        }
        let key = scene::base_key(view, &layout, &self.look);
        if self.base_key != Some(key)
            && let Some(area) = self.base.cleared(&self.look)
        {
            let _ = scene::draw_base(area, view, &layout, &self.look);
            let _ = area.present();
            self.base_key = Some(key);
        }
        if let Some(area) = self.marks.cleared(&self.look) {
            let _ = scene::draw_marks(area, view, &layout, &self.look);
            let _ = area.present();
        }
        self.layout = Some(layout);
    }

    /// Forgets what was drawn, so that the next `draw` does all of it.
    pub fn invalidate(&mut self) {
        self.base_key = None;
        self.image_key = None;
    }

    /// Milliseconds that a drawing takes, on average over this many: (marks, all of it).
    pub fn time(&mut self, view: &View, times: u32, clock: &Performance) -> (f64, f64) {
        let mut timed = |all: bool| {
            let begin = clock.now();
            for _ in 0..times {
                if all {
                    self.invalidate();
                }
                self.draw(view);
            }
            (clock.now() - begin) / f64::from(times.max(1))
        };
        (timed(false), timed(true))
    }

    /// The layer for an image below the base, with the canvas on which it is made.
    fn lay_under(&mut self) -> Option<()> {
        if self.under.is_some() {
            return Some(());
        }
        let document = self.place.owner_document()?;
        let mut raster = Layer::new(&document, "layer")?;
        set(&raster.canvas, "aria-hidden", "true");
        self.place.insert_before(&raster.canvas, Some(&self.base.canvas)).ok()?;
        raster.resize(&self.look, self.part.1, (self.ratio, self.unit));
        raster.show(&self.look, self.part, self.unit);
        self.under = Some([raster, Layer::new(&document, "")?]);
        Some(())
    }

    /// The image below the base: made on a canvas of its own, scaled smoothly to its place.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    fn draw_raster(&mut self, view: &View, layout: &Layout) -> Option<()> {
        let wanted = Some(scene::image_key(view, layout, &self.look));
        if self.image_key == wanted {
            return None;
        }
        self.lay_under()?;
        self.image_key = wanted;
        let [raster, plain] = self.under.as_ref()?;
        raster.clear(&self.look);
        let scene::Image { size: (width, height), place } = scene::image(view, layout, &self.look, &mut self.rgba)?;
        plain.canvas.set_width(width as u32);
        plain.canvas.set_height(height as u32);
        let image = ImageData::new_with_u8_clamped_array(Clamped(&self.rgba), width as u32).ok()?;
        plain.context.put_image_data(&image, 0.0, 0.0).ok()?;
        raster
            .context
            .draw_image_with_html_canvas_element_and_dw_and_dh(
                &plain.canvas,
                place.left * SUB,
                place.top * SUB,
                place.width * SUB,
                place.height * SUB,
            )
            .ok()
    }
}
