//! The page starts, or says plainly why it does not.

use std::time::{Duration, Instant};

use kittengrad_browser::{Mischief, Options, Outcome, Page};

/// The promise: whatever stalls, the page says so within 20 seconds.
const PROMISE: Duration = Duration::from_secs(20);

#[tokio::test]
async fn the_page_starts_with_a_clean_console() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    assert_eq!(page.value("document.querySelectorAll('#boot > :not([hidden])').length").await?, 0);
    page.photograph("loads").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn it_starts_within_a_frame_of_another_page() -> Outcome {
    let frame = "<!doctype html><link rel=icon href=data:,><iframe src='/' width=800 height=600></iframe>";
    let pages = vec![("/post.html".to_string(), frame.to_string())];
    let page = Page::open(Options { path: "post.html".into(), pages, ..Options::default() }).await?;
    page.wait("frames[0]?.document.documentElement.dataset.boot === 'ready'").await?;
    page.console_is_clean().await
}

/// Opens the page while something goes wrong, and waits until it says so.
async fn says(state: &str, options: Options) -> Outcome<Page> {
    let start = Instant::now();
    let page = Page::open(options).await?;
    let seen = format!("document.querySelector('#boot > [data-boot={state}]')?.checkVisibility()");
    if let Err(e) = page.wait_at_most(PROMISE, &seen).await { eprintln!("{:?}", page.value("[document.readyState, document.documentElement.dataset.boot, document.documentElement.outerHTML, document.styleSheets.length]").await?); return Err(e) };
    assert!(start.elapsed() < PROMISE, "it took {:?}", start.elapsed());
    Ok(page)
}

#[tokio::test]
async fn a_stalled_program_is_told() -> Outcome {
    let page = says("stalled", Options { mischief: vec![(".wasm", Mischief::Stall)], ..Options::default() }).await?;
    page.photograph("stalled").await.map(drop)
}

#[tokio::test]
async fn a_stalled_module_is_told() -> Outcome {
    let mischief = vec![("boot.js", Mischief::Nothing), (".js", Mischief::Stall)];
    says("stalled", Options { mischief, ..Options::default() }).await.map(drop)
}

#[tokio::test]
async fn a_stalled_stylesheet_is_told() -> Outcome {
    says("stalled", Options { mischief: vec![(".css", Mischief::Stall)], ..Options::default() }).await.map(drop)
}

#[tokio::test]
async fn a_missing_program_is_told() -> Outcome {
    says("stalled", Options { mischief: vec![(".wasm", Mischief::Missing)], ..Options::default() }).await.map(drop)
}

#[tokio::test]
async fn a_download_that_breaks_once_is_tried_again() -> Outcome {
    for mischief in [Mischief::DropOnce, Mischief::StallOnce] {
        Page::ready(Options { mischief: vec![(".wasm", mischief)], ..Options::default() }).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_browser_without_simd_is_told() -> Outcome {
    let before = Some("WebAssembly.validate = () => false".to_string());
    says("unsupported", Options { before, ..Options::default() }).await.map(drop)
}

#[tokio::test]
async fn a_browser_without_webassembly_is_told() -> Outcome {
    let before = Some("delete globalThis.WebAssembly".to_string());
    says("unsupported", Options { before, ..Options::default() }).await.map(drop)
}

#[tokio::test]
async fn a_panic_is_told() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script("kittengradPanic('the sky fell')").await?;
    page.wait("document.querySelector('#boot > [data-boot=panic]').checkVisibility()").await?;
    assert_eq!(page.value("document.querySelector('[data-boot-detail]').textContent").await?, "the sky fell");
    Ok(())
}

#[tokio::test]
async fn a_stalled_page_can_be_tried_again() -> Outcome {
    // Both attempts of the first visit fail; the file's second address is asked for once only.
    let page = says("stalled", Options { mischief: vec![(".wasm", Mischief::Missing)], ..Options::default() }).await?;
    page.script("globalThis.before = true; document.querySelector('[data-boot-retry]').click()").await?;
    page.wait("globalThis.before === undefined").await
}
