// Starts the page: loads the program, and says so whenever that does not work. It knows nothing of what the page does.

const PATIENCE = 7000; // ms without a single byte, after which an attempt is given up
const LATEST = 17000; // ms after which the page says that something is slow, whatever it is
const here = document.querySelector("script[data-wasm]").dataset;
let panicked = false;

function show(state) {
  document.documentElement.dataset.boot = state;
  for (const child of document.querySelectorAll("#boot > [data-boot]")) child.hidden = child.dataset.boot !== state;
}

// Rust's panic handler calls this; nothing that follows a panic is shown in its place.
globalThis.kittengradPanic = (message) => {
  panicked = true;
  show("panic");
  for (const detail of document.querySelectorAll("[data-boot-detail]")) detail.textContent = message;
};

// The smallest module that uses a 128-bit vector.
const SIMD = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);
const supported = () => typeof WebAssembly === "object" && WebAssembly.validate(SIMD);

// Rejects when `touch` has not been called for as long as PATIENCE.
function watch() {
  const watched = { abort: new AbortController() };
  watched.silence = new Promise((_, reject) => {
    watched.touch = () => {
      clearTimeout(watched.timer);
      watched.timer = setTimeout(() => {
        watched.abort.abort();
        reject(new Error("the download stalled"));
      }, PATIENCE);
    };
  });
  watched.silence.catch(() => {});
  watched.touch();
  return watched;
}

// The program's bytes as a response that tells the watch of every piece that arrives.
async function download(url, watched, options) {
  const response = await fetch(url, { ...options, signal: watched.abort.signal });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const telling = new TransformStream({
    transform(piece, controller) {
      watched.touch();
      controller.enqueue(piece);
    },
  });
  return new Response(response.body.pipeThrough(telling), { headers: { "Content-Type": "application/wasm" } });
}

async function attempt(again) {
  const watched = watch();
  const js = new URL(here.js, document.baseURI);
  const wasm = new URL(here.wasm, document.baseURI);
  if (again) {
    // Another address, so that neither a stalled download nor a spoilt cache is met a second time.
    js.searchParams.set("again", again);
    wasm.searchParams.set("again", again);
  }
  const work = async () => {
    const program = download(wasm, watched, again ? { cache: "reload" } : {});
    program.catch(() => {}); // it is awaited below
    const { default: start } = await import(js);
    watched.touch();
    await start({ module_or_path: program });
  };
  try {
    await Promise.race([work(), watched.silence]);
  } finally {
    clearTimeout(watched.timer);
  }
}

async function boot() {
  show("loading");
  for (const button of document.querySelectorAll("[data-boot-retry]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      location.reload();
    });
  }
  if (!supported()) return show("unsupported");
  try {
    await attempt(0).catch((error) => {
      if (panicked || error instanceof WebAssembly.RuntimeError) throw error;
      return attempt(1);
    });
    if (!panicked) show("ready");
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError && !panicked) kittengradPanic(String(error));
    if (!panicked) show("stalled");
  }
}

const state = () => document.documentElement.dataset.boot;
addEventListener("error", (event) => state() === "loading" && event.message && kittengradPanic(event.message));
setTimeout(() => {
  // A stylesheet that never arrives would keep the whole page, and this message, from being drawn.
  for (const link of document.querySelectorAll("link[rel=stylesheet]")) if (!link.sheet) link.remove();
  if (state() === "loading") show("stalled"); // loading goes on, and takes the message back when it succeeds
}, LATEST);

if (document.readyState === "loading") addEventListener("DOMContentLoaded", boot);
else boot();
