//! The training core, as a student would read it. It names nothing of ours.
//!
//! A network is a function with many numbers in it, and learning is a way to find good ones. In reading order: how many units
//! there are and where their numbers lie ([`shape`]); what one layer of them computes ([`layer`]) and what each unit does to
//! its sum ([`activation`]); how wrong the answers are ([`loss`]); all layers, forward and over it backward ([`network`]), on
//! points that lie side by side ([`batch`]), and what they leave behind ([`workspace`]). Then a step downhill ([`descent`])
//! and all that belongs to training: where it starts ([`init`]), which points a step sees ([`order`]), how long it is
//! ([`schedule`]), what large weights cost ([`penalty`]), with a part of the units dropped ([`dropout`]) or some
//! parameters left as they are ([`frozen`]), and all of it in one ([`training`]). Beside training stand units ([`scaling`]), the inputs of a polynomial ([`basis`]), the answer that descent
//! should find ([`closed_form`]), what layers come to that do not bend ([`collapse`]), how far two sets of parameters are apart
//! ([`flat`]), and the way of one sample forward and of its error backward, slowly, with every number ([`explain`]).
//!
//! Beneath all this lies [`fast`]: the same sums, taken four points at a time. It can be left for last.

pub mod shape;

pub mod layer;

pub mod activation;

pub mod loss;

pub mod network;

pub mod batch;

pub mod workspace;

pub mod descent;

pub mod init;

pub mod order;

pub mod schedule;

pub mod penalty;

pub mod dropout;

pub mod frozen;

pub mod training;

pub mod scaling;

pub mod basis;

pub mod closed_form;

pub mod collapse;

pub mod flat;

pub mod explain;

pub mod fast;

pub use activation::Activation;
pub use basis::{Basis, in_user_units};
pub use batch::Batch;
pub use closed_form::Solution;
pub use collapse::{Collapsed, collapsed};
pub use descent::{Optimizer, OptimizerState, gradient_descent};
pub use dropout::Dropout;
pub use explain::{Explained, LayerPass, explained, loss_of, sent_forward};
pub use fast::loss::mse;
pub use frozen::Frozen;
pub use init::{Init, initialize};
pub use loss::{Loss, LossUnit, r_squared};
pub use network::{backward, forward, forward_dropping};
pub use order::Order;
pub use penalty::Penalty;
pub use scaling::{Scaling, mean_and_deviation};
pub use schedule::Schedule;
pub use shape::{Layer, Shape};
pub use training::{Progress, Recipe, RngStreams, Training};
pub use workspace::Workspace;
