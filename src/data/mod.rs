//! Points: where they come from, how they are split, how they go in and out. It names nothing of ours.
