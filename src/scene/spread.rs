//! Labels that would overlap, moved apart.

/// Moves labels apart up and down: `want` are the centres they would like, and the result keeps them `apart` and between
/// `lo` and `hi` where there is room for all, in the same order.
pub(super) fn spread(want: &[f64], apart: f64, lo: f64, hi: f64) -> Vec<f64> {
    // By insertion: there are a few only.
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
