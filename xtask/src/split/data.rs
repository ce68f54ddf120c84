//! The data of a part, as segments.

use super::program::{Program, place};
use crate::shell::Outcome;

/// A gap of fewer bytes than this lies between two data because of how the latter is aligned.
const ALIGNED: u32 = 16;

/// Data of a program by their numbers, put together where nothing lies between them: each segment says where it goes.
pub fn segments(program: &Program, numbers: &[usize]) -> Outcome<Vec<(u32, Vec<u8>)>> {
    let mut ordered = Vec::new();
    for (number, datum) in program.data.iter().enumerate() {
        ordered.push((place(datum)?, number, datum.data));
    }
    ordered.sort_unstable();
    let mut segments: Vec<(u32, Vec<u8>)> = Vec::new();
    let mut is_next = false;
    for (from, number, bytes) in ordered.into_iter().filter(|(.., bytes)| !bytes.is_empty()) {
        let is_ours = numbers.binary_search(&number).is_ok();
        match segments.last_mut() {
            _ if !is_ours => {}
            Some((start, all)) if is_next && from - *start - (all.len() as u32) < ALIGNED => {
                all.resize((from - *start) as usize, 0);
                all.extend(bytes);
            }
            _ => segments.push((from, bytes.to_vec())),
        }
        is_next = is_ours;
    }
    Ok(segments)
}
