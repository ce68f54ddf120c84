//! Two classes in free play: samples are added, dragged, flipped and removed by mouse, by finger and by keys; inputs are chosen,
//! a table of one's own is read, and the plane is bent and turned.

use kittengrad_browser::{Failure, Key, Options, Outcome, Page, WebElement};
use serde_json::{Value, json};

use crate::hands::{
    becomes, bring, choose, count, enter, ink, ink_changes, keys, number, open_tray, says, text, unfold,
};

const CATS: &str = "#at=free&v=2&dataset=cats&points=60&model=network&layers=3&activation=tanh";

async fn opened(options: Options) -> Outcome<(Page, WebElement)> {
    let page = Page::ready(Options { path: CATS.into(), ..options }).await?;
    page.wait("document.documentElement.dataset.task === 'classes'").await?;
    let plane = page.find("application", "Which class?").await?;
    Ok((page, plane))
}

/// The last sample: its place, its label.
async fn last(page: &Page) -> Outcome<Value> {
    page.value("kittengrad.points().map((p) => [p.x1, p.x2, p.label]).pop()").await
}

/// Where the plane is, in CSS px of the view.
async fn part(page: &Page, plane: &WebElement, (across, down): (f64, f64)) -> Outcome<(f64, f64)> {
    let [left, top, width, height] = bring(page, plane).await?;
    Ok((left + across * width, top + down * height))
}

