//! A monkey at the page: gestures by chance, each time the same. Many more are made by `cargo xtask bench --monkey`.

use kittengrad_browser::{
    Browser, Options, Outcome, Page,
    monkey::{Ended, Monkey},
};

async fn run(options: Options, monkey: Monkey) -> Outcome<Ended> {
    let page = Page::ready(options).await?;
    let ended = monkey.run(&page).await?;
    assert!(ended.wrong.is_empty(), "{}", ended.wrong.join("\n"));
    // Firefox lets a driver's script hear what the page draws on no canvas: there only its errors are heard.
    let counts = page.browser() == Browser::Chromium;
    assert!(!counts || ended.drawn > 10 * monkey.gestures, "{} calls of a canvas", ended.drawn);
    Ok(ended)
}

#[tokio::test]
async fn no_gesture_breaks_it() -> Outcome {
    run(Options::default(), Monkey { seed: 7, gestures: 1200, still: false }).await.map(drop)
}

#[tokio::test]
async fn no_gesture_breaks_it_in_firefox() -> Outcome {
    let options = Options { browser: Browser::Firefox, ..Options::default() };
    run(options, Monkey { seed: 8, gestures: 300, still: false }).await.map(drop)
}

#[tokio::test]
async fn the_same_gestures_lead_to_the_same_states() -> Outcome {
    let options = Options { reduced_motion: true, ..Options::default() };
    let still = || Monkey { seed: 9, gestures: 200, still: true };
    let (once, again) = (run(options.clone(), still()).await?, run(options, still()).await?);
    assert_eq!(once.digests.len(), 20);
    assert_eq!(once.digests, again.digests);
    let mut states: Vec<String> = once.digests.iter().map(|told| told[1].to_string()).collect();
    states.sort();
    states.dedup();
    assert!(states.len() > 10, "a monkey that does nothing: {states:?}");
    Ok(())
}
