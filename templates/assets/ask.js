// A client's question is sent from a phone, once, whatever the connection does. Without this the page is a plain form.
//
// form[data-ask]       data-url: POST here; its hidden field `key` names the question, so that what is sent twice is asked once
// [data-outbox]          on every page of a manager, data-login: lists what is still to be sent, from the <template> in it: [data-outbox-text];
//                      words: data-signed-out, data-sent ("Question {number} is sent"), data-refused; [data-outbox-say] says them

const shelf = document.querySelector("[data-outbox]"), form = document.querySelector("form[data-ask]");
const name = `asked:${shelf.dataset.login}`;
const AGAIN_MS = 5_000;

const kept = {
  memory: [],
  all() { try { return JSON.parse(localStorage.getItem(name)) ?? []; } catch { return this.memory; } },
  set(all) {
    this.memory = all;
    try { localStorage.setItem(name, JSON.stringify(all)); } catch { /* in memory */ }
  },
  add(asked) { this.set([...this.all().filter(one => one.key !== asked.key), asked]); },
  drop(key) { this.set(this.all().filter(one => one.key !== key)); },
};

const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");

// A page that was kept on the phone has the token of another day.
let token = document.querySelector("meta[name=form-token]").content;
const freshToken = () => new Promise(done => {
  const page = new XMLHttpRequest();
  page.open("GET", "/raised/new");
  page.responseType = "document";
  page.onload = () => done(token = page.response?.querySelector("meta[name=form-token]")?.content ?? token);
  page.onerror = () => done(token);
  page.send();
});

// One POST: sent (with its number), refused, signed-out or later.
async function post({ key, body }, mayBeStale = true) {
  let reply;
  try {
    const headers = { "Content-Type": "application/json", "X-Form-Token": token, "Idempotency-Key": `"${key}"` };
    reply = await fetch("/api/v1/raised-questions", { method: "POST", headers, body: JSON.stringify(body), signal: AbortSignal.timeout(10_000) });
  } catch {
    return { outcome: "later" };
  }
  if (reply.ok) return { outcome: "sent", number: (await reply.json()).number };
  if (reply.status === 401) return { outcome: "signedOut" };
  if (reply.status === 403 && mayBeStale) return (await freshToken(), post({ key, body }, false));
  return { outcome: reply.status >= 500 || [408, 429].includes(reply.status) ? "later" : "refused" };
}

function show(words = "") {
  const all = kept.all(), template = shelf.querySelector("template"), list = template.parentElement, say = shelf.querySelector("[data-outbox-say]");
  list.replaceChildren(template, ...all.map(({ body }) => {
    const row = template.content.cloneNode(true);
    row.querySelector("[data-outbox-text]").textContent = body.text;
    return row;
  }));
  list.parentElement.hidden = all.length === 0;
  say.textContent = words;
  say.hidden = !words;
  shelf.hidden = all.length === 0 && !words;
}

let sending = false, waiting;
async function sendAll() {
  if (sending) return;
  sending = true;
  clearTimeout(waiting);
  let words = "";
  for (const asked of kept.all()) {
    const { outcome, number } = await post(asked);
    if (outcome === "sent") {
      kept.drop(asked.key);
      words = shelf.dataset.sent.replace("{number}", number);
    } else if (outcome === "refused") {
      words = shelf.dataset.refused;
    } else {
      words ||= outcome === "signedOut" ? shelf.dataset.signedOut : "";
      waiting = setTimeout(sendAll, AGAIN_MS);
      break;
    }
  }
  sending = false;
  if (words || !shelf.hidden) show(words);
}

function readForm(submitter) {
  const fields = new FormData(form), text = field => (fields.get(field) ?? "").trim();
  const body = { product: text("product"), text: text("text"), client: text("client") || null, meeting: text("meeting") || null, urgent: fields.has("urgent") };
  if (submitter?.name === "known") body.known = submitter.value;
  if (submitter?.name === "same") body.same = Number(submitter.value);
  return { key: text("key"), body };
}

form?.addEventListener("submit", async event => {
  event.preventDefault();
  const asked = readForm(event.submitter), buttons = form.querySelectorAll("button");
  buttons.forEach(button => (button.disabled = true));
  // Kept before it is sent: whatever happens now, it is not lost.
  kept.add(asked);
  const { outcome, number } = await post(asked);
  buttons.forEach(button => (button.disabled = false));
  if (outcome === "sent") {
    kept.drop(asked.key);
    return location.assign(`/raised/${number}`);
  }
  if (outcome === "refused") {
    // The server's page tells what is wrong with which field.
    kept.drop(asked.key);
    for (const field of ["known", "same"]) {
      if (field in asked.body) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: field, value: asked.body[field] }));
    }
    return form.submit();
  }
  form.elements.text.value = "";
  form.elements.key.value = newKey();
  show(outcome === "signedOut" ? shelf.dataset.signedOut : "");
  shelf.scrollIntoView({ block: "nearest" });
  waiting = setTimeout(sendAll, AGAIN_MS);
});

addEventListener("online", sendAll);
if (kept.all().length > 0) {
  show();
  sendAll();
}
