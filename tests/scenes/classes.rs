//! The plane of two classes: a world of its own, its golden files, and what must be true of it in any world.

use super::bases::base_key;
use super::planes::{BEST, World, cats, examined, logit, worlds};
use super::{Look, kept, small, svg};
use kittengrad::scene::classes::reach::part_at;
use kittengrad::scene::geometry::{Px, Rect};
use kittengrad::scene::lettering::{Font, text_width};
use kittengrad::scene::{self, classes};
use kittengrad::text::Lang;
use kittengrad::view::*;

/// The sizes that the picture has on the page, wide and on a phone, and one that is smaller than it is made for.
const SIZES: [(f64, f64); 4] = [(560.0, 420.0), (358.0, 300.0), (870.0, 520.0), (180.0, 120.0)];

fn each(mut check: impl FnMut(&str, &View, &Look)) {
    for (name, world) in worlds() {
        for (i, (width, height)) in SIZES.into_iter().enumerate() {
            let lang = if i % 2 == 0 { Lang::En } else { Lang::ZhHans };
            check(name, &world.view(), &Look { dark: i % 2 == 1, lang, ..Look::new(width, height, 4.0) });
        }
    }
}

#[test]
fn the_plane_is_as_it_was() {
    // Half a px is fine enough to tell one from another, and few samples show each kind.
    let look = |(width, height): (f64, f64), dark, lang| Look { dark, lang, ..Look::new(width, height, 2.0) };
    let few = |w: World| World { samples: w.samples.into_iter().step_by(4).collect(), ..w }.with_map(10, logit);
    let named = |wanted: &str| worlds().into_iter().find(|(name, _)| *name == wanted).expect("such a world").1;
    let pictures = [
        ("examined-phone-dark-zh", few(examined()), look(SIZES[1], true, Lang::ZhHans)),
        ("cats", cats(), look(SIZES[0], false, Lang::En)),
        ("empty", named("empty"), look(SIZES[0], false, Lang::ZhHans)),
        ("one", named("one"), look(SIZES[1], false, Lang::En)),
        ("cats-only", named("cats-only"), look(SIZES[0], true, Lang::En)),
        ("pinned", few(named("pinned")), look(SIZES[0], false, Lang::En)),
        ("beside", few(named("beside")), look(SIZES[0], false, Lang::En)),
        ("diverged", named("diverged"), look(SIZES[1], true, Lang::En)),
    ];
    let mut changed = Vec::new();
    for (name, world, look) in pictures {
        changed.extend(kept::changed(&format!("classes-{name}"), &small::render(&world.view(), &look, Some((8, 8)))));
    }
    kept::all_is_as_it_was(&changed);
}

#[test]
fn no_plane_shows_what_is_not_a_number_or_leaves_its_canvas() {
    each(|name, view, look| {
        let drawn = svg::render(view, look, 2);
        assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{name}");
        for (horizontal, value) in svg::coordinates(&drawn) {
            let most = if horizontal { look.width } else { look.height };
            let value = value / look.sub;
            assert!((-12.0..most + 12.0).contains(&value), "{name} at {most}: {value}");
        }
        let layout = scene::lay_out(view, &Look { width: f64::NAN, height: -5.0, ..*look });
        assert!(layout.frame().is_some_and(|f| f.width >= 1.0 && f.height >= 1.0));
    });
}

/// The boxes of the texts in a document.
fn boxes(drawn: &str, look: &Look) -> Vec<(Rect, String)> {
    let lines: Vec<&str> = drawn.lines().collect();
    let value =
        |line: &str, name: &str| line.split_once(name).and_then(|(_, rest)| rest.split('"').next().map(str::to_owned));
    let number =
        |line: &str, name: &str| value(line, name).and_then(|v| v.parse::<f64>().ok()).expect("a number") / look.sub;
    let texts = lines.windows(2).filter(|pair| pair[0].starts_with("<text"));
    let of = |pair: &[&str]| {
        let bold = pair[0].contains("bold");
        let text = pair[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&quot;", "\"");
        let width = text_width(&text, Font { size: number(pair[0], "font-size=\""), bold });
        let x = number(pair[0], " x=\"");
        let left = match value(pair[0], "text-anchor=\"").as_deref() {
            Some("middle") => x - width / 2.0,
            Some("end") => x - width,
            _ => x,
        };
        (Rect { left, top: number(pair[0], " y=\"") - 6.0, width, height: 12.0 }, text)
    };
    texts.map(of).collect()
}

#[test]
fn the_words_on_a_plane_cover_neither_each_other_nor_a_sample() {
    let mut seen = std::collections::BTreeSet::new();
    each(|name, view, look| {
        let View::Classes(plane) = view else { panic!("a plane") };
        if look.width < 300.0 {
            return; // What stands in the corner of a picture of this size is no concern of anybody's.
        }
        let frame = scene::lay_out(view, look).frame().copied().expect("a frame");
        let texts = boxes(&svg::render(view, look, 2), look);
        for (i, (rect, text)) in texts.iter().enumerate() {
            seen.insert(text.clone());
            assert!(rect.left >= -1.0 && rect.right() <= look.width + 1.0, "{name}: {text} leaves the canvas");
            for (other, others) in &texts[..i] {
                assert!(!rect.overlaps(other), "{name} at {}: {text} on {others}", look.width);
            }
            // Tips find the place where they hide the fewest; all other words hide none.
            if text.contains("sure") || text.contains("把握") || text.contains("ears ") || text.contains("answer") {
                continue;
            }
            for sample in plane.samples.iter().filter(|sample| plane.exam || !sample.held_out) {
                assert!(!rect.holds(frame.to_px(sample.x, sample.y)), "{name} at {}: {text}", look.width);
            }
        }
    });
    for word in [
        "cats",
        "dogs",
        "rabbits",
        "mice",
        "cat",
        "no cat",
        "class 1",
        "class 0",
        "wrong",
        "best line: 75 %",
        "10 %",
        "90 %",
    ] {
        assert!(seen.contains(word), "{word} is written nowhere: {seen:?}");
    }
    for word in ["猫", "狗", "兔子", "老鼠", "是猫", "不是猫", "错了", "最好的直线：75%", "耳朵：圆", "短"]
    {
        assert!(seen.contains(word), "{word} is written nowhere: {seen:?}");
    }
}

