//! Nothing is lost: what was done is there again after a reload, a crash or a panic, in each tab its own, and what is broken costs
//! no more than the last moment.

use kittengrad_browser::{Options, Outcome, Page};
use serde_json::Value;

use crate::hands::{POINTS, count, open_tray, parameters, points, reload, set, setting, step};

/// All copies of the work that the browser keeps.
const COPIES: &str = "Object.keys(localStorage).filter((key) => key.startsWith('kittengrad.work.'))";
const NOTICES: &str = "document.querySelector('#notices')";

/// Waits until another copy is written than there is now.
async fn kept(page: &Page) -> Outcome {
    page.script(&noted()).await?;
    another(page).await
}

/// Notes the copies that there are.
fn noted() -> String {
    format!("globalThis.known = {COPIES}.map((key) => localStorage.getItem(key));")
}

/// Waits until there is a copy that was not noted.
async fn another(page: &Page) -> Outcome {
    page.wait(&format!("{COPIES}.some((key) => !known.includes(localStorage.getItem(key)))")).await
}

/// With it the page can be made not to hear of its end.
fn mortal() -> Options {
    let before = "for (const kind of ['pagehide', 'visibilitychange'])
        addEventListener(kind, (event) => globalThis.dead && event.stopImmediatePropagation(), true)";
    Options { before: Some(before.into()), ..Options::default() }
}

/// Loads the page anew as after a crash.
async fn crash(page: &Page) -> Outcome {
    page.script("globalThis.dead = true").await?;
    reload(page).await
}

async fn arrived(page: &Page, at: f64) -> Outcome {
    page.wait(&format!("kittengrad.status().step === {at} && kittengrad.status().state !== 'running'")).await
}

/// A network that was trained, with two pins, a moved point and another rate.
async fn work(page: &Page) -> Outcome<[Value; 4]> {
    set(page, "model", "network").await?;
    page.script("kittengrad.step(60)").await?;
    page.click("button", "Pin this curve").await?;
    open_tray(page).await?;
    page.click("button", "Add").await?;
    count(page, POINTS + 1).await?;
    page.script("kittengrad.step(90)").await?;
    page.click("button", "Pin this curve").await?;
    // Noted in the same breath, so that the next copy is one of all this.
    page.script(&(noted() + "kittengrad.set('learning-rate', 0.01)")).await?;
    all(page).await
}

async fn all(page: &Page) -> Outcome<[Value; 4]> {
    Ok([
        parameters(page).await?,
        page.value("JSON.stringify(kittengrad.points())").await?,
        page.value("JSON.stringify(kittengrad.settings())").await?,
        page.value("JSON.stringify(kittengrad.pins())").await?,
    ])
}

#[tokio::test]
async fn a_crash_costs_at_most_a_second() -> Outcome {
    let page = Page::ready(mortal()).await?;
    let mine = work(&page).await?;
    let at = step(&page).await?;
    another(&page).await?;
    crash(&page).await?;
    arrived(&page, at).await?;
    assert_eq!(all(&page).await?, mine);

    // In the middle of training: what was a second ago is there.
    page.script("kittengrad.play()").await?;
    page.wait(&format!("kittengrad.status().step > {at} + 100")).await?;
    let at = step(&page).await?;
    kept(&page).await?;
    crash(&page).await?;
    page.wait("kittengrad.status().state !== 'running'").await?;
    assert!(step(&page).await? >= at, "what is written is what was there");
    page.console_is_clean().await
}

