// Study on a phone: a session goes on without a network, and its ratings are sent later, once each and in their order. Without this every rating
// is a plain form.
//
// script[data-studies=LOGIN]    its own element, on every page of a manager: what waits on this phone is sent from any of them
// [data-ratings-kept]           says what waits; words: data-one, data-many ("%count% ratings"), data-signed-out
// [data-study]                  a session of data-minutes; words: data-left, data-left-one, data-done, data-over, data-empty. In it:
//   [data-card]                   a card: data-question, data-version, data-rating-key; [data-answer] is the <details> with the answer [data-says], [data-rates]
//                                 its form, whose buttons know in data-again when they ask once it was forgotten; the others are in template[data-study-cards]
//   [data-study-place]            where the card on the screen is        [data-study-left]   how many there are
//   [data-study-undo]             takes the last rating back; [data-undo] does it without a script
//   [data-study-end]              the end: [data-study-why], [data-study-sum], [data-study-on] to go on

const me = document.querySelector("script[data-studies]").dataset.studies;
const one = (selector, root = document) => root.querySelector(selector);
const AGAIN_MS = 5_000, BATCH = 50, DONE_MAX = 500, SWIPE = 80;
// Longer than this nobody looks at a card.
const TOOK_MAX_MS = 120_000;

const read = (name, otherwise) => { try { return JSON.parse(localStorage.getItem(name)) ?? otherwise; } catch { return otherwise; } };
const write = (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* in memory only */ } };
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");

/* What waits on this phone ------------------------------------------------------------------------------------------------ */

const WAITING = `rated:${me}`;
let inMemory = read(WAITING, []);
const waiting = () => (inMemory = read(WAITING, inMemory));
const setWaiting = entries => write(WAITING, (inMemory = entries));
const nameOf = entry => entry.rate ? entry.rate.key : `undo ${entry.undo}`;
const drop = sent => {
  const names = new Set(sent.map(nameOf));
  setWaiting(waiting().filter(entry => !names.has(nameOf(entry))));
};

let token = one("meta[name=form-token]").content;
// A page that was kept on the phone has the token of another day.
const freshToken = () => new Promise(done => {
  const page = new XMLHttpRequest();
  page.open("GET", "/study");
  page.responseType = "document";
  page.onload = () => done(token = page.response?.querySelector("meta[name=form-token]")?.content ?? token);
  page.onerror = () => done(token);
  page.send();
});

// One POST: sent, refused, signedOut or later.
async function post(entries, mayBeStale = true) {
  let reply;
  try {
    const headers = { "Content-Type": "application/json", "X-Form-Token": token };
    reply = await fetch("/api/v1/study/ratings", { method: "POST", headers, body: JSON.stringify({ entries }), signal: AbortSignal.timeout(10_000), keepalive: true });
  } catch {
    return "later";
  }
  if (reply.ok) return "sent";
  if (reply.status === 401) return "signedOut";
  if (reply.status === 403 && mayBeStale) return (await freshToken(), post(entries, false));
  return reply.status >= 500 || [403, 408, 429].includes(reply.status) ? "later" : "refused";
}

function say(words) {
  const place = one("[data-ratings-kept]"), count = waiting().length;
  if (!place) return;
  place.textContent = words ?? (count === 1 ? place.dataset.one : place.dataset.many.replace("%count%", count));
  place.hidden = count === 0;
}

let sending = false, later;
async function sendAll() {
  if (sending) return;
  sending = true;
  clearTimeout(later);
  let size = BATCH, words;
  for (let entries; (entries = waiting().slice(0, size)).length;) {
    const outcome = await post(entries);
    if (outcome === "sent" || (outcome === "refused" && size === 1)) drop(entries);
    else if (outcome === "refused") size = 1;
    else {
      if (outcome === "signedOut") words = one("[data-ratings-kept]")?.dataset.signedOut;
      later = setTimeout(sendAll, AGAIN_MS);
      break;
    }
  }
  sending = false;
  say(words);
}

/* A session --------------------------------------------------------------------------------------------------------------- */

// What was rated on this page, should it be opened anew: by the names that the server gave the cards of the page.
const DONE = `cards-done:${me}`;
const done = new Map(read(DONE, []));
const saveDone = () => write(DONE, [...done].slice(-DONE_MAX));

