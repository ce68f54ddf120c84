//! Our canvas backend. It owns a plotters-canvas backend, but what our pictures are made of it draws itself: in fractions
//! of a CSS px, with one path for lines that look alike, text without a reflow, and colours that are told once and not for
//! every mark.

use crate::data::decimal::shortest;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use plotters_canvas::CanvasBackend;
use std::cell::Cell;
use std::f64::consts::TAU;
use wasm_bindgen::JsValue;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

type Failure = <CanvasBackend as DrawingBackend>::ErrorType;
type Drawn = Result<(), DrawingErrorKind<Failure>>;

/// Lines in one path, if each has no more points than this: dashes and residuals are drawn faster together, and curves one
/// by one.
const MOST_LINES: u32 = 64;
const SHORT: usize = 4;
/// Shapes of no more corners than this are filled together, as lines are stroked.
const CORNERS: usize = 12;

/// Draws on a canvas in units of `1 / sub` CSS px. What has been drawn is all there after `present`.
pub struct FineCanvas {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    size: (u32, u32),
    /// Lines of the present path, which is not stroked yet: further ones that look the same may join it.
    lines: u32,
    /// Likewise shapes that are not filled yet; where there are some, there are no lines.
    shapes: u32,
    /// Each colour as the browser's own text: handing one over as a text of ours takes it ten times as long.
    colors: Vec<((u8, u8, u8), JsValue)>,
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
        context.set_line_join("round");
        context.set_text_baseline("middle");
        Some(FineCanvas {
            inner,
            context: context.clone(),
            size,
            lines: 0,
            shapes: 0,
            colors: Vec::new(),
            filling: None,
            stroking: None,
            alpha: 1.0,
            width: 0,
            writing: Cell::new(None),
            aligned: "",
        })
    }

    /// Draws the path that is begun.
    fn flush(&mut self) {
        if std::mem::take(&mut self.lines) > 0 {
            self.context.stroke();
        }
        if std::mem::take(&mut self.shapes) > 0 {
            self.context.fill();
        }
    }

    #[allow(deprecated)] // In favour of handing over a text of ours.
    fn fill_with(&mut self, color: BackendColor) {
        self.flush();
        if self.filling != Some(color.rgb) {
            let value = named(&mut self.colors, color.rgb);
            self.context.set_fill_style(value);
            self.filling = Some(color.rgb);
        }
        self.strength(color.alpha);
    }

    /// Begins a path that is to be filled, or goes on with one. Those that go round clockwise and hide what is below them may
    /// be one path: where they overlap, they are as one shape above another.
    fn begin_shape(&mut self, color: BackendColor, joins: bool) {
        let same = joins && self.filling == Some(color.rgb) && color.alpha == 1.0 && self.alpha == 1.0;
        if same && (1..MOST_LINES).contains(&self.shapes) {
            self.shapes += 1;
            return;
        }
        self.fill_with(color);
        self.context.begin_path();
        self.shapes = 1;
    }

    /// Where this is not what is begun, ends that and begins a path.
    #[allow(deprecated)]
    fn stroke_with(&mut self, color: BackendColor, width: u32) {
        let same = self.stroking == Some(color.rgb) && self.width == width && self.alpha == color.alpha;
        if same && (1..MOST_LINES).contains(&self.lines) {
            self.lines += 1;
            return;
        }
        self.flush();
        if self.stroking != Some(color.rgb) {
            let value = named(&mut self.colors, color.rgb);
            self.context.set_stroke_style(value);
            self.stroking = Some(color.rgb);
        }
        if self.width != width {
            self.context.set_line_width(width.into());
            self.width = width;
        }
        self.strength(color.alpha);
        self.context.begin_path();
        self.lines = 1;
    }

    fn strength(&mut self, alpha: f64) {
        if self.alpha != alpha {
            self.context.set_global_alpha(alpha);
            self.alpha = alpha;
        }
    }

    /// A path along these places, apart from what is there.
    fn trace(&self, mut path: impl Iterator<Item = BackendCoord>) {
        if let Some((x, y)) = path.next() {
            self.context.move_to(x.into(), y.into());
        }
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

/// Whether a way round these corners is clockwise as seen from their middle all along, so that it encloses nothing the other
/// way round.
fn goes_round(corners: &[BackendCoord]) -> bool {
    let n = corners.len() as f64;
    let sum = corners.iter().fold((0.0, 0.0), |sum, at| (sum.0 + f64::from(at.0), sum.1 + f64::from(at.1)));
    let from_middle = |at: &BackendCoord| (n * f64::from(at.0) - sum.0, n * f64::from(at.1) - sum.1);
    let mut before = corners.last().map_or((0.0, 0.0), from_middle);
    corners.iter().map(from_middle).all(|here| {
        let turn = before.0 * here.1 - before.1 * here.0;
        before = here;
        turn >= 0.0
    })
}

/// The browser's text for a colour.
fn named(colors: &mut Vec<((u8, u8, u8), JsValue)>, rgb: (u8, u8, u8)) -> &JsValue {
    let known = colors.iter().position(|(known, _)| *known == rgb);
    let at = known.unwrap_or_else(|| {
        colors.push((rgb, css(rgb).into()));
        colors.len() - 1
    });
    &colors[at].1
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
        self.flush();
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.flush();
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
        let path = path.into_iter();
        let short = path.size_hint().1.is_some_and(|points| points <= SHORT);
        if !short {
            self.flush();
        }
        self.stroke_with(style.color(), style.stroke_width());
        self.trace(path);
        if !short {
            self.flush();
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let (x, y, r) = (f64::from(center.0), f64::from(center.1), f64::from(radius));
        if fill {
            self.begin_shape(style.color(), true);
            self.context.move_to(x + r, y);
        } else {
            self.flush();
            self.stroke_with(style.color(), style.stroke_width());
        }
        // It fails for a negative radius only.
        let _ = self.context.arc(x, y, r, 0.0, TAU);
        if !fill {
            self.flush();
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, outline: I, style: &S) -> Drawn {
        let outline: Vec<BackendCoord> = outline.into_iter().collect();
        let joins = outline.len() <= CORNERS && goes_round(&outline);
        self.begin_shape(style.color(), joins);
        self.trace(outline.into_iter());
        if !joins {
            self.flush();
        }
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
