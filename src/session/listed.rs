//! The list of the terms of a neuron's weighted sum: in which order they stand, and how far their sliders reach.

use crate::probe::{HeldNeuron, Lazy};
use std::cell::Cell;

/// A term of a neuron's weighted sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// The bias.
    Bias,
    /// A weight, by its place in the neuron's row, and what it is multiplied by.
    Weight(usize),
}

/// The terms of the neuron that is held, as they are listed.
pub struct Listing<'a> {
    /// The neuron.
    pub neuron: HeldNeuron,
    /// The bias, and then the weights: when they were put in order, the largest part of the sum came first.
    pub terms: &'a [Term],
    /// A round number that no weight is beyond, and one for the bias; while one is slid, they stay as they are.
    pub reach: Reach,
}

/// How far the sliders of a neuron reach, in both directions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reach {
    /// Those of the weights.
    pub weights: f64,
    /// That of the bias.
    pub bias: f64,
}

/// How the terms of the neuron that is held are listed. They are put in order when another is held, when it is asked at another
/// place, and when training pauses, but never while a control of the list is held.
#[derive(Default)]
pub struct Listed {
    order: Lazy<Vec<Term>>,
    reach: Cell<Reach>,
    held: bool,
    /// They are to be put in order once nothing is held.
    due: bool,
    was: Was,
}

/// What the order was made for.
#[derive(Clone, Copy, Default, PartialEq)]
struct Was {
    neuron: Option<(usize, usize)>,
    weights: usize,
    question: Option<u64>,
    running: bool,
}

impl Term {
    /// The place of its parameter in the flat slice of all.
    pub fn place(self, neuron: &HeldNeuron) -> usize {
        match self {
            Term::Bias => neuron.bias_at,
            Term::Weight(i) => neuron.weights_at + i,
        }
    }
}

impl Listed {
    /// A control of the list is held, or none is any more.
    pub fn hold(&mut self, hold: bool) {
        self.held = hold;
    }

    /// What may ask for another order: the neuron and how many weights it has, where it is asked, and whether training runs.
    pub fn follow(
        &mut self,
        (neuron, weights): (Option<(usize, usize)>, usize),
        question: Option<f64>,
        (running, touched): (bool, bool),
    ) {
        let now = Was { neuron, weights, question: question.map(f64::to_bits), running };
        let was = std::mem::replace(&mut self.was, now);
        let another = (was.neuron, was.weights) != (neuron, weights);
        self.due |= another || was.question != now.question || was.running && !running;
        if another || self.due && !self.held && !touched {
            self.order.forget();
            self.reach.set(Reach::default());
            self.due = false;
        }
    }

    /// The list of the neuron that is held; `None` where it has no terms. `touched` is as in `follow`.
    pub fn listing(&self, neuron: HeldNeuron, touched: bool) -> Option<Listing<'_>> {
        let reach = self.reach(&neuron, touched);
        (neuron.column > 0).then(|| Listing { terms: self.order(&neuron), reach, neuron })
    }

    fn order(&self, neuron: &HeldNeuron) -> &[Term] {
        self.order.get(|room| {
            let mut terms = room.unwrap_or_default();
            terms.clear();
            terms.extend((0..neuron.weights.len()).map(Term::Weight));
            terms.sort_unstable_by(|a, b| part(neuron, *b).total_cmp(&part(neuron, *a)).then(at(*a).cmp(&at(*b))));
            terms.insert(0, Term::Bias);
            terms
        })
    }

    /// It grows with what is trained or typed; what is slid stays within it.
    fn reach(&self, neuron: &HeldNeuron, touched: bool) -> Reach {
        let Reach { weights, bias } = self.reach.get();
        let most = |values: &[f32]| {
            let sizes = values.iter().filter(|value| value.is_finite()).map(|value| f64::from(value.abs()));
            sizes.fold(0.0, f64::max)
        };
        let grown = |reach: f64, most: f64| {
            let kept = reach > 0.0 && (touched || most < reach);
            if kept { reach } else { round_above(most) }
        };
        let reach = Reach { weights: grown(weights, most(&neuron.weights)), bias: grown(bias, most(&[neuron.bias])) };
        self.reach.set(reach);
        reach
    }
}

fn at(term: Term) -> usize {
    match term {
        Term::Bias => 0,
        Term::Weight(i) => i,
    }
}

/// How much of the sum a weight makes, without its sign: where nobody asks, its own size.
fn part(neuron: &HeldNeuron, term: Term) -> f32 {
    let i = at(term);
    neuron.weights[i].abs() * neuron.inputs.get(i).map_or(1.0, |input| input.abs())
}

/// A round number that leaves some room above this one; of 0 it is 1.
fn round_above(most: f64) -> f64 {
    let most = if most > 0.0 { 1.1 * most } else { 1.0 };
    // A power of ten that is not above it, as a fraction, so that a thousandth is the number nearest to one.
    let (mut over, mut under) = (1.0, 1.0);
    while over * 10.0 <= most {
        over *= 10.0;
    }
    while over / under > most && under < 1e6 {
        under *= 10.0;
    }
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * over / under);
    steps.into_iter().find(|step| *step >= most).unwrap_or(steps[3])
}

#[cfg(test)]
mod tests {
    use super::round_above;

    #[test]
    fn sliders_reach_a_round_number() {
        let wanted = [(0.0, 1.0), (0.3, 0.5), (0.95, 2.0), (1.0, 2.0), (3.7, 5.0), (470.0, 1_000.0), (0.004, 0.005)];
        for (most, reach) in wanted {
            assert_eq!(round_above(most), reach, "{most}");
        }
        assert!(round_above(1e-30) >= 1e-6);
        assert!(round_above(f32::MAX.into()).is_finite());
    }
}