#[tokio::test]
async fn a_new_tab_goes_on_with_what_was_last_and_each_keeps_its_own_points() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let first = page.window().await?;
    let mine = work(&page).await?;
    page.wait(&format!("{COPIES}.length > 0")).await?;
    reload(&page).await?;
    page.wait("kittengrad.status().state !== 'running'").await?;
    assert_eq!(all(&page).await?, mine);

    // A second tab goes on with it, and then has a table of its own.
    let second = page.new_tab().await?;
    page.switch_to_window(second.clone()).await?;
    page.visit("").await?;
    page.wait_for_boot("ready").await?;
    page.wait("kittengrad.pins().length === 2 && kittengrad.status().state !== 'running'").await?;
    assert_eq!(all(&page).await?, mine);
    assert_eq!(page.value(&format!("{NOTICES} === null")).await?, true);
    page.script("kittengrad.setPoints([{x: 1, y: 2}, {x: 2, y: 3}, {x: 4, y: 1}])").await?;
    page.wait("localStorage.getItem('kittengrad.points')?.includes('4,1')").await?;

    // The first is what it was, and is changed once more.
    page.switch_to_window(first.clone()).await?;
    assert_eq!(all(&page).await?, mine);
    open_tray(&page).await?;
    page.click("button", "Add").await?;
    count(&page, POINTS + 2).await?;
    let mine = points(&page).await?;
    page.wait("localStorage.getItem('kittengrad.points')?.split('\\n').length > 20").await?;
    reload(&page).await?;
    assert_eq!(points(&page).await?, mine);
    page.switch_to_window(second.clone()).await?;
    reload(&page).await?;
    count(&page, 3).await?;

    // A third finds what was written last, and is told of the other's.
    let third = page.new_tab().await?;
    page.switch_to_window(third).await?;
    page.visit("").await?;
    page.wait_for_boot("ready").await?;
    page.wait(&format!("{NOTICES}?.innerText.includes('Another tab of this page has points of its own')")).await?;
    assert_eq!(points(&page).await?, mine);
    page.photograph("other-points").await?;
    page.click("button", "Show them here").await?;
    count(&page, 3).await?;
    assert_eq!(page.value(&format!("{NOTICES} === null")).await?, true);
    page.script("kittengrad.undo()").await?;
    assert_eq!(points(&page).await?, mine);
    page.console_is_clean().await
}

#[tokio::test]
async fn a_broken_copy_is_replaced_by_the_one_before_and_told_once() -> Outcome {
    let cut = "localStorage.setItem(key, localStorage.getItem(key).slice(0, -9))";
    let turned = "localStorage.setItem(key, 'B' + localStorage.getItem(key).slice(1))";
    for harm in [cut, turned, "localStorage.setItem(key, '[object Object]')"] {
        let page = Page::ready(mortal()).await?;
        set(&page, "learning-rate", 0.4).await?;
        page.wait(&format!("{COPIES}.length === 1")).await?;
        page.script("kittengrad.setPoints([{x: 1, y: 2}, {x: 2, y: 3}, {x: 4, y: 1}])").await?;
        page.wait(&format!("{COPIES}.length === 2")).await?;
        let newest = page.value(&format!("{COPIES}.find((key) => key.endsWith('.0'))")).await?;
        // Left without a word, so that what is harmed is not written again.
        page.script(&format!("const key = {newest}; {harm}")).await?;
        crash(&page).await?;
        page.wait(&format!("{NOTICES}?.innerText.includes('was damaged')")).await?;
        assert_eq!(setting(&page, "learning-rate").await?, 0.4);
        count(&page, POINTS).await?;
        page.click("button", "Close the message").await?;
        assert_eq!(page.value(&format!("{NOTICES} === null")).await?, true);
        reload(&page).await?;
        assert_eq!(page.value(&format!("{NOTICES} === null")).await?, true, "once");
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_storage_that_is_full_or_forbidden_is_told_once_and_does_no_harm() -> Outcome {
    let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }";
    let denied = "for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(globalThis, name, { get: () => { throw new DOMException('no', 'SecurityError') } })";
    for (before, said) in [(full, "no room left"), (denied, "lets the page keep nothing")] {
        let page = Page::ready(Options { before: Some(before.into()), ..Options::default() }).await?;
        assert_eq!(page.value(&format!("{NOTICES} === null")).await?, true, "nothing to lose yet");
        set(&page, "learning-rate", 0.2).await?;
        page.wait(&format!("{NOTICES}?.innerText.includes('{said}')")).await?;
        set(&page, "lang", "zh-Hans").await?;
        page.wait(&format!("{NOTICES}.innerText.includes('浏览器')")).await?;
        page.click("button", "关闭提示").await?;
        set(&page, "learning-rate", 0.1).await?;
        page.script("kittengrad.step(50)").await?;
        page.wait("location.hash.includes('step=50')").await?;
        assert_eq!(page.value(&format!("{NOTICES} === null")).await?, true, "once");
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_chapter_is_found_as_it_was_left() -> Outcome {
    let page = Page::ready(Options { path: "#at=overfit".into(), ..Options::default() }).await?;
    page.script("kittengrad.pause(); kittengrad.step(130)").await?;
    let exam = parameters(&page).await?;
    let at = step(&page).await?;
    page.script("kittengrad.open('line')").await?;
    page.wait(&format!("{COPIES}.length > 0")).await?;
    reload(&page).await?;
    assert_eq!(page.value("kittengrad.chapter().key").await?, "line");
    page.script("kittengrad.open('overfit')").await?;
    arrived(&page, at).await?;
    assert_eq!(parameters(&page).await?, exam);
    page.console_is_clean().await
}
