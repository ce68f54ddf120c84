//! Points under the mouse, the finger and the keys.

use kittengrad_browser::{Failure, Key, Options, Outcome, Page, WebElement};
use serde_json::Value;

use crate::hands::{
    Chart, POINTS, Place, Point, bring, chart, count, everything, far, finger, ink, ink_changes, keys, mouse, number,
    open_tray, parameters, points, resize, set, settled, step, verdict,
};

async fn fit(page: &Page) -> Outcome<WebElement> {
    page.find("application", "Data and fit").await
}

/// The point that has the most room around it.
async fn lonely(page: &Page, chart: &Chart) -> Outcome<usize> {
    let all = taken(page, chart).await?;
    let room = |i: usize| (0..all.len()).filter(|j| *j != i).map(|j| far(all[i], all[j])).fold(f64::INFINITY, f64::min);
    (0..points(page).await?.len()).max_by(|a, b| room(*a).total_cmp(&room(*b))).ok_or(Failure::new("no points"))
}

/// Where a press would take hold of something: the points, and the line.
async fn taken(page: &Page, chart: &Chart) -> Outcome<Vec<Place>> {
    let line = page.value(
        "(xs => Array.from(kittengrad.predict(xs), (y, i) => [xs[i], y]))([...Array(121)].map((_, i) => i / 4))",
    );
    let line = line.await?;
    let line = line.as_array().into_iter().flatten().filter_map(|p| Some((p[0].as_f64()?, p[1].as_f64()?)));
    let mut places: Vec<_> = points(page).await?.iter().map(|p| chart.px(*p)).collect();
    places.extend(line.map(|(x, y)| chart.px(Point { x, y, held_out: false })));
    Ok(places)
}

/// A place on the picture with nothing near.
fn free(box_: [f64; 4], taken: &[Place]) -> Place {
    let [left, top, width, height] = box_;
    let grid = (3..17).flat_map(|i| (5..13).map(move |j| (f64::from(i) / 20.0, f64::from(j) / 20.0)));
    // The question stands to the right of the middle, its tip below on either side.
    let places = grid.filter(|(x, _)| (x - 0.6).abs() > 0.2).map(|(x, y)| (left + x * width, top + y * height));
    let room = |at: &Place| taken.iter().map(|other| far(*at, *other)).fold(f64::INFINITY, f64::min);
    places.max_by(|a, b| room(a).total_cmp(&room(b))).unwrap_or((left, top))
}

/// Where the dark disc of a training point is drawn, by its pixels near to a place of the view.
async fn drawn_at(page: &Page, at: Place) -> Outcome<Place> {
    page.drawn().await?;
    let script = format!(
        "const canvas = [...document.querySelectorAll('#fit canvas')].at(-1), box = canvas.getBoundingClientRect();
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {{ willReadFrequently: true }});
        copy.drawImage(canvas, 0, 0);
        const [sx, sy] = [canvas.width / box.width, canvas.height / box.height];
        const [cx, cy, r] = [({x} - box.x) * sx, ({y} - box.y) * sy, 7 * sx];
        const [left, top, side] = [Math.floor(cx - r), Math.floor(cy - r), Math.ceil(2 * r) + 1];
        const data = copy.getImageData(left, top, side, side).data;
        let n = 0, x = 0, y = 0;
        for (let i = 0; i < side * side; i++)
            if (data[4 * i + 2] < 128 && data[4 * i + 3] > 200) {{
                n++; x += left + (i % side) + 0.5; y += top + Math.floor(i / side) + 0.5;
            }}
        return [n / (sx * sy), x / n / sx + box.x, y / n / sy + box.y]",
        x = at.0,
        y = at.1,
    );
    let found = page.script(&script).await?;
    let [area, x, y] = [0, 1, 2].map(|i| found[i].as_f64().unwrap_or(f64::NAN));
    // A disc of radius 5, or 4 in company.
    assert!((40.0..110.0).contains(&area), "no disc at {at:?} but {found}");
    Ok((x, y))
}

fn flags(points: &[Point]) -> Vec<bool> {
    points.iter().map(|p| p.held_out).collect()
}