#[tokio::test]
async fn samples_are_added_dragged_and_removed_by_mouse_and_by_finger() -> Outcome {
    for options in [Options::default(), Options::phone()] {
        let touch = options.touch;
        let (page, plane) = opened(options).await?;
        let press = async |at| if touch { page.tap(at).await } else { page.click_at(at).await };
        // The corner at the top right is empty.
        let at = part(&page, &plane, (0.9, 0.2)).await?;
        press(at).await?;
        count(&page, 61).await?;
        becomes(&page, "dataset", "own-classes").await?;
        let sample = last(&page).await?;
        assert!(sample[0].as_f64() > Some(8.0) && sample[1].as_f64() > Some(7.0) && sample[2] == 1.0, "{sample}");
        let to = part(&page, &plane, (0.7, 0.85)).await?;
        if touch {
            page.drag_by_touch(at, to).await?
        } else {
            page.drag(at, to).await?
        }
        page.wait("kittengrad.points().at(-1).x2 < 3").await?;
        let moved = last(&page).await?;
        assert!(moved[0].as_f64() < sample[0].as_f64() && moved[2] == 1.0, "{moved}");
        page.script("kittengrad.undo()").await?;
        assert_eq!(last(&page).await?, sample, "a drag is one change");
        open_tray(&page).await?;
        page.click("button", "no cat").await?;
        page.script("document.querySelector('[data-show=\"tray=open\"]').click()").await?;
        press(part(&page, &plane, (0.9, 0.35)).await?).await?;
        count(&page, 62).await?;
        assert_eq!(last(&page).await?[2], 0.0, "what is chosen is added");
        page.photograph(if touch { "classes-phone" } else { "classes" }).await?;
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn samples_are_chosen_moved_flipped_and_removed_by_keys() -> Outcome {
    let (page, plane) = opened(Options::default()).await?;
    keys(&page, &plane, Key::Escape, 1).await?;
    // Without a chosen sample the arrows move the question, and the answer is told.
    keys(&page, &plane, Key::Right, 3).await?;
    page.wait("/sure$/.test(document.querySelector('#announce').textContent)").await?;
    plane.send_keys("]").await?;
    page.wait("document.querySelector('#announce').textContent.startsWith('Point 1')").await?;
    let before = page.value("kittengrad.points()[0]").await?;
    keys(&page, &plane, Key::Up, 4).await?;
    page.wait(&format!("kittengrad.points()[0].x2 > {}", before["x2"])).await?;
    plane.send_keys("f").await?;
    page.wait(&format!("kittengrad.points()[0].label !== {}", before["label"])).await?;
    page.script("kittengrad.undo(); kittengrad.undo()").await?;
    assert_eq!(page.value("kittengrad.points()[0]").await?, before);
    plane.send_keys(Key::Delete + "").await?;
    count(&page, 59).await?;
    plane.send_keys(Key::Enter + "").await?;
    count(&page, 60).await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn the_answer_is_drawn_and_told_as_the_model_gives_it() -> Outcome {
    let (page, _) = opened(Options::default()).await?;
    page.drawn().await?;
    let [before, inside] = [ink(&page, "fit").await?, ink(&page, "layers").await?];
    page.script("kittengrad.step(600)").await?;
    ink_changes(&page, "fit", &before).await?;
    ink_changes(&page, "layers", &inside).await?;
    let right = number(&page, "kittengrad.status().accuracy").await?;
    let counted = number(
        &page,
        "(() => {
            const own = kittengrad.points().filter((p) => !p.heldOut);
            const answers = kittengrad.predict(own.map((p) => [p.x1, p.x2]));
            return own.filter((p, i) => (answers[i] > 0.5) === (p.label === 1)).length / own.length;
        })()",
    )
    .await?;
    assert_eq!(right, counted);
    let line = number(&page, "kittengrad.status().bestLineAccuracy").await?;
    assert!(line <= 0.8 && right > line, "{line} {right}");
    open_tray(&page).await?;
    for (name, value) in [("Ask for the model's answer at x", "4.5"), ("Ask for the class at x₂", "5")] {
        enter(&page, name, value, Key::Enter).await?;
    }
    page.wait("/cat/.test(document.querySelector('#probe-y').textContent)").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn inputs_are_chosen_and_one_always_stays() -> Outcome {
    let (page, _) = opened(Options::default()).await?;
    let press =
        async |word: &str| page.script(&format!("document.querySelector('[name=inputs][value={word}]').click()")).await;
    press("x1-squared").await?;
    becomes(&page, "inputs", "x1,x2,x1-squared").await?;
    assert_eq!(number(&page, "kittengrad.parameters().length").await?, 16.0);
    press("x1").await?;
    press("x2").await?;
    becomes(&page, "inputs", "x1-squared").await?;
    press("x1-squared").await?;
    page.wait("document.querySelector('#fault-inputs').checkVisibility()").await?;
    becomes(&page, "inputs", "x1-squared").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn a_table_with_a_class_is_read_and_kept_beside_the_own_points_of_a_curve() -> Outcome {
    let page = Page::ready(Options { path: "#at=free".into(), ..Options::default() }).await?;
    page.script("kittengrad.setPoints([{x: 1, y: 2}, {x: 2, y: 4}, {x: 3, y: 5}])").await?;
    unfold(&page, "Your own data").await?;
    let area = page.find("textbox", "Your table").await?;
    let table = "height,width,class\n1,2,cat\n2,1,dog\n3,3,cat\n4,1,dog\n2,3,cat\n";
    let give = "const [area, text] = arguments; area.value = text";
    page.execute(give, vec![area.to_json()?, json!(table)]).await?;
    page.click("button", "Use these points").await?;
    becomes(&page, "dataset", "own-classes").await?;
    says(&page, "Read 5 points").await?;
    assert_eq!(page.value("kittengrad.points().map((p) => p.label)").await?, json!([1, 0, 1, 0, 1]));
    page.script("kittengrad.set('model', 'network'); kittengrad.step(50)").await?;
    page.script("globalThis.before = true; location.reload()").await?;
    page.wait("globalThis.before === undefined").await?;
    page.wait_for_boot("ready").await?;
    becomes(&page, "dataset", "own-classes").await?;
    count(&page, 5).await?;
    choose(&page, "Source", "Your own").await?;
    becomes(&page, "dataset", "own").await?;
    assert_eq!(page.value("kittengrad.points().map((p) => p.y)").await?, json!([2, 4, 5]));
    page.console_is_clean().await
}

#[tokio::test]
async fn the_plane_is_bent_and_turned() -> Outcome {
    let (page, _) = opened(Options::default()).await?;
    page.script("kittengrad.step(300)").await?;
    page.click("button", "Enlarge: the same plane, bent").await?;
    let bent = page.find("application", "The same plane, bent").await?;
    page.drawn().await?;
    let before = ink(&page, "bent").await?;
    let [from, to] = [part(&page, &bent, (0.5, 0.5)).await?, part(&page, &bent, (0.7, 0.45)).await?];
    page.drag(from, to).await?;
    ink_changes(&page, "bent", &before).await?;
    let turned = ink(&page, "bent").await?;
    keys(&page, &bent, Key::Left, 3).await?;
    ink_changes(&page, "bent", &turned).await?;
    let slider = page.find("slider", "Bend the plane").await?;
    slider.send_keys(Key::Home + "").await?;
    page.wait("document.querySelector('#bend-share').textContent === '0 %'").await?;
    slider.send_keys(Key::End + "").await?;
    page.wait("document.querySelector('#bend-share').textContent === '100 %'").await?;
    // A curve has no such plane: what is large is the picture of the points again.
    choose(&page, "Source", "House prices").await?;
    page.wait("document.documentElement.dataset.large === 'fit'").await?;
    if text(&page, "#headline").await?.is_empty() {
        return Err(Failure::new("nothing is said"));
    }
    page.console_is_clean().await
}

/// The cost is told beside the layers; a chosen neuron stands as the sum of the maps below it, a map for each term.
#[tokio::test]
async fn a_neuron_is_the_sum_of_the_maps_below_it() -> Outcome {
    let (page, _) = opened(Options::default()).await?;
    page.script("kittengrad.step(100)").await?;
    // 2 · 3 + 3 weights. Of 48 samples, 21 each: 9 forward, 9 for the gradients, 3 to hand the error down.
    page.wait("/takes 9 multiplications, a step 1,008/.test(document.querySelector('#cost').textContent)").await?;
    page.click("button", "Enlarge: inside, layer by layer").await?;
    let layers = page.find("application", "Inside, layer by layer").await?;
    keys(&page, &layers, Key::Right, 1).await?;
    page.wait("document.querySelector('#layers-readout').textContent.startsWith('Layer 1, neuron')").await?;
    page.wait("/Its inputs are standardized\\./.test(document.querySelector('#layers-readout').textContent)").await?;
    keys(&page, &layers, Key::Right, 1).await?;
    page.wait("document.querySelectorAll('#weighted-rows li').length === 4").await?;
    page.drawn().await?;
    // Along the middle of a map, how many colours there are: the bias has one, each other several.
    let colors =
        "[...document.querySelectorAll('#weighted-rows canvas, #weighted-map')].map((map) => new Set(new Uint32Array(
        map.getContext('2d').getImageData(0, 24, 48, 1).data.buffer)).size)";
    let seen: Vec<usize> = serde_json::from_value(page.value(colors).await?)?;
    assert!(seen[0] == 1 && seen[1..].iter().all(|colors| *colors > 3), "the bias first: {seen:?}");
    let sum = "document.querySelector('#weighted-map').toDataURL()";
    let before = page.value(sum).await?;
    page.script("kittengrad.step(100)").await?;
    page.drawn().await?;
    assert_ne!(page.value(sum).await?, before, "the maps go along with training");
    // What no polynomial can do is said, and not that there are too few points.
    let why =
        page.value("(() => { try { kittengrad.measure('degree') } catch (why) { return String(why) } })()").await?;
    assert!(why.as_str().is_some_and(|why| why.contains("No polynomial tells two classes apart")), "{why}");
    page.console_is_clean().await
}

