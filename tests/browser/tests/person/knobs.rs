//! Every knob, through the control that a person turns.

use kittengrad_browser::{Key, Options, Outcome, Page};
use serde_json::{Value, json};

use crate::hands::{
    becomes, bring, choose, enter, everything, ink, ink_changes, keys, open_tray, points, reload, says, set, setting,
    step, text, unfold,
};

#[tokio::test]
async fn numbers_are_typed_slid_and_refused() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script("kittengrad.set('model', 'polynomial')").await?;
    unfold(&page, "Hidden share, seed").await?;
    for (name, key, good, bad, allowed) in [
        ("Points", "points", 31.0, "2001", "a whole number from 1 to 2000"),
        ("Noise", "noise", 0.3, "1.5", "a number from 0 to 1"),
        ("Hidden share", "held-out", 0.4, "0.6", "a number from 0 to 0.5"),
        ("Seed", "seed", 7.0, "-1", "a whole number from 0 to 999999"),
        ("Degree", "degree", 5.0, "2.5", "a whole number from 1 to 15"),
        ("Learning rate", "learning-rate", 0.07, "11", "a number from 0.00001 to 10"),
        ("Pace", "pace", 20.0, "1", "a whole number from 2 to 100000"),
    ] {
        if key == "pace" {
            // It closes by a press beside it.
            unfold(&page, "Exact pace").await?;
        }
        let leave = if good < 1.0 { Key::Tab } else { Key::Enter };
        enter(&page, name, &good.to_string(), leave.clone()).await?;
        becomes(&page, key, good).await?;
        let before = everything(&page).await?;
        for bad in [bad, "", "e"] {
            enter(&page, name, bad, leave.clone()).await?;
            let fault = format!("document.querySelector('#fault-{key}')");
            page.wait(&format!("{fault}.checkVisibility() && {fault}.innerText.includes('{allowed}')")).await?;
            let field = page.find("spinbutton", name).await?;
            assert_eq!(field.attr("aria-invalid").await?.as_deref(), Some("true"));
            assert_eq!(everything(&page).await?, before, "{name}: {bad:?} changes nothing");
            // The message goes with what was wrong.
            enter(&page, name, &good.to_string(), Key::Enter).await?;
            page.wait(&format!("!{fault}.checkVisibility()")).await?;
        }
        // Each slider by its keys, to both ends and a step back.
        let slider = page.find("slider", name).await?;
        keys(&page, &slider, Key::Home, 1).await?;
        let low = setting(&page, key).await?;
        keys(&page, &slider, Key::End, 1).await?;
        let high = setting(&page, key).await?;
        keys(&page, &slider, Key::Left, 1).await?;
        let back = setting(&page, key).await?;
        assert!(low.as_f64() < back.as_f64() && back.as_f64() < high.as_f64(), "{name}: {low} < {back} < {high}");
        let shown = page.find("spinbutton", name).await?.value().await?;
        page.wait(&format!("+document.querySelector('[name={key}]').value === {back}")).await?;
        assert!(shown.is_some());
        enter(&page, name, &good.to_string(), Key::Enter).await?;
        becomes(&page, key, good).await?;
    }
    page.console_is_clean().await
}

#[tokio::test]
async fn a_typed_number_counts_also_when_a_picture_is_pressed_next() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.type_into("spinbutton", "Learning rate", Key::Control + "a").await?;
    page.type_into("spinbutton", "Learning rate", "0.07").await?;
    let fit = page.find("application", "Data and fit").await?;
    let empty = page.place(&fit, (0.8, 0.2)).await?;
    page.click_at(empty).await?;
    becomes(&page, "learning-rate", 0.07).await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn a_refusal_goes_when_something_else_is_asked_for() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let fault = "document.querySelector('#fault-seed')";
    unfold(&page, "Hidden share, seed").await?;
    for other in ["New seed", "Start over with the defaults"] {
        enter(&page, "Seed", "-4", Key::Enter).await?;
        page.wait(&format!("{fault}.checkVisibility()")).await?;
        page.click("button", other).await?;
        page.wait(&format!("!{fault}.checkVisibility()")).await?;
        let field = page.find("spinbutton", "Seed").await?;
        assert_eq!(field.attr("aria-invalid").await?.as_deref(), Some("false"), "{other}");
    }
    page.console_is_clean().await
}

