//! What is shown of gradients costs: a race of two large networks and of three small ones, the profile of a network, and a walk.

use kittengrad_browser::{Outcome, Page};

use crate::draw::{drawings, frames, smooth_for_five_seconds};

/// Two networks of eight layers of 64 race on 300 points; three models on two classes.
pub async fn races(page: &Page) -> Outcome {
    show(page, "race").await?;
    set(page, &[("dataset", "sine"), ("points", "300"), ("layers", "64,64,64,64,64,64,64,64")]).await?;
    page.script("kittengrad.race([{ activation: 'tanh' }]); kittengrad.rewind(); kittengrad.play()").await?;
    smooth_for_five_seconds(page, "two lanes of 8 layers of 64, 300 points").await?;
    page.script("kittengrad.pause()").await?;
    set(page, &[("dataset", "cats"), ("points", "120"), ("layers", "8,8"), ("pace", "200")]).await?;
    page.script("kittengrad.race([{ layers: '32' }, { model: 'line' }]); kittengrad.rewind(); kittengrad.play()")
        .await?;
    frames(page, "three lanes, cats", &["training", "race", "words", "whole"]).await?;
    page.script("kittengrad.race([])").await.map(drop)
}

/// The profile of a network while it trains.
pub async fn gradients(page: &Page) -> Outcome {
    set(page, &[("dataset", "houses"), ("points", "20"), ("layers", "8,8"), ("pace", "500")]).await?;
    for large in ["layers", "gradients"] {
        show(page, large).await?;
        page.script("kittengrad.rewind(); kittengrad.play()").await?;
        frames(page, &[large, " large"].concat(), &["gradients", "whole"]).await?;
    }
    Ok(())
}

/// A walk of a network of 8,8: its picture.
pub async fn walk(page: &Page) -> Outcome {
    show(page, "walk").await?;
    page.drawn().await?;
    drawings(page, &["walk"]).await
}

async fn show(page: &Page, large: &str) -> Outcome {
    page.script(&format!("document.querySelector('[data-show=\"large={large}\"]').click()")).await.map(drop)
}

async fn set(page: &Page, knobs: &[(&str, &str)]) -> Outcome {
    page.script("kittengrad.pause(); kittengrad.set('model', 'network')").await?;
    for (key, value) in knobs {
        page.script(&format!("kittengrad.set('{key}', '{value}')")).await?;
    }
    Ok(())
}
