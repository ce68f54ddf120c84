//! The page in a browser: opened as a test wishes, waited for, asked, photographed.

use std::{
    fs,
    ops::Deref,
    path::PathBuf,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use thirtyfour::{BrowserLogEntry, WebDriver};

use crate::{
    Failure, Mischief, Outcome,
    driver::{Browser, Driver},
    root,
    server::{Server, Site},
    wishes,
};

/// How long anything is waited for, unless the test says otherwise.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// What opens the page in free play, with all its controls; a first visit would begin with the story.
pub const FREE_PLAY: &str = "#at=free";

/// The person's device and what is served to it.
#[derive(Clone)]
pub struct Options {
    pub browser: Browser,
    /// Width and height of the view in CSS pixels.
    pub size: (u32, u32),
    pub pixel_ratio: f64,
    /// A phone or tablet: touch, and a mobile viewport.
    pub touch: bool,
    pub dark: bool,
    pub reduced_motion: bool,
    /// The browser's language, such as "en" or "zh-CN".
    pub language: &'static str,
    /// A slow network and a slow processor, and files packed as a static host packs them.
    pub slow: Option<Slow>,
    /// The project's folder that is served.
    pub site: &'static str,
    /// What follows the server's address: "", "#…", "?…" or another file.
    pub path: String,
    /// A worker keeps the page, for use without a network. Other tests want to meet the server.
    pub worker: bool,
    /// A script that runs in each document before any other.
    pub before: Option<String>,
    /// Paths (as "/frame.html") and texts of further pages.
    pub pages: Vec<(String, String)>,
    /// The end of a file's path, and a line that the server sends before it, as "Content-Type: text/plain".
    pub headers: Vec<(&'static str, &'static str)>,
    /// The end of a file's path, such as ".wasm", and what befalls it on its way.
    pub mischief: Vec<(&'static str, Mischief)>,
}

/// How slow a device and its network are.
#[derive(Clone, Copy)]
pub struct Slow {
    /// Of the way down; the way up has half of it.
    pub bits_per_second: f64,
    /// Between asking and the first byte.
    pub milliseconds: f64,
    /// How many times as long the processor takes.
    pub processor: f64,
}

impl Slow {
    /// A cheap phone in a slow mobile network.
    pub const PHONE: Self = Self { bits_per_second: 1.6e6, milliseconds: 150.0, processor: 4.0 };
}

impl Default for Options {
    fn default() -> Self {
        Self {
            browser: Browser::Chromium,
            size: (1280, 800),
            pixel_ratio: 1.0,
            touch: false,
            dark: false,
            reduced_motion: false,
            language: "en",
            slow: None,
            site: "dist",
            path: FREE_PLAY.to_owned(),
            worker: false,
            before: None,
            pages: Vec::new(),
            headers: Vec::new(),
            mischief: Vec::new(),
        }
    }
}

impl Options {
    /// A telephone held upright.
    pub fn phone() -> Self {
        Self { size: (390, 844), pixel_ratio: 3.0, touch: true, ..Self::default() }
    }
}

/// The page, its browser and its server. All end when it is dropped, also by a panic.
pub struct Page {
    driver: WebDriver,
    /// The driver's program; what thirtyfour calls a driver is our way to talk to it.
    program: Driver,
    server: Server,
}

/// Whatever thirtyfour's driver can do, a page can.
impl Deref for Page {
    type Target = WebDriver;

    fn deref(&self) -> &WebDriver {
        &self.driver
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // The driver's program ends the session when it is dropped; thirtyfour's own ending waits for ever in an async test.
        let _ = self.driver.clone().leak();
    }
}

impl Page {
    /// Opens the site, and waits for nothing.
    pub async fn open(options: Options) -> Outcome<Self> {
        let folder = root().join(options.site);
        if !folder.join("index.html").is_file() {
            return Err(Failure::new(format!("{}/ holds no page; `cargo xtask test` makes it", options.site)));
        }
        let mischief = options.mischief.iter().map(|(end, mischief)| (end.to_string(), *mischief)).collect();
        let headers = options.headers.iter().map(|(end, line)| (end.to_string(), line.to_string())).collect();
        let packed = options.slow.is_some();
        let server = Server::start(Site { folder, pages: options.pages.clone(), headers, mischief, packed })?;
        let mut program = Driver::start(options.browser)?;
        let driver = WebDriver::new(&program.url, wishes::of(&options, &program.profile)?).await?;
        program.session = driver.session_id().to_string();
        let page = Self { driver, program, server };
        match options.browser {
            Browser::Chromium => page.emulate(&options).await?,
            Browser::Firefox => page.resize_firefox(options.size).await?,
        }
        page.visit(&options.path).await?;
        Ok(page)
    }

    /// Opens the page as most tests want it, and waits until it is ready.
    pub async fn ready(options: Options) -> Outcome<Self> {
        let page = Self::open(options).await?;
        page.wait_for_boot("ready").await?;
        Ok(page)
    }

    async fn emulate(&self, options: &Options) -> Outcome {
        let (width, height) = options.size;
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": options.pixel_ratio, "mobile": options.touch }),
        )
        .await?;
        if options.touch {
            self.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 5 })).await?;
        }
        self.colour_scheme(options.dark, options.reduced_motion).await?;
        if let Some(slow) = options.slow {
            self.cdp("Network.enable", json!({})).await?;
            let down = slow.bits_per_second / 8.0;
            let network = json!({ "offline": false, "latency": slow.milliseconds, "downloadThroughput": down, "uploadThroughput": down / 2.0 });
            self.cdp("Network.emulateNetworkConditions", network).await?;
            self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": slow.processor })).await?;
        }
        if !options.worker {
            let source = "delete Navigator.prototype.serviceWorker";
            self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
        }
        if let Some(source) = &options.before {
            self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
        }
        Ok(())
    }

    /// Makes the view another size; Firefox has none below that of its smallest window.
    pub async fn resize(&self, (width, height): (u32, u32)) -> Outcome {
        if self.browser() == Browser::Firefox {
            return self.resize_firefox((width.max(500), height)).await;
        }
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await?;
        self.wait(&format!("innerWidth === {width} && innerHeight === {height}")).await
    }

    /// Changes what the person's system prefers, while the page runs.
    pub async fn colour_scheme(&self, dark: bool, reduced_motion: bool) -> Outcome {
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } },
            { "name": "prefers-reduced-motion", "value": if reduced_motion { "reduce" } else { "no-preference" } },
        ] });
        self.cdp("Emulation.setEmulatedMedia", features).await.map(drop)
    }

    /// Goes to another place of the same server, a fresh document even when only the fragment differs.
    pub async fn visit(&self, path: &str) -> Outcome {
        self.driver.goto("about:blank").await?;
        Ok(self.driver.goto(self.url() + path).await?)
    }

    /// The server's address, with a slash at its end.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Which browser this is.
    pub fn browser(&self) -> Browser {
        self.program.browser
    }

    /// A command for the driver that thirtyfour does not know.
    pub(crate) fn ask(&self, method: &str, command: &str, body: &str) -> Outcome<Value> {
        self.program.ask(method, &format!("/session/{}{command}", self.program.session), body)
    }

    /// A command of the Chrome DevTools protocol.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Outcome<Value> {
        Ok(self.driver.cdp().send_raw(command, parameters).await?)
    }

    /// Runs the body of a function in the page; `return …` gives a value back.
    pub async fn script(&self, body: &str) -> Outcome<Value> {
        Ok(self.driver.execute(body, Vec::new()).await?.json().clone())
    }

    /// The value of an expression, awaited when it is a promise.
    pub async fn value(&self, expression: &str) -> Outcome<Value> {
        self.script(&format!("return (async () => ({expression}))()")).await
    }

    /// Waits until a JavaScript expression holds.
    pub async fn wait(&self, expression: &str) -> Outcome {
        self.wait_at_most(PATIENCE, expression).await
    }

    /// Waits until a JavaScript expression holds, for as long as the test says.
    pub async fn wait_at_most(&self, patience: Duration, expression: &str) -> Outcome {
        let start = Instant::now();
        loop {
            // While a document is being replaced there is nothing to ask.
            let answer = self.script(&format!("return !!({expression})")).await;
            if matches!(answer, Ok(Value::Bool(true))) {
                return Ok(());
            }
            if start.elapsed() > patience {
                let found = answer.map_or_else(|error| format!("{error:?}"), |value| value.to_string());
                return Err(Failure::new(format!("after {patience:?} still not true: {expression}: {found}")));
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Waits until the page says it is in this state: "ready", "stalled", "unsupported" or "panic".
    pub async fn wait_for_boot(&self, state: &str) -> Outcome {
        let waited = self.wait(&format!("document.documentElement.dataset.boot === '{state}'")).await;
        if let Err(error) = waited {
            let shown = self.script("return document.body.innerText.slice(0, 500)").await.unwrap_or_default();
            let console = self.console().await.unwrap_or_default();
            return Err(Failure::new(format!("{error:?}\nshown: {shown}\nconsole: {console:#?}")));
        }
        Ok(())
    }

    /// What the console was told since it was last asked.
    pub async fn console(&self) -> Outcome<Vec<BrowserLogEntry>> {
        match self.browser() {
            Browser::Chromium => Ok(self.driver.browser_log().await?),
            Browser::Firefox => self.firefox_console().await,
        }
    }

    /// Fails when the console was told anything at all.
    pub async fn console_is_clean(&self) -> Outcome {
        let entries = self.console().await?;
        if entries.is_empty() {
            return Ok(());
        }
        let lines: Vec<_> = entries.iter().map(|entry| format!("{}: {}", entry.level, entry.message)).collect();
        Err(Failure::new(format!("the console is not clean:\n{}", lines.join("\n"))))
    }

    /// Waits until the page has drawn twice, so that what was asked before is on the screen.
    pub async fn drawn(&self) -> Outcome {
        self.value("await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            .await
            .map(drop)
    }

    /// A picture of the view, kept as target/screenshots/NAME.png.
    pub async fn photograph(&self, name: &str) -> Outcome<PathBuf> {
        let folder = root().join("target/screenshots");
        fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{name}.png"));
        fs::write(&file, self.driver.screenshot_as_png().await?)?;
        Ok(file)
    }
}
