//! What the page weighs, and how long it takes to start.

use std::{fs, path::Path};

use kittengrad_browser::{Failure, Lab, Options, Outcome, Page, Slow, labs, packed};

/// Bytes that a server sends of a laboratory's module, at most.
const MODULE: usize = 45_000;

/// The bytes of each file as it lies there, and as a server would send it with brotli at its best; in all, what the page needs
/// to be ready, what follows, and what each laboratory takes once it is asked for.
pub fn weigh(folder: &Path) -> Outcome {
    let mut files: Vec<_> =
        fs::read_dir(folder)?.flatten().map(|file| file.path()).filter(|path| path.is_file()).collect();
    files.sort();
    if files.is_empty() {
        return Err(Failure::new("dist/ holds no page; `cargo xtask build` makes it"));
    }
    let labs = labs(folder)?;
    println!("{:>10} {:>10}  file", "bytes", "brotli");
    let (mut first, mut later) = ((0, 0), (0, 0));
    for path in files {
        let bytes = fs::read(&path)?;
        let brotli = packed(&bytes)?.len();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        println!("{:10} {brotli:10}  {name}", bytes.len());
        if labs.iter().any(|lab| lab.files().any(|file| *file == name)) {
            continue; // waits until it is asked for
        }
        // Of modules only the first part of the program is waited for.
        let waits = name.ends_with("_bg.wasm") || !name.ends_with(".wasm");
        let sum = if waits { &mut first } else { &mut later };
        *sum = (sum.0 + bytes.len(), sum.1 + brotli);
    }
    println!("{:10} {:10}  in all until the page is ready", first.0, first.1);
    println!("{:10} {:10}  in all that follows", later.0, later.1);
    labs.iter().try_for_each(|lab| weigh_lab(folder, lab))
}

/// The bytes of a laboratory, which nobody waits for but who opens its chapter, and whether its module is small enough.
fn weigh_lab(folder: &Path, lab: &Lab) -> Outcome {
    let weight = |file: &String| -> Outcome<(usize, usize)> {
        let bytes = fs::read(folder.join(file))?;
        Ok((bytes.len(), packed(&bytes)?.len()))
    };
    let mut all = (0, 0);
    for file in lab.files() {
        let (bytes, brotli) = weight(file)?;
        all = (all.0 + bytes, all.1 + brotli);
    }
    println!("{:10} {:10}  in all of the laboratory {}", all.0, all.1, lab.name);
    let (_, module) = weight(&lab.module)?;
    println!(
        "{}: {module} bytes of its module with brotli, where {MODULE} is the bar",
        if module <= MODULE { "reached" } else { "missed" }
    );
    Ok(())
}

/// From the browser's first request to a page that is ready, each time with an empty cache: on this machine, and on a slow
/// phone, where the bytes that a host sends are what is waited for.
pub async fn start() -> Outcome {
    // A first visit, to no place in particular.
    let first_visit = Options { path: String::new(), ..Options::default() };
    let (times, _) = starts(3, first_visit.clone()).await?;
    println!("\nready after {:.0} ms (the middle of {} starts)", middle(&times), times.len());
    let phone = Options { slow: Some(Slow::PHONE), path: first_visit.path, ..Options::phone() };
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
    .filter(entry => entry.startTime < readyAfter)
    .reduce((sum, entry) => sum + entry.encodedBodySize, 0)";

const NOTE_WHEN_READY: &str = "
    new MutationObserver(() => {
        if (document.documentElement?.dataset.boot === 'ready') globalThis.readyAfter ??= performance.now();
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-boot'] })";
