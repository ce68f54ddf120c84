//! Snapshots of loss surfaces made by hand: as a landscape, with the arrows of descent, with hills and holes.

use crate::world::{World, span};
use crate::worlds::{degree_twelve, diverged, line, network};
use kittengrad::view::*;

/// The line's surface as a landscape, with the slope in plain units; as the chapter on the loss asks about it, with flags.
pub fn landscape() -> World {
    let mut w = line();
    (w.u, w.v) = (span(-450.0, 40.0), span(608.0, 1247.0));
    w.plane = Plane::Exact { x_unit: 10 };
    w.relief = Some(Camera::default());
    w.best = Some((-238.0, 927.0));
    w.trail = (0..7).map(|i| 0.7f64.powi(i)).map(|d| (-180.0 + 190.0 * d * d, 850.0 + 120.0 * d)).collect();
    (w.here, w.numbered) = (w.trail.last().copied(), 0);
    w.flags = vec![(-330.0, 1100.0), (-238.0, 927.0), (-90.0, 740.0)];
    w.with_surface(40, |u, v| {
        let (du, dv) = (u + 238.0, v - 927.0);
        1475.0 + 3.3 * du * du + 3.2 * du * dv + dv * dv
    })
    .coarser()
}

/// The same with the arrows of descent, without flags.
pub fn downhill() -> World {
    let mut w = landscape();
    w.flags.clear();
    (w.trail, w.numbered) = (vec![(-20.0, 1000.0), (-70.0, 960.0), (-95.0, 930.0)], 2);
    w.here = w.trail.last().copied();
    let (u, v) = w.here.expect("it has just been set");
    let gradient = (6.6 * (u + 238.0) + 3.2 * (v - 927.0), 3.2 * (u + 238.0) + 2.0 * (v - 927.0));
    let by = (-0.1 * gradient.0, -0.1 * gradient.1);
    w.descent = Some(Descent { gradient, step: Some(NextStep { to: (u + by.0, v + by.1), by }) });
    w
}

/// The arrows of plain descent on a map, whose ball leaps across the valley.
pub fn leaping() -> World {
    let mut w = line();
    (w.u, w.v) = (span(-330.0, 40.0), span(610.0, 935.0));
    w.best = Some((-240.0, 910.0));
    let gradient = |(u, v): (f64, f64)| (3.1 * (u + 240.0) + 2.2 * (v - 910.0), 2.2 * (u + 240.0) + 2.0 * (v - 910.0));
    let mut at = (0.0, 700.0);
    w.trail = vec![at];
    for _ in 0..4 {
        let g = gradient(at);
        at = (at.0 - 0.38 * g.0, at.1 - 0.38 * g.1);
        w.trail.push(at);
    }
    (w.here, w.numbered) = (Some(at), 4);
    let g = gradient(at);
    let by = (-0.38 * g.0, -0.38 * g.1);
    w.descent = Some(Descent { gradient: g, step: Some(NextStep { to: (at.0 + by.0, at.1 + by.1), by }) });
    w.with_surface(40, |u, v| {
        let (du, dv) = (u + 240.0, v - 910.0);
        1200.0 + 1.55 * du * du + 2.2 * du * dv + dv * dv
    })
    .coarser()
}

/// A network's slice as a landscape, from the side.
pub fn hills() -> World {
    let mut w = network();
    w.relief = Some(Camera { azimuth: -150.0, elevation: 24.0 });
    w.coarser()
}

/// One with holes, from above, its ball beyond the cut.
pub fn holes() -> World {
    let mut w = degree_twelve();
    w.relief = Some(Camera { azimuth: 70.0, elevation: 85.0 });
    w
}

/// Nothing of it is finite.
pub fn no_ground() -> World {
    let mut w = diverged();
    w.relief = Some(Camera::default());
    w
}
