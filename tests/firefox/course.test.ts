/** The course in Firefox as a class uses it: on a wall, and without a network. */
import { expect, test } from 'vitest';
import { useFirefox } from './firefox.ts';

const { open, stop } = useFirefox();

test('a lesson on a wall: keys lead through its slides, Escape leads back', async () => {
  const { page, heard } = await open('/zh/lessons/2-tokens/?present=3');
  const at = (slide: number): Promise<unknown> =>
    page.waitForFunction(
      (text: string) =>
        document.querySelector('[data-present-progress]')?.textContent.startsWith(text),
      {},
      `${String(slide)}/`,
    );
  await at(3);
  await page.keyboard.press('PageDown');
  await at(4);
  await page.keyboard.press('ArrowLeft');
  await at(3);
  expect(await page.$eval('.figure-frame', (figure) => figure.checkVisibility())).toBe(true);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('[data-present-progress]') === null);
  expect(await page.$eval('h2', (heading) => heading.checkVisibility())).toBe(true);
  expect(heard).toEqual([]);
});

test('after one visit a lesson opens and the model predicts with the server stopped', async () => {
  const { page } = await open('/en/about/');
  await page.waitForSelector('offline-state[data-state="ready"]', { timeout: 60_000 });
  await stop();
  const address = (path: string): string => new URL(path, page.url()).href;
  await page.goto(address('/zh/lessons/2-tokens/'));
  expect(await page.$eval('h1', (heading) => heading.textContent)).toContain('词元');
  await page.goto(address('/en/model/?backend=wasm'));
  await page.waitForSelector('#next [data-provenance="live"]', { timeout: 60_000 });
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});
