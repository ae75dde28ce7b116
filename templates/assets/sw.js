// The worker between the pages and the network: it keeps field kits on the device, so that they open without a network.
//
// What is where, in the browser's Cache storage:
//   shell-VERSION   styles, scripts and pictures of the pages themselves
//   kits-PERSON     the pages and pictures of the kits of one person, and under STATE what is known of them
//
// The network always comes first: a kept page is shown only where the server cannot be reached, is late or is broken, and it says how old it is:
// `data-from="server"` in it becomes `data-from="device"`. What the server locks (423) is let go of at once. Only GET is handled here: whatever
// changes something goes its own way.

const VERSION = new URL(location.href).searchParams.get("v") ?? "";
const SHELL = `shell-${VERSION}`;
const KITS = "kits-";
const STATE = "/kit/state";
const OFFLINE = "/offline";
const ASSETS = ["app.css", "app.js", "device.js", "live.js", "ask.js", "kit.js", "study.js", "worker.js", "favicon.svg", "icon-192.png", "dokimasia.webmanifest"].map(name => `/assets/${name}`);
// Pages that are kept beside the kits themselves; a server that refuses one of them to this role is not asked again until the next update.
const STUDY = "/study/session";
const PAGES = ["/kit", OFFLINE, "/raised/new", "/study", STUDY];
const KEPT_AT = "x-kept-at";
const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
// A server that is later than this counts as away, where there is something kept.
const PATIENCE = 4 * SECOND;
// A page is fetched anew when it is older than this, even if nothing changed: its age is what the reader goes by.
const FRESH = 12 * HOUR;
// Pages that are opened ask for an update this often at most.
const PAUSE = 10 * MINUTE;
// What is older than this is no longer shown.
const KEPT_MAX = 30 * DAY;

/* What is kept -------------------------------------------------------------------------------------------------------- */

const kitCaches = async () => (await caches.keys()).filter(name => name.startsWith(KITS));
// There is one at most: another person's goes when somebody signs in.
const kitCache = async () => {
  const [name] = await kitCaches();
  return name ? caches.open(name) : null;
};
//   kits: what the server last told of each   tags: of the pages that are kept   pages: of those beside them   leftOut: lines that shall not be kept
//   updated: when all was done                attempt: the test that was last seen to run
const blank = () => ({ kits: [], tags: {}, pages: null, leftOut: [], updated: null, attempt: null });

async function stateOf(cache) {
  const kept = await cache?.match(STATE);
  return kept ? { ...blank(), ...(await kept.json()) } : blank();
}

const saveState = (cache, state) => cache.put(STATE, new Response(JSON.stringify(state), { headers: { "content-type": "application/json" } }));

async function put(cache, path, response) {
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, String(Date.now()));
  await cache.put(path, new Response(await response.blob(), { status: 200, headers }));
}

const ageOf = response => Date.now() - Number(response?.headers.get(KEPT_AT) ?? 0);

// A kept page, which says so; nothing where there is none that is young enough.
async function kept(path) {
  const found = await (await kitCache())?.match(path, { ignoreSearch: true, ignoreVary: true });
  if (!found || ageOf(found) > KEPT_MAX) return null;
  if (!found.headers.get("content-type")?.startsWith("text/html")) return found;
  const html = (await found.text()).replaceAll('data-from="server"', 'data-from="device"');
  return new Response(html, { headers: found.headers });
}

async function letGo(cache, state, code) {
  delete state.tags[code];
  await cache.delete(`/kit/${code}`);
  await saveState(cache, state);
}

async function forget(except = null) {
  const names = (await kitCaches()).filter(name => name !== except);
  await Promise.all(names.map(name => caches.delete(name)));
}

/* Bringing it up to date ---------------------------------------------------------------------------------------------- */

// A page or picture as the server gives it to this person; nothing when it does not, for whatever reason.
async function fetched(path) {
  const response = await fetch(path, { redirect: "error", cache: "no-store" }).catch(() => null);
  return response?.ok ? response : null;
}

async function keepPage(cache, path) {
  const response = await fetched(path);
  if (response) await put(cache, path, response);
  return Boolean(response);
}

let updating = null;
// One at a time: who asks meanwhile waits for the one that runs. Gives whether it was done.
const update = () => (updating ??= updated().catch(() => false).finally(() => (updating = null)));

async function updated() {
  const reply = await fetched("/api/v1/kit");
  if (!reply) return false;
  const { person, kits } = await reply.json();
  await forget(KITS + person);
  const cache = await caches.open(KITS + person), state = await stateOf(cache);
  const wanted = kits.filter(kit => !kit.locked && !state.leftOut.includes(kit.line));
  const codes = new Set(wanted.map(kit => kit.product));
  state.kits = kits;
  // What must go goes first, and before anything else can fail.
  if (kits.some(kit => kit.locked)) await cache.delete(STUDY);
  for (const code of Object.keys(state.tags)) if (!codes.has(code)) await letGo(cache, state, code);
  const pictures = new Set(wanted.flatMap(kit => kit.pictures));
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname.startsWith("/files/") && !pictures.has(pathname)) await cache.delete(pathname);
  }
  await saveState(cache, state);
  const pages = kits.map(kit => kit.tag + kit.locked).join();
  if (state.pages !== pages || ageOf(await cache.match(OFFLINE)) > FRESH) {
    for (const path of PAGES) await keepPage(cache, path);
    state.pages = pages;
  }
  for (const kit of wanted) {
    const old = ageOf(await cache.match(kit.page)) > FRESH;
    if ((old || state.tags[kit.product] !== kit.tag) && (await keepPage(cache, kit.page))) {
      state.tags[kit.product] = kit.tag;
      await saveState(cache, state);
    }
  }
  for (const path of pictures) if (!(await cache.match(path))) await keepPage(cache, path);
  state.updated = new Date().toISOString();
  await saveState(cache, state);
  return true;
}

