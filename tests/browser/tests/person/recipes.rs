//! How the model is taught: what is folded away under “More”, and what the page says of a run.

use kittengrad_browser::{Key, Options, Outcome, Page};
use serde_json::json;

use crate::hands::{becomes, choose, enter, field, ink, ink_changes, number, says, setting, text, unfold};

/// Opens the fold.
async fn more(page: &Page) -> Outcome {
    Ok(page.find_part("DisclosureTriangle", "Optimizer, penalties").await?.click().await?)
}

/// Waits until the rules under the controls hold these words.
async fn rules_say(page: &Page, words: &str) -> Outcome {
    page.wait(&format!("document.querySelector('#rules').innerText.includes({})", json!(words))).await
}

/// Whether a control of this knob is seen.
async fn seen(page: &Page, key: &str, expected: bool) -> Outcome {
    page.wait(&format!("document.querySelector('[name={key}]').checkVisibility() === {expected}")).await
}

#[tokio::test]
async fn the_first_screen_stays_calm_and_more_opens_what_there_is() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    for key in ["optimizer", "momentum", "batch", "schedule", "schedule-steps", "loss", "penalty", "penalty-strength"] {
        seen(&page, key, false).await?;
    }
    more(&page).await?;
    for key in ["optimizer", "batch", "schedule", "loss", "penalty"] {
        seen(&page, key, true).await?;
    }
    // What belongs to a choice comes with it, and goes with it.
    for (list, option, key, back) in [
        ("Optimizer", "momentum", "momentum", "gradient descent"),
        ("Optimizer", "Nesterov", "momentum", "Adam"),
        ("Schedule", "cosine", "schedule-steps", "constant"),
        ("Penalty", "L1", "penalty-strength", "none"),
    ] {
        seen(&page, key, false).await?;
        choose(&page, list, option).await?;
        seen(&page, key, true).await?;
        choose(&page, list, back).await?;
        seen(&page, key, false).await?;
    }
    seen(&page, "dropout", false).await?;
    page.script("kittengrad.set('model', 'network')").await?;
    seen(&page, "dropout", true).await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn each_choice_trains_and_shows_its_rule() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script("kittengrad.set('model', 'network')").await?;
    more(&page).await?;
    for (list, option, key, value, rule) in [
        ("Optimizer", "momentum", "optimizer", "momentum", "v ← 0.9·v + g"),
        ("Optimizer", "Nesterov", "optimizer", "nesterov", "w ← w − η·(g + 0.9·v)"),
        ("Optimizer", "RMSProp", "optimizer", "rmsprop", "s ← 0.99·s + 0.01·g²"),
        ("Optimizer", "Adam", "optimizer", "adam", "m ← 0.9·m + 0.1·g"),
        ("Batch size", "10", "batch", "10", "η = 0.03"),
        ("Schedule", "halve in steps", "schedule", "step", "η = 0.03·0.5^⌊t/1000⌋"),
        ("Schedule", "warm-up", "schedule", "warm-up", "η = 0.03·(0.1 + 0.9·min(t/1000, 1))"),
        ("Schedule", "cosine", "schedule", "cosine", "η = 0.03·(1 + cos(π·min(t/1000, 1)))/2"),
        ("Loss", "absolute error", "loss", "mae", "the mean of |r|"),
        ("Loss", "Huber", "loss", "huber", "m = min(|r|, 1)"),
        ("Penalty", "L1", "penalty", "l1", "penalty: 0.01·Σ|w|"),
        ("Penalty", "L2", "penalty", "l2", "penalty: 0.01/2·Σw²"),
    ] {
        choose(&page, list, option).await?;
        becomes(&page, key, value).await?;
        rules_say(&page, rule).await?;
        page.click("button", "Step 10").await?;
        let loss = number(&page, "kittengrad.status().trainLoss").await?;
        assert!(loss.is_finite() && loss > 0.0, "{option}");
    }
    page.wait("document.querySelector('#more-brief').innerText === 'Adam · batches of 10 · cosine · Huber · L2'")
        .await?;
    for (name, key, good, bad, allowed) in [
        ("Schedule steps", "schedule-steps", 50.0, "0", "a whole number from 1 to 100000"),
        ("Strength λ", "penalty-strength", 0.5, "11", "a number from 0.0001 to 10"),
        ("Dropout", "dropout", 0.25, "0.95", "a number from 0 to 0.9"),
    ] {
        enter(&page, name, &good.to_string(), Key::Enter).await?;
        becomes(&page, key, good).await?;
        enter(&page, name, bad, Key::Enter).await?;
        page.wait(&format!("document.querySelector('#fault-{key}').innerText.includes('{allowed}')")).await?;
        assert_eq!(setting(&page, key).await?.as_f64(), Some(good));
    }
    choose(&page, "Optimizer", "momentum").await?;
    enter(&page, "Momentum", "0.5", Key::Enter).await?;
    rules_say(&page, "v ← 0.5·v + g").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn the_penalty_is_told_and_drawn_apart_from_the_loss() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script("kittengrad.set('model', 'network'); kittengrad.step(50)").await?;
    let (loss, chart) = (number(&page, "kittengrad.status().trainLoss").await?, ink(&page, "losses").await?);
    more(&page).await?;
    assert_eq!(text(&page, "#penalty").await?, "");
    choose(&page, "Penalty", "L2").await?;
    page.wait("document.querySelector('#penalty').innerText.startsWith('penalty ')").await?;
    assert_eq!(number(&page, "kittengrad.status().trainLoss").await?, loss, "the loss is as it was");
    page.click("button", "Step 10").await?;
    ink_changes(&page, "losses", &chart).await?;
    let losses = page.find("application", "Loss over steps").await?;
    crate::hands::keys(&page, &losses, Key::End, 1).await?;
    page.wait("document.querySelector('#announce').innerText.includes(', penalty ')").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn batches_part_steps_from_epochs() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    more(&page).await?;
    choose(&page, "Batch size", "10").await?;
    page.click("button", "Step 10").await?;
    // 16 training points: two batches an epoch.
    page.wait("document.querySelector('#step').innerText === '10'").await?;
    page.wait("document.querySelector('#epoch').innerText === '5'").await?;
    page.script("kittengrad.set('learning-rate', 0.001)").await?;
    page.click("button", "Play").await?;
    page.wait("kittengrad.status().epoch > 40").await?;
    page.click("button", "Pause").await?;
    assert_eq!(page.value("Math.floor(kittengrad.status().step / 2) === kittengrad.status().epoch").await?, true);
    page.console_is_clean().await
}

