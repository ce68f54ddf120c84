//! The pictures, drawn natively to SVG: compared with golden files, and held to what must be true of every picture.
//! UPDATE_GOLDEN=1 rewrites the golden files; a mismatch leaves NAME-changed.svg beside the old one to look at.

#[path = "scenes/bases.rs"]
mod bases;
#[path = "scenes/bents.rs"]
mod bents;
#[path = "scenes/classes.rs"]
mod classes;
#[path = "scenes/frames.rs"]
mod frames;
#[path = "scenes/gap.rs"]
mod gap;
#[path = "scenes/ghosts.rs"]
mod ghosts;
#[path = "scenes/gradients.rs"]
mod gradients;
#[path = "scenes/kept.rs"]
mod kept;
#[path = "scenes/lands.rs"]
mod lands;
#[path = "scenes/maps.rs"]
mod maps;
#[path = "scenes/planes.rs"]
mod planes;
#[path = "scenes/races.rs"]
mod races;
#[path = "scenes/reach.rs"]
mod reach;
#[path = "scenes/small.rs"]
mod small;
#[path = "scenes/stacks.rs"]
mod stacks;
#[path = "scenes/svg.rs"]
mod svg;
#[path = "scenes/sweeps.rs"]
mod sweeps;
#[path = "scenes/units.rs"]
mod units;
#[path = "scenes/vectors.rs"]
mod vectors;
#[path = "scenes/votes.rs"]
mod votes;
#[path = "scenes/walks.rs"]
mod walks;
#[path = "scenes/world.rs"]
mod world;
#[path = "scenes/worlds.rs"]
mod worlds;

use kittengrad::scene;
use kittengrad::scene::lettering::{Font, text_width};
use kittengrad::scene::look::Look;
use kittengrad::text::Lang;
use kittengrad::view::{Picture, View};
use world::World;

