//! The line is tilted and lifted by its handles; errors are drawn; what can be held is shown; an added point is taken back.

use kittengrad_browser::{Failure, Key, Options, Outcome, Page, WebElement};

use crate::hands::{
    Chart, POINTS, Place, Point, bring, chart, count, far, finger, ink, ink_changes, keys, mouse, number, open_tray,
    points, set, text,
};

/// The ends of the frame's x for houses.
const ENDS: [f64; 2] = [0.0, 30.0];

async fn fit(page: &Page) -> Outcome<WebElement> {
    page.find("application", "Data and fit").await
}

/// The heights of the line's ends.
async fn heights(page: &Page) -> Outcome<[f64; 2]> {
    Ok([number(page, "kittengrad.predict([0])[0]").await?, number(page, "kittengrad.predict([30])[0]").await?])
}

fn at(chart: &Chart, end: usize, height: f64) -> Place {
    chart.px(Point { x: ENDS[end], y: height, held_out: false })
}

/// A line that goes through the middle of the frame, with its handles where the test expects them.
async fn level(page: &Page) -> Outcome {
    set(page, "model", "line").await?;
    page.script("kittengrad.setParameters([-0.4, 0.1])").await?;
    page.drawn().await
}

/// A place on the line between its ends where neither a point nor the question is near.
async fn free_on_the_line(page: &Page, chart: &Chart, heights: [f64; 2]) -> Outcome<Place> {
    let asked = number(page, "+document.querySelector('#probe-x').value").await?;
    let houses = points(page).await?;
    let place = |tenth: u32| {
        let x = 3.0 * f64::from(tenth);
        chart.px(Point { x, y: heights[0] + (heights[1] - heights[0]) * x / 30.0, held_out: false })
    };
    let question = chart.px(Point { x: asked, y: 0.0, held_out: false }).0;
    let is_free = |at: &Place| houses.iter().all(|p| far(chart.px(*p), *at) > 26.0) && (at.0 - question).abs() > 26.0;
    (2..9).map(place).find(is_free).ok_or(Failure::new("no place on the line is free"))
}

