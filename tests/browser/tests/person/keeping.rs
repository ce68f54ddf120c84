//! What is kept for the next visit, when it is written, and what happens when it is of no use.

use kittengrad_browser::{Key, Options, Outcome, Page, WebElement};
use serde_json::json;

use crate::hands::{POINTS, bring, chart, count, keys, mouse, number, open_tray, points, reload, set, setting};

/// Counts what is written to the storage.
const COUNT_WRITES: &str = "
    globalThis.writes = 0;
    const write = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) { writes++; return write.call(this, key, value) }";

/// Watches every attribute and text of the controls. What is computed of the points is no control: sentences and the mark of
/// the learning rate's limit.
const WATCH_FORM: &str = "
    globalThis.written = [];
    const of = ({ target }) => target.closest?.('output, #rate-limit') ? [] : [target];
    const watcher = new MutationObserver((all) => written.push(...all.flatMap(of)));
    for (const part of document.querySelectorAll('#knobs, .pace, .examples'))
        watcher.observe(part, { attributes: true, childList: true, characterData: true, subtree: true })";

async fn stored(page: &Page, line: &str) -> Outcome {
    page.wait(&format!("localStorage.getItem('kittengrad.settings').includes({})", json!(line))).await
}

/// A point of many in the middle of the chart, which the pointer has in its hand.
async fn take_a_point(page: &Page, fit: &WebElement) -> Outcome<(f64, f64)> {
    let chart = chart(page, fit).await?;
    bring(page, fit).await?;
    let at = chart.px(points(page).await?[POINTS]);
    mouse(page, "mousePressed", at).await?;
    Ok(at)
}

#[tokio::test]
async fn a_drag_writes_neither_the_form_nor_the_storage() -> Outcome {
    let page = Page::ready(Options { before: Some(COUNT_WRITES.into()), ..Options::default() }).await?;
    let fit = page.find("application", "Data and fit").await?;
    page.script("kittengrad.play()").await?;
    let (x, y) = take_a_point(&page, &fit).await?;
    mouse(&page, "mouseMoved", (x + 4.0, y + 4.0)).await?;
    page.drawn().await?;
    page.script(&format!("{WATCH_FORM}; writes = 0")).await?;
    for i in 0..12 {
        mouse(&page, "mouseMoved", (x + 5.0 + f64::from(i), y + 5.0)).await?;
        page.drawn().await?;
    }
    assert_eq!(page.value("[writes, written.map((e) => e.outerHTML)]").await?, json!([0, []]));
    mouse(&page, "mouseReleased", (x + 16.0, y + 5.0)).await?;
    // The settings, the points, where one is in the story, and in the tab the address of all this.
    page.wait("writes >= 3 && location.hash.includes('points=')").await?;
    assert!(number(&page, "writes").await? <= 5.0);
    let mine = points(&page).await?;
    reload(&page).await?;
    assert_eq!(points(&page).await?, mine);
    page.console_is_clean().await
}

#[tokio::test]
async fn a_slider_writes_its_own_knob_and_is_kept_when_it_is_let_go() -> Outcome {
    let page = Page::ready(Options { before: Some(COUNT_WRITES.into()), ..Options::default() }).await?;
    let slider = page.find("slider", "Noise").await?;
    let [left, top, width, height] = bring(&page, &slider).await?;
    let at = |part: f64| (left + part * width, top + 0.5 * height);
    mouse(&page, "mousePressed", at(0.3)).await?;
    mouse(&page, "mouseMoved", at(0.35)).await?;
    page.drawn().await?;
    page.script(&format!("{WATCH_FORM}; writes = 0")).await?;
    for i in 0..8 {
        mouse(&page, "mouseMoved", at(0.4 + 0.03 * f64::from(i))).await?;
        page.drawn().await?;
    }
    let others = "written.filter((e) => e.dataset?.slider !== 'noise' && e.name !== 'noise').map((e) => e.outerHTML)";
    assert_eq!(page.value(&format!("[writes, {others}]")).await?, json!([0, []]));
    mouse(&page, "mouseReleased", at(0.61)).await?;
    page.wait("writes > 0").await?;
    let noise = setting(&page, "noise").await?;
    stored(&page, &format!("noise={noise}")).await?;
    // By keys nobody says when the hand lets go: it is written after a while, or when the page is left.
    keys(&page, &slider, Key::Right, 1).await?;
    let noise = setting(&page, "noise").await?;
    stored(&page, &format!("noise={noise}")).await?;
    keys(&page, &slider, Key::Right, 1).await?;
    let noise = setting(&page, "noise").await?;
    reload(&page).await?;
    assert_eq!(setting(&page, "noise").await?, noise);
    page.console_is_clean().await
}

