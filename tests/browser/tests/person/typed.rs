//! A law of one's own, typed, and a stretch of x that training does not see.

use kittengrad_browser::{Options, Outcome, Page};

use crate::hands::{nothing_is_blank, text};

const FORMULA: &str = "Law y =";

/// Free play with points from a formula, before it is typed.
async fn begun() -> Outcome<Page> {
    let page = Page::ready(Options::default()).await?;
    page.script("const list = document.querySelector('[name=dataset]'); list.value = 'formula'; list.dispatchEvent(new Event('change', { bubbles: true }))")
        .await?;
    page.wait("kittengrad.settings().dataset === 'formula'").await?;
    Ok(page)
}

async fn typed(page: &Page, name: &str, words: &str) -> Outcome {
    let field = page.find("combobox", name).await;
    let field = match field {
        Ok(field) => field,
        Err(_) => page.find("textbox", name).await?,
    };
    field.click().await?;
    page.script("document.activeElement.select()").await?;
    field.send_keys(words.to_owned() + "\u{e007}").await?;
    Ok(())
}

#[tokio::test]
async fn a_law_is_typed_and_a_bad_one_is_explained_at_its_sign() -> Outcome {
    let page = begun().await?;
    typed(&page, FORMULA, "900 - 24*d").await?;
    page.wait("!document.querySelector('#fault-formula').hidden").await?;
    let fault = text(&page, "#fault-formula").await?;
    assert!(fault.starts_with("After “900 - 24*”: “d” is not known."), "{fault}");
    // What was typed stays, and the sign is marked.
    let field = "document.querySelector('[name=formula]')";
    assert_eq!(
        page.value(&format!("[{field}.value, {field}.selectionStart, {field}.selectionEnd]")).await?,
        serde_json::json!(["900 - 24*d", 9, 10])
    );
    assert_eq!(page.value("kittengrad.settings().formula").await?, "x*sin(x)");
    typed(&page, FORMULA, "900 - 24x").await?;
    page.wait("kittengrad.settings().formula === '900 - 24x'").await?;
    page.wait("document.querySelector('#fault-formula').hidden").await?;
    typed(&page, "over x", "0 to 30").await?;
    page.wait("kittengrad.settings()['x-range'] === '0..30'").await?;
    page.script("kittengrad.set('noise', 0)").await?;
    page.wait("kittengrad.points().every(p => Math.abs(p.y - (900 - 24 * p.x)) < 1e-9 && p.x >= 0 && p.x <= 30)")
        .await?;
    page.script("kittengrad.set('model', 'line'); kittengrad.set('learning-rate', 0.3); kittengrad.step(200)").await?;
    page.drawn().await?;
    assert!(text(&page, "#formula").await?.starts_with("y = −24"));
    nothing_is_blank(&page).await?;
    // The address brings it elsewhere.
    let link = page.value("kittengrad.link()").await?;
    page.visit(&format!("?again#{}", link.as_str().unwrap_or_default().split('#').next_back().unwrap_or_default()))
        .await?;
    page.wait_for_boot("ready").await?;
    page.wait("kittengrad.settings().formula === '900 - 24x' && kittengrad.points().length === 20").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn what_training_does_not_see_is_told_apart() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script("for (const fold of document.querySelectorAll('#topic-data .fold')) fold.open = true").await?;
    page.click("button", "right").await?;
    page.wait("kittengrad.settings().unseen === '20..30' && kittengrad.points().some(p => p.unseen)").await?;
    assert_eq!(page.value("kittengrad.points().every(p => !!p.unseen === p.x >= 20)").await?, true);
    page.script("kittengrad.set('model', 'polynomial'); kittengrad.set('degree', 5); kittengrad.step(3000)").await?;
    page.drawn().await?;
    let told = page.value("kittengrad.status().unseenError").await?.as_f64().unwrap_or_default();
    assert!(told > 30.0, "{told}");
    assert!(text(&page, "#verdict").await?.contains("Where it never trained it is off by"));
    assert!(text(&page, "#unseen-rmse").await?.starts_with('±'));
    page.script("for (const fold of document.querySelectorAll('#topic-data .fold')) fold.open = true").await?;
    page.click("button", "nothing").await?;
    page.wait("kittengrad.settings().unseen === '' && !kittengrad.points().some(p => p.unseen)").await?;
    page.click("button", "Undo").await?;
    page.wait("kittengrad.settings().unseen === '20..30'").await?;
    page.console_is_clean().await
}
