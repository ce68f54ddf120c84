//! A second module arrives when it is asked for, and not before; what goes wrong on its way is told to who asked.

use std::time::Duration;

use kittengrad_browser::{Mischief, Options, Outcome, Page, root};

/// The site with a module of a few lines beside its program, as xtask/src/labs.rs makes it.
fn options(mischief: Option<Mischief>) -> Options {
    let mischief = mischief.map(|what| (".wasm", what)).into_iter();
    // The page's own program is served as it should.
    let own = [("_bg.wasm", Mischief::Nothing), ("_second.wasm", Mischief::Nothing)];
    let mischief = own.into_iter().chain(mischief).collect();
    Options { site: "target/site-with-module", mischief, ..Options::default() }
}

/// The addresses of all modules that the page has asked for, the second part of its own program apart.
const FETCHED: &str = "performance.getEntriesByType('resource').map(e => e.name)
    .filter(name => /\\.wasm(\\?|$)/.test(name) && !/_second\\.wasm/.test(name))";

/// Asks for the module, and keeps what comes of it as `came` or `failed`.
const ASK: &str = "globalThis.came = globalThis.failed = null; globalThis.shares = [];
    kittengradLab('test', (share) => shares.push(share)).then((lab) => came = lab, (error) => failed = String(error))";

#[tokio::test]
async fn a_module_is_fetched_when_it_is_asked_for() -> Outcome {
    let page = Page::ready(options(None)).await?;
    page.drawn().await?;
    let before = page.value(FETCHED).await?;
    assert_eq!(before.as_array().map(Vec::len), Some(1), "{before}: a first visit takes the program only");
    page.script(ASK).await?;
    page.wait("came").await?;
    // Under the names that it gave them; the linker adds two of its own.
    let names = "Object.keys(came).filter((name) => !name.startsWith('__')).sort().join()";
    assert_eq!(page.value(names).await?, "add,keep,memory");
    assert_eq!(page.value("came.add(2.5, 4)").await?, 6.5);
    assert_eq!(page.value("came.keep(2)").await?, 42);
    // It has a memory of its own, and is the same one for whoever asks again.
    assert_eq!(
        page.value("came.memory instanceof WebAssembly.Memory && came.memory.buffer.byteLength > 0").await?,
        true
    );
    assert_eq!(page.value("await kittengradLab('test') === came").await?, true);
    assert_eq!(page.value("(await kittengradLab('test')).keep(0)").await?, 42);
    assert_eq!(page.value(&format!("{FETCHED}.length")).await?, 2);
    // The shares grow until all is there.
    assert_eq!(page.value("shares.length > 0 && shares.every((s, i) => !i || s > shares[i - 1])").await?, true);
    assert_eq!(page.value("shares.at(-1)").await?, 1);
    page.console_is_clean().await
}

#[tokio::test]
async fn two_who_ask_at_once_get_the_same_module() -> Outcome {
    let page = Page::ready(options(None)).await?;
    let both = "(([a, b]) => a === b)(await Promise.all([kittengradLab('test'), kittengradLab('test')]))";
    assert_eq!(page.value(both).await?, true);
    assert_eq!(page.value(&format!("{FETCHED}.length")).await?, 2);
    Ok(())
}

#[tokio::test]
async fn a_module_that_stalls_or_breaks_once_is_tried_again() -> Outcome {
    for mischief in [Mischief::StallOnce, Mischief::DropOnce] {
        let page = Page::ready(options(Some(mischief))).await?;
        page.script(ASK).await?;
        page.wait_at_most(Duration::from_secs(15), "came").await?;
        assert_eq!(page.value("came.add(1, 2)").await?, 3);
        assert_eq!(page.value(&format!("{FETCHED}.at(-1).endsWith('?again=1')")).await?, true, "{mischief:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_module_that_does_not_come_is_told_to_who_asked() -> Outcome {
    for (mischief, words) in [(Mischief::Stall, "stalled"), (Mischief::Missing, "404")] {
        let page = Page::ready(options(Some(mischief))).await?;
        page.script(ASK).await?;
        page.wait_at_most(Duration::from_secs(20), "failed").await?;
        let failed = page.value("failed").await?;
        assert!(failed.as_str().is_some_and(|told| told.contains(words)), "{failed}");
        // The page goes on, and whoever asks again tries again.
        assert_eq!(page.value("document.documentElement.dataset.boot").await?, "ready");
        assert_eq!(page.value("kittengrad.step(3).step").await?, 3);
        assert_eq!(page.value("kittengradLab('test') !== kittengradLab('none')").await?, true);
        let asked = page.value(&format!("{FETCHED}.length")).await?;
        page.script(ASK).await?;
        page.wait_at_most(Duration::from_secs(20), "failed").await?;
        assert!(page.value(&format!("{FETCHED}.length")).await?.as_u64() > asked.as_u64(), "{asked}");
    }
    Ok(())
}

#[tokio::test]
async fn a_module_that_there_is_not_is_an_error() -> Outcome {
    let page = Page::ready(options(None)).await?;
    assert_eq!(page.value("await kittengradLab('none').catch((error) => error instanceof Error)").await?, true);
    assert_eq!(page.value(&format!("{FETCHED}.length")).await?, 1);
    Ok(())
}

#[test]
fn the_site_itself_has_no_module_of_tests() -> Outcome {
    let modules: Vec<_> = std::fs::read_dir(root().join("dist"))?
        .flatten()
        .filter_map(|file| file.file_name().into_string().ok())
        .filter(|name| name.ends_with(".wasm"))
        .collect();
    let is_own = |name: &String| name.ends_with("_bg.wasm") || name.ends_with("_second.wasm");
    assert!(modules.len() == 2 && modules.iter().all(is_own), "{modules:?}");
    Ok(())
}
