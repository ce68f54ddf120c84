//! What the page weighs, how long it takes to start, how fast it trains and draws, and how its peers fare beside it.

mod cat;
mod classes;
mod drag;
mod draw;
mod grids;
mod monkey;
mod peers;
mod races;
mod soak;
mod train;
mod weigh;

use kittengrad_browser::{Failure, Options, Outcome, Page, root};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (what, more) = arguments.split_first().map_or(("", &[][..]), |(what, more)| (what.as_str(), more));
    // Each of these and nothing else; its numbers may follow.
    match what {
        "--monkey" => return monkey::monkey(more).await,
        "--soak" => return soak::soak(more).await,
        _ => {}
    }
    weigh::weigh(&root().join("dist"))?;
    weigh::start().await?;
    let page = Page::ready(Options::default()).await?;
    train::train(&page).await?;
    train::grow(&page).await?;
    grids::grids(&page).await?;
    draw::large(&page).await?;
    page.console_is_clean().await?;
    drop(page);
    // A page at its defaults, as a visitor meets it.
    let page = Page::ready(Options::default()).await?;
    draw::frame(&page).await?;
    page.console_is_clean().await?;
    drop(page);
    let page = Page::ready(Options::default()).await?;
    classes::frame(&page).await?;
    classes::large(&page).await?;
    page.console_is_clean().await?;
    drop(page);
    let page = Page::ready(Options::default()).await?;
    races::races(&page).await?;
    races::gradients(&page).await?;
    races::walk(&page).await?;
    page.console_is_clean().await?;
    drop(page);
    let page = Page::ready(Options::default()).await?;
    drag::drag(&page).await?;
    page.console_is_clean().await?;
    drop(page);
    cat::cat().await?;
    // Its script is there when `cargo xtask bench` was not told to leave the peers out.
    if what == "--peers" { peers::compare().await } else { Ok(()) }
}

/// The number in this place of the arguments, or another one where there is none.
fn number(arguments: &[String], place: usize, otherwise: u32) -> Outcome<u32> {
    let Some(text) = arguments.get(place) else { return Ok(otherwise) };
    text.parse().map_err(|_| Failure::new(format!("{text} is not a number")))
}
