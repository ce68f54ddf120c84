//! The convolutional network as plain loops in f64, which share no line with what computes it in the laboratory.

use cat::learners::Kind;
use cat::session::Session;
use cat::units::{LAYERS, UNITS, first};
use drawings::{PIXELS, SIDE};

/// What one drawing makes of the network.
pub struct Seen {
    /// The map of each unit, `[side][side]`.
    pub maps: Vec<Vec<f64>>,
    pub logit: f64,
}

impl Seen {
    /// The greatest activation of a unit.
    pub fn most(&self, unit: usize) -> f64 {
        self.maps[unit].iter().copied().fold(0.0, f64::max)
    }
}

/// Sends a drawing through, units that are off being 0.
pub fn see(session: &Session, picture: &[f32; PIXELS], off: u32) -> Seen {
    let model = &session.run.learners.get(Kind::Cnn).model;
    let (values, blocks) = (model.parameters.values(), model.blocks());
    let mut maps: Vec<Vec<f64>> = Vec::new();
    let mut below: Vec<Vec<f64>> = vec![picture.iter().copied().map(f64::from).collect()];
    let mut side = SIDE;
    for (layer, sort) in LAYERS.iter().enumerate() {
        let (block, k) = (blocks[layer], if layer == 0 { 5 } else { 3 });
        let narrow = side - k + 1;
        assert_eq!(narrow, sort.side);
        for row in 0..sort.units {
            let weights = &values[block.weights()][row * block.columns..][..block.columns];
            let mut map = vec![0.0; narrow * narrow];
            if off >> (first(layer) + row) & 1 == 0 {
                for (place, cell) in map.iter_mut().enumerate() {
                    let mut sum = f64::from(values[block.biases()][row]);
                    for (at, weight) in weights.iter().enumerate() {
                        let (channel, y, x) = (at / (k * k), place / narrow + at / k % k, place % narrow + at % k);
                        sum += f64::from(*weight) * below[channel][y * side + x];
                    }
                    *cell = sum.max(0.0);
                }
            }
            maps.push(map);
        }
        let half = narrow / 2;
        below = maps[first(layer)..].iter().map(|map| halved(map, narrow)).collect();
        side = half;
    }
    let verdict = blocks[LAYERS.len()];
    let weights = &values[verdict.weights()];
    let bias = f64::from(values[verdict.biases()][0]);
    let mut seen = Seen { maps, logit: bias };
    assert_eq!(seen.maps.len(), UNITS);
    seen.logit += weights.iter().enumerate().map(|(row, w)| f64::from(*w) * seen.most(first(2) + row)).sum::<f64>();
    seen
}

/// The greatest of each 2 × 2 places.
fn halved(map: &[f64], side: usize) -> Vec<f64> {
    let half = side / 2;
    let four = |y: usize, x: usize| [0, 1, side, side + 1].map(|by| map[2 * y * side + 2 * x + by]);
    let all = (0..half * half).map(|at| four(at / half, at % half).into_iter().fold(f64::NEG_INFINITY, f64::max));
    all.collect()
}

/// The logits of the other two learners.
pub fn line_and_dense(session: &Session, picture: &[f32; PIXELS]) -> [f64; 2] {
    let dot = |weights: &[f32], x: &[f64]| weights.iter().zip(x).map(|(w, x)| f64::from(*w) * x).sum::<f64>();
    let pixels: Vec<f64> = picture.iter().copied().map(f64::from).collect();
    [Kind::Line, Kind::Dense].map(|kind| {
        let model = &session.run.learners.get(kind).model;
        let values = model.parameters.values();
        let mut x = pixels.clone();
        for (at, block) in model.blocks().iter().enumerate() {
            let rows = (0..block.rows).map(|row| {
                let weights = &values[block.weights()][row * block.columns..][..block.columns];
                let sum = dot(weights, &x) + f64::from(values[block.biases()][row]);
                if at + 1 < model.blocks().len() { sum.max(0.0) } else { sum }
            });
            x = rows.collect();
        }
        x[0]
    })
}
