/** Pages in their states: what is opened, asked and failed, in both languages and themes, for axe. */
import { expect, test } from '@playwright/test';
import {
  expectNothingFromAxe,
  expectNoSidewaysScroll,
  expectRoomForFingers,
  layOutEverything,
} from './axe.ts';
import { hydrated } from './figure.ts';

const saveAndShare = /^(Save & share|保存与分享)/;
const embed = /^(Embed|嵌入)…/;
const cite = /^(Cite|引用)…/;

for (const [lang, colorScheme] of [
  ['en', 'dark'],
  ['zh', 'light'],
] as const)
  test(`a figure’s menu, its table and its panels (${lang}, ${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`/${lang}/lessons/0-how-to-look/`);
    const figure = await hydrated(page, 'one-head');
    const menu = figure.getByRole('button', { name: saveAndShare });
    await menu.click();
    await expect(figure.getByRole('button', { name: embed })).toBeVisible();
    await expectNothingFromAxe(page, { part: '#one-head' });
    for (const name of [embed, cite]) {
      const button = figure.getByRole('button', { name });
      if (!(await button.isVisible())) await menu.click();
      await button.click();
      await expect(figure.locator('#one-head-panel').getByRole('textbox').first()).toBeVisible();
      await expectNothingFromAxe(page, { part: '#one-head' });
    }
    await figure.getByRole('button', { name: /^(Table|数据表)/ }).click();
    await expect(figure.getByRole('table')).toBeVisible();
    await expectNothingFromAxe(page, { part: '#one-head' });
    await expectRoomForFingers(page);
    await expectNoSidewaysScroll(page);
  });

test('search, a link for a class, a slide with its keys (dark)', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.goto('/zh/lessons/2-tokens/');
  const dialog = page.getByRole('dialog');
  await expect(async () => {
    await page.locator('[data-search-open]').click();
    await expect(dialog.getByRole('textbox')).toBeVisible({ timeout: 3000 });
  }).toPass();
  await dialog.getByRole('textbox').fill('注意力');
  await expect(dialog.locator('.results a').first()).toBeVisible();
  await expectNothingFromAxe(page, { part: 'dialog' });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '给班级的链接' }).click();
  await expect(dialog.locator('[data-class-href]')).toBeVisible();
  await expectNothingFromAxe(page, { part: 'dialog' });
  await page.keyboard.press('Escape');

  await page.goto('/en/lessons/2-tokens/?present=3');
  await expect(page.locator('[data-present-progress]')).toHaveText(/^3/);
  await expect(page.locator('main[data-fitting]')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNothingFromAxe(page);
});

test('deleting what is on the device, and a model that does not come (Chinese, dark)', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.goto('/zh/privacy/');
  await page.locator('device-desk').getByRole('button').last().click();
  await expect(page.locator('device-desk').getByRole('button').nth(1)).toBeVisible();
  await expectNothingFromAxe(page, { part: 'device-desk' });

  await page.route('**/*.safetensors', (route) => route.abort());
  await page.goto('/zh/model/?backend=wasm');
  await expect(page.locator('[data-failure]')).toBeVisible({ timeout: 60_000 });
  await layOutEverything(page);
  await expectNothingFromAxe(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await expectNothingFromAxe(page, { rules: 'colours' });
});

test('forced colours leave pictures, marks of provenance and the focus to be seen', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await page.goto('/en/lessons/0-how-to-look/');
  const figure = await hydrated(page, 'one-head');
  const looks = await figure.locator('.provenance-mark').evaluate((mark) => {
    const as = (kind: string) => {
      mark.setAttribute('class', `provenance-mark ${kind}`);
      const { backgroundColor, backgroundImage, borderStyle } = getComputedStyle(mark);
      return [backgroundColor, backgroundImage, borderStyle].join();
    };
    return ['live', 'stored', 'computed', 'cited', 'schematic'].map(as);
  });
  expect(new Set(looks).size).toBe(5);
  const map = figure.getByRole('application');
  await map.focus();
  await page.keyboard.press('ArrowDown');
  await expect(map).toHaveCSS('outline-style', 'solid');
  // What is shown in words too: the strongest cells, with their numbers.
  await expect(map).toHaveAccessibleDescription(/rows and \d+ columns\. The strongest: .*\d/);
  const ink = (part: string) =>
    page.evaluate((selector) => {
      const element = document.querySelector(selector);
      return element && getComputedStyle(element).color;
    }, part);
  expect(await ink('.figure-picture')).toBe(await ink('h1'));
});
