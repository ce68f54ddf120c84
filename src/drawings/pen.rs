//! Ink on paper, pixel by pixel: strokes with round ends, soft by half a pixel at their edges.

/// Pixels in a row, and rows.
pub const SIDE: usize = 28;
/// Pixels of a picture.
pub const PIXELS: usize = SIDE * SIDE;

/// A picture, row by row from above: 0 is paper, 1 is ink.
pub type Picture = [f32; PIXELS];

/// A place in a picture, in pixels from its left upper corner; the middle of the first pixel is (0.5, 0.5).
pub type Point = (f32, f32);

/// Draws or rubs out from one place to another with a round tip: `ink` is 1 for a pen and 0 for an eraser. To go over a place
/// twice changes nothing.
pub fn stroke_onto(picture: &mut Picture, from: Point, to: Point, width: f32, ink: f32) {
    near(from, to, width, |pixel, cover| {
        picture[pixel] = picture[pixel].max(ink * cover).min(1.0 - (1.0 - ink) * cover);
    });
}

/// Inks from one place to another.
pub fn ink(picture: &mut Picture, from: Point, to: Point, width: f32) {
    near(from, to, width, |pixel, cover| {
        if picture[pixel] < cover {
            picture[pixel] = cover;
        }
    });
}

/// Each pixel that a stroke touches, and how much of it the stroke covers, from 0 to 1.
#[inline(always)]
fn near(from: Point, to: Point, width: f32, mut touch: impl FnMut(usize, f32)) {
    // A pixel is covered by as much as its middle lies within the edge, half a pixel inside of it and outside.
    let reach = 0.5 * width.max(0.0) + 0.5;
    let (along_x, along_y) = (to.0 - from.0, to.1 - from.1);
    let square = along_x * along_x + along_y * along_y;
    let inverse = if square > 0.0 { 1.0 / square } else { 0.0 };
    let columns = pixels(from.0.min(to.0) - reach, from.0.max(to.0) + reach);
    for row in pixels(from.1.min(to.1) - reach, from.1.max(to.1) + reach) {
        let y = row as f32 + 0.5 - from.1;
        for column in columns.clone() {
            let x = column as f32 + 0.5 - from.0;
            let share = ((x * along_x + y * along_y) * inverse).clamp(0.0, 1.0);
            let (off_x, off_y) = (x - share * along_x, y - share * along_y);
            let off = off_x * off_x + off_y * off_y;
            if off < reach * reach {
                touch(row * SIDE + column, (reach - off.sqrt()).min(1.0));
            }
        }
    }
}

/// The rows or columns whose middles lie between two numbers. What is not finite is cut to the picture.
fn pixels(low: f32, high: f32) -> std::ops::Range<usize> {
    let cut = |edge: f32| (edge + 0.5).clamp(0.0, SIDE as f32) as usize;
    cut(low)..cut(high)
}

/// A picture moved by whole pixels, right and down; what comes in from outside is `paper`.
pub fn shifted(picture: &Picture, right: i32, down: i32) -> Picture {
    let paper = paper_of(picture);
    std::array::from_fn(|pixel| {
        let from = |at: usize, by: i32| usize::try_from(at as i64 - i64::from(by)).ok().filter(|at| *at < SIDE);
        match (from(pixel / SIDE, down), from(pixel % SIDE, right)) {
            (Some(row), Some(column)) => picture[row * SIDE + column],
            (None, None | Some(_)) | (Some(_), None) => paper,
        }
    })
}

/// What most of a picture's edge is: 0, or 1 where it is white on black.
pub fn paper_of(picture: &Picture) -> f32 {
    let edge = |at: usize| at == 0 || at == SIDE - 1;
    let all = (0..PIXELS).filter(|pixel| edge(pixel / SIDE) || edge(pixel % SIDE));
    let (sum, count) = all.fold((0.0, 0.0), |(sum, count), pixel| (sum + picture[pixel], count + 1.0));
    if 2.0 * sum > count { 1.0 } else { 0.0 }
}
