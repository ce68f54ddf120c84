//! Taking it home: the dialog, and that what is saved is what it says.

use crate::hands::{number, points, set, text};
use kittengrad_browser::{Failure, Key, Options, Outcome, Page, root};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, time::Duration};

const OPEN: &str = "document.querySelector('#home')?.open === true";
const CLOSED: &str = "document.querySelector('#home').open === false";

/// A page whose downloads go into a folder of its own.
async fn saving(name: &str, options: Options) -> Outcome<(Page, PathBuf)> {
    let page = Page::ready(options).await?;
    let folder = root().join(format!("target/browser-home-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let behavior = json!({ "behavior": "allow", "downloadPath": folder.to_string_lossy() });
    page.cdp("Browser.setDownloadBehavior", behavior).await?;
    Ok((page, folder))
}

/// What is saved under this name.
async fn saved(folder: &Path, name: &str) -> Outcome<Vec<u8>> {
    let file = folder.join(name);
    for _ in 0..200 {
        if file.is_file() {
            return Ok(fs::read(&file)?);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(Failure::new(format!("{name} was not saved")))
}

async fn saved_text(folder: &Path, name: &str) -> Outcome<String> {
    String::from_utf8(saved(folder, name).await?).map_err(|_| Failure::new(format!("{name} is no text")))
}

async fn open(page: &Page) -> Outcome {
    page.click("button", "Take home").await?;
    page.wait(OPEN).await
}

#[tokio::test]
async fn what_stands_behind_the_dialog_is_not_taken_back() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    set(&page, "degree", 7).await?;
    open(&page).await?;
    page.press(Key::Control + "z").await?;
    page.drawn().await?;
    assert_eq!(crate::hands::setting(&page, "degree").await?, 7);
    page.press(Key::Escape + "").await?;
    page.wait(CLOSED).await?;
    page.press(Key::Control + "z").await?;
    page.wait("kittengrad.settings().degree !== 7").await?;
    page.console_is_clean().await
}

/// ŷ at x by the numbers of a file of weights alone.
fn answer(weights: &Value, x: f64) -> f64 {
    let of = |part: &Value, key: &str| part[key].as_f64().expect("a number");
    let input = &weights["inputs"][0];
    let mut a = vec![(x - of(input, "mean")) / of(input, "scale")];
    for layer in weights["layers"].as_array().expect("layers") {
        let bend = |z: f64| if layer["activation"] == "tanh" { z.tanh() } else { z };
        let rows = layer["weights"].as_array().expect("rows").iter().zip(layer["biases"].as_array().expect("biases"));
        let sum = |row: &Value, bias: &Value| {
            let terms = row.as_array().expect("a row").iter().zip(&a);
            terms.fold(bias.as_f64().expect("a bias"), |sum, (w, a)| sum + w.as_f64().expect("a weight") * a)
        };
        a = rows.map(|(row, bias)| bend(sum(row, bias))).collect();
    }
    of(&weights["output"], "mean") + of(&weights["output"], "scale") * a[0]
}

#[tokio::test]
async fn points_course_and_weights_are_taken_home() -> Outcome {
    let (page, folder) = saving("numbers", Options::default()).await?;
    set(&page, "model", "network").await?;
    set(&page, "activation", "tanh").await?;
    set(&page, "batch", "8").await?;
    page.script("kittengrad.step(150)").await?;
    open(&page).await?;
    assert!(text(&page, "#home-title").await?.contains("Take it home"));

    page.click("button", "Save as CSV The points").await?;
    let table = saved_text(&folder, "kittengrad.csv").await?;
    assert_eq!(table.lines().count(), points(&page).await?.len() + 1);

    page.click("button", "Save as CSV The course of the run").await?;
    let course = saved_text(&folder, "kittengrad-history.csv").await?;
    assert_eq!(course.lines().next(), Some("step,epoch,training_loss,held_out_loss"));
    let last: Vec<f64> = course.lines().last().unwrap_or("").split(',').filter_map(|cell| cell.parse().ok()).collect();
    let told = page.value("(s => [s.step, s.epoch, s.trainLoss, s.heldOutLoss])(kittengrad.status())").await?;
    for (cell, status) in last.iter().zip(told.as_array().into_iter().flatten()) {
        assert_eq!(*cell as f32, status.as_f64().unwrap_or(f64::NAN) as f32, "{course}");
    }
    assert_eq!(number(&page, "kittengrad.history().length").await?, course.lines().count() as f64 - 1.0);
    assert_eq!(number(&page, "kittengrad.history().at(-1).trainLoss").await? as f32, last[2] as f32);

    page.click("button", "Save as JSON What it has learnt").await?;
    let weights: Value = serde_json::from_str(&saved_text(&folder, "kittengrad-weights.json").await?)?;
    assert_eq!(weights, page.value("kittengrad.weights()").await?);
    for x in [0.5, 11.0, 29.0] {
        let wanted = number(&page, &format!("kittengrad.predict([{x}])[0]")).await?;
        let found = answer(&weights, x);
        assert!((found - wanted).abs() < 1e-3 * wanted.abs(), "{found} for {wanted} at {x}");
    }
    page.photograph("home").await?;
    fs::remove_dir_all(&folder)?;
    page.console_is_clean().await
}

#[tokio::test]
async fn a_picture_is_taken_home_as_an_image_and_as_lines() -> Outcome {
    let (page, folder) = saving("pictures", Options::default()).await?;
    page.script("kittengrad.step(40)").await?;
    page.drawn().await?;
    open(&page).await?;
    let offered = page.value("[...document.querySelector('#home select').options].map(o => o.value)").await?;
    for name in ["fit", "surface", "losses"] {
        assert!(offered.as_array().is_some_and(|all| all.iter().any(|one| one == name)), "{offered}");
    }
    assert_eq!(offered[0], "fit", "the large one is first");
    for name in ["fit", "surface"] {
        page.script(&format!("document.querySelector('#home select').value = '{name}'")).await?;
        page.click("button", "Save as SVG").await?;
        let svg = saved_text(&folder, &format!("kittengrad-{name}.svg")).await?;
        assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"), "{name}");
        assert!(svg.contains("<polyline ") && svg.contains("</text>") && svg.contains("sans-serif"), "{name}");
        assert_eq!(svg.contains("data:image/png;base64,"), name == "surface", "what is shaded is an image in it");
        assert_eq!(svg, page.value(&format!("kittengrad.picture('{name}')")).await?.as_str().unwrap_or(""));
        // A browser takes it for a picture of the size that it has on the page.
        let size = page
            .value(&format!(
                "new Promise((done, fail) => {{
                    const image = new Image();
                    image.onload = () => done([image.width, image.height]);
                    image.onerror = () => fail(new Error('no picture'));
                    image.src = 'data:image/svg+xml,' + encodeURIComponent(kittengrad.picture('{name}', 'svg'));
                }})"
            ))
            .await?;
        let place =
            page.value(&format!("(p => [p.clientWidth, p.clientHeight])(document.querySelector('#{name}'))")).await?;
        assert_eq!(size, place, "{name}");
        page.click("button", "Save as PNG").await?;
        let png = saved(&folder, &format!("kittengrad-{name}.png")).await?;
        assert_eq!(png.get(..8), Some(&b"\x89PNG\r\n\x1a\n"[..]), "{name}");
        let wide = png.get(16..20).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
        assert_eq!(wide.map(f64::from), place[0].as_f64().map(|width| 2.0 * width), "twice as sharp");
    }
    let refused = page.value("(() => { try { kittengrad.picture('moon') } catch (e) { return e.message } })()").await?;
    assert!(refused.as_str().is_some_and(|why| why.contains("fit, ")), "{refused}");
    fs::remove_dir_all(&folder)?;
    page.console_is_clean().await
}

