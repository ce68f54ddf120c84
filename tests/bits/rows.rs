//! The rows of tests/fixtures/bits.txt: training runs, and the bits in which they end. Natively and in browsers they are
//! read by this one file.

use std::fmt::{Display, Formatter, Result};

/// What each run begins with beside the defaults: the last two begin it anew, on its own points.
pub const BEGINS: [(&str, &str); 5] =
    [("points", "60"), ("noise", "0.15"), ("optimizer", "gd"), ("activation", "tanh"), ("init", "xavier")];

/// A run from sixty houses of the default seed, and its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Distinct, in one word.
    pub name: String,
    pub steps: u32,
    /// [`hash`] of the parameters.
    pub parameters: u64,
    /// The training loss, as the bits of an f64.
    pub loss: u64,
    /// Keys and values as the knob table takes them, set one after the other.
    pub settings: Vec<(String, String)>,
}

/// One row a line: name, steps, the two bits in hexadecimal digits, then `key=value` as often as needed. `#` begins a comment.
pub fn rows(text: &str) -> Vec<Row> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| row(line).unwrap_or_else(|| panic!("no row of bits: {line}"))).collect()
}

fn row(line: &str) -> Option<Row> {
    let mut words = line.split_whitespace();
    Some(Row {
        name: words.next()?.to_owned(),
        steps: words.next()?.parse().ok()?,
        parameters: u64::from_str_radix(words.next()?, 16).ok()?,
        loss: u64::from_str_radix(words.next()?, 16).ok()?,
        settings: words
            .map(|word| word.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned())))
            .collect::<Option<_>>()?,
    })
}

impl Display for Row {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        write!(out, "{:24} {:5} {:016x} {:016x}", self.name, self.steps, self.parameters, self.loss)?;
        self.settings.iter().try_for_each(|(key, value)| write!(out, " {key}={value}"))
    }
}

/// FNV-1a in 64 bits over the parameters' bits, each from its lowest byte to its highest.
pub fn hash(parameters: impl IntoIterator<Item = u32>) -> u64 {
    let bytes = parameters.into_iter().flat_map(u32::to_le_bytes);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}
