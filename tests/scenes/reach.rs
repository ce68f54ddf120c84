//! What of the points' picture is near enough to be held, and what is drawn where it can be.

use super::world::World;
use super::{Look, Picture, look, svg, worlds};
use kittengrad::scene;
use kittengrad::scene::fit::handles;
use kittengrad::scene::fit::reach::part_at;
use kittengrad::scene::frame::Frame;
use kittengrad::text::Lang;
use kittengrad::view::{End, Part, Pointer, Probe};

const MOUSE: f64 = 12.0;
const FINGER: f64 = 22.0;

fn frame(world: &World, look: &Look) -> Frame {
    scene::lay_out(&world.view(Picture::Fit), look).frame().copied().expect("a chart")
}

#[test]
fn handles_stand_at_the_ends_of_what_is_seen_of_the_line() {
    let look = look(Picture::Fit, false);
    for (left, right) in [(860.0, 290.0), (3000.0, -2700.0), (-400.0, 600.0), (5e4, 6e4), (-1e300, 1e300), (-9e3, -9e3)]
    {
        let mut w = worlds::tilted();
        w.handles = Some([(0.0, left), (30.0, right)]);
        let f = frame(&w, &look);
        let [a, b] = handles::places(&w.fit(), &f).expect("handles");
        for at in [a, b] {
            assert!(f.holds(at, 0.01), "{at:?} is in the frame");
            assert_eq!(part_at(&w.fit(), &f, at, MOUSE).map(|part| matches!(part, Part::Handle(_))), Some(true));
        }
        assert!(a.0 <= b.0);
    }
}

#[test]
fn the_nearest_is_held_and_the_line_only_where_nothing_else_is() {
    let look = look(Picture::Fit, false);
    let w = worlds::tilted();
    let (f, fit) = (frame(&w, &look), w.fit());
    let [left, right] = handles::places(&fit, &f).expect("handles");
    assert_eq!(part_at(&fit, &f, (left.0 + 9.0, left.1 - 9.0), MOUSE), Some(Part::Handle(End::Left)));
    assert_eq!(
        part_at(&fit, &f, (right.0 + 18.0, right.1), FINGER),
        Some(Part::Handle(End::Right)),
        "beyond the frame"
    );
    // The last point stands under the right handle: each wins where it is nearer.
    let last = fit.points.len() - 1;
    let at = f.to_px(fit.points[last].x, fit.points[last].y);
    assert_eq!(part_at(&fit, &f, at, MOUSE), Some(Part::Point(last)));
    let middle =
        ((left.0 + right.0) / 2.0 + 40.0, (left.1 + right.1) / 2.0 + 40.0 * (right.1 - left.1) / (right.0 - left.0));
    assert_eq!(part_at(&fit, &f, middle, MOUSE), Some(Part::Line));
    assert_eq!(part_at(&fit, &f, (middle.0, middle.1 - 70.0), MOUSE), None, "empty ground");
    let mut asked = w.clone();
    asked.probe = Some(Probe { x: 20.0, predicted: 1e9, law: None, line: None });
    let at = f.to_px(20.0, 1000.0);
    assert_eq!(part_at(&asked.fit(), &f, at, MOUSE), Some(Part::Probe));
    let mut bare = w.clone();
    bare.handles = None;
    assert_eq!(part_at(&bare.fit(), &f, middle, MOUSE), None, "a curve is not held");
}

/// Draws the marks of a world on a phone and on a desk, and calls `check` with the texts in them.
fn texts(world: &World, check: &dyn Fn(&str)) {
    for (phone, lang) in [(false, Lang::En), (true, Lang::ZhHans)] {
        let look = Look { lang, ..look(Picture::Fit, phone) };
        check(&svg::render(&world.view(Picture::Fit), &look, 2));
    }
}

#[test]
fn the_tip_is_gone_while_something_else_is_dragged() {
    let mut w = worlds::tilted();
    for (pointer, told) in [
        (Pointer::Away, true),
        (Pointer::Over(Part::Line), true),
        (Pointer::Holds(Part::Probe), true),
        (Pointer::Holds(Part::Line), false),
        (Pointer::Holds(Part::Handle(End::Left)), false),
        (Pointer::Holds(Part::Point(3)), false),
    ] {
        w.pointer = pointer;
        texts(&w, &|drawn| {
            assert_eq!(drawn.contains("16.9 km") || drawn.contains("16.9 公里"), told, "{pointer:?}");
        });
    }
}

#[test]
fn amounts_are_those_of_the_errors_in_either_language() {
    let w = worlds::tilted();
    let own = w.points.iter().filter(|dot| !dot.held_out);
    let largest = own.map(|dot| (dot.y - dot.predicted).abs()).fold(0.0, f64::max).round();
    texts(&w, &|drawn| {
        assert!(drawn.contains(&format!("{largest} k")) || drawn.contains(&format!("{:.1} 万", largest / 10.0)));
        assert!(!drawn.contains('²'));
    });
    texts(&worlds::squared(), &|drawn| {
        assert_eq!(drawn.matches('²').count(), 2, "the two largest");
        assert!(drawn.contains("side 91 k") || drawn.contains("边长 9.1 万"));
    });
}

/// The box of the tip that is drawn, CSS px: left, top, right, bottom.
fn tip(drawn: &str, look: &Look) -> [f64; 4] {
    let ground = drawn.lines().rfind(|line| line.starts_with("<polygon opacity=\"0.96\"")).expect("a tip");
    let all = svg::coordinates(&format!("\n\n{ground}"));
    let ends = |horizontal: bool| {
        let along = || all.iter().filter(move |at| at.0 == horizontal).map(|at| at.1 / look.sub);
        (along().fold(f64::INFINITY, f64::min), along().fold(f64::NEG_INFINITY, f64::max))
    };
    let ((left, right), (top, bottom)) = (ends(true), ends(false));
    [left, top, right, bottom]
}

#[test]
fn the_tip_hides_no_point_at_any_place_of_the_question() {
    for made in [worlds::network, worlds::tilted, worlds::crowd, worlds::steep] {
        for (phone, lang) in [(false, Lang::En), (true, Lang::ZhHans)] {
            let look = Look { lang, ..look(Picture::Fit, phone) };
            let mut w = made();
            w.pointer = Pointer::Away;
            for x in 0..=30 {
                w.probe = Some(Probe { x: f64::from(x), predicted: 500.0, law: None, line: None });
                let (f, drawn) = (frame(&w, &look), svg::render(&w.view(Picture::Fit), &look, 2));
                let [left, top, right, bottom] = tip(&drawn, &look);
                for dot in &w.points {
                    let (px, py) = f.to_px(dot.x, dot.y);
                    let hidden = px > left && px < right && py > top && py < bottom;
                    assert!(!hidden, "a point at {px} {py} under {left} {top} {right} {bottom}");
                }
            }
        }
    }
}
