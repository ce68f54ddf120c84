//! A link brings all of it elsewhere, and one's own work stays.

use kittengrad_browser::{Options, Outcome, Page};
use serde_json::{Value, json};

use crate::hands::{
    POINTS, bring, chart, count, mouse, open_tray, parameters, points, reload, set, setting, step, text,
};

const BAR: &str = "document.querySelector('#link-bar')";

async fn link(page: &Page) -> Outcome<String> {
    Ok(page.value("kittengrad.link()").await?.as_str().unwrap_or_default().to_owned())
}

fn fragment(link: &str) -> String {
    link.find('#').map_or_else(String::new, |at| link[at..].to_owned())
}

async fn all(page: &Page) -> Outcome<[Value; 4]> {
    Ok([
        parameters(page).await?,
        page.value("JSON.stringify(kittengrad.points())").await?,
        page.value("JSON.stringify(kittengrad.settings())").await?,
        page.value("JSON.stringify(kittengrad.status())").await?,
    ])
}

async fn arrived(page: &Page, at: f64) -> Outcome {
    page.wait(&format!("kittengrad.status().step === {at} && kittengrad.status().state !== 'running'")).await
}

#[tokio::test]
async fn a_link_brings_a_dragged_trained_changed_state_back_bit_for_bit() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    for (key, value) in
        [("model", json!("network")), ("optimizer", json!("adam")), ("batch", json!("8")), ("dropout", json!(0.1))]
    {
        set(&page, key, value).await?;
    }
    page.script("kittengrad.step(300); kittengrad.play()").await?;
    let fit = page.find("application", "Data and fit").await?;
    let chart = chart(&page, &fit).await?;
    bring(&page, &fit).await?;
    let (x, y) = chart.px(points(&page).await?[10]);
    mouse(&page, "mousePressed", (x, y)).await?;
    for i in 1..6 {
        mouse(&page, "mouseMoved", (x + f64::from(i), y - 9.0 * f64::from(i))).await?;
        page.drawn().await?;
    }
    mouse(&page, "mouseReleased", (x + 5.0, y - 45.0)).await?;
    page.script("kittengrad.pause()").await?;
    set(&page, "learning-rate", 0.01).await?;
    page.script("kittengrad.step(57)").await?;
    let (here, at, given) = (all(&page).await?, step(&page).await?, link(&page).await?);
    assert_eq!(setting(&page, "dataset").await?, "own");

    let other = Page::ready(Options { path: fragment(&given), ..Options::default() }).await?;
    arrived(&other, at).await?;
    let there = all(&other).await?;
    assert_eq!(there[..3], here[..3]);
    assert_eq!(other.value(&format!("{BAR}.checkVisibility()")).await?, false, "a first visit has nothing of its own");
    for page in [&page, &other] {
        page.script("kittengrad.step(100)").await?;
    }
    assert_eq!(parameters(&other).await?, parameters(&page).await?);
    assert_eq!(fragment(&link(&other).await?), fragment(&link(&page).await?));
    // Loaded anew, the run is where it was.
    let (mine, at) = (all(&other).await?, step(&other).await?);
    reload(&other).await?;
    arrived(&other, at).await?;
    assert_eq!(all(&other).await?[..3], mine[..3]);
    assert_eq!(other.value(&format!("{BAR}.checkVisibility()")).await?, false);
    page.console_is_clean().await?;
    other.console_is_clean().await
}

