//! A picture as an SVG document of few bytes: outlines by their steps, like ones together, and the image below as a PNG.

use super::svg;
use kittengrad::scene;
use kittengrad::scene::look::Look;
use kittengrad::view::View;
use std::fmt::Write as _;

/// Base and marks of a picture, with so many pixels of the image below them; without any, only a number tells what that image is.
pub fn render(view: &View, look: &Look, pixels: Option<(usize, usize)>) -> String {
    let drawn = svg::render(view, look, 0);
    let mut lines = drawn.lines();
    let mut out = String::new();
    for line in lines.by_ref().take(2) {
        let _ = writeln!(out, "{line}");
    }
    let layout = scene::lay_out(view, look);
    let mut rgba = Vec::new();
    if let Some(image) = scene::image(view, &layout, look, &mut rgba) {
        let place = image.place;
        let [x, y, width, height] = [place.left, place.top, place.width, place.height].map(|v| (v * look.sub).round());
        let _ = match pixels {
            Some(pixels) => writeln!(
                out,
                "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\" \
                 href=\"data:image/png;base64,{}\"/>",
                base64(&png(&rgba, image.size, pixels))
            ),
            None => writeln!(out, "<!-- image {x} {y} {width} {height} {:x} -->", crc(&rgba)),
        };
    }
    pack(lines, &mut out);
    out
}

/// Adds the lines of a document: each style once, by its letters; and like outlines one after another as one.
pub fn pack<'a>(lines: impl Iterator<Item = &'a str>, out: &mut String) {
    let mut styles: Vec<String> = Vec::new();
    let mut shapes = String::new();
    let mut open = String::new();
    for line in lines {
        let (name, style, place) = match path(line) {
            Some((style, steps)) => ("path", style, steps),
            None => match element(line) {
                Some(parts) => parts,
                None => {
                    if line.starts_with("</svg") {
                        shapes.push_str(if std::mem::take(&mut open).is_empty() { "" } else { "\"/>\n" });
                    }
                    if !line.starts_with("</text") {
                        shapes.push_str(line);
                        shapes.push_str(if line.starts_with("</") { "\n" } else { "</text>\n" });
                    }
                    continue;
                }
            },
        };
        if name != "path" || style != open {
            shapes.push_str(if open.is_empty() { "" } else { "\"/>\n" });
            open.clear();
            let class = styles.iter().position(|known| *known == style).unwrap_or(styles.len());
            if class == styles.len() {
                styles.push(style.clone());
            }
            let class = letters(class);
            let _ = match name {
                "path" => write!(shapes, "<path class=\"{class}\" d=\"{place}"),
                "text" => write!(shapes, "<text class=\"{class}\" {place}>"),
                _ => writeln!(shapes, "<{name} class=\"{class}\" {place}/>"),
            };
            if name == "path" {
                open = style;
            }
        } else {
            shapes.push_str(&place);
        }
    }
    out.push_str("<style>text{dominant-baseline:central}path,circle{fill:none}");
    for (class, style) in styles.iter().enumerate() {
        let _ = write!(out, ".{}{{{style}}}", letters(class));
    }
    out.push_str("</style>\n");
    out.push_str(&shapes);
}

/// The name of a style by its place.
fn letters(place: usize) -> String {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    if place < 26 { letter(place).to_string() } else { format!("{}{}", letter(place / 26), letter(place)) }
}

/// A text or a circle as its name, its style and its place; `None` for what is between the tags of texts.
fn element(line: &str) -> Option<(&str, String, String)> {
    let (name, rest) = line.strip_prefix('<')?.split_once(' ')?;
    let (mut place, mut style) = (Vec::new(), String::new());
    let rest = rest.trim_end_matches(['/', '>']).trim_end();
    for attribute in rest.split_terminator('"').collect::<Vec<_>>().chunks_exact(2) {
        let (key, value) = (attribute[0].trim().trim_end_matches('='), attribute[1]);
        match key {
            "width" | "height" if name == "rect" => place.push(format!("{key}=\"{value}\"")),
            "x" | "y" | "cx" | "cy" | "r" => place.push(format!("{key}=\"{value}\"")),
            "dy" => {}
            // So all are that have no other.
            "fill" if value == "none" => {}
            _ => style += &declared(key, value),
        }
    }
    Some((name, style, place.join(" ")))
}

