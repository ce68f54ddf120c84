//! The neurons of a model one by one, and the range of values in which those of a column are shown.

use crate::view::Layers;

/// One neuron.
#[derive(Clone, Copy)]
pub(super) struct Neuron {
    /// Its column; 0 is the inputs.
    pub column: usize,
    /// Its place in the column.
    pub row: usize,
    /// Its place among all neurons, column by column.
    pub index: usize,
}

/// Every neuron, column by column.
pub(super) fn neurons(view: &Layers) -> Vec<Neuron> {
    let mut all = Vec::new();
    for (column, &width) in view.widths.iter().enumerate() {
        for row in 0..width {
            all.push(Neuron { column, row, index: all.len() });
        }
    }
    all
}

/// Whether a neuron is a ReLU in a hidden layer that is zero at every training point.
pub(super) fn is_dead(view: &Layers, neuron: Neuron) -> bool {
    let hidden = neuron.column > 0 && neuron.column + 1 < view.widths.len();
    hidden && view.dead.get(neuron.index).copied().unwrap_or(false)
}

/// For each column the least and the greatest value that its tiles show: the same in all of them, so that they can be
/// compared.
pub(super) fn scales(view: &Layers) -> Vec<(f32, f32)> {
    let mut first = 0;
    let scale_of = |&count: &usize| {
        first += count;
        scale(view, first - count, count)
    };
    view.widths.iter().map(scale_of).collect()
}

/// The range of the finite responses of `count` neurons, from the `first` on. The powers of a polynomial are so large at the
/// ends of x that all else would look flat: there the range is three root mean squares of the middle half, and a curve may
/// leave it.
fn scale(view: &Layers, first: usize, count: usize) -> (f32, f32) {
    let from = first.saturating_mul(view.samples);
    let to = from.saturating_add(count.saturating_mul(view.samples));
    let all = view.responses.get(from..to).unwrap_or_default();
    let finite = all.iter().copied().filter(|a| a.is_finite());
    // Comparisons: the library's min and max are calls of functions here, and there are a quarter of a million values.
    let wider = |(lo, hi), a| (if a < lo { a } else { lo }, if a > hi { a } else { hi });
    let (lo, hi) = finite.fold((f32::INFINITY, f32::NEG_INFINITY), wider);
    if !view.polynomial || view.samples < 4 {
        return (lo, hi);
    }
    let middle = view.samples / 4..view.samples - view.samples / 4;
    let rows = all.chunks_exact(view.samples).filter_map(|row| row.get(middle.clone()));
    let (sum, n) = rows.flatten().filter(|a| a.is_finite()).fold((0.0, 0.0_f32), |(s, n), a| (s + a * a, n + 1.0));
    let most = 3.0 * (sum / n.max(1.0)).sqrt();
    (lo.max(-most), hi.min(most))
}
