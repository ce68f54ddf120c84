//! Bytes as a text that an address can hold: numbers written one after the other, a checksum, and base64url.

/// Writes numbers one after the other.
#[derive(Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// A byte.
    pub fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// A whole number: seven bits a byte, the lowest first, and the highest bit set where more follow.
    pub fn whole(&mut self, mut number: u64) {
        while number > 0x7f {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    /// A number, bit for bit.
    pub fn single(&mut self, number: f32) {
        self.0.extend(number.to_le_bytes());
    }

    /// A number, bit for bit.
    pub fn double(&mut self, number: f64) {
        self.0.extend(number.to_le_bytes());
    }

    /// Numbers, bit for bit; how many is not written.
    pub fn singles(&mut self, numbers: &[f32]) {
        numbers.iter().for_each(|number| self.single(*number));
    }

    /// A text, after its length in bytes.
    pub fn text(&mut self, text: &str) {
        self.whole(text.len() as u64);
        self.0.extend(text.as_bytes());
    }

    /// All of it.
    pub fn bytes(self) -> Vec<u8> {
        self.0
    }
}

/// Bytes as text, with a checksum.
pub fn seal(mut bytes: Vec<u8>) -> String {
    bytes.extend(checksum(&bytes).to_le_bytes());
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().enumerate().fold(0, |bits, (i, byte)| bits | u32::from(*byte) << (16 - 8 * i));
        // One byte is two letters, two are three, three are four.
        for i in 0..=three.len() {
            text.push(char::from(ALPHABET[(bits >> (18 - 6 * i)) as usize & 63]));
        }
    }
    text
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// FNV-1a of 32 bits: not against an enemy, but against what damages an address on its way.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// The bytes of a text that `seal` has made; `None` if it is damaged.
pub fn unseal(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for four in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for (i, letter) in four.iter().enumerate() {
            bits |= (ALPHABET.iter().position(|known| known == letter)? as u32) << (18 - 6 * i);
        }
        bytes.extend(&bits.to_be_bytes()[1..four.len()]);
    }
    let (content, sum) = bytes.split_last_chunk::<4>()?;
    (checksum(content).to_le_bytes() == *sum).then(|| content.to_vec())
}

/// Reads what a `Writer` has written. Everything is `None` where the bytes end too early.
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// From the first byte on.
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader(bytes)
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    /// A byte.
    pub fn byte(&mut self) -> Option<u8> {
        self.take().map(|[byte]| byte)
    }

    /// A whole number.
    pub fn whole(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number that is finite.
    pub fn single(&mut self) -> Option<f32> {
        self.take().map(f32::from_le_bytes).filter(|number| number.is_finite())
    }

    /// A number that may be infinite.
    pub fn unbounded(&mut self) -> Option<f32> {
        self.take().map(f32::from_le_bytes).filter(|number| !number.is_nan())
    }

    /// A number that is finite.
    pub fn double(&mut self) -> Option<f64> {
        self.take().map(f64::from_le_bytes).filter(|number| number.is_finite())
    }

    /// This many finite numbers.
    pub fn singles(&mut self, count: usize) -> Option<Vec<f32>> {
        self.many(count, Reader::single)
    }

    /// This many numbers, which may be infinite.
    pub fn unbounded_singles(&mut self, count: usize) -> Option<Vec<f32>> {
        self.many(count, Reader::unbounded)
    }

    fn many(&mut self, count: usize, one: impl Fn(&mut Self) -> Option<f32>) -> Option<Vec<f32>> {
        // What is not there needs no room.
        if self.0.len() < 4 * count {
            return None;
        }
        (0..count).map(|_| one(self)).collect()
    }

    /// A text.
    pub fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.whole()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        String::from_utf8(text.to_vec()).ok()
    }

    /// Whether all has been read.
    pub fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }
}
