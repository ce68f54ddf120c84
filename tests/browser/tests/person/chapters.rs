//! Every chapter played to its goals: by mouse, by a finger on a telephone and by keys alone, in both languages; and what an
//! automatic check of accessibility finds in each.

use std::{fs, time::Duration};

use kittengrad_browser::{Failure, Key, Options, Outcome, Page, WebElement, root};
use serde_json::json;

use crate::cat::has_come;
use crate::hands::{keys, number, points};

pub const LONG: Duration = Duration::from_secs(40);

/// What presses and moves things.
#[derive(Clone, Copy, PartialEq)]
pub enum Hand {
    Mouse,
    Finger,
    Keys,
}

/// A person: a device, a language, and a way to press.
pub struct Person {
    pub page: Page,
    hand: Hand,
    chinese: bool,
}

impl Person {
    pub async fn in_chapter(hand: Hand, chinese: bool, key: &str) -> Outcome<Self> {
        let device = if hand == Hand::Finger { Options::phone() } else { Options::default() };
        let language = if chinese { "zh-CN" } else { "en" };
        let page = Page::ready(Options { language, path: format!("#at={key}"), ..device }).await?;
        Ok(Person { page, hand, chinese })
    }

    pub fn say(&self, en: &'static str, zh: &'static str) -> &'static str {
        if self.chinese { zh } else { en }
    }

    /// Goes to something by Tab.
    pub async fn reach(&self, element: &WebElement) -> Outcome {
        for _ in 0..80 {
            let here = "return document.activeElement === arguments[0]";
            if self.page.execute(here, vec![element.to_json()?]).await?.convert()? {
                return Ok(());
            }
            self.page.press(Key::Tab + "").await?;
        }
        Err(Failure::new("Tab does not reach it"))
    }

    /// Scrolls until nothing lies over something that is to be pressed; after what a drag has set scrolling has come to rest.
    pub async fn uncover(&self, element: &WebElement) -> Outcome {
        let rests = "[globalThis.scrolledTo === scrollY, globalThis.scrolledTo = scrollY][0]";
        for _ in 0..2 {
            self.page.wait(rests).await?;
        }
        // What scrolls within the page is scrolled first.
        let script = "const element = arguments[0];
            element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
            for (let part = 0.1; part < 1; part += 0.05) {
                let box = element.getBoundingClientRect();
                const free = (box) => {
                    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                    return hit && (element.contains(hit) || hit.contains(element));
                };
                if (free(box)) return true;
                scrollBy({ top: box.y + box.height / 2 - part * innerHeight, behavior: 'instant' });
                if (free(element.getBoundingClientRect())) return true;
            }
            return false";
        let free: bool = self.page.execute(script, vec![element.to_json()?]).await?.convert()?;
        if free { Ok(()) } else { Err(Failure::new("something lies over it wherever one scrolls")) }
    }

    pub async fn press(&self, role: &str, name: &str) -> Outcome {
        let element = self.page.find(role, name).await?;
        match self.hand {
            Hand::Keys => {
                self.reach(&element).await?;
                self.page.press(Key::Enter + "").await
            }
            Hand::Mouse | Hand::Finger => {
                self.uncover(&element).await?;
                let at = self.page.place(&element, (0.5, 0.5)).await?;
                if self.hand == Hand::Finger { self.page.tap(at).await } else { self.page.click_at(at).await }
            }
        }
    }

    /// Writes a number into a field.
    pub async fn write(&self, name: &str, value: &str) -> Outcome {
        let field = self.page.find("spinbutton", name).await?;
        match self.hand {
            Hand::Keys => self.reach(&field).await?,
            Hand::Mouse | Hand::Finger => {
                self.uncover(&field).await?;
                field.click().await?;
            }
        }
        field.send_keys(Key::Control + "a").await?;
        field.send_keys(value).await?;
        field.send_keys(Key::Enter + "").await?;
        Ok(())
    }

    /// Moves the slider of this name to a value.
    pub async fn slide(&self, name: &str, value: f64) -> Outcome {
        let slider = self.page.find("slider", name).await?;
        if self.hand == Hand::Keys {
            self.reach(&slider).await?;
            let ways = "const [slider, to] = arguments; return Math.round((to - slider.value) / slider.step)";
            let notches: i64 = self.page.execute(ways, vec![slider.to_json()?, json!(value)]).await?.convert()?;
            let key = if notches > 0 { Key::Right } else { Key::Left };
            return self.page.press(String::from(key.value()).repeat(notches.unsigned_abs() as usize)).await;
        }
        self.uncover(&slider).await?;
        // The middle of the thumb stays inside the slider's ends.
        let script = "const [slider, to] = arguments, box = slider.getBoundingClientRect();
            const thumb = matchMedia('(pointer: coarse)').matches ? 24 : 16;
            const x = (value) => box.x + thumb / 2 + (value - slider.min) / (slider.max - slider.min) * (box.width - thumb);
            return [x(slider.value), x(to), box.y + box.height / 2]";
        let [from, to, y]: [f64; 3] =
            self.page.execute(script, vec![slider.to_json()?, json!(value)]).await?.convert()?;
        match self.hand {
            Hand::Finger => self.page.drag_by_touch((from, y), (to, y)).await,
            Hand::Mouse | Hand::Keys => self.page.drag((from, y), (to, y)).await,
        }
    }

    pub async fn reaches(&self, goal: usize) -> Outcome {
        let reached = format!(
            "document.querySelector('article:not([hidden]) [data-goal=\"{goal}\"]').dataset.reached === 'true'"
        );
        self.page.wait_at_most(LONG, &reached).await
    }
}

