// Keeps the page for use without a network, and offers a new version once one is there. Nothing of it is needed to start.

const HOURLY = 3_600_000; // ms between two looks for a new version, at the least
const WORDS = [
  ["en", "A new version of this page is there.", "Reload to update", "Close the message"],
  ["zh-Hans", "本页有新版本。", "重新加载以更新", "关闭提示"],
];

function element(name, parts, attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...parts);
  return made;
}

const spans = (which) => WORDS.map((words) => element("span", [words[which]], { lang: words[0] }));

// The notice is one among those of the program, which closes it.
function offer(update) {
  if (document.querySelector("[data-told=update]")) return;
  const chinese = document.documentElement.lang === "zh-Hans";
  const [shown, other] = chinese ? [WORDS[1], WORDS[0]] : WORDS;
  const button = element("button", spans(2), { type: "button", class: "button", "data-notice": "do" });
  button.addEventListener("click", update);
  const close = element("button", ["×"], {
    type: "button", "data-notice": "close", "aria-label": shown[3], "data-other-label": other[3],
  });
  let place = document.querySelector("#notices");
  if (!place) document.body.append(place = element("div", [], { id: "notices", role: "status" }));
  place.append(element("div", [element("p", [...spans(1), " ", button]), close], { "data-told": "update" }));
}

export async function keep(worker) {
  const all = navigator.serviceWorker;
  const registration = await all.register(worker);
  const update = () => {
    // The page is left only once the new version answers.
    all.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("update");
  };
  const look = () => registration.waiting && all.controller && offer(update);
  const follow = () => registration.installing?.addEventListener("statechange", look);
  look();
  follow();
  registration.addEventListener("updatefound", follow);
  let last = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - last < HOURLY) return;
    last = Date.now();
    registration.update().catch(() => {});
  });
}
