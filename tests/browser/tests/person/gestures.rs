//! Gestures that end otherwise than they should, and those that are meant for the browser.

use kittengrad_browser::{Key, Options, Outcome, Page, WebElement};
use serde_json::json;

use crate::hands::{Place, bring, chart, count, far, mouse, points, settled};

async fn fit(page: &Page) -> Outcome<WebElement> {
    page.find("application", "Data and fit").await
}

/// Moves the mouse; `buttons` says whether one is held.
async fn moved(page: &Page, (x, y): Place, buttons: u8) -> Outcome {
    let button = if buttons == 0 { "none" } else { "left" };
    let event = json!({ "type": "mouseMoved", "x": x, "y": y, "button": button, "buttons": buttons });
    page.cdp("Input.dispatchMouseEvent", event).await.map(drop)
}

/// Where the first point stands.
async fn first(page: &Page) -> Outcome<Place> {
    let first = points(page).await?.remove(0);
    Ok((first.x, first.y))
}

#[tokio::test]
async fn a_release_that_nobody_saw_ends_a_drag() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let fit = fit(&page).await?;
    let at = chart(&page, &fit).await?.px(points(&page).await?.remove(0));
    let to = |by: f64| (at.0 + by, at.1 - by);
    mouse(&page, "mousePressed", at).await?;
    moved(&page, to(20.0), 1).await?;
    settled(&page).await?;
    let dropped = first(&page).await?;
    for by in [40.0, 60.0] {
        moved(&page, to(by), 0).await?;
    }
    settled(&page).await?;
    assert_eq!(first(&page).await?, dropped, "the point stays where it was let go of");
    page.console_is_clean().await
}

#[tokio::test]
async fn escape_takes_a_drag_back() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let fit = fit(&page).await?;
    let at = chart(&page, &fit).await?.px(points(&page).await?.remove(0));
    let (before, to) = (first(&page).await?, (at.0 + 30.0, at.1 - 30.0));
    mouse(&page, "mousePressed", at).await?;
    moved(&page, to, 1).await?;
    settled(&page).await?;
    assert_ne!(first(&page).await?, before);
    page.press(Key::Escape + "").await?;
    settled(&page).await?;
    assert_eq!(first(&page).await?, before);
    moved(&page, (to.0 + 20.0, to.1), 1).await?;
    mouse(&page, "mouseReleased", to).await?;
    settled(&page).await?;
    assert_eq!(first(&page).await?, before, "what is let go of follows no more");
    page.console_is_clean().await
}

#[tokio::test]
async fn a_press_with_control_is_the_menu_of_a_mac() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let fit = fit(&page).await?;
    let [left, top, width, height] = bring(&page, &fit).await?;
    let (x, y) = (left + 0.23 * width, top + 0.6 * height);
    let before = points(&page).await?.len();
    for kind in ["mousePressed", "mouseReleased"] {
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1, "modifiers": 2 });
        page.cdp("Input.dispatchMouseEvent", event).await?;
    }
    settled(&page).await?;
    count(&page, before).await?;
    page.click_at((x, y)).await?;
    count(&page, before + 1).await
}

#[tokio::test]
async fn two_fingers_zoom_the_page_and_add_nothing() -> Outcome {
    let page = Page::ready(Options { path: String::new(), ..Options::phone() }).await?;
    let fit = fit(&page).await?;
    let [left, top, width, height] = bring(&page, &fit).await?;
    let before = points(&page).await?;
    let fingers = |parts: [Place; 2]| {
        let all =
            [0, 1].map(|id| json!({ "x": left + parts[id].0 * width, "y": top + parts[id].1 * height, "id": id }));
        all.to_vec()
    };
    let touch = |kind: &str, fingers: Vec<_>| json!({ "type": kind, "touchPoints": fingers });
    // A tap of two, one after the other.
    let all = fingers([(0.3, 0.3), (0.6, 0.25)]);
    for event in [
        touch("touchStart", all[..1].to_vec()),
        touch("touchStart", all.clone()),
        touch("touchEnd", all[1..].to_vec()),
        touch("touchEnd", Vec::new()),
    ] {
        page.cdp("Input.dispatchTouchEvent", event).await?;
    }
    settled(&page).await?;
    assert_eq!(points(&page).await?.len(), before.len());
    // They draw apart.
    for step in 0..14 {
        let apart = 0.06 + 0.015 * f64::from(step);
        let fingers = fingers([(0.5 - apart, 0.3), (0.5 + apart, 0.3)]);
        page.cdp("Input.dispatchTouchEvent", touch(if step == 0 { "touchStart" } else { "touchMove" }, fingers))
            .await?;
        page.drawn().await?;
    }
    page.cdp("Input.dispatchTouchEvent", touch("touchEnd", Vec::new())).await?;
    page.wait("visualViewport.scale > 1.5").await?;
    settled(&page).await?;
    assert_eq!(points(&page).await?.len(), before.len());
    page.console_is_clean().await
}

