//! What the themes share: hands that type and choose, eyes that read numbers and pixels, and waiting.

use std::time::{Duration, Instant};

use kittengrad_browser::{Failure, Key, Outcome, Page, WebElement};
use serde_json::{Value, json};
use thirtyfour::By;

/// A place in the view, in CSS pixels.
pub type Place = (f64, f64);

/// A point as the page's script tells it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    pub x: f64,
    pub y: f64,
    pub held_out: bool,
}

/// The settings, points, parameters and state: equal when nothing has changed.
pub async fn everything(page: &Page) -> Outcome<Value> {
    page.value("[kittengrad.settings(), kittengrad.points(), [...kittengrad.parameters()], kittengrad.status()]").await
}

pub async fn points(page: &Page) -> Outcome<Vec<Point>> {
    let all = page.value("kittengrad.points().map(p => [p.x, p.y, p.heldOut ? 1 : 0])").await?;
    let point = |p: &Value| Some(Point { x: p[0].as_f64()?, y: p[1].as_f64()?, held_out: p[2].as_f64()? == 1.0 });
    let all: Option<Vec<_>> = all.as_array().into_iter().flatten().map(point).collect();
    all.ok_or(Failure::new("the points are no points"))
}

/// The parameters, exactly: each number as JavaScript writes it.
pub async fn parameters(page: &Page) -> Outcome<Value> {
    page.value("[...kittengrad.parameters()].map(String)").await
}

/// A number that an expression gives.
pub async fn number(page: &Page, expression: &str) -> Outcome<f64> {
    let value = page.value(expression).await?;
    value.as_f64().ok_or_else(|| Failure::new(format!("{expression} is {value}, no number")))
}

/// Points at the defaults.
pub const POINTS: usize = 20;

/// Waits until there are so many points.
pub async fn count(page: &Page, points: usize) -> Outcome {
    page.wait(&format!("kittengrad.points().length === {points}")).await
}

/// Waits until nothing scrolls any more: as many frames in the same place.
pub async fn settled(page: &Page) -> Outcome {
    let wait = "new Promise((done) => {
        let at = scrollY, same = 0;
        const look = () => {
            same = scrollY === at ? same + 1 : 0;
            at = scrollY;
            if (same < 12) requestAnimationFrame(look);
            else done();
        };
        look();
    })";
    page.value(wait).await.map(drop)
}

pub async fn step(page: &Page) -> Outcome<f64> {
    number(page, "kittengrad.status().step").await
}

pub async fn setting(page: &Page, key: &str) -> Outcome<Value> {
    page.value(&format!("kittengrad.settings()[{}]", json!(key))).await
}

/// Turns a knob by script, where the test is about something else.
pub async fn set(page: &Page, key: &str, value: impl Into<Value>) -> Outcome {
    page.script(&format!("kittengrad.set({}, {})", json!(key), value.into())).await.map(drop)
}

/// The text of an element, as it is shown.
pub async fn text(page: &Page, selector: &str) -> Outcome<String> {
    let value = page.value(&format!("document.querySelector({}).innerText", json!(selector))).await?;
    Ok(value.as_str().unwrap_or_default().to_string())
}

/// The sentences over the picture, large and small, as one.
const VERDICT: &str = "document.querySelector('#verdict').textContent.replace(/\\s+/g, ' ').trim()";

/// The sentence about how training goes.
pub async fn verdict(page: &Page) -> Outcome<String> {
    page.drawn().await?;
    let sentence = page.value(VERDICT).await?;
    Ok(sentence.as_str().unwrap_or_default().to_string())
}

/// Waits until a sentence about training holds some words.
pub async fn says(page: &Page, words: &str) -> Outcome {
    page.wait(&format!("{VERDICT}.includes({})", json!(words))).await
}

/// Writes over what stands in a field, and leaves it by Enter or Tab.
pub async fn enter(page: &Page, name: &str, value: &str, leave: Key) -> Outcome {
    field(page, "spinbutton", name, value, leave).await
}

/// The same for a field of another role.
pub async fn field(page: &Page, role: &str, name: &str, value: &str, leave: Key) -> Outcome {
    let field = page.find(role, name).await?;
    field.click().await?;
    field.send_keys(Key::Control + "a").await?;
    field.send_keys(if value.is_empty() { Key::Delete + "" } else { value.into() }).await?;
    Ok(field.send_keys(leave + "").await?)
}

