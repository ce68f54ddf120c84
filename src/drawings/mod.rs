//! Pictures to learn from: cats and eight kinds of look-alikes, 28 pixels by 28, drawn by code from a seed.
//!
//! In reading order: what there is to draw ([`kind`]) and how much it varies ([`variety`]); ink on paper ([`pen`]); a hand that
//! leads the pen, by chance that is counted ([`hand`], `chance`); the outline of a head (`head`), what lies on it (`parts`),
//! and each kind put together (`sketch`). A [`drawing`] is what comes of it, and a [`series`] is all drawings of a seed.
//!
//! Most look-alikes lack just one thing that cats have, so that whoever is to tell them apart must learn every part.

mod chance;
pub mod drawing;
pub mod hand;
mod head;
pub mod kind;
mod parts;
pub mod pen;
pub mod series;
mod sketch;
pub mod variety;

pub use chance::mixed;
pub use drawing::{Bounds, Drawing};
pub use hand::Mark;
pub use kind::{Kind, Manner, Part, Place};
pub use pen::{PIXELS, Picture, Point, SIDE, paper_of, shifted, stroke_onto};
pub use series::{Manners, Series, Stream};
pub use variety::Variety;
