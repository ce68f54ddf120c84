//! The page trains to the same bits as the native tests, in every browser: the rows of tests/fixtures/bits.txt.

#[path = "../../bits/rows.rs"]
mod rows;

use cat::Cat;
use kittengrad_browser::{Browser, Failure, Options, Outcome, Page, root};
use lab::Laboratory;
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

/// The same run as a lane of a race, beside the run that each begins with: which of its settings a lane has otherwise.
const LANE: &str = "
    document.getElementById('reset').click();
    for (const [key, value] of begins) kittengrad.set(key, value);
    document.querySelector('[data-show=\"large=race\"]').click();
    kittengrad.race([Object.fromEntries(settings)]);
    kittengrad.step(steps)";
/// All but the last step at once, and that one at the end of a walk.
const WALK: &str = "
    document.getElementById('reset').click();
    for (const [key, value] of [...begins, ...settings]) kittengrad.set(key, value);
    document.querySelector('[data-show=\"large=walk\"]').click();
    kittengrad.step(steps - 1);
    for (let i = 0; i < 60 && kittengrad.status().step < steps; i++) document.getElementById('walk-on').click()";
const PARAMETERS: &str = "
    const parameters = kittengrad.parameters();
    return [...new Uint32Array(parameters.buffer, parameters.byteOffset, parameters.length)]";
/// What no lane has of its own.
const OF_ALL: [&str; 6] = ["dataset", "points", "noise", "held-out", "seed", "frozen"];

async fn parameters(page: &Page) -> Outcome<u64> {
    let bits = page.script(PARAMETERS).await?;
    Ok(hash(bits.as_array().into_iter().flatten().filter_map(Value::as_u64).map(|bits| bits as u32)))
}

/// A lane that is taken over, and a run that is walked, end in the bits of the same settings alone.
async fn same_by_other_ways(browser: Browser) -> Outcome {
    let page = Page::ready(Options { browser, path: "#at=free".to_owned(), ..Options::default() }).await?;
    let all = rows(&std::fs::read_to_string(root().join("tests/fixtures/bits.txt"))?);
    let own = |row: &&rows::Row| !row.settings.iter().any(|(key, _)| OF_ALL.contains(&key.as_str()));
    let lanes: Vec<_> = all.iter().filter(own).step_by(9).collect();
    assert!(lanes.len() > 8, "{} lanes", lanes.len());
    for row in lanes {
        let head =
            format!("const begins = {}, settings = {}, steps = {};", json!(BEGINS), json!(row.settings), row.steps);
        page.script(&(head.clone() + LANE)).await?;
        page.wait("kittengrad.race().level && document.querySelector('#race-lanes li:last-child [data-role=take]:enabled') !== null").await?;
        page.script("document.querySelector('#race-lanes li:last-child [data-role=take]').click()").await?;
        assert_eq!(parameters(&page).await?, row.parameters, "as a lane: {row}");
        page.script(&(head + WALK)).await?;
        assert_eq!(parameters(&page).await?, row.parameters, "walked: {row}");
    }
    page.console_is_clean().await
}

#[tokio::test]
async fn lanes_and_walks_end_in_those_bits_in_chromium() -> Outcome {
    same_by_other_ways(Browser::Chromium).await
}

#[tokio::test]
async fn lanes_and_walks_end_in_those_bits_in_firefox() -> Outcome {
    same_by_other_ways(Browser::Firefox).await
}

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

/// What a step of a laboratory and the sheets for the drawing in hand are told by, as bits.
const LABORATORY: &str = "
    const bits = (numbers) => [...new Uint32Array(Float32Array.from(numbers).buffer)];
    const { right, sum, evidence } = (kittengrad.step(40), kittengrad.look());
    return [bits(right), bits([sum]), bits(evidence), ...[1, 2, 3].map((sheet) => bits(kittengrad.sheet(sheet)))]";

/// The same, natively.
fn laboratory_here() -> Value {
    let mut cat = Cat::default();
    let mut ask = |question: &str, numbers: &[f32]| cat.answer(question, numbers).map(|answer| answer.fields);
    ask("step", &[40.0]);
    let told = ask("look", &[]).unwrap_or_default();
    let bits = |values: &[f32]| json!(values.iter().map(|value| value.to_bits()).collect::<Vec<_>>());
    let field = |name: &str| told.iter().find(|(known, _)| known == name).map(|(_, values)| bits(values));
    let mut all: Vec<_> = ["right", "sum", "evidence"].map(field).into_iter().flatten().collect();
    for sheet in [1.0, 2.0, 3.0] {
        all.extend(ask("sheet", &[sheet]).iter().flatten().map(|(_, values)| bits(values)));
    }
    json!(all)
}

async fn the_laboratory_has_the_same_bits(browser: Browser) -> Outcome {
    let page = Page::ready(Options { browser, path: "#at=cat".to_owned(), ..Options::default() }).await?;
    page.wait("kittengrad.sheets().picture.length === 2").await?;
    let (there, here) = (page.script(LABORATORY).await?, laboratory_here());
    let numbers = |told: &Value| {
        told.as_array().into_iter().flatten().filter_map(Value::as_array).map(Vec::len).collect::<Vec<_>>()
    };
    assert_eq!(numbers(&here), [3, 1, 8, 8 * 576, 10 * 100, 8 * 9]);
    assert!(there == here, "{there}\n{here}");
    page.console_is_clean().await
}

#[tokio::test]
async fn the_laboratory_has_the_same_bits_in_chromium() -> Outcome {
    the_laboratory_has_the_same_bits(Browser::Chromium).await
}

#[tokio::test]
async fn the_laboratory_has_the_same_bits_in_firefox() -> Outcome {
    the_laboratory_has_the_same_bits(Browser::Firefox).await
}
