//! The page as a person meets it, through its controls by role and name; one file for each theme.

mod capacity;
mod chapters;
mod classes;
mod csv;
mod drag;
mod first;
mod free;
mod hands;
mod keeping;
mod keyboard;
mod knobs;
mod landscape;
mod layers;
mod line;
mod links;
mod looks;
mod neurons;
mod nothing_breaks;
mod overfit;
mod phone;
mod pins;
mod recipes;
mod sight;
mod story;
mod time;
mod units;
