// While a backup is made or tried, the page is looked at again until that is done, and then shown anew. Without this its reader does so.
//
// [data-at-work]    says what is being done; it is not there when nothing is

const looking = setInterval(async () => {
  const reply = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
  const text = reply?.ok ? await reply.text().catch(() => null) : null;
  if (text === null || text.includes("data-at-work")) return;
  clearInterval(looking);
  location.replace(location.pathname);
}, 1000);
