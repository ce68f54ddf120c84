//! The same sums, fast: what the textbook writes as one loop over points is taken four points at a time.
//!
//! From below: [`vector`] is four floats that one instruction works on (a register or an array, in `lanes`), [`functions`]
//! are exp, tanh and the like of it, and `elementwise` and `means` run along whole rows. On these stand one dense layer
//! ([`layer`], by way of `few` or `blocks`), the activations (`activation`) and the losses (`loss`, and `classes` for those
//! that tell classes apart). Nothing here is needed to understand how a network learns: [`super::layer`],
//! [`super::activation`] and [`super::loss`] say what is computed, and a test holds both against each other.

pub mod vector;

mod lanes;

pub mod functions;

pub(crate) mod elementwise;

mod means;

mod activation;

pub mod loss;

mod classes;

pub mod size;

pub mod layer;

mod few;

pub mod blocks;
