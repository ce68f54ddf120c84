//! The plane as the last hidden layer sees it: no picture of the page yet, so it is drawn by itself.

use crate::svg;
use crate::world::{noise, span};
use kittengrad::probe::{Bending, Directions3, Rows, Seen, bent, grid_places};
use kittengrad::scene::bent::{self as picture, Space};
use kittengrad::scene::geometry::{Rect, distance};
use kittengrad::scene::lettering::{Font, text_width};
use kittengrad::scene::look::Look;
use kittengrad::scene::pen;
use kittengrad::text::Lang;
use kittengrad::view::{Bent, Camera, Cut, Directions, Group, Put, Quantity};
use std::path::Path;

/// Everything that a view borrows.
struct World {
    bending: Bending,
    samples: Vec<Put>,
    bend: f64,
    camera: Camera,
    exam: bool,
    quantity: Quantity<'static>,
}

/// Cats in the middle of dogs, rabbits and mice, and a layer of so many neurons, each of which keeps others out.
fn world(neurons: usize, count: usize, bend: f64) -> World {
    let groups = [Group::Positive, Group::First, Group::Second, Group::Third];
    let middle = [(0.0, 0.0), (-1.1, -1.0), (1.4, -0.6), (-0.1, 1.5)];
    let group = |i: usize| if i.is_multiple_of(2) { 0 } else { 1 + i / 2 % 3 };
    let places: Vec<(f64, f64)> = (0..count)
        .map(|i| {
            let spread = if group(i) == 0 { 0.42 } else { 0.36 };
            let at = |k: usize| spread * (noise(7 * i + k) + noise(7 * i + k + 1) + noise(7 * i + k + 2));
            (middle[group(i)].0 + at(0), middle[group(i)].1 + at(3))
        })
        .collect();
    let lines: Vec<(f64, f64)> = grid_places(span(-2.6, 2.6), span(-2.4, 2.6)).collect();
    let fences = [(2.2, 1.6, 1.5), (-2.4, 1.1, 1.6), (-0.2, -2.6, 2.0)];
    let neuron = |k: usize, (x, y): (f64, f64)| {
        let (w, v, b) = fences[k % 3];
        let turn = 0.22 * (k / 3) as f64 * (1.0 + 0.3 * k as f64);
        ((w - turn * v) * x + (v + turn * w) * y + b * (1.0 - 0.1 * turn)).tanh() as f32
    };
    let layer = |of: &[(f64, f64)]| -> Vec<f32> {
        (0..neurons).flat_map(|k| of.iter().map(move |place| neuron(k, *place))).collect()
    };
    let flat = |of: &[(f64, f64)]| -> Vec<f32> {
        of.iter().map(|p| p.0 as f32).chain(of.iter().map(|p| p.1 as f32)).collect()
    };
    let weights: Vec<f32> =
        if neurons == 0 { vec![1.1, 0.6] } else { (0..neurons).map(|k| 3.4 - 0.1 * k as f32).collect() };
    let bias = match neurons {
        0 => 0.2,
        1 => -1.2,
        2 => -3.6,
        _ => -1.6 * neurons as f32,
    };
    let held_out: Vec<bool> = (0..count).map(|i| i % 6 == 5).collect();
    let (hidden, grid, inputs, grid_inputs) = (layer(&places), layer(&lines), flat(&places), flat(&lines));
    let rows = |values, count: usize| Rows { values, stride: count.max(1), count };
    let seen = Seen {
        samples: rows(&hidden, count),
        grid: rows(&grid, lines.len()),
        sample_inputs: rows(&inputs, count),
        grid_inputs: rows(&grid_inputs, lines.len()),
        held_out: &held_out,
        weights: &weights,
        bias,
    };
    let bending = bent(&seen, bend, None::<Directions3>);
    let logit = |i: usize| {
        let of = if neurons == 0 { &inputs } else { &hidden };
        bias + weights.iter().enumerate().map(|(k, w)| w * of[k * count + i]).sum::<f32>()
    };
    let put = |i: usize| Put {
        at: bending.samples[i],
        group: groups[group(i)],
        held_out: held_out[i],
        wrong: Some((logit(i) > 0.0) != (group(i) == 0)),
    };
    let samples = (0..count).map(put).collect();
    World { bending, samples, bend, camera: Camera::default(), exam: false, quantity: Quantity::Animals }
}