#[tokio::test]
async fn architecture_starts_anew_and_says_so() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    // Turned between runs, these go on from where they are.
    page.click("button", "Step 10").await?;
    enter(&page, "Learning rate", "0.2", Key::Enter).await?;
    becomes(&page, "learning-rate", 0.2).await?;
    page.find_part("DisclosureTriangle", "Exact pace").await?.click().await?;
    enter(&page, "Pace", "3", Key::Tab).await?;
    becomes(&page, "pace", 3).await?;
    unfold(&page, "Hidden share, seed").await?;
    enter(&page, "Hidden share", "0.5", Key::Tab).await?;
    becomes(&page, "held-out", 0.5).await?;
    choose(&page, "Theme", "Dark").await?;
    becomes(&page, "theme", "dark").await?;
    choose(&page, "Theme", "Light").await?;
    page.click("button", "linear").await?;
    page.click("button", "log").await?;
    assert_eq!(step(&page).await?, 10.0);

    let anew = |words: &'static str| {
        let page = &page;
        async move {
            page.wait("kittengrad.status().step === 0").await?;
            crate::hands::says(page, words).await?;
            page.click("button", "Step 10").await
        }
    };
    for (kind, key) in [("Polynomial", "polynomial"), ("Network", "network"), ("Line", "line")] {
        radio(&page, kind).await?;
        becomes(&page, "model", key).await?;
        anew("training starts anew").await?;
    }
    unfold(&page, "Optimizer, penalties").await?;
    check(&page, "Standardize").await?;
    becomes(&page, "standardize", false).await?;
    anew("training starts anew").await?;
    check(&page, "Standardize").await?;
    becomes(&page, "standardize", true).await?;
    radio(&page, "Polynomial").await?;
    anew("A polynomial of degree 3").await?;
    enter(&page, "Degree", "6", Key::Enter).await?;
    // A polynomial has something to go on from.
    says(&page, "Degree 6 now").await?;
    assert_eq!(step(&page).await?, 10.0);
    assert!(text(&page, "#coefficient-list").await?.is_empty(), "folded away");
    page.find_part("DisclosureTriangle", "Coefficients").await?.click().await?;
    page.wait("document.querySelector('#coefficient-list').innerText.startsWith('price = ')").await?;
    radio(&page, "Network").await?;
    anew("A network of 2 hidden layers with 97 parameters").await?;
    unfold(&page, "Activation, first weights").await?;
    choose(&page, "Activation", "leaky ReLU").await?;
    becomes(&page, "activation", "leaky-relu").await?;
    anew("training starts anew").await?;
    choose(&page, "First weights", "He").await?;
    becomes(&page, "init", "he").await?;
    anew("training starts anew").await?;
    page.click("button", "Add a layer").await?;
    anew("A network of 3 hidden layers").await?;
    unfold(&page, "Layer by layer").await?;
    page.click("button", "Layer 2: more neurons").await?;
    becomes(&page, "layers", "8,9,8").await?;
    anew("training starts anew").await?;
    for (option, key) in
        [("Sine", "sine"), ("Cubic", "cubic"), ("Absolute value", "abs"), ("Step", "step"), ("Clusters", "clusters")]
    {
        choose(&page, "Source", option).await?;
        becomes(&page, "dataset", key).await?;
        anew("Other points: training starts anew.").await?;
    }
    enter(&page, "Seed", "5", Key::Enter).await?;
    anew("Other points: training starts anew.").await?;
    page.console_is_clean().await
}

