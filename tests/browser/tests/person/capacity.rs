//! Loss against capacity: measured, read, and taken over.

use kittengrad_browser::{Failure, Key, Options, Outcome, Page};
use serde_json::json;

use crate::hands::{
    bring, choose, enter, ink, keys, nothing_absurd_is_said, nothing_overflows, number, set, step, text,
};

/// Waits until the panel is in this state: none, measuring, done or outdated.
async fn panel(page: &Page, state: &str) -> Outcome {
    page.wait(&format!("document.documentElement.dataset.sweep === '{state}'")).await
}

async fn dozen(page: &Page) -> Outcome {
    for (key, value) in [("points", 14.0), ("noise", 0.3), ("held-out", 0.25), ("pace", 6000.0)] {
        set(page, key, value).await?;
    }
    Ok(())
}

#[tokio::test]
async fn degrees_are_measured_read_and_taken_by_keys() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    dozen(&page).await?;
    panel(&page, "none").await?;
    assert!(text(&page, ".sweep .hint").await?.contains("press Measure"));
    enter(&page, "Steps each", "0", Key::Tab).await?;
    page.click("button", "Measure").await?;
    assert!(text(&page, "#sweep-fault").await?.contains("from 1 to 100,000"));

    choose(&page, "Judge by", "5 folds").await?;
    enter(&page, "Steps each", "700", Key::Tab).await?;
    page.click("button", "Measure").await?;
    panel(&page, "done").await?;
    assert_eq!(text(&page, "#sweep-fault").await?, "");
    assert_eq!(step(&page).await?, 0.0, "the person's own run is left as it is");
    // What is said is what the numbers say.
    let best = "(() => {
        const all = kittengrad.measure('degree', 700, 5);
        return all.reduce((a, b) => b.heldOutLoss < a.heldOutLoss ? b : a).capacity;
    })()";
    let said = text(&page, "#sweep-words").await?;
    let best = number(&page, best).await?;
    assert!(said.starts_with(&format!("Degree {best} does best on points it has not seen: off by ")), "{said}");
    panel(&page, "done").await?;
    page.photograph("capacity").await?;

    let picture = page.find("application", "Loss against capacity").await?;
    let before = ink(&page, "sweep").await?;
    keys(&page, &picture, Key::Home, 1).await?;
    keys(&page, &picture, Key::Right, 3).await?;
    page.wait("document.querySelector('#announce').textContent.startsWith('degree 4 · 5 parameters; training ')")
        .await?;
    assert_ne!(ink(&page, "sweep").await?, before, "what is read is shown");
    keys(&page, &picture, Key::Enter, 1).await?;
    page.wait(
        "document.querySelector('[name=degree]').value === '4' && document.querySelector('#step').value === '700'",
    )
    .await?;
    assert_eq!(page.value("kittengrad.settings().model").await?, "polynomial");
    panel(&page, "done").await?;

    // Never stale in silence.
    set(&page, "noise", 0.4).await?;
    panel(&page, "outdated").await?;
    assert!(text(&page, "#sweep-words").await?.starts_with("Outdated:"));
    set(&page, "noise", 0.3).await?;
    panel(&page, "done").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn training_goes_on_while_widths_are_measured_and_a_tap_takes_one() -> Outcome {
    let page = Page::ready(Options { dark: true, language: "zh-CN", ..Options::phone() }).await?;
    dozen(&page).await?;
    page.script("kittengrad.set('learning-rate', 0.00001); kittengrad.play()").await?;
    choose(&page, "改变", "隐藏层的宽度").await?;
    enter(&page, "每个训练步数", "100000", Key::Tab).await?;
    page.click("button", "测量").await?;
    panel(&page, "measuring").await?;
    let trained = step(&page).await?;
    page.wait("/^[1-7] \\/ 7$/.test(document.querySelector('#sweep-progress').textContent)").await?;
    page.wait(&format!("kittengrad.status().step > {trained} && kittengrad.status().state === 'running'")).await?;
    page.click("button", "停止").await?;
    panel(&page, "done").await?;

    page.script("kittengrad.pause(); kittengrad.measure('width', 60)").await?;
    panel(&page, "done").await?;
    nothing_overflows(&page).await?;
    nothing_absurd_is_said(&page).await?;
    let picture = page.find("application", "损失与模型容量").await?;
    let [left, top, width, height] = bring(&page, &picture).await?;
    page.tap((left + width * 0.6, top + height * 0.4)).await?;
    page.wait("kittengrad.status().step === 60 && kittengrad.settings().model === 'network'").await?;
    let taken = page.value("kittengrad.settings().layers").await?;
    let widths = ["4,4", "8,8", "16,16"];
    widths
        .iter()
        .find(|width| taken == **width)
        .ok_or_else(|| Failure::new(format!("{taken} is not near the middle")))?;
    page.photograph("capacity-phone").await?;

    for (call, why) in [("'depth'", "degree"), ("'degree', 0.5", "100,000"), ("'degree', 5, 1", "20")] {
        let call = format!("(() => {{ try {{ kittengrad.measure({call}) }} catch (e) {{ return e.message }} }})()");
        let refused = page.value(&call).await?;
        assert!(refused.as_str().is_some_and(|said| said.contains(why)), "{refused}");
    }
    assert_eq!(page.value("kittengrad.measure('model', 5, 3).length").await?, json!(1));
    page.console_is_clean().await
}
