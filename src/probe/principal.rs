//! The three directions in which the activations of a layer vary most, followed from frame to frame.

/// The values of some neurons at some places, neuron by neuron: `[neurons][stride]`, of each row the first `count`.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// All of them.
    pub values: &'a [f32],
    /// From one neuron's first value to the next one's; at least 1.
    pub stride: usize,
    /// How many places there are.
    pub count: usize,
}

impl<'a> Rows<'a> {
    /// No neurons.
    pub const NONE: Rows<'static> = Rows { values: &[], stride: 1, count: 0 };

    /// The values of one neuron after the other.
    pub fn rows(self) -> impl Iterator<Item = &'a [f32]> {
        self.values.chunks(self.stride.max(1)).map(move |row| &row[..self.count.min(row.len())])
    }

    /// How many neurons there are.
    pub fn neurons(self) -> usize {
        self.values.len().div_ceil(self.stride.max(1))
    }
}

/// So many directions are sought together: the more of them, the sooner the first three are found.
const BLOCK: usize = 8;
/// Rounds of the search at most: the first time, and where it goes on from the last frame.
const ROUNDS: (usize, usize) = (240, 24);
/// It is over when what a direction is turned into points beside it by less than this share of the whole variance.
const FOUND: f64 = 1e-10;
/// An axis that lies in the new space by less than this length is not followed any more.
const LOST: f64 = 0.2;
/// Two axes beside a third are not turned as long as they show this share of what two can: else they would leap whenever two
/// components change places.
const ENOUGH: f64 = 0.8;

/// Three orthonormal directions. The third may be given; the others together show as much of the variance beside it as they
/// can, or nearly: they span what its first principal components do (Pearson 1901). Within that space they are turned: at first the first two go
/// along with the inputs, so that the plane of the inputs is bent and not crumpled into its place; and then each is as near as
/// possible to what it was in the last frame, so that a picture moves as the layer does, and not because two components have
/// changed places.
#[derive(Clone, Debug)]
pub struct Directions3 {
    mean: Vec<f64>,
    axes: [Vec<f64>; 3],
    share: f64,
    /// Orthonormal; where the search goes on.
    block: Vec<Vec<f64>>,
}

impl Directions3 {
    /// Those of a cloud of places, of which only those count for which `counts` says so. `before` are those of the last frame;
    /// where there are none, the axes go along with `toward`, numbers for each place of the cloud, as far as there are any. The
    /// third axis points as `up`, one number for each neuron, unless that is empty, nothing or not finite. `None` where a number
    /// of the cloud is not finite; where nothing varies, any three.
    pub fn of(
        cloud: Rows,
        counts: &dyn Fn(usize) -> bool,
        (toward, up): (Rows, &[f32]),
        before: Option<Directions3>,
    ) -> Option<Directions3> {
        let (mean, centred) = centre(cloud, counts);
        let neurons = mean.len();
        let mut covariance = vec![vec![0.0; neurons]; neurons];
        for (i, j) in (0..neurons).flat_map(|i| (0..=i).map(move |j| (i, j))) {
            covariance[i][j] = dot(&centred[i], &centred[j]);
            covariance[j][i] = covariance[i][j];
        }
        let whole: f64 = (0..neurons).map(|i| covariance[i][i]).sum();
        if neurons < 3 || !whole.is_finite() {
            return None;
        }
        let before = before.filter(|before| before.mean.len() == neurons);
        let rounds = if before.is_some() { ROUNDS.1 } else { ROUNDS.0 };
        let (block, last) = match before {
            Some(before) => (before.block, before.axes.to_vec()),
            None => (first_block(neurons), centre(toward, counts).1.iter().map(|row| along(&centred, row)).collect()),
        };
        let up = unit(up, neurons);
        let block = match &up {
            Some(up) => search(&beside(&covariance, up), block, (rounds, whole)),
            None => search(&covariance, block, (rounds, whole)),
        };
        let shown = |axes: &[Vec<f64>]| axes.iter().map(|axis| dot(axis, &times(&covariance, axis))).sum::<f64>();
        let axes = match &up {
            None => followed(&block, 3, &last, None),
            Some(up) => {
                let (best, near) = (followed(&block, 2, &last, Some(up)), followed(&block, 3, &last, Some(up)));
                if shown(&near[..2]) < ENOUGH * shown(&best[..2]) { best } else { near }
            }
        };
        let shown = shown(&axes);
        let share = if whole > 0.0 { (shown / whole).max(0.0) } else { 1.0 };
        let share = share.min(1.0);
        Some(Directions3 { mean, axes, share, block })
    }

    /// The mean of the cloud, which is where the three axes meet.
    pub fn mean(&self) -> &[f64] {
        &self.mean
    }

    /// The directions, each of length 1.
    pub fn axes(&self) -> &[Vec<f64>; 3] {
        &self.axes
    }

    /// What they show of the variance, from 0 to 1.
    pub fn share(&self) -> f64 {
        self.share
    }

