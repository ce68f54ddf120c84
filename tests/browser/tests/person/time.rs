//! Back and forth: undo, redo, and the timeline under the transport.

use kittengrad_browser::{Key, Options, Outcome, Page};

use crate::hands::{becomes, choose, enter, ink, ink_changes, keys, number, says, set, text};

/// Waits until the run stands at a step of its length.
async fn stands(page: &Page, step: u64, last: u64) -> Outcome {
    page.wait(&format!("(s => s.step === {step} && s.lastStep === {last})(kittengrad.status())")).await
}

async fn loss(page: &Page) -> Outcome<f64> {
    number(page, "kittengrad.status().trainLoss").await
}

#[tokio::test]
async fn a_run_is_scrubbed_and_gone_on_from() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    set(&page, "model", "network").await?;
    for _ in 0..3 {
        page.click("button", "Step 100").await?;
    }
    stands(&page, 300, 300).await?;
    let end = loss(&page).await?;
    let pictures = [ink(&page, "fit").await?, ink(&page, "losses").await?, ink(&page, "layers").await?];
    // The slider takes the keys of any slider.
    let slider = page.find("slider", "Look back: step of the run").await?;
    keys(&page, &slider, Key::Home, 1).await?;
    stands(&page, 0, 300).await?;
    says(&page, "Looking back at step 0 of 300").await?;
    for (picture, before) in ["fit", "losses", "layers"].into_iter().zip(&pictures) {
        ink_changes(&page, picture, before).await?;
    }
    keys(&page, &slider, Key::Right, 1).await?;
    stands(&page, 1, 300).await?;
    let back = loss(&page).await?;
    page.click("button", "Latest").await?;
    stands(&page, 300, 300).await?;
    assert_eq!(loss(&page).await?, end);
    // The same step of a run that was stopped there.
    page.script("kittengrad.rewind(); kittengrad.step(1)").await?;
    assert_eq!(loss(&page).await?, back);
    page.click("button", "Undo").await?;
    stands(&page, 300, 300).await?;

    page.script("kittengrad.seek(120)").await?;
    stands(&page, 120, 300).await?;
    page.click("button", "Step 10").await?;
    stands(&page, 130, 130).await?;
    page.click("button", "Undo").await?;
    stands(&page, 120, 300).await?;
    page.click("button", "Redo").await?;
    stands(&page, 130, 130).await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn what_was_changed_is_undone_by_key_and_by_button() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.click("button", "Step 100").await?;
    let trained = loss(&page).await?;
    choose(&page, "Source", "Sine").await?;
    becomes(&page, "dataset", "sine").await?;
    page.script("document.querySelector('#fit').focus()").await?;
    page.press(Key::Control + "z").await?;
    becomes(&page, "dataset", "houses").await?;
    stands(&page, 100, 100).await?;
    assert_eq!(loss(&page).await?, trained);
    says(&page, "Undone").await?;
    page.press(Key::Control + Key::Shift + "z").await?;
    becomes(&page, "dataset", "sine").await?;
    page.click("button", "Undo").await?;
    becomes(&page, "dataset", "houses").await?;
    page.wait("document.querySelector('#undo').ariaDisabled === 'true'").await?;
    // In a field that is written in, the browser's own undo is meant; what was taken over is taken back by ours.
    enter(&page, "Noise", "0.5", Key::Enter).await?;
    becomes(&page, "noise", 0.5).await?;
    page.press(Key::Control + "z").await?;
    becomes(&page, "noise", 0.3).await?;
    page.wait("document.querySelector('[name=noise]').value === '0.3'").await?;
    // Keys in a row are one change, and a button at rest keeps the focus.
    let slider = page.find("slider", "Noise").await?;
    keys(&page, &slider, Key::Right, 4).await?;
    becomes(&page, "noise", 0.34).await?;
    let undo = page.find("button", "Undo").await?;
    keys(&page, &undo, Key::Enter, 1).await?;
    becomes(&page, "noise", 0.3).await?;
    page.wait("document.querySelector('#undo').ariaDisabled === 'true' && document.activeElement.id === 'undo'")
        .await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn a_drag_is_undone_as_one() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let before = page.value("kittengrad.points()").await?;
    let fit = page.find("application", "Data and fit").await?;
    page.execute("arguments[0].focus()", vec![fit.to_json()?]).await?;
    page.press("]]]").await?;
    keys(&page, &fit, Key::Up, 5).await?;
    assert_ne!(page.value("kittengrad.points()").await?, before);
    page.press(Key::Control + "z").await?;
    assert_eq!(page.value("kittengrad.points()").await?, before);
    becomes(&page, "dataset", "houses").await?;
    let (from, to) = (page.place(&fit, (0.85, 0.2)).await?, page.place(&fit, (0.75, 0.3)).await?);
    page.click_at(from).await?;
    page.wait("kittengrad.points().length === 21").await?;
    page.drag(from, to).await?;
    let dragged = page.value("kittengrad.points()[20]").await?;
    page.click("button", "Undo").await?;
    assert_ne!(page.value("kittengrad.points()[20]").await?, dragged);
    page.click("button", "Undo").await?;
    page.wait("kittengrad.points().length === 20").await?;
    assert_eq!(page.value("kittengrad.points()").await?, before);
    page.console_is_clean().await
}

#[tokio::test]
async fn early_stopping_leads_back_to_the_least_held_out_loss() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script(
        "const k = kittengrad; k.set('dataset', 'sine'); k.set('points', 24); k.set('held-out', 0.5);
         k.set('noise', 0.3); k.set('model', 'network'); k.set('layers', '32,32'); k.set('optimizer', 'adam');
         k.set('learning-rate', 0.01); k.set('pace', 1200);",
    )
    .await?;
    page.find_part("DisclosureTriangle", "Optimizer, penalties").await?.click().await?;
    page.click("checkbox", "Early stopping").await?;
    becomes(&page, "early-stopping", true).await?;
    page.click("button", "Play").await?;
    says(&page, "Stopped early").await?;
    page.wait("(s => s.state === 'paused' && s.step === s.bestStep && s.step < s.lastStep)(kittengrad.status())")
        .await?;
    let least = number(&page, "kittengrad.status().heldOutLoss").await?;
    let best = number(&page, "kittengrad.status().bestStep").await?;
    page.click("button", "Latest").await?;
    page.wait("(s => s.step === s.lastStep)(kittengrad.status())").await?;
    assert!(number(&page, "kittengrad.status().heldOutLoss").await? > least);
    page.click("button", &text(&page, "#best-step").await?).await?;
    page.wait(&format!("kittengrad.status().step === {best}")).await?;
    assert_eq!(number(&page, "kittengrad.status().heldOutLoss").await?, least);
    page.console_is_clean().await
}
