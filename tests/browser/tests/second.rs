//! The program's second part: the first screens do without it, whoever is quicker than it waits, and whoever cannot have it is
//! told so.

use std::time::Duration;

use kittengrad_browser::{Key, Mischief, Options, Outcome, Page};

/// A first visit, which finds nothing kept and names no place.
fn first_visit() -> Options {
    Options { path: String::new(), ..Options::default() }
}

/// A first visit to which something befalls the second part.
fn but(mischief: Mischief) -> Options {
    Options { mischief: vec![("_second.wasm", mischief)], ..first_visit() }
}

/// How often the second part was asked for in a way: "fetch" once the page is ready, "xmlhttprequest" at once.
fn asked(way: &str) -> String {
    format!(
        "performance.getEntriesByType('resource')
            .filter(e => e.initiatorType === '{way}' && /_second\\.wasm/.test(e.name)).length"
    )
}

fn open(key: &str) -> String {
    format!("document.querySelector('[data-open={key}]').click()")
}

async fn is_at(page: &Page, key: &str) -> Outcome {
    page.wait(&format!("document.documentElement.dataset.place === '{key}'")).await
}

/// A part of the picture of the points, as a place in the view.
async fn on_fit(page: &Page, part: (f64, f64)) -> Outcome<(f64, f64)> {
    let mut place = [0.0; 2];
    for (at, side, part) in [(0, ["x", "width"], part.0), (1, ["y", "height"], part.1)] {
        let [from, long] = side.map(|name| format!("document.querySelector('#fit').getBoundingClientRect().{name}"));
        place[at] = page.value(&format!("{from} + {part} * {long}")).await?.as_f64().unwrap_or(f64::NAN);
    }
    Ok(place.into())
}

/// Free play is there and works: a picture of the second part has ink.
async fn plays_freely(page: &Page) -> Outcome {
    is_at(page, "free").await?;
    page.wait("kittengrad.step(3).step === 3").await?;
    // Read from a copy: the page's own canvas is not read twice, of which the browser would warn.
    page.wait(
        "[...document.querySelectorAll('#losses canvas')].some(canvas => {
            if (canvas.width <= 1) return false;
            const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
            copy.drawImage(canvas, 0, 0);
            return copy.getImageData(0, 0, canvas.width, canvas.height).data.some(byte => byte);
        })",
    )
    .await?;
    assert_eq!(page.value("document.documentElement.dataset.boot").await?, "ready");
    Ok(())
}

#[tokio::test]
async fn the_first_screens_do_without_the_second_part() -> Outcome {
    for options in [
        but(Mischief::Missing),
        Options { size: (390, 844), touch: true, language: "zh-CN", dark: true, ..but(Mischief::Missing) },
    ] {
        let page = Page::ready(options).await?;
        is_at(&page, "line").await?;
        // A hand on the picture and on the keys: a point is added, moved and taken back.
        page.click_at(on_fit(&page, (0.6, 0.8)).await?).await?;
        page.press(Key::Tab + "").await?;
        page.press(Key::Up + "").await?;
        page.press(Key::Control + "z").await?;
        page.drag(on_fit(&page, (0.3, 0.7)).await?, on_fit(&page, (0.4, 0.5)).await?).await?;
        page.drawn().await?;
        page.script("document.querySelector('#play').click()").await?;
        page.wait_at_most(
            Duration::from_secs(20),
            "document.querySelector('[data-chapter=line]').dataset.reached === 'true'",
        )
        .await?;
        page.script(&open("map")).await?;
        is_at(&page, "map").await?;
        page.drawn().await?;
        page.script(&open("line")).await?;
        is_at(&page, "line").await?;
        page.drawn().await?;
        assert_eq!(page.value("document.documentElement.dataset.boot").await?, "ready");
        assert_eq!(page.value(&asked("xmlhttprequest")).await?, 0);
    }
    Ok(())
}

#[tokio::test]
async fn the_second_part_follows_by_itself() -> Outcome {
    let page = Page::ready(first_visit()).await?;
    page.wait(&format!("{} === 1", asked("fetch"))).await?;
    page.drawn().await?;
    page.script(&open("free")).await?;
    plays_freely(&page).await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn who_is_quicker_than_the_second_part_gets_it_at_once() -> Outcome {
    // What is fetched never arrives.
    let before = "const known = fetch;
        fetch = (what, how) => /_second/.test(what) ? new Promise(() => {}) : known(what, how)";
    let page = Page::ready(Options { before: Some(before.into()), ..first_visit() }).await?;
    assert_eq!(page.value(&asked("xmlhttprequest")).await?, 0);
    page.script(&open("free")).await?;
    plays_freely(&page).await?;
    assert_eq!(page.value(&asked("xmlhttprequest")).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_second_part_that_stalls_once_is_tried_again() -> Outcome {
    let page = Page::ready(but(Mischief::StallOnce)).await?;
    page.wait_at_most(Duration::from_secs(15), &format!("{} === 2", asked("fetch"))).await?;
    page.drawn().await?;
    page.script(&open("free")).await?;
    plays_freely(&page).await?;
    assert_eq!(page.value(&asked("xmlhttprequest")).await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_second_part_that_does_not_come_is_told_when_it_is_needed() -> Outcome {
    let page = Page::ready(but(Mischief::Missing)).await?;
    page.wait(&format!("{} >= 2", asked("fetch"))).await?;
    page.script(&open("free")).await?;
    page.wait("document.querySelector('#boot > [data-boot=stalled]').checkVisibility()").await?;
    // It can be tried again, and is told again.
    page.script("globalThis.before = true; document.querySelector('[data-boot-retry]').click()").await?;
    page.wait("globalThis.before === undefined").await?;
    page.wait_at_most(
        Duration::from_secs(20),
        "document.querySelector('#boot > [data-boot=stalled]')?.checkVisibility()",
    )
    .await
}

#[tokio::test]
async fn who_comes_by_a_link_or_comes_back_waits_for_all() -> Outcome {
    let page = Page::ready(Options { path: "#at=free".into(), ..Options::default() }).await?;
    assert_eq!(page.value(&asked("fetch")).await?, 1);
    plays_freely(&page).await?;
    page.script("globalThis.before = true; location.reload()").await?;
    page.wait("globalThis.before === undefined").await?;
    page.wait_for_boot("ready").await?;
    assert_eq!(page.value(&asked("fetch")).await?, 1);
    assert_eq!(page.value(&asked("xmlhttprequest")).await?, 0);
    page.console_is_clean().await
}

#[tokio::test]
async fn a_browser_that_compiles_nothing_large_at_once_waits_for_all() -> Outcome {
    let before = "const known = WebAssembly.Module;
        WebAssembly.Module = function (bytes) {
            if (bytes.byteLength > 4096) throw new RangeError('too large');
            return new known(bytes);
        }";
    let page = Page::ready(Options { before: Some(before.into()), ..first_visit() }).await?;
    assert_eq!(page.value(&asked("fetch")).await?, 1);
    page.script(&open("free")).await?;
    plays_freely(&page).await
}
