// What the page needs once it is ready, and not before: its style on paper and in forced colours, and the worker that keeps it for
// use without a network.

const SHARP = 3; // pixels of a printed picture for one of CSS
const LONGEST = 160; // characters of a line that is still read

const here = document.querySelector("script[data-wasm]").dataset;
const style = document.createElement("link");
style.rel = "stylesheet";
style.href = "elsewhere.css";
document.head.append(style);

// A browser prints of a canvas only what it still knows how to draw, and lets images out. So each picture is printed as one
// bitmap of all its layers. Nothing but the size on the screen tells what shape it has.
function print(picture) {
  const { clientWidth: width, clientHeight: height } = picture;
  if (!width || !height) return;
  picture.style.setProperty("--wide", width);
  picture.style.setProperty("--high", height);
  const whole = new OffscreenCanvas(width * SHARP, height * SHARP);
  const context = whole.getContext("2d");
  context.scale(SHARP, SHARP);
  for (const layer of picture.querySelectorAll(":scope > canvas")) {
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = layer;
    if (layer.width && offsetWidth) context.drawImage(layer, offsetLeft, offsetTop, offsetWidth, offsetHeight);
  }
  const printed = document.createElement("canvas");
  printed.className = "printed";
  printed.width = whole.width;
  printed.height = whole.height;
  printed.getContext("bitmaprenderer").transferFromImageBitmap(whole.transferToImageBitmap());
  picture.append(printed);
}

// The model in numbers, and where all this can be found again.
function foot() {
  const sheet = document.createElement("section");
  sheet.className = "printed sheet";
  for (const text of [document.querySelector("#formula")?.textContent, location.href]) {
    const line = document.createElement("p");
    line.textContent = text;
    if (text && text.length < LONGEST) sheet.append(line);
  }
  document.body.append(sheet);
}

// The program has drawn everything, light and sharp, when this is heard.
addEventListener("beforeprint", () => {
  document.querySelectorAll(".picture").forEach(print);
  for (const panel of document.querySelectorAll(".panel:has(.picture)")) {
    panel.classList.toggle("unprinted", !panel.querySelector(".picture > .printed"));
  }
  foot();
});
addEventListener("afterprint", () => document.querySelectorAll(".printed").forEach((made) => made.remove()));

// Numbers have a true minus. What is copied has the one that other programs read.
addEventListener("copy", (event) => {
  const text = getSelection().toString();
  const plain = text.replace(/\u2212(?=\d)/g, "-");
  if (plain === text || event.target.closest?.("input, textarea")) return;
  event.clipboardData.setData("text/plain", plain);
  event.preventDefault();
});

// What is marked stays marked while numbers are written anew. An end of it is found again by the way to it from an element with
// an id; one that was behind the last character is there again, however long the new text is.
let marked;

const length = (node) => node.length ?? node.childNodes.length;

function end(node, offset) {
  const way = [];
  let from = node;
  for (; !from.id && from.parentNode; from = from.parentNode) way.unshift([...from.parentNode.childNodes].indexOf(from));
  return { node, offset, from, way, last: offset === length(node) };
}

function again(end) {
  const node = end.node.isConnected ? end.node : end.way.reduce((at, index) => at?.childNodes[index], end.from);
  return node && { ...end, node, offset: end.last ? length(node) : Math.min(end.offset, length(node)) };
}

const rewritten = new MutationObserver((all) => {
  const meets = ({ target, removedNodes }, { node }) => target === node || [...removedNodes].some((gone) => gone.contains(node));
  if (!all.some((change) => marked.some((end) => meets(change, end)))) return;
  const [a, b] = marked.map(again);
  if (!a || !b) return;
  marked = [a, b];
  getSelection().setBaseAndExtent(a.node, a.offset, b.node, b.offset);
});

document.addEventListener("selectionchange", () => {
  rewritten.disconnect();
  const { isCollapsed, anchorNode, anchorOffset, focusNode, focusOffset } = getSelection();
  if (isCollapsed) return;
  marked = [end(anchorNode, anchorOffset), end(focusNode, focusOffset)];
  rewritten.observe(document.body, { childList: true, subtree: true });
});

// In a frame: the way to the whole page, as it is there at the moment.
const { embed } = document.documentElement.dataset;
if (embed !== undefined) {
  const way = document.createElement("a");
  way.className = "way-out";
  way.target = "_blank";
  way.textContent = "Kittengrad ↗";
  way.onpointerdown = way.onfocus = () => {
    way.href = location.pathname + location.hash;
  };
  way.onfocus();
  document.body.append(way);
}

// Whoever gives a link away can put the page into one of their own as well.
function offerFrame() {
  const bar = document.querySelector("#link-bar > div");
  const way = document.createElement("p");
  way.className = "as-frame";
  const label = document.createElement("label");
  const words = [["en", "To put it into a page of your own, copy this: "], ["zh-Hans", "要放进自己的网页，请复制这段代码："]];
  for (const [lang, text] of words) {
    const span = document.createElement("span");
    span.lang = lang;
    span.textContent = text;
    label.append(span);
  }
  const field = document.createElement("input");
  field.readOnly = true;
  field.onfocus = () => field.select();
  label.append(field);
  way.append(label);
  bar.append(way);
  document.querySelector("#share").addEventListener("click", () => {
    const url = new URL(kittengrad.link());
    url.search = "?embed";
    field.value = `<iframe src="${url.href.replaceAll("&", "&amp;")}" title="Kittengrad" width="720" height="480" style="border:0"></iframe>`;
  });
}
if (embed === undefined) offerFrame();

// A browser that cannot keep the page, or may not, does without.
if (here.worker && embed === undefined && navigator.serviceWorker) {
  import("./offline.js").then(({ keep }) => keep(here.worker)).catch(() => {});
}
