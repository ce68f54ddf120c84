//! Chance from a seed, fast enough for ten million texts, and what texts are put together of by it.

/// SplitMix64.
pub struct Chance(u64);

impl Chance {
    /// That of one case of a seed.
    pub fn of(seed: u64, case: u64) -> Chance {
        Chance(seed.wrapping_mul(0xd134_2543_de82_ef95) ^ case.wrapping_mul(0xaf25_1af3_b0f0_25b5))
    }

    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number below this one, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.bits() % end as u64) as usize
    }

    /// True once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn of_all<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }

    /// Any character, most often one of ASCII.
    pub fn character(&mut self) -> char {
        let end = [0x80, 0x80, 0x250, 0x1_0000, 0x11_0000][self.below(5)];
        char::from_u32(self.below(end) as u32).unwrap_or('\u{fffd}')
    }

    /// So many pieces in a row, sometimes with a strange character between two.
    pub fn row_of(&mut self, pieces: &[&str], most: usize) -> String {
        let mut text = String::new();
        for _ in 0..self.below(most + 1) {
            text += self.of_all(pieces);
            if self.once_in(40) {
                text.push(self.character());
            }
        }
        text
    }

    /// A text that is damaged in a few places: characters go, come, change or change places, and parts come twice.
    pub fn damaged(&mut self, text: &str, pieces: &[&str]) -> String {
        let mut all: Vec<char> = text.chars().collect();
        for _ in 0..self.below(4) {
            let at = self.below(all.len() + 1);
            let end = (at + 1 + self.below(8)).min(all.len());
            match self.below(6) {
                0 => drop(all.drain(at..end)),
                1 => all.insert(at, self.character()),
                2 => drop(all.splice(at..at, self.of_all(pieces).chars())),
                3 => drop(all.splice(at..end, self.of_all(pieces).chars())),
                4 => all.truncate(at),
                _ => {
                    let part: Vec<char> = all[at..end].to_vec();
                    let to = self.below(all.len() + 1);
                    all.splice(to..to, part);
                }
            }
        }
        all.into_iter().collect()
    }

    /// Bytes that are damaged in a few places.
    pub fn damaged_bytes(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..self.below(5) {
            let at = self.below(bytes.len() + 1);
            let end = (at + 1 + self.below(8)).min(bytes.len());
            match self.below(6) {
                0 => drop(bytes.drain(at..end)),
                1 => bytes.insert(at, self.bits() as u8),
                2 => bytes.truncate(at),
                3 => bytes[at..end].fill([0, 0xff, 0x7f, 0x80][self.below(4)]),
                _ => bytes[at..end].iter_mut().for_each(|byte| *byte ^= 1 << self.below(8)),
            }
        }
    }
}