#[tokio::test]
async fn a_drag_is_exact_at_any_pixel_ratio() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    for ratio in [1.0, 1.5, 2.0] {
        resize(&page, (1280, 800), ratio, false).await?;
        let fit = fit(&page).await?;
        let chart = chart(&page, &fit).await?;
        let room = bring(&page, &fit).await?;
        let index = lonely(&page, &chart).await?;
        let before = points(&page).await?;
        let at = chart.px(before[index]);
        let target = free(room, &taken(&page, &chart).await?);
        // Taken beside its middle, and let go between two pixels.
        let (from, to) = ((at.0 + 3.0, at.1 - 2.0), (target.0.floor() + 0.3, target.1.floor() + 0.6));
        mouse(&page, "mousePressed", from).await?;
        for part in [0.3, 0.7, 1.0] {
            let place = (from.0 + part * (to.0 - from.0), from.1 + part * (to.1 - from.1));
            mouse(&page, "mouseMoved", place).await?;
        }
        mouse(&page, "mouseReleased", to).await?;
        let after = points(&page).await?;
        let wish = (to.0 - 3.0, to.1 + 2.0);
        let found = chart.px(after[index]);
        assert!(far(found, wish) < 0.5, "at {ratio}: {found:?} instead of {wish:?}");
        assert_eq!(flags(&before), flags(&after));
        for (i, (a, b)) in before.iter().zip(&after).enumerate() {
            assert!(i == index || a == b, "only the dragged point moves");
        }
        // What is drawn stands where the data say: a point that was put on this very place.
        page.click("button", "Start over with the defaults").await?;
        count(&page, POINTS).await?;
        let room = bring(&page, &fit).await?;
        let place = free(room, &taken(&page, &chart).await?);
        let place = (place.0.floor(), place.1.floor());
        mouse(&page, "mousePressed", place).await?;
        mouse(&page, "mouseReleased", place).await?;
        count(&page, POINTS + 1).await?;
        let drawn = drawn_at(&page, place).await?;
        assert!(far(drawn, place) < 0.5, "at {ratio}: drawn at {drawn:?} instead of {place:?}");
        page.click("button", "Start over with the defaults").await?;
        count(&page, POINTS).await?;
    }
    page.console_is_clean().await
}

/// What 300 steps from the start make of the points.
async fn trained(page: &Page) -> Outcome<Value> {
    page.value("(kittengrad.rewind(), kittengrad.step(300), [...kittengrad.predict([2, 6, 11])])").await
}

