/** What a first visit loads, and whether anything moves under the reader's eyes, in a real browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditedPages, inTurn } from '../../tools/audit/pages.ts';
import { visit, type Kind } from '../../tools/audit/visit.ts';
import { serveSite, type Site } from '../../tools/serve/site.ts';
import { ensureChromium } from '../../tools/test/chromium.ts';

const folder = join(import.meta.dirname, '../../dist');

/** Bytes after gzip, before the reader has scrolled, clicked or typed. */
const budgets: Record<'lesson' | 'home', Record<Exclude<Kind, 'document'>, number>> = {
  lesson: { script: 55_000, stylesheet: 33_000, font: 0, other: 10_000 },
  home: { script: 65_000, stylesheet: 11_000, font: 0, other: 10_000 },
};
/** The HTML by lesson, a twentieth above what it is: a figure more, or one drawn with care less, is seen here. */
const HTML = [20_000, 48_500, 59_000, 65_500, 80_000, 57_500, 82_500];
const HOME_HTML = 20_500;
const SHIFT = 0.02;

let site: Site;
let browser: Browser;
beforeAll(async () => {
  site = await serveSite({ folder, port: 0 });
  browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox'] });
});
afterAll(() => Promise.all([browser.close(), site.close()]));

test.each(auditedPages(folder))('/%s keeps to its budget, and nothing moves', async (path) => {
  const lesson = /lessons\/(\d)/.exec(path)?.[1];
  const budget = {
    ...budgets[lesson === undefined ? 'home' : 'lesson'],
    document: lesson === undefined ? HOME_HTML : HTML[Number(lesson)],
  };
  // One language on a wide screen, the other on a narrow one; to the end of the page by turns.
  const [width, height] = path.startsWith('en/') ? [1440, 900] : [360, 800];
  const { bytes, shift, early, errors } = await visit(
    browser,
    site.url + path,
    { width, height },
    inTurn(path),
  );
  expect(errors, `errors at ${String(width)}`).toEqual([]);
  expect(early, 'scripts before the first picture').toEqual([]);
  expect(shift, `layout shift at ${String(width)}`).toBeLessThanOrEqual(SHIFT);
  for (const [kind, most] of Object.entries(budget))
    expect(bytes[kind as Kind], `${kind} at ${String(width)}`).toBeLessThanOrEqual(most ?? 0);
});

test('what a formula measures by does not fetch a whole font', async () => {
  const lesson = readFileSync(join(folder, 'en/lessons/4-attention/index.html'), 'utf8');
  const [sheet = ''] = /<link rel="stylesheet"[^>]*>/.exec(lesson) ?? [];
  // Before any letter of the font is there: empty, as wide as an x, raised by its height, a space.
  const parts = ['', 'display:inline-block;width:1ex', 'vertical-align:0.3ex', 'white-space:pre'];
  const fonts = ['3em KaTeX_Main', 'italic 3em KaTeX_Math', '3em KaTeX_Size1'];
  const page = await browser.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  for (const part of parts) {
    const spans = fonts
      .map((font) => `<span style="font:${font};${part}"> </span>`)
      .join('<i></i>');
    await page.route('**/measure', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html>${sheet}${spans}` }),
    );
    await page.goto(`${site.url}measure`, { waitUntil: 'networkidle' });
  }
  expect(asked.some((path) => path.endsWith('.css'))).toBe(true);
  expect(asked.filter((path) => path.endsWith('.woff2'))).toEqual([]);
  await page.close();
});
