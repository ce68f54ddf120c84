//! The layers of a network: how many, and how wide.

use kittengrad_browser::{Key, Options, Outcome, Page};

use crate::hands::{
    becomes, bring, enter, field, ink, ink_changes, keys, nothing_overflows, number, parameters, set, setting, step,
    text, unfold, verdict,
};
use crate::knobs::radio;
use std::time::Duration;

#[tokio::test]
async fn layers_come_and_go_by_minus_and_plus() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    radio(&page, "Network").await?;
    becomes(&page, "layers", "8,8").await?;
    let picture = ink(&page, "layers").await?;
    let (fewer, more) =
        (page.find("button", "Remove the last layer").await?, page.find("button", "Add a layer").await?);
    for count in (0..2).rev() {
        fewer.click().await?;
        page.wait(&format!("document.querySelector('#layer-count').innerText === '{count}'")).await?;
    }
    assert!(!fewer.is_enabled().await?, "below none there is nothing");
    becomes(&page, "layers", "").await?;
    assert!(verdict(&page).await?.contains("without a hidden layer"));
    ink_changes(&page, "layers", &picture).await?;
    for _ in 0..8 {
        more.click().await?;
    }
    becomes(&page, "layers", "24,24,24,24,24,24,24,24").await?;
    page.drawn().await?;
    assert!(!more.is_enabled().await?, "eight are the most");
    assert_eq!(text(&page, "#layer-count").await?, "8");
    assert_eq!(page.value("document.querySelectorAll('#layer-widths li').length").await?, 8);

    unfold(&page, "Activation, first weights").await?;
    unfold(&page, "Layer by layer").await?;
    field(&page, "textbox", "Hidden layers Widths", "2,63", Key::Enter).await?;
    becomes(&page, "layers", "2,63").await?;
    page.click("button", "Layer 1: fewer neurons").await?;
    page.click("button", "Layer 2: more neurons").await?;
    becomes(&page, "layers", "1,64").await?;
    page.drawn().await?;
    assert!(!page.find("button", "Layer 1: fewer neurons").await?.is_enabled().await?);
    assert!(!page.find("button", "Layer 2: more neurons").await?.is_enabled().await?);
    for bad in ["8,65", "8;8", "0", "1,1,1,1,1,1,1,1,1", "many"] {
        field(&page, "textbox", "Hidden layers Widths", bad, Key::Enter).await?;
        page.wait("document.querySelector('#fault-layers').innerText.includes('at most 8 widths from 1 to 64')")
            .await?;
        assert_eq!(setting(&page, "layers").await?, "1,64", "{bad}");
    }
    page.console_is_clean().await
}

#[tokio::test]
async fn all_layers_get_wider_at_once() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script("kittengrad.set('model', 'network'); kittengrad.set('layers', '2,8')").await?;
    page.wait("document.querySelector('#units').innerText === '2–8'").await?;
    page.click("button", "More neurons in each layer").await?;
    becomes(&page, "layers", "3,9").await?;
    for _ in 0..3 {
        page.click("button", "Fewer neurons in each layer").await?;
    }
    becomes(&page, "layers", "1,6").await?;
    page.script("kittengrad.set('layers', '1')").await?;
    page.drawn().await?;
    assert!(!page.find("button", "Fewer neurons in each layer").await?.is_enabled().await?);
    page.console_is_clean().await
}

/// Take the bend away, and all layers are one line, whose formula is told; one press gives it back.
#[tokio::test]
async fn layers_without_a_bend_are_told_as_the_line_that_they_are() -> Outcome {
    for options in [Options::default(), Options::phone()] {
        let page = Page::ready(options).await?;
        page.script("kittengrad.set('model', 'network'); kittengrad.set('activation', 'linear'); kittengrad.step(200)")
            .await?;
        page.drawn().await?;
        let told = page.value("document.querySelector('#formula').textContent").await?;
        assert!(told.as_str().is_some_and(|text| text.starts_with("price = ") && text.contains("distance")), "{told}");
        let seen = "document.querySelector('#formula').checkVisibility()";
        assert_eq!(page.value(seen).await?, true);
        page.script("document.querySelector('.unbent').scrollIntoView({ block: 'center', behavior: 'instant' })")
            .await?;
        page.click("button", "Let them bend").await?;
        page.wait(&format!("kittengrad.settings().activation === 'gelu' && !{seen}")).await?;
        page.console_is_clean().await?;
    }
    Ok(())
}

/// A number as the page prints it, behind whatever sign.
fn printed(text: &str) -> f64 {
    let number = text.rsplit(['=', '≈', '·']).next().unwrap_or_default().replace('−', "-");
    number.trim_matches([' ', '(', ')']).parse().unwrap_or(f64::NAN)
}