#[tokio::test]
async fn a_link_leaves_ones_own_work_in_peace() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    open_tray(&page).await?;
    page.click("button", "Add").await?;
    count(&page, POINTS + 1).await?;
    set(&page, "learning-rate", 0.4).await?;
    page.script("kittengrad.step(30)").await?;
    let mine = all(&page).await?;
    let kept = "JSON.stringify(['settings', 'points'].map((key) => localStorage.getItem('kittengrad.' + key)))";
    page.wait("localStorage.getItem('kittengrad.settings')?.includes('learning-rate=0.4')").await?;
    page.wait("localStorage.getItem('kittengrad.points')").await?;
    page.wait("location.hash.includes('step=30')").await?;
    let stored = page.value(kept).await?;

    // Pasted into the address of the running page.
    page.script("location.hash = 'model=polynomial&degree=9&step=200'").await?;
    arrived(&page, 200.0).await?;
    page.wait(&format!("{BAR}.innerText.includes('Your own work is kept')")).await?;
    page.photograph("link-opened").await?;
    set(&page, "lang", "zh-Hans").await?;
    page.wait(&format!("{BAR}.innerText.includes('你自己的内容还在')")).await?;
    set(&page, "lang", "en").await?;
    set(&page, "degree", 5).await?;
    page.wait("location.hash.includes('degree=5')").await?;
    // Leaving the page writes nothing over it, and the link is what is loaded again.
    reload(&page).await?;
    page.wait("kittengrad.settings().degree === 5").await?;
    page.wait(&format!("{BAR}.innerText.includes('Your own work is kept')")).await?;
    assert_eq!(page.value(kept).await?, stored);
    page.click("button", "Back to mine").await?;
    page.wait("kittengrad.points().length === 21").await?;
    assert_eq!(page.value(kept).await?, stored);
    let back = all(&page).await?;
    assert_eq!(back[1..3], mine[1..3]);
    assert_eq!(page.value(&format!("{BAR}.checkVisibility()")).await?, false);

    // Back leads to the link once more, and now it is kept instead.
    page.script("history.back()").await?;
    page.wait("kittengrad.settings().degree === 5").await?;
    page.click("button", "Keep this instead").await?;
    page.wait("localStorage.getItem('kittengrad.settings')?.includes('degree=5')").await?;
    assert_eq!(page.value("localStorage.getItem('kittengrad.points')").await?, Value::Null);
    page.console_is_clean().await
}

#[tokio::test]
async fn whoever_goes_back_is_not_overtaken_by_the_address() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    set(&page, "learning-rate", 0.4).await?;
    page.wait("location.hash.includes('learning-rate=0.4')").await?;
    page.script("location.hash = 'model=polynomial&degree=9'").await?;
    page.wait("kittengrad.settings().degree === 9 && location.hash.includes('at=free')").await?;
    page.click("button", "Back to mine").await?;
    page.wait("location.hash.includes('learning-rate=0.4')").await?;
    // A frame takes so long that the address is due by the time at which Back has arrived, and before the page hears of it.
    page.script(
        "kittengrad.set('learning-rate', 0.3);
        requestAnimationFrame(() => requestAnimationFrame(() => {
            history.back();
            for (const end = performance.now() + 900; performance.now() < end;);
        }))",
    )
    .await?;
    page.wait("kittengrad.settings().degree === 9 && location.hash.includes('degree=9')").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn a_damaged_link_opens_the_page_and_is_said() -> Outcome {
    for (path, said, unsaid) in [
        ("#points=1.houses.AAAA&rate=1&degree=7", "points, rate", "degree"),
        ("#state=1.AAAA&step=100", "state", "step"),
        ("#%00%ff%zz&&&===", "", "points"),
        ("#at=nowhere", "at", "points"),
    ] {
        let page = Page::ready(Options { path: path.into(), ..Options::default() }).await?;
        page.wait(&format!("{BAR}.checkVisibility() && {BAR}.innerText.includes('could not be read')")).await?;
        let bar = text(&page, "#link-unread").await?;
        assert!(bar.contains(said) && !bar.contains(unsaid), "{path}: {bar}");
        page.script("kittengrad.step(3)").await?;
        page.click("button", "Close the message").await?;
        page.wait(&format!("!{BAR}.checkVisibility()")).await?;
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_address_follows_without_filling_the_history() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let entries = page.value("history.length").await?;
    page.script("globalThis.writes = 0; const go = history.replaceState; history.replaceState = function (...all) { writes++; return go.apply(this, all) }").await?;
    set(&page, "noise", 0.4).await?;
    set(&page, "seed", 7).await?;
    page.wait("location.hash === '#at=free&v=2&noise=0.4&seed=7'").await?;
    page.script("kittengrad.play()").await?;
    page.wait("kittengrad.status().step > 50").await?;
    assert_eq!(page.value("location.hash").await?, "#at=free&v=2&noise=0.4&seed=7", "not while it trains");
    page.script("kittengrad.pause()").await?;
    let at = step(&page).await?;
    page.wait(&format!("location.hash === '#at=free&v=2&noise=0.4&seed=7&step={at}'")).await?;
    assert!(page.value("writes").await?.as_f64().is_some_and(|writes| writes <= 4.0));
    page.click("button", "Start over with the defaults").await?;
    page.wait("location.hash === '#at=free'").await?;
    assert_eq!(page.value("history.length").await?, entries);
    page.console_is_clean().await
}

#[tokio::test]
async fn the_next_pupil_begins_anew() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    open_tray(&page).await?;
    page.click("button", "Add").await?;
    set(&page, "learning-rate", 0.4).await?;
    page.wait("localStorage.getItem('kittengrad.points')").await?;
    page.script("localStorage.setItem('kittengrad.progress', 'line'); localStorage.setItem('other', 1)").await?;
    let anew =
        "kittengrad.chapter().key === 'line' && kittengrad.points().length === 12 && location.hash === '#at=line'";
    page.script("location.hash = 'new'").await?;
    page.wait(anew).await?;
    assert_eq!(page.value("Object.keys(localStorage)").await?, json!(["other"]));
    set(&page, "learning-rate", 0.4).await?;
    page.wait("localStorage.getItem('kittengrad.settings')").await?;
    page.visit("#new").await?;
    page.wait_for_boot("ready").await?;
    page.wait(anew).await?;
    reload(&page).await?;
    page.wait(anew).await?;
    page.console_is_clean().await
}

