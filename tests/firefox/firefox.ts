/** The built site in a real Firefox, driven by WebDriver BiDi. */
import { join } from 'node:path';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll } from 'vitest';
import { serveSite, type Site } from '../../tools/serve/site.ts';
import { ensureFirefox } from '../../tools/test/firefox.ts';

export interface Visit {
  readonly page: Page;
  /** What a quiet page does not do: complain, fail, or ask other servers. */
  readonly heard: readonly string[];
}

/** Opens an address of the site in a page of its own, at the width of a phone or of a desk. */
export type Open = (address: string, width?: number) => Promise<Visit>;

export interface Firefox {
  readonly open: Open;
  /** Stops the server: from then on there is no network. */
  readonly stop: () => Promise<void>;
}

/**
 * Firefox may lay out a formula of which only a half has come, and complain of it; whether the whole one is right
 * is asked of the whole page (`brokenFormulas`).
 */
const CUT_FORMULA = /Invalid markup: Incorrect number of children for <m\w+\/> tag/;

/** One Firefox and one server for the tests of a file. */
export function useFirefox(): Firefox {
  let site: Site;
  let browser: Browser;
  beforeAll(async () => {
    site = await serveSite({ folder: join(import.meta.dirname, '../../dist'), port: 0 });
    browser = await launch({ browser: 'firefox', executablePath: ensureFirefox(), headless: true });
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
  const open: Open = async (address, width = 1280) => {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width, height: 800 });
    const heard: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') heard.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => {
      if (!CUT_FORMULA.test(String(error))) heard.push(`error: ${String(error)}`);
    });
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol.startsWith('http') && host !== new URL(site.url).host)
        heard.push(`asks ${request.url()}`);
    });
    await page.goto(new URL(address, site.url).href);
    return { page, heard };
  };
  return { open, stop: () => site.close() };
}

/** Pixels that the page is wider than its window. */
export const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Parts of formulas that have more or fewer children than MathML gives them (MathML Core, section 3). */
export const brokenFormulas = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const two = 'mfrac, mroot, msub, msup, munder, mover';
    const wrong = (selector: string, count: number) =>
      [...document.querySelectorAll(selector)].filter(({ children }) => children.length !== count);
    return [...wrong(two, 2), ...wrong('msubsup, munderover', 3)].map((part) => part.outerHTML);
  });

/** The figure with this id, once its script runs. */
export async function figure(page: Page, id: string): Promise<string> {
  const selector = `#${id}`;
  await page.waitForSelector(selector);
  await page.$eval(selector, (element) => {
    element.scrollIntoView();
  });
  await page.waitForFunction(
    (at: string) =>
      document.querySelector(at)?.closest('astro-island')?.hasAttribute('ssr') === false,
    {},
    selector,
  );
  return selector;
}
