//! The thin place between the pictures and plotters: CSS px in, one backend call per mark out.

use super::look::Look;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, ShapeStyle, TextStyle};
use plotters_backend::DrawingBackend;

/// What drawing on a backend comes to.
pub type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// A place in CSS px, from the top left.
pub type Px = (f64, f64);

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

/// Draws in CSS px on an area.
pub struct Pen<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    look: &'a Look,
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    /// A pen for this area.
    pub fn new(area: &'a DrawingArea<DB, Shift>, look: &'a Look) -> Self {
        Pen { area, look }
    }

    fn at(&self, p: Px) -> (i32, i32) {
        (self.look.px(p.0), self.look.px(p.1))
    }

    fn path(&self, points: impl IntoIterator<Item = Px>) -> Vec<(i32, i32)> {
        let mut path: Vec<_> = points.into_iter().map(|p| self.at(p)).collect();
        path.dedup();
        path
    }

    fn width(&self, css: f64) -> u32 {
        self.look.px(css).max(1) as u32
    }

    /// One line through all points.
    pub fn line(&self, points: &[Px], color: &impl Color, width: f64) -> Drawn<DB> {
        let path = self.path(points.iter().copied());
        if path.len() < 2 {
            return Ok(());
        }
        self.area.draw(&PathElement::new(path, ShapeStyle::from(color.to_rgba()).stroke_width(self.width(width))))
    }

    /// A dashed line through all points, as one polygon: the dashes hang together by the zero-width way there and back
    /// through the gaps. A backend would otherwise begin a path of its own for every dash.
    pub fn dashed(&self, points: &[Px], color: &impl Color, width: f64, dash: f64, gap: f64) -> Drawn<DB> {
        let dashes = dashes(points, dash, gap);
        let mut there = Vec::new();
        let mut back = Vec::new();
        for dash in &dashes {
            let (Some(&first), Some(&last)) = (dash.first(), dash.last()) else {
                continue;
            };
            there.push(first);
            back.push(first);
            for (i, &p) in dash.iter().enumerate() {
                let before = dash[i.saturating_sub(1)];
                let after = dash[(i + 1).min(dash.len() - 1)];
                let (dx, dy) = (after.0 - before.0, after.1 - before.1);
                let scale = 0.5 * width / dx.hypot(dy).max(1e-9);
                there.push((p.0 - dy * scale, p.1 + dx * scale));
                back.push((p.0 + dy * scale, p.1 - dx * scale));
            }
            there.push(last);
            back.push(last);
        }
        there.extend(back.iter().rev());
        self.fill(&there, color)
    }

    /// A filled outline.
    pub fn fill(&self, outline: &[Px], color: &impl Color) -> Drawn<DB> {
        let path = self.path(outline.iter().copied());
        if path.len() < 3 {
            return Ok(());
        }
        self.area.draw(&Polygon::new(path, color.to_rgba()))
    }

    /// A filled disc.
    pub fn disc(&self, at: Px, radius: f64, color: &impl Color) -> Drawn<DB> {
        self.area.draw(&Circle::new(self.at(at), self.look.px(radius), color.filled()))
    }

    /// A circle's outline.
    pub fn ring(&self, at: Px, radius: f64, color: &impl Color, width: f64) -> Drawn<DB> {
        self.area.draw(&Circle::new(self.at(at), self.look.px(radius), color.stroke_width(self.width(width))))
    }

    /// A filled rectangle.
    pub fn rect(&self, left: f64, top: f64, width: f64, height: f64, color: &impl Color) -> Drawn<DB> {
        let corners = [self.at((left, top)), self.at((left + width, top + height))];
        self.area.draw(&Rectangle::new(corners, color.filled()))
    }

    /// One line of text, centred on `at` from top to bottom.
    pub fn text(&self, text: &str, at: Px, side: Side, size: f64, bold: bool, color: &impl Color) -> Drawn<DB> {
        let mut style = self.style(size, bold);
        style.color = color.to_backend_color();
        style.pos.h_pos = match side {
            Side::Start => HPos::Left,
            Side::Middle => HPos::Center,
            Side::End => HPos::Right,
        };
        self.area.draw(&Text::new(text, self.at(at), style))
    }

    /// A small label that begins, ends or has its middle at `at`.
    pub fn label(&self, text: &str, at: Px, side: Side, color: &impl Color) -> Drawn<DB> {
        self.text(text, at, side, SMALL, false, color)
    }

    fn style(&self, size: f64, bold: bool) -> TextStyle<'static> {
        let weight = if bold { FontStyle::Bold } else { FontStyle::Normal };
        TextStyle {
            font: FontDesc::new(FontFamily::Name(FONT), size * self.look.sub, weight),
            color: self.look.colors().ink.to_backend_color(),
            pos: Pos::new(HPos::Left, VPos::Center),
        }
    }

    /// How wide the backend will set a text, in CSS px. A backend may only guess (SVG does), so its word counts within
    /// reason of our own estimate.
    pub fn measure(&self, text: &str, size: f64, bold: bool) -> f64 {
        let own = text_width(text, size, bold);
        let said = self.area.estimate_text_size(text, &self.style(size, bold));
        let said = said.map_or(own, |(w, _)| f64::from(w) / self.look.sub);
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

/// The outline of a rectangle with round corners.
pub fn rounded(left: f64, top: f64, width: f64, height: f64, radius: f64) -> Vec<Px> {
    const TURN: [(f64, f64); 4] = [(1.0, 0.0), (0.866, 0.5), (0.5, 0.866), (0.0, 1.0)];
    let r = radius.min(width / 2.0).min(height / 2.0).max(0.0);
    let (right, bottom) = (left + width, top + height);
    let mut outline = Vec::with_capacity(17);
    outline.extend(TURN.iter().map(|(c, s)| (right - r + r * s, top + r - r * c)));
    outline.extend(TURN.iter().map(|(c, s)| (right - r + r * c, bottom - r + r * s)));
    outline.extend(TURN.iter().map(|(c, s)| (left + r - r * s, bottom - r + r * c)));
    outline.extend(TURN.iter().map(|(c, s)| (left + r - r * c, top + r - r * s)));
    outline
}

/// The same outline as a closed line.
pub fn closed(mut outline: Vec<Px>) -> Vec<Px> {
    outline.extend(outline.first().copied());
    outline
}

/// Cuts a line into dashes; `dash` and `gap` in CSS px.
fn dashes(points: &[Px], dash: f64, gap: f64) -> Vec<Vec<Px>> {
    let mut all: Vec<Vec<Px>> = Vec::new();
    let (mut on, mut left) = (true, dash);
    let mut current: Vec<Px> = points.first().map(|&p| vec![p]).unwrap_or_default();
    for pair in points.windows(2) {
        let (mut a, b) = (pair[0], pair[1]);
        let mut length = (b.0 - a.0).hypot(b.1 - a.1);
        // Longer than any canvas means that something went wrong upstream: leave it out.
        if length.is_nan() || length > 1e5 {
            return all;
        }
        while length > left {
            let t = left / length;
            a = (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
            length -= left;
            if on {
                current.push(a);
                all.push(std::mem::take(&mut current));
            } else {
                current.push(a);
            }
            on = !on;
            left = if on { dash } else { gap };
        }
        left -= length;
        if on {
            current.push(b);
        }
    }
    if on && current.len() > 1 {
        all.push(current);
    }
    all
}
