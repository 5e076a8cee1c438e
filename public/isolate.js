/*
 * Cross-origin isolation on hosts that cannot set headers (the technique of coi-serviceworker,
 * https://github.com/gzuidhof/coi-serviceworker, written anew). WebAssembly threads need it. As a page's script this
 * file registers itself as a service worker, and only where it helps: the headers are missing and there
 * is no WebGPU, so that the processor has to do the work. As a service worker it passes every
 * request on and adds the two headers to the answers. First `credentialless`; where that leaves the page
 * as it was (Safari), `require-corp`; then it gives up, and one thread must do.
 */
(() => {
  const inWorker = typeof WorkerGlobalScope !== 'undefined' && self instanceof WorkerGlobalScope;
  if (inWorker) serve();
  else void register();

  function serve() {
    const policy = new URL(self.location.href).searchParams.get('coep') ?? 'credentialless';
    self.addEventListener('install', () => self.skipWaiting());
    self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
    self.addEventListener('fetch', (event) => {
      const { request } = event;
      if (request.cache === 'only-if-cached' && request.mode !== 'same-origin') return;
      if (new URL(request.url).origin !== self.location.origin) return;
      event.respondWith(isolated(request, policy));
    });
  }

  async function isolated(request, policy) {
    const response = await fetch(request);
    if (response.status === 0 || response.type === 'opaqueredirect') return response;
    const headers = new Headers(response.headers);
    headers.set('Cross-Origin-Opener-Policy', 'same-origin');
    headers.set('Cross-Origin-Embedder-Policy', policy);
    headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    const { status, statusText } = response;
    const body = status === 204 || status === 205 || status === 304 ? null : response.body;
    return new Response(body, { status, statusText, headers });
  }

  async function register() {
    const script = document.currentScript?.src;
    if (!script || self.crossOriginIsolated || !self.isSecureContext) return;
    if (!('serviceWorker' in navigator) || (await hasWebGpu())) return;
    const next = { null: 'credentialless', credentialless: 'require-corp' }[tried()];
    if (!next) return;
    try {
      const address = new URL(script);
      address.searchParams.set('coep', next);
      await navigator.serviceWorker.register(address);
      await controlledBy(address.href);
      remember(next);
      location.reload();
    } catch {
      // No service worker (private window, policy): the page works with one thread.
    }
  }

  async function hasWebGpu() {
    try {
      return Boolean(await navigator.gpu?.requestAdapter());
    } catch {
      return false;
    }
  }

  function controlledBy(address) {
    const { serviceWorker } = navigator;
    return new Promise((resolve) => {
      const look = () => serviceWorker.controller?.scriptURL === address && resolve();
      serviceWorker.addEventListener('controllerchange', look);
      look();
    });
  }

  // One reload for each policy in a tab, never a loop.
  function tried() {
    return sessionStorage.getItem('vitrine-isolation');
  }
  function remember(policy) {
    sessionStorage.setItem('vitrine-isolation', policy);
  }
})();
