//! Drawings: pinned bits, what a part is and what is left without it, and learners on them that reach what the page says.

#[path = "drawings/learner.rs"]
mod learner;
#[path = "drawings/learning.rs"]
mod learning;
#[path = "drawings/pen.rs"]
mod pen;
#[path = "drawings/pictures.rs"]
mod pictures;