/// A person clicks on the words, as wide as they are.
pub async fn radio(page: &Page, name: &str) -> Outcome {
    let radio = page.find("radio", name).await?;
    bring(page, &radio).await?;
    let label = page.execute("return arguments[0].closest('label')", vec![radio.to_json()?]).await?.element()?;
    let middle = page.place(&label, (0.5, 0.5)).await?;
    page.click_at(middle).await
}

async fn check(page: &Page, name: &str) -> Outcome {
    Ok(page.find("checkbox", name).await?.click().await?)
}

/// All that can be read or heard and has two Latin letters in a row, but what is written so in Chinese too.
const FOREIGN: &str = "(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    const known = /Kittengrad|English|ReLU|GELU|SiLU|ELU|tanh|sigmoid|Xavier|LeCun|He|CSV|Enter|Escape|Shift|Insert|Delete|Nesterov|RMSProp|Adam|Huber|MAE|max|min|sin|cos/g;
    const found = [];
    const note = (text) => /[A-Za-z]{2}/.test(text.replace(known, '')) && found.push(text.trim());
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        const shown = parentElement.checkVisibility() || parentElement.closest('option, .unseen');
        const other = parentElement.closest('[lang=en]:not(html), script, template, noscript, #boot');
        if (shown && !other) note(data);
    }
    for (const element of document.querySelectorAll('body *'))
        for (const name of ['aria-label', 'placeholder', 'title', 'alt']) note(element.getAttribute(name) ?? '');
    note(document.title);
    return found;
})()";

#[tokio::test]
async fn it_speaks_chinese_in_every_word() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    choose(&page, "Language", "简体中文").await?;
    page.wait("document.documentElement.lang === 'zh-Hans'").await?;
    unfold(&page, "考题比例、种子").await?;
    unfold(&page, "优化器、惩罚").await?;
    for (role, name) in [
        ("button", "开始"),
        ("button", "步进 1 步"),
        ("button", "重新开始"),
        ("button", "换个种子"),
        ("application", "数据与拟合"),
        ("application", "损失曲面"),
        ("combobox", "来源"),
        ("spinbutton", "学习率"),
        ("button", "慢"),
        ("radio", "神经网络"),
        ("checkbox", "标准化"),
    ] {
        page.find(role, name).await?;
    }
    for state in [
        "kittengrad.set('model', 'line')",
        "kittengrad.set('model', 'polynomial')",
        "kittengrad.set('model', 'network'); kittengrad.step(10)",
        "kittengrad.rewind()",
        "kittengrad.set('activations', 'relu,elu'); kittengrad.set('optimizer', 'adam'); kittengrad.set('loss', 'huber')",
        "kittengrad.set('batch', 10); kittengrad.set('penalty', 'l1'); kittengrad.set('dropout', 0.5); kittengrad.step(9)",
        "kittengrad.set('schedule', 'warm-up'); kittengrad.set('loss', 'mae'); kittengrad.set('optimizer', 'momentum')",
        "kittengrad.set('dataset', 'sine')",
        "kittengrad.newSeed()",
        "kittengrad.setPoints(kittengrad.points().slice(3))",
        "kittengrad.set('standardize', false); kittengrad.set('learning-rate', 10); kittengrad.step(500)",
        "kittengrad.setPoints([])",
    ] {
        page.script(state).await?;
        page.drawn().await?;
        let foreign = page.value(FOREIGN).await?;
        assert_eq!(foreign, json!([]), "after {state}");
    }
    let refused = page.script("try { kittengrad.set('pace', 0) } catch (e) { return e.message }").await?;
    assert!(refused.as_str().is_some_and(|message| message.contains("到 100000 的整数")), "{refused}");
    // And back, in its own name for the list.
    choose(&page, "语言", "English").await?;
    page.find("button", "Play").await?;
    assert_eq!(page.value("document.documentElement.lang").await?, "en");
    page.console_is_clean().await
}

