//! The same function of every value of a slice, vector by vector.

use super::vector::{LANES, Vector};

/// v ← f(v).
#[inline(always)]
pub(crate) fn map(values: &mut [[f32; LANES]], f: impl Fn(Vector) -> Vector) {
    for vector in values {
        *vector = f(Vector::from_array(*vector)).to_array();
    }
}

/// v ← f(b, v), where b is the value beside it.
#[inline(always)]
pub(crate) fn map_with(beside: &[[f32; LANES]], values: &mut [[f32; LANES]], f: impl Fn(Vector, Vector) -> Vector) {
    for (b, v) in beside.iter().zip(values) {
        *v = f(Vector::from_array(*b), Vector::from_array(*v)).to_array();
    }
}

/// (θ, v, s) ← f(θ, g, v, s), vector by vector; the last one filled up with zeros, which stay.
///
/// A v below all normal numbers becomes 0. Where a unit has died, v fades and would stay among the subnormal ones for ever,
/// which a processor is slow at; they are far too small to move a θ.
#[inline(always)]
pub(crate) fn update(
    parameters: &mut [f32],
    gradients: &[f32],
    velocity: &mut [f32],
    squares: &mut [f32],
    f: impl Fn(Vector, Vector, Vector, Vector) -> (Vector, Vector, Vector),
) {
    let least = Vector::splat(f32::MIN_POSITIVE);
    let f = |theta, g, v, s| {
        let (theta, v, s) = f(theta, g, v, s);
        (theta, v.abs().if_below(least, Vector::ZERO, v), s)
    };
    debug_assert!([gradients.len(), velocity.len(), squares.len()] == [parameters.len(); 3]);
    let (theta, theta_rest) = parameters.as_chunks_mut::<LANES>();
    let (g, g_rest) = gradients.as_chunks::<LANES>();
    let (v, v_rest) = velocity.as_chunks_mut::<LANES>();
    let (s, s_rest) = squares.as_chunks_mut::<LANES>();
    for (((theta, g), v), s) in theta.iter_mut().zip(g).zip(v).zip(s) {
        let (new_theta, new_v, new_s) = f(whole(theta), whole(g), whole(v), whole(s));
        (*theta, *v, *s) = (new_theta.to_array(), new_v.to_array(), new_s.to_array());
    }
    let (new_theta, new_v, new_s) = f(
        Vector::from_rest(theta_rest),
        Vector::from_rest(g_rest),
        Vector::from_rest(v_rest),
        Vector::from_rest(s_rest),
    );
    for (to, from) in [(theta_rest, new_theta), (v_rest, new_v), (s_rest, new_s)] {
        to.iter_mut().zip(from.to_array()).for_each(|(to, from)| *to = from);
    }
}

#[inline(always)]
fn whole(values: &[f32; LANES]) -> Vector {
    Vector::from_array(*values)
}
