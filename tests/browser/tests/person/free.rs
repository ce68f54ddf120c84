//! Free play in the frame: one large picture, settings in groups, what is folded told; tabs and a sheet on a telephone.

use kittengrad_browser::{Failure, Key, Options, Outcome, Page};
use serde_json::{Value, json};
use thirtyfour::By;

use crate::hands::{becomes, choose, enter, far, mouse, nothing_is_blank, nothing_overflows, number, resize, set};

/// For each fold that tells values: what it tells, and what the controls within it show.
const FOLDED: &str = "[...document.querySelectorAll('[data-values]')].filter((told) => told.closest('details').checkVisibility()).map((told) => {
    const shown = told.dataset.values.split(' ').map((key) => {
        const control = document.querySelector(`#knobs [name='${key.replace('%', '')}']`);
        if (!told.closest('details').contains(control)) return `${key} is not within`;
        const text = control.matches('select') ? control.selectedOptions[0].textContent : control.value;
        const percent = document.documentElement.lang === 'en' ? ' %' : '%';
        return key.endsWith('%') ? Math.round(1000 * text) / 10 + percent : text;
    }).filter((text) => text !== '');
    return [told.textContent, shown.join(document.documentElement.lang === 'en' ? ', ' : '、')];
})";

async fn folds_tell(page: &Page, told: &[&str]) -> Outcome {
    page.drawn().await?;
    let folds = page.value(FOLDED).await?;
    let folds: Vec<&Value> = folds.as_array().into_iter().flatten().collect();
    assert!(folds.iter().all(|pair| pair[0] == pair[1]), "told, and shown: {folds:?}");
    // What hides nothing has nothing to tell.
    let words: Vec<&str> = folds.iter().filter_map(|pair| pair[0].as_str()).filter(|told| !told.is_empty()).collect();
    assert_eq!(words, told);
    Ok(())
}

#[tokio::test]
async fn a_fold_tells_what_is_folded_in_it() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    folds_tell(&page, &["20 %, 1"]).await?;
    set(&page, "model", "network").await?;
    folds_tell(&page, &["20 %, 1", "GELU, by activation"]).await?;
    page.find_part("DisclosureTriangle", "Hidden share, seed").await?.click().await?;
    enter(&page, "Hidden share", "0.125", Key::Enter).await?;
    becomes(&page, "held-out", 0.125).await?;
    page.click("button", "New seed").await?;
    becomes(&page, "seed", 2).await?;
    folds_tell(&page, &["12.5 %, 2", "GELU, by activation"]).await?;
    // A press on the values themselves unfolds as well.
    let told = page.find_all(By::Css("[data-values]")).await?.pop().ok_or(Failure::new("nothing told"))?;
    let on_it = page.place(&told, (0.9, 0.5)).await?;
    page.click_at(on_it).await?;
    page.wait("document.querySelector('[name=activation]').checkVisibility()").await?;
    choose(&page, "Activation", "leaky ReLU").await?;
    becomes(&page, "activation", "leaky-relu").await?;
    folds_tell(&page, &["12.5 %, 2", "leaky ReLU, by activation"]).await?;
    // After undo, in the other language, by a preset, and from a link.
    page.click("button", "Undo").await?;
    becomes(&page, "activation", "gelu").await?;
    folds_tell(&page, &["12.5 %, 2", "GELU, by activation"]).await?;
    page.script("kittengrad.set('activation', 'linear'); kittengrad.set('init', 'small')").await?;
    choose(&page, "Language", "简体中文").await?;
    becomes(&page, "lang", "zh-Hans").await?;
    folds_tell(&page, &["12.5%、2", "线性、很小"]).await?;
    choose(&page, "语言", "English").await?;
    becomes(&page, "lang", "en").await?;
    page.click("button", "Overfit it").await?;
    becomes(&page, "points", 16).await?;
    folds_tell(&page, &["25 %, 2", "linear, small"]).await?;
    let brief = "document.querySelector('#more-brief').innerText";
    page.wait(&format!("{brief} === 'Adam'")).await?;
    page.script("kittengrad.set('early-stopping', true); kittengrad.set('standardize', false)").await?;
    page.wait(&format!("{brief} === 'Adam · not standardized · stops early'")).await?;
    let link = page.value("kittengrad.link()").await?;
    let link = link.as_str().unwrap_or_default();
    let other =
        Page::ready(Options { path: link[link.find('#').unwrap_or(0)..].to_owned(), ..Options::default() }).await?;
    folds_tell(&other, &["25 %, 2", "linear, small"]).await?;
    page.console_is_clean().await
}

/// Whether an element is wholly in the window and nothing lies over it.
const IN_REACH: &str = "(element) => {
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return box.x >= 0 && box.right <= innerWidth && box.y >= 0 && box.bottom <= innerHeight && element.contains(top);
}";

