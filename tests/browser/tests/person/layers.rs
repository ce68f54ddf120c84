//! The layers of a network: how many, and how wide.

use kittengrad_browser::{Key, Options, Outcome, Page};

use crate::hands::{becomes, field, ink, ink_changes, setting, text, unfold, verdict};
use crate::knobs::radio;

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
