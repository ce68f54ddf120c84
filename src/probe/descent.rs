//! Which way is uphill on the plane of a line, and where the next step leads.

use super::slice::Slice;
use crate::run::Model;
use crate::task::Learner;
use crate::view::{Descent, NextStep};

/// Gradient and next step of a line, in the units of the plane's axes. Both are those of a copy of the learner, which takes the
/// step with all that its optimizer remembers; the learner itself stays as it is. `None` for other models, without training
/// points, and where the gradient is not finite.
pub fn descent(slice: &Slice, learner: &Learner) -> Option<Descent> {
    if !(learner.is_line() && learner.can_learn()) {
        return None;
    }
    let mut copy = Learner::made(&learner.conditions(), &learner.moment());
    let (du, dv) = slice.slopes(copy.gradients());
    let unit = f64::from(learner.in_units(1.0));
    let gradient = (unit * du, unit * dv);
    // A copy of the random streams draws the very batch that will be drawn; but that is not yet known to anyone.
    let draws = learner.spec().recipe.batch_size.is_some_and(|size| size < learner.train().batch.count());
    let step = (!draws).then(|| {
        copy.step();
        let (from, to) = (slice.place(learner.parameters()), slice.place(copy.parameters()));
        NextStep { to, by: (to.0 - from.0, to.1 - from.1) }
    });
    let step = step.filter(|step| step.to.0.is_finite() && step.to.1.is_finite());
    (gradient.0.is_finite() && gradient.1.is_finite()).then_some(Descent { gradient, step })
}
