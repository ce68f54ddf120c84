//! What is out of sight costs nothing, and is up to date when it comes back.

use kittengrad_browser::{Options, Outcome, Page};
use serde_json::json;

use crate::hands::{ink_unseen, number, set};

/// Counts the frames that the page asks for; `ownFrame` asks for one that is not counted.
const COUNT_FRAMES: &str = "
    globalThis.framesAsked = 0;
    globalThis.ownFrame = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (call) => (framesAsked++, ownFrame(call))";

/// So many frames go by.
async fn frames(page: &Page, count: u32) -> Outcome {
    page.value(&format!("(async () => {{ for (let n = {count}; n--;) await new Promise(ownFrame) }})()"))
        .await
        .map(drop)
}

/// Waits until the page asks for no more frames.
async fn rests(page: &Page) -> Outcome {
    page.wait(
        "new Promise((done) => {
            const asked = framesAsked;
            let left = 8;
            const look = () => (left-- ? ownFrame(look) : (globalThis.resting = framesAsked === asked, done()));
            look();
        }) && globalThis.resting",
    )
    .await
}

/// The most that each of these took in the next frames while training runs.
async fn most(page: &Page, parts: &[&str]) -> Outcome<Vec<f64>> {
    let script = format!(
        "(async () => {{
            const parts = {}, most = parts.map(() => 0), from = kittengrad.status().step;
            for (let n = 12; n--;) {{
                await new Promise(ownFrame);
                const frame = kittengrad.lastFrame();
                parts.forEach((part, i) => most[i] = Math.max(most[i], frame[part]));
            }}
            return [kittengrad.status().step > from ? 1 : 0, ...most];
        }})()",
        json!(parts)
    );
    let found = page.value(&script).await?;
    let found: Vec<f64> = found.as_array().into_iter().flatten().filter_map(|ms| ms.as_f64()).collect();
    assert_eq!(found.first(), Some(&1.0), "it trains");
    Ok(found[1..].to_vec())
}

async fn open() -> Outcome<Page> {
    let page = Page::ready(Options {
        before: Some(COUNT_FRAMES.into()),
        size: (820, 1000),
        touch: true,
        ..Options::default()
    })
    .await?;
    // Long enough that all pictures can be scrolled away.
    page.script("document.querySelector('.foot').style.marginTop = '120rem'").await?;
    for (key, value) in [("model", json!("network")), ("layers", json!("8,8"))] {
        set(&page, key, value).await?;
    }
    Ok(page)
}

async fn scroll(page: &Page, place: &str) -> Outcome {
    page.script(&format!(
        "document.querySelector('{place}').scrollIntoView({{ block: 'center', behavior: 'instant' }})"
    ))
    .await?;
    frames(page, 4).await
}

#[tokio::test]
async fn a_picture_that_is_scrolled_away_is_neither_computed_nor_drawn() -> Outcome {
    let page = open().await?;
    rests(&page).await?;
    let pictures = ["fit", "surface", "losses", "layers"];
    scroll(&page, ".foot").await?;
    let mut before = Vec::new();
    for picture in pictures {
        before.push(ink_unseen(&page, picture).await?);
    }
    page.script("kittengrad.play()").await?;
    frames(&page, 4).await?;
    assert_eq!(most(&page, &["fit", "surface", "losses", "layers", "cells"]).await?, [0.0; 5]);
    page.script("kittengrad.pause()").await?;
    // It rests although the surface is old: nobody sees it.
    rests(&page).await?;
    for (picture, before) in pictures.iter().zip(&before) {
        assert_eq!(ink_unseen(&page, picture).await?, *before, "{picture}");
    }
    for (picture, before) in pictures.iter().zip(&before) {
        scroll(&page, &format!("#{picture}")).await?;
        rests(&page).await?;
        let now = ink_unseen(&page, picture).await?;
        assert_ne!(now, *before, "{picture} is up to date");
        // To draw it once more changes nothing.
        page.script("dispatchEvent(new Event('resize'))").await?;
        rests(&page).await?;
        assert_eq!(ink_unseen(&page, picture).await?, now, "{picture}");
    }
    page.script("kittengrad.play()").await?;
    assert!(most(&page, &["layers"]).await?[0] > 0.0, "what is seen is drawn");
    page.console_is_clean().await
}

#[tokio::test]
async fn a_panel_that_is_folded_or_hidden_costs_nothing() -> Outcome {
    let page = open().await?;
    page.script(
        "const fold = document.createElement('details');
        fold.id = 'fold';
        const panel = document.querySelector('.panel.layers');
        panel.replaceWith(fold);
        panel.style.height = '20rem';
        fold.append(panel);",
    )
    .await?;
    scroll(&page, "#fold").await?;
    page.script("kittengrad.play()").await?;
    frames(&page, 4).await?;
    assert_eq!(most(&page, &["layers"]).await?, [0.0]);
    page.script("document.querySelector('#fold').open = true").await?;
    scroll(&page, "#layers").await?;
    assert!(most(&page, &["layers"]).await?[0] > 0.0);
    page.script("document.querySelector('.panel.layers').hidden = true").await?;
    frames(&page, 4).await?;
    assert_eq!(most(&page, &["layers"]).await?, [0.0]);
    assert!(number(&page, "framesAsked").await? > 0.0);
    page.console_is_clean().await
}

#[tokio::test]
async fn the_focus_brings_a_picture_into_sight() -> Outcome {
    let page = open().await?;
    scroll(&page, ".foot").await?;
    page.script("document.querySelector('#layers').focus(); kittengrad.play()").await?;
    frames(&page, 4).await?;
    assert!(most(&page, &["layers"]).await?[0] > 0.0);
    page.console_is_clean().await
}

#[tokio::test]
async fn what_is_printed_is_up_to_date() -> Outcome {
    let page = open().await?;
    rests(&page).await?;
    scroll(&page, ".foot").await?;
    let before = ink_unseen(&page, "fit").await?;
    page.script("kittengrad.step(100)").await?;
    rests(&page).await?;
    assert_eq!(ink_unseen(&page, "fit").await?, before);
    page.script("dispatchEvent(new Event('beforeprint'))").await?;
    assert_ne!(ink_unseen(&page, "fit").await?, before);
    page.console_is_clean().await
}
