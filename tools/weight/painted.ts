/**
 * `client:painted`: an island that is made alive when the page has been painted once and the browser has
 * nothing else to do. (`client:idle` may come before the first picture, which then waits for it.)
 */
import type { ClientDirective } from 'astro';

declare module 'astro' {
  interface AstroClientDirectives {
    'client:painted'?: boolean;
  }
}

const painted: ClientDirective = (load) => {
  const start = (): void => void load().then((hydrate) => hydrate());
  const idle = (): void => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(start, { timeout: 2000 });
    else setTimeout(start);
  };
  if (document.hidden || !PerformanceObserver.supportedEntryTypes.includes('paint')) idle();
  else
    new PerformanceObserver((_, observer) => {
      observer.disconnect();
      idle();
    }).observe({ type: 'paint', buffered: true });
};

// Astro takes the default export of a directive's module.
export default painted;
