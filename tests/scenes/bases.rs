//! The base of a picture is drawn again whenever something of it changes, and not for its marks.

use super::world::World;
use super::{Look, Picture, WORLDS, look, svg, worlds};
use kittengrad::scene;
use kittengrad::text::Lang;
use kittengrad::view::{Camera, Descent, ErrorMarks, Freedom, Ghost, Part, Plane, Pointer, Quantity, Try, Vary, View};

pub fn base_key(view: &View, look: &Look) -> u64 {
    scene::base_key(view, &scene::lay_out(view, look), look)
}

type Change = (&'static str, fn(&mut World));

/// One change each of something that a base shows.
const OF_BASES: [Change; 30] = [
    ("the law", |w| w.law.iter_mut().for_each(|p| p.1 += 40.0)),
    ("one place of the law", |w| w.law[20].1 += 90.0),
    ("no law", |w| w.law.clear()),
    ("a pin", |w| w.ghosts.push(Ghost { letter: 0, curve: w.law.clone() })),
    ("another pin", |w| w.ghosts.push(Ghost { letter: 1, curve: w.law.clone() })),
    ("another curve pinned", |w| w.ghosts.push(Ghost { letter: 0, curve: w.curve.clone() })),
    ("a model that was tried", |w| {
        let curve = w.law.clone();
        w.tried.push(Try { freedom: Freedom::Line, own: 1.0, unseen: None, curve });
    }),
    ("the exam", |w| w.exam = false),
    ("the run before", |w| w.before = Some(w.law.clone())),
    ("another run before", |w| w.before = Some(w.curve.clone())),
    ("x", |w| w.x.hi += 9.0),
    ("y", |w| w.y.hi += 500.0),
    ("the unit", |w| w.quantity = Quantity::Plain),
    ("the columns' names", |w| w.quantity = Quantity::Named("age", "height")),
    ("the grid", |w| {
        w.grid.reverse();
        w.generation += 1;
    }),
    ("no grid", |w| w.grid.clear()),
    ("u", |w| w.u.lo -= 3.0),
    ("v", |w| w.v.lo -= 3.0),
    ("the plane", |w| w.plane = Plane::Weights { u: 3, v: 5, dimensions: 97 }),
    ("its weights", |w| w.plane = Plane::Weights { u: 3, v: 6, dimensions: 97 }),
    ("a landscape", |w| w.relief = Some(Camera::default())),
    ("a landscape, turned", |w| w.relief = Some(Camera::default().turned(77.0, 42.0))),
    ("a landscape, tilted", |w| w.relief = Some(Camera::default().turned(32.0, 60.0))),
    ("the scale of the losses", |w| w.log = !w.log),
    ("the least loss", |w| w.entries[0].train.min *= 1e-4),
    ("the last step", |w| w.entries.truncate(10)),
    ("the layers", |w| w.widths = vec![1, 8, 4, 4, 1]),
    ("a dead neuron", |w| w.dead[5] = !w.dead[5]),
    ("what a sweep varies", |w| w.swept.vary = Vary::Degree),
    ("the capacities", |w| w.swept.capacities[2] += 1),
];

/// One change each of something that a base does not show.
const OF_MARKS: [Change; 22] = [
    ("the curve", |w| w.curve.reverse()),
    ("the probe", |w| w.probe = None),
    ("the selected point", |w| w.selected = None),
    ("the handles", |w| w.handles = Some([(0.0, 700.0), (30.0, 300.0)])),
    ("the pointer", |w| w.pointer = Pointer::Over(Part::Point(2))),
    ("the errors as lines", |w| w.errors = ErrorMarks::Lines),
    ("the errors as squares", |w| w.errors = ErrorMarks::Squares),
    ("the errors of the held-out points", |w| w.errors_of_held_out = true),
    ("the points", |w| w.points[3].y += 20.0),
    ("the losses of the run before", |w| w.before_entries = w.entries[..40].to_vec()),
    ("the trail", |w| w.trail.truncate(3)),
    ("the place on the surface", |w| w.here = Some((1.0, 1.0))),
    ("the lowest place", |w| w.best = Some((0.5, 0.5))),
    ("the flags", |w| w.flags.push((0.3, 0.2))),
    ("the arrows", |w| w.descent = Some(Descent { gradient: (300.0, 900.0), step: None })),
    ("the reading", |w| w.readout = None),
    ("the best step", |w| w.best_step = None),
    ("the parameters", |w| w.parameters.reverse()),
    ("what is frozen", |w| w.frozen.push(0..3)),
    ("the answers", |w| w.responses.reverse()),
    ("the neuron in the hand", |w| w.neuron = Some((1, 2))),
    ("the capacity that is read", |w| w.swept.reading = Some(1)),
];

/// Every base of a world and its key.
fn bases(world: &World, change: &dyn Fn(Look) -> Look) -> Vec<(String, u64)> {
    let one = |picture: Picture| {
        let (view, look) = (world.view(picture), change(look(picture, false)));
        (svg::base(&view, &look), base_key(&view, &look))
    };
    Picture::ALL.map(one).to_vec()
}

#[test]
fn the_base_key_moves_with_the_base_only() {
    let (as_is, world) = (|look: Look| look, worlds::network());
    let before = bases(&world, &as_is);
    let mut all: Vec<(&str, Vec<(String, u64)>)> = vec![("nothing", before.clone())];
    for (what, change) in OF_BASES {
        let mut other = world.clone();
        change(&mut other);
        let after = bases(&other, &as_is);
        assert!(before.iter().zip(&after).any(|(a, b)| a.0 != b.0), "{what} is seen in no base");
        all.push((what, after));
    }
    let looks: [(&str, &dyn Fn(Look) -> Look); 5] = [
        ("the theme", &|look| Look { dark: true, ..look }),
        ("the language", &|look| Look { lang: Lang::ZhHans, ..look }),
        ("the width", &|look| Look { width: 333.0, ..look }),
        ("the height", &|look| Look { height: 207.0, ..look }),
        ("the pixels", &|look| Look { sub: 8.0, ..look }),
    ];
    for (what, change) in looks {
        let after = bases(&world, change);
        let moved = before.iter().zip(&after).all(|(a, b)| a.1 != b.1);
        assert!(moved, "{what} is the same key");
        all.push((what, after));
    }
    // Two bases that differ, whatever made them so, have two keys.
    for (i, (what, some)) in all.iter().enumerate() {
        for (other, others) in &all[..i] {
            for ((a, b), picture) in some.iter().zip(others).zip(Picture::ALL) {
                assert!(a.0 == b.0 || a.1 != b.1, "{picture:?}: {what} has the key of {other}");
            }
        }
    }
    for (what, change) in OF_MARKS {
        let mut other = world.clone();
        change(&mut other);
        let after = bases(&other, &as_is);
        for ((a, b), picture) in before.iter().zip(&after).zip(Picture::ALL) {
            assert!(a.0 == b.0, "{picture:?} shows {what} in its base");
            assert_eq!(a.1, b.1, "{picture:?} redraws its base for {what}");
        }
        assert!(marks(&other) != marks(&world), "{what} is seen nowhere");
    }
}

fn marks(world: &World) -> Vec<String> {
    Picture::ALL.map(|picture| svg::render(&world.view(picture), &look(picture, false), 2)).to_vec()
}

#[test]
fn every_world_has_bases_of_its_own() {
    let as_is = |look: Look| look;
    let all: Vec<_> = WORLDS.map(|(name, world)| (name, bases(&world(), &as_is))).to_vec();
    for (i, (name, some)) in all.iter().enumerate() {
        for (other, others) in &all[..i] {
            for ((a, b), picture) in some.iter().zip(others).zip(Picture::ALL) {
                assert!(a.0 == b.0 || a.1 != b.1, "{picture:?}: {name} has the key of {other}");
            }
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
