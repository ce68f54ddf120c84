//! Dropout: at each step a part of the hidden units is silenced, so that none can rely on another.

use rand_core::Rng;

/// Inverted dropout (Srivastava et al. 2014): a hidden unit's activation is 0 with probability `rate` and 1/(1 − rate) times
/// itself otherwise, for each point anew. So its mean stays, and nothing is to be scaled when the model is judged.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dropout {
    /// The part that is silenced, from 0 (none, the default) to less than 1. At 1 and beyond all is silenced; NaN is 0.
    pub rate: f32,
}

impl Dropout {
    /// Whether nothing is silenced, and nothing drawn.
    pub fn is_off(self) -> bool {
        self.rate <= 0.0 || self.rate.is_nan()
    }

    /// Draws a factor for each unit and point, row by row: `mask` is `[units][stride]`, and padding gets no draw and a 0.
    pub(super) fn draw(self, rng: &mut impl Rng, (count, stride): (usize, usize), mask: &mut [f32]) {
        if stride == 0 {
            return;
        }
        const STEPS: f64 = 4_294_967_296.0; // 2^32: a draw below rate · 2^32 silences
        let silenced = (f64::from(self.rate) * STEPS) as u64;
        let kept = if self.rate < 1.0 { 1.0 / (1.0 - self.rate) } else { 0.0 };
        for row in mask.chunks_exact_mut(stride) {
            let (real, padding) = row.split_at_mut(count);
            for factor in real {
                *factor = if u64::from(rng.next_u32()) < silenced { 0.0 } else { kept };
            }
            padding.fill(0.0);
        }
    }
}
