//! The pictures as documents that stand alone: the same marks as on any other backend, each a whole element.

use super::{Made, WORLDS, look, svg};
use kittengrad::scene::look::Look;
use kittengrad::scene::vector;
use kittengrad::text::Lang;
use kittengrad::view::Picture;

const MARKS: [&str; 4] = ["<polyline ", "<polygon ", "<circle ", "<text "];

fn address(rgba: &[u8], (width, height): (usize, usize)) -> Option<String> {
    assert_eq!(rgba.len(), 4 * width * height);
    Some(format!("data:image/png;{width}x{height}"))
}

fn looks(picture: Picture) -> [Look; 2] {
    [look(picture, false), Look { dark: true, lang: Lang::ZhHans, sub: 16.0, ..look(picture, true) }]
}

#[test]
fn a_picture_that_is_taken_has_the_marks_of_the_one_that_is_shown() {
    let mut drawn = 0;
    for (name, world) in WORLDS {
        let world = world();
        for picture in Picture::ALL {
            for look in looks(picture) {
                let (taken, shown) = (
                    vector::svg(&world.view(picture), &look, &address).expect("it draws"),
                    svg::render(&world.view(picture), &look, 0),
                );
                for mark in MARKS {
                    let count = |text: &str| text.matches(mark).count();
                    assert_eq!(count(&taken), count(&shown), "{name}, {picture:?}: {mark}");
                    drawn += count(&taken);
                }
                // Each line is one element, or one of its ends.
                for line in taken.lines() {
                    let whole = line.ends_with("/>") || line.ends_with("</text>");
                    let frame = line.starts_with("<svg ") || line == "</svg>";
                    assert!(line.starts_with('<') && (whole || frame), "{name}, {picture:?}: {line}");
                    assert_eq!(line.matches('"').count() % 2, 0, "{name}, {picture:?}: {line}");
                }
                svg::stays_within(&taken.replace(" r=\"", " radius=\""), &look, 4000.0, name);
            }
        }
    }
    assert!(drawn > 50_000, "{drawn}");
}

/// The words, and where they stand.
#[test]
fn letters_are_letters_in_fonts_that_are_everywhere() {
    let made: Made = WORLDS[0];
    let world = made.1();
    let look = look(Picture::Fit, false);
    let taken = vector::svg(&world.view(Picture::Fit), &look, &address).expect("it draws");
    let shown = svg::render(&world.view(Picture::Fit), &look, 0);
    for (_, words) in svg::texts(&shown) {
        assert!(taken.contains(&format!(">{words}</text>")), "{words}");
    }
    assert!(taken.lines().next().is_some_and(|head| head.contains("sans-serif\"") && head.contains("width=\"510\"")));
    assert!(taken.contains("font-size=\"110\""), "eleven px, in tenths");
    assert!(!taken.contains("style=") && !taken.contains("<image"));
}

#[test]
fn what_is_shaded_is_an_image_within() {
    let find = |wanted: &str| WORLDS.iter().find(|(name, _)| *name == wanted).expect("a world").1();
    let look = look(Picture::Surface, false);
    let world = find("line");
    let taken = vector::svg(&world.view(Picture::Surface), &look, &address).expect("it draws");
    let image = taken.lines().position(|line| line.starts_with("<image "));
    let first = taken.lines().position(|line| MARKS.iter().any(|mark| line.starts_with(mark)));
    assert!(image.is_some() && image < first, "below all marks");
    assert!(taken.contains(" xlink:href=\"data:image/png;"));
    // Without an encoder the lines are there all the same.
    let lines = vector::svg(&world.view(Picture::Surface), &look, &|_, _| None).expect("it draws");
    assert_eq!(lines.lines().count() + 1, taken.lines().count());
}
