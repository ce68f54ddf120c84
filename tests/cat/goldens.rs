//! The main pictures as golden SVGs: their shapes by the page's own pen, and each raster as one square of its middle colour, with a
//! number that tells all of its levels.

use super::{Desk, HELD, kept, small, svg};
use cat::session::View;
use kittengrad::scene::look::Look;
use kittengrad::scene::sketch;
use kittengrad::text::Lang;
use lab::{Message, Raster, Sketch};
use std::fmt::Write as _;

/// A number that changes when any level does (FNV-1a).
fn hash(raster: &Raster) -> u32 {
    raster.levels.iter().fold(0x811c_9dc5, |hash, level| (hash ^ u32::from(*level)).wrapping_mul(0x0100_0193))
}

/// A picture as an SVG document.
fn document(drawn: &Sketch, look: &Look) -> String {
    let mut rgba = Vec::new();
    let (wide, parts) = sketch::image(&drawn.rasters, look, &mut rgba);
    let mut squares = String::new();
    for (raster, part) in drawn.rasters.iter().zip(&parts) {
        let mut sums = [0.0; 4];
        for row in part.top..part.top + part.rows {
            for px in rgba[4 * (wide * row + part.left)..][..4 * part.columns].chunks_exact(4) {
                sums.iter_mut().zip(px).for_each(|(sum, value)| *sum += f64::from(*value));
            }
        }
        let [r, g, b, alpha] = sums.map(|sum| (sum / (part.columns * part.rows) as f64).round() as u8);
        let [x, y, width, height] = [raster.place.left, raster.place.top, raster.place.width, raster.place.height]
            .map(|v| f64::from(v) * look.sub);
        let opacity =
            if alpha == 255 { String::new() } else { format!(" opacity=\"{:.2}\"", f64::from(alpha) / 255.0) };
        let _ = writeln!(
            squares,
            "<rect x=\"{x:.0}\" y=\"{y:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" fill=\"#{r:02X}{g:02X}{b:02X}\"{opacity}>\
             <title>{:?} {} × {} {:08x}</title></rect>",
            raster.scale,
            part.columns,
            part.rows,
            hash(raster)
        );
    }
    let shapes = svg::drawn(look, |area| {
        sketch::draw(area, drawn, look).expect("shapes draw");
    });
    // Above the ground, and below all shapes.
    let mut lines = shapes.lines();
    let mut out: String = lines.by_ref().take(2).flat_map(|line| [line, "\n"]).collect();
    out.push_str(&squares);
    small::pack(lines, &mut out);
    out
}

#[test]
fn pictures_of_the_cat_are_as_they_were() {
    let mut changed = Vec::new();
    let mut keep = |desk: &mut Desk, name: &str, view: View, size: (f32, f32), other: bool| {
        desk.hear(Message::Chinese(other));
        let lang = if other { Lang::ZhHans } else { Lang::En };
        let look = Look { dark: other, lang, ..Look::new(size.0.into(), size.1.into(), 4.0) };
        let end = if other { "-dark-zh" } else { "" };
        let drawn = desk.draw(view, size);
        changed.extend(kept::changed(&format!("cat-{}-{name}{end}", view.key()), &document(&drawn, &look)));
    };
    let mut desk = Desk::trained(300);
    keep(&mut desk, "trained", View::Ladder, (576.0, 500.0), false);
    keep(&mut desk, "trained", View::Hand, HELD, false);
    keep(&mut desk, "trained", View::Chart, (358.0, 180.0), false);
    keep(&mut desk, "trained", View::Chart, (224.0, 180.0), true);
    keep(&mut desk, "trained", View::Kinds, (358.0, 220.0), false);
    keep(&mut desk, "trained", View::Cats, (358.0, 180.0), false);
    desk.session().chosen = Some(1);
    keep(&mut desk, "stroke", View::Unit, (576.0, 500.0), false);
    desk.session().chosen = Some(20);
    keep(&mut desk, "face", View::Unit, (576.0, 500.0), false);
    keep(&mut desk, "face", View::Unit, (358.0, 420.0), true);
    desk.session().chosen = None;
    desk.rub_out_ears();
    desk.press("switch");
    desk.press("tool-rub");
    desk.press("hurts");
    desk.settle();
    keep(&mut desk, "poked", View::Ladder, (576.0, 500.0), false);
    keep(&mut desk, "poked", View::Ladder, (358.0, 420.0), true);
    keep(&mut desk, "poked", View::Hand, HELD, true);
    keep(&mut desk, "poked", View::Cats, (224.0, 180.0), true);
    let mut new = Desk::default();
    keep(&mut new, "new", View::Chart, (358.0, 180.0), false);
    kept::all_is_as_it_was(&changed);
}
