//! What the page weighs, how long it takes to start, how fast it trains and draws, and how its peers fare beside it.

mod cat;
mod classes;
mod drag;
mod draw;
mod grids;
mod peers;
mod races;
mod train;
mod weigh;

use kittengrad_browser::{Options, Outcome, Page, root};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
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
    if std::env::args().any(|argument| argument == "--peers") { peers::compare().await } else { Ok(()) }
}
