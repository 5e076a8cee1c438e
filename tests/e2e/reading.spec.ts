/** Lessons draw their figures when they come near: the text must stand still all the same. */
import { expect, test, type Page } from '@playwright/test';

/** Where the text in sight moved otherwise than it was scrolled, going up from the end in steps of 120 px. */
const jolts = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const texts = [...document.querySelectorAll('article > :is(h2, h3, p)')];
    const top = (text: Element) => text.getBoundingClientRect().top;
    const found: string[] = [];
    scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
    await frame();
    while (scrollY > 120) {
      const text = texts.find((each) => top(each) > 0 && top(each) < innerHeight - 120);
      const before = text ? top(text) : 0;
      scrollBy({ top: -120, behavior: 'instant' });
      await frame();
      await frame();
      const moved = text ? top(text) - before - 120 : 0;
      if (Math.abs(moved) > 2) found.push(`${String(moved)} px: ${text?.textContent ?? ''}`);
    }
    return found;
  });

for (const [path, width] of [
  ['en/lessons/1-what-gpt-is/', 1440],
  ['zh/lessons/4-attention/', 1440],
  ['zh/lessons/5-block/', 360],
  ['zh/lessons/6-decoding/', 360],
] as const)
  test(`up through ${path} at ${String(width)}: nothing jumps`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(path);
    await expect(page.locator('.figure-frame').last()).toBeAttached();
    expect(await jolts(page)).toEqual([]);
  });

test('a link to a section leads to its heading, also when figures above it come alive', async ({
  page,
}) => {
  await page.goto('/en/lessons/4-attention/');
  const slugs = await page
    .locator('article h2[id]')
    .evaluateAll((headings) => headings.map(({ id }) => id));
  for (const slug of slugs.slice(2, 6)) {
    await page.goto('/en/');
    await page.goto(`/en/lessons/4-attention/#${slug}`);
    const heading = page.locator(`[id="${slug}"]`);
    const place = () => heading.evaluate((h2) => Math.round(h2.getBoundingClientRect().top));
    await expect.poll(place).toBeLessThan(100);
    const first = await place();
    // What comes alive in sight and just above it.
    await page.evaluate(async () => {
      const near = [...document.querySelectorAll('astro-island')].filter((island) => {
        const { bottom, top } = (island.firstElementChild ?? island).getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      });
      while (near.some((island) => island.hasAttribute('ssr')))
        await new Promise((resolve) => requestAnimationFrame(resolve));
    });
    expect(Math.abs((await place()) - first), slug).toBeLessThanOrEqual(2);
    expect(first, slug).toBeGreaterThanOrEqual(0);
  }
});