#[tokio::test]
async fn a_browser_in_chinese_is_greeted_in_chinese() -> Outcome {
    let page = Page::ready(Options { language: "zh-CN", ..Options::default() }).await?;
    page.wait("document.documentElement.lang === 'zh-Hans'").await?;
    page.find("button", "开始").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn the_theme_changes_page_and_pictures() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let ground = "getComputedStyle(document.body).backgroundColor";
    let mut seen: Vec<(Value, Value)> = Vec::new();
    for (option, theme) in [("◐ Auto", "auto"), ("Dark", "dark"), ("Light", "light")] {
        let before = ink(&page, "fit").await?;
        choose(&page, "Theme", option).await?;
        page.wait(&format!("document.documentElement.dataset.theme === '{theme}'")).await?;
        if theme != "auto" {
            ink_changes(&page, "fit", &before).await?;
        }
        seen.push((page.value(ground).await?, ink(&page, "losses").await?));
    }
    assert_ne!(seen[0], seen[1]);
    assert_eq!(seen[0].0, seen[2].0, "the system is light");
    // Auto follows the system while the page runs.
    choose(&page, "Theme", "◐ Auto").await?;
    let before = ink(&page, "fit").await?;
    page.colour_scheme(true, false).await?;
    ink_changes(&page, "fit", &before).await?;
    assert_eq!(page.value(ground).await?, seen[1].0);
    page.console_is_clean().await
}

#[tokio::test]
async fn settings_and_points_survive_a_reload_until_start_over() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let first = page.value("kittengrad.settings()").await?;
    radio(&page, "Network").await?;
    choose(&page, "Source", "Sine").await?;
    enter(&page, "Learning rate", "0.125", Key::Enter).await?;
    choose(&page, "Theme", "Dark").await?;
    becomes(&page, "theme", "dark").await?;
    open_tray(&page).await?;
    page.click("button", "Add").await?;
    becomes(&page, "dataset", "own").await?;
    page.drawn().await?;
    let (settings, mine) = (page.value("kittengrad.settings()").await?, points(&page).await?);
    reload(&page).await?;
    assert_eq!(page.value("kittengrad.settings()").await?, settings);
    assert_eq!(points(&page).await?, mine);
    assert_eq!(page.value("document.querySelector('[name=learning-rate]').value").await?, "0.125");
    assert_eq!(page.value("document.documentElement.dataset.theme").await?, "dark");
    // Behind a generator's points one's own are kept, over a reload too.
    choose(&page, "Source", "Cubic").await?;
    becomes(&page, "dataset", "cubic").await?;
    page.drawn().await?;
    reload(&page).await?;
    assert_ne!(points(&page).await?, mine);
    choose(&page, "Source", "Your own").await?;
    becomes(&page, "dataset", "own").await?;
    assert_eq!(points(&page).await?, mine);

    // The address may follow while the page is already being loaded anew, which then knows an earlier one.
    choose(&page, "Source", "Cubic").await?;
    becomes(&page, "dataset", "cubic").await?;
    page.script("globalThis.before = true; location.reload(); history.replaceState(history.state, '', '#at=free&dataset=cubic')")
        .await?;
    page.wait("globalThis.before === undefined && document.documentElement.dataset.boot === 'ready'").await?;
    becomes(&page, "dataset", "cubic").await?;
    choose(&page, "Source", "Your own").await?;
    becomes(&page, "dataset", "own").await?;
    assert_eq!(points(&page).await?, mine);

    page.click("button", "Start over with the defaults").await?;
    becomes(&page, "dataset", "houses").await?;
    let mut fresh = first.clone();
    fresh["theme"] = json!("dark");
    assert_eq!(page.value("kittengrad.settings()").await?, fresh, "all but language and theme");
    page.drawn().await?;
    reload(&page).await?;
    assert_eq!(page.value("kittengrad.settings()").await?, fresh);
    set(&page, "theme", "auto").await?;
    assert_eq!(page.value("kittengrad.settings()").await?, first);
    page.console_is_clean().await
}
