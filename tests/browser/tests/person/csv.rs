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
    let place = page.find("textbox", "Your table").await?;
    place.click().await?;
    page.script("document.activeElement.select()").await?;
    page.cdp("Input.insertText", json!({ "text": table })).await?;
    page.script("document.querySelector('#csv-read').click()").await.map(drop)
}

/// The dialog in which a table is looked at is open, and says this.
async fn looked_at(page: &Page, summary: &str) -> Outcome {
    let said =
        format!("document.querySelector('#table[open] [data-role=summary]')?.textContent.includes({})", json!(summary));
    page.wait(&said).await
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
    for table in ["", "hello\nworld"] {
        paste(&page, table).await?;
        page.wait("document.querySelector('#csv-fault').checkVisibility()").await?;
        let told = fault(&page).await?;
        assert!(
            told.contains("no row of numbers") && told.contains("Your points are as they were."),
            "{table:?}: {told}"
        );
        assert_eq!(crate::hands::everything(&page).await?, before, "{table:?}");
    }
    // A row that cannot be read is left out, and that is seen first; its line can be mended.
    paste(&page, "x,y\n1,2\n3,4\n5,six\n7,8").await?;
    looked_at(&page, "3 of 4 rows become points; 1 left out.").await?;
    assert_eq!(crate::hands::everything(&page).await?, before);
    page.script("document.querySelector('#table [data-role=left]').open = true").await?;
    page.click("button", "line 4").await?;
    let marked = "(field => field.value.slice(field.selectionStart, field.selectionEnd))(document.activeElement)";
    page.wait(&format!("{marked} === '5,six'")).await?;
    page.cdp("Input.insertText", json!({ "text": "5,6" })).await?;
    page.script("document.querySelector('#csv-read').click()").await?;
    says(&page, "Read 4 points.").await?;
    page.click("button", "Undo").await?;
    page.wait("kittengrad.points().length === 3").await?;
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
    looked_at(&page, "2,000 of 2,001 rows become points: a sample, drawn by the seed.").await?;
    assert_eq!(points(&page).await?, before);
    page.click("button", "Cancel").await?;
    page.wait("!document.querySelector('#table').open").await?;
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
    page.script(&twice("'1,2\\n3,4'", "'1,2\\n'.repeat(5500000)")).await?;
    page.wait(&format!("{fault}.innerText.includes('20 MB')")).await?;
    page.drawn().await?;
    assert_eq!(points(&page).await?.len(), 3);
    assert_eq!(page.value(&format!("{fault}.innerText.includes('20 MB')")).await?, true);
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

#[tokio::test]
async fn a_table_is_corrected_by_a_press_each() -> Outcome {
    let page = open().await?;
    paste(&page, "Prices 2024\nid,area,rooms,price\n1,50,2,300\n2,80,3,410\n3,65,2,350\nTotal,,,1060").await?;
    looked_at(&page, "All 3 rows become points.").await?;
    let pressed = |label: &str| {
        format!("document.querySelector('#table [aria-label=\"{label}\"]').getAttribute('aria-pressed') === 'true'")
    };
    page.wait(&pressed("use area as x")).await?;
    page.wait(&pressed("use price as y")).await?;
    page.photograph("table").await?;
    page.click("button", "use rooms as x").await?;
    page.wait(&pressed("use rooms as x")).await?;
    page.click("button", "use price as x").await?;
    page.wait(&pressed("use rooms as y")).await?;
    page.click("button", "use area as y").await?;
    let use_it = page.find("button", "Use these points").await?;
    use_it.click().await?;
    says(&page, "Read 3 points.").await?;
    assert_eq!(
        points(&page).await?.iter().map(|p| (p.x, p.y)).collect::<Vec<_>>(),
        [(300.0, 50.0), (410.0, 80.0), (350.0, 65.0)]
    );
    page.console_is_clean().await
}

#[tokio::test]
async fn a_table_is_dropped_or_pasted_anywhere() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    // In the story as well: one's own points are looked at in free play.
    page.script(
        "const data = new DataTransfer();
         data.items.add(new File([new Uint8Array([0xc3, 0xe6, 0xbb, 0xfd, 0x2c, 0xd7, 0xdc, 0xbc, 0xdb, 0x0a, 0x35, 0x30, 0x2c, 0x33, 0x30, 0x30])], 'a.csv'));
         const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
         document.querySelector('main').dispatchEvent(drop);
         document.body.dataset.taken = drop.defaultPrevented;",
    )
    .await?;
    looked_at(&page, "1 row becomes a point.").await?;
    assert_eq!(page.value("document.body.dataset.taken").await?, "true", "the browser does not open the file");
    assert_eq!(page.value("document.querySelector('#table thead').textContent.includes('面积')").await?, true);
    // The encoding can be changed, and changed back.
    let encoding = "document.querySelector('#table [data-way=encoding]')";
    let choose = |label: &str| {
        format!("{encoding}.value = '{label}'; {encoding}.dispatchEvent(new Event('change', {{ bubbles: true }}))")
    };
    page.script(&choose("windows-1252")).await?;
    page.wait("document.querySelector('#table thead').textContent.includes('Ãæ»ý')").await?;
    // Under whichever it is, it is looked at still.
    page.script(&choose("utf-8")).await?;
    page.wait("document.querySelector('#table thead').textContent.includes('\u{fffd}')").await?;
    assert_eq!(page.value("document.querySelector('#table').open").await?, true);
    page.script(&choose("gb18030")).await?;
    page.wait("document.querySelector('#table thead').textContent.includes('面积')").await?;
    page.click("button", "Use these points").await?;
    page.wait("kittengrad.points().length === 1 && location.hash.includes('free')").await?;

    page.script(
        "const data = new DataTransfer();
         data.setData('text/plain', 'x\\ty\\n1\\t2\\n3\\t4');
         document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));",
    )
    .await?;
    says(&page, "Read 2 points.").await?;
    // What is no table is named as what it is.
    page.script(
        "const data = new DataTransfer();
         data.items.add(new File(['PK\\x03\\x04 and more'], 'a.xlsx'));
         document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));",
    )
    .await?;
    page.wait("document.querySelector('#csv-fault').checkVisibility()").await?;
    assert!(fault(&page).await?.contains("This is a spreadsheet"), "{}", fault(&page).await?);
    assert_eq!(points(&page).await?.len(), 2);
    page.console_is_clean().await
}