function session(box) {
  const place = one("[data-study-place]", box), end = one("[data-study-end]", box), undoing = one("[data-study-undo]", box), words = box.dataset;
  const minutes = Number(words.minutes), rated = [];
  let queue = [one("[data-card]", place), ...one("[data-study-cards]", box).content.children], current = null, shownAt = 0, spent = 0, limit = minutes * 60_000;

  // The second time in one session: other intervals, another name.
  function askAgain(card) {
    card.dataset.key = newKey();
    card.querySelectorAll("[data-again]").forEach(button => (one("small", button).textContent = button.dataset.again));
  }

  function show(card) {
    current = card;
    one("[data-answer]", card).open = false;
    place.replaceChildren(card);
    shownAt = performance.now();
    const left = queue.length + 1;
    one("[data-study-left]", box).textContent = left === 1 ? words.leftOne : words.left.replace("%count%", left);
    undoing.hidden = rated.length === 0;
    one("summary", card).focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }

  function finish(why) {
    current = null;
    place.replaceChildren();
    one("[data-study-left]", box).textContent = "";
    one("[data-study-why]", end).textContent = why;
    const known = rated.filter(({ rating }) => rating !== "again").length, took = Math.max(1, Math.round(spent / 60_000));
    one("[data-study-sum]", end).textContent = rated.length ? words.done.replace("%cards%", rated.length).replace("%known%", known).replace("%minutes%", took) : "";
    one("[data-study-on]", end).hidden = queue.length === 0;
    undoing.hidden = rated.length === 0;
    end.hidden = false;
    // The next session is kept on the phone, so that it opens without a network.
    sendAll().then(() => waiting().length || fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null));
  }

  function next() {
    if (spent >= limit) return finish(words.over);
    if (queue.length === 0) return finish(words.empty);
    show(queue.shift());
  }

  function rate(rating) {
    const card = current, { question, version, ratingKey } = card.dataset, took = Math.min(TOOK_MAX_MS, Math.round(performance.now() - shownAt));
    const key = card.dataset.key ?? ratingKey;
    setWaiting([...waiting(), { rate: { key, question, version: Number(version), rating, at: new Date().toISOString(), took } }]);
    spent += took;
    rated.push({ card, key, rating, took });
    done.set(ratingKey, rating);
    saveDone();
    if (rating === "again") {
      askAgain(card);
      queue.push(card);
    }
    say();
    sendAll();
    next();
  }

  function undo() {
    const last = rated.pop();
    if (!last) return;
    setWaiting([...waiting(), { undo: last.key }]);
    done.delete(last.card.dataset.ratingKey);
    saveDone();
    spent -= last.took;
    queue = queue.filter(card => card !== last.card);
    if (current && current !== last.card) queue.unshift(current);
    last.card.dataset.key = newKey();
    end.hidden = true;
    sendAll();
    show(last.card);
  }

  const isOpen = () => one("[data-answer]", current).open;
  const open = () => (one("[data-answer]", current).open = true);
  // However it was opened: what was pressed is gone, and the ratings are to be seen.
  place.addEventListener("toggle", event => {
    if (!event.target.open) return;
    one("[data-says]", current).focus({ preventScroll: true });
    one("[data-rates]", current).scrollIntoView({ block: "nearest" });
  }, true);

  box.addEventListener("submit", event => {
    if (!event.target.matches("[data-rates]")) return;
    event.preventDefault();
    rate(event.submitter.value);
  });
  undoing.addEventListener("click", undo);
  one("[data-study-on]", end).addEventListener("click", event => {
    if (queue.length === 0) return;
    event.preventDefault();
    end.hidden = true;
    limit = spent + minutes * 60_000;
    show(queue.shift());
  });
  place.addEventListener("click", event => !event.target.closest("a, details") && current && open());

  // Before app.js, which presses what a key is written on: a card is rated by a key only when its answer was seen.
  document.addEventListener("keydown", event => {
    const isOff = localStorage.getItem("keys") === "off", isSpace = event.key === " ";
    if (!current || (!isSpace && !/^[1-4]$/.test(event.key))) return;
    if (isSpace || !isOpen()) event.stopPropagation();
    if (!isSpace || isOff || event.repeat || isOpen() || event.target.closest("button, a, summary, input, dialog")) return;
    event.preventDefault();
    open();
  }, true);

  let from = null;
  place.addEventListener("touchstart", event => (from = event.touches.length === 1 ? event.touches[0] : null), { passive: true });
  place.addEventListener("touchend", event => {
    const to = event.changedTouches[0], along = from ? to.clientX - from.clientX : 0, across = from ? Math.abs(to.clientY - from.clientY) : 0;
    if (current && isOpen() && Math.abs(along) > SWIPE && across < SWIPE / 2) rate(along < 0 ? "again" : "good");
  }, { passive: true });

  one("[data-undo]", box)?.remove();
  for (const card of queue) if (done.get(card.dataset.ratingKey) === "again") askAgain(card);
  queue = queue.filter(card => (done.get(card.dataset.ratingKey) ?? "again") === "again");
  next();
}

const box = one("[data-study]");
if (box && one("[data-study-place]", box)) {
  session(box);
  // Until then a card is a form like any other.
  box.dataset.studyDealt = "";
}
addEventListener("online", sendAll);
if (waiting().length > 0) {
  say();
  sendAll();
}