/// Chooses an option of a list.
pub async fn choose(page: &Page, name: &str, option: &str) -> Outcome {
    let list = page.find("combobox", name).await?;
    let option = list.find(By::XPath(format!(".//option[normalize-space()='{option}']"))).await?;
    Ok(option.click().await?)
}

/// Presses a key on an element that is found by role and name, so many times.
pub async fn keys(page: &Page, element: &WebElement, key: Key, times: usize) -> Outcome {
    page.execute("arguments[0].focus()", vec![element.to_json()?]).await?;
    for _ in 0..times {
        element.send_keys(key.clone() + "").await?;
    }
    Ok(())
}

/// Opens what is folded under these words, unless it is open.
pub async fn unfold(page: &Page, words: &str) -> Outcome {
    let fold = page.find_part("DisclosureTriangle", words).await?;
    if page.execute("return arguments[0].parentElement.open", vec![fold.to_json()?]).await?.json()
        == &Value::Bool(false)
    {
        fold.click().await?;
    }
    page.drawn().await
}

/// Opens what belongs to the large picture of the points.
pub async fn open_tray(page: &Page) -> Outcome {
    page.click("button", "More: errors, exact points, a question").await?;
    page.wait("document.querySelector('#point-form').checkVisibility()").await
}

/// A setting as text, once the page has done what was asked.
pub async fn becomes(page: &Page, key: &str, value: impl Into<Value>) -> Outcome {
    page.wait(&format!("kittengrad.settings()[{}] === {}", json!(key), value.into())).await
}

/// Reads the pixels of a picture's canvases: how many are not empty, and a number that changes with any of them.
const INK: &str = "const ink = (id) => {
    let drawn = 0, sum = 2166136261;
    for (const canvas of document.querySelectorAll(`#${id} canvas`)) {
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
        copy.drawImage(canvas, 0, 0);
        for (const pixel of new Uint32Array(copy.getImageData(0, 0, canvas.width, canvas.height).data.buffer)) {
            if (pixel >>> 24) drawn++;
            sum = Math.imul(sum ^ pixel, 16777619);
        }
    }
    return { drawn, sum };
};";

/// What is drawn on a picture (`fit`, `surface`, `losses`, `layers`), as a number that changes with any pixel. Pictures are
/// drawn while they are in sight: where this one is not, it is scrolled to, and the page back to where it was.
pub async fn ink(page: &Page, picture: &str) -> Outcome<Value> {
    Ok(look(page, picture).await?["sum"].clone())
}

/// The same of the canvases as they are, wherever the page is scrolled to.
pub async fn ink_unseen(page: &Page, picture: &str) -> Outcome<Value> {
    page.script(&format!("{INK} return ink('{picture}').sum")).await
}

async fn look(page: &Page, picture: &str) -> Outcome<Value> {
    page.script(&format!(
        "{INK}
        return (async () => {{
            const frames = async (n) => {{ while (n--) await new Promise((done) => requestAnimationFrame(done)) }};
            const at = scrollY;
            document.querySelector('#{picture}').scrollIntoView({{ block: 'nearest', behavior: 'instant' }});
            await frames(scrollY === at ? 2 : 6);
            const seen = ink('{picture}');
            scrollTo({{ top: at, behavior: 'instant' }});
            return seen;
        }})()"
    ))
    .await
}

/// Waits until a picture no longer looks as it did.
pub async fn ink_changes(page: &Page, picture: &str, before: &Value) -> Outcome {
    looks(page, picture, |seen| seen["sum"] != *before).await
}

/// Every picture that can be seen has something drawn on it.
pub async fn nothing_is_blank(page: &Page) -> Outcome {
    for picture in ["fit", "surface", "losses", "layers"] {
        if page.value(&format!("document.querySelector('#{picture}').checkVisibility()")).await? == false {
            continue;
        }
        looks(page, picture, |seen| seen["drawn"].as_f64() > Some(200.0)).await?;
    }
    Ok(())
}

async fn looks(page: &Page, picture: &str, wish: impl Fn(&Value) -> bool) -> Outcome {
    let start = Instant::now();
    loop {
        let seen = look(page, picture).await?;
        if wish(&seen) {
            return Ok(());
        }
        if start.elapsed() > Duration::from_secs(10) {
            return Err(Failure::new(format!("{picture} does not look as it should: {seen}")));
        }
    }
}

/// No number that is none, anywhere that a person could read.
pub async fn nothing_absurd_is_said(page: &Page) -> Outcome {
    page.drawn().await?;
    let seen = page.script("return document.body.innerText").await?;
    let seen = seen.as_str().unwrap_or_default();
    match ["NaN", "Infinity", "undefined", "inf "].iter().find(|word| seen.contains(**word)) {
        Some(word) => Err(Failure::new(format!("the page says {word}:\n{seen}"))),
        None => Ok(()),
    }
}

