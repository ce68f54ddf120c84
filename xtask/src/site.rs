//! The page as files: set up, built by trunk into dist/, served by trunk.

use std::{
    net::{Ipv4Addr, TcpListener},
    process::Command,
};

use crate::{
    Wishes, offline,
    shell::{Outcome, Workshop, run, say},
    tools, wasm_std,
};

const PORT: u16 = 8080;

/// Everything that building the page needs.
pub fn set_up(mut shop: Workshop, wishes: &Wishes) -> Outcome<Workshop> {
    wasm_std::ensure(&mut shop, wishes.wasm_std, wishes.sudo)?;
    tools::ensure(&shop)?;
    Ok(shop)
}

/// Leaves the page in dist/.
pub fn build(shop: &Workshop) -> Outcome {
    say("building the page into dist/ (about a minute the first time)");
    run(trunk(shop).args(["build", "--release"]))
}

/// Serves the page until interrupted, and builds it again whenever a source changes.
pub fn serve(shop: &Workshop, asked: Option<u16>) -> Outcome {
    let port = free_port(asked)?;
    say("building the page into dist/ (about a minute the first time), then serving it");
    println!("Kittengrad comes up at http://127.0.0.1:{port}/ as soon as it is built (Ctrl-C ends it)");
    let port_text = port.to_string();
    let mut command = trunk(shop);
    // What is kept by a worker would hide what was changed just now.
    command.env(offline::SERVED, "1");
    // No script of trunk's own that reloads the page: the page allows no other script than its own.
    command.args(["serve", "--release", "--no-autoreload", "--address", "127.0.0.1", "--port", &port_text]);
    become_program(&mut command)
}

/// Puts the server in this process's place, so that whatever ends the one ends the other.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    let error = command.exec(); // returns only when it fails
    Err(format!("`{}` could not be started: {error}", crate::shell::line(command)))
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Outcome {
    run(command)
}

fn trunk(shop: &Workshop) -> Command {
    let mut command = shop.wasm_command("trunk");
    if std::env::var_os("NO_COLOR").is_some() {
        command.env("NO_COLOR", "true"); // trunk 0.21 refuses the usual "1"
    }
    command
}

fn free_port(asked: Option<u16>) -> Outcome<u16> {
    let free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let first = asked.unwrap_or(PORT);
    let port = (first..=first.saturating_add(100))
        .find(free)
        .ok_or(format!("ports {first} and the hundred after it are all taken; --port N asks for another"))?;
    if port != first {
        say(format!("port {first} is taken; using {port}"));
    }
    Ok(port)
}
