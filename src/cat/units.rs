//! The units of the convolutional network: three layers, each a number of small windows that slide over the drawing.

/// A layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer {
    /// Which of the network's sheets its maps are in (`deep::Network::layers`).
    pub sheet: usize,
    /// How many units it has.
    pub units: usize,
    /// Rows and columns of their maps.
    pub side: usize,
    /// Rows and columns of the window through which a unit sees the drawing, in pixels.
    pub window: usize,
    /// From one place of a map to the next, the window moves by so many pixels.
    pub stride: usize,
}

impl Layer {
    /// The left upper pixel of the window at a place (row, column) of a map, as (row, column).
    pub fn corner(self, (row, column): (usize, usize)) -> (usize, usize) {
        (row * self.stride, column * self.stride)
    }

    /// The middle of that window as a place (x, y) in the drawing, in pixels.
    pub fn middle(self, at: (usize, usize)) -> (f32, f32) {
        let (top, left) = self.corner(at);
        let half = self.window as f32 / 2.0;
        (left as f32 + half, top as f32 + half)
    }
}

/// The three, from the pixels up: strokes, parts, faces. 28 × 28 pixels, windows of 5 × 5, halved, 3 × 3, halved, 3 × 3.
pub const LAYERS: [Layer; 3] = [
    Layer { sheet: 0, units: 8, side: 24, window: 5, stride: 1 },
    Layer { sheet: 2, units: 10, side: 10, window: 10, stride: 2 },
    Layer { sheet: 4, units: 8, side: 3, window: 20, stride: 4 },
];

/// The sheet of the greatest activation of each face in the whole drawing.
pub const SEEN: usize = 5;

/// Units of all layers.
pub const UNITS: usize = LAYERS[0].units + LAYERS[1].units + LAYERS[2].units;

/// The first unit of a layer, counted through all.
pub fn first(layer: usize) -> usize {
    LAYERS[..layer].iter().map(|layer| layer.units).sum()
}

/// The layer and the row of a unit that is counted through all.
pub fn unit_of(unit: usize) -> (usize, usize) {
    let layer = (0..LAYERS.len()).rev().find(|layer| first(*layer) <= unit).unwrap_or(0);
    (layer, unit - first(layer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_counted_through_all_layers() {
        let all = (0..LAYERS.len()).flat_map(|layer| (0..LAYERS[layer].units).map(move |row| (layer, row)));
        assert!(all.eq((0..UNITS).map(unit_of)));
        assert_eq!((first(0), first(1), first(2)), (0, 8, 18));
    }

    #[test]
    fn windows_reach_to_the_last_pixel_that_counts() {
        for layer in LAYERS {
            let (last, _) = layer.corner((layer.side - 1, 0));
            assert_eq!(last + layer.window, 28, "{layer:?}");
        }
    }
}
