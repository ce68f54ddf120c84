//! Where a square hides most of what speaks for a cat: the drawing is covered at one place after another.

use crate::conditions::covered;
use crate::hand::COVER;
use crate::learners::{SLICE, show};
use crate::models::Model;
use crate::trace::set_off;
use deep::Network;
use drawings::{PIXELS, Picture, SIDE};

/// The square moves by so many pixels.
const STRIDE: usize = 2;
/// So many places in a row, and rows of them.
pub const PLACES: usize = (SIDE - COVER) / STRIDE + 1;

/// The map, under way.
#[derive(Debug)]
pub struct Hurts {
    network: Network,
    picture: Picture,
    off: u32,
    sums: Vec<f32>,
}

impl Hurts {
    /// Of a drawing where these units are off.
    pub fn new(picture: Picture, off: u32, model: &Model) -> Hurts {
        Hurts { network: model.network(SLICE), picture, off, sums: Vec::with_capacity(PLACES * PLACES) }
    }

    /// Covers some more places, and at last none; how much each pixel hurts, once there are no more.
    pub fn work(&mut self, model: &Model) -> Option<Vec<f32>> {
        let first = self.sums.len();
        let mut pictures = [[0.0; PIXELS]; SLICE];
        let count = SLICE.min(PLACES * PLACES + 1 - first);
        for (at, picture) in pictures[..count].iter_mut().enumerate() {
            let (row, column) = ((first + at) / PLACES, (first + at) % PLACES);
            *picture = match row {
                PLACES => self.picture,
                _ => covered(&self.picture, ((STRIDE * column) as i32, (STRIDE * row) as i32), COVER),
            };
        }
        let network = &mut self.network;
        set_off(network.plan.pokes_mut(), &network.layers, self.off);
        show(network, &pictures);
        network.plan.forward(&model.parameters);
        self.sums.extend_from_slice(&network.plan.values(network.logits)[..count]);
        let (whole, left) = self.sums.split_last()?;
        (left.len() == PLACES * PLACES).then(|| by_pixel(left, *whole))
    }
}

/// How much each pixel hurts: by how much the logit falls, on average over the squares that cover it, as a share of the largest
/// fall; 0 where nothing falls.
pub fn by_pixel(left: &[f32], whole: f32) -> Vec<f32> {
    let fall = |at: usize| (whole - left[at]).max(0.0);
    let most = (0..left.len()).map(fall).fold(0.0, f32::max);
    let mut all = vec![0.0; PIXELS];
    let mut counts = vec![0.0; PIXELS];
    for at in 0..left.len() {
        let (top, first) = (STRIDE * (at / PLACES), STRIDE * (at % PLACES));
        for row in top..top + COVER {
            for column in first..first + COVER {
                all[row * SIDE + column] += fall(at);
                counts[row * SIDE + column] += 1.0;
            }
        }
    }
    for (sum, count) in all.iter_mut().zip(&counts) {
        *sum = if most > 0.0 { *sum / count / most } else { 0.0 };
    }
    all
}
