//! What people will try all the same.

use std::time::Duration;

use kittengrad_browser::{Key, Options, Outcome, Page};

use crate::hands::{
    POINTS, bring, count, enter, ink, nothing_absurd_is_said, nothing_is_blank, nothing_overflows, number, open_tray,
    points, reload, resize, says, set, unfold, verdict,
};

#[tokio::test]
async fn divergence_is_explained_and_left_behind() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    unfold(&page, "Optimizer, penalties").await?;
    page.find("checkbox", "Standardize").await?.click().await?;
    page.click("button", "Step 1").await?;
    let recover = "document.querySelector('#recover').checkVisibility()";
    assert_eq!(page.value(recover).await?, false);
    enter(&page, "Learning rate", "10", Key::Enter).await?;
    page.click("button", "Play").await?;
    page.wait("document.documentElement.dataset.state === 'diverged'").await?;
    let told = verdict(&page).await?;
    for words in ["It diverged", "learning rate of 10", "not standardized", "Lower the learning rate"] {
        assert!(told.contains(words), "{told}");
    }
    assert_eq!(page.value("kittengrad.status().state").await?, "diverged");
    nothing_absurd_is_said(&page).await?;
    nothing_is_blank(&page).await?;
    page.photograph("diverged").await?;
    page.click("button", "Back to the last good step").await?;
    page.wait("document.documentElement.dataset.state === 'paused'").await?;
    says(&page, "Back at the last good step.").await?;
    assert_eq!(page.value(recover).await?, false);
    assert!(number(&page, "kittengrad.status().trainLoss").await?.is_finite());
    // With a smaller rate it learns from there.
    enter(&page, "Learning rate", "0.002", Key::Enter).await?;
    let before = number(&page, "kittengrad.status().trainLoss").await?;
    page.click("button", "Step 100").await?;
    assert!(number(&page, "kittengrad.status().trainLoss").await? < before);
    // Starting again with a smaller rate helps as well.
    enter(&page, "Learning rate", "10", Key::Enter).await?;
    page.click("button", "Step 100").await?;
    page.wait("document.documentElement.dataset.state === 'diverged'").await?;
    enter(&page, "Learning rate", "0.0001", Key::Enter).await?;
    page.click("button", "Start again").await?;
    page.wait("document.documentElement.dataset.state === 'running'").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn odd_points_are_borne() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let many = "Array.from({ length: 2000 }, (_, i) => ({ x: i / 100, y: Math.sin(i / 200) }))";
    for points in [
        "[{ x: 3, y: 500 }]",
        "[1, 2, 3, 4, 5].map((y) => ({ x: 2, y }))",
        "[1, 2, 3, 4, 5].map(() => ({ x: 2, y: 7 }))",
        "[1, 2, 3, 4, 5].map((x) => ({ x, y: 7 }))",
        "[{ x: 0, y: 0 }, { x: 1e-9, y: 1e-9 }]",
        "[{ x: -1e12, y: 1e12 }, { x: 1e12, y: -1e12 }, { x: 0, y: 3 }]",
        many,
        "[]",
    ] {
        for model in ["line", "polynomial", "network"] {
            set(&page, "model", model).await?;
            page.script(&format!("kittengrad.setPoints({points})")).await?;
            page.script("kittengrad.play()").await?;
            page.drawn().await?;
            page.script("kittengrad.step(10)").await?;
            for _ in 0..2 {
                page.drawn().await?;
            }
            let case = format!("{model} on {points}");
            let state = page.value("kittengrad.status().state").await?;
            assert_eq!(state, "paused", "{case}");
            nothing_absurd_is_said(&page).await?;
            let boot = page.value("document.documentElement.dataset.boot").await?;
            assert_eq!(boot, "ready", "{case}");
            if points == "[]" {
                assert!(verdict(&page).await?.contains("There is no point to learn from."));
            } else {
                nothing_is_blank(&page).await?;
            }
        }
    }
    // From nothing to a first point by a click, and on.
    page.photograph("empty").await?;
    let fit = page.find("application", "Data and fit").await?;
    let [x, y, width, height] = bring(&page, &fit).await?;
    for part in [0.4, 0.6] {
        page.click_at((x + part * width, y + part * height)).await?;
    }
    count(&page, 2).await?;
    page.click("button", "Step 100").await?;
    assert!(number(&page, "kittengrad.status().trainLoss").await?.is_finite());
    page.console_is_clean().await
}

