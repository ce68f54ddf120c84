//! The first minutes: what one finds, and what the transport does.

use kittengrad_browser::{Key, Options, Outcome, Page};
use serde_json::{Value, json};

use crate::hands::{becomes, enter, everything, number, parameters, points, says, step, text, unfold, verdict};

#[tokio::test]
async fn a_visitor_presses_play() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    assert_eq!(page.title().await?, "Kittengrad: see a machine learn");
    for role in ["banner", "main", "contentinfo"] {
        page.find_part(role, "").await?;
    }
    for region in [
        "What is learnt",
        "Run",
        "Data",
        "Model",
        "Training",
        "Data and fit",
        "Loss surface",
        "Loss over steps",
        "Controls",
    ] {
        page.find("region", region).await?;
    }
    for region in ["Inside, layer by layer", "Examples", "In numbers", "Loss against capacity"] {
        page.find("region", region).await?;
    }
    assert_eq!(page.names("heading").await?.len(), 12, "{:?}", page.names("heading").await?);
    // One picture is large, with what belongs to it; the others are enlarged by a press.
    let caption = "document.querySelector('.fit .caption').checkVisibility()";
    assert_eq!(page.value(caption).await?, true);
    page.click("button", "Enlarge: loss over steps").await?;
    assert_eq!(page.value(caption).await?, false);
    page.click("button", "Enlarge: data and fit").await?;
    page.wait(caption).await?;
    says(&page, "Nothing has been learned yet. Press Play.").await?;

    // Slowly, so that it is not at its end when it is paused.
    page.script("kittengrad.set('learning-rate', 0.001)").await?;
    let first = number(&page, "kittengrad.status().trainLoss").await?;
    let shown = text(&page, "#train-loss").await?;
    page.click("button", "Play").await?;
    page.wait("document.documentElement.dataset.state === 'running'").await?;
    page.wait(&format!("kittengrad.status().trainLoss < {}", 0.7 * first)).await?;
    page.wait(&format!("document.querySelector('#train-loss').innerText !== {}", json!(shown))).await?;
    // It goes through several verdicts within a second; none of them is that nothing has been learnt.
    page.wait("!document.querySelector('#verdict').textContent.includes('Nothing has been learned')").await?;
    page.click("button", "Pause").await?;
    page.find("button", "Play").await?;
    says(&page, "Paused.").await?;
    let now = everything(&page).await?;
    page.drawn().await?;
    assert_eq!(everything(&page).await?, now, "it pauses");
    assert!(now[3]["trainLoss"].as_f64() < Some(first));
    page.console_is_clean().await
}

