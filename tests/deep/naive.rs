//! The oracle: layers on one picture at a time, in f64, as their formulas say. It shares no line with the core.

use kittengrad::learn::{Activation, Loss};

/// A layer of a model in a row.
#[derive(Clone, Copy, Debug)]
pub enum Layer {
    Linear(usize),
    Conv { filters: usize, k: usize },
    MaxPool(usize),
    MaxOver,
    Act(Activation),
    Flatten,
}

/// `[channel][y][x]`.
pub type Picture = Vec<Vec<Vec<f64>>>;

/// Of all pictures, the mean of the loss of what the layers make of them.
pub fn loss(layers: &[Layer], loss: Loss, parameters: &[f64], pictures: &[(Picture, f64)]) -> f64 {
    pictures.iter().map(|(picture, target)| of_one(loss, &through(layers, parameters, picture), *target)).sum::<f64>()
        / pictures.len() as f64
}

fn of_one(loss: Loss, z: &[f64], target: f64) -> f64 {
    match loss {
        Loss::Logistic => (1.0 + z[0].exp()).ln() - target * z[0],
        Loss::CrossEntropy => z.iter().map(|z| z.exp()).sum::<f64>().ln() - z[target as usize],
        _ => panic!("not a loss of classes"),
    }
}

/// Everything that comes out, number by number.
pub fn through(layers: &[Layer], parameters: &[f64], picture: &Picture) -> Vec<f64> {
    let (mut rest, mut x) = (parameters, picture.clone());
    for layer in layers {
        x = match *layer {
            Layer::Linear(units) => {
                let (w, b) = block(&mut rest, units, x.len());
                let at = |o: usize, y: usize, c: usize| {
                    (0..x.len()).fold(b[o], |sum, i| sum + w[o * x.len() + i] * x[i][y][c])
                };
                filled(units, x[0].len(), x[0][0].len(), at)
            }
            Layer::Conv { filters, k } => {
                let (w, b) = block(&mut rest, filters, x.len() * k * k);
                let at = |o: usize, y: usize, c: usize| {
                    let mut sum = b[o];
                    for i in 0..x.len() {
                        for u in 0..k {
                            for v in 0..k {
                                sum += w[((o * x.len() + i) * k + u) * k + v] * x[i][y + u][c + v];
                            }
                        }
                    }
                    sum
                };
                filled(filters, x[0].len() - k + 1, x[0][0].len() - k + 1, at)
            }
            Layer::MaxPool(k) => {
                let at = |o: usize, y: usize, c: usize| {
                    let of = |n: usize| x[o][y * k + n / k][c * k + n % k];
                    (0..k * k).map(of).fold(f64::NEG_INFINITY, f64::max)
                };
                filled(x.len(), x[0].len() / k, x[0][0].len() / k, at)
            }
            Layer::MaxOver => {
                filled(x.len(), 1, 1, |o, _, _| x[o].concat().into_iter().fold(f64::NEG_INFINITY, f64::max))
            }
            Layer::Act(activation) => filled(x.len(), x[0].len(), x[0][0].len(), |o, y, c| f(activation, x[o][y][c])),
            Layer::Flatten => x.concat().concat().into_iter().map(|x| vec![vec![x]]).collect(),
        };
    }
    assert!(rest.is_empty());
    x.concat().concat()
}

fn f(activation: Activation, z: f64) -> f64 {
    match activation {
        Activation::Linear => z,
        Activation::Relu => z.max(0.0),
        Activation::Tanh => z.tanh(),
        Activation::Sigmoid => 1.0 / (1.0 + (-z).exp()),
        Activation::Silu => z / (1.0 + (-z).exp()),
        _ => panic!("not written out here"),
    }
}

fn filled(channels: usize, height: usize, width: usize, at: impl Fn(usize, usize, usize) -> f64) -> Picture {
    let row = |o, y| (0..width).map(|x| at(o, y, x)).collect();
    (0..channels).map(|o| (0..height).map(|y| row(o, y)).collect()).collect()
}

/// Weights and biases of the next layer.
fn block<'a>(rest: &mut &'a [f64], rows: usize, columns: usize) -> (&'a [f64], &'a [f64]) {
    let (w, behind) = rest.split_at(rows * columns);
    let (b, behind) = behind.split_at(rows);
    *rest = behind;
    (w, b)
}
