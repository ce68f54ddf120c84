//! How each browser is to be started.

use std::path::Path;

use serde_json::json;
use thirtyfour::{
    Capabilities, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, PageLoadStrategy,
    common::capabilities::{desiredcapabilities::CapabilitiesHelper, firefox::FirefoxPreferences},
};

use crate::{Failure, Options, Outcome, driver::Browser};

/// The wishes of a test, in the driver's terms.
pub fn of(options: &Options, profile: &Path) -> Outcome<Capabilities> {
    let mut wishes = match options.browser {
        Browser::Chromium => chromium(options, profile)?,
        Browser::Firefox => firefox(options)?,
    };
    // A test decides by itself what it waits for; some never finish loading.
    wishes.set_page_load_strategy(PageLoadStrategy::None)?;
    Ok(wishes)
}

fn chromium(options: &Options, profile: &Path) -> Outcome<Capabilities> {
    let mut wishes = DesiredCapabilities::chrome();
    wishes.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    if let Ok(browser) = std::env::var("CHROME") {
        wishes.set_binary(&browser)?;
    }
    for flag in [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        &format!("--lang={}", options.language),
        &format!("--user-data-dir={}", profile.display()),
    ] {
        wishes.add_arg(flag)?;
    }
    wishes.add_experimental_option("prefs", json!({ "intl.accept_languages": options.language }))?;
    Ok(wishes.into())
}

fn firefox(options: &Options) -> Outcome<Capabilities> {
    if options.touch || options.before.is_some() || options.pixel_ratio != 1.0 {
        return Err(Failure::new(
            "Firefox is given no touch, no other pixel ratio and no script before the page's own",
        ));
    }
    let mut preferences = FirefoxPreferences::new();
    preferences.set("intl.accept_languages", options.language)?;
    preferences.set("dom.serviceWorkers.enabled", options.worker)?;
    preferences.set("layout.css.prefers-color-scheme.content-override", if options.dark { 0 } else { 1 })?;
    preferences.set("ui.prefersReducedMotion", i32::from(options.reduced_motion))?;
    let mut wishes = DesiredCapabilities::firefox();
    wishes.set_preferences(preferences)?;
    wishes.add_arg("-headless")?;
    if let Ok(browser) = std::env::var("FIREFOX") {
        wishes.set_firefox_binary(&browser)?;
    }
    Ok(wishes.into())
}
