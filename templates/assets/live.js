// What happens shows itself: parts of the page are fetched anew when the server says that something happened. Without it one reloads.
//
// [data-live=NAME]      a part that is replaced by the same part of the page as it is now; data-live-on="question change": only when something
//                       of these kinds happened; data-live-every=SECONDS: again and again; data-live-until=TIME (data-live-now: the server's time): then;
//                       data-live-always: also while something in it has the focus; data-live-while-empty: only where nothing is there yet. What a person types must stand outside.
// time[data-running]    counts the time since its datetime
// [data-sighting=URL]   is told, once, that a person looks at it             [data-taking=URL]  a form: is told when they begin to write in it
// [data-alert-me]       a button, data-words: asks for leave to show urgent questions on the desktop

const all = (selector, act, within = document) => within.querySelectorAll(selector).forEach(act);
const token = document.querySelector("meta[name=form-token]").content;
const tell = url => fetch(url, { method: "POST", headers: { "X-Form-Token": token } }).catch(() => null);

// The page as it is now. Parsed by the browser itself, so that nothing in it runs.
const pageNow = () => new Promise((done, failed) => {
  const page = new XMLHttpRequest();
  page.open("GET", location.href);
  page.responseType = "document";
  page.onload = () => (page.status === 200 && page.response ? done(page.response) : failed(page.status));
  page.onerror = failed;
  page.send();
});

const partsOf = page => Map.groupBy(page.querySelectorAll("[data-live]"), part => part.dataset.live);

function replace(page) {
  const now = partsOf(page);
  for (const [name, parts] of partsOf(document)) {
    parts.forEach((part, place) => {
      const newer = now.get(name)?.[place], isFull = "liveWhileEmpty" in part.dataset && part.childElementCount > 0;
      const isBusy = !("liveAlways" in part.dataset) && part.contains(document.activeElement?.closest("input, textarea, select"));
      if (newer && !isFull && !isBusy && said(newer) !== said(part)) part.replaceWith(document.adoptNode(newer));
    });
  }
  document.title = page.title;
  run();
}

// What a part says, whatever the time is that it shows.
function said(part) {
  const copy = part.cloneNode(true);
  all("[data-left]", time => {
    time.textContent = "";
    delete time.dataset.left;
    delete time.dataset.end;
  }, copy);
  return copy.innerHTML;
}

let fetching = false, again = false;
async function refresh() {
  again = true;
  if (fetching) return;
  fetching = true;
  while (again) {
    again = false;
    await pageNow().then(replace, () => null);
  }
  fetching = false;
}

const concerns = kind => [...document.querySelectorAll("[data-live]")].some(part => (part.dataset.liveOn ?? kind).split(" ").includes(kind));

const alerts = document.querySelector("[data-alert-me]");
function alertOf({ type, urgent, id }) {
  if (type !== "question.raised" || !urgent || !alerts || !document.hidden || Notification.permission !== "granted") return;
  new Notification(alerts.dataset.words, { tag: id }).onclick = () => focus();
}

function heard(happened) {
  if (concerns(happened.type.split(".")[0])) refresh();
  alertOf(happened);
}

// One connection for all tabs of a browser, which has few to a server: the tab that holds the lock listens and tells the others.
const others = new BroadcastChannel("live");
others.onmessage = ({ data }) => (data === "listening" ? refresh() : heard(data));

const KINDS = ["raised", "seen", "taken", "joined", "answered", "added", "known", "declined"].map(step => `question.${step}`)
  .concat("change.recorded", "change.cancelled", "change.effective", "certificate.issued", "certificate.revoked", "certificate.expiring", "standing.changed", "contest.begun", "contest.joined", "contest.moved", "contest.ended", "meeting.stopped", "meeting.waived", "meeting.refused");

function listen() {
  const events = new EventSource("/api/v1/events");
  const pass = event => {
    const happened = JSON.parse(event.data);
    heard(happened);
    others.postMessage(happened);
  };
  KINDS.forEach(kind => events.addEventListener(kind, pass));
  let opened = false;
  events.onopen = () => {
    // Whoever was away may have missed something that is told no more.
    if (opened) {
      refresh();
      others.postMessage("listening");
    }
    opened = true;
  };
  // A server that is restarted refuses for a moment; the browser gives up then.
  events.onerror = () => {
    if (events.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      listen();
      refresh();
    }, 2_000);
  };
}

if (document.querySelector("[data-live]")) {
  if (navigator.locks) navigator.locks.request("live", () => new Promise(listen));
  else listen();
}
addEventListener("pageshow", event => event.persisted && refresh());

function run() {
  all("time[data-running]", time => {
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(time.dateTime)) / 1_000));
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  });
  all("time[data-left]", time => {
    time.dataset.end ??= Date.now() + Date.parse(time.dateTime) - Date.parse(time.dataset.left);
    time.textContent = Math.max(0, Math.ceil((time.dataset.end - Date.now()) / 1_000));
  });
}
run();
setInterval(run, 1_000);

let ticks = 0;
setInterval(() => {
  ticks += 1;
  const parts = [...document.querySelectorAll("[data-live]")];
  const isDue = ({ dataset: part }) => {
    if (part.liveEvery) return ticks % Number(part.liveEvery) === 0;
    if (!part.liveUntil) return false;
    part.liveEnd ??= Date.now() + Date.parse(part.liveUntil) - Date.parse(part.liveNow);
    return Date.now() > part.liveEnd;
  };
  if (parts.some(isDue)) refresh();
}, 1_000);

function sight() {
  if (document.hidden) return;
  all("[data-sighting]", part => {
    tell(part.dataset.sighting);
    part.removeAttribute("data-sighting");
  });
}
sight();
addEventListener("visibilitychange", sight);

const TAKE_AGAIN_MS = 60_000;
all("form[data-taking]", form => {
  let taken = 0;
  form.addEventListener("input", () => {
    if (Date.now() - taken < TAKE_AGAIN_MS) return;
    taken = Date.now();
    tell(form.dataset.taking);
  });
});

if (alerts && "Notification" in window && Notification.permission === "default") {
  alerts.hidden = false;
  alerts.addEventListener("click", async () => (alerts.hidden = await Notification.requestPermission() !== "default"));
}
