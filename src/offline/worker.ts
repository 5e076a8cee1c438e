/**
 * The service worker of a built site. It keeps the course on the reader's device, gives every page the
 * files of its own build, and adds the headers that a host may not be able to send: with them WebAssembly
 * may use threads (the technique of coi-serviceworker, https://github.com/gzuidhof/coi-serviceworker).
 * A newer build waits until the reader agrees or all pages are closed.
 */
import { answer, type Site } from './answer.ts';
import type { Manifest } from './manifest.ts';
import type { Report, ToWorker } from './messages.ts';
import type { WorkerScope } from './scope.ts';
import { Shelf } from './shelf.ts';

/** Stands before this script in the built file. */
declare const MANIFEST: Manifest;

const scope = self as unknown as WorkerScope;
const { origin } = scope.location;
const request: typeof fetch = (...args) => fetch(...args);
const shelf = new Shelf(MANIFEST, { caches, fetch: request, origin });
const site: Site = {
  manifest: MANIFEST,
  shelf,
  origin,
  fetch: request,
  onStale: () => void scope.registration.update().catch(() => undefined),
};

scope.addEventListener('install', (event) => {
  event.waitUntil(install());
});

/** The first one is there at once and fetches later. A newer one comes whole, or not at all. */
async function install(): Promise<void> {
  if (scope.registration.active === null || !(await shelf.wasWhole())) return;
  const { state } = await shelf.fetchAll();
  if (state === 'broken') throw new Error('a file of the newer version is missing');
}

scope.addEventListener('activate', (event) => {
  event.waitUntil(pruneAlone());
});

/** Files of the build before stay as long as another page may use them. */
async function pruneAlone(): Promise<void> {
  const pages = await scope.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  if (pages.length <= 1) await shelf.prune();
}

scope.addEventListener('fetch', (event) => {
  const response = answer(site, {
    request: event.request,
    later: (work) => {
      event.waitUntil(work);
    },
  });
  if (response !== null) event.respondWith(response);
});

scope.addEventListener('message', (event) => {
  event.waitUntil(hear(event.data as ToWorker, event.source));
});

async function hear(
  message: ToWorker,
  from: { postMessage(data: unknown): void } | null,
): Promise<void> {
  switch (message.type) {
    case 'hello':
      if (message.code === MANIFEST.code) await scope.clients.claim();
      from?.postMessage(await shelf.report());
      return;
    case 'fetch':
      await tellAll(await shelf.fetchAll(throttled(tellAll)));
      await pruneAlone();
      return;
    case 'take over':
      await scope.skipWaiting();
  }
}

async function tellAll(report: Report): Promise<void> {
  const pages = await scope.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  for (const page of pages) page.postMessage(report);
}

/** Every twentieth report: a reader sees no more. */
function throttled(tell: (report: Report) => Promise<void>): (report: Report) => void {
  let count = 0;
  return (report) => {
    if (count++ % 20 === 0) void tell(report);
  };
}
