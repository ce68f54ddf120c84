//! Labels that would overlap, moved apart.

/// Moves labels apart up and down. `want` are the heights at which they would stand best; those returned are at least `apart`
/// from each other, in the same order, and between `lo` and `hi` if there is room for all.
pub(super) fn spread(want: &[f64], apart: f64, lo: f64, hi: f64) -> Vec<f64> {
    // Sorted by insertion: there are only a few.
    let mut order: Vec<usize> = Vec::new();
    for (i, place) in want.iter().enumerate() {
        let before = order.iter().take_while(|&&other| want[other] <= *place).count();
        order.insert(before, i);
    }
    let mut placed = want.to_vec();
    let mut least = lo;
    for &i in &order {
        placed[i] = want[i].max(least);
        least = placed[i] + apart;
    }
    let mut most = hi;
    for &i in order.iter().rev() {
        placed[i] = placed[i].min(most);
        most = placed[i] - apart;
    }
    placed
}
