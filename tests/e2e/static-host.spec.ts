/** A static host that knows no headers, with the site under a path of its own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { expect, test } from '@playwright/test';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

let folder: string;
let server: Server;
let origin: string;

test.describe.configure({ mode: 'serial' });
test.use({ serviceWorkers: 'allow' });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), 'vitrine-static-'));
  execFileSync(
    process.execPath,
    ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', folder],
    {
      env: { ...process.env, VITRINE_BASE: '/glass/case', VITRINE_SITE: 'https://example.org' },
      stdio: 'pipe',
    },
  );
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    try {
      if (!path.startsWith('/glass/case/')) throw new Error('outside the site');
      const inner = join(folder, path.slice('/glass/case'.length));
      const file = statSync(inner).isDirectory() ? join(inner, 'index.html') : inner;
      const body = readFileSync(file);
      response.writeHead(200, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  origin = `http://localhost:${String((server.address() as AddressInfo).port)}`;
});

/** An address of the site, whatever state its fragment holds by now. */
const at = (path: string) => (url: URL) => url.pathname === path;

test.afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('all addresses stay under the path', async ({ page }) => {
  const missing: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  await page.goto(`${origin}/glass/case/`);
  await page.waitForURL(at('/glass/case/en/'));
  await page.getByRole('link', { name: 'How to look' }).click();
  await page.waitForURL(at('/glass/case/en/lessons/0-how-to-look/'));
  await page.locator('.prose').getByRole('link', { name: 'Look inside' }).click();
  await page.waitForURL(at('/glass/case/en/model/'));
  await page.getByRole('link', { name: '简体中文' }).click();
  await page.waitForURL(at('/glass/case/zh/model/'));
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute(
    'href',
    'https://example.org/glass/case/zh/model/',
  );
  expect(missing).toEqual([]);
});

test('without WebGPU the page isolates itself, once', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'gpu', { value: undefined }));
  let loads = 0;
  page.on('load', () => loads++);
  await page.goto(`${origin}/glass/case/en/about/`);
  await page.waitForFunction(() => crossOriginIsolated);
  await expect(page.locator('h1')).toHaveText('About');
  expect(await page.evaluate(() => typeof SharedArrayBuffer)).toBe('function');
  expect(loads).toBeLessThanOrEqual(2);
  await page.goto(`${origin}/glass/case/zh/about/`);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test('where service workers are off the page works on, without a reload', async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.addInitScript(() => Object.defineProperty(navigator, 'gpu', { value: undefined }));
  let loads = 0;
  page.on('load', () => loads++);
  await page.goto(`${origin}/glass/case/en/about/`, { waitUntil: 'networkidle' });
  await expect(page.locator('h1')).toHaveText('About');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  expect(loads).toBe(1);
  await context.close();
});
