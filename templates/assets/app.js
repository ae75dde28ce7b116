// What makes pages quicker to use. Each works without it; each function is asked for by a data attribute.
//
// [data-copy="text or #id"]    copies; says data-copied afterwards             [data-print]   prints the page
// [data-focus]                 has the focus when the page opens: the summary of errors
// [data-key="f"]               a link or button, pressed by that key; `?` or [data-keys-open] lists them in dialog[data-keys]
//                              (ul[data-keys-list] is filled here; checkbox [data-keys-off] switches single keys off)
// [data-item-key="a"]          the same within [data-current], the item of a list that is worked on
// form[data-switch]            language and theme: form[data-keep] on the same page keeps what was typed, added option rows too
// form[data-confirm-leave]     asks before typed text is lost
// [data-suggest]               a text field; data-url (GET ?q=…&product=…), data-product (selector). Fills ul[data-suggestions] from the
//                              <template> in it: [data-stem] and [data-answer]

const all = (selector, act) => document.querySelectorAll(selector).forEach(act);
const remembered = name => { try { return localStorage.getItem(name); } catch { return null; } };
const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* not here */ } };

function afterPause(ms, act) {
  let waiting;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(act, ms);
  };
}

function copyButton(button) {
  button.addEventListener("click", async () => {
    const from = button.dataset.copy;
    await navigator.clipboard.writeText(from.startsWith("#") ? document.querySelector(from).textContent.trim() : from);
    button.textContent = button.dataset.copied;
  });
}

// A letter is the key's, whatever alphabet the keyboard is set to.
const keyOf = event => /^Key[A-Z]$/.test(event.code) && !/[a-z]/i.test(event.key) ? event.code[3].toLowerCase() : event.key;
const isTyping = target => target.closest("textarea, select, input:not([type=radio], [type=checkbox])");

function keyboard(dialog) {
  const off = dialog.querySelector("[data-keys-off]"), list = dialog.querySelector("[data-keys-list]");
  off.checked = remembered("keys") === "off";
  off.addEventListener("change", () => remember("keys", off.checked ? "off" : "on"));
  const listed = new Map();
  all("[data-key], [data-item-key]", pressed => {
    const name = pressed.dataset.key ?? pressed.dataset.itemKey, words = pressed.ariaLabel ?? pressed.innerText.split(":")[0].trim();
    if (!listed.has(name)) listed.set(name, new Set());
    listed.get(name).add(words);
  });
  for (const [name, words] of listed) {
    const row = document.createElement("li"), key = document.createElement("kbd");
    key.textContent = name.replace(" ", "␣");
    row.append(key, " ", [...words].join(" / "));
    list.append(row);
  }
  all("[data-keys-open]", button => {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  });
  document.addEventListener("keydown", event => {
    // A key that is held down is pressed once: what it decides is not decided of the next item too, which nobody looked at.
    if (off.checked || dialog.open || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "?") return dialog.showModal();
    const key = CSS.escape(keyOf(event));
    (document.querySelector(`[data-current] [data-item-key="${key}"]`) ?? document.querySelector(`[data-key="${key}"]`))?.click();
  });
}

const keptFields = form => [...form.elements].filter(field => field.name && !["hidden", "password", "file", "submit"].includes(field.type));
const keepName = () => `typed:${location.pathname}`;
const keptForms = () => [...document.querySelectorAll("form[data-keep]")];

function keepTyped(switching) {
  switching.addEventListener("submit", () => {
    const typed = keptForms().map(form => keptFields(form).map(field => [field.name, field.value, field.checked]));
    sessionStorage.setItem(keepName(), JSON.stringify(typed));
  });
}

// The form may have had other option rows than the server's; then rows are added or taken away first.
function matchRows(form, typed) {
  const wanted = typed.filter(([name]) => name === "option").length, rows = form.querySelectorAll(".option-row");
  for (let have = rows.length; have < wanted; have++) form.querySelector("[data-option-add]").click();
  [...rows].slice(wanted).forEach(row => row.remove());
}

function restoreTyped() {
  const typed = JSON.parse(sessionStorage.getItem(keepName()) ?? "[]");
  sessionStorage.removeItem(keepName());
  keptForms().slice(0, typed.length).forEach((form, number) => {
    matchRows(form, typed[number]);
    keptFields(form).forEach((field, place) => {
      const [name, value, checked] = typed[number][place] ?? [];
      if (name === field.name) Object.assign(field, { value, checked });
    });
  });
}

function confirmLeave(form) {
  let changed = false;
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", event => (changed &&= Boolean(event.submitter?.formTarget)));
  addEventListener("beforeunload", event => changed && event.preventDefault());
}

function suggest(field) {
  const list = document.querySelector("[data-suggestions]"), template = list.querySelector("template");
  const show = known => {
    list.replaceChildren(template);
    for (const { stem, answer } of known.slice(0, 5)) {
      const item = template.content.cloneNode(true);
      item.querySelector("[data-stem]").textContent = stem;
      item.querySelector("[data-answer]").textContent = answer;
      list.append(item);
    }
  };
  field.addEventListener("input", afterPause(350, async () => {
    const asked = field.value, product = document.querySelector(field.dataset.product)?.value ?? "";
    if (asked.trim().length < 3 || !product) return show([]);
    const reply = await fetch(`${field.dataset.url}?${new URLSearchParams({ q: asked, product })}`).catch(() => null);
    if (reply?.ok && asked === field.value) show((await reply.json()).questions ?? []);
  }));
}

all("[data-focus]", element => element.focus());
all("[data-copy]", copyButton);
all("[data-print]", button => button.addEventListener("click", () => print()));
all("dialog[data-keys]", keyboard);
all("form[data-switch]", keepTyped);
all("form[data-confirm-leave]", confirmLeave);
all("[data-suggest]", suggest);
// After the other modules, which may have to add rows.
addEventListener("DOMContentLoaded", restoreTyped);