type Made = (&'static str, fn() -> World);

const WORLDS: [Made; 37] = [
    ("line", worlds::line),
    ("away", worlds::away),
    ("network", worlds::network),
    ("deep", worlds::deep),
    ("degree-twelve", worlds::degree_twelve),
    ("empty", worlds::empty),
    ("one-point", worlds::one_point),
    ("diverged", worlds::diverged),
    ("crowd", worlds::crowd),
    ("long-run", worlds::long_run),
    ("throng", worlds::throng),
    ("penalized", worlds::penalized),
    ("looking-back", worlds::looking_back),
    ("again", worlds::again),
    ("pinned", worlds::pinned),
    ("pinned-four", worlds::pinned_four),
    ("tried", worlds::tried),
    ("before-the-exam", worlds::before_the_exam),
    ("tilted", worlds::tilted),
    ("squared", worlds::squared),
    ("examined", worlds::examined),
    ("steep", worlds::steep),
    ("landscape", worlds::landscape),
    ("downhill", worlds::downhill),
    ("leaping", worlds::leaping),
    ("hills", worlds::hills),
    ("holes", worlds::holes),
    ("no-ground", worlds::no_ground),
    ("narrow", worlds::narrow),
    ("hinges", stacks::hinges),
    ("dragged", stacks::dragged),
    ("flung", stacks::flung),
    ("many-parts", stacks::many_parts),
    ("straight", stacks::straight),
    ("straight-without-numbers", stacks::straight_without_numbers),
    ("unseen", worlds::unseen),
    ("far", worlds::far),
];

/// The size that a picture has on the page, wide or on a phone.
fn look(picture: Picture, phone: bool) -> Look {
    let (width, height) = match (picture, phone) {
        (Picture::Fit, false) => (510.0, 420.0),
        (Picture::Fit, true) => (350.0, 320.0),
        (Picture::Surface, false) => (404.0, 220.0),
        (Picture::Surface | Picture::Bent, true) => (350.0, 240.0),
        (Picture::Losses, false) => (404.0, 200.0),
        (Picture::Losses, true) => (350.0, 200.0),
        (Picture::Layers | Picture::Sweep, false) => (940.0, 300.0),
        (Picture::Layers, true) => (350.0, 280.0),
        (Picture::Sweep, true) => (350.0, 300.0),
        (Picture::Tries, false) => (280.0, 420.0),
        (Picture::Tries, true) => (200.0, 160.0),
        (Picture::Sum, false) => (264.0, 84.0),
        (Picture::Sum, true) => (358.0, 84.0),
        (Picture::Chain, false) => (236.0, 100.0),
        (Picture::Chain, true) => (330.0, 100.0),
        (Picture::Bent, false) => (404.0, 300.0),
        (Picture::Walk, false) => (838.0, 400.0),
        (Picture::Walk, true) => (390.0, 304.0),
        (Picture::Race, false) => (838.0, 480.0),
        (Picture::Race, true) => (390.0, 384.0),
        (Picture::Gradients, false) => (838.0, 360.0),
        (Picture::Gradients, true) => (366.0, 250.0),
    };
    Look::new(width, height, 10.0)
}

/// Those of so many marks are kept in few bytes.
const LARGE: [&str; 8] = [
    "layers-deep",
    "fit-pinned-four",
    "fit-unseen",
    "fit-far",
    "fit-crowd",
    "losses-long-run",
    "sweep-line",
    "sweep-network",
];

/// Which pictures of which worlds are kept as golden files, and how: (world, picture, phone, dark, language).
fn goldens() -> Vec<(Made, Picture, bool, bool, Lang)> {
    let [line, away, network, deep, twelve, empty, one, diverged, crowd, long, _, penalized, looking_back, again, ..] =
        WORLDS;
    let [
        ..,
        pinned,
        four,
        tried,
        before,
        tilted,
        squared,
        examined,
        steep,
        landscape,
        downhill,
        leaping,
        hills,
        holes,
        no_ground,
        narrow,
        hinges,
        dragged,
        flung,
        many_parts,
        straight,
        without_numbers,
        unseen,
        far,
    ] = WORLDS;
    let mut all = Vec::new();
    for picture in Picture::ALL {
        let alone = [Picture::Sum, Picture::Chain, Picture::Bent, Picture::Walk, Picture::Race, Picture::Gradients];
        if alone.contains(&picture) {
            all.push((empty, picture, false, false, Lang::En));
            continue;
        }
        for world in [network, empty, one, diverged] {
            all.push((world, picture, false, false, Lang::En));
        }
        let on_phone = if picture == Picture::Layers { narrow } else { network };
        all.push((on_phone, picture, true, true, Lang::ZhHans));
        all.push((twelve, picture, false, false, Lang::En));
        all.push((line, picture, false, true, Lang::En));
    }
    all.push((away, Picture::Fit, true, false, Lang::ZhHans));
    all.push((deep, Picture::Layers, false, false, Lang::En));
    all.push((crowd, Picture::Fit, false, false, Lang::ZhHans));
    all.push((long, Picture::Losses, false, false, Lang::En));
    all.push((again, Picture::Fit, false, false, Lang::En));
    all.push((again, Picture::Losses, false, true, Lang::ZhHans));
    all.push((penalized, Picture::Losses, false, false, Lang::En));
    all.push((looking_back, Picture::Losses, false, false, Lang::En));
    all.push((pinned, Picture::Fit, false, false, Lang::En));
    all.push((four, Picture::Fit, false, false, Lang::En));
    all.push((four, Picture::Fit, true, true, Lang::ZhHans));
    for picture in [Picture::Fit, Picture::Tries] {
        all.push((tried, picture, false, false, Lang::En));
        all.push((tried, picture, true, true, Lang::ZhHans));
        all.push((before, picture, false, false, Lang::En));
    }
    for world in [tilted, squared, examined] {
        all.push((world, Picture::Fit, false, false, Lang::En));
        all.push((world, Picture::Fit, true, true, Lang::ZhHans));
    }
    all.push((steep, Picture::Fit, false, true, Lang::En));
    all.push((far, Picture::Fit, false, false, Lang::En));
    all.push((far, Picture::Fit, true, true, Lang::ZhHans));
    for world in [landscape, leaping, hills, holes, no_ground] {
        all.push((world, Picture::Surface, false, false, Lang::En));
    }
    for world in [landscape, downhill, leaping] {
        all.push((world, Picture::Surface, true, true, Lang::ZhHans));
    }
    for (world, picture) in [(hinges, Picture::Fit), (dragged, Picture::Fit), (dragged, Picture::Sum)] {
        all.push((world, picture, false, false, Lang::En));
    }
    for picture in [Picture::Fit, Picture::Sum] {
        all.push((hinges, picture, true, true, Lang::ZhHans));
    }
    all.push((flung, Picture::Fit, false, false, Lang::En));
    for picture in [Picture::Fit, Picture::Sum] {
        all.push((many_parts, picture, false, false, Lang::En));
    }
    all.push((straight, Picture::Fit, false, false, Lang::En));
    all.push((straight, Picture::Chain, true, true, Lang::ZhHans));
    all.push((without_numbers, Picture::Chain, false, false, Lang::En));
    all.push((unseen, Picture::Fit, false, false, Lang::En));
    all.push((unseen, Picture::Fit, true, true, Lang::ZhHans));
    all
}

#[test]
fn pictures_are_as_they_were() {
    let mut changed = Vec::new();
    for ((name, world), picture, phone, dark, lang) in goldens() {
        // The widest is kept only as far as a screen shows of it.
        let visible = (0.0, 300.0);
        let look = Look { dark, lang, visible, ..look(picture, phone) };
        let theme = if dark { "-dark" } else { "" };
        let lang = lang.pick("", "-zh");
        let phone = if phone { "-phone" } else { "" };
        let name = format!("{picture:?}-{name}{phone}{theme}{lang}").to_lowercase();
        let (world, large) = (world(), LARGE.iter().any(|begin| name.starts_with(begin)));
        let view = world.view(picture);
        let drawn = if large { small::render(&view, &look, None) } else { svg::render(&view, &look, 16) };
        changed.extend(kept::changed(&name, &drawn));
    }
    kept::all_is_as_it_was(&changed);
}

/// Calls `check` with every picture of every world in both themes, both languages and both layouts.
fn each(mut check: impl FnMut(&str, &View, &Look)) {
    for (name, world) in WORLDS {
        let world = world();
        for picture in Picture::ALL {
            for (phone, dark, lang) in [(false, false, Lang::En), (true, true, Lang::ZhHans)] {
                check(name, &world.view(picture), &Look { dark, lang, ..look(picture, phone) });
            }
        }
    }
}

#[test]
fn no_picture_shows_what_is_not_a_number_or_leaves_its_canvas() {
    each(|name, view, look| {
        let (picture, drawn) = (view.picture(), svg::render(view, look, 2));
        assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{picture:?} of {name}");
        let (width, height) = scene::size(view, look);
        for (horizontal, value) in svg::coordinates(&drawn) {
            let most = if horizontal { width } else { height };
            let value = value / look.sub;
            assert!((-12.0..most + 12.0).contains(&value), "{picture:?} of {name}: {value} of {most}");
        }
    });
}

#[test]
fn absurd_sizes_draw_too() {
    let world = worlds::network();
    let mut drawn = String::new();
    let area = plotters::drawing::IntoDrawingArea::into_drawing_area(plotters::backend::SVGBackend::with_string(
        &mut drawn,
        (9, 9),
    ));
    for picture in Picture::ALL {
        for (width, height) in [(0.0, 0.0), (1.0, 4000.0), (f64::NAN, f64::INFINITY), (-5.0, 30.0)] {
            let look = Look::new(width, height, 16.0);
            let view = world.view(picture);
            let layout = scene::lay_out(&view, &look);
            assert!(scene::draw_base(&area, &view, &layout, &look).is_ok());
            assert!(scene::draw_marks(&area, &view, &layout, &look).is_ok());
        }
    }
}

/// The neuron that is drawn at a place.
fn neuron_at(view: &View, look: &Look, place: (f64, f64)) -> Option<(usize, usize)> {
    scene::lay_out(view, look).tiles()?.neuron_at(place)
}

#[test]
fn a_picture_laid_out_in_the_size_that_it_asked_for_stays_as_it_is() {
    each(|name, view, look| {
        let (width, height) = scene::size(view, look);
        let grown = Look { width, height, ..*look };
        let (again, taller) = scene::size(view, &grown);
        assert!((again - width).abs() < 1e-6 && (taller - height).abs() < 1e-6, "{:?} of {name}", view.picture());
        assert_eq!(neuron_at(view, look, (60.0, 60.0)), neuron_at(view, &grown, (60.0, 60.0)));
        assert_eq!(svg::render(view, look, 2).len(), svg::render(view, &grown, 2).len());
    });
}

#[test]
fn a_pointer_finds_the_neuron_that_is_drawn_there() {
    let world = worlds::deep();
    let (view, look) = (world.view(Picture::Layers), look(Picture::Layers, true));
    let (width, height) = scene::size(&view, &look);
    let layout = scene::lay_out(&view, &look);
    let tiles = layout.tiles().expect("the layers have tiles");
    assert!(width > look.width, "64 neurons a layer want more than a phone's width");
    let mut found = std::collections::BTreeSet::new();
    for (x, y) in (0..width as usize).step_by(9).flat_map(|x| (0..height as usize).step_by(7).map(move |y| (x, y))) {
        found.extend(tiles.neuron_at((x as f64, y as f64)));
    }
    let all = world.widths.iter().enumerate().flat_map(|(c, &n)| (0..n).map(move |i| (c, i)));
    assert!(all.eq(found));
}

#[test]
fn frames_leave_room_for_their_widest_label() {
    each(|name, view, look| {
        let layout = scene::lay_out(view, look);
        let scene::Layout::Chart(chart) = layout else { return };
        if [Picture::Tries, Picture::Sum, Picture::Chain].contains(&view.picture()) {
            return; // Their bars and squares bear their numbers themselves.
        }
        let frame = chart.frame;
        let widest = chart.y_ticks.iter().map(|tick| text_width(&tick.name, Font::SMALL)).fold(0.0, f64::max);
        assert!(!chart.y_ticks.is_empty() && widest > 0.0, "{:?} of {name} has no ticks", view.picture());
        assert!(frame.left >= widest + 8.0, "{:?} of {name}: {widest} in {}", view.picture(), frame.left);
        assert!(frame.width > 60.0 && frame.height > 60.0);
    });
}
