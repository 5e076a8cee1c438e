/** Lighthouse on a page, with settings that are all said here. */
import lighthouse from 'lighthouse';
import { launch, type Browser } from 'puppeteer-core';
import { ensureChromium } from '../test/chromium.ts';

type Report = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr'];
type Settings = NonNullable<NonNullable<Parameters<typeof lighthouse>[2]>['settings']>;

/**
 * A mid-range laptop on slow 4G, simulated: the window of Lighthouse's desktop, a processor of half this
 * machine's speed, 150 ms from here to the server and back, 1.6 Mbit/s.
 */
export const LAPTOP = {
  formFactor: 'desktop',
  screenEmulation: {
    mobile: false,
    width: 1350,
    height: 940,
    deviceScaleFactor: 1,
    disabled: false,
  },
  throttlingMethod: 'simulate',
  throttling: {
    rttMs: 150,
    throughputKbps: 1638.4,
    cpuSlowdownMultiplier: 2,
    requestLatencyMs: 0,
    downloadThroughputKbps: 0,
    uploadThroughputKbps: 0,
  },
} satisfies Settings;

/** No waiting: for audits that look at the page and not at the clock. */
export const AT_ONCE = {
  ...LAPTOP,
  throttlingMethod: 'provided',
  pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 0,
  networkQuietThresholdMs: 200,
  cpuQuietThresholdMs: 200,
  disableFullPageScreenshot: true,
} satisfies Settings;

export function openBrowser(): Promise<Browser> {
  return launch({ executablePath: ensureChromium(), args: ['--no-sandbox'] });
}

/** The report on a page that the browser has never seen. Throws when Lighthouse could not look at it, twice. */
export async function audit(
  ...asked: readonly [Browser, string, readonly string[], Settings]
): Promise<Report> {
  // Now and then the trace lacks its beginning.
  return auditOnce(...asked).catch(() => auditOnce(...asked));
}

async function auditOnce(
  browser: Browser,
  url: string,
  categories: readonly string[],
  settings: Settings,
): Promise<Report> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    const flags = { onlyCategories: [...categories], logLevel: 'silent' as const };
    const result = await lighthouse(url, flags, { extends: 'lighthouse:default', settings }, page);
    if (result === undefined) throw new Error(`no report on ${url}`);
    const { runtimeError } = result.lhr;
    if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`);
    return result.lhr;
  } finally {
    await context.close();
  }
}

/** What a category's score was taken off for, one line for each audit. */
export function faults(report: Report, category: string): string[] {
  return (report.categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
    const audit = report.audits[id];
    if (weight === 0 || !audit || audit.score === null || audit.score === 1) return [];
    return [`${id}: ${audit.title} ${JSON.stringify(audit.details ?? {}).slice(0, 500)}`];
  });
}
