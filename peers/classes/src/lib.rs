//! Kittengrad's own training where the page cannot be asked for it yet: points of several inputs, a class each.
//!
//! What it measures: the page's core and the page's `Run`, which takes the steps that a session is asked for by
//! `kittengrad.step(n)`, records their losses, looks for a divergence, remembers the path and keeps checkpoints. They are
//! compiled and optimized as the page is. What it leaves out is the session around the run, whose work is one of a call and
//! not of a step. The model between the two does what `task::Learner` does, which knows curves only. Once a session can be
//! asked for classes, peers/js/kittengrad.js is to ask the page, and this package goes.

#![cfg(target_arch = "wasm32")]

mod model;

use std::rc::Rc;

use kittengrad::learn::{Activation, Batch, Loss, Recipe, Shape};
use kittengrad::run::{Model, Run};
use wasm_bindgen::prelude::*;

use model::{Classifier, Nothing, Told};

/// A network in training.
#[wasm_bindgen]
pub struct Classes {
    run: Run<Classifier, Nothing>,
}

#[wasm_bindgen]
impl Classes {
    /// Of the units of each layer, the inputs first, the one output last; with `relu` or else tanh in the hidden layers; on
    /// points of which `x` holds all inputs side by side and `y` the class, 0 or 1, `batch` of them a step.
    #[wasm_bindgen(constructor)]
    pub fn new(
        widths: Vec<usize>,
        relu: bool,
        learning_rate: f32,
        parameters: Vec<f32>,
        x: Vec<f32>,
        y: Vec<f32>,
        batch: usize,
    ) -> Classes {
        let inputs = widths.first().copied().unwrap_or_default();
        let hidden = widths.get(1..widths.len().saturating_sub(1)).unwrap_or_default();
        let mut points = Batch::new(inputs, 1, y.len());
        for i in 0..inputs {
            let values = x.iter().skip(i).step_by(inputs);
            points.input_mut(i).iter_mut().zip(values).for_each(|(to, from)| *to = *from);
        }
        points.target_mut(0).copy_from_slice(&y);
        let told = Told {
            shape: Shape::network(inputs, hidden, if relu { Activation::Relu } else { Activation::Tanh }, 1),
            recipe: Recipe { loss: Loss::Logistic, learning_rate, batch_size: Some(batch), ..Recipe::default() },
            points,
        };
        Classes { run: Run::new(Classifier::new(Rc::new(told), parameters), Rc::new(Nothing)) }
    }

    /// Trains so many steps, as the page's own `step(n)` lets its run do.
    pub fn step(&mut self, steps: u32) {
        self.run.step_by_hand(steps);
    }

    /// The loss on all points, as it was recorded last.
    pub fn loss(&self) -> f32 {
        self.run.model().losses().train
    }
}
