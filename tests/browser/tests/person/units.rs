//! In Chinese a reader meets one unit, 万: on the sliders, in the formulas, and in the field of a price. Scripts count in
//! thousands as ever.

use crate::hands::{field, number, points, text};
use kittengrad_browser::{FREE_PLAY, Key, Options, Outcome, Page};
use serde_json::json;

#[tokio::test]
async fn sliders_say_what_the_line_is_in_the_unit_of_the_prices() -> Outcome {
    for (language, size) in [("en", 1.0), ("zh-CN", 10.0)] {
        let page = Page::ready(Options { language, path: "#at=loss".to_owned(), ..Options::default() }).await?;
        for (slider, parameter) in [("lay-u", 0), ("lay-v", 1)] {
            page.wait(&format!("document.querySelector('#{slider}-text').innerText !== ''")).await?;
            let said = text(&page, &format!("#{slider}-text")).await?;
            let told = said.replace('−', "-").parse::<f64>()?;
            let value = number(&page, &format!("kittengrad.parameters()[{parameter}]")).await?;
            assert!((size * told - value).abs() < 0.005 * value.abs(), "{language}: {said} {value}");
            let spoken = page.value(&format!("document.querySelector('#{slider}').ariaValueText")).await?;
            assert_eq!(spoken, said, "what is spoken is what is seen");
        }
        page.console_is_clean().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_price_that_is_typed_is_in_the_unit_of_the_axis_and_stays_as_it_was_typed() -> Outcome {
    for (language, name, typed, price) in
        [("en", "y of the chosen point", "731.25", 731.25), ("zh-CN", "选中点的 y", "73.125", 731.25)]
    {
        let page = Page::ready(Options { language, path: FREE_PLAY.to_owned(), ..Options::default() }).await?;
        let chinese = language != "en";
        let tray =
            if chinese { "更多：误差、精确的点、提问" } else { "More: errors, exact points, a question" };
        page.click("button", tray).await?;
        let picture = page.find("application", if chinese { "数据与拟合" } else { "Data and fit" }).await?;
        picture.send_keys("]").await?;
        page.wait("document.querySelector('#point-y').value !== ''").await?;
        let first = points(&page).await?[0].y;
        let shown = number(&page, "+document.querySelector('#point-y').value").await?;
        assert!((shown * price / typed.parse::<f64>()? - first).abs() < 1e-3 * first, "{language}: {shown} {first}");
        field(&page, "spinbutton", name, typed, Key::Enter).await?;
        page.wait(&format!("Math.abs(kittengrad.points()[0].y - {price}) < 1e-9")).await?;
        assert_eq!(page.value("document.querySelector('#point-y').value").await?, json!(typed));
        page.console_is_clean().await?;
    }
    Ok(())
}
