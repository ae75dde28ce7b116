// Field kits: finding in them, also without a network, and what of them is on this device.
//
// [data-kit="NAME · DATE"]          a kit, and what stands above each page on paper; what can be found in it are its [data-find], shown or hidden by
//                                   [data-filter] (its input, [data-filter-count])
// [data-kits]                       the list of kits: [data-on-device=CODE], [data-keep-line=LINE], [data-device] with [data-device-state]
// form[data-kit-search]             the search through all kits; without a network it looks through the kept ones: [data-found-here]
// [data-kept-kits]                  filled with links to the kits that are kept (the page without a network)
// input[type=file][data-max]        a file larger than so many MB is refused here already, in the words of data-too-large

import { ask, hasWorker } from "./worker.js";

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// The same word wherever people would see one: without accents, and a final sigma is a sigma.
const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ς", "σ");
const wordsOf = text => folded(text).split(/\s+/).filter(Boolean);
const holds = (text, words) => words.every(word => text.includes(word));

function afterPause(ms, act) {
  let waiting;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(act, ms);
  };
}

function filter(box) {
  const field = one("input", box), count = one("[data-filter-count]", box);
  const places = all("[data-find]").map(place => [place, folded(place.textContent + (one("img", place)?.alt ?? ""))]);
  const look = () => {
    const words = wordsOf(field.value);
    let found = 0;
    for (const [place, text] of places) {
      place.hidden = !holds(text, words);
      found += !place.hidden;
    }
    for (const topic of all("details.topic")) {
      topic.hidden = words.length > 0 && !one("[data-find]:not([hidden])", topic);
      topic.open = words.length > 0 && !topic.hidden;
    }
    count.textContent = words.length ? count.dataset.text.replace("%count%", found) : "";
  };
  box.hidden = false;
  field.addEventListener("input", afterPause(120, look));
}

// A link to a question leads into its topic, which may be closed.
function openPlace() {
  const place = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const topic = place?.closest("details");
  if (!topic) return;
  topic.open = true;
  place.scrollIntoView();
}

const codesOf = state => Object.keys(state?.tags ?? {});

async function showState() {
  const state = await ask("state"), kept = codesOf(state), line = one("[data-device-state]");
  for (const mark of all("[data-on-device]")) mark.hidden = !kept.includes(mark.dataset.onDevice);
  for (const choice of all("[data-keep-line]")) {
    choice.hidden = false;
    one("input", choice).checked = !state?.leftOut.includes(choice.dataset.keepLine);
  }
  if (line) line.textContent = line.dataset.state.replace("%kept%", kept.length).replace("%all%", state?.kits.length ?? 0);
}

async function listOfKits(box) {
  const device = one("[data-device]", box), line = one("[data-device-state]", box);
  const working = async work => {
    line.textContent = line.dataset.updating;
    const done = await work();
    await showState();
    if (!done) line.textContent = line.dataset.failed;
  };
  if (device) {
    device.hidden = false;
    one("[data-device-update]", device).addEventListener("click", () => working(() => ask("update")));
    all("[data-keep-line] input", box).forEach(choice => choice.addEventListener("change", () => {
      const { keepLine } = choice.closest("[data-keep-line]").dataset;
      working(() => ask("leaveOut", { line: keepLine, out: !choice.checked }));
    }));
  }
  await showState();
  // What the page's opening brought up to date is seen when it is done.
  if (device && !one('[data-from="device"]')) working(() => ask("update"));
}

// A kept kit as a document; the browser reads it as it reads a page, so nothing in it runs.
const documentOf = path => new Promise(resolve => {
  const request = new XMLHttpRequest();
  request.open("GET", path);
  request.setRequestHeader("accept", "text/html");
  request.responseType = "document";
  request.onload = () => resolve(request.response);
  request.onerror = () => resolve(null);
  request.send();
});

async function searchHere(text) {
  const box = one("[data-found-here]"), list = one("[data-found-list]"), words = wordsOf(text), state = await ask("state");
  const template = one("template", list), seen = new Set();
  list.replaceChildren(template);
  box.hidden = false;
  for (const kit of (state?.kits ?? []).filter(kit => codesOf(state).includes(kit.product))) {
    const there = await documentOf(kit.page);
    for (const place of all("[data-find]", there ?? document.createElement("p"))) {
      // What products of a line share is found once; what each of them is, in each.
      const same = place.id.startsWith("c-") ? kit.product + place.id : place.id || folded(place.textContent);
      if (!words.length || seen.has(same) || !holds(folded(place.textContent), words)) continue;
      seen.add(same);
      const item = template.content.cloneNode(true), link = one("[data-link]", item);
      one("[data-about]", item).textContent = kit.name;
      one(".tag", place)?.remove();
      link.textContent = (one("h2, h3, dt, [role=heading]", place) ?? place).textContent.trim();
      link.href = `${kit.page}#${place.id || one("[id]", place)?.id}`;
      one("[data-text]", item).textContent = one(".prose, dd", place)?.textContent.trim().slice(0, 180) ?? "";
      list.append(item);
    }
  }
  one("[data-found-title]", box).textContent = `${text}: ${list.children.length - 1}`;
}

function search(form) {
  const field = one("input", form), here = one('[data-from="device"]');
  if (!here) return;
  form.addEventListener("submit", event => {
    event.preventDefault();
    searchHere(field.value);
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    field.value = asked;
    searchHere(asked);
  }
}

async function keptKits(list) {
  const state = await ask("state"), kits = (state?.kits ?? []).filter(kit => codesOf(state).includes(kit.product));
  for (const kit of kits) {
    const item = one("template", list).content.cloneNode(true), link = one("a", item);
    link.textContent = `${kit.name} (${kit.product})`;
    link.href = kit.page;
    list.append(item);
  }
  one("[data-kept]").hidden = kits.length === 0;
  one("[data-kept-lead]").hidden = kits.length === 0;
  one("[data-kept-none]").hidden = kits.length > 0;
}

function limitSize(field) {
  field.addEventListener("change", () => {
    const tooLarge = (field.files[0]?.size ?? 0) > Number(field.dataset.max) * 1024 * 1024;
    field.setCustomValidity(tooLarge ? field.dataset.tooLarge : "");
    if (tooLarge) field.reportValidity();
  });
}

all("[data-kit]").forEach(kit => document.documentElement.style.setProperty("--kit-name", JSON.stringify(kit.dataset.kit)));
all("[data-filter]").forEach(filter);
all("[data-kit-search]").forEach(search);
all("input[type=file][data-max]").forEach(limitSize);
if (hasWorker) {
  all("[data-kits]").forEach(listOfKits);
  all("[data-kept-kits]").forEach(keptKits);
}
addEventListener("hashchange", openPlace);
openPlace();