/// An attribute as a style sheet says it.
fn declared(key: &str, value: &str) -> String {
    let unit = if key == "font-size" { "px" } else { "" };
    format!("{key}:{value}{unit};")
}

/// A line, an outline or a disc of plotters as its style and its steps.
fn path(line: &str) -> Option<(String, String)> {
    if line.starts_with("<circle") && !line.contains("fill=\"none\"") {
        let value = |name: &str| line.split_once(name)?.1.split('"').next();
        let (x, y, color) = (value(" cx=\"")?, value(" cy=\"")?, value(" fill=\"")?);
        let width = 2 * value(" r=\"")?.parse::<u32>().ok()?;
        let opacity = value(" opacity=\"").map_or(String::new(), |v| declared("opacity", v));
        // A stroke of no length with round ends.
        let style = format!("{opacity}stroke:{color};stroke-width:{width};stroke-linecap:round;");
        return Some((style, format!("M{x} {y}h0")));
    }
    let closed = line.starts_with("<polygon");
    if !closed && !line.starts_with("<polyline") {
        return None;
    }
    let (head, rest) = line.split_once(" points=\"")?;
    let (_, style, _) = element(head)?;
    let mut steps = String::new();
    let mut last: Option<(i64, i64)> = None;
    for pair in rest.split('"').next()?.split_whitespace() {
        let (x, y) = pair.split_once(',')?;
        let at: (i64, i64) = (x.parse().ok()?, y.parse().ok()?);
        let (x, y) = last.map_or(at, |from| (at.0 - from.0, at.1 - from.1));
        // After the first step the letter holds on.
        let before = match last {
            None => "M",
            Some(_) if steps.contains('l') => " ",
            Some(_) => "l",
        };
        let between = if y < 0 { "" } else { " " };
        let _ = write!(steps, "{}{x}{between}{y}", if x < 0 && before == " " { "" } else { before });
        last = Some(at);
    }
    if closed {
        steps.push('z');
    }
    Some((style, steps))
}

/// Some pixels of an image as a PNG that is not compressed.
fn png(rgba: &[u8], (width, height): (usize, usize), (columns, rows): (usize, usize)) -> Vec<u8> {
    let mut raw = Vec::new();
    let opaque = rgba.chunks_exact(4).all(|px| px[3] == 255);
    let channels = if opaque { 3 } else { 4 };
    for row in 0..rows {
        raw.push(0);
        for column in 0..columns {
            let at = |i: usize, of: usize, n: usize| (2 * i + 1) * n / (2 * of);
            raw.extend(&rgba[(at(row, rows, height) * width + at(column, columns, width)) * 4..][..channels]);
        }
    }
    let mut head: Vec<u8> = [columns as u32, rows as u32].into_iter().flat_map(u32::to_be_bytes).collect();
    // Eight bits each of red, green and blue, and of how much there is of them.
    head.extend([8, if opaque { 2 } else { 6 }, 0, 0, 0]);
    // Stored blocks of zlib.
    let mut body = vec![0x78, 0x01];
    let blocks = raw.chunks(usize::from(u16::MAX));
    let last = blocks.len() - 1;
    for (i, block) in blocks.enumerate() {
        let long = block.len() as u16;
        body.push(u8::from(i == last));
        body.extend(long.to_le_bytes());
        body.extend((!long).to_le_bytes());
        body.extend(block);
    }
    let (a, b) = raw.iter().fold((1u32, 0u32), |(a, b), &v| {
        let a = (a + u32::from(v)) % 65_521;
        (a, (b + a) % 65_521)
    });
    body.extend((b << 16 | a).to_be_bytes());
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in [(b"IHDR", head), (b"IDAT", body), (b"IEND", Vec::new())] {
        file.extend((data.len() as u32).to_be_bytes());
        let named: Vec<u8> = name.iter().copied().chain(data).collect();
        file.extend(&named);
        file.extend(crc(&named).to_be_bytes());
    }
    file
}

fn crc(data: &[u8]) -> u32 {
    !data.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

fn base64(data: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in data.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, i| bits << 8 | u32::from(three.get(i).copied().unwrap_or(0)));
        for i in 0..4 {
            let digit = char::from(DIGITS[(bits >> (18 - 6 * i) & 63) as usize]);
            text.push(if i <= three.len() { digit } else { '=' });
        }
    }
    text
}
