//! How much of the error walks back, and by which ways: in the chapters, and layer by layer in free play.

use crate::chapters::{LONG, Person, everyone};
use kittengrad_browser::{Key, Options, Outcome, Page};

#[tokio::test]
async fn depth_by_every_hand() -> Outcome {
    for (hand, chinese) in everyone() {
        let person = Person::in_chapter(hand, chinese, "depth").await?;
        person.press("button", person.say("Wide", "宽的")).await?;
        person.press("button", person.say("Play", "开始")).await?;
        person.reaches(0).await?;
        let faint = person.say("does not reach layer 1", "到不了第 1 层");
        person.page.wait(&format!("document.querySelector('#verdict').textContent.includes('{faint}')")).await?;
        person
            .press(
                "button",
                person.say(
                    "ReLU with He slope 1 where it is on; first weights to match",
                    "ReLU 加 He 开着时坡度是 1；初始权重与之相配",
                ),
            )
            .await?;
        person.reaches(1).await?;
        person.press("button", person.say("Race 20 times", "比 20 场")).await?;
        let counted = person.say("Of 20 races deep won 12.", "比了 20 场，深的赢了 12 场。");
        let counted = format!("document.querySelector('#verdict').textContent.includes('{counted}')");
        person.page.wait_at_most(LONG, &counted).await?;
        person.page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn backprop_by_every_hand() -> Outcome {
    for (hand, chinese) in everyone() {
        let person = Person::in_chapter(hand, chinese, "backprop").await?;
        person.press("button", person.say("It falls", "下降")).await?;
        for (en, zh, times) in [
            ("One layer on", "走一层", 3),
            ("How wrong?", "差多少？", 1),
            ("Walk back", "往回走", 1),
            ("Farther back", "继续往回", 2),
        ] {
            for _ in 0..times {
                person.press("button", person.say(en, zh)).await?;
            }
        }
        person.page.wait("document.querySelector('#walk-sums [data-role=gradient]').textContent === '−2.59'").await?;
        person.press("button", person.say("Try it out: change it a little", "试一试：改动一点点")).await?;
        person.page.wait("document.querySelector('#walk-sums [data-role=quotient]').textContent === '−2.59'").await?;
        person.reaches(0).await?;
        person.press("button", person.say("Check all gradients", "检查所有梯度")).await?;
        person.page.wait("document.querySelector('#walk-sums [data-role=checked]').textContent.includes('13')").await?;
        person.press("button", person.say("Take the step", "走这一步")).await?;
        person.reaches(1).await?;
        let fallen = person.say("the loss fell from 1.44 to 0.632", "损失从 1.44 降到 0.632");
        person.page.wait(&format!("document.querySelector('#verdict').textContent.includes('{fallen}')")).await?;
        person.press("button", person.say("One phase back", "退一步")).await?;
        person
            .page
            .wait("kittengrad.status().step === 0 && document.querySelector('#walk-sums [data-role=gradient]').textContent")
            .await?;
        person.page.console_is_clean().await?;
    }
    Ok(())
}

/// Whether what stands in this part of the panel holds a text.
fn tells(part: &str, text: &str) -> String {
    format!("document.querySelector('#gradients-told [data-role={part}]').textContent.includes('{text}')")
}

#[tokio::test]
async fn in_free_play_a_gradient_vanishes_and_comes_back_by_one_press_each() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    page.script("kittengrad.set('model', 'network')").await?;
    page.click("button", "Enlarge: inside, layer by layer").await?;
    page.click("button", "Gradients").await?;
    page.wait(&tells("verdict", "The gradient comes through.")).await?;
    page.click("button", "Sigmoid in eight layers").await?;
    page.wait(&tells("verdict", "1/4 at most")).await?;
    let share = page.value("1 / kittengrad.gradientFlow().ratio").await?.as_f64().unwrap_or(0.0);
    assert!(share > 1e4, "{share}");
    page.click("button", "ReLU with He").await?;
    page.wait(&tells("verdict", "The gradient comes through.")).await?;
    page.wait(&tells("became", "At the first step layer 1 got 1/")).await?;
    page.wait(&tells("spoken", "layer 8: ")).await?;
    // What became of it is the ratio that a script gets.
    let now = page.value("(f => f.first[0] / f.first.at(-1))(kittengrad.gradientFlow())").await?.as_f64();
    assert!(now.is_some_and(|now| now > 1e-2), "{now:?}");
    // One undo takes one press back; and what helps is offered, and reached by keys.
    page.click("button", "Undo").await?;
    page.wait(&tells("verdict", "1/4 at most")).await?;
    page.script("document.querySelector('[data-cure=half]').focus()").await?;
    page.press(Key::Enter + "").await?;
    page.wait("kittengrad.settings().layers === '8,8,8,8'").await?;
    page.click("button", "Undo").await?;
    page.wait("kittengrad.settings().layers === '8,8,8,8,8,8,8,8'").await?;
    page.click("button", "First weights too large").await?;
    page.wait(&tells("verdict", "The gradient explodes.")).await?;
    page.click("button", "First weights that suit").await?;
    page.wait(&tells("verdict", "The gradient comes through.")).await?;
    page.wait("document.querySelector('[data-cure=suited]').checkVisibility() === false").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn on_a_telephone_the_gradients_have_a_tab() -> Outcome {
    let page = Page::ready(Options::phone()).await?;
    page.click("tab", "Gradients").await?;
    page.click("button", "Sigmoid in eight layers").await?;
    page.wait(&tells("spoken", "of the last layer")).await?;
    page.drawn().await?;
    page.photograph("gradients-phone").await?;
    page.console_is_clean().await
}
