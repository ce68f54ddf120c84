//! How it looks: pictures for a person to look at, and nothing that jumps.

use kittengrad_browser::{Options, Outcome, Page};

use crate::hands::{choose, nothing_is_blank, nothing_overflows, number, resize};

const CHAPTERS: [&str; 11] =
    ["map", "line", "loss", "descent", "overfit", "neuron", "layers", "depth", "backprop", "cat", "free"];

/// The whole page, not only the view.
async fn photograph(page: &Page, name: &str) -> Outcome {
    page.drawn().await?;
    nothing_overflows(page).await?;
    nothing_is_blank(page).await?;
    page.photograph(name).await.map(drop)
}

#[tokio::test]
async fn pictures_for_a_person() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script("kittengrad.step(60)").await?;
    photograph(&page, "line-light").await?;
    choose(&page, "Theme", "Dark").await?;
    photograph(&page, "line-dark").await?;
    choose(&page, "Theme", "Light").await?;
    choose(&page, "Language", "简体中文").await?;
    photograph(&page, "line-chinese").await?;
    page.script("kittengrad.set('model', 'network'); kittengrad.set('dataset', 'sine'); kittengrad.step(3000)").await?;
    photograph(&page, "network-chinese").await?;
    choose(&page, "语言", "English").await?;
    photograph(&page, "network-light").await?;
    page.script("scrollTo(0, 480)").await?;
    photograph(&page, "network-light-below").await?;
    page.script("kittengrad.set('theme', 'dark')").await?;
    photograph(&page, "network-dark-below").await?;
    page.script(
        "scrollTo(0, 0); kittengrad.set('theme', 'light'); kittengrad.set('model', 'polynomial');
        kittengrad.set('degree', 12); kittengrad.set('learning-rate', 0.1); kittengrad.step(20000)",
    )
    .await?;
    photograph(&page, "polynomial-12").await?;
    page.script("kittengrad.set('model', 'network'); kittengrad.set('layers', '64,32,16,8,8,16,32,64')").await?;
    page.script("kittengrad.set('activation', 'relu'); kittengrad.step(300); scrollTo(0, 480)").await?;
    photograph(&page, "network-wide").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn no_chapter_is_wider_than_a_tablet() -> Outcome {
    for language in ["en", "zh-CN"] {
        let page = Page::ready(Options { size: (768, 1024), language, ..Options::default() }).await?;
        for key in CHAPTERS {
            page.script(&format!("kittengrad.open('{key}')")).await?;
            page.wait(&format!("document.documentElement.dataset.place === '{key}'")).await?;
            nothing_overflows(&page).await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_chapters_have_room_beside_the_buttons() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    for width in [1200, 1280, 1366, 1440, 1567] {
        resize(&page, (width, 800), 1.0, false).await?;
        // What is open has bold letters.
        for key in CHAPTERS {
            page.script(&format!("kittengrad.open('{key}')")).await?;
            page.wait(&format!("document.documentElement.dataset.place === '{key}'")).await?;
            let room = "document.querySelector('.prefs').getBoundingClientRect().left
                - document.querySelector('#chapter-list .apart').getBoundingClientRect().right";
            let room = number(&page, room).await?;
            assert!(room >= 12.0, "{key} at {width}: {room}");
        }
    }
    page.photograph("head-1567").await.map(drop)
}

#[tokio::test]
async fn nothing_jumps_while_it_plays() -> Outcome {
    let before = "globalThis.shifted = 0;
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifted += entry.value;
        }).observe({ type: 'layout-shift', buffered: true })";
    for mut options in [Options::default(), Options::phone()] {
        options.before = Some(before.to_string());
        let page = Page::ready(options).await?;
        page.script(
            "kittengrad.play();
            globalThis.frames_left = 100;
            const count = () => --frames_left && requestAnimationFrame(count);
            requestAnimationFrame(count)",
        )
        .await?;
        page.wait_at_most(std::time::Duration::from_secs(20), "frames_left === 0").await?;
        let shifted = number(&page, "shifted").await?;
        assert!(shifted < 0.02, "the layout shifted by {shifted}");
        page.console_is_clean().await?;
    }
    Ok(())
}
