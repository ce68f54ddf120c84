//! The training core, as a student would read it. It names nothing of ours.