#[tokio::test]
async fn whatever_was_stored_the_page_starts() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let settings = "dataset=own\\npoints=3\\nmodel=network\\nlayers=8,8\\nlearning-rate=0.03\\n";
    for (settings, points) in [
        ("'\\u0000\\ud800 garbage ===\\n=\\n==\\n'", "'garbage'"),
        ("'x'.repeat(1e6)", "'0,\\n' + '1,2\\n'.repeat(2e5)"),
        ("'dataset=own\\nmodel=netw'", "'3,named\\nx,y\\n1,2\\n3,'"),
        ("'layers=64,64,64,64,64,64,64,64\\nmodel=network\\npoints=1e9\\nseed=-1\\nspeed=NaN'", "',\\nx,y\\n'"),
        ("'[object Object]'", "JSON.stringify([{ x: 1, y: 2 }])"),
        (&format!("'{settings}'"), "'99999999999999999999,named\\na,b\\n1,2\\n3,4\\n5,7\\n'"),
        (&format!("'{settings}'"), "'0,\\nx,y\\nNaN,2\\n3,inf\\n'"),
        (&format!("'{settings}'"), "'-1,\\nx,y\\n1e308,-1e308\\n1e308,1e308\\n'"),
    ] {
        page.script(&format!(
            "localStorage.setItem('kittengrad.settings', {settings});
            localStorage.setItem('kittengrad.points', {points})"
        ))
        .await?;
        reload(&page).await?;
        page.script("kittengrad.step(3)").await?;
        page.drawn().await?;
        let case = format!("{settings} and {points}");
        assert_eq!(page.value("document.documentElement.dataset.boot").await?, "ready", "{case}");
        assert!(number(&page, "kittengrad.points().length").await? > 0.0, "{case}");
        assert_eq!(page.value("document.querySelector('#message').checkVisibility()").await?, false, "{case}");
    }
    page.console_is_clean().await
}

const FAILS_ONCE: &str = "try {
    if (localStorage.getItem('fail')) {
        localStorage.removeItem('fail');
        HTMLCanvasElement.prototype.getContext = () => null;
    }
} catch {}";

#[tokio::test]
async fn a_change_is_kept_also_if_one_looks_back_right_after_it() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script("kittengrad.step(300)").await?;
    let fit = page.find("application", "Data and fit").await?;
    bring(&page, &fit).await?;
    page.script("document.querySelector('#fit').focus()").await?;
    page.press("]").await?;
    page.press(Key::Up + "").await?;
    let moved = points(&page).await?;
    page.script("kittengrad.seek(20)").await?;
    page.wait("kittengrad.status().step === 20").await?;
    set(&page, "theme", "dark").await?;
    stored(&page, "theme=dark").await?;
    reload(&page).await?;
    assert_eq!(points(&page).await?, moved);
    assert_eq!(setting(&page, "dataset").await?, "own");
    page.console_is_clean().await
}

#[tokio::test]
async fn a_start_that_failed_is_followed_by_one_that_is_clean_and_says_so() -> Outcome {
    let page = Page::ready(Options { before: Some(FAILS_ONCE.into()), ..Options::default() }).await?;
    let message = "document.querySelector('#message')";
    open_tray(&page).await?;
    page.click("button", "Add").await?;
    count(&page, POINTS + 1).await?;
    set(&page, "learning-rate", 0.4).await?;
    stored(&page, "learning-rate=0.4").await?;
    let settings = page.value("localStorage.getItem('kittengrad.settings')").await?;
    let points = page.value("localStorage.getItem('kittengrad.points')").await?;
    page.script("localStorage.setItem('fail', 1); globalThis.before = true; location.reload()").await?;
    page.wait("globalThis.before === undefined && document.documentElement.dataset.boot === 'panic'").await?;
    page.console().await?;

    reload(&page).await?;
    page.wait(&format!("{message}.checkVisibility()")).await?;
    let told = page.value(&format!("{message}.innerText")).await?;
    assert!(told.as_str().is_some_and(|told| told.contains("could not be used")), "{told}");
    set(&page, "lang", "zh-Hans").await?;
    page.wait(&format!("{message}.innerText.includes('上次保存的设置无法使用')")).await?;
    set(&page, "lang", "en").await?;
    count(&page, POINTS).await?;
    assert_eq!(setting(&page, "learning-rate").await?, 0.03);
    assert_eq!(page.value("localStorage.getItem('kittengrad.settings.unusable')").await?, settings);
    assert_eq!(page.value("localStorage.getItem('kittengrad.points.unusable')").await?, points);
    page.click("button", "Close the message").await?;
    page.wait(&format!("!{message}.checkVisibility()")).await?;

    // The next visit is one as any other.
    set(&page, "learning-rate", 0.3).await?;
    stored(&page, "learning-rate=0.3").await?;
    reload(&page).await?;
    assert_eq!(setting(&page, "learning-rate").await?, 0.3);
    assert_eq!(page.value(&format!("{message}.checkVisibility()")).await?, false);
    // The mark of another tab that is just starting is none of ours; an old one tells of a start that failed.
    for (age, afresh) in [(0, false), (3_600_000, true)] {
        page.script(&format!("localStorage.setItem('kittengrad.starting', Date.now() - {age})")).await?;
        reload(&page).await?;
        assert_eq!(page.value(&format!("{message}.checkVisibility()")).await?, afresh);
    }
    page.console_is_clean().await
}
