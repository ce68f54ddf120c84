//! The page starts, or says plainly why it does not.

use std::time::Duration;

use kittengrad_browser::{Mischief, Options, Outcome, Page};

/// The promise: whatever stalls, the page says so within 20 seconds.
const PROMISE: Duration = Duration::from_secs(20);

#[tokio::test]
async fn the_page_starts_with_a_clean_console() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    assert_eq!(page.value("document.querySelectorAll('#boot > [data-boot]:not([hidden])').length").await?, 0);
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
    let page = Page::open(options).await?;
    let seen = format!(
        "document.querySelector('#boot > [data-boot={state}]')?.checkVisibility({{ visibilityProperty: true }})"
    );
    page.wait_at_most(PROMISE + Duration::from_secs(5), &seen).await?;
    // By the page's own clock, so that a slow start of the browser does not count.
    let took = page.value("performance.now()").await?.as_f64().unwrap_or(f64::NAN);
    assert!(took < 1000.0 * PROMISE.as_secs_f64(), "it took {took} ms");
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
async fn a_stalled_boot_script_is_told() -> Outcome {
    says("stalled", Options { mischief: vec![("boot.js", Mischief::Stall)], ..Options::default() }).await.map(drop)
}

#[tokio::test]
async fn a_slow_download_that_goes_on_succeeds() -> Outcome {
    let page = says("stalled", Options { mischief: vec![(".wasm", Mischief::Trickle)], ..Options::default() }).await?;
    page.wait_for_boot("ready").await
}

#[tokio::test]
async fn a_missing_program_is_told() -> Outcome {
    says("stalled", Options { mischief: vec![(".wasm", Mischief::Missing)], ..Options::default() }).await.map(drop)
}

#[tokio::test]
async fn a_download_that_breaks_once_is_tried_again() -> Outcome {
    for mischief in [Mischief::DropOnce, Mischief::StallOnce] {
        // Of one file: where one breaks at once, the other may not have been asked for, and would break at the second try.
        Page::ready(Options { mischief: vec![("_bg.wasm", mischief)], ..Options::default() }).await?;
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
    // Both attempts fail, at this visit and at the next.
    let page = says("stalled", Options { mischief: vec![(".wasm", Mischief::Missing)], ..Options::default() }).await?;
    page.script("globalThis.before = true; document.querySelector('[data-boot-retry]').click()").await?;
    page.wait("globalThis.before === undefined").await
}
