//! Everything that a pointer does on the pictures, by keys.

use kittengrad_browser::{Failure, Key, Options, Outcome, Page};

use crate::hands::{POINTS, count, field, keys, number, open_tray, parameters, points, set, text};

#[tokio::test]
async fn everything_goes_by_keys() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let reach = |id: &'static str| {
        let page = &page;
        async move {
            for _ in 0..80 {
                page.press(Key::Tab + "").await?;
                if page.value("document.activeElement.id").await? == id {
                    return Ok(());
                }
            }
            Err(Failure::new(format!("Tab does not reach {id}")))
        }
    };
    // The first thing to reach is the way to the most important button.
    page.press(Key::Tab + "").await?;
    assert_eq!(page.value("document.activeElement.innerText").await?, "Skip to Play");
    page.press(Key::Enter + "").await?;
    reach("step-1").await?;
    page.press(Key::Enter + "").await?;
    page.wait("kittengrad.status().step === 1").await?;

    reach("fit").await?;
    assert_ne!(page.value("getComputedStyle(document.activeElement).outlineStyle").await?, "none", "focus is seen");
    let before = points(&page).await?;
    page.press("]").await?;
    page.wait("document.querySelector('#point-x').value !== ''").await?;
    assert!((number(&page, "+document.querySelector('#point-x').value").await? - before[0].x).abs() < 1e-3);
    page.press(Key::Right + "").await?;
    page.press(Key::Up + "").await?;
    let after = points(&page).await?;
    assert!(after[0].x > before[0].x && after[0].y > before[0].y, "{after:?}");
    page.wait("document.querySelector('#announce').textContent.startsWith('Point 1: x')").await?;
    page.press(Key::Shift + Key::Left).await?;
    assert!(points(&page).await?[0].x < before[0].x, "with Shift in longer steps");
    page.press("][").await?;
    page.press("]").await?;
    page.press(Key::Delete + "").await?;
    count(&page, POINTS - 1).await?;
    assert_eq!(points(&page).await?[1].x, before[2].x, "the second is gone");
    page.press(Key::Enter + "").await?;
    count(&page, POINTS).await?;
    // P gives the arrows to the question.
    let asked = text_of(&page, "#probe-x").await?;
    page.press("p").await?;
    page.press(Key::Right + "").await?;
    page.wait(&format!("document.querySelector('#probe-x').value !== '{asked}'")).await?;

    // The exact fields.
    open_tray(&page).await?;
    field(&page, "spinbutton", "Ask for the model's answer at x", "4", Key::Enter).await?;
    let answer = text(&page, "#probe-y").await?;
    assert!(answer.ends_with('k'), "{answer}");
    keys(&page, &page.find("application", "Data and fit").await?, Key::Escape, 1).await?;
    page.press("]").await?;
    field(&page, "spinbutton", "x of the chosen point", "5.25", Key::Enter).await?;
    page.wait("kittengrad.points().some(p => p.x === 5.25)").await?;

    // The other pictures.
    let before = parameters(&page).await?;
    keys(&page, &page.find("application", "Loss surface").await?, Key::Right, 3).await?;
    assert_ne!(parameters(&page).await?, before);
    page.click("button", "Step 10").await?;
    let losses = page.find("application", "Loss over steps").await?;
    keys(&page, &losses, Key::Left, 2).await?;
    page.wait("document.querySelector('#announce').textContent.startsWith('Step 8: training loss')").await?;
    set(&page, "model", "network").await?;
    let layers = page.find("application", "Inside, layer by layer").await?;
    page.click("button", "Enlarge: inside, layer by layer").await?;
    let unread = text(&page, "#layers-readout").await?;
    keys(&page, &layers, Key::Right, 2).await?;
    page.wait(&format!("document.querySelector('#layers-readout').innerText !== '{unread}'")).await?;
    page.console_is_clean().await
}

async fn text_of(page: &Page, field: &str) -> Outcome<String> {
    let value = page.value(&format!("document.querySelector('{field}').value")).await?;
    Ok(value.as_str().unwrap_or_default().to_string())
}
