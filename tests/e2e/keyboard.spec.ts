/** Every figure of every lesson and lab by keyboard alone, without the model. */
import { expect, test } from '@playwright/test';
import { builtPages } from '../../tools/look/pages.ts';
import { answersArrows, walk, watchFocus } from './focus.ts';

const addresses = builtPages().filter((address) => /^\/en\/(lessons|labs)\/.+/.test(address));
const widgets = 'input[type=range], [role=slider], [role=application], [role=listbox], [role=grid]';

// A trace keeps the whole page at each of some thousand keys.
test.use({ trace: 'off' });

test('Tab goes through every figure, and arrows move what moves', async ({ page }) => {
  test.setTimeout(400_000);
  await page.route('**/models/**/*.safetensors', (route) => route.abort());
  // Motion is not reduced: then each change of style would last a moment, and rings come a frame late.
  /** A figure that a lab and a lesson share is walked once. */
  const walked = new Set<string>();
  for (const address of addresses) {
    await page.goto(`${address}?backend=wasm`);
    const ids = await page
      .locator('.figure-frame')
      .evaluateAll((figures) => figures.map(({ id }) => id));
    await watchFocus(page);
    for (const id of ids.filter((each) => !walked.has(each))) {
      walked.add(id);
      const figure = page.locator(`#${id}`);
      await figure.scrollIntoViewIfNeeded();
      await expect(page.locator(`astro-island[ssr]:has(#${id})`)).toHaveCount(0);
      const { reached, ...wrong } = await walk(page, figure);
      const where = `${address}#${id}`;
      expect.soft(wrong, where).toEqual({ missed: [], nameless: [], ringless: [], trapped: false });
      expect.soft(reached, where).toBeGreaterThan(0);
      for (const widget of await figure.locator(widgets).all()) {
        if (!(await widget.isVisible()) || (await widget.isDisabled())) continue;
        const told = `${where}: ${(await widget.getAttribute('aria-label')) ?? 'slider'}`;
        expect.soft(await answersArrows(page, figure, widget), told).toBe(true);
      }
    }
  }
  expect(walked.size).toBeGreaterThan(50);
});
