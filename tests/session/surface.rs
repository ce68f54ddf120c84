//! The loss surface does not lie: its values are losses, its ball is the model, its optimum the best there is.

use crate::{check, fill, put, session, set};
use kittengrad::session::{Axes, Msg, Session, State};
use kittengrad::view::{Plane, Span};

/// A session in the middle of a run, with its surface finished, once for each kind of plane.
fn made(kind: &str) -> Session {
    let mut s = match kind {
        "exact" => session(&[("standardize", "false"), ("learning-rate", "0.001")]),
        "centred" => session(&[]),
        "no hidden layers" => session(&[("model", "network"), ("layers", "")]),
        "polynomial" => session(&[("model", "polynomial"), ("degree", "5")]),
        _ => session(&[("model", "network"), ("layers", "5,4")]),
    };
    if kind == "weights" {
        s.update(Msg::SurfaceAxes(Axes::Weights(3, 17)));
    }
    if kind == "dragged" {
        s = session(&[]);
    }
    s.update(Msg::Step(40));
    if kind.starts_with("dragged") {
        for i in 0..8 {
            s.update(Msg::MovePoint(i, (1.0 + i as f64, 210.0)));
        }
    }
    fill(&mut s);
    s
}

const KINDS: [&str; 8] =
    ["exact", "centred", "no hidden layers", "polynomial", "path", "weights", "dragged", "dragged network"];

fn centre(span: Span, side: usize, i: usize) -> f64 {
    span.lo + (span.hi - span.lo) * (i as f64 + 0.5) / side as f64
}

fn near(a: (f64, f64), b: (f64, f64), u: Span, v: Span) -> bool {
    (a.0 - b.0).abs() < 1e-4 * (u.hi - u.lo) && (a.1 - b.1).abs() < 1e-4 * (v.hi - v.lo)
}

#[test]
fn every_cell_holds_the_loss_of_the_parameters_there() {
    for kind in KINDS {
        for (i, j) in [(0, 0), (63, 5), (20, 40), (33, 31), (8, 63)] {
            let mut s = made(kind);
            let surface = s.surface();
            let (side, grid) = (surface.side, surface.grid.to_vec());
            assert_eq!(side, 64);
            let (u, v) = (surface.u, surface.v);
            let place = (centre(u, side, i), centre(v, side, j));
            s.update(Msg::MoveTo(place));
            let (loss, cell) = (s.status().train_loss, f64::from(grid[j * side + i]));
            assert!((loss / cell - 1.0).abs() < 1e-3, "{kind} ({i}, {j}): {loss} {cell}");
            assert_eq!(s.status().step, 0);
            let here = s.surface().here.expect("finite parameters");
            assert!(near(here, place, u, v), "{kind}: the ball lies at {here:?}, not at {place:?}");
        }
    }
}

#[test]
fn the_ball_can_be_dragged_on() {
    for kind in KINDS {
        let mut s = made(kind);
        let surface = s.surface();
        let (u, v, generation) = (surface.u, surface.v, surface.generation);
        for share in [0.2, 0.4, 0.6, 0.8] {
            let place = (u.lo + share * (u.hi - u.lo), v.lo + share * (v.hi - v.lo));
            s.update(Msg::MoveTo(place));
            let surface = s.surface();
            assert!(near(surface.here.expect("finite"), place, u, v), "{kind} {share}");
            assert_eq!((surface.generation, surface.side), (generation, 64), "{kind}: the surface stays while dragged");
            check(&s);
        }
    }
}

#[test]
fn the_ball_lies_on_the_plane_and_the_trail_ends_at_it() {
    for kind in KINDS {
        let mut s = made(kind);
        for _ in 0..3 {
            let surface = s.surface();
            let (u, v) = surface.here.expect("finite parameters");
            assert!((surface.u.lo..=surface.u.hi).contains(&u), "{kind}");
            assert!((surface.v.lo..=surface.v.hi).contains(&v), "{kind}");
            assert_eq!(surface.trail.last(), Some(&(u, v)), "{kind}");
            s.update(Msg::Step(20));
            let (here, trail) = (s.surface().here, s.surface().trail);
            assert_eq!(trail.last().copied(), here, "{kind}, before the new grid");
            fill(&mut s);
        }
        check(&s);
    }
}

