//! The page without a network, in a folder of a site, and the way to a new version.

use std::{fs, path::PathBuf};

use kittengrad_browser::{Failure, Options, Outcome, Page};

/// A site of its own, with the page in a folder of it.
fn site(name: &str) -> Outcome<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (dist, site) = (root.join("dist"), root.join("target").join(name));
    let folder = site.join("folder");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    fs::write(site.join("index.html"), "<p>The page is elsewhere.</p>")?;
    let mut files = 0;
    for file in fs::read_dir(dist)?.flatten() {
        fs::copy(file.path(), folder.join(file.file_name()))?;
        files += 1;
    }
    if files < 10 { Err(Failure::new("dist/ holds no page")) } else { Ok(folder) }
}

fn options(site: &'static str) -> Options {
    Options { site, path: "folder/".into(), worker: true, ..Options::default() }
}

/// All is kept, and the worker answers for the page.
async fn is_kept(page: &Page) -> Outcome {
    page.wait("navigator.serviceWorker.controller !== null").await
}

async fn load(page: &Page) -> Outcome {
    page.script("globalThis.before = true; location.reload()").await?;
    page.wait("globalThis.before === undefined && document.documentElement.dataset.boot === 'ready'").await
}

#[tokio::test]
async fn after_the_first_visit_the_page_needs_no_network() -> Outcome {
    let folder = site("site-offline")?;
    let page = Page::ready(options("target/site-offline")).await?;
    is_kept(&page).await?;
    assert_eq!(
        page.value("navigator.serviceWorker.controller.scriptURL").await?,
        format!("{}folder/worker.js", page.url())
    );
    page.console_is_clean().await?;

    // There is nothing left to be had from the server.
    fs::remove_dir_all(&folder)?;
    load(&page).await?;
    page.script("kittengrad.open('free')").await?;
    page.wait("kittengrad.step(20).step >= 20").await?;
    page.script("kittengrad.open('cat')").await?;
    page.wait("document.querySelector('[data-lab=cat] canvas') !== null && kittengrad.status().step >= 0").await?;
    // By another way, and with a question behind the address.
    page.visit("folder/index.html?a=b#at=overfit").await?;
    page.wait_for_boot("ready").await?;
    page.wait("kittengrad.chapter().key === 'overfit'").await?;
    page.console_is_clean().await
}

#[tokio::test]
async fn a_new_version_is_offered_and_not_forced() -> Outcome {
    let folder = site("site-renewed")?;
    let page = Page::ready(options("target/site-renewed")).await?;
    is_kept(&page).await?;
    page.script("kittengrad.open('free'); kittengrad.set('learning-rate', 0.2)").await?;
    let (index, worker) = (folder.join("index.html"), folder.join("worker.js"));
    fs::write(&index, fs::read_to_string(&index)?.replace("<body>", "<body class=\"new\">"))?;
    let text = fs::read_to_string(&worker)?;
    let renewed = text.replacen("VERSION=\"", "VERSION=\"f", 1);
    assert_ne!(text, renewed);
    fs::write(&worker, renewed)?;

    page.script("navigator.serviceWorker.getRegistration().then((all) => all.update())").await?;
    page.wait("document.querySelector('#notices')?.innerText.includes('A new version')").await?;
    page.photograph("new-version").await?;
    // Not forced: what is loaded anew is still the old one, and offers the new one again.
    load(&page).await?;
    assert_eq!(page.value("document.body.className").await?, "");
    page.wait("document.querySelector('#notices')?.innerText.includes('A new version')").await?;
    page.script("globalThis.before = true").await?;
    page.click("button", "Reload to update").await?;
    page.wait("globalThis.before === undefined && document.body?.className === 'new' && document.documentElement.dataset.boot === 'ready'").await?;
    assert_eq!(page.value("kittengrad.settings()['learning-rate']").await?, 0.2);
    assert_eq!(page.value("document.querySelector('#notices')").await?, serde_json::Value::Null);
    // Of the versions before, the last one stays for tabs in which it is open.
    page.wait("(globalThis.names ??= 0, caches.keys().then((all) => { names = all.length }), names === 2)").await?;
    page.console_is_clean().await
}
