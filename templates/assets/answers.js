// The test page: answers save themselves. Without it the page is a plain form.
//
// form[data-autosave]    data-url (PUT here), data-kind, data-attempt, data-position, data-revision, data-result-url; hidden field `revision`
//   [data-conflict]      notice with the buttons [data-use-mine] and [data-use-other], shown when a newer answer came from elsewhere
// [data-save-state]      polite live region; words: data-saving, data-saved ("Saved {time}"), data-offline, data-failed, data-stale,
//                        data-refused, data-signed-out;  [data-sign-in] link, shown when the session is over
// [data-attempt-over=ID] on the result: drops what was kept for that attempt

const part = name => document.querySelector(`[data-${name}]`);
const keyOf = (attempt, position = "") => `answer/${attempt}/${position}`;

// Answers not confirmed yet: {url, answer, revision} by attempt and position, the latest only.
const kept = {
  memory: new Map(),
  get(key) {
    try { return JSON.parse(localStorage.getItem(key)) ?? this.memory.get(key); } catch { return this.memory.get(key); }
  },
  set(key, entry) {
    this.memory.set(key, entry);
    try { localStorage.setItem(key, JSON.stringify(entry)); } catch { /* in memory */ }
  },
  drop(key) {
    this.memory.delete(key);
    try { localStorage.removeItem(key); } catch { /* gone */ }
  },
  keys(prefix) {
    try { return Object.keys(localStorage).filter(key => key.startsWith(prefix)); } catch { return []; }
  },
};

const dropKept = attempt => kept.keys(keyOf(attempt)).forEach(key => kept.drop(key));

const filled = (fields, name) => (fields.get(name) ?? "").trim();
const under = (fields, prefix) =>
  [...fields].filter(([name, value]) => name.startsWith(prefix) && value).map(([name, value]) => [name.slice(prefix.length), value]);

const READ = {
  single: fields => fields.has("choice") && { choice: fields.get("choice") },
  multiple: fields => fields.has("choices") && { choices: fields.getAll("choices") },
  true_false: fields => fields.has("value") && { value: fields.get("value") === "true" },
  number(fields) {
    const value = filled(fields, "value"), unit = filled(fields, "unit");
    return value && (unit ? { value, unit } : { value });
  },
  text: fields => filled(fields, "text") && { text: filled(fields, "text") },
  matching: fields => under(fields, "pair.").length > 0 && { pairs: Object.fromEntries(under(fields, "pair.")) },
  ordering: fields => {
    const places = under(fields, "place.").sort((a, b) => a[1] - b[1]);
    return places.length > 0 && { order: places.map(([token]) => token) };
  },
};
const readAnswer = form => READ[form.dataset.kind](new FormData(form)) || null;

function valueOf(answer, name) {
  if (name.startsWith("pair.")) return answer?.pairs?.[name.slice(5)] ?? "";
  if (name.startsWith("place.")) return (answer?.order?.indexOf(name.slice(6)) ?? -1) + 1 || "";
  return answer?.[name] ?? "";
}

function writeAnswer(form, answer) {
  for (const field of form.elements) {
    if (!field.name || ["hidden", "submit", "button"].includes(field.type)) continue;
    const value = valueOf(answer, field.name);
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = [value].flat().map(String).includes(field.value);
    else field.value = value;
  }
}

const sorted = answer => JSON.stringify(answer && Object.entries(answer).sort().map(([name, value]) => [name, name === "choices" ? [...value].sort() : value]));
const same = (one, other) => sorted(one) === sorted(other);

// One PUT: saved, stale (with the server's answer), closed, signed-out, refused or later (try again).
async function put({ url, answer, revision }) {
  const headers = { "Content-Type": "application/json", "X-Form-Token": document.querySelector("meta[name=form-token]").content };
  let reply, body;
  try {
    reply = await fetch(url, { method: "PUT", headers, body: JSON.stringify({ answer, revision }), keepalive: true, signal: AbortSignal.timeout(10_000) });
    body = await reply.json().catch(() => ({}));
  } catch {
    return { outcome: "later", offline: true };
  }
  if (reply.ok) return { outcome: "saved", ...body };
  if (reply.status === 409 && "revision" in body) return { outcome: same(body.answer, answer) ? "saved" : "stale", ...body };
  if (reply.status === 409 || reply.status === 410) return { outcome: "closed" };
  if (reply.status === 401) return { outcome: "signed-out" };
  return { outcome: reply.status >= 500 || [408, 429].includes(reply.status) ? "later" : "refused" };
}