#[test]
fn the_line_s_plane_is_slope_and_height_and_holds_the_optimum() {
    for kind in ["exact", "centred", "no hidden layers"] {
        let s = made(kind);
        let surface = s.surface();
        let train: Vec<_> = s.points().iter().filter(|p| !p.held_out).collect();
        let n = train.len() as f64;
        let mean = |of: &dyn Fn(f64, f64) -> f64| train.iter().map(|p| of(p.x, p.y)).sum::<f64>() / n;
        let (x, y) = (mean(&|x, _| x), mean(&|_, y| y));
        let w = mean(&|px, py| (px - x) * (py - y)) / mean(&|px, _| (px - x) * (px - x));
        let (base, height) = if kind == "exact" { (0.0, y - w * x) } else { (x, y) };
        let best = surface.best.expect("a line has one");
        assert!((best.0 / w - 1.0).abs() < 1e-4 && (best.1 / height - 1.0).abs() < 1e-4, "{kind}: {best:?}");
        assert!((surface.u.lo..surface.u.hi).contains(&best.0) && (surface.v.lo..surface.v.hi).contains(&best.1));
        let (u, v) = surface.here.expect("finite parameters");
        let answers = s.predict(&[base, base + 1.0]);
        let size = answers[0].abs().max(1.0);
        assert!((answers[0] - v).abs() < 1e-4 * size, "{kind}: {v} is the line's height");
        assert!((answers[1] - answers[0] - u).abs() < 1e-4 * size, "{kind}: {u} is the line's slope");
        assert_eq!(surface.plane, if kind == "exact" { Plane::Exact { x_unit: 1 } } else { Plane::Centred });
        let least = surface.grid.iter().copied().fold(f32::INFINITY, f32::min);
        let mut at_best = made(kind);
        at_best.update(Msg::MoveTo(best));
        assert!(at_best.status().train_loss <= f64::from(least));
    }
}

#[test]
fn a_slice_shows_distances_as_they_are() {
    for kind in ["polynomial", "path", "weights", "dragged network"] {
        let mut s = made(kind);
        let surface = s.surface();
        let (u, v) = (surface.u, surface.v);
        let (a, b) = ((0.3 * u.lo + 0.7 * u.hi, v.lo), (u.lo, 0.4 * v.lo + 0.6 * v.hi));
        s.update(Msg::MoveTo(a));
        let from = s.parameters().to_vec();
        s.update(Msg::MoveTo(b));
        let apart: f64 = from.iter().zip(s.parameters()).map(|(p, q)| f64::from(p - q).powi(2)).sum();
        let shown = (a.0 - b.0).powi(2) + (a.1 - b.1).powi(2);
        assert!((apart / shown - 1.0).abs() < 1e-3, "{kind}: {apart} {shown}");
    }
}

#[test]
fn a_slice_says_how_many_dimensions_it_leaves_out() {
    let dimensions = |s: &Session| s.status().parameters;
    let s = made("path");
    assert_eq!(s.surface().plane, Plane::Path { dimensions: dimensions(&s) });
    assert_eq!(s.surface().best, None);
    let s = made("weights");
    assert_eq!(s.surface().plane, Plane::Weights { u: 3, v: 17, dimensions: dimensions(&s) });
    let here = s.surface().here.expect("finite parameters");
    let (u, v) = (f64::from(s.parameters()[3]), f64::from(s.parameters()[17]));
    assert!((here.0 - u).abs() < 1e-5 && (here.1 - v).abs() < 1e-5, "{here:?}");
    let mut s = made("path");
    s.update(Msg::SurfaceAxes(Axes::Weights(4, 1_000_000)));
    fill(&mut s);
    assert!(matches!(s.surface().plane, Plane::Path { .. }), "no such weight");
}

#[test]
fn it_is_finished_in_bounded_time_for_a_large_model() {
    let mut s = session(&[("model", "network"), ("layers", "64,64"), ("points", "30")]);
    s.update(Msg::Play);
    s.tick(2);
    s.after_steps();
    while s.surface_unfinished() {
        s.fill_surface(64);
        assert_eq!(s.status().state, State::Running);
    }
    assert!((8..64).contains(&s.surface().side), "coarser while it runs");
    s.update(Msg::Pause);
    fill(&mut s);
    assert_eq!(s.surface().side, 64);
    assert!(s.fill_surface(64) == 0 && !s.surface_unfinished());
    check(&s);
}

#[test]
fn it_follows_points_and_parameters() {
    for kind in KINDS {
        let mut s = made(kind);
        let before = s.surface().grid.to_vec();
        let generation = s.surface().generation;
        s.update(Msg::MovePoint(20, (29.0, 800.0)));
        assert!(s.surface_unfinished(), "{kind}");
        fill(&mut s);
        assert!(s.surface().generation > generation);
        assert_ne!(s.surface().grid, before, "{kind}");
    }
    let mut s = made("centred");
    put(&mut s, &[]);
    fill(&mut s);
    set(&mut s, "model", "network");
    fill(&mut s);
    check(&s);
}

#[test]
fn nowhere_is_no_place_to_go() {
    let mut s = made("path");
    let before = s.parameters().to_vec();
    for place in [(f64::NAN, 0.0), (0.0, f64::INFINITY), (1e300, -1e300)] {
        s.update(Msg::MoveTo(place));
        assert_eq!((s.parameters(), s.status().step), (&before[..], 40));
    }
    let mut s = session(&[]);
    let before = s.parameters().to_vec();
    s.update(Msg::MoveTo((0.0, 0.0)));
    assert_eq!(s.parameters(), before, "before the first surface there is no place");
}