#[test]
fn the_shade_says_how_sure_the_model_is_and_hatches_where_it_has_no_answer() {
    for dark in [false, true] {
        let look = Look { dark, ..Look::new(560.0, 420.0, 4.0) };
        let mut rgba = Vec::new();
        let mut shade = |logit: &dyn Fn(f64, f64) -> f64| {
            let world = cats().with_map(16, logit);
            let (width, height) = classes::raster(&world.classes(), &look, &mut rgba).expect("a map");
            assert_eq!(rgba.len(), width * height * 4);
            rgba.chunks_exact(4).map(|px| [px[0], px[1], px[2]]).collect::<Vec<_>>()
        };
        let panel = look.colors().panel.rgb;
        let far = |px: [u8; 3]| {
            let channel = |i: usize| f64::from(px[i]) - f64::from(panel >> (16 - 8 * i) & 255);
            (0..3).map(|i| channel(i).abs()).sum::<f64>()
        };
        let even = |logit: f64| {
            let all = shade(&|_, _| logit);
            assert!(all.windows(2).all(|pair| pair[0] == pair[1]), "{logit} is one shade");
            far(all[0])
        };
        let shades = [-1e30, -2.2, 0.0, 2.2, 1e30].map(even);
        assert!(shades.windows(2).all(|pair| pair[1] > pair[0] + 5.0), "{shades:?}");
        assert!(shades[0] < 12.0, "the ground's colour: {shades:?}");
        let hatched = shade(&|_, _| f64::NAN);
        let hatch = look.colors().no_value.map(|c| [c.0, c.1, c.2]);
        assert!(hatched.iter().all(|px| hatch.contains(px)) && hatch.iter().all(|c| hatched.contains(c)));
        let upward = shade(&|_, y| y - 5.0);
        assert!(far(upward[0]) > far(upward[upward.len() - 1]), "the greatest x₂ is at the top");
    }
}

#[test]
fn the_base_of_a_plane_is_not_that_of_a_curve_and_stands_still_in_training() {
    let look = Look::new(560.0, 420.0, 4.0);
    let world = cats();
    let (key, base) = (base_key(&world.view(), &look), svg::base(&world.view(), &look));
    let mut later = world.clone().with_map(24, |x, y| 0.5 * logit(x, y));
    later.samples.iter_mut().for_each(|sample| sample.logit *= 0.5);
    (later.selected, later.line, later.pointer) = (Some(1), Some(BEST), Pointer::Over(Part::Probe));
    assert_eq!((base_key(&later.view(), &look), svg::base(&later.view(), &look)), (key, base));
    let mut other = world.clone();
    other.quantity = Quantity::Inputs;
    assert_ne!(base_key(&other.view(), &look), key);
    let image =
        |world: &World, look: &Look| scene::image_key(&world.view(), &scene::lay_out(&world.view(), look), look);
    assert_ne!(image(&later, &look), image(&world, &look));
    assert_ne!(image(&world, &Look { dark: true, ..look }), image(&world, &look));
    let mut moved = world.clone();
    moved.samples.clear();
    assert_eq!(image(&moved, &look), image(&world, &look));
}

#[test]
fn a_pointer_finds_the_nearest_sample_and_else_the_question() {
    let look = Look::new(560.0, 420.0, 4.0);
    let mut w = examined();
    let f = scene::lay_out(&w.view(), &look).frame().copied().expect("a frame");
    for (index, sample) in w.samples.iter().enumerate() {
        let at = f.to_px(sample.x, sample.y);
        assert_eq!(part_at(&w.classes(), &f, (at.0 + 0.1, at.1), 12.0), Some(Part::Point(index)));
    }
    let pin: Px = f.to_px(7.6, 1.3);
    w.samples[0] = Sample { x: 7.6, y: 1.5, ..w.samples[0] };
    assert_eq!(part_at(&w.classes(), &f, (pin.0, pin.1 + 3.0), 4.0), Some(Part::Probe));
    assert_eq!(part_at(&w.classes(), &f, pin, 12.0), Some(Part::Point(0)), "a sample is before the question");
    w.exam = false;
    let hidden = w.samples.iter().position(|sample| sample.held_out).expect("one is held out");
    let at = f.to_px(w.samples[hidden].x, w.samples[hidden].y);
    assert_ne!(part_at(&w.classes(), &f, at, 3.0), Some(Part::Point(hidden)));
    assert_eq!(part_at(&w.classes(), &f, (f.right() - 2.0, f.top + 2.0), 12.0), None, "empty ground");
}

/// All of them, to be looked at: `LOOK=folder cargo test --test scenes looked`.
#[test]
fn planes_are_looked_at_where_somebody_wants_to() {
    let Some(folder) = std::env::var_os("LOOK") else { return };
    each(|name, view, look| {
        let look = Look { sub: 16.0, ..*look };
        let path = std::path::Path::new(&folder).join(format!("{name}-{}.svg", look.width));
        std::fs::write(path, small::render(view, &look, Some((192, 192)))).expect("it can be written");
    });
}
