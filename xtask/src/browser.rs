//! Browsers and their drivers for the tests: the user's own, or else Debian's packages.

use std::{env, fs, path::PathBuf};

use crate::{
    debian,
    shell::{Outcome, Workshop, say, version},
    tools,
};

const BROWSERS: [&str; 6] = [
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const FIREFOXES: [&str; 3] = ["firefox", "firefox-esr", "/Applications/Firefox.app/Contents/MacOS/firefox"];
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];

/// A browser and the driver that fits it.
pub struct Browser {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

pub fn ensure(shop: &Workshop, sudo: bool) -> Outcome<Browser> {
    let problem = match find(shop) {
        Ok(browser) => return fonts(shop, sudo).map(|()| browser),
        Err(problem) => problem,
    };
    say(format!("{problem}; installing Debian's packages {} (about 2 minutes)", PACKAGES.join(", ")));
    debian::install(shop, &PACKAGES, sudo).and_then(|()| find(shop)).map_err(|error| {
        format!(
            "the tests need Chrome or Chromium and the chromedriver of the same version: {error}.\n  \
             With both at hand, CHROME=/path/to/chrome CHROMEDRIVER=/path/to/chromedriver names them; \
             `cargo xtask test --native` runs all that needs no browser."
        )
    })
}

fn find(shop: &Workshop) -> Outcome<Browser> {
    let driver = named("CHROMEDRIVER").or_else(|| shop.which("chromedriver")).ok_or("chromedriver is missing")?;
    let candidates = match named("CHROME") {
        Some(browser) => vec![browser],
        None => BROWSERS.iter().filter_map(|name| shop.which(name)).collect(),
    };
    let major = |program: &PathBuf| -> Option<u32> {
        let said = shop.ask(program, &["--version"])?;
        version(&said).first().copied()
    };
    let wanted = major(&driver).ok_or(format!("{} does not run", driver.display()))?;
    let browser = candidates.iter().find(|browser| major(browser) == Some(wanted)).cloned();
    let browser = browser.ok_or(if candidates.is_empty() {
        "a browser is missing".to_string()
    } else {
        format!("no browser here is of chromedriver's version, {wanted}")
    })?;
    Ok(Browser { browser, driver })
}

/// Firefox and geckodriver, which any of its versions will do for.
pub fn ensure_firefox(shop: &Workshop, sudo: bool) -> Outcome<Browser> {
    find_or_install_firefox(shop, sudo).map_err(|error| {
        format!(
            "the tests in Firefox need Firefox and geckodriver: {error}.\n          \
             With both at hand, FIREFOX=/path/to/firefox GECKODRIVER=/path/to/geckodriver names them."
        )
    })
}

fn find_or_install_firefox(shop: &Workshop, sudo: bool) -> Outcome<Browser> {
    let find = || named("FIREFOX").or_else(|| FIREFOXES.iter().find_map(|name| shop.which(name)));
    if find().is_none() {
        say("Firefox is missing; installing Debian's package firefox-esr (about 20 seconds)");
        debian::install(shop, &["firefox-esr"], sudo)?;
    }
    let browser = find().ok_or("Firefox is missing")?;
    if shop.ask(&browser, &["--version"]).is_none() {
        return Err(format!("{} does not run", browser.display()));
    }
    let driver = named("GECKODRIVER").map_or_else(|| tools::geckodriver(shop), Ok)?;
    Ok(Browser { browser, driver })
}

/// A program that a variable names.
fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from)
}

/// Chinese text needs a font that holds it. On a desktop it is there; on a bare Debian it is installed, or said to lack.
fn fonts(shop: &Workshop, sudo: bool) -> Outcome {
    let known = shop.ask("fc-list", &[":lang=zh-cn", "family"]);
    if !fs::exists("/etc/debian_version").unwrap_or(false) || known.is_none_or(|list| !list.is_empty()) {
        return Ok(());
    }
    say("a Chinese font is missing; installing Debian's package fonts-noto-cjk (about 20 seconds)");
    debian::install(shop, &PACKAGES[2..], sudo).or_else(|error| {
        say(format!("{error}; going on without: Chinese text will be drawn as boxes"));
        Ok(())
    })
}
