//! One picture per file: a snapshot in, plotters calls out.
