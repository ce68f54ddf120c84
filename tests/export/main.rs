//! What one takes home: the run as a program that really runs and prints the page's digits, its course, its weights.

mod history;
mod programs;
mod python;
mod runs;
mod rust;
mod weights;
