//! The gap between training and held-out loss, as it is named in their picture.

use super::world::World;
use super::{Look, look, svg, worlds};
use kittengrad::view::{Extent, Picture};

#[test]
fn the_gap_between_the_losses_is_named_where_there_is_room_and_reason() {
    // Where the texts of a picture stand, in px, by what they say.
    let texts = |world: &World, look: &Look| {
        let drawn = svg::render(&world.view(Picture::Losses), look, 2);
        svg::texts(&drawn).into_iter().map(|(y, text)| (y / look.sub, text)).collect::<Vec<_>>()
    };
    let wide = look(Picture::Losses, false);
    let mut world = worlds::network();
    world.readout = None;
    for (log, train, held, named) in [
        (true, 300.0, 12_000.0, Some("gap ×40")),
        (true, 300.0, 2_100.0, Some("gap ×7.0")),
        // Reason, but no room among the decades; room, but no reason.
        (true, 300.0, 450.0, None),
        (false, 300.0, 450.0, Some("gap ×1.5")),
        (false, 300.0, 449.0, None),
        (true, 12_000.0, 300.0, None),
        (true, 0.0, 300.0, None),
        (true, f32::NAN, 300.0, None),
    ] {
        world.log = log;
        for entry in &mut world.entries {
            let extent = |v: f32| Extent { first: v, min: v, max: v, last: v };
            (entry.train, entry.held_out) = (extent(train), Some(extent(held)));
        }
        if log {
            world.entries[0].train = Extent { first: 30.0, min: 30.0, max: 90_000.0, last: 90_000.0 };
        }
        let said = texts(&world, &wide);
        let gap = said.iter().find(|(_, text)| text.starts_with("gap"));
        assert_eq!(gap.map(|(_, text)| text.as_str()), named, "{train} {held}");
        if let Some((y, _)) = gap {
            let ends = said.iter().filter(|(_, text)| text == "training" || text == "held-out");
            assert!(ends.map(|(end, _)| (end - y).abs()).all(|far| far >= 13.0), "{said:?}");
        }
    }
}