#[tokio::test]
async fn a_dragged_point_changes_data_fit_and_surface() -> Outcome {
    for options in [Options::default(), Options::phone()] {
        let page = Page::ready(options.clone()).await?;
        let fit = fit(&page).await?;
        let chart = chart(&page, &fit).await?;
        let room = bring(&page, &fit).await?;
        let before = points(&page).await?;
        let fitted = trained(&page).await?;
        page.wait("kittengrad.status().step === 300").await?;
        let index = lonely(&page, &chart).await?;
        let seen = if options.touch { "fit" } else { "surface" };
        let ink_before = ink(&page, seen).await?;
        let from = chart.px(before[index]);
        let to = (from.0, if from.1 > room[1] + room[3] / 2.0 { from.1 - 110.0 } else { from.1 + 110.0 });
        let scrolled = number(&page, "scrollY").await?;
        if options.touch {
            page.drag_by_touch(from, to).await?;
        } else {
            page.drag(from, to).await?;
        }
        page.wait(&format!("Math.abs(kittengrad.points()[{index}].y - {}) > 1", before[index].y)).await?;
        assert_eq!(number(&page, "scrollY").await?, scrolled, "a drag is no scroll");
        let after = points(&page).await?;
        assert_eq!((after.len(), flags(&after)), (before.len(), flags(&before)));
        let moved = chart.px(after[index]);
        assert!((moved.1 - from.1 - (to.1 - from.1)).abs() < 1.0, "{from:?} → {to:?}: {moved:?}");
        ink_changes(&page, seen, &ink_before).await?;
        assert_ne!(trained(&page).await?, fitted);
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn points_are_dragged_added_and_removed_by_mouse() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let fit = fit(&page).await?;
    let chart = chart(&page, &fit).await?;
    let room = bring(&page, &fit).await?;

    // While it plays.
    page.script("kittengrad.set('learning-rate', 0.001)").await?;
    page.click("button", "Play").await?;
    page.wait("kittengrad.status().step > 3").await?;
    let room_now = bring(&page, &fit).await?;
    assert_eq!(room, room_now);
    let before = points(&page).await?;
    let index = lonely(&page, &chart).await?;
    let from = chart.px(before[index]);
    page.drag(from, (from.0 + 20.0, room[1] + room[3] / 2.0)).await?;
    assert_ne!(points(&page).await?[index], before[index]);
    let now = step(&page).await?;
    page.wait(&format!("kittengrad.status().state === 'running' && kittengrad.status().step > {now} + 3")).await?;
    page.click("button", "Pause").await?;

    // Beyond the frame a point stays at its edge, wherever the pointer is.
    bring(&page, &fit).await?;
    let mut edges = Vec::new();
    for away in [200.0, 250.0] {
        let at = chart.px(points(&page).await?[index]);
        page.drag(at, (room[0] + room[2] + away, (room[1] - away).max(1.0))).await?;
        edges.push(points(&page).await?[index]);
    }
    assert_eq!(edges[0], edges[1]);
    let corner = chart.px(edges[0]);
    assert!(corner.0 <= room[0] + room[2] && corner.1 >= room[1], "{corner:?} in {room:?}");

    // A click on the ground adds, a double click on a point removes.
    page.click("button", "Start over with the defaults").await?;
    count(&page, POINTS).await?;
    let room = bring(&page, &fit).await?;
    let before = points(&page).await?;
    let place = free(room, &taken(&page, &chart).await?);
    let place = (place.0.round(), place.1.round());
    page.click_at(place).await?;
    count(&page, POINTS + 1).await?;
    let after = points(&page).await?;
    assert_eq!(after[..POINTS], before[..], "the others stay");
    assert!(far(chart.px(after[POINTS]), place) < 0.5 && !after[POINTS].held_out);
    page.action_chain().move_to(place.0 as i64, place.1 as i64).double_click().perform().await?;
    count(&page, POINTS).await?;
    assert_eq!(points(&page).await?, before);

    // A double click on the ground adds one point and no more.
    page.action_chain().move_to(place.0 as i64, place.1 as i64).double_click().perform().await?;
    page.drawn().await?;
    assert_eq!(points(&page).await?.len(), POINTS + 1);

    // The chosen point goes by a key or by its button.
    open_tray(&page).await?;
    assert!(page.find("button", "Remove").await?.is_enabled().await?);
    keys(&page, &fit, Key::Delete, 1).await?;
    count(&page, POINTS).await?;
    page.find("button", "Add").await?.click().await?;
    count(&page, POINTS + 1).await?;
    page.find("button", "Remove").await?.click().await?;
    count(&page, POINTS).await?;
    assert!(!page.find("button", "Remove").await?.is_enabled().await?, "nothing is chosen");
    page.console_is_clean().await
}

#[tokio::test]
async fn a_finger_scrolls_drags_and_is_taken_away() -> Outcome {
    let page = Page::ready(Options::phone()).await?;
    // A curve has no handles that could lie over a point.
    set(&page, "model", "polynomial").await?;
    let fit = fit(&page).await?;
    let chart = chart(&page, &fit).await?;
    let room = bring(&page, &fit).await?;
    let before = points(&page).await?;
    // A cancelled touch leaves the point where it was.
    let index = lonely(&page, &chart).await?;
    let from = chart.px(before[index]);
    finger(&page, "touchStart", Some(from)).await?;
    for part in 1..6 {
        finger(&page, "touchMove", Some((from.0 + 6.0 * f64::from(part), from.1 - 9.0 * f64::from(part)))).await?;
    }
    page.wait(&format!("kittengrad.points()[{index}].x !== {}", before[index].x)).await?;
    finger(&page, "touchCancel", None).await?;
    page.wait(&format!("kittengrad.points()[{index}].x === {}", before[index].x)).await?;
    assert_eq!(points(&page).await?, before);

    // A finger that swipes up over the ground scrolls, and puts no point there.
    let ground = free(room, &taken(&page, &chart).await?);
    let scrolled = number(&page, "scrollY").await?;
    finger(&page, "touchStart", Some(ground)).await?;
    for part in 1..12 {
        finger(&page, "touchMove", Some((ground.0, ground.1 - 14.0 * f64::from(part)))).await?;
    }
    finger(&page, "touchEnd", None).await?;
    page.wait(&format!("scrollY > {scrolled} + 20")).await?;
    settled(&page).await?;
    assert_eq!(points(&page).await?, before);

    // From a point it drags, and scrolls nothing.
    assert_eq!(bring(&page, &fit).await?, room);
    let scrolled = number(&page, "scrollY").await?;
    let from = chart.px(before[index]);
    finger(&page, "touchStart", Some(from)).await?;
    for part in 1..12 {
        finger(&page, "touchMove", Some((from.0, from.1 - 8.0 * f64::from(part)))).await?;
    }
    finger(&page, "touchEnd", None).await?;
    page.drawn().await?;
    page.wait(&format!("kittengrad.points()[{index}].y !== {}", before[index].y)).await?;
    assert_eq!(number(&page, "scrollY").await?, scrolled);
    assert_eq!(points(&page).await?.len(), before.len());
    page.console_is_clean().await
}

#[tokio::test]
async fn a_cancelled_mouse_and_the_marker_of_the_surface() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.click("button", "Step 100").await?;
    let before = parameters(&page).await?;
    let surface = page.find("application", "Loss surface").await?;
    let [left, top, width, height] = bring(&page, &surface).await?;
    page.drag((left + 0.5 * width, top + 0.4 * height), (left + 0.7 * width, top + 0.3 * height)).await?;
    page.wait("kittengrad.status().step === 0").await?;
    let placed = parameters(&page).await?;
    assert_ne!(placed, before);
    assert!(verdict(&page).await?.contains("You set the parameters."));
    // From there it goes downhill again.
    let loss = number(&page, "kittengrad.status().trainLoss").await?;
    page.click("button", "Step 10").await?;
    assert!(number(&page, "kittengrad.status().trainLoss").await? < loss);
    page.script("kittengrad.rewind()").await?;
    assert_eq!(parameters(&page).await?, placed);
    page.console_is_clean().await
}

