/** The frame of the built site: every page in both languages and themes, on a phone and on a desk. */
import { expect, test, type Page } from '@playwright/test';
import { builtPages } from '../../tools/look/pages.ts';
import {
  expectEvenItems,
  expectNoSidewaysScroll,
  expectNothingFromAxe,
  expectRoomForFingers,
  expectRoomForLetters,
  layOutEverything,
} from './axe.ts';

/** Worksheets, keys and plans have one template each: of these, two lessons. */
const printable = /\/teach\/\d.*\//;
const looked = /\/teach\/[24]-/;
const addresses = [
  ...builtPages().filter((address) => !printable.test(address) || looked.test(address)),
  '/404.html',
];

/** Collects what a quiet page does not do: complain, fail, or ask other servers. */
function listen(page: Page, origin: string): string[] {
  const heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(`console: ${message.text()}`);
  });
  // What the policy refuses is an error of the console, too; so is a policy that cannot be read.
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) heard.push(`asks ${url.href}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) heard.push(`${String(response.status())} ${response.url()}`);
  });
  return heard;
}

for (const address of addresses) {
  test(`${address} is quiet, fits a phone, and passes axe`, async ({ page, baseURL }) => {
    test.slow(); // axe goes through some ten thousand elements on the largest pages
    const heard = listen(page, new URL(baseURL ?? '').origin);
    // Colours do not speak a language: the Chinese pages are looked at in the dark.
    const colorScheme = address.startsWith('/zh/') ? 'dark' : 'light';
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(address);
    await layOutEverything(page);
    // Islands are drawn when they come into view.
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expectNoSidewaysScroll(page);
    await expectRoomForFingers(page);
    await expectEvenItems(page);
    await expectNothingFromAxe(page);
    await page.setViewportSize({ width: 1440, height: 800 });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 720, height: 800 });
    await expectRoomForLetters(page);
    expect(heard).toEqual([]);
  });
}

test('a page’s policy refuses scripts, styles and requests that are not the site’s', async ({
  page,
}) => {
  await page.goto('/en/lessons/0-how-to-look/');
  const refused = await page.evaluate(async () => {
    const heard: string[] = [];
    addEventListener('securitypolicyviolation', (event) => {
      heard.push(`${event.effectiveDirective} ${event.blockedURI}`);
    });
    const add = (html: string, parent = document.body) => {
      const part = document.createRange().createContextualFragment(html);
      parent.append(part);
    };
    add('<script>window.stranger = true</scr' + 'ipt>');
    add('<style>h1 { position: fixed }</style>');
    add('<h2 style="position: fixed" id="fixed">x</h2>');
    add('<button onclick="window.stranger = true" id="press">x</button>');
    document.querySelector<HTMLElement>('#press')?.click();
    setTimeout('window.stranger = true');
    const asked = await fetch('https://example.org/').then(
      () => true,
      () => false,
    );
    // The events of what was refused come as tasks of their own.
    await new Promise((resolve) => setTimeout(resolve));
    const position = (selector: string) => {
      const element = document.querySelector(selector);
      return element && getComputedStyle(element).position;
    };
    return {
      stranger: 'stranger' in window,
      asked,
      positions: [position('h1'), position('#fixed')],
      heard: [...new Set(heard)].sort(),
    };
  });
  expect(refused).toEqual({
    stranger: false,
    asked: false,
    positions: ['static', 'static'],
    heard: [
      'connect-src https://example.org/',
      'script-src eval',
      'script-src-attr inline',
      'script-src-elem inline',
      'style-src-attr inline',
      'style-src-elem inline',
    ],
  });
});

test('the address without a language leads to the one the browser asks for', async ({
  browser,
}) => {
  for (const [locale, home] of [
    ['zh-CN', '/zh/'],
    ['de-DE', '/en/'],
  ] as const) {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.goto('/');
    await page.waitForURL(`**${home}`);
    await context.close();
  }
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the home is reached and the lesson is whole: formulas, figure, provenance', async ({
    page,
  }) => {
    await page.goto('/');
    await page.waitForURL('**/en/');
    await page.goto('/zh/lessons/0-how-to-look/');
    await expect(page.locator('.formula math').first()).toBeAttached();
    const figure = page.locator('#one-head');
    await expect(figure.getByRole('heading')).toContainText('一个注意力头读一句话');
    await expect(figure.locator('[data-provenance="stored"]')).toBeVisible();
    await expect(figure.locator('.figure-picture svg').first()).toBeVisible();
  });
});

test('the language switch keeps the page, its query and its anchor', async ({ page }) => {
  await page.goto('/en/lessons/0-how-to-look/?p=a%20b#one-head');
  await page.getByRole('link', { name: '简体中文' }).click();
  await page.waitForURL('**/zh/lessons/0-how-to-look/?p=a%20b#one-head');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('link', { name: 'English' }).click();
  await page.waitForURL('**/en/lessons/0-how-to-look/?p=a%20b#one-head');
});

test('the theme is the system’s until it is chosen, and then stays', async ({ page }) => {
  const ground = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/en/');
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await ground();
  expect(dark).not.toBe(light);

  await page.getByRole('button', { name: 'Switch to the light theme' }).click();
  expect(await ground()).toBe(light);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'About' }).click();
  await page.waitForURL('**/en/about/');
  expect(await ground()).toBe(light);
  await page.reload();
  expect(await ground()).toBe(light);
  await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
  expect(await ground()).toBe(dark);
});

test('the first Tab stop skips to the content', async ({ page }) => {
  await page.goto('/en/about/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('moving between pages keeps what scripts hold in memory', async ({ page }) => {
  await page.goto('/en/');
  await page.evaluate(() => Object.assign(window, { kept: 'still here' }));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'About' }).click();
  await page.waitForURL('**/en/about/');
  expect(await page.evaluate(() => (window as { kept?: string }).kept)).toBe('still here');
});

test('every link and file of the site is there, and every anchor', async ({ request }) => {
  const seen = new Map<string, string>();
  const wrong: string[] = [];
  const queue = ['/', '/404.html'];
  for (let address = queue.pop(); address !== undefined; address = queue.pop()) {
    if (seen.has(address)) continue;
    const response = await request.get(address);
    const isPage = (response.headers()['content-type'] ?? '').startsWith('text/html');
    seen.set(address, isPage ? await response.text() : '');
    if (!response.ok()) wrong.push(`${String(response.status())} ${address}`);
    for (const [, link] of (seen.get(address) ?? '').matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      const url = new URL((link ?? '').replaceAll('&amp;', '&'), `http://site${address}`);
      if (url.origin === 'http://site') queue.push(url.pathname);
    }
  }
  for (const [address, html] of seen) {
    for (const [, link] of html.matchAll(/\shref="([^"]*#[^"]+)"/g)) {
      const url = new URL(link ?? '', `http://site${address}`);
      const id = decodeURIComponent(url.hash.slice(1));
      if (/^[a-z]+\d+\?/.test(id)) continue; // what a lab shows, not a place on its page
      if (url.origin === 'http://site' && !seen.get(url.pathname)?.includes(`id="${id}"`)) {
        wrong.push(`${address} → ${link ?? ''}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  // The speaker's window is opened by the presenter, and no link leads there.
  for (const address of addresses.filter((one) => !one.endsWith('/teach/speaker/')))
    expect([...seen.keys()]).toContain(address);
});