#[tokio::test]
async fn the_first_screen_holds_picture_headline_and_play() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    for place in ["free", "line", "descent", "overfit"] {
        page.script(&format!("kittengrad.open('{place}'); scrollTo(0, 0)")).await?;
        for size in [(1280, 800), (1920, 1080), (820, 1180), (390, 844), (640, 400)] {
            if size == (820, 1180) && place != "free" {
                continue;
            }
            resize(&page, size, 1.0, false).await?;
            nothing_overflows(&page).await?;
            let seen = page
                .value(&format!(
                    "(() => {{ const seen = {IN_REACH};
                    const box = document.querySelector('#fit').getBoundingClientRect();
                    const headline = document.querySelector('#headline').getBoundingClientRect();
                    return [seen(document.querySelector('#play')), box.top >= 0 && box.height >= 90 && box.bottom <= innerHeight,
                        headline.top >= 0 && headline.bottom <= innerHeight] }})()"
                ))
                .await?;
            assert_eq!(seen, json!([true, true, true]), "{place} at {size:?}: Play, picture, headline");
        }
    }
    // Also with a network and with everything unfolded.
    page.script(
        "kittengrad.open('free'); kittengrad.set('model', 'network');
        for (const fold of document.querySelectorAll('#knobs details')) fold.open = true",
    )
    .await?;
    for size in [(1280, 800), (1024, 700)] {
        resize(&page, size, 1.0, false).await?;
        assert_eq!(page.value(&format!("({IN_REACH})(document.querySelector('#play'))")).await?, true, "{size:?}");
        let cut = "[...document.querySelectorAll('.board > .panel')].filter((panel) => panel.checkVisibility()).filter((panel) => {
            const box = panel.querySelector('.picture').getBoundingClientRect(), around = panel.getBoundingClientRect();
            return box.bottom > around.bottom + 0.5 || box.right > around.right + 0.5;
        }).length";
        assert_eq!(page.value(cut).await?, 0, "no picture is cut at {size:?}");
    }
    nothing_is_blank(&page).await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn the_pace_closes_by_a_choice_a_press_beside_it_and_escape() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let open = "document.querySelector('.pace details').open";
    let summary = page.find_part("DisclosureTriangle", "Exact pace").await?;
    for close in ["choice", "beside", "escape"] {
        summary.click().await?;
        page.wait(open).await?;
        let slider = page.find("slider", "Pace").await?;
        let middle = page.place(&slider, (0.4, 0.5)).await?;
        page.click_at(middle).await?;
        assert_eq!(page.value(open).await?, true, "it stays while it is used");
        match close {
            "choice" => page.click("button", "fast").await?,
            "beside" => page.click_at((400.0, 120.0)).await?,
            _ => page.press(Key::Escape + "").await?,
        }
        page.wait(&format!("!{open}")).await?;
    }
    assert_eq!(page.value("document.activeElement.matches('.pace summary')").await?, true, "the focus is not lost");
    page.console_is_clean().await
}

#[tokio::test]
async fn a_drag_selects_no_text_and_a_press_draws_no_ring() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let fit = page.find("application", "Data and fit").await?;
    let (below, above) = (page.place(&fit, (0.5, 0.985)).await?, page.place(&fit, (0.1, -0.3)).await?);
    for (from, to) in [(below, above), ((below.0, below.1 + 14.0), above)] {
        assert!(far(from, to) > 100.0);
        mouse(&page, "mousePressed", from).await?;
        for part in [0.3, 0.6, 1.0] {
            let at = (from.0 + part * (to.0 - from.0), from.1 + part * (to.1 - from.1));
            mouse(&page, "mouseMoved", at).await?;
        }
        mouse(&page, "mouseReleased", to).await?;
        assert_eq!(page.value("getSelection().toString()").await?, "");
    }
    // By keys there is a ring, by the mouse there is none, also after a key.
    let ring = "getComputedStyle(document.querySelector('#fit')).outlineStyle";
    page.script("document.querySelector('#pin').focus()").await?;
    page.press(Key::Shift + Key::Tab).await?;
    page.press(Key::Tab + "").await?;
    let middle = page.place(&fit, (0.5, 0.5)).await?;
    mouse(&page, "mousePressed", middle).await?;
    mouse(&page, "mouseReleased", middle).await?;
    assert_eq!(page.value("document.activeElement.id").await?, "fit");
    assert_eq!(page.value(ring).await?, "none");
    page.press(Key::Right + "").await?;
    assert_eq!(page.value(ring).await?, "solid");
    page.console_is_clean().await
}

async fn tap(page: &Page, role: &str, name: &str) -> Outcome {
    let element = page.find(role, name).await?;
    let middle = page.place(&element, (0.5, 0.5)).await?;
    page.tap(middle).await
}

