//! The thin place between the pictures and plotters: CSS px in, one backend call per mark out.

use super::look::{Look, Shade};
use super::stroke::{dashes, straightened};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingBackend};
use std::cell::RefCell;

pub use super::stroke::{Px, closed, distance, rounded};

/// What drawing on a backend comes to.
pub type Drawn<DB> = Result<(), Failure<DB>>;

/// Why a backend could not draw.
type Failure<DB> = DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>;

/// The one family of the pictures; the page's style sheet names the same.
pub const FONT: &str = "system-ui, -apple-system, \"PingFang SC\", \"Noto Sans CJK SC\", sans-serif";

/// Size of a label, CSS px.
pub const SMALL: f64 = 11.0;

/// Size of an emphasised line, CSS px.
pub const MEDIUM: f64 = 13.0;

/// Where a text stands to its place. Up and down it is always centred: backends agree on nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The text begins there.
    Start,
    /// The text has its middle there.
    Middle,
    /// The text ends there.
    End,
}

/// What plotters can draw for us, whatever its backend.
trait Sheet {
    fn path(&self, path: PathElement<BackendCoord>);
    fn polygon(&self, polygon: Polygon<BackendCoord>);
    fn circle(&self, circle: Circle<BackendCoord, i32>);
    fn text(&self, text: &Text<BackendCoord, &str>);
    fn text_width(&self, text: &str, style: &TextStyle) -> Option<u32>;
}

/// An area, and the first failure on it. After a failure nothing more is drawn.
struct Area<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    failure: RefCell<Option<Failure<DB>>>,
}

impl<DB: DrawingBackend> Area<'_, DB> {
    fn draw<E>(&self, element: E)
    where
        for<'e> &'e E: PointCollection<'e, BackendCoord>,
        E: Drawable<DB>,
    {
        let mut failure = self.failure.borrow_mut();
        if failure.is_none() {
            *failure = self.area.draw(&element).err();
        }
    }
}

impl<DB: DrawingBackend> Sheet for Area<'_, DB> {
    fn path(&self, path: PathElement<BackendCoord>) {
        self.draw(path);
    }

    fn polygon(&self, polygon: Polygon<BackendCoord>) {
        self.draw(polygon);
    }

    fn circle(&self, circle: Circle<BackendCoord, i32>) {
        self.draw(circle);
    }

    fn text(&self, text: &Text<BackendCoord, &str>) {
        let mut failure = self.failure.borrow_mut();
        if failure.is_none() {
            *failure = self.area.draw(text).err();
        }
    }

    fn text_width(&self, text: &str, style: &TextStyle) -> Option<u32> {
        Some(self.area.estimate_text_size(text, style).ok()?.0)
    }
}

/// Lets a picture draw on an area in CSS px; the first failure, if any, is what it comes to.
pub fn draw<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, look: &Look, picture: impl FnOnce(&Pen)) -> Drawn<DB> {
    let area = Area { area, failure: RefCell::new(None) };
    picture(&Pen { sheet: &area, look });
    area.failure.into_inner().map_or(Ok(()), Err)
}

/// Draws in CSS px on an area.
pub struct Pen<'a> {
    sheet: &'a dyn Sheet,
    look: &'a Look,
}

