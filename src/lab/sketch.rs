//! A picture as plain values: shapes and rasters, in colours by their meaning. The page's theme says what those look like.

use nanoserde::{DeBin, SerBin};

/// A colour by its meaning. The page's palette has a shade for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SerBin, DeBin)]
pub enum Tone {
    /// What a picture stands on.
    Panel,
    /// Rules and grid lines.
    Hairline,
    /// Text and drawings.
    Ink,
    /// Labels.
    Soft,
    /// What the model does.
    Model,
    /// What is lost, or was held out.
    HeldOut,
    /// Above zero.
    Positive,
    /// Below zero.
    Negative,
}

impl Tone {
    /// All of them, in their order.
    pub const ALL: [Tone; 8] = [
        Tone::Panel,
        Tone::Hairline,
        Tone::Ink,
        Tone::Soft,
        Tone::Model,
        Tone::HeldOut,
        Tone::Positive,
        Tone::Negative,
    ];
}

/// A colour, and how much of it there is, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, SerBin, DeBin)]
pub struct Paint {
    /// Which.
    pub tone: Tone,
    /// How much it covers.
    pub strength: f32,
}

impl From<Tone> for Paint {
    fn from(tone: Tone) -> Paint {
        Paint { tone, strength: 1.0 }
    }
}

impl Tone {
    /// The colour, covering only this share.
    pub fn at(self, strength: f32) -> Paint {
        Paint { tone: self, strength }
    }
}

/// A rectangle, CSS px.
#[derive(Clone, Copy, Debug, PartialEq, SerBin, DeBin)]
pub struct Rect {
    /// Its left edge.
    pub left: f32,
    /// Its top.
    pub top: f32,
    /// From left to right.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

impl Rect {
    /// Its right edge.
    pub fn right(self) -> f32 {
        self.left + self.width
    }

    /// Its lower edge.
    pub fn bottom(self) -> f32 {
        self.top + self.height
    }

    /// Its middle.
    pub fn middle(self) -> (f32, f32) {
        (self.left + self.width / 2.0, self.top + self.height / 2.0)
    }

    /// Larger by this on each side.
    pub fn grown(self, by: f32) -> Rect {
        Rect { left: self.left - by, top: self.top - by, width: self.width + 2.0 * by, height: self.height + 2.0 * by }
    }

    /// Whether a place is in it.
    pub fn holds(self, (x, y): (f32, f32)) -> bool {
        (self.left..self.right()).contains(&x) && (self.top..self.bottom()).contains(&y)
    }
}

/// The size and weight of letters.
#[derive(Clone, Copy, Debug, PartialEq, SerBin, DeBin)]
pub struct Letters {
    /// CSS px.
    pub size: f32,
    /// Bold, or plain.
    pub bold: bool,
}

impl Letters {
    /// For labels.
    pub const SMALL: Letters = Letters { size: 11.0, bold: false };
    /// For labels that stand out.
    pub const SMALL_BOLD: Letters = Letters { size: 11.0, bold: true };
    /// For the head of a part of a picture.
    pub const HEAD: Letters = Letters { size: 13.0, bold: true };
}

/// Which part of a text stands at its place; up and down it is its middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SerBin, DeBin)]
pub enum Side {
    /// It begins there.
    Start,
    /// It has its middle there.
    Middle,
    /// It ends there.
    End,
}

/// A mark.
#[derive(Clone, Debug, PartialEq, SerBin, DeBin)]
pub enum Shape {
    /// A filled rectangle.
    Fill(Rect, Paint),
    /// The outline of a rectangle, this wide.
    Frame(Rect, Paint, f32),
    /// A line through all places, this wide; dashed, where dashes have a length.
    Line {
        /// Its places, CSS px.
        places: Vec<(f32, f32)>,
        /// Its colour.
        paint: Paint,
        /// How wide it is, CSS px.
        width: f32,
        /// The length of a dash and of a gap, CSS px; 0 for none.
        dash: f32,
    },
    /// A filled disc: middle, radius.
    Disc((f32, f32), f32, Paint),
    /// A circle's outline: middle, radius, how wide.
    Ring((f32, f32), f32, Paint, f32),
    /// One line of text.
    Text {
        /// What it says.
        text: String,
        /// Where.
        at: (f32, f32),
        /// Which part of it stands there.
        side: Side,
        /// How it is written.
        letters: Letters,
        /// Its colour.
        paint: Paint,
    },
}

/// What a raster's numbers look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SerBin, DeBin)]
pub enum Scale {
    /// A drawing: 0 is the paper, 1 is ink.
    Drawing,
    /// What a unit does: from 0, the ground, to 1.
    Activation,
    /// Weights and products: from −1 by 0, the ground, to 1.
    Signed,
    /// Laid over a drawing: 0 lets all through, 1 hides it under the colour of what is lost.
    Loss,
}

impl Scale {
    /// All of them, in their order.
    pub const ALL: [Scale; 4] = [Scale::Drawing, Scale::Activation, Scale::Signed, Scale::Loss];
}

/// The level of a raster that says: here is no number.
pub const NO_VALUE: u8 = 255;

/// The highest level of a raster that stands for a number.
pub const MOST: u8 = 254;

/// Numbers as a grid of squares, below all shapes.
#[derive(Clone, Debug, PartialEq, SerBin, DeBin)]
pub struct Raster {
    /// Where it lies.
    pub place: Rect,
    /// Squares to a row.
    pub columns: usize,
    /// What the levels look like.
    pub scale: Scale,
    /// Row by row from the top: from 0, the least of the scale, to [`MOST`], the most; [`NO_VALUE`] is no number.
    pub levels: Vec<u8>,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, SerBin, DeBin)]