    /// Where they put each place of a layer.
    pub fn places(&self, rows: Rows) -> Vec<[f64; 3]> {
        let mut places = vec![[0.0; 3]; rows.count];
        for (neuron, row) in rows.rows().enumerate().take(self.mean.len()) {
            for (place, value) in places.iter_mut().zip(row) {
                let off = f64::from(*value) - self.mean[neuron];
                for (at, axis) in place.iter_mut().zip(&self.axes) {
                    *at += off * axis[neuron];
                }
            }
        }
        places
    }
}

/// The mean, and every row less its own.
fn centre(cloud: Rows, counts: &dyn Fn(usize) -> bool) -> (Vec<f64>, Vec<Vec<f64>>) {
    let (mut mean, mut centred) = (Vec::new(), Vec::new());
    for row in cloud.rows() {
        let counted = row.iter().enumerate().filter(|(i, _)| counts(*i));
        let mut row: Vec<f64> = counted.map(|(_, value)| f64::from(*value)).collect();
        let middle = row.iter().sum::<f64>() / row.len().max(1) as f64;
        row.iter_mut().for_each(|value| *value -= middle);
        mean.push(middle);
        centred.push(row);
    }
    (mean, centred)
}

/// The direction of length 1 in which neurons go along with a number; where they do not, none: of length 0.
fn along(centred: &[Vec<f64>], number: &[f64]) -> Vec<f64> {
    let both: Vec<f64> = centred.iter().map(|row| dot(row, number)).collect();
    let length = dot(&both, &both).sqrt();
    both.into_iter().map(|value| if length > 0.0 { value / length } else { 0.0 }).collect()
}

/// The direction of length 1 of so many numbers, if they have one.
fn unit(numbers: &[f32], neurons: usize) -> Option<Vec<f64>> {
    let numbers: Vec<f64> = numbers.iter().map(|number| f64::from(*number)).collect();
    let length = dot(&numbers, &numbers).sqrt();
    let is_one = numbers.len() == neurons && length > 0.0 && length.is_finite();
    is_one.then(|| numbers.into_iter().map(|number| number / length).collect())
}

/// What a covariance leaves beside a direction of length 1.
fn beside(covariance: &[Vec<f64>], up: &[f64]) -> Vec<Vec<f64>> {
    let with = times(covariance, up);
    let own = dot(up, &with);
    let row = |(i, row): (usize, &Vec<f64>)| {
        let less = |(j, value): (usize, &f64)| value - up[i] * with[j] - with[i] * up[j] + own * up[i] * up[j];
        row.iter().enumerate().map(less).collect()
    };
    covariance.iter().enumerate().map(row).collect()
}

/// Unlike anything that a layer is likely to be orthogonal to.
fn first_block(neurons: usize) -> Vec<Vec<f64>> {
    let size = BLOCK.min(neurons);
    let own = |k: usize, i: usize| if i % size == k { 1.0 } else { 0.0 };
    let mut block: Vec<Vec<f64>> = (0..size)
        .map(|k| (0..neurons).map(|i| own(k, i) + 0.01 * ((i * i + 3 * k * i + k) % 11) as f64).collect())
        .collect();
    make_orthonormal(&mut block);
    block
}

/// The leading directions, in the order of what they show, by simultaneous iteration with Rayleigh and Ritz's step in each round
/// (Rutishauser 1970). Where the block is the whole space the first round ends it.
fn search(covariance: &[Vec<f64>], mut block: Vec<Vec<f64>>, (rounds, whole): (usize, f64)) -> Vec<Vec<f64>> {
    for _ in 0..rounds {
        let turned: Vec<Vec<f64>> = block.iter().map(|v| times(covariance, v)).collect();
        let small: Vec<Vec<f64>> = block.iter().map(|v| turned.iter().map(|t| dot(v, t)).collect()).collect();
        let (values, mixes) = eigen(small);
        let mixed = |of: &[Vec<f64>]| -> Vec<Vec<f64>> { mixes.iter().map(|mix| mix_of(of, mix)).collect() };
        let (ritz, turned) = (mixed(&block), mixed(&turned));
        let beside = (0..3).map(|k| {
            let off: f64 = turned[k].iter().zip(&ritz[k]).map(|(t, v)| (t - values[k] * v) * (t - values[k] * v)).sum();
            off.sqrt()
        });
        let found = beside.fold(0.0, f64::max) <= FOUND * whole;
        block = if found { ritz } else { turned };
        make_orthonormal(&mut block);
        if found {
            break;
        }
    }
    block
}

