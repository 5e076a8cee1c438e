// Starts the modules of the page once it has been painted. Pages that the router fetches have their modules
// as they always had, so that it can wait for them.
(() => {
  const waiting = (page) => page.querySelectorAll('script[type=later]');
  const start = () => {
    document.removeEventListener('visibilitychange', start);
    const missed = document.readyState === 'complete';
    const done = [...waiting(document)].map((old) => {
      const script = document.createElement('script');
      for (const { name, value } of old.attributes) script.setAttribute(name, value);
      script.type = 'module';
      script.async = false;
      const end = new Promise((resolve) => (script.onload = script.onerror = resolve));
      old.replaceWith(script);
      return end;
    });
    // The router says that a page is there when all of it has been loaded: it may have come too late for that.
    if (missed && document.querySelector('meta[name=astro-view-transitions-enabled]'))
      Promise.all(done).then(() => document.dispatchEvent(new Event('astro:page-load')));
  };
  document.addEventListener('astro:before-swap', ({ newDocument }) => {
    for (const script of waiting(newDocument)) script.type = 'module';
  });
  if (document.hidden || !PerformanceObserver.supportedEntryTypes?.includes('paint'))
    return start();
  // By the time on the screen and not by the frame's beginning: between them lies what the first picture waits for.
  new PerformanceObserver((_, observer) => {
    observer.disconnect();
    start();
  }).observe({ type: 'paint', buffered: true });
  document.addEventListener('visibilitychange', start);
})();
