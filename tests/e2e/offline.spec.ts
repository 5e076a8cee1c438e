/** The course without a network, and its next version: on a server of its own that is really stopped. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { publish } from '../../tools/offline/integration.ts';
import { serveSite, type Site } from '../../tools/serve/site.ts';
import { expectNothingFromAxe } from './axe.ts';

let folder: string;
let site: Site;
let context: BrowserContext;
let page: Page;
let failed: string[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-offline-'));
  cpSync('dist', folder, { recursive: true });
  site = await serveSite({ folder, port: 0 });
  context = await browser.newContext({ serviceWorkers: 'allow' });
  page = await context.newPage();
  page.on('pageerror', (error) => failed.push(error.message));
});

test.beforeEach(() => {
  failed = [];
});

test.afterAll(async () => {
  await context.close();
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

const state = (of: Page = page) => of.locator('offline-state');
const notice = (of: Page = page) => of.locator('offline-state [data-card]');
const at = (path: string) => site.url + path;

test('after one visit the course is on the device, and says so', async () => {
  await page.goto(at('en/about/'));
  await expect(state()).toHaveAttribute('data-state', 'ready', { timeout: 60_000 });
  await expect(state()).toContainText('it works without a network');
  await expect(notice()).toBeHidden();
});

test('with the server stopped a lesson and a lab open, and the model predicts', async () => {
  await site.close();
  await expect(fetch(at('en/'))).rejects.toThrow();

  await page.goto(at('zh/lessons/2-tokens/'));
  await expect(page.locator('h1')).toContainText('词元');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');

  await page.goto(at('en/labs/tokenizer/'));
  await expect(page.locator('h1')).toBeVisible();

  await page.goto(at('en/model/?backend=wasm'));
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect(page.locator('[data-status="ready"]')).toBeVisible({ timeout: 60_000 });
  const tokens = page.locator('#tokens [role="option"]');
  const count = await tokens.count();
  await page.locator('[data-next]').click();
  await expect(tokens).toHaveCount(count + 1);

  await page.goto(at('en/nowhere/'));
  await expect(page.locator('body')).toContainText('not kept on this device');
  expect(failed).toEqual([]);
});

test('where data are to be spared nothing is kept until the reader asks for it', async ({
  browser,
}) => {
  const sparing = await browser.newContext({ serviceWorkers: 'allow' });
  await sparing.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) });
  });
  const visit = await sparing.newPage();
  site = await serveSite({ folder, port: site.port });
  await visit.goto(at('en/about/'));
  await expect(state(visit)).toContainText('To spare your data', { timeout: 30_000 });
  await expect(state(visit)).toContainText(/\([1-9]\d* MB\)/);
  await state(visit).getByRole('button', { name: 'Keep it' }).click();
  await expect(state(visit)).toContainText('works without a network', { timeout: 60_000 });
  await sparing.close();
  await site.close();
});

/** A later build: another text on a page, and another script. */
async function nextVersion(): Promise<void> {
  const about = join(folder, 'en/about/index.html');
  writeFileSync(about, readFileSync(about, 'utf8').replace('>About</h1>', '>About, anew</h1>'));
  writeFileSync(join(folder, '_astro/later.AAAA1111.js'), 'export {};\n');
  await publish(folder, '/');
}

test('a newer version waits; no page is of two versions; it comes when the reader agrees', async () => {
  site = await serveSite({ folder, port: site.port });
  await page.goto(at('en/about/'));
  const other = await context.newPage();
  await other.goto(at('en/glossary/'));
  await nextVersion();
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(notice()).toContainText('A newer version of the course is ready');
  await expect(notice(other)).toBeVisible();
  await expectNothingFromAxe(page, { part: 'offline-state' });

  // Until then the old one is whole: loaded anew, and by links.
  await page.reload();
  await expect(page.locator('h1')).toHaveText('About');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Privacy' }).click();
  await expect(page.locator('h1')).toHaveText('Privacy');
  await page.goBack();
  await expect(page.locator('h1')).toHaveText('About');

  const code = page.locator('meta[name=build]');
  const before = await code.getAttribute('content');
  await notice().getByRole('button', { name: 'Load it now' }).click();
  await expect(page.locator('h1')).toHaveText('About, anew');
  await expect(notice()).toBeHidden();
  expect(await code.getAttribute('content')).not.toBe(before);

  // The other tab is told, and a link does not lead it into a mixture.
  await expect(notice(other)).toContainText('in another tab');
  await other.evaluate(() => Object.assign(window, { old: true }));
  await other.getByRole('contentinfo').getByRole('link', { name: 'About' }).click();
  await expect(other.locator('h1')).toHaveText('About, anew');
  expect(await other.evaluate(() => 'old' in window)).toBe(false);
  await other.close();
});

test('the newer version is whole, too, and everything can be deleted', async () => {
  await site.close();
  await page.goto(at('en/privacy/'));
  await expect(page.locator('[data-kind=course]')).toHaveText('kept');
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByRole('button', { name: 'No, keep it' })).toBeFocused();
  await expectNothingFromAxe(page, { part: 'device-desk' });
  await page.getByRole('button', { name: 'Yes, delete everything' }).click();
  await expect(page.locator('device-desk [role=status]')).toContainText('Everything is deleted');
  const left = await page.evaluate(async () => ({
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    items: Object.keys(localStorage),
  }));
  expect(left).toEqual({ caches: [], workers: 0, items: [] });
  expect(failed).toEqual([]);
});
