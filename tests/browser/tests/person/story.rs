//! The story: where a first visit lands, how one walks through the chapters, and their goals reached by a person's hands.

use std::time::Duration;

use kittengrad_browser::{FREE_PLAY, Key, Options, Outcome, Page};
use serde_json::json;

use crate::cat::has_come;
use crate::hands::{nothing_overflows, number, parameters, points, reload, says};

const LONG: Duration = Duration::from_secs(30);

fn first_visit(options: Options) -> Options {
    Options { path: String::new(), ..options }
}

async fn is_in(page: &Page, key: &str) -> Outcome {
    page.wait(&format!("kittengrad.chapter().key === {} && document.documentElement.dataset.place === {0}", json!(key)))
        .await
}

async fn goal(page: &Page, state: &str) -> Outcome {
    page.wait_at_most(LONG, &format!("kittengrad.chapter().goal === {}", json!(state))).await
}

#[tokio::test]
async fn a_first_visit_meets_the_line_and_finds_it_with_one_press() -> Outcome {
    let page = Page::ready(first_visit(Options::default())).await?;
    is_in(&page, "line").await?;
    assert_eq!(
        page.value("kittengrad.chapters()").await?,
        json!(["map", "line", "loss", "descent", "overfit", "neuron", "layers", "depth", "backprop", "cat"])
    );
    page.find("heading", "A line through the houses").await?;
    // Few things are there to be pressed.
    let controls = "[...document.querySelectorAll('main :is(button, input, select, a)')].filter((e) => e.checkVisibility()).length";
    assert!(number(&page, controls).await? <= 12.0, "{}", number(&page, controls).await?);
    page.click("button", "Yes, a better one").await?;
    assert_eq!(page.value("kittengrad.chapter().guess").await?, 0);
    page.photograph("story-line").await?;
    page.click("button", "Play").await?;
    goal(&page, "reached").await?;
    says(&page, "It found the best line").await?;
    page.wait("document.querySelector('[data-chapter=line]').dataset.reached === 'true'").await?;
    page.wait("document.querySelector('article:not([hidden]) [data-guess=\"0\"]').dataset.right === 'true'").await?;
    page.photograph("story-line-found").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn one_walks_by_the_map_by_next_and_by_the_browsers_own_way_back() -> Outcome {
    let page = Page::ready(first_visit(Options::default())).await?;
    page.click("link", "Next 2 Loss").await?;
    is_in(&page, "loss").await?;
    page.click("link", "Descent").await?;
    is_in(&page, "descent").await?;
    page.back().await?;
    is_in(&page, "loss").await?;
    page.back().await?;
    is_in(&page, "line").await?;
    page.forward().await?;
    is_in(&page, "loss").await?;
    page.script("kittengrad.open('map')").await?;
    is_in(&page, "map").await?;
    page.click("button", "Deep learning").await?;
    goal(&page, "reached").await?;
    assert_eq!(page.value("kittengrad.chapter().guess").await?, 2);
    page.photograph("story-map").await?;
    // The next visit begins there.
    page.visit("").await?;
    page.wait_for_boot("ready").await?;
    is_in(&page, "map").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn what_was_made_in_free_play_is_kept_through_the_story() -> Outcome {
    let page = Page::ready(Options { path: FREE_PLAY.into(), ..Options::default() }).await?;
    page.script("kittengrad.set('noise', 0.4); kittengrad.setPoints([{x: 1, y: 2}, {x: 2, y: 3}, {x: 3, y: 7}]); kittengrad.step(20)").await?;
    let (mine, trained) = (points(&page).await?, parameters(&page).await?);
    page.click("link", "Line").await?;
    is_in(&page, "line").await?;
    assert_ne!(points(&page).await?, mine);
    page.script("kittengrad.step(5)").await?;
    page.click("link", "Free play").await?;
    is_in(&page, "free").await?;
    assert_eq!((points(&page).await?, parameters(&page).await?), (mine.clone(), trained));
    page.click("link", "Line").await?;
    page.click("button", "Go on with this in free play").await?;
    is_in(&page, "free").await?;
    assert_eq!(points(&page).await?.len(), 12);
    page.script("kittengrad.undo()").await?;
    assert_eq!(points(&page).await?, mine);
    page.click("link", "Overfit").await?;
    reload(&page).await?;
    page.script("kittengrad.open('free')").await?;
    assert_eq!(points(&page).await?, mine, "free play is what is kept");
    page.console_is_clean().await
}

#[tokio::test]
async fn overfitting_is_three_presses_away_and_has_cures() -> Outcome {
    let page = Page::ready(Options { path: "#at=overfit".into(), ..Options::default() }).await?;
    is_in(&page, "overfit").await?;
    for _ in 0..2 {
        page.click("button", "Add a layer").await?;
    }
    says(&page, "It misses its own houses by only").await?;
    page.photograph("story-overfit-proud").await?;
    page.click("button", "The curve").await?;
    page.wait_at_most(LONG, "kittengrad.status().fit === 'overfit'").await?;
    says(&page, "It learnt them by heart").await?;
    page.photograph("story-overfit").await?;
    page.click("button", "More houses 1,000 of them").await?;
    goal(&page, "reached").await?;
    page.photograph("story-overfit-cured").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn on_a_telephone_the_picture_is_in_the_top_half() -> Outcome {
    for language in ["en", "zh-CN"] {
        let page = Page::ready(first_visit(Options { language, ..Options::phone() })).await?;
        for key in ["line", "loss", "descent", "overfit", "neuron", "layers", "depth", "backprop", "cat", "map", "free"]
        {
            page.script(&format!("kittengrad.open('{key}')")).await?;
            is_in(&page, key).await?;
            has_come(&page).await?;
            nothing_overflows(&page).await?;
            if key != "map" {
                let bottom = number(&page, "document.querySelector('.picture').getBoundingClientRect().bottom").await?;
                let top = number(&page, "[...document.querySelectorAll('.picture')].find((e) => e.checkVisibility()).getBoundingClientRect().top").await?;
                assert!(top < 200.0 && bottom < 640.0, "{key}: {top} {bottom}");
            }
            page.photograph(&format!("story-{key}-phone-{language}")).await?;
        }
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_story_is_walked_by_keys_alone() -> Outcome {
    let page = Page::ready(first_visit(Options::default())).await?;
    let press = |role: &'static str, name: &'static str| async move { (role, name) };
    for (role, name) in [press("button", "Yes, a better one").await, press("button", "Play").await] {
        let button = page.find(role, name).await?;
        page.execute("arguments[0].focus()", vec![button.to_json()?]).await?;
        button.send_keys(Key::Enter + "").await?;
    }
    goal(&page, "reached").await?;
    let next = page.find("link", "Next 2 Loss").await?;
    page.execute("arguments[0].focus()", vec![next.to_json()?]).await?;
    next.send_keys(Key::Enter + "").await?;
    is_in(&page, "loss").await?;
    page.console_is_clean().await
}

/// The step, whether it trains, every number that it has learnt, and the loss.
const MOMENT: &str = "[kittengrad.status().step, kittengrad.status().state, [...kittengrad.parameters()], kittengrad.status().trainLoss]";

#[tokio::test]
async fn a_chapter_that_was_changed_is_found_as_it_was_after_a_reload_and_by_a_link() -> Outcome {
    for (chapter, made) in [
        ("descent", "kittengrad.set('learning-rate', 0.2); kittengrad.step(2)"),
        ("descent", "kittengrad.set('x-unit', '1'); kittengrad.set('learning-rate', 0.003); kittengrad.step(1)"),
        ("descent", "kittengrad.set('learning-rate', 0.05)"),
        (
            "loss",
            "kittengrad.setPoints(kittengrad.points().map((p, i) => i ? p : { ...p, y: 300 })); kittengrad.setParameters([-239, 928])",
        ),
        ("overfit", "kittengrad.pause(); kittengrad.set('layers', '24,24'); kittengrad.step(300)"),
        ("line", "kittengrad.step(7)"),
        ("neuron", "kittengrad.step(40)"),
        ("layers", "kittengrad.step(40)"),
        ("layers", "kittengrad.set('layers', '3'); kittengrad.step(60)"),
        ("neuron", "kittengrad.step(40); kittengrad.setParameter(1, 1.5); kittengrad.step(20)"),
    ] {
        let page = Page::ready(Options { path: format!("#at={chapter}"), ..Options::default() }).await?;
        page.script(made).await?;
        page.drawn().await?;
        let (moment, link) = (page.value(MOMENT).await?, page.value("kittengrad.link()").await?);
        reload(&page).await?;
        page.wait("kittengrad.status().state === 'paused'").await?;
        assert_eq!(page.value(MOMENT).await?, moment, "{chapter}: {made}");
        assert_eq!(page.value("document.querySelector('#link-bar').hidden").await?, true, "it is one's own: {made}");
        page.console_is_clean().await?;
        // Another visitor, to whom the link was sent.
        let link = link.as_str().and_then(|link| link.split_once('#')).map(|(_, text)| format!("#{text}"));
        let page = Page::ready(Options { path: link.unwrap_or_default(), ..Options::default() }).await?;
        is_in(&page, chapter).await?;
        page.wait(&format!("kittengrad.status().step >= {}", moment[0])).await?;
        page.wait("kittengrad.status().state === 'paused'").await?;
        assert_eq!(page.value(MOMENT).await?, moment, "{chapter}, sent: {made}");
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_was_reached_is_kept_at_once_and_the_exam_stays_told() -> Outcome {
    let page = Page::ready(Options { path: "#at=overfit".into(), ..Options::default() }).await?;
    page.script("kittengrad.guess(1); kittengrad.set('layers', '24,24,24')").await?;
    page.wait_at_most(LONG, "document.documentElement.dataset.goals === '0'").await?;
    says(&page, "It learnt them by heart").await?;
    page.drawn().await?;
    reload(&page).await?;
    assert_eq!(page.value("document.documentElement.dataset.goals").await?, "0");
    says(&page, "off on houses it has not seen").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn twice_the_rate_stops_at_the_greatest() -> Outcome {
    let page = Page::ready(Options { path: "#at=descent".into(), ..Options::default() }).await?;
    for rate in ["0.2", "0.4", "0.8", "1.6", "3.2", "6.4", "10", "10"] {
        page.click("button", "× 2: double the learning rate").await?;
        page.wait(&format!("document.querySelector('[name=learning-rate]').value === '{rate}'")).await?;
        assert_eq!(page.value("document.querySelector('#fault-learning-rate').hidden").await?, true);
    }
    page.console_is_clean().await
}
