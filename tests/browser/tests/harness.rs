//! The harness itself, on a page of its own: what the other tests rely on.

use kittengrad_browser::{Options, Outcome, Page};

const PAGE: &str =
    "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><title>Harness</title>
<link rel=icon href=data:,>
<style>#pad { width: 300px; height: 200px; background: teal; touch-action: none }</style>
<button onclick=\"this.nextElementSibling.hidden = false\">Press me</button><p role=status hidden>Pressed</p>
<label>Rate <input id=rate type=number value=3></label>
<button hidden>Unseen</button>
<div id=pad role=img aria-label=Pad></div>
<script>
    globalThis.told = [];
    for (const kind of ['pointerdown', 'pointermove', 'pointerup'])
        pad.addEventListener(kind, (event) => told.push([kind, event.pointerType, event.offsetX, event.offsetY]));
</script>";

async fn open(options: Options) -> Outcome<Page> {
    let pages = vec![("/harness.html".to_string(), PAGE.to_string())];
    let page = Page::open(Options { path: "harness.html".into(), pages, ..options }).await?;
    page.wait("globalThis.told").await?;
    Ok(page)
}

#[tokio::test]
async fn things_are_found_by_role_and_name() -> Outcome {
    let page = open(Options::default()).await?;
    page.click("button", "Press me").await?;
    page.find_part("status", "").await?;
    page.type_into("spinbutton", "Rate", "0.5").await?;
    assert_eq!(page.value("rate.value").await?, "0.5");
    assert_eq!(page.names("button").await?, ["Press me"]);
    page.console_is_clean().await
}

#[tokio::test]
async fn a_mouse_and_a_finger_drag() -> Outcome {
    for (options, kind) in [(Options::default(), "mouse"), (Options::phone(), "touch")] {
        let page = open(options).await?;
        let pad = page.find("img", "Pad").await?;
        let (from, to) = (page.place(&pad, (0.25, 0.25)).await?, page.place(&pad, (0.75, 0.5)).await?);
        page.pointer(kind, &[from, ((from.0 + to.0) / 2.0, from.1), to]).await?;
        page.wait("told.at(-1)?.[0] === 'pointerup'").await?;
        assert_eq!(page.value("told.every(([, kind]) => kind === told[0][1]) && told[0][1]").await?, kind);
        assert!(page.value("told.filter(([kind]) => kind === 'pointermove').length").await?.as_u64() >= Some(2));
        page.photograph(&format!("harness-{kind}")).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_device_is_what_the_test_says() -> Outcome {
    let options = Options { dark: true, reduced_motion: true, language: "zh-CN", ..Options::phone() };
    let page = open(options).await?;
    let queries = "['(pointer: coarse)', '(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)']";
    assert_eq!(page.value(&format!("{queries}.every(query => matchMedia(query).matches)")).await?, true);
    assert_eq!(
        page.value("`${innerWidth} ${innerHeight} ${devicePixelRatio} ${navigator.language}`").await?,
        "390 844 3 zh-CN"
    );
    Ok(())
}

#[tokio::test]
async fn the_console_is_heard() -> Outcome {
    let page = open(Options::default()).await?;
    page.script("console.warn('mind the gap')").await?;
    assert!(page.console_is_clean().await.is_err());
    Ok(())
}
