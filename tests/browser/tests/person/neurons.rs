//! Neurons are laid by hand in their chapter: kink, slope and base by mouse, by finger and by keys; the bend is taken away and
//! comes back.

use kittengrad_browser::{Failure, Key, Options, Outcome, Page, WebElement};
use serde_json::json;

use crate::hands::{
    Chart, Place, Point, bring, count, ink, ink_changes, keys, mouse, number, parameters, points, says, text,
};

/// Where x and y are on the picture, by two houses that are added where nothing else is, and taken away.
async fn chart(page: &Page, fit: &WebElement) -> Outcome<Chart> {
    let [left, top, width, height] = bring(page, fit).await?;
    let mut known = Vec::new();
    for part in [(0.55, 0.25), (0.9, 0.4)] {
        let (at, before) = ((left + part.0 * width, top + part.1 * height), points(page).await?.len());
        mouse(page, "mousePressed", at).await?;
        mouse(page, "mouseReleased", at).await?;
        count(page, before + 1).await?;
        let last = points(page).await?.pop().ok_or(Failure::new("no point"))?;
        known.push((last, at));
    }
    page.script("kittengrad.undo(); kittengrad.undo()").await?;
    Ok(Chart::of([known[0], known[1]]))
}

async fn opened(options: Options) -> Outcome<(Page, WebElement)> {
    let page = Page::ready(Options { path: "#at=neuron".into(), ..options }).await?;
    page.wait("document.documentElement.dataset.place === 'neuron'").await?;
    let fit = page.find("application", "Data and fit").await?;
    Ok((page, fit))
}

/// Where the first of the neurons bends, in km.
async fn kink(page: &Page) -> Outcome<f64> {
    let count = number(page, "(kittengrad.parameters().length - 1) / 3").await?;
    number(page, &format!("-10 * kittengrad.parameters()[{count}] / kittengrad.parameters()[0]")).await
}

/// Where the curve is at this x.
async fn on_curve(page: &Page, chart: &Chart, x: f64) -> Outcome<Place> {
    let y = number(page, &format!("kittengrad.predict([{x}])[0]")).await?;
    Ok(chart.px(Point { x, y, held_out: false }))
}

#[tokio::test]
async fn kink_slope_and_base_are_dragged_by_mouse_and_by_finger() -> Outcome {
    for options in [Options::default(), Options::phone()] {
        let (page, fit) = opened(options.clone()).await?;
        let chart = chart(&page, &fit).await?;
        bring(&page, &fit).await?;
        let drag = async |from: Place, to: Place| match options.touch {
            true => page.drag_by_touch(from, to).await,
            false => page.drag(from, to).await,
        };
        let (begun, scrolled) = (parameters(&page).await?, number(&page, "scrollY").await?);
        let from = on_curve(&page, &chart, kink(&page).await?).await?;
        drag(from, (from.0 + 50.0, from.1 + 20.0)).await?;
        let at = on_curve(&page, &chart, kink(&page).await?).await?;
        assert!((at.0 - from.0 - 50.0).abs() < 2.0, "the kink goes along: {from:?} {at:?}");
        // The neuron's open end is at the left, and what it stands on is held at the right.
        for (x, by) in [(0.0, 30.0), (30.0, -15.0)] {
            let from = on_curve(&page, &chart, x).await?;
            drag(from, (from.0, from.1 + by)).await?;
            let at = on_curve(&page, &chart, x).await?;
            assert!((at.1 - from.1 - by).abs() < 2.0, "{x}: {from:?} {at:?}");
        }
        assert_eq!(
            (number(&page, "kittengrad.status().step").await?, number(&page, "scrollY").await?),
            (0.0, scrolled)
        );
        says(&page, "One neuron, one bend").await?;
        page.photograph(if options.touch { "neuron-phone" } else { "neuron" }).await?;
        page.script("for (let i = 0; i < 3; i++) kittengrad.undo()").await?;
        assert_eq!(parameters(&page).await?, begun, "each was one change");
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_neuron_is_laid_by_keys() -> Outcome {
    let (page, fit) = opened(Options::default()).await?;
    let (bend, ends) = (kink(&page).await?, number(&page, "kittengrad.predict([0])[0]").await?);
    // Puts the focus there.
    keys(&page, &fit, Key::Escape, 1).await?;
    fit.send_keys("n").await?;
    page.wait("document.querySelector('#announce').textContent.includes('neuron 1 bends at 10')").await?;
    keys(&page, &fit, Key::Right, 5).await?;
    let moved = kink(&page).await?;
    assert!(moved > bend + 0.5, "{bend} {moved}");
    keys(&page, &fit, Key::Up, 5).await?;
    assert!((kink(&page).await? - moved).abs() < 1e-3, "its kink stays");
    assert!(number(&page, "kittengrad.predict([0])[0]").await? != ends);
    fit.send_keys(Key::Escape + "").await?;
    let laid = parameters(&page).await?;
    keys(&page, &fit, Key::Right, 2).await?;
    assert_eq!(parameters(&page).await?, laid, "the arrow keys move the question again");
    // Of several, one after the other.
    page.click("button", "One neuron more").await?;
    fit.send_keys("n").await?;
    fit.send_keys("n").await?;
    page.wait("document.querySelector('#announce').textContent.includes('neuron 1 bends')").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn the_bend_is_taken_away_and_comes_back_as_it_was() -> Outcome {
    let (page, _) = opened(Options::default()).await?;
    for _ in 0..2 {
        page.click("button", "One neuron more").await?;
    }
    page.wait("document.querySelector('#neurons-count').textContent === '3'").await?;
    page.script("kittengrad.step(300)").await?;
    page.drawn().await?;
    let (bent, formula) = (parameters(&page).await?, text(&page, "#neuron-formula").await?);
    assert!(
        formula.starts_with("a = ReLU(") && text(&page, "#neuron-name").await?.starts_with("Neuron 3"),
        "{formula}"
    );
    let before = ink(&page, "fit").await?;
    page.click("button", "Bend off").await?;
    page.wait("kittengrad.settings().layers === '8,8,8' && kittengrad.settings().activation === 'linear'").await?;
    says(&page, "Three layers without a bend are a plain line").await?;
    ink_changes(&page, "fit", &before).await?;
    let own = [text(&page, "#chain-w").await?, text(&page, "#chain-b").await?];
    page.wait("document.querySelector('#chain-w').textContent === document.querySelector('#plain-w').textContent")
        .await?;
    assert!(own.iter().all(|n| !n.is_empty()), "{own:?}");
    page.photograph("neuron-straight").await?;
    page.click("button", "Bend on").await?;
    page.wait("kittengrad.settings().layers === '3' && kittengrad.settings().activation === 'relu'").await?;
    page.script("kittengrad.pause(); kittengrad.undo()").await?;
    page.wait("kittengrad.settings().layers === '8,8,8'").await?;
    page.script("kittengrad.undo(); kittengrad.pause()").await?;
    assert_eq!(parameters(&page).await?, bent);
    page.wait(&format!("kittengrad.settings().layers === {}", json!("3"))).await?;
    page.console_is_clean().await
}
