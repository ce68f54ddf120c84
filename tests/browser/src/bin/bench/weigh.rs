//! What the page weighs, and how long it takes to start.

use std::{fs, io::Write, path::Path};

use kittengrad_browser::{Failure, Options, Outcome, Page};

/// The bytes of each file as it lies there, and as a server would send it with brotli at its best.
pub fn weigh(folder: &Path) -> Outcome {
    let mut files: Vec<_> =
        fs::read_dir(folder)?.flatten().map(|file| file.path()).filter(|path| path.is_file()).collect();
    files.sort();
    if files.is_empty() {
        return Err(Failure::new("dist/ holds no page; `cargo xtask build` makes it"));
    }
    println!("{:>10} {:>10}  file", "bytes", "brotli");
    let (mut raw, mut packed) = (0, 0);
    for path in files {
        let bytes = fs::read(&path)?;
        let small = brotli_bytes(&bytes)?;
        println!("{:10} {small:10}  {}", bytes.len(), path.file_name().unwrap_or_default().display());
        raw += bytes.len();
        packed += small;
    }
    println!("{raw:10} {packed:10}  in all");
    Ok(())
}

fn brotli_bytes(bytes: &[u8]) -> Outcome<usize> {
    let mut packed = Vec::new();
    let (quality, window) = (11, 22); // what a static host sends
    brotli::CompressorWriter::new(&mut packed, 4096, quality, window).write_all(bytes)?;
    Ok(packed.len())
}

/// From the browser's first request to a page that is ready, each time with an empty cache.
pub async fn start() -> Outcome {
    let mut times = Vec::new();
    for _ in 0..3 {
        let page = Page::open(Options { before: Some(NOTE_WHEN_READY.into()), ..Options::default() }).await?;
        page.wait_for_boot("ready").await?;
        times.push(page.value("globalThis.readyAfter").await?.as_f64().unwrap_or(f64::NAN));
    }
    times.sort_by(f64::total_cmp);
    println!("\nready after {:.0} ms (the middle of {} starts)", times[times.len() / 2], times.len());
    Ok(())
}

const NOTE_WHEN_READY: &str = "
    new MutationObserver(() => {
        if (document.documentElement?.dataset.boot === 'ready') globalThis.readyAfter ??= performance.now();
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-boot'] })";
