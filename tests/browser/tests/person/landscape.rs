//! The loss surface as a landscape: its ground is turned, its ball is rolled, by mouse, by finger and by keys.

use kittengrad_browser::{Key, Options, Outcome, Page};
use serde_json::json;

use crate::hands::{Place, bring, ink, ink_changes, keys, parameters};

/// Where the ball is seen, in the window: the middle of what is wholly of its colour.
async fn ball(page: &Page) -> Outcome<Place> {
    page.drawn().await?;
    let found = page
        .value(
            "(() => {
                const canvas = [...document.querySelectorAll('#surface canvas')].at(-1), { width, height } = canvas;
                const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
                copy.drawImage(canvas, 0, 0);
                const { data } = copy.getImageData(0, 0, width, height);
                const is = (x, y) => ((i) => Math.abs(data[i] - 67) + Math.abs(data[i + 1] - 56) + Math.abs(data[i + 2] - 202) < 9
                    && data[i + 3] > 250)(4 * (y * width + x));
                let n = 0, sum = [0, 0];
                for (let y = 4; y < height - 4; y++) for (let x = 4; x < width - 4; x++)
                    if (is(x, y) && is(x - 4, y) && is(x + 4, y) && is(x, y - 4) && is(x, y + 4)) n++, sum[0] += x, sum[1] += y;
                const box = canvas.getBoundingClientRect();
                return [box.left + sum[0] / n / width * box.width, box.top + sum[1] / n / height * box.height];
            })()",
        )
        .await?;
    let at = |k: usize| found[k].as_f64().unwrap_or(f64::NAN);
    Ok((at(0), at(1)))
}

#[tokio::test]
async fn a_landscape_is_turned_by_its_ground_and_the_parameters_by_their_ball() -> Outcome {
    for options in [Options::default(), Options::phone()] {
        let page = Page::ready(options.clone()).await?;
        match options.touch {
            true => page.click("tab", "Surface").await?,
            false => page.click("button", "Enlarge: loss surface").await?,
        }
        let surface = page.find("application", "Loss surface").await?;
        let [left, top, width, height] = bring(&page, &surface).await?;
        let drag = async |from: Place, to: Place| match options.touch {
            true => page.drag_by_touch(from, to).await,
            false => page.drag(from, to).await,
        };
        let map = ink(&page, "surface").await?;
        page.click("button", "landscape").await?;
        ink_changes(&page, "surface", &map).await?;
        let (seen, before) = (ink(&page, "surface").await?, parameters(&page).await?);

        // The ground turns, and nothing else.
        let ground = (left + 0.2 * width, top + 0.85 * height);
        let was = ball(&page).await?;
        drag(ground, (ground.0 + 40.0, ground.1 - 10.0)).await?;
        ink_changes(&page, "surface", &seen).await?;
        assert_eq!(parameters(&page).await?, before);
        let from = ball(&page).await?;
        assert!((from.0 - was.0).hypot(from.1 - was.1) > 3.0, "{was:?} → {from:?}");

        // The ball goes along with the pointer.
        let to = (from.0 + 6.0 - 30.0 * (from.0 - left - width / 2.0).signum(), from.1 + 14.0);
        drag(from, to).await?;
        page.wait(&format!("JSON.stringify([...kittengrad.parameters()].map(String)) !== JSON.stringify({before})"))
            .await?;
        let there = ball(&page).await?;
        assert!((there.0 - to.0).hypot(there.1 - to.1) < 3.0, "{from:?} → {to:?}: {there:?}");
        page.photograph(if options.touch { "landscape-phone" } else { "landscape" }).await?;

        // Keys move it too; with Shift they turn the ground.
        let rolled = parameters(&page).await?;
        keys(&page, &surface, Key::Left, 1).await?;
        page.drawn().await?;
        let moved = parameters(&page).await?;
        assert_ne!(moved, rolled);
        let seen = ink(&page, "surface").await?;
        surface.send_keys(Key::Shift + Key::Left).await?;
        ink_changes(&page, "surface", &seen).await?;
        assert_eq!(parameters(&page).await?, moved);

        page.click("button", "map").await?;
        page.drawn().await?;
        page.wait("document.querySelector('#surface-map').ariaPressed === 'true'").await?;
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn two_fingers_turn_the_ground_as_a_plate() -> Outcome {
    let page = Page::ready(Options::phone()).await?;
    page.click("tab", "Surface").await?;
    let surface = page.find("application", "Loss surface").await?;
    page.click("button", "landscape").await?;
    let [left, top, width, height] = bring(&page, &surface).await?;
    let (before, parameters_before) = (ball(&page).await?, parameters(&page).await?);
    let touch = async |kind: &str, places: &[Place]| {
        let points: Vec<_> = places.iter().enumerate().map(|(id, p)| json!({ "x": p.0, "y": p.1, "id": id })).collect();
        page.cdp("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await.map(|_| ())
    };
    let (first, second) = ((left + 0.08 * width, top + 0.5 * height), (left + 0.92 * width, top + 0.5 * height));
    touch("touchStart", &[first]).await?;
    touch("touchStart", &[first, second]).await?;
    for part in 1..=8 {
        let by = 5.0 * f64::from(part);
        touch("touchMove", &[(first.0, first.1 - by), (second.0, second.1 + by)]).await?;
    }
    touch("touchEnd", &[]).await?;
    let after = ball(&page).await?;
    assert!((after.0 - before.0).hypot(after.1 - before.1) > 3.0, "{before:?} → {after:?}");
    assert_eq!(parameters(&page).await?, parameters_before);
    page.console_is_clean().await
}
