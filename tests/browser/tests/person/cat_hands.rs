//! What hands do in the laboratory of the cat: rub out, switch off, draw, teach, and vary; by mouse, by finger and by keys.

use kittengrad_browser::{Key, Options, Outcome, Page, WebElement};
use serde_json::{Value, json};

use crate::cat::{goals, laboratory, more, says, train};
use crate::chapters::{Hand, Person};
use crate::hands::{Place, finger, keys, number, reload};

/// So many steps, and it knows cats.
const KNOWS: u32 = 350;

/// The rows and columns of the drawing in which its ears are: from the uppermost ink some rows down, as wide as the ink is.
async fn ears(page: &Page) -> Outcome<[f64; 4]> {
    let found = page
        .value(
            "((ink) => {
            const [xs, ys] = [ink.map((i) => i % 28), ink.map((i) => Math.floor(i / 28))];
            const top = Math.min(...ys);
            return [Math.min(...xs), top, Math.max(...xs), top + 8];
        })([...kittengrad.sheet(0).keys()].filter((i) => kittengrad.sheet(0)[i] > 0.5))",
        )
        .await?;
    let at = |i: usize| found[i].as_f64().unwrap_or(0.0);
    Ok([at(0), at(1), at(2), at(3)])
}

/// The picture of the drawing in hand.
async fn drawing(page: &Page) -> Outcome<WebElement> {
    let chinese = page.value("document.documentElement.lang.startsWith('zh')").await? == true;
    page.find_part("application", if chinese { "手上的画" } else { "The drawing in hand" }).await
}

/// A way to and fro over them, as places in the view.
async fn rubbing(page: &Page) -> Outcome<Vec<Place>> {
    let [left, top, right, bottom] = ears(page).await?;
    let drawing = drawing(page).await?;
    let mut way = Vec::new();
    let mut row = top;
    while row <= bottom {
        for column in [left, right] {
            let column = if (row - top) as i64 % 4 == 0 { column } else { left + right - column };
            way.push(page.place(&drawing, ((column + 0.5) / 28.0, (row + 0.5) / 28.0)).await?);
        }
        row += 2.0;
    }
    Ok(way)
}

async fn is_cat(page: &Page, cat: bool) -> Outcome {
    page.wait(&format!("kittengrad.status().cat === {}", i32::from(cat))).await
}

/// Undo, and the drawing is what it was.
async fn comes_back(person: &Person, before: &Value) -> Outcome {
    let page = &person.page;
    says(page, person.say("no cat", "就不是猫了")).await?;
    goals(page, "0").await?;
    person.press("button", person.say("Undo", "撤销")).await?;
    is_cat(page, true).await?;
    assert_eq!(page.value(DRAWING).await?, *before);
    goals(page, "0").await
}

const DRAWING: &str = "[...kittengrad.sheet(0)]";

