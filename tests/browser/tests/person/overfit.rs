//! Overfitting as a person meets it: twelve points, three degrees, and what the page says of each.

use kittengrad_browser::{Key, Options, Outcome, Page};
use serde_json::json;

use crate::hands::{
    becomes, bring, choose, count, enter, keys, nothing_absurd_is_said, nothing_overflows, number, open_tray, says,
    set, text, unfold, verdict,
};
use crate::knobs::radio;

/// Waits until an element says these words, however its lines are broken.
async fn reads(page: &Page, selector: &str, words: &str) -> Outcome {
    let said = format!("document.querySelector('{selector}').innerText.replaceAll(/\\s+/g, ' ')");
    page.wait(&format!("{said}.includes({})", json!(words))).await
}

/// Chooses a degree, trains by the page's own button until it is solved, and hands back what the page's script calls the fit.
async fn train(page: &Page, degree: &str) -> Outcome<String> {
    enter(page, "Degree", degree, Key::Enter).await?;
    becomes(page, "degree", degree.parse::<u32>().unwrap_or_default()).await?;
    assert_eq!(page.value("kittengrad.status().fit").await?, "unknown", "nothing has been learnt yet");
    for _ in 0..4 {
        page.click("button", "Step 100").await?;
    }
    page.drawn().await?;
    Ok(page.value("kittengrad.status().fit").await?.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn twelve_points_are_underfit_then_fit_then_overfit_as_the_degree_grows() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    set(&page, "noise", 0.15).await?;
    choose(&page, "Source", "Cubic").await?;
    enter(&page, "Points", "12", Key::Enter).await?;
    count(&page, 12).await?;
    radio(&page, "Polynomial").await?;
    becomes(&page, "model", "polynomial").await?;
    let mut laws = Vec::new();
    for (degree, fit, words, capacity) in [
        ("1", "underfit", "Underfits: what it misses is", "2 parameters, 10 points"),
        ("3", "good", "Too few unseen points to judge by. On the 2 points held out", "4 parameters, 10 points"),
        ("12", "overfit", "It overfits: on the 10 points it learnt from", "13 parameters, only 10 points"),
    ] {
        assert_eq!(train(&page, degree).await?, fit);
        says(&page, words).await?;
        reads(&page, "#capacity", capacity).await?;
        let warns = page.value("document.documentElement.dataset.verdict === 'warn'").await?;
        assert_eq!(warns, fit == "overfit", "{}", verdict(&page).await?);
        let law = number(&page, "kittengrad.status().lawError").await?;
        reads(&page, "#law-error", "±").await?;
        laws.push(law);
        nothing_absurd_is_said(&page).await?;
    }
    // The law itself agrees: the middle one is nearest to it, and the last is farther away than a line.
    assert!(laws[1] < laws[0] && laws[0] < laws[2], "{laws:?}");
    nothing_overflows(&page).await?;
    page.photograph("overfit").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn the_question_is_answered_by_model_law_and_line() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    set(&page, "model", "polynomial").await?;
    open_tray(&page).await?;
    enter(&page, "Ask for the model's answer at x", "7.3", Key::Enter).await?;
    page.click("button", "Step 100").await?;
    reads(&page, "#probe-beside", "true law 733 k · best line").await?;
    let asked = number(&page, "kittengrad.predict([7.3])[0]").await?.round();
    reads(&page, "#probe-y", &format!("{asked} k")).await?;
    // It is an output of the field for those who listen.
    assert_eq!(page.value("document.querySelector('#probe-beside').htmlFor.value").await?, "probe-x");
    let fit = page.find("application", "Data and fit").await?;
    keys(&page, &fit, Key::Right, 1).await?;
    reads(&page, "#announce", "Price of a house at").await?;
    reads(&page, "#announce", "best line").await?;
    // A line is its own best line, and of a table nobody knows the law.
    set(&page, "model", "line").await?;
    page.wait("!document.querySelector('#probe-beside').innerText.includes('best line')").await?;
    page.script("kittengrad.setPoints([{ x: 1e6, y: 1 }, { x: 2e6, y: 3 }, { x: 3e6, y: 2 }])").await?;
    page.wait("document.querySelector('#probe-beside').innerText === ''").await?;
    assert_eq!(page.value("kittengrad.status().lawError").await?, serde_json::Value::Null);
    page.wait("!document.querySelector('#law-error').checkVisibility()").await?;
    assert!(!text(&page, ".of-truth").await?.contains("law"));
    page.console_is_clean().await
}

#[tokio::test]
async fn the_bar_of_the_verdict_keeps_its_height_while_it_changes_its_mind() -> Outcome {
    for (size, touch) in [((1280, 800), false), ((390, 844), true)] {
        let page = Page::ready(Options { size, touch, ..Options::default() }).await?;
        let bar = "document.querySelector('.verdict').offsetHeight";
        let before = number(&page, bar).await?;
        for lang in ["zh-Hans", "en"] {
            set(&page, "lang", lang).await?;
            for (dataset, points, degree) in [("cubic", 12, 1), ("houses", 24, 3), ("houses", 14, 12)] {
                set(&page, "dataset", dataset).await?;
                set(&page, "points", points).await?;
                set(&page, "model", "polynomial").await?;
                set(&page, "degree", degree).await?;
                for steps in [5, 30, 400] {
                    page.script(&format!("kittengrad.step({steps})")).await?;
                    page.drawn().await?;
                    assert_eq!(number(&page, bar).await?, before, "{size:?}: {}", verdict(&page).await?);
                }
            }
        }
        nothing_overflows(&page).await?;
        page.console_is_clean().await?;
    }
    Ok(())
}

/// Steps by the page's own button, and the word for the fit.
async fn fit_after(page: &Page, hundreds: usize) -> Outcome<String> {
    for _ in 0..hundreds {
        page.click("button", "Step 100").await?;
    }
    page.drawn().await?;
    Ok(page.value("kittengrad.status().fit").await?.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn one_press_causes_it_and_another_cures_it() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    unfold(&page, "More causes and cures").await?;
    page.click("button", "12 points to learn, 4 to test").await?;
    count(&page, 16).await?;
    assert_eq!(fit_after(&page, 3).await?, "underfit");
    let points = page.value("kittengrad.points()").await?;
    page.click("button", "Degree 12").await?;
    becomes(&page, "model", "polynomial").await?;
    page.wait("document.querySelector('[data-set*=\"degree=12\"]').ariaPressed === 'true'").await?;
    assert_eq!(fit_after(&page, 3).await?, "overfit");
    page.click("button", "Degree 3").await?;
    assert_eq!(fit_after(&page, 3).await?, "good");
    page.click("button", "Wide, deep network, by Adam").await?;
    reads(&page, "#capacity", "2,209 parameters, only 12 points").await?;
    assert_eq!(fit_after(&page, 12).await?, "overfit");
    // On the same points, all the time; and each press is one change.
    assert_eq!(page.value("kittengrad.points()").await?, points);
    page.click("button", "Undo").await?;
    becomes(&page, "optimizer", "suited").await?;
    becomes(&page, "degree", 3).await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn the_shortest_path_of_free_play_overfits() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    radio(&page, "Network").await?;
    page.click("button", "Play").await?;
    page.wait("kittengrad.status().step > 20").await?;
    for layers in ["8,8,8", "8,8,8,8", "8,8,8,8,8"] {
        page.click("button", "Add a layer").await?;
        becomes(&page, "layers", layers).await?;
    }
    page.wait(
        "kittengrad.status().fit === 'overfit' && kittengrad.status().heldOutLoss > 9 * kittengrad.status().trainLoss",
    )
    .await?;
    says(&page, "Learnt by heart: ").await?;
    page.photograph("shortest-path").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn too_many_points_are_told_and_fewer_are_one_press_away() -> Outcome {
    for options in [Options::default(), Options::phone()] {
        let page = Page::ready(options).await?;
        let offer = "document.querySelector('.fewer').checkVisibility()";
        assert_eq!(page.value(offer).await?, false);
        page.script("kittengrad.set('model', 'network'); kittengrad.set('points', 200); kittengrad.step(3000)").await?;
        says(&page, "160 houses are too many to learn by heart").await?;
        page.wait(offer).await?;
        let cut =
            "const verdict = document.querySelector('#verdict'); return verdict.scrollHeight - verdict.clientHeight";
        assert!(page.script(cut).await?.as_f64().is_some_and(|px| px <= 1.0), "{}", verdict(&page).await?);
        nothing_overflows(&page).await?;
        page.photograph("too-many").await?;
        let button = page.find("button", "Try 16 points").await?;
        bring(&page, &button).await?;
        button.click().await?;
        count(&page, 16).await?;
        page.wait(&format!("!{offer}")).await?;
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn degree_and_layers_are_dragged_while_it_trains() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    // So slow that it is nowhere at its best, where it would stop by itself.
    set(&page, "learning-rate", 0.0001).await?;
    radio(&page, "Polynomial").await?;
    page.click("button", "Play").await?;
    page.wait("kittengrad.status().step > 20").await?;
    let slider = page.find("slider", "Degree").await?;
    keys(&page, &slider, Key::Right, 4).await?;
    becomes(&page, "degree", 7).await?;
    says(&page, "Degree 7 now; the curve goes on").await?;
    page.wait("kittengrad.status().step > 40 && kittengrad.status().state === 'running'").await?;
    radio(&page, "Network").await?;
    page.wait("kittengrad.status().step > 20").await?;
    for _ in 0..2 {
        page.click("button", "Add a layer").await?;
    }
    becomes(&page, "layers", "8,8,8,8").await?;
    says(&page, "A network of 4 hidden layers with 241 parameters: training starts anew.").await?;
    page.wait("kittengrad.status().step > 20 && kittengrad.status().state === 'running'").await?;
    page.console_is_clean().await
}
