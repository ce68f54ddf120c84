//! The training core, as a student would read it. It names nothing of ours.
//!
//! In reading order: four points that one instruction works on ([`vector`], and `lanes` below it) and the functions that are
//! made of them ([`functions`]), what a neuron does to a number ([`activation`]), how many neurons there are ([`shape`]), what
//! they are shown ([`batch`]), one layer of them forward and backward ([`dense`], by way of [`few`] or [`blocks`]), all layers
//! ([`network`]) and what they leave behind ([`workspace`]), with a part of them silenced ([`dropout`]); how wrong they are
//! ([`loss`], and of classes [`classes`]) and what large weights cost ([`penalty`]); a step downhill ([`descent`]), how long it
//! is ([`schedule`]), which points it sees ([`order`]) and all of it in one ([`training`]); and where it starts ([`init`]). Then
//! what stands beside training: units ([`scaling`]), the inputs of a polynomial ([`basis`]) and the answer that descent should
//! find ([`closed_form`]), and how far two of all these numbers are apart ([`flat`]).

pub mod vector;

mod lanes;

pub mod functions;

pub mod activation;

pub mod shape;

pub mod batch;

pub mod dense;

pub mod few;

pub mod blocks;

pub mod network;

pub mod workspace;

pub mod dropout;

pub mod loss;

pub mod classes;

pub mod penalty;

pub mod descent;

pub mod schedule;

pub mod order;

pub mod training;

pub mod init;

pub mod scaling;

pub mod basis;

pub mod closed_form;

pub mod flat;

pub use activation::Activation;
pub use basis::{Basis, in_user_units};
pub use batch::Batch;
pub use closed_form::Solution;
pub use descent::{Memory, Optimizer, gradient_descent};
pub use dropout::Dropout;
pub use init::{Init, initialize};
pub use loss::{Loss, mse, r_squared};
pub use network::{backward, forward, forward_dropping};
pub use order::Order;
pub use penalty::Penalty;
pub use scaling::Scaling;
pub use schedule::Schedule;
pub use shape::{Layer, Shape};
pub use training::{Chance, Progress, Recipe, Training};
pub use workspace::Workspace;
