//! What the charts are built on: safe ranges and their ticks, the way from values to px and back, clipping, and labels that
//! stand apart.

use super::world::span;
use kittengrad::scene::frame::{Frame, Margins};
use kittengrad::scene::losses;
use kittengrad::scene::range::safe_range;
use kittengrad::scene::ticks::{MOST_TICKS, log_ticks, ticks, whole_ticks};
use kittengrad::view::Span;
use proptest::prelude::*;

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
