// Notes on the negotiation sheet save themselves; without this the form has a button.
//
// form[data-notes]     fields may stand outside of it (form="…"); words: data-saving, data-saved, data-unsaved
//   [data-notes-state] polite live region

document.querySelectorAll("form[data-notes]").forEach(form => {
  const state = form.querySelector("[data-notes-state]");
  let waiting, sending = null, changed = false;

  // One request at a time, so that what was typed last is saved last.
  const send = () => {
    clearTimeout(waiting);
    if (sending || !changed) return;
    changed = false;
    state.textContent = form.dataset.saving;
    sending = fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" })
      // The answer to what was saved is the way to a page, which is not followed here; who is signed out is not sent anywhere.
      .then(reply => reply.type === "opaqueredirect")
      .catch(() => false)
      .then(saved => {
        sending = null;
        changed ||= !saved;
        state.textContent = saved ? form.dataset.saved : form.dataset.unsaved;
        if (saved && changed) send();
      });
  };

  form.addEventListener("submit", () => (changed = false));
  [...form.elements].filter(field => field.matches("textarea")).forEach(field => {
    field.addEventListener("input", () => {
      changed = true;
      clearTimeout(waiting);
      waiting = setTimeout(send, 1500);
    });
    field.addEventListener("change", send);
  });
  addEventListener("online", send);
  addEventListener("beforeunload", event => changed && event.preventDefault());
});
