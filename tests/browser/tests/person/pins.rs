//! Curves that are pinned: one cure is tried against another, and the legend is read.

use kittengrad_browser::{Key, Options, Outcome, Page};

use crate::hands::{becomes, enter, ink, ink_changes, nothing_overflows, set, text};

/// What stands in the cells of the legend's rows, and which row is marked as the best.
const ROWS: &str = "[...document.querySelectorAll('#pin-rows tr')].map(row => [
    row.querySelector('[data-role=letter]').innerText,
    row.querySelector('[data-role=what]').innerText.replaceAll('\u{a0}', ' '),
    row.querySelector('[data-role=step]').innerText,
    row.querySelector('[data-role=train]').innerText,
    row.querySelector('[data-role=held-out]').innerText,
    row.querySelector('[data-role=best]').textContent])";

async fn row(page: &Page, at: usize, starts: [&str; 3]) -> Outcome<[String; 3]> {
    let starts = serde_json::json!(starts);
    page.wait(&format!("JSON.stringify({ROWS}[{at}]?.slice(0, 3)) === JSON.stringify({starts})")).await?;
    let cells = page.value(&format!("{ROWS}[{at}]")).await?;
    Ok([3, 4, 5].map(|i| cells[i].as_str().unwrap_or_default().to_owned()))
}

#[tokio::test]
async fn a_person_pins_two_curves_and_compares_them_with_a_third() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    set(&page, "points", 14).await?;
    page.script("kittengrad.set('model', 'polynomial')").await?;
    page.wait("document.querySelector('#pins').hidden").await?;
    page.click("button", "Step 100").await?;
    page.drawn().await?;
    let before = ink(&page, "fit").await?;
    page.click("button", "Pin this curve").await?;
    ink_changes(&page, "fit", &before).await?;
    let announced = "document.querySelector('#announce').innerText";
    page.wait(&format!("{announced} === 'Pinned as A: degree 3.'")).await?;
    let now = row(&page, 0, ["now", "degree 3", "step 100"]).await?;
    assert_eq!(row(&page, 1, ["A", "degree 3", "step 100"]).await?, now, "they are one and the same");
    let first = row(&page, 1, ["A", "degree 3", "step 100"]).await?;

    enter(&page, "Degree", "12", Key::Enter).await?;
    becomes(&page, "degree", 12).await?;
    page.script("kittengrad.rewind()").await?;
    for _ in 0..5 {
        page.click("button", "Step 100").await?;
    }
    page.click("button", "Pin this curve").await?;
    let second = row(&page, 2, ["B", "degree 12", "step 500"]).await?;
    assert_eq!(row(&page, 1, ["A", "degree 3", "step 100"]).await?[..2], first[..2], "the pin is what it was");
    assert_ne!(first, second);
    assert_eq!(first[2], "the least", "degree 12 learns by heart");
    assert_eq!(second[2], "");
    let told = page.value("kittengrad.pins().map(pin => [pin.letter, pin.what, pin.step])").await?;
    assert_eq!(told, serde_json::json!([["A", "degree 3", 100], ["B", "degree 12", 500]]));

    // Another cure, and a point is moved: what is compared stays comparable.
    page.script("kittengrad.set('penalty', 'l2')").await?;
    page.script("kittengrad.setPoints(kittengrad.points().map(p => ({ ...p, y: p.y + 10 })))").await?;
    row(&page, 0, ["now", "degree 12 · L2 0.01", "step 500"]).await?;
    page.wait(&format!("{ROWS}[1][3] !== '{}'", first[0])).await?;

    for letter in ["C", "D"] {
        page.click("button", "Pin this curve").await?;
        page.wait(&format!("{announced}.startsWith('Pinned as {letter}')")).await?;
    }
    page.wait("document.querySelector('#pin').disabled").await?;
    assert_eq!(text(&page, "#pin-hint").await?, "4 are the most. Remove one to pin another.");
    nothing_overflows(&page).await?;

    page.click("button", "Remove pin A").await?;
    page.wait(&format!("{announced} === 'Pin A is removed.'")).await?;
    row(&page, 1, ["B", "degree 12", "step 500"]).await?;
    page.wait("document.activeElement.id === 'pin'").await?;
    page.find("button", "Remove pin D").await?;
    page.click("button", "Pin this curve").await?;
    row(&page, 1, ["A", "degree 12 · L2 0.01", "step 500"]).await?;

    // The legend speaks the page's language, and goes with other data.
    page.script("kittengrad.set('lang', 'zh')").await?;
    row(&page, 2, ["B", "12 次多项式", "第 500 步"]).await?;
    page.find("button", "移除对照 B").await?;
    page.script("kittengrad.set('dataset', 'sine')").await?;
    page.wait("document.querySelector('#pins').hidden && kittengrad.pins().length === 0").await?;
    page.console_is_clean().await
}

/// Of two classes the boundary is pinned, and shares that are right are compared.
#[tokio::test]
async fn a_boundary_is_pinned_and_compared() -> Outcome {
    let path = "#at=free&v=2&dataset=cats&points=120&model=network&layers=1&activation=tanh&optimizer=adam".into();
    let page = Page::ready(Options { path, ..Options::default() }).await?;
    page.script("kittengrad.step(200)").await?;
    page.drawn().await?;
    let before = ink(&page, "fit").await?;
    page.click("button", "Pin this boundary").await?;
    ink_changes(&page, "fit", &before).await?;
    let [train, held_out, _] = row(&page, 1, ["A", "1 tanh · Adam", "step 200"]).await?;
    assert!(train.ends_with(" %") && held_out.ends_with(" %"), "{train} {held_out}");
    page.script("kittengrad.set('layers', '8'); kittengrad.step(800)").await?;
    page.wait(&format!("{ROWS}[0][5] === 'the most'")).await?;
    assert_eq!(row(&page, 1, ["A", "1 tanh · Adam", "step 200"]).await?, [train, held_out, String::new()]);
    page.wait("/right of today|points are right/.test(document.querySelector('#pin-hint').textContent)").await?;
    let told =
        page.value("kittengrad.pins().map((pin) => pin.heldOutAccuracy < kittengrad.status().heldOutAccuracy)").await?;
    assert_eq!(told, serde_json::json!([true]));
    nothing_overflows(&page).await?;
    page.photograph("classes-pinned").await?;
    page.console_is_clean().await
}
