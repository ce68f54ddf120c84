//! The layers over a plane: a small map in each tile, all of them in one image below the base.

use super::bases::base_key;
use super::planes::{Net, net};
use super::{Look, kept, small, svg};
use kittengrad::scene::{self, Layout};
use kittengrad::text::Lang;
use kittengrad::view::View;

/// The sizes that the picture has on the page, and one in which it is an overview.
const SIZES: [(f64, f64); 4] = [(940.0, 300.0), (350.0, 280.0), (600.0, 240.0), (220.0, 110.0)];

/// Every network, by its name.
fn nets() -> Vec<(&'static str, Net)> {
    let mut all = vec![("tanh", net(2, &[4, 2], false)), ("relu", net(7, &[8, 6, 4], true))];
    let mut with = |name: &'static str, mut net: Net, change: &dyn Fn(&mut Net)| {
        change(&mut net);
        all.push((name, net));
    };
    with("wide", net(2, &[20, 20], true), &|net| net.side = 12);
    with("chosen", net(2, &[4, 2], false), &|net| net.selected = Some((1, 2)));
    with("chosen-input", net(5, &[4, 2], true), &|net| net.selected = Some((0, 4)));
    with("chosen-output", net(2, &[20, 4], false), &|net| (net.selected, net.at) = (Some((3, 0)), None));
    with("diverged", net(2, &[4, 2], false), &|net| {
        for broken in [&mut net.responses, &mut net.at_probe, &mut net.parameters] {
            broken.fill(f32::NAN);
        }
        net.selected = Some((2, 1));
    });
    with("unready", net(2, &[4], false), &|net| (net.responses, net.selected) = (Vec::new(), Some((1, 1))));
    with("nothing", net(2, &[4], false), &|net| net.responses.fill(0.0));
    all
}

fn each(mut check: impl FnMut(&str, &View, &Look)) {
    for (name, net) in nets() {
        for (i, (width, height)) in SIZES.into_iter().enumerate() {
            let lang = if i % 2 == 0 { Lang::En } else { Lang::ZhHans };
            let look = Look { dark: i % 2 == 1, lang, ..Look::new(width, height, 4.0) };
            let (width, height) = scene::size(&net.view(), &look);
            check(name, &net.view(), &Look { width, height, ..look });
        }
    }
}

#[test]
fn maps_of_neurons_are_as_they_were() {
    let look = Look { dark: true, lang: Lang::ZhHans, ..Look::new(350.0, 240.0, 1.0) };
    let net = net(2, &[4, 2], false);
    let drawn = small::render(&net.view(), &look, None);
    kept::all_is_as_it_was(&Vec::from_iter(kept::changed("layers-maps-phone-dark-zh", &drawn)));
}

#[test]
fn no_map_shows_what_is_not_a_number_or_leaves_its_canvas() {
    each(|name, view, look| {
        let drawn = svg::render(view, look, 2);
        assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{name}");
        for (horizontal, value) in svg::coordinates(&drawn) {
            let (most, value) = (if horizontal { look.width } else { look.height }, value / look.sub);
            assert!((-12.0..most + 12.0).contains(&value), "{name} at {most}: {value}");
        }
    });
}

/// The pixels of the image below, with its width and where it begins.
fn image(view: &View, look: &Look) -> (Vec<[u8; 4]>, usize, f64) {
    let mut rgba = Vec::new();
    let image = scene::image(view, &scene::lay_out(view, look), look, &mut rgba).expect("an image");
    assert_eq!(rgba.len(), image.size.0 * image.size.1 * 4);
    (rgba.chunks_exact(4).map(|px| [px[0], px[1], px[2], px[3]]).collect(), image.size.0, image.place.left)
}

#[test]
fn each_tile_has_its_shade_in_the_image_and_nothing_else_has() {
    each(|name, view, look| {
        let (pixels, width, left) = image(view, look);
        let Layout::Tiles(plan) = scene::lay_out(view, look) else { panic!("tiles") };
        let mut tiles = 0;
        for (i, px) in pixels.iter().enumerate() {
            let at = (left + (i % width) as f64 + 0.5, (i / width) as f64 + 0.5);
            let shaded = px[3] == 255;
            tiles += usize::from(shaded);
            assert!(!shaded || plan.neuron_at(at).is_some(), "{name}: {at:?} is outside the tiles");
        }
        assert!(tiles > 0 || name == "unready", "{name} has no shade");
    });
}

#[test]
fn a_shade_tells_values_above_zero_from_those_below() {
    let look = Look::new(940.0, 300.0, 4.0);
    let net = net(2, &[4, 2], false);
    let (pixels, width, left) = image(&net.view(), &look);
    let Layout::Tiles(plan) = scene::lay_out(&net.view(), &look) else { panic!("tiles") };
    // The first input grows to the right: negative at the left of its tile, of the model's colour at the right.
    let own: Vec<usize> = (0..pixels.len())
        .filter(|i| {
            let at = (left + (i % width) as f64 + 0.5, (i / width) as f64 + 0.5);
            pixels[*i][3] == 255 && plan.neuron_at(at) == Some((0, 0))
        })
        .collect();
    let (first, last) = (pixels[own[0]], pixels[own.iter().copied().max_by_key(|i| i % width).expect("pixels")]);
    assert!(first[0] > first[2] + 40, "brown: {first:?}");
    assert!(last[2] > last[0] + 40, "indigo: {last:?}");
}

#[test]
fn the_base_of_maps_stands_still_in_training_and_the_image_does_not() {
    let look = Look::new(940.0, 300.0, 4.0);
    let as_is = net(2, &[4, 2], false);
    let mut later = as_is.clone();
    later.responses.iter_mut().for_each(|value| *value *= -0.5);
    (later.selected, later.at) = (Some((1, 1)), None);
    assert_eq!(base_key(&later.view(), &look), base_key(&as_is.view(), &look));
    assert_eq!(svg::base(&later.view(), &look), svg::base(&as_is.view(), &look));
    let key = |net: &Net, look: &Look| scene::image_key(&net.view(), &scene::lay_out(&net.view(), look), look);
    assert_ne!(key(&later, &look), key(&as_is, &look));
    assert_ne!(key(&as_is, &Look { visible: (100.0, 500.0), ..look }), key(&as_is, &look));
    let mut curves = as_is.view();
    if let View::Layers(view) = &mut curves {
        view.plane = None;
    }
    assert_ne!(base_key(&curves, &look), base_key(&as_is.view(), &look));
    assert!(!scene::has_image(&curves) && scene::has_image(&as_is.view()));
}

/// All of them, to be looked at: `LOOK=folder cargo test --test scenes looked`.
#[test]
fn maps_are_looked_at_where_somebody_wants_to() {
    let Some(folder) = std::env::var_os("LOOK") else { return };
    each(|name, view, look| {
        let look = Look { sub: 16.0, ..*look };
        let path = std::path::Path::new(&folder).join(format!("maps-{name}-{}.svg", look.height));
        std::fs::write(path, small::render(view, &look, Some((look.width as usize, look.height as usize))))
            .expect("it can be written");
    });
}
