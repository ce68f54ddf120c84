//! chromedriver on a free port, ended together with its browser when it is dropped.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use crate::{Failure, Outcome};

/// A running chromedriver.
pub struct Chromedriver {
    child: Child,
    pub url: String,
    /// The browser's profile: empty at first, deleted at last.
    pub profile: PathBuf,
}

impl Chromedriver {
    pub fn start() -> Outcome<Self> {
        let program = env::var_os("CHROMEDRIVER").unwrap_or("chromedriver".into());
        let mut child = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| {
                Failure::new(format!(
                    "{} cannot be started: {error}; `cargo xtask test` provides it",
                    program.display()
                ))
            })?;
        let profile = env::temp_dir().join(format!("kittengrad-browser-{}", child.id()));
        let mut lines = BufReader::new(child.stdout.take().ok_or(Failure::new("chromedriver has no output"))?).lines();
        // "ChromeDriver was started successfully on port 41235."
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
            line.split_once("successfully on port ").map(|(_, port)| port.trim_end_matches('.').to_string())
        });
        // What it says later is read and let go, so that it never waits for a reader.
        thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        let mut driver = Self { child, url: String::new(), profile };
        let port = port.ok_or_else(|| Failure::new("chromedriver ended before it was ready"))?;
        driver.url = format!("http://127.0.0.1:{port}");
        fs::create_dir_all(&driver.profile)?;
        Ok(driver)
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        // The driver closes its browser when asked to end; whatever is gone already needs no ending.
        let _ = self.ask_to_end();
        let _ = self.child.kill();
        let _ = self.child.wait();
        // Chrome names its process in its profile, as HOST-NUMBER, for as long as it runs.
        if let Ok(name) = fs::read_link(self.profile.join("SingletonLock"))
            && let Some((_, process)) = name.to_string_lossy().rsplit_once('-')
        {
            let _ = Command::new("kill").args(["-KILL", process]).status();
        }
        let _ = fs::remove_dir_all(&self.profile);
    }
}

impl Chromedriver {
    /// Said without an async runtime, since a panic may have ended it.
    fn ask_to_end(&self) -> std::io::Result<()> {
        let address = self.url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(stream, "GET /shutdown HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}