pub struct Sketch {
    /// Grids of numbers, in the order in which they are laid.
    pub rasters: Vec<Raster>,
    /// Marks above them, likewise.
    pub shapes: Vec<Shape>,
}

impl Sketch {
    /// Without anything.
    pub fn clear(&mut self) {
        self.rasters.clear();
        self.shapes.clear();
    }

    /// Lays numbers as a grid; `full` is the number that is the most of the scale. What lies beyond it has its colour, and what is
    /// not a number is shown as none.
    pub fn raster(&mut self, place: Rect, columns: usize, scale: Scale, (values, full): (&[f32], f32)) {
        let levels = values.iter().map(|value| level(*value / full, scale)).collect();
        self.rasters.push(Raster { place, columns, scale, levels });
    }

    /// Draws a line.
    pub fn line(&mut self, places: &[(f32, f32)], paint: impl Into<Paint>, width: f32) {
        self.dashed(places, paint, width, 0.0);
    }

    /// Draws a dashed line.
    pub fn dashed(&mut self, places: &[(f32, f32)], paint: impl Into<Paint>, width: f32, dash: f32) {
        self.shapes.push(Shape::Line { places: places.to_vec(), paint: paint.into(), width, dash });
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, rect: Rect, paint: impl Into<Paint>) {
        self.shapes.push(Shape::Fill(rect, paint.into()));
    }

    /// Draws the outline of a rectangle.
    pub fn frame(&mut self, rect: Rect, paint: impl Into<Paint>, width: f32) {
        self.shapes.push(Shape::Frame(rect, paint.into(), width));
    }

    /// Draws a filled disc.
    pub fn disc(&mut self, at: (f32, f32), radius: f32, paint: impl Into<Paint>) {
        self.shapes.push(Shape::Disc(at, radius, paint.into()));
    }

    /// Draws a circle's outline.
    pub fn ring(&mut self, at: (f32, f32), radius: f32, paint: impl Into<Paint>, width: f32) {
        self.shapes.push(Shape::Ring(at, radius, paint.into(), width));
    }

    /// Writes a line of text.
    pub fn text(
        &mut self,
        text: impl Into<String>,
        at: (f32, f32),
        &(side, letters): &(Side, Letters),
        paint: impl Into<Paint>,
    ) {
        self.shapes.push(Shape::Text { text: text.into(), at, side, letters, paint: paint.into() });
    }
}

/// The level of a share of a scale's most.
fn level(share: f32, scale: Scale) -> u8 {
    if !share.is_finite() {
        return NO_VALUE;
    }
    let share = match scale {
        Scale::Drawing | Scale::Activation | Scale::Loss => share,
        Scale::Signed => (share + 1.0) / 2.0,
    };
    // The cast saturates, and what is left of the whole number is cut off.
    ((share * f32::from(MOST) + 0.5) as u8).min(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_a_share_of_the_scale_and_no_number_is_none() {
        assert_eq!([0.0, 0.5, 1.0, 7.0, -1.0].map(|v| level(v, Scale::Drawing)), [0, 127, MOST, MOST, 0]);
        assert_eq!([-1.0, 0.0, 1.0, -2.0].map(|v| level(v, Scale::Signed)), [0, 127, MOST, 0]);
        for scale in Scale::ALL {
            assert_eq!([f32::NAN, f32::INFINITY].map(|v| level(v, scale)), [NO_VALUE; 2]);
        }
        let mut sketch = Sketch::default();
        let place = Rect { left: 0.0, top: 0.0, width: 2.0, height: 1.0 };
        sketch.raster(place, 2, Scale::Activation, (&[1.0, 2.0], 0.0));
        assert_eq!(sketch.rasters[0].levels, [NO_VALUE; 2], "a scale without a most has no levels");
    }
}