#[tokio::test]
async fn ears_are_rubbed_out_by_every_hand() -> Outcome {
    for (hand, chinese) in [(Hand::Mouse, false), (Hand::Finger, true), (Hand::Finger, false), (Hand::Keys, true)] {
        let person = Person::in_chapter(hand, chinese, "cat").await?;
        let page = &person.page;
        page.wait("kittengrad.sheets().picture.length === 2").await?;
        train(page, KNOWS).await?;
        is_cat(page, true).await?;
        let before = page.value(DRAWING).await?;
        person.press("button", person.say("Rub out", "擦掉")).await?;
        page.wait("document.querySelector('[data-role=tool-rub]').ariaPressed === 'true'").await?;
        match hand {
            Hand::Mouse => page.pointer("mouse", &rubbing(page).await?).await?,
            Hand::Finger => {
                page.script("scrollTo({ top: 40, behavior: 'instant' })").await?;
                let way = rubbing(page).await?;
                finger(page, "touchStart", way.first().copied()).await?;
                for place in &way[1..] {
                    finger(page, "touchMove", Some(*place)).await?;
                }
                // It comes to rest before it is lifted: a browser takes a press after a swing for the end of the swing.
                for _ in 0..3 {
                    finger(page, "touchMove", way.last().copied()).await?;
                    page.drawn().await?;
                }
                finger(page, "touchEnd", None).await?;
                assert_eq!(page.value("scrollY").await?, 40, "it does not scroll");
            }
            Hand::Keys => {
                let drawing = drawing(page).await?;
                person.reach(&drawing).await?;
                let [left, top, right, bottom] = ears(page).await?;
                let press = |key: Key, times: f64| String::from(key.value()).repeat(times.max(0.0) as usize);
                // From the middle, with the eraser up, to the upper left; and then to and fro with it down.
                page.press([press(Key::Up, 14.0 - top), press(Key::Left, 14.0 - left), " ".to_owned()].concat())
                    .await?;
                for row in 0..((bottom - top) / 2.0) as usize {
                    let key = if row % 2 == 0 { Key::Right } else { Key::Left };
                    page.press([press(key, right - left), press(Key::Down, 2.0)].concat()).await?;
                }
                page.press(" ").await?;
            }
        }
        is_cat(page, false).await?;
        comes_back(&person, &before).await?;
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_variety_makes_the_line_guess() -> Outcome {
    let page = laboratory(Options::default()).await?;
    let slider = page.find("slider", "Variety: how much the drawings differ").await?;
    keys(&page, &slider, Key::End, 1).await?;
    page.wait("kittengrad.status().variety === 1").await?;
    train(&page, 150).await?;
    let told = "document.querySelector('[data-role=line-right]').textContent";
    page.wait(&format!("{told}.startsWith('a line: ')")).await?;
    let right = number(&page, &format!("parseFloat({told}.slice(8))")).await?;
    assert!((44.0..=56.0).contains(&right), "{right}");
    goals(&page, "1").await?;
    page.click("button", "Undo").await?;
    page.wait("kittengrad.status().variety === 0.75").await?;
    page.console_is_clean().await
}

/// What a unit does anywhere, counted through all.
async fn most(page: &Page, unit: usize) -> Outcome<f64> {
    let (sheet, row, columns) = match unit {
        0..8 => (1, unit, 576),
        8..18 => (2, unit - 8, 100),
        _ => (3, unit - 18, 9),
    };
    number(page, &format!("Math.max(...kittengrad.sheet({sheet}).slice({row} * {columns}, ({row} + 1) * {columns}))"))
        .await
}

#[tokio::test]
async fn units_are_switched_off_by_pointer_by_keys_and_by_script() -> Outcome {
    let page = laboratory(Options::default()).await?;
    train(&page, 150).await?;
    let sum = number(&page, "kittengrad.status().sum").await?;
    let mut strong = 0;
    for unit in 0..7 {
        if most(&page, unit).await? > most(&page, strong).await? {
            strong = unit;
        }
    }
    // By the tool: its map in the uppermost row.
    page.click("button", "Switch off").await?;
    let ladder = page.find_part("application", "Three layers of units").await?;
    let (x, y) = page.place(&ladder, ((strong as f64 + 0.5) / 8.0, 0.0)).await?;
    page.click_at((x, y + 27.0)).await?;
    page.wait(&format!("kittengrad.status().sum !== {sum}")).await?;
    assert_eq!(most(&page, strong).await?, 0.0);
    says(&page, "With one unit off").await?;
    page.photograph("cat-off").await?;
    page.click("button", "Undo").await?;
    page.wait(&format!("kittengrad.status().sum === {sum}")).await?;
    // By keys: the chosen one goes by Delete, and comes back.
    let ladder = page.find_part("application", "Three layers of units").await?;
    keys(&page, &ladder, Key::Right, 1).await?;
    // The one beside that which was pressed.
    let chosen = format!("document.querySelector('[data-role=unit-name]').textContent === 'stroke {}'", strong + 2);
    page.wait(&chosen).await?;
    keys(&page, &ladder, Key::Left, 1).await?;
    keys(&page, &ladder, Key::Delete, 1).await?;
    page.wait(&format!("kittengrad.status().sum !== {sum}")).await?;
    assert_eq!(most(&page, strong).await?, 0.0);
    keys(&page, &ladder, Key::Delete, 1).await?;
    page.wait(&format!("kittengrad.status().sum === {sum}")).await?;
    // By script: each of all.
    for unit in 0..26 {
        let fires = most(&page, unit).await? > 0.0;
        page.script(&format!("kittengrad.mask({unit}, false)")).await?;
        assert_eq!(most(&page, unit).await?, 0.0, "{unit}");
        let now = number(&page, "kittengrad.status().sum").await?;
        assert!(fires || now == sum, "{unit} was silent: {now}");
        page.script(&format!("kittengrad.mask({unit}, true)")).await?;
        assert_eq!(number(&page, "kittengrad.status().sum").await?, sum, "{unit}");
    }
    page.script("kittengrad.mask(18, false); kittengrad.mask(19, false)").await?;
    says(&page, "With 2 units off").await?;
    // Looked at more closely by Enter, and by its button.
    keys(&page, &ladder, Key::Enter, 1).await?;
    page.wait("document.querySelector('#cat-unit').checkVisibility()").await?;
    page.click("tab", "All layers").await?;
    page.wait("document.querySelector('#cat-ladder').checkVisibility()").await?;
    page.console_is_clean().await
}

/// Strokes of a pen on the drawing in hand, each from one pixel to another.
async fn draw(page: &Page) -> Outcome {
    let drawing = drawing(page).await?;
    for (from, to) in [((6.0, 22.0), (6.0, 6.0)), ((6.0, 6.0), (22.0, 6.0)), ((22.0, 6.0), (22.0, 22.0))] {
        let at = |(x, y): Place| (x / 28.0, y / 28.0);
        page.drag(page.place(&drawing, at(from)).await?, page.place(&drawing, at(to)).await?).await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_own_drawing_is_taught_and_kept_here_alone() -> Outcome {
    let page = laboratory(Options::default()).await?;
    train(&page, 50).await?;
    page.click("button", "Draw").await?;
    page.wait("kittengrad.sheet(0).every((pixel) => pixel === 0)").await?;
    let teach = page.find("button", "Teach: a cat").await?;
    assert_eq!(teach.attr("aria-disabled").await?.as_deref(), Some("true"), "there is nothing to teach yet");
    draw(&page).await?;
    page.wait("kittengrad.sheet(0).filter((pixel) => pixel > 0.5).length > 40").await?;
    says(&page, "Your drawing").await?;
    page.photograph("cat-draw").await?;
    let mine = page.value(DRAWING).await?;
    page.click("button", "Teach: a cat").await?;
    page.wait("kittengrad.status().playing === 1 && kittengrad.status().step > 55").await?;
    page.click("button", "Pause").await?;
    let own = "document.querySelector('[data-lab=cat] [data-role=own]').textContent";
    page.wait(&format!("{own} === '1 drawing of yours is among them.'")).await?;
    assert_eq!(
        page.value("Object.keys(localStorage).filter((key) => key.startsWith('kittengrad.lab')).length").await?,
        1
    );
    // What is given away has nothing of it.
    page.script("kittengrad.step(1)").await?;
    let link = page.value("kittengrad.link()").await?;
    let link = link.as_str().and_then(|link| link.split_once('#')).map_or("", |(_, text)| text).to_owned();
    assert_eq!(link, "at=cat");
    page.click("button", "Share").await?;
    page.wait("document.querySelector('#link-field').value.endsWith('#at=cat')").await?;
    // The next visit finds it.
    reload(&page).await?;
    page.wait(&format!("{own} === '1 drawing of yours is among them.'")).await?;
    page.script("document.querySelector('[data-role=blank]').click()").await?;
    page.click("button", "My drawings").await?;
    says(&page, "It has not learnt").await?;
    let off = format!("Math.max(...kittengrad.sheet(0).map((pixel, i) => Math.abs(pixel - {mine}[i]))) <= 0.5 / 255");
    page.wait(&off).await?;
    page.wait("document.querySelector('[data-role=caption]').textContent === 'your drawing 1 of 1'").await?;
    page.click("button", "Forget it").await?;
    page.wait(&format!("{own} === ''")).await?;
    page.click("button", "Undo").await?;
    page.wait(&format!("{own} !== ''")).await?;
    // The next pupil does not, whether the page was loaded anew for it or not.
    page.script("location.hash = '#new'").await?;
    page.wait("kittengrad.chapter().key === 'line'").await?;
    page.script("kittengrad.step(2)").await?;
    assert_eq!(page.value("kittengrad.status().step").await?, 2, "scripts ask the line");
    page.script("kittengrad.open('cat')").await?;
    page.wait("kittengrad.sheets().picture.length === 2 && kittengrad.status().step === 0").await?;
    page.drawn().await?;
    assert_eq!(page.value(own).await?, "");
    page.console_is_clean().await
}

#[tokio::test]
async fn what_is_covered_and_what_hurts_is_shown() -> Outcome {
    let page = laboratory(Options::default()).await?;
    train(&page, 100).await?;
    page.script(&format!("globalThis.before = JSON.stringify({DRAWING})")).await?;
    more(&page, "More: cover, pace").await?;
    page.click("button", "Cover a part").await?;
    page.press(Key::Escape + "").await?;
    says(&page, "With this covered").await?;
    let covered = page.value(&format!("(globalThis.covered = JSON.stringify({DRAWING})) !== before")).await?;
    assert_eq!(covered, true);
    let drawing = drawing(&page).await?;
    page.drag(page.place(&drawing, (0.5, 0.5)).await?, page.place(&drawing, (0.7, 0.8)).await?).await?;
    page.wait(&format!("![before, covered].includes(JSON.stringify({DRAWING}))")).await?;
    more(&page, "More: cover, pace").await?;
    page.click("button", "As it was").await?;
    page.wait(&format!("JSON.stringify({DRAWING}) === before")).await?;
    page.click("button", "What hurts most").await?;
    page.press(Key::Escape + "").await?;
    page.wait("document.querySelector('[data-role=hurts]').ariaPressed === 'true'").await?;
    page.script("kittengrad.look()").await?;
    page.drawn().await?;
    page.photograph("cat-hurts").await?;
    for (tab, panel) in [("Kinds", "#cat-kinds"), ("Other cats", "#cat-cats"), ("Learners", "#cat-chart")] {
        page.click("tab", tab).await?;
        page.wait(&format!("document.querySelector('{panel}').checkVisibility()")).await?;
    }
    page.console_is_clean().await
}

/// Whatever can be pressed, turned or led by keys has a name.
#[tokio::test]
async fn every_control_has_a_name() -> Outcome {
    for language in ["en", "zh-CN"] {
        let page = laboratory(Options { language, ..Options::default() }).await?;
        page.script("document.querySelector('[data-role=blank]').click()").await?;
        page.script("kittengrad.draw(new Float32Array(784).fill(1))").await?;
        page.script("document.querySelector('[data-lab=cat] .rest').open = true").await?;
        page.drawn().await?;
        let controls = "[...document.querySelectorAll('[data-lab=cat] :is(button, input, summary, a, [tabindex])')].filter((e) => e.checkVisibility()).length";
        let mut named = 0;
        for role in ["button", "slider", "tab", "application", "DisclosureTriangle", "link", "image"] {
            for name in page.names(role).await? {
                assert!(!name.is_empty(), "{role} without a name");
                named += 1;
            }
        }
        let controls = number(&page, controls).await?;
        assert!(controls > 40.0 && f64::from(named) >= controls, "{controls} controls, {named} names");
        let twice = "(all => all.filter((name, i) => all.indexOf(name) !== i))([...document.querySelectorAll('[data-lab=cat] :is(button, input)')].filter((e) => e.checkVisibility()).map((e) => e.ariaLabel || e.innerText.trim()))";
        assert_eq!(page.value(twice).await?, json!([]), "one name for two things");
    }
    Ok(())
}
