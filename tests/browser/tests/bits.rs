//! The page trains to the same bits as the native tests, in every browser: the rows of tests/fixtures/bits.txt.

#[path = "../../bits/rows.rs"]
mod rows;

use kittengrad_browser::{Browser, Failure, Options, Outcome, Page, root};
use rows::{BEGINS, hash, rows};
use serde_json::{Value, json};

/// One run in the page. Bits pass through JSON as whole numbers and text, since as decimals they might be rounded.
const RUN: &str = "
    document.getElementById('reset').click();
    for (const [key, value] of [...begins, ...settings]) kittengrad.set(key, value);
    const { step, trainLoss } = kittengrad.step(steps);
    const parameters = kittengrad.parameters();
    const bits = new Uint32Array(parameters.buffer, parameters.byteOffset, parameters.length);
    const loss = new BigUint64Array(Float64Array.of(trainLoss).buffer)[0];
    return { step, finite: parameters.every(Number.isFinite), bits: [...bits], loss: loss.toString() }";

async fn same_bits(browser: Browser) -> Outcome {
    let page = Page::ready(Options { browser, ..Options::default() }).await?;
    let (mut runs, mut differ) = (0, Vec::new());
    for row in rows(&std::fs::read_to_string(root().join("tests/fixtures/bits.txt"))?) {
        let head =
            format!("const begins = {}, settings = {}, steps = {};", json!(BEGINS), json!(row.settings), row.steps);
        let end = page.script(&(head + RUN)).await?;
        let bits = end["bits"].as_array().into_iter().flatten().filter_map(Value::as_u64).map(|bits| bits as u32);
        let mut made = row.clone();
        made.parameters = hash(bits);
        made.loss = end["loss"].as_str().and_then(|bits| bits.parse().ok()).unwrap_or_default();
        if made != row || end["step"] != row.steps || end["finite"] != true {
            differ.push(format!("- {row}\n+ {made}, {} steps, finite: {}\n", end["step"], end["finite"]));
        }
        runs += 1;
    }
    assert!(runs > 90, "{runs} rows");
    if differ.is_empty() {
        return page.console_is_clean().await;
    }
    Err(Failure::new(format!("{} of {runs} rows, pinned (-) and run (+):\n{}", differ.len(), differ.concat())))
}

#[tokio::test]
async fn the_bits_are_the_same_in_chromium() -> Outcome {
    same_bits(Browser::Chromium).await
}

#[tokio::test]
async fn the_bits_are_the_same_in_firefox() -> Outcome {
    same_bits(Browser::Firefox).await
}
