// How far an import is, while the browser waits for its answer. Leaving the page stops nothing: the server goes on.
//
// form[data-steps]       an import; its value: where the server tells {"done": 1200, "of": 10000}, or null
//   [data-steps-box]     shown when the questions are being taken in; its <progress> says how far
//   [data-steps-text]    the words beside it; [data-words]: with {done} and {of} in them

const form = document.querySelector("form[data-steps]");
const box = form?.querySelector("[data-steps-box]");
let looking;

async function look() {
  const reply = await fetch(form.dataset.steps, { cache: "no-store" }).catch(() => null);
  const told = reply?.ok ? await reply.json().catch(() => null) : null;
  if (!told) return;
  const bar = box.querySelector("progress"), text = box.querySelector("[data-steps-text]");
  const number = new Intl.NumberFormat(document.documentElement.lang);
  [bar.max, bar.value] = [told.of, told.done];
  text.textContent = text.dataset.words.replace("{done}", number.format(told.done)).replace("{of}", number.format(told.of));
}

form?.addEventListener("submit", event => {
  if (event.submitter?.value !== "take") return;
  box.hidden = false;
  looking = setInterval(look, 400);
});

// Whoever comes back by the browser's button waits no longer.
addEventListener("pageshow", event => {
  if (!event.persisted || !box) return;
  clearInterval(looking);
  box.hidden = true;
});
