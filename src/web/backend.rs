//! Our canvas backend. It owns a plotters-canvas backend, but what our pictures are made of it draws itself: in fractions
//! of a CSS px, with one path a line, text without a reflow, and colours that are told once and not for every mark.

use crate::data::decimal::shortest;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use plotters_canvas::CanvasBackend;
use std::cell::Cell;
use std::f64::consts::TAU;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

type Failure = <CanvasBackend as DrawingBackend>::ErrorType;
type Drawn = Result<(), DrawingErrorKind<Failure>>;

/// Draws on a canvas in units of `1 / sub` CSS px.
pub struct FineCanvas {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    size: (u32, u32),
    // What the context was told last.
    filling: Option<(u8, u8, u8)>,
    stroking: Option<(u8, u8, u8)>,
    alpha: f64,
    width: u32,
    writing: Cell<Option<(u64, bool)>>,
    aligned: &'static str,
}

impl FineCanvas {
    /// A backend for a canvas whose context has just been made, or made anew by a change of its size, and scaled to
    /// `1 / sub` CSS px; `size` in those units.
    pub fn new(canvas: &HtmlCanvasElement, context: &CanvasRenderingContext2d, size: (u32, u32)) -> Option<Self> {
        let inner = CanvasBackend::with_canvas_object(canvas.clone())?;
        context.set_line_cap("round");
        context.set_line_join("round");
        context.set_text_baseline("middle");
        Some(FineCanvas {
            inner,
            context: context.clone(),
            size,
            filling: None,
            stroking: None,
            alpha: 1.0,
            width: 0,
            writing: Cell::new(None),
            aligned: "",
        })
    }

    /// The colour is a text, which takes the browser long to read; its strength is a number and changes more often.
    fn fill_with(&mut self, color: BackendColor) {
        if self.filling != Some(color.rgb) {
            self.context.set_fill_style_str(&css(color.rgb));
            self.filling = Some(color.rgb);
        }
        self.strength(color.alpha);
    }

    fn stroke_with(&mut self, color: BackendColor, width: u32) {
        if self.stroking != Some(color.rgb) {
            self.context.set_stroke_style_str(&css(color.rgb));
            self.stroking = Some(color.rgb);
        }
        if self.width != width {
            self.context.set_line_width(width.into());
            self.width = width;
        }
        self.strength(color.alpha);
    }

    fn strength(&mut self, alpha: f64) {
        if self.alpha != alpha {
            self.context.set_global_alpha(alpha);
            self.alpha = alpha;
        }
    }

    /// Begins a path along these places.
    fn trace(&self, path: impl IntoIterator<Item = BackendCoord>) {
        self.context.begin_path();
        // Where there is no path yet, lineTo begins one.
        for (x, y) in path {
            self.context.line_to(x.into(), y.into());
        }
    }

    fn set_font(&self, style: &impl BackendTextStyle) {
        // All texts are of one family.
        let font = (style.size().to_bits(), matches!(style.style(), FontStyle::Bold));
        if self.writing.replace(Some(font)) != Some(font) {
            let text = [style.style().as_str(), " ", &shortest(style.size()), "px ", style.family().as_str()].concat();
            self.context.set_font(&text);
        }
    }
}

/// `#rrggbb`
fn css((r, g, b): (u8, u8, u8)) -> String {
    let mut text = "#".to_owned();
    for byte in [r, g, b] {
        for digit in [byte / 16, byte % 16] {
            text.push(char::from(if digit < 10 { b'0' + digit } else { b'a' - 10 + digit }));
        }
    }
    text
}

impl DrawingBackend for FineCanvas {
    type ErrorType = Failure;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Drawn {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        // The inner backend has a colour of its own.
        self.filling = None;
        self.inner.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        if fill {
            self.fill_polygon(corners, style)
        } else {
            self.draw_path(corners.into_iter().chain([(left, top)]), style)
        }
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.stroke_with(style.color(), style.stroke_width());
        self.trace(path);
        self.context.stroke();
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        self.context.begin_path();
        // It fails for a negative radius only.
        let _ = self.context.arc(center.0.into(), center.1.into(), radius.into(), 0.0, TAU);
        if fill {
            self.fill_with(style.color());
            self.context.fill();
        } else {
            self.stroke_with(style.color(), style.stroke_width());
            self.context.stroke();
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, outline: I, style: &S) -> Drawn {
        self.fill_with(style.color());
        self.trace(outline);
        self.context.fill();
        Ok(())
    }

    /// Upright, and with its middle at the place: our pictures ask for nothing else.
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let side = match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        };
        if self.aligned != side {
            self.context.set_text_align(side);
            self.aligned = side;
        }
        self.fill_with(style.color());
        self.set_font(style);
        // It cannot fail, says the standard, but web-sys does not know.
        let _ = self.context.fill_text(text, at.0.into(), at.1.into());
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Failure>> {
        self.set_font(style);
        let width = self.context.measure_text(text).map_or(0.0, |metrics| metrics.width());
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}
