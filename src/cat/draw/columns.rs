//! Where everything stands in the picture of all units: three layers below each other, a column for each unit, and the sum.

use crate::units::{LAYERS, UNITS, unit_of};
use lab::Rect;

/// The head of a layer, and what parts one layer from the next, CSS px.
pub const HEAD: f32 = 20.0;
const GAP: f32 = 7.0;
/// A line of words below a unit.
pub const WORD: f32 = 14.0;
/// The sum of the faces, at least and at most.
const STAIRS: (f32, f32) = (84.0, 150.0);
/// The sides of a map, at least and at most.
const MAP: (f32, f32) = (14.0, 56.0);
/// Beside pairs stand the words for them.
const NAMES: f32 = 34.0;

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The width of the picture.
    pub width: f32,
    /// Where each layer's head begins, from the top.
    pub heads: [f32; LAYERS.len()],
    /// The first map of each unit.
    pub maps: Vec<Rect>,
    /// What stands below it: the second map of a pair, or what excites it.
    pub below: Vec<Rect>,
    /// The sum of the faces.
    pub stairs: Rect,
    /// Pairs of maps are shown, before and now.
    pub pairs: bool,
}

impl Plan {
    /// For a picture of this size.
    pub fn new((width, height): (f32, f32), pairs: bool) -> Plan {
        let left = if pairs { NAMES } else { 0.0 };
        // Of patches there are two in a row below strokes and parts, and one below a face.
        let below = if pairs { [1.0, 1.0, 1.0] } else { [0.5, 0.5, 1.15] };
        let words = [if pairs { WORD } else { 0.0 }, WORD, WORD];
        let fixed = 3.0 * (HEAD + GAP) + words.iter().sum::<f32>() + GAP;
        let in_maps: f32 = below.iter().map(|below| 1.0 + below).sum();
        let stairs = (0.22 * height).clamp(STAIRS.0, STAIRS.1);
        let most = LAYERS.iter().map(|layer| layer.units).max().unwrap_or(1) as f32;
        let by_width = (width - left) / most - 5.0;
        let map = ((height - fixed - stairs) / in_maps).min(by_width).clamp(MAP.0, MAP.1).floor();
        let (mut maps, mut lower, mut heads) = (Vec::new(), Vec::new(), [0.0; LAYERS.len()]);
        let mut top = 0.0;
        for (at, layer) in LAYERS.into_iter().enumerate() {
            heads[at] = top;
            top += HEAD;
            let step = (width - left) / layer.units as f32;
            for unit in 0..layer.units {
                let middle = left + step * (unit as f32 + 0.5);
                maps.push(Rect { left: (middle - map / 2.0).floor(), top, width: map, height: map });
                let wide = if pairs || at < 2 { map } else { (1.15 * map).floor() };
                let high = (below[at] * map).floor();
                lower.push(Rect {
                    left: (middle - wide / 2.0).floor(),
                    top: top + map + 1.0,
                    width: wide,
                    height: high,
                });
            }
            top += map + 1.0 + (below[at] * map).floor() + words[at] + GAP;
        }
        let stairs = Rect { left: 0.0, top, width, height: (height - top).max(0.0) };
        Plan { width, heads, maps, below: lower, stairs, pairs }
    }

    /// The unit at a place; of the sum, the face whose part of it stands there.
    pub fn unit_at(&self, at: (f32, f32)) -> Option<usize> {
        (0..UNITS).find(|unit| {
            let (map, below) = (self.maps[*unit], self.below[*unit]);
            let adds = unit_of(*unit).0 == 2 && self.stairs.holds(at) && (map.left..map.right()).contains(&at.0);
            map.grown(2.0).holds(at) || below.grown(2.0).holds(at) || adds
        })
    }
}
