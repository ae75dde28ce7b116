// The question editor: rows of options, and a preview. Without it the rows that the server sent are filled in.
//
// [data-option-rows]     rows .option-row and a <template> of one; data-max, data-label ("Option {n}"). In a row: text input `option`,
//                        others in more languages (`option.el`), input `key` (its value is the row's number, from 0), button
//                        [data-option-remove]; [data-option-add] adds one. Enter goes to the same input of the next row, or adds one;
//                        several pasted lines fill several rows
// [data-picture-file]    a picture that is chosen goes to the server at once, so that the preview shows it: its id comes into the field `picture`;
//                        data-sending, data-sent and what is wrong with it are said in [data-picture-said], and it is shown in [data-picture-shown].
//                        When that fails it stays chosen and comes with the form
// form[data-preview]     at once and 0.7 s after a change presses its button[data-preview-button], which posts the form (formaction) into
//                        the <iframe data-preview-frame> named by its formtarget. No HTML passes through here: trusted types forbid it

function afterPause(ms, act) {
  let waiting;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(act, ms);
  };
}

function optionRows(box) {
  const template = box.querySelector("template"), rows = () => [...box.querySelectorAll(".option-row")];
  const field = (row, name = "option") => row.querySelector(`[name="${name}"]`);
  const isText = input => input.name.split(".")[0] === "option";
  const renumber = () => rows().forEach((row, place) => {
    const key = row.querySelector("[name=key]");
    if (key) key.value = place;
    field(row).setAttribute("aria-label", box.dataset.label.replace("{n}", place + 1));
  });
  const add = () => {
    if (rows().length >= Number(box.dataset.max)) return null;
    template.before(template.content.cloneNode(true));
    renumber();
    return rows().at(-1);
  };
  box.addEventListener("keydown", event => {
    if (event.key !== "Enter" || !isText(event.target)) return;
    event.preventDefault();
    const next = rows()[rows().indexOf(event.target.closest(".option-row")) + 1] ?? add();
    if (next) field(next, event.target.name).focus();
  });
  box.addEventListener("paste", event => {
    const lines = event.clipboardData.getData("text").split(/\r?\n/).map(line => line.trim()).filter(Boolean);
    if (lines.length < 2 || !isText(event.target)) return;
    event.preventDefault();
    const first = rows().indexOf(event.target.closest(".option-row"));
    lines.forEach((line, place) => {
      const row = rows()[first + place] ?? add();
      if (row) field(row, event.target.name).value = line;
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
    fresh.removeAttribute("src");
    loading = fresh.hidden = true;
    button.formTarget = fresh.name = `preview-${Date.now()}`;
    old.after(fresh);
    button.click();
    fresh.addEventListener("load", () => {
      old.remove();
      loading = fresh.hidden = false;
    }, { once: true });
  });
  form.addEventListener("input", show);
  show();
}

function picture(chosen) {
  const form = chosen.form, said = form.querySelector("[data-picture-said]"), shown = form.querySelector("[data-picture-shown]");
  const token = document.querySelector("meta[name=form-token]").content;
  chosen.addEventListener("change", async () => {
    const [file] = chosen.files;
    if (!file) return;
    const body = new FormData();
    body.append("file", file);
    said.textContent = chosen.dataset.sending;
    const reply = await fetch("/api/v1/pictures", { method: "POST", headers: { "X-Form-Token": token }, body }).catch(() => null);
    const told = await reply?.json().catch(() => null);
    // Another one was chosen meanwhile.
    if (chosen.files[0] !== file) return;
    said.textContent = reply?.ok ? chosen.dataset.sent : told?.problems?.[0]?.text ?? told?.detail ?? "";
    if (!reply?.ok) return;
    chosen.value = "";
    form.elements.picture.value = told.id;
    if (form.elements.without_picture) form.elements.without_picture.checked = false;
    const image = new Image();
    Object.assign(image, { src: `/files/${told.id}`, alt: shown.dataset.name });
    shown.replaceChildren(image);
    shown.hidden = false;
    form.elements.picture.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

document.querySelectorAll("[data-picture-file]").forEach(picture);
document.querySelectorAll("[data-option-rows]").forEach(optionRows);
document.querySelectorAll("form[data-preview]").forEach(preview);