/* Answering pages ----------------------------------------------------------------------------------------------------- */

const after = ms => new Promise(resolve => setTimeout(resolve, ms, null));

// The network's answer, or what is kept where there is none, it is late, or it is a fault of the server.
async function networkFirst(event, network, otherwise) {
  const answer = network.catch(() => null);
  const first = await Promise.race([answer, after(PATIENCE)]);
  if (first && first.status < 500) return first;
  const instead = await otherwise();
  if (!instead) return first ?? network;
  event.waitUntil(answer);
  return instead;
}

// A kit: what the server gives now is kept, what it locks is let go of.
async function kitPage(event, path) {
  const network = fetch(event.request).then(async response => {
    const cache = await kitCache();
    if (cache && response.status === 423) {
      await letGo(cache, await stateOf(cache), path.slice("/kit/".length));
      event.waitUntil(update());
    }
    if (cache && response.ok && (await cache.match(path))) await put(cache, path, response.clone());
    return response;
  });
  return orOffline(networkFirst(event, network, () => kept(path)));
}

// A session of study: the newest one is kept.
async function studyPage(event) {
  const network = fetch(event.request).then(async response => {
    const cache = await kitCache();
    if (cache && response.ok && !response.redirected) await put(cache, STUDY, response.clone());
    return response;
  });
  return orOffline(networkFirst(event, network, () => kept(STUDY)));
}

// The page, or where the network is away the one that lists what is kept.
const orOffline = answer => answer.catch(async failure => {
  const instead = await kept(OFFLINE);
  if (!instead) throw failure;
  return instead;
});

// A test that was not seen before has begun: what it is about must go from the device.
async function testSeen(attempt) {
  const cache = await kitCache(), state = await stateOf(cache);
  if (!cache || state.attempt === attempt || !(await update())) return;
  await saveState(cache, { ...(await stateOf(cache)), attempt });
}

// Any other page: some are kept too.
async function page(event, path) {
  const network = fetch(event.request);
  if (path.startsWith("/attempts/")) event.waitUntil(network.then(() => testSeen(path.split("/")[2]), () => null));
  return orOffline(PAGES.includes(path) ? networkFirst(event, network, () => kept(path)) : network);
}

async function asset(event, path) {
  const cache = await caches.open(SHELL);
  const network = fetch(event.request).then(async response => {
    if (response.ok && ASSETS.includes(path)) await cache.put(path, response.clone());
    return response;
  });
  return networkFirst(event, network, () => cache.match(path));
}

const picture = (event, path) => {
  const answer = networkFirst(event, fetch(event.request), () => kept(path));
  return event.request.mode === "navigate" ? orOffline(answer) : answer;
};

addEventListener("fetch", event => {
  const { method, mode, url } = event.request, { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/assets/")) return event.respondWith(asset(event, pathname));
  if (pathname.startsWith("/files/")) return event.respondWith(picture(event, pathname));
  // What a page of ours reads as a document counts as one: the search through kept kits.
  const isPage = mode === "navigate" || event.request.headers.get("accept")?.startsWith("text/html");
  if (!isPage) return;
  if (/^\/kit\/[^/]+$/.test(pathname)) return event.respondWith(kitPage(event, pathname));
  if (pathname === STUDY) return event.respondWith(studyPage(event));
  event.respondWith(page(event, pathname));
});

/* Living and talking -------------------------------------------------------------------------------------------------- */

addEventListener("install", event => {
  event.waitUntil(caches.open(SHELL).then(cache => cache.addAll(ASSETS)).then(() => skipWaiting()));
});

addEventListener("activate", event => {
  const old = async () => {
    const names = (await caches.keys()).filter(name => name.startsWith("shell-") && name !== SHELL);
    await Promise.all(names.map(name => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(old());
});

// What pages ask of it, by the name of the message; each answer goes back through the port that came along.
const ASKED = {
  // Somebody is signed in: what another person kept here goes, and what is old is brought up to date.
  // A device that is to spare data waits until it is asked.
  hello: async ({ person }) => {
    await forget(KITS + person);
    const { updated } = await stateOf(await kitCache());
    const late = !updated || Date.now() - Date.parse(updated) > PAUSE;
    if (late && !navigator.connection?.saveData) await update();
  },
  update: () => update(),
  state: async () => stateOf(await kitCache()),
  leaveOut: async ({ line, out }) => {
    const cache = await kitCache(), state = await stateOf(cache);
    if (!cache) return false;
    state.leftOut = [...state.leftOut.filter(other => other !== line), ...(out ? [line] : [])];
    await saveState(cache, state);
    return update();
  },
  // Somebody signs out.
  forget: () => forget(),
};

addEventListener("message", event => {
  const asked = ASKED[event.data?.what];
  if (asked) event.waitUntil(Promise.resolve(asked(event.data)).then(answer => event.ports[0]?.postMessage(answer ?? null)));
});
