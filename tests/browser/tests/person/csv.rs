//! One's own table: pasted, chosen as a file, saved.

use std::{fs, time::Duration};

use kittengrad_browser::{Failure, Options, Outcome, Page, root};
use serde_json::json;

use crate::hands::{POINTS, Point, count, nothing_is_blank, number, points, says, text};

/// A page with its place for tables open.
async fn open() -> Outcome<Page> {
    let page = Page::ready(Options::default()).await?;
    page.script("document.querySelector('#csv').open = true").await?;
    Ok(page)
}

/// Pastes a table, as a whole, and reads it in.
async fn paste(page: &Page, table: &str) -> Outcome {
    let place = page.find("textbox", "Points as CSV").await?;
    place.click().await?;
    page.script("document.activeElement.select()").await?;
    page.cdp("Input.insertText", json!({ "text": table })).await?;
    page.click("button", "Use these points").await
}

/// Why a table was refused, as it is shown; empty when it was not.
async fn fault(page: &Page) -> Outcome<String> {
    page.drawn().await?;
    text(page, "#csv-fault").await
}

fn point(x: f64, y: f64) -> Point {
    Point { x, y, held_out: false }
}

#[tokio::test]
async fn a_table_is_pasted_refused_and_mended() -> Outcome {
    let page = open().await?;
    paste(&page, "Entfernung;Preis\n1,5;870\n3,25;815,5\n7;640\n").await?;
    says(&page, "Read 3 points.").await?;
    let unsplit = |points: Vec<Point>| points.into_iter().map(|p| point(p.x, p.y)).collect::<Vec<_>>();
    let good = points(&page).await?;
    assert_eq!(unsplit(good.clone()), [point(1.5, 870.0), point(3.25, 815.5), point(7.0, 640.0)]);
    assert!(good.iter().any(|p| !p.held_out));
    assert_eq!(fault(&page).await?, "");
    // The names of the columns are those of the axes, and so of the formula.
    page.drawn().await?;
    let formula = text(&page, "#formula").await?;
    assert!(formula.starts_with("Preis = ") && formula.contains("· Entfernung"), "{formula}");
    page.click("button", "Step 100").await?;
    let loss = number(&page, "kittengrad.status().trainLoss").await?;
    page.click("button", "Step 100").await?;
    assert!(number(&page, "kittengrad.status().trainLoss").await? <= loss);

    let before = crate::hands::everything(&page).await?;
    for (table, why) in [
        ("x,y\n1,2\n3,4\n5,six\n7,8", "Line 4: “six” is not a number"),
        ("1,2\n3\n5,6\n7,8", "Line 2: “3” has 1 cell instead of 2"),
        ("1,2\n3,inf\n5,6", "Line 2: “inf” is not a finite number"),
        ("", "There is no row of numbers in it."),
        ("hello\nworld", ""),
    ] {
        paste(&page, table).await?;
        page.wait("document.querySelector('#csv-fault').checkVisibility()").await?;
        let told = fault(&page).await?;
        assert!(told.contains(why) && told.contains("Your points are as they were."), "{table:?}: {told}");
        assert_eq!(crate::hands::everything(&page).await?, before, "{table:?}");
    }
    // Tabs from a spreadsheet, a byte order mark, quotes, line ends of another system.
    paste(&page, "\u{feff}\"x, in m\"\t\"y\"\r\n1\t2\r\n\"3\"\t4\r\n").await?;
    says(&page, "Read 2 points.").await?;
    assert_eq!(unsplit(points(&page).await?), [point(1.0, 2.0), point(3.0, 4.0)]);
    assert_eq!(fault(&page).await?, "", "the old message is gone");
    page.console_is_clean().await
}