#[tokio::test]
async fn the_run_is_taken_home_as_a_program_that_prints_its_loss() -> Outcome {
    let stub = "Object.defineProperty(navigator, 'clipboard', { value: {
        writeText: (text) => { globalThis.copied = text; return Promise.resolve() },
    } })";
    let options = Options { before: Some(stub.to_owned()), ..Options::default() };
    let (page, folder) = saving("programs", options).await?;
    set(&page, "model", "network").await?;
    page.script("kittengrad.step(60)").await?;
    set(&page, "learning-rate", 0.01).await?;
    page.click("button", "Play").await?;
    page.wait("kittengrad.status().step > 90").await?;
    open(&page).await?;
    // What is taken home is of one step.
    page.wait("kittengrad.status().state === 'paused'").await?;
    for (language, name, file) in [
        ("numpy", "NumPy", "kittengrad_numpy.py"),
        ("pytorch", "PyTorch", "kittengrad_pytorch.py"),
        ("rust", "Rust", "kittengrad.rs"),
    ] {
        page.click("radio", name).await?;
        let shown = page.value("document.querySelector('#home pre').textContent").await?;
        assert_eq!(shown, page.value(&format!("kittengrad.code('{language}')")).await?, "{name}");
        let note = text(&page, "#home [data-role=note]").await?;
        assert!(note.contains("It begins at step 60, where you last changed something."), "{note}");
        assert_eq!(note.contains("to the digit"), language != "pytorch", "{note}");
        page.click("button", "Save the program").await?;
        assert_eq!(saved_text(&folder, file).await?, shown.as_str().unwrap_or(""), "{name}");
    }
    let program = folder.join("program");
    let compiled = Command::new("rustc").arg("-o").arg(&program).arg(folder.join("kittengrad.rs")).output()?;
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    let printed = String::from_utf8_lossy(&Command::new(&program).output()?.stdout).into_owned();
    for (word, loss) in [("training loss: ", "trainLoss"), ("held-out loss: ", "heldOutLoss")] {
        let found = printed.lines().find_map(|line| line.strip_prefix(word)?.parse::<f32>().ok());
        let wanted = number(&page, &format!("kittengrad.status().{loss}")).await? as f32;
        assert_eq!(found, Some(wanted), "{printed}");
    }
    page.click("button", "Copy it").await?;
    page.wait("document.querySelector('#home [data-role=copied]').textContent === 'Copied.'").await?;
    assert_eq!(page.value("copied").await?, page.value("kittengrad.code('rust')").await?);
    let refused = page.value("(() => { try { kittengrad.code('cobol') } catch (e) { return e.message } })()").await?;
    assert!(refused.as_str().is_some_and(|why| why.contains("numpy")), "{refused}");
    fs::remove_dir_all(&folder)?;
    page.console_is_clean().await
}