#[tokio::test]
async fn a_press_beside_the_chart_is_nothing() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    for name in ["Data and fit", "Loss surface"] {
        let picture = page.find("application", name).await?;
        let [left, top, _, height] = bring(&page, &picture).await?;
        let before = everything(&page).await?;
        let beside = (left + 6.0, top + height - 8.0);
        page.click_at(beside).await?;
        page.action_chain().move_to(beside.0 as i64, beside.1 as i64).context_click().perform().await?;
        page.drawn().await?;
        assert_eq!(everything(&page).await?, before, "{name}");
        assert_eq!(page.value("document.documentElement.dataset.boot").await?, "ready");
    }
    page.console_is_clean().await
}

#[tokio::test]
async fn a_house_that_was_moved_in_a_chapter_is_put_back_by_one_press() -> Outcome {
    for options in [Options::default(), Options::phone()] {
        let page = Page::ready(Options { path: "#at=line".into(), ..options.clone() }).await?;
        let fit = fit(&page).await?;
        let chart = chart(&page, &fit).await?;
        bring(&page, &fit).await?;
        let before = points(&page).await?;
        let from = chart.px(before[before.len() - 1]);
        let to = (from.0, from.1 + 60.0);
        if options.touch {
            page.drag_by_touch(from, to).await?;
        } else {
            page.drag(from, to).await?;
        }
        page.wait(&format!("kittengrad.points()[{}].y < {} - 1", before.len() - 1, before[before.len() - 1].y)).await?;
        page.click("button", "Undo: house moved").await?;
        page.wait("document.querySelector('#point-undo').hidden").await?;
        page.drawn().await?;
        assert_eq!(points(&page).await?, before);
        page.console_is_clean().await?;
    }
    Ok(())
}