#[tokio::test]
async fn steps_can_be_counted_and_repeated() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script("kittengrad.set('model', 'network')").await?;
    let start = parameters(&page).await?;
    let mut runs = Vec::new();
    for _ in 0..2 {
        let mut seen = Vec::new();
        let mut total = 0.0;
        for more in [1.0, 10.0, 100.0] {
            page.click("button", &format!("Step {more}")).await?;
            total += more;
            assert_eq!(step(&page).await?, total);
            page.drawn().await?;
            assert_eq!(text(&page, "#step").await?, total.to_string());
            seen.push(parameters(&page).await?);
        }
        assert_ne!(seen[2], start);
        runs.push(seen);
        page.script("kittengrad.rewind()").await?;
        says(&page, "Back at the same start.").await?;
        assert_eq!((step(&page).await?, parameters(&page).await?), (0.0, start.clone()));
    }
    assert_eq!(runs[0], runs[1], "bit for bit");

    let before = points(&page).await?;
    unfold(&page, "Hidden share, seed").await?;
    page.click("button", "New seed").await?;
    says(&page, "training starts anew").await?;
    assert_ne!(points(&page).await?, before);
    assert_ne!(parameters(&page).await?, start);
    becomes(&page, "seed", 2).await?;

    // The pace is turned while it trains; nothing starts anew.
    page.script("kittengrad.set('model', 'line')").await?;
    page.click("button", "Play").await?;
    page.wait("kittengrad.status().step > 5").await?;
    page.click("button", "slow").await?;
    becomes(&page, "pace", 8).await?;
    page.find_part("DisclosureTriangle", "Exact pace").await?.click().await?;
    enter(&page, "Pace", "300", Key::Enter).await?;
    becomes(&page, "pace", 300).await?;
    // It stops by itself at the best line, and Play goes on beyond it.
    says(&page, "It found the best line").await?;
    page.wait("kittengrad.status().state === 'paused'").await?;
    let before = step(&page).await?;
    page.click("button", "Play").await?;
    page.wait(&format!("kittengrad.status().step > {before} + 400")).await?;
    page.wait("kittengrad.status().state === 'running'").await?;
    // It starts again, trains, and the run before stays as a ghost.
    page.click("button", "Start again").await?;
    page.wait(&format!("kittengrad.status().state === 'running' && kittengrad.status().step < {before}")).await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn a_hidden_page_pauses_and_says_so() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.click("button", "Play").await?;
    page.wait("kittengrad.status().step > 3").await?;
    page.script(
        "Object.defineProperty(document, 'hidden', { value: true, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'))",
    )
    .await?;
    assert_eq!(page.value("kittengrad.status().state").await?, "paused");
    let before = step(&page).await?;
    page.script("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))").await?;
    assert!(verdict(&page).await?.contains("because the page was hidden"), "{}", verdict(&page).await?);
    assert_eq!(step(&page).await?, before, "it waits for Play");
    page.click("button", "Play").await?;
    page.wait(&format!("kittengrad.status().step > {before}")).await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn a_script_that_errs_is_told_what_is_allowed() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script("kittengrad.set('model', 'network'); kittengrad.step(5)").await?;
    let before = everything(&page).await?;
    let many = "Array.from({ length: 2001 }, (_, i) => ({ x: i, y: i }))";
    for (call, allowed) in [
        ("set('colour', 1)", "the settings are dataset, formula, x-range, points"),
        ("set(5, 1)", "takes a key"),
        ("set(undefined, 1)", "takes a key"),
        ("set({}, 1)", "takes a key"),
        ("set('model', 'forest')", "one of line, polynomial, network"),
        ("set('model', 3)", "one of line, polynomial, network"),
        ("set('model', {})", "a string, a number or a boolean"),
        ("set('model')", "a string, a number or a boolean"),
        ("set('points', 0)", "a whole number from 1 to 2000"),
        ("set('points', 2.5)", "a whole number from 1 to 2000"),
        ("set('noise', -0.1)", "a number from 0 to 1"),
        ("set('learning-rate', 'fast')", "a number from 0.00001 to 10"),
        ("set('learning-rate', NaN)", "a number from 0.00001 to 10"),
        ("set('standardize', 'maybe')", "true or false"),
        ("set('layers', '8,65')", "widths from 1 to 64"),
        ("set('layers', '1,1,1,1,1,1,1,1,1')", "at most 8 widths"),
        ("setPoints({ x: 1, y: 2 })", "an array of objects {x, y}"),
        ("setPoints()", "an array of objects {x, y}"),
        ("setPoints([{ x: 1 }])", "an array of objects {x, y}"),
        ("setPoints([null])", "an array of objects {x, y}"),
        ("setPoints([{ x: 1, y: 2, heldOut: 'no' }])", "heldOut true or false"),
        ("setPoints([{ x: 1, y: NaN }])", "points[0]: x and y must be finite"),
        ("setPoints([{ x: 1, y: 1 }, { x: 1e300, y: 1 }])", "points[1]: x and y must lie within"),
        (&format!("setPoints({many})"), "at most 2000"),
        ("step(0)", "a whole number from 1 to 1000000"),
        ("step(1.5)", "a whole number from 1 to 1000000"),
        ("step('ten')", "a whole number from 1 to 1000000"),
        ("step(null)", "a whole number from 1 to 1000000"),
        ("step(1e9)", "a whole number from 1 to 1000000"),
        ("predict(3)", "an array of finite numbers"),
        ("predict([1, '2'])", "an array of finite numbers"),
        ("predict([1, NaN])", "an array of finite numbers"),
        ("unpin('A')", "the letter of a pinned curve"),
        ("unpin()", "the letter of a pinned curve"),
        ("setParameters([1, 2])", "97 finite numbers"),
        ("setParameters(7)", "97 finite numbers"),
        ("setParameters(Array(97).fill(Infinity))", "97 finite numbers"),
        ("setParameters(Array(97).fill(1e39))", "97 finite numbers"),
        ("setParameters(Array(97).fill('1'))", "97 finite numbers"),
        ("setParameter(97, 1)", "a whole number from 0 to 96"),
        ("setParameter(1.5, 1)", "a whole number from 0 to 96"),
        ("setParameter(0, NaN)", "a finite number"),
        ("setParameter(0, 1e39)", "a finite number"),
        ("setParameter(0)", "a finite number"),
        ("freeze(97, true)", "a whole number from 0 to 96"),
        ("freeze(0)", "true or false"),
        ("explain()", "the index of a point"),
        ("explain(2000)", "the index of a point"),
        ("set('frozen', '3-1')", "such as 0-3,7"),
    ] {
        let told = page
            .script(&format!(
                "try {{ kittengrad.{call}; return null }} catch (e) {{ return [e instanceof Error, e.message] }}"
            ))
            .await?;
        let message = told[1].as_str().unwrap_or_default();
        assert!(told[0] == true && message.contains(allowed), "{call}: {told}");
        assert_eq!(everything(&page).await?, before, "{call} changes nothing");
    }
    // What is right is done, and typed arrays are as good as arrays.
    page.script("kittengrad.setParameters(new Float32Array(97).fill(0.25))").await?;
    assert_eq!(parameters(&page).await?, Value::from(vec!["0.25"; 97]));
    page.script("kittengrad.setParameter(96, -0.5)").await?;
    assert_eq!(page.value("kittengrad.parameters()[96]").await?, -0.5);
    page.script("kittengrad.freeze(96, true), kittengrad.freeze(3, true), kittengrad.step(5)").await?;
    assert_eq!(page.value("kittengrad.parameters()[96]").await?, -0.5);
    assert_eq!(page.value("kittengrad.settings().frozen").await?, "3,96");
    page.script("kittengrad.freeze(3, false), kittengrad.freeze(96, false)").await?;
    assert_eq!(page.value("kittengrad.predict(new Float64Array([1, 2])).length").await?, 2);
    assert_eq!(page.value("kittengrad.gradients().length").await?, 97);
    // One point's step, number by number: the shapes, and that a tiny step of its own goes downhill.
    let told = page.value("(({ layers, update, loss, lossAfter }) => [layers.map((layer) => [layer.inputs.length, layer.z.length, layer.dW.length, layer.dB.length]), update.length, lossAfter < loss])(kittengrad.explain(0))").await?;
    let layers = page.value("kittengrad.layers().map((layer) => [layer.units, layer.gradientNorm > 0, layer.weightNorm > 0, layer.dead])").await?;
    assert_eq!(layers, json!([[8, true, true, 0], [8, true, true, 0], [1, true, true, 0]]));
    assert_eq!(told, json!([[[1, 8, 8, 8], [8, 8, 8, 8], [8, 1, 1, 1]], 97, true]));
    page.console_is_clean().await
}

#[tokio::test]
async fn what_a_script_raises_by_a_call_is_done_when_the_call_has_ended() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    // The getter is asked in the middle of the call, which a listener of an embedding page has made in an event.
    page.script(
        "addEventListener('teach', () => {
            const first = { get x() { document.querySelector('#step-10').click(); return 1 }, y: 2 };
            kittengrad.setPoints([first, { x: 2, y: 3 }, { x: 4, y: 4 }]);
            globalThis.stepped = kittengrad.status().step;
        });
        dispatchEvent(new Event('teach'))",
    )
    .await?;
    assert_eq!(page.value("stepped").await?, 10);
    assert_eq!(points(&page).await?.len(), 3);
    page.console_is_clean().await
}