impl World {
    fn view(&self) -> Bent<'_> {
        Bent {
            directions: self.bending.directions,
            samples: &self.samples,
            grid: &self.bending.grid,
            spans: self.bending.spans,
            cut: self.bending.cut,
            bend: self.bend,
            straight: false,
            camera: self.camera,
            exam: self.exam,
            best: None,
            in_hand: None,
            quantity: self.quantity.clone(),
        }
    }
}

fn render(view: &Bent, look: &Look) -> String {
    svg::drawn(look, |area| {
        let space = picture::lay_out(view, look);
        pen::draw(area, look, |pen| picture::draw_base(pen, view, &space)).expect("the base draws");
        pen::draw(area, look, |pen| picture::draw_marks(pen, view, &space)).expect("the marks draw");
    })
}

/// The size on the page, wide and on a phone.
const SIZES: [(f64, f64); 2] = [(560.0, 420.0), (358.0, 300.0)];

fn look(size: (f64, f64), dark: bool) -> Look {
    let lang = if dark { Lang::ZhHans } else { Lang::En };
    Look { dark, lang, ..Look::new(size.0, size.1, 4.0) }
}

/// Calls `check` with all kinds of worlds, bent more or less, from many sides.
fn each(mut check: impl FnMut(&str, &World)) {
    for (neurons, count) in [(0, 60), (1, 60), (2, 60), (3, 60), (6, 60), (2, 300), (5, 300), (1, 0), (3, 1), (4, 2)] {
        for bend in [0.0, 0.3, 1.0] {
            for (k, azimuth) in [-170.0, -90.0, -30.0, 0.0, 44.0, 130.0].into_iter().enumerate() {
                let mut world = world(neurons, count, bend);
                world.camera = Camera { azimuth, elevation: [10.0, 25.0, 45.0, 85.0][k % 4] };
                world.exam = k % 2 == 0;
                if k % 3 == 0 {
                    world.quantity = Quantity::Inputs;
                }
                check(&format!("{neurons} neurons, {count} samples, {bend} bent, from {azimuth}"), &world);
            }
        }
    }
}

/// What is written, and the room that it takes in CSS px.
fn labels(svg: &str, look: &Look) -> Vec<(String, Rect)> {
    let lines: Vec<&str> = svg.lines().collect();
    let of =
        |line: &str, name: &str| -> Option<String> { Some(line.split_once(name)?.1.split('"').next()?.to_owned()) };
    let number = |line: &str, name: &str| of(line, name).and_then(|text| text.parse::<f64>().ok()).expect("a number");
    let starts = lines.windows(2).filter(|pair| pair[0].starts_with("<text"));
    let label = |pair: &[&str]| {
        let font = Font { size: number(pair[0], "font-size=\"") / look.sub, bold: pair[0].contains("bold") };
        let (x, y) = (number(pair[0], " x=\"") / look.sub, number(pair[0], " y=\"") / look.sub);
        let width = text_width(pair[1], font);
        let left = match of(pair[0], "text-anchor=\"").as_deref() {
            Some("middle") => x - width / 2.0,
            Some("end") => x - width,
            _ => x,
        };
        // SVG counts from the line on which letters stand: a third of the size below their middle, more or less.
        (pair[1].to_owned(), Rect { left, top: y - 0.85 * font.size, width, height: font.size })
    };
    starts.map(label).collect()
}

#[test]
fn nothing_is_drawn_that_is_not_a_number_or_leaves_the_canvas_and_no_label_lies_on_another() {
    let mut count = 0;
    each(|name, world| {
        for (size, dark) in [(SIZES[0], false), (SIZES[1], true)] {
            let look = look(size, dark);
            let drawn = render(&world.view(), &look);
            assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{name}");
            for (horizontal, value) in svg::coordinates(&drawn) {
                let most = if horizontal { size.0 } else { size.1 };
                assert!((-1.0..=most + 1.0).contains(&(value / look.sub)), "{name}: {} of {most}", value / look.sub);
            }
            let labels = labels(&drawn, &look);
            count += labels.len();
            for (i, (text, place)) in labels.iter().enumerate() {
                let inside = place.left >= -0.5 && place.right() <= size.0 + 0.5;
                assert!(inside && place.top >= -2.0 && place.bottom() <= size.1 + 2.0, "{name}: {text} at {place:?}");
                for (other, there) in &labels[..i] {
                    assert!(
                        !place.overlaps(there),
                        "{name}, {size:?}: {text} at {place:?} lies on {other} at {there:?}"
                    );
                }
            }
        }
    });
    assert!(count > 1000, "{count} labels");
}

