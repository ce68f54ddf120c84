//! What is shown of descent on the plane of a line: its gradient is that of the loss shown, its step the one that is taken.

use crate::{change, fill, session};
use kittengrad::session::{Msg, Session};
use kittengrad::view::{Camera, Descent};

fn descent(s: &mut Session) -> Option<Descent> {
    s.update(Msg::ShowDescent(true));
    s.surface().descent
}

fn line(knobs: &[(&str, &str)], steps: u32) -> Session {
    let mut s = session(knobs);
    s.update(Msg::Step(steps));
    fill(&mut s);
    s
}

const EXACT: [(&str, &str); 2] = [("standardize", "false"), ("learning-rate", "0.001")];

#[test]
fn the_arrows_are_the_slopes_of_the_loss_that_is_shown() {
    for (knobs, steps) in [(&EXACT[..], 0), (&EXACT[..], 9), (&[][..], 0), (&[][..], 4)] {
        let mut s = line(knobs, steps);
        let shown = descent(&mut s).expect("a line has one");
        let surface = s.surface();
        let (here, u, v) = (surface.here.expect("finite"), surface.u, surface.v);
        let mut loss = |at: (f64, f64)| {
            s.update(Msg::MoveTo(at));
            s.surface().loss
        };
        // A paraboloid: a difference to either side is its slope, up to rounding.
        let (du, dv) = (0.05 * (u.hi - u.lo), 0.05 * (v.hi - v.lo));
        let slope = (
            (loss((here.0 + du, here.1)) - loss((here.0 - du, here.1))) / (2.0 * du),
            (loss((here.0, here.1 + dv)) - loss((here.0, here.1 - dv))) / (2.0 * dv),
        );
        let size = |g: (f64, f64)| (g.0 * du).abs() + (g.1 * dv).abs();
        let off = size((slope.0 - shown.gradient.0, slope.1 - shown.gradient.1));
        assert!(off < 1e-3 * size(slope), "{knobs:?} {steps}: {slope:?} {:?}", shown.gradient);
    }
}

#[test]
fn the_step_is_the_one_that_is_taken() {
    for optimizer in ["gd", "momentum", "adam"] {
        for knobs in [&EXACT[..], &[]] {
            let mut s = line(knobs, 0);
            s.update(Msg::Set(change("optimizer", optimizer)));
            s.update(Msg::Step(5));
            fill(&mut s);
            let (bits, status) = (s.parameters().to_vec(), s.status().step);
            let step = descent(&mut s).and_then(|shown| shown.step).expect("it is known");
            assert_eq!((s.parameters(), s.status().step), (&bits[..], status), "looking changes nothing");
            let here = s.surface().here.expect("finite");
            let near = |a: f64, b: f64| (a - b).abs() < 1e-9 * b.abs();
            assert!(near(here.0 + step.by.0, step.to.0) && near(here.1 + step.by.1, step.to.1));
            s.update(Msg::Step(1));
            assert_eq!(s.surface().here, Some(step.to), "{optimizer} {knobs:?}");
        }
    }
}

#[test]
fn plain_descent_in_the_axes_own_units_is_the_rate_times_the_gradient() {
    let mut s = line(&EXACT, 3);
    let shown = descent(&mut s).expect("a line has one");
    let step = shown.step.expect("it is known");
    for (by, slope) in [(step.by.0, shown.gradient.0), (step.by.1, shown.gradient.1)] {
        assert!((by + 0.001 * slope).abs() < 1e-3 * by.abs().max(1e-3), "{by} {slope}");
    }
}

#[test]
fn what_is_not_known_is_not_shown() {
    let mut batches = line(&[("batch", "8")], 3);
    let shown = descent(&mut batches).expect("the gradient is that of all points");
    assert_eq!(shown.step, None, "which points are drawn is not known");
    for knobs in [[("model", "network"), ("layers", "3")], [("model", "polynomial"), ("degree", "3")]] {
        assert_eq!(descent(&mut line(&knobs, 3)), None);
    }
    let mut off = line(&[], 3);
    assert!(descent(&mut off).is_some());
    off.update(Msg::ShowDescent(false));
    assert_eq!(off.surface().descent, None);
}

#[test]
fn the_first_places_are_numbered_as_long_as_none_is_left_out() {
    let mut s = line(&[], 0);
    assert_eq!(s.surface().numbered, 1);
    for steps in 1..4 {
        s.update(Msg::Step(1));
        assert_eq!(s.surface().numbered, steps + 1);
    }
    s.update(Msg::Step(2_000));
    let surface = s.surface();
    assert!(surface.numbered < surface.trail.len(), "{}", surface.numbered);
}

#[test]
fn a_landscape_is_turned_within_bounds_and_found_as_it_was_left() {
    let mut s = session(&[]);
    assert_eq!(s.surface().relief, None);
    s.update(Msg::Relief(true));
    assert_eq!(s.surface().relief, Some(Camera::default()));
    for ((azimuth, elevation), seen) in [
        ((200.0, 40.0), (-160.0, 40.0)),
        ((-190.0, 3.0), (170.0, Camera::LOWEST)),
        ((720.0, 500.0), (0.0, Camera::HIGHEST)),
        ((f64::NAN, 30.0), (0.0, 30.0)),
        ((20.0, f64::INFINITY), (20.0, 30.0)),
    ] {
        s.update(Msg::TurnLandscape(azimuth, elevation));
        assert_eq!(s.surface().relief, Some(Camera { azimuth: seen.0, elevation: seen.1 }));
    }
    let undo = s.status().undo;
    s.update(Msg::Relief(false));
    assert_eq!((s.surface().relief, s.status().undo), (None, undo));
    s.update(Msg::Relief(true));
    assert_eq!(s.surface().relief, Some(Camera { azimuth: 20.0, elevation: 30.0 }));
}
