//! A race in free play: a lane is added, made otherwise, run to the end and over many seeds, and taken over.

use crate::chapters::{Hand, LONG, Person, everyone};
use crate::hands::set;
use kittengrad_browser::{Key, Outcome};

#[tokio::test]
async fn a_race_by_every_hand() -> Outcome {
    for (hand, chinese) in everyone() {
        let person = Person::in_chapter(hand, chinese, "free").await?;
        let page = &person.page;
        for (key, value) in [("dataset", "sine"), ("model", "network"), ("pace", "100000")] {
            set(page, key, value).await?;
        }
        match hand {
            // On a telephone it is one of the tabs.
            Hand::Finger => page.find("tab", person.say("Race", "比赛")).await?.click().await?,
            Hand::Mouse | Hand::Keys => person.press("button", person.say("Race", "比赛")).await?,
        }
        person.press("button", person.say("another shape, as large", "大小相当、形状不同的")).await?;
        page.wait("kittengrad.race()?.lanes[1].settings.layers === '32'").await?;
        person.press("DisclosureTriangle", person.say("Change", "改")).await?;
        let layers = page.find("textbox", person.say("Neurons in each layer", "各层神经元数")).await?;
        page.wait("document.querySelector('#race-lanes [data-knob=layers]:not([data-whose=today] *)').value === '32'")
            .await?;
        layers.send_keys(Key::Control + "a").await?;
        layers.send_keys("99").await?;
        layers.send_keys(Key::Enter + "").await?;
        page.wait("document.querySelector('#race-fault').textContent.includes('99')").await?;
        layers.send_keys(Key::Control + "a").await?;
        layers.send_keys("16").await?;
        layers.send_keys(Key::Enter + "").await?;
        page.wait("kittengrad.race().lanes[1].settings.layers === '16'").await?;
        page.wait("document.querySelector('#race-fault').textContent === ''").await?;
        person.press("button", person.say("Play", "开始")).await?;
        page.wait_at_most(LONG, "kittengrad.race().level && kittengrad.status().step === 2000").await?;
        let over = person.say("After 2,000 steps ", "2,000 步后");
        page.wait(&format!("document.querySelector('#race-told').textContent.startsWith('{over}')")).await?;
        person.press("button", person.say("Race 20 times", "比 20 场")).await?;
        let counted = person.say("With 20 seeds, of which this is the first: ", "换了 20 个种子各比一场：");
        let counted = format!("document.querySelector('#race-told').textContent.includes('{counted}')");
        page.wait_at_most(LONG, &counted).await?;
        person.press("button", person.say("Take over", "换成它")).await?;
        page.wait("kittengrad.race() === null && kittengrad.settings().layers === '16'").await?;
        page.wait("kittengrad.undo() || kittengrad.settings().layers === '8,8'").await?;
        page.console_is_clean().await?;
    }
    Ok(())
}

/// What a script may ask of a race, and what not.
#[tokio::test]
async fn a_race_by_script() -> Outcome {
    let person = Person::in_chapter(Hand::Mouse, false, "free").await?;
    let page = &person.page;
    let refused = "(given) => { try { kittengrad.race(given); return ''; } catch (why) { return why.message; } }";
    for (given, word) in [
        ("7", "list"),
        ("[7]", "object"),
        ("[{}, {}, {}]", "at most 2"),
        ("[{seed: 3}]", "seed"),
        ("[{layers: '99'}]", "99"),
        ("[{speed: 1}]", "speed"),
    ] {
        page.wait(&format!("({refused})({given}).includes('{word}')")).await?;
    }
    page.wait("kittengrad.race() === null").await?;
    page.wait("kittengrad.race([{model: 'network'}, {optimizer: 'adam', 'learning-rate': 0.1}]).lanes.length === 3")
        .await?;
    page.wait("kittengrad.step(50) ?? kittengrad.race().lanes[2].settings['learning-rate'] === 0.1").await?;
    page.wait("kittengrad.race([]) === null").await?;
    page.console_is_clean().await
}
