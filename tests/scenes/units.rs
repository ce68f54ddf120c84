//! In Chinese what is drawn of prices, losses and slopes is in 万, and the axes stand where they stood.

use crate::world::World;
use crate::{look, svg, worlds};
use kittengrad::scene::look::Look;
use kittengrad::scene::{self, Layout};
use kittengrad::text::Lang;
use kittengrad::view::{Picture, Plane, Quantity, View};

/// What is written in a picture in a language.
fn written(world: &World, picture: Picture, lang: Lang) -> Vec<String> {
    let look = Look { lang, ..look(picture, false) };
    svg::texts(&svg::render(&world.view(picture), &look, 2)).into_iter().map(|(_, text)| text).collect()
}

fn has(texts: &[String], all: &[&str]) -> bool {
    all.iter().all(|one| texts.iter().any(|text| text == one))
}

#[test]
fn a_line_s_plane_and_its_ball_are_in_the_unit_of_the_prices() {
    let mut world = worlds::downhill();
    let [en, zh] = [Lang::En, Lang::ZhHans].map(|lang| written(&world, Picture::Surface, lang));
    assert!(has(&en, &["w: tilt, k per 10 km", "b: price at the centre, k", "2,224", "∂L/∂w = 953.4"]), "{en:?}");
    assert!(has(&zh, &["w：斜率，万/10 公里", "b：市中心的房价，万", "22.2", "∂L/∂w = 95.34"]), "{zh:?}");
    // The loss is not squared: a tenth, and its slope as it is.
    world.squared = false;
    assert!(has(&written(&world, Picture::Surface, Lang::ZhHans), &["222", "∂L/∂w = 953.4"]));
    // What is no price is told as it is.
    world.quantity = Quantity::Named("age", "height");
    assert!(has(&written(&world, Picture::Surface, Lang::ZhHans), &["2,224", "∂L/∂w = 953.4"]));
    // A slice has no unit along its axes.
    let mut slice = worlds::landscape();
    slice.plane = Plane::Path { dimensions: 9 };
    let ticks = |lang| written(&slice, Picture::Surface, lang).into_iter().filter(|text| text.starts_with(['−', '1']));
    assert_eq!(ticks(Lang::En).collect::<Vec<_>>(), ticks(Lang::ZhHans).collect::<Vec<_>>());
}

#[test]
fn the_axes_of_losses_are_named_anew_and_stay_where_they_are() {
    let mut world = worlds::network();
    for log in [true, false] {
        world.log = log;
        for picture in [Picture::Losses, Picture::Sweep] {
            let ticks = |world: &World, lang| {
                let look = Look { lang, ..look(picture, false) };
                match scene::lay_out(&world.view(picture), &look) {
                    Layout::Chart(chart) => chart.y_ticks,
                    Layout::Landscape(_)
                    | Layout::Tiles(_)
                    | Layout::Cards(_)
                    | Layout::Space(_)
                    | Layout::Nodes(_)
                    | Layout::Lanes(_) => panic!("no chart"),
                }
            };
            let (en, zh) = (ticks(&world, Lang::En), ticks(&world, Lang::ZhHans));
            let number = |name: &str| name.replace(',', "").parse::<f64>().expect("a number");
            assert!(en.len() > 1 && en.len() == zh.len());
            for (en, zh) in en.iter().zip(&zh) {
                assert_eq!(en.at, zh.at);
                assert_eq!(number(&en.name), (100.0 * number(&zh.name)).round(), "{} {}", en.name, zh.name);
            }
            let key = |world: &World, lang| {
                let (view, look) = (world.view(picture), Look { lang, ..look(picture, false) });
                scene::base_key(&view, &scene::lay_out(&view, &look), &look)
            };
            let plain = World { squared: false, ..world.clone() };
            assert_ne!(key(&world, Lang::ZhHans), key(&plain, Lang::ZhHans), "its axis has other names");
            assert_ne!(ticks(&world, Lang::ZhHans), ticks(&plain, Lang::ZhHans));
        }
    }
}

#[test]
fn an_output_that_says_y_says_it_as_y_is_told() {
    let world = worlds::network();
    let mut at_probe = world.at_probe.clone();
    *at_probe.last_mut().expect("an output") = 544.0;
    let told = |output: Option<Quantity<'static>>, lang| {
        let view = View::Layers(kittengrad::view::Layers { output, at_probe: &at_probe, ..world.layers() });
        let look = Look { lang, ..look(Picture::Layers, false) };
        svg::texts(&svg::render(&view, &look, 2)).into_iter().map(|(_, text)| text).collect::<Vec<_>>()
    };
    assert!(has(&told(Some(Quantity::Houses), Lang::En), &["544"]));
    assert!(has(&told(Some(Quantity::Houses), Lang::ZhHans), &["54.4"]));
    assert!(has(&told(Some(Quantity::Plain), Lang::ZhHans), &["544"]));
    assert!(has(&told(None, Lang::ZhHans), &["544"]));
}
