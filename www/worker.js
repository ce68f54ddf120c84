// Serves the page from what was kept of it, with or without a network. The build writes VERSION and FILES before this: every file
// of the site, and what they are as one hash. A new version waits until the person asks for it.

const OURS = `kittengrad ${registration.scope} `; // other pages of the same host keep caches too
const NOW = OURS + VERSION;
const HASHED = /-[0-9a-f]{16}[._]/; // the name tells the content

const ours = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

// What the versions before have under the same name, if the name tells the content.
async function known(file) {
  if (!HASHED.test(file)) return undefined;
  for (const name of await ours()) {
    const found = await (await caches.open(name)).match(file);
    if (found) return found;
  }
  return undefined;
}

async function keep(cache, file) {
  const response = (await known(file)) ?? (await fetch(file, { cache: "no-cache" }));
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  // A response that was redirected may not answer for the page itself.
  const whole = response.redirected ? new Response(response.body, { headers: response.headers }) : response;
  await cache.put(file, whole);
}

addEventListener("install", (event) => {
  const all = async () => {
    const cache = await caches.open(NOW);
    await Promise.all(FILES.map((file) => keep(cache, file)));
  };
  // All of it or nothing.
  event.waitUntil(all().catch(async (error) => {
    await caches.delete(NOW);
    throw error;
  }));
});

addEventListener("activate", (event) => {
  const clear = async () => {
    // The version before stays, for tabs in which it is still open.
    const older = (await ours()).filter((name) => name !== NOW);
    await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(clear());
});

addEventListener("message", (event) => event.data === "update" && skipWaiting());

// What is asked for, as it stands in FILES; "" for what is none of ours.
function file({ url, mode }) {
  const path = url.split(/[?#]/)[0];
  if (!path.startsWith(registration.scope)) return "";
  const name = path.slice(registration.scope.length);
  if (name === "" || name === "index.html") return "./";
  return mode !== "navigate" && FILES.includes(name) || HASHED.test(name) ? name : "";
}

async function kept(name) {
  const now = await (await caches.open(NOW)).match(name);
  return now ?? known(name);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const name = request.method === "GET" ? file(request) : "";
  if (!name) return;
  // A second attempt of the page wants the network first.
  const again = new URL(request.url).searchParams.has("again");
  event.respondWith(again
    ? fetch(request).catch(async () => (await kept(name)) ?? Response.error())
    : kept(name).then((found) => found ?? fetch(request)));
});