/// Three axes in the space of so many leading directions, of which the third is the one that is upward, if there is one: those
/// that they are to follow, laid into that space; and where there is none, or it does not lie in it any more, the directions
/// themselves, with their greatest component above 0.
fn followed(block: &[Vec<f64>], dimensions: usize, last: &[Vec<f64>], up: Option<&Vec<f64>>) -> [Vec<f64>; 3] {
    let free = if up.is_some() { 2 } else { 3 };
    let space = &block[..dimensions];
    let mut axes: [Vec<f64>; 3] = std::array::from_fn(|_| Vec::new());
    for k in 0..free {
        // What of a direction is beside the axes that there are: its length, and where it points.
        let beside = |mut direction: Vec<f64>| {
            // Twice, as once is not enough (Kahan and Parlett).
            for axis in [0; 2].iter().flat_map(|_| up.into_iter().chain(&axes[..k])) {
                take_away(&mut direction, axis);
            }
            let length = dot(&direction, &direction).sqrt();
            (length, direction.into_iter().map(|value| value / length).collect::<Vec<f64>>())
        };
        let laid = last.get(k).map(|last| {
            let mix: Vec<f64> = space.iter().map(|direction| dot(direction, last)).collect();
            beside(mix_of(space, &mix))
        });
        let longer = |best: (f64, Vec<f64>), next: (f64, Vec<f64>)| if next.0 > best.0 + 1e-6 { next } else { best };
        // Where the space is less than it should be, what is upward may lie in it; it lies not in the next one then.
        let own =
            || block[..3].iter().map(|direction| beside(positive(direction.clone()))).fold((0.0, Vec::new()), longer);
        axes[k] = laid.filter(|(length, _)| *length > LOST).unwrap_or_else(own).1;
    }
    if let Some(up) = up {
        axes[2].clone_from(up);
    }
    axes
}

/// With its greatest component above 0: which way a direction points is nobody's choice else.
fn positive(direction: Vec<f64>) -> Vec<f64> {
    let greatest = direction.iter().fold(0.0f64, |most, value| if value.abs() > most.abs() { *value } else { most });
    if greatest < 0.0 { direction.into_iter().map(|value| -value).collect() } else { direction }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn times(matrix: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| dot(row, vector)).collect()
}

fn mix_of(of: &[Vec<f64>], mix: &[f64]) -> Vec<f64> {
    (0..of[0].len()).map(|i| of.iter().zip(mix).map(|(v, share)| share * v[i]).sum()).collect()
}

fn take_away(from: &mut [f64], direction: &[f64]) {
    let along = dot(from, direction);
    from.iter_mut().zip(direction).for_each(|(value, d)| *value -= along * d);
}

/// By Gram and Schmidt, twice, as once is not enough (Kahan and Parlett). One that depends on those before gives way to the axis
/// of a neuron.
fn make_orthonormal(block: &mut [Vec<f64>]) {
    let neurons = block.first().map_or(0, Vec::len);
    for k in 0..block.len() {
        let (before, rest) = block.split_at_mut(k);
        let own = std::mem::take(&mut rest[0]);
        let axis = |i: usize| (0..neurons).map(|j| if i == j { 1.0 } else { 0.0 }).collect::<Vec<f64>>();
        for mut candidate in std::iter::once(own).chain((0..neurons).map(axis)) {
            let whole = dot(&candidate, &candidate).sqrt();
            for _ in 0..2 {
                before.iter().for_each(|other| take_away(&mut candidate, other));
            }
            let length = dot(&candidate, &candidate).sqrt();
            if length > 1e-9 * whole && length > 0.0 {
                rest[0] = candidate.into_iter().map(|value| value / length).collect();
                break;
            }
        }
    }
}

/// Eigenvalues, the greatest first, and for each its eigenvector, of a small symmetric matrix: by Jacobi's rotations.
fn eigen(mut a: Vec<Vec<f64>>) -> (Vec<f64>, Vec<Vec<f64>>) {
    let n = a.len();
    let mut vectors: Vec<Vec<f64>> = (0..n).map(|i| (0..n).map(|j| if i == j { 1.0 } else { 0.0 }).collect()).collect();
    for _ in 0..12 {
        for (p, q) in (0..n).flat_map(|p| (p + 1..n).map(move |q| (p, q))) {
            if a[p][q] == 0.0 {
                continue;
            }
            let half = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
            let tan = (if half < 0.0 { -1.0 } else { 1.0 }) / (half.abs() + (half * half + 1.0).sqrt());
            let cos = 1.0 / (tan * tan + 1.0).sqrt();
            let sin = tan * cos;
            for row in &mut a {
                (row[p], row[q]) = (cos * row[p] - sin * row[q], sin * row[p] + cos * row[q]);
            }
            for i in 0..n {
                (a[p][i], a[q][i]) = (cos * a[p][i] - sin * a[q][i], sin * a[p][i] + cos * a[q][i]);
                let (v, w) = (vectors[p][i], vectors[q][i]);
                (vectors[p][i], vectors[q][i]) = (cos * v - sin * w, sin * v + cos * w);
            }
        }
    }
    let mut pairs: Vec<(f64, Vec<f64>)> = vectors.into_iter().enumerate().map(|(i, v)| (a[i][i], v)).collect();
    pairs.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    pairs.into_iter().unzip()
}

#[cfg(test)]
mod tests;
