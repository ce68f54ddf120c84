//! The page elsewhere than on a screen of its own: on paper, in forced colours, in a frame, as a file, from a server that errs.

use kittengrad_browser::{Failure, Key, Options, Outcome, Page};
use serde_json::json;

use crate::hands::{nothing_overflows, number, set, setting, text};

const STALLED: &str = "document.querySelector('#boot > [data-boot=stalled]')";

/// Waits until the page says in words why it does not start.
async fn says(page: &Page, words: &str) -> Outcome {
    page.wait(&format!("{STALLED}?.checkVisibility() && {STALLED}.innerText.includes({})", json!(words))).await
}

#[tokio::test]
async fn a_sheet_is_white_whole_and_without_controls() -> Outcome {
    for (at, headings) in [("overfit", "Too clever for twelve houses"), ("free", "In numbers")] {
        let page = Page::ready(Options { path: format!("#at={at}"), dark: true, ..Options::default() }).await?;
        page.wait("[...document.styleSheets].some((sheet) => sheet.href?.includes('elsewhere'))").await?;
        page.script("kittengrad.pause(); kittengrad.step(20)").await?;
        page.drawn().await?;
        page.script("dispatchEvent(new Event('beforeprint'))").await?;
        page.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        let seen = page
            .value(
                "(() => {
                    const sees = (all) => [...document.querySelectorAll(all)].filter((e) => e.checkVisibility()).length;
                    const printed = [...document.querySelectorAll('.picture > .printed')].filter((e) => e.checkVisibility());
                    const whole = printed.every((e) => {
                        const { left, right, width, height } = e.getBoundingClientRect();
                        return left >= 0 && right <= innerWidth && Math.abs(width / height - e.width / e.height) < 0.02;
                    });
                    const copy = new OffscreenCanvas(printed[0].width, printed[0].height).getContext('2d');
                    copy.drawImage(printed[0], 0, 0);
                    const data = copy.getImageData(0, 0, printed[0].width, printed[0].height).data;
                    const dark = data.filter((byte, at) => at % 4 === 3 && byte > 200 && data[at - 1] + data[at - 2] + data[at - 3] < 200).length;
                    return {
                        controls: sees('input, select, #play, nav a, .skip, .button'), layers: sees('.picture > .layer'),
                        printed: printed.length, whole, inked: dark > 500, ink: getComputedStyle(document.body).color,
                    };
                })()",
            )
            .await?;
        assert_eq!(seen["controls"], 0, "{at}: {seen}");
        assert_eq!(seen["layers"], 0, "{at}: {seen}");
        assert!(seen["printed"].as_u64() >= Some(2), "{at}: {seen}");
        assert_eq!(seen["whole"], true, "{at}: {seen}");
        assert_eq!(seen["inked"], true, "{at}: dark points on white: {seen}");
        assert_eq!(seen["ink"], "rgb(27, 33, 48)", "{at}: {seen}");
        assert!(text(&page, "body").await?.contains(headings), "{at}");
        page.photograph(&format!("sheet-{at}")).await?;
        page.script("dispatchEvent(new Event('afterprint'))").await?;
        page.cdp("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;
        assert_eq!(page.value("document.querySelectorAll('.printed').length").await?, 0);
        assert_eq!(page.value("document.documentElement.dataset.theme").await?, "auto");
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn pictures_have_their_own_ground_in_forced_colours() -> Outcome {
    for (theme, scheme, ground) in [("light", "dark", "rgb(255, 255, 255)"), ("dark", "light", "rgb(25, 29, 39)")] {
        let page = Page::ready(Options::default()).await?;
        let forced = json!([{ "name": "forced-colors", "value": "active" }, { "name": "prefers-color-scheme", "value": scheme }]);
        page.cdp("Emulation.setEmulatedMedia", json!({ "features": forced })).await?;
        set(&page, "theme", theme).await?;
        page.wait(&format!("getComputedStyle(document.querySelector('#fit')).backgroundColor === '{ground}'")).await?;
        page.photograph(&format!("forced-{theme}")).await?;
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_frame_of_another_page_keeps_nothing_and_fits() -> Outcome {
    for (width, height) in [(720, 480), (320, 400)] {
        for at in ["line", "free"] {
            let frame = format!(
                "<!doctype html><link rel=icon href=data:,><body style=margin:0><iframe src='/?embed#at={at}' width={width} height={height} style='border:0'></iframe>"
            );
            let pages = vec![("/post.html".to_string(), frame)];
            let page = Page::open(Options { path: "post.html".into(), pages, ..Options::default() }).await?;
            page.wait("frames[0]?.document.documentElement.dataset.boot === 'ready'").await?;
            page.script("frames[0].kittengrad.set('learning-rate', 0.02); frames[0].kittengrad.pin?.()").await?;
            let inside = |id: &str| {
                format!(
                    "(() => {{
                        const box = frames[0].document.querySelector('{id}').getBoundingClientRect();
                        return box.width > 0 && box.left >= 0 && box.top >= 0 && box.right <= {width} && box.bottom <= {height};
                    }})()"
                )
            };
            for id in ["#fit", "#play", ".way-out"] {
                page.wait(&inside(id)).await?;
            }
            assert_eq!(page.value("frames[0].document.querySelector('.top').checkVisibility()").await?, false);
            page.script("frames[0].document.querySelector('#play').click()").await?;
            page.wait("frames[0].kittengrad.status().step > 60").await?;
            page.photograph(&format!("embed-{at}-{width}")).await?;
            assert_eq!(page.value("localStorage.length + sessionStorage.length").await?, 0);
            assert_eq!(page.value("frames[0].document.querySelector('#notices')").await?, json!(null));
            page.console_is_clean().await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_picture_alone_is_seen_whole_in_a_frame() -> Outcome {
    for size in [(720, 480), (320, 400)] {
        let page = Page::ready(Options { path: "?embed=picture#at=line".into(), size, ..Options::default() }).await?;
        for key in ["line", "loss", "descent", "overfit", "neuron", "layers", "depth", "backprop", "free"] {
            page.script(&format!("kittengrad.open('{key}')")).await?;
            page.wait(&format!("document.documentElement.dataset.place === '{key}'")).await?;
            page.drawn().await?;
            nothing_overflows(&page).await?;
            // The large one comes first in the page.
            let whole = "(() => {
                const seen = [...document.querySelectorAll('.picture')].find((picture) => picture.checkVisibility());
                const { left, top, right, bottom, height } = seen.getBoundingClientRect();
                return height >= 96 && left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
            })()";
            page.wait(whole).await.map_err(|error| Failure::new(format!("{key} {size:?}: {error:?}")))?;
            assert_eq!(page.value("document.querySelector('.card').checkVisibility()").await?, false);
            assert_eq!(number(&page, "scrollY").await?, 0.0);
        }
        page.photograph(&format!("embed-picture-{}", size.0)).await?;
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_marked_stays_so_and_is_copied_with_a_plain_minus() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.wait("[...document.styleSheets].some((sheet) => sheet.href?.includes('elsewhere'))").await?;
    page.script("kittengrad.set('model', 'network'); kittengrad.step(5)").await?;
    page.drawn().await?;
    // All of a number that is written anew again and again, as a double click or a hand marks it.
    for part in ["marked", "marked.firstChild"] {
        page.script(&format!(
            "const marked = document.querySelector('#train-loss'), part = {part};
            getSelection().setBaseAndExtent(part, 0, part, part.length ?? 1);
            globalThis.first = marked.textContent"
        ))
        .await?;
        // The browser tells of what is marked a little later.
        page.drawn().await?;
        page.script("kittengrad.play()").await?;
        page.wait("document.querySelector('#train-loss').textContent !== first").await?;
        let same = "getSelection().toString() === document.querySelector('#train-loss').textContent";
        for _ in 0..10 {
            page.drawn().await?;
            assert_eq!(page.value(same).await?, true);
        }
        page.script("kittengrad.pause(); kittengrad.step(5)").await?;
        page.drawn().await?;
        assert_eq!(page.value(same).await?, true);
    }
    // What stands in a field is copied as it is; in a sentence only the sign of a number is another one.
    for (tag, copied) in [("p", "-5.49 and −a"), ("textarea", "−5.49 and −a")] {
        page.script(&format!(
            "const from = document.createElement('{tag}'), to = document.createElement('textarea');
            from.textContent = '−5.49 and −a'; to.id = 'pasted';
            document.querySelector('#pasted')?.remove();
            document.body.append(from, to);
            if (from.select) {{ from.focus(); from.select(); }} else getSelection().selectAllChildren(from)"
        ))
        .await?;
        page.press(Key::Control + "c").await?;
        page.script("document.querySelector('#pasted').focus()").await?;
        page.press(Key::Control + "v").await?;
        assert_eq!(page.value("document.querySelector('#pasted').value").await?, copied);
    }
    page.console_is_clean().await
}

#[tokio::test]
async fn a_link_can_be_put_into_a_page() -> Outcome {
    let before = "Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.resolve() } })";
    let page = Page::ready(Options { before: Some(before.into()), ..Options::default() }).await?;
    page.wait("document.querySelector('.as-frame')").await?;
    page.script("kittengrad.step(40)").await?;
    page.click("button", "Share").await?;
    page.wait("document.querySelector('.as-frame').checkVisibility()").await?;
    page.photograph("share-frame").await?;
    let url = page.url();
    let snippet = format!(
        "<iframe src=\"{url}?embed#at=free&amp;v=2&amp;step=40\" title=\"Kittengrad\" width=\"720\" height=\"480\" style=\"border:0\"></iframe>"
    );
    assert_eq!(page.value("document.querySelector('.as-frame input').value").await?, snippet);
    page.console_is_clean().await
}

#[tokio::test]
async fn a_sandboxed_frame_runs_or_says_what_it_needs() -> Outcome {
    let frame = "<!doctype html><link rel=icon href=data:,><iframe sandbox='allow-scripts' src='/#at=line' width=800 height=600></iframe>";
    let pages = vec![("/post.html".to_string(), frame.to_string())];
    let options = Options { path: "post.html".into(), pages, ..Options::default() };
    let allowed = vec![("", "Access-Control-Allow-Origin: *")];
    for (headers, state) in [(allowed, "ready"), (Vec::new(), "stalled")] {
        let page = Page::open(Options { headers, ..options.clone() }).await?;
        page.enter_frame(0).await?;
        page.wait_for_boot(state).await?;
        if state == "stalled" {
            says(&page, "This frame may not load its program").await?;
            page.photograph("sandboxed").await?;
        } else {
            page.script("document.querySelector('#play').click()").await?;
            page.wait("kittengrad.status().step > 10").await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_file_without_a_server_is_told_as_that() -> Outcome {
    let page = Page::open(Options::default()).await?;
    let file = std::fs::canonicalize(concat!(env!("CARGO_MANIFEST_DIR"), "/../../dist/index.html"))?;
    page.goto(format!("file://{}", file.display())).await?;
    says(&page, "opened as a file").await?;
    page.photograph("as-a-file").await?;
    assert_eq!(page.value(&format!("{STALLED}.innerText.includes('Try again')")).await?, false);
    Ok(())
}

#[tokio::test]
async fn a_wrong_type_is_told_as_that() -> Outcome {
    for (end, right) in [(".js", "text/javascript"), (".css", "text/css")] {
        let headers = vec![(end, "Content-Type: text/plain")];
        let page = Page::open(Options { headers, ..Options::default() }).await?;
        page.wait_at_most(
            std::time::Duration::from_secs(25),
            &format!("{STALLED}?.checkVisibility() && {STALLED}.innerText.includes('{right}') && {STALLED}.innerText.includes('text/plain')"),
        )
        .await?;
        page.photograph("wrong-type").await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_server_that_says_gbk_garbles_nothing() -> Outcome {
    let headers = vec![("index.html", "Content-Type: text/html; charset=GBK")];
    let page = Page::ready(Options { headers, language: "zh-CN", ..Options::default() }).await?;
    assert_eq!(page.value("document.characterSet").await?, "UTF-8");
    page.find("button", "分享").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn whoever_reads_traditional_chinese_is_told_once() -> Outcome {
    let page = Page::ready(Options { language: "zh-TW", ..Options::default() }).await?;
    assert_eq!(setting(&page, "lang").await?, "zh-Hans");
    set(&page, "learning-rate", 0.02).await?;
    page.wait("document.querySelector('#notices')?.innerText.includes('簡體中文')").await?;
    page.photograph("traditional").await?;
    crate::hands::reload(&page).await?;
    assert_eq!(page.value("document.querySelector('#notices')").await?, json!(null));
    page.console_is_clean().await
}
