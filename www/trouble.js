// Finds out why the page does not start, and says it in the place of "The download has stalled". It is fetched only then.

const place = document.querySelector("#boot > [data-boot=stalled]");
const script = document.querySelector("script[data-wasm]");
const lacking = document.currentScript.dataset.sheets.split(" ").filter((href) => href); // style sheets

function say(english, chinese, code) {
  const lines = english.map((line, at) => {
    const made = document.createElement("p");
    for (const [lang, words] of [["en", line], ["zh-Hans", chinese[at]]]) {
      const span = document.createElement(at ? "span" : "strong");
      span.lang = lang;
      span.textContent = words;
      made.append(span);
    }
    return made;
  });
  if (code) {
    const shown = document.createElement("code");
    shown.textContent = code;
    lines.push(shown);
  }
  // To try the same again would change nothing.
  place.replaceChildren(...lines);
}

const file = () => say(
  [
    "This page was opened as a file.",
    "Browsers do not let a file load its program. Let a server give it out: go to the folder of the page, start one, and open http://localhost:8000/ instead.",
  ],
  [
    "这个页面是作为本地文件打开的。",
    "浏览器不允许本地文件加载程序，需要用服务器打开：进入页面所在的文件夹，运行下面这条命令，再打开 http://localhost:8000/ 。",
  ],
  "python3 -m http.server",
);

const frame = () => say(
  [
    "This frame may not load its program.",
    "It is sandboxed, and the server does not allow such frames. Whoever embeds the page can add allow-same-origin beside allow-scripts, or have the server send this with its files:",
  ],
  [
    "这个框架不能加载程序。",
    "它处在沙盒（sandbox）里，而服务器不允许这样的框架读取文件。嵌入本页的人可以在 allow-scripts 旁加上 allow-same-origin，或让服务器给文件加上：",
  ],
  "Access-Control-Allow-Origin: *",
);

const type = (name, wrong, right) => say(
  [
    "The server sends a file with the wrong type.",
    `Browsers refuse ${name} as “${wrong}”. Whoever runs the server has to send such files as:`,
  ],
  [
    "服务器给文件标错了类型。",
    `浏览器不接受标为“${wrong}”的 ${name}。管理服务器的人需要把这类文件标为：`,
  ],
  right,
);

async function types() {
  const sheets = lacking.map((href) => [href, "text/css"]);
  for (const [path, right] of [[script.dataset.js, "text/javascript"], ...sheets]) {
    const response = await fetch(path);
    const sent = (response.headers.get("content-type") ?? "").split(";")[0].trim();
    const fits = right === "text/css" ? sent === right : /(java|ecma)script/.test(sent);
    if (response.ok && !fits) return type(path.split("/").pop(), sent, right);
  }
}

if (location.protocol === "file:") file();
else types().catch(() => globalThis.origin === "null" && frame());
