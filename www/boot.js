// Starts the page: loads the program, and says so whenever that does not work. It knows nothing of what the page does.
// Whatever else is to be loaded later, it loads with the same patience.

const PATIENCE = 7000; // ms without a single byte, after which an attempt is given up; there are two
const LATEST = 17000; // ms after which the page says that something is slow, whatever it is
const script = document.querySelector("script[data-wasm]");
const here = script.dataset;
let panicked = false;
let lost = false; // the second part was called and did not come

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
const SIMD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
const supported = () => typeof WebAssembly === "object" && WebAssembly.validate(new Uint8Array(SIMD));

// On a second attempt another address, so that neither a stalled download nor a spoilt cache is met again.
function address(path, again) {
  const url = new URL(path, document.baseURI);
  if (again) url.searchParams.set("again", again);
  return url;
}

// Calls `stop` when nothing has arrived for as long as PATIENCE; `touch` tells that something has.
function watch(stop) {
  let timer;
  const end = () => clearTimeout(timer);
  const touch = () => {
    end();
    timer = setTimeout(stop, PATIENCE);
  };
  touch();
  return { touch, end };
}

async function program(url, signal, touch) {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const telling = new TransformStream({
    transform(piece, controller) {
      touch(piece.length);
      controller.enqueue(piece);
    },
  });
  return new Response(response.body.pipeThrough(telling)).arrayBuffer();
}

const loaded = (link) => new Promise((done, fail) => {
  link.onload = done;
  link.onerror = () => fail(new Error(link.href));
});

// In a frame of somebody else's page much is left out; nothing is kept.
const embed = new URLSearchParams(location.search).get("embed");
if (embed !== null) {
  document.documentElement.dataset.embed = embed;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = "embed.css";
  document.head.append(link);
}

// One of the wrong type is there and empty. What is in it may not be known, as in a sandboxed frame.
function isStyled({ sheet }) {
  try {
    return sheet.cssRules.length > 0;
  } catch {
    return sheet;
  }
}

// The program measures the page when it starts, so the stylesheets must be there first.
async function stylesheet(link, again) {
  if (isStyled(link)) return;
  if (again) {
    const fresh = link.cloneNode();
    fresh.href = address(link.href, again);
    link.replaceWith(fresh);
    link = fresh;
  }
  if (!link.sheet) await loaded(link);
  if (!isStyled(link)) throw new Error(link.href);
}

const stylesheets = () => [...document.querySelectorAll("link[rel=stylesheet]")];

// All parts, or an error once any of them fails or nothing arrives any more; and then once more.
function downloads(parts) {
  const attempt = (again) => new Promise((done, fail) => {
    const abort = new AbortController();
    const stop = (error) => {
      watching.end();
      abort.abort();
      fail(error);
    };
    const watching = watch(() => stop(new Error("a download stalled")));
    const arrived = (promise) => Promise.resolve(promise).then((value) => (watching.touch(), value));
    const all = parts(again, abort.signal, watching.touch).map(arrived);
    Promise.all(all).then((all) => (watching.end(), done(all)), stop);
  });
  return attempt(0).catch(() => attempt(1));
}

// What the first screens do without is a second part of the program. It follows once the page is ready. If something of it
// is called before, the call waits until the part is there, which has to happen at once; only browsers from 2023 on compile
// so much at once. Whoever comes by a link or comes back may need all from the start.
const second = here.wasm.replace("_bg.", "_second.");
let complete = false; // it has arrived
let late = false; // it did not, in two attempts
let given; // gives what it imports

function wholeAtOnce() {
  const large = new Uint8Array(5001); // a module that consists of an empty section
  large.set([0, 97, 115, 109, 1, 0, 0, 0, 0, 254, 38]);
  try {
    return !new WebAssembly.Module(large) || location.hash.length > 1 || localStorage.length > 0;
  } catch {
    return true;
  }
}

function joined() {
  complete = true;
  document.documentElement.dataset.whole = "";
}