const clock = (at = Date.now()) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

function autosave(form) {
  const { url, attempt, position, resultUrl } = form.dataset;
  const key = keyOf(attempt, position);
  let revision = Number(form.dataset.revision), current, typing, retrying, failures = 0, other = null, insists = false;

  const conflict = part("conflict");
  const say = (state, time = "") => {
    const line = part("save-state");
    line.dataset.state = state;
    line.textContent = (line.dataset[state] ?? "").replace("{time}", time);
    part("sign-in").hidden = state !== "signedOut";
  };
  const adopt = newer => (revision = form.elements.revision.value = newer);
  const keep = () => {
    kept.set(key, { url, answer: readAnswer(form), revision });
    insists = false;
    say(other ? "stale" : "saving");
  };

  const settle = {
    saved(sent, reply) {
      adopt(reply.revision);
      failures = 0;
      const entry = kept.get(key);
      if (entry && same(entry.answer, sent.answer)) kept.drop(key);
      else if (entry) kept.set(key, { ...entry, revision });
      say("saved", clock(reply.saved_at));
      return true;
    },
    stale(sent, reply) {
      other = reply;
      conflict.hidden = false;
      say("stale");
    },
    closed() {
      dropKept(attempt);
      location.assign(resultUrl);
    },
    "signed-out": () => say("signedOut"),
    refused: () => (kept.drop(key), say("refused")),
    later(sent, reply) {
      say(reply.offline ? "offline" : "failed");
      clearTimeout(retrying);
      retrying = setTimeout(send, Math.min(30_000, 1000 * 2 ** failures++));
    },
  };

  const sendAll = async () => {
    for (let entry = kept.get(key); entry && !other; entry = kept.get(key)) {
      const reply = await put(entry);
      if (!settle[reply.outcome](entry, reply)) return;
    }
  };
  // One PUT at a time, so that revisions follow each other.
  function send() {
    clearTimeout(typing);
    current ??= sendAll().finally(() => (current = null));
    return current;
  }
  const sendOthers = async () => {
    for (const name of kept.keys(keyOf(attempt)).filter(name => name !== key)) {
      if ((await put(kept.get(name))).outcome === "saved") kept.drop(name);
    }
  };

  const resolve = mine => {
    conflict.hidden = true;
    adopt(other.revision);
    if (!mine) writeAnswer(form, other.answer);
    other = null;
    if (mine) return keep(), send();
    kept.drop(key);
    say("saved", clock());
  };
  part("use-mine").addEventListener("click", () => resolve(true));
  part("use-other").addEventListener("click", () => resolve(false));

  form.addEventListener("input", () => {
    keep();
    clearTimeout(typing);
    typing = setTimeout(send, 800);
  });
  form.addEventListener("change", () => {
    keep();
    send();
  });
  form.addEventListener("submit", async event => {
    if (insists || (!kept.get(key) && !current)) return;
    event.preventDefault();
    await Promise.race([send(), new Promise(done => setTimeout(done, 4000))]);
    // Not saved: the words say why, the page stays; a second press posts plainly.
    insists = true;
    if (!kept.get(key)) form.requestSubmit(event.submitter);
  });
  addEventListener("online", send);
  addEventListener("attempt-over", send);
  document.addEventListener("visibilitychange", send);

  const left = kept.get(key);
  if (left) {
    writeAnswer(form, left.answer);
    send();
  }
  sendOthers();
}

document.querySelectorAll("[data-attempt-over]").forEach(page => dropKept(page.dataset.attemptOver));
document.querySelectorAll("form[data-autosave]").forEach(autosave);
