//! What the page weighs, and how long it takes to start.

use std::{fs, path::Path};

use kittengrad_browser::{Failure, Options, Outcome, Page, Slow, packed};

/// The bytes of each file as it lies there, and as a server would send it with brotli at its best.
pub fn weigh(folder: &Path) -> Outcome {
    let mut files: Vec<_> =
        fs::read_dir(folder)?.flatten().map(|file| file.path()).filter(|path| path.is_file()).collect();
    files.sort();
    if files.is_empty() {
        return Err(Failure::new("dist/ holds no page; `cargo xtask build` makes it"));
    }
    println!("{:>10} {:>10}  file", "bytes", "brotli");
    let (mut raw, mut small) = (0, 0);
    for path in files {
        let bytes = fs::read(&path)?;
        let brotli = packed(&bytes)?.len();
        println!("{:10} {brotli:10}  {}", bytes.len(), path.file_name().unwrap_or_default().display());
        raw += bytes.len();
        small += brotli;
    }
    println!("{raw:10} {small:10}  in all");
    Ok(())
}

/// From the browser's first request to a page that is ready, each time with an empty cache: on this machine, and on a slow
/// phone, where the bytes that a host sends are what is waited for.
pub async fn start() -> Outcome {
    let (times, _) = starts(3, Options::default()).await?;
    println!("\nready after {:.0} ms (the middle of {} starts)", middle(&times), times.len());
    let phone = Options { slow: Some(Slow::PHONE), ..Options::phone() };
    let (times, bytes) = starts(7, phone).await?;
    let of = |list: &[f64]| format!("{:.2} to {:.2}", list[0] / 1000.0, list[list.len() - 1] / 1000.0);
    println!(
        "ready on a slow phone after {:.2} s, {bytes} bytes (the middle of {} starts, {}; {} Mbit/s, {} ms, a processor {} \
         times as slow, brotli, nothing cached)",
        middle(&times) / 1000.0,
        times.len(),
        of(&times),
        Slow::PHONE.bits_per_second / 1e6,
        Slow::PHONE.milliseconds,
        Slow::PHONE.processor,
    );
    Ok(())
}

/// Milliseconds of so many starts, the least first, and the bytes of one: those of every file that was waited for.
async fn starts(count: usize, options: Options) -> Outcome<(Vec<f64>, u64)> {
    let (mut times, mut bytes) = (Vec::new(), 0);
    for _ in 0..count {
        // A browser of its own each time.
        let page = Page::open(Options { before: Some(NOTE_WHEN_READY.into()), ..options.clone() }).await?;
        page.wait_for_boot("ready").await?;
        times.push(page.value("globalThis.readyAfter").await?.as_f64().unwrap_or(f64::NAN));
        bytes = page.value(BYTES).await?.as_u64().unwrap_or_default();
    }
    times.sort_by(f64::total_cmp);
    Ok((times, bytes))
}

fn middle(sorted: &[f64]) -> f64 {
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

const BYTES: &str = "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .reduce((sum, entry) => sum + entry.encodedBodySize, 0)";

const NOTE_WHEN_READY: &str = "
    new MutationObserver(() => {
        if (document.documentElement?.dataset.boot === 'ready') globalThis.readyAfter ??= performance.now();
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-boot'] })";