/// Opens the list of the fourth neuron of the second layer, which has eight inputs.
async fn list_of_eight(page: &Page, phone: bool) -> Outcome {
    set(page, "model", "network").await?;
    page.script("kittengrad.step(40)").await?;
    match phone {
        true => page.click("tab", "Layers").await?,
        false => page.click("button", "Enlarge: inside, layer by layer").await?,
    }
    let layers = page.find("application", "Inside, layer by layer").await?;
    keys(page, &layers, Key::Right, 3).await?;
    keys(page, &layers, Key::Left, 1).await?;
    keys(page, &layers, Key::Down, 3).await?;
    page.wait("document.querySelector('#layers-readout').textContent.includes('Layer 2, neuron 4')").await?;
    if phone {
        page.click("button", "More: weights and bias of the chosen neuron").await?;
    }
    page.drawn().await
}

/// Choose a neuron, see its weights one by one, turn one by keys while the network trains, take it back.
#[tokio::test]
async fn each_weight_of_a_neuron_is_seen_and_turned() -> Outcome {
    for options in [Options::default(), Options::phone()] {
        let page = Page::ready(options.clone()).await?;
        list_of_eight(&page, options.touch).await?;
        // The second layer begins behind 8 + 8 numbers; its fourth neuron has the fourth row of weights.
        let (weights, bias) = (16 + 3 * 8, 16 + 64 + 3);
        let rows = page.value("[...document.querySelectorAll('#weighted-rows li')].map(li => [...li.querySelectorAll('[data-role]:not(canvas)')].map(e => e.value ?? e.textContent))").await?;
        let rows = rows.as_array().cloned().unwrap_or_default();
        assert_eq!(rows.len(), 9, "{rows:?}");
        let (mut sum, mut last) = (0.0, f64::INFINITY);
        for (i, row) in rows.iter().enumerate() {
            let cell = |k: usize| row[k].as_str().unwrap_or_default();
            let at = match cell(0).chars().filter_map(|c| "₀₁₂₃₄₅₆₇₈₉".chars().position(|d| d == c)).next()
            {
                Some(input) => weights + input - 1,
                None => bias,
            };
            let exact = number(&page, &format!("kittengrad.parameters()[{at}]")).await?;
            assert!((printed(cell(1)) - exact).abs() < 1e-3 * exact.abs().max(0.01), "{row} {exact}");
            sum += printed(cell(4));
            assert!(i < 2 || printed(cell(4)).abs() <= last, "the largest first: {rows:?}");
            last = if i == 0 { last } else { printed(cell(4)).abs() };
        }
        let told = text(&page, "#weighted-sum").await?;
        let decimals = told.rsplit('.').next().unwrap_or_default().len() as i32;
        assert!((sum - printed(&told)).abs() < 0.51 * 10f64.powi(-decimals), "{told}: {sum}");
        nothing_overflows(&page).await?;
        page.photograph(if options.touch { "weights-phone" } else { "weights" }).await?;

        let (before, at_step) = (parameters(&page).await?, step(&page).await?);
        let answer = "kittengrad.predict([16.8])[0]";
        let answered = number(&page, answer).await?;
        let slider = page.find("slider", "w3, the weight of a3").await?;
        keys(&page, &slider, Key::Right, 6).await?;
        page.wait(&format!("{answer} !== {answered}")).await?;
        page.drawn().await?;
        assert_eq!(step(&page).await?, at_step, "the run goes on");
        let order = "[...document.querySelectorAll('#weighted-rows li')].map(li => li.dataset.at).join()";
        let order_before = page.value(order).await?;
        page.click("button", "Play").await?;
        page.wait(&format!("kittengrad.status().step > {at_step} + 5")).await?;
        assert_eq!(page.value(order).await?, order_before, "nothing moves while it trains");
        page.click("button", "Pause").await?;
        page.click("button", "Undo").await?;
        page.wait(&format!("JSON.stringify([...kittengrad.parameters()].map(String)) === JSON.stringify({before})"))
            .await?;
        assert_eq!(step(&page).await?, at_step);

        // A number that is typed counts as it is; what is none stays to be mended, and changes nothing.
        enter(&page, "w3, the weight of a3", "1.25", Key::Enter).await?;
        page.wait(&format!("kittengrad.parameters()[{}] === 1.25", weights + 2)).await?;
        for bad in ["", "1e39"] {
            enter(&page, "w3, the weight of a3", bad, Key::Tab).await?;
            page.wait("document.querySelector('#weighted-fault').innerText.includes('takes a number')").await?;
            assert_eq!(number(&page, &format!("kittengrad.parameters()[{}]", weights + 2)).await?, 1.25);
            let field = page.find("spinbutton", "w3, the weight of a3").await?;
            assert_eq!(field.attr("aria-invalid").await?.as_deref(), Some("true"));
        }
        enter(&page, "w3, the weight of a3", "-0.5", Key::Enter).await?;
        page.wait(&format!("kittengrad.parameters()[{}] === -0.5", weights + 2)).await?;
        page.wait("document.querySelector('#weighted-fault').hidden").await?;
        page.console_is_clean().await?;
    }
    Ok(())
}

