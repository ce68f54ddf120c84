//! A function of every number.

use super::{Operation, Seen};
use learn::Activation;
use learn::fast::vector::{LANES, Vector};

/// `a = max(z, 0)`.
#[derive(Clone, Copy, Debug)]
pub struct Relu;

impl Operation for Relu {
    fn forward(&self, seen: &Seen, a: &mut [f32]) {
        map(a, seen.x(0), |z, _| z.if_below(Vector::ZERO, Vector::ZERO, z));
    }

    fn backward_input(&self, _: usize, _: &Seen, (a, da): (&[f32], &[f32]), dz: &mut [f32], _: &mut [f32]) {
        dz.copy_from_slice(da);
        map(dz, a, |a, d| a.if_at_most(Vector::ZERO, Vector::ZERO, d));
    }
}

/// v ← f(b, v), where b is the number beside it. A sheet has whole vectors only.
#[inline(always)]
fn map(values: &mut [f32], beside: &[f32], f: impl Fn(Vector, Vector) -> Vector) {
    for (v, b) in values.as_chunks_mut::<LANES>().0.iter_mut().zip(beside.as_chunks().0) {
        *v = f(Vector::from_array(*b), Vector::from_array(*v)).to_array();
    }
}

/// `a = f(z)`, any of `learn`'s.
#[derive(Clone, Copy, Debug)]
pub struct Act(pub Activation);

impl Operation for Act {
    fn forward(&self, seen: &Seen, a: &mut [f32]) {
        a.copy_from_slice(seen.x(0));
        self.0.apply(a);
    }

    fn backward_input(&self, n: usize, seen: &Seen, (a, da): (&[f32], &[f32]), dz: &mut [f32], _: &mut [f32]) {
        dz.copy_from_slice(da);
        self.0.apply_derivative(seen.x(n), a, dz);
    }
}
