// The time left of a test, by the server's clock. Spoken only at ten, five and one minute.
//
// [data-deadline]       RFC 3339; data-now (server's time at rendering), data-grace (seconds), data-result-url
//   [data-timer-text]   the time left;  [data-timer-toggle] button to hide it, its words: data-hide, data-show
// [data-timer-live]     polite live region, its words: data-minutes-10, data-minutes-5, data-minutes-1, data-over
// At zero the event `attempt-over` tells answers.js to send what is left; after the grace the page goes to the result.

const part = (name, root = document) => root.querySelector(`[data-${name}]`);

function timer(box) {
  const { deadline, now, grace, resultUrl } = box.dataset;
  const ahead = Date.parse(now) - Date.now();
  const text = part("timer-text", box), toggle = part("timer-toggle", box), live = part("timer-live");
  const secondsLeft = () => Math.max(0, Math.ceil((Date.parse(deadline) - Date.now() - ahead) / 1000));
  let before = secondsLeft();

  const hide = hidden => {
    text.hidden = hidden;
    toggle.textContent = hidden ? toggle.dataset.show : toggle.dataset.hide;
    try { localStorage.setItem("timer", hidden ? "hidden" : "shown"); } catch { /* forgotten on the next page */ }
  };
  toggle.addEventListener("click", () => hide(!text.hidden));
  try { hide(localStorage.getItem("timer") === "hidden"); } catch { hide(false); }
  toggle.hidden = false;

  const over = () => {
    live.textContent = live.dataset.over;
    live.classList.remove("hidden-visually");
    dispatchEvent(new Event("attempt-over"));
    setTimeout(() => location.assign(resultUrl), 1000 * (Number(grace) + 1));
  };
  const tick = () => {
    const left = secondsLeft();
    text.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    box.toggleAttribute("data-urgent", left <= 60);
    for (const minutes of [10, 5, 1]) {
      if (before > minutes * 60 && left <= minutes * 60) live.textContent = live.dataset[`minutes-${minutes}`];
    }
    before = left;
    if (left > 0) return;
    clearInterval(ticking);
    over();
  };
  const ticking = setInterval(tick, 1000);
  tick();
}

document.querySelectorAll("[data-deadline]").forEach(timer);