async function join(bytes) {
  await WebAssembly.instantiate(bytes, given());
  joined();
}

async function follow() {
  try {
    const [bytes] = await downloads((again, signal, touch) => [program(address(second, again), signal, touch)]);
    await join(bytes);
    late = false;
  } catch {
    late = true;
    setTimeout(follow, PATIENCE);
  }
}

// The program calls this when it calls something of the second part that is not there yet.
globalThis.kittengradSecond = () => {
  if (complete) return;
  try {
    if (late) throw new Error(`${second} has not arrived`);
    const request = new XMLHttpRequest();
    request.open("GET", address(second), false);
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    if (request.status !== 200) throw new Error(`${second}: ${request.status}`);
    const bytes = Uint8Array.from(request.response, (letter) => letter.charCodeAt(0));
    new WebAssembly.Instance(new WebAssembly.Module(bytes), given());
    joined();
  } catch (error) {
    // Whatever was under way breaks off, and nothing can go on: what is kept is found again by loading anew.
    lost = true;
    show("stalled");
    throw error;
  }
};

const needed = (again, signal, touch) => [
  import(address(here.js, again)),
  program(address(here.wasm, again), signal, touch),
  wholeAtOnce() && program(address(second, again), signal, touch),
  ...stylesheets().map((link) => stylesheet(link, again)),
];

// What a laboratory exports, from a module of its own that is fetched when it is first asked for, together with its words and
// its style sheet, if it has them; `told` hears what share of the module has arrived. A promise that fails is forgotten, so
// that whoever asks again tries again.
const labs = {};
globalThis.kittengradLab = (name, told) => (labs[name] ||= lab(name, told).catch((error) => {
  labs[name] = null;
  throw error;
}));

async function lab(name, told) {
  const [path, size, html, css] = script.getAttribute(`data-lab-${name}`).split(" ");
  const [{ instance }, words] = await downloads((again, signal, touch) => {
    let got = 0;
    const piece = (length) => (touch(), told?.((got += length) / size));
    return [
      program(address(path, again), signal, piece).then(WebAssembly.instantiate),
      html && program(address(html, again), signal, touch),
      css && styled(address(css, again), signal),
    ];
  });
  const place = document.querySelector(`[data-lab=${name}]`);
  if (words && place) place.innerHTML = new TextDecoder().decode(words);
  return instance.exports;
}

// A style sheet of a laboratory. It leaves with the attempt that it belongs to, so that none is there twice.
function styled(href, signal) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  signal.onabort = () => link.remove();
  document.head.append(link);
  return loaded(link);
}

async function boot() {
  if (location.protocol === "file:") return stalled();
  show("loading");
  for (const button of document.querySelectorAll("[data-boot-retry]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      location.reload();
    });
  }
  if (!supported()) return show("unsupported");
  let start, begin, first, more;
  try {
    [{ default: start, begin, given }, first, more] = await downloads(needed);
  } catch {
    return stalled();
  }
  try {
    await start({ module_or_path: first });
    if (more) await join(more);
    begin();
    if (panicked) return;
    show("ready");
    await (more || follow());
    import(address("elsewhere.js")).catch(() => {});
  } catch (error) {
    if (!panicked && !lost) kittengradPanic(String(error));
  }
}

function stalled() {
  // A stylesheet that never arrives would keep the whole page, and this message, from being drawn.
  const lacking = stylesheets().filter((link) => !isStyled(link));
  for (const link of lacking) link.remove();
  show("stalled");
  // Which may not be the reason.
  const why = document.createElement("script");
  why.dataset.sheets = lacking.map((link) => link.href).join(" ");
  why.src = "trouble.js";
  document.head.append(why);
}

const state = () => document.documentElement.dataset.boot;
addEventListener("error", (event) => state() === "loading" && event.message && kittengradPanic(event.message));
// Loading goes on, and takes the message back when it succeeds after all.
setTimeout(() => state() === "loading" && stalled(), LATEST);

if (document.readyState === "loading") addEventListener("DOMContentLoaded", boot);
else boot();
