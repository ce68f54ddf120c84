//! The base of a picture is drawn again when it would look otherwise, and seldom else.

use super::world::World;
use super::worlds;
use super::{Look, Picture, look, svg};
use kittengrad::scene;
use kittengrad::text::Lang;
use kittengrad::view::{Ghost, Plane, Quantity, Vary, View};

pub fn base_key(view: &View, look: &Look) -> u64 {
    scene::base_key(view, &scene::lay_out(view, look), look)
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

/// What is changed, and how.
type Change = (&'static str, fn(&mut World));

/// Everything that a picture is given, each changed on its own.
const CHANGES: [Change; 27] = [
    ("points", |world| world.points.truncate(3)),
    ("selected", |world| world.selected = Some(1)),
    ("x", |world| world.x.hi += 9.0),
    ("y", |world| world.y.hi += 900.0),
    ("curve", |world| world.curve.reverse()),
    ("law", |world| world.law.iter_mut().for_each(|place| place.1 += 40.0)),
    ("no law", |world| world.law.clear()),
    ("ghosts", |world| world.ghosts.push(Ghost { letter: 0, curve: world.curve.clone() })),
    ("probe", |world| world.probe = None),
    ("quantity", |world| world.quantity = Quantity::Named("area", "rent")),
    ("grid", |world| {
        world.grid.reverse();
        world.generation += 1;
    }),
    ("no grid", |world| world.grid.clear()),
    ("u", |world| world.u.hi += 9.0),
    ("v", |world| world.v.lo -= 9.0),
    ("plane", |world| world.plane = Plane::Weights { u: 0, v: 3, dimensions: 9 }),
    ("other weights", |world| world.plane = Plane::Weights { u: 1, v: 3, dimensions: 9 }),
    ("trail", |world| world.trail.reverse()),
    ("entries", |world| world.entries.truncate(2)),
    ("log", |world| world.log = !world.log),
    ("readout", |world| world.readout = Some(1)),
    ("responses", |world| world.responses.reverse()),
    ("dead", |world| world.dead = vec![true; world.dead.len()]),
    ("parameters", |world| world.parameters.reverse()),
    ("polynomial", |world| world.polynomial = !world.polynomial),
    ("vary", |world| world.swept.vary = Vary::Width),
    ("capacities", |world| world.swept.capacities.push(99)),
    ("fixed", |world| (world.swept.vary, world.swept.fixed) = (Vary::Layers, world.swept.fixed + 7)),
];

#[test]
fn a_base_that_would_look_otherwise_has_another_key() {
    let mut seen = [0; Picture::ALL.len()];
    for world in [worlds::network(), worlds::line(), worlds::pinned(), worlds::degree_twelve()] {
        for picture in Picture::ALL {
            let look = look(picture, false);
            let of = |world: &World| {
                let view = world.view(picture);
                (svg::base(&view, &look), base_key(&view, &look))
            };
            let (drawn, key) = of(&world);
            for (what, change) in CHANGES {
                let mut other = world.clone();
                change(&mut other);
                let (otherwise, other_key) = of(&other);
                if otherwise != drawn {
                    assert_ne!(key, other_key, "{picture:?} does not see its base change with {what}");
                    seen[picture as usize] += 1;
                }
            }
        }
    }
    assert!(seen.iter().all(|changes| *changes >= 6), "{seen:?} changes of each picture's base were tried");
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
