//! On a telephone, and smaller.

use kittengrad_browser::{Options, Outcome, Page};
use serde_json::json;

use crate::hands::{
    bring, chart, count, far, finger, nothing_is_blank, nothing_overflows, number, points, resize, set, settled,
};

/// Everything that is pressed, too small for a finger; links within text and what has a larger label do not count.
const SMALL: &str = "[...document.querySelectorAll('button, select, input, summary, textarea')].filter((element) => {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.foot')) return false;
    const box = (element.type === 'radio' || element.type === 'file' ? element.closest('label') : element)
        .getBoundingClientRect();
    const after = getComputedStyle(element, '::before').height;
    return Math.max(box.height, parseFloat(after) || 0) < 39.5;
}).map((element) => `${element.outerHTML.slice(0, 90)}: ${element.getBoundingClientRect().height}`)";

#[tokio::test]
async fn a_telephone_shows_and_does_all() -> Outcome {
    let page = Page::ready(Options::phone()).await?;
    nothing_overflows(&page).await?;
    nothing_is_blank(&page).await?;
    page.photograph("phone").await?;
    // The transport is in reach, wherever the page is scrolled to.
    for y in ["0", "700", "document.body.scrollHeight"] {
        page.script(&format!("scrollTo({{ top: {y}, behavior: 'instant' }})")).await?;
        page.drawn().await?;
        for name in ["Play", "Step 1", "Step 10", "Step 100", "Start again", "Undo", "Redo"] {
            let button = page.find("button", name).await?;
            let script = "const box = arguments[0].getBoundingClientRect();
                const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return box.x >= 0 && box.right <= innerWidth && box.y >= 0 && box.bottom <= innerHeight
                    && arguments[0].contains(top)";
            let in_reach = page.execute(script, vec![button.to_json()?]).await?.json().clone();
            assert_eq!(in_reach, true, "{name} at {y}");
        }
    }
    for model in ["line", "polynomial", "network"] {
        set(&page, "model", model).await?;
        page.script("scrollTo({ top: 0, behavior: 'instant' })").await?;
        for tab in ["Data", "Model", "Training", "Examples"] {
            page.click("tab", tab).await?;
            page.drawn().await?;
            nothing_overflows(&page).await?;
            assert_eq!(page.value(SMALL).await?, json!([]), "{model}: {tab}");
        }
    }
    page.script("scrollTo({ top: 1300, behavior: 'instant' })").await?;
    page.drawn().await?;
    page.photograph("phone-network").await?;

    // A tap adds, a press on Play by the finger plays.
    page.script("scrollTo({ top: 0, behavior: 'instant' })").await?;
    let fit = page.find("application", "Data and fit").await?;
    let map = chart(&page, &fit).await?;
    let [x, y, width, height] = bring(&page, &fit).await?;
    let before = points(&page).await?;
    let at = (x + (0.42 * width).round(), y + (0.74 * height).round());
    assert!(before.iter().all(|p| far(map.px(*p), at) > 22.0), "the place of the test is free");
    page.tap(at).await?;
    count(&page, before.len() + 1).await?;
    assert!(points(&page).await?.last().is_some_and(|p| far(map.px(*p), at) < 0.75));
    let play = page.find("button", "Play").await?;
    let middle = page.place(&play, (0.5, 0.5)).await?;
    finger(&page, "touchStart", Some(middle)).await?;
    finger(&page, "touchEnd", None).await?;
    page.wait("kittengrad.status().step > 2").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn smaller_and_turned() -> Outcome {
    let page = Page::ready(Options::phone()).await?;
    set(&page, "model", "network").await?;
    for (name, size) in [("phone-tiny", (200, 500)), ("phone-landscape", (844, 390)), ("phone-small", (320, 568))] {
        resize(&page, size, 2.0, true).await?;
        nothing_overflows(&page).await?;
        nothing_is_blank(&page).await?;
        page.click("button", "Step 10").await?;
        page.drawn().await?;
        page.photograph(name).await?;
    }
    page.wait("kittengrad.status().step === 30").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn a_finger_that_scrolls_over_a_slider_leaves_it_as_it_was() -> Outcome {
    let page = Page::ready(Options::phone()).await?;
    page.script("kittengrad.step(200)").await?;
    page.drawn().await?;
    for (name, still) in [
        ("Look back: step of the run", "kittengrad.status().step === 200"),
        ("Noise", "kittengrad.settings().noise === 0.3 && kittengrad.settings().dataset === 'houses'"),
    ] {
        page.click("tab", "Data").await?;
        let slider = page.find("slider", name).await?;
        bring(&page, &slider).await?;
        settled(&page).await?;
        let before = number(&page, "scrollY").await?;
        let (x, y) = page.place(&slider, (0.3, 0.5)).await?;
        finger(&page, "touchStart", Some((x, y))).await?;
        for i in 1..12 {
            finger(&page, "touchMove", Some((x, y - 12.0 * f64::from(i)))).await?;
        }
        finger(&page, "touchEnd", None).await?;
        page.wait(&format!("Math.abs(scrollY - {before}) > 40")).await?;
        page.wait(still).await?;
        // And a finger that slides turns it.
        bring(&page, &slider).await?;
        settled(&page).await?;
        let (x, y) = page.place(&slider, (0.3, 0.5)).await?;
        finger(&page, "touchStart", Some((x, y))).await?;
        for i in 1..8 {
            finger(&page, "touchMove", Some((x + 8.0 * f64::from(i), y))).await?;
        }
        finger(&page, "touchEnd", None).await?;
        page.wait(&format!("!({still})")).await?;
    }
    page.console_is_clean().await
}
