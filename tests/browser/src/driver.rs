//! A browser's driver on a free port, ended together with its browser when it is dropped.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{self, Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use serde_json::Value;

use crate::{Failure, Outcome, page::PATIENCE};

/// Which browser the page is opened in.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Browser {
    /// Chrome or Chromium: every test that does not say otherwise.
    Chromium,
    /// For what has to be seen twice: it knows fewer devices, and no DevTools protocol.
    Firefox,
}

/// A running chromedriver or geckodriver.
pub struct Driver {
    pub browser: Browser,
    child: Child,
    pub url: String,
    /// What chromedriver takes as the browser's profile, and where geckodriver makes one: empty at first, deleted at last.
    pub profile: PathBuf,
    /// The name of the driver's session, once there is one.
    pub session: String,
}

/// So often a driver is started that ends before it is ready.
const TRIES: usize = 3;

impl Driver {
    /// Starts a driver. It takes a port of IPv4 that is free and wants the same of IPv6: where another program has that one, it
    /// ends, and the next takes another.
    pub fn start(browser: Browser) -> Outcome<Self> {
        (1..TRIES).find_map(|_| Self::start_once(browser).ok()).map_or_else(|| Self::start_once(browser), Ok)
    }

    fn start_once(browser: Browser) -> Outcome<Self> {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let profile = env::temp_dir().join(format!("kittengrad-browser-{}-{number}", process::id()));
        fs::create_dir_all(&profile)?;
        let (variable, name, ready) = match browser {
            // "ChromeDriver was started successfully on port 41235."
            Browser::Chromium => ("CHROMEDRIVER", "chromedriver", "successfully on port "),
            // "1795562305616  geckodriver  INFO  Listening on 127.0.0.1:41235"
            Browser::Firefox => ("GECKODRIVER", "geckodriver", "Listening on 127.0.0.1:"),
        };
        let program = env::var_os(variable).unwrap_or(name.into());
        let mut command = Command::new(&program);
        command.arg("--port=0");
        if browser == Browser::Firefox {
            // Nobody may read Firefox's console without such access.
            command.arg("--allow-system-access").arg("--profile-root").arg(&profile);
        }
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(|error| {
                let program = program.display();
                Failure::new(format!("{program} cannot be started: {error}; `cargo xtask test` provides it"))
            })?;
        let output = child.stdout.take();
        let mut driver = Self { browser, child, url: String::new(), profile, session: String::new() };
        let mut lines = BufReader::new(output.ok_or(Failure::new("the driver has no output"))?).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.split_once(ready).map(|(_, port)| port.trim_end_matches('.').to_string()));
        // What it says later is read and let go, so that it never waits for a reader.
        thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        let port = port.ok_or_else(|| Failure::new(format!("{} ended before it was ready", program.display())))?;
        driver.url = format!("http://127.0.0.1:{port}");
        Ok(driver)
    }

    /// Asks the driver for what thirtyfour knows no call for, or cannot do without an async runtime.
    pub fn ask(&self, method: &str, path: &str, body: &str) -> Outcome<Value> {
        let address = self.url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
        if !head.starts_with("HTTP/1.1 200") {
            return Err(Failure::new(format!("{method} {path}: {answer}")));
        }
        Ok(serde_json::from_str::<Value>(body)?["value"].take())
    }

    /// The browser's process, which it names in a link in its profile for as long as it runs.
    fn browser_process(&self) -> Option<String> {
        let names = match self.browser {
            // HOST-NUMBER
            Browser::Chromium => fs::read_link(self.profile.join("SingletonLock")).ok()?,
            // ADDRESS:+NUMBER
            Browser::Firefox => {
                let mut profiles = fs::read_dir(&self.profile).ok()?.flatten();
                profiles.find_map(|profile| fs::read_link(profile.path().join("lock")).ok())?
            }
        };
        names.to_string_lossy().rsplit_once(['-', '+']).map(|(_, process)| process.to_string())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The driver closes its browser when asked to end; whatever is gone already needs no ending.
        let _ = match self.browser {
            Browser::Chromium => self.ask("GET", "/shutdown", ""),
            Browser::Firefox => self.ask("DELETE", &format!("/session/{}", self.session), ""),
        };
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(process) = self.browser_process() {
            let _ = Command::new("kill").args(["-KILL", &process]).status();
        }
        let _ = fs::remove_dir_all(&self.profile);
    }
}
