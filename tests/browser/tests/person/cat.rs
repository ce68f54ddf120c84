//! The chapter of the cat: how its laboratory comes, or does not, how it is left and found again, and how it looks.

use std::time::Duration;

use kittengrad_browser::{Mischief, Options, Outcome, Page, labs, root};
use serde_json::json;

use crate::hands::{choose, nothing_overflows, number, reload, resize};

pub const LONG: Duration = Duration::from_secs(60);

/// The laboratory is there and answers.
const ANSWERS: &str = "kittengrad.sheets().picture.length === 2";
/// What of it was fetched.
const FETCHED: &str =
    "performance.getEntriesByType('resource').filter((e) => /\\/cat-\\w+\\.(wasm|html|css)/.test(e.name)).length";
/// All pictures that have room hold something.
const DRAWN: &str = "[...document.querySelectorAll('[data-lab=cat] [data-picture]')].filter((e) => e.checkVisibility()).every((place) =>
    [...place.querySelectorAll('canvas')].some((canvas) => {
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
        copy.drawImage(canvas, 0, 0);
        return new Uint32Array(copy.getImageData(0, 0, canvas.width, canvas.height).data.buffer).filter((p) => p >>> 24).length > 100;
    }))";
const HEADLINE: &str =
    "document.querySelector('[data-lab=cat] [data-role=headline]').textContent.replace(/\\s+/g, ' ')";

/// The chapter, once its laboratory answers and is drawn.
pub async fn laboratory(options: Options) -> Outcome<Page> {
    let here = options.path.starts_with("#at=cat");
    let page = Page::ready(Options { path: if here { options.path } else { "#at=cat".into() }, ..options }).await?;
    page.wait(ANSWERS).await?;
    page.wait(DRAWN).await?;
    Ok(page)
}

/// A chapter is drawn; that of the cat, once its laboratory has come.
pub async fn has_come(page: &Page) -> Outcome {
    page.wait(&format!("kittengrad.chapter().key !== 'cat' || {ANSWERS}")).await?;
    page.drawn().await
}

/// So many steps more, by script.
pub async fn train(page: &Page, steps: u32) -> Outcome {
    for _ in 0..steps / 50 {
        page.script("kittengrad.step(50)").await?;
    }
    page.drawn().await
}

/// Waits until the headline holds some words.
pub async fn says(page: &Page, words: &str) -> Outcome {
    page.wait(&format!("{HEADLINE}.includes({})", json!(words))).await
}

pub async fn goals(page: &Page, reached: &str) -> Outcome {
    page.wait_at_most(LONG, &format!("document.documentElement.dataset.goals === {}", json!(reached))).await
}

/// Opens what is folded behind the three dots.
pub async fn more(page: &Page, name: &str) -> Outcome {
    page.find_part("DisclosureTriangle", name).await?.click().await?;
    page.wait("document.querySelector('[data-lab=cat] .rest').open").await
}

