/** A reader's first visit to a page, measured: what is fetched, what moves, what goes wrong. */
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';

export type Kind = 'document' | 'script' | 'stylesheet' | 'font' | 'other';

export interface Visit {
  /** Bytes after gzip of all that the page fetched by itself, before the reader scrolled, clicked or typed. */
  readonly bytes: Readonly<Record<Kind, number>>;
  /** Cumulative layout shift (https://web.dev/articles/cls) from the first byte to the end of the visit. */
  readonly shift: number;
  /** The scripts that were asked for before the first picture stood on the screen, and competed with it. */
  readonly early: readonly string[];
  /** Exceptions and messages of the kind `error`. */
  readonly errors: readonly string[];
}

interface Shifted {
  /** Layout shifts as [time, value]. */
  layoutShifts: [number, number][];
}

/** Opens a page in a browser that has never seen it; with `scroll` goes through it to its end. */
export async function visit(
  browser: Browser,
  url: string,
  viewport: { width: number; height: number },
  scroll: boolean,
): Promise<Visit> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  try {
    await page.addInitScript(followShifts);
    const bytes = await fetched(page, async () => {
      await page.goto(url, { waitUntil: 'networkidle' });
      // What waits for the first picture may begin when the network has long been quiet.
      await page.waitForFunction(
        () => !document.querySelector('script[type=later], astro-island[client=painted][ssr]'),
      );
    });
    const early = await page.evaluate(scriptsBeforePaint);
    if (scroll) await page.evaluate(throughThePage);
    const shifts = await page.evaluate(() => (globalThis as unknown as Shifted).layoutShifts);
    return { bytes, shift: cumulative(shifts), early, errors };
  } finally {
    await context.close();
  }
}

/** The sizes of all answers that come while `act` runs, workers' included. */
async function fetched(page: Page, act: () => Promise<unknown>): Promise<Record<Kind, number>> {
  const sizes: Promise<readonly [Kind, number]>[] = [];
  page.context().on('response', (response) => {
    const type = response.request().resourceType();
    const isCode = /\.m?js$/.test(new URL(response.url()).pathname);
    const kind: Kind = isCode
      ? 'script'
      : type === 'document' || type === 'stylesheet' || type === 'font'
        ? type
        : 'other';
    const size = response.body().then((body) => gzipSync(body, { level: 9 }).length);
    sizes.push(size.catch(() => 0).then((bytes) => [kind, bytes] as const));
  });
  await act();
  const bytes = { document: 0, script: 0, stylesheet: 0, font: 0, other: 0 };
  for (const [kind, size] of await Promise.all(sizes)) bytes[kind] += size;
  return bytes;
}

/** Runs in the page. */
function scriptsBeforePaint(): string[] {
  const [painted] = performance.getEntriesByName('first-contentful-paint');
  if (painted === undefined) return ['(never painted)'];
  return performance
    .getEntriesByType('resource')
    .filter(({ name, startTime }) => /\.m?js$/.test(name) && startTime < painted.startTime)
    .map(({ name }) => name);
}

/** Runs in the page, before anything else does. */
function followShifts(): void {
  const shifts: [number, number][] = [];
  Object.assign(globalThis, { layoutShifts: shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[])
      if (!entry.hadRecentInput) shifts.push([entry.startTime, entry.value]);
  }).observe({ type: 'layout-shift', buffered: true });
}

/**
 * Runs in the page: as one who reads on slowly. Figures come alive 200 px before they are in sight, so each is
 * brought to 100 px below the window, waited for, and then read.
 */
async function throughThePage(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const go = async (top: number) => {
    scrollTo({ top: Math.max(top, scrollY), behavior: 'instant' });
    await frame();
    await frame();
  };
  for (const island of document.querySelectorAll('astro-island')) {
    const inside = island.firstElementChild ?? island;
    // Behind a closed heading: it comes alive when that is opened.
    if (!inside.checkVisibility()) continue;
    const top = () => inside.getBoundingClientRect().top + scrollY;
    await go(top() - innerHeight - 100);
    for (let frames = 0; island.hasAttribute('ssr') && frames < 600; frames++) await frame();
    await go(top() - innerHeight / 2);
  }
  await go(document.documentElement.scrollHeight);
}

/** The largest sum of a burst of shifts: at most a second between two of them, at most five in all. */
function cumulative(shifts: readonly (readonly [number, number])[]): number {
  let largest = 0;
  let sum = 0;
  let [start, last] = [0, -Infinity];
  for (const [time, value] of shifts) {
    if (time - last >= 1000 || time - start >= 5000) [sum, start] = [0, time];
    sum += value;
    last = time;
    largest = Math.max(largest, sum);
  }
  return largest;
}
