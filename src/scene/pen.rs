//! The thin place between the pictures and plotters: CSS px in, one backend call per mark out.

use super::geometry::{Px, Rect};
use super::lettering::{FAMILY, Font, text_width};
use super::look::Look;
use super::palette::{Palette, Shade};
use super::sheet::{Area, Drawn, Sheet};
use super::stroke::{dashes, straightened};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Polygon, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingBackend};

/// Which part of a text stands at its place. Up and down the text is always centred: backends agree on nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The text begins there.
    Start,
    /// The text has its middle there.
    Middle,
    /// The text ends there.
    End,
}

/// Lets a picture draw on an area in CSS px. Stops at the first failure and returns it.
pub fn draw<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, look: &Look, picture: impl FnOnce(&Pen)) -> Drawn<DB> {
    let area = Area::new(area);
    picture(&Pen { sheet: &area, look });
    area.outcome()
}

/// Draws on an area. All lengths and places are in CSS px.
pub struct Pen<'a> {
    sheet: &'a dyn Sheet,
    /// How the picture looks.
    pub look: &'a Look,
}

impl Pen<'_> {
    /// The colours of the picture's theme.
    pub fn colors(&self) -> &'static Palette {
        self.look.colors()
    }

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

    /// A dashed line through all points; `pattern` is the length of a dash, of a gap, of a dash and so on.
    pub fn dashed(&self, points: &[Px], color: Shade, width: f64, pattern: &[f64]) {
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
    pub fn rect(&self, rect: Rect, color: Shade) {
        let Rect { left, top, .. } = rect;
        let (right, bottom) = (rect.right(), rect.bottom());
        self.fill(&[(left, top), (right, top), (right, bottom), (left, bottom)], color);
    }

    /// One line of text, centred on `at` from top to bottom.
    pub fn text(&self, text: &str, at: Px, side: Side, font: Font, color: Shade) {
        let mut style = self.style(font);
        style.color = color.rgba().to_backend_color();
        style.pos.h_pos = match side {
            Side::Start => HPos::Left,
            Side::Middle => HPos::Center,
            Side::End => HPos::Right,
        };
        self.sheet.text(&Text::new(text, self.at(at), style));
    }

    /// The same in the small font of labels.
    pub fn label(&self, text: &str, at: Px, side: Side, color: Shade) {
        self.text(text, at, side, Font::SMALL, color);
    }

    fn style(&self, font: Font) -> TextStyle<'static> {
        let weight = if font.bold { FontStyle::Bold } else { FontStyle::Normal };
        TextStyle {
            font: FontDesc::new(FontFamily::Name(FAMILY), font.size * self.look.sub, weight),
            color: self.colors().ink.rgba().to_backend_color(),
            pos: Pos::new(HPos::Left, VPos::Center),
        }
    }

    /// How wide the backend will set a text. Some backends only guess (SVG does), so its answer is taken only where it is
    /// near our own estimate.
    pub fn measure(&self, text: &str, font: Font) -> f64 {
        let own = text_width(text, font);
        let said = self.sheet.text_width(text, &self.style(font));
        let said = said.map_or(own, |w| f64::from(w) / self.look.sub);
        if (own..own * 1.25).contains(&said) { said } else { own }
    }
}
