//! How much drawings differ from each other, beyond their proportions.

/// How far each thing may vary. Whatever it is, a drawing is the same one, only moved: as this grows, it goes farther along.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Variety {
    /// How far a head may lie from its place, right or left and up or down, in pixels.
    pub place: f32,
    /// The share by which a head may be larger or smaller.
    pub size: f32,
    /// How far a head may be turned to either side, in degrees.
    pub turn: f32,
    /// How much the hand wobbles, from 0 (a steady one) to 1.
    pub wobble: f32,
    /// How much the width of strokes varies, from 0 (always 1.55 pixels) to 1 (0.9 to 2.2 pixels).
    pub stroke: f32,
    /// The share of the drawings that are white on black.
    pub inversion: f32,
}

impl Variety {
    /// Nothing varies but proportions.
    pub const NONE: Variety = Variety { place: 0.0, size: 0.0, turn: 0.0, wobble: 0.0, stroke: 0.0, inversion: 0.0 };
    /// The place varies as well.
    pub const PLACE: Variety = Variety { place: 2.5, ..Variety::NONE };
    /// Place, size and turn.
    pub const POSE: Variety = Variety { size: 0.15, turn: 14.0, ..Variety::PLACE };
    /// A loose hand: all of it more, and the strokes themselves.
    pub const LOOSE: Variety = Variety { place: 3.5, size: 0.3, turn: 20.0, wobble: 1.0, stroke: 1.0, inversion: 0.0 };
    /// A loose hand, and half of the drawings white on black.
    pub const INVERTED: Variety = Variety { inversion: 0.5, ..Variety::LOOSE };

    /// The stops of the slider that turns all up, equally far apart.
    pub const STOPS: [Variety; 5] = [Variety::NONE, Variety::PLACE, Variety::POSE, Variety::LOOSE, Variety::INVERTED];

    /// Where the slider stands at a stop.
    pub fn slider_at(stop: usize) -> f32 {
        stop.min(Variety::STOPS.len() - 1) as f32 / (Variety::STOPS.len() - 1) as f32
    }

    /// All turned up along the stops, for a slider from 0 to 1.
    pub fn at(slider: f32) -> Variety {
        let last = Variety::STOPS.len() - 1;
        let along = slider.clamp(0.0, 1.0) * last as f32;
        let stop = (along as usize).min(last - 1);
        let (low, high, share) = (Variety::STOPS[stop], Variety::STOPS[stop + 1], along - stop as f32);
        // Exact at both ends.
        let between = |low: f32, high: f32| low * (1.0 - share) + high * share;
        Variety {
            place: between(low.place, high.place),
            size: between(low.size, high.size),
            turn: between(low.turn, high.turn),
            wobble: between(low.wobble, high.wobble),
            stroke: between(low.stroke, high.stroke),
            inversion: between(low.inversion, high.inversion),
        }
    }
}
