//! Measuring the page: what it weighs, and how fast it runs in a browser.

use std::process::Command;

use crate::{
    Wishes,
    browser::{self, Browser},
    peers,
    shell::{Outcome, Workshop, run, say},
    site,
};

pub fn bench(shop: Workshop, wishes: &Wishes) -> Outcome {
    let browser = browser::ensure(&shop, wishes.sudo)?;
    let shop = site::set_up(shop, wishes)?;
    site::build(&shop)?;
    if !wishes.no_peers && wishes.only.is_empty() {
        peers::build(&shop)?;
    }
    say("measuring the page in a browser (some minutes; leave the machine alone meanwhile)");
    let mut command = with_browser(shop.command("cargo"), &browser);
    // Not in release: what is measured runs in the browser, and the measuring program would take minutes to build.
    command.args(["run", "--quiet", "--package", "kittengrad-browser", "--bin", "bench"]);
    if !wishes.only.is_empty() {
        command.arg("--").args(&wishes.only);
    } else if !wishes.no_peers {
        command.args(["--", "--peers"]);
    }
    if wishes.only.iter().any(|argument| argument == "--firefox") {
        let firefox = browser::ensure_firefox(&shop, wishes.sudo)?;
        command.env("FIREFOX", &firefox.browser).env("GECKODRIVER", &firefox.driver);
    }
    run(&mut command)
}

/// Tells the browser's tests which programs to start.
pub fn with_browser(mut command: Command, browser: &Browser) -> Command {
    command.env("CHROME", &browser.browser).env("CHROMEDRIVER", &browser.driver);
    command
}