/// Each way to press, in each language.
pub fn everyone() -> impl Iterator<Item = (Hand, bool)> {
    [Hand::Mouse, Hand::Finger, Hand::Keys].into_iter().flat_map(|hand| [(hand, false), (hand, true)])
}

#[tokio::test]
async fn the_map_and_the_line_by_every_hand() -> Outcome {
    for (hand, chinese) in everyone() {
        let person = Person::in_chapter(hand, chinese, "map").await?;
        person.press("button", person.say("Machine learning", "机器学习")).await?;
        person.reaches(0).await?;
        person.press("link", person.say("Begin with 1 Line", "从这里开始 1 直线")).await?;
        person.press("button", person.say("Yes, a better one", "能，会更好")).await?;
        person.press("button", person.say("Play", "开始")).await?;
        person.reaches(0).await?;
        person.page.wait("kittengrad.status().state === 'paused'").await?;
        person.page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_loss_by_every_hand() -> Outcome {
    for (hand, chinese) in everyone() {
        let person = Person::in_chapter(hand, chinese, "loss").await?;
        person.press("button", "B").await?;
        // Least squares: w in thousands a ten km, b in thousands.
        let houses = points(&person.page).await?;
        let n = houses.len() as f64;
        let mean = |of: &dyn Fn(f64, f64) -> f64| houses.iter().map(|p| of(p.x / 10.0, p.y)).sum::<f64>() / n;
        let (x, y) = (mean(&|x, _| x), mean(&|_, y| y));
        let w = mean(&|a, b| (a - x) * (b - y)) / mean(&|a, _| (a - x) * (a - x));
        person.slide(person.say("w: the tilt of the line", "w：直线的斜率"), w).await?;
        person.slide(person.say("b: the price at the centre", "b：市中心的房价"), y - w * x).await?;
        person.reaches(0).await?;
        person.page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_descent_by_every_hand() -> Outcome {
    for (hand, chinese) in everyone() {
        let person = Person::in_chapter(hand, chinese, "descent").await?;
        let (rate, play) = (person.say("Learning rate", "学习率"), person.say("Play", "开始"));
        person.press("button", person.say("Twice as fast", "快一倍")).await?;
        person.write(rate, "0.22").await?;
        person.press("button", play).await?;
        person.reaches(0).await?;
        person.write(rate, "0.1").await?;
        person.press("button", person.say("× 2: double the learning rate", "× 2：学习率加倍")).await?;
        person.press("button", person.say("× 2: double the learning rate", "× 2：学习率加倍")).await?;
        person.page.wait("kittengrad.settings()['learning-rate'] === 0.4").await?;
        person.press("button", person.say("Start again", "重新开始")).await?;
        person.page.wait_at_most(LONG, "kittengrad.status().state === 'diverged'").await?;
        person.write(rate, "0.2").await?;
        person.press("button", person.say("Back to the last good step", "回到最后正常的一步")).await?;
        person.reaches(1).await?;
        person.page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn overfitting_by_every_hand() -> Outcome {
    for (hand, chinese) in everyone() {
        let person = Person::in_chapter(hand, chinese, "overfit").await?;
        person.press("button", person.say("The plain line", "普通的直线")).await?;
        for _ in 0..3 {
            person.press("button", person.say("Add a layer", "添加一层")).await?;
        }
        person.reaches(0).await?;
        person.press("button", person.say("Small weights L2 penalty", "压小权重 L2 惩罚")).await?;
        person.reaches(1).await?;
        person.page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn neurons_by_every_hand() -> Outcome {
    for (hand, chinese) in everyone() {
        let person = Person::in_chapter(hand, chinese, "neuron").await?;
        person.press("button", person.say("No", "不能")).await?;
        for _ in 0..2 {
            person.press("button", person.say("One neuron more", "多一个神经元")).await?;
        }
        person.press("button", person.say("Play", "开始")).await?;
        person.reaches(0).await?;
        person.press("button", person.say("Bend off", "关闭弯折：关")).await?;
        person.reaches(1).await?;
        person.page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn layers_by_every_hand() -> Outcome {
    for (hand, chinese) in everyone() {
        let person = Person::in_chapter(hand, chinese, "layers").await?;
        person.press("button", "3").await?;
        for _ in 0..2 {
            person.press("button", person.say("One neuron more", "多一个神经元")).await?;
        }
        person.press("button", person.say("Play", "开始")).await?;
        person.reaches(0).await?;
        for bend in [0.0, 1.0] {
            person.slide(person.say("Bend the plane", "把平面弯起来"), bend).await?;
        }
        person.reaches(1).await?;
        person.press("button", person.say("Bend off", "关闭弯折：关")).await?;
        let straight = person.say("Three layers of eight without a bend", "三层、每层八个，都不弯折");
        person.page.wait(&format!("document.querySelector('#verdict').textContent.includes('{straight}')")).await?;
        person.page.console_is_clean().await?;
    }
    Ok(())
}

/// No fault that axe-core knows, in any chapter.
#[tokio::test]
async fn nothing_keeps_anyone_out() -> Outcome {
    let axe = fs::read_to_string(root().join("target/tools/node_modules/axe-core/axe.min.js"))?;
    for (device, dark) in
        [(Options::default(), false), (Options::default(), true), (Options::phone(), false), (Options::phone(), true)]
    {
        for language in ["en", "zh-CN"] {
            let options = Options { dark, language, before: Some(axe.clone()), ..device.clone() };
            let page = Page::ready(options).await?;
            for key in
                ["map", "line", "loss", "descent", "overfit", "neuron", "layers", "depth", "backprop", "cat", "free"]
            {
                page.script(&format!("kittengrad.open('{key}')")).await?;
                has_come(&page).await?;
                let faults = "(await axe.run()).violations.map((fault) =>
                    fault.id + ': ' + fault.nodes.map((node) => node.target.join(' ')).join(', '))";
                let faults = page.value(faults).await?;
                assert_eq!(faults, json!([]), "{key}, {language}, dark: {dark}");
            }
        }
    }
    Ok(())
}

/// Fails when something has moved by more than a hair: the mark of the best step does, as a run grows longer.
async fn still(page: &Page, key: &str) -> Outcome {
    let moved = number(page, "shifted.reduce((sum, [by]) => sum + by, 0)").await?;
    assert!(moved < 2e-5, "{key}: {moved}, {}", page.value("shifted").await?);
    Ok(())
}

/// Nothing that is said or that happens moves anything: neither a run, nor a divergence, nor another language.
#[tokio::test]
async fn nothing_jumps_in_any_chapter() -> Outcome {
    let before = "globalThis.shifted = [];
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifted.push([entry.value,
                ...entry.sources.map((source) => (source.node?.id || source.node?.className || source.node?.nodeName) + ' '
                    + JSON.stringify(source.previousRect) + ' ' + JSON.stringify(source.currentRect))]);
        }).observe({ type: 'layout-shift', buffered: true })";
    for device in [Options::default(), Options::phone()] {
        let page = Page::ready(Options { before: Some(before.to_owned()), ..device }).await?;
        for key in ["line", "loss", "descent", "overfit", "neuron", "layers", "depth", "backprop", "free"] {
            page.script(&format!("kittengrad.open('{key}')")).await?;
            page.drawn().await?;
            page.script("shifted.length = 0; kittengrad.play()").await?;
            page.wait("kittengrad.status().step > 12").await?;
            page.script("kittengrad.set('learning-rate', 10); kittengrad.play()").await?;
            page.wait_at_most(LONG, "kittengrad.status().step > 40 || kittengrad.status().state === 'diverged'")
                .await?;
            page.drawn().await?;
            still(&page, key).await?;
            for (list, key) in [("Language", Key::Down), ("语言", Key::Up)] {
                keys(&page, &page.find("combobox", list).await?, key, 1).await?;
                page.drawn().await?;
            }
            still(&page, key).await?;
            assert!(number(&page, "scrollY").await? == 0.0, "{key}");
        }
    }
    Ok(())
}
