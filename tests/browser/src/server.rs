//! A server of static files on a free port, which can be told to misbehave.

use std::{
    collections::HashMap,
    fs,
    io::{BufRead, BufReader, Write},
    net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use crate::packed;

/// What can befall a file on its way.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Mischief {
    /// Half of it arrives, and then nothing more, with the connection held open.
    Stall,
    /// The same for the first request only.
    StallOnce,
    /// Half of it arrives, and then the connection closes.
    Drop,
    /// The same for the first request only.
    DropOnce,
    /// It arrives in twenty pieces, a second apart.
    Trickle,
    /// It arrives as it should: for a file that a wider rule after this one must not meet.
    Nothing,
    /// It is not there: 404.
    Missing,
    /// The same for the first two requests only: both attempts of the page, and not who tries again.
    MissingTwice,
}

/// What is served: a folder, pages written by the test, and what goes wrong.
#[derive(Clone, Default)]
pub struct Site {
    pub folder: PathBuf,
    /// Path and text of pages that are not in the folder.
    pub pages: Vec<(String, String)>,
    /// The end of a path, such as ".wasm", and what befalls it.
    pub mischief: Vec<(String, Mischief)>,
    /// The end of a path, and a line that is sent before the file; a Content-Type takes the place of the usual one.
    pub headers: Vec<(String, String)>,
    /// All is sent as brotli packs it, as a static host does.
    pub packed: bool,
}

/// Serves until it is dropped.
pub struct Server {
    address: SocketAddr,
    over: Arc<AtomicBool>,
}

struct Shared {
    site: Site,
    asked: Mutex<HashMap<String, usize>>,
    over: Arc<AtomicBool>,
}

impl Server {
    pub fn start(site: Site) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let over = Arc::new(AtomicBool::new(false));
        let shared = Arc::new(Shared { site, asked: Mutex::default(), over: over.clone() });
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if shared.over.load(Ordering::Relaxed) {
                    return;
                }
                let shared = shared.clone();
                // A browser that hangs up early is none of the server's concern.
                thread::spawn(move || shared.answer(stream).unwrap_or_default());
            }
        });
        Ok(Self { address, over })
    }

    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        drop(TcpStream::connect(self.address)); // wakes the listener
    }
}

impl Shared {
    fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream.try_clone()?).lines();
        let request = lines.next().transpose()?.unwrap_or_default();
        while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
        let target = request.split(' ').nth(1).unwrap_or("/");
        let path = target.split(['?', '#']).next().unwrap_or("/");
        let path = if path.ends_with('/') { format!("{path}index.html") } else { path.to_string() };

        let mischief = self.mischief(&path);
        let body = self.body(&path).filter(|_| !matches!(mischief, Some(Mischief::Missing | Mischief::MissingTwice)));
        let status = if body.is_some() { "200 OK" } else { "404 Not Found" };
        let mut body = body.unwrap_or_default();
        if self.site.packed {
            body = packed(&body)?.to_vec();
        }
        let encoding = if self.site.packed { "Content-Encoding: br\r\n" } else { "" };
        let told = self.site.headers.iter().filter(|(end, _)| path.ends_with(end.as_str()));
        let mut lines: String = told.map(|(_, line)| format!("{line}\r\n")).collect();
        if !lines.contains("Content-Type:") {
            lines += &format!("Content-Type: {}\r\n", kind(Path::new(&path)));
        }
        write!(
            stream,
            "HTTP/1.1 {status}\r\n{lines}Content-Length: {}\r\n{encoding}Cache-Control: no-store\r\nConnection: close\r\n\r\n",
            body.len(),
        )?;
        let half = body.len() / 2;
        match mischief {
            None | Some(Mischief::Missing | Mischief::MissingTwice | Mischief::Nothing) => stream.write_all(&body)?,
            Some(Mischief::Trickle) => {
                for piece in body.chunks(body.len().div_ceil(20).max(1)) {
                    stream.write_all(piece)?;
                    thread::sleep(Duration::from_secs(1));
                }
            }
            Some(Mischief::Drop | Mischief::DropOnce) => stream.write_all(&body[..half])?,
            Some(Mischief::Stall | Mischief::StallOnce) => {
                stream.write_all(&body[..half])?;
                while !self.over.load(Ordering::Relaxed) {
                    thread::sleep(Duration::from_millis(100));
                }
            }
        }
        stream.shutdown(Shutdown::Both)
    }

    /// What befalls this request for the path.
    fn mischief(&self, path: &str) -> Option<Mischief> {
        let (_, mischief) = self.site.mischief.iter().find(|(end, _)| path.ends_with(end.as_str()))?;
        // A panic elsewhere while the count was held leaves a count that is as good as any.
        let mut asked = self.asked.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let times = asked.entry(path.to_string()).or_default();
        *times += 1;
        let met = match mischief {
            Mischief::StallOnce | Mischief::DropOnce => 1,
            Mischief::MissingTwice => 2,
            Mischief::Stall | Mischief::Drop | Mischief::Trickle | Mischief::Nothing | Mischief::Missing => usize::MAX,
        };
        (*times <= met).then_some(*mischief)
    }

    fn body(&self, path: &str) -> Option<Vec<u8>> {
        if let Some((_, text)) = self.site.pages.iter().find(|(known, _)| known == path) {
            return Some(text.clone().into_bytes());
        }
        let inside = Path::new(path.trim_start_matches('/'));
        let safe = inside.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        safe.then(|| fs::read(self.site.folder.join(inside)).ok())?
    }
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        _ => "application/octet-stream",
    }
}
