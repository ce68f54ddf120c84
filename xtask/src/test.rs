//! Every check of the project, one after the other, and a summary of them all.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use crate::{
    Wishes, bench, browser, labs,
    shell::{Outcome, Workshop, line, run, say},
    site, wasm_std,
};

/// What has been run, and how it ended.
#[derive(Default)]
struct Report(Vec<(&'static str, Duration, Outcome)>);

impl Report {
    /// Runs one check; a failure is kept for the summary and the next check goes on.
    fn check(&mut self, name: &'static str, command: &mut Command) -> bool {
        say(format!("{name}: {}", line(command)));
        self.step(name, || run(command))
    }

    fn step(&mut self, name: &'static str, work: impl FnOnce() -> Outcome) -> bool {
        let start = Instant::now();
        let outcome = work();
        let fine = outcome.is_ok();
        self.0.push((name, start.elapsed(), outcome));
        fine
    }

    fn summary(self) -> Outcome {
        println!("\ncargo xtask test:");
        let mut failed = 0;
        for (name, took, outcome) in &self.0 {
            println!("  {:7} {name:28} {:6.1} s", if outcome.is_ok() { "ok" } else { "FAILED" }, took.as_secs_f32());
            if let Err(error) = outcome {
                println!("          {error}");
                failed += 1;
            }
        }
        match failed {
            0 => {
                println!("all {} checks passed", self.0.len());
                Ok(())
            }
            _ => Err(format!("{failed} of {} checks failed", self.0.len())),
        }
    }
}

pub fn run_checks(mut shop: Workshop, wishes: &Wishes) -> Outcome {
    let mut report = Report::default();
    let name = wishes.name.as_deref();
    if !wishes.browser_only {
        native(&mut shop, wishes, name, &mut report)?;
    }
    if !wishes.native_only {
        in_browser(shop, wishes, name, &mut report)?;
    }
    report.summary()
}

fn native(shop: &mut Workshop, wishes: &Wishes, name: Option<&str>, report: &mut Report) -> Outcome {
    let labs: Vec<&str> = labs::LABS.iter().flat_map(|lab| ["--package", lab.package]).collect();
    if name.is_none() {
        wasm_std::ensure(shop, wishes.wasm_std, wishes.sudo)?;
        report.check("format", shop.command("cargo").args(["fmt", "--all", "--check"]));
        let deny = ["--", "-D", "warnings"];
        report.check("lints", shop.command("cargo").args(["clippy", "--workspace", "--all-targets"]).args(deny));
        let mut lints = shop.wasm_command("cargo");
        lints.args(["clippy", "--target", "wasm32-unknown-unknown"]);
        lints.args(["--package", "kittengrad", "--package", "kittengrad-page"]).args(&labs).args(deny);
        report.check("lints of the web edge", &mut lints);
    }
    let mut tests = shop.command("cargo");
    let rooms = ["kittengrad", "learn", "lab", "deep", "drawings", "cat", "xtask"];
    tests.arg("test").args(rooms.map(|room| ["--package", room]).as_flattened()).args(&labs).args(name);
    if report.check("tests", &mut tests) && name.is_none() {
        // Again, to show by how much they pass.
        let mut tables = shop.command("cargo");
        tables.args(["test", "--quiet", "--package", "kittengrad", "--test", "gradients", "--test", "pytorch"]);
        report.check("tables of exactness", tables.args(["--", "--nocapture", "--test-threads=1"]));
    }
    Ok(())
}

fn in_browser(shop: Workshop, wishes: &Wishes, name: Option<&str>, report: &mut Report) -> Outcome {
    let browser = browser::ensure(&shop, wishes.sudo)?;
    let firefox = browser::ensure_firefox(&shop, wishes.sudo);
    let shop = site::set_up(shop, wishes)?;
    if !report.step("the page is built", || site::build(&shop)) {
        say("without the page there is nothing to test in a browser");
        return Ok(());
    }
    report.step("a site with one laboratory more", || labs::site_for_tests(&shop));
    let mut tests = bench::with_browser(shop.command("cargo"), &browser);
    // Two at a time: a browser each, and the page must keep its frame rate.
    tests.args(["test", "--package", "kittengrad-browser"]).args(name).args(["--", "--test-threads=2"]);
    match &firefox {
        Ok(firefox) => tests.env("FIREFOX", &firefox.browser).env("GECKODRIVER", &firefox.driver),
        Err(_) => tests.args(["--skip", "in_firefox"]),
    };
    report.check("tests in a browser", &mut tests);
    // Without Firefox the others have run all the same; that these have not is no success.
    if let Err(missing) = firefox {
        report.step("tests in Firefox", || Err(missing));
    }
    Ok(())
}