#[tokio::test]
async fn on_a_telephone_tabs_choose_picture_and_settings() -> Outcome {
    let page = Page::ready(Options::phone()).await?;
    set(&page, "model", "network").await?;
    let tabs =
        ["Fit", "Surface", "Loss", "Layers", "Step", "Gradients", "Race", "Data", "Model", "Training", "Examples"];
    assert_eq!(page.names("tab").await?, tabs);
    assert_eq!(page.names("tabpanel").await?.len(), 2);
    let shown = "[...document.querySelectorAll('.board > .panel, .topic')].filter((panel) => panel.checkVisibility()).map((panel) => panel.id)";
    for (name, panel) in [
        ("Surface", "panel-surface"),
        ("Loss", "panel-losses"),
        ("Layers", "panel-layers"),
        ("Step", "panel-walk"),
        ("Gradients", "panel-gradients"),
        ("Race", "panel-race"),
        ("Fit", "panel-fit"),
    ] {
        tap(&page, "tab", name).await?;
        page.wait(&format!("{shown}[0] === '{panel}'")).await?;
        let tab = page.find("tab", name).await?;
        assert_eq!(tab.attr("aria-selected").await?.as_deref(), Some("true"));
        // In the top half of the screen.
        let bottom =
            number(&page, &format!("document.querySelector('#{panel} .picture').getBoundingClientRect().bottom"))
                .await?;
        assert!(bottom <= 423.0, "{name} down to {bottom}");
        nothing_overflows(&page).await?;
        nothing_is_blank(&page).await?;
    }
    // Every knob is in one of the groups; while it is turned the picture is in sight, and Play in reach.
    for (name, topic) in [
        ("Data", "topic-data"),
        ("Training", "topic-training"),
        ("Examples", "topic-examples"),
        ("Model", "topic-model"),
    ] {
        tap(&page, "tab", name).await?;
        page.wait(&format!("{shown}[1] === '{topic}'")).await?;
        // However far down one was in the group before, this one is shown from its top.
        let top = format!(
            "document.querySelector('#{topic}').getBoundingClientRect().top
                - document.querySelector('.controls > .tabs').getBoundingClientRect().bottom"
        );
        let top = number(&page, &top).await?;
        assert!((-1.0..300.0).contains(&top), "{name} begins {top} px below the tabs");
        page.script("document.querySelector('.topic:not([hidden]) .fold')?.scrollIntoView({ block: 'end', behavior: 'instant' })").await?;
        page.script(&format!(
            "for (const fold of document.querySelectorAll('#{topic} .fold')) fold.open = true;
            const seen = [...document.querySelector('#{topic}').children].filter((part) => part.checkVisibility());
            seen.at(-1).scrollIntoView({{ block: 'center', behavior: 'instant' }})"
        ))
        .await?;
        page.drawn().await?;
        nothing_overflows(&page).await?;
        let still = format!(
            "[({IN_REACH})(document.querySelector('#play')), document.querySelector('#fit').getBoundingClientRect().top >= 0]"
        );
        assert_eq!(page.value(&still).await?, json!([true, true]), "{name}");
    }
    let lost = "[...document.querySelectorAll('#knobs [name]')].filter((control) => !control.closest('.topic')).length";
    assert_eq!(page.value(lost).await?, 0);
    // A list of tabs is one stop of the keyboard; arrows go on.
    page.script("scrollTo(0, 0); document.querySelector('[aria-controls=panel-fit]').focus()").await?;
    for (key, panel) in
        [(Key::Right, "surface"), (Key::Left, "fit"), (Key::Left, "race"), (Key::Home, "fit"), (Key::End, "race")]
    {
        page.press(key + "").await?;
        page.wait(&format!(
            "document.activeElement.getAttribute('aria-controls') === 'panel-{panel}' && {shown}[0] === 'panel-{panel}'"
        ))
        .await?;
    }
    let stops = page.find_all(By::Css(".tabs [tabindex='0']")).await?.len();
    assert_eq!(stops, 2);
    // What belongs to a picture springs open beneath it.
    tap(&page, "tab", "Fit").await?;
    page.find("button", "More: errors, exact points, a question").await?.click().await?;
    page.find("spinbutton", "x of the chosen point").await?;
    page.click("button", "squares").await?;
    page.find("button", "More: errors, exact points, a question").await?.click().await?;
    page.wait("!document.querySelector('#point-form').checkVisibility()").await?;
    // The pace: one word, that opens into three.
    assert_eq!(
        page.value("[...document.querySelectorAll('.pace .joined button')].filter((b) => b.checkVisibility()).length")
            .await?,
        1
    );
    page.find_part("DisclosureTriangle", "Exact pace").await?.click().await?;
    page.click("button", "slow").await?;
    becomes(&page, "pace", 8).await?;
    page.wait("!document.querySelector('.pace details').open").await?;
    // On a wide window the same parts are panels again, all in sight.
    resize(&page, (1280, 800), 1.0, false).await?;
    page.find("region", "Loss surface").await?;
    assert_eq!(page.names("tab").await?.len(), 0);
    page.console_is_clean().await
}
