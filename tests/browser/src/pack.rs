//! Files as a static host sends them: brotli at its best.

use std::{
    collections::HashMap,
    io::{self, Write},
    sync::{Arc, Mutex, OnceLock},
};

/// What has been packed, by what it was.
type Kept = Mutex<HashMap<Vec<u8>, Arc<Vec<u8>>>>;

/// The bytes of a file as they travel. Packing the program takes seconds, so what has been packed is kept.
pub fn packed(bytes: &[u8]) -> io::Result<Arc<Vec<u8>>> {
    static KEPT: OnceLock<Kept> = OnceLock::new();
    // Whoever asks meanwhile waits: it is likely for the same file.
    let mut kept = KEPT.get_or_init(Mutex::default).lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(small) = kept.get(bytes) {
        return Ok(small.clone());
    }
    let mut small = Vec::new();
    let (quality, window) = (11, 22);
    brotli::CompressorWriter::new(&mut small, 4096, quality, window).write_all(bytes)?;
    let small = Arc::new(small);
    kept.insert(bytes.to_vec(), small.clone());
    Ok(small)
}