#[tokio::test]
async fn real_prices_in_metres_train_under_the_defaults() -> Outcome {
    let page = open().await?;
    let rows: Vec<_> = (0..80)
        .map(|i| {
            let metres = 400.0 + 137.0 * f64::from(i % 80);
            let price = 912_000.0 - 41.5 * metres + 9000.0 * f64::from((i * 7919) % 13 - 6) / 6.0;
            format!("{metres},{price}")
        })
        .collect();
    paste(&page, &format!("metres,price\n{}", rows.join("\n"))).await?;
    says(&page, "Read 80 points.").await?;
    page.click("button", "Play").await?;
    page.wait("kittengrad.status().trainLoss < 1e8").await?;
    page.script("kittengrad.pause()").await?;
    page.script("kittengrad.step(500)").await?;
    let at = number(&page, "kittengrad.predict([5000])[0]").await?;
    assert!((at - (912_000.0 - 41.5 * 5000.0)).abs() < 4000.0, "{at}");
    let slope = number(&page, "(([a, b]) => (b - a) / 1000)(kittengrad.predict([5000, 6000]))").await?;
    assert!((slope + 41.5).abs() < 1.5, "{slope}");
    nothing_is_blank(&page).await?;
    page.photograph("csv-metres").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn files_are_read_and_saved() -> Outcome {
    let page = open().await?;
    let folder = root().join(format!("target/browser-files-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let write = |name: &str, rows: usize| {
        let rows: Vec<_> = (0..rows).map(|i| format!("{},{}", i as f64 / 8.0, (i * i % 97) as f64 / 4.0)).collect();
        let file = folder.join(name);
        fs::write(&file, rows.join("\n")).map(|()| file)
    };
    let input = page.find_part("button", "Choose a file").await?;
    for rows in [7, 2000] {
        input.send_keys(write("good.csv", rows)?.to_string_lossy().as_ref()).await?;
        count(&page, rows).await?;
    }
    let before = points(&page).await?;
    assert_eq!((before[9].x, before[9].y), (1.125, 20.25));
    input.send_keys(write("many.csv", 2001)?.to_string_lossy().as_ref()).await?;
    page.wait("document.querySelector('#csv-fault').innerText.includes('2001 points are too many: at most 2000')")
        .await?;
    assert_eq!(points(&page).await?, before);
    // A file that is chosen while another is being read takes its place, also when it is refused.
    let twice = |first: &str, second: &str| {
        format!(
            "const input = document.querySelector('#csv-file');
            for (const text of [{first}, {second}]) {{
                const files = new DataTransfer();
                files.items.add(new File([text], 'points.csv'));
                input.files = files.files;
                input.dispatchEvent(new Event('change', {{ bubbles: true }}));
            }}"
        )
    };
    let fault = "document.querySelector('#csv-fault')";
    page.script(&twice("'1,2\\n'.repeat(400000)", "'1,2\\n3,4\\n5,6'")).await?;
    count(&page, 3).await?;
    assert_eq!(page.value(&format!("{fault}.checkVisibility()")).await?, false);
    page.script(&twice("'1,2\\n3,4'", "'1,2\\n'.repeat(1100000)")).await?;
    page.wait(&format!("{fault}.innerText.includes('4 MB')")).await?;
    page.drawn().await?;
    assert_eq!(points(&page).await?.len(), 3);
    assert_eq!(page.value(&format!("{fault}.innerText.includes('4 MB')")).await?, true);
    input.send_keys(write("many.csv", 2000)?.to_string_lossy().as_ref()).await?;
    count(&page, 2000).await?;

    // Two thousand points are no burden.
    page.click("button", "Play").await?;
    page.wait("kittengrad.status().step > 20").await?;
    page.script("kittengrad.pause()").await?;
    nothing_is_blank(&page).await?;

    // What is saved reads back as the same points with the same split.
    let saving = json!({ "behavior": "allow", "downloadPath": folder.to_string_lossy() });
    page.cdp("Browser.setDownloadBehavior", saving).await?;
    page.click("button", "Save points as CSV").await?;
    let saved = folder.join("kittengrad.csv");
    let mut waited = 0;
    while !saved.is_file() {
        waited += 1;
        if waited > 200 {
            return Err(Failure::new("nothing was saved"));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    page.click("button", "Start over with the defaults").await?;
    count(&page, POINTS).await?;
    input.send_keys(saved.to_string_lossy().as_ref()).await?;
    count(&page, 2000).await?;
    assert_eq!(points(&page).await?, before);
    fs::remove_dir_all(&folder)?;
    page.console_is_clean().await
}