#[tokio::test]
async fn a_narrow_window_overflows_nowhere() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    for model in ["line", "polynomial", "network"] {
        set(&page, "model", model).await?;
        for (width, height) in [(200, 700), (320, 568), (600, 800), (740, 800), (1000, 500), (1920, 1080)] {
            resize(&page, (width, height), 1.0, false).await?;
            nothing_overflows(&page).await?;
            nothing_is_blank(&page).await?;
        }
    }
    page.script("for (const fold of document.querySelectorAll('details')) fold.open = true").await?;
    for (width, height) in [(200, 700), (390, 800), (1000, 500)] {
        resize(&page, (width, height), 1.0, false).await?;
        nothing_overflows(&page).await?;
    }
    page.console_is_clean().await
}

#[tokio::test]
async fn the_largest_network_at_full_speed_stays_alive() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    // From the cheapest model to the dearest in the middle of a run: what fitted a frame a moment ago no longer does.
    page.script("kittengrad.set('pace', 100000); kittengrad.set('learning-rate', 0.00001)").await?;
    page.click("button", "Play").await?;
    page.wait("kittengrad.status().step > 100000").await?;
    page.script(
        "kittengrad.set('model', 'network'); kittengrad.set('layers', '64,64,64,64,64,64,64,64');
        kittengrad.set('points', 500)",
    )
    .await?;
    page.wait("kittengrad.status().step > 0").await?;
    page.script(
        "globalThis.frames_seen = 0;
        const count = () => { frames_seen++; requestAnimationFrame(count) };
        requestAnimationFrame(count)",
    )
    .await?;
    page.wait_at_most(Duration::from_secs(5), "frames_seen >= 10").await?;
    let before = number(&page, "kittengrad.status().step").await?;
    page.wait(&format!("kittengrad.status().step > {before}")).await?;
    page.click("button", "Pause").await?;
    page.wait("document.documentElement.dataset.state !== 'running'").await?;
    nothing_absurd_is_said(&page).await?;
    nothing_is_blank(&page).await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn a_large_network_on_many_points_gets_its_surface_while_it_trains() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script("for (const [key, value] of [['points', 2000], ['model', 'network'], ['layers', '64,64']]) kittengrad.set(key, value)")
        .await?;
    let caption = "document.querySelector('#surface-caption').innerText";
    page.wait(&format!("{caption}.includes('a 2-D slice of 4,353 dimensions')")).await?;
    page.click("button", "Play").await?;
    // The heat map lies on the lowest canvas. It is read from a copy: of a canvas that is read twice the browser warns.
    page.wait(
        "(() => {
            const canvas = document.querySelector('#surface canvas');
            const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
            copy.drawImage(canvas, 0, 0);
            return copy.getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0);
        })()",
    )
    .await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn pictures_come_back_when_the_browser_has_lost_them() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    set(&page, "model", "network").await?;
    nothing_is_blank(&page).await?;
    page.script("kittengrad.step(50)").await?;
    page.drawn().await?;
    let before = ink(&page, "fit").await?;
    // What a browser does that was short of memory: it empties a context and then tells of it.
    page.script(
        "for (const canvas of document.querySelectorAll('.picture canvas')) {
            canvas.getContext('2d').reset();
            canvas.dispatchEvent(new Event('contextrestored'));
        }",
    )
    .await?;
    nothing_is_blank(&page).await?;
    assert_eq!(ink(&page, "fit").await?, before);
    page.console_is_clean().await
}

#[tokio::test]
async fn a_picture_without_height_is_scaled_to_nothing_infinite() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script(
        "globalThis.scales = [];
        const scale = CanvasRenderingContext2D.prototype.setTransform;
        CanvasRenderingContext2D.prototype.setTransform = function (...given) {
            scales.push(given);
            scale.apply(this, given);
        };
        document.getElementById('fit').style = 'height: 0; min-height: 0; flex: none'",
    )
    .await?;
    page.drawn().await?;
    page.script("kittengrad.step(5)").await?;
    page.drawn().await?;
    page.script("document.getElementById('fit').style = ''").await?;
    page.wait("scales.length > 0").await?;
    assert_eq!(page.value("scales.filter((given) => !given.every(Number.isFinite))").await?, serde_json::json!([]));
    nothing_is_blank(&page).await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn points_survive_a_panic() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    open_tray(&page).await?;
    page.click("button", "Add").await?;
    count(&page, POINTS + 1).await?;
    page.drawn().await?;
    let mine = points(&page).await?;
    page.script("kittengradPanic('a test')").await?;
    let alert = page.find_part("alert", "").await?;
    let told = alert.text().await?;
    assert!(told.contains("Your points are kept. Reload the page") && told.contains("a test"), "{told}");
    reload(&page).await?;
    assert_eq!(points(&page).await?, mine);
    page.console_is_clean().await
}
