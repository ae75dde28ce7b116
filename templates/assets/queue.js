// The queue by keys: one item has the focus, and what is pressed is meant for it. Everything works without this, by its buttons.
//
// [data-item]        an item of the queue; the one that is worked on has data-current too, by which app.js finds its [data-item-key]
// [data-next]        a button: goes to the next item (its data-key is `j`)        [data-previous]  to the one before
//
// After a decision the page comes back; then the item that took the decided one's place is worked on.

const items = [...document.querySelectorAll("[data-item]")];
const place = `queue:${location.pathname}`;
const current = () => items.findIndex(item => item.hasAttribute("data-current"));

function mark(item) {
  items.forEach(other => other.toggleAttribute("data-current", other === item));
  try { sessionStorage.setItem(place, items.indexOf(item)); } catch { /* not here */ }
}

function go(to) {
  const item = items[Math.max(0, Math.min(to, items.length - 1))];
  mark(item);
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

for (const [button, step] of [["[data-next]", 1], ["[data-previous]", -1]]) {
  document.querySelectorAll(button).forEach(found => {
    found.hidden = false;
    found.addEventListener("click", () => go(current() + step));
  });
}

for (const item of items) {
  item.addEventListener("focusin", () => mark(item));
  item.addEventListener("submit", () => mark(item));
  item.querySelectorAll("details").forEach(details => details.addEventListener("toggle", () => {
    if (details.open) details.querySelector("input:not([type=hidden]), button")?.focus();
  }));
}

// What was just said stands at the top: only who went on by keys is led back into the queue.
let before = null;
try {
  before = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
} catch { /* not here */ }
if (before !== null && location.search.includes("did=")) mark(items[Math.min(Number(before), items.length - 1)]);
