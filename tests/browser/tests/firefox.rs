//! The least that Firefox has to show as well: the page starts, trains and is touched. All else is tested in Chromium.

use std::time::{Duration, Instant};

use kittengrad_browser::{Browser, Options, Outcome, Page};

fn firefox() -> Options {
    Options { browser: Browser::Firefox, ..Options::default() }
}

#[tokio::test]
async fn the_page_starts_with_a_clean_console_in_firefox() -> Outcome {
    let page = Page::ready(Options { language: "zh-CN", dark: true, ..firefox() }).await?;
    page.drawn().await?;
    page.console_is_clean().await?;
    assert_eq!(page.value("document.querySelectorAll('#boot > [data-boot]:not([hidden])').length").await?, 0);
    assert_eq!(page.value("`${innerWidth} ${innerHeight} ${navigator.language}`").await?, "1280 800 zh-CN");
    assert_eq!(page.value("document.documentElement.lang").await?, "zh-Hans");
    page.photograph("firefox-dark").await?;

    // A clean console says something only if it hears what is not.
    page.script("setTimeout(() => { throw new Error('mind the gap') })").await?;
    let start = Instant::now();
    while page.console_is_clean().await.is_ok() {
        assert!(start.elapsed() < Duration::from_secs(10), "the console heard nothing");
    }
    Ok(())
}

#[tokio::test]
async fn a_visitor_plays_and_drags_in_firefox() -> Outcome {
    let page = Page::ready(firefox()).await?;
    page.click("button", "Play").await?;
    // Until it has found the best line.
    page.wait("kittengrad.status().step > 50 && kittengrad.status().trainLoss < 25000").await?;
    page.wait("document.documentElement.dataset.state === 'paused'").await?;
    page.click("button", "Start again").await?;
    page.wait("kittengrad.status().state === 'paused' && kittengrad.status().step > 50").await?;

    // A click on the ground adds a point, a drag moves it and no other.
    let fit = page.find("application", "Data and fit").await?;
    page.script("document.getElementById('fit').scrollIntoView({ block: 'center', behavior: 'instant' })").await?;
    let points = "kittengrad.points().map((p) => [p.x, p.y, p.heldOut])";
    let before = page.value(points).await?;
    let (from, to) = (page.place(&fit, (0.8, 0.2)).await?, page.place(&fit, (0.7, 0.4)).await?);
    page.click_at(from).await?;
    page.wait("kittengrad.points().length === 21").await?;
    let added = page.value("kittengrad.points()[20]").await?;
    page.drag(from, to).await?;
    page.wait(&format!("kittengrad.points()[20].x < {}", added["x"])).await?;
    page.wait(&format!("kittengrad.points()[20].y < {}", added["y"])).await?;
    assert_eq!(page.value(&format!("{points}.slice(0, 20)")).await?, before);
    page.drawn().await?;
    page.photograph("firefox").await?;
    page.console_is_clean().await
}
