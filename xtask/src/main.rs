//! The commands of the README: serve, build, test and bench. Each sets up what it needs first.

mod bench;
mod browser;
mod debian;
mod fragment;
mod labs;
mod mute;
mod offline;
mod peers;
mod shell;
mod site;
mod split;
mod squeeze;
mod test;
mod tools;
mod wasm_std;

use std::process::ExitCode;

use shell::Outcome;

const HELP: &str = "\
cargo xtask serve [--port N]   build the page and serve it on http://127.0.0.1:8080/
cargo xtask build              build the page into dist/
cargo xtask test [NAME]        run every check; with NAME only the tests whose name holds it
             --native          only the checks that need no browser
             --browser         only the tests in a browser
cargo xtask bench              build the page and measure it: bytes, speed in a browser, and its peers beside it
             --no-peers        only the page
             --monkey [SEED [COUNT]] [--firefox]   only gestures by chance, 100,000 of them: errors, NaN, frames
             --soak [MINUTES]  only a long stay, of 30 minutes: how the memory grows

Whatever is missing is installed first, and said before it is done.
  --wasm-std=WAY   where a missing wasm32 standard library comes from, instead of the first way that works:
                   rustup, rust-src (its source as Debian packages it, built here), debian (Debian's own Rust);
                   KITTENGRAD_WASM_STD=WAY says the same
  --sudo           let apt-get run by sudo when a package of Debian or Ubuntu is missing
Browsers of your own are used when they and their drivers are on PATH, or when CHROME and CHROMEDRIVER, FIREFOX and
GECKODRIVER name the programs.
";

/// What the command line asked for.
#[derive(Default)]
struct Wishes {
    command: String,
    port: Option<u16>,
    native_only: bool,
    browser_only: bool,
    no_peers: bool,
    /// A measurement of its own and its numbers, as the measuring program is told them.
    only: Vec<String>,
    name: Option<String>,
    wasm_std: Option<wasm_std::Way>,
    sudo: bool,
}

fn main() -> ExitCode {
    let wishes = match parse(std::env::args().skip(1)) {
        Ok(Some(wishes)) => wishes,
        Ok(None) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(message) => {
            eprintln!("xtask: {message}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match run(&wishes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(wishes: &Wishes) -> Outcome {
    let shop = shell::Workshop::new()?;
    match wishes.command.as_str() {
        "serve" => site::serve(&site::set_up(shop, wishes)?, wishes.port),
        "build" => site::build(&site::set_up(shop, wishes)?),
        "squeeze" => squeeze::squeeze(&shop).and_then(|folder| {
            labs::add(&shop, &folder, labs::LABS)?;
            offline::add(&shop, &folder)
        }),
        "test" => test::run_checks(shop, wishes),
        _ => bench::bench(shop, wishes),
    }
}

/// `None` stands for a call for help.
fn parse(arguments: impl Iterator<Item = String>) -> Outcome<Option<Wishes>> {
    let mut wishes = Wishes::default();
    if let Ok(way) = std::env::var("KITTENGRAD_WASM_STD") {
        wishes.wasm_std = Some(way.parse()?);
    }
    let mut arguments = arguments.peekable();
    while let Some(argument) = arguments.next() {
        let (flag, inline) = match argument.split_once('=') {
            Some((flag, value)) if flag.starts_with("--") => (flag.to_string(), Some(value.to_string())),
            _ => (argument, None),
        };
        let mut value = || inline.clone().or_else(|| arguments.next()).ok_or(format!("{flag} needs a value"));
        match flag.as_str() {
            "-h" | "--help" | "help" => return Ok(None),
            "--port" => {
                let text = value()?;
                wishes.port = Some(text.parse().map_err(|_| format!("--port {text}: not a port"))?);
            }
            "--wasm-std" => wishes.wasm_std = Some(value()?.parse()?),
            "--native" => wishes.native_only = true,
            "--browser" => wishes.browser_only = true,
            "--no-peers" => wishes.no_peers = true,
            "--sudo" => wishes.sudo = true,
            "--monkey" | "--soak" | "--firefox" => wishes.only.push(flag),
            _ if !wishes.only.is_empty() && flag.parse::<u32>().is_ok() => wishes.only.push(flag),
            _ if flag.starts_with('-') => return Err(format!("{flag} is not an option")),
            // The help does not speak of `squeeze`, since only trunk asks for it.
            "serve" | "build" | "squeeze" | "test" | "bench" if wishes.command.is_empty() => wishes.command = flag,
            _ if wishes.command == "test" && wishes.name.is_none() => wishes.name = Some(flag),
            _ => return Err(format!("{flag} is not understood here")),
        }
    }
    if !wishes.only.is_empty() && (wishes.command != "bench" || wishes.only[0] == "--firefox") {
        return Err("--monkey and --soak are for bench, and --firefox is for --monkey".into());
    }
    if wishes.native_only && wishes.browser_only {
        return Err("--native and --browser shut each other out; without either, both parts run".into());
    }
    Ok((!wishes.command.is_empty()).then_some(wishes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wishes(line: &str) -> Outcome<Option<Wishes>> {
        parse(line.split_whitespace().map(String::from))
    }

    #[test]
    fn a_line_is_understood() {
        let got = wishes("test --browser --wasm-std=rust-src drag").unwrap().unwrap();
        assert!(got.browser_only && !got.native_only);
        assert_eq!(got.name.as_deref(), Some("drag"));
        assert_eq!(got.wasm_std, Some(wasm_std::Way::RustSrc));
        assert!(wishes("bench --no-peers").unwrap().unwrap().no_peers);
        assert_eq!(
            wishes("bench --monkey 3 500 --firefox").unwrap().unwrap().only,
            ["--monkey", "3", "500", "--firefox"]
        );
        assert_eq!(wishes("serve --port 9000").unwrap().unwrap().port, Some(9000));
        assert!(wishes("").unwrap().is_none() && wishes("build --help").unwrap().is_none());
    }

    #[test]
    fn a_wrong_line_is_refused() {
        for line in [
            "serve --port x",
            "build more",
            "--nothing",
            "test --native --browser",
            "build --wasm-std=moon",
            "test --soak",
            "bench --firefox",
        ] {
            assert!(wishes(line).is_err(), "{line}");
        }
    }
}
