/**
 * The page's side of the service worker: registers it when the page has come to rest, has the course
 * fetched, and tells when a newer version waits. One for all pages that are opened by links.
 */
import { sparesNetwork } from '#lib/state/spares-network.ts';
import { isReport, type Report, type ToWorker } from '../../../offline/messages.ts';

export interface News {
  readonly report: Report | null;
  /** True where the reader's browser asks to spare the network, and nothing is fetched unasked. */
  readonly spared: boolean;
  /** A newer version `waiting` for consent, or taken over by another tab (`renewed`). */
  readonly version: 'waiting' | 'renewed' | null;
}

export interface Keeper {
  /** Calls `show` now and whenever there are news; the function that it returns ends that. */
  subscribe(show: (news: News) => void): () => void;
  /** Fetches the course, though the network is to be spared. */
  fetchNow(): void;
  /** Loads the newer version. */
  agree(): void;
  /** Says no more of it until the next page is loaded. */
  later(): void;
}

/** Milliseconds of rest after a page has loaded, before anything is fetched that it does not need. */
const REST = 4000;
const ISOLATED = 'vitrine-isolation';

let only: Keeper | null = null;

/** The keeper of this window, with the service worker at `script`. */
export function keeper(script: string): Keeper {
  return (only ??= newKeeper(script));
}

function newKeeper(script: string): Keeper {
  const code = document.querySelector<HTMLMetaElement>('meta[name=build]')?.content;
  const shows = new Set<(news: News) => void>();
  let news: News = { report: null, spared: false, version: null };
  let registration: ServiceWorkerRegistration | null = null;

  const tell = (more: Partial<News>): void => {
    news = { ...news, ...more };
    for (const show of shows) show(news);
  };
  const say = (message: ToWorker): void => registration?.active?.postMessage(message);

  const watch = (worker: ServiceWorker | null): void => {
    const look = (): void => {
      const newer = registration?.waiting && registration.active;
      if (newer) tell({ version: 'waiting' });
    };
    worker?.addEventListener('statechange', look);
    look();
  };

  const start = async (code: string): Promise<void> => {
    const { serviceWorker } = navigator;
    let controlled = serviceWorker.controller !== null;
    serviceWorker.addEventListener('message', ({ data }) => {
      if (!isReport(data)) return;
      tell({ report: data });
      if (data.state === 'none') begin();
    });
    serviceWorker.addEventListener('controllerchange', () => {
      // The first one only comes to serve what it has fetched for this page.
      if (controlled) tell({ version: 'renewed' });
      controlled = true;
    });
    registration = await serviceWorker.register(script, { updateViaCache: 'none' });
    registration.addEventListener('updatefound', () => {
      watch(registration?.installing ?? null);
    });
    watch(registration.installing);
    registration = await serviceWorker.ready;
    say({ type: 'hello', code });
    addEventListener('online', begin);
  };

  const begin = (): void => {
    if (sparesNetwork()) tell({ spared: true });
    else say({ type: 'fetch' });
  };

  const onRefused = (): void => {
    tell({ report: { type: 'offline', state: 'refused', done: 0, total: 0, bytes: 0 } });
  };

  if (code !== undefined && 'serviceWorker' in navigator && isSecureContext) {
    onlyFrom(code);
    void isolated()
      .then((isolate) => {
        if (isolate) return start(code).then(reloadOnce);
        return rest().then(() => start(code));
      })
      .catch(onRefused);
  }

  return {
    subscribe(show) {
      shows.add(show);
      show(news);
      return () => shows.delete(show);
    },
    fetchNow() {
      tell({ spared: false });
      say({ type: 'fetch' });
    },
    agree() {
      const waiting = registration?.waiting;
      if (news.version === 'renewed' || !waiting) {
        location.reload();
        return;
      }
      waiting.addEventListener('statechange', () => {
        if (waiting.state === 'activated') location.reload();
      });
      waiting.postMessage({ type: 'take over' } satisfies ToWorker);
    },
    later() {
      tell({ version: null });
    },
  };
}

/** A page of another code that a link leads to is loaded anew: two builds never share a window. */
function onlyFrom(code: string): void {
  document.addEventListener('astro:before-swap', (event) => {
    const theirs = event.newDocument.querySelector<HTMLMetaElement>('meta[name=build]')?.content;
    if (theirs === undefined || theirs === code) return;
    event.swap = () => undefined;
    location.href = event.to.href;
  });
}

/** When the page has loaded and nothing has been asked of the browser for a while. */
async function rest(): Promise<void> {
  if (document.readyState !== 'complete')
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  await new Promise((resolve) => setTimeout(resolve, REST));
  if (typeof requestIdleCallback === 'function')
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 10_000 }));
}

/**
 * True where a reload under the service worker helps: the host has not sent the headers that
 * WebAssembly threads need, there is no WebGPU, and it was not tried in this tab before.
 */
async function isolated(): Promise<boolean> {
  if (crossOriginIsolated) return false;
  try {
    if (sessionStorage.getItem(ISOLATED) !== null) return false;
    return !(await navigator.gpu?.requestAdapter());
  } catch {
    return false;
  }
}

function reloadOnce(): void {
  sessionStorage.setItem(ISOLATED, 'tried');
  location.reload();
}
