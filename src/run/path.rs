//! Where training has been: a thinned list of parameter vectors.

use super::tally::Tally;
use crate::learn::flat::squared_distance;
use std::rc::Rc;

/// The most vectors kept.
const MOST: usize = 96;
/// A new vector is kept when it is farther from the last than this share of the path's reach.
const SPACING: f64 = 0.01;
/// The path of one run through parameter space, oldest first.
#[derive(Clone, Default)]
pub struct Path {
    /// Shared with copies that are kept for undo.
    vectors: Vec<Rc<[f32]>>,
    /// The step of each.
    steps: Vec<u64>,
    /// Squared distance between each vector and the next.
    gaps: Vec<f64>,
    /// Greatest squared distance from the first vector so far.
    reach: f64,
    /// While one looks back, how many of them are seen.
    seen: Option<usize>,
}

impl Path {
    /// Starts anew at these parameters, at this step.
    pub fn restart(&mut self, step: u64, parameters: &[f32]) {
        self.vectors.clear();
        self.steps.clear();
        self.gaps.clear();
        self.reach = 0.0;
        self.seen = None;
        if parameters.iter().all(|p| p.is_finite()) {
            self.vectors.push(parameters.into());
            self.steps.push(step);
        }
    }

    /// Forgets what came after this step; the first place stays.
    pub fn go_back(&mut self, step: u64) {
        let kept = self.steps.iter().take_while(|at| **at <= step).count().max(1);
        self.seen = None;
        self.vectors.truncate(kept);
        self.steps.truncate(kept);
        self.gaps.truncate(kept - 1);
        let Some((first, rest)) = self.vectors.split_first() else { return };
        self.reach = rest.iter().map(|v| squared_distance(first, v)).fold(0.0, f64::max);
    }

    /// Takes a further point of the path into account; keeps it only when it has moved. Non-finite points are no places.
    #[inline]
    pub fn record(&mut self, step: u64, parameters: &[f32]) {
        let Some(last) = self.vectors.last() else { return };
        let gap = squared_distance(last, parameters);
        if gap > SPACING * SPACING * self.reach && gap.is_finite() {
            self.keep(step, parameters, gap);
        }
    }

    fn keep(&mut self, step: u64, parameters: &[f32], gap: f64) {
        let reach = squared_distance(&self.vectors[0], parameters);
        if !reach.is_finite() {
            return;
        }
        self.reach = self.reach.max(reach);
        let mut dropped = if self.vectors.len() == MOST { Some(self.drop_least()) } else { None };
        match dropped.as_mut().and_then(Rc::get_mut) {
            Some(room) => room.copy_from_slice(parameters),
            None => dropped = None,
        }
        self.vectors.push(dropped.unwrap_or_else(|| parameters.into()));
        self.steps.push(step);
        self.gaps.push(gap);
    }

    /// Drops the vector whose two neighbours are nearest to each other, and hands it on, since its room can be used again.
    fn drop_least(&mut self) -> Rc<[f32]> {
        let mut least = (1, f64::INFINITY);
        for i in 1..self.gaps.len() {
            let around = self.gaps[i - 1] + self.gaps[i];
            if around < least.1 {
                least = (i, around);
            }
        }
        let dropped = self.vectors.remove(least.0);
        self.steps.remove(least.0);
        self.gaps.remove(least.0);
        self.gaps[least.0 - 1] = squared_distance(&self.vectors[least.0 - 1], &self.vectors[least.0]);
        dropped
    }

    /// Only what came until this step is seen; `None`: all of it. Nothing is forgotten.
    pub fn look(&mut self, step: Option<u64>) {
        self.seen = step.map(|step| self.steps.partition_point(|at| *at <= step).max(1));
    }

    /// The step at which it begins.
    pub fn begins(&self) -> u64 {
        self.steps.first().copied().unwrap_or(0)
    }

    /// How many of the vectors, from the first, are those before and after the first steps of all, none left out.
    pub fn first_steps(&self) -> usize {
        let steps = &self.steps[..self.vectors().len()];
        steps.iter().enumerate().take_while(|(i, step)| **step == *i as u64).count()
    }

    /// The vectors kept, oldest first, as far as they are seen.
    pub fn vectors(&self) -> &[Rc<[f32]>] {
        let seen = self.seen.unwrap_or(usize::MAX).min(self.vectors.len());
        &self.vectors[..seen]
    }

    /// The same with the step of each.
    pub fn moments(&self) -> impl Iterator<Item = (u64, &[f32])> {
        self.steps.iter().copied().zip(self.vectors().iter().map(|vector| &**vector))
    }

    /// Tells what is kept of it.
    pub fn tell(&self, tally: &mut Tally) {
        self.vectors.iter().for_each(|vector| tally.shared(vector, size_of_val::<[f32]>(vector)));
    }

    /// All vectors kept, oldest first, also those that came after what is looked back at.
    pub fn all(&self) -> &[Rc<[f32]>] {
        &self.vectors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first number of each vector.
    fn firsts(path: &Path) -> Vec<f32> {
        path.vectors().iter().map(|v| v[0]).collect()
    }

    #[test]
    fn the_early_descent_survives_a_long_run() {
        let mut path = Path::default();
        path.restart(0, &[1.0, 0.0]);
        for step in 1..100_000 {
            path.record(step, &[libm::expf(-0.01 * step as f32), 0.0]);
        }
        let kept = path.vectors();
        assert!(kept.iter().filter(|v| v[0] > 0.5).count() > 20);
        assert!(kept.last().is_some_and(|v| v[0] < 0.02));
    }

    #[test]
    fn what_is_undone_is_no_part_of_it() {
        let mut path = Path::default();
        path.restart(7, &[1.0, 0.0]);
        for step in 8..=30 {
            path.record(step, &[step as f32 - 6.0, 0.0]);
        }
        path.go_back(10);
        assert_eq!(firsts(&path), [1.0, 2.0, 3.0, 4.0]);
        // What counts as having moved is measured by what is left.
        path.record(11, &[4.05, 0.0]);
        assert_eq!(path.vectors().len(), 5);
        path.go_back(0);
        assert_eq!(firsts(&path), [1.0]);
    }
}