/// 64 terms are listed whole, and the sentence above says so in brief.
#[tokio::test]
async fn a_neuron_of_64_inputs_is_listed_whole() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script("kittengrad.set('model', 'network'); kittengrad.set('layers', '64,64')").await?;
    page.click("button", "Enlarge: inside, layer by layer").await?;
    let layers = page.find("application", "Inside, layer by layer").await?;
    keys(&page, &layers, Key::Right, 3).await?;
    page.wait("document.querySelectorAll('#weighted-rows li').length === 65").await?;
    let told = text(&page, "#layers-readout").await?;
    assert!(told.contains("64 terms") && !told.contains('…'), "{told}");
    let low = page.value("document.querySelector('#weighted-rows').getBoundingClientRect().height <= 192").await?;
    assert_eq!(low, true);
    let last = page.find("spinbutton", "w64, the weight of a64").await?;
    page.execute("arguments[0].scrollIntoView({ block: 'nearest' })", vec![last.to_json()?]).await?;
    enter(&page, "w64, the weight of a64", "0.125", Key::Enter).await?;
    page.wait("kittengrad.parameters()[kittengrad.parameters().length - 2] === 0.125").await?;
    page.console_is_clean().await
}

/// Freeze one weight, train: it stays to the bit, and all others learn; so it is with a neuron and with a layer.
#[tokio::test]
async fn what_is_frozen_in_the_list_stays() -> Outcome {
    for options in [Options::default(), Options::phone()] {
        let page = Page::ready(options.clone()).await?;
        list_of_eight(&page, options.touch).await?;
        let held = |from: usize, to: usize| (from..=to).collect::<Vec<_>>();
        let (weights, bias) = (40, 83);
        let lots = [
            ("Freeze w3", held(42, 42)),
            ("Freeze b", vec![42, bias]),
            ("Freeze the whole neuron", [held(weights, weights + 7), vec![bias]].concat()),
            ("Freeze the whole layer", held(16, 87)),
        ];
        for (lock, still) in lots {
            let button = page.find("button", lock).await?;
            assert_ne!(button.attr("aria-pressed").await?.as_deref(), Some("true"), "{lock}");
            bring(&page, &button).await?;
            button.click().await?;
            page.wait(&format!("kittengrad.settings().frozen !== '' && [...document.querySelectorAll('[aria-pressed=true]')].some(e => e.ariaLabel === '{lock}')")).await?;
            page.drawn().await?;
            let before = parameters(&page).await?;
            page.script("kittengrad.step(7)").await?;
            let after = parameters(&page).await?;
            let (before, after) = (before.as_array().cloned(), after.as_array().cloned());
            let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
            assert_eq!(before.len(), 97);
            for (at, (then, now)) in before.iter().zip(&after).enumerate() {
                assert_eq!(then == now, still.contains(&at), "{lock}: {at}");
            }
        }
        page.photograph(if options.touch { "frozen-phone" } else { "frozen" }).await?;
        // A second press lets all of it learn.
        page.click("button", "Freeze the whole layer").await?;
        becomes(&page, "frozen", "").await?;
        nothing_overflows(&page).await?;
        page.console_is_clean().await?;
    }
    Ok(())
}

/// In free play the walk is one more picture, with a bench of its own, and leaves the run as it was until its step.
#[tokio::test]
async fn one_step_is_walked_in_free_play() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    radio(&page, "Network").await?;
    becomes(&page, "layers", "8,8").await?;
    page.script("kittengrad.step(100)").await?;
    page.click("button", "Enlarge: inside, layer by layer").await?;
    page.click("button", "Step by step").await?;
    let before = parameters(&page).await?;
    page.click("button", "Back").await?;
    page.wait("document.querySelector('#walk-told').textContent.startsWith('If this')").await?;
    let paths = "document.querySelectorAll('#walk-paths li').length";
    assert_eq!(page.value(paths).await?, 4, "three of eight times eight, and the others");
    page.click("button", "The next sample").await?;
    page.wait("document.querySelector('#walk-which output').textContent.startsWith('2 of ')").await?;
    // A weight is chosen by pressing it, here by keys.
    page.script("document.querySelector('#walk').focus()").await?;
    page.press(Key::Down).await?;
    assert_eq!(parameters(&page).await?, before, "so far nothing has changed");
    page.press(Key::Right).await?;
    page.wait("kittengrad.status().step === 101").await?;
    page.click("button", "By itself").await?;
    page.wait_at_most(Duration::from_secs(60), "kittengrad.status().step === 102").await?;
    page.wait("document.querySelector('#walk-stroll').ariaPressed === 'false'").await?;
    page.click("button", "Enlarge: data and fit").await?;
    page.wait("document.querySelector('#play').checkVisibility()").await?;
    page.console_is_clean().await
}
