/** Every page in Firefox: quiet, no wider than a phone; and the model at work. */
import { describe, expect, test } from 'vitest';
import { builtPages } from '../../tools/look/pages.ts';
import { brokenFormulas, figure, tooWide, useFirefox } from './firefox.ts';

const { open } = useFirefox();

/** All pages in English; of the Chinese ones those with figures. */
const wanted = (address: string): boolean =>
  !/teach\/\d/.test(address) && (address.startsWith('/en/') || /lessons|labs/.test(address));

describe.each(['en', 'zh'])('in %s', (lang) => {
  test.each(builtPages().filter((address) => address.startsWith(`/${lang}/`) && wanted(address)))(
    '%s is quiet and fits a phone',
    async (address) => {
      const { page, heard } = await open(address, 360);
      await page.waitForNetworkIdle({ idleTime: 100 });
      expect(await tooWide(page)).toBe(0);
      expect(await brokenFormulas(page)).toEqual([]);
      expect(await page.$eval('h1', (heading) => heading.textContent.trim())).not.toBe('');
      expect(heard).toEqual([]);
      await page.browserContext().close();
    },
  );
});

test('the model predicts, in a page that may have threads, and adds a token', async () => {
  const { page, heard } = await open('/en/model/');
  await page.waitForSelector('#next [data-provenance="live"]', { timeout: 60_000 });
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(await page.$eval('[data-engine="backend"]', (backend) => backend.textContent)).toBe(
    'WASM',
  );
  const before = await page.$$eval('#tokens [role="option"]', (tokens) => tokens.length);
  await page.click('[data-next]');
  await page.waitForFunction(
    (count: number) => document.querySelectorAll('#tokens [role="option"]').length === count + 1,
    {},
    before,
  );
  expect(await page.$$('[data-bars] button')).toHaveLength(20);
  expect(heard).toEqual([]);
});

test('attention by numbers: steps by key, then the reader’s own sentence', async () => {
  const { page, heard } = await open('/en/lessons/4-attention/?backend=wasm');
  const numbers = await figure(page, 'by-numbers');
  await page.$$eval(`${numbers} button`, (buttons) => {
    buttons.find(({ textContent }) => textContent.trim().replace(/\s+/g, ' ') === '1 x')?.focus();
  });
  for (const step of ['q', 'k', 'v', 'product', 'scale', 'mask', 'softmax', 'mix']) {
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector(`${numbers} [data-step-shown="${step}"]`);
  }
  expect(await page.$(`${numbers} [data-provenance="stored"]`)).not.toBeNull();
  const box = await page.waitForSelector(`${numbers} input[type="text"], ${numbers} textarea`);
  await box?.click({ count: 3 });
  await page.keyboard.type('It was the best of times');
  await page.keyboard.press('Enter');
  await page.waitForSelector(`${numbers} [data-provenance="live"]`, { timeout: 60_000 });
  expect(heard).toEqual([]);
});

test('the language switch keeps the address’s question and fragment', async () => {
  const { page } = await open('/en/model/?backend=wasm#v1?p=Paris+is&l=1&h=2');
  await page.waitForSelector('#next [data-provenance="live"]', { timeout: 60_000 });
  await page.click('a[data-language-switch]');
  await page.waitForFunction(() => location.pathname.startsWith('/zh/model'));
  await page.waitForSelector('#next [data-provenance="live"]', { timeout: 60_000 });
  const { search, text } = await page.evaluate(() => ({
    search: location.search,
    text: document.querySelector<HTMLTextAreaElement>('[data-live] textarea')?.value,
  }));
  expect(search).toBe('?backend=wasm');
  expect(text).toBe('Paris is');
});
