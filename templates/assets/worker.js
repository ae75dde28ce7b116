// How pages talk with the worker that keeps field kits on the device (sw.js).

const workers = navigator.serviceWorker;

/** Asks the worker something; gives its answer, or nothing where there is no worker. */
export async function ask(what, more = {}) {
  const worker = (await workers?.ready)?.active;
  if (!worker) return null;
  const { port1, port2 } = new MessageChannel();
  return new Promise(resolve => {
    port1.onmessage = event => resolve(event.data);
    worker.postMessage({ what, ...more }, [port2]);
  });
}

/** Whether there can be a worker here: browsers want HTTPS, or this very machine. */
export const hasWorker = Boolean(workers);
