/** The home: moving pictures for who only looks, a live model for who types, the reader's progress. */
import { expect, test, type Page } from '@playwright/test';
import { expectNothingFromAxe, expectNoSidewaysScroll } from './axe.ts';

const text = (page: Page) => page.locator('[data-home-text]');
const PROMPT = '<|endoftext|>The old man looked at the sea and';

/** Addresses that were asked for and belong to a model. */
function modelRequests(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/\/models\/|\.wasm|worker/.test(request.url())) asked.push(request.url());
  });
  return asked;
}

test('who touches nothing sees the stored run go on, and can stop it; no model is fetched', async ({
  page,
}) => {
  const asked = modelRequests(page);
  await page.clock.install();
  await page.goto('/en/');
  const play = page.locator('[data-home-play]');
  await expect(text(page)).toHaveText(`${PROMPT} said, "`);
  await expect(async () => {
    await page.clock.runFor(500);
    await expect(play).toBeEnabled({ timeout: 100 });
  }).toPass();
  await page.clock.runFor(20_000);
  await expect(text(page)).not.toHaveText(`${PROMPT} said, "`);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'One step back' }).click();
  const stopped = await text(page).innerText();
  await page.clock.runFor(20_000);
  expect(await text(page).innerText()).toBe(stopped);
  await expect(page.locator('[data-home-case] [data-provenance="stored"]')).toBeVisible();
  expect(asked).toEqual([]);
});

test('who asks for less motion gets a still picture and steps by hand', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/zh/');
  await expect(page.getByRole('button', { name: '播放' })).toBeEnabled();
  await page.getByRole('button', { name: '进一步' }).click();
  await expect(text(page)).toHaveText(`${PROMPT} said, "Why`);
  await expect(page.locator('[data-home-next] li.drawn')).toContainText('Why');
  // A head is chosen with the keyboard, and says where it looks.
  await page.locator('[data-home-head][aria-pressed="true"]').focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('[data-home-says]')).toContainText('2.1 号头');
});

test('what the reader types is read live, written on, and carried to the full page', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto('/zh/?backend=wasm');
  await page.locator('[data-home-own]').fill('The king and the queen');
  await expect(page.locator('[data-home-case] [data-provenance="live"]')).toBeVisible({
    timeout: 60_000,
  });
  await expect(text(page)).toHaveText('<|endoftext|>The king and the queen');
  const shares = await page
    .locator('[data-home-next] li:not(.others)')
    .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-p'))));
  const others = await page.locator('[data-home-next] .others .p').innerText();
  expect(shares.reduce((sum, p) => sum + p, 0) + parseFloat(others) / 100).toBeCloseTo(1, 2);
  await page.locator('[data-home-write]').click();
  await expect(text(page)).toHaveText(/The king and the queen.+/);
  await expectNoSidewaysScroll(page);
  await expectNothingFromAxe(page);
  await page.locator('[data-home-own]').fill('word '.repeat(60));
  await expect(page.locator('[data-home-case] [role="alert"]')).toContainText('48');
  await page.locator('[data-home-whole]').click();
  await page.waitForURL('**/zh/model/**');
  await expect(page.locator('[data-prompt]')).toHaveValue(/^word word/);
});

/** How far things have moved since the page began. */
const moved = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { value?: number })[];
          resolve(shifts.reduce((sum, { value = 0 }) => sum + value, 0));
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            resolve(0);
          }),
        );
      }),
  );

test('what was read is marked on the home, leads back, and can be forgotten', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/en/lessons/2-tokens/');
  const third = page.locator('article h2[id]').nth(2);
  const slug = (await third.getAttribute('id')) ?? '';
  await third.evaluate((heading) => {
    heading.scrollIntoView({ block: 'start' });
  });
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('vitrine-progress')))
    .toContain('"last":["2-tokens",3]');
  await page.goto('/zh/');
  const row = page.locator('[data-lesson="2-tokens"]');
  await expect(row.locator('[data-section="3"]')).toHaveAttribute('data-reached', '');
  await expect(row).toContainText('/8 节');
  expect(await moved(page)).toBeLessThan(0.005);
  await page.goto('/en/');
  await page.getByRole('link', { name: 'Go on: lesson 2, section 3' }).click();
  await page.waitForURL(`**/en/lessons/2-tokens/#${slug}`);
  await page.goto('/en/');
  await page.getByRole('button', { name: 'Forget it' }).click();
  await expect(page.getByRole('link', { name: 'Start with lesson 0' })).toBeVisible();
  await expect(row).toContainText('8 sections');
});

test('a browser that keeps nothing, and one without scripts, have the whole home', async ({
  browser,
}) => {
  const scripted = await browser.newContext();
  await scripted.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  const page = await scripted.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto('/en/lessons/0-how-to-look/');
  await page.goto('/en/');
  await expect(page.locator('[data-home-own]')).toBeEnabled();
  expect(errors).toEqual([]);
  await scripted.close();

  const bare = await browser.newContext({ javaScriptEnabled: false });
  const still = await bare.newPage();
  await still.goto('/zh/');
  await expect(text(still)).toContainText('The old man looked at the sea and said');
  await expect(still.locator('[data-home-head]')).toHaveCount(32);
  await expect(still.locator('[data-home-next] li')).toHaveCount(8);
  await expect(still.locator('[data-lesson]')).toHaveCount(7);
  await bare.close();
});