#[tokio::test]
async fn scripts_read_tables() -> Outcome {
    let page = Page::ready(Options::default()).await?;
    let read = page.value("kittengrad.readTable('id,area,price\\n1,50,$300\\n2,NA,$410\\n3,65,$350')").await?;
    assert_eq!(read["columns"][2], json!({ "name": "price", "kind": "number", "unit": "$" }));
    assert_eq!((&read["x"], &read["y"], &read["label"]), (&json!(1), &json!(2), &json!(null)));
    assert_eq!((&read["rows"], &read["taken"], &read["sampled"]), (&json!(3), &json!(2), &json!(false)));
    assert_eq!(read["left"][0], json!({ "line": 3, "text": "NA", "why": "nothing was measured" }));
    let before = points(&page).await?;
    let options = "{ x: 'row', y: 0, header: true, decimal: '.' }";
    let read = page.value(&format!("kittengrad.importTable('a,b\\n5,6\\n7,8', {options})")).await?;
    assert_eq!((&read["x"], &read["y"], &read["taken"]), (&json!("row"), &json!(0), &json!(2)));
    assert_ne!(points(&page).await?, before);
    assert_eq!(page.value("kittengrad.points().map(p => [p.x, p.y])").await?, json!([[1, 5], [2, 7]]));
    let bytes = "new Uint8Array([0x46, 0x6c, 0xe4, 0x63, 0x68, 0x65, 0x3b, 0x79, 0x0a, 0x33, 0x3b, 0x34])";
    let read = page.value(&format!("kittengrad.readTable({bytes})")).await?;
    assert_eq!((&read["encoding"], &read["columns"][0]["name"]), (&json!("windows-1252"), &json!("Fläche")));
    for (call, why) in [
        ("kittengrad.readTable('a,b\\n1,2', { x: 'c' })", "no column “c”; the columns are a, b"),
        ("kittengrad.readTable(7)", "take a text or bytes"),
        ("kittengrad.readTable('words')", "no row of numbers"),
    ] {
        let said =
            page.value(&format!("(() => {{ try {{ {call} }} catch (error) {{ return error.message }} }})()")).await?;
        assert!(said.as_str().is_some_and(|said| said.contains(why)), "{said}");
    }
    page.console_is_clean().await
}
