//! The training core, as a student would read it. It names nothing of ours.
//!
//! In reading order: four points that one instruction works on ([`vector`]), what a neuron does to a number
//! ([`activation`]), how many neurons there are ([`shape`]), what they are shown ([`batch`]), one layer of them forward and
//! backward ([`dense`]), all layers ([`network`]), how wrong they are ([`loss`]), a step downhill ([`descent`]) and where it
//! starts ([`init`]). Then what stands beside training: units ([`scaling`]), the inputs of a polynomial ([`basis`]) and the
//! answer that descent should find ([`closed_form`]).

pub mod vector;

pub mod activation;

pub mod shape;

pub mod batch;

pub mod dense;

pub mod network;

pub mod loss;

pub mod descent;

pub mod init;

pub mod scaling;

pub mod basis;

pub mod closed_form;

pub use activation::Activation;
pub use basis::{Basis, in_user_units};
pub use batch::Batch;
pub use closed_form::{least_squares, rate_limit};
pub use descent::gradient_descent;
pub use init::{Init, initialize};
pub use loss::mse;
pub use network::{Workspace, backward, forward};
pub use scaling::Scaling;
pub use shape::{Layer, Shape};
