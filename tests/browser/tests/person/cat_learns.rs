//! What is guessed and learnt in the laboratory of the cat, how one looks back, and what scripts ask of it.

use kittengrad_browser::{Key, Options, Outcome};
use serde_json::{Value, json};

use crate::cat::{LONG, laboratory, more, says, train};
use crate::hands::{keys, number};

#[tokio::test]
async fn one_guesses_and_sees_it_learn() -> Outcome {
    let page = laboratory(Options::default()).await?;
    page.click("button", "A dense network").await?;
    assert_eq!(page.value("kittengrad.chapter().guess").await?, 1);
    more(&page, "More: cover, pace").await?;
    page.click("button", "fast").await?;
    page.press(Key::Escape + "").await?;
    page.click("button", "Play").await?;
    page.find("button", "Pause").await?;
    let percent = "parseFloat(document.querySelector('[data-lab=cat] [data-role=number]').textContent)";
    says(&page, "of drawings it never saw.").await?;
    let first = number(&page, percent).await?;
    page.wait_at_most(LONG, &format!("{percent} > 88")).await?;
    assert!(first < 75.0, "{first}");
    // The answer is told once the numbers give it, and it was another one.
    let right = "document.querySelector('article:not([hidden]) [data-guess=\"2\"]').dataset.right === 'true'";
    assert_eq!(page.value(right).await?, false);
    page.wait_at_most(LONG, right).await?;
    page.wait_at_most(LONG, "document.documentElement.dataset.state === 'paused'").await?;
    assert_eq!(page.value("kittengrad.status().step").await?, 1000, "it rests by itself");
    page.find("button", "Play").await?;
    let told = page.value("kittengrad.look()").await?;
    let right = |who: usize| told["right"][who].as_f64().unwrap_or(0.0);
    assert!(right(2) >= 0.95 && right(0) < 0.8 && right(2) > right(1), "{told}");
    says(&page, "is enough").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn one_looks_back_and_starts_again() -> Outcome {
    let page = laboratory(Options::default()).await?;
    train(&page, 150).await?;
    let sheet = "[...kittengrad.sheet(3)].map(String)";
    let end = page.value(sheet).await?;
    page.wait(&format!("{CHART}.includes('at step 150:')")).await?;
    more(&page, "More: cover, pace").await?;
    let slider = page.find("slider", "Look back: step of the run").await?;
    keys(&page, &slider, Key::Home, 1).await?;
    page.wait("kittengrad.status().step === 0 && kittengrad.status().end === 150").await?;
    keys(&page, &slider, Key::Right, 3).await?;
    page.wait("kittengrad.status().step === 3").await?;
    assert_ne!(page.value(sheet).await?, end);
    page.wait(&format!("{CHART}.includes('at step 0:')")).await?;
    page.click("button", "Latest").await?;
    page.wait("kittengrad.status().step === 150").await?;
    page.wait(&format!("{CHART}.includes('at step 150:')")).await?;
    assert_eq!(page.value(sheet).await?, end, "bit for bit");
    page.click("button", "One step").await?;
    page.wait("kittengrad.status().step === 151").await?;
    // The same drawings and first weights make the same run; another seed does not.
    page.click("button", "Start again").await?;
    page.wait("kittengrad.status().step === 0 && kittengrad.status().end === 0").await?;
    train(&page, 150).await?;
    assert_eq!(page.value(sheet).await?, end);
    page.click("button", "New seed").await?;
    page.wait("kittengrad.status().step === 0 && kittengrad.status().seed === 2").await?;
    page.press(Key::Escape + "").await?;
    page.click("button", "Undo").await?;
    page.wait("kittengrad.status().step === 150 && kittengrad.status().seed === 1").await?;
    assert_eq!(page.value(sheet).await?, end);
    page.console_is_clean().await
}

/// What is told of the chart.
const CHART: &str = "document.querySelector('[data-role=picture-chart]').ariaLabel";

#[tokio::test]
async fn scripts_ask_and_are_answered() -> Outcome {
    let page = laboratory(Options::default()).await?;
    let status = page.value("kittengrad.step(3)").await?;
    for field in ["step", "end", "playing", "seed", "variety", "sum", "enough", "cat", "evidence"] {
        assert!(!status[field].is_null(), "{field}: {status}");
    }
    assert_eq!((&status["step"], &status["end"]), (&json!(3), &json!(3)));
    let looked =
        page.value("(s => [s.examined, s.right.length, s.known <= 125, s.lost.length])(kittengrad.look())").await?;
    assert_eq!(looked, json!([3, 3, true, 5]));
    let shapes = page.value("Object.entries(kittengrad.sheets()).map(([name, [rows, columns]], i) => [name, rows, columns, kittengrad.sheet(i).length === rows * columns])").await?;
    let expected = json!([
        ["picture", 28, 28, true],
        ["strokes", 8, 576, true],
        ["parts", 10, 100, true],
        ["faces", 8, 9, true],
        ["evidence", 1, 8, true]
    ]);
    assert_eq!(shapes, expected);
    // A drawing of one's own, of any kind of array.
    page.script("kittengrad.draw(Array.from({ length: 784 }, (_, i) => i % 28 === 3 ? 1 : 0))").await?;
    assert_eq!(page.value("kittengrad.sheet(0).reduce((a, b) => a + b, 0)").await?, 28);
    page.script("kittengrad.draw(new Float32Array(784).fill(0.25))").await?;
    assert_eq!(page.value("kittengrad.sheet(0)[783]").await?, 0.25);
    page.script("kittengrad.undo(); kittengrad.variety(0.5)").await?;
    assert_eq!(page.value("[kittengrad.sheet(0)[3], kittengrad.status().variety]").await?, json!([1, 0.5]));
    page.script("kittengrad.play()").await?;
    page.wait("kittengrad.status().step > 6").await?;
    page.script("kittengrad.pause()").await?;
    // At rest all is known: nothing more is found out between two looks.
    let before = page.value("kittengrad.look()").await?;
    for call in [
        "step(0)",
        "step(1.5)",
        "step('ten')",
        "step(1e9)",
        "seek(-1)",
        "seek('x')",
        "sheet(5)",
        "sheet(-1)",
        "sheet(0.5)",
        "sheet()",
        "mask(26, true)",
        "mask(0.5, true)",
        "mask(-1, false)",
        "mask(3)",
        "draw([1, 2])",
        "draw()",
        "draw('cat')",
        "draw(Array(784).fill(2))",
        "draw(Array(784).fill(NaN))",
        "variety()",
        "variety('much')",
        "sheets(3)",
        "look(1)",
    ] {
        let told =
            format!("try {{ kittengrad.{call}; return null }} catch (e) {{ return e instanceof Error && e.message }}");
        let told = page.script(&told).await?;
        assert!(told.as_str().is_some_and(|told| told.len() > 30), "{call}: {told}");
        assert_eq!(page.value("kittengrad.status()").await?, before, "{call} changes nothing");
    }
    // Elsewhere its questions are refused, and what both know is for the chapter's own run.
    page.script("kittengrad.open('line')").await?;
    let told = page.script("try { return kittengrad.sheets() } catch (e) { return e.message }").await?;
    assert!(told.as_str().is_some_and(|told| told.contains("laboratory")), "{told}");
    assert_eq!(page.value("kittengrad.status().step").await?, Value::from(0));
    page.console_is_clean().await
}