#[tokio::test]
async fn the_dialog_closes_by_key_by_button_and_beside_and_speaks_the_language() -> Outcome {
    let page = Page::ready(Options { path: "#at=line".to_owned(), ..Options::default() }).await?;
    open(&page).await?;
    page.press(Key::Escape + "").await?;
    page.wait(CLOSED).await?;
    assert_eq!(page.value("document.activeElement.dataset.take").await?, "open", "the focus is back");
    open(&page).await?;
    page.click("button", "Close").await?;
    page.wait(CLOSED).await?;
    open(&page).await?;
    page.click_at((8.0, 300.0)).await?;
    page.wait(CLOSED).await?;
    // Without a point there is nothing to write down.
    page.script("kittengrad.setPoints([])").await?;
    open(&page).await?;
    let note = text(&page, "#home [data-role=note]").await?;
    assert!(note.contains("no program"), "{note}");
    assert_eq!(page.value("kittengrad.code('numpy')").await?, Value::Null);
    page.click("button", "Close").await?;
    page.console_is_clean().await?;

    let chinese =
        Options { path: "#at=line".to_owned(), language: "zh-CN", size: (390, 844), touch: true, ..Options::default() };
    let page = Page::ready(chinese).await?;
    page.click("button", "带走").await?;
    page.wait(OPEN).await?;
    assert!(page.names("button").await?.contains(&"存为 JSON 它学到了什么".to_owned()));
    assert!(
        page.value("document.querySelector('#home pre').textContent")
            .await?
            .as_str()
            .is_some_and(|t| t.contains("训练损失"))
    );
    page.photograph("home-phone").await?;
    page.click("button", "关闭").await?;
    page.wait(CLOSED).await?;
    page.console_is_clean().await
}
