//! The pictures, drawn natively to SVG: compared with golden files, and held to what must be true of every picture.
//! UPDATE_GOLDEN=1 rewrites the golden files; a mismatch leaves NAME-changed.svg beside the old one to look at.

#[path = "scenes/ghosts.rs"]
mod ghosts;
#[path = "scenes/svg.rs"]
mod svg;
#[path = "scenes/sweeps.rs"]
mod sweeps;
#[path = "scenes/world.rs"]
mod world;
#[path = "scenes/worlds.rs"]
mod worlds;

use kittengrad::scene::frame::{Frame, Margins};
use kittengrad::scene::lettering::{Font, text_width};
use kittengrad::scene::look::Look;
use kittengrad::scene::range::safe_range;
use kittengrad::scene::ticks::{MOST_TICKS, log_ticks, ticks, whole_ticks};
use kittengrad::scene::{self, losses};
use kittengrad::text::Lang;
use kittengrad::view::{Extent, Picture, Span, View};
use proptest::prelude::*;
use std::path::Path;
use world::{World, span};

type Made = (&'static str, fn() -> World);

const WORLDS: [Made; 14] = [
    ("line", worlds::line),
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
    ("pinned", worlds::pinned),
    ("pinned-four", worlds::pinned_four),
];

/// The size that a picture has on the page, wide or on a phone.
fn look(picture: Picture, phone: bool) -> Look {
    let (width, height) = match (picture, phone) {
        (Picture::Fit, false) => (510.0, 420.0),
        (Picture::Fit, true) => (350.0, 320.0),
        (Picture::Surface, false) => (404.0, 220.0),
        (Picture::Surface, true) => (350.0, 240.0),
        (Picture::Losses, false) => (404.0, 200.0),
        (Picture::Losses, true) => (350.0, 200.0),
        (Picture::Layers, false) => (940.0, 300.0),
        (Picture::Layers, true) => (350.0, 280.0),
        (Picture::Sweep, false) => (940.0, 300.0),
        (Picture::Sweep, true) => (350.0, 300.0),
    };
    Look::new(width, height, 10.0)
}

/// Which pictures of which worlds are kept as golden files, and how: (world, picture, phone, dark, language).
fn goldens() -> Vec<(Made, Picture, bool, bool, Lang)> {
    let [line, network, deep, twelve, empty, one, diverged, crowd, long, _, penalized, looking_back, pinned, four] =
        WORLDS;
    let mut all = Vec::new();
    for picture in Picture::ALL {
        for world in [network, empty, one, diverged] {
            all.push((world, picture, false, false, Lang::En));
        }
        all.push((network, picture, true, true, Lang::ZhHans));
        all.push((twelve, picture, false, false, Lang::En));
        all.push((line, picture, false, true, Lang::En));
    }
    all.push((deep, Picture::Layers, false, false, Lang::En));
    all.push((crowd, Picture::Fit, false, false, Lang::ZhHans));
    all.push((long, Picture::Losses, false, false, Lang::En));
    all.push((penalized, Picture::Losses, false, false, Lang::En));
    all.push((looking_back, Picture::Losses, false, false, Lang::En));
    all.push((pinned, Picture::Fit, false, false, Lang::En));
    all.push((four, Picture::Fit, false, false, Lang::En));
    all.push((four, Picture::Fit, true, true, Lang::ZhHans));
    all
}

#[test]
fn pictures_are_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut changed = Vec::new();
    let mut bytes = 0;
    for ((name, world), picture, phone, dark, lang) in goldens() {
        // The widest is kept only as far as a screen shows of it.
        let visible = (0.0, 300.0);
        let look = Look { dark, lang, visible, ..look(picture, phone) };
        let theme = if dark { "-dark" } else { "" };
        let lang = lang.pick("", "-zh");
        let phone = if phone { "-phone" } else { "" };
        let name = format!("{picture:?}-{name}{phone}{theme}{lang}").to_lowercase();
        let world = world();
        let drawn = svg::render(&world.view(picture), &look, 16);
        bytes += drawn.len();
        let (kept, beside) = (folder.join(format!("{name}.svg")), folder.join(format!("{name}-changed.svg")));
        if update {
            std::fs::write(&kept, &drawn).expect("golden files can be written");
        }
        if std::fs::read_to_string(&kept).is_ok_and(|old| old == drawn) {
            let _ = std::fs::remove_file(&beside);
        } else {
            std::fs::write(&beside, &drawn).expect("golden files can be written");
            changed.push(name);
        }
    }
    assert!(changed.is_empty(), "look at tests/golden/NAME-changed.svg of {changed:?}; UPDATE_GOLDEN=1 keeps them");
    assert!(bytes < 1_000_000, "{bytes} bytes of golden files are too many to keep");
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

fn base_key(view: &View, look: &Look) -> u64 {
    scene::base_key(view, &scene::lay_out(view, look), look)
}

/// The neuron that is drawn at a place.
fn neuron_at(view: &View, look: &Look, place: (f64, f64)) -> Option<(usize, usize)> {
    scene::lay_out(view, look).tiles()?.neuron_at(place)
}

#[test]
fn the_base_key_moves_with_the_base_only() {
    let mut world = worlds::network();
    for picture in Picture::ALL {
        let (light, key) = (look(picture, false), |w: &World, l: &Look| base_key(&w.view(picture), l));
        let before = key(&world, &light);
        for other in
            [Look { dark: true, ..light }, Look { lang: Lang::ZhHans, ..light }, Look { width: 333.0, ..light }]
        {
            assert_ne!(before, key(&world, &other), "{picture:?}");
        }
        let probe = world.probe.take();
        world.readout = None;
        assert_eq!(before, key(&world, &light), "{picture:?} redraws its base for its marks");
        world.probe = probe;
    }
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
fn names_at_the_ends_of_lines_stand_apart() {
    let frame = Frame::new(
        (404.0, 200.0),
        Margins { left: 50.0, top: 20.0, right: 12.0, bottom: 24.0 },
        span(0.0, 10.0),
        span(0.0, 1.0),
    );
    for (x, a, b) in
        [(390.0, 100.0, 100.0), (390.0, 30.0, 33.0), (200.0, 170.0, 171.0), (200.0, 20.0, 20.0), (390.0, 176.0, 20.0)]
    {
        let placed = losses::ends::end_labels(&frame, &[((x, a), "training"), ((x, b), "held-out")]);
        assert!((placed[0].0.1 - placed[1].0.1).abs() >= 13.0, "{x} {a} {b}: {placed:?}");
    }
}

#[test]
fn the_gap_between_the_losses_is_named_where_there_is_room_and_reason() {
    // Where the texts of a picture stand, in px, by what they say.
    let texts = |world: &World, look: &Look| {
        let drawn = svg::render(&world.view(Picture::Losses), look, 2);
        svg::texts(&drawn).into_iter().map(|(y, text)| (y / look.sub, text)).collect::<Vec<_>>()
    };
    let wide = look(Picture::Losses, false);
    let mut world = worlds::network();
    world.readout = None;
    for (log, train, held, named) in [
        (true, 300.0, 12_000.0, Some("gap ×40")),
        (true, 300.0, 2_100.0, Some("gap ×7.0")),
        // Reason, but no room among the decades; room, but no reason.
        (true, 300.0, 450.0, None),
        (false, 300.0, 450.0, Some("gap ×1.5")),
        (false, 300.0, 449.0, None),
        (true, 12_000.0, 300.0, None),
        (true, 0.0, 300.0, None),
        (true, f32::NAN, 300.0, None),
    ] {
        world.log = log;
        for entry in &mut world.entries {
            let extent = |v: f32| Extent { first: v, min: v, max: v, last: v };
            (entry.train, entry.held_out) = (extent(train), Some(extent(held)));
        }
        if log {
            world.entries[0].train = Extent { first: 30.0, min: 30.0, max: 90_000.0, last: 90_000.0 };
        }
        let said = texts(&world, &wide);
        let gap = said.iter().find(|(_, text)| text.starts_with("gap"));
        assert_eq!(gap.map(|(_, text)| text.as_str()), named, "{train} {held}");
        if let Some((y, _)) = gap {
            let ends = said.iter().filter(|(_, text)| text == "training" || text == "held-out");
            assert!(ends.map(|(end, _)| (end - y).abs()).all(|far| far >= 13.0), "{said:?}");
        }
    }
}

#[test]
fn a_losses_axis_stands_still_for_most_of_a_run() {
    let mut keys = std::collections::BTreeSet::new();
    let world = worlds::network();
    for n in 1..world.entries.len() {
        let mut losses = world.losses();
        losses.entries = &world.entries[..n];
        keys.insert(base_key(&View::Losses(losses), &look(Picture::Losses, false)));
    }
    assert!(keys.len() < 60, "{}", keys.len());
}

const MARGINS: Margins = Margins { left: 40.0, top: 8.0, right: 8.0, bottom: 30.0 };

fn wild() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        -1e3..1e3f64,
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(f64::MAX),
        Just(0.0),
        Just(5e-324)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_range_becomes_safe_and_gets_few_ticks_inside(lo in wild(), hi in wild(), want in 0usize..40) {
        let safe = safe_range(Span { lo, hi });
        prop_assert!(safe.lo.is_finite() && safe.hi.is_finite() && safe.lo < safe.hi && (safe.hi - safe.lo).is_finite());
        let log = Span { lo: safe.lo.abs().max(1e-38), hi: safe.hi.abs().max(1e-37) };
        for (places, range) in [
            (ticks(safe, want).0, safe), (whole_ticks(safe, want).0, safe), (log_ticks(log, want), log),
        ] {
            prop_assert!(places.len() <= MOST_TICKS);
            for t in places {
                let slack = (range.hi - range.lo) * 1e-6;
                prop_assert!(t >= range.lo - slack && t <= range.hi + slack, "{t} in {range:?}");
            }
        }
    }

    #[test]
    fn places_map_back(x in -50.0..50.0f64, y in 0.01..90.0f64, log in any::<bool>()) {
        let frame = Frame::new((400.0, 300.0), MARGINS, span(-50.0, 50.0), span(0.01, 90.0));
        let frame = if log { frame.logarithmic() } else { frame };
        let (px, py) = frame.to_px(x, y);
        let (u, v) = frame.from_px(px, py);
        prop_assert!((u - x).abs() < 1e-9 && (v - y).abs() < 1e-9);
    }

    #[test]
    fn what_is_clipped_lies_on_the_segment_and_in_the_frame(
        a in (-2e3..2e3f64, -2e3..2e3f64), b in (-2e3..2e3f64, -2e3..2e3f64),
    ) {
        let frame = Frame::new((400.0, 300.0), MARGINS, span(0.0, 1.0), span(0.0, 1.0));
        let inside = |p: (f64, f64)| frame.holds(p, 1e-9);
        let Some((from, to)) = frame.clip_segment(a, b) else {
            prop_assert!(!inside(a) && !inside(b));
            return Ok(());
        };
        for p in [from, to] {
            prop_assert!(inside(p));
            let cross = (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0);
            prop_assert!(cross.abs() <= 1e-6 * ((b.0 - a.0).hypot(b.1 - a.1) + 1.0));
        }
    }

    #[test]
    fn a_clipped_line_never_leaves_the_frame(values in prop::collection::vec((wild(), wild()), 0..40)) {
        let frame = Frame::new((400.0, 300.0), MARGINS, span(-10.0, 10.0), span(-10.0, 10.0));
        for p in frame.clip(&values).into_iter().flatten() {
            prop_assert!(frame.holds(p, 1e-9), "{p:?}");
        }
    }
}

#[test]
fn frames_leave_room_for_their_widest_label() {
    each(|name, view, look| {
        let layout = scene::lay_out(view, look);
        let scene::Layout::Chart(chart) = layout else { return };
        let frame = chart.frame;
        let widest = chart.y_ticks.iter().map(|tick| text_width(&tick.name, Font::SMALL)).fold(0.0, f64::max);
        assert!(!chart.y_ticks.is_empty() && widest > 0.0, "{:?} of {name} has no ticks", view.picture());
        assert!(frame.left >= widest + 8.0, "{:?} of {name}: {widest} in {}", view.picture(), frame.left);
        assert!(frame.width > 60.0 && frame.height > 60.0);
    });
}