#[test]
fn after_a_divergence_it_says_so_and_draws_no_more_than_there_is() {
    for neurons in [0, 1, 2, 3, 6] {
        for bad in [f64::NAN, f64::INFINITY, 1e300] {
            let mut world = world(neurons, 60, 1.0);
            world.samples.iter_mut().skip(2).for_each(|put| (put.at, put.wrong) = ([bad; 3], None));
            world.bending.grid.iter_mut().flatten().skip(40).for_each(|at| at[1] = bad);
            world.bending.cut = None;
            for span in &mut world.bending.spans {
                span.hi = bad;
            }
            let look = look(SIZES[0], false);
            let drawn = render(&world.view(), &look);
            assert!(!drawn.contains("NaN") && !drawn.contains("inf"));
            for (horizontal, value) in svg::coordinates(&drawn) {
                let most = if horizontal { look.width } else { look.height };
                assert!((-1.0..=most + 1.0).contains(&(value / look.sub)), "{neurons} {bad}");
            }
            let said = labels(&drawn, &look);
            assert!(said.iter().any(|(text, _)| text.starts_with("no numbers any more")), "{said:?}");
            assert!(!said.iter().any(|(text, _)| text == "cat"), "{said:?}");
        }
    }
}

#[test]
fn absurd_sizes_and_cuts_draw_too() {
    for neurons in [2, 3] {
        for (width, height) in [(0.0, 0.0), (1.0, 4000.0), (f64::NAN, f64::INFINITY), (-5.0, 30.0)] {
            let view = world(neurons, 20, 1.0);
            let look = Look { width, height, ..Look::new(9.0, 9.0, 4.0) };
            svg::drawn(&Look::new(9.0, 9.0, 4.0), |area| {
                let space = picture::lay_out(&view.view(), &look);
                assert!(pen::draw(area, &look, |pen| picture::draw_base(pen, &view.view(), &space)).is_ok());
                assert!(pen::draw(area, &look, |pen| picture::draw_marks(pen, &view.view(), &space)).is_ok());
            });
        }
        for cut in [([0.0; 3], 1.0), ([0.0; 3], 0.0), ([1e38, -1e-30, 0.0], 1e38), ([1.0, 1.0, 1.0], -1e9)] {
            let mut world = world(neurons, 20, 1.0);
            world.bending.cut = Some(Cut { across: cut.0, offset: cut.1 });
            let drawn = render(&world.view(), &look(SIZES[0], false));
            assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{cut:?}");
        }
    }
}

/// What is said below and above.
fn said(world: &World, lang: Lang) -> Vec<String> {
    let look = Look { lang, ..look(SIZES[0], false) };
    labels(&render(&world.view(), &look), &look).into_iter().map(|(text, _)| text).collect()
}

#[test]
fn the_sentence_says_what_the_cut_comes_to() {
    let mut world = world(2, 60, 1.0);
    let mut claims = |wrong: usize, neurons: Directions, en: &str, zh: &str| {
        world.bending.directions = neurons;
        let shown: Vec<usize> = (0..60).filter(|i| !world.samples[*i].held_out).collect();
        world.samples.iter_mut().for_each(|put| put.wrong = Some(false));
        shown[..wrong].iter().for_each(|i| world.samples[*i].wrong = Some(true));
        for (lang, sentence) in [(Lang::En, en), (Lang::ZhHans, zh)] {
            let said = said(&world, lang);
            assert!(said.iter().any(|text| text == sentence), "{sentence} is not among {said:?}");
        }
    };
    // Fifty are shown, the others held out.
    claims(0, Directions::Two, "here one straight line does it", "在这里，一条直线就够了");
    claims(2, Directions::Two, "here one straight line does it: 96 %", "在这里，一条直线就够了：96%");
    claims(3, Directions::Two, "its straight line gets 94 % of all right", "它的这条直线分对了全部的 94%");
    claims(1, Directions::One, "here one point does it: 98 %", "在这里，一个分界点就够了：98%");
    claims(2, Directions::Three, "here the fence is one flat cut: 96 %", "在这里，围栏就是平着的一刀：96%");
    claims(20, Directions::Three, "its flat cut gets 60 % of all right", "它平着的这一刀分对了全部的 60%");
    let many = Directions::Main { neurons: 8, share: 0.999 };
    claims(0, many, "a view of 8 dimensions: 99 % of the variance", "8 维空间的一个侧面，保留了方差的 99%");
    world.bending.cut = None;
    assert!(!said(&world, Lang::En).iter().any(|text| text.contains(" cut ") || text.contains("dimensions: 9 %")));
    world.bend = 0.995;
    assert!(said(&world, Lang::En).contains(&"on the way: 99 % bent".to_owned()));
    world.bend = 0.0;
    assert!(said(&world, Lang::ZhHans).contains(&"还是一张平面，没有弯".to_owned()));
}