async fn hand(page: &Page) -> Outcome<String> {
    let value = page.value("document.querySelector('#fit').dataset.hand ?? ''").await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn the_line_is_tilted_and_lifted_by_mouse_and_by_finger() -> Outcome {
    for options in [Options::default(), Options::phone()] {
        let page = Page::ready(options.clone()).await?;
        let fit = fit(&page).await?;
        let chart = chart(&page, &fit).await?;
        level(&page).await?;
        page.script("kittengrad.play()").await?;
        page.wait("kittengrad.status().step > 2").await?;
        page.script("kittengrad.pause()").await?;
        bring(&page, &fit).await?;
        let drag = async |from: Place, to: Place| match options.touch {
            true => page.drag_by_touch(from, to).await,
            false => page.drag(from, to).await,
        };
        let (scrolled, undone) = (number(&page, "scrollY").await?, heights(&page).await?);

        // An end goes along, and the other stays.
        let before = heights(&page).await?;
        let from = at(&chart, 1, before[1]);
        drag(from, (from.0, from.1 - 60.0)).await?;
        page.wait("kittengrad.status().step === 0").await?;
        let after = heights(&page).await?;
        assert!((after[0] - before[0]).abs() < 0.1, "{before:?} → {after:?}");
        assert!((at(&chart, 1, after[1]).1 - (from.1 - 60.0)).abs() < 1.5, "{before:?} → {after:?}");

        // The line itself is lifted as a whole.
        let from = free_on_the_line(&page, &chart, after).await?;
        drag(from, (from.0, from.1 + 40.0)).await?;
        let lifted = heights(&page).await?;
        let by = [lifted[0] - after[0], lifted[1] - after[1]];
        assert!((by[0] - by[1]).abs() < 0.5 && by[0] < -1.0, "{after:?} → {lifted:?}");
        assert_eq!(number(&page, "scrollY").await?, scrolled, "a drag is no scroll");
        assert_eq!(points(&page).await?.len(), POINTS + 2, "no point is added");

        // One press each leads back.
        page.click("button", "Undo").await?;
        page.click("button", "Undo").await?;
        let back = heights(&page).await?;
        assert!((back[0] - undone[0]).abs() + (back[1] - undone[1]).abs() < 1e-6, "{undone:?} → {back:?}");
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_line_that_leaves_the_frame_can_still_be_held_and_training_waits_for_it() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let fit = fit(&page).await?;
    let chart = chart(&page, &fit).await?;
    set(&page, "model", "line").await?;
    set(&page, "learning-rate", 0.0001).await?;
    page.script("kittengrad.setParameters([0, 40]), kittengrad.play()").await?;
    page.wait("kittengrad.status().step > 2").await?;
    let [left, top, width, height] = bring(&page, &fit).await?;
    // Far above the frame, its handles stand at the upper edge.
    let edge = (0..60).map(|y| top + f64::from(y)).find(|y| *y > top + 20.0).unwrap_or(top);
    let handle = (at(&chart, 0, 0.0).0, edge + 6.0);
    mouse(&page, "mouseMoved", handle).await?;
    page.wait("document.querySelector('#fit').dataset.hand === 'grab'").await?;
    mouse(&page, "mousePressed", handle).await?;
    for part in 1..6 {
        mouse(&page, "mouseMoved", (handle.0, handle.1 + f64::from(part) * 0.1 * height)).await?;
    }
    page.wait("kittengrad.status().step === 0").await?;
    assert_eq!(hand(&page).await?, "grabbing");
    page.drawn().await?;
    page.drawn().await?;
    assert_eq!(number(&page, "kittengrad.status().step").await?, 0.0, "training waits");
    let [end, other] = heights(&page).await?;
    assert!(other > 3000.0, "the other end stays: {other}");
    assert!((at(&chart, 0, end).1 - (handle.1 + 0.5 * height)).abs() < 20.0, "{end}");
    mouse(&page, "mouseReleased", (left + 0.5 * width, top + 0.5 * height)).await?;
    page.wait("kittengrad.status().step > 2").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn what_can_be_held_is_shown_and_keys_hold_the_ends() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let fit = fit(&page).await?;
    let chart = chart(&page, &fit).await?;
    level(&page).await?;
    let [left, top, width, height] = bring(&page, &fit).await?;
    let before = heights(&page).await?;
    let houses = points(&page).await?;
    let alone = |p: &&Point| {
        let at = chart.px(**p);
        let line = before[0] + (before[1] - before[0]) * p.x / 30.0;
        houses.iter().filter(|other| far(chart.px(**other), at) < 14.0).count() == 1
            && far(chart.px(Point { y: line, ..**p }), at) > 26.0
            && (2.0..15.0).contains(&p.x)
    };
    let point = houses.iter().find(alone).ok_or(Failure::new("no point is alone"))?;
    let point = chart.px(*point);
    let asked = number(&page, "+document.querySelector('#probe-x').value").await?;
    let probe = (chart.px(Point { x: asked, y: 0.0, held_out: false }).0, top + 0.84 * height);
    page.drawn().await?;
    let mut seen = ink(&page, "fit").await?;
    for (place, wish) in [
        (at(&chart, 0, before[0]), "grab"),
        (point, "grab"),
        (probe, "ask"),
        ((left + 0.5 * width, top + height - 4.0), ""),
    ] {
        page.hover(place).await?;
        page.wait(&format!("(document.querySelector('#fit').dataset.hand ?? '') === '{wish}'")).await?;
        if wish == "grab" {
            ink_changes(&page, "fit", &seen).await?;
            seen = ink(&page, "fit").await?;
        }
    }

    // The ends by keys, told in both languages.
    fit.send_keys("h").await?;
    page.wait("document.querySelector('#announce').textContent.startsWith('Left end of the line: ')").await?;
    keys(&page, &fit, Key::Up, 3).await?;
    let after = heights(&page).await?;
    assert!(after[0] > before[0] + 1.0 && (after[1] - before[1]).abs() < 0.1, "{before:?} → {after:?}");
    fit.send_keys("h").await?;
    keys(&page, &fit, Key::Down, 2).await?;
    assert!(heights(&page).await?[1] < before[1] - 1.0);
    page.script("kittengrad.set('lang', 'zh-Hans')").await?;
    keys(&page, &fit, Key::Down, 1).await?;
    page.wait("/^直线右端：.+ 万。/.test(document.querySelector('#announce').textContent)").await?;
    page.script("kittengrad.set('lang', 'en')").await?;
    keys(&page, &fit, Key::Escape, 1).await?;
    let held = heights(&page).await?;
    keys(&page, &fit, Key::Up, 1).await?;
    assert_eq!(heights(&page).await?, held, "let go of");
    page.console_is_clean().await
}

#[tokio::test]
async fn a_press_adds_only_where_it_is_meant_and_is_taken_back_by_another() -> Outcome {
    for options in [Options::default(), Options::phone()] {
        let page = Page::ready(options.clone()).await?;
        let fit = fit(&page).await?;
        let chart = chart(&page, &fit).await?;
        level(&page).await?;
        let [left, top, width, height] = bring(&page, &fit).await?;
        let before = points(&page).await?;
        let offered = "!document.querySelector('#point-undo').hidden";
        let empty = (left + (0.42 * width).round(), top + (0.78 * height).round());
        assert!(before.iter().all(|p| far(chart.px(*p), empty) > 22.0), "the place of the test is free");
        // A press on the line, or one that lasts, adds nothing.
        let h = heights(&page).await?;
        let line = chart.px(Point { x: 3.0, y: h[0] + (h[1] - h[0]) * 0.1, held_out: false });
        page.click_at(line).await?;
        for (kind, held) in [("touchStart", true), ("touchEnd", false)] {
            finger(&page, kind, held.then_some(empty)).await?;
            page.value("new Promise(done => setTimeout(done, 700))").await?;
        }
        page.drawn().await?;
        assert_eq!(points(&page).await?.len(), before.len());
        // A brief one adds, and one more press takes it back.
        page.tap(empty).await?;
        count(&page, before.len() + 1).await?;
        page.wait(offered).await?;
        assert_eq!(text(&page, "#point-undo").await?, "Undo: house added");
        page.drawn().await?;
        page.photograph(if options.touch { "added-phone" } else { "added" }).await?;
        page.click("button", "Undo: house added").await?;
        count(&page, before.len()).await?;
        assert_eq!(points(&page).await?, before);
        assert_eq!(page.value(offered).await?, false);
        // The offer ends with the next gesture.
        page.tap(empty).await?;
        page.wait(offered).await?;
        page.tap((left + 4.0, top + height - 4.0)).await?;
        page.wait("document.querySelector('#point-undo').hidden").await?;
        assert_eq!(points(&page).await?.len(), before.len() + 1);
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn errors_are_drawn_as_lines_or_squares_and_the_tip_says_what_the_field_says() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let fit = fit(&page).await?;
    bring(&page, &fit).await?;
    let mut seen = vec![ink(&page, "fit").await?];
    open_tray(&page).await?;
    for name in ["lines", "squares", "off"] {
        page.click("button", name).await?;
        page.wait(&format!(
            "[...document.querySelectorAll('[id^=errors-][aria-pressed=true]')].map(b => b.innerText).join() === '{name}'"
        ))
        .await?;
        if name != "off" {
            ink_changes(&page, "fit", &seen[seen.len() - 1]).await?;
            page.photograph(&format!("errors-{name}")).await?;
        }
        seen.push(ink(&page, "fit").await?);
    }
    // While it trains, the answer in words is that of the step that is drawn: it changes in each frame that draws.
    page.script("kittengrad.set('learning-rate', 0.001); kittengrad.set('pace', 120); kittengrad.play()").await?;
    let changes = page
        .value(
            "new Promise(done => {
                const said = new Set(), frames = 20;
                let n = 0;
                const look = () => {
                    said.add(document.querySelector('#probe-y').innerText);
                    if (++n < frames) requestAnimationFrame(look);
                    else done(said.size);
                };
                requestAnimationFrame(look);
            })",
        )
        .await?;
    assert!(changes.as_f64() > Some(6.0), "{changes} answers in 20 frames");
    page.console_is_clean().await
}

/// A line that keys have laid and let go of is a try, as one that was dragged is.
#[tokio::test]
async fn what_keys_have_laid_is_a_try_and_stands_on_the_ruler() -> Outcome {
    let page = Page::ready(Options { path: "#at=line".into(), ..Options::default() }).await?;
    let fit = fit(&page).await?;
    let marks = "document.querySelectorAll('#ruler li').length";
    assert_eq!(page.value(marks).await?, 0);
    for tries in 1..=3 {
        fit.send_keys("h").await?;
        keys(&page, &fit, Key::Up, 4).await?;
        keys(&page, &fit, Key::Escape, 1).await?;
        page.wait(&format!("{marks} === {tries}")).await?;
    }
    page.photograph("ruler").await?;
    page.console_is_clean().await
}
