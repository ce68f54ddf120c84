//! Dropout: at each step some of the hidden units are left out, so that none can rely on another.

use rand_core::Rng;

use super::batch::Batch;

/// Inverted dropout (Srivastava et al. 2014): a hidden unit's activation is 0 with probability `rate` and 1/(1 − rate) times
/// itself otherwise, drawn anew for each point. So its mean stays, and nothing has to be scaled when the model is evaluated.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dropout {
    /// The share that is dropped, from 0 (none, the default) to less than 1. At 1 and beyond all are dropped; NaN is 0.
    pub rate: f32,
}

impl Dropout {
    /// Whether nothing is dropped, and nothing drawn.
    pub fn is_off(self) -> bool {
        self.rate <= 0.0 || self.rate.is_nan()
    }

    /// Draws a factor for each unit and point, row by row: `mask` is `[units][stride]`, and padding gets no draw and a 0.
    pub(super) fn draw(self, rng: &mut impl Rng, batch: &Batch, mask: &mut [f32]) {
        if batch.stride() == 0 {
            return;
        }
        const STEPS: f64 = 4_294_967_296.0; // 2^32: a unit is dropped where its draw is below rate · 2^32
        let dropped = (f64::from(self.rate) * STEPS) as u64;
        let kept = if self.rate < 1.0 { 1.0 / (1.0 - self.rate) } else { 0.0 };
        for row in mask.chunks_exact_mut(batch.stride()) {
            let (real, padding) = row.split_at_mut(batch.count());
            for factor in real {
                *factor = if u64::from(rng.next_u32()) < dropped { 0.0 } else { kept };
            }
            padding.fill(0.0);
        }
    }
}