#[tokio::test]
async fn two_fingers_zoom_from_a_point_too_and_leave_it_where_it_was() -> Outcome {
    let page = Page::ready(Options::phone()).await?;
    // A curve has no handles that could lie over a point.
    page.script("kittengrad.set('model', 'polynomial')").await?;
    let fit = fit(&page).await?;
    let chart = chart(&page, &fit).await?;
    bring(&page, &fit).await?;
    let before = points(&page).await?;
    // That of the two which stand where they were put.
    let point = before[before.len() - 2];
    let at = chart.px(point);
    let touch = |kind: &str, places: &[Place]| {
        let one = |(id, (x, y)): (usize, &Place)| json!({ "x": x, "y": y, "id": id });
        json!({ "type": kind, "touchPoints": places.iter().enumerate().map(one).collect::<Vec<_>>() })
    };
    let to = |by: f64| (at.0 + by, at.1);
    // A tap on it, and another one, take nothing away.
    for _ in 0..2 {
        page.cdp("Input.dispatchTouchEvent", touch("touchStart", &[at])).await?;
        page.cdp("Input.dispatchTouchEvent", touch("touchEnd", &[])).await?;
    }
    settled(&page).await?;
    assert_eq!(points(&page).await?, before);
    // It follows the first finger, by less than a touch has to move before it counts, until there is a second one.
    page.cdp("Input.dispatchTouchEvent", touch("touchStart", &[at])).await?;
    page.cdp("Input.dispatchTouchEvent", touch("touchMove", &[to(6.0)])).await?;
    page.wait(&format!("kittengrad.points()[{}].x > {}", before.len() - 2, point.x)).await?;
    page.cdp("Input.dispatchTouchEvent", touch("touchStart", &[to(6.0), to(60.0)])).await?;
    for step in 1..14 {
        let by = 6.0 * f64::from(step);
        page.cdp("Input.dispatchTouchEvent", touch("touchMove", &[to(6.0 - by), to(60.0 + by)])).await?;
        page.drawn().await?;
    }
    page.cdp("Input.dispatchTouchEvent", touch("touchEnd", &[])).await?;
    page.wait("visualViewport.scale > 1.5").await?;
    settled(&page).await?;
    assert_eq!(points(&page).await?, before);
    page.console_is_clean().await
}

#[tokio::test]
async fn a_place_is_where_it_is_seen_in_a_page_that_is_scaled() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let fit = fit(&page).await?;
    let chart = chart(&page, &fit).await?;
    let within = |[left, top, width, height]: [f64; 4], part: Place| (left + part.0 * width, top + part.1 * height);
    let plain = bring(&page, &fit).await?;
    page.script("document.body.style.cssText = 'transform: scale(0.8); transform-origin: 0 0'").await?;
    page.drawn().await?;
    let scaled = bring(&page, &fit).await?;
    assert!((scaled[2] / plain[2] - 0.8).abs() < 0.01);
    let (from, to) = ((0.5, 0.4), (0.54, 0.36));
    let before = points(&page).await?.len();
    for kind in ["mousePressed", "mouseReleased"] {
        mouse(&page, kind, within(scaled, from)).await?;
    }
    count(&page, before + 1).await?;
    let added = points(&page).await?.remove(before);
    assert!(far(chart.px(added), within(plain, from)) < 1.0, "it is where it was pressed");
    mouse(&page, "mousePressed", within(scaled, from)).await?;
    moved(&page, within(scaled, to), 1).await?;
    mouse(&page, "mouseReleased", within(scaled, to)).await?;
    settled(&page).await?;
    let dragged = points(&page).await?.remove(before);
    assert!(far(chart.px(dragged), within(plain, to)) < 1.0, "and where it was dragged to");
    page.console_is_clean().await
}
