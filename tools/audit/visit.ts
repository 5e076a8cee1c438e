/** A reader's first visit to a page, measured: what is fetched, what moves, what goes wrong. */
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';

export type Kind = 'document' | 'script' | 'stylesheet' | 'font' | 'other';

export interface Visit {
  /** Bytes after gzip of all that the page fetched by itself, before the reader scrolled, clicked or typed. */
  readonly bytes: Readonly<Record<Kind, number>>;
  /** Cumulative layout shift (https://web.dev/articles/cls) from the first byte to the end of the visit. */
  readonly shift: number;
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
    const bytes = await fetched(page, () => page.goto(url, { waitUntil: 'networkidle' }));
    if (scroll) await page.evaluate(throughThePage);
    const shifts = await page.evaluate(() => (globalThis as unknown as Shifted).layoutShifts);
    return { bytes, shift: cumulative(shifts), errors };
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
 * Runs in the page: slowly to its end, in steps that are shorter than the 200 px by which figures come
 * alive before they are in sight; at each place waits until those have.
 */
async function throughThePage(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const dead = () =>
    [...document.querySelectorAll('astro-island[ssr]')].some((island) => {
      const { top, bottom, height } = (island.firstElementChild ?? island).getBoundingClientRect();
      return height > 0 && bottom > 0 && top < innerHeight + 180;
    });
  for (let at = 0; at < document.documentElement.scrollHeight; at += 180) {
    scrollTo({ top: at, behavior: 'instant' });
    await frame();
    for (let frames = 0; dead() && frames < 600; frames++) await frame();
  }
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
