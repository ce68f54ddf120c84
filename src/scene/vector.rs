//! A picture as a document that stands alone: an SVG of lines and letters, which any viewer opens and any editor takes apart.
//!
//! Plotters has a backend for it as well. That one measures letters by elements with a style of their own, which the page's policy
//! forbids, and writes its lengths as floats, for which the program would be a tenth larger; our pictures ask for four marks.

use super::lettering::{Font, text_width};
use super::look::Look;
use super::{draw_base, draw_marks, image, lay_out, size};
use crate::view::View;
use plotters::drawing::IntoDrawingArea;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use std::convert::Infallible;

/// Fonts that are somewhere on every system, and then whatever has letters.
const FONTS: &str = "Helvetica, Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/// Makes of an image's colours, row by row, and its width and height an address that holds the image.
pub type Encode<'a> = dyn Fn(&[u8], (usize, usize)) -> Option<String> + 'a;

/// The picture, as large as it is on the page, on its ground.
pub fn svg(view: &View, look: &Look, encode: &Encode) -> Option<String> {
    let (width, height) = size(view, look);
    let look = &Look { width, height, ..*look };
    let layout = lay_out(view, look);
    let units = (look.px(width) as u32, look.px(height) as u32);
    let mut svg = String::new();
    open(&mut svg, "svg");
    attribute(&mut svg, "xmlns", "http://www.w3.org/2000/svg");
    attribute(&mut svg, "xmlns:xlink", "http://www.w3.org/1999/xlink");
    attribute(&mut svg, "width", &rounded(width));
    attribute(&mut svg, "height", &rounded(height));
    attribute(&mut svg, "viewBox", &["0 0 ", &units.0.to_string(), " ", &units.1.to_string()].concat());
    attribute(&mut svg, "stroke-linejoin", "round");
    attribute(&mut svg, "font-family", FONTS);
    svg += ">\n";
    open(&mut svg, "rect");
    attribute(&mut svg, "width", "100%");
    attribute(&mut svg, "height", "100%");
    attribute(&mut svg, "fill", &ground(look));
    svg += "/>\n";
    let mut rgba = Vec::new();
    if let Some(image) = image(view, &layout, look, &mut rgba)
        && let Some(address) = encode(&rgba, image.size)
    {
        let place = image.place;
        open(&mut svg, "image");
        for (name, length) in [("x", place.left), ("y", place.top), ("width", place.width), ("height", place.height)] {
            attribute(&mut svg, name, &rounded(length * look.sub));
        }
        attribute(&mut svg, "preserveAspectRatio", "none");
        attribute(&mut svg, "xlink:href", &address);
        svg += "/>\n";
    }
    let area = Vectors { text: &mut svg, size: units, sub: look.sub }.into_drawing_area();
    draw_base(&area, view, &layout, look).ok()?;
    draw_marks(&area, view, &layout, look).ok()?;
    drop(area);
    svg += "</svg>\n";
    Some(svg)
}

/// The colour of a picture's ground, `#rrggbb`.
pub fn ground(look: &Look) -> String {
    let rgb = look.colors().panel.rgb;
    hexadecimal([16, 8, 0].map(|shift| (rgb >> shift) as u8))
}

/// Writes each mark as an element.
struct Vectors<'a> {
    text: &'a mut String,
    size: (u32, u32),
    /// Units to a px.
    sub: f64,
}

impl Vectors<'_> {
    fn color(&mut self, name: &str, color: BackendColor) {
        let (r, g, b) = color.rgb;
        attribute(self.text, name, &hexadecimal([r, g, b]));
        let hundredths = (color.alpha * 100.0).round() as u32;
        if hundredths < 100 {
            let share = [if hundredths < 10 { "0.0" } else { "0." }, &hundredths.to_string()].concat();
            attribute(self.text, &[name, "-opacity"].concat(), &share);
        }
    }

    fn stroke(&mut self, style: &impl BackendStyle) {
        attribute(self.text, "fill", "none");
        self.color("stroke", style.color());
        attribute(self.text, "stroke-width", &style.stroke_width().to_string());
    }

    fn points(&mut self, points: impl IntoIterator<Item = BackendCoord>) {
        let mut list = String::new();
        for (x, y) in points {
            list += if list.is_empty() { "" } else { " " };
            list += &[&*x.to_string(), ",", &y.to_string()].concat();
        }
        attribute(self.text, "points", &list);
    }

    fn end(&mut self) -> Drawn {
        *self.text += "/>\n";
        Ok(())
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Vectors<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_circle(at, 1, &color, true)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        if is_clear(style) {
            return Ok(());
        }
        open(self.text, "polyline");
        self.stroke(style);
        self.points(path);
        self.end()
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        if is_clear(style) {
            return Ok(());
        }
        open(self.text, "circle");
        for (name, length) in [("cx", x), ("cy", y), ("r", radius as i32)] {
            attribute(self.text, name, &length.to_string());
        }
        if fill {
            self.color("fill", style.color())
        } else {
            self.stroke(style)
        }
        self.end()
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, outline: I, style: &S) -> Drawn {
        if is_clear(style) {
            return Ok(());
        }
        open(self.text, "polygon");
        self.color("fill", style.color());
        self.points(outline);
        self.end()
    }

    /// Upright, and with its middle at the place, from top to bottom.
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        open(self.text, "text");
        attribute(self.text, "x", &x.to_string());
        attribute(self.text, "y", &y.to_string());
        // Half the height of what stands on the line; how a baseline is moved otherwise, few viewers know.
        attribute(self.text, "dy", ".35em");
        attribute(self.text, "font-size", &rounded(style.size()));
        if matches!(style.style(), FontStyle::Bold) {
            attribute(self.text, "font-weight", "bold");
        }
        match style.anchor().h_pos {
            HPos::Left => {}
            HPos::Center => attribute(self.text, "text-anchor", "middle"),
            HPos::Right => attribute(self.text, "text-anchor", "end"),
        }
        self.color("fill", style.color());
        *self.text += ">";
        escape(self.text, text);
        *self.text += "</text>\n";
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let font = Font { size: style.size() / self.sub, bold: matches!(style.style(), FontStyle::Bold) };
        Ok(((text_width(text, font) * self.sub).ceil() as u32, style.size().ceil() as u32))
    }
}

/// Whether nothing would be seen of it.
fn is_clear(style: &impl BackendStyle) -> bool {
    style.color().alpha == 0.0
}

fn open(text: &mut String, element: &str) {
    *text += "<";
    *text += element;
}

fn attribute(text: &mut String, name: &str, value: &str) {
    *text += " ";
    *text += name;
    *text += "=\"";
    escape(text, value);
    *text += "\"";
}

fn escape(into: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => *into += "&amp;",
            '<' => *into += "&lt;",
            '"' => *into += "&quot;",
            // No document may hold one.
            c if c.is_control() => into.push(' '),
            c => into.push(c),
        }
    }
}

fn rounded(length: f64) -> String {
    (length.round() as i64).to_string()
}

fn hexadecimal(bytes: [u8; 3]) -> String {
    let digit = |value: u8| char::from(if value < 10 { b'0' + value } else { b'a' - 10 + value });
    let digits = bytes.iter().flat_map(|byte| [digit(byte / 16), digit(byte % 16)]);
    std::iter::once('#').chain(digits).collect()
}
