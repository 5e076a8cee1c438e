/** The page's link for components: figures put what the reader sets there into the address. */
import { untrack } from 'svelte';
import { writePart, type Schema } from '../link/index.ts';
import { withHash, withTheme } from './lesson-address.ts';
import { PageLink, type Address } from './page-link.ts';
import type { Remembered } from './page-member.ts';

const address: Address = {
  path: () => location.pathname,
  hash: () => location.hash,
  write(hash) {
    const bare = location.pathname + location.search;
    history.replaceState(history.state, '', hash === '' ? bare : `#${hash}`);
  },
};

let current: PageLink | null = null;

/** The link of the page that is shown; another page has another. Only in a browser. */
export function pageLink(): PageLink {
  if (current?.path !== location.pathname) {
    if (current === null) listen();
    current = new PageLink(address);
  }
  return current;
}

/**
 * The whole address that shows this page as it is, with the reader's own theme if they chose one; null
 * where it is too much for a link.
 */
export async function sharedAddress(id?: string): Promise<string | null> {
  const link = pageLink();
  await link.flush();
  const hash = id === undefined ? await link.whole() : await link.linkTo(id);
  if (hash === null) return null;
  const { theme } = document.documentElement.dataset;
  const themed = theme === 'light' || theme === 'dark';
  const here = themed ? withTheme(location.href, theme) : location.href;
  return hash === '' && !link.changed ? here : withHash(here, hash);
}

function listen(): void {
  addEventListener('hashchange', () => current?.follow(location.hash));
  // Whoever is about to leave by a link, e.g. to the other language, takes the state along.
  for (const event of ['pointerdown', 'keydown', 'pagehide'] as const)
    addEventListener(event, () => current?.hurry(), { capture: true });
  document.addEventListener('astro:before-preparation', stay);
  document.addEventListener('astro:after-swap', () => {
    current = null;
    current = new PageLink(address);
  });
}

/**
 * The router knows of no query that was written by a figure (`?model=`), and would take a link within
 * the page for one to another page, and draw it anew.
 */
function stay(event: Event & { readonly to?: URL; readonly navigationType?: string }): void {
  const { to, navigationType } = event;
  if (navigationType === 'traverse' || !to?.hash) return;
  if (to.pathname === location.pathname && to.search === location.search) event.preventDefault();
}

/**
 * Keeps a figure's settings in the page's link, under the figure's id; '' is the page itself. Call it
 * while the component is made. A link's state is set once the figure runs in the browser.
 * Example: rememberIn('head-steps', { layer: whole('l', 0, 999) }, { get: () => ({ layer }), set: … })
 */
export function rememberIn<S extends object>(
  id: string,
  schema: Schema<S>,
  kept: Remembered<S>,
): void {
  let link: PageLink | null = null;
  $effect(() =>
    untrack(() => {
      link = pageLink();
      return link.join(id, schema, kept);
    }),
  );
  $effect(() => {
    const { part, left } = writePart(schema, kept.get());
    untrack(() => {
      link?.note(id, part, left.length > 0);
    });
  });
}
