// What makes the pages quicker to use. Every page works without it; each function is asked for by a data attribute.
//
// [data-copy="text or #id"]    copies; says data-copied afterwards             [data-print]   prints the page
// [data-key="f"]               a link or button, pressed by that key; `?` or [data-keys-open] lists them in dialog[data-keys]
//                              (its ul[data-keys-list] is filled here; its checkbox [data-keys-off] switches single keys off)
// form[data-switch]            language and theme: form[data-keep] on the same page keeps what was typed
// form[data-confirm-leave]     asks before typed text is lost
// [data-option-rows]           rows .option-row and a <template> of one; data-max, data-label ("Option {n}"). In a row: text input
//                              `option`, input `key` (its value becomes the row's number), button [data-option-remove].
//                              Enter goes to the next row or adds one; several pasted lines fill several rows; [data-option-add] adds
// form[data-preview]           0.7 s after a change presses its hidden button[data-preview-button], which posts the form to the
//                              <iframe> named by its formtarget; [data-preview-frame] is that frame (markup as HTML never passes through here)
// [data-suggest]               a text field; data-url (GET ?q=…&product=…), data-product (selector). Fills ul[data-suggestions] from the
//                              <template> in it: [data-stem], [data-answer], and a button whose value becomes the question's id

const all = (selector, act) => document.querySelectorAll(selector).forEach(act);
const remembered = name => { try { return localStorage.getItem(name); } catch { return null; } };
const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* not on this device */ } };

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

const isTyping = target => target.closest("textarea, select, input:not([type=radio], [type=checkbox])");

function keyboard(dialog) {
  const off = dialog.querySelector("[data-keys-off]"), list = dialog.querySelector("[data-keys-list]");
  off.checked = remembered("keys") === "off";
  off.addEventListener("change", () => remember("keys", off.checked ? "off" : "on"));
  all("[data-key]", pressed => {
    const row = document.createElement("li"), key = document.createElement("kbd");
    key.textContent = pressed.dataset.key;
    row.append(key, " ", pressed.getAttribute("aria-label") ?? pressed.textContent.trim());
    list.append(row);
  });
  all("[data-keys-open]", button => {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  });
  document.addEventListener("keydown", event => {
    if (off.checked || dialog.open || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "?") dialog.showModal();
    else document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  });
}

const keptFields = form => [...form.elements].filter(field => field.name && !["hidden", "password", "file", "submit"].includes(field.type));
const keepName = () => `typed:${location.pathname}`;

function keepTyped(switching) {
  switching.addEventListener("submit", () => {
    const typed = [...document.querySelectorAll("form[data-keep]")].map(form => keptFields(form).map(field => [field.value, field.checked]));
    sessionStorage.setItem(keepName(), JSON.stringify(typed));
  });
}

function restoreTyped() {
  const typed = JSON.parse(sessionStorage.getItem(keepName()) ?? "[]");
  sessionStorage.removeItem(keepName());
  [...document.querySelectorAll("form[data-keep]")].forEach((form, number) => {
    const fields = keptFields(form);
    if (fields.length !== typed[number]?.length) return;
    fields.forEach((field, place) => ([field.value, field.checked] = typed[number][place]));
  });
}

function confirmLeave(form) {
  let changed = false;
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", event => (changed &&= Boolean(event.submitter?.formTarget)));
  addEventListener("beforeunload", event => changed && event.preventDefault());
}

function optionRows(box) {
  const template = box.querySelector("template"), rows = () => [...box.querySelectorAll(".option-row")];
  const field = row => row.querySelector("[name=option]");
  const renumber = () => rows().forEach((row, place) => {
    row.querySelector("[name=key]").value = place;
    field(row).setAttribute("aria-label", box.dataset.label.replace("{n}", place + 1));
  });
  const add = () => {
    if (rows().length >= Number(box.dataset.max)) return null;
    template.before(template.content.cloneNode(true));
    renumber();
    return rows().at(-1);
  };
  box.addEventListener("keydown", event => {
    if (event.key !== "Enter" || event.target.name !== "option") return;
    event.preventDefault();
    const next = rows()[rows().indexOf(event.target.closest(".option-row")) + 1] ?? add();
    if (next) field(next).focus();
  });
  box.addEventListener("paste", event => {
    const lines = event.clipboardData.getData("text").split(/\r?\n/).map(line => line.trim()).filter(Boolean);
    if (lines.length < 2 || event.target.name !== "option") return;
    event.preventDefault();
    const first = rows().indexOf(event.target.closest(".option-row"));
    lines.forEach((line, place) => {
      const row = rows()[first + place] ?? add();
      if (row) field(row).value = line;
    });
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });
  box.addEventListener("click", event => {
    if (event.target.closest("[data-option-add]")) field(add() ?? rows().at(-1)).focus();
    if (!event.target.closest("[data-option-remove]")) return;
    event.target.closest(".option-row").remove();
    renumber();
    field(rows().at(-1) ?? add()).focus();
  });
}

// Each preview gets a new frame: a second load in the same one would add a step to the Back button.
function preview(form) {
  const button = form.querySelector("[data-preview-button]");
  let loading = false;
  const show = afterPause(700, () => {
    if (loading) return show();
    const old = document.querySelector("[data-preview-frame]"), fresh = old.cloneNode();
    loading = fresh.hidden = true;
    old.name = "";
    old.after(fresh);
    button.click();
    fresh.addEventListener("load", () => {
      old.remove();
      loading = fresh.hidden = false;
    }, { once: true });
  });
  form.addEventListener("input", show);
}

function suggest(field) {
  const list = document.querySelector("[data-suggestions]"), template = list.querySelector("template");
  const show = known => {
    list.replaceChildren(template);
    for (const { question_id, stem, answer } of known.slice(0, 5)) {
      const item = template.content.cloneNode(true);
      item.querySelector("[data-stem]").textContent = stem;
      item.querySelector("[data-answer]").textContent = answer;
      item.querySelector("button").value = question_id;
      list.append(item);
    }
  };
  field.addEventListener("input", afterPause(350, async () => {
    const asked = field.value, product = document.querySelector(field.dataset.product)?.value ?? "";
    if (asked.trim().length < 3) return show([]);
    const reply = await fetch(`${field.dataset.url}?${new URLSearchParams({ q: asked, product })}`).catch(() => null);
    if (reply?.ok && asked === field.value) show((await reply.json()).questions ?? []);
  }));
}

all("[data-copy]", copyButton);
all("[data-print]", button => button.addEventListener("click", () => print()));
all("dialog[data-keys]", keyboard);
all("form[data-switch]", keepTyped);
all("form[data-confirm-leave]", confirmLeave);
all("[data-option-rows]", optionRows);
all("form[data-preview]", preview);
all("[data-suggest]", suggest);
restoreTyped();