#[tokio::test]
async fn each_layer_gets_an_activation_of_its_own() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script(
        "kittengrad.set('model', 'network'); kittengrad.set('activation', 'tanh'); kittengrad.set('layers', '8,8,4')",
    )
    .await?;
    unfold(&page, "Activation, first weights").await?;
    unfold(&page, "Layer by layer").await?;
    choose(&page, "Layer 2: activation", "ReLU").await?;
    becomes(&page, "activations", ",relu").await?;
    choose(&page, "Layer 3: activation", "sine").await?;
    becomes(&page, "activations", ",relu,sine").await?;
    more(&page).await?;
    rules_say(&page, "layer 1: a = tanh(z)\nlayer 2: a = max(z, 0)\nlayer 3: a = sin(z)").await?;
    choose(&page, "Layer 3: activation", "as above").await?;
    becomes(&page, "activations", ",relu").await?;
    field(&page, "textbox", "Activations", "gelu", Key::Enter).await?;
    becomes(&page, "activations", "gelu").await?;
    page.wait("document.querySelector('#layer-activations select').value === 'gelu'").await?;
    field(&page, "textbox", "Activations", "gelu,swish", Key::Enter).await?;
    page.wait("document.querySelector('#fault-activations').innerText.includes('at most 8 words')").await?;
    choose(&page, "Language", "简体中文").await?;
    page.find("combobox", "第 1 层：激活函数").await?;
    page.wait("document.querySelector('#layer-activations option').innerText === '同上'").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn the_page_says_where_training_is_heading() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    // Slowly, so that what is only passed through is there to be seen.
    enter(&page, "Learning rate", "0.001", Key::Enter).await?;
    page.click("button", "Play").await?;
    says(&page, "Improving.").await?;
    enter(&page, "Learning rate", "0.1", Key::Enter).await?;
    says(&page, "It found the best line: ±").await?;
    page.wait("kittengrad.status().state === 'paused'").await?;
    page.click("button", "Play").await?;
    says(&page, "Solved: no line fits these points better.").await?;
    page.click("button", "Pause").await?;
    says(&page, "Paused. Solved: ").await?;
    page.find_part("DisclosureTriangle", "Best fit, largest learning rate").await?.click().await?;
    let best = text(&page, "#closed-form").await?;
    assert!(best.starts_with("best fit: price = −") && best.contains("a learning rate of 1.00 on"), "{best}");
    assert!(text(&page, "#train-r2").await?.starts_with("0.89"));
    enter(&page, "Learning rate", "1.002", Key::Enter).await?;
    page.click("button", "Start again").await?;
    says(&page, "Getting worse: the loss rises.").await?;
    page.click("button", "Pause").await?;
    page.console_is_clean().await
}