#[tokio::test]
async fn its_laboratory_comes_when_the_chapter_is_opened() -> Outcome {
    let page = Page::ready(Options { path: "#at=backprop".into(), ..Options::default() }).await?;
    page.drawn().await?;
    assert_eq!(page.value(FETCHED).await?, 0, "nothing of it is fetched before");
    page.click("link", "Next 9 Cat").await?;
    page.wait(ANSWERS).await?;
    page.wait(DRAWN).await?;
    assert_eq!(page.value(FETCHED).await?, 3);
    page.find("heading", "Layers that learn to see").await?;
    says(&page, "It has not learnt anything yet.").await?;
    page.wait("location.hash === '#at=cat'").await?;
    page.photograph("cat").await?;
    // The browser's own ways, and a load anew.
    page.back().await?;
    page.wait("kittengrad.chapter().key === 'backprop' && 'trainLoss' in kittengrad.status()").await?;
    assert_eq!(page.value("document.querySelector('[data-lab=cat]').checkVisibility()").await?, false);
    page.forward().await?;
    page.wait(&format!("kittengrad.chapter().key === 'cat' && {ANSWERS}")).await?;
    assert_eq!(page.value(FETCHED).await?, 3, "it is the same one");
    reload(&page).await?;
    page.wait(&format!("location.hash === '#at=cat' && {ANSWERS}")).await?;
    page.wait(DRAWN).await?;
    // From elsewhere by the map, and onward by its own way.
    page.click("link", "Line").await?;
    page.wait("kittengrad.chapter().key === 'line'").await?;
    page.click("link", "Cat").await?;
    page.wait(ANSWERS).await?;
    page.click("link", "Next Free play").await?;
    page.wait("kittengrad.chapter().key === 'free' && 'trainLoss' in kittengrad.status()").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn one_that_does_not_come_is_told_and_tried_again() -> Outcome {
    let all = labs(&root().join("dist"))?;
    let files: Vec<&String> = all.iter().filter(|lab| lab.name == "cat").flat_map(|lab| lab.files()).collect();
    assert_eq!(files.len(), 3);
    for file in files {
        for (language, told, again) in
            [("en", "The laboratory did not arrive.", "Try again"), ("zh-CN", "实验室没有送到", "重试")]
        {
            let file: &'static str = file.clone().leak();
            let mischief = vec![(file, Mischief::MissingTwice)];
            let page =
                Page::ready(Options { path: "#at=cat".into(), language, mischief, ..Options::default() }).await?;
            let waiting = "document.querySelector('[data-lab=cat] [data-role=waiting]')";
            page.wait(&format!("{waiting}.checkVisibility() && {waiting}.textContent.includes('{told}')")).await?;
            // Who asks it something is told as well, and the other chapters are as they were.
            let asked = "try { return kittengrad.status() } catch (error) { return error.message }";
            assert!(page.script(asked).await?.as_str().is_some_and(|told| told.contains("open(\"cat\")")));
            page.click("button", again).await?;
            page.wait(ANSWERS).await?;
            page.wait(DRAWN).await?;
        }
    }
    let module = all.iter().find(|lab| lab.name == "cat").map_or("", |lab| lab.module.clone().leak());
    // What stalls once comes by itself.
    let page = laboratory(Options { mischief: vec![(module, Mischief::StallOnce)], ..Options::default() }).await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn who_leaves_finds_it_as_it_was() -> Outcome {
    let page = laboratory(Options::default()).await?;
    page.click("button", "Play").await?;
    page.wait("kittengrad.status().step > 5").await?;
    page.click("link", "Line").await?;
    page.wait("kittengrad.chapter().key === 'line' && document.documentElement.dataset.state !== 'running'").await?;
    page.find("button", "Play").await?;
    page.script("kittengrad.step(5)").await?;
    assert_eq!(page.value("kittengrad.status().step").await?, 5);
    page.script("kittengrad.open('cat')").await?;
    page.wait("kittengrad.status().playing === 0 && document.documentElement.dataset.state === 'paused'").await?;
    let step = number(&page, "kittengrad.status().step").await?;
    page.drawn().await?;
    assert!(step > 5.0 && step == number(&page, "kittengrad.status().step").await?);
    page.click("button", "Play").await?;
    page.wait(&format!("kittengrad.status().step > {step}")).await?;
    page.console_is_clean().await
}

/// A link is pasted where the laboratory is open, and one that leads to it where it is not.
#[tokio::test]
async fn links_lead_out_of_it_and_into_it() -> Outcome {
    let page = laboratory(Options::default()).await?;
    page.script("kittengrad.play(); location.hash = '#at=descent&learning-rate=0.2'").await?;
    page.wait("kittengrad.chapter().key === 'descent' && 'trainLoss' in kittengrad.status()").await?;
    page.script("kittengrad.step(3)").await?;
    assert_eq!(page.value("kittengrad.status().step").await?, 3);
    page.script("location.hash = '#at=cat'").await?;
    page.wait(&format!("{ANSWERS} && kittengrad.status().playing === 0")).await?;
    let page = Page::ready(Options { path: "#at=line".into(), ..Options::default() }).await?;
    page.script("location.hash = '#at=cat&seed=5'").await?;
    page.wait(ANSWERS).await?;
    page.wait(DRAWN).await?;
    page.console_is_clean().await?;
    let page = laboratory(Options { path: "#at=cat&seed=5".into(), ..Options::default() }).await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn nothing_jumps_while_it_learns_and_is_taken_apart() -> Outcome {
    for device in [Options::default(), Options::phone()] {
        let page = laboratory(device).await?;
        page.script(
            "globalThis.shifted = [];
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifted.push([entry.value,
                    ...entry.sources.map((source) => (source.node?.parentElement ?? source.node)?.outerHTML.slice(0, 60))]);
            }).observe({ type: 'layout-shift' })",
        )
        .await?;
        for (act, done) in [
            ("play()", "kittengrad.status().step > 40"),
            ("pause()", "kittengrad.status().playing === 0"),
            ("mask(3, false)", "document.documentElement.dataset.poked === 'yes'"),
            ("look()", "true"),
        ] {
            page.script(&format!("kittengrad.{act}")).await?;
            page.wait(done).await?;
            page.drawn().await?;
            let moved = number(&page, "shifted.reduce((sum, [by]) => sum + by, 0)").await?;
            assert!(moved < 0.001, "{act}: {moved}, {}", page.value("shifted").await?);
        }
    }
    Ok(())
}

#[tokio::test]
async fn it_speaks_chinese_before_and_after_it_came() -> Outcome {
    let english = "[...document.querySelectorAll('[data-lab=cat] *')].filter((e) => e.checkVisibility()).flatMap((e) =>
        [e.ariaLabel, ...[...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.textContent)])
        .filter((text) => text && /[a-z]{3,}/.test(text.replace('Delete', '')))";
    for dark in [false, true] {
        let page = laboratory(Options { language: "zh-CN", dark, ..Options::default() }).await?;
        says(&page, "它还什么都没学。").await?;
        train(&page, 50).await?;
        more(&page, "更多：").await?;
        page.drawn().await?;
        assert_eq!(page.value(english).await?, json!([]));
        page.photograph(if dark { "cat-chinese-dark" } else { "cat-chinese" }).await?;
        choose(&page, "语言", "English").await?;
        page.find("button", "Rub out").await?;
        choose(&page, "Language", "简体中文").await?;
        page.find("button", "擦掉").await?;
        page.drawn().await?;
        assert_eq!(page.value(english).await?, json!([]));
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn on_telephones_it_fits() -> Outcome {
    for language in ["en", "zh-CN"] {
        let page = laboratory(Options { language, ..Options::phone() }).await?;
        for (size, touch) in [((390, 844), true), ((320, 640), false), ((320, 568), true)] {
            resize(&page, size, 2.0, touch).await?;
            for state in
                ["kittengrad.look()", "kittengrad.step(1)", "document.querySelector('[data-role=blank]').click()"]
            {
                page.script(state).await?;
                nothing_overflows(&page).await?;
            }
            page.script("document.querySelector('[data-role=restore]').click(); scrollTo(0, 0)").await?;
            page.wait(DRAWN).await?;
            let play = page.find("button", if language == "en" { "Play" } else { "开始" }).await?;
            let seen = "const box = arguments[0].getBoundingClientRect();
                return box.x >= 0 && box.right <= innerWidth && box.y >= 0 && box.bottom <= innerHeight
                    && arguments[0].contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2))";
            let seen = page.execute(seen, vec![play.to_json()?]).await?.json().clone();
            assert_eq!(seen, true, "Play at {size:?}");
            page.photograph(&format!("cat-{}-{language}", size.0)).await?;
        }
        page.console_is_clean().await?;
    }
    Ok(())
}
