//! The visitor's own drawings as bytes, to be kept on the device.

use crate::conditions::{MOST_OWN, Own, byte};
use drawings::PIXELS;

/// The first byte: how what follows is written.
const VERSION: u8 = 1;

/// Writes them: each its label and its pixels, a byte each.
pub fn write(own: &[Own]) -> Vec<u8> {
    let mut bytes = vec![VERSION];
    for own in own {
        bytes.push(u8::from(own.cat));
        bytes.extend(own.picture.iter().map(|pixel| byte(*pixel)));
    }
    bytes
}

/// Reads them; none where that is something else.
pub fn read(bytes: &[u8]) -> Vec<Own> {
    let Some((&VERSION, rest)) = bytes.split_first() else { return Vec::new() };
    let mut all = Vec::new();
    for bytes in rest.chunks_exact(PIXELS + 1).take(MOST_OWN) {
        let mut own = Own { cat: bytes[0] == 1, picture: [0.0; PIXELS] };
        own.picture.iter_mut().zip(&bytes[1..]).for_each(|(pixel, byte)| *pixel = f32::from(*byte) / 255.0);
        all.push(own);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_are_read_as_they_were_written() {
        let own = |cat: bool| Own { cat, picture: std::array::from_fn(|pixel| (pixel % 256) as f32 / 255.0) };
        let all = vec![own(true), own(false)];
        assert_eq!(read(&write(&all)), all);
        assert_eq!(read(&write(&vec![own(true); 30])).len(), MOST_OWN);
        assert_eq!(read(&[]), []);
        assert_eq!(read(&[9, 1, 2]), []);
        assert_eq!(read(&write(&all)[..900]), all[..1], "what is cut off is left out");
    }
}
