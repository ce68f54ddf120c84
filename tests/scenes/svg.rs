//! A picture as an SVG document, made small and the same everywhere.

use kittengrad::scene;
use kittengrad::scene::look::Look;
use kittengrad::view::View;
use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use std::fmt::Write as _;

/// Base and marks of a picture, with the heat map below them as `cells` squares along each side.
pub fn render(view: &View, look: &Look, cells: usize) -> String {
    let (width, height) = scene::size(view, look);
    let look = &Look { width: look.width, height: look.height, ..*look };
    let layout = scene::lay_out(view, look);
    let size = ((width * look.sub) as u32, (height * look.sub) as u32);
    let mut drawn = String::new();
    {
        let area = SVGBackend::with_string(&mut drawn, size).into_drawing_area();
        scene::draw_base(&area, view, &layout, look).expect("the base draws");
        scene::draw_marks(&area, view, &layout, look).expect("the marks draw");
        area.present().expect("a string takes everything");
    }
    let body = drawn.split_once('\n').map_or("", |parts| parts.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\" \
         stroke-linejoin=\"round\" font-family=\"system-ui, sans-serif\">\n",
        size.0, size.1
    );
    let panel = look.colors().panel;
    let hex = |r: u8, g: u8, b: u8| format!("#{r:02X}{g:02X}{b:02X}");
    let _ = writeln!(svg, "<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>", format_args!("#{:06X}", panel.rgb));
    let mut rgba = Vec::new();
    if let Some(scene::Image { size: (w, h), place }) = scene::image(view, &layout, look, &mut rgba) {
        assert_eq!(rgba.len(), w * h * 4);
        for (row, column) in (0..cells * cells).map(|i| (i / cells, i % cells)) {
            let at = |i: usize, n: usize| (2 * i + 1) * n / (2 * cells);
            let px = &rgba[(at(row, h) * w + at(column, w)) * 4..];
            let along = |i: usize, from: f64, long: f64| ((from + long * i as f64 / cells as f64) * look.sub).round();
            let (x, y) = (along(column, place.left, place.width), along(row, place.top, place.height));
            let (right, bottom) = (along(column + 1, place.left, place.width), along(row + 1, place.top, place.height));
            let (w, h) = (right - x, bottom - y);
            let _ = writeln!(
                svg,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{}\"/>",
                hex(px[0], px[1], px[2])
            );
        }
    }
    for line in body.lines() {
        svg.push_str(&tidy(line));
        svg.push('\n');
    }
    svg
}

/// What `draw_base` draws of a picture.
pub fn base(view: &View, look: &Look) -> String {
    let (width, height) = scene::size(view, look);
    let mut drawn = String::new();
    {
        let size = ((width * look.sub) as u32, (height * look.sub) as u32);
        let area = SVGBackend::with_string(&mut drawn, size).into_drawing_area();
        scene::draw_base(&area, view, &scene::lay_out(view, look), look).expect("the base draws");
        area.present().expect("a string takes everything");
    }
    drawn
}

/// Leaves out what says nothing, and undoes the 1.24 by which the SVG backend, unlike a canvas, divides the size of a font.
fn tidy(line: &str) -> String {
    let mut line = line.replace(" opacity=\"1\"", "").replace(" stroke=\"none\"", "");
    if let Some(from) = line.find("font-family=\"") {
        let long = line[from + 13..].find('"').map_or(0, |n| n + 15);
        line.replace_range(from..(from + long).min(line.len()), "");
    }
    if let Some(from) = line.find("font-size=\"") {
        let from = from + 11;
        let long = line[from..].find('"').unwrap_or(0);
        let size: f64 = line[from..from + long].parse().unwrap_or(0.0);
        line.replace_range(from..from + long, &format!("{:.0}", size * 1.24));
    }
    for name in ["opacity=\"", "stroke-width=\""] {
        let Some(from) = line.find(name).map(|i| i + name.len()) else {
            continue;
        };
        let long = line[from..].find('"').unwrap_or(0);
        if let Ok(value) = line[from..from + long].parse::<f64>() {
            line.replace_range(from..from + long, &format!("{}", (value * 100.0).round() / 100.0));
        }
    }
    line
}

/// Every coordinate of a document made by `render`, as (horizontal, value).
pub fn coordinates(svg: &str) -> Vec<(bool, f64)> {
    let mut all = Vec::new();
    for line in svg.lines().skip(2) {
        for (name, horizontal) in [(" x=\"", true), (" cx=\"", true), (" y=\"", false), (" cy=\"", false)] {
            if let Some(value) = attribute(line, name) {
                all.push((horizontal, value.parse().expect("a number")));
            }
        }
        for pair in attribute(line, " points=\"").unwrap_or("").split_whitespace() {
            let (x, y) = pair.split_once(',').expect("a pair");
            all.push((true, x.parse().expect("a number")));
            all.push((false, y.parse().expect("a number")));
        }
    }
    all
}

/// Whether what is drawn are numbers, and lies within its canvas but for so many CSS px.
pub fn stays_within(drawn: &str, look: &Look, slack: f64, what: &str) {
    assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{what}");
    for (horizontal, value) in coordinates(drawn) {
        let most = if horizontal { look.width } else { look.height };
        let value = value / look.sub;
        assert!((-slack..=most + slack).contains(&value), "{what}, {} wide: {value} of {most}", look.width);
    }
}

/// What is written in a document made by `render`, with its height in it.
pub fn texts(svg: &str) -> Vec<(f64, String)> {
    let lines: Vec<&str> = svg.lines().collect();
    let starts = lines.windows(2).filter(|pair| pair[0].starts_with("<text"));
    let place = |line: &str| attribute(line, " y=\"").and_then(|y| y.parse().ok()).unwrap_or(f64::NAN);
    starts.map(|pair| (place(pair[0]), pair[1].to_owned())).collect()
}

fn attribute<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.split_once(name)?.1.split('"').next()
}

/// What is drawn on a clear area of a look's size, as a document.
pub fn drawn(look: &Look, draw: impl FnOnce(&DrawingArea<SVGBackend, Shift>)) -> String {
    let size = ((look.width * look.sub) as u32, (look.height * look.sub) as u32);
    let mut drawn = String::new();
    {
        let area = SVGBackend::with_string(&mut drawn, size).into_drawing_area();
        draw(&area);
        area.present().expect("a string takes everything");
    }
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" \
         stroke-linejoin=\"round\" font-family=\"system-ui, sans-serif\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#{:06X}\"/>\n",
        look.width,
        look.height,
        size.0,
        size.1,
        look.colors().panel.rgb
    );
    for line in drawn.split_once('\n').map_or("", |parts| parts.1).lines() {
        svg.push_str(&tidy(line));
        svg.push('\n');
    }
    svg
}
