//! A laboratory arrives when it is asked for, and not before: module, words and style sheet together. What goes wrong on its
//! way is told to who asked.

use std::time::Duration;

use kittengrad_browser::{Lab, Mischief, Options, Outcome, Page, labs, root};

/// The site with a small laboratory beside its program, as xtask/src/labs.rs makes it.
const SITE: &str = "target/site-with-module";

/// The laboratory of the tests.
fn lab() -> Outcome<Lab> {
    let mut all = labs(&root().join(SITE))?;
    let at = all.iter().position(|lab| lab.name == "test").expect("the laboratory of the tests");
    Ok(all.swap_remove(at))
}

/// Its files by name: what is fetched together, each with a way to see it go wrong.
fn files() -> Outcome<[&'static str; 3]> {
    let Lab { module, words, sheet, .. } = lab()?;
    // A test ends soon enough; until then the names of what is served are kept.
    Ok([module, words.expect("its words"), sheet.expect("its style sheet")].map(|file| &*file.leak()))
}

fn options(mischief: &[(&'static str, Mischief)]) -> Options {
    Options { site: SITE, mischief: mischief.to_vec(), ..Options::default() }
}

/// The page, with a place for what the laboratory shows.
async fn page(mischief: &[(&'static str, Mischief)]) -> Outcome<Page> {
    let page = Page::ready(options(mischief)).await?;
    page.script("document.body.insertAdjacentHTML('beforeend', '<div data-lab=test></div>')").await?;
    Ok(page)
}

/// The addresses of all files of laboratories that the page has asked for, whichever they are.
const FETCHED: &str = "performance.getEntriesByType('resource').map(e => e.name).filter(name =>
    /\\.(wasm|html|css)(\\?|$)/.test(name) && !/(_bg|_second)\\.wasm/.test(name) && !/\\/(style|free|elsewhere)[-\\w]*\\.css/.test(name))";

/// Asks for the laboratory, and keeps what comes of it as `came` or `failed`.
const ASK: &str = "globalThis.came = globalThis.failed = null; globalThis.shares = [];
    kittengradLab('test', (share) => shares.push(share)).then((lab) => came = lab, (error) => failed = String(error))";

async fn fetched(page: &Page) -> Outcome<usize> {
    Ok(page.value(&format!("{FETCHED}.length")).await?.as_u64().unwrap_or_default() as usize)
}

/// All of it is there, and once.
async fn is_there_once(page: &Page) -> Outcome {
    assert_eq!(page.value("came.add(2.5, 4)").await?, 6.5);
    let count = |what: &str| format!("document.querySelectorAll('{what}').length");
    for what in ["link[href*=\"/test-\"]", "[data-lab=test] > section", ".test-lab", "#test-title"] {
        assert_eq!(page.value(&count(what)).await?, 1, "{what}");
    }
    assert_eq!(page.value("document.querySelector('#test-title [lang=zh-Hans]').textContent").await?, "实验室");
    // Its style sheet makes it as wide.
    assert_eq!(page.value("document.querySelector('.test-lab').getBoundingClientRect().width").await?, 123);
    Ok(())
}

/// Nothing of it is there, and the page goes on.
async fn nothing_is_left(page: &Page) -> Outcome {
    assert_eq!(page.value("document.querySelectorAll('link[href*=\"/test-\"], .test-lab').length").await?, 0);
    assert_eq!(page.value("document.documentElement.dataset.boot").await?, "ready");
    assert_eq!(page.value("kittengrad.step(3).step > 0").await?, true);
    Ok(())
}

#[tokio::test]
async fn a_laboratory_is_fetched_when_it_is_asked_for() -> Outcome {
    let page = page(&[]).await?;
    page.drawn().await?;
    assert_eq!(fetched(&page).await?, 0, "a first visit takes the program only");
    // What is shown is looked at as soon as the promise is kept, and not later: pictures are measured then.
    page.script(&format!(
        "{ASK}.then(() => globalThis.wide = document.querySelector('.test-lab').getBoundingClientRect().width)"
    ))
    .await?;
    page.wait("globalThis.wide").await?;
    assert_eq!(page.value("wide").await?, 123);
    is_there_once(&page).await?;
    assert_eq!(fetched(&page).await?, 3);
    // Under the names that it gave them; the linker adds two of its own.
    let names = "Object.keys(came).filter((name) => !name.startsWith('__')).sort().join()";
    assert_eq!(page.value(names).await?, "add,keep,memory");
    assert_eq!(page.value("came.keep(2)").await?, 42);
    // It has a memory of its own, and is the same one for whoever asks again.
    let memory = "came.memory instanceof WebAssembly.Memory && came.memory.buffer.byteLength > 0";
    assert_eq!(page.value(memory).await?, true);
    assert_eq!(page.value("await kittengradLab('test') === came").await?, true);
    assert_eq!(page.value("(await kittengradLab('test')).keep(0)").await?, 42);
    assert_eq!(fetched(&page).await?, 3);
    // The shares grow until all is there.
    assert_eq!(page.value("shares.length > 0 && shares.every((s, i) => !i || s > shares[i - 1])").await?, true);
    assert_eq!(page.value("shares.at(-1)").await?, 1);
    page.console_is_clean().await
}

#[tokio::test]
async fn two_who_ask_at_once_get_the_same_laboratory() -> Outcome {
    let page = page(&[]).await?;
    let both = "(([a, b]) => a === b && (globalThis.came = a))
        (await Promise.all([kittengradLab('test'), kittengradLab('test')])) === came";
    assert_eq!(page.value(both).await?, true);
    assert_eq!(fetched(&page).await?, 3);
    is_there_once(&page).await
}

#[tokio::test]
async fn a_laboratory_comes_to_a_page_without_a_place_for_it() -> Outcome {
    let page = Page::ready(options(&[])).await?;
    assert_eq!(page.value("(await kittengradLab('test')).add(1, 2)").await?, 3);
    page.console_is_clean().await
}

#[tokio::test]
async fn whatever_of_a_laboratory_stalls_or_breaks_once_is_tried_again() -> Outcome {
    for file in files()? {
        for mischief in [Mischief::StallOnce, Mischief::DropOnce] {
            let page = page(&[(file, mischief)]).await?;
            page.script(ASK).await?;
            page.wait_at_most(Duration::from_secs(15), "came").await?;
            is_there_once(&page).await?;
            let again = page.value(&format!("{FETCHED}.filter((name) => name.endsWith('?again=1')).length")).await?;
            assert_eq!(again, 3, "{file}: {mischief:?}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_laboratory_that_does_not_come_is_told_to_who_asked() -> Outcome {
    let [module, words, sheet] = files()?;
    for (file, mischief, told) in [
        (module, Mischief::Stall, "stalled"),
        (module, Mischief::Missing, "404"),
        (words, Mischief::Missing, "404"),
        (sheet, Mischief::Stall, "stalled"),
        (sheet, Mischief::Missing, "css"),
    ] {
        let page = page(&[(file, mischief)]).await?;
        page.script(ASK).await?;
        page.wait_at_most(Duration::from_secs(20), "failed").await?;
        let failed = page.value("failed").await?;
        assert!(failed.as_str().is_some_and(|failed| failed.contains(told)), "{file}: {failed}");
        nothing_is_left(&page).await?;
        // Whoever asks again tries again.
        let before = fetched(&page).await?;
        page.script(ASK).await?;
        page.wait_at_most(Duration::from_secs(20), "failed").await?;
        assert!(fetched(&page).await? > before, "{file}: {before}");
        nothing_is_left(&page).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_laboratory_that_comes_when_it_is_asked_for_again_is_there_once() -> Outcome {
    let page = page(&[]).await?;
    // Both attempts meet a module that is none; words and style sheet arrive each time.
    page.script(
        "globalThis.honest = WebAssembly.instantiate; WebAssembly.instantiate = () => Promise.reject(Error('spoilt'))",
    )
    .await?;
    page.script(ASK).await?;
    page.wait("failed").await?;
    assert_eq!(page.value("failed").await?, "Error: spoilt");
    nothing_is_left(&page).await?;
    page.script("WebAssembly.instantiate = honest").await?;
    page.script(ASK).await?;
    page.wait("came").await?;
    is_there_once(&page).await
}

#[tokio::test]
async fn a_laboratory_that_there_is_not_is_an_error() -> Outcome {
    let page = page(&[]).await?;
    assert_eq!(page.value("await kittengradLab('none').catch((error) => error instanceof Error)").await?, true);
    assert_eq!(page.value("kittengradLab('test') !== kittengradLab('none')").await?, true);
    Ok(())
}

#[test]
fn the_site_itself_has_its_own_laboratories_only() -> Outcome {
    let folder = root().join("dist");
    let labs = labs(&folder)?;
    assert!(labs.iter().all(|lab| lab.name != "test"), "that of the tests");
    let known: Vec<&String> = labs.iter().flat_map(Lab::files).collect();
    assert!(known.len() >= labs.len() && !known.is_empty());
    let files = std::fs::read_dir(&folder)?.flatten();
    let names: Vec<String> = files.filter_map(|file| file.file_name().into_string().ok()).collect();
    let of_the_program = |name: &String| name.ends_with("_bg.wasm") || name.ends_with("_second.wasm");
    let mut modules: Vec<&String> =
        names.iter().filter(|name| name.ends_with(".wasm") && !of_the_program(name)).collect();
    modules.sort();
    let mut told: Vec<&String> = labs.iter().map(|lab| &lab.module).collect();
    told.sort();
    assert_eq!(modules, told, "modules that the page is not told of, or that are not there");
    assert_eq!(names.iter().filter(|name| of_the_program(name)).count(), 2);
    assert!(known.iter().all(|file| names.contains(file)), "{known:?}");
    assert!(names.iter().all(|name| !name.starts_with("test-")), "{names:?}");
    Ok(())
}
