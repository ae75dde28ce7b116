// This device and the field kits that it keeps: starts the worker (sw.js) for whoever is signed in, and tells it what it must know.
//
// script[data-person][data-version]   its own element: who is signed in, and the program's version
// form[action="/sign-out"]            what is kept is forgotten before the form goes
// [data-from="device"]                the page is a kept one: it is opened anew as soon as the server can be reached

import { ask, hasWorker } from "./worker.js";

const { person, version } = document.querySelector("script[data-person]").dataset;
// Browsers want to know that the address of a worker was not made of what somebody typed.
const trusted = url => globalThis.trustedTypes?.createPolicy("worker", { createScriptURL: own => own }).createScriptURL(url) ?? url;

function leaveOn(form) {
  form.addEventListener("submit", async event => {
    event.preventDefault();
    await Promise.race([ask("forget"), new Promise(resolve => setTimeout(resolve, 2000))]);
    form.submit();
  });
}

// Opened anew when the server answers: the network may be there without it.
function openAnew() {
  const look = async () => (await fetch("/livez", { cache: "no-store" }).catch(() => null))?.ok && location.reload();
  addEventListener("online", look);
  addEventListener("visibilitychange", () => document.hidden || look());
  setInterval(look, 10_000);
}

if (hasWorker) {
  // Without a worker (a private window, storage switched off) everything else works as it does.
  navigator.serviceWorker.register(trusted(`/sw.js?v=${version}`)).then(() => ask("hello", { person }), () => null);
  document.querySelectorAll('form[action="/sign-out"]').forEach(leaveOn);
}
if (document.querySelector('[data-from="device"]')) openAnew();