fn clipboard(answer: &str) -> Options {
    let before = format!(
        "Object.defineProperty(navigator, 'clipboard', {{ value: {{ writeText: (text) => {{ globalThis.copied = text; return {answer} }} }} }})"
    );
    Options { before: Some(before), ..Options::default() }
}

#[tokio::test]
async fn share_copies_the_link_or_shows_it() -> Outcome {
    let page = Page::ready(clipboard("Promise.resolve()")).await?;
    page.script("kittengrad.step(40)").await?;
    page.click("button", "Share").await?;
    page.wait(&format!("{BAR}.innerText.includes('The link is copied')")).await?;
    assert_eq!(page.value("copied").await?, page.value("kittengrad.link()").await?);
    assert!(link(&page).await?.ends_with("#at=free&v=2&step=40"));
    page.photograph("link-copied").await?;
    page.console_is_clean().await?;

    for answer in ["Promise.reject(new Error('refused'))", "null.no"] {
        let page = Page::ready(clipboard(answer)).await?;
        page.script("kittengrad.step(40)").await?;
        page.click("button", "Share").await?;
        page.wait("document.querySelector('#link-field').checkVisibility()").await?;
        let field = "document.querySelector('#link-field')";
        assert_eq!(page.value(&format!("{field}.value")).await?, page.value("kittengrad.link()").await?);
        let chosen = format!("document.activeElement === {field} && {field}.selectionEnd === {field}.value.length");
        assert_eq!(page.value(&chosen).await?, true);
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn on_a_phone_the_system_shares() -> Outcome {
    let before = "navigator.share = (what) => { globalThis.shared = what; return Promise.reject(new DOMException('closed', 'AbortError')) }";
    let page = Page::ready(Options { before: Some(before.into()), ..Options::phone() }).await?;
    page.script("kittengrad.step(40)").await?;
    page.click("button", "Share").await?;
    page.wait("globalThis.shared?.url === kittengrad.link()").await?;
    assert_eq!(page.value(&format!("{BAR}.checkVisibility()")).await?, false);
    page.console_is_clean().await
}

#[tokio::test]
async fn a_long_replay_tells_how_far_it_is_and_can_be_stopped() -> Outcome {
    let path = "#model=network&layers=64,64,64,64&points=2000&step=50000";
    let page = Page::ready(Options { path: path.into(), ..Options::default() }).await?;
    page.wait(&format!("{BAR}.innerText.includes('of 50,000')")).await?;
    page.wait("kittengrad.status().step > 3").await?;
    page.photograph("link-replay").await?;
    page.click("button", "Stop").await?;
    page.wait("kittengrad.status().state === 'paused'").await?;
    let at = step(&page).await?;
    assert!(at < 50_000.0, "{at}");
    page.wait(&format!("!{BAR}.checkVisibility() && location.hash.endsWith('step={at}')")).await?;
    page.console_is_clean().await
}