/// In chapter 6 a card for each neuron: chosen by mouse and by keys; and the sum of the votes for the animal in hand.
#[tokio::test]
async fn neurons_vote_for_the_animal_in_hand() -> Outcome {
    let page = Page::ready(Options { path: "#at=layers".into(), ..Options::default() }).await?;
    for _ in 0..2 {
        page.click("button", "One neuron more").await?;
    }
    page.script("kittengrad.step(600)").await?;
    let cards = page.find("application", "Inside, layer by layer").await?;
    page.wait("/Point at one to see its sum/.test(document.querySelector('#layers-readout').textContent)").await?;
    let [before, plane_before] = [ink(&page, "layers").await?, ink(&page, "fit").await?];
    page.click_at(part(&page, &cards, (0.1, 0.5)).await?).await?;
    ink_changes(&page, "layers", &before).await?;
    ink_changes(&page, "fit", &plane_before).await?;
    // Its line is told from the others; by keys the next one is said aloud.
    keys(&page, &cards, Key::Right, 1).await?;
    page.wait("/^neuron 2, keeps /.test(document.querySelector('#announce').textContent)").await?;
    let plane = page.find("application", "Which class?").await?;
    plane.send_keys("]").await?;
    page.wait("/^This one: bias and votes are .* = .*(cat|no cat)\\.$/.test(document.querySelector('#layers-readout').textContent)")
        .await?;
    page.console_is_clean().await
}