impl Pen<'_> {
    fn at(&self, p: Px) -> BackendCoord {
        (self.look.px(p.0), self.look.px(p.1))
    }

    fn path(&self, points: &[Px]) -> Vec<BackendCoord> {
        let mut path: Vec<_> = points.iter().map(|p| self.at(*p)).collect();
        path.dedup();
        path
    }

    fn stroke(&self, color: Shade, width: f64) -> ShapeStyle {
        color.rgba().stroke_width(self.look.px(width).max(1) as u32)
    }

    /// One line through all points.
    pub fn line(&self, points: &[Px], color: Shade, width: f64) {
        match points {
            [_, _] => self.through(points, color, width),
            _ => self.through(&straightened(points), color, width),
        }
    }

    fn through(&self, points: &[Px], color: Shade, width: f64) {
        let path = self.path(points);
        if path.len() > 1 {
            self.sheet.path(PathElement::new(path, self.stroke(color, width)));
        }
    }

    /// A dashed line through all points; `width`, `dash` and `gap` in CSS px.
    pub fn dashed(&self, points: &[Px], color: Shade, width: f64, dash: f64, gap: f64) {
        self.patterned(points, color, width, &[dash, gap]);
    }

    /// The same with a pattern: dash, gap, dash, gap and so on, in CSS px.
    pub fn patterned(&self, points: &[Px], color: Shade, width: f64, pattern: &[f64]) {
        for dash in dashes(&straightened(points), pattern) {
            self.through(&dash, color, width);
        }
    }

    /// A filled outline.
    pub fn fill(&self, outline: &[Px], color: Shade) {
        let path = self.path(outline);
        if path.len() > 2 {
            self.sheet.polygon(Polygon::new(path, color.rgba()));
        }
    }

    /// A filled disc.
    pub fn disc(&self, at: Px, radius: f64, color: Shade) {
        self.sheet.circle(Circle::new(self.at(at), self.look.px(radius), color.rgba().filled()));
    }

    /// A circle's outline.
    pub fn ring(&self, at: Px, radius: f64, color: Shade, width: f64) {
        self.sheet.circle(Circle::new(self.at(at), self.look.px(radius), self.stroke(color, width)));
    }

    /// A filled rectangle.
    pub fn rect(&self, left: f64, top: f64, width: f64, height: f64, color: Shade) {
        let (right, bottom) = (left + width, top + height);
        self.fill(&[(left, top), (right, top), (right, bottom), (left, bottom)], color);
    }

    /// One line of text, centred on `at` from top to bottom.
    pub fn text(&self, text: &str, at: Px, side: Side, size: f64, bold: bool, color: Shade) {
        let mut style = self.style(size, bold);
        style.color = color.rgba().to_backend_color();
        style.pos.h_pos = match side {
            Side::Start => HPos::Left,
            Side::Middle => HPos::Center,
            Side::End => HPos::Right,
        };
        self.sheet.text(&Text::new(text, self.at(at), style));
    }

    /// A small label that begins, ends or has its middle at `at`.
    pub fn label(&self, text: &str, at: Px, side: Side, color: Shade) {
        self.text(text, at, side, SMALL, false, color);
    }

    fn style(&self, size: f64, bold: bool) -> TextStyle<'static> {
        let weight = if bold { FontStyle::Bold } else { FontStyle::Normal };
        TextStyle {
            font: FontDesc::new(FontFamily::Name(FONT), size * self.look.sub, weight),
            color: self.look.colors().ink.rgba().to_backend_color(),
            pos: Pos::new(HPos::Left, VPos::Center),
        }
    }

    /// How wide the backend will set a text, in CSS px. A backend may only guess (SVG does), so its word counts within
    /// reason of our own estimate.
    pub fn measure(&self, text: &str, size: f64, bold: bool) -> f64 {
        let own = text_width(text, size, bold);
        let said = self.sheet.text_width(text, &self.style(size, bold));
        let said = said.map_or(own, |w| f64::from(w) / self.look.sub);
        if (own..own * 1.25).contains(&said) { said } else { own }
    }
}

/// About how wide a text is in CSS px, from the classes of its characters: exact enough to make room for it.
pub fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    let em: f64 = text
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.31,
            'f' | 'r' | 't' | ' ' | '(' | ')' | '·' | '-' => 0.38,
            'm' | 'w' | 'M' | 'W' | '—' | '…' => 0.92,
            '⁰'..='⁹' | '¹' | '²' | '³' | '⁻' => 0.42,
            'A'..='Z' | '&' => 0.7,
            '=' | '−' | '+' | '×' | '<' | '>' | '≈' | '→' => 0.82,
            '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' => 1.0,
            _ => 0.6,
        })
        .sum();
    em * size * if bold { 1.14 } else { 1.0 }
}

/// As much of a text as fits into a width, with an ellipsis where something was left out.
pub fn fitted(text: &str, size: f64, width: f64) -> String {
    if text_width(text, size, false) <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        short.push(c);
        if text_width(&short, size, false) + size > width {
            short.pop();
            break;
        }
    }
    short.push('…');
    short
}