/// Nothing is wider than the window.
pub async fn nothing_overflows(page: &Page) -> Outcome {
    page.drawn().await?;
    let wide = page
        .script(
            "const wide = [];
            const page = document.scrollingElement;
            if (page.scrollWidth <= innerWidth) return wide;
            for (const element of document.querySelectorAll('body *'))
                if (element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 0.5)
                    wide.push(element.outerHTML.slice(0, 120));
            return [`${page.scrollWidth} > ${innerWidth}`, ...wide]",
        )
        .await?;
    match wide.as_array().is_some_and(Vec::is_empty) {
        true => Ok(()),
        false => Err(Failure::new(format!("wider than the window: {wide:#}"))),
    }
}

/// Loads the page once more, as the browser's button does.
pub async fn reload(page: &Page) -> Outcome {
    page.script("globalThis.before = true; location.reload()").await?;
    page.wait("globalThis.before === undefined && document.documentElement.dataset.boot === 'ready'").await?;
    page.drawn().await
}

/// Another window: its size and how many device pixels make one of CSS.
pub async fn resize(page: &Page, (width, height): (u32, u32), ratio: f64, touch: bool) -> Outcome {
    let device = json!({ "width": width, "height": height, "deviceScaleFactor": ratio, "mobile": touch });
    page.cdp("Emulation.setDeviceMetricsOverride", device).await?;
    page.wait(&format!("innerWidth === {width} && devicePixelRatio === {ratio}")).await?;
    page.drawn().await
}

/// Scrolls an element to the middle of the view and tells where its box is: x, y, width, height.
pub async fn bring(page: &Page, element: &WebElement) -> Outcome<[f64; 4]> {
    let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });
        const box = arguments[0].getBoundingClientRect();
        return [box.x, box.y, box.width, box.height]";
    Ok(page.execute(script, vec![element.to_json()?]).await?.convert()?)
}

/// The mouse, to a fraction of a pixel: `mousePressed`, `mouseMoved` or `mouseReleased`.
pub async fn mouse(page: &Page, kind: &str, (x, y): Place) -> Outcome {
    let held = if kind == "mouseReleased" { 0 } else { 1 };
    let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": held, "clickCount": 1 });
    page.cdp("Input.dispatchMouseEvent", event).await.map(drop)
}

/// A finger, to a fraction of a pixel: `touchStart`, `touchMove`, `touchEnd` or `touchCancel`.
pub async fn finger(page: &Page, kind: &str, at: Option<Place>) -> Outcome {
    let points: Vec<_> = at.iter().map(|(x, y)| json!({ "x": x, "y": y })).collect();
    page.cdp("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await.map(drop)
}

/// Where values stand on the picture of the points: from a value to a pixel of the view by a straight line.
#[derive(Clone, Copy, Debug)]
pub struct Chart {
    x: (f64, f64),
    y: (f64, f64),
}

impl Chart {
    /// From two points and the pixels where they stand.
    pub fn of([a, b]: [(Point, Place); 2]) -> Self {
        let line = |v: [f64; 2], px: [f64; 2]| {
            let slope = (px[1] - px[0]) / (v[1] - v[0]);
            (slope, px[0] - slope * v[0])
        };
        Self { x: line([a.0.x, b.0.x], [a.1.0, b.1.0]), y: line([a.0.y, b.0.y], [a.1.1, b.1.1]) }
    }

    pub fn px(&self, p: Point) -> Place {
        (self.x.0 * p.x + self.x.1, self.y.0 * p.y + self.y.1)
    }
}

/// Measures the picture of the points by putting two there with the mouse; they are left on it.
pub async fn chart(page: &Page, fit: &WebElement) -> Outcome<Chart> {
    let [left, top, width, height] = bring(page, fit).await?;
    let mut known = Vec::new();
    for part in [(0.23, 0.6), (0.83, 0.29)] {
        let at = (left + part.0 * width, top + part.1 * height);
        let before = points(page).await?.len();
        mouse(page, "mousePressed", at).await?;
        mouse(page, "mouseReleased", at).await?;
        count(page, before + 1).await?;
        let last = points(page).await?.pop().ok_or(Failure::new("no point"))?;
        known.push((last, at));
    }
    Ok(Chart::of([known[0], known[1]]))
}

/// How far two places are from each other.
pub fn far(a: Place, b: Place) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}
