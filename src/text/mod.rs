//! Every sentence and number that Rust draws or speaks, in both languages.

pub mod bent;
pub mod capacity;
pub mod classes;
pub mod cost;
pub mod dates;
pub mod gradients;
pub mod home;
pub mod join;
pub mod labels;
pub mod laboratory;
mod lang;
pub mod notices;
pub mod number;
pub mod quantity;
pub mod question;
pub mod race;
pub mod recipe;
pub mod rules;
pub mod sentences;
pub mod stack;
pub mod story;
pub mod table;
pub mod terms;
pub mod typed;
pub mod votes;
pub mod walk;

pub use lang::Lang;