#[test]
fn what_is_held_out_is_seen_in_the_exam_and_only_there() {
    let mut world = world(2, 60, 1.0);
    let before = render(&world.view(), &look(SIZES[0], false));
    world.exam = true;
    let after = render(&world.view(), &look(SIZES[0], false));
    assert!(after.matches("<circle").count() > before.matches("<circle").count() + 8);
}

/// Whatever the cut, each class is named where the output says it, in a frame and in a room.
#[test]
fn classes_are_named_on_their_own_side_of_the_cut() {
    let mut named = 0;
    for (k, neurons) in (0..160).flat_map(|k| [(k, 2), (k, 3)]) {
        let mut world = world(neurons, 20, 1.0);
        let across = [noise(5 * k), noise(5 * k + 1), if neurons == 3 { noise(5 * k + 2) } else { 0.0 }];
        let cut = Cut { across, offset: 0.5 * noise(5 * k + 3) };
        (world.bending.cut, world.camera.azimuth) = (Some(cut), 180.0 * noise(5 * k + 4));
        let (view, look) = (world.view(), look(SIZES[k % 2], false));
        let all = labels(&render(&view, &look), &look);
        let at = |name: &str| all.iter().find(|(text, _)| text == name).map(|(_, place)| place.middle());
        for (name, sign) in [("cat", 1.0), ("no cat", -1.0)] {
            let Some((x, y)) = at(name) else { continue };
            named += 1;
            match picture::lay_out(&view, &look) {
                Space::Flat(frame) => {
                    let (u, v) = frame.from_px(x, y);
                    let value = cut.offset + cut.across[0] * u + cut.across[1] * v;
                    assert!(sign * value > 0.0, "{k}: {name} at {x} {y} of {cut:?}");
                }
                Space::Deep(room) => {
                    // At a corner of that side, and none is nearer, if there is one on the outline.
                    let value =
                        |at: &[f64; 3]| sign * (cut.offset + (0..3).map(|i| cut.across[i] * at[i]).sum::<f64>());
                    let away = |corner: &[f64; 3]| distance(room.to_px(*corner), (x, y));
                    let nearest = room.rim().into_iter().min_by(|a, b| away(a).total_cmp(&away(b)));
                    let there = nearest.is_some_and(|corner| value(&corner) > 0.0 && away(&corner) < 40.0);
                    assert!(there || room.rim().iter().all(|at| value(at) <= 0.0), "{k}: {name} at {x} {y} of {cut:?}");
                }
            }
        }
    }
    assert!(named > 400, "{named}");
}

/// The marks of one are kept, of one sample of each kind and a coarse plane.
#[test]
fn a_bent_plane_is_as_it_was() {
    let mut world = world(3, 6, 1.0);
    world.exam = true;
    world.samples = [0, 1, 3, 5].map(|i| world.samples[i]).to_vec();
    world.samples[1].wrong = Some(true);
    let coarse = |line: &Vec<[f64; 3]>| line.iter().step_by(16).copied().collect::<Vec<_>>();
    world.bending.grid = world.bending.grid.iter().step_by(4).map(coarse).collect();
    world.bending.grid.truncate(4);
    let look = Look { dark: true, lang: Lang::ZhHans, ..Look::new(358.0, 300.0, 2.0) };
    let view = world.view();
    let marks = |pen: &pen::Pen| picture::draw_marks(pen, &view, &picture::lay_out(&view, &look));
    let drawn = svg::drawn(&look, |area| pen::draw(area, &look, marks).expect("the marks draw"));
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/bent-three-phone-dark-zh.svg");
    let beside = kept.with_file_name("bent-three-phone-dark-zh-changed.svg");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&kept, &drawn).expect("golden files can be written");
    }
    if std::fs::read_to_string(&kept).is_ok_and(|old| old == drawn) {
        let _ = std::fs::remove_file(&beside);
    } else {
        std::fs::write(&beside, &drawn).expect("golden files can be written");
        panic!("look at {}; UPDATE_GOLDEN=1 keeps it", beside.display());
    }
    assert!(drawn.len() < 4_000, "{} bytes of a golden file are too many to keep", drawn.len());
}
