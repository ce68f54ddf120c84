//! The pictures. All that the page knows of a picture is in its file; each is one line of the table.

mod bent;
mod chain;
mod fit;
mod gradients;
pub mod layers;
mod losses;
mod race;
mod row;
pub mod sum;
mod surface;
mod sweep;
mod tries;
mod walk;

pub use self::fit::plane;
pub use self::row::Row;
use crate::view::Picture;

/// Every picture, in the order of `Picture::ALL`.
pub const ALL: [&Row; Picture::ALL.len()] = [
    &fit::ROW,
    &surface::ROW,
    &losses::ROW,
    &layers::ROW,
    &sweep::ROW,
    &tries::ROW,
    &sum::ROW,
    &chain::ROW,
    &bent::ROW,
    &walk::ROW,
    &race::ROW,
    &gradients::ROW,
];

const _: () = {
    let mut i = 0;
    while i < ALL.len() {
        assert!(ALL[i].picture as usize == i);
        i += 1;
    }
};
